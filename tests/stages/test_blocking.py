"""Red team of the checks that block: DOIs broken in every way, and entries that are right in their own way, block
nothing; works that are wrong, unregistered or made up all do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.shares import share
from tests.stages.test_other_worlds import record, rules, said, world_of

BLOCKING = {"unregistered-doi", "wrong-doi", "fabricated-reference", "retracted-reference"}

WORKS = [
    record(
        "Light therapy for winter depression in shift workers: a randomised controlled trial",
        ["Hallgren, Ebba", "Moreau, Luc", "Tan, Wei"],
        "Journal of Seasonal Medicine",
        "2018;12(3):201-209",
        "10.1016/j.jsm.2018.03.004",
        "29500001",
    ),
    record(
        "Oral iron in children of school age",
        ["Otieno, Mercy", "Barasa, Joel"],
        "Pediatric Nutrition",
        "1999;53(1):12-19",
        "10.1002/(sici)1097-0258(19990115)53:1<12::aid-pn3>3.0.co;2-k",
        "9900001",
    ),
    record(
        "Models of epidemic spread on graphs",
        ["Lindqvist, Per"],
        "Bulletin of Models",
        "2003;40(2):155-170",
        "10.1175/1520-0442(2003)016<0155:mesg>2.0.co;2",
        "",
    ),
    record(
        "Cognitive behavioural therapy for insomnia in the elderly",
        ["Barker, Jane", "Osei, Kofi"],
        "The Lancet of Sleep",
        "2002;360(9330):11-22",
        "10.1016/s0140-6736(02)09330-2",
        "12000011",
    ),
    record(
        "Night work and breast cancer: a cohort of nurses in three countries",
        ["Vega, Ines", "Roth, Karl"],
        "PLOS Night",
        "2015;12(4):e1001811",
        "10.1371/journal.pnight.1001811",
        "25900001",
    ),
    record(
        "Spike protein binding at low temperature",
        ["Chandra, Ravi"],
        "bioRxiv",
        "2020;",
        "10.1101/2020.03.14.991234",
        "",
    ),
    record(
        "Statins in the very old: population based study",
        ["Ferrante, Gino", "Wills, Amy"],
        "BMJ",
        "2019;365:l2041",
        "10.1136/bmj.l2041",
        "31100001",
    ),
    record(
        "Shoulder pain in swimmers",
        ["Nakano, Rei"],
        "Rheumatology Today",
        "2011;50(8):1401-1410",
        "10.1093/rheumt/ker123",
        "21500001",
    ),
    record(
        "Global prevalence of hearing loss, 1990-2016: a systematic analysis",
        ["{GBD 2016 Hearing Collaborators}"],
        "Global Ear Health",
        "2017;390(2):1211-1259",
        "10.1016/s0140-6736(17)32154-2",
        "28900001",
    ),
    record(
        "Wirksamkeit von Knoblauch bei Bluthochdruck",
        ["Müller-Lüdenscheidt, Heinz"],
        "Zeitschrift für Pflanzenheilkunde",
        "2009;30(2):77-83",
        "10.1055/s-0028-1088312",
        "19500001",
    ),
    record(
        "Exercise for chronic neck pain",
        ["Gross, Anita", "Kay, Theresa"],
        "Cochrane Database of Systematic Reviews",
        "2015;(1):CD004250",
        "10.1002/14651858.cd004250.pub5",
        "25629215",
    ),
    record(
        "Blood pressure goals in stroke survivors",
        ["Oyelaran, Bola"],
        "Circulation Example",
        "2014;129(25):S76-S99",
        "10.1161/01.cir.0000437740.48606.d1",
        "24222015",
    ),
    record(
        "Vitamin D and falls",
        ["Bischoff, Anna", "Dietrich, Tom"],
        "JAMA Example",
        "2004;291(16):1999-2006",
        "10.1001/jama.291.16.1999",
        "15113819",
    ),
    record(
        "Gut flora and mood in adolescents",
        ["Zhu, Lan"],
        "Frontiers in Mood",
        "2021;9:712345",
        "10.3389/fmood.2021.712345",
        "34500001",
    ),
    record(
        "Case report of a rare fern poisoning",
        ["Abara, Uche"],
        "Annals of Toxic Plants",
        "2013;3(1):5-8",
        "10.4103/2229-5178.105_457",
        "23400001",
    ),
    record(
        "Deadly heat and the outdoor worker",
        ["Sand, Kjell"],
        "Heat",
        "2016;4(2):2-9",
        "10.1080/23328940.2015.1131036",
        "27227038",
    ),
    record(
        "Screening for celiac disease in first degree relatives",
        ["Popp, Alina"],
        "Gut Screening",
        "2020;33(5):1210-1218",
        "10.1007/s00125-020-05423-2",
        "32900001",
    ),
    record("Miracle berry cures colic", ["Fake, Ann"], "Berry J", "2012;2(1):1-9", "10.1186/bj.12.1", "22000001"),
    record(
        "Otitis media", ["Klein, Jerome"], "Ear Quarterly", "1994;19(5):823-833", "10.1093/clinids/19.5.823", "7893866"
    ),
    record(
        "Effectiveness of hip protectors",
        ["Nurmi, Ilona", "Ruiz, Paz"],
        "Age and Bones",
        "2006;35(Suppl 2):ii37-ii41",
        "10.1093/agebones/afl084",
        "16926202",
    ),
    record(
        "Prävention von Stürzen im Alter",
        ["Becker, Clemens", "Bühler, Ute"],
        "Zeitschrift für Altersfragen",
        "2015;48(1):S1-S9",
        "10.1007/s00391-014-0842-3",
        "25500001",
    ),
    record(
        "Effect of Hydroxychloroquine on Clinical Status at 14 Days: The ORCHID Trial",
        ["Self, Wesley", "Semler, Matthew"],
        "JAMA Example",
        "2020;324(21):2165-2176",
        "10.1001/jama.2020.22240",
        "33165621",
    ),
    record(
        "RETRACTED: Ivermectin for travellers",
        ["Elga, Amr"],
        "Travel Drugs",
        "2021;9(1):1-12",
        "10.21203/rs.3.rs-100956/v3",
        "33900001",
    ),
    record("Masks in schools: a modelling study", ["Hale, Kim"], "medRxiv", "2021", "10.1101/2021.05.19.21257467"),
    record(
        "Masks in schools: a modelling study",
        ["Hale, Kim"],
        "School Health Review",
        "2022;11(2):40-52",
        "10.1111/shr.4040",
        "35000001",
    ),
    record(
        "Migraine", ["Goadsby, Peter"], "Oxford Headache Handbook", "2012;:77-95", "10.1093/med/9780199580767.003.0006"
    ),
    record(
        "Dietary salt and stroke in women",
        ["Lin, Mei"],
        "Stroke Example",
        "2013;44(1):20-27",
        "10.1161/strokeaha.112.672352",
        "23200001",
    ),
]
NOTICES = [
    {"type": "retraction", "of": "10.1186/bj.12.1", "date": "2014-01-01", "seen_by": ["crossref", "pubmed"]},
    {"type": "retraction", "of": "10.21203/rs.3.rs-100956/v3", "date": "2021-07-14", "seen_by": ["crossref"]},
    {"type": "erratum", "of": "10.1161/strokeaha.112.672352", "date": "2013-05-01", "seen_by": ["pubmed", "crossref"]},
]


def _entries() -> list[tuple[str, str, str]]:
    """(rule that is wanted or "", kind, entry) of every line of `blocking.tsv`; entries are written as JSON strings."""
    lines = Path(__file__).with_name("blocking.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [(rule, kind, json.loads(entry)) for rule, kind, entry in rows]


@pytest.mark.parametrize("part", share(range(4), 4))
def test_no_right_reference_blocks_however_it_is_printed(tmp_path: Path, part: int) -> None:
    right = [(kind, entry) for rule, kind, entry in _entries() if not rule][part::4]
    with world_of(*WORKS, notices=NOTICES) as world:
        told = {kind: rules(said(world, tmp_path, entry)) & BLOCKING for kind, entry in right}
    assert {kind: found for kind, found in told.items() if found} == {}
    assert len(told) > 25


@pytest.mark.parametrize("part", share(range(2), 2))
def test_every_wrong_reference_blocks(tmp_path: Path, part: int) -> None:
    wrong = [(rule, kind, entry) for rule, kind, entry in _entries() if rule][part::2]
    with world_of(*WORKS, notices=NOTICES) as world:
        missed = [(rule, kind) for rule, kind, entry in wrong if rule not in rules(said(world, tmp_path, entry))]
    assert missed == []
    assert len(wrong) > 10

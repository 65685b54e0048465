"""Thirty references in one world, what is to be said of each written before it was asked.

Works of one name, versions, letters and replies, notices of all kinds, DOIs with signs that addresses escape.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.stages.test_other_worlds import errors, record, rules, said

from citewarden.testing.world import World


def chapter(title: str, author: str, book: str, year: str, doi: str, page: str) -> dict[str, Any]:
    csl = {"type": "chapter", "title": title, "author": [author], "container-title": book, "issued": year,
           "DOI": doi, "page": page, "publisher": "Fjord Press"}  # fmt: skip
    return {"key": doi, "csl": csl}


WORKS = [
    record(
        "Cranberry capsules and cystitis: a randomised trial",
        ["Holm, Ida", "Vega, Luis"],
        "Urology Letters",
        "2016;9(2):88-95",
        "10.5555/ul.2016.88",
        "27000101",
    ),
    record(
        "Pelvic floor training after birth",
        ["Holm, Ida"],
        "Urology Letters",
        "2018;11(1):14-22",
        "10.5555/ul.2018.14",
        "29000102",
    ),
    record(
        "Eficacia de la melatonina en el insomnio del adulto mayor",
        ["Ríos, Marta", "Soler, Pau"],
        "Revista de Sueño",
        "2015;7(3):120-128",
        "10.5555/rs.2015.120",
        "26000103",
    ),
    record(
        "Wirksamkeit von Akupunktur bei Knieschmerz",
        ["Kühn, Ulf"],
        "Zeitschrift für Schmerz",
        "2012;26(4):310-318",
        "10.5555/zs.2012.310",
        "22000104",
    ),
    record("Snoring", ["Adeyemi, Tola"], "Primary Sleep", "2010;2(1):5-9", "10.5555/ps.2010.5", "20000105"),
    record("Snoring", ["Adeyemi, Tola"], "Primary Sleep", "2019;11(4):201-207", "10.5555/ps.2019.201", "31000106"),
    record(
        "Honey for acute cough in children",
        ["Oduya, Olabisi"],
        "Cochrane Database of Systematic Reviews",
        "2014;(12):CD007094",
        "10.1002/14651858.cd007094.pub4",
        "25500001",
    ),
    record(
        "Honey for acute cough in children",
        ["Oduya, Olabisi"],
        "Cochrane Database of Systematic Reviews",
        "2018;(4):CD007094",
        "10.1002/14651858.cd007094.pub5",
        "29600001",
    ),
    {
        "key": "10.1101/2021.03.04.212",
        "csl": {
            "type": "article",
            "title": "Loss of smell after mild infection: a cohort",
            "author": ["Banerjee, Ria"],
            "publisher": "medRxiv",
            "issued": "2021-03",
            "DOI": "10.1101/2021.03.04.212",
        },
        "relations": {"is-preprint-of": ["10.5555/ent.2021.77"]},
    },
    record(
        "Loss of smell after mild infection: a cohort",
        ["Banerjee, Ria"],
        "ENT Reports",
        "2021;40(6):77-85",
        "10.5555/ent.2021.77",
        "34000107",
    ),
    record("Salt and stroke", ["Nakamura, Ken"], "Vascular Notes", "2013;5(1):1-9", "10.5555/vn.2013.1", "23000108"),
    record("Salt and stroke", ["Petrov, Ilya"], "Vascular Notes", "2013;5(3):201", "10.5555/vn.2013.201", "23000109"),
    record(
        "Salt and stroke: authors' reply",
        ["Nakamura, Ken"],
        "Vascular Notes",
        "2013;5(3):202",
        "10.5555/vn.2013.202",
        "23000110",
    ),
    record(
        "Bed rest in sciatica: a trial",
        ["Farrell, Joan"],
        "Spine Letters",
        "2011;3(2):40-48",
        "10.5555/sl.2011.40",
        "21000111",
    ),
    record(
        "Bed rest in sciatica: a trial",
        ["Farrell, Joan"],
        "Spine Letters",
        "2012;4(1):12-20",
        "10.5555/sl.2012.12",
        "22000112",
    ),
    record(
        "Vitamin C and wounds",
        ["Ortega, Nuria"],
        "Skin Journal",
        "1998;47(1):23-29",
        "10.1002/(sici)1099-1234(199801)47:1<23::aid-sj5>3.0.co;2-q",
        "9400113",
    ),
    record(
        "Iodine in bread", ["Lindqvist, Åsa"], "Thyroid Matters", "2009;1(2):30-36", "10.5555/tm<2009>30", "19000114"
    ),
    record(
        "Zinc for taste disorders", ["Moreau, Eve"], "Oral Care", "2014;8(2):60-66", "10.5555/oc.2014.60", "24000115"
    ),
    record("Green tea and weight", ["Sato, Yuki"], "Diet Reports", "2017;6(1):10-18", "10.5555/dr.2017.10", "28000116"),
    chapter(
        "Care of the feet in diabetes",
        "Hassan, Amal",
        "Handbook of Community Nursing",
        "2016",
        "10.5555/978.hcn.ch12",
        "211-230",
    ),
    {
        "key": "guide",
        "csl": {
            "type": "book",
            "title": "National guideline on gout",
            "author": ["Rheuma Society"],
            "publisher": "Rheuma Society",
            "issued": "2020",
            "edition": "3",
            "DOI": "10.5555/gout.ed3",
        },
    },
    {
        "key": "10.5061/dryad.g7x2",
        "agency": "DataCite",
        "csl": {
            "type": "dataset",
            "title": "Step counts of 900 nurses",
            "author": ["Brandt, Eli"],
            "publisher": "Dryad",
            "issued": "2019",
            "DOI": "10.5061/dryad.g7x2",
        },
    },
    record(
        "Ginger for nausea in pregnancy",
        ["Ncube, Thandi"],
        "Midwife Research",
        "2013;2(4):150-158",
        "10.5555/mr.2013.150",
        "23500117",
    ),
    record("Aspirin in the evening", ["Rossi, Carla"], "Heart Hours", "2018;1(1):3-9", "10.5555/hh.2018.3", "29500118"),
    record(
        "Mindfulness for tinnitus", ["Keane, Orla"], "Ear Letters", "2015;3(3):99-107", "10.5555/el.2015.99", "25900119"
    ),
]
SEEN = ["crossref", "pubmed", "europepmc"]
NOTICES = [
    {"type": "retraction", "of": "10.5555/rs.2015.120", "date": "2019-05-01", "seen_by": SEEN},
    {"type": "retraction", "of": "10.5555/zs.2012.310", "date": "2016-05-01", "seen_by": ["pubmed"]},
    {
        "type": "retraction",
        "of": "10.1002/(sici)1099-1234(199801)47:1<23::aid-sj5>3.0.co;2-q",
        "date": "2004-01-01",
        "seen_by": SEEN,
    },
    {"type": "retraction", "of": "10.5555/tm<2009>30", "date": "2012-01-01", "seen_by": SEEN},
    {"type": "expression_of_concern", "of": "10.5555/oc.2014.60", "date": "2016-01-01", "seen_by": SEEN},
    {"type": "expression_of_concern", "of": "10.5555/dr.2017.10", "date": "2018-01-01", "seen_by": ["crossref"]},
    {"type": "reinstatement", "of": "10.5555/dr.2017.10", "date": "2020-01-01", "seen_by": ["crossref"]},
    {
        "type": "retract_and_replace",
        "of": "10.5555/sl.2011.40",
        "by": "10.5555/sl.2012.12",
        "replacement": "10.5555/sl.2012.12",
        "date": "2012-01-10",
        "label": "retract and replace",
        "seen_by": ["crossref"],
    },
    {"type": "correction", "of": "10.5555/mr.2013.150", "date": "2014-01-01", "seen_by": SEEN},
    {"type": "partial_retraction", "of": "10.5555/hh.2018.3", "date": "2019-01-01", "seen_by": ["crossref"]},
]
# (entry, errors "a|b" for either and "-" for any, other rules that are told, rules that are not)
REFERENCES = [
    (
        "Holm I, Vega L. Cranberry capsules and cystitis: a randomised trial. Urology Letters. "
        "2016;9(2):88-95. doi:10.5555/ul.2018.14",
        "wrong-doi",
        "",
        "",
    ),
    (
        "Holm I, Vega L. Cranberry capsules and cystitis: a randomised trial. Urology Letters. "
        "2016;9(2):88-95. doi:10.5555/ul.2016.88",
        "",
        "",
        "differs-from-record",
    ),
    (
        "Holm I. Pelvic floor training after birth. Urology Letters. 2018;11(1):14-22. doi:10.5555/ul.2018.14",
        "",
        "",
        "differs-from-record",
    ),
    (
        "Ríos M, Soler P. [Efficacy of melatonin in insomnia of older adults]. Rev Sueño. "
        "2015;7(3):120-8. Spanish. doi:10.5555/rs.2015.120",
        "retracted-reference",
        "",
        "",
    ),
    (
        "Ríos M, Soler P. Eficacia de la melatonina en el insomnio del adulto mayor. Revista de Sueño. "
        "2015;7(3):120-128.",
        "retracted-reference",
        "",
        "",
    ),
    (
        "Kühn U. Wirksamkeit von Akupunktur bei Knieschmerz. Z Schmerz. 2012;26(4):310-8. PMID: 22000104",
        "retracted-reference",
        "",
        "",
    ),
    ("Adeyemi T. Snoring. Primary Sleep. 2019;11(4):201-7.", "", "", "unresolved-reference"),
    ("Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2010.5", "", "", "differs-from-record"),
    ("Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2019.201", "wrong-doi", "", ""),
    (
        "Oduya O. Honey for acute cough in children. Cochrane Database Syst Rev. 2014;(12):CD007094. "
        "doi:10.1002/14651858.CD007094.pub4",
        "",
        "superseded-reference",
        "",
    ),
    (
        "Oduya O. Honey for acute cough in children. Cochrane Database Syst Rev. 2018;(4):CD007094. "
        "doi:10.1002/14651858.CD007094.pub5",
        "",
        "",
        "superseded-reference",
    ),
    (
        "Banerjee R. Loss of smell after mild infection: a cohort. medRxiv. 2021. doi:10.1101/2021.03.04.212",
        "",
        "preprint-published",
        "",
    ),
    (
        "Banerjee R. Loss of smell after mild infection: a cohort. ENT Reports. 2021;40(6):77-85. "
        "doi:10.5555/ent.2021.77",
        "",
        "",
        "preprint-published",
    ),
    (
        "Nakamura K. Salt and stroke. Vascular Notes. 2013;5(1):1-9. doi:10.5555/vn.2013.1",
        "",
        "",
        "differs-from-record",
    ),
    (
        "Petrov I. Salt and stroke [letter]. Vascular Notes. 2013;5(3):201. doi:10.5555/vn.2013.201",
        "",
        "",
        "differs-from-record",
    ),
    ("Nakamura K. Salt and stroke. Vascular Notes. 2013;5(1):1-9. doi:10.5555/vn.2013.201", "wrong-doi", "", ""),
    (
        "Nakamura K. Salt and stroke: authors' reply. Vasc Notes. 2013;5(3):202. PMID: 23000110",
        "",
        "",
        "differs-from-record",
    ),
    (
        "Farrell J. Bed rest in sciatica: a trial. Spine Letters. 2011;3(2):40-48. doi:10.5555/sl.2011.40",
        "-",
        "retracted-reference|replaced-reference",
        "",
    ),
    (
        "Farrell J. Bed rest in sciatica: a trial. Spine Letters. 2012;4(1):12-20. doi:10.5555/sl.2012.12",
        "",
        "",
        "replaced-reference retracted-reference",
    ),
    (
        "Ortega N. Vitamin C and wounds. Skin Journal. 1998;47(1):23-9. "
        "https://doi.org/10.1002/(SICI)1099-1234(199801)47:1%3C23::AID-SJ5%3E3.0.CO;2-Q",
        "retracted-reference",
        "",
        "",
    ),
    (
        "Lindqvist Å. Iodine in bread. Thyroid Matters. 2009;1(2):30-6. https://doi.org/10.5555/tm%3C2009%3E30",
        "retracted-reference",
        "",
        "",
    ),
    (
        "Moreau E. Zinc for taste disorders. Oral Care. 2014;8(2):60-6. doi:10.5555/oc.2014.60",
        "",
        "expression-of-concern",
        "retracted-reference",
    ),
    (
        "Sato Y. Green tea and weight. Diet Reports. 2017;6(1):10-18. doi:10.5555/dr.2017.10",
        "",
        "",
        "expression-of-concern",
    ),
    (
        "Hassan A. Care of the feet in diabetes. In: Handbook of Community Nursing. Fjord Press; "
        "2016:211-230. doi:10.5555/978.hcn.ch12",
        "",
        "",
        "differs-from-record unresolved-reference",
    ),
    (
        "Rheuma Society. National guideline on gout. 3rd ed. Rheuma Society; 2020. doi:10.5555/gout.ed3",
        "",
        "",
        "differs-from-record unresolved-reference",
    ),
    (
        "Brandt E. Step counts of 900 nurses [data set]. Dryad; 2019. doi:10.5061/dryad.g7x2",
        "",
        "",
        "differs-from-record unresolved-reference",
    ),
    (
        "Ncube T. Ginger for nausea in pregnancy. Midwife Res. 2013;2(4):150-8. doi:10.5555/mr.2013.150",
        "",
        "",
        "retracted-reference",
    ),
    (
        "Rossi C. Aspirin in the evening. Heart Hours. 2018;1(1):3-9. doi:10.5555/hh.2018.3",
        "",
        "corrected-reference",
        "retracted-reference",
    ),
    (
        "Keane O. Mindfulness for tinnitus. Ear Letters. 2015;3(3):99-107. doi:10.5555/hh.2018.3",
        "wrong-doi",
        "",
        "corrected-reference",
    ),
    (
        "Keane O. Yoga against migraine in sailors. Ear Letters. 2016;4(1):1-7. doi:10.5555/el.2015.99",
        "wrong-doi|fabricated-reference",
        "",
        "",
    ),
]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World({"works": WORKS, "notices": NOTICES}) as running:
        yield running


@pytest.mark.parametrize(("entry", "wrong", "told", "silent"), REFERENCES, ids=[f"{n}" for n in range(len(REFERENCES))])
def test_what_is_said_of_a_reference(
    world: World, tmp_path: Path, entry: str, wrong: str, told: str, silent: str
) -> None:
    found = said(world, tmp_path, entry)
    if wrong != "-":
        wanted = [{*each.split("|")} for each in wrong.split()]
        assert errors(found) <= set().union(*wanted)
        assert all(errors(found) & each for each in wanted)
    assert all(rules(found) & {*each.split("|")} for each in told.split())
    assert not rules(found) & {*silent.split()}

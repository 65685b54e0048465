"""What editors print is read field by field, kept to the byte, and is valid CSL-JSON."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from citewarden import config
from citewarden.styles import ParsedReference, parse_reference, parse_references
from citewarden.text import csl, dates, names

SEED = {
    "Leite MAA et al. Another Perspective on Fasciculations: When Is It Not Caused by the Classic Form of Amyotrophic "
    "Lateral Sclerosis or Progressive Spinal Atrophy? Neurology International. 2014;6(3):5208.": {
        "type": "article-journal",
        "author": [{"family": "Leite", "given": "MAA"}],
        "container-title": "Neurology International",
        "volume": "6",
        "issue": "3",
        "page": "5208",
        "issued": "2014",
    },
    "Hersh C MH, Fox RJ. (June 2014). Cleveland Clinic Center for Continuing Education website. Multiple Sclerosis.": {
        "type": "webpage",
        "author": [{"family": "Hersh", "given": "C MH"}, {"family": "Fox", "given": "RJ"}],
        "container-title": "Cleveland Clinic Center for Continuing Education",
        "title": "Multiple Sclerosis",
        "issued": "2014-06",
    },
    "National Institute of Neurological Diseases and Stroke website. (March 2012).\xa0"
    "Motor Neuron Diseases Fact Sheet.": {
        "type": "webpage",
        "author": [{"literal": "National Institute of Neurological Diseases and Stroke"}],
        "container-title": "National Institute of Neurological Diseases and Stroke",
        "title": "Motor Neuron Diseases Fact Sheet",
        "issued": "2012-03",
    },
    "Vogt J et al. Lower motor neuron loss in multiple sclerosis and experimental autoimmune encephalomyelitis. "
    "Ann Neurol. 2009 Sep;66(3):310-22.": {
        "type": "article-journal",
        "title": "Lower motor neuron loss in multiple sclerosis and experimental autoimmune encephalomyelitis",
        "container-title": "Ann Neurol",
        "page": "310-22",
        "issued": "2009-09",
    },
    "Younger DS. Motor Disorders. Brookfield, CT: Rothstein Publishing; 2015.": {
        "type": "book",
        "title": "Motor Disorders",
        "publisher": "Rothstein Publishing",
        "publisher-place": "Brookfield, CT",
        "issued": "2015",
    },
}

KINDS: dict[str, dict[str, Any]] = {
    "Ropper AH, Samuels MA, Klein JP, Prasad S. Adams and Victor's Principles of Neurology. 11th ed. New York, NY: "
    "McGraw-Hill Education; 2019.": {"type": "book", "edition": "11", "publisher": "McGraw-Hill Education"},
    "Smith JA, Doe RB. Motor neuron disease. In: Jones CD, Brown EF, eds. Textbook of Neurology. 3rd ed. "
    "Philadelphia, PA: Elsevier; 2018:455-470.": {
        "type": "chapter",
        "container-title": "Textbook of Neurology",
        "editor": [{"family": "Jones", "given": "CD"}, {"family": "Brown", "given": "EF"}],
        "edition": "3",
        "page": "455-470",
        "issued": "2018",
    },
    "Cleveland Clinic. Muscle spasms. Reviewed March 3, 2021. Accessed May 5, 2022. "
    "https://my.clevelandclinic.org/health/diseases/muscle-spasms": {
        "type": "webpage",
        "title": "Muscle spasms",
        "issued": "2021-03-03",
        "accessed": "2022-05-05",
        "URL": "https://my.clevelandclinic.org/health/diseases/muscle-spasms",
    },
    "World Health Organization. (2021). Global report on epilepsy. Geneva: World Health Organization. "
    "https://apps.who.int/iris/handle/10665/325293": {"type": "report", "title": "Global report on epilepsy"},
    "National Institute for Health and Care Excellence. Multiple sclerosis in adults: management. NICE guideline "
    "[NG220]. Published June 22, 2022. https://www.nice.org.uk/guidance/ng220": {
        "type": "report",
        "genre": "NICE guideline",
        "number": "NG220",
        "issued": "2022-06-22",
    },
    "ClinicalTrials.gov. Safety and efficacy of drug X in relapsing MS. NCT02792218. Updated April 6, 2021. Accessed "
    "June 1, 2021. https://clinicaltrials.gov/ct2/show/NCT02792218": {
        "number": "NCT02792218",
        "accessed": "2021-06-01",
    },
    "Smith J, Doe A. A new biomarker for ALS. medRxiv. Preprint posted online March 3, 2021. "
    "doi:10.1101/2021.03.01.21252667": {"type": "article", "container-title": "medRxiv", "issued": "2021-03-03"},
    "Affordable Care Act, Pub. L. No. 111-148, 124 Stat. 119 (2010).": {
        "type": "legislation",
        "title": "Affordable Care Act",
        "number": "Pub. L. No. 111-148",
        "issued": "2010",
    },
    "Health Insurance Portability and Accountability Act of 1996, Pub. L. No. 104-191, 110 Stat. 1936.": {
        "type": "legislation",
        "issued": "1996",
        "page": "1936",
    },
    "Catmull, Edwin and Rom, Raphael, A class of local interpolating splines, in R.E. Barnhill and R.F. Riesenfeld "
    "(eds.), Computer Aided Geometric Design, Academic Press, New York, 1974, 317-326.": {
        "type": "chapter",
        "container-title": "Computer Aided Geometric Design",
        "page": "317-326",
    },
    "Kolata G. New drug offers hope for A.L.S. patients. The New York Times. September 2, 2020. "
    "https://www.nytimes.com/2020/09/02/health/als.html": {"type": "article-newspaper", "issued": "2020-09-02"},
    "Walker, M. (2017). Why we sleep: Unlocking the power of sleep and dreams (1st ed.). Scribner.": {
        "type": "book",
        "title": "Why we sleep: Unlocking the power of sleep and dreams",
        "edition": "1",
    },
    "Novartis. Novartis receives FDA approval for new therapy [press release]. Basel, Switzerland: Novartis; "
    "August 20, 2020. https://www.novartis.com/news/x": {"type": "webpage", "genre": "press release"},
    "de Carvalho M, Kiernan MC, Swash M. Fasciculation in amyotrophic lateral sclerosis. J Neurol Neurosurg "
    "Psychiatry. 2017 Sep;88(9):773-779. doi: 10.1136/jnnp-2017-315574. Epub 2017 May 13. PMID: 28490504.": {
        "issued": "2017-09",
        "PMID": "28490504",
        "DOI": "10.1136/jnnp-2017-315574",
        "volume": "88",
    },
    "Vogt, J., Paul, F., Aktas, O., Müller-Wielsch, K., Dörr, J., Dörr, S., ... & Zipp, F. (2009). Lower motor neuron "
    "loss in multiple sclerosis. Annals of Neurology, 66(3), 310-322.": {
        "type": "article-journal",
        "container-title": "Annals of Neurology",
        "page": "310-322",
    },
    "Bodnar RJ. Endogenous opiates. Ann Neurol. 2000;48(6):893-901. "
    "doi:10.1002/1531-8249(200012)48:6<893::AID-ANA10>3.0.CO;2-B": {
        "DOI": "10.1002/1531-8249(200012)48:6<893::aid-ana10>3.0.co;2-b",
        "page": "893-901",
    },
    "SPRINT Research Group; Wright JT Jr, Whelton PK, et al. A randomized trial of intensive blood-pressure control. "
    "N Engl J Med. 2015;373(22):2103-2116.": {
        "author": [
            {"literal": "SPRINT Research Group"},
            {"family": "Wright", "given": "JT", "suffix": "Jr"},
            {"family": "Whelton", "given": "PK"},
        ],
        "title": "A randomized trial of intensive blood-pressure control",
    },
    'García Márquez, Ana, and Jürgen Müller-Lüdenscheidt. "Exercise and Fatigue." Journal of Neurology 266, no. 4 '
    "(2019): 880–91.": {
        "author": [
            {"family": "García Márquez", "given": "Ana"},
            {"family": "Müller-Lüdenscheidt", "given": "Jürgen"},
        ],
        "title": "Exercise and Fatigue",
        "issue": "4",
        "page": "880-91",
    },
    "Shefner J. Nerve conduction studies. In UpToDate, Post TW (Ed), UpToDate, Waltham, MA. (Accessed on June 12, "
    "2020).": {
        "type": "chapter",
        "container-title": "UpToDate",
        "editor": [{"family": "Post", "given": "TW"}],
        "accessed": "2020-06-12",
    },
    "Verywell Health. What Causes Muscle Twitching? By Colleen Doherty, MD. Updated on February 10, 2021.": {
        "author": [{"family": "Doherty", "given": "Colleen"}],
        "container-title": "Verywell Health",
        "title": "What Causes Muscle Twitching?",
    },
    "Johns Hopkins Medicine. (June 2014). Health Library. Muscle cramps.": {
        "container-title": "Health Library",
        "title": "Muscle cramps",
    },
    "Grol R, Wensing M, Davis D, editors. Improving patient care. 2nd ed. Oxford: Wiley-Blackwell; 2013.": {
        "type": "book",
        "author": None,
        "editor": [
            {"family": "Grol", "given": "R"},
            {"family": "Wensing", "given": "M"},
            {"family": "Davis", "given": "D"},
        ],
    },
    "Tanaka K, Suzuki H. [Fasciculation potentials in healthy adults]. Rinsho Shinkeigaku 2003;43:123-6. Japanese.": {
        "title": "Fasciculation potentials in healthy adults",
        "language": "Japanese",
        "page": "123-6",
    },
    "Roe v. Wade, 410 U.S. 113 (1973).": {
        "type": "legal_case",
        "title": "Roe v. Wade",
        "volume": "410",
        "container-title": "U.S.",
        "page": "113",
    },
    "Khoury CK, Bjorkman AD. Homogeneity in global food supplies. Proc Natl Acad Sci USA 2014;111:4001‑6.": {
        "container-title": "Proc Natl Acad Sci USA",
        "page": "4001-6",
    },
    "Johns Hopkins Medicine. Fasciculations.": {
        "author": [{"literal": "Johns Hopkins Medicine"}],
        "title": "Fasciculations",
    },
}


def check(parsed: ParsedReference, expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        got = parsed.csl.get(name)
        assert (dates.to_iso(got) if name in ("issued", "accessed") else got) == value, name


@pytest.mark.parametrize("raw", SEED)
def test_the_seed_list(raw: str) -> None:
    check(parse_reference(raw), SEED[raw])


@pytest.mark.parametrize("raw", KINDS)
def test_kinds_of_reference(raw: str) -> None:
    check(parse_reference(raw), KINDS[raw])


def test_all_are_valid_csl_with_spans_inside_the_raw_text() -> None:
    for parsed in parse_references([*SEED, *KINDS]):
        assert csl.faults(parsed.csl) == []
        config.validate(dict(parsed.csl), "csl", where=parsed.raw)
        for field in parsed.fields:
            assert 0 <= field.start < field.end <= len(parsed.raw)
            assert 0 <= field.confidence <= 1
            if field.name in ("volume", "issue", "publisher", "title", "container-title", "publisher-place"):
                printed = " ".join(parsed.raw[field.start : field.end].split())
                assert printed == parsed.csl[field.name]
        for one, other in pairwise(parsed.fields):
            assert one.start <= other.start


def test_one_at_a_time_reads_as_many_at_a_time() -> None:
    raws = [*SEED, *KINDS]
    together = parse_references(raws)
    assert [parse_reference(r).csl for r in raws] == [p.csl for p in together]
    assert [p.raw for p in together] == raws


def test_a_reference_broken_over_lines_is_read_and_kept_as_it_is() -> None:
    raw = (
        "Natsui M, Saito T. What is an appropriate indication for endo-\nscopic dilation? "
        "Eur J Gastroenterol Hepatol.\n2002;14:635-40."
    )
    parsed = parse_reference(raw)
    assert parsed.raw == raw
    assert parsed.csl["title"] == "What is an appropriate indication for endoscopic dilation?"
    assert parsed.csl["page"] == "635-40"


@pytest.mark.parametrize("raw", ["", " ", ".", "???", "\u200b", "1", "et al.", "(2014)", "https://x.org", "𝔘𝔫𝔦 " * 900])
def test_anything_is_read_without_failing(raw: str) -> None:
    parsed = parse_reference(raw)
    assert parsed.raw == raw
    assert csl.faults(parsed.csl) == []


def test_transliterated_authors_stay_as_printed() -> None:
    parsed = parse_reference("Müller-Wielsch K, Dörr J. Faszikulationen im Alter. Nervenarzt. 2009;80(4):412–415.")
    assert [names.family(n) for n in parsed.csl["author"]] == ["Müller-Wielsch", "Dörr"]
    assert parsed.csl["page"] == "412-415"


@pytest.mark.parametrize(
    "printed",
    [
        "[PMC free article: PMC5760000] [PubMed: 29304922]",
        "[PubMed: 29304922]",
        "[PMC free article] [PubMed] [CrossRef]",
        "[Medline] [Google Scholar]",
    ],
)
def test_what_databases_print_around_identifiers_is_no_note(printed: str) -> None:
    (read,) = parse_references(
        [f"Silber MH, Becker PM. Opioids for restless legs. Mayo Clin Proc. 2018;93(1):59-67. {printed}"]
    )
    assert "note" not in read.csl
    assert ("PMID" in read.csl) == ("29304922" in printed)
    assert (read.csl["title"], read.csl["page"]) == ("Opioids for restless legs", "59-67")


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("McGregor A. Beds and backs. Spine (Phila Pa 1976). 2008;33(4):E112-E118.", 2008),
        ("Roe A, Poe B. Muscle and rest. J Appl Physiol (1985). 2014;116(3):12-19.", 2014),
        ("Roe A. Stones. Scand J Urol (1967). 2019 Mar;2(1):3-9.", 2019),
        ("Prescribing information: Restolin tablets. Initial U.S. approval: 2011. Revised: 02/2023. Rest Inc.", 2023),
        ("Roe, A. (2014). 2020 vision and rest. Journal of Rest, 3(1), 4-15.", 2014),
        ("Roe A. The world in 2030. Lancet. 2014;3:4-5.", 2014),
    ],
)
def test_a_year_of_something_else(raw: str, year: int) -> None:
    assert parse_references([raw])[0].csl["issued"]["date-parts"][0][0] == year


@pytest.mark.parametrize(
    ("raw", "translators"),
    [
        (
            "Foucault M. The Birth of the Clinic: An Archaeology of Medical Perception. Sheridan Smith AM, trans."
            " London, England: Routledge Classics; 2003. ISBN 0-415-30772-4 (pbk).",
            ["Sheridan Smith"],
        ),
        ("Illich I. Medical Nemesis: on health. Poe BC, translator. New York: Pantheon Books; 1976.", ["Poe"]),
        ("Kafka F. The Metamorphosis and Other Stories. Hofmann M, translator. London: Penguin; 2007.", ["Hofmann"]),
        ("Roe A. Salt in trans. J Trans Med. 2003;3:4-5.", None),
    ],
)
def test_who_translated_a_book(raw: str, translators: list[str] | None) -> None:
    csl = parse_references([raw])[0].csl
    assert [n["family"] for n in csl.get("translator", ())] == (translators or [])
    assert translators is None or ("container-title" not in csl and "trans" not in csl["title"])

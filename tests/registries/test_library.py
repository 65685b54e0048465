"""The editors' own sources: five formats, broken files, and finding a work among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.errors import InputError
from citewarden.model import Resolution, Work
from citewarden.registries.library import Note, load
from citewarden.text import csl

NOTE = """---
type: webpage
title: Motor Neuron Diseases Fact Sheet
author: National Institute of Neurological Disorders and Stroke
issued: 2012-03
URL: https://www.ninds.example/motor-neuron-diseases
design: {population: HUMAN}
---
First words.

## Causes

Some causes are not known.
They differ.

- A gene.

<!-- for editors only -->
## Empty
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(text, encoding="utf-8")
    return folder


def test_a_source_note_is_its_front_matter_and_what_it_says(tmp_path: Path) -> None:
    library = load(write(tmp_path, ninds_md=NOTE, README_md="# not a source"))
    (entry,) = library.entries
    assert entry.notes == (
        Note("", "First words."),
        Note("Causes", "Some causes are not known. They differ."),
        Note("Causes", "A gene."),
    )
    assert entry.csl["issued"] == {"date-parts": [[2012, 3]]}
    assert entry.csl["author"] == [{"literal": "National Institute of Neurological Disorders and Stroke"}]
    assert (csl.faults(entry.csl), entry.path, entry.design, len(entry.digest)) == (
        [],
        "ninds.md",
        {"population": "HUMAN"},
        64,
    )
    assert library.failures == ()


def test_the_same_two_works_in_four_formats(tmp_path: Path) -> None:
    folder = (
        Path(__file__).resolve().parents[2].parent / "shared/data/registry-answers/csl-manubot/manubot/pandoc/tests"
    )
    if not folder.exists():
        pytest.skip("the shared data are not here")
    for ending in ("json", "bib", "ris", "nbib"):
        library = load(folder / "bibliographies" / f"bibliography.{ending}")
        assert library.closed
        assert library.failures == ()
        item = library.entries[0].csl
        assert csl.faults(item) == [], ending
        assert item["title"] == "Sci-Hub provides access to nearly all scholarly literature", ending
        assert (item["DOI"], item["volume"], item["issued"]["date-parts"][0][0]) == ("10.7554/elife.32822", "7", 2018)
        assert [len(item["author"]), item["author"][0]["family"]] == [7, "Himmelstein"]
    for file in folder.parents[3].glob("entrez-biopython/Tests/Medline/*.txt"):
        (tmp_path / f"{file.stem}.nbib").write_bytes(file.read_bytes())
    medline = load(tmp_path)
    assert len(medline.entries) == 6
    assert medline.failures == ()
    assert all(e.csl["PMID"] and e.csl["author"] for e in medline.entries)


@pytest.mark.parametrize(
    ("name", "text", "place", "words"),
    [
        ("a_md", "no front matter at all\n", "a.md:1", "no front matter"),
        ("a_md", "---\ntitle: x\n  bad: [\n---\n", "a.md:3", "not YAML"),
        ("a_md", "---\nvolume: 3\n---\nbody", "a.md:2", "which source"),
        ("a_json", '[{"title": "x"},\n {"title": }]', "a.json:2", "not JSON"),
        ("a_json", '[{"volume": "3"}]', "a.json", "entry 1"),
        ("a_ris", "\nnothing here\n", "a.ris:2", "not RIS"),
        ("a_ris", "TY  - JOUR\nVL  - 3\nER  - \n", "a.ris:1", "no title"),
        ("a_bib", "just words\n", "a.bib:1", "no BibTeX"),
        ("a_nbib", "PMID- 1\nTI  - A title\nwhat is this\n\n", "a.nbib:3", "no MEDLINE field"),
    ],
)
def test_a_broken_file_is_one_clear_line_and_the_others_go_on(
    tmp_path: Path, name: str, text: str, place: str, words: str
) -> None:
    library = load(write(tmp_path, **{name: text}, good_md=NOTE))
    assert [e.path for e in library.entries if e.path == "good.md"] == ["good.md"]
    (failure,) = library.failures
    assert place in failure.message
    assert words in failure.message
    assert "\n" not in failure.message


def test_one_broken_bibtex_entry_costs_no_other(tmp_path: Path) -> None:
    text = (
        "@string{jem = {Journal of Example Medicine}}\n@article{one, title={One {DNA} thing}, journal=jem, year=2019,\n"
        ' author={M{\\"u}ller, J{\\"o}rg and {The Group} and others}, pages={1--9}}\n\n'
        "@article{two, title={Broken, journal={X}\n\n@book{three, title={Three}, publisher={P}, year={2001}}\n"
    )
    library = load(write(tmp_path, refs_bib=text))
    assert [e.csl["title"] for e in library.entries] == ["One DNA thing", "Three"]
    assert library.entries[0].csl["author"] == [{"family": "Müller", "given": "Jörg"}, {"literal": "The Group"}]
    assert (library.entries[0].csl["container-title"], library.entries[0].csl["page"]) == (
        "Journal of Example Medicine",
        "1-9",
    )
    (failure,) = library.failures
    assert "refs.bib:5" in failure.message


def test_files_of_reference_managers_that_are_not_read_are_told(tmp_path: Path) -> None:
    for name in ("own.enl", "Own.ENLX", "web-of-science.ciw", "zotero.rdf", "jats.xml"):
        (tmp_path / name).write_text("<article/>", "utf-8")
    for name in ("cover.png", "notes.txt", "README.rdf", "_draft.enl"):
        (tmp_path / name).write_text("", "utf-8")
    loaded = load(tmp_path)
    assert loaded.entries == ()
    assert sorted(Path(f.source).name for f in loaded.failures) == [
        "Own.ENLX", "jats.xml", "own.enl", "web-of-science.ciw", "zotero.rdf",
    ]  # fmt: skip
    assert all("export" in f.message for f in loaded.failures)


def test_entries_of_one_line_of_endnote_xml_are_told_apart(tmp_path: Path) -> None:
    rows = "".join(
        f"<record><rec-number>{n}</rec-number><titles><title>{title}</title></titles></record>"
        for n, title in ((7, "Salt"), (9, "Naps"))
    )
    (tmp_path / "a.xml").write_text(f"<xml><records>{rows}</records></xml>", "utf-8")
    loaded = load(tmp_path)
    assert [(e.key, e.csl["title"]) for e in loaded.entries] == [("7", "Salt"), ("9", "Naps")]
    assert [loaded.record_of(e) for e in loaded.entries] == ["a.xml#7", "a.xml#9"]
    assert loaded.failures == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@misc{a, title={T}}\n@misc{a, title={U}}\n", ["a.bib:2: the key 'a' stands in it twice"]),
        (
            "@misc{a, title={T}}\n@misc{b, title={U}}\n@misc{a, title={V}}\n",
            ["a.bib:3: the key 'a' stands in it twice"],
        ),
        ("@misc{a, title={T}}\n@misc{A, title={U}}\n", []),
        ("@misc{a, title={T}, doi={unknown yet}}\n", ["a.bib:1: 'unknown yet' is no DOI"]),
    ],
)
def test_an_entry_that_says_two_things_is_kept_and_told(tmp_path: Path, text: str, told: list[str]) -> None:
    (tmp_path / "a.bib").write_text(text, "utf-8")
    loaded = load(tmp_path)
    assert len(loaded.entries) == text.count("@")
    assert [f.message.removeprefix(f"{tmp_path}/") for f in loaded.failures] == told


def test_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes("@article{x,\n title={Müller}}".encode("latin-1"))
    (failure,) = load(tmp_path).failures
    assert "a.bib:2" in failure.message
    assert "UTF-8" in failure.message
    with pytest.raises(InputError, match=r"a\.bib:2.*UTF-8"):
        load(tmp_path / "a.bib")


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert load(tmp_path / "none").entries == ()


def test_a_copy_beside_the_note_is_read_when_asked_for(tmp_path: Path) -> None:
    import docx

    write(tmp_path, a_md=NOTE, a_txt="The text itself.\n\nMore.", b_md=NOTE.replace("Motor", "Upper"))
    document = docx.Document()
    document.add_paragraph("From a document.")
    document.save(str(tmp_path / "b.docx"))
    (tmp_path / "c.md").write_text(NOTE.replace("Motor", "Lower"), encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    texts = [e.text() for e in load(tmp_path).entries]
    assert texts == ["The text itself.\n\nMore.", "From a document.", ""]


def work(raw: str, **fields: str) -> Work:
    return Work("w", ("a#ref-1",), {}, raw, **fields)


ARTICLE = """[{"id": "x", "type": "article-journal", "title": "Sleep and the heart", "author": [{"family": "Doe"}],
"container-title": "Example Heart Journal", "volume": "4", "page": "11-18", "DOI": "10.5555/A",
"issued": {"date-parts": [[2019]]}}]"""


def test_works_are_found_by_identifier_address_or_words(tmp_path: Path) -> None:
    library = load(write(tmp_path, ninds_md=NOTE, refs_json=ARTICLE))

    def found(one: Work) -> str:
        known = library.find(one)
        return known.entry.path if known.entry else known.outcome

    assert found(work("anything", DOI="10.5555/a")) == "refs.json"
    assert found(work("anything", URL="http://ninds.example/motor-neuron-diseases/")) == "ninds.md"
    assert found(work("Doe J. Sleep and the heart. Ex Heart J. 2019;4(2):11-18.")) == "refs.json"
    assert found(work("National Institute of Neurological Diseases and Stroke website. (March 2012). Motor Neuron"
                      " Diseases Fact Sheet.")) == "ninds.md"  # fmt: skip
    assert found(work("Doe J. Sleep and the heart. Ex Heart J. 2019;4(2):11-18.", DOI="10.5555/other")) == "not_found"
    assert found(work("Doe J. Sleep and the liver. Ex Heart J. 2018;3(1):90-98.")) == "not_found"
    assert (
        found(work("National Institute of Neurological Disorders and Stroke. Stroke fact sheet. 2012.")) == "not_found"
    )


def test_the_entry_of_a_resolved_work(tmp_path: Path) -> None:
    library = load(write(tmp_path, ninds_md=NOTE, refs_json=ARTICLE))
    article = next(e for e in library.entries if e.path == "refs.json")
    assert library.record_of(article) == "refs.json#x"
    resolved = Resolution("w", "matched", "library", record="refs.json#x")
    assert library.entry_for(work("?"), resolved) is article
    elsewhere = Resolution("w", "matched", "crossref", {"DOI": "10.5555/a"})
    assert library.entry_for(work("?"), elsewhere) is article
    assert library.entry_for(work("?"), None) is None


OF_ONE_YEAR = """[
{"id": "r1", "type": "article-journal", "title": "Naps before night shifts",
 "author": [{"family": "Roe", "given": "B"}], "container-title": "Sleep",
 "issued": {"date-parts": [[2003]]}, "volume": "2", "page": "1-2", "DOI": "10.5555/naps"},
{"id": "r2", "type": "article-journal", "title": "Melatonin for shift workers: a randomized trial",
 "author": [{"family": "Poe", "given": "Ann"}, {"family": "Noe", "given": "C"}], "container-title": "Sleep",
 "issued": {"date-parts": [[2015]]}, "volume": "38", "page": "11-19", "PMID": "77"}]"""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Roe B. Coffee and pilots. Sleep. 2003.", ""),
        ("Roe, B. (2003). Night flights and errors. Sleep, 26, 4-9.", ""),
        ('Roe B. "Bright rooms for crews." Sleep (2003).', ""),
        ("Poe A, Noe C. Light therapy in nurses. Sleep. 2015;38:201-9.", ""),
        ("Poe A. Light therapy in nurses. Sleep. 2016.", ""),
        ("Roe B. Coffee and pilots. Sleep. 2003. doi:10.5555/naps", ""),
        ("Poe A. Light therapy in nurses of a large clinic. Sleep. 2015. PMID: 77", ""),
        ("Roe B. Naps before night shifts. Sleep. 2003.", "r1"),
        ("Roe B. Naps before the night shift. Sleep. 2003;2:1-2.", "r1"),
        ("Poe A, Noe C. Sleep. 2015;38:11-19.", "r2"),
        ("Poe A, Noe C. Melatonin for shift workers. Sleep. 2015;38:11-9.", "r2"),
        ("doi:10.5555/naps", "r1"),
    ],
)
def test_other_papers_of_one_author_journal_and_year_are_other_papers(tmp_path: Path, raw: str, expected: str) -> None:
    from citewarden.styles import parse_references

    library = load(write(tmp_path, refs_json=OF_ONE_YEAR))
    item = parse_references([raw])[0].csl
    found = library.find(Work("w", ("a#ref-1",), item, raw, str(item.get("DOI", "")), str(item.get("PMID", ""))))
    assert (found.entry.csl["custom"]["key"] if found.outcome == "matched" and found.entry else "") == expected


@pytest.mark.parametrize("booktitle", ["", "booktitle = {Braunwald's Heart Disease}, "])
def test_a_chapter_is_not_the_book_around_it(tmp_path: Path, booktitle: str) -> None:
    bib = (
        "@book{b, title = {Braunwald's Heart Disease}, " + booktitle + "editor = {Libby, Peter and Bonow, Robert O.}, "
        "edition = {12}, publisher = {Elsevier}, year = {2022}}\n"
        "@inbook{c, author = {Otto, Catherine M.}, title = {Aortic stenosis}, pages = {1403}, crossref = {b}}\n"
    )
    library = load(write(tmp_path, heart_bib=bib))
    book = "Libby P, Bonow RO, eds. Braunwald's Heart Disease. 12th ed. Elsevier; 2022."
    chapter = f"Otto CM. Aortic stenosis. In: {book[:-1]}:1403."
    csl_of = {
        chapter: {"type": "chapter", "title": "Aortic stenosis", "container-title": "Braunwald's Heart Disease"},
        book: {"type": "book", "title": "Braunwald's Heart Disease"},
    }
    for raw, kind in ((chapter, "chapter"), (book, "book")):
        found = library.find(Work("w", ("a#ref-1",), csl_of[raw], raw))
        assert found.outcome == "matched"
        assert found.entry is not None
        assert found.entry.csl["type"] == kind


TRIAL = """[{"id": "t", "type": "article-journal", "title": "Varenicline and the nicotine patch in people who smoke",
 "author": [{"family": "Anthenelli", "given": "RM"}], "container-title": "Lancet",
 "issued": {"date-parts": [[2016]]}, "volume": "387", "page": "2507-2520", "DOI": "10.1016/S0140-6736(16)30272-0"}]"""


def test_a_doi_that_is_not_the_notes_is_told_where_all_else_is_the_works(tmp_path: Path) -> None:
    from citewarden.styles import parse_references

    library = load(write(tmp_path, refs_json=TRIAL))
    doi = "10.5555/S0140-6736-16-30227"
    for said, outcome in (
        ("Varenicline and the nicotine patch in people who smoke. Lancet. 2016;387:2507-2520.", "matched"),
        ("Varenicline and the nicotine patch in people who smoke. Lancet. 2016;387:2507-20.", "matched"),
        ("Varenicline and the nicotine patch in people who smoke. Lancet. 2016;387.", "not_found"),  # no page
        ("Varenicline and the nicotine patch in people who smoke. Lancet. 2014;385:2507-2520.", "not_found"),
        ("Varenicline in people who smoke: a commentary. Lancet. 2016;387:2506.", "not_found"),
        ("Varenicline and the nicotine patch in people who smoke. J Smoke Res. 2017;3:12-20.", "not_found"),
    ):
        raw = f"Anthenelli RM. {said} doi:{doi}"
        found = library.find(Work("w", ("a#ref-1",), parse_references([raw])[0].csl, raw, doi.lower(), ""))
        assert found.outcome == outcome, said


@pytest.mark.parametrize(
    ("printed", "outcome"),
    [
        ("10.1016/S0140-6736(16)30272-0", "matched"),
        ("10.1016/s0140-6736(16)30272-2", "matched"),  # the check character is wrong: it names nobody
        ("10.1016/s0140-6736(16)32072-0", "matched"),  # two digits in the wrong order
        ("10.1016/S0140-6736(22)01843-8", "matched"),  # another work's, where all else printed is this one's
    ],
)
def test_a_torn_doi_does_not_keep_a_work_from_its_entry(tmp_path: Path, printed: str, outcome: str) -> None:
    from citewarden.styles import parse_references

    library = load(write(tmp_path, refs_json=TRIAL))
    raw = "Anthenelli RM. Varenicline and the nicotine patch in people who smoke. Lancet. 2016;387:2507-2520."
    found = library.find(Work("w", ("a#ref-1",), parse_references([raw])[0].csl, raw, printed, ""))
    assert found.outcome == outcome

"""What an article cites by key: found in its bibliographies and the library, told where it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citewarden.model import Document
from citewarden.stages import read as stages_read
from citewarden.stages.cite import cite
from citewarden.stages.find import Files
from citewarden.stages.read import leans_on, read

ENTRIES = """@article{roe2011, title={Salt}, author={Roe, B.}, journal={Lancet}, year={2011}, doi={10.1000/salt}}
@book{poe2012, title={Bread}, author={Poe, A.}, year={2012}, note={PMID: 29279934}}
@article{lost2013, title={Lost, year={2013}}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one bibliography beside its articles, another in the project's folder, and a library."""
    for folder in ("articles/desk", "references", "config", "data"):
        (tmp_path / "p" / folder).mkdir(parents=True)
    (tmp_path / "p/config/config.yaml").write_text("")
    (tmp_path / "p/articles/desk/refs.bib").write_text(ENTRIES)
    (tmp_path / "p/data/more.json").write_text('[{"id": "abe2014", "title": "Milk", "issued": 2014}]')
    (tmp_path / "p/references/note.md").write_text("---\ntitle: Water\nDOI: 10.1000/water\n---\nIt is wet.\n")
    (tmp_path / "outside.bib").write_text("@book{secret, title={Secret}}")
    return tmp_path / "p"


def article(project: Path, text: str) -> Document:
    path = project / "articles/desk/a.md"
    path.write_text(text)
    return read(path, root=project / "articles", references=project / "references")


def told(document: Document) -> list[tuple[str, str]]:
    return [(part.kind, part.what) for part in document.unread]


def test_keys_are_found_in_order_of_citation(project: Path) -> None:
    found = article(
        project,
        "---\nbibliography: [refs.bib, ../../data/more.json]\n---\n# T\n\nBread [@poe2012, p. 3; @roe2011]."
        " Milk [@abe2014]. Salt [@roe2011]. Water [@note].\n",
    )
    assert [(e.key, e.place) for e in found.cited] == [
        ("poe2012", "refs.bib, line 2"),
        ("roe2011", "refs.bib, line 1"),
        ("abe2014", "../../data/more.json, line 1"),
        ("note", "references/note.md"),
    ]
    assert found.unread == ()
    references, citations = cite(found)
    assert [r.label for r in references] == ["poe2012", "roe2011", "abe2014", "note"]
    assert (references[0].PMID, references[1].DOI, references[3].DOI) == ("29279934", "10.1000/salt", "10.1000/water")
    assert references[1].raw == "Roe B. Salt. Lancet. 2011. doi:10.1000/salt"
    assert [[(i.id[-1], i.locator) for i in c.items] for c in citations] == [
        [("1", "p. 3"), ("2", "")], [("3", "")], [("2", "")], [("4", "")],
    ]  # fmt: skip
    assert references[1].target.start_line == 6


def test_what_is_never_cited_is_not_listed_but_by_nocite(project: Path) -> None:
    head = "---\nbibliography: refs.bib\n{}---\n# T\n\nSalt [@roe2011].\n"
    assert [e.key for e in article(project, head.format("")).cited] == ["roe2011"]
    assert [e.key for e in article(project, head.format("nocite: '@poe2012'\n")).cited] == ["roe2011", "poe2012"]
    everything = article(project, head.format("nocite: '@*'\n"))
    assert [e.key for e in everything.cited] == ["roe2011", "poe2012"]
    assert told(everything) == [("entry", "an entry of the bibliography refs.bib")]


def test_an_entry_answers_to_its_further_keys(project: Path) -> None:
    (project / "articles/desk/refs.bib").write_text(
        "@article{roe2011, title={Salt}, author={Roe, B.}, year={2011}, ids={roe, salt-old}}\n"
        "@book{poe2012, title={Bread}, author={Poe, A.}, year={2012}, ids={roe2011, loaf}}\n"
    )
    found = article(
        project,
        "---\nbibliography: refs.bib\nnocite: '@loaf'\n---\n# T\n\nSalt [@roe]. Bread [@loaf]."
        " Again [@salt-old; @roe2011]. None [@gone].\n",
    )
    assert [entry.key for entry in found.cited] == ["roe2011", "poe2012"]
    assert told(found) == [("key", "the key @gone")]
    references, citations = cite(found)
    assert [len(c.items) for c in citations] == [1, 1, 1, 1]
    assert {item.id for item in citations[2].items} == {references[0].id}


def test_what_is_not_found_is_told(project: Path) -> None:
    found = article(
        project, "---\nbibliography: [refs.bib, none.bib]\n---\n# T\n\nSalt [@roe2011; @lost2013]. @Roe1999 agrees.\n"
    )
    assert [(part.kind, part.what, part.place) for part in found.unread] == [
        ("bibliography", "the bibliography none.bib", "front matter"),
        ("entry", "an entry of the bibliography refs.bib", "refs.bib, line 3"),
        ("key", "the key @lost2013", ""),
        ("key", "the key @Roe1999", ""),
    ]
    assert [[i.id[-1:] for i in c.items] for c in cite(found)[1]] == [["1", ""], [""]]


def test_a_lost_entry_that_is_not_cited_is_no_matter(project: Path) -> None:
    assert told(article(project, "---\nbibliography: refs.bib\n---\n# T\n\nSalt [@roe2011].\n")) == []


def test_the_name_of_an_account_is_no_lost_key(project: Path) -> None:
    found = article(project, "---\nbibliography: refs.bib\n---\n# T\n\nSalt [@roe2011]. Ask @healthdesk, or @note.\n")
    assert told(found) == []
    assert [e.key for e in found.cited] == ["roe2011", "note"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../../outside.bib", "outside the article's project"),
        ("/etc/hosts.bib", "not found"),
        ("https://x.example/refs.bib", "on the network"),
        ("file:///etc/hosts.bib", "on the network"),
        ("linked.bib", "outside the article's project"),
        ("bad.xyz", "not a kind of file"),
    ],
)
def test_only_files_of_the_project_are_opened(project: Path, name: str, why: str) -> None:
    (project / "articles/desk/linked.bib").symlink_to(project.parent / "outside.bib")
    (project / "articles/desk/bad.xyz").write_text("words")
    found = article(project, f"---\nbibliography: '{name}'\n---\n# T\n\nSalt [@secret].\n")
    assert found.cited == ()
    assert told(found) == [("bibliography", f"the bibliography {name}"), ("key", "the key @secret")]
    assert why in found.unread[0].why


def test_a_bibliography_of_the_site_is_found_from_its_root(project: Path) -> None:
    assert [
        e.key for e in article(project, "---\nbibliography: /data/more.json\n---\n# T\n\nMilk [@abe2014].\n").cited
    ] == ["abe2014"]


def test_labels_of_printed_entries_answer_to_tags(project: Path) -> None:
    found = article(
        project, '# T\n\nSalt.{{< cite "2" >}}\n\n## References\n\n1. Roe B. A. 2011.\n2. Poe A. B. 2012.\n'
    )
    assert told(found) == []
    assert [[i.id[-1] for i in c.items] for c in cite(found)[1]] == [["2"]]


def test_the_digest_follows_what_is_cited(project: Path) -> None:
    text = "---\nbibliography: refs.bib\n---\n# T\n\nSalt [@roe2011].\n"
    first = article(project, text).sha256
    (project / "articles/desk/refs.bib").write_text(ENTRIES.replace("Bread", "Rye"))
    assert article(project, text).sha256 == first
    (project / "articles/desk/refs.bib").write_text(ENTRIES.replace("Salt", "Salts"))
    assert article(project, text).sha256 != first


def test_a_night_reads_an_article_again_when_its_bibliography_changed(project: Path) -> None:
    article(project, "---\nbibliography: refs.bib\n---\n# T\n\nSalt [@roe2011].\n")
    (project / "articles/desk/b.md").write_text("# T\n\nSalt [1].\n")
    (project / "articles/desk/c.md").write_text("# T\n\nWrite to desk@example.org.\n")

    def digests() -> dict[str, str]:
        paths = sorted((project / "articles/desk").glob("*.md"))
        files = Files({}, root=project / "articles", references=project / "references")
        return {path.relative_to(project / "articles").as_posix(): files.article(path) for path in paths}

    def changed(before: dict[str, str]) -> set[str]:
        after = digests()
        return {name for name in before if before[name] != after[name]}

    first = digests()
    assert changed(first) == set()
    (project / "articles/desk/refs.bib").write_text(ENTRIES.replace("Salt", "Salts"))
    assert changed(first) == {"desk/a.md"}
    second = digests()
    (project / "references/new.md").write_text("---\ntitle: New\n---\nWords.\n")
    assert changed(second) == {"desk/a.md"}
    third = digests()
    (project / "articles/desk/refs.bib").unlink()
    assert changed(third) == {"desk/a.md"}


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("---\nbibliography: refs.bib\n---\n# T\n\nSalt.\n", True),
        ("---\nReferences: more.json\n---\n# T\n\nSalt.\n", True),
        ("---\nsources: more.json\n---\n# T\n\nSalt.\n", False),
        ("---\n'refs' : more.json\n---\n# T\n\nSalt.\n", False),
        ('+++\nreferences = "more.json"\n+++\n# T\n\nSalt.\n', True),
        ("# T\n\nSalt {cite:p}`roe2011`.\n", True),
        ("# T\n\nSalt {% cite roe2011 %}.\n", True),
        ("# T\n\nSalt [@roe2011].\n", True),
        ("# T\n\nWhat is cited has a deficit of capacity.\n\n## References\n\n1. Roe B. Salt. 2011.\n", False),
        ("# T\n\nThe references are below.\n\n## Sources\n\n1. Roe B. Salt. 2011.\n", False),
    ],
)
def test_what_need_not_be_read_to_know_what_it_leans_on_is_told_at_a_glance(
    project: Path, monkeypatch: pytest.MonkeyPatch, text: str, leans: bool
) -> None:
    """Alike with the glance and without it."""
    path, data = project / "articles/desk/a.md", text.encode()
    folders = {"root": project / "articles", "references": project / "references"}
    told = leans_on(path, data, **folders)
    monkeypatch.setattr(stages_read, "_MAY_LEAN", re.compile(b""))
    assert told == leans_on(path, data, **folders)
    assert bool(told) is leans


def test_the_same_bytes_lean_on_the_same(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout touches every file: none is read by a reader again."""
    path = project / "articles/desk/a.md"
    path.write_text("# T\n\nSalt [@roe2011].\n")
    first = Files({}, root=project / "articles")
    digest = first.article(path)
    known = {name: ("another mark", *rest) for name, (_, *rest) in first.fresh.items()}
    again = Files(known, root=project / "articles")
    monkeypatch.setattr(again, "_leaning", None)
    assert again.article(path) == digest
    assert str(path) in again.fresh


def test_an_article_leans_on_what_it_names(project: Path) -> None:
    def leans(text: str) -> list[str]:
        path = project / "articles/desk/a.md"
        found = leans_on(path, text.encode(), root=project / "articles", references=project / "references")
        return [file.relative_to(project.resolve()).as_posix() for file in found]

    assert leans("---\nbibliography: [refs.bib, gone.bib]\n---\n# T\n\nSalt.\n") == [
        "articles/desk/refs.bib", "articles/desk/gone.bib",
    ]  # fmt: skip
    assert leans("# T\n\nSalt [@roe2011].\n")[-1] == "references"
    assert leans("# T\n\nWrite to desk@example.org.\n") == []


@pytest.mark.parametrize("named", ["_bibliography/refs.bib", "../bib/refs.bib", "/content/refs.bib", "refs.bib"])
def test_a_bibliography_beside_an_article_taken_out_of_its_folders_is_found(project: Path, named: str) -> None:
    found = article(project, f"---\nbibliography: {named}\n---\n# T\n\nBread [@poe2012].\n")
    assert [e.key for e in found.cited] == ["poe2012"]

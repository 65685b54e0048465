"""Formats read through pandoc, where it is installed; and the words of a PDF."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.shares import share

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import _restructured, converted, pdf
from citewarden.stages.cite import cite
from citewarden.stages.read import read

LATEX = r"""\documentclass{article}
\title{Salt and pressure}
\author{Ann Poe}
\date{3 May 2021}
\addbibresource{refs.bib}
\begin{document}
\maketitle
\section{Salt}
Salt raises pressure by 5\% \cite[p.~3]{roe2011}. It harms\footnote{Poe A. Another. BMJ. 2012;1:2-3.}.
In 10\textsuperscript{15} cells of H$_2$O.
\end{document}
"""
ORG = """#+TITLE: Salt and pressure
#+AUTHOR: Ann Poe
#+DATE: 2021-05-03
#+BIBLIOGRAPHY: refs.bib
* Salt
Salt raises pressure by 5% [cite:@roe2011 p. 3]. It harms[fn:1].
In 10^{15} cells of H_{2}O.

[fn:1] Poe A. Another. BMJ. 2012;1:2-3.
"""
RST = """Salt and pressure
=================

:Author: Ann Poe
:Date: 2021-05-03

Salt
----

Salt raises pressure by 5%. It harms [#n]_.
In 10\\ :sup:`15` cells of H\\ :sub:`2`\\ O.

.. [#n] Poe A. Another. BMJ. 2012;1:2-3.
"""
RTF = r"{\rtf1\ansi Salt raises pressure by 5% [1].\par References\par 1. Roe B. Salt. Lancet. 2011;1:2-3.\par}"
ENTRY = "@article{roe2011, title={Salt}, author={Roe, B.}, journal={Lancet}, year={2011}, doi={10.1000/salt}}"


@pytest.fixture
def pandoc() -> None:
    try:
        converted._pandoc("a.odt")
    except InputError:
        pytest.skip("the extra `formats` is not installed")


@pytest.mark.usefixtures("pandoc")
@pytest.mark.parametrize(("suffix", "text"), [(".tex", LATEX), (".org", ORG), (".rst", RST)])
def test_text_formats(tmp_path: Path, suffix: str, text: str, sound: Callable[..., None]) -> None:
    (tmp_path / "refs.bib").write_text(ENTRY)
    path = tmp_path / f"a{suffix}"
    path.write_text(text)
    found = read(path, root=tmp_path)
    sound(found)
    assert (found.title, found.author, found.published) == ("Salt and pressure", "Ann Poe", "2021-05-03")
    assert (found.unread, found.media_type) == ((), converted.MEDIA_TYPES[suffix])
    assert "In 10¹⁵ cells of H2O." in " ".join(found.text.split())
    assert [s.title for s in found.sections][:1] == ["Salt"]
    references, citations = cite(found)
    raws = [r.raw for r in references]
    assert "Poe A. Another. BMJ. 2012;1:2-3." in raws
    assert ("Roe B. Salt. Lancet. 2011. doi:10.1000/salt" in raws) == (suffix != ".rst")
    assert all(item.id for citation in citations for item in citation.items)


@pytest.mark.usefixtures("pandoc")
def test_rtf_has_its_list() -> None:
    found = converted.read(RTF.encode(), name="a.rtf")
    references, citations = cite(found)
    assert [r.raw for r in references] == ["Roe B. Salt. Lancet. 2011;1:2-3."]
    assert [[item.label for item in c.items] for c in citations] == [["1"]]


@pytest.mark.usefixtures("pandoc")
@pytest.mark.parametrize("name", ["a.odt", "a.epub"])
def test_what_pandoc_cannot_read_is_one_line(name: str) -> None:
    with pytest.raises(InputError, match=rf"{name}: pandoc cannot read it") as caught:
        converted.read(b"no archive", name=name)
    assert "\n" not in str(caught.value)
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(InputError, match="cannot read it"):
        converted.read(empty.getvalue(), name=name)


@pytest.mark.usefixtures("pandoc")
def test_no_other_file_is_taken_in(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    text = f"Words of it.\n\n.. include:: {tmp_path}/secret.txt\n"
    with contextlib.suppress(InputError):
        assert "a secret" not in converted.read(text.encode(), name=str(tmp_path / "a.rst")).text


def test_without_the_extra_one_line_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypandoc", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError) as caught:
        converted.read(b"x", name="a.odt")
    assert str(caught.value) == (
        "a.odt: files ending in .odt are read through pandoc, which is not installed - "
        'pip install "citewarden[formats]", or save it as .docx or .html'
    )


def _pdf(text: str) -> bytes:
    """A PDF of one page with a line of text for each line of `text`."""
    lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {lines}ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj{held}endobj\n" for n, held in enumerate(objects, 1))
    return f"{body}trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF".encode()


def test_a_pdf_is_its_words_and_says_so(sound: Callable[..., None]) -> None:
    found = pdf.read(_pdf("Salt raises pressure by 5%."), name="a.pdf")
    sound(found)
    assert found.text.strip() == "Salt raises pressure by 5%."
    assert [(u.kind, u.what) for u in found.unread] == [("part", "the layout of the PDF")]


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"", b"words"])
def test_a_broken_pdf_is_one_line(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.pdf: ") as caught:
        pdf.read(data, name="a.pdf")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "kind", share(["locked", "no pages", "nested arrays", "a page tree that is its own parent"], 4)
)
def test_a_hostile_pdf_is_one_line(kind: str) -> None:
    from citewarden.testing.pdfs import hostile

    with pytest.raises(InputError, match=r"a\.pdf: ") as caught:
        pdf.read(hostile()[kind].encode(), name="a.pdf")
    assert "\n" not in str(caught.value)


def test_a_pdf_without_words_may_be_a_scan() -> None:
    with pytest.raises(InputError, match="may be a scan"):
        pdf.read(_pdf(""), name="a.pdf")


SOURCE = "Roe B. Salt. Lancet. 2011;1:2-3."
OTHER = "Poe A. Another. BMJ. 2012;4:5-6."
PRINTED = (
    r"\documentclass{article}\title{Salt}\begin{document}\maketitle Salt raises pressure \citep[p.~3]{roe}. It harms"
    r" \cite{roe,poe}, as \citet{poe} say.\begin{thebibliography}{9}\bibitem{roe} Roe B. \newblock Salt. \newblock"
    r" \emph{Lancet}. 2011;1:2-3. \bibitem[{Poe(2012)}]{poe} Poe A. \bibinfo{title}{Another}. BMJ. 2012;4:5-6."
    r" \doi{10.1000/poe}.\end{thebibliography}\end{document}"
)
MIXED = PRINTED.replace(r"\citet{poe} say", r"\cite{lost} says")
CITATIONS = (
    f"Salt\n====\n\nSalt raises pressure [Roe11]_. It harms [Poe12]_.\n\n.. [Roe11] {SOURCE}\n.. [Poe12] {OTHER}\n"
)
ROLES = "Salt\n====\n\nSalt raises pressure :cite:p:`roe2011`.\n\n.. bibliography:: refs.bib\n   :style: unsrt\n"
ORG_REF = "#+TITLE: Salt\n\nSalt raises pressure [[cite:roe2011]], as cite:roe2011 says.\n\nbibliography:refs.bib\n"
NOTED = (
    r"{\rtf1\ansi Salt raises pressure{\super\chftn}{\*\footnote\pard\plain{\super\chftn} "
    + SOURCE
    + r"\par}. It harms"
    r"{\super\chftn {\footnote\ftnalt\pard {\i " + OTHER[:6] + r"} " + OTHER[7:] + r"}} men.\par}"
)


def marks_of(document: Document) -> list[list[int]]:
    references, citations = cite(document)
    numbers = {r.id: n for n, r in enumerate(references, 1)}
    return [[numbers.get(i.id, 0) for i in c.items] for c in citations]


@pytest.mark.usefixtures("pandoc")
def test_the_list_that_latex_prints_itself() -> None:
    read_ = converted.read(PRINTED.encode(), name="a.tex")
    references, _ = cite(read_)
    assert [r.raw.partition(".")[0] for r in references] == ["Roe B", "Poe A"]
    assert references[1].DOI == "10.1000/poe"
    assert marks_of(read_) == [[1], [1, 2], [2]]
    assert "[1, p.\xa03]" in read_.text
    assert marks_of(converted.read(MIXED.encode(), name="a.tex"))[-1] == [0]


@pytest.mark.usefixtures("pandoc")
def test_citations_of_restructured_text() -> None:
    read_ = converted.read(CITATIONS.encode(), name="a.rst")
    assert [r.raw for r in cite(read_)[0]] == [SOURCE, OTHER]
    assert marks_of(read_) == [[1], [2]]
    plain = converted.read(
        b"Salt\n====\n\nSalt [optional] and `tea`_ too.\n\n.. _tea: https://x.example\n", name="a.rst"
    )
    assert marks_of(plain) == [[1]]


@pytest.mark.usefixtures("pandoc")
@pytest.mark.parametrize(("name", "source"), [("a.rst", ROLES), ("a.org", ORG_REF)])
def test_bibliographies_that_other_tools_name(tmp_path: Path, name: str, source: str) -> None:
    (tmp_path / "refs.bib").write_text(ENTRY)
    (tmp_path / name).write_text(source)
    read_ = read(tmp_path / name, root=tmp_path)
    assert [r.DOI for r in cite(read_)[0]] == ["10.1000/salt"]
    assert set(map(tuple, marks_of(read_))) == {(1,)}
    assert read_.unread == ()


@pytest.mark.usefixtures("pandoc")
def test_notes_of_rich_text() -> None:
    read_ = converted.read(NOTED.encode(), name="a.rtf")
    assert [r.raw for r in cite(read_)[0]] == [SOURCE, OTHER]
    assert marks_of(read_) == [[1], [2]]
    assert "citewardennote" not in read_.text
    with pytest.raises(InputError, match="pandoc cannot read it"):
        converted.read(rb"{\rtf1\ansi Salt {\footnote never closed.\par}", name="a.rtf")


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("Tea helps [1]_ and so on [2]_.\n\n.. [1] Roe A. Tea. 2011.", "Tea helps [1]_ and so on[^note-2]."),
        ("Tea [9]_ and [1]_.\n\n.. [1] Roe A. Tea. 2011.", "Tea[^note-9] and [1]_."),
        ("Tea [1]_ and [2]_.\n\n.. [1] Roe A.\n.. [2] Poe B.", "Tea [1]_ and [2]_."),
        ("Tea [2]_ in a text without numbers.", "Tea [2]_ in a text without numbers."),
    ],
)
def test_a_number_without_a_note_stays_a_mark_of_its_own(source: str, made: str) -> None:
    assert _restructured.with_notes(source).split("\n")[0] == made


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ("A[^1] b[^2].\n\n[^1]: {0}\n\n[^2]: {0}", "A[^1] b[^1].\n\n[^1]: {0}\n\n"),
        ("A[^1] b[^2].\n\n[^1]: {0}\n\n[^2]: {1}", "A[^1] b[^2].\n\n[^1]: {0}\n\n[^2]: {1}"),
        ("A[^1] b[^2].\n\n[^1]: Ibid.\n\n[^2]: Ibid.", "A[^1] b[^2].\n\n[^1]: Ibid.\n\n[^2]: Ibid."),
        ("A\\[^note-2\\].", "A[^note-2]."),
    ],
)
def test_a_note_called_twice_stands_once(made: str, kept: str) -> None:
    two = (
        "Roe A, Poe B. Tea and sleep in adults. BMJ. 2011;3:1-9.",
        "Roe A. Tea and naps in old age. BMJ. 2012;4:1-9.",
    )
    assert _restructured.once(made.format(*two)) == kept.format(*two)

"""Read what may be read of every cited work, and say how far that reaches.

In order of worth to an editor: the note an editor keeps in `references/` (and a local copy of the source, also a PDF
without a note), the abstract (PubMed, Europe PMC), the open full text (Europe PMC JATS, else an open PDF that OpenAlex
or Unpaywall names), the cited web page or its archived copy, the cited PDF. What could not be read is a row with reach
"none" and the reason.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citewarden.model import Passage, Resolution, Work
from citewarden.registries import wayback
from citewarden.registries._capabilities import having
from citewarden.registries.library import Entry, Library
from citewarden.stages import _papers
from citewarden.stages._copies import copies
from citewarden.stages._records import europepmc_records, pubmed_records
from citewarden.text import abstracts, addresses, dates, paper, pdf_pages, sentences
from citewarden.text.abstracts import Abstract
from citewarden.text.design import design_of
from citewarden.web.ask import Answer, Ask
from citewarden.web.client import Client

LARGEST_TEXT = 15_000_000
"""Most bytes of a full text that are read."""
LONGEST = 1500
"""Longest passage in code points; longer paragraphs are cut between sentences."""

_REGISTRY_HOSTS = ("doi.org", "pubmed.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "europepmc.org", "worldcat.org")
_PAGES = {"webpage", "post", "post-weblog", "article-newspaper", "article-magazine", "entry-encyclopedia", "report", ""}


@dataclass(slots=True)
class _Source:
    """One work while it is read: its ids, and the passages and reasons gathered so far."""

    work: Work
    csl: Mapping[str, Any]
    DOI: str
    PMID: str
    PMCID: str
    URL: str
    known: bool
    design: dict[str, Any] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def cited(self) -> Mapping[str, Any]:
        """What is printed of it, and what is recorded besides."""
        return {**self.csl, **self.work.csl}


def fetch(
    works: Iterable[Work], resolutions: Iterable[Resolution], *, library: Library, client: Client
) -> list[Passage]:
    """The passages of every work, sorted by work; a work of which nothing could be read has one row of reach "none"."""
    resolved = {r.work: r for r in resolutions}
    sources = [_source(w, resolved.get(w.id)) for w in sorted(works, key=lambda w: w.id)]
    for source in sources:
        entry = library.entry_for(source.work, resolved.get(source.work.id))
        if entry is not None:
            _from_library(source, entry, library, client)
    _from_papers(sources, library, client)
    _abstracts(sources, client)
    _full_texts(sources, client)
    _open_copies(sources, client)
    _pages(sources, client)
    return [p for source in sources for p in _rows(source)]


def _source(work: Work, resolution: Resolution | None) -> _Source:
    matched = resolution is not None and resolution.outcome == "matched"
    csl = resolution.csl if resolution is not None and matched else work.csl

    def pick(name: str) -> str:
        return str(getattr(work, name) or (csl.get(name) if matched else "") or "")

    return _Source(
        work, csl, pick("DOI").lower(), pick("PMID"), pick("PMCID"), work.URL or str(csl.get("URL") or ""), matched
    )


def _from_library(source: _Source, entry: Entry, library: Library, client: Client) -> None:
    notes = [(n.locator, n.text) for n in entry.notes]
    words = " ".join([str(entry.csl.get("title", "")), *(text for _, text in notes)])
    source.design.update(design_of((), (), words))
    source.design.update(entry.design)
    _add(source, [("", text, locator) for locator, text in notes], reach="note", origin=entry.path, at="")
    if text := entry.text():
        local = [("", part, "") for part in text.split("\n\n") if part.strip()]
        _add(source, local, reach="full_text", origin=entry.path, at="")
    if entry.paper:
        _read_local(source, entry.paper, library, client)


def _from_papers(sources: Sequence[_Source], library: Library, client: Client) -> None:
    """PDFs of the library without a note, each read for the work that it is; those that are none are told."""
    if not library.papers:
        return
    cited = [_papers.Cited(s.work.id, s.DOI, s.csl) for s in sources]
    found = _papers.sort(library.papers, cited, client)
    for source in sources:
        if source.work.id in found.of and not _has(source, "full_text"):
            _read_local(source, found.of[source.work.id], library, client)
    if found.left:
        said = "; ".join(f"{file.relative_to(library.folder)} {why}" for file, why in found.left[:5])
        more = f"; and {len(found.left) - 5} more" if len(found.left) > 5 else ""
        client.remarks[f"PDFs in {library.folder} not used here: {said}{more} (see `citewarden sources`)"] = None


def _read_local(source: _Source, file: Path, library: Library, client: Client) -> None:
    name = file.relative_to(library.folder).as_posix()
    pages = _papers.local(file, client)
    if not _read_paper(source, pages, "PDF in references/", name, ""):
        source.reasons.append(f"{name} cannot be read: {pages.unread or 'no sentences were found in it'}")


def _read_paper(source: _Source, pages: pdf_pages.Pages, copy: str, origin: str, at: str) -> bool:
    """Passages from a PDF's pages, each with its page."""
    rows = [(each.section, each.text, each.locator) for each in paper.paragraphs(pages.pages)]
    copy = f"{copy}; {pages.missing}" if pages.missing else copy
    _add(source, rows, reach="full_text", origin=origin, at=at, copy=copy)
    return bool(rows)


def _abstracts(sources: Sequence[_Source], client: Client) -> None:
    with_pmid = [s for s in sources if s.PMID]
    if with_pmid and client.enabled("pubmed"):
        answers = pubmed_records([s.PMID for s in with_pmid], client)
        for source in with_pmid:
            answer = answers[source.PMID]
            got = abstracts.from_pubmed(answer.body) if answer.held else None
            _take(source, got, answer, f"https://pubmed.ncbi.nlm.nih.gov/{source.PMID}/", "PubMed")
    asked = [s for s in sources if s.DOI and (not _has(s, "abstract") or not s.PMCID)]
    if asked and client.enabled("europepmc"):
        answers = europepmc_records([s.DOI for s in asked], client)
        for source in asked:
            answer = answers[source.DOI]
            got = abstracts.from_europepmc(answer.body, DOI=source.DOI, PMID=source.PMID) if answer.held else None
            if got is not None:
                source.PMCID = source.PMCID or got.PMCID
            if not _has(source, "abstract"):
                link = f"https://europepmc.org/abstract/MED/{got.PMID}" if got and got.PMID else answer.url
                _take(source, got, answer, link, "Europe PMC")


def _take(source: _Source, got: Abstract | None, answer: Answer, link: str, name: str) -> None:
    if got is not None:
        for key, value in got.design.items():
            source.design.setdefault(key, value)
        if got.sections:
            parts = [(label, text, label) for label, text in got.sections]
            _add(source, parts, reach="abstract", origin=link, at=answer.asked_at)
        else:
            source.reasons.append(f"{name} holds no abstract")
    elif answer.outcome != "answered":
        source.reasons.append(f"{name} could not be asked ({answer.note})")
    else:
        source.reasons.append(f"not in {name}")


def _full_texts(sources: Sequence[_Source], client: Client) -> None:
    for name, texts in having("FULL_TEXT"):
        asked = [(s, v) for s in sources if (v := getattr(s, texts.identifier, "")) and not _has(s, "full_text")]
        if asked and client.enabled(name):
            base = client.base(name)
            asks = [Ask(texts.url(base, value), name, max_body=LARGEST_TEXT) for _, value in asked]
            for (source, value), answer in zip(asked, client.get_many(asks), strict=True):
                _take_text(source, answer, texts.parse(answer.body) if answer.held else (), texts.page(value))


def _take_text(source: _Source, answer: Answer, parts: Sequence[tuple[str, str, bool]], link: str) -> None:
    if parts:
        rows = [(section, text, "cites others" if cites else "") for section, text, cites in parts]
        _add(source, rows, reach="full_text", origin=link, at=answer.asked_at)
    elif answer.outcome == "answered":
        source.reasons.append("full text is not open")
    else:
        source.reasons.append(f"full text could not be asked for ({answer.note})")


def _open_copies(sources: Sequence[_Source], client: Client) -> None:
    """The open PDF of each work of which there is no full text yet."""
    asked = [s for s in sources if s.DOI and not _has(s, "full_text")]
    if not asked or not client.network.open_copies:
        return
    sought = {s.DOI: _papers.Sought(s.DOI, str(s.csl.get("title") or "")) for s in asked}
    _papers.seek(list(sought.values()), client)
    for source in asked:
        found = sought[source.DOI]
        if found.pages is None:
            source.reasons += found.reasons
        elif not _read_paper(source, found.pages, found.copy.words, found.copy.url, found.asked_at):
            source.reasons.append("the open copy holds no sentences that could be read")


def _pages(sources: Sequence[_Source], client: Client) -> None:
    asked = [s for s in sources if _is_page(s)]
    if not asked:
        return
    from citewarden.web.pages import as_cited

    gone: list[_Source] = []
    answers = [as_cited(a, s.cited) for s, a in zip(asked, client.pages([s.URL for s in asked]), strict=True)]
    files = {s.URL for s, a in zip(asked, answers, strict=True) if a.ok and _kind(a) == "application/pdf"}
    read = dict(zip(files, client.papers(list(files), _papers.taken_apart, largest=pdf_pages.LARGEST), strict=True))
    for source, answer in zip(asked, answers, strict=True):
        answer = read.get(source.URL, answer)
        if source.URL in read and answer.held:
            pages = pdf_pages.loads(answer.body)
            if not _read_paper(source, pages, "PDF", source.URL, answer.asked_at):
                source.reasons.append(f"the PDF could not be read ({pages.unread or 'no sentences were found in it'})")
            continue
        if answer.ok:
            why = _read_page(source, answer, source.URL)
            if not why:
                continue
            source.reasons.append(f"the page could not be read: {why}")
        elif answer.absent:
            source.reasons.append(f"the page is not there ({answer.note})")
        else:
            source.reasons.append(f"the page could not be read ({answer.note})")
        gone.append(source)
    _archived([s for s in gone if not s.passages], client)


def _archived(sources: Sequence[_Source], client: Client) -> None:
    """The archived copy nearest to the day the article's author read the page, if it shows the page."""
    from citewarden.web.pages import judged

    if not sources or not client.enabled("wayback_cdx"):
        return
    wanted = [(s.URL, dates.as_cited(s.work.csl)) for s in sources]
    found = copies(dict.fromkeys(wanted), client)
    kept = [(s, copy) for s, sought in zip(sources, wanted, strict=True) if (copy := found[sought][0]) is not None]
    base = client.base("wayback_cdx")
    answers = client.get_many([Ask(copy.raw.replace(wayback.ARCHIVE, base, 1), "wayback_cdx") for _, copy in kept])
    for (source, copy), answer in zip(kept, answers, strict=True):
        if answer.ok and judged(answer, source.URL, source.cited).ok:
            _read_page(source, answer, copy.address)


def _read_page(source: _Source, answer: Answer, link: str) -> str:
    """Passages from a page, if it is the one cited; why not, if it is not known to be."""
    from citewarden import config
    from citewarden.text.webpage import main_content
    from citewarden.web import html_cues, telling

    kind = _kind(answer)
    if "html" not in kind and "xml" not in kind and not kind.startswith("text/"):
        return f"it is {kind}"
    parts = main_content(answer.body)
    paragraphs = [text for _, text in parts]
    page = html_cues.read(answer.body, answer.headers.get("content-type", ""))
    cues = html_cues.Cues.of(config.lexicon("link_cues"))
    cited = telling.subject(str(source.cited.get("title") or ""), source.URL, cues)
    why = telling.unidentified(paragraphs, (page.title, page.heading), (heading for heading, _ in parts), cited, cues)
    if not why:
        for key, value in design_of((), (), " ".join(paragraphs)).items():
            source.design.setdefault(key, value)
        _add(source, [(h, t, h) for h, t in _joined(parts)], reach="page", origin=link, at=answer.asked_at)
    return why


def _kind(answer: Answer) -> str:
    """The media type of an answer."""
    return answer.headers.get("content-type", "text/html").split(";")[0].strip().lower()


def _joined(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbouring paragraphs under one heading as one passage: what a page says is spread over short paragraphs."""
    out: list[tuple[str, str]] = []
    for heading, text in parts:
        if out and out[-1][0] == heading and len(out[-1][1]) + len(text) < LONGEST:
            out[-1] = (heading, f"{out[-1][1]}\n{text}")
        else:
            out.append((heading, text))
    return out


def _is_page(source: _Source) -> bool:
    host = _host(source.URL)
    if not host or any(host == h or host.endswith("." + h) for h in _REGISTRY_HOSTS):
        return False
    return not (source.DOI or source.PMID) or str(source.csl.get("type", "")) in _PAGES - {""}


def _host(url: str) -> str:
    parts = addresses.split(url)
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _has(source: _Source, reach: str) -> bool:
    return any(p.reach == reach for p in source.passages)


def _add(
    source: _Source, parts: Sequence[tuple[str, str, str]], *, reach: str, origin: str, at: str, copy: str = ""
) -> None:
    """Passages from (section, paragraph, locator) parts; offsets count in the paragraphs joined by blank lines."""
    whole = "\n\n".join(text for _, text, _ in parts)
    snapshot = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    offset = 0
    for section, text, locator in parts:
        for start, end, marks in _cut(text, by_line=reach == "page"):
            number = sum(p.reach == reach for p in source.passages) + 1
            source.passages.append(
                Passage(
                    id=f"{source.work.id}#{reach}-{number}",
                    work=source.work.id,
                    text=text[start:end],
                    reach=reach,
                    section=section,
                    start=offset + start,
                    end=offset + end,
                    sentences=marks,
                    snapshot=snapshot,
                    retrieved_at=at,
                    source=origin,
                    locator=locator,
                    copy=copy,
                )
            )
        offset += len(text) + 2


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of each line."""
    for line in re.finditer(r"[^\n]+", text):
        yield from ((line.start() + start, line.start() + end) for start, end in sentences.split(line[0]))


def _cut(text: str, *, by_line: bool) -> list[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """(start, end, sentence spans within) of the pieces of a paragraph; with `by_line` no sentence goes on in the next
    line: those of a page are paragraphs, headings and links of their own."""
    out: list[tuple[int, int, tuple[tuple[int, int], ...]]] = []
    group: list[tuple[int, int]] = []
    for span in _sentences(text) if by_line else sentences.split(text):
        if group and span[1] - group[0][0] > LONGEST:
            out.append(_piece(group))
            group = []
        group.append(span)
    if group:
        out.append(_piece(group))
    return out


def _piece(group: Sequence[tuple[int, int]]) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    first = group[0][0]
    return first, group[-1][1], tuple((a - first, b - first) for a, b in group)


def _rows(source: _Source) -> list[Passage]:
    from dataclasses import replace

    if source.passages:
        title = str(source.csl.get("title", ""))
        design = dict(source.design)
        if title:
            design.setdefault("title", title)
        kind = str(source.csl.get("type", ""))
        if kind:
            design.setdefault("type", kind)
        return [replace(p, design=design) for p in source.passages]
    if not source.reasons:
        why = "no abstract service, open full text or web page is known for it" if source.known else "not identified"
        source.reasons.append(why)
    note = "; ".join(dict.fromkeys(source.reasons))
    return [Passage(id=f"{source.work.id}#none-1", work=source.work.id, text="", reach="none", note=note)]

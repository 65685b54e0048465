"""Works the text names without a mark: linked addresses, and identifiers as "(PMID: 12345678)" or "(NCT01234567)".

Each binds to the list's entry with that address or identifier; else it becomes a reference that is listed nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from citewarden.model import Document, Hyperlink, Reference
from citewarden.stages._marks import Mark, body_blocks
from citewarden.styles import parse_references
from citewarden.text import identifiers, shapes
from citewarden.text.anchors import anchor

_KINDS = frozenset(["DOI", "PMID", "PMCID", "NCT", "ISRCTN", "ISBN"])
_LABEL = re.compile(
    r"(?:(?:PMID|PMCID|ISBN(?:-1[03])?|PubMed(?:\s(?:ID|PMID))?|DOI|(?:trial\s)?(?:registration|identifier|number|registry\s(?:ID|number))"
    r"|ClinicalTrials\.gov(?:\s(?:identifier|number|ID))?)\s?[:#]?\s{0,4}|PMC\s?|(?:https?://)?(?:dx\.)?doi\.org/){1,4}\Z",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[([^\[\]\n]{25,400})\]|\(((?:[^()\n]|\([^()\n]{1,12}\)){25,400})\)")
_PLACED = re.compile(
    r"(?:19|20)\d\d[a-z]?(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?[;,]\s?\d{1,4}\s?(?:\([^()\n]{1,12}\)\s?)?[:,]\s?[a-zA-Z]?\d"
    r"|\b\d{1,4}\s?\(\d{1,4}\),\s?\w?\d+[–-]\w?\d"
)
"""Year, volume and page as journals set them."""
_SIGNED = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:(?:\s[A-Z]{1,3})?(?:,|\s(?:and|&|et\sal)\b)|\s[A-Z]{1,3}\.\s)")
"""How a reference begins: a name, perhaps initials, and another or others."""
_SHARES = re.compile(
    r"https?://(?:www\.|m\.|api\.)?(?:(?:twitter|x)\.com/(?:share|intent/|home\?status)|facebook\.com/(?:sharer|share\.php|dialog/)"
    r"|linkedin\.com/(?:share|cws/share)|pinterest\.[a-z.]{2,6}/pin/create|reddit\.com/submit|tumblr\.com/(?:share|widgets)"
    r"|whatsapp\.com/send|wa\.me/\?|t\.me/share|telegram\.me/share|getpocket\.com/(?:save|edit)|bsky\.app/intent"
    r"|addtoany\.com/|addthis\.com/|plus\.google\.com/share|flipboard\.com/bookmarklet|xing\.com/spi/shares)",
    re.IGNORECASE,
)
"""Addresses by which a page is passed on: of no work."""
_SELLS = re.compile(
    r"https?://(?:www\.)?(?:amazon\.[a-z.]{2,6}/\S*[?&]tag=|amzn\.to/|bookshop\.org/a/|shareasale\.com/|awin1\.com/"
    r"|(?:click\.)?linksynergy\.com/|go\.skimresources\.com/|\S+\.sjv\.io/|rstyle\.me/|anrdoezrs\.net/|shop-links\.co/)",
    re.IGNORECASE,
)
"""Addresses by which a page earns on what its readers buy."""
_LICENSES = re.compile(
    r"https?://(?:www\.)?(?:creativecommons\.org/?(?:licen[sc]es/|publicdomain/|\Z)|opendatacommons\.org/licenses/|opensource\.org/licen[sc]es?/"
    r"|(?:www\.)?gnu\.org/(?:licenses|copyleft)/|(?:www\.)?nationalarchives\.gov\.uk/doc/open-government-licence)",
    re.IGNORECASE,
)
"""Addresses of the terms on which a page may be used."""
_PROFILE = re.compile(r"https?://[^/\s]{4,80}/@[\w.-]{1,60}/?\Z")
"""The page of a person on a social site or a platform for letters."""
_REGISTERS = {"NCT": "https://clinicaltrials.gov/study/", "ISRCTN": "https://www.isrctn.com/"}


class Works:
    """The works of an article by address and identifier; what is asked for and not listed is added to `unlisted`."""

    def __init__(self, document: Document, references: Sequence[Reference]) -> None:
        self._document = document
        self._count = len(references)
        self.unlisted: list[Reference] = []
        self._known: dict[str, str] = {}
        for reference in references:
            self._learn(reference)
            for found in identifiers.find(reference.raw):
                if found.kind in _KINDS:
                    self._known.setdefault(f"{found.kind}:{found.value}", reference.id)

    def _learn(self, reference: Reference) -> None:
        for key in (
            reference.URL,
            str(reference.csl.get("URL") or ""),
            reference.DOI and f"DOI:{reference.DOI}",
            reference.PMID and f"PMID:{reference.PMID}",
            reference.PMCID and f"PMCID:{reference.PMCID}",
            reference.ISBN and f"ISBN:{reference.ISBN}",
        ):
            if key:
                self._known.setdefault(key, reference.id)

    def known(self, keys: Sequence[str]) -> str:
        """The id of the work with one of `keys`, "" if there is none yet."""
        return next((self._known[k] for k in keys if k in self._known), "")

    def named(self, keys: Sequence[str], raw: str, place: tuple[int, int], csl: dict[str, str]) -> str:
        """The id of the work with one of `keys`; a new unlisted reference of the fields `csl` if there is none."""
        target = self.known(keys)
        if not target:
            target = f"{self._document.id}#ref-{self._count + len(self.unlisted) + 1}"
            self.unlisted.append(
                Reference(
                    id=target,
                    document=self._document.id,
                    raw=raw,
                    target=anchor(self._document, *place),
                    csl=csl,
                    DOI=csl.get("DOI", ""),
                    PMID=csl.get("PMID", ""),
                    PMCID=csl.get("PMCID", ""),
                    ISBN=csl.get("ISBN", ""),
                    URL=csl.get("URL", ""),
                    listed=False,
                )
            )
        for key in keys:
            self._known.setdefault(key, target)
        return target


def unlisted(document: Document, references: Sequence[Reference]) -> tuple[list[Reference], list[Mark]]:
    """References that no list entry repeats, and the marks of all links and identifiers of the text."""
    works = Works(document, references)
    own = identifiers.url(document.url) if document.url else ""
    host = own.split("/")[2] if own else ""
    found: list[tuple[int, int, str]] = [(link.start, link.end, link.href) for link in _links(document)]
    numbers = _numbers(document, references, works, found)
    marks = [mark for start, end, href in found if (mark := _linked(document, works, start, end, href, host, numbers))]
    marks += _identified(document, works)
    marks += _written_out(document, works)
    return works.unlisted, sorted(marks, key=lambda m: (m.start, m.end))


def _links(document: Document) -> Iterator[Hyperlink]:
    """The links of the body's running text to addresses on the web."""
    blocks = body_blocks(document)
    starts = [b.start for b in blocks]
    for link in document.links:
        index = bisect_right(starts, link.start) - 1
        if link.rel == "link" and re.match(r"(?i)https?://", link.href) and index >= 0:
            block = blocks[index]
            if link.start < block.end and block.kind != "heading":
                yield link


def _keys(href: str) -> tuple[list[str], dict[str, str]]:
    """By what the work is known that a link leads to, and its identifiers."""
    ids = {"DOI": identifiers.doi(href), "PMID": identifiers.pmid(href), "PMCID": identifiers.pmcid(href)}
    held = {kind: value for kind, value in ids.items() if value}
    return [*(f"{kind}:{value}" for kind, value in held.items()), identifiers.url(href)], held


def _numbers(
    document: Document, references: Sequence[Reference], works: Works, links: Sequence[tuple[int, int, str]]
) -> dict[str, str]:
    """The entries by number, where linked numbers name them: some lead to their entry's address, none to another's."""
    labels = {r.label or str(number): r.id for number, r in enumerate(references, 1) if r.listed}
    counted = [(document.text[start:end].strip("()[] "), href) for start, end, href in links]
    known = [(labels[words], works.known(_keys(href)[0])) for words, href in counted if words in labels]
    bound = [(entry, work) for entry, work in known if work]
    return labels if bound and all(entry == work for entry, work in bound) else {}


def _linked(
    document: Document, works: Works, start: int, end: int, href: str, host: str, numbers: Mapping[str, str]
) -> Mark | None:
    address = identifiers.url(href)
    words = document.text[start:end]
    if not address or (host and address.split("/")[2] == host) or _names_maker(document, words):
        return None
    if any(form.match(href) for form in (_SHARES, _SELLS, _LICENSES, _PROFILE)):
        return None
    keys, ids = _keys(href)
    entry = numbers.get(words.strip("()[] ")) if not works.known(keys) else None
    if entry:
        return Mark(start, end, ((entry, words),))
    csl = {"type": "webpage", "title": words, "URL": address, **ids}
    return Mark(start, end, ((works.named(keys, href, (start, end), csl), words),))


def _names_maker(document: Document, words: str) -> bool:
    """Whether the words of a link are the name of who wrote or reviewed the article."""
    words = " ".join(words.split())
    return len(words) > 5 and any(
        words == name or words in name.split(", ") for name in (document.author, document.reviewer)
    )


def _identified(document: Document, works: Works) -> Iterator[Mark]:
    """The marks of identifiers that are printed in the text and are not part of a link."""
    linked = sorted((link.start, link.end) for link in document.links)
    starts = [start for start, _ in linked]
    own = {document.identifier.casefold(), identifiers.doi(document.identifier), identifiers.doi(document.url)}
    for block in body_blocks(document):
        body = document.text[block.start : block.end]
        if block.kind == "heading":
            continue
        read = identifiers.find(body)
        addresses = sorted((f.start, f.end) for f in read if f.kind == "URL")
        for found in read:
            if found.kind not in _KINDS or found.value in own or not found.valid:
                continue
            at = bisect_right(addresses, (found.start, len(body))) - 1
            within = at >= 0 and found.start < addresses[at][1]
            start, end = _whole(body, *(addresses[at] if within else (found.start, found.end)))
            index = bisect_right(starts, block.start + found.start) - 1
            if index >= 0 and block.start + found.start < linked[index][1]:
                continue
            place = (block.start + start, block.start + end)
            words = document.text[place[0] : place[1]].strip("()[] ")
            csl = {"type": "book" if found.kind == "ISBN" else "article-journal", found.kind: found.value}
            if found.kind in _REGISTERS:
                csl = {"type": "webpage", "title": found.value, "URL": _REGISTERS[found.kind] + found.value}
            keys = [f"{found.kind}:{found.value}", *([csl["URL"]] if "URL" in csl else [])]
            yield Mark(*place, ((works.named(keys, words, place, csl), words),), "", "identifier")


def _written_out(document: Document, works: Works) -> Iterator[Mark]:
    """The marks of references that stand in brackets in the text: "(Roe B, et al. Lancet 2011;1:2-3)"."""
    for block in body_blocks(document):
        body = document.text[block.start : block.end]
        for match in _BRACKETED.finditer(body) if block.kind != "heading" and _PLACED.search(body) else ():
            raw = (match[1] or match[2]).strip()
            if _SIGNED.match(raw) and _PLACED.search(raw) and shapes.is_shaped(raw):
                place = (block.start + match.start(), block.start + match.end())
                csl = dict(parse_references([raw])[0].csl)
                yield Mark(*place, ((works.named([f"text:{raw}"], raw, place, csl), raw),), "", "identifier")


def _whole(body: str, start: int, end: int) -> tuple[int, int]:
    """The span of an identifier with its label, and with the brackets if nothing else stands in them."""
    label = _LABEL.search(body, max(0, start - 60), start)
    start = label.start() if label else start
    if body[start - 1 : start] in ("(", "[") and start and body[end : end + 1] in (")", "]"):
        return start - 1, end + 1
    return start, end

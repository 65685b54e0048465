"""Labelled reference strings for training and measuring: one reading of every corpus, one set of labels.

A labelled reference is (tokens, labels). Corpora disagree about what stands between fields: here the punctuation after
a field belongs to it, opening brackets and words like "In", "vol." or "pp." to the field they open, so that a label is
never interrupted; `citewarden.styles` trims both. Nothing is copied: the corpora are read from `../shared/data`.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from citewarden.styles._features import TOKEN

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TEI = "{http://www.tei-c.org/ns/1.0}"

Marked = list[tuple[str, str]]
"""A reference as (text, label) stretches, label "" between fields."""

_TITLES = {"a": "title", "j": "journal", "m": "booktitle", "s": "collection"}
_UNITS = {
    "volume": "volume", "vol": "volume", "issue": "issue", "page": "pages", "pages": "pages", "pp": "pages",
    "chapter": "volume", "date": "date",
}  # fmt: skip
_ANYSTYLE = {
    "author": "author", "editor": "editor", "translator": "translator", "title": "title", "journal": "journal",
    "container-title": "booktitle", "collection-title": "collection", "date": "date", "volume": "volume",
    "pages": "pages", "publisher": "publisher", "location": "place", "edition": "edition", "genre": "genre",
    "note": "note", "url": "url", "doi": "doi", "isbn": "idno", "citation-number": "label", "medium": "genre",
    "source": "note", "director": "editor", "producer": "editor",
}  # fmt: skip


def grobid() -> list[Marked]:
    """The references of GROBID's citation corpus (CC BY 4.0), in file order."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    out = []
    root = DATA / "reference-strings" / "grobid-citation"
    for path in sorted([*(root / "corpus").glob("*.xml"), *(root / "evaluation").glob("*.xml")]):
        for bibl in etree.parse(path, parser).iter(TEI + "bibl", "bibl"):
            marked = _tidy(_bibl(bibl))
            if sum(bool(label) for _, label in marked) >= 2:
                out.append(marked)
    return out


_INSIDE = re.compile(r"\b[Ii]n\s*:?\s*$")


def _bibl(bibl: Any) -> Marked:
    has_article = any(
        _name(e) == "title" and (e.get("level") or e.get("leve") or e.get("type")) == "a" for e in bibl.iter()
    )
    marked: Marked = [(bibl.text or "", "")]
    for child in bibl:
        text = "".join(t for t in child.itertext()) if isinstance(child.tag, str) else ""
        label = _tei_label(child, has_article)
        if label == "title" and not has_article and _INSIDE.search(marked[-1][0]):
            label = "booktitle"  # "J. Roe, in: Proc. ...": what contains the work, though the work is not named
        marked.append((text, label))
        marked.append((child.tail or "", ""))
    return marked


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _tei_label(element: Any, has_article: bool) -> str:
    name = _name(element)
    kind = (element.get("type") or "").lower()
    if name == "title":
        label = _TITLES.get(element.get("level") or element.get("leve") or element.get("type") or "", "title")
        return "title" if label == "booktitle" and not has_article else label
    if name in ("biblScope", "biblStruct"):
        return _UNITS.get(element.get("unit") or element.get("type") or element.get("level") or "", "volume")
    if name == "idno":
        return "doi" if kind == "doi" else "idno"
    if name == "ptr":
        return "url"
    if name == "orgName":
        return "author" if kind == "collaboration" else "publisher"
    if name == "note" or name == "notes":
        return "genre" if kind == "report" else "note"
    return {
        "author": "author", "authors": "author", "editor": "editor", "date": "date", "publisher": "publisher",
        "publishe": "publisher", "pubPlace": "place", "pubplace": "place", "page": "pages", "volumes": "volume",
        "num": "volume",
    }.get(name, "")  # fmt: skip


def anystyle() -> list[Marked]:
    """The references of AnyStyle's core corpus (BSD-2 style), in file order; "14(3)" is volume and issue."""
    from lxml import etree

    path = DATA / "reference-strings" / "anystyle-core.xml"
    out = []
    for sequence in etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot():
        marked: Marked = []
        for element in sequence:
            label = _ANYSTYLE.get(str(element.tag), "note")
            text = " ".join("".join(element.itertext()).split())
            stretches = _volume_and_issue(text) if label == "volume" else [(text, label)]
            marked.extend(stretches)
            marked.append((" ", ""))
        out.append(_tidy(marked))
    return out


_LOCATOR = re.compile(
    r"""^\W{0,3}(?P<date>\(?(?:19|20)\d{2}\)?[^;:\d]{0,8}[;:]\s*)?
    (?P<volume>(?:(?:vol(?:ume|s)?|v|bd|band|jg|tome|t)\b[.\s]*)?[a-z]?[\divxlc]+[a-z]?(?:[-–/]\d+)?\.?(?:\s?jg)?)
    (?P<issue>\s*[,;:/.]?\s*(?:\((?!(?:18|19|20)\d{2}\))[^)]+\)|(?:\b(?:no|nos|nr|n|number|issue|heft|num|iss|suppl?|supplement|pt|part)\b
    |n°|nº)[.\s]*\w+(?:[-–/]\d+)?|(?<=,)\s?\d+(?:/\d+)?|(?<=,\s)\d+(?:/\d+)?|(?<=\.)\d+)(?:\s*(?:suppl|pt|part)\.?\s?\w*)?)?
    (?:,\s(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|winter|autumn)\w*\.?)?
    (?P<sep>\s*[,:;.]*\s*)(?P<pages>(?<=[:,;.\s])(?:pp?\.?\s*)?[a-z]?\d+(?:\s?[-‑–]\s?[a-z]?\d+)?)?(?P<rest>\W*)$""",
    re.IGNORECASE | re.VERBOSE,
)


def _volume_and_issue(text: str) -> Marked:
    if re.match(r"(?i)^\W*(?:(?:no|nos|nr|n|number|issue|heft)\b|n°|nº)\.?\s?\d", text):
        return [(text, "issue")]
    bare = re.match(r"^(\(\d+\))(:\s?)(\w+(?:\s?[-–]\s?\w+)?)(\W*)$", text)
    if bare:
        return [(bare[1], "issue"), (bare[2], ""), (bare[3], "pages"), (bare[4], "")]
    match = _LOCATOR.match(text)
    if not match:
        return [(text, "volume")]
    out: Marked = [("", "")]
    at = 0
    for name in ("date", "volume", "issue", "pages"):
        if match[name]:
            out.append((text[at : match.start(name)], ""))
            out.append((match[name], name))
            at = match.end(name)
    out.append((text[at:], ""))
    return out


def biomedical() -> list[Marked]:
    """The 2,000 references of the matching set (Apache-2.0), labelled where the record's fields stand in the string;
    those in which a field cannot be found are left out."""
    rows = json.loads((DATA / "reference-matching" / "biomedical-references-2k.json").read_text("utf-8"))
    out = []
    for row in rows:
        raw = unwrap(row["reference"])
        marked = _by_record(raw, row)
        if marked:
            out.append(_tidy(marked))
    return out


def unwrap(text: str) -> str:
    """A reference that was broken over lines as one line, hyphens of line ends mended."""
    text = re.sub(r"(?<=[a-z])-\s*\n\s*(?=[a-z])", "", text)
    text = re.sub(r"-\s*\n\s*", "-", text)
    return " ".join(text.split())


def _by_record(raw: str, row: dict[str, Any]) -> Marked | None:
    spans: list[tuple[int, int, str]] = []
    title = _locate(raw, str(row.get("atitle", "")))
    journal = _locate(raw, str(row.get("jtitle", "")), title[1] if title else 0)
    if not title or not journal or title[0] < 3:
        return None
    spans = [(0, title[0], "author"), (*title, "title"), (*journal, "journal")]
    tail = raw[journal[1] :]
    match = re.match(
        r"[\s.,;]*(?P<date>\(?(?:19|20)\d{2}[^;:,.]{0,12}\)?)?[;:,.\s]*(?:vol\.?\s*)?(?P<volume>\d+)\s?"
        r"(?:\(\s?(?P<issue>[^)]{1,14})\))?[\s:,;.]*(?:p+\.?\s*)?(?P<pages>[A-Za-z]?\d[\w]*(?:\s?[-–]\s?[A-Za-z]?\d\w*)?)"
        r"[\s.,;]*(?P<year>\(?(?:19|20)\d{2}\)?)?",
        tail,
    )
    middle = raw[title[1] : journal[0]]
    if not match or re.sub(r"\W|\b(?:In|in|German|French|Spanish|abstract)\b", "", middle):
        return None
    if not (match["date"] or match["year"]):
        early = re.search(r"\(?\b(?:19|20)\d{2}[a-z]?\b\)?[.,:]?\s*$", raw[: title[0]])
        if not early:
            return None
        spans[0] = (0, early.start(), "author")
        spans.append((early.start(), early.end(), "date"))
    for name in ("date", "volume", "issue", "pages", "year"):
        if match[name]:
            start, end = match.span(name)
            spans.append((journal[1] + start, journal[1] + end, "date" if name == "year" else name))
    rest = raw[journal[1] + match.end() :]
    doi = re.search(r"10\.\d{4,9}/\S+", rest)
    if doi:
        at = journal[1] + match.end()
        spans.append((at + doi.start(), at + doi.end(), "doi"))
    elif len(rest.strip(" .,;")) > 3:
        return None
    lead = re.match(r"\s*[\[(]?\d{1,3}[\])]?[.\s]\s*", raw)
    if lead:
        spans[0] = (lead.end(), spans[0][1], "author")
        spans.append((0, lead.end(), "label"))
    return _stretch(raw, spans)


def _locate(raw: str, wanted: str, after: int = 0) -> tuple[int, int] | None:
    words = re.findall(r"\w+", wanted)
    if not words:
        return None
    match = re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", re.IGNORECASE).search(raw, after)
    return match.span() if match else None


def _stretch(raw: str, spans: list[tuple[int, int, str]]) -> Marked:
    out: Marked = []
    at = 0
    for start, end, label in sorted(spans):
        if start > at:
            out.append((raw[at:start], ""))
        out.append((raw[max(start, at) : end], label))
        at = max(at, end)
    out.append((raw[at:], ""))
    return out


def _tidy(marked: Marked) -> Marked:
    """White space made single, empty stretches dropped."""
    out: Marked = []
    for text, label in marked:
        text = re.sub(r"\s+", " ", text.replace("\u00ad", ""))
        if text:
            out.append((text, label))
    return out


_OPENS = re.compile(
    r"^(?:in|dans|vol|vols|volume|no|nos|nr|n°|number|issue|pp|p|pages|page|pg|doi|url|ed|eds|edited|by|at|from|available"
    r"|retrieved|accessed|isbn|issn|pmid|pmcid|arxiv|and|of|the|suppl|supplement)$",
    re.IGNORECASE,
)
_OPENING = frozenset("([{“«‘`")


def tagged(marked: Marked) -> tuple[str, list[str], list[int], list[str]]:
    """(text, tokens, starts, labels) of a marked reference; labels are B- and I- of a field, or "O" """
    text = "".join(t for t, _ in marked)
    owner: list[int] = []
    for number, (stretch, _) in enumerate(marked):
        owner.extend([number] * len(stretch))
    tokens, starts, fields = [], [], []
    for match in TOKEN.finditer(text):
        tokens.append(match[0])
        starts.append(match.start())
        inside = [owner[i] for i in range(match.start(), match.end()) if marked[owner[i]][1]]
        fields.append(max(set(inside), key=inside.count) if inside else -1)
    _fill(_turned(tokens), fields, [label for _, label in marked])
    labels = []
    for i, field in enumerate(fields):
        if field < 0:
            labels.append("O")
        else:
            labels.append(("I-" if i and fields[i - 1] == field else "B-") + marked[field][1])
    return text, tokens, starts, labels


def _turned(tokens: list[str]) -> list[str]:
    """The tokens with straight quotation marks that open as such."""
    out = list(tokens)
    for number, at in enumerate([i for i, token in enumerate(tokens) if token == '"']):
        if number % 2 == 0:
            out[at] = "“"
    return out


_ROLE = re.compile(r"^\W*(?:ed|eds|editor|editors|hrsg|dir|ders)\W*$", re.IGNORECASE)


def _closes(token: str, role: str) -> bool:
    """Does a token between fields belong to the field before it, which has this label?"""
    if role in ("editor", "author") and (token in "([" or _ROLE.match(token)):
        return True
    return len(token) == 1 and not token.isalnum() and token not in _OPENING


def _fill(tokens: list[str], fields: list[int], roles: list[str]) -> None:
    """Give the tokens between fields to the field they close or open; other words stay outside."""
    i = 0
    while i < len(tokens):
        if fields[i] >= 0:
            i += 1
            continue
        j = i
        while j < len(tokens) and fields[j] < 0:
            j += 1
        before = fields[i - 1] if i else -1
        after = fields[j] if j < len(tokens) else -1
        split = i
        while split < j and before >= 0 and _closes(tokens[split], roles[before]):
            fields[split] = before
            split += 1
        while split > i and tokens[split - 1] in _OPENING:
            split -= 1
            fields[split] = -1
        gap = tokens[split:j]
        if after >= 0 and len(gap) <= 4 and all(_OPENS.match(t.rstrip(".")) or not t[-1].isalnum() for t in gap):
            for k in range(split, j):
                fields[k] = after
        elif gap and all(not t[-1].isalnum() for t in gap):
            for k in range(split, j):
                fields[k] = before if before >= 0 else after
        i = j


def folds(corpora: Sequence[Sequence[Marked]], parts: int, seed: int = 20) -> list[list[int]]:
    """The fold (0 to `parts` - 1) of every reference of every corpus, at random but for one thing: references with the
    same words or the same long title share a fold, whichever corpora they stand in. A third of AnyStyle's corpus stands
    in GROBID's too, and both print some works several times; else a model would be measured on what it has seen."""
    head: dict[str, str] = {}

    def root(key: str) -> str:
        while head.setdefault(key, key) != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    keys = [[likenesses(marked) for marked in corpus] for corpus in corpora]
    for first, *others in (found for corpus in keys for found in corpus):
        for other in others:
            head[root(other)] = root(first)
    groups = list(dict.fromkeys(root(found[0]) for corpus in keys for found in corpus))
    random.Random(seed).shuffle(groups)
    number = {group: i % parts for i, group in enumerate(groups)}
    return [[number[root(found[0])] for found in corpus] for corpus in keys]


def likenesses(marked: Marked) -> list[str]:
    """What two printings of one work have in common: all letters and figures, or those of a title of 25 and more."""
    bare = [(re.sub(r"[\W_]+", "", text).casefold(), label) for text, label in marked]
    title = "".join(text for text, label in bare if label == "title")
    whole = "".join(text for text, _ in bare)
    return [whole, *([f"title:{title}"] if len(title) >= 25 else [])]


def fields(text: str, tokens: list[str], starts: list[int], labels: list[str]) -> Iterator[tuple[str, str]]:
    """(label, words) of each field."""
    i = 0
    while i < len(labels):
        if labels[i] == "O":
            i += 1
            continue
        j = i + 1
        while j < len(labels) and labels[j] == "I-" + labels[i][2:]:
            j += 1
        yield labels[i][2:], text[starts[i] : starts[j - 1] + len(tokens[j - 1])]
        i = j

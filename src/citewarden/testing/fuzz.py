"""What is read from outside, thrown at its readers in odd forms: pieces strung together, samples damaged, data of wrong
kinds. Each input is made from a source of chance alone, so that a seed, Hypothesis or a fuzzer can drive it.

A reader may raise what it says it raises, in one line; what it gives must be text that can be written; and time must
grow as the input does.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from citewarden import config
from citewarden.errors import CitewardenError
from citewarden.readers import cnxml, docx, html, jats, markdown, plain_text
from citewarden.registries import (
    crossref,
    datacite,
    doi_org,
    europepmc,
    idconv,
    library,
    openalex,
    openlibrary,
    pubmed,
    retraction_watch,
    unpaywall,
    wayback,
)
from citewarden.sites import Listed, pages
from citewarden.sites import _file as _article_file
from citewarden.stages import decide
from citewarden.stages.cite import cite
from citewarden.styles import parse_references
from citewarden.testing import office
from citewarden.testing.fuzz_inputs import (
    ANSWERS,
    BIBTEX,
    CSL,
    DECISION,
    ENTRIES,
    EXPORT,
    FEED,
    HEAD,
    LIST,
    LISTS,
    MARKS,
    MATCHED,
    NOTE,
    ODD,
    OFFICE,
    PAGE,
    PUBMED,
    RETRACTIONS,
    RIS,
    ROWS,
    RULES,
    SCHOLARLY,
    SETTINGS,
    SITEMAP,
    TAGS,
    WORDS,
    ZOTERO,
)
from citewarden.text import abstracts, dates, fulltext, identifiers, names
from citewarden.web import html_cues, robots, urls
from citewarden.web.client import Answer


@dataclass(frozen=True)
class Target:
    """What reads one kind of input, what inputs for it are made of, and which errors it may raise."""

    calls: Sequence[Callable[[bytes], object]]
    pieces: Sequence[str]
    samples: Sequence[str]
    wrap: Callable[[str], bytes] = str.encode
    errors: tuple[type[Exception], ...] = (CitewardenError,)


def _article(module: Any, name: str) -> list[Callable[[bytes], object]]:
    def call(data: bytes) -> object:
        document = module.read(data, name=name)
        return document, cite(document)

    return [call]


def _file(read: Callable[[Path], object], suffix: str) -> list[Callable[[bytes], object]]:
    def call(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"a{suffix}"
            path.write_bytes(data)
            return read(path)

    return [call]


def _site(kind: str) -> list[Callable[[bytes], object]]:
    """The articles that a site of a kind lists, and the files that those become that come with the list."""

    def call(data: bytes) -> object:
        left = [data] * 5  # a list that names others as it is itself would go on for thousands

        def ask(addresses: Sequence[str]) -> Iterator[tuple[str, Answer]]:
            return ((one, Answer(one, 200, {}, left.pop()) if left else Answer(one, 404)) for one in addresses)

        found = list(pages(kind, "https://a.example/list", ask))
        return found, [_made(one) for one in found if isinstance(one, Listed) and one.held is not None]

    return [call]


def _made(listed: Listed) -> str:
    assert listed.held is not None
    return _article_file.of(listed, listed.held)


def _each(*calls: Callable[[str], object]) -> list[Callable[[bytes], object]]:
    return [partial(_decoded, call) for call in calls]


def _decoded(call: Callable[[str], object], data: bytes) -> object:
    return call(data.decode("utf-8", "replace"))


def _word(body: str) -> bytes:
    """A Word file with `body` as its text, its tags balanced."""
    return office.document(_balanced(body))


def _balanced(text: str) -> str:
    """`text` with its tags closed in the order that XML wants, and none closed that is not open."""
    out, open_tags, at = [], [], 0
    for tag in re.finditer(r"<(/?)([A-Za-z:-]+)([^<>]*?)(/?)>", text):
        out.append(text[at : tag.start()])
        at = tag.end()
        if tag[4]:
            out.append(tag[0])
        elif not tag[1]:
            open_tags.append(tag[2])
            out.append(tag[0])
        elif tag[2] in open_tags:
            while (last := open_tags.pop()) != tag[2]:
                out.append(f"</{last}>")
            out.append(tag[0])
    return "".join([*out, text[at:], *(f"</{name}>" for name in reversed(open_tags))])


def _copies(*found: wayback.Memento | None) -> object:
    return found, [copy.raw for copy in found if copy]


_ANSWERS: Mapping[str, tuple[Callable[[bytes], object], ...]] = {
    "crossref": (crossref.parse, crossref.parse_list, crossref.split, crossref.notices_of),
    "crossref list": (crossref.parse_list, crossref.split_notices, lambda b: crossref.parse_notices(b, "10.1000/c")),
    "datacite": (datacite.parse, datacite.parse_list),
    "doi.org": (doi_org.parse, doi_org.parse_agency, doi_org.parse_record),
    "europepmc": (europepmc.parse, europepmc.split, abstracts.from_europepmc),
    "idconv": (idconv.parse,),
    "openalex": (openalex.parse, openalex.copies),
    "openalex list": (openalex.parse_list,),
    "openlibrary": (openlibrary.parse_search, openlibrary.parse_editions, openlibrary.work_key, openlibrary.parse),
    "pubmed": (pubmed.parse_search,),
    "unpaywall": (unpaywall.copies,),
    "wayback": (lambda b: _copies(wayback.parse(b)),),
    "wayback cdx": (lambda b: _copies(wayback.parse_cdx(b), wayback.parse_cdx(b, "2012-03")),),
}


def targets() -> dict[str, Target]:
    """The readers by name."""
    jats_page = "<article><body>{}</body></article>"
    cnxml_page = "<document><content><para>{}</para></content></document>"
    said = (ValueError, CitewardenError)
    made = {
        "text": Target(_article(plain_text, "a.txt"), WORDS, [HEAD + LIST], lambda s: f"{HEAD}{s}{LIST}".encode()),
        "markdown": Target(_article(markdown, "a.md"), (*MARKS, *WORDS), [f"# {HEAD}#{LIST}"]),
        "html": Target(_article(html, "a.html"), (*TAGS, *WORDS), [PAGE], lambda s: f"<h1>A</h1><p>B.{s}".encode()),
        "jats": Target(_article(jats, "a.xml"), (*SCHOLARLY, *WORDS), ["<p>A</p>"], _within(jats_page)),
        "cnxml": Target(_article(cnxml, "a.cnxml"), (*SCHOLARLY, *WORDS), ["A"], _within(cnxml_page)),
        "docx": Target(_article(docx, "a.docx"), OFFICE, ["<w:p><w:r><w:t>A</w:t></w:r></w:p>"], _word),
        "references": Target(_each(lambda s: parse_references(s.split("\n")[:20])), WORDS, [LIST]),
        "identifiers": Target(_each(*_IDENTIFIERS), WORDS, ["doi:10.1000/a PMID: 12 ISBN 9780306406157 a.example/"]),
        "names": Target(_each(names.parse, names.bodies), WORDS, ["Vogt J, van der Berg AB, et al."]),
        "dates": Target(_each(dates.parse, dates.find, dates.accessed, dates.from_iso), WORDS, ["3 May 2010"]),
        "addresses": Target(_each(urls.parse, urls.redacted, urls.confusable), WORDS, ["https://a.example:80/b?c#d"]),
        "robots": Target([lambda b: robots.parse(b, "citewarden")], RULES, ["User-agent: *\nDisallow: /a*b$\n"]),
        "pages": Target([lambda b: html_cues.read(b, anchors=True)], (*TAGS, *WORDS), [PAGE]),
        "settings": Target(_file(config.load, ".yaml"), SETTINGS, ["as_of: 2026-01-31\nnetwork: {timeout: 5}\n"]),
        "decisions": Target(_file(decide.load, ".yaml"), SETTINGS, [DECISION]),
        "pubmed xml": Target([pubmed.parse, pubmed.split, abstracts.from_pubmed], SCHOLARLY, [PUBMED], errors=said),
        "pubmed match": Target([pubmed.parse_match], ROWS, [MATCHED], errors=said),
        "full text": Target([fulltext.paragraphs], (*SCHOLARLY, *WORDS), ["<p>A</p>"], _within(jats_page)),
        "sitemap": Target(_site("sitemap"), LISTS, [SITEMAP]),
        "feed": Target(_site("feed"), LISTS, [FEED, EXPORT]),
        "export": Target(_site("export"), LISTS, [EXPORT]),
        "wordpress": Target(_site("wordpress"), SETTINGS, [json.dumps(ANSWERS["wordpress"])]),
        "retraction watch": Target([retraction_watch.parse], ROWS, [RETRACTIONS], errors=said),
    }
    for suffix in (".bib", ".ris", ".nbib", ".json", ".yaml", ".md"):
        samples = [CSL, ZOTERO] if suffix == ".json" else [BIBTEX, RIS, NOTE]
        made[f"library{suffix}"] = Target(_file(library.load, suffix), (*ENTRIES, *SETTINGS), samples)
    for name, calls in _ANSWERS.items():
        made[name] = Target(calls, SETTINGS, [json.dumps(ANSWERS[name])], errors=said)
    return made


_IDENTIFIERS: tuple[Callable[[str], object], ...] = (
    identifiers.find,
    identifiers.doi,
    identifiers.readings,
    identifiers.whole_doi,
    identifiers.pmid,
    identifiers.pmcid,
    identifiers.isbn,
    identifiers.url,
    identifiers.written_url,
    identifiers.normal_url,
)


def _within(page: str) -> Callable[[str], bytes]:
    return lambda text: page.format(_balanced(text)).encode()


def make(target: Target, chance: Random) -> bytes:
    """One input for a reader."""
    kind = chance.choice(["pieces", "shape", "damaged", "value"])
    sample = chance.choice(list(target.samples))
    if kind == "value" and sample[:1] in "[{":
        value = json.loads(sample)
        for _ in range(chance.randint(1, 3)):
            value = _changed(value, chance)
        return json.dumps(value).encode()
    if kind == "shape":
        return target.wrap(shape(target.pieces, chance)(chance.choice([20, 200, 1000])))
    if kind == "pieces":
        return target.wrap("".join(chance.choice(list(target.pieces)) for _ in range(chance.randint(1, 40))))
    data = bytearray(target.wrap(sample) if target.wrap is not str.encode else sample.encode())
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.randint(0, 12))
        piece = chance.choice([*target.pieces, "\x00", "\x80", "\ufeff"]).encode("utf-8", "surrogatepass")
        data[at:to] = chance.choice([b"", piece, bytes(data[at:to]) * 2, bytes([chance.randrange(256)])])
    return bytes(data)


def shape(pieces: Sequence[str], chance: Random) -> Callable[[int], str]:
    """A maker of texts of about a wanted length: pieces again and again, one run behind another, or one in another."""
    a, b, c = (chance.choice(list(pieces)) for _ in range(3))
    form = chance.choice(["run", "pair", "triple", "then", "nest"])

    def made(size: int) -> str:
        if form in ("run", "pair", "triple"):
            unit = {"run": a, "pair": a + b, "triple": a + b + c}[form]
            return unit * (size // len(unit) + 1)
        if form == "then":
            return a * (size // len(a) // 2 + 1) + b * (size // len(b) // 2 + 1)
        times = size // (len(a) + len(c)) + 1
        return a * times + b + c * times

    made.__doc__ = f"{form} {a!r} {b!r} {c!r}"
    return made


def _changed(value: Any, chance: Random) -> Any:
    """A value with one part of it replaced, left out or doubled."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        name = chance.choice(sorted(value))
        rest = {k: v for k, v in value.items() if k != name}
        return rest if chance.random() < 0.1 else {**rest, name: _changed(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        more = [value[at]] if chance.random() < 0.1 else []
        return [*value[:at], _changed(value[at], chance), *more, *value[at + 1 :]]
    return chance.choice(list(ODD))


def hold(target: Target, data: bytes) -> None:
    """Give a reader one input and see that what comes is what may come.

    Raises:
        AssertionError: an error in several lines, or text that cannot be written. Whatever else the reader raises.
    """
    for call in target.calls:
        try:
            found = call(data)
        except target.errors as error:
            said = str(error) if isinstance(error, CitewardenError) else ""
            assert "\n" not in said, said
            continue
        for text in texts(found):
            text.encode("utf-8")


def texts(value: Any) -> Iterator[str]:
    """All strings in a value of tables, lists and nouns."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from texts(key)
            yield from texts(held)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for held in value:
            yield from texts(held)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))

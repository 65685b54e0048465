"""What is read from outside, thrown at its readers in odd forms: pieces strung together, samples damaged, data of wrong
kinds. Each input is made from a source of chance alone, so that a seed, Hypothesis or a fuzzer can drive it.

A reader may raise what it says it raises, in one line; what it gives must be text that can be written; and time must
grow as the input does.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from citewarden import config, plugins, store, styles
from citewarden.errors import CitewardenError
from citewarden.model import Reference
from citewarden.nlp.verdict.judges import hub
from citewarden.nlp.verdict.judges.questions import SCALES, Scale, read_answer
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
from citewarden.registries._record import Record, loads, mapping
from citewarden.registries.library import Entry, Library
from citewarden.sites import Listed, pages
from citewarden.sites import _file as _article_file
from citewarden.stages import _project_settings, decide
from citewarden.stages.cite import cite
from citewarden.store import state_file
from citewarden.styles import parse_references
from citewarden.tables import dumps
from citewarden.testing import office
from citewarden.testing.fuzz_inputs import (
    ANSWERS,
    BIBTEX,
    BUILDER,
    CSL,
    DECISION,
    ENDNOTE,
    ENTRIES,
    EXPORT,
    FEED,
    FIELD,
    FRONT,
    HEAD,
    HUB,
    KEPT,
    LINKED,
    LIST,
    LISTS,
    MARKS,
    MATCHED,
    NOTE,
    ODD,
    OFFICE,
    PAGE,
    POLICY,
    PUBMED,
    RETRACTIONS,
    RIS,
    ROWS,
    RULES,
    SCHOLARLY,
    SETTINGS,
    SITEMAP,
    STAMPS,
    STATE,
    TAGGED,
    TAGS,
    TOML,
    VERDICT,
    WORD_LIST,
    WORDS,
    ZOTERO,
)
from citewarden.text import abstracts, csl, dates, fulltext, identifiers, matching, names
from citewarden.web import client, html_cues, robots, transfer, urls, visit
from citewarden.web.ask import Answer, Ask


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
        "front matter": Target(_article(markdown, "a.md"), SETTINGS, [FRONT], _within("---\n{}\n---\n# A\n\nB.\n")),
        "front matter, TOML": Target(_article(markdown, "a.md"), TOML, ["a = 1"], _within("+++\n{}\n+++\n# A\n")),
        "front matter, JSON": Target(_article(markdown, "a.md"), SETTINGS, [FRONT], _within("{}\n\n# A\n")),
        "linked data": Target(_article(html, "a.html"), SETTINGS, [LINKED], _within(_SCRIPT)),
        "word fields": Target(_article(docx, "a.docx"), SETTINGS, [FIELD], _live),
        "project settings": Target(_file(_named, ".yml"), SETTINGS, [BUILDER]),
        "policy": Target(_file(_policy, ".yaml"), SETTINGS, [POLICY]),
        "word list": Target(_file(_word_list, ".yaml"), SETTINGS, [WORD_LIST]),
        "earlier state": Target(_file(_taken_over, ".jsonl"), SETTINGS, [KEPT]),
        "state file": Target(_file(_taken_in, ".json"), SETTINGS, [STATE]),
        "hub": Target([lambda data: hub.wanted(_object(data), "", where="a")], SETTINGS, [HUB], errors=said),
        "verdict": Target(_each(*map(_verdict, SCALES.values())), (*SETTINGS, *WORDS), [VERDICT], errors=said),
        "headers": Target(_each(_headers), (*WORDS, *STAMPS), ["120", STAMPS[0]]),
        "sitemap": Target(_site("sitemap"), LISTS, [SITEMAP]),
        "feed": Target(_site("feed"), LISTS, [FEED, EXPORT]),
        "export": Target(_site("export"), LISTS, [EXPORT]),
        "wordpress": Target(_site("wordpress"), SETTINGS, [json.dumps(ANSWERS["wordpress"])]),
        "retraction watch": Target([retraction_watch.parse], ROWS, [RETRACTIONS], errors=said),
    }
    for suffix, sample in ((".enw", TAGGED), (".xml", ENDNOTE)):
        made[f"library{suffix}"] = Target(_file(library.load, suffix), (*ENTRIES, *SCHOLARLY), [sample])
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
    """A file that has a text in the place of "{}", its tags balanced where it is one of XML."""
    head, _, tail = page.partition("{}")
    inner = _balanced if page.startswith("<article") or page.startswith("<document") else str
    return lambda text: f"{head}{inner(text)}{tail}".encode("utf-8", "surrogatepass")


_NOW = "2026-07-01T10:00:00+00:00"
_SCRIPT = "<script type='application/ld+json'>{}</script><h1>A</h1><p>B.</p>"


def _live(code: str) -> bytes:
    """A Word file with a field of Zotero's that holds `code`."""
    marks = [f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")]
    held = f"<w:r><w:instrText>ADDIN ZOTERO_ITEM CSL_CITATION {escape(code)}</w:instrText></w:r>"
    return office.document(f"<w:p>{marks[0]}{held}{marks[1]}<w:r><w:t>(1)</w:t></w:r>{marks[2]}</w:p>")


def _named(path: Path) -> object:
    """What settings of a generator of sites say of bibliographies."""
    settings = path.rename(path.with_name("_config.yml"))
    article = settings.with_name("a.md")
    return _project_settings.named(article, path.parent), _project_settings.scholars(
        "_bibliography/references.bib", article, path.parent
    )


def _policy(path: Path) -> object:
    (path.parent / "config" / "policies").mkdir(parents=True)
    path.rename(path.parent / "config" / "policies" / "own.yaml")
    with chdir(path.parent):
        return config.policy("own")


def _word_list(path: Path) -> object:
    (path.parent / "config" / "lexicons").mkdir(parents=True)
    path.rename(path.parent / "config" / "lexicons" / "negation.yaml")
    with chdir(path.parent):
        found = config.lexicon.__wrapped__("negation")
    return [str(word).lower() for name in ("scope_ends", "asides", "triggers") for word in found[name]]


def _taken_over(path: Path) -> object:
    """The folder of an earlier version with this as one of its files."""
    data = path.read_bytes()
    names = ("links/a.jsonl", "pages/a.jsonl", "runs/articles-2010-05-03.jsonl", "runs/findings-2010-05-03.jsonl")
    file = path.parent / names[len(data) % len(names)]
    file.parent.mkdir()
    file.write_bytes(data)
    with store.memory(path.parent):
        return None


def _taken_in(path: Path) -> object:
    """A state file of these tables; with what is no JSON of tables as the rows of each."""
    data = path.read_bytes()
    try:
        tables = json.loads(data)
    except (ValueError, RecursionError):
        tables = None
    with zipfile.ZipFile(path, "w") as file:
        for table in state_file.TABLES:
            rows = tables.get(table) if isinstance(tables, dict) else data.decode("utf-8", "replace")
            lines = "".join(f"{json.dumps(row)}\n" for row in rows) if isinstance(rows, list) else str(rows)
            file.writestr(f"{table}.jsonl", lines)
    with store.memory() as database:
        return state_file.read(database, path, decide.FILE)


def _object(data: bytes) -> Any:
    return mapping(loads(data), "it")


def _verdict(scale: Scale) -> Callable[[str], object]:
    claim, passage = "Adults sleep badly.", "Adults sleep badly in the cold."
    return lambda text: read_answer(scale, text, claim, passage)


def _headers(text: str) -> object:
    """What an answer's headers say of waiting, with this as each of them."""
    words = " ".join(text.split())
    names = ("retry-after", "date", "content-type", "x-ratelimit-remaining", "x-ratelimit-reset", "x-rate-limit-limit")
    headers = dict.fromkeys((*names, "x-rate-limit-interval", "x-concurrency-limit"), words)
    for given in (headers, {**headers, "date": STAMPS[0]}):
        head = "\r\n".join(f"{name}: {value}" for name, value in [("HTTP/1.1", ""), *given.items()]).encode()
        reply = transfer.Reply(urls.parse("https://a.example/"), 429, head)
        visit.later(_NOW, visit.retry_after(reply, _NOW))
        with client.Client(config.Network(), cache=None, now=_NOW) as asking:
            asking._spend(Ask("https://a.example/", "openalex"), Answer("https://a.example/", 429, given))
            asking._limit("openalex").learn(given)
            remarks = list(asking.remarks)
    return remarks, html_cues.read(b"<p>A", content_type=words)


def make(target: Target, chance: Random) -> bytes:
    """One input for a reader."""
    kind = chance.choice(["pieces", "shape", "damaged", "value"])
    sample = chance.choice(list(target.samples))
    if kind == "value" and sample[:1] in "[{":
        value = json.loads(sample)
        for _ in range(chance.randint(1, 3)):
            value = _changed(value, chance)
        return target.wrap(json.dumps(value))
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
    for found in take(target, data):
        for text in texts(found):
            text.encode("utf-8")


def take(target: Target, data: bytes) -> Iterator[object]:
    """What a reader gives for one input, after some items of it were used as stages use them.

    Raises:
        AssertionError: an error in several lines. Whatever else the reader raises.
    """
    for call in target.calls:
        try:
            found = call(data)
        except target.errors as error:
            said = str(error) if isinstance(error, CitewardenError) else ""
            assert "\n" not in said, said
            continue
        for item in islice(_items(found), _USED):
            _use(item)
        yield found


_USED = 5
"""Items of an input that are used at most: some have thousands."""
_REFERENCE = "Vogt J, Poe A. Sleep: a study. J Sleep. 2010;3(2):4-9. doi:10.1000/a"
_PRINTED = {
    "type": "article-journal", "title": "Sleep: a study", "author": [{"family": "Vogt", "given": "J"}],
    "issued": {"date-parts": [[2010]]}, "container-title": "J Sleep", "volume": "3", "page": "4-9", "DOI": "10.1000/a",
}  # fmt: skip


def _items(found: Any) -> Iterator[Mapping[str, Any]]:
    """The CSL items of records, entries of libraries and references in what a reader gave."""
    if isinstance(found, (Record, Entry, Reference)):
        yield found.csl
    elif isinstance(found, Library):
        yield from _items(found.entries)
    elif isinstance(found, Mapping):
        yield from _items(list(found.values()))
    elif isinstance(found, (list, tuple)):
        for one in found:
            yield from _items(one)


def _use(item: Mapping[str, Any]) -> None:
    """Do with an item what stages do: hold it against a printed reference and set it."""
    for reference, own in ((matching.printed(_REFERENCE, _PRINTED), _PRINTED), (matching.printed("", item), item)):
        for record in (item, _PRINTED):
            match = matching.weigh(reference, record)
            matching.is_borne_out(reference, record, match)
            matching.is_at_its_place(match)
            matching.differences(own, record, match)
            matching.is_title_major(own, record)
    matching.Index({"a": item, "b": _PRINTED}).search(matching.printed(_REFERENCE, _PRINTED))
    for style in plugins.discover("citewarden.styles"):
        styles.render(item, style)
    dumps(csl.clean(item))


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

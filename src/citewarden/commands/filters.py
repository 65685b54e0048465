"""The stages as filters: one line in, one line out (JSON Lines), a faulty line answered by {"error": ...} in its place.

A fault is also said on standard error, and the exit status is then 2; the other lines are answered all the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden.commands.session import Session, add_options, start
from citewarden.errors import CitewardenError, InputError
from citewarden.tables import dumps, plain
from citewarden.text import csl

if TYPE_CHECKING:
    from citewarden.model import Document, Reference
    from citewarden.nlp.verifier import Verdict
    from citewarden.styles import ParsedReference


def add_read(parser: argparse.ArgumentParser) -> None:
    """`citewarden read FILE...`: one Document a line."""
    from citewarden.commands.checked import checked

    parser.epilog = "Fields: id, source, media_type, title, text, sections, blocks, links, reviewed, sha256 ..."
    _files(parser, lambda documents, session: ([plain(d)] for d in documents))
    parser.add_argument(
        "--check",
        action="store_true",
        help="say in words what was read: sections, sources, marks, what was not understood",
    )
    lines = parser.get_default("run")
    parser.set_defaults(run=lambda options: checked(options) if options.check else lines(options))


def add_cite(parser: argparse.ArgumentParser) -> None:
    """`citewarden cite FILE...`: one line an article with its references and citations."""
    parser.epilog = "Fields: document, references [{id, raw, csl, target, DOI, ...}], citations [{id, target, items}]"
    _files(parser, _cited)


def add_claims(parser: argparse.ArgumentParser) -> None:
    """`citewarden claims FILE...`: one Claim a line."""
    parser.epilog = "Fields: document, start, end (code points), text, standalone, kind, priority ..."
    _files(parser, _claims)


def add_parse_references(parser: argparse.ArgumentParser) -> None:
    """`citewarden parse-references`: raw strings in, CSL-JSON out."""
    parser.epilog = (
        'In: a reference a line, as text or as {"raw": ...}. Out: a CSL-JSON item; its "custom" holds the raw text,'
        " span and confidence of each field, the style, and, where several references are glued together, the others."
    )
    _lines(parser, _parsed)


def add_resolve(parser: argparse.ArgumentParser) -> None:
    """`citewarden resolve`: references in, Resolutions out."""
    parser.epilog = (
        'In: a reference a line, as text, {"raw": ...} or CSL-JSON. Out: outcome, registry, csl, score, differences ...'
    )
    parser.add_argument("--library", metavar="FILE", type=Path, help="match against this closed list (CSL-JSON) only")
    _lines(parser, _resolved, before=_is_there)


def _is_there(options: argparse.Namespace) -> None:
    """A list that is not there is no empty list."""
    if options.library and not options.library.exists():
        raise InputError("no such file", where=str(options.library), remedy="name a list of works, such as refs.json")


def add_probe(parser: argparse.ArgumentParser) -> None:
    """`citewarden probe`: addresses in, Probes out."""
    parser.epilog = (
        'In: an address a line, as text or {"url": ...}. Out: url, outcome, status, final_url, redirects, dead ...'
        " All lines are read before the first address is asked: each site is asked in one go, at its pace."
    )
    add_options(parser)
    parser.set_defaults(run=_probe)


def add_verify(parser: argparse.ArgumentParser) -> None:
    """`citewarden verify`: {"claim", "passage": [sentences]} in, verdicts out."""
    parser.epilog = 'In: {"claim": text, "passage": [sentences]}. Out: {"label", "score", "issue", "rationale", ...}'
    _lines(parser, _verified)


def _files(
    parser: argparse.ArgumentParser,
    work: Callable[[Iterator[Document], Session], Iterable[Iterable[Mapping[str, Any]]]],
) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="an article")
    add_options(parser)

    def run(options: argparse.Namespace) -> int:
        from citewarden.stages.read import read

        session = start(options)
        faults = 0

        def documents() -> Iterator[Document]:
            nonlocal faults
            for path in options.files:
                try:
                    config = session.config
                    library = Path(config.references)
                    yield read(path, root=_root(path), max_bytes=config.max_article_bytes, references=library)
                except InputError as error:
                    faults += 1
                    _say(error)

        for rows in work(documents(), session):
            for row in rows:
                print(dumps(row))
        return 2 if faults else 0

    parser.set_defaults(run=run)


def _root(path: Path) -> Path:
    return path.parent


def _cited(documents: Iterator[Document], session: Session) -> Iterator[Iterable[Mapping[str, Any]]]:
    from citewarden.stages.cite import cite

    for document in documents:
        references, citations = cite(document)
        yield [{"document": document.id, "references": references, "citations": citations}]


def _claims(documents: Iterator[Document], session: Session) -> Iterator[Iterable[Mapping[str, Any]]]:
    from citewarden.stages.cite import cite
    from citewarden.stages.claims import claims

    articles = ((document, cite(document)[1]) for document in documents)
    for found in claims(articles, models=session.config.models):
        yield [
            {**plain(claim), "start": claim.target.position.start, "end": claim.target.position.end} for claim in found
        ]


BATCH = 512
"""Lines worked on together."""


def _lines(
    parser: argparse.ArgumentParser,
    work: Callable[[list[Any], Session, argparse.Namespace], Iterable[Any]],
    before: Callable[[argparse.Namespace], None] = lambda options: None,
) -> None:
    add_options(parser)

    def run(options: argparse.Namespace) -> int:
        before(options)
        session = start(options)
        lines = _numbered()
        faults = 0
        while batch := list(islice(lines, BATCH)):
            values: list[Any] = []
            for number, line in batch:
                try:
                    values.append(_value(line, number))
                except InputError as error:
                    values.append(error)
            good = [v for v in values if not isinstance(v, InputError)]
            answers = iter(work(good, session, options))
            for (number, _), value in zip(batch, values, strict=True):
                answer = value if isinstance(value, InputError) else next(answers)
                if isinstance(answer, InputError):
                    faults += 1
                    _say(answer if answer.where else InputError(answer.problem, where=f"standard input:{number}"))
                    answer = {"error": str(answer)}
                print(dumps(answer))
            sys.stdout.flush()
        return 2 if faults else 0

    parser.set_defaults(run=run)


def _numbered() -> Iterator[tuple[int, str]]:
    return enumerate((line for line in _stdin() if line.strip()), 1)


def _stdin() -> Iterator[str]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _value(line: str, number: int) -> Any:
    """A line that is a JSON object or string is that; any other line is itself."""
    if line.lstrip()[:1] not in ("{", '"'):
        return line
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        if line.lstrip().startswith('"'):
            return line
        where = f"standard input:{number}"
        problem = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep, or a number too long"
        raise InputError(f"not JSON ({problem})", where=where, remedy="give one JSON object a line") from error


def _raw(value: Any) -> str:
    if isinstance(value, str):
        return value
    for name in ("raw", "reference", "text", "string"):
        if isinstance(value.get(name), str):
            return str(value[name])
    return ""


def _parsed(values: list[Any], session: Session, options: argparse.Namespace) -> Iterator[Any]:
    from citewarden.stages._entries import parts
    from citewarden.styles import parse_references

    raws = [_raw(v) for v in values]
    found = [parts(raw) if raw.strip() else [] for raw in raws]
    # A line with one reference is read whole; of glued ones the first is the line's, the others are told beside it.
    cuts = [[(0, len(raw))] if len(spans) == 1 else spans for raw, spans in zip(raws, found, strict=True)]
    read = iter(parse_references([raw[a:b] for raw, spans in zip(raws, cuts, strict=True) for a, b in spans]))
    for number, (raw, spans) in enumerate(zip(raws, cuts, strict=True), 1):
        if not spans:
            yield InputError('no reference text: give a line of text, or {"raw": ...}')
            continue
        first, *others = (_item(next(read), start) for start, _ in spans)
        custom = {"raw": raw, **first.pop("custom"), **({"others": others} if others else {})}
        yield {"id": str(number), **first, "custom": custom}


def _item(parsed: ParsedReference, start: int) -> dict[str, Any]:
    """A CSL item as printed; the spans of its fields are in the line, in which it begins at `start`."""
    fields = [{**plain(f), "start": f.start + start, "end": f.end + start} for f in parsed.fields]
    custom = {**parsed.csl.get("custom", {}), "style": parsed.style, "fields": fields}
    return {**parsed.csl, **_as_printed(parsed), "custom": custom}


def _as_printed(parsed: ParsedReference) -> dict[str, str]:
    """DOI and address in the letters they are printed in, where those differ from the normal form in case only or in a
    final slash; the stages compare the normal forms."""
    out = {}
    for field in parsed.fields:
        printed, normal = parsed.raw[field.start : field.end], str(parsed.csl.get(field.name, ""))
        if (field.name == "DOI" and printed.lower() == normal) or (field.name == "URL" and f"{printed}/" == normal):
            out[field.name] = printed
    return out


def _references(values: list[Any]) -> list[Reference | InputError]:
    """References from raw strings (parsed together) and from CSL-JSON items (taken as they are)."""
    from citewarden.styles import parse_references

    raws = [_raw(value) for value in values]
    parsed = iter(parse_references([raw for raw in raws if raw.strip()]))
    out: list[Reference | InputError] = []
    for number, (value, raw) in enumerate(zip(values, raws, strict=True), 1):
        if raw.strip():
            item: Mapping[str, Any] = next(parsed).csl
        elif isinstance(value, Mapping) and value.keys() & {
            "title",
            "DOI",
            "PMID",
            "PMCID",
            "ISBN",
            "URL",
            "container-title",
        }:
            said = csl.clean({k: v for k, v in value.items() if k not in ("id", "custom")})
            item = {k: str(v) if isinstance(v, int | float) else v for k, v in said.items()}
            custom = value.get("custom")
            raw = str(custom.get("raw", "")) if isinstance(custom, Mapping) else ""
        else:
            out.append(InputError('no reference: give a line of text, {"raw": ...} or a CSL-JSON item'))
            continue
        out.append(_printed(number, raw or dumps(item), item))
    return out


def _printed(number: int, raw: str, item: Mapping[str, Any]) -> Reference:
    from citewarden.model import Reference, SpecificResource, TextPositionSelector, TextQuoteSelector

    target = SpecificResource("standard input", TextQuoteSelector(raw), TextPositionSelector(0, len(raw)))
    doi, pmid, pmcid, isbn, url = (str(item.get(n, "")) for n in ("DOI", "PMID", "PMCID", "ISBN", "URL"))
    return Reference(
        f"stdin#ref-{number}",
        "stdin",
        raw,
        target,
        csl=item,
        DOI=doi,
        PMID=pmid,
        PMCID=pmcid,
        ISBN=isbn,
        URL=url,
    )


def _resolved(values: list[Any], session: Session, options: argparse.Namespace) -> Iterator[Any]:
    from citewarden.registries.library import load
    from citewarden.stages.gather import gather
    from citewarden.stages.resolve import resolve

    found = _references(values)
    works, _ = gather(r for r in found if not isinstance(r, InputError))
    library = load(options.library) if options.library else session.library()
    offline = bool(options.library) or not session.online()
    with session.client(offline=offline) as client:
        by_work = {r.work: r for r in resolve(works, library=library, client=client)}
    work_of = {reference: work.id for work in works for reference in work.references}
    for reference in found:
        yield reference if isinstance(reference, InputError) else by_work[work_of[reference.id]]


def _probe(options: argparse.Namespace) -> int:
    """All addresses through the stage together, as a run's are: one memory, on disk, for as long as it lasts."""
    from citewarden import store
    from citewarden.model import Link
    from citewarden.stages.probe import observed
    from citewarden.web.urls import redacted

    session, faults = start(options), 0
    lines = _numbered()
    with store.memory() as database:
        database.execute("create table line(number integer primary key, url text, address text, error text)")
        while batch := list(islice(lines, BATCH)):
            rows = []
            for number, given in batch:
                url = error = ""
                try:
                    url = _address(_value(given, number), number)
                except InputError as fault:
                    faults, error = faults + 1, str(fault)
                    _say(fault)
                rows.append((number, redacted(url) if url else "", url, error))
            database.many("insert into line values (?, ?, ?, ?)", rows)
        given_urls = database.stream("select min(address) from line where error = '' group by url order by url")
        offline = not session.online()
        with session.client(offline=offline) as client:
            observed(
                (Link(url, "", ()) for (url,) in given_urls),
                database,
                network=session.config.network,
                policy=session.config.links,
                now=session.now,
                offline=offline,
                client=client,
                live_lookups=0,
            )
        sql = "select error, shown, row from line left join probe on probe.url = line.url order by number"
        for error, shown, row in database.stream(sql):
            print(dumps({"error": error}) if error else shown or row)
    return 2 if faults else 0


def _address(value: Any, number: int) -> str:
    """The address in a line's value.

    Raises:
        InputError: it holds none.
    """
    from citewarden.text.identifiers import written_url

    url = value if isinstance(value, str) else value.get("url", value.get("URL", ""))
    if not isinstance(url, str):
        where = f"standard input:{number}"
        raise InputError("not an address", where=where, remedy='give a line of text, or {"url": ...}')
    return written_url(url)


def _verified(values: list[Any], session: Session, options: argparse.Namespace) -> Iterator[Any]:
    from citewarden.nlp.verifier import Pair, load

    verifier = load(
        session.config.verify,
        state=Path(session.config.state),
        network=session.config.network,
        offline=bool(session.config.verify.judge) and not session.online(),
    )
    pairs: list[Any] = []
    for value in values:
        claim = value.get("claim") if isinstance(value, Mapping) else None
        passage = value.get("passage") if isinstance(value, Mapping) else None
        if isinstance(passage, str):
            passage = [passage]
        if not isinstance(claim, str) or not isinstance(passage, Sequence):
            pairs.append(InputError('not a pair: give {"claim": text, "passage": [sentences]}'))
        else:
            design = value.get("design")
            pairs.append(Pair(claim, tuple(map(str, passage)), design if isinstance(design, Mapping) else {}))
    verdicts = iter(verifier.verify([p for p in pairs if not isinstance(p, InputError)]))
    for pair in pairs:
        yield pair if isinstance(pair, InputError) else _traced(next(verdicts))


def _traced(verdict: Verdict) -> dict[str, Any]:
    """A verdict with its rationale as sentence numbers (from 0, as SciFact counts); the words are in `marks`."""
    deciding = {mark.sentence for mark in verdict.marks if mark.sentence >= 0}
    if verdict.label != "NEI" and verdict.best >= 0:
        deciding.add(verdict.best)
    first = {"label": verdict.label, "score": verdict.score, "issue": verdict.issue, "rationale": sorted(deciding)}
    return {**first, **plain(verdict)}


def _say(error: CitewardenError) -> None:
    from citewarden.commands.terminal import printable

    print(f"citewarden: {printable(str(error))}", file=sys.stderr)

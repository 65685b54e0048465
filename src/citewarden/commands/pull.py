"""`citewarden pull SOURCE`: bring a site's articles in, one file each, and say what is new, changed, removed or unread.

`state/pull.jsonl` remembers of each address which file it went into, what it said, and what the site wants to be asked
with next time (ETag, Last-Modified). A row is added as soon as its file is written, so that a killed pull goes on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from citewarden.commands.session import add_options, exclusive, start
from citewarden.commands.terminal import printable
from citewarden.errors import InputError
from citewarden.text import addresses
from citewarden.web import robots

if TYPE_CHECKING:
    from citewarden.sites import Article, Fault, Listed
    from citewarden.web.ask import Answer
    from citewarden.web.client import Client

LISTS = 50_000_000
"""Bytes of the largest list: sitemaps are no larger by their own rules."""
GOES_ON = timedelta(hours=24)
"""How long a pull that was killed can be taken up without asking for its pages again."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What is remembered of an address. `digest` is of what the page said, `written` of the file as it was written,
    `seen` when the address was last asked or listed."""

    address: str
    source: str
    file: str
    digest: str
    written: str
    etag: str = ""
    modified: str = ""
    seen: str = ""


def add_pull(parser: argparse.ArgumentParser) -> None:
    """`citewarden pull SOURCE`."""
    from citewarden.sites import KINDS

    parser.epilog = "Exit status: 0 all that is listed is here, 2 the source cannot be read, 3 a part of it could not."
    parser.add_argument(
        "source", metavar="SOURCE", help="a site, a sitemap, a feed, an export file of WordPress, a folder of HTML"
    )
    kinds = "; ".join(f"{kind}: {what}" for kind, what in KINDS.items())
    parser.add_argument(
        "--from", dest="kind", choices=tuple(KINDS), help=f"what SOURCE is (default: found out): {kinds}"
    )
    parser.add_argument(
        "--into", metavar="FOLDER", type=Path, help="where the files go (default: the articles' folder)"
    )
    parser.add_argument(
        "--include",
        metavar="PATTERN",
        action="append",
        default=[],
        help="only addresses whose path is like this (`/health/*`); may be given several times",
    )
    parser.add_argument(
        "--exclude", metavar="PATTERN", action="append", default=[], help="no addresses whose path is like this"
    )
    add_options(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from citewarden.sites import WHOLE, Fault, is_address, pages, recognise

    session = start(options)
    web = is_address(options.source)
    offline = web and not session.online()
    if offline:
        raise InputError("there is no network", where=options.source, remedy="go online, or see `citewarden doctor`")
    with exclusive(session.config), session.client(offline=False) as client:
        ask = partial(client.crawl, largest=LISTS)
        kind, place = (options.kind, options.source) if options.kind else recognise(options.source, ask)
        wanted = partial(_wanted, options.include, options.exclude)
        memory = Memory(Path(session.config.state) / "pull.jsonl", options.source, session.now)
        into = options.into or Path(session.config.articles)
        pull = Pull(memory, into, options.quiet, session.config.max_article_bytes)
        listed = set[str]()
        due: list[Listed] = []
        for one in pages(kind, place, ask):
            if isinstance(one, Fault):
                pull.fault(one)
                continue
            listed.add(memory.key(one.address))
            if not wanted(one.address):
                pull.counts["left out"] += 1
            elif one.held is not None:
                pull.keep(one, one.held)
            else:
                due.append(one)
        if not listed:
            raise InputError("lists no article", where=options.source, remedy="check what it holds")
        pull.crawl(due, client)
        if kind in WHOLE and not pull.counts["parts of the list"]:
            pull.removed(listed)
        memory.end()
    return pull.told()


def _wanted(include: Sequence[str], exclude: Sequence[str], address: str) -> bool:
    """Whether an address is to be pulled; patterns are for its path, or for the whole of it."""
    ways = (address, addresses.split(address).path or "/")

    def like(patterns: Sequence[str]) -> bool:
        return any(fnmatchcase(way, pattern) for way in ways for pattern in patterns)

    return (not include or like(include)) and not like(exclude)


class Memory:
    """The rows by address, in a file that grows while a pull goes on and is put in order when it ends."""

    def __init__(self, path: Path, source: str, now: str) -> None:
        self.path, self.source, self.now = path, source, now
        self.rows: dict[str, Pulled] = {}
        self.begun = ""
        for told in self._lines():
            with suppress(TypeError, KeyError):
                if "address" in told:
                    self.rows[told["address"]] = Pulled(**told)
                elif told["source"] == source:
                    self.begun = str(told["begun"])
        self.owners = {row.file.casefold(): row.address for row in self.rows.values()}
        if not (self.begun and _within(self.begun, now)):
            self.begun = now
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a", encoding="utf-8")
        self._file.write("\n")  # what a killed pull left half written ends here
        self._write({"source": source, "begun": self.begun})

    def _lines(self) -> Iterator[dict[str, str]]:
        text = self.path.read_text(encoding="utf-8", errors="replace") if self.path.exists() else ""
        for line in text.splitlines():
            with suppress(ValueError, RecursionError):
                told = json.loads(line)
                if isinstance(told, dict) and all(isinstance(value, str) for value in told.values()):
                    yield told

    def _write(self, told: dict[str, str]) -> None:
        self._file.write(json.dumps(told, ensure_ascii=False) + "\n")
        self._file.flush()

    def key(self, address: str) -> str:
        """What an address is remembered by: a path in a folder names a file of that folder only."""
        return address if addresses.split(address).scheme else f"{self.source}: {address}"

    def done(self, address: str) -> bool:
        """Whether a pull that was killed had come so far."""
        row = self.rows.get(address)
        return row is not None and self.begun < self.now and row.seen >= self.begun and Path(row.file).is_file()

    def put(self, row: Pulled) -> None:
        """Remember."""
        self.rows[row.address] = row
        self.owners[row.file.casefold()] = row.address
        self._write(asdict(row))

    def end(self) -> None:
        """The pull has come to its end: one line an address is kept."""
        from citewarden.tables import write_text

        self._file.close()
        lines = [json.dumps(asdict(row), ensure_ascii=False) for row in self.rows.values()]
        write_text(self.path, "".join(f"{line}\n" for line in lines))


def _within(begun: str, now: str) -> bool:
    with suppress(ValueError, TypeError):
        return timedelta(0) <= datetime.fromisoformat(now) - datetime.fromisoformat(begun) < GOES_ON
    return False


@dataclass(slots=True)
class Pull:
    """One pull on its way. `largest` is the most bytes of a page."""

    memory: Memory
    into: Path
    quiet: bool
    largest: int
    counts: Counter[str] = field(default_factory=Counter)

    def say(self, what: str, line: str) -> None:
        """Count something, and print a line on it."""
        self.counts[what] += 1
        if not self.quiet:
            print(f"  {what}: {printable(line)}")

    def fault(self, fault: Fault) -> None:
        """A part of the list, or a page, that could not be read."""
        what = {"page": "not read", "listing": "parts of the list", "left out": "left out"}[fault.weight]
        self.say(what, str(fault))

    def crawl(self, due: Sequence[Listed], client: Client) -> None:
        """Ask for the pages that did not come with the list; those that did not change do not come again."""
        todo = {one.address: one for one in due if not self.memory.done(one.address)}
        self.counts["unchanged"] += len({one.address for one in due}) - len(todo)
        known = {address: held for address in todo if (held := self._held(address)) is not None}
        for address, answer in client.crawl(list(todo), largest=self.largest, known=known):
            self._answered(todo[address], answer)

    def _held(self, address: str) -> Answer | None:
        """The earlier answer, as far as the site wants to be asked with it; None where its file is not there."""
        from citewarden.web.ask import Answer

        row = self.memory.rows.get(address)
        if row is None or not Path(row.file).is_file():
            return None
        headers = {"etag": row.etag, "last-modified": row.modified}
        return Answer(address, 200, {name: value for name, value in headers.items() if value})

    def _answered(self, one: Listed, answer: Answer) -> None:
        from citewarden.sites import Fault, why

        media = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
        if answer.status == 304:
            self._same(self.memory.rows[one.address])
        elif answer.absent:
            self._gone(one.address, answer.note or f"HTTP {answer.status}")
        elif not answer.ok:
            self.fault(Fault(one.address, why(answer), "left out" if robots.UNASKED in answer.note else "page"))
        elif media not in ("text/html", "application/xhtml+xml"):
            self.fault(Fault(one.address, f"no page ({media})", "left out"))
        else:
            self.keep(one, answer.body, answer.headers)

    def keep(self, one: Listed, page: bytes | Article, headers: Mapping[str, str] | None = None) -> None:
        """Write a page into its file, unless it says what it said before."""
        from citewarden.sites import _file

        try:
            text = _file.of(one, page, _charset(headers or {}))
        except InputError as error:
            self.say("not read", str(error))
            return
        key = self.memory.key(one.address)
        told, row = _file.digest(text), self.memory.rows.get(key)
        validators = {"etag": (headers or {}).get("etag", ""), "modified": (headers or {}).get("last-modified", "")}
        path = Path(row.file) if row else self._place(one.address, text)
        there = path.read_bytes() if path.is_file() else None
        if row and there is not None and row.digest == told:
            self._same(row, **validators)
            return
        if row and there is not None and _file.digest_of(there) != row.written:
            self.say("kept", f"{path} was changed here and on the site - delete it to take what the site says")
            return
        data = text.encode("utf-8", "surrogatepass")
        if there != data:
            from citewarden.tables import write_bytes

            write_bytes(path, data)
        seen = self.memory.now
        written = _file.digest_of(data)
        self.memory.put(Pulled(key, self.memory.source, str(path), told, written, seen=seen, **validators))
        self.say("changed" if row else "new", str(path))

    def _place(self, address: str, text: str) -> Path:
        """A file for a new address: its name, or another where something else lies there."""
        from citewarden.sites import _file
        from citewarden.sites.folder import canonical

        path = self.into / _file.name(address)
        if str(path).casefold() not in self.memory.owners:
            there = path.read_bytes() if path.is_file() else None
            if there is None or there == text.encode("utf-8", "surrogatepass") or canonical(there) == address:
                return path  # free, or written by a pull that was killed before it could remember
        return self.into / _file.other_name(address)

    def _same(self, row: Pulled, **validators: str) -> None:
        told = {**asdict(row), **{k: v for k, v in validators.items() if v}, "seen": self.memory.now}
        self.counts["unchanged"] += 1
        self.memory.put(Pulled(**{**told, "source": self.memory.source}))

    def _gone(self, address: str, why: str) -> None:
        row = self.memory.rows.get(address)
        if row is None:
            self.say("not there", f"{address}: listed all the same ({why})")
        elif Path(row.file).is_file():
            self.say("removed from the site", f"{row.file} ({address}: {why})")

    def removed(self, listed: set[str]) -> None:
        """Tell of the files whose address the source no longer lists."""
        for row in list(self.memory.rows.values()):
            if row.source == self.memory.source and row.address not in listed:
                self._gone(row.address, "no longer listed")

    def told(self) -> int:
        """Print the last line; the exit status."""
        order = ("new", "changed", "unchanged", "kept", "removed from the site", "not there", "left out", "not read")
        words = [f"{self.counts[what]} {what}" for what in order if self.counts[what]]
        if parts := self.counts["parts of the list"]:
            words.append(f"{parts} parts of the list could not be read, so that removed articles are not known")
        print(", ".join(words) or "nothing to pull")
        return 3 if self.counts["not read"] or self.counts["parts of the list"] else 0


def _charset(headers: Mapping[str, str]) -> str:
    """The encoding that a site names in its answer, "" if none."""
    _, _, rest = headers.get("content-type", "").lower().partition("charset=")
    return rest.partition(";")[0].strip(" \"'")

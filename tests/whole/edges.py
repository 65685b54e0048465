# ruff: noqa: E501
"""Inputs at their bounds: every figure one more and one less, each sentence or row left out or twice, lists of one to
many, marks of every style, years and titles that nearly agree, sites that do all that a site may do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from tests.checks import test_examples
from tests.nlp.verdict import test_whole_readings
from tests.web import test_judgement
from tests.whole.rooms import plain

from citewarden.model import Work
from citewarden.registries import library
from citewarden.stages.cite import cite
from citewarden.stages.read import read
from citewarden.testing.records import build
from citewarden.testing.world import World
from citewarden.text import identifiers
from citewarden.web.prober import Prober

NUMBER = re.compile(r"(?<![\w.#/-])\d+(?:\.\d+)?(?![\w#/]|\.\d)")
MOST = 9
"""Neighbours of one text."""


def neighbours(text: str, most: int = MOST, start: int = 0) -> list[str]:
    """The text with one figure one more or less, a line left out or twice, a sentence left out or behind the next."""
    spans = [m.span() for m in NUMBER.finditer(text, start)]
    out = [text[:a] + _next(text[a:b], by) + text[b:] for a, b in spans for by in (1, -1)]
    lines = [m.span() for m in re.compile(r"(?m)^(?:- |\w).*\n").finditer(text, start)]
    out += [text[:a] + text[a:b] * times + text[b:] for a, b in lines for times in (0, 2)]
    sentences = [m.span() for m in re.compile(r"(?<=[.!?]) [A-Z][^.!?\n]*[.!?]").finditer(text, start)]
    out += [text[:a] + text[b:] for a, b in sentences]
    out += [text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:] for (a, b), (c, d) in pairwise(sentences)]
    out = list(dict.fromkeys(out))
    return Random(text).sample(out, min(most, len(out)))


def _next(figure: str, by: int) -> str:
    whole, dot, part = figure.partition(".")
    return f"{whole}.{abs(int(part) + by):0{len(part)}}" if dot else str(abs(int(whole) + by))


def near(name: str) -> Iterator[Any]:
    """What all checks say of the neighbours of their examples; every sixteenth example."""
    for case in test_examples.examples()[int(name) :: NEAR]:
        _, part, title = case.values
        for other in neighbours(part, start=part.index("```")):
            with TemporaryDirectory() as folder:
                try:
                    _, found, _ = test_examples.looked_at(other, Path(folder))
                except Exception as error:
                    found = [type(error).__name__]
            yield [title, json.loads(json.dumps(plain(found)).replace(folder, "FOLDER"))]


NEAR = 120


def beside(name: str) -> Iterator[Any]:
    """Claims beside the neighbours of their sources, and neighbours beside the sources."""
    rows = [row for table in ("beside", "comparisons") for row in _table(table)]
    for row in rows[int(name) :: BESIDE]:
        said, source = row["claim"], list(row["source"])
        for number, one in enumerate(source):
            for other in [*neighbours(one, 4), *_shorter(one, 3)]:
                yield test_whole_readings.beside(said, [*source[:number], other, *source[number + 1 :]])
        for other in [*neighbours(said, 4), *_shorter(said, 4)]:
            yield test_whole_readings.beside(other, source)
        yield test_whole_readings.beside(said, source[::-1])
        yield test_whole_readings.beside(said, source * 3)


BESIDE = 16


def _table(name: str) -> list[dict[str, Any]]:
    text = (Path(test_whole_readings.__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    return list(yaml.load(text, yaml.CSafeLoader))


def _shorter(said: str, count: int) -> list[str]:
    """A sentence with one of its words left out."""
    words = said.split()
    places = Random(said).sample(range(1, len(words)), min(count, len(words) - 1))
    return [" ".join([*words[:at], *words[at + 1 :]]) for at in places]


FAMILIES = (
    *("Abbott", "Baker", "Castro", "Dietrich", "Evans", "Fontaine", "García-Lorca", "Hughes", "Ito", "Jensen"),
    *("van der Kolk", "López", "O'Brien", "Müller", "Abbott"),
)
TOPICS = ("sleep", "salt", "asthma", "iron", "gout", "warts", "hay fever", "migraine", "eczema", "cough")
SENTENCES = (
    "Poor {a} is common in adults{m}.",
    "In 2011 a trial of {a} in 40 people ended early{m}.",
    "Doctors advise less {b}{m}, and rest.",
    "{N} found that {b} returns in 3 of 10 children{m}.",
    "It weighs 12 kg{m}. Few people know of {a}.",
    "Most get well{m}; some do not{o}.",
)


def _works(count: int) -> list[dict[str, str]]:
    out = []
    for n in range(count):
        family, second = FAMILIES[n % len(FAMILIES)], FAMILIES[(n * 3 + 1) % len(FAMILIES)]
        people = (f"{family} A", f"{family} A, {second} B", f"{family} A, {second} B, Young C, et al")[n % 3]
        year, page = str(1999 + n * 2 % 23), 40 + 7 * n
        out.append(
            {
                "family": family,
                "second": second if n % 3 == 1 else "",
                "many": "et al." if n % 3 == 2 else "",
                "year": year,
                "page": str(page),
                "printed": f"{people}. A study of {TOPICS[n % 10]} in adults. J Ex Med. {year};{n + 3}(2):{page}-{page + 6}.",
                "apa": f"{family}, A. ({year}). A study of {TOPICS[n % 10]} in adults. Journal of Examples, {n + 3}(2), {page}–{page + 6}.",
            }
        )
    return out


_RAISED = str.maketrans("0123456789,-", "⁰¹²³⁴⁵⁶⁷⁸⁹˒⁻")


def _numbers(form: str, *, joint: str = ",", span: str = "-") -> Any:
    def mark(works: Sequence[Mapping[str, str]], places: Sequence[int]) -> str:
        many = len(places) > 2 and places[-1] - places[0] == len(places) - 1
        said = f"{places[0] + 1}{span}{places[-1] + 1}" if many else joint.join(str(p + 1) for p in places)
        return form.format(said.translate(_RAISED) if form == "{}⁠" else said).strip("⁠")

    return mark


def _names(form: str, joint: str) -> Any:
    def mark(works: Sequence[Mapping[str, str]], places: Sequence[int]) -> str:
        said = []
        for work in (works[p % len(works)] for p in places):
            people = f"{work['family']} and {work['second']}" if work["second"] else work["family"]
            people += f" {work['many']}" if work["many"] else ""
            said.append(form.format(p=people, y=work["year"], n=work["page"]))
        return joint.join(said)

    return mark


STYLES: Mapping[str, tuple[str, Any, str]] = {
    "brackets": (" [{}]", _numbers("{}"), "{n}. {printed}"),
    "brackets-apart": (" [{}]", _numbers("{}", joint="], ["), "[{n}] {printed}"),
    "brackets-spaces": (" [{}]", _numbers("{}", joint=", ", span="–"), "{n}. {printed}"),
    "rounds": (" ({})", _numbers("{}"), "{n}. {printed}"),
    "round-refs": (" (ref. {})", _numbers("{}", joint=" and ", span=" to "), "{n}) {printed}"),
    "raised": ("{}", _numbers("{}⁠"), "{n}. {printed}"),
    "sup": ("<sup>{}</sup>", _numbers("{}"), "{n}. {printed}"),
    "sup-each": ("<sup>{}</sup>", _numbers("{}", joint="</sup><sup>"), "{n}. {printed}"),
    "caret": ("^{}^", _numbers("{}", joint=", "), "{n}. {printed}"),
    "flat": ("{}", _numbers("{}"), "{n}. {printed}"),
    "notes": ("[^{}]", _numbers("{}", joint="][^", span="][^"), "[^{n}]: {printed}"),
    "names": (" ({})", _names("{p}, {y}", "; "), "- {apa}"),
    "names-bare": (" ({})", _names("{p} {y}", ", "), "- {apa}"),
    "names-pages": (" ({})", _names("{p} {y}: {n}", "; "), "{apa}\n"),
    "names-square": (" [{}]", _names("{p} {y}", "; "), "- {printed}"),
    "names-in-line": (" as {} said", _names("{p} ({y})", " and "), "- {apa}"),
    "names-paged": (" ({})", _names("{p} {n}", "; "), "- {apa}"),
    "stars": ("{}", lambda works, places: "".join("*" * (p + 1) for p in places[:1]), "{stars} {printed}\n"),
    "letters": (" [{}]", lambda works, places: ", ".join("abcdefghijklmnopqrstuvwxyz"[p] for p in places), "{l}. {printed}"),
}  # fmt: skip


def marks(name: str) -> Iterator[Any]:
    """Which references and marks are read in articles of one style: lists of one to many, marks within and beyond."""
    style, _, length = name.partition(":")
    around, mark, entry = STYLES[style]
    for number, (count, beyond) in enumerate(product((1, 2, 3, 4) if length == "short" else (9, 12), (0, 1, 3))):
        chance, works = Random(f"{style} {count} {beyond}"), _works(count)
        head, ending = ("## References", "## Sources and notes")[number % 2], ("md", "md", "txt")[number // 2 % 3]
        body = []
        for at, form in enumerate(SENTENCES):
            first = min(chance.randrange(count + beyond), 24)
            places = list(range(first, min(first + chance.choice((1, 1, 2, 3, 4)), count + beyond)))
            if chance.random() < 0.2 and first:
                places = [*places, first // 2]
            made = [around.format(mark(works, one)) for one in (places, places[:1])]
            named = works[at % count]["family"]
            body.append(form.format(a=TOPICS[at], b=TOPICS[at + 2], m=made[0], o=made[1], N=named))
        listed = [entry.format(n=n, l=chr(96 + min(n, 26)), stars="*" * n, **work) for n, work in enumerate(works, 1)]
        if head == "## Sources and notes":
            listed = [*listed[:2], *listed]  # the first ones twice
        text = "\n\n".join(["# On health", " ".join(body[:3]), " ".join(body[3:]), head, "\n".join(listed)]) + "\n"
        with TemporaryDirectory() as folder:
            place = Path(folder) / f"article.{ending}"
            place.write_text(text, encoding="utf-8")
            found = json.dumps(plain(cite(read(place, root=Path(folder)))))
        yield [count, beyond, json.loads(found.replace(folder, "FOLDER"))]


NOTES = (
    {"type": "webpage", "title": "Gout: causes and care", "publisher": "National Institute of Joint Diseases and Skin"},
    {"type": "webpage", "title": "Gout", "author": ["Example Health Service"], "container-title": "Example Health"},
    {"type": "report", "title": "Salt in the diet of adults over sixty, a long report", "author": ["Ito, Ken", "Baker, Ann"]},
    {"type": "book", "title": "Care of the feet", "author": ["Evans, Gwen"], "publisher": "Example Press", "ISBN": "9780306406157"},
    {"type": "article-journal", "title": "Iron for tired women: a randomised trial", "author": ["Castro, Lia", "Hughes, Dan", "Jensen, Bo"],
     "container-title": "Journal of Example Medicine", "volume": "12", "page": "101-109", "DOI": "10.5555/jem.2014.101", "PMID": "90000101"},
    {"type": "article-journal", "title": "Warts in schools", "author": ["López, Eva"], "container-title": "Skin", "volume": "3", "page": "7"},
)  # fmt: skip


def held(name: str) -> Iterator[Any]:
    """What a library finds for references that nearly print one of its notes, alone and beside one like it."""
    note: dict[str, Any] = {**NOTES[int(name)], "issued": "2014"}
    twin = {**note, "title": str(note["title"]) + ", part 2", "DOI": "", "issued": "2016"}
    title, people = str(note["title"]), list(note.get("author", ()))
    house = str(note.get("publisher") or note.get("container-title") or "")
    titles = dict.fromkeys(
        (title, title.partition(":")[0], " ".join(title.split()[:-1]), title + " today", f"A {title}")
    )
    houses = dict.fromkeys((house, "", house.rpartition(" ")[0], house.replace("and", "&"), house.partition(" ")[2]))
    with TemporaryDirectory() as place:
        libraries = []
        for number, several in enumerate(([note], [note, twin], [note, note])):
            folder = Path(place) / str(number)
            folder.mkdir()
            for n, one in enumerate(several):
                (folder / f"note-{n}.md").write_text(f"---\n{yaml.safe_dump(one)}---\nWords.\n", encoding="utf-8")
            libraries.append(library.load(folder))
        ways = product(
            titles, houses, ("2012", "2013", "2014", "2015", "2016", ""), range(len(people) + 1), (0, 1, 2, 3)
        )
        every = list(ways)
        for said, by, year, count, more in Random(name).sample(every, min(160, len(every))):
            first = note.get("page", "").partition("-")[0]
            doi = ("", "", str(note.get("DOI", "")), "10.5555/other")[more]
            csl = {
                "type": note["type"],
                "title": said,
                "publisher": by,
                "issued": {"date-parts": [[int(year or 1990)]]},
            }
            csl |= {"author": [{"family": p.partition(",")[0]} for p in people[:count]]}
            csl |= {"volume": str(note.get("volume", "")), "page": first} if more % 2 else {}
            raw = f"{'; '.join(people[:count])}. {said}. {by}. {year}. {csl.get('volume', '')}:{csl.get('page', '')}."
            work = Work("w", ("a#ref-1",), {k: v for k, v in csl.items() if v}, raw, identifiers.doi(doi))
            for one in libraries:
                found = one.find(work)
                yield [
                    raw,
                    more,
                    found.outcome,
                    found.entry and found.entry.path,
                    found.match,
                    found.other and found.other.path,
                ]


DOES = (
    *("ok", "gone", "missing", "moved", "moved-home", "redirected", "loop", "soft-404", "blocked", "login"),
    *("rate-limited", "server-error", "refresh", "parked"),
)
WAITS = ("rate-limited", "server-error")
_PARTS = ("Most colds pass in a week.", "Rest helps, and so does warm drink.", "See a doctor after ten days of fever.")


def visits(name: str) -> Iterator[Any]:
    """What is told of sites' addresses: all that a page may do, by any length of page, way there and status."""
    host, soft, lot = f"site{name}.example", int(name) % 2 == 1, int(name)
    pages: list[dict[str, Any]] = []
    for n, does in enumerate(DOES if lot == 3 else [does for does in DOES if does not in WAITS]):
        at, body = f"http://{host}/{('health', 'a/b', 'news')[lot % 3]}/{does}", "\n\n".join(_PARTS * (lot + n % 3))
        page = {"url": at, "does": does, "title": f"Colds {n}", "body": body, "to": f"http://{host}/new/{n}"}
        page |= {"retry_after": (0, 1, 2)[n % 3]} if lot % 2 else {}
        page |= {"modified": "Mon, 02 Mar 2026 02:00:00 GMT"} if n % 4 == lot else {}
        pages += [page, {"url": f"http://{host}/new/{n}", "title": f"Colds {n}", "body": body[: 400 * lot]}]
    for status in (200, 201, 204, 301, 307, 308, 400, 401, 402, 403, 404, 405, 406, 410, 418, 451, 499):
        does = ("ok", "missing", "moved", "gone")[lot % 4]
        pages.append({"url": f"http://{host}/s/{status}", "does": does, "status": status, "to": f"http://{host}/new/1"})
    for hop in range(14):  # ways that are one longer each
        pages.append({"url": f"http://{host}/hop/{hop}", "does": "moved", "to": f"http://{host}/hop/{hop - 1}"})
    pages[-14] = {"url": f"http://{host}/hop/0", "title": "There", "body": _PARTS[0]}
    for n, media in enumerate(("text/plain", "application/pdf", "image/png", "text/html")):
        pages.append({"url": f"http://{host}/file/{n}", "media": media, "body": _PARTS[n % 3] * lot})
    records = build({"pages": pages, "sites": [{"host": host, "name": "Colds", "soft": soft}]})
    urls = [page["url"] for page in pages]
    urls += [
        f"http://{host}/none",
        f"http://{host}/new/1#part",
        f"HTTP://{host.upper()}/new/1",
        "http://none.invalid/",
        "http://",
    ]
    with World(records) as world:
        for content in (True, False):
            with Prober(
                world.network(), now="2026-03-02T02:00:00+00:00", cues=test_judgement.CUES, content=content
            ) as prober:
                seen = [[plain(one.probe), one.sketch] for one in prober.probe(urls)]
            yield sorted(json.dumps(one, sort_keys=True).replace(f"127.0.0.1:{world.port}", "HERE") for one in seen)


def items() -> Mapping[str, Sequence[str]]:
    """Kind -> its items."""
    count = len(NOTES)
    return {
        "near": [str(n) for n in range(NEAR)],
        "beside": [str(n) for n in range(BESIDE)],
        "marks": [f"{style}:{length}" for style in STYLES for length in ("short", "long")],
        "held": [str(n) for n in range(count)],
        "visits": [str(n) for n in range(4)],
    }

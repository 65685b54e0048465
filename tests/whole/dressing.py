"""Real texts made into articles that cite: marks, a list of references, notes, registries and sites that fit them.

Which mark, which slip in a reference, which word of a source is another one: all is drawn by chance, from the name of
the text alone. So sources agree with what cites them, nearly agree, or speak of something else; references are
registered as printed, otherwise, as another work or not at all; addresses answer, moved or are gone. Nothing is kept
but digests of what comes out (`digests.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
ARTICLES = SHARED / "articles"

_TWINS = (
    *("increase/decrease", "increases/reduces", "higher/lower", "more/fewer", "more/less", "may/will", "can/must"),
    *(
        "often/rarely",
        "usually/always",
        "all/some",
        "most/few",
        "many/no",
        "men/women",
        "adults/children",
        "boys/girls",
    ),
    *(
        "causes/is linked to",
        "cause/prevent",
        "before/after",
        "with/without",
        "severe/mild",
        "first/second",
        "day/week",
    ),
    *("days/weeks", "weeks/months", "months/years", "safe/dangerous", "common/rare", "and/or", "should/should not"),
    *("is/is not", "are/are not", "does/does not", "recommended/discouraged", "improves/worsens", "risk/rate"),
    *("early/late", "left/right", "mother/father", "infants/teenagers", "mg/g", "percent/per thousand", "about/over"),
    *("below/above", "at least/at most", "up to/more than", "younger/older", "high/low", "blood/urine", "one/two"),
    *("people/patients", "treatment/placebo", "effective/useless", "known/unknown", "always/never", "only/also"),
)
_SWAPS = {a: b for pair in _TWINS for a, b in (pair.split("/"), pair.split("/")[::-1])}
_SWAPPED = re.compile(rf"\b({'|'.join(sorted(_SWAPS, key=len, reverse=True))})\b")
_FIGURE = re.compile(r"(?<![\w.,/-])\d+(?:\.\d+)?(?![\w,/-]|\.\d)")
_FIGURES = (
    *("In {a} of {b} people ({c}%) it passed within {d} days.", "The risk was {c}% (95% CI {a} to {b}) lower."),
    *("Of {b} adults, {a} had a relapse; that is {c}%.", "Patients took {a} mg to {b} mg twice a day for {d} weeks."),
    *("It is {d} times as common in women over {b} as in men.", "About {c}% of children under {d} years are ill."),
    *("The odds ratio was {d}.{a} (p < 0.0{d}).", "Symptoms begin {d} to {a} days after infection in {c}% of people."),
    *("A trial in {b} adults found no difference after {d} months.", "Rates fell from {b}% in 2009 to {c}% in 2014."),
    *("Blood pressure fell by {d} mm Hg in {a} people and by {c} mm Hg in the other {b}.", "One in {a} people has it."),
    *("It may cause harm in mice, but studies in people are missing.", "Doctors should not give it before age {a}."),
)


@cache
def texts() -> Mapping[str, Path]:
    """Name -> file of each text, none where the shared data are not."""
    files = [path for path in sorted(ARTICLES.rglob("*")) if path.suffix in (".txt", ".cnxml", ".nxml")]
    files += sorted((SHARED / "claims-health" / "dev").glob("*.txt"))
    return {_name(path): path for path in files if path.stem[0] != "_" and 1_500 < path.stat().st_size < 150_000}


def _name(path: Path) -> str:
    return path.parent.name if path.stem == "index" else path.stem


@cache
def _listed() -> Sequence[Mapping[str, str]]:
    """Printed references with what they are."""
    rows = json.loads((SHARED / "reference-matching" / "biomedical-references-2k.json").read_text("utf-8"))
    needed = ("doi", "pmid", "atitle", "firstAuthor", "jtitle")
    return [row for row in rows if all(row.get(name) for name in needed) and len(row["atitle"]) > 20]


def sentences(path: Path) -> list[str]:
    """The sentences of a text, markup left out."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".txt":
        text = "\n".join(re.findall(r"<(?:para|p)\b[^>]*>(.*?)</(?:para|p)>", text, re.DOTALL))
        text = re.sub(r"&#?\w+;", " ", re.sub(r"<[^>]*>", "", text))
    found = (s for part in re.split(r"\n\s*\n|\n(?=\S)", text) for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", part))
    return [said for said in (" ".join(s.split()) for s in found) if said.endswith(".") and 40 < len(said) < 320]


def altered(said: str, chance: Random) -> str:
    """A sentence as another source may put it: the same, another word or figure, a part of it."""
    for _ in range(chance.choice((0, 0, 1, 1, 1, 2))):
        figures, words = list(_FIGURE.finditer(said)), list(_SWAPPED.finditer(said))
        if figures and chance.random() < 0.6:
            one = chance.choice(figures)
            number = float(one[0])
            other = chance.choice((number + 1, number * 1.04, number * 2, number * 10, max(number - 1, 0)))
            said = said[: one.start()] + f"{other:.3g}" + said[one.end() :]
        elif words:
            one = chance.choice(words)
            said = said[: one.start()] + _SWAPS[one[0]] + said[one.end() :]
        elif "," in said:
            said = said.rpartition(",")[0] + "."
    return said


@dataclass(frozen=True)
class Dressed:
    """An article, the notes beside it, and what the world knows (as for `testing.records.build`)."""

    name: str
    text: str
    notes: Mapping[str, str]
    records: Mapping[str, Any]


def dressed(name: str) -> Dressed:
    """The article made of the text of that name."""
    chance = Random(name)
    said = sentences(texts()[name])
    first = chance.randrange(max(1, len(said) - 9))
    said = said[first : first + 9]
    figures = [_made(chance) for _ in range(4)]
    told = [*said[:6], *figures[:2], *said[6:], *figures[2:]]
    works = [_work(number, row, told, chance) for number, row in enumerate(chance.sample(_listed(), 5), 1)]
    pages = [_page(number, told, chance) for number in range(1, 4)]
    sources = [*works, *pages]
    mark = chance.choice((_bracket, _bracket, _raised, _named, _footnote))
    lines = [*_head(name, chance), f"# {_words(said[0])}", ""]
    for number, one in enumerate(told):
        if number % 5 == 4:
            lines += ["", f"## {_words(chance.choice(told))}", ""]
        cited = chance.sample(range(len(sources)), chance.choice((1, 1, 2)))
        stop = one[:-1] + mark(sorted(cited), sources) + "." if chance.random() < 0.65 else one
        lines += [stop + chance.choice(("", "", "\n"))]
    lines += ["", "## In short", "", *(f"- {altered(one, chance)}" for one in chance.sample(told, 3)), ""]
    lines += ["## References", ""]
    lines += [
        f"[^{n}]: {s['printed']}"
        if mark is _footnote
        else f"- {s['printed']}"
        if mark is _named
        else f"{n}. {s['printed']}"
        for n, s in enumerate(sources, 1)
    ]
    records = {
        "works": [w["record"] for w in works if w["record"]],
        "notices": [w["notice"] for w in works if w["notice"] and w["record"]],
        "pages": [page for p in pages for page in p["pages"]],
        "sites": [p["site"] for p in pages],
        "snapshots": [s for p in pages for s in p["snapshots"]],
    }
    notes = {f"{w['key']}.md": w["note"] for w in works if w["note"]}
    return Dressed(name, "\n".join(lines) + "\n", notes, records)


def _made(chance: Random) -> str:
    a, b = sorted(chance.sample(range(10, 99), 2))
    return chance.choice(_FIGURES).format(a=a, b=b, c=chance.choice((round(100 * a / b), a)), d=chance.randint(2, 9))


def _words(said: str) -> str:
    return " ".join(said.split()[:5]).rstrip(".,;:")


def _head(name: str, chance: Random) -> list[str]:
    dates = {"published": 2012, "reviewed": 2020, "next_review": 2024}
    rows = [
        f"{key}: {year + chance.randint(0, 5)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
        for key, year in dates.items()
    ]
    rows += ["reviewer: R. Example, MD", "author: A. Example"]
    return ["---", f"title: {name}", *(row for row in rows if chance.random() < 0.6), "---", ""]


def _bracket(cited: Sequence[int], sources: Sequence[Mapping[str, Any]]) -> str:
    return f" [{', '.join(str(n + 1) for n in cited)}]"


def _raised(cited: Sequence[int], sources: Sequence[Mapping[str, Any]]) -> str:
    return "<sup>" + ",".join(str(n + 1) for n in cited) + "</sup>"


def _named(cited: Sequence[int], sources: Sequence[Mapping[str, Any]]) -> str:
    return f" ({'; '.join(sources[n]['called'] for n in cited)})"


def _footnote(cited: Sequence[int], sources: Sequence[Mapping[str, Any]]) -> str:
    return "".join(f"[^{n + 1}]" for n in cited)


def _prose(told: Sequence[str], chance: Random, count: int) -> list[str]:
    return [altered(one, chance) for one in chance.sample(told, count)]


def _work(number: int, row: Mapping[str, str], told: Sequence[str], chance: Random) -> dict[str, Any]:
    printed = " ".join(row["reference"].replace("-\n", "").split())
    year = (re.findall(r"\b(?:19|20)\d\d\b", printed) or ["1999"])[-1]
    other = chance.choice(_listed())
    csl: dict[str, Any] = {
        "type": "article-journal",
        "title": row["atitle"],
        "author": [f"{row['firstAuthor']}, {chance.choice('ABCDEFGH')}."],
        "container-title": row["jtitle"],
        "issued": year,
        "volume": row.get("volume") or "1",
        "page": row.get("firstPage") or "1",
        "DOI": row["doi"].lower(),
        "PMID": row["pmid"],
    }
    slip = chance.choice(("", "", "", "year", "title", "author", "volume", "record"))
    if slip == "year":
        csl["issued"] = str(int(year) + chance.choice((-2, -1, 1, 3)))
    elif slip == "title":
        csl["title"] = altered(row["atitle"], chance).rpartition(" ")[0] or row["atitle"]
    elif slip == "author":
        csl["author"] = [f"{other['firstAuthor']}, A.", f"{row['firstAuthor']}, B."]
    elif slip == "volume":
        csl["volume"] = str(number + 40)
    doi = chance.choice(("", "", row["doi"], row["doi"], other["doi"], row["doi"][:-1]))
    printed += f" doi:{doi}" if doi else chance.choice(("", "", f" PMID: {row['pmid']}."))
    if slip == "record":
        csl |= {"title": other["atitle"], "author": [f"{other['firstAuthor']}, C."]}
    if chance.random() < 0.4:
        csl["PMCID"] = f"PMC{90000 + chance.randrange(9999)}"
    prose = _prose(told, chance, 4)
    record: dict[str, Any] = {
        "key": f"work-{number}",
        "csl": csl,
        "abstract": chance.choice(("", " ".join(prose[:2]), {"Methods": prose[0], "Results": " ".join(prose[1:3])})),
        "publication_types": chance.choice(
            (["Journal Article"], ["Review"], ["Randomized Controlled Trial"], ["Case Reports"], ["Letter"])
        ),
        "mesh": chance.choice((["Humans"], ["Animals", "Mice"], ["Humans", "Child"], [])),
    }
    if "PMCID" in csl:
        record["full_text"] = {"Results": prose[2:], "Discussion": _prose(told, chance, 2)}
    if chance.random() < 0.3:
        record["known_to"] = chance.sample(["crossref", "pubmed", "europepmc", "openalex"], 2)
    if chance.random() < 0.2:
        record["registered"] = {"pubmed": {"issued": str(int(year) + 1), "title": altered(row["atitle"], chance)}}
    kinds = ("retraction", "correction", "expression_of_concern", "erratum", "withdrawal", "new_version")
    notice = {
        "type": chance.choice(kinds),
        "of": f"work-{number}",
        "date": f"20{chance.randint(10, 24)}-0{chance.randint(1, 9)}-15",
        "label": "Notice",
        "reasons": chance.choice(([], ["Error in Data"], ["Unreliable Data", "Investigation by Journal/Publisher"])),
        "nature": chance.choice(("Retraction", "Correction", "Expression of concern")),
        "sources": chance.choice((["publisher"], ["publisher", "retraction-watch"])),
    }
    note = ["---", "type: article-journal", f"title: {json.dumps(row['atitle'])}", f"DOI: {row['doi']}", "---", ""]
    note += [part for n, one in enumerate(prose[:3], 1) for part in (f"## Results, p. {n}", "", one, "")]
    return {
        "key": f"work-{number}",
        "printed": printed,
        "called": f"{row['firstAuthor']} {year}",
        "record": record if chance.random() < 0.85 else None,
        "notice": notice if chance.random() < 0.4 else None,
        "note": "\n".join(note) if chance.random() < 0.35 else "",
    }


def _page(number: int, told: Sequence[str], chance: Random) -> dict[str, Any]:
    host, prose = f"house{number}.example", _prose(told, chance, 6)
    title, name = _words(prose[0]), chance.choice(("Example Health Service", "Example Heart Charity"))
    url = f"http://{host}/{chance.choice(('topics', 'a/b', 'news'))}/{re.sub('[^a-z]+', '-', title.lower())}"
    page: dict[str, Any] = {"url": url, "title": title, "body": "\n\n".join(prose)}
    ways: Sequence[Callable[[], dict[str, Any]]] = (
        dict,
        dict,
        lambda: {
            "does": chance.choice(
                (
                    "gone",
                    "missing",
                    "soft-404",
                    "blocked",
                    "login",
                    "rate-limited",
                    "server-error",
                    "parked",
                    "moved-home",
                )
            )
        },
        lambda: {"does": chance.choice(("moved", "redirected", "refresh")), "to": f"http://{host}/new/{number}"},
        lambda: {"nights": {2: {"does": chance.choice(("gone", "missing", "moved-home", "blocked"))}}},
        lambda: {"nights": {2: {"body": "\n\n".join(_prose(told, chance, 3))}}},
        lambda: {"title": "Page not found", "body": f"We cannot find this page. {chance.choice(prose)}"},
        lambda: {"title": title, "body": f"Sign in to read this. {prose[0]}"},
        lambda: {"title": _words(prose[3]), "body": prose[3]},
    )
    page |= chance.choice(ways)()
    day = f"20{chance.randint(12, 24)}-0{chance.randint(1, 9)}-02"
    printed = f"{name}. {title}. {day[:4]}. {url}{chance.choice(('', '', '#part', '/'))}. Accessed {day}."
    copy = {
        "url": url,
        "at": f"{day.replace('-', '')}101010",
        "title": title,
        "body": "\n\n".join(_prose(told, chance, 4)),
    }
    return {
        "printed": printed,
        "called": f"{name} {day[:4]}",
        "pages": [page, {"url": f"http://{host}/new/{number}", "title": title, "body": "\n\n".join(prose[:4])}],
        "site": {"host": host, "name": name, "soft": chance.random() < 0.2},
        "snapshots": [copy] if chance.random() < 0.5 else [],
    }

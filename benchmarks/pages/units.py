"""Units of a plain-text page, and the annotator's compact answers turned into rows.

    python units.py pages {a|b}                     # the pages to take, in order (name, units, unopened or not)
    python units.py show DOC                        # numbered units, one a line
    python units.py add DOC ANSWERS LABELS.jsonl    # answers to rows, in place of the rows DOC had
    python units.py check LABELS.jsonl              # every unit labelled once; counts
    python units.py agree FIRST.jsonl SECOND.jsonl  # agreement of two passes over the same units

DOC is a file name of `../shared/data/articles/medquad`, or `own-a/NAME.txt` beside this file. A row is
{doc, start, end, label: "no-claim", why} or {doc, start, end, label: "claim", kind, priority, standalone, split_into,
antecedent, resolved}. Offsets are characters of the page; the text itself is not in the rows. `standalone` null: the
unit as it stands, its bullet glyph and runs of blanks aside (`plain`). `antecedent`: [start, end] in the page of what a
pronoun, "this condition" or an ellipsis of the unit stands for, or null; `resolved` false: a careful reader cannot
tell, or it stands for a whole statement.

Answers, one line a unit or a run of units ("#" starts a comment):

    3 h                          no claim: h heading, c caption, x reference entry, l list lead-in, i instruction,
                                 r rhetoric, m meta, n navigation, a anecdote, q question
    4 D+                         claim as it stands; kind A advice, S statistic, T treatment effect, R risk, C causal,
                                 P prognosis, D diagnosis, E epidemiology, M mechanism, F definition, O other; + = high
    5 T @gout | It => Gout       edits of the text, one after another, each at its first place; `@` the antecedent: its
                                 last place before the unit (`@9:gout`: the first in unit 9; `@+gout`: the first after
                                 the unit began; `@9`: unit 9 whole)
    6 T ?@5 | = A whole form.    `?` not resolved; `=` the form written out
    7-12 R+ @gout | = Having _ is a risk factor for gout.    `_` the unit without glyph and final stop, its first
                                 letter lowered (`__`: as it is)
    8 C || One fact. || Another. split_into; may follow a form
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from string import ascii_letters
from typing import Any

HERE = Path(__file__).resolve().parent
MEDQUAD = HERE.parents[2] / "shared" / "data" / "articles" / "medquad"
LONGEST = 90
WHY = {
    "h": "heading",
    "c": "caption",
    "x": "reference-entry",
    "l": "list-lead-in",
    "i": "instruction-without-fact",
    "r": "rhetoric",
    "m": "meta",
    "n": "navigation",
    "a": "anecdote",
    "q": "question",
}
KIND = {
    "A": "advice",
    "S": "statistic",
    "T": "treatment-effect",
    "R": "risk",
    "C": "causal",
    "P": "prognosis",
    "D": "diagnosis",
    "E": "epidemiology",
    "M": "mechanism",
    "F": "definition",
    "O": "other",
}
ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        """dr mr mrs ms prof st vs etc fig no nos approx e.g i.e cf al ca spp sp subsp inc ltd jr sr dept ed eds vol pp
        u.s u.k a.m p.m ph.d m.d b.c a.d viz resp max min""",
    )
)
GLYPH = re.compile(r"(?:(?:[•*‣◦▪·–—-]\s+)*[•*‣◦▪·–—-]|o(?= {2})|\d{1,2}[.)]|\(?[a-z]\))\s+")
LIST = 3  # dashes that make a line a list
DASH = re.compile(r"(?<=\s)- +(?=\S)")  # a further bullet on a line that is a list
SENTENCE_DASH = re.compile(r"(?<=[.:?!;] )\s*- +(?=\S)")
MARK = r"(?:\^[\d, –-]+\^|\[\d[\d, –-]*\]|[⁰¹²³⁴-⁹]+)"
STOP = re.compile(
    rf"[.!?]+[\"'”’)\]]*{MARK}*(?=\s+[\"'“‘(\[•*]*[A-Z0-9]|\s+[a-z]\.?[A-Z])|(?<=[a-z]{{2}})\.(?=[A-Z][a-z])"
    r"|(?<=[a-z]{2})\.\d{1,2}(?:,\d{1,2})*(?=\s+[A-Z])"
)
LETTERS = ascii_letters + "."
Span = tuple[int, int]


def text_of(doc: str) -> str:
    """The page's text: of the shared folder, or ours."""
    return ((HERE if "/" in doc else MEDQUAD) / doc).read_text(encoding="utf-8")


def unopened(doc: str) -> bool:
    """Whether the page belongs to the third that nobody looks at who changes rules or models."""
    return int(sha256(Path(doc).name.encode()).hexdigest(), 16) % 3 == 0


def pages(annotator: str) -> list[str]:
    """Shared pages of one annotator, in the order of the hash of their names: even places for a, odd for b."""
    names = sorted(path.name for path in MEDQUAD.glob("*.txt") if not path.name.startswith("_"))
    return sorted(names["ab".index(annotator) :: 2], key=lambda name: sha256(name.encode()).hexdigest())


def units(text: str) -> list[Span]:
    """Spans of the units: a heading line, a sentence, a bullet's sentence; blanks between them are in none."""
    found: list[Span] = []
    for line in re.finditer(r"[ \t]*[-•*][ \t]*\n\s*[^\n]+|[^\n]+", text):
        for start, end in _bullets(text, line.start(), line.end()):
            found += _sentences(text, start, end)
    return found


def _bullets(text: str, start: int, end: int) -> list[Span]:
    """The line cut before each further bullet: any dash of a list, else one after a sentence or colon."""
    bullet = GLYPH.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    listed = (bullet and text[bullet.start()] == "-") or len(DASH.findall(text, start, end)) >= LIST
    dash = DASH if listed else SENTENCE_DASH
    cuts = [start, *(m.start() for m in dash.finditer(text, bullet.end() if bullet else start, end)), end]
    return list(pairwise(cuts))


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Sentences of one piece of line, blanks at both ends cut; a lone mark of punctuation joins the one before."""
    glyph = GLYPH.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    cuts = [start]
    for stop in STOP.finditer(text, glyph.end() if glyph else start, end):
        if not _abbreviated(text, cuts[-1], stop.start(), stop.group()):
            cuts.append(stop.end())
    spans: list[Span] = []
    for left, right in zip(cuts, [*cuts[1:], end], strict=True):
        body = text[left:right]
        if not body.strip():
            continue
        left, right = left + len(body) - len(body.lstrip()), left + len(body.rstrip())
        if spans and not re.search(r"\w", body):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return spans


def _abbreviated(text: str, start: int, at: int, stop: str) -> bool:
    """Whether the stop at `at` belongs to an abbreviation, an initial or a list number."""
    if stop.startswith(("!", "?", "..")):
        return False
    before = text[start:at]
    last = before[len(before.rstrip(LETTERS)) :].lower()
    initial = len(last) == 1 and re.search(r"(?:^|[(,;&]|\b[A-Z][\w.]*)\s*$", before[:-1])
    return last in ABBREVIATIONS or bool(initial)


def plain(text: str) -> str:
    """A unit's text without bullet glyph, blanks joined."""
    text = text.strip()
    return " ".join((GLYPH.sub("", text, count=1) if GLYPH.match(text) else text).split())


def answers(doc: str, lines: str) -> list[dict[str, Any]]:
    """Rows of a page from compact answers; ValueError names the line that cannot be read, or units left out."""
    text, spans = text_of(doc), units(text_of(doc))
    rows: dict[int, dict[str, Any]] = {}
    for line in lines.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        try:
            first, _, rest = line.strip().partition(" ")
            low, _, high = first.partition("-")
            for number in range(int(low), int(high or low) + 1):
                if number in rows:
                    raise ValueError("answered twice")
                rows[number] = _row(doc, text, spans, number, rest)
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{doc}: {line!r}: {error!r}") from error
    if missing := sorted(set(range(len(spans))) - set(rows)):
        raise ValueError(f"{doc}: no answer for {missing}")
    return [rows[number] for number in sorted(rows)]


def _row(doc: str, text: str, spans: list[Span], number: int, answer: str) -> dict[str, Any]:
    """One row of one answer."""
    start, end = spans[number]
    place: dict[str, Any] = {"doc": doc, "start": start, "end": end}
    head, *parts = (piece.strip() for piece in answer.split("||"))
    head, bar, form = (piece.strip() for piece in head.partition("|"))
    code, _, antecedent = (piece.strip() for piece in head.partition("@"))
    if code in WHY:
        return place | {"label": "no-claim", "why": WHY[code]}
    standalone = _form(plain(text[start:end]), form) if bar else None
    return place | {
        "label": "claim",
        "kind": KIND[code[0]],
        "priority": "high" if "+" in code else "normal",
        "standalone": None if standalone == plain(text[start:end]) else standalone,
        "split_into": parts or None,
        "antecedent": _find(text, spans, number, antecedent) if antecedent else None,
        "resolved": "?" not in code,
    }


def _form(unit: str, form: str) -> str:
    """The standalone form: written out after "=", else the unit edited."""
    if form.startswith("="):
        body = unit.rstrip(".;,")
        lowered = body[:1].lower() + body[1:] if not re.match(r"\w*[A-Z0-9]", body[1:]) else body
        written = form[1:].strip().replace("__", "\0").replace("_", lowered).replace("\0", body)
        return written[:1].upper() + written[1:]
    for edit in form.split("~"):
        old, new = (side.strip() for side in edit.split("=>"))
        if old not in unit:
            raise ValueError(f"not in the unit: {old!r}")
        unit = unit.replace(old, new, 1)
        unit = re.sub(r" +([.,;])", r"\1", " ".join(unit.split()))
    return unit[:1].upper() + unit[1:]


def _find(text: str, spans: list[Span], number: int, what: str) -> list[int]:
    """Span of the antecedent: "words", "9:words", "9" or "+words"."""
    if match := re.fullmatch(r"(\d+)(?:-(\d+))?", what):
        return [spans[int(match[1])][0], spans[int(match[2] or match[1])][1]]
    if match := re.match(r"(\d+):", what):
        low, high, words = *spans[int(match[1])], what[match.end() :].strip()
        at = text.find(words, low, high)
    elif what.startswith("+"):
        words = what[1:].strip()
        at = text.find(words, spans[number][0])
    else:
        words = what
        at = text.rfind(words, 0, spans[number][0])
    if at < 0:
        raise ValueError(f"antecedent not found: {what!r}")
    return [at, at + len(words)]


def read(path: Path) -> list[dict[str, Any]]:
    """Rows of a labels file; none if there is no file yet."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def labelled(*, unopened_too: bool = False) -> list[dict[str, Any]]:
    """Rows of every labels file here; those of the third that nobody looks at only when asked for."""
    rows = [row for path in sorted(HERE.glob("*.jsonl")) for row in read(path)]
    return rows if unopened_too else [row for row in rows if not unopened(row["doc"])]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def check(path: Path) -> None:
    """Each page's rows are its units, one each; counts of labels, kinds and priorities."""
    rows = read(path)
    for doc in dict.fromkeys(row["doc"] for row in rows):
        text, own = text_of(doc), [(row["start"], row["end"]) for row in rows if row["doc"] == doc]
        if own != units(text):
            raise SystemExit(f"{doc}: rows are not the page's units")
        covered = "".join(text[start:end] for start, end in own)
        if "".join(covered.split()) != "".join(text.split()):
            raise SystemExit(f"{doc}: some characters are in no unit or in two")
    claims = [row for row in rows if row["label"] == "claim"]
    print(f"pages {len({row['doc'] for row in rows})}, unopened {len({r['doc'] for r in rows if unopened(r['doc'])})}")
    print(f"units {len(rows)}, claims {len(claims)}, high {sum(r['priority'] == 'high' for r in claims)}")
    print(f"forms that differ {sum(r['standalone'] is not None for r in claims)}")
    print(f"split {sum(r['split_into'] is not None for r in claims)}")
    print(f"antecedents {sum(r['antecedent'] is not None for r in claims)}")
    print(f"not resolved {sum(not r['resolved'] for r in claims)}")
    print(dict(Counter(row["kind"] for row in claims).most_common()))
    print(dict(Counter(row["why"] for row in rows if row["label"] != "claim").most_common()))


def unit_text(row: dict[str, Any]) -> str:
    """The words of a row's unit, without bullet glyph."""
    return plain(text_of(row["doc"])[row["start"] : row["end"]])


def token_f1(a: str, b: str) -> float:
    """F1 of two texts as bags of lower-case words."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (a, b))
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))


def agree(first: Path, second: Path) -> None:
    """Agreement over the units both files label: label and its kappa, kind, priority, form, antecedent."""
    other = {(row["doc"], row["start"]): row for row in read(second)}
    pairs = [(row, other[key]) for row in read(first) if (key := (row["doc"], row["start"])) in other]
    both = [(a, b) for a, b in pairs if a["label"] == b["label"] == "claim"]
    same = sum(a["label"] == b["label"] for a, b in pairs) / len(pairs)
    shares = [sum(row["label"] == "claim" for row in side) / len(pairs) for side in zip(*pairs, strict=True)]
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    print(f"units {len(pairs)}: claim or not {same:.3f}, kappa {(same - chance) / (1 - chance):.3f}")
    for field in ("kind", "priority", "standalone", "split_into", "antecedent", "resolved"):
        print(f"claims of both {len(both)}: same {field} {sum(a[field] == b[field] for a, b in both) / len(both):.3f}")
    either = [(a["standalone"], b["standalone"]) for a, b in both if a["standalone"] or b["standalone"]]
    print(f"changed by either {len(either)}: same form {sum(a == b for a, b in either) / max(1, len(either)):.3f}")
    words = [token_f1(*(row["standalone"] or unit_text(row) for row in pair)) for pair in both]
    print(f"claims of both {len(both)}: token F1 of the forms {sum(words) / max(1, len(words)):.3f}")
    nos = [(a["why"], b["why"]) for a, b in pairs if a["label"] == b["label"] == "no-claim"]
    print(f"no claim for both {len(nos)}: same why {sum(a == b for a, b in nos) / max(1, len(nos)):.3f}")
    for a, b in pairs:
        if differing := [key for key in a if key in b and a[key] != b[key]] or a["label"] != b["label"]:
            print(a["doc"], repr(unit_text(a))[:90], differing)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["pages", "show", "add", "check", "agree"])
    parser.add_argument("rest", nargs="+")
    args = parser.parse_args()
    match args.verb, args.rest:
        case "pages", [annotator]:
            for name in pages(annotator):
                count = len(units(text_of(name)))
                print(name, count, "too long" if count > LONGEST else "", "unopened" if unopened(name) else "")
        case "show", [doc]:
            text = text_of(doc)
            for number, (start, end) in enumerate(units(text)):
                print(f"{number:3} {' '.join(text[start:end].split())}")
        case "add", [doc, given, labels]:
            rows = [row for row in read(Path(labels)) if row["doc"] != doc]
            write(Path(labels), rows + answers(doc, Path(given).read_text(encoding="utf-8")))
        case "check", [labels]:
            check(Path(labels))
        case "agree", [first, second]:
            agree(Path(first), Path(second))
        case _:
            parser.error("see --help for the arguments")


if __name__ == "__main__":
    main()

"""The page an editor opens: one self-contained file for each article, for screen, phone, paper and screen reader.

The page asks nobody for anything: its style sheet and script are inside, and a content security policy forbids the
rest. Whatever comes from articles, sources and registries is escaped by the template; an address becomes a link only if
it is plain http or https.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citewarden.formats import ArticleReport, Progress, Rule, plural, progress, worst_first
from citewarden.formats import cards as problems
from citewarden.formats._overview import overview
from citewarden.model import Audit, Claim, Evidence, Finding, Kind, Opinion, Passage, Reference, Related, Resolution
from citewarden.model.evidence import TORN, UNREAD
from citewarden.plugins import title
from citewarden.tables import dumps
from citewarden.text import dates, hidden, places, rewritten, silence
from citewarden.text.bindings import bind, digest, quoted, signable

if TYPE_CHECKING:
    from jinja2 import Environment

NAME = "html"
FILE = "{article}.html"

TEMPLATES = Path(__file__).parent / "templates"

LEVELS: Mapping[str, str] = {"error": "Serious", "warning": "Look at this", "note": "Note", "none": "Open"}
KINDS: Mapping[str, str] = {
    "fail": "Problem",
    "review": "For judgement",
    "open": "Not known",
    "informational": "For information",
}
VERDICTS: Mapping[str, str] = {
    "SUPPORT": "The words agree with the source",
    "CONTRADICT": "Conflicts with the listed source",
    "differs": "Differs from the source in a point",
    "NEI": "Not found in what was read",
    "unread": "Unclear without its context",
    "none": "No source text to compare",
}
DECIDED = frozenset({"SUPPORT", "CONTRADICT", "differs"})
"""Verdicts whose evidence is worth a place on paper."""
ISSUES: Mapping[str, str] = {
    "number": "a number differs",
    "unit": "a unit differs",
    "negation": "one says it is so, the other that it is not",
    "quantifier": "how many or how often differs",
    "hedge": "stated more strongly than the source does",
    "causal": "a cause is claimed where the source reports a link",
    "population": "the source studied others",
    "subgroup": "the source speaks of part of the group",
    "direction": "the source points the other way",
    "scope": "wider than the source",
    "temporal": "the time differs",
    "dose": "a dose differs",
}
REACH: Mapping[str, str] = {
    "full_text": "full text read",
    "abstract": "abstract only",
    "page": "web page read",
    "note": "editor's note read",
    "none": "no text could be read",
}
ROLES: Mapping[str, str] = {
    "record": "On record",
    "notice": "Notice",
    "candidate": "May be this one",
    "earlier entry": "Listed before as",
    "earlier passage": "The page said before",
    "other statement": "Said elsewhere in the article",
    "observation": "Seen",
    "redirects": "Leads on to",
    "proposed address": "New address",
    "archived copy": "Archived copy",
    "rests on it": "Rests on it",
    "old source": "As printed",
    "source passage": "The source says",
    "changed": "What changed",
}
FIELDS: Mapping[str, str] = {
    "DOI": "DOI",
    "PMID": "PubMed number",
    "PMCID": "PubMed Central number",
    "ISBN": "ISBN",
    "URL": "address",
    "DOI registration": "DOI registration",
    "author": "authors",
    "container-title": "journal",
    "issued": "date",
    "page": "pages",
}
READERS: Mapping[str, str] = {
    "rules": "comparing words and figures",
    "witnesses": "accounting for every word",
    "judge": "the judge model",
}
"""Layers that give a verdict, by the first part of their names."""
PLACES: Mapping[str, str] = {
    "SUPPORT": "says this in the same words",
    "CONTRADICT": "conflicts with this statement",
    "differs": "differs in a point",
    "torn": "decides this, but its sentences disagree; read both",
    "NEI": "does not say",
}
"""What one source does, beside the statement it is held against."""
STUDIED: Mapping[str, str] = {
    "human": "people",
    "animal": "animals",
    "mixed": "people and animals",
    "in vitro": "cells in the laboratory",
}
PROPOSED: Mapping[str, str] = {
    "overstated-claim": "Proposed wording, to be checked",
    "number-mismatch": "Proposed wording, to be checked",
}
"""What a fix is called, by check, where it is no plain correction."""
SURE = 90
"""Per cent from which on a finding is not said to be unsure."""
OTHERWISE = "The source may say it otherwise"
"""What is over a question that says how the closest passage differs."""
FOLDED = 6
"""Findings of one check shown at once; the rest is a click away."""
SHORT = 60
"""Code points up to which several things beside a finding stand in one line."""
WINDOW = 700
"""Code points of a passage shown before the rest is left out."""


def render(report: ArticleReport) -> str:
    """The whole page."""
    view = _view(report)
    template = environment().get_template("article.html.jinja")
    return seen(template.render(view))


def seen(page: str) -> str:
    """`page` with every sign that nobody sees written out as what it is."""
    return hidden.shown(page)


@cache
def environment() -> Environment:
    """Templates with escaping on, whatever their suffix."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["link"] = link
    made.filters["plural"] = plural
    made.filters["code"] = code
    made.globals["asset"] = asset
    made.globals["csp"] = policy
    return made


@cache
def asset(name: str) -> Any:
    """A style sheet or script of ours, to stand in the page as it is."""
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def policy(*names: str) -> str:
    """The content security policy that lets only these style sheets and scripts of ours work."""
    kinds: dict[str, list[str]] = {"style-src": [], "script-src": []}
    for name in names:
        text = (TEMPLATES / name).read_bytes()
        kind = "style-src" if name.endswith(".css") else "script-src"
        kinds[kind].append(f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'")
    rules = "; ".join(f"{kind} {' '.join(values)}" for kind, values in kinds.items() if values)
    return f"default-src 'none'; {rules}; connect-src 'self'; base-uri 'none'; form-action 'none'"


def link(url: str) -> str:
    """`url` if it may be a link, else "": only http and https, no control characters, no user name before the host."""
    plain = url.strip()
    return plain if _SAFE.fullmatch(plain) else ""


_SAFE = re.compile(r"""(?i:https?)://[^@/\x00-\x20"<>\\^`{|}]*(?:/[^\x00-\x20"<>\\^`{|}]*)?""")


def code(text: str) -> Any:
    """The words of a check's page, names between backticks set as such."""
    from markupsafe import Markup

    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(text.split("`"))
    )


class Piece(NamedTuple):
    """A stretch of text in one dress: `mark` is "" or the reason it is marked."""

    text: str
    mark: str = ""


def pieces(text: str, spans: Iterable[tuple[int, int, str]], window: int = 0) -> list[Piece]:
    """`text` cut where it is marked. With a `window`, only about that much around the marks, with "…" for the rest.

    Where spans overlap, what differs shows over what is shared, and that over the deciding sentence.
    """
    ordered = sorted({s for s in spans if 0 <= s[0] < s[1] <= len(text)})
    low, high = 0, len(text)
    if window and len(text) > window:
        first = ordered[0][0] if ordered else 0
        last = max((s[1] for s in ordered), default=0)
        room = max(window - (last - first), window // 3)
        low, high = max(0, first - room // 2), min(len(text), last + room // 2 if ordered else window)
        if low:
            low = text.rfind(" ", 0, low) + 1 or low
        if high < len(text):
            high = text.find(" ", high) if text.find(" ", high) > 0 else high
    edges = sorted({low, high, *(min(max(e, low), high) for s in ordered for e in s[:2])})
    ordered.sort(key=lambda span: _LAYERS.get(span[2], -1))
    out = [Piece("… ")] if low else []
    for start, end in pairwise(edges):
        mark = next((why or "decisive words" for s, e, why in ordered if s <= start and end <= e), "")
        if out and out[-1].mark == mark and (mark or not low):
            out[-1] = Piece(out[-1].text + text[start:end], mark)
        else:
            out.append(Piece(text[start:end], mark))
    return [p for p in [*out, Piece(" …" if high < len(text) else "")] if p.text]


_LAYERS = {"shared": 1, "sentence": 2}
"""Marks other marks show over, the deeper the higher the number."""


def marked(cut: Iterable[Piece], tone: str) -> Any:
    """Pieces as HTML, every word escaped."""
    from markupsafe import Markup

    out = []
    for piece in cut:
        words = escape(piece.text)
        if piece.mark:
            why = escape(_MARKS.get(piece.mark) or ISSUES.get(piece.mark, piece.mark))
            words = f'<mark class="{piece.mark if piece.mark in _LAYERS else tone}" title="{why}">{words}</mark>'
        out.append(words)
    return Markup("".join(out))


_MARKS = {"sentence": "the sentence compared", "shared": "the same words as in the article"}


def _cite(numbers: Sequence[str]) -> str:
    """ "Reference 2", "References 1-4, 7" (with a dash)."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdecimal() and runs[-1][-1].isdecimal() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(r) for r in runs]
    return f"Reference{'' if len(numbers) == 1 else 's'} {', '.join(parts)}"


def _view(report: ArticleReport) -> dict[str, Any]:
    audit, run = report.audit, report.run
    numbers = {r.id: r.id.rsplit("-", 1)[-1] for r in audit.references}
    claims = sorted(audit.claims, key=lambda c: (c.target.position.start, c.target.position.end, c.id))
    keys = {c.id: f"claim-{digest(c.id)[:10]}" for c in claims}
    findings = sorted(report.findings, key=worst_first)
    by_subject: dict[str, list[Finding]] = {}
    for finding in findings:
        by_subject.setdefault(finding.subject, []).append(finding)
    claim_views = {c.id: _claim(audit, c, keys[c.id], by_subject.get(c.id, []), numbers) for c in claims}
    rows = {f.fingerprint: _card(report, f, claim_views.get(f.subject), numbers) for f in findings}
    blocks = _blocks(audit, claims, claim_views, numbers)
    _point(rows.values(), blocks)
    told = problems(findings)
    cards = [_together([rows[f.fingerprint] for f in card.findings]) for card in told]
    judge = [c for c in cards if c["kind"] != "open" and not c["suppressed"] and c["level"] == "none"]
    todo = [c for c in cards if c["kind"] != "open" and not c["suppressed"] and c["level"] != "none"]
    first = [c for c in todo if c["level"] in ("error", "warning") or c["blocking"]]
    notes = [c for c in todo if c not in first] + judge
    unknown = [c for c in cards if c["kind"] == "open" and not c["suppressed"]]
    compare = [c for c in unknown if c["differs"]]
    return {
        "audit": audit,
        "document": audit.document,
        "signable": signable(audit.document),
        "run": run,
        "up": "../" * report.name.count("/"),
        "csp": policy("style.css", "early.js", "article.js"),
        "verdict": _verdict(todo, judge, unknown),
        "overview": overview(audit),
        "progress": _progress(progress(told)),
        "todo": first,
        "todo_groups": _groups(first),
        "note_groups": _groups(notes),
        "notes": notes,
        "incomplete": next((c for c in unknown if c["rule"].id == "incomplete-audit"), None),
        "silenced": [c for c in cards if c["suppressed"]],
        "unknown": unknown,
        "compare": compare,
        "compare_groups": _groups(compare),
        "unknown_groups": _groups([c for c in unknown if c not in compare]),
        "unread": _unread(audit, numbers),
        "cards": cards,
        "owners": sorted({c["owner"] for c in cards}),
        "blocks": blocks,
        "compared": sum(1 for c in claim_views.values() if c["verdict"] != "none"),
        "claims": [claim_views[c.id] for c in claims],
        "tally": _tally(list(claim_views.values())),
        "references": [
            _reference(report, r, by_subject.get(r.id, []), _elsewhere(audit, r, findings), numbers)
            for r in audit.references
        ],
        "provenance": _provenance(report),
        "levels": LEVELS,
        "kinds": KINDS,
        "folded": FOLDED,
        "failures": run.failures,
    }


def _spot(audit: Audit, finding: Finding) -> str:
    """Where a finding stands, as somebody reading the page would say it: its heading and paragraph."""
    place = finding.location
    return (place.place or places.described(audit.document, place.position.start)) if place else ""


def _together(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One card of its findings: `alike` are those shown as rows, the first among them if all are of one check, and
    `said` the words these have in common."""
    head, *others = rows
    parts = [{**row, "related": [g for g in row["related"] if g not in head["related"]]} for row in others]
    alike = parts if parts and parts[0]["rule"] is not head["rule"] else [head, *parts] if parts else []
    said = alike[0]["message"] if len({row["message"] for row in alike}) == 1 else ""
    return {**head, "parts": parts, "alike": alike, "said": said}


def _groups(cards: Sequence[Mapping[str, Any]]) -> list[Sequence[Mapping[str, Any]]]:
    """Cards of one check and level together, in the order of the first of each."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for card in cards:
        key = (card["rule"].id, card["level"], card["kind"], card["owner"], card["blocking"])
        groups.setdefault(key, []).append(card)
    return list(groups.values())


def _point(cards: Iterable[dict[str, Any]], blocks: Sequence[dict[str, Any]]) -> None:
    """Give each card about a place in the text, no claim and no reference, the block it is in as its target."""
    flat = [b for block in blocks for b in block.get("children", (block,))]
    for card in cards:
        if not card["where"] and card["at"] >= 0:
            block = next((b for b in flat if b["start"] <= card["at"] < b["end"]), None)
            if block is not None:
                block["anchor"] = card["where"] = f"at-{block['start']}"
                card["where"] = f"#{card['where']}"


def _verdict(todo: Sequence[Any], judge: Sequence[Any], unknown: Sequence[Any]) -> dict[str, str]:
    """The banner: a word, and what it means."""
    blocking = [c for c in todo if c["blocking"]]
    rest = [c for c in todo if not c["blocking"] and c["level"] in ("error", "warning")]
    notes = [c for c in todo if c["level"] == "note" and not c["blocking"]]
    parts = []
    if rest:
        parts.append(plural(len(rest), "thing") + " to look at")
    if notes:
        parts.append(plural(len(notes), "note"))
    if judge:
        parts.append(plural(len(judge), "thing") + " to judge")
    if unknown:
        parts.append(plural(len(unknown), "question") + " this audit could not answer")
    tail = f" {_sentence(parts, 'also ')}" if parts else ""
    if blocking:
        who = _and([f"the {owner}" for owner in sorted({c["owner"] for c in blocking})])
        need = "needs" if len(blocking) == 1 else "need"
        line = f"{plural(len(blocking), 'finding')} {need} {who} before this goes out.{tail}"
        return {"word": "Hold", "tone": "hold", "line": line}
    if rest:
        return {"word": "Look first", "tone": "look", "line": f"Nothing blocks. {_sentence(parts)}"}
    if unknown:
        return {"word": "Not complete", "tone": "open", "line": f"Nothing found that blocks. {_sentence(parts)}"}
    if parts:
        return {"word": "Ready", "tone": "ready", "line": f"Nothing blocks. {_sentence(parts)}"}
    return {"word": "Ready", "tone": "ready", "line": "Nothing was found, and nothing was left unchecked."}


def _progress(made: Progress) -> str:
    """ "2 of 9 decided, 1 being mended; waiting for the medical reviewer (1) and the editor (5)"; "" if nothing is to
    decide."""
    waiting = _and([f"the {who} ({count})" for who, count in made.waiting.items()])
    mended = f", {made.planned} to be reworded or replaced" if made.planned else ""
    tail = f"; waiting for {waiting}" if waiting else ""
    return f"{made.decided} of {made.whole} decided{mended}{tail}" if made.whole else ""


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _sentence(parts: Sequence[str], also: str = "") -> str:
    return f"There {'is' if parts[0].startswith('1 ') else 'are'} {also}{_and(parts)}." if parts else ""


def _tally(claims: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"key": key, "label": label, "count": sum(1 for c in claims if c["verdict"] == key)}
        for key, label in VERDICTS.items()
    ]


def verdict_of(rows: Sequence[Evidence], passages: Mapping[str, Passage]) -> str:
    """The verdict a claim is shown with, a key of `VERDICTS`.

    "CONTRADICT" where a source disagrees and no other source agrees more surely: what the same source says in another
    place does not settle it. Else "SUPPORT" if one agrees; else "differs" if one comes close but for a point; else
    "NEI"; "unread" if the claim cannot be read on its own; "none" if nothing was read.
    """
    read = [e for e in rows if e.passage in passages and passages[e.passage].reach != "none"]
    agreeing = [e for e in read if e.label == "SUPPORT"]
    for row in read:
        if row.label == "CONTRADICT" and not any(e.work != row.work and e.score > row.score for e in agreeing):
            return "CONTRADICT"
    if agreeing:
        return "SUPPORT"
    if any(_differs(e) for e in read):
        return "differs"
    if read and all(e.method == UNREAD for e in read):
        return "unread"
    return "NEI" if read else "none"


def _differs(row: Evidence) -> bool:
    """Whether a passage that does not decide differs in a point that can be shown to the reader."""
    if row.method == TORN:
        return True
    if not row.issue or row.label in ("SUPPORT", "CONTRADICT"):
        return False
    return row.issue not in _SHOWN or any(r.side == "passage" and r.why == row.issue for r in row.rationale)


_SHOWN = frozenset({"negation", "direction", "number", "unit", "dose", "hedge", "quantifier", "temporal"})
"""Issues that are nothing without words of the source to point at."""


def _claim(
    audit: Audit, claim: Claim, key: str, findings: Sequence[Finding], numbers: Mapping[str, str]
) -> dict[str, Any]:
    rows = audit.evidence_of.get(claim.id, ())
    passages = audit.passage_of
    best: dict[tuple[str, str], Evidence] = {}
    for row in _speaking(rows, passages):
        slot = (row.work, row.label if row.label == "CONTRADICT" else "")
        old = best.get(slot)
        if old is None or _worth(row) < _worth(old):
            best[slot] = row
    for work in [w for w, label in best if label and (w, "") in best]:
        if best[work, ""].label != "SUPPORT":  # beside a passage that disagrees, only one that agrees adds anything
            del best[work, ""]
    chosen = sorted((e for e in best.values() if e.passage in passages), key=lambda e: (_place_of(e), e.rank, e.work))
    work_refs = {w.id: w.references for w in audit.works}
    cited = frozenset(r for r, who in audit.cited_by.items() if claim in who)
    verdict = verdict_of(rows, passages)
    same = _alike(claim)
    shown = [_evidence(audit, claim, row, work_refs, numbers, alone=not same) for row in chosen]
    telling = max(1, sum(1 for e in chosen if _place_of(e) < 3))
    return {
        "id": claim.id,
        "key": key,
        "text": claim.text,
        "standalone": claim.standalone,
        "same": same,
        "kind": claim.kind,
        "priority": claim.priority,
        "verdict": verdict,
        "label": VERDICTS[verdict],
        "cited": cited,
        "cite": _cite([numbers[r] for r in numbers if r in cited]),
        "torn": _torn(chosen, passages, work_refs, numbers),
        "likeliest": "" if cited or verdict == "unread" else _likeliest(rows, passages, work_refs, numbers),
        "evidence": shown[:telling],
        "silent": shown[telling:],
        "findings": [{"fingerprint": f.fingerprint, "message": f.message, "level": f.level.value} for f in findings],
        "level": findings[0].level.value if findings else "",
        "brief": not findings and verdict not in DECIDED,
    }


def _torn(
    rows: Sequence[Evidence],
    passages: Mapping[str, Passage],
    refs: Mapping[str, Sequence[str]],
    numbers: Mapping[str, str],
) -> list[str]:
    """A line for each source that says it in one passage and the contrary in another."""
    out = []
    for row in (r for r in rows if r.label == "CONTRADICT"):
        other = next((r for r in rows if r.work == row.work and r.label == "SUPPORT"), None)
        if other is not None:
            said = [_compared(r, passages[r.passage]) for r in (other, row)]
            who = _cite([numbers[r] for r in refs.get(row.work, ()) if r in numbers])
            out.append(f"{who} says both “{said[0]}” and “{said[1]}”: read both.")
    return out


def _compared(row: Evidence, passage: Passage) -> str:
    """The sentence compared."""
    span = next(((r.start, r.end) for r in row.rationale if r.why == "sentence"), (0, len(passage.text)))
    return " ".join(passage.text[span[0] : span[1]].split()).rstrip(".")


def _likeliest(
    rows: Sequence[Evidence],
    passages: Mapping[str, Passage],
    refs: Mapping[str, Sequence[str]],
    numbers: Mapping[str, str],
) -> str:
    """The source that a claim without a mark most likely rests on: the first of its sources, by all that was read."""
    works = [r.work for r in rows if r.passage in passages]
    return _cite([numbers[r] for r in refs.get(works[0], ()) if r in numbers]) if works else ""


def _alike(claim: Claim) -> bool:
    """Whether the statement read on its own is what the article prints, citation marks apart."""
    if claim.text == claim.standalone:
        return True
    return _plain(_unmarked(claim.text)) == _plain(_unmarked(claim.standalone))


def _unmarked(text: str) -> str:
    """`text` without its citation marks; most texts that stand alone hold no sign of one."""
    return _MARK.sub("", text) if "[" in text or not text.isascii() else text


def _speaking(rows: Sequence[Evidence], passages: Mapping[str, Passage]) -> Sequence[Evidence]:
    """`rows` without sentences that only say what their source leaves out, unless there are no others."""
    out = [e for e in rows if e.label != "NEI" or e.passage not in passages or not _left_out(e, passages[e.passage])]
    return out or rows


def _left_out(row: Evidence, passage: Passage) -> bool:
    spans = [(r.start, r.end) for r in row.rationale if r.side == "passage" and r.why == "sentence"]
    return passage.reach in ("note", "abstract") and silence.told(
        passage.text[slice(*spans[0])] if spans else passage.text
    )


_MARK = re.compile(r"(?<!\s)\s*(?:\[[\d\s,;–-]+\]|[⁰¹²³⁴-⁹]+)")


def _place_of(row: Evidence) -> int:
    """0 disagrees, 1 differs in a point, 2 agrees, 3 is silent: the order in which an editor wants to see them."""
    if row.label == "CONTRADICT":
        return 0
    return 2 if row.label == "SUPPORT" else 1 if _differs(row) else 3


def _worth(row: Evidence) -> int:
    """Which passage stands for its source: one that decides, then one that differs, then the nearest."""
    return {0: 0, 2: 1, 1: 2, 3: 3}[_place_of(row)]


def _evidence(
    audit: Audit,
    claim: Claim,
    row: Evidence,
    refs: Mapping[str, Sequence[str]],
    numbers: Mapping[str, str],
    *,
    alone: bool,
) -> dict[str, Any]:
    """What one source says beside a claim; `claim` is made when it is asked for: most silent sources never show it."""
    passage = audit.passage_of[row.passage]
    said = [(r.start, r.end, r.why) for r in row.rationale if r.side == "claim"]
    source = marks_of_denials(passage.text, [(r.start, r.end, r.why) for r in row.rationale if r.side == "passage"])
    tone = ("differs", "differs", "agrees", "silent")[_place_of(row)]
    label = "differs" if _place_of(row) == 1 else row.label
    cited = [numbers[r] for r in refs.get(row.work, ()) if r in numbers]
    source_at = places.link(passage) or passage.source
    cite, place, read = _cite(cited), _place(passage), passage.retrieved_at[:10]
    studied = _studied(passage.design.get("population", ""))
    about = [*_whys(row), *([f"Studied: {studied}"] if studied else []), *([f"Read {read}"] if read else [])]
    return {
        "label": label,
        "head": f"{cite}: {PLACES['torn' if row.method == TORN else label].lower()}",
        "passage_id": row.passage,
        "issue": ISSUES.get(row.issue, row.issue) if _place_of(row) < 3 else "",
        "score": round(100 * row.score) if row.label in ("SUPPORT", "CONTRADICT") else 0,
        "alone": alone,
        "tone": tone,
        "claim": lambda: marked(pieces(claim.standalone, marks_of_denials(claim.standalone, said)), tone),
        "passage": marked(pieces(passage.text, source, WINDOW), tone),
        "who": f"{cite} {'says' if len(cited) == 1 else 'say'}",
        "reach": f"{_read(passage)} · {place}" if place else _read(passage),
        "about": " ".join(f"{words[:1].upper()}{words[1:]}." for words in about),
        "source": link(source_at) or source_at,
        "safe": bool(link(source_at)),
        "snapshot": passage.snapshot[:12],
        "opinions": [_opinion(o) for o in row.opinions],
    }


def _read(passage: Passage) -> str:
    """What was read, and which copy of it: "full text read (PDF, accepted manuscript, CC BY)"."""
    return REACH.get(passage.reach, passage.reach) + (f" ({passage.copy})" if passage.copy else "")


_NOT = re.compile(
    r"(?:\b(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|will|would|should)\s+)?"
    r"(?:\b(?:not|never|no|cannot)|(?<!\w)\w+n[’']t)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)


def marks_of_denials(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Marks of a denial with the "not" before them: the word an editor looks for."""
    out = []
    for start, end, why in spans:
        if why in ("negation", "direction") and (before := _NOT.search(text[max(0, start - 40) : start])):
            start -= len(before[0])
        out.append((start, end, why))
    return out


def _studied(population: str) -> str:
    return STUDIED.get(population.lower(), population)


def _opinion(opinion: Opinion) -> str:
    """What one layer said, in words."""
    shares = dict(re.findall(r"(SUPPORT|CONTRADICT|NEI) (\d\.\d+)", opinion.note))
    note = opinion.note
    if shares:
        words = {"SUPPORT": "agrees", "CONTRADICT": "conflicts", "NEI": "neither"}
        note = ", ".join(f"{words[k]} {100 * float(v):.0f} %" for k, v in shares.items())
    who = READERS.get(re.split("[-:]", opinion.method)[0], opinion.method)
    told = f"{who[:1].upper()}{who[1:]} ({opinion.method}): {VERDICTS.get(opinion.label, opinion.label).lower()}"
    return f"{told}; {note.rstrip('.')}" if note else told


def _whys(row: Evidence) -> list[str]:
    """Why, in the words of the layer that decided, else of the marks; a layer's bare figures are no reason.

    Of a denial the marks say it: "prevents" in the article, "prevent" in the source, would explain nothing.
    """
    if row.method == TORN:
        return [row.opinions[-1].note.rstrip(".")]
    if _place_of(row) == 3 or row.issue == "negation":
        return []
    notes = [o.note for o in row.opinions if o.note and o.method == row.method and "NEI 0" not in o.note]
    marks = [r.why for r in row.rationale if r.why not in _LAYERS and r.why not in ISSUES]
    return list(dict.fromkeys(n.rstrip(".") for n in notes or marks if n))


def _place(passage: Passage) -> str:
    """Section and locator, said once."""
    parts = [p for p in (passage.locator, passage.section) if p and p.casefold() != passage.reach.casefold()]
    return parts[0] if parts else ""


def _card(
    report: ArticleReport, finding: Finding, claim: Mapping[str, Any] | None, numbers: Mapping[str, str]
) -> dict[str, Any]:
    rule = report.rules.get(finding.rule_id) or Rule(finding.rule_id, finding.rule_id.replace("-", " ").capitalize())
    shown, differs = None, "differs" in finding.properties
    if claim:
        named = {r.id for r in finding.related}
        known = [*claim["evidence"], *claim["silent"]]
        shown = next((e for e in known if e["passage_id"] in named), None)
        shown = shown or next((e for e in known if e["label"] != "NEI"), None)
    where, quote = "", finding.location.quote.exact if finding.location else ""
    if claim:
        where = f"#{claim['key']}"
    elif finding.subject in numbers:
        where = f"#ref-{numbers[finding.subject]}"
    return {
        "fingerprint": finding.fingerprint,
        "rule": rule,
        "title": OTHERWISE if finding.rule_id == "unsupported-claim" and differs else rule.title.rstrip("."),
        "differs": differs,
        "level": finding.level.value,
        "kind": finding.kind.value,
        "owner": finding.owner.value,
        "blocking": finding.blocking,
        "suppressed": finding.suppressed,
        "message": finding.message,
        "fix": finding.fix,
        "proposed": PROPOSED.get(finding.rule_id, "Proposed"),
        "place": _spot(report.audit, finding),
        "at": finding.location.position.start if finding.location else -1,
        "quote": ""
        if any(_within(quote, said) for said in (finding.message, *(r.text for r in finding.related)))
        else quote,
        "where": where,
        "reference": numbers.get(finding.subject, ""),
        "claim": claim,
        "evidence": shown,
        "related": _beside([r for r in finding.related if not (shown and r.id in report.audit.passage_of)], numbers),
        "sure": _sure(finding, shown),
        "bound": dumps(bind(report.audit, finding)),
        "decision": str(finding.properties.get("decision", "")),
        "words": quoted(report.audit, finding),
    }


def _beside(related: Iterable[Related], numbers: Mapping[str, str]) -> list[dict[str, Any]]:
    """What stands beside a finding, one row for each role; entries of the reference list with their numbers."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in related:
        text = _rewritten(row) if "before" in row.properties else row.text
        text = f"{numbers[row.id]}. {text}" if row.role == "old source" and row.id in numbers else text
        rows.setdefault(ROLES.get(row.role, row.role.capitalize()), []).append({"text": text, "url": row.url})
    return [
        {"role": role, "rows": found, "apart": max(len(row["text"]) for row in found) > SHORT}
        for role, found in rows.items()
    ]


def _rewritten(row: Related) -> Any:
    """A sentence with what went struck out and what came underlined, every word escaped."""
    from markupsafe import Markup

    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    stretches = rewritten.words(str(row.properties["before"]), str(row.properties["after"]))
    return Markup("").join(Markup(tags[kind]).format(words) for kind, words in stretches)


def _within(quote: str, message: str) -> bool:
    """Whether a message already holds the words it is about (at least how they begin)."""
    words, text = " ".join(quote.split()), " ".join(message.split())
    return len(words) > 3 and words[:60] in text


def _sure(finding: Finding, shown: Mapping[str, Any] | None) -> str:
    """How sure a finding is, where that is a figure worth reading: not for what nobody decided."""
    percent = round(100 * finding.confidence)
    if finding.kind is Kind.OPEN or percent >= SURE or (shown is not None and not shown["score"]):
        return ""
    return f"{percent}\u00a0%\u00a0sure"


def _reference(
    report: ArticleReport,
    reference: Reference,
    findings: Sequence[Finding],
    elsewhere: Sequence[Finding],
    numbers: Mapping[str, str],
) -> dict[str, Any]:
    audit = report.audit
    resolution = audit.resolution_of.get(reference.id)
    notices = audit.notices_of.get(reference.id, ())
    probe = audit.probe_of.get(reference.URL) if reference.URL else None
    probe = probe.for_day(dates.as_cited(reference.csl)) if probe else None
    passages = [p for p in audit.passages_of.get(reference.id, ()) if p.reach != "none"]
    csl = resolution.csl if resolution and resolution.outcome == "matched" else {}
    order = ("full_text", "page", "abstract", "note")
    reach = next((r for r in order if any(p.reach == r for p in passages)), "none")
    chips = [_resolution_chip(resolution), *_notice_chips(notices), _link_chip(reference, probe)]
    doi = str(csl.get("DOI") or reference.DOI)
    pmid = str(csl.get("PMID") or reference.PMID)
    record = entry(csl) if csl else ""
    same = bool(record) and _plain(record) == _plain(reference.raw)
    return {
        "number": numbers[reference.id],
        "raw": reference.raw,
        "listed": reference.listed,
        "chips": [c for c in chips if c],
        "record": "" if same or _by_note(resolution) else record,
        "as_printed": same,
        "registry": title(resolution.registry) if resolution else "",
        "differences": [
            {"field": FIELDS.get(d.field, d.field), "printed": d.printed, "registered": d.registered}
            for d in (resolution.differences if resolution and csl else ())
        ],
        "note": _said(resolution.note) if resolution else "",
        "disclosed": _disclosed(csl),
        "doi": doi,
        "pmid": pmid,
        "url": reference.URL,
        "memento": probe.memento if probe else "",
        "memento_at": probe.memento_at[:10] if probe else "",
        "replacement": probe.replacement if probe else "",
        "probe_note": _said(probe.note) if probe else "",
        "reach": _read(next(p for p in passages if p.reach == reach)) if passages else REACH[reach],
        "findings": [
            {"fingerprint": f.fingerprint, "message": f.message, "fix": f.fix, "level": f.level.value} for f in findings
        ],
        "elsewhere": [
            {"fingerprint": f.fingerprint, "title": report.rules[f.rule_id].title.rstrip("."), "level": f.level.value}
            for f in elsewhere
            if f.rule_id in report.rules
        ],
        "used": len(audit.cited_by.get(reference.id, ())),
        "open": any(tone == "open" for tone, _ in filter(None, chips)),
    }


def _disclosed(csl: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who paid for a source and what its authors say of their interests, as (head, words)."""
    custom = csl.get("custom")
    if not isinstance(custom, Mapping):
        return []
    funding, interests = custom.get("funding"), str(custom.get("interests") or "")
    paid = "; ".join(map(str, funding)) if isinstance(funding, (list, tuple)) else str(funding or "")
    return [(head, words) for head, words in (("Funded by", paid), ("Interests declared", interests)) if words]


def _by_note(resolution: Resolution | None) -> bool:
    """Whether only an editor's note says what the work is: often less than the list prints."""
    return resolution is not None and resolution.registry == "library" and resolution.identified != "matched"


def _elsewhere(audit: Audit, reference: Reference, findings: Iterable[Finding]) -> list[Finding]:
    """Findings about something else that this reference or a passage of it stands beside."""
    ids = {reference.id, *(p.id for p in audit.passages_of.get(reference.id, ()))}
    return [f for f in findings if f.subject != reference.id and any(r.id in ids for r in f.related)]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip().removeprefix("doi ")


def _said(note: str) -> str:
    """A resolution's note as a sentence, registries by their names."""
    words = re.sub(r"\w+", lambda m: title(m[0]) if m[0] != "library" else m[0], note).strip()
    return words[:1].upper() + words[1:] + ("" if not words or words[-1] in ".?" else ".")


def _resolution_chip(resolution: Any) -> tuple[str, str]:
    if resolution is None:
        return ("open", "not looked up")
    return {
        "matched": ("good", f"found in {title(resolution.registry)}"),
        "ambiguous": ("look", "more than one record fits"),
        "not_found": ("look", "not found"),
        "unavailable": ("open", "not looked up"),
    }.get(resolution.outcome, ("open", resolution.outcome))


def _notice_chips(notices: Iterable[Any]) -> list[tuple[str, str]]:
    grave = {"retraction", "withdrawal", "removal", "partial_retraction", "expression_of_concern"}
    out = []
    for notice in notices:
        if notice.type == "none":
            continue
        if notice.type == "unavailable":
            out.append(("open", f"retractions not known ({title(notice.source)})"))
        else:
            out.append(("bad" if notice.type in grave else "look", notice.type.replace("_", " ")))
    if not out and notices:
        out.append(("good", "no retraction on record"))
    return list(dict.fromkeys(out))


def _link_chip(reference: Reference, probe: Any) -> tuple[str, str] | None:
    if not reference.URL:
        return None
    if probe is None or probe.outcome in ("not-checked", "excluded"):
        return ("open", "link not checked")
    if probe.dead:
        return ("bad", "page lost" if probe.outcome in ("soft-404", "moved-to-home", "parked") else "link dead")
    tone = {"ok": "good", "moved": "look", "redirected": "good"}
    words = {"ok": "link works", "moved": "link moved", "redirected": "link works"}
    return tone.get(probe.outcome, "open"), words.get(probe.outcome, f"link: {probe.outcome.replace('-', ' ')}")


def entry(csl: Mapping[str, Any]) -> str:
    """A record as a reference list prints it (AMA order), for copying; only what the record holds."""
    names = [_name(n) for n in csl.get("author", ())]
    shown = names if len(names) <= 6 else [*names[:3], "et al"]
    issued = csl.get("issued", {}).get("date-parts", [[]])
    year = str(issued[0][0]) if issued and issued[0] else ""
    title = str(csl.get("title", "")).rstrip(".")
    journal = str(csl.get("container-title-short") or csl.get("container-title") or "")
    where = str(csl.get("volume", "")) + (f"({csl['issue']})" if csl.get("issue") else "")
    pages = str(csl.get("page", ""))
    place = year + (f";{where}" if where and year else where) + (f":{pages}" if pages else "")
    publisher = str(csl.get("publisher", ""))
    parts = [", ".join(n for n in shown if n), title + ("" if title.endswith("?") else "."), journal and f"{journal}."]
    parts.append(f"{publisher}; {year}." if publisher and not journal else f"{place}." if place else "")
    if csl.get("DOI"):
        parts.append(f"doi:{csl['DOI']}")
    elif csl.get("URL"):
        parts.append(str(csl["URL"]))
    head = parts[0] + ("" if not parts[0] or parts[0].endswith(".") else ".")
    return " ".join(p for p in (head, *parts[1:]) if p and p != ".")


def _name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    given = str(name.get("given", ""))
    bare = given.replace(".", " ").replace("-", " ").split()
    initials = bare[0] if len(bare) == 1 and bare[0].isupper() and len(bare[0]) <= 4 else "".join(w[0] for w in bare)
    family = " ".join(p for p in (str(name.get("non-dropping-particle", "")), str(name.get("family", ""))) if p)
    return f"{family} {initials}".strip()


def _unread(audit: Audit, numbers: Mapping[str, str]) -> list[dict[str, Any]]:
    """References no text of which was read, together by the reason."""
    out: dict[str, list[str]] = {}
    for reference in audit.references:
        rows = audit.passages_of.get(reference.id, ())
        if not any(p.reach != "none" for p in rows):
            note = next((p.note for p in rows if p.note), "no text of this source was at hand")
            asked = audit.resolution_of.get(reference.id)
            unasked = note == "not identified" and (asked is None or asked.outcome == "unavailable")
            note = _UNASKED if unasked else _NOTES.get(note, note)
            out.setdefault(_said(note), []).append(numbers[reference.id])
    return [{"cite": _cite(which).lower(), "count": len(which), "why": why} for why, which in out.items()]


_UNASKED = "no registry was asked for it"
_NOTES: Mapping[str, str] = {"not identified": "the entry could not be matched with a registered work"}


def _provenance(report: ArticleReport) -> dict[str, Any]:
    audit, run = report.audit, report.run
    snapshots = sorted(
        {(p.work, p.reach, p.source, p.retrieved_at, p.snapshot) for p in audit.passages if p.snapshot},
    )
    rows = [("Article", audit.document.source), ("Article digest (sha256)", audit.document.sha256)]
    rows += [("Judged as of", audit.as_of), ("Policy", audit.policy.name), ("Citewarden", run.version), ("Run", run.id)]
    rows.append(("Network", "not used" if audit.offline else "used"))
    judges = {o.method for e in audit.evidence for o in e.opinions if o.method.startswith("judge:")}
    rows += [("Judge", name.partition(":")[2]) for name in sorted(judges)]
    if run.started_at:
        rows.append(("Started", run.started_at))
    if run.ended_at:
        rows.append(("Ended", run.ended_at))
    return {
        "rows": rows,
        "used": sorted(run.used.items()),
        "snapshots": [dict(zip(("work", "reach", "source", "at", "sha"), s, strict=True)) for s in snapshots],
        "asked": [
            {
                "number": r.id.rsplit("-", 1)[-1],
                "registry": title(q.registry),
                "at": q.asked_at,
                "digest": q.digest[:12],
            }
            for r in audit.references
            if (q := audit.resolution_of.get(r.id)) and q.digest
        ],
    }


# The article with its claims in place -------------------------------------------------------------------------------


def _blocks(
    audit: Audit, claims: Sequence[Claim], views: Mapping[str, Mapping[str, Any]], numbers: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The article's blocks in order; runs of list items and of table rows are one block with `children`."""
    document = audit.document
    spans = [(b.kind, b.start, b.end, b.level) for b in document.blocks] or _paragraphs(audit)
    marks = _marks(claims)
    listed = {r.target.position.start: numbers[r.id] for r in audit.references if r.listed}
    out: list[dict[str, Any]] = []
    at = 0
    for kind, start, end, level in spans:
        while at < len(marks) and marks[at][0] < start:
            at += 1
        inside, ahead = [], at
        while ahead < len(marks) and marks[ahead][0] < end:
            inside.append(marks[ahead])
            ahead += 1
        runs = _runs(document.text, start, end, inside, views)
        if not any(r["text"].strip() for r in runs):
            continue
        reference = next((n for s, n in listed.items() if start <= s < end), "") if kind == "reference" else ""
        block = {"kind": kind, "level": level, "runs": runs, "reference": reference}
        block |= {"start": start, "end": end, "anchor": ""}
        group = {"item": "list", "row": "rows", "reference": "sources", "furniture": "furniture"}.get(kind, "")
        if group and out and out[-1]["kind"] == group:
            out[-1]["children"].append(block)
        elif group:
            out.append({"kind": group, "level": 0, "anchor": "", "children": [block]})
        else:
            out.append(block)
    return out


def _paragraphs(audit: Audit) -> list[tuple[str, int, int, int]]:
    """Lines as blocks, for a document whose reader made none."""
    document, out, at = audit.document, [], 0
    heads = {s.start: s.level for s in document.sections}
    references = {r.target.position.start for r in audit.references}
    for line in document.text.split("\n"):
        kind = "heading" if at in heads and line else "reference" if at in references else "paragraph"
        if line.strip():
            out.append((kind, at, at + len(line), heads.get(at, 0)))
        at += len(line) + 1
    return out


def _marks(claims: Sequence[Claim]) -> list[tuple[int, int, list[str]]]:
    """Where claims stand, without overlaps: (start, end, ids); claims inside another one share its mark."""
    out: list[tuple[int, int, list[str]]] = []
    for claim in sorted(claims, key=lambda c: (c.target.position.start, -c.target.position.end)):
        start, end = claim.target.position.start, claim.target.position.end
        if out and start < out[-1][1]:
            out[-1][2].append(claim.id)
        elif start < end:
            out.append((start, end, [claim.id]))
    return out


def _runs(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int, list[str]]], views: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    at = start
    for low, high, ids in marks:
        if low > at:
            out.append({"text": text[at:low], "claims": []})
        out.append({"text": text[low : min(high, end)], "claims": [views[i] for i in ids]})
        at = min(high, end)
    if at < end:
        out.append({"text": text[at:end], "claims": []})
    return out

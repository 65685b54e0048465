"""The page over all articles: what is worst, whose turn it is, what changed; four figures.

Rows are sorted worst first. The first `SHOWN` stand in the page as plain HTML; the rest are data the page's script
sorts and filters. Beyond `INLINE` articles the data lie in further files beside the page, read when somebody asks for
them, so that the page opens at once however large the site is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citewarden.formats import Entry, Site, Totals, judge_words, plural
from citewarden.formats._decisions import KINDS, decided, quarters
from citewarden.formats._template import environment, policy, seen
from citewarden.formats.digest import held
from citewarden.formats.html import LEVELS
from citewarden.model import Kind
from citewarden.text.hidden import shown
from citewarden.text.reviews import quarter_end

NAME = "index"
FILE = "index.html"
SHOWN = 100
INLINE = 10_000
PAGE = 5_000

CLAIMS: Mapping[str, str] = {
    "SUPPORT": "in the words of a source",
    "differs": "differing in a point",
    "CONTRADICT": "conflicting",
    "NEI": "not decided",
    "unread": "unclear without context",
    "none": "no source text",
}
LINKS: Mapping[str, str] = {
    "working": "working",
    "moved": "moved",
    "dead": "dead or lost",
    "not known": "not known",
}
AGES = (("up to 2 years", 2), ("3 to 5", 5), ("6 to 10", 10), ("11 to 20", 20), ("older", 10_000))


def render(site: Site) -> Iterator[str]:
    """The page, whole."""
    rows, totals = _shared(site)
    template = environment().get_template("index.html.jinja")
    until = quarter_end(site.run.as_of)
    beyond = [f"index-data/{n}.js" for n in range(1, 1 + len(range(INLINE, len(rows), PAGE)))]
    page = template.render(
        csp=policy("style.css", "index.css", "index.js").replace("script-src ", "script-src 'self' "),
        run=site.run,
        totals=totals,
        rows=[dict(zip(FIELDS, row, strict=True)) for row in rows[:SHOWN]],
        count=len(rows),
        held=sum(1 for r in rows if r[3]),
        unsure=len(rows) if site.run.offline else sum(1 for r in rows if r[7]),
        clean=sum(1 for r in rows if r[2] == "" and not r[7]),
        truncated=held(site.turnover) if site.turnover.held else "",
        news=_news(site, rows),
        owners=sorted({who.rpartition(" ")[0] for r in rows for who in r[WAITING].split(", ") if who}),
        data=_script({"fields": FIELDS, "rows": rows[:INLINE], "more": beyond, "total": len(rows)}),
        levels=LEVELS,
        figures=[
            _over_time([*site.history, totals]),
            _shares("Claims and their sources", totals.verdicts, CLAIMS, _VERDICT_TONES),
            _shares("Addresses in reference lists", totals.links, LINKS, _LINK_TONES),
            _ages(site.tally.years, site.run.as_of),
        ],
        late=site.run.as_of,
        judge=judge_words(str(site.run.used.get("judge", "")), site.run.counts.get("judge", {})),
        until=until,
        due=sum(1 for r in rows if r[DUE] and r[DUE] <= until),
        overdue=sum(1 for r in rows if r[DUE] and r[DUE] < site.run.as_of),
        decided=decided(site.suppressions, site.rules, site.run.as_of),
        kinds=KINDS,
        quarters=quarters(site.run.as_of),
    )
    yield seen(page)


def parts(site: Site) -> Iterator[tuple[str, Iterator[str]]]:
    """The further data files of a large site: (name, its text in pieces)."""
    rows, _ = _shared(site)
    for number, start in enumerate(range(INLINE, len(rows), PAGE), 1):
        text = f"citewardenMore({_script(rows[start : start + PAGE])});\n"
        yield f"index-data/{number}.js", iter([text])


FIELDS = (
    "name",
    "title",
    "worst",
    "blocking",
    "errors",
    "warnings",
    "notes",
    "open",
    "who",
    "desk",
    "reviewed",
    "next_review",
    "new",
    "fixed",
    "claims",
    "backed",
    "document",
    "waiting",
    "decided",
)


DUE = FIELDS.index("next_review")
WAITING = FIELDS.index("waiting")


Table = tuple[list[tuple[Any, ...]], Totals]


def _shared(site: Site) -> Table:
    """The table, made once for page, data files and totals."""
    if "index" not in site.shared:
        site.shared["index"] = _table(site)
    made: Any = site.shared["index"]
    return made  # type: ignore[no-any-return]


def _table(site: Site) -> Table:
    gone = Counter(s.document for s in site.tally.gone if not s.suppressed and s.kind is not Kind.OPEN)
    new: Counter[str] = Counter()
    for change in () if site.first else site.changes():
        new[change.article] += change.before is None and change.head and not change.finding.suppressed
    rows = [_row(entry, new[entry.document], gone[entry.document]) for entry in site.tally.entries]
    rows.sort(key=lambda r: (-r[3], -r[4], -r[5], -r[6], -r[7], r[16]))
    totals = Totals(
        site.run.as_of,
        len(rows),
        {level: sum(r[FIELDS.index(f"{level}s")] for r in rows) for level in ("error", "warning", "note")},
        sum(r[FIELDS.index("blocking")] for r in rows),
        sum(r[FIELDS.index("open")] for r in rows),
        {k: site.tally.verdicts.get(k, 0) for k in CLAIMS},
        {k: site.tally.links.get(k, 0) for k in LINKS},
    )
    return rows, totals


def totals(site: Site) -> Totals:
    """What this run counts, for the history the next run is drawn with."""
    return _shared(site)[1]


def _row(entry: Entry, new: int, gone: int) -> tuple[Any, ...]:
    return (
        entry.name,
        entry.title,
        entry.worst,
        entry.blocking,
        entry.errors,
        entry.warnings,
        entry.notes,
        entry.open,
        entry.who,
        entry.owner,
        entry.reviewed,
        entry.due,
        new,
        gone,
        entry.claims,
        entry.backed,
        entry.document,
        entry.waiting,
        entry.decided,
    )


def _news(site: Site, rows: Sequence[tuple[Any, ...]]) -> str:
    if site.first:
        return "This is the first run, so there is nothing to compare it with."
    new, fixed = sum(r[12] for r in rows), sum(r[13] for r in rows)
    if not new and not fixed:
        return "Nothing changed since the run before."
    return f"Since the run before: {plural(new, 'new finding')}, {fixed:,} gone."


def _script(data: Any) -> Any:
    """JSON that may stand inside a script element: no `<`, so no end tag and no comment can begin."""
    from markupsafe import Markup

    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if "\\u00" in text or shown(text) is not text:
        text = json.dumps(_visible(data), ensure_ascii=False, separators=(",", ":"))
    for bad, good in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(bad, good)
    return Markup(text)


def _visible(data: Any) -> Any:
    """JSON data with the hidden signs of its words written out."""
    if isinstance(data, str):
        return shown(data)
    if isinstance(data, Mapping):
        return {key: _visible(value) for key, value in data.items()}
    return [_visible(value) for value in data] if isinstance(data, (list, tuple)) else data


# Figures: small SVG, drawn here, with their numbers in words beside them ------------------------------------------

_VERDICT_TONES = {
    "SUPPORT": "quiet",
    "CONTRADICT": "bad",
    "differs": "look",
    "NEI": "note",
    "unread": "faint",
    "none": "open",
}
_LINK_TONES = {"working": "good", "moved": "look", "dead": "bad", "not known": "open"}


def _shares(
    title: str, counts: Mapping[str, int], words: Mapping[str, str], tones: Mapping[str, str]
) -> dict[str, Any]:
    """One bar, cut by share."""
    whole = sum(counts.get(k, 0) for k in words)
    bars, at = [], 0.0
    for key in words:
        width = 100 * counts.get(key, 0) / whole if whole else 0.0
        if width:
            bars.append({"x": round(at, 2), "width": round(width, 2), "tone": tones[key]})
        at += width
    legend = [
        {
            "tone": tones[k],
            "words": w,
            "count": counts.get(k, 0),
            "share": f"{100 * counts.get(k, 0) / whole:.0f} %" if whole else "",
        }
        for k, w in words.items()
    ]
    return {"kind": "share", "title": title, "bars": bars, "legend": legend, "whole": whole}


def _ages(years: Mapping[int, int], as_of: str) -> dict[str, Any]:
    """Columns of references by age."""
    now = int(as_of[:4]) if as_of[:4].isdecimal() else max(years, default=0)
    counts = [0] * len(AGES)
    for year, count in years.items():
        place = next(n for n, (_, limit) in enumerate(AGES) if max(0, now - year) <= limit)
        counts[place] += count
    top = max(counts, default=0)
    bars = [
        {"x": 20 * n + 2, "height": round(60 * c / top, 2) if top else 0, "tone": "note", "count": c}
        for n, c in enumerate(counts)
    ]
    legend = [{"tone": "", "words": w, "count": c, "share": ""} for (w, _), c in zip(AGES, counts, strict=True)]
    return {"kind": "columns", "title": "Age of the references", "bars": bars, "legend": legend, "whole": sum(counts)}


def _over_time(runs: Sequence[Totals]) -> dict[str, Any]:
    """Lines of findings by level over the last 60 runs."""
    runs = runs[-60:]
    series = []
    top = max((max(r.levels.get(k, 0) for k in ("error", "warning", "note")) for r in runs), default=0) or 1
    step = 100 / (len(runs) - 1) if len(runs) > 1 else 0
    for key, tone in (("error", "bad"), ("warning", "look"), ("note", "note")):
        points = [f"{round(n * step, 2)},{round(58 - 54 * r.levels.get(key, 0) / top, 2)}" for n, r in enumerate(runs)]
        series.append({"tone": tone, "points": " ".join(points)})
    last = runs[-1]
    legend = [
        {"tone": tone, "words": LEVELS[k].lower(), "count": last.levels.get(k, 0), "share": ""}
        for k, tone in (("error", "bad"), ("warning", "look"), ("note", "note"))
    ]
    title = "Findings over time" if len(runs) > 1 else "Findings"
    span = f"{runs[0].as_of} to {last.as_of}" if len(runs) > 1 else "one run so far; lines from the second on"
    return {
        "kind": "lines",
        "title": title,
        "series": series if len(runs) > 1 else [],
        "legend": legend,
        "span": span,
        "whole": sum(last.levels.values()),
    }

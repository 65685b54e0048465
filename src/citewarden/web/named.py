"""What an observation of an address is to one reference to it.

What a page shows that was suspected for its words is kept beside its judgement (`shows.py`), which is the same for
everybody who cites the address. Each reference asks by its own title here, so that no article is told anything by the
title of another. A heading that is the title makes a lost page an open question, and if the page tells much of it
besides, a living one (an open question still where the status is that of a page that is gone).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from citewarden.model import Probe
from citewarden.text import dates

_MISPLACED = frozenset({"soft-404", "moved-to-home", "parked"})


def as_cited(probe: Probe, csl: Mapping[str, Any]) -> Probe:
    """An observation as it is for one reference: with the copy of its day (`Probe.for_day`), and not suspected for what
    a page says that names the work."""
    row = probe.for_day(dates.as_cited(csl))
    if not row.shows:
        return row
    from citewarden.web import shows  # no gate pays for it that has no such page

    found, row = shows.named(row, csl), replace(row, shows="")
    if found == "lives" and row.outcome == "gone":
        return replace(
            row, outcome="server-error", dead=False, replacement="", note=f"{row.note}; yet it shows what is cited"
        )
    if found == "lives":
        outcome = "redirected" if row.redirects else "ok"
        return replace(row, outcome=outcome, dead=False, replacement="", note=f"{row.note}; yet it is what is cited")
    if found and row.outcome in _MISPLACED:
        note = f"{row.note}; yet it names what is cited"
        return replace(row, outcome="blocked", dead=False, replacement="", note=note)
    return row

"""An address and what it answered (HTTP, Memento)."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Link:
    """An address cited by one or more references, normalised and deduplicated by `gather`; `host` in lower case.

    `accessed` is the earliest access date of those references, ISO, "" if unknown; `days` are the days as of which they
    cite it, each once: when it was read, else when it was published, "" where neither is told.
    """

    url: str
    host: str
    references: tuple[str, ...]
    accessed: str = ""
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probe:
    """One judged observation of an address.

    `outcome`: ok, moved, redirected, moved-to-home, soft-404, parked, gone, no-host, tls, restricted, blocked,
    rate-limited, server-error, timed-out, unreachable, reset, refused, not-http, bad-redirect, fragment-missing,
    doi-unregistered, malformed (the address itself), excluded (no web address), disallowed (by robots.txt) or
    not-checked. `dead` is the judgement over time
    (policy), never one observation: the page cited is not to be had any more, be it gone, silent, misplaced or parked.
    `redirects` is the chain as (status, address). `history` is (asked_at, outcome) of the earlier observations kept in
    `state/`, oldest first. `copies` are the archived copies looked up: (a day as of which the page is cited, the copy's
    address, the day it was taken); `memento` and `memento_at` are the copy for the first of those days, or for the
    reference at hand (`for_day`). `replacement` is a proposed address, `note` the cause in plain words. `asked_at` is
    ISO with time, "" when nobody was asked; `elapsed` is whole seconds of conversation. `next_try` is when the site
    said to come back. `archive` is what the web archive said: "found", "none", "unavailable", "" when it was not asked.
    `shows` is what a page that was suspected for its words shows all the same: its headings, an empty line, and its
    sentences, each on a line, without what speaks of access or says that something is missing ("" for any other page).
    `digest` is of the main text seen now; `sketch` is the sketch (`web/minhash.py`) of the page as it was on
    `sketch_at` (when it was first seen, or the archived copy nearest to the access date), and `similarity` how alike
    the page is to that, 0 to 1, -1 if not compared.
    """

    url: str
    outcome: str
    final_url: str = ""
    status: int = 0
    redirects: tuple[tuple[int, str], ...] = ()
    digest: str = ""
    similarity: float = -1.0
    asked_at: str = ""
    elapsed: float = 0.0
    dead: bool = False
    history: tuple[tuple[str, str], ...] = ()
    memento: str = ""
    memento_at: str = ""
    replacement: str = ""
    note: str = ""
    next_try: str = ""
    archive: str = ""
    sketch: str = ""
    sketch_at: str = ""
    copies: tuple[tuple[str, str, str], ...] = ()
    shows: str = ""

    def for_day(self, day: str) -> Probe:
        """As it is for a reference that cites the page as of `day`: with the copy nearest to that day."""
        if not self.copies:
            return self
        address, at = next((copy for cited, *copy in self.copies if cited == day), (self.memento, self.memento_at))
        replacement = address if self.replacement == self.memento else self.replacement
        return replace(self, memento=address, memento_at=at, replacement=replacement, copies=())

"""What a page says about itself: title, main text, where it sends the reader, and the words that give a bad page away.

The words are data (`config/lexicons/link_cues.yaml`), handed in as `Cues`. Main text is what remains of a page without
navigation, headers, footers, forms and scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

_DROPPED = ("script", "style", "template", "noscript", "nav", "header", "footer", "aside", "form", "svg", "iframe")
_REFRESH = re.compile(r"^\s*(\d+(?:\.\d*)?)\s*(?:[;,]\s*(?:url\s*=\s*)?['\"]?\s*([^'\"]*))?", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
LONGEST_REFRESH = 10.0
"""Seconds; a page that reloads later than this is a page, not a signpost."""


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page. `refresh` and `canonical` are as written, `anchors` every id and name, None if not asked for;
    `words` counts those of `text`, the main text."""

    title: str = ""
    heading: str = ""
    text: str = ""
    refresh: str = ""
    canonical: str = ""
    scripts: int = 0
    password: bool = False
    markup: str = field(default="", repr=False)
    anchors: frozenset[str] | None = None
    words: int = 0

    @property
    def hollow(self) -> bool:
        """A shell that scripts would fill: nothing can be said of its content."""
        return self.scripts > 0 and len(self.text) < 200 and self.words < 25


def read(body: bytes, content_type: str = "", *, anchors: bool = False) -> Page:
    """The page in `body`; an empty `Page` when nothing can be read."""
    from lxml import etree, html

    if not body.strip():
        return Page(anchors=frozenset() if anchors else None)
    tree: Any
    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(encoding=_encoding(body, content_type)))
    except (etree.LxmlError, ValueError, LookupError):
        return Page(anchors=frozenset() if anchors else None)
    refresh = canonical = ""
    for meta in tree.iter("meta"):
        if str(meta.get("http-equiv", "")).lower() == "refresh" and not refresh:
            refresh = _refresh(str(meta.get("content", "")))
    for link in tree.iter("link"):
        if "canonical" in str(link.get("rel", "")).lower().split():
            canonical = str(link.get("href", ""))
            break
    found = None
    if anchors:
        found = frozenset(str(v) for v in tree.xpath("//@id | //a/@name"))
    title = _line(tree.findtext(".//title") or "")
    first = next(tree.iter("h1"), None)
    password = bool(tree.xpath("//input[translate(@type,'PASWORD','pasword')='password']"))
    scripts = sum(1 for _ in tree.iter("script"))
    heading = _line(first.text_content()) if first is not None else ""
    etree.strip_elements(tree, etree.Comment, *_DROPPED, with_tail=False)
    whole = tree.find("body")
    text = _line(" ".join((whole if whole is not None else tree).itertext()))
    markup = body[:20000].decode("latin-1").lower()
    words = len(text.split())
    return Page(title, heading, text, refresh, canonical, scripts, password, markup, found, words)


def _encoding(body: bytes, content_type: str) -> str | None:
    named = _CHARSET.search(content_type)
    if named:
        return named[1]
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(body) - 4:  # not merely cut inside the last character
            return None
    return "utf-8"


def _refresh(content: str) -> str:
    found = _REFRESH.match(content)
    if not found or not found[2] or float(found[1]) > LONGEST_REFRESH:
        return ""
    return found[2].strip()


def _line(text: str) -> str:
    return " ".join(text.split())


def has_anchor(page: Page, fragment: str) -> bool:
    """Does the page have the place `fragment` names? True also for the top, text fragments and script routes."""
    name = unquote(fragment).partition(":~:")[0]
    if page.anchors is None or name.lower() in ("", "top") or name[0] in "!/" or "=" in name:
        return True
    return name in page.anchors or fragment in page.anchors


@dataclass(frozen=True)
class Cues:
    """Phrases and hosts that give a page away, lower case. Keys of the lexicon `link_cues`."""

    not_found: Sequence[str] = ()
    parked: Sequence[str] = ()
    parking_hosts: Sequence[str] = ()
    bot_wall: Sequence[str] = ()
    bot_wall_markup: Sequence[str] = ()
    login_paths: Sequence[str] = ()

    @classmethod
    def of(cls, lexicon: Mapping[str, Any]) -> Cues:
        """The cues of a lexicon's data."""
        names = cls.__dataclass_fields__
        return cls(**{n: tuple(str(v).lower() for v in lexicon.get(n) or ()) for n in names})

    @cached_property
    def _not_found(self) -> re.Pattern[str] | None:
        return _any(self.not_found)

    @cached_property
    def _parked(self) -> re.Pattern[str] | None:
        return _any(self.parked)

    @cached_property
    def _bot_wall(self) -> re.Pattern[str] | None:
        return _any(self.bot_wall)

    @cached_property
    def _login(self) -> re.Pattern[str] | None:
        words = "|".join(re.escape(word) for word in self.login_paths)
        return re.compile(rf"(?:^|[/._?&=-])(?:{words})(?:$|[/._?&=-])", re.IGNORECASE) if words else None

    def not_found_in(self, page: Page) -> str:
        """The phrase that says "not found": in the title or heading, or opening a short page; "" if none."""
        return _phrase(self._not_found, page.title, page.heading, page.text[:300] if page.words < 120 else "")

    def parked_in(self, page: Page) -> str:
        """The phrase that offers the domain for sale, "" if none."""
        return _phrase(self._parked, page.title, page.heading, page.text[:1000] if page.words < 300 else "")

    def parking_host(self, host: str) -> bool:
        """Is `host` (or a parent of it) known to hold parked domains?"""
        return any(host == known or host.endswith("." + known) for known in self.parking_hosts)

    def bot_wall_in(self, page: Page) -> str:
        """The phrase of a page that only keeps robots out, "" if none."""
        found = _phrase(self._bot_wall, page.title, page.heading, page.text[:400] if page.words < 120 else "")
        if found or page.words >= 120:
            return found
        return next((mark for mark in self.bot_wall_markup if mark in page.markup), "")

    def login(self, target: str) -> bool:
        """Does a path and query (or host) look like a sign-in page's?"""
        return bool(self._login and self._login.search(target))


def _any(phrases: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in phrases), re.IGNORECASE) if phrases else None


def _phrase(pattern: re.Pattern[str] | None, *texts: str) -> str:
    if pattern is None:
        return ""
    return next((found[0] for text in texts if text and (found := pattern.search(text.replace("’", "'")))), "")

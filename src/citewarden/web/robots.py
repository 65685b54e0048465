"""What a site asks robots to leave alone (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

LARGEST = 512_000
"""Bytes read of a robots.txt (RFC 9309 asks for at least 500 KiB)."""

UNASKED = "not asked: robots.txt"
"""How everything begins that is said of an address which robots may not visit."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us. `rules` are (path pattern, allowed); `delay` is seconds between requests, 0 if not asked."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """May `target` (path and query) be fetched? The longest matching rule decides, "allow" on a tie."""
        if not self.rules or target == "/robots.txt":
            return True
        text = _normal(target)
        best, allowed = -1, True
        for pattern, allow in self.rules:
            if len(pattern) >= best and _matches(pattern, text) and (len(pattern) > best or allow):
                best, allowed = len(pattern), allow
        return allowed


ANYTHING = Robots()


def parse(body: bytes, product: str) -> Robots:
    """The rules of a robots.txt for `product` ("citewarden"), or else those for everybody."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    names: list[str] = []
    open_ = False
    for raw in body[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        field, colon, value = raw.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field in ("user-agent", "useragent", "user agent"):
            if not open_:
                names = []
            open_ = True
            names.append(re.split(r"[/\s]", value.lower())[0])
            groups.setdefault(names[-1], [])
            continue
        if field in ("allow", "disallow"):
            open_ = False
            if value:
                for name in names:
                    groups[name].append((_normal(value), field == "allow"))
        elif field == "crawl-delay":
            open_ = False
            for name in names:
                delays[name] = _number(value)
    mine = product.lower() if product.lower() in groups else "*"
    rules = tuple(groups.get(mine, ()))
    return Robots(rules, delays.get(mine, 0.0)) if rules or mine in delays else ANYTHING


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0


def _normal(target: str) -> str:
    return quote(unquote(target), safe="/:@!$&'()*+,;=~?%-._")


def _matches(pattern: str, text: str) -> bool:
    """Does `text` begin with what `pattern` describes? Each "*" takes as little as it can, so no pattern is slow."""
    whole = pattern.endswith("$")
    first, *parts = (pattern[:-1] if whole else pattern).split("*")
    if not text.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(parts, 1):
        if whole and number == len(parts):
            return len(text) - len(part) >= at and text.endswith(part)
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return not whole or at == len(text)

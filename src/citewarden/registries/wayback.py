"""The Internet Archive's Wayback Machine: which copies of a page are kept, and how to ask for a new one.

Two questions: the CDX index (complete) and the availability API (which answers empty or 429 for most https pages, so
that only what it finds counts). Addresses of copies follow RFC 7089 (Memento): `web/<14 digits>/<address>`; `id_` after
the digits gives the page as it was archived, without the archive's own frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from citewarden.model import Service
from citewarden.registries._record import loads

ARCHIVE = "https://web.archive.org"
SERVICES = (
    Service("wayback", "the Wayback Machine", "https://archive.org", "archived copies of lost pages", rate=0.5),
    Service("wayback_cdx", "the Wayback Machine's index", ARCHIVE, "archived copies of lost pages", rate=0.4),
    Service(
        "wayback_save", "the Wayback Machine's Save Page Now", ARCHIVE, "new copies, for `citewarden archive` only",
        rate=0.05, rate_with_key=0.1, key_header="Authorization: LOW",
        key_buys="`access:secret` of the Internet Archive: six copies a minute instead of three",
    ),
)  # fmt: skip
_DIGITS = "00000101000000"


@dataclass(frozen=True, slots=True)
class Memento:
    """One archived copy; `at` is the ISO date it was taken."""

    address: str
    at: str

    @property
    def raw(self) -> str:
        """The address of the page itself, without the archive's frame and rewritten links."""
        head, digits, original = self._parts()
        return f"{head}{digits}id_/{original}"

    def _parts(self) -> tuple[str, str, str]:
        head, _, rest = self.address.partition("/web/")
        digits, _, original = rest.partition("/")
        return f"{head}/web/", digits, original


def url(base: str, address: str, day: str = "") -> str:
    """Where the availability of `address` is asked, nearest to an ISO `day` ("" for the latest copy)."""
    when = f"&timestamp={_stamp(day)}" if day else ""
    return f"{base}/wayback/available?url={quote(address, safe='')}{when}"


def parse(payload: bytes) -> Memento | None:
    """The nearest copy in an availability answer, None if it names none.

    Raises:
        ValueError: the payload is no such answer.
    """
    data = loads(payload)
    if not isinstance(data, dict) or not isinstance(data.get("archived_snapshots"), dict):
        raise ValueError("not an availability answer")
    closest = data["archived_snapshots"].get("closest")
    if not isinstance(closest, dict) or not closest.get("available") or str(closest.get("status", "200")) != "200":
        return None
    return _memento(str(closest.get("timestamp", "")), str(closest.get("url", "")))


def closest_url(base: str, address: str, day: str = "") -> str:
    """Where the index is asked for the copy of `address` nearest to an ISO `day` ("" for the latest) that answered 200.

    Both forms are the index's quick ones; a caller may ask 24 times a minute.
    """
    fields = "output=json&fl=timestamp,original,statuscode&filter=statuscode:200"
    which = f"closest={_stamp(day)}&sort=closest&limit=1" if day else "fastLatest=true&limit=-1"
    return f"{base}/cdx/search/cdx?url={quote(address, safe='')}&{fields}&{which}"


def parse_cdx(payload: bytes, day: str = "") -> Memento | None:
    """The copy nearest to an ISO `day` in a CDX answer ("" for the latest), None if it lists none.

    Raises:
        ValueError: the payload is no such answer.
    """
    if not payload.strip():
        return None
    rows = loads(payload)
    if not isinstance(rows, list) or (rows and not isinstance(rows[0], list)):
        raise ValueError("not a CDX answer")
    if len(rows) < 2:
        return None
    names = [str(name) for name in rows[0]]
    copies = [dict(zip(names, (str(v) for v in row), strict=False)) for row in rows[1:] if isinstance(row, list)]
    kept = [c for c in copies if c.get("statuscode", "200") in ("200", "-") and c.get("timestamp", "")[:8].isdecimal()]
    if not kept:
        return None
    chosen = min(kept, key=lambda c: (_apart(c["timestamp"], day), c["timestamp"])) if day else kept[-1]
    return _memento(chosen["timestamp"], f"/web/{chosen['timestamp']}/{chosen.get('original', '')}")


def direct(address: str, day: str = "") -> str:
    """An address that leads to the copy nearest to `day` if there is one; nobody was asked whether there is."""
    return f"{ARCHIVE}/web/{_stamp(day)[:8] if day else '2'}/{address}"


def save_url(base: str, address: str) -> str:
    """Where a copy of `address` can be asked for: three times a minute, six with a key."""
    return f"{base}/save/{address}"


def distance(first: str, second: str) -> int:
    """Days between two ISO dates of any precision; a large number when one is no date."""
    return _apart(_stamp(first), second)


def _memento(stamp: str, address: str) -> Memento | None:
    _, found, original = address.partition("/web/")
    original = original.partition("/")[2]
    if not found or not original or not stamp[:8].isdecimal():
        return None
    return Memento(f"{ARCHIVE}/web/{stamp}/{original}", f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}")


def _stamp(day: str) -> str:
    digits = "".join(c for c in day if c.isdecimal())[:14]
    return digits + _DIGITS[len(digits) :]


def _apart(stamp: str, day: str) -> int:
    here, there = _date(stamp), _date(_stamp(day))
    return abs((here - there).days) if here and there else 1_000_000


def _date(stamp: Any) -> date | None:
    try:
        return datetime.strptime(str(stamp)[:8], "%Y%m%d").date()
    except ValueError:
        return None

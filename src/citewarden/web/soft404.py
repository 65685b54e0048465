"""Is a page that answers 200 really there? Ask a neighbour that cannot exist (Bar-Yossef et al. 2004).

A site that answers its neighbour with 404 is honest. One that answers it with the same page, or sends it to the same
place, says nothing by its 200. Phrases alone misfire (a page *about* missing pages), so they count only where the
neighbour did not speak for the page. Home pages are exempt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from citewarden.web.html_cues import Page
from citewarden.web.sketch import similarity, sketch
from citewarden.web.urls import Url

ALIKE = 0.8
"""Share of common word runs from which two pages are taken to be one."""

_HOME = re.compile(
    r"^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|welcome|main)(?:\.[a-z]{2,5})?/?)?$", re.IGNORECASE
)
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)


def is_home(url: Url) -> bool:
    """Is this the front page of a site (or of its language)? A query that picks a page makes it deep."""
    return bool(_HOME.match(url.path)) and not re.search(r"[?&](?:p|id|page|page_id|q)=", url.target)


def neighbour(url: Url) -> Url:
    """An address beside `url` that no site has: the same folder and kind of name, the last part made up."""
    folder, _, name = url.path.rstrip("/").rpartition("/")
    extension = _EXTENSION.search(name)
    made_up = "citewarden-" + sha256(url.address.encode()).hexdigest()[:16]
    slash = "/" if url.path.endswith("/") else ""
    return url.at(f"{folder}/{made_up}{extension[0] if extension else slash}")


def group(url: Url) -> str:
    """Addresses of one group share one neighbour: same site, same first folder, same kind of name."""
    folders = url.path.split("/")[1:-1]
    extension = _EXTENSION.search(url.path)
    return f"{url.origin}/{folders[0] if folders else ''}{extension[0].lower() if extension else ''}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What the made-up address answered. `honest`: it was refused as not found. `known`: it says anything at all."""

    known: bool = False
    honest: bool = False
    final: str = ""
    sketch: str = ""
    title: str = ""
    words: int = 0


def judge(url: Url, page: Page, page_sketch: str, cue: str, beside: Neighbour) -> str:
    """Why the page is a soft 404, "" if it is not one. `url` is where it was finally found."""
    if is_home(url) or beside.honest:
        return ""
    if beside.known:
        if beside.final == url.address:
            return "an address that cannot exist leads to the same page"
        alike = similarity(page_sketch, beside.sketch)
        if alike >= ALIKE and not (page.hollow and not cue):
            return f"an address that cannot exist shows the same page ({alike:.0%} alike)"
        if cue and page.title and page.title == beside.title:
            return f"the page says {cue!r} and an address that cannot exist has the same title"
    if cue and page.words < 150:
        return f"the page answers as if it were there, but says {cue!r}"
    return ""


def seen(final: Url, page: Page) -> Neighbour:
    """The neighbour that answered with a page."""
    return Neighbour(True, False, final.address, sketch(page.text), page.title, page.words)

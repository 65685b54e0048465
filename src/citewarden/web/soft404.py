"""A neighbour of an address that cannot exist, by which a site shows what its 200 is worth (Bar-Yossef et al. 2004).

A site that answers its neighbour with 404 is honest. One that answers it with the same page, or sends it to the same
place, says nothing by its 200 (`judgement.missing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from citewarden.web.html_cues import Page
from citewarden.web.minhash import sketch
from citewarden.web.urls import Url

ALIKE = 0.8
"""Share of common word runs from which two pages are taken to be one."""

_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)


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


def seen(final: Url, page: Page) -> Neighbour:
    """The neighbour that answered with a page."""
    return Neighbour(True, False, final.address, sketch(page.text), page.title, page.words)

"""A neighbour of an address that cannot exist, by which a site shows what its 200 is worth (Bar-Yossef et al. 2004).

A site that answers its neighbour with 404 is honest. One that answers it with the same page, or sends it to the same
place, says nothing by its 200 (`judgement.missing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from citewarden.web.html_cues import Page
from citewarden.web.minhash import sketch
from citewarden.web.moves import says_how
from citewarden.web.urls import Url

ALIKE = 0.8
"""Share of common word runs from which two pages are taken to be one."""

_NUMBERED = re.compile(
    r"(?<![^&;])((?:p|id|pid|aid|cid|nid|docid|itemid|newsid|contentid|content_id|pageid|page_id|articleid|article_id"
    r"|productid|product_id|drugid|drug_id|post|article|record|recno|entry|topic|story|product|drug|code|kod|codigo|codice"
    r"|nr|num|numero|nummer)=)\d+(?![^&;])",
    re.IGNORECASE,
)
"""A number in a query by which content management systems name a page."""
_PROGRAM = re.compile(r"(?:^|/)(?:index|default)?$|\.(?:php\d?|aspx?|jsp|cfm|cgi|pl|do)$", re.IGNORECASE)
"""A path that says which program answers, not which page: behind any other a number in the query tells of the visit."""
_NOBODY = "987654321"
_NUMBER = re.compile(r"\d{3,}.*")
_OF_MANY = re.compile(r"(?:19|20)\d\d|10\.\d{4,9}")
"""A folder that is a year or a registrant of DOIs: many pages have it."""
_MADE_UP = "citewarden"
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm|pdf|docx?|xlsx?|pptx?)$", re.IGNORECASE)
DEEP = 2
"""How many folders deep neighbours are asked for: what serves a whole site differs between its upper folders."""


def neighbour(url: Url) -> str:
    """What to ask the site of `url` for that it cannot have (path and query): the upper folders and the kind of name of
    `url`, the part that names the page made up: the last, or the one before a last part that says how it is shown
    ("fulltext"). Where a program's address names the page by a number in the query, the same with another number; a
    number in a folder may be the page's too, and is another.

    All addresses of one site, the same upper folders and the same kind of name have one neighbour, whichever of them is
    asked first.
    """
    path, _, query = url.target.partition("?")
    if query and _PROGRAM.search(path):
        numbered = _NUMBERED.sub(rf"\g<1>{_NOBODY}", query)
        if numbered != query:
            return f"{path}?{numbered}"
    names = path.rstrip("/").split("/")[1:]
    extension = _EXTENSION.search(path)
    ending = extension[0].lower() if extension else "/" if path.endswith("/") else ""
    if len(names) > 2 and says_how(names[-1]):
        ending = f"/{names.pop().lower()}{'/' if ending == '/' else ''}"
    folders = (name if _OF_MANY.fullmatch(name) else _NUMBER.sub(_NOBODY, name) for name in names[:-1][:DEEP])
    return _made_up(url.origin, "".join(f"/{name}" for name in folders), ending)


@lru_cache(maxsize=4096)
def _made_up(origin: str, folder: str, ending: str) -> str:
    from hashlib import sha256

    return f"{folder}/{_MADE_UP}-{sha256(f'{origin}{folder}'.encode()).hexdigest()[:16]}{ending}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What the made-up address answered. `honest`: it was refused as not found. `known`: it says anything at all.
    `echoes`: its page repeats the address."""

    known: bool = False
    honest: bool = False
    final: str = ""
    sketch: str = ""
    title: str = ""
    words: int = 0
    echoes: bool = False


def seen(final: Url, page: Page) -> Neighbour:
    """The neighbour that answered with a page."""
    echoes = _MADE_UP in f"{page.title} {page.text}".lower()
    return Neighbour(True, False, final.address, sketch(page.text), page.title, page.words, echoes)

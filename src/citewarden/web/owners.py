"""Has a page nothing of the address at which it stands, neither of the page's name nor of its site's?

Whoever buys a domain that lapsed often fills its old addresses with pages of his own. Such a page names nobody that the
address names: no word of the page's name, none of its folders and none of the host, neither in its text nor in menus,
footers and what is said of its pictures. A page that was only given a name of other words is still its site's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from citewarden.text import language
from citewarden.web.html_cues import title_parts
from citewarden.web.moves import comparable
from citewarden.web.page_kinds import latin

if TYPE_CHECKING:
    from citewarden.web.html_cues import Cues, Page
    from citewarden.web.urls import Url

TOLD = 60
"""Words of main text from which a page says what it is about."""
LETTERS = 4
"""Of a word that names something."""
SPELLED = 6
"""Letters of a host's word from which it is hardly a name in initials."""
STEM = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)


def others(url: Url, page: Page, shown: str, cues: Cues) -> bool:
    """Is a page at `url` about something else than its address, on a site that has another name? `shown` is all that it
    shows, menus included."""
    names = nameless(url, page, cues)
    if not names or not (comparable(_last(url), page.text) or _calls_itself(url, page)):
        return False
    rest = shown.lower().replace(url.host.removeprefix("www."), " ")
    last = unquote(_last(url)).lower()
    rest = rest.replace(last, " ").replace(last.rpartition(".")[0] or last, " ")
    host = "".join(_host(url))
    return not any(name in rest for name in names) and not any(word in host for word in set(_WORD.findall(rest)))


def nameless(url: Url, page: Page, cues: Cues) -> frozenset[str]:
    """The beginnings of the words of an address, if a page's main text has none of them though it could; else none."""
    name, host = _names(_last(url), cues), _host(url)
    if len(name) < 2 or max(map(len, host), default=0) < SPELLED or page.words < TOLD or not latin(page):
        return frozenset()
    names = frozenset((*name, *_names(url.path, cues), *(word[:STEM] for word in host)))
    said = f"{page.title} {page.text}".lower()
    return names if not any(each in said for each in names) else frozenset()


def _calls_itself(url: Url, page: Page) -> bool:
    """Has a page the name of its site in its title, at an address that is not said to be for readers of a language?"""
    return len(title_parts(page.title)) > 1 and not any(map(_LANGUAGE.fullmatch, url.path.split("/")))


def _last(url: Url) -> str:
    return url.path.rstrip("/").rpartition("/")[2]


def _names(path: str, cues: Cues) -> frozenset[str]:
    words = _WORD.findall(unquote(path).lower())
    return frozenset(w[:STEM] for w in words if w not in cues.common_words and not language.small(w))


def _host(url: Url) -> list[str]:
    """The words of a host that may name its owner."""
    return [word for label in url.host.split(".")[:-1] for word in _WORD.findall(label)]

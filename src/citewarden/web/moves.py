"""Is the end of a redirect the page that was cited, or only a place from which to look for it?

A site that gives a page up sends its readers to the front page, to the topic's home, to a list or to the search. An
address that leads there has not moved: its page was moved away.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote

from citewarden.text import language
from citewarden.web.html_cues import Cues, Page
from citewarden.web.urls import Url

_CODES = (
    "aa ab ae af ak am an ar as at au av ay az ba be bg bh bi bm bn bo br bs ca ce ch cl cn co cr cs cu cv cy "
    "cz da de dk dv dz ee eg el en eo es et eu fa ff fi fj fo fr fy ga gb gd gl gn gr gu gv ha he hi hk ho hr "
    "ht hu hy hz ia id ie ig ii ik il in io is it iu ja jp jv ka ke kg ki kj kk kl km kn ko kr ks ku kv kw ky "
    "la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt mx my na nb nd ne ng nl nn no nr nv ny nz oc oj om "
    "or os pa ph pi pk pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te "
    "tg th ti tk tl tn to tr ts tt tw ty ua ug uk ur us uz ve vi vo wa wo xh yi yo za zh zu "
)
_LANGUAGES = frozenset(_CODES.split())
"""Codes of languages (ISO 639-1) and of countries that sites are made for."""
_HOME = re.compile(
    r"^/?(?:[a-z]{2}(?:[-_][a-z]{2})?(?:/|$)){0,2}(?:(?:index|home|default|welcome|main|start)(?:\.[a-z]{2,5})?/?)?$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"^/(?:(?:content|sites?)/[\w-]+/|(?:web|guest|portal|pages|public|cms|www|wps|[a-z]{2}(?:[-_][a-z]{2})?)/)+"
    r"(?:index|home|homepage|default|welcome|main|start)(?:\.[a-z]{2,5})?/?$",
    re.IGNORECASE,
)
"""Where content management systems keep a front page: `/content/trust/en/home.html`, `/web/guest/home`."""
_CODE = re.compile(r"(?<=/)[a-z]{2}(?![a-z\d])", re.IGNORECASE)
_PICKS = re.compile(r"[?&](?:p|id|page|page_id|q)=")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}$")
_FILES = frozenset({"pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "csv", "ppt", "pptx", "odp", "epub", "zip"})
_SAME = re.compile(
    r"^(?:index|home|default|welcome|main|start|overview|introduction|intro|summary|about|full|fulltext|abstract|pdf|html?"
    r"|epub|print|printable|amp|mobile|view|page|page-?\d+|[a-z]{2}(?:[-_][a-z]{2})?|\d{1,3})?$"
)
_WORDS = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]{3,}")
_ID = re.compile(r"\d{3,}|^[a-z]+\d+$")
_HOLDS_NUMBERS = re.compile(r"^(?:node|id|article|item|post|story|doc|entry|record|view|show|details?)s?$")
_DOI = re.compile(r"^10\.\d{4,9}$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
SEARCH = "a search page"
ENOUGH = 0.5
"""Share of the words of a page's name that its new place must show (address, title, heading) to be taken for it."""
TOLD = 60
"""Words of main text from which a page that has none of the words of a name is about something else."""
STEM = 5
"""Letters by which words are compared: "inhalers" and "inhaler"."""


def is_home(url: Url) -> bool:
    """Is this the front page of a site (or of its language)? A query that picks a page makes it deep."""
    path = url.path
    front = _HOME.match(path) or (path.count("/") > 1 and _FRONT.match(path))
    return (
        bool(front) and not _PICKS.search(url.target) and {code.lower() for code in _CODE.findall(path)} <= _LANGUAGES
    )


def away(asked: Url, found: Url, page: Page | None, cues: Cues) -> str:
    """What the redirect from `asked` leads to instead of the page, "" if it may be the page itself."""
    if is_home(asked):
        return ""
    if is_home(found):
        return "the front page"
    if searches(found, cues) and not searches(asked, cues):
        return SEARCH
    old, new = _names(asked), _names(found)
    if not old or old == new:
        return ""
    shown = _tokens(" ".join(new)) | (_tokens(f"{page.title} {page.heading}") if page is not None else set())
    name = _tokens(old[-1])
    if name and len(name & shown) / len(name) >= ENOUGH:
        return ""
    if not new or (len(new) < len(old) and old[: len(new)] == new and _topic(new[-1])):
        return "the home page of its topic"
    work = any(map(_DOI.match, old))  # an address with a DOI is a work's, whatever its name says
    if (name or work) and new[-1] in cues.listing_paths and old[-1] not in cues.listing_paths and not _kept(old, new):
        return "a list of pages"
    if page is not None and page.words >= TOLD and _strange(old[-1], new, page):
        return "another page"
    last = _tokens(new[-1])
    folders = {token for each in old[:-1] for token in _tokens(each)}
    if name and last and last <= folders and len(new) <= len(old) and _topic(new[-1]):
        return "the home page of its topic"
    return ""


def _strange(name: str, new: list[str], page: Page) -> bool:
    """Has the page nothing of a name of several words, neither in its text nor in its own name?"""
    words = {token[:STEM] for token in _tokens(name) if len(token) >= STEM - 1}
    said = f"{' '.join(new)} {page.title} {page.heading} {page.text}".lower()
    return len(words) > 1 and not any(word in said for word in words) and comparable(name, page.text)


def comparable(name: str, text: str) -> bool:
    """May the words of a name stand in a text? Not if it is in another language than English and the name is not."""
    other = language.foreign([text])
    return not other or other in language.of_title_at_best(" ".join(_WORDS.findall(name)))


def searches(url: Url, cues: Cues) -> bool:
    """Is this the address of a search?"""
    query = url.target.partition("?")[2]
    fields = {name.lower() for name, _ in parse_qsl(query)}
    return bool(cues.names("search_paths", url.path)) or not fields.isdisjoint(cues.search_queries)


def _names(url: Url) -> list[str]:
    """The names of a path that tell pages apart: no extension, no "index", no language, no format at the end."""
    names = [name for name in unquote(url.path).lower().split("/") if name]
    if names:
        names[-1] = _EXTENSION.sub("", names[-1])
    while names and _SAME.match(names[-1]) and not url.target.partition("?")[2]:
        if names[-1].isdecimal() and _HOLDS_NUMBERS.match("".join(names[-2:-1])):
            break
        names.pop()
    return names


def names_file(url: Url) -> bool:
    """Is this the address of a file to be kept, so that a page there is something else?"""
    return url.path.rpartition(".")[2].lower() in _FILES


def says_how(name: str) -> bool:
    """Does the last part of a path say how a page is shown ("fulltext", "print.html"), and not which page it is?"""
    bare = _EXTENSION.sub("", name.lower())
    return bool(bare and _SAME.match(bare)) and not bare.isdecimal()


def _topic(name: str) -> bool:
    """May this be a topic's name, and no page's number?"""
    return bool(_YEAR.match(name)) or not _ID.search(name)


def _kept(old: list[str], new: list[str]) -> bool:
    return any(_ID.search(name) and not _YEAR.match(name) for name in {*old} & {*new})


def _tokens(text: str) -> set[str]:
    return set(_TOKEN.findall(text.lower()))

"""What a page says about itself: title, main text, where it sends the reader, and the words that give a bad page away.

The words are data (`config/lexicons/link_cues.yaml`), handed in as `Cues`. Main text is what remains of a page without
navigation, headers, footers, forms and scripts. What the words mean for a link is judged in `judgement.py`. The reader
of HTML is loaded with the first page: who only asks whether a link answers has none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from citewarden.web.whole import breaks_off

_NO_WORDS = ("script", "style", "template", "svg", "iframe")
_BESIDE = ("noscript", "form", "dialog", "aside")
_FRAME = ("nav", "header", "footer")
_NO_TEXT = (*_BESIDE, *_FRAME)
_MEDIA = ("img", "video", "audio", "embed", "object", "iframe", "frame", "canvas")
_MARKS = ("title", "meta", "link", "body", "h1", "h2", "input", "button", *_NO_WORDS, *_BESIDE, *_FRAME, *_MEDIA)
_REFRESH = re.compile(r"^\s*(\d+(?:\.\d*)?)\s*(?:[;,]\s*(?:url\s*=\s*)?['\"]?\s*([^'\"]*))?", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BANNER = re.compile(r"cookie|consent|gdpr|onetrust|privacy-?(?:banner|notice|overlay|modal)", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"(?:setTimeout\((?:function\(\)\{|\(\)=>\{?|[\"']))?(?:(?:window|document|self|top|parent)\.){0,2}location"
    r"(?:\.href|\.replace|\.assign)?[=(]([\"'])([^\"'<>]+)\1[^a-z=(+]*"
)
"""A script, without blanks, that does nothing but lead to an address, at once or after a while."""
_SAYS = re.compile(r"\s*(?:window\.)?alert\(\s*([\"'])((?:[^\"'\\<>]|\\.){1,400})\1\s*\)\s*;?", re.DOTALL)
"""What a script says in a window of its own, before it does anything else."""
_GOES_BACK = re.compile(
    r"(?:(?:window|document|self|top|parent)\.){0,2}(?:history\.(?:back\(\)|go\(-1\))|close\(\))[;}]*(?:returnfalse;?)?"
)
"""The rest of it, without blanks, where it sends the reader back to where he came from."""
_ESCAPED = re.compile(r"\\[nrt]")
_QUERY = re.compile(r"q|s|k|kw|query|search.*|keywords?|such.*|term", re.IGNORECASE)
"""What the field of a form is called into which a reader writes what he looks for."""
_REMARKS = ("//", "/*", "*", "<!--", "-->")
_NO_FIELDS = ("hidden", "submit", "button", "image", "checkbox", "radio")
_HARDLY_ANY = 25
"""Words of main text, none the end of a sentence, that a menu and a heading may have."""
_STOPS = (".", "!", "?", "…", ":", "。", "！", "？", "।", "؟")
_FEW_BYTES = 4_000
"""Bytes of a page up to which it is quicker to look at all its elements than to pick those of some names."""
_SMALL = 600
"""Letters of a script that may do nothing else."""
_MOUNT = re.compile(
    r"^(?:root|app|main-app|react-root|app-root|___gatsby|__next|__nuxt|svelte|application|mount)$", re.IGNORECASE
)
_PARTS = re.compile(r"\s[|–—·»-]\s|\s::\s")
_MARKS_OUT = str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^`{|}~“”„«»–—…·•', " "))
_ASCII_OUT = bytes(_MARKS_OUT.get(code, chr(code)).encode()[0] for code in range(128)) + bytes(128)
"""The same for text of ASCII alone, which is many times as fast."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])\s*")
_WORD = re.compile(r"[\w']+")
_LETTERS = re.compile(r"[^\W_]+")
_NAMES = re.compile(r"[^\W\d_]{4,}")
_SOUGHT = re.compile(r"(?<!\s)\s+(?:\w{2,5}\s+)?['\"“”‘’«»„‚].*")
"""What was searched for, in quotation marks, after a small word ("for")."""
_ADDRESS = re.compile(r"(?<!\S)\S*/\S*")
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that set no blank between words, or grow words together."""
UNPARTED = _UNPARTED.pattern
"""What stands in a vocabulary for words of such scripts."""
_LACKS_NAME = re.compile(
    r"(?:error|err|http|page|custom|file|content|resource|document|item|url|site|the|default|generic|status|handle|view)*"
    r"(?:notfound|404|410|unavailable|no(?:t|longer)available|missing|removed|deleted|gone|doesnotexist)"
    r"(?:error|page|handler|redirect|custom|view|default)*"
)
_NO_LETTERS = re.compile(r"[^a-z0-9]+")

_DOOR_LISTS = (
    "sign_in", "sign_in_titles", "paywall", "age", "professional", "region", "consent", "banner_words", "maintenance",
    "maintenance_titles", "failure", "failure_titles", "set_up", "set_up_things",
)  # fmt: skip

_LACKING = ("not_found", "not_found_titles", "not_found_short", "not_found_states")
_Keyed = tuple[frozenset[str], Mapping[str, Sequence[str]]]
"""The keys of some phrases (`_key`), and the phrases by them."""

LONGEST_REFRESH = 10.0
"""Seconds; a page that reloads later than this is a page, not a signpost."""
_MOSTLY = 0.9
"""The share of the usual words of notices that a sentence has which says so below a heading."""
_AGREES = 0.75
"""The share of them beyond which a heading says nothing else than its title that says so."""
_NOTICE = 0.55
"""Share of the usual words of notices from which a page that says it is missing says nothing else."""
LONG = 250
"""Words of main text from which a page is what it seems, whatever its title says."""
SPAM = 3
"""Different offers from which a page is spam."""
SHORT = 120
"""Words of main text below which the text itself may say that the page is none."""


class Page(NamedTuple):
    """One HTML page. `refresh` (of a meta element, or a script that does nothing else) and `canonical` are as written,
    `anchors` every id and name, None if not asked for.

    `lang` is the language that it gives as its own; `words` counts those of `text`, the main text, `heads` are the
    heading, the title and the title's parts, in lower case, `vocabulary` the words of `heads` and of `lead`. Of a page
    below `LONG`, `pieces` are the runs of its main text that are no banner's, as written. Of a page below `SHORT`,
    `lead` is the opening of its text after the heading, with what its forms, dialogs and noscript say, in lower case,
    and `markup` its source. `mount`: it has an empty place that scripts would fill. `asks`: it has a button to press,
    outside of menu, footer, asides, banners and forms to search with. `media`: it shows a picture, a film, a file or
    another page. `turns_away`: what a script says that sends the reader back, which is all there is to see. `cut`: its
    source breaks off in the middle (below `SHORT` words).
    """

    title: str = ""
    heading: str = ""
    text: str = ""
    refresh: str = ""
    canonical: str = ""
    scripts: int = 0
    password: bool = False
    markup: str = ""
    anchors: frozenset[str] | None = None
    words: int = 0
    pieces: tuple[str, ...] = ()
    mount: bool = False
    asks: bool = False
    heads: tuple[str, ...] = ()
    lang: str = ""
    lead: str = ""
    vocabulary: frozenset[str] = frozenset()
    media: bool = False
    turns_away: str = ""
    cut: bool = False


def read(body: bytes, content_type: str = "", *, anchors: bool = False) -> Page:
    """The page in `body`; an empty `Page` when nothing can be read."""
    from lxml import etree

    tree: Any = None
    with suppress(etree.LxmlError, ValueError, LookupError):
        tree = etree.fromstring(body, _parser(_encoding(body, content_type)))
    if tree is None:
        return Page(anchors=frozenset() if anchors else None)
    found = None
    if anchors:
        found = frozenset(str(v) for v in tree.xpath("//@id | //a/@name"))
    marks: dict[str, list[Any]] = {}
    for element in tree.iter(*(_MARKS if len(body) > _FEW_BYTES else ())):
        marks.setdefault(element.tag, []).append(element)
    onward, unscripted, canonical = _signposts(marks) if "meta" in marks or "link" in marks else ("", "", "")
    title = _line(marks["title"][0].text or "") if "title" in marks else ""
    first = (marks.get("h1") or marks.get("h2") or [None])[0]
    heading = ""
    if first is not None:
        heading = _line("".join(first.itertext()) if len(first) else first.text or "")
    password = any(str(each.get("type", "")).lower() == "password" for each in marks.get("input", ()))
    lang = str(tree.get("lang", ""))
    scripts = len(marks.get("script", ()))
    leads = scripts and (b"location" in body or b"alert(" in body)
    small = [each.text or "" for each in marks["script"]] if leads else []
    for form in marks.get("form", ()):
        if _holds_page(form):
            form.tag = "div"
    media = not marks.keys().isdisjoint(_MEDIA)
    buttons = [each for each in marks.get("button", ()) if not _beside(each)]
    asks = bool(buttons)
    _strip(tree, _NO_WORDS, marks)
    beside = [each for name in _BESIDE for each in marks.get(name, ()) if each.tag == name]
    _strip(tree, _NO_TEXT, marks)
    whole = marks["body"][0] if "body" in marks else tree
    runs = list(whole.itertext())
    text = _line(" ".join(runs))
    words = length(text)
    heads = tuple(dict.fromkeys(_plain(part) for part in (heading, title, *title_parts(title)) if part))
    if words >= LONG:
        said_words = _vocabulary_of(" ".join(heads))
        return Page(
            title, heading, text, onward, canonical, scripts, password, "", found, words, heads=heads, lang=lang,
            vocabulary=said_words,
        )  # fmt: skip
    pieces, mount, banners = _pieces(whole, runs, body)
    if asks and banners:
        asks = any(banners.isdisjoint(button.iterancestors()) for button in buttons)
    lead = markup = turns_away = ""
    cut = False
    if words < SHORT:
        onward = onward or next(filter(None, map(_leads_on, small)), "")
        if words < _HARDLY_ANY:  # else a reader with scripts is shown the page, and led nowhere
            onward = onward or unscripted
        turns_away = next(filter(None, map(_turns_away, small)), "")
        told = media or words >= _HARDLY_ANY or any(run.rstrip().endswith(_STOPS) for run in pieces)
        cut = breaks_off(body, hardly_any=not told)
        if turns_away:  # no reader ever sees the rest
            heading, text, pieces, scripts = "", turns_away, (turns_away,), 0
            words = length(text)
        said = _line(" ".join(" ".join(each.itertext()) for each in beside))
        lead = _plain(f"{text[:1000].removeprefix(heading)} {said}".strip()[:2000])
        markup = body[:20000].decode("latin-1").lower()
    said_words = _vocabulary_of(" ".join((*heads, lead)))
    return Page(
        title, heading, text, onward, canonical, scripts, password, markup, found, words, pieces, mount, asks, heads,
        lang, lead, said_words, media, turns_away, cut,
    )  # fmt: skip


def everything(body: bytes) -> str:
    """All that a page shows or says of itself: menus, footers, and what it says of its pictures; no addresses."""
    from lxml import etree

    tree: Any = None
    with suppress(etree.LxmlError, ValueError, LookupError):
        tree = etree.fromstring(body, _parser(_encoding(body, "")))
    if tree is None:
        return ""
    etree.strip_elements(tree, *_NO_WORDS, with_tail=False)
    return _line(" ".join((*tree.itertext(), *tree.xpath("//@alt | //@title | //@aria-label | //meta/@content"))))


def title_parts(title: str) -> list[str]:
    """The parts of a title, as written: what the page is called, its section, its site."""
    return _PARTS.split(title)


def length(text: str) -> int:
    """Words of a text whose blanks are single; two letters to a word where words are not parted."""
    blanks = text.count(" ") + 1 if text else 0
    return blanks if text.isascii() else blanks + len(_UNPARTED.findall(text)) // 2


def words_of(text: str) -> list[str]:
    """The words of a text, as written."""
    if text.isascii():
        return text.encode().translate(_ASCII_OUT).decode().split()
    return text.translate(_MARKS_OUT).split()


def _vocabulary_of(said: str) -> frozenset[str]:
    words = frozenset(words_of(said))
    return words | {UNPARTED} if not said.isascii() and _UNPARTED.search(said) else words


@lru_cache(maxsize=32)
def _parser(encoding: str | None) -> Any:
    from lxml import etree

    return etree.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)


def _strip(tree: Any, names: Sequence[str], marks: Mapping[str, Sequence[Any]]) -> None:
    """Take out the elements of some names, if there are any."""
    from lxml import etree

    present = [name for name in names if name in marks]
    if present:
        etree.strip_elements(tree, *present, with_tail=False)


def _signposts(marks: Mapping[str, Sequence[Any]]) -> tuple[str, str, str]:
    """(where a meta refresh leads, where one leads that is for readers without scripts, the address the page gives as
    its own), as written."""
    onward = unscripted = ""
    for meta in marks.get("meta", ()):
        to = refresh(str(meta.get("content", ""))) if str(meta.get("http-equiv", "")).lower() == "refresh" else ""
        if to and next(meta.iterancestors("noscript"), None) is not None:
            unscripted = unscripted or to
        else:
            onward = onward or to
    links = (link for link in marks.get("link", ()) if "canonical" in str(link.get("rel", "")).lower().split())
    return onward, unscripted, next((str(link.get("href", "")) for link in links), "")


def _leads_on(script: str) -> str:
    """Where a script leads that does nothing else than to say so, "" for any other."""
    _, rest = _says_and_does(script)
    found = _LEADS_ON.fullmatch(rest)
    return found[2] if found else ""


def _turns_away(script: str) -> str:
    """What a script says that sends the reader back, "" for any other."""
    said, rest = _says_and_does(script)
    return said if said and _GOES_BACK.fullmatch(rest) else ""


def _says_and_does(script: str) -> tuple[str, str]:
    """(what a small script says in a window of its own at first, what it does then, without blanks)."""
    lines = [line.strip() for line in script.splitlines()] if len(script) <= _SMALL else []
    code = "\n".join(line for line in lines if not line.startswith(_REMARKS))
    found = _SAYS.match(code)
    said = _line(_ESCAPED.sub(" ", found[2])) if found else ""
    return said, "".join(code[found.end() if found else 0 :].split())


def _beside(button: Any) -> bool:
    """Does a button stand in a menu, a footer or beside the page, or in a form to search with?"""
    if next(button.iterancestors("aside", *_FRAME), None) is not None:
        return True
    form = next(button.iterancestors("form"), None)
    return form is not None and _seeks(form)


def _seeks(form: Any) -> bool:
    """Is a form there to search with?"""
    fields = [each for each in form.iter("input") if str(each.get("type", "")).lower() not in _NO_FIELDS]
    sought = (each.get("type") == "search" or _QUERY.fullmatch(str(each.get("name", ""))) for each in fields)
    return len(fields) == 1 and any(sought)


def _holds_page(form: Any) -> bool:
    """Does a form hold the page itself, as some servers wrap it?"""
    return next(form.iter("h1", "article", "main"), None) is not None or sum(1 for _ in form.iter("p")) >= 3


def _pieces(body: Any, runs: Sequence[str], source: bytes) -> tuple[tuple[str, ...], bool, set[Any]]:
    """(the runs of text outside of banners, whether there is an empty place for scripts to fill, the banners)."""
    banners: set[Any] = set()
    mount = False
    low = source.lower()
    named = b"cookie" in low or b"consent" in low or b"gdpr" in low or b"onetrust" in low or b"privacy" in low
    if named or b"<script" in low:
        for element in body.iter("*"):
            name = element.get("id") or ""
            if name and _MOUNT.match(name) and not _line(" ".join(element.itertext())):
                mount = True
            elif named and element is not body and _BANNER.search(f"{name} {element.get('class') or ''}"):
                banners.add(element)
    if not banners:
        return tuple(runs), mount, banners
    return tuple(_outside(body, banners)), mount, banners


def _outside(element: Any, left_out: set[Any]) -> Iterator[str]:
    """The text of an element without that of some below it."""
    from lxml import etree

    inside = None
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if inside is None and each in left_out:
                inside = each
            if inside is None and each.text:
                yield each.text
            continue
        if each is inside:
            inside = None
        if inside is None and each is not element and each.tail:
            yield each.tail


def _encoding(body: bytes, content_type: str) -> str | None:
    named = _named_encoding(content_type)
    if named:
        return named
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(body) - 4:  # not merely cut inside the last character
            return None
    return "utf-8"


@lru_cache(maxsize=64)
def _named_encoding(content_type: str) -> str:
    """The encoding that a content type names, "" if none that is known."""
    named = _CHARSET.search(content_type)
    with suppress(LookupError):
        return named[1] if named and codecs.lookup(named[1]) else ""
    return ""


def refresh(content: str) -> str:
    """Where a meta element or header of this name leads soon, "" if nowhere."""
    found = _REFRESH.match(content)
    if not found or not found[2] or float(found[1]) > LONGEST_REFRESH:
        return ""
    return found[2].strip()


def _line(text: str) -> str:
    return " ".join(text.split())


def _goes_on(notice: str, page: Page, host: str) -> bool:
    """Has the page a title that holds more than a notice's words ("Maintenance of inhalers"), and tells of that?"""
    own, text = set(_WORD.findall(notice)), _plain(page.text)
    for part in page.heads:
        words = set(_WORD.findall(part))
        if own < words and not _PARTS.search(part):
            more = (word for word in words - own if len(word) > 4 and not _is_of(word, host))
            below = text.replace(part, " ")
            if any(word[:5] in below for word in more):
                return True
    return False


def _is_of(name: str, host: str) -> bool:
    """Is this the name of a site, spelled out in its host's?"""
    letters = "".join(_LETTERS.findall(name.lower()))
    return len(letters) > 3 and letters in host.replace("-", "").replace(".", "")


def _bare(text: str) -> str:
    return _plain(text).strip(" .!?:…")


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def has_anchor(page: Page, fragment: str) -> bool:
    """Does the page have the place `fragment` names? True also for the top, text fragments and script routes."""
    name = unquote(fragment).partition(":~:")[0]
    if page.anchors is None or name.lower() in ("", "top") or name[0] in "!/" or "=" in name:
        return True
    return name in page.anchors or fragment in page.anchors


@dataclass(frozen=True, eq=False)
class Cues:
    """Phrases, names and hosts that give a page away, lower case. Keys of the lexicon `link_cues`, which says what each
    is for."""

    not_found: Sequence[str] = ()
    not_found_titles: Sequence[str] = ()
    not_found_short: Sequence[str] = ()
    not_found_kinds: Sequence[str] = ()
    not_found_things: Sequence[str] = ()
    not_found_subjects: Sequence[str] = ()
    not_found_sought: Sequence[str] = ()
    not_found_states: Sequence[str] = ()
    not_found_words: Sequence[str] = ()
    not_found_paths: Sequence[str] = ()
    no_results: Sequence[str] = ()
    no_results_below: Sequence[str] = ()
    error_paths: Sequence[str] = ()
    failed_queries: Sequence[str] = ()
    failure_of_any: Sequence[str] = ()
    parked: Sequence[str] = ()
    parked_of_host: Sequence[str] = ()
    parked_things: Sequence[str] = ()
    parked_states: Sequence[str] = ()
    suspended: Sequence[str] = ()
    suspended_by: Sequence[str] = ()
    spam: Sequence[str] = ()
    parked_markup: Sequence[str] = ()
    parking_hosts: Sequence[str] = ()
    bot_wall: Sequence[str] = ()
    bot_wall_titles: Sequence[str] = ()
    bot_wall_markup: Sequence[str] = ()
    login_paths: Sequence[str] = ()
    sign_in_titles: Sequence[str] = ()
    sign_in: Sequence[str] = ()
    sign_in_beside: Sequence[str] = ()
    paywall: Sequence[str] = ()
    abstract_heads: Sequence[str] = ()
    consent: Sequence[str] = ()
    age: Sequence[str] = ()
    professional: Sequence[str] = ()
    answers: Sequence[str] = ()
    region: Sequence[str] = ()
    access_sure: Sequence[str] = ()
    access_maybe: Sequence[str] = ()
    access_unparted: Sequence[str] = ()
    withheld: Sequence[str] = ()
    withheld_until: Sequence[str] = ()
    common_words: Sequence[str] = ()
    gate_paths: Sequence[str] = ()
    banner_words: Sequence[str] = ()
    cookies_beside: Sequence[str] = ()
    banner_pieces: Sequence[str] = ()
    maintenance: Sequence[str] = ()
    maintenance_titles: Sequence[str] = ()
    failure: Sequence[str] = ()
    failure_titles: Sequence[str] = ()
    set_up: Sequence[str] = ()
    set_up_things: Sequence[str] = ()
    set_up_states: Sequence[str] = ()
    set_up_paths: Sequence[str] = ()
    search_paths: Sequence[str] = ()
    search_queries: Sequence[str] = ()
    listing_paths: Sequence[str] = ()

    @classmethod
    def of(cls, lexicon: Mapping[str, Any]) -> Cues:
        """The cues of a lexicon's data; a list written as one text is its words."""
        values = {name: lexicon.get(name) or () for name in cls.__dataclass_fields__}
        lists = {name: value.split() if isinstance(value, str) else value for name, value in values.items()}
        return cls(**{name: tuple(str(v).lower() for v in value) for name, value in lists.items()})

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        texts = (*self.not_found, *self.not_found_titles, *self.not_found_words)
        texts = (*texts, *self.not_found_things, *self.not_found_subjects, *self.not_found_states)
        return frozenset(word for text in texts for word in _WORD.findall(text))

    @cached_property
    def sure(self) -> frozenset[str]:
        """Words, and beginnings of words (with a star), that speak of access to a page."""
        return frozenset(self.access_sure)

    @cached_property
    def maybe(self) -> frozenset[str]:
        """Those that speak of access only beside others."""
        return frozenset(self.access_maybe)

    @cached_property
    def _parking(self) -> frozenset[str]:
        return frozenset(self.parking_hosts)

    def said(self, name: str, page: Page) -> str:
        """The phrase of the list `name` that makes up most of a heading or of a part of the title of a page that is not
        long, or stands in the text of a short one; "" if none."""
        phrases = () if page.words >= LONG else self._likely((name,), page.vocabulary)
        return self._told(phrases, page) if phrases else ""

    def signs_in(self, page: Page) -> str:
        """The phrase that asks for a sign-in, "" if none, or if that is only needed to do more than to read."""
        found = self.said("sign_in", page)
        at = page.lead.find(found) if found else -1
        beside = at >= 0 and any(page.lead.startswith(f"{found} {each}", at) for each in self.sign_in_beside)
        return "" if beside else found

    def quiet(self, page: Page) -> bool:
        """Has the page none of the words by which a door or a closed site could be known?"""
        told = self._likely(_DOOR_LISTS, page.vocabulary) if page.words < LONG else ()
        return not any(phrase(told, text) for text in (*page.heads, page.lead)) if told else True

    def told_of(self, host: str, page: Page) -> str:
        """As `said`, for what is said of a host's own name."""
        phrases = () if page.words >= LONG else self._likely(("parked_of_host",), page.vocabulary)
        bare = host.removeprefix("www.")
        return self._told([f"{bare} {words}" for words in phrases], page) if phrases else ""

    @staticmethod
    def _told(phrases: Sequence[str], page: Page) -> str:
        for part in page.heads:
            found = phrase(phrases, part)
            if found and (2 * len(found) >= len(part) or page.words < 25):
                return found
        return phrase(phrases, page.lead)

    def _likely(self, names: tuple[str, ...], vocabulary: frozenset[str]) -> Sequence[str]:
        """The phrases of some lists whose key is among some words: a text without its key has no phrase."""
        keys, phrases = self._known.get(names) or self._keyed(names)
        if keys.isdisjoint(vocabulary):
            return ()
        return [each for key in sorted(keys & vocabulary) for each in phrases[key]]

    def _keyed(self, names: tuple[str, ...]) -> _Keyed:
        phrases: dict[str, list[str]] = {}
        for each in (each for name in names for each in getattr(self, name)):
            phrases.setdefault(_key(each), []).append(each)
        self._known[names] = frozenset(phrases), phrases
        return self._known[names]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], _Keyed]:
        return {}

    def titled(self, name: str, page: Page, host: str = "") -> str:
        """The heading, or the part of the title, that is an entry of the list `name`; "" if none, or if the page is
        about more than that. What is the name of `host` is no subject."""
        entries: Sequence[str] = getattr(self, name)
        found = next((part for part in page.heads if part.strip(" .!?:…") in entries), "")
        return "" if found and _goes_on(found, page, host) else found

    def may_lack(self, page: Page) -> bool:
        """Has the page a word without which none says that it is missing?"""
        return bool(self._likely(_LACKING, page.vocabulary))

    def missing_in(self, page: Page, path: str = "") -> str:
        """What says that there is no such page: its title, heading or first words, if they say nothing else."""
        if not self.may_lack(page):
            return ""
        names = self.named(path)
        if page.words >= LONG:  # a list of other pages makes a notice long
            other = names and not any(word in _plain(page.title) for word in names)
            titled = other or any(map(self.lacks, title_parts(page.title)))
            return page.heading if titled and self._says_missing(page.heading, 1.0) else ""
        for text in _titles(page):
            says = self._says_missing(text, 1.0) or (page.words < SHORT and self._short(_bare(text)))
            if says and (text == page.heading or self._agrees(page)):
                return text
        if page.words >= SHORT:
            return ""
        return self._says_below(page)

    def heads_lack(self, page: Page) -> bool:
        """Does the heading, or a part of the title, say that there is no such page?"""
        return any(map(self.lacks, page.heads))

    def lacks(self, head: str) -> bool:
        """Does a heading say that there is no such page, and nothing else?"""
        return self._says_missing(head, 1.0)

    def named(self, path: str) -> set[str]:
        """The beginnings of the words by which the last part of a path names a page."""
        last = unquote(path).lower().rstrip("/").rpartition("/")[2]
        return {word[:5] for word in _NAMES.findall(last.rpartition(".")[0] or last) if word not in self.common_words}

    def _says_below(self, page: Page) -> str:
        """The sentence among the first below the heading by which a short page says that it is missing."""
        said = _line(" ".join(self.own(page.pieces)))
        if length(said) > 25 and self._usual(_plain(said)) < _NOTICE:
            return ""
        if any(phrase(self.not_found, _plain(text)) for text in _titles(page)):
            return ""
        first = "" if page.heading else next(filter(None, map(_line, page.pieces)), "")
        if first and self._says_missing(first, 1.0):
            return first
        return self._opening(said, page.heading)

    def opens_missing(self, page: Page) -> str:
        """One of the first sentences below the heading by which a page says that it is missing."""
        return self._opening(_line(" ".join(self.own(page.pieces))), page.heading) if self.may_lack(page) else ""

    def _opening(self, said: str, heading: str) -> str:
        below = said.partition(heading)[2] if heading and heading in said else said
        opening = _SENTENCE.split(below[:400].strip())[:3]
        return next((text for text in opening if self._says_missing(text, _MOSTLY, below=True)), "")

    def _short(self, title: str) -> bool:
        """Is this a title that says so on a short page only?"""
        kind = title.removesuffix(" not found")
        return title in self.not_found_short or (kind != title and kind in self.not_found_kinds)

    def _says_missing(self, text: str, share: float, *, below: bool = False) -> bool:
        low = " ".join(_ADDRESS.sub(" ", _plain(text)).translate(_MARKS_OUT).split())
        words = _vocabulary_of(low)
        says = low in self.not_found_titles or phrase(self._likely(("not_found",), words), low)
        return bool(says or self._lacks(low, words, below)) and self._usual(low) >= share

    def _lacks(self, low: str, words: frozenset[str], below: bool) -> bool:
        """Does it name a thing and say that it is not there? `below` a heading a product, say, may be what the page is
        about; there it must be one that the reader looked for."""

        def holds(name: str) -> bool:
            return bool(phrase(self._likely((name,), words), low))

        if not holds("not_found_states"):
            return False
        subject = holds("not_found_subjects") and (not below or holds("not_found_sought"))
        return subject or holds("not_found_things")

    def finds_nothing(self, page: Page) -> str:
        """The heading, the part of the title, or the words below "Search results" by which a search says that it found
        nothing; "" if none."""
        heads = page.heads if page.words < 60 and self._likely(("no_results",), page.vocabulary) else ()
        found = next((part for part in heads if _SOUGHT.sub(" …", part).strip(" .!?:") in self.no_results), "")
        searched = page.words < 60 and any("".join(head.split()) in self.search_paths for head in page.heads)
        return found or (self.said("no_results_below", page) if searched else "")

    def _agrees(self, page: Page) -> bool:
        """Is the heading no heading of something else?"""
        heading = _plain(page.heading)
        agrees = heading in _plain(page.title) or bool(phrase(self.not_found, heading))
        return agrees or self._usual(heading) > _AGREES

    @cached_property
    def _unparted(self) -> Sequence[str]:
        """The phrases of missing pages in scripts that set no blanks, the longest first."""
        lists = (self.not_found, self.not_found_titles, self.not_found_things, self.not_found_states)
        found = (each for name in lists for each in name if _UNPARTED.search(each))
        return sorted(found, key=lambda each: (-len(each), each))

    def _usual(self, low: str) -> float:
        """The share of the words that such sentences have."""
        whole = _UNPARTED.findall(low)
        if whole:
            for each in self._unparted:
                low = low.replace(each, " ")
            return float(2 * len(_UNPARTED.findall(low)) <= len(whole))
        words = _WORD.findall(_ADDRESS.sub("", low))
        return sum(word in self._vocabulary or word.isdigit() for word in words) / len(words) if words else 1.0

    def parked_in(self, page: Page, *hosts: str) -> str:
        """The phrase that offers the domain, one of these, for sale; "" if none."""
        if page.words >= 60 and not self._likely(("parked", "parked_of_host"), page.vocabulary):
            return ""
        found = self.said("parked", page)
        if not any(found in head for head in page.heads) or not found:
            found = next(filter(None, (self.told_of(host, page) for host in hosts)), found)
        return found or (self._lapsed(page) or self.marked("parked_markup", page) if page.words < 60 else "")

    def suspended_in(self, page: Page) -> str:
        """The phrase by which a short page says that the site was shut down by whoever hosts it; "" if none."""
        found = self.said("suspended", page) if page.words < SHORT else ""
        return found if found and phrase(self.suspended_by, f"{' '.join(page.heads)} {page.lead}") else ""

    def sets_up(self, page: Page) -> str:
        """What says that a short page is there to set up the program that runs a site: a heading or a part of the title
        that names such a program and says so, or two things that only such a page asks for; "" if none."""
        likely = self._likely(("set_up", "set_up_things"), page.vocabulary) if page.words < SHORT else ()
        if not likely:
            return ""
        heads = (head for head in page.heads if phrase(self.set_up_things, head) and phrase(self.set_up_states, head))
        said = f"{' '.join(page.heads)} {page.lead}"
        asked = sorted(each for each in self._likely(("set_up",), page.vocabulary) if phrase((each,), said))
        return next(heads, "") or (", ".join(asked[:2]) if len(asked) > 1 else "")

    def spam_in(self, page: Page, path: str, host: str = "") -> str:
        """What a page advertises that is sold in the place of lapsed sites: in its title, and at least three of it. Not
        where the title names what the address names beyond its host: that is an article about it."""
        if not self._likely(("spam",), page.vocabulary):
            return ""
        names = self.named(path) - self.named(host)
        if any(word in part for part in page.heads for word in names):
            return ""
        titled = next((found for part in page.heads if (found := phrase(self.spam, part))), "")
        said = _plain(f"{' '.join(page.heads)} {page.text[:4000]}") if titled else ""
        return titled if sum(1 for each in self.spam if each in said) >= SPAM else ""

    def _lapsed(self, page: Page) -> str:
        """The sentence that names a domain and says that it is sold or has lapsed."""
        if not self._likely(("parked_things",), page.vocabulary):
            return ""
        said = (*page.heads, *_SENTENCE.split(page.lead))
        return next((s for s in said if phrase(self.parked_things, s) and phrase(self.parked_states, s)), "")

    def parking_host(self, host: str) -> bool:
        """Is `host` (or a parent of it) known to hold parked domains?"""
        labels = host.split(".")
        return any(".".join(labels[start:]) in self._parking for start in range(len(labels)))

    def bot_wall_in(self, page: Page) -> str:
        """The phrase of a page that only keeps robots out, "" if none."""
        found = self.said("bot_wall", page) or (self.titled("bot_wall_titles", page) if page.words < SHORT else "")
        return found or (self.marked("bot_wall_markup", page) if page.words < 25 else "")

    def marked(self, name: str, page: Page) -> str:
        """The part of the page's source that is in the list `name`, "" if none."""
        marks: Sequence[str] = getattr(self, name)
        return next((mark for mark in marks if mark in page.markup), "")

    def login(self, host: str, path: str) -> bool:
        """Does an address look like a sign-in page's?"""
        return self.names("login_paths", path) or not set(host.split(".")[:-2]).isdisjoint(self.login_paths)

    def lacks_page(self, path: str) -> bool:
        """Is an address one to which a site leads when it has no such page?"""
        return self.names("not_found_paths", path) or any(
            _LACKS_NAME.fullmatch(_NO_LETTERS.sub("", part)) for part in parts(path)
        )

    def names(self, name: str, path: str) -> bool:
        """Is a whole part of a path, or its last part without extension, in the list `name`?"""
        return not parts(path).isdisjoint(getattr(self, name))

    def own_words(self, page: Page) -> int:
        """Words of the main text that do not only speak of cookies and scripts; exact below `LONG` words only."""
        if page.words >= LONG:
            return page.words
        return sum(map(length, self.own(page.pieces)))

    def own_text(self, page: Page) -> str:
        """The main text of a page below `LONG` words without what only speaks of cookies and scripts."""
        low = page.text.lower()
        if "cookie" in low or any(each in low for each in self.banner_words):
            return _line(" ".join(self.own(page.pieces)))
        return page.text

    def own(self, pieces: Sequence[str]) -> Iterator[str]:
        """The runs of a text that do not only speak of cookies and scripts; what a run says beside that."""
        whole = " ".join(pieces).lower()
        banner = "cookie" in whole or any(map(whole.__contains__, self._keyed(("banner_words",))[0]))
        for piece in filter(None, map(_line, pieces)):
            low = _plain(piece)
            if low.strip(" .!?:…") in self.banner_pieces:
                continue
            if not (banner and self._of_banner(low)):
                yield piece
                continue
            for sentence in _SENTENCE.split(piece):
                low = _plain(sentence)
                if low.strip(" .!?:…") not in self.banner_pieces and not self._of_banner(low):
                    yield sentence

    def _of_banner(self, low: str) -> bool:
        """Does it speak of cookies and scripts? Cookies alone may be biscuits."""
        return bool(phrase(self.banner_words, low)) or (
            "cookie" in low and bool(phrase(("cookie", "cookies"), low) and phrase(self.cookies_beside, low))
        )


def _key(each: str) -> str:
    """The longest word of a phrase (never "page"); of one without blanks between words, that it is one."""
    if _UNPARTED.search(each):
        return UNPARTED
    words: list[str] = _WORD.findall(each)
    return max(words, key=lambda word: (word != "page", len(word)))


def parts(path: str) -> frozenset[str]:
    """The names between the slashes of a path, in lower case; of the last also what comes before its extension."""
    names = unquote(path).lower().strip("/").split("/")
    return frozenset((*names, names[-1].rpartition(".")[0]) if "." in names[-1] else names)


def phrase(phrases: Iterable[str], text: str) -> str:
    """The first of `phrases` that stands in `text` as whole words, "" if none does; both in lower case.

    A plain search for each: one expression of them all takes fifty times as long.
    """
    for sought in phrases:
        at = text.find(sought)
        while at >= 0:
            end = at + len(sought)
            if not (_joins(text, at - 1) and _joins(text, at)) and not (_joins(text, end - 1) and _joins(text, end)):
                return sought
            at = text.find(sought, at + 1)
    return ""


def _joins(text: str, at: int) -> bool:
    if not 0 <= at < len(text):
        return False
    letter = text[at]
    return (letter.isalnum() or letter == "_") and (letter < "\u0e00" or not _UNPARTED.match(letter))


def _titles(page: Page) -> Iterator[str]:
    if page.heading:
        yield page.heading
    if page.title:
        yield page.title
        yield from title_parts(page.title)

"""The lines readers know by their words: reference headings, furniture, captions, bylines, list lead-ins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from citewarden.config import lexicon
from citewarden.readers import _bylines_abroad, _stamps
from citewarden.text import dates, names
from citewarden.text.raised import FIGURES

_COUNT = re.compile(r"^\(?\d{1,3}[.)]?\s+|(?<!\s)\s*[(\[]\d{1,3}[)\]]$")
_TOKENS = re.compile(r"[\s,&/+]+")
_JOINS = tuple(
    re.compile(rf"(?<!\s)\s*(?:,\s*(?:and\s)?|[&/+]|\s(?:{words})\s)\s*")
    for words in ("and|und|et|y|e|och|og|i|и|та|ve", "en")
)
_LEFT_BEFORE = re.compile(r"(?:\[[ xX]\](?=\s)|[\s^†‡§¶‖↑↩↵⏎↲⤴↖⬆\ufe0e\ufe0f|]|[.:)\]](?=\s))+")
_LEFT_BEHIND = re.compile(
    r"(?<![\s^↑↩↵⏎↲⤴↖⬆\ufe0e\ufe0f|·•])(?:[\s^↑↩↵⏎↲⤴↖⬆\ufe0e\ufe0f|·•]++|\[[\s^↑↩↵⏎↲⤴↖⬆\ufe0e\ufe0f;,|]*\]|\(\s*\))+$"
)
_ARROW = re.compile(r"[↑↩↵⏎↲⤴↖⬆][\W\d]*")
_RETURNS = re.compile(
    r"(?:return|go back|jump back|jump|back|scroll back)(?: (?:up|to|the|this|in|of|its?|your|text|article|page|content"
    r"|body|ref|reference|citation|note|footnote|mark|place|position|paragraph|reading|source|list|link|no|number|first|original|referrer|\d{1,3}))+"
)
"""What a link from a note back to its mark says: "Return to ref 1 in article"."""
_COPYRIGHT = re.compile(r"\bcopyright\b|©|\(c\)\s?(?:19|20)\d\d")
_MORE = re.compile(
    r"(?:show|view|see|load|read|hide|expand|open|close)(?: (?:all|the|full|\d{1,3}|more|fewer|less|other|further|list"
    r"|of|references?|sources?|citations?|items?|entries|abstract|studies))+"
)
"""What unfolds a list: "Show 12 more"."""
_SAID = re.compile(
    r"(?:this|our|the) (?:leaflet|fact ?sheet|booklet|guide|page|article|post|information|resource|content|handout"
    r"|brochure|story|video) (?:is|was) (?:based on|written (?:using|from)|drawn from|adapted from|compiled from)"
    r"(?: the following| these)?(?: sources| references| evidence| studies)?"
    r"|(?:the )?(?:information|sources?|references?|studies|research|papers|articles|evidence|literature|materials?)"
    r" (?:that )?(?:(?:we|i) (?:have )?|were |was )?(?:used|consulted|cited|referenced|referred to|mentioned"
    r"|quoted|relied on)"
    r"(?: (?:to|in|for|when|while|here|above)\b.*)?"
    r"|(?:find out |see |read )?(?:where|how) (?:(?:do|did) )?we (?:found|got|get|find|took|know)"
    r"(?: (?:our|this|that|these|the|it|them))?(?: (?:facts?|information|evidence|data|figures|numbers|advice))?"
    r"(?: from)?"
    r"|(?:find out |see |read )?where (?:this|our|the) (?:information|evidence|advice|data) comes? from"
    r"|(?:the )?(?:evidence|research|studies|science) (?:behind|for) (?:this|our) (?:page|article|guide|advice|leaflet"
    r"|information)"
    r"|(?:the )?(?:research|studies|papers) we (?:cite|cited)"
)
"""A list's heading that is a sentence: "This leaflet is based on", "Information we used to write this page"."""
_CREDIT = re.compile(r"[([](?:image |photo |illustration )?(?:credit|source|courtesy)\b", re.IGNORECASE)
_NUMBERED_CAPTION = re.compile(
    r"^(?:figure|fig\.|table|box|chart|video|photo|image)\s+\d+[a-z]?(?:[.:–—-]|\s*$)", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\*\[[^\[\]\n]{1,40}\]:\s")
"""What Markdown's dialects spell an abbreviation out with, where no reader sees it: "*[INR]: ratio"."""
_MARKER = re.compile(
    r"\[(\d{1,3}|[a-z]|[ivxl]{1,6}|[A-Za-z]{1,14}\+?[ -]?\d{1,4}[a-z]?)\][.:]?\s+(?:\|\s+)?"
    r"|\((\d{1,3}|[ivxl]{1,6})\)\s+(?:\|\s+)?"
    r"|[*＊※]\s?(\d{1,3})[.):：]?\s+(?:\|\s+)?(?=[“\"]|[^\W\d_a-zß-ÿ])"
    r"|[［【〔（](\d{1,3})[］】〕）][.．:：]?\s*|(\d{1,3})(?:[．、）]\s*|[.)](?:\s+(?:\|\s+)?|(?=[A-ZÀ-Þ]))|\s?\|\s+|\s[-–—]\s+(?=[A-ZÀ-Þ“\"]|https?:))"
    r"|(?:[Nn]ote|NOTE|[Ff]ootnote|[Ee]ndnote|[Rr]ef|REF|[Rr]eference|[Ss]ource|[Cc]itation)\.?\s?#?(\d{1,3})\s?[:.)]\s+"
    r"|([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2})[.)]?\s?(?=[A-ZÀ-Þ“\"]|https?:)|[•◦‣▪●○·∙*–—➢➤►▶▸■□◆◇❖✓✔→★☆⁃\uf0b7\uf0a7\uf0d8-]\s+"
)


@cache
def _words(name: str) -> tuple[str, ...]:
    data: Any = lexicon("sections")
    return tuple(str(word).casefold() for word in data[name])


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_words(name))


@cache
def _told_by() -> frozenset[str]:
    """The single words that names of source lists are made of."""
    return frozenset(word for name in _words("references") for word in name.split())


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand in front of a source list's name, and behind it."""
    lead, tail = ("|".join(re.escape(w) for w in _words(name)) for name in ("references_lead", "references_tail"))
    return re.compile(rf"(?:(?:{lead}|\d{{1,3}})\s+)+"), re.compile(rf"(?:\s+(?:{tail}))+$")


@lru_cache(maxsize=256)
def plain(line: str) -> str:
    """`line` in lower case without a count, outer punctuation or doubled blanks, as in the lexicon."""
    line = " ".join(line.replace("’", "'").split()).casefold()
    return _within_edges(_COUNT.sub("", line)) or _within_edges(line)


def _within_edges(line: str) -> str:
    """`line` without what is neither letter nor figure at its ends."""
    start, end = 0, len(line)
    while end and not line[end - 1].isalnum():
        end -= 1
    while start < end and not line[start].isalnum():
        start += 1
    return line[start:end]


def is_references_heading(line: str) -> bool:
    """Whether `line` is the heading of a reference list ("View Article Sources", "12 Sources", "References:")."""
    return len(line) < 60 and _names_sources(plain(line))


@lru_cache(maxsize=4096)
def _names_sources(bare: str) -> bool:
    if bare in _set("references") or _SAID.fullmatch(bare):
        return True
    if _told_by().isdisjoint(_TOKENS.split(bare)):
        return False
    lead, tail = _around()
    names, others = _set("references"), _set("references") | _set("references_with")
    for join in _JOINS:
        forms = [
            {part, tail.sub("", part), tail.sub("", part[m.end() :] if (m := lead.match(part)) else part)}
            for part in join.split(bare)
        ]
        if any(form & names for form in forms) and all(form & others for form in forms):
            return True
    return False


def is_said(heading: str) -> bool:
    """Whether a list's heading is a sentence, which may head something else ("This guide is based on": kindness)."""
    return _SAID.fullmatch(plain(heading)) is not None


def is_notes_heading(line: str) -> bool:
    """Whether `line` is the heading of a list of notes, which may be references or remarks."""
    return len(line) < 40 and plain(line) in _set("notes")


def may_head_references(line: str) -> bool:
    """Whether what stands under the heading `line` may be sources or something else ("Evidence", "Resources")."""
    return len(line) < 40 and plain(line) in _set("references_maybe")


def joins_references(line: str) -> bool:
    """Whether the heading `line` is half of a source list's name, and otherwise heads what helps: "Learn more"."""
    return len(line) < 40 and plain(line) in _set("references_with")


def names_part(line: str) -> bool:
    """Whether `line` may be the head of a part of a source list: it says what kind of sources follow ("Sites web")."""
    return len(line) < 60 and not any(map(str.isdigit, line)) and _set("parts_of_lists") >= set(plain(line).split())


def is_furniture_heading(line: str) -> bool:
    """Whether what stands under the heading `line` is no part of the article."""
    bare = plain(line)
    return len(line) < 60 and (bare in _set("furniture_headings") or bare.startswith("more from "))


def is_furniture(line: str) -> bool:
    """Whether `line` is page furniture: feedback buttons, sharing, copyright, a publisher's note on its editing."""
    bare = plain(line)
    low = line.strip().casefold()
    if line.startswith("*[") and _ABBREVIATION.match(line):
        return True
    return (
        (len(low) < 60 and bare in _set("furniture"))
        or (len(low) < 60 and _MORE.fullmatch(bare) is not None)
        or low.startswith(_words("furniture_begins"))
        or any(words in low for words in _words("furniture_contains"))
        or (_COPYRIGHT.search(low) is not None and any(words in low for words in _words("footer_words")))
    )


def is_caption(line: str) -> bool:
    """Whether `line` says of itself that it belongs to a picture or table."""
    low = line.strip().casefold()
    return low.startswith(_words("caption_begins")) or bool(_CREDIT.search(line)) or bool(_NUMBERED_CAPTION.match(low))


def names_picture(line: str) -> bool:
    """Whether `line` holds a word for what pictures show."""
    return any(word in _words("caption_words") for word in re.findall(r"[\w'-]+", line.replace("’", "'").casefold()))


_MARKS_LAST = re.compile(r"(?<=[^\s\d][.!?:])[\s\d⁰¹²³⁴⁵⁶⁷⁸⁹⁻,;–\[\]()†‡*-]{1,40}\Z")
"""The marks behind the last stop of a paragraph."""


def introduces(paragraph: str) -> bool:
    """Whether `paragraph` leads into the list that follows it."""
    paragraph = _MARKS_LAST.sub("", paragraph.strip())
    if not paragraph:
        return False
    if paragraph.endswith((":", "—", "–", "…", "...")) or not paragraph.endswith((".", "!", "?", ")", '"', "”")):
        return True
    sentence = re.split(r"(?<=[.!?])\s+", paragraph)[-1]
    words = set(re.findall(r"[\w'-]+", sentence.casefold()))
    return any(word in words for word in _words("lead_in_points"))


def leads_on(line: str) -> bool:
    """Whether `line` breaks off with a word that needs the list after it ("including")."""
    bare = plain(line)
    return any(bare == word or bare.endswith(" " + word) for word in _words("lead_in_ends"))


@cache
def _bracketed() -> re.Pattern[str]:
    names = "|".join(map(re.escape, (*_words("entry_links"), *_words("entry_links_bracketed"))))
    return re.compile(rf"\s*(?:\[(?:{names})\]|\((?:{names})\))", re.IGNORECASE)


def bare_entry(text: str, start: int, end: int, links: Sequence[tuple[int, int]] = ()) -> tuple[int, int]:
    """Where an entry's own words are: without the arrows, carets and brackets that its back-links left around it, and
    without closing link names ("[Google Scholar]"; unbracketed ones only where one of `links`, in order, is them)."""
    lead = _LEFT_BEFORE.match(text, start, end)
    start = lead.end() if lead else start
    links = [link for link in links if start < link[0] and link[1] <= end]
    while True:
        before = end
        tail = text[max(start, end - 60) : end]
        left = _LEFT_BEHIND.search(tail)
        end -= len(tail) - left.start() if left else 0
        tail = text[max(start, end - 60) : end]
        named = next((m for m in _bracketed().finditer(tail) if m.end() == len(tail)), None)
        if named is not None:
            end -= len(tail) - named.start()
        elif links and (at := _bracketed_link(text, start, end, links[-1])):
            end = at
        while links and links[-1][1] > end:
            links.pop()
        words = text[slice(*links[-1])] if links else ""
        if links and not any(c.isalnum() for c in text[links[-1][1] : end]) and is_entry_link(words):
            end = start + len(text[start : links[-1][0]].rstrip(" [(|·•,;\n\t"))
        if end == before or end <= start:
            return start, max(start, end)


def _bracketed_link(text: str, start: int, end: int, link: tuple[int, int]) -> int:
    """Where the brackets open that an entry ends with and that hold a link of few words and nothing else ("[Article
    link]"); 0 if it ends with none."""
    words = text[slice(*link)]
    closed = link[1] <= end <= link[1] + 2 and text[link[1] : end].rstrip(".") == "]"
    named = words.count(" ") < 4 and words.replace(" ", "").isalpha()
    return len(text[: link[0] - 1].rstrip()) if closed and named and text[max(start, link[0] - 1)] == "[" else 0


def is_about_sources(line: str) -> bool:
    """Whether a line in a source list speaks of the site's sources and is none itself."""
    low = line.strip().replace("’", "'").casefold()
    return len(line) > 30 and (
        low.startswith(_words("about_sources_begins")) or any(w in low for w in _words("about_sources_contains"))
    )


_FOOT = re.compile(
    r"(?:ISBN\b[\s:\d-]{0,20}[\dX]\s?(?:\(|\.|©|\||\Z)|©|\(c\)\s(?:19|20)\d\d|Copyright\b|Authori[sz]ed\sby\b|Useful\s(?:web\s?sites?|address(?:es)?|links?|contacts?|numbers?)\b"
    r"|(?:Further|More)\s(?:help|support)\b|Helpline\b|(?:Document|Leaflet|Publication)\s(?:no|number|code|ref)\b|Printed\s(?:by|in|on)\b|All\srights\sreserved)",
    re.IGNORECASE,
)


def is_foot(words: str) -> bool:
    """Is this how a page or leaflet ends, under its sources: its own number, its rights, where else there is help?"""
    return _FOOT.match(words) is not None


def is_entry_link(words: str) -> bool:
    """Whether a link in an entry is named for where it leads ("Google Scholar"), no part of the entry; or several that
    stand side by side."""
    if len(words) < 40 and plain(words) in _set("entry_links"):
        return True
    return len(words) < 150 and any(c.isalpha() for c in words) and not re.search(r"\w", _link_names().sub("", words))


@cache
def _link_names() -> re.Pattern[str]:
    names = sorted(_words("entry_links"), key=len, reverse=True)
    around = "|".join(map(re.escape, _words("entry_links_around")))
    whole = "|".join(map(re.escape, names))
    return re.compile(rf"(?:\b(?:{around})\s+)*(?:{whole})[®]?(?-i:(?![a-z]))", re.IGNORECASE)


def is_back_link(words: str) -> bool:
    """Whether a link leads from a note back to its mark: by an arrow or by words ("Back to text")."""
    bare = plain(words) if len(words) < 60 else words
    return (
        not any(char.isalnum() for char in bare)
        or _ARROW.fullmatch(words) is not None
        or _RETURNS.fullmatch(bare) is not None
        or bare in _set("back_links")
        or bare.rstrip(" 0123456789") in _set("back_links")
    )


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    found = dates.find(line) if len(line) < 40 and line[-4:].strip().isalnum() else []
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(line))


_CITED_AS = re.compile(
    r"(?:(?:please |to )?(?:cite|reference|citing) (?:this|it|the)\b|how to cite"
    r"|(?:suggested|recommended|preferred) citation"
    r"|cite (?:this )?as\b|cite (?:article|page|entry)\b|for attribution\b|citation(?: for this (?:page|article))?:?$"
    r"|bibtex citation|to reference this)",
    re.IGNORECASE,
)


def is_self_citation(line: str) -> bool:
    """Whether a line says how the article itself is to be cited ("For attribution, please cite this work as:")."""
    return len(line) < 600 and _CITED_AS.match(line.strip()) is not None


def is_missing(line: str) -> bool:
    """Whether a line says that the sources are not here ("Coming soon", "Available on request. Write to ...")."""
    if len(line) > 400:
        return False
    said = [plain(sentence) for sentence in _SENTENCE_END.split(line)]
    return said[0] in _set("sources_missing") or any(s.endswith(_words("sources_missing_ends")) for s in said)


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ASKED_FOR = re.compile(
    r"(?:for|to (?:see|get|receive|request|obtain|view|have)"
    r"|if you (?:want|need|would like|wish)(?: to (?:see|have|get))?"
    r"|für|zum erhalt|pour (?:obtenir|recevoir|consulter)?|para (?:obtener|recibir|obter|receber)?"
    r"|per (?:ottenere|ricevere)?|voor)"
    r"\s(?P<what>[^,]{3,80}?),? (?:please |bitte |veuillez |por favor |si prega di )?"
    r"(?:e-?mail|contact|write|call|ask|get in touch|wenden|schreiben|contactez|contacter|écrire|écrivez|escriba"
    r"|contacte|contactar|scrivere|contattare|mail|neem contact)\b"
    r"|(?:please )?(?:e-?mail|contact|write to|call|ask|get in touch with)\b.{0,80}?"
    r"\b(?:for|to (?:get|receive|request|obtain|see)) (?P<further>[^,]{3,80})"
)
"""What a sentence tells its reader to ask for: "For a list of references, please e-mail us"."""
_ON_WORDS = re.compile(
    r" (?:used|cited|quoted|consulted|for|to|in|behind|supporting|zu|zum|pour|para|per|voor|till|för|til|om)\b.*"
)
_ARTICLE = re.compile(
    r"\A(?:(?:an?|the|our|my|any|copy of|copies of|ein|eine|einer|die|das|der|den|une?|l[ae]s?|el|los|il|i|gli|una|uma"
    r"|os?|as?|de|het|een|en|et|unsere|nuestras?|notre|nos|onze)\s)+"
)


@cache
def _requested() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that something is had on request, with the words before it that say no more; and words for "whole"."""
    phrases, whole = ("|".join(map(re.escape, _words(name))) for name in ("sources_requested", "sources_whole"))
    return re.compile(rf"(?P<what>.+?)(?: (?:{_HAD}))*(?: (?:{_WHENCE}) .{{2,60}}?)?(?: (?:{phrases}))\b"), re.compile(
        rf"\b(?:{whole}) ?"
    )


_WHENCE = r"from|by|through|via|at|bei|beim|von|auprès|presso|dal|en|bij|hos|u|w"
_HAD = (
    r"is|are|can|may|will|be|also|gladly|available|obtainable|provided|supplied|sent|requested|obtained|had|held|kept|by"
    r"|ist|sind|wird|werden|kann|können|gerne?|erhältlich|verfügbar|bei|von|uns|est|sont|peut|peuvent|être|disponibles?"
    r"|obtenue?s?|son|está|están|puede|pueden|se|sono|può|possono|disponibil[ei]|è|é|são|está|estão|pode|podem|disponíve(?:l|is)|zijn|is"
    r"|kan|kunnen|verkrijgbaar|beschikbaar|te|finns|kan|fås|fåes|får|er|är|jest|są|dostępn[aey]|je|jsou"
)


def is_unprinted(line: str) -> bool:
    """Whether a line says that a list of the sources is to be asked for ("References are available on request")."""
    low = line.casefold()
    if len(line) > 400 or not any(stem in low for stem in _words("sources_stems")):
        return False
    phrase, whole = _requested()
    for sentence in _SENTENCE_END.split(line):
        said = plain(sentence)
        had, asked = phrase.match(said), _ASKED_FOR.search(said)
        what = had["what"] if had else (asked["what"] or asked["further"]) if asked else ""
        named = _ON_WORDS.sub("", _ARTICLE.sub("", f"{what} ", count=1).strip()) if what else ""
        if named and (_names_sources(named) or _names_sources(" ".join(whole.sub("", named).split()))):
            return True
    return False


def is_link_note(words: str) -> bool:
    """Whether words beside a link say what kind of link it is ("Trusted Source")."""
    return len(words) < 50 and plain(words) in _set("link_notes")


def asks(words: str) -> bool:
    """Whether a link asks its reader to do something ("Sign up for our newsletter")."""
    return plain(words).startswith(_words("link_asks"))


def marker(text: str) -> tuple[str, int]:
    """The printed mark an entry begins with, as (label, length): ("3", 4) for "[3] "; ("", 2) for a bullet; ("", 0)."""
    match = _MARKER.match(text)
    label = next((g for g in match.groups() if g), "").translate(FIGURES) if match else ""
    return str(int(label)) if label.isdecimal() else label, match.end() if match else 0


def roman(number: int) -> str:
    """ "iv" for 4."""
    steps = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out = ""
    for value, figure in steps:
        while number >= value:
            out, number = out + figure, number - value
    return out


@dataclass(slots=True)
class Byline:
    """What a line under the title or at the foot says about who wrote, reviewed and owns the page, and when."""

    author: str = ""
    reviewer: str = ""
    owner: str = ""
    publisher: str = ""
    published: str = ""
    modified: str = ""
    reviewed: str = ""
    next_review: str = ""
    review: str = ""
    """A "review date", which is that of the last review or, in a leaflet that says when it was issued, of the next."""
    issued: bool = field(default=False)
    guessed: bool = field(default=False)
    """The author or the day stands there without a word that says what it is."""
    abroad: bool = field(default=False)
    """So it is if the page is in another language than English: "Von Ann Poe"."""
    apart: frozenset[str] = frozenset()
    """The days that stand beside the statements, so that only their place tells whose they are."""
    found: bool = field(default=False)
    left: tuple[str, ...] = ()
    """What else stands in the line, and is not understood."""


_SUBJECT = (
    r"(?:(?:(?:this|the) )?(?:page|content|article|information|leaflet|fact ?sheet|booklet|brochure|handout|guide"
    r"|resource)"
    r"(?: (?:was|is|has been))? )?"
)
_ISSUED = r"issued|produced|submitted|date of issue|issue date"
_SAYS_ISSUED = re.compile(
    r"\Adate:|\b(?:issued|produced|date of issue|issue date|date approved|approval date)\b"
    r"|\bapproved(?=:| on\b)",
    re.IGNORECASE,
)
_DATE_WORDS = (
    (
        "next_review",
        rf"{_SUBJECT}(?:next (?:full |planned |scheduled |medical |clinical )?review(?: due)?|next due|review due"
        r"|date (?:of|for) (?:the )?next review|next reviewed?|(?:is |will |should )?(?:to )?be reviewed(?: again)?"
        r"(?: by| in)?|(?:is )?due (?:for|to be) review(?:ed)?(?: again)?"
        r"(?: by| in)?)(?: date)?",
    ),
    (
        "reviewed",
        rf"{_SUBJECT}(?:(?:last|medically|clinically|date) ){{0,2}}(?:reviewed|fact[- ]checked|checked)"
        rf"|{_SUBJECT}(?:last|medical|clinical|latest) review date"
        r"|(?:(?:last|latest|most recent|full|annual) ){1,2}review(?: completed| done)?"
        r"|(?:(?:last|latest|most recent) )?(?:medical|clinical|expert|scientific|editorial) review"
        r"(?: completed| done)?"
        r"|date of (?:(?:last|latest|medical|clinical|this) )?review",
    ),
    (
        "modified",
        rf"{_SUBJECT}(?:last |date )?(?:updated|modified|revised|changed|corrected|amended|edited|update)"
        r"(?: (?:or|and) reviewed)?"
        r"|(?:date of (?:last |latest )?|last |latest )(?:update|revision)|revision date"
        r"|(?:sources|facts|links|information|content) (?:last )?(?:checked|correct|accurate|verified)"
        r"(?: (?:as of|at|in))?"
        r"|(?:latest|current|this|present) version(?: from)?",
    ),
    ("review", rf"{_SUBJECT}(?:date )?review date|review(?=\s*:)"),
    (
        "published",
        r"published in [A-ZÀ-Þ][\w ’'&-]{2,50},"
        rf"|{_SUBJECT}(?:originally |first |date )?(?:published|posted|written|created|launched|approved|{_ISSUED})"
        r"|approval date|date of approval|date(?=\s*:)"
        r"|(?:first |original )?(?:publication date|date of (?:first )?publication)"
        r"|(?:first|original) version(?: from)?",
    ),
)
_PERSON_WORDS = (
    (
        "reviewer",
        r"(?:(?:this |the )?(?:article|page|content|guide|leaflet|fact ?sheet|monograph|information|document|text) "
        r"(?:(?:was|has been) )?)?(?:last )?"
        r"(?:(?:medical|clinical|scientific|expert)(?:ly)?|peer)?[ -]?"
        r"(?:review(?:ed)?|fact[- ]checked|checked|approved|verified)"
        r"(?: on [\w ,/.-]{6,20}?)? by"
        r"|(?:medical|clinical|scientific|expert) reviewers?|reviewers?(?=\s*:)",
    ),
    ("owner", r"(?:page |content )?owner(?: is)?"),
    (
        "publisher",
        r"(?:this |the )?(?:leaflet |page |guide |booklet )?(?:(?:was|is) )?(?:first )?published by"
        r"|publishers?(?=\s*:)",
    ),
    (
        "",  # who did something else
        r"(?:photos?|photograph(?:y|s)|illustrat(?:ions?|ed|or)|images?|pictures?|videos?|graphics?|design(?:ed)?|produced"
        r"|(?:copy[- ]?)?edit(?:ed|ors?|ing)|translat(?:ed|ion)|fact[- ]check(?:ing|er)"
        r")(?:\s*:|\s+by\b)|(?:last )?(?:modified|changed|edited) by\b",
    ),
    (
        "author",
        r"(?:written |created |author(?:ed)? |answer(?:s|ed) |text |words |posted |submitted |published |prepared "
        r"|drafted |compiled"
        r" |developed )?by"
        r"|authors?|(?:last )?(?:updated|revised|amended) by"
        r"|words(?=\s*:)",
    ),
    (
        "body",
        r"(?:(?:this |the )?(?:leaflet|page|guide|information|fact ?sheet) (?:was |has been )?)?"
        r"(?:produced|prepared|developed|compiled|provided|written) by",
    ),
)
_OUR_TRADE = re.compile(
    r"(?:our|the|a) (?:[\w-]+ ){1,3}(?=[A-ZÀ-Þ])|(?:our|the|a) (?:[\w-]+ ){0,2}[\w-]+, (?=[A-ZÀ-Þ])"
)
"""What may stand between "by" and a name: "by our pharmacist, Ann Poe"."""
_THE_BODY = re.compile(r"(?:the|el|la|los|las|os?|as?|les?|l’|l'|der|die|das|il|lo)(?:\s+|(?<=['’]))(?=[A-ZÀ-Þ])")
"""What may stand between "by" and the name of a body: "by the Hand Therapy Team"."""


LONGEST_BYLINE = 600
_ALSO = re.compile(
    r"(?:^|(?<=\.)\s+)(?:Also|Editorially|Internally) (?:reviewed|updated|edited|approved) by\b.*$", re.DOTALL
)
_CHANGED = re.compile(r"updated|\b(?:revised|amended|modified|changed|edited) by\b", re.IGNORECASE)
"""What tells of a change, not of who first wrote a page."""
_UPDATED_BY = re.compile(r"(?:reviewed|updated)(?: and (?:reviewed|updated))? by\s*:?\s+(?=\S)", re.IGNORECASE)
_DEGREED = (
    r"[^,]{3,60}(?:,\s(?:MD|DO|MBBS|MBChB|PhD|PharmD|RN|APRN|NP|PA-C|DPM|DDS|DMD|PsyD|RDN?|LDN|MS|MSc|MPH|MHA|MBA|DrPH"
    r"|FA[A-Z]{2,4}|[FM]RC[A-Z]{1,3}|ABFM|CNM|OD|EdD|JD)\b\)?)+"
)
_CREDENTIALED = re.compile(rf"{_DEGREED}(?:,?\s(?:and\s|&\s)?{_DEGREED}){{0,4}}")


_LEAST = 4
"""Letters of a line that says anything of its page: "By X"."""


def byline(line: str, *, at_top: bool, bare: bool = True) -> Byline | None:
    """What `line` says of the page's own making; None if it is something else. A bare "By ..." counts only at the top;
    with `bare`, which no list of sources may ask for, names and days count that no word explains.

    Dates come back as ISO text.
    """
    if len(line) > LONGEST_BYLINE:
        return None
    made = Byline()
    line = _ALSO.sub("", line.strip()).strip("—–|·• \n")
    if not line:
        return Byline(found=True)
    if len(line) < _LEAST or (len(line) > 250 and not _UPDATED_BY.match(line)):
        return None
    said = _statements(line, made, at_top=at_top, bare=bare)
    if said or not bare:
        return said
    if at_top and (behind := _stamps.issue_of(line)) is not None:
        day = _stamps.month_or_day(behind)
        return Byline(found=True, published=day) if day or not behind else None
    return Byline(found=True) if _stamps.is_draft(line) else None


def _statements(line: str, made: Byline, *, at_top: bool, bare: bool) -> Byline | None:
    """`made` with what the statements of a line say; None if one of them is something else."""
    line = _INNER_BLANKS.sub(" ", line)
    line = AT_DAY.sub("", _HYPHENED.sub(r"\1/\2/\3", _stamps.plain_days(line)))
    made.issued = _SAYS_ISSUED.search(line) is not None
    history = _RECEIVED.match(line) is not None
    if (dated := _DAY_FIRST.match(line)) and _stamps.month_or_day(dated["day"]):
        rest = line[dated.end() :]
        ends = parted.start() if (parted := _PARTS.search(rest)) else len(rest)
        line = f"{rest[:ends]} on {dated['day']}{rest[ends:]}"
    further, stamps, whole = 0, _Stamps(), line
    line = _unversioned(line)
    stated = (said for piece in _PARTS.split(line.strip()) for said in _bylines_abroad.parts(piece))
    pieces = [part for piece in stated for part in _labelled(piece)]
    plain = list(map(_unversioned, pieces))
    stamps.topics, pieces = int(plain != pieces or line != whole), plain
    made.apart = frozenset(filter(None, map(_stamps.month_or_day, map(str.strip, pieces))))
    for part in filter(None, map(str.strip, _dated(pieces))):
        if history and _HISTORY.fullmatch(part):
            made.found = True
        elif _byline_part(part, made, at_top) or (bare and at_top and _of_body(part, made)):
            continue
        elif at_top and not made.publisher and len(pieces) > 1 and _is_body(part.rstrip(".")):
            made.publisher = part.rstrip(".")
        elif not stamps.take(part):
            if _IMPRINT.fullmatch(part) is None:
                return None
            further += 1
    if not (made.found or further > 2 or (bare and stamps.beside())):
        return None
    return stamps.told(made, at_top=at_top, alone=not further)


@dataclass(slots=True)
class _Stamps:
    """The parts of a line that no word names: "Ann Poe · 6 min read · 3 May 2021"."""

    names: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    read: bool = False
    counts: int = 0
    topics: int = 0

    def take(self, part: str) -> bool:
        """Keep a part that is a day, a name, the time that reading takes, or a count of readers; False if none."""
        part = part.lstrip("—– ")
        if day := _stamps.month_or_day(part):
            self.days.append(day)
        elif _stamps.is_reading_time(part.rstrip(".")):
            self.read = self.read or _stamps.tells_reading(part.rstrip("."))
            self.topics += not self.read
        elif _stamps.is_count(part):
            self.counts += any(map(str.isdigit, part))
        elif _stamps.is_topic(part) and not _stamps.are_names(part):
            self.topics += 1
        elif _stamps.are_names(part):
            self.names.append(part)
        elif named := _stamps.name_and_day(part):
            self.names.append(named[0])
            self.days.append(named[1])
        else:
            return False
        return True

    def beside(self) -> bool:
        """Whether the parts tell by each other what they are: a name is none beside nothing."""
        return self.read or bool(
            (self.days and (self.names or self.counts or self.topics)) or (self.names and self.counts)
        )

    def told(self, made: Byline, *, at_top: bool, alone: bool) -> Byline | None:
        """`made` with the author and the day; None where names stand that nothing at the top explains."""
        made.found = True
        if not at_top and (self.topics or (self.names and not alone)):
            return None
        if at_top and not (made.author or made.reviewer):
            named = [n for n in self.names if _set("never_names").isdisjoint(re.findall(r"[a-z']+", n.casefold()))]
            made.author, made.guessed = " and ".join(named), bool(named)
        if at_top and self.days and not (made.published or made.modified or made.reviewed):
            made.published, made.guessed = self.days[0], True
        return made


_HOLDER = re.compile(
    r"(?:©|\(c\) |copyright\b)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19"
    r"|20)\d\d)?,?\s)?(?:by\s)?(?P<who>[A-ZÀ-Þ][^.|\n©\d]{2,80}?)"
    r"(?:,?\s(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?(?:[.,|].*)?\Z",
    re.IGNORECASE,
)


def holder(line: str) -> str:
    """The body whose page a line says it is: "© Ear Trust 2020"; "" where it names none."""
    said = _HOLDER.match(line) if len(line) < LONGEST_BYLINE and line[:1] in "©(cC" else None
    return said["who"].strip() if said and names.is_organisation(said["who"].strip()) else ""


def asks_name(words: str, after: str) -> bool:
    """Whether a line says only what the person did whose name stands on the next: "Reviewed by", "Ann Poe"."""
    label = f"{words}: A"
    asks = len(words) < 40 and any((m := said.match(label)) and m.end() == len(words) for _, said in _persons())
    return asks and (_stamps.are_names(after) or (len(after) < 100 and names.is_organisation(after)))


def asks_code(words: str) -> bool:
    """Whether a line is the label of a leaflet's code, which stands on the next: "Leaflet code", "ENT/0212 v3"."""
    return _CODE_LABEL.fullmatch(words) is not None


_CODE_LABEL = re.compile(
    r"(?:leaflet|document|publication|version|factsheet|form|print) (?:code|number|no\.?|ref(?:erence)?\.?)",
    re.IGNORECASE,
)


def signature(words: str) -> tuple[str, bool]:
    """Whoever a line of nothing but names may name, and whether a trade behind them tells that it does: "Ann Poe, Staff
    Writer"; ("", False) for other lines."""
    head, _, trade = (_BRACKETED_TRADE.sub(r", \1", words, count=1)).partition(", ")
    doctor, capital = head.startswith(_DOCTORS), trade[:1].isupper()
    told = "." not in trade and (capital or doctor) and (is_trade(trade) or (capital and doctor))
    names = head if told else words
    shown = names.title() if names.isupper() else names
    if not _stamps.are_names(shown) or not _set("never_names").isdisjoint(re.findall(r"[a-z']+", shown.casefold())):
        return "", False
    return (words if told else shown), told


_BRACKETED_TRADE = re.compile(r" \(([^()]{3,60})\)\Z")
_DOCTORS = ("Dr ", "Dr. ", "Prof ", "Prof. ", "Professor ")


def is_trade(words: str) -> bool:
    """Whether words name what somebody works as: "Staff Writer", "Consultant Rheumatologist", "Head of Nutrition"."""
    said = [word.strip("(),").casefold() for word in words.split()]
    if len(said) > _LONGEST_TRADE:
        return False
    first = next((word for word in said if word in ("of", "for", "in", "at", ",")), "")
    head = said[: said.index(first)] if first else said
    return bool(head) and (
        head[-1] in _set("trades") or head[-1].endswith(_TRADES_END) or (bool(first) and head[-1] in ("head", "lead"))
    )


_LONGEST_TRADE = 9
_TRADES_END = (
    "ologist", "iatrist", "iatrician", "ometrist", "etrician", "opath", "practor", "grapher", "ologo", "ologa", "ólogo",
    "óloga", "ologe", "ologin", "ologue", "oloog", "iatra", "iatre", "iater", "пед", "олог",
)  # fmt: skip


def is_stamp(words: str) -> bool:
    """Whether a line that stands where a page's making is told may be left out though it is not understood: it is
    short and no sentence."""
    return len(words) < _LONGEST_STAMP and not words.endswith((".", "?", "!", ":")) and not _TWO.search(words)


_LONGEST_STAMP = 120
_TWO = re.compile(r"[a-z]{3}[.!?] [A-Z]")
"""What two sentences have between them."""
_NEXT_REVIEW = re.compile(
    r"(?:\A|[.;|\n][ \t]{0,3})(?:next review(?: due)?|review due)(?: date)?:[ \t]{1,3}(?P<date>[^.;|\n]{4,20})", re.I
)


def next_review(lines: str) -> str:
    """The ISO date of the statement of a longer imprint that says when the next review is due, "" where none does."""
    said = _NEXT_REVIEW.search(lines)
    found = dates.find(said["date"]) if said else []
    return found[0].iso if found and found[0].start == 0 and not found[0].csl.get("literal") else ""


_RECEIVED = re.compile(r"(?:article history:?\s|submission |manuscript )?received\b", re.IGNORECASE)
_HISTORY = re.compile(
    r"(?:article history:?\s)?(?:(?:submission |manuscript )?received|(?:resubmitted|revised|accepted)"
    r"(?: in revised form| for publication)?)"
    r"(?: on)?:?\s[\w ,.]{6,30}",
    re.IGNORECASE,
)
"""What journals tell of a paper's way: "Received: 2 May 2021 / Revised: 9 June 2021"."""
_IMPRINT = re.compile(
    r"(?:produced|prepared|compiled|edited|issued|approved|first|originally|version|leaflet|document|department|code|status"
    r"|tags?|topics?|categor(?:y|ies)|keywords?|audience|assignee|priority|word count"
    r"|contact|created|date|publication|expiry|review|ref)\b[\w /-]{0,30}:\s*\S.{0,100}"
    r"|(?:©|\(c\)\s|copyright\b).{0,80}|registered (?:charity|company|in)\b.{0,60}|all rights reserved"
    r"|(?:department|ward|clinic|unit|division|centre|center|service|directorate) (?:of|for) [\w ,&'’-]{3,60}"
    r"|(?:leaflet|document|version|ref(?:erence)?) (?:code |number |no\.? ?)?[\w/.-]{1,20}"
    r"|\d{1,2} min(?:ute)?s?(?: read)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}",
    re.IGNORECASE,
)
"""What else stands in the imprint of a leaflet: "Produced by: ...", "Version: 3"."""
_PARTS = re.compile(
    r"(?<!\s)\s*[|·•\n]\s*|(?<=\d)\s/\s(?=[A-Z])"
    r"|(?<=\d)\s(?=(?:Written|Posted) [Bb]y )"
    r"|(?<=[12]\d{3})\s(?=(?:Next |Date of )?[Rr]eview(?:ed)?\b|Leaflet\b)"
    r"|(?<!\s)\s+[—–]\s+|;\s+|,\s+(?=last (?:modified|updated|edited|changed) )"
    r"|(?<=[12]\d{3})\.\s+(?=[A-ZÀ-Þ\d])|\s(?=(?:Leave a|\d{1,4}) [Cc]omments?\b)"
    r"|(?<=[12]\d{3}),?\s+and\s+(?=(?:will|is|should|next|due)\b)"
    r"|\.\s+(?=©|(?:Version|Copyright|Registered|Leaflet|Document|Ref|All rights)\b)"
    r"|(?<=[12]\d{3}),\s+(?=(?:last |then )?(?:modified|updated|edited|changed|corrected|amended|revised|reviewed)\b)"
    r"|(?<=[12]\d{3}),\s+(?=(?:next review|review due|due for review)\b)"
    r"|\.\s+(?=(?:Written by|Prepared by):? )|\.\s+(?=(?:Next|Last|Page|Updated|Published|Checked|Fact-checked"
    r"|Reviewed|Medically|Revised|Revision) )"
)
"""What parts the statements of a byline."""
_INNER_BLANKS = re.compile(r"[^\S\n]+")
_LABELS = re.compile(
    r"\s(?=(?:(?:Last|Next|Latest|First|Originally|Medically|Clinically|Scientifically|Fact[ -][Cc]hecked|Peer[ -])\b"
    r"|(?:Reviewed|Updated|Edited|Written|Posted|Published|Authored|Checked|Approved) (?:[Bb]y|[Oo]n)\b|Review date\b"
    r"|[A-Z][a-z]{2,12}(?: [a-z]{2,10})?: ?\S))"
)
_GOES_ON = re.compile(
    r"(?:\b(?:medically|clinically|scientifically|peer|expert|last|latest|next|first|originally|page|content|article|guide"
    r"|leaflet|information|and|was|been|is|be|date|fact|fact[ -]checked|the|this|by|of|on|or|&)|[-,])\Z",
    re.IGNORECASE,
)
"""What a label goes on from: "Medically Reviewed by" is one."""
AT_DAY = re.compile(r"@(?=[A-Z][a-z]{2,8}\.? \d|\d{1,4}[ /.-])")
"""The sign that Notion and its kin put in front of a day: "@April 18, 2023"."""
_HYPHENED = re.compile(r"\b([0-3]?\d)-([0-3]?\d)-(20\d\d)\b")


_DAY_FIRST = re.compile(
    r"(?P<day>[\w ,./-]{6,24}?)\s?(?:(?:[-–—]\s|:\s)(?=[A-Z][a-z]+ (?:[a-z]+ )?by\b)|(?=[Bb]y [A-Z]))"
)
"""The line of a page's history: "May 12, 2021 - Medically reviewed by Ann Poe, MD"."""


def _labelled(part: str) -> list[str]:
    """The statements of a part that only their labels set apart: "Reviewed by Ann Poe, MD Last updated 3 May 2021"."""
    cuts = [
        m.start() for m in _LABELS.finditer(part, 8) if not _GOES_ON.search(part[max(0, m.start() - 16) : m.start()])
    ]
    edges = [0, *cuts, len(part)]
    return [part[a:b].strip(" ,") for a, b in pairwise(edges)]


def _dated(parts: Sequence[str]) -> list[str]:
    """The parts of a line, each date that stands alone joined to the words before that ask for one, or else to those
    behind: "Updated | 3 May 2021", "3 May 2021 | Latest version"."""
    out: list[str] = []
    day = ""
    for part in filter(None, map(str.strip, parts)):
        found = dates.find(part) if part[-2:].isdigit() else []
        alone = len(found) == 1 and (found[0].start, found[0].end) == (0, len(part)) and "season" not in found[0].csl
        if alone and out and _asks_day(out[-1]):
            out[-1] = f"{out[-1]} on {part}"
        elif alone:
            day = day or part
            out.append(part)
        elif day and out[-1] == day and any(said.fullmatch(part) for _, said in _days()):
            out[-1], day = f"{part}: {day}", ""
        else:
            out.append(part)
    return out


def _asks_day(words: str) -> bool:
    """Whether words name what a day may be the day of, and hold none."""
    return not dates.find(words) and any(said.match(words) for _, said in (*_days(), *_persons()))


_VERSION = r"(?:version|issue|edition|revision|rev\.?|ver\.?|v\.?)(?: no\.?)? ?\d{1,3}(?:\.\d{1,3}){0,3}"
_NAMED_BODY = re.compile(
    r"(?!(?:The|This|These|Our|An?|In|All|Most|Some)\b)[A-ZÀ-Þ][\w&'’-]*(?:,? (?:[A-ZÀ-Þ][\w&'’-]*|of|and"
    r"|for|the|&)){1,9}"
)
"""A body by its name, which stands in front of who wrote for it."""


def _is_body(words: str) -> bool:
    return _NAMED_BODY.fullmatch(words) is not None and names.is_organisation(words)


def _unversioned(part: str) -> str:
    """What a statement says of the day of a version, without the version's number; other statements as they are."""
    if _VERSIONED.search(part) is None:
        return part
    said = _VERSION_LAST.sub("", _VERSION_FIRST.sub("", part))
    return bare if said != part and (bare := said.strip("(). ")) and dates.find(bare) else part


_VERSIONED = re.compile(r"(?<![^\W\d_])(?:v|iss|ed|rev)", re.IGNORECASE)
_VERSION_FIRST = re.compile(rf"\A{_VERSION} ?(?:[,;:|–—(-] ?)?(?:dated:? )?(?=[A-Za-z\d])", re.IGNORECASE)
_VERSION_LAST = re.compile(rf"(?<=\d)(?: ?[,;|–—-])? ?\(?{_VERSION}\)?\.?\Z", re.IGNORECASE)
"""Which version of a leaflet a day is that of: "Version 3.2, approved 14 March 2024"."""


_Said = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _persons(behind: str = "") -> _Said:
    """Role -> what is said in front of the name of who has it, in every language."""
    return _compiled(_PERSON_WORDS, _bylines_abroad.persons(), behind)


@cache
def _days(behind: str = "") -> _Said:
    """Field -> what is said in front of its day, in every language."""
    return _compiled(_DATE_WORDS, _bylines_abroad.days(), behind)


def _compiled(ours: Sequence[tuple[str, str]], theirs: Mapping[str, str], behind: str) -> _Said:
    said = ((name, f"{words}|{theirs[name]}" if name in theirs else words) for name, words in ours)
    return tuple((name, re.compile(f"(?:{words}){behind}", re.IGNORECASE)) for name, words in said)


_TO_NAME = r"\s*:?\s+(?=\S)"
_TO_DAY = r"\s*(?:on\b|date\b)?\s*:?\s*(?:on\s)?"
_FURTHER_PERSON = re.compile(
    r"(?:[.,;]|(?<![\s.,;]))\s+(?=(?:(?:medical|clinical)ly |fact[- ]checked and )?(?:reviewed|fact[- ]checked) by )",
    re.IGNORECASE,
)


_POINTED = re.compile(r"\b[A-Z][A-Za-z]{0,2}\.[A-Z]\Z")
"""A degree whose last point was taken for that of the sentence: "M.D"."""
_ON = re.compile(r"(?<!\s)\s+(?:(?:on|in)\s+)?\Z")
_LOGIN = re.compile(r"(?:posted|submitted) by [\w.-]{2,30},? (?:on )?[\w ,./-]{6,30}", re.IGNORECASE)
"""What publishing systems say of who put a page in: "Submitted by editor on 2019-04-09"."""


@cache
def _by() -> re.Pattern[str]:
    """Who did what a day is told of, behind it."""
    return re.compile(rf",?\s+(?:by|(?i:{_bylines_abroad.by()})):?\s+((?:Dr\.?\s)?[^\W\d_][^\n;]{{2,90}}?)\.?")


@cache
def _name_ends() -> re.Pattern[str]:
    """What stands between a name and the day behind it."""
    words = rf"on|in|last|updated|reviewed|published|date|{_bylines_abroad.on()}"
    return re.compile(rf"(?<![\s,(])(?:[\s,(]+(?:\b(?:{words})\b:?\s*){{0,6}})?$", re.IGNORECASE)


_BODY = re.compile(
    r"(?!(?:The|This|These|Our|An?|In|All|Most|Some)\b)(?P<who>[A-ZÀ-Þ][\w&'’.-]*(?:\s(?:[A-ZÀ-Þ][\w&'’.-]*|of|and|for|the|&)){1,7}),\s(?=[a-z])"
)
"""A body that says when it brought a page out: "Riverside Community Dietitians, issued May 2022"."""


_BODIES = {"body": "author", "publisher": "publisher"}
"""Where a body is kept that prepared a page, and one that published it."""


def _of_body(part: str, made: Byline) -> bool:
    body = _BODY.match(part)
    if body is None or not _byline_part(part[body.end() :], made, at_top=True):
        return False
    made.author = made.author or body["who"]
    return True


def _tells_change(part: str) -> bool:
    return _CHANGED.search(part) is not None or _bylines_abroad.changes().search(part) is not None


def _byline_part(part: str, made: Byline, at_top: bool) -> bool:
    rest = part.rstrip(".")
    found = dates.find(rest)
    whole_date = found[-1] if found and not found[-1].csl.get("literal") else None
    updated = _UPDATED_BY.match(rest)
    doctor = _CREDENTIALED.match(rest, updated.end()) if updated else None
    if doctor is not None:
        made.reviewer, made.found = doctor[0], True
        made.reviewed = whole_date.iso if whole_date else made.reviewed
        return True
    for name, said in _persons(_TO_NAME):
        match = said.match(rest)
        if match is None or (name in ("author", "body") and not at_top):
            continue
        end = whole_date.start if whole_date and whole_date.start > match.end() else len(rest)
        person = _name_ends().sub("", rest[match.end() : end])
        further = _FURTHER_PERSON.search(person)
        if further and _byline_part(rest[match.end() + further.end() :], made, at_top):
            person, whole_date = person[: further.start()], None  # the date is that of the review
        person = _stamps.names(person) if name == "author" else person
        if (
            name in ("author", "reviewer")
            and (trade := _OUR_TRADE.match(person))
            and _stamps.are_names(person[trade.end() :].rstrip(". "))
        ):
            person = person[trade.end() :]
        if (the := _THE_BODY.match(person)) and names.is_organisation(person[the.end() :].rstrip(".")):
            person = person[the.end() :]
        named = _bylines_abroad.untitled(person)[:1].isupper()
        if whole_date and not named and _LOGIN.fullmatch(rest[: whole_date.end]):
            made.published, made.found = whole_date.iso, True
            return whole_date.end == len(rest)
        if not named or len(person) > 100 or len(person.split()) > 14:
            return False
        if whole_date and whole_date.start > match.end() and re.search(r"\s[a-zß-ÿ]{1,12}\s", rest[whole_date.end :]):
            return False  # a sentence that goes on
        person = person.rstrip(".") if whole_date else person
        person += "." if _POINTED.search(person) and f"{person}." in part else ""
        for day in reversed(dates.find(person)):
            person = _ON.sub("", person[: day.start]) + person[day.end :]
        of_body = names.is_organisation(person.strip(". "))
        if any(map(str.isdecimal, person)) and not of_body:
            return False  # a sentence on what somebody does
        if (not name and (of_body or not _stamps.are_names(person.strip(". ")))) or (name in _BODIES and not of_body):
            continue
        name = _BODIES.get(name, name)
        before = getattr(made, name) if name else ""
        if name:
            setattr(made, name, f"{before}, {person}" if before and name == "reviewer" else before or person)
        if whole_date:
            stated = "modified" if _tells_change(part) else "reviewed" if name == "reviewer" else "published"
            setattr(made, stated, getattr(made, stated) or whole_date.iso)
        made.found = True
        return True
    behind = whole_date is not None and whole_date.end == len(rest)
    signed = rest[: whole_date.start].rstrip(" ,") if whole_date and behind else part
    if at_top and (who := _bylines_abroad.signed(signed)):
        made.author, made.published = made.author or who, whole_date.iso if whole_date and behind else made.published
        made.found = made.guessed = made.abroad = True
        return True
    if whole_date is None:
        return False
    for name, said in _days(_TO_DAY):
        match = said.match(rest)
        if match is None or match.end() < whole_date.start:
            continue
        by = _by().fullmatch(rest, whole_date.end) if name in ("reviewed", "modified", "published") else None
        if by is not None and not _bylines_abroad.untitled(by[1])[:1].isupper():
            return False
        if by is None and whole_date.end < len(rest) - 1:
            continue
        if name != "review" or made.issued or "date" in match[0].lower():
            setattr(made, name, whole_date.iso)
        if by is not None:
            setattr(made, "reviewer" if name == "reviewed" else "author", by[1])
        made.found = True
        return True
    return False

"""The line on who made a page and when, as people type it under a title or at a page's foot: statements in any order,
parted by any sign, in any language ("Eva Lang, Kiel. Last checked: 3 May 2021", "Text: Max Roth · 3. Juni 2021").

A statement is a piece between two signs. All its words have to be words of such lines, names, days, trades or places; a
piece that is none of these is told, and makes most lines something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from citewarden.config import lexicon
from citewarden.readers import _stamps, _words
from citewarden.text import dates, names

_LONGEST = 250
_MOST_LEFT = 6
"""Words of a piece at most that may be left beside two statements that say what they are."""
_SHORTEST = 4
_LONGEST_NAME = 8
_DAY = "\ue000"
"""What stands for a day while the words around it are read."""
_DONE = ("written", "reviewed", "published", "modified", "next", "owner", "other")
_KINDS = (*_DONE, "titles", "for", "by", "on", "and", "fillers")
"""The kinds of words of such lines; a word of several is one of the first."""
_FIELDS = {
    "written": "published",
    "published": "published",
    "modified": "modified",
    "reviewed": "reviewed",
    "next": "next_review",
}
"""Where the day is kept on which something was done."""
_ABROAD = {
    "written": ("author", "author_by", "written", "made"),
    "reviewed": ("reviewer", "reviewed", "reviewed_day"),
    "published": ("published", "published_day"),
    "modified": ("modified", "modified_day"),
    "next": ("next_day",),
    "by": ("by", "by_alone"),
    "on": ("on",),
    "fillers": ("this", "page", "was", "how", "article", "reviewer_kind"),
    "titles": ("titles",),
}
"""The lists of bylines.yaml that say the same."""
_CUT = re.compile(
    r"(?P<bar>[|·•\n\t])|(?P<stop>(?<=\s)[—–/-]{1,3}(?=\s)|[;.](?=\s|\Z)|\s(?=\d{1,2}[\s-]min))"
    r"|(?P<open>\()|(?P<soft>,(?=\s)|\))"
)
"""What stands between the pieces: bars between lines' worth of statements, stops between statements, commas within."""
_VERSION = re.compile(
    r"(?:(?:volume|vol\.?|number|no\.?|nr\.?|n[.º°]|version|ver\.?|v\.?|rev\.?|issue|edition|draft)\s?(?:no\.?\s?)?\d[\w.]{0,8}(?:,?\s)?){1,2}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:[^\W\d_][\w.’'-]*\s){0,3}(?:no|nr|n|number|num|numéro|número|nummer|ref|code|issue)[.º°]{0,2}\s?#?[\w/.-]{0,6}\d[\w/.-]{0,12}",
    re.IGNORECASE,
)
"""Which one of its makers' papers a page is: "Fact sheet no. 7"."""
_REGISTERED = re.compile(rf"(?<=\w)\s\((?=[^()\d{_DAY}]{{0,30}}\d)[^(){_DAY}]{{3,30}}\)")
"""Under which number somebody is registered: "(GPhC 2071234)"."""
_CLOCK = re.compile(
    r"(?<![\s,])[\s,]{1,3}(?:[^\W\d_]{1,3}\.?\s){0,2}\d{1,2}[:h]\d\d(?:\s?[ap]m|\sUhr)?(?=\s*(?:[|·•]|\Z))"
)
"""The time of day at the end of a statement, with the small words in front of it: "às 18:22"."""
_SIGNED_SHORT = re.compile(r"(?:[^\W\d_a-zß-ÿа-я]\.[\s-]?){1,3}[^\W\d_a-zß-ÿа-я][^\W\d_]{2,}(?:-[^\W\d_]{2,})?")
"""A name that its initials tell: "D. S. Orlow"."""
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b).{0,60}", re.IGNORECASE)
_INITIAL = re.compile(
    r"[^\W\d_a-zß-ÿ](?:\.-?[^\W\d_a-zß-ÿ])*\Z|(?i:jr|sr|st|ste|phil|med|univ|nat|dent|no|nr|vol|ref)\Z"
)
_NO_NAME = re.compile(r"[^\w.’'-]|[\d_]")
_CREDENTIAL = re.compile(r"(?!USA|UAE)[A-Z]{3,8}")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ASIAN_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}(?:\s[\u3400-\u9fff]{1,4})?")


@dataclass(slots=True)
class Colophon:
    """What such a line says, and the pieces `left` that were not understood.

    `stated` pieces say what they are, `signed` ones are names, `dated` ones days; `told` counts what tells a name:
    "by", a trade; `numbered` what tells which one of a house's papers this is.
    """

    author: list[str] = field(default_factory=list)
    reviewer: list[str] = field(default_factory=list)
    owner: list[str] = field(default_factory=list)
    publisher: str = ""
    days: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    stated: int = 0
    signed: int = 0
    dated: int = 0
    told: int = 0
    numbered: int = 0


def read(line: str) -> Colophon | None:
    """What a line says of its page's making; None if it is something else."""
    made = _sorted(line)
    if made is None:
        return None
    if made.left:
        known = made.stated + made.signed + made.dated > 2
        return made if made.stated and known and len(made.left) == 1 and _may_be_left(made.left[0]) else None
    told = made.signed and (made.dated or made.told)
    return (
        made
        if made.stated or told or (made.dated and made.publisher and (made.numbered or _is_periodical(made.publisher)))
        else None
    )


def tells(line: str) -> bool:
    """Whether a line that is not understood as a whole says of its page who did what or when, in short statements."""
    made = _sorted(line)
    return (
        made is not None
        and bool(made.left and made.stated and (made.signed or made.dated))
        and all(len(piece.split()) <= _MOST_LEFT and piece[:1].isupper() for piece in made.left)
    )


def _sorted(line: str) -> Colophon | None:
    """The pieces of a line sorted; None for what is no line of statements."""
    line = line.strip(" \n*_—–|·•")
    if not _SHORTEST <= len(line) <= _LONGEST or line.endswith(("?", "!", ":")):
        return None
    masked, days = _masked(line)
    said = _Reading(days)
    for piece, cut in _pieces(masked):
        said.take(piece.strip(), cut)
    return said.made


def person(words: str) -> str:
    """Names with their trades and degrees, without the towns behind them; as they are where more is said."""
    made = read(f"by {words}")
    if made is None or made.left or made.dated or made.reviewer or not made.author:
        return words
    return ", ".join(made.author)


def _masked(line: str) -> tuple[str, list[dates.Dated]]:
    """A line with a sign for each of its days, and the days."""
    plain = _words.AT_DAY.sub("", _stamps.plain_days(line))
    out, at = [], 0
    days: list[dates.Dated] = []
    for found in dates.find(plain):
        if found.csl.get("literal") or len(found.csl.get("date-parts", ())) != 1:
            continue
        out.append(plain[at : found.start] + _DAY)
        days.append(found)
        at = found.end
    return _CLOCK.sub("", _REGISTERED.sub("", "".join([*out, plain[at:]]))), days


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    """The pieces of a line, each with the kind of sign in front of it."""
    start, kind = 0, "bar"
    for cut in _CUT.finditer(line):
        if cut[0].startswith(".") and _is_short(line[start : cut.start()]):
            continue
        yield from _parted(line[start : cut.start()], kind)
        kind, start = str(cut.lastgroup), cut.end()
    yield from _parted(line[start:], kind)


def _parted(piece: str, kind: str) -> Iterator[tuple[str, str]]:
    """A piece, or the two statements that "and" joins in it: "written by Ann Poe and reviewed by Joe Roe"."""
    for further in _further().finditer(piece):
        first = _said(piece[: further.start()].strip())
        if first is not None and (first.people or first.body or _DAY in piece[: further.start()]):
            yield piece[: further.start()], kind
            yield piece[further.end() :], "stop"
            return
    if piece.strip():
        yield piece, kind


def _is_short(before: str) -> bool:
    """Whether the stop behind words is that of a title or an initial."""
    word = before.rpartition(" ")[2]
    return _INITIAL.match(word) is not None or f"{word.casefold()}." in _set("titles")


def _may_be_left(piece: str) -> bool:
    """Whether a piece that is not understood may stand in such a line: few words and no figures."""
    return len(piece.split()) <= _MOST_LEFT and not any(map(str.isdigit, piece)) and piece[:1].isupper()


class _Reading:
    """Reads piece after piece, and knows what the one before left open."""

    def __init__(self, days: list[dates.Dated]) -> None:
        self.made, self._days, self._used = Colophon(), days, 0
        self._open = ""
        """What the next day or name is of: "Last checked:"."""
        self._dated = False
        """Whether the piece before gave a day."""
        self._undated = ""
        """What was told without its day."""
        self._last: list[str] | None = None
        """Where the people of the piece before are kept."""
        self._before = _Said()
        self._trade = False
        """Whether somebody's trade was told."""

    def take(self, piece: str, cut: str) -> None:
        """Take what a piece says."""
        days = self._days[self._used : self._used + piece.count(_DAY)]
        self._used += len(days)
        if self._last and cut == "soft":
            piece = _and_first().sub("", piece)
        if _RIGHTS.fullmatch(piece):
            self._last = self._last or []
        elif _is_beside(piece):
            self.made.numbered += _NUMBERED.fullmatch(piece) is not None
        elif not days and self._belongs(piece, cut):
            pass
        elif (said := _said(piece)) is None or not self._stands(said, days, cut):
            self.made.left.append(piece.replace(_DAY, "…"))
            self._open, self._last = "", None
        else:
            self._before = said
        self._dated = bool(days) or (self._dated and piece.isupper())

    def _belongs(self, piece: str, cut: str) -> bool:
        """Whether a piece is the trade, the degree or the place of whoever was named in front of it."""
        if self._last is None:
            return self._dated and piece.isupper() and piece.isalpha()  # where news is from: "IST - PUNE"
        bare = piece if _is_field(piece.rpartition(" ")[2]) else _place_behind("trade").sub("", piece)
        if names.is_degree(bare) or _CREDENTIAL.fullmatch(bare) or is_trade(bare):
            if self._last:
                self._last[-1] += f" ({bare})" if cut == "open" else f", {bare}"
            self.made.told += 1
            self._trade = True
            return True
        if cut == "soft" and self._trade and (names.is_organisation(piece) or _has_body(piece)):
            return True  # whom that is done for
        placed = _is_place(piece)
        self.made.told += placed and self._before.by == "from"
        return placed or (
            self._before.audience and cut == "soft" and piece[:1].isupper() and piece.replace(" ", "").isalpha()
        )

    def _stands(self, said: _Said, days: list[dates.Dated], cut: str) -> bool:
        """Keep what a piece says; False if that is nothing."""
        made = self.made
        if not (said.people or said.body or days):
            self._open = said.done
            return bool(said.done)
        if said.trade and self._last:
            self._last[-1] += f", {said.trade}"
        done, stated = said.done or self._open, bool(said.done or self._open)
        self._open = ""
        if said.people:
            along = self._last is not None and cut == "soft" and not stated and not said.by
            self._last = self._last if along and self._last is not None else self._role(done)
            self._last.append(said.people)
            made.signed += 1
            made.told += said.by == "by" or _SIGNED_SHORT.fullmatch(said.people) is not None
        elif said.body and done in ("", "published", "next", "other"):
            made.publisher, self._last = made.publisher or said.body, self._last or []
        elif said.body:
            self._role(done).append(said.body)
        for day in days:
            kept = done or (self._undated if cut != "bar" else "")
            whole = "-" in day.iso or "season" in day.csl
            if not kept and not whole and not _is_periodical(said.body or self._before.body):
                return False  # a year by itself
            if kept not in ("other", "owner"):
                made.days.setdefault(_FIELDS.get(kept, "published"), day.iso)
        made.stated += stated
        made.dated += bool(days)
        self._undated = "" if days else done
        return True

    def _role(self, done: str) -> list[str]:
        kept = {"reviewed": self.made.reviewer, "owner": self.made.owner, "other": [], "next": []}
        return kept.get(done, self.made.author)


@dataclass(slots=True)
class _Said:
    """The words of one piece, sorted."""

    done: str = ""
    by: str = ""
    people: str = ""
    body: str = ""
    trade: str = ""
    audience: bool = False


def _said(piece: str) -> _Said | None:
    """What the words of a piece say; None where one of them is no word of such lines."""
    if _names_periodical(piece):
        return _Said(body=piece)
    said, behind, weak = _Said(), "", True
    tokens = _tokens(piece)
    for kind, words in tokens:
        if kind in _DONE:
            is_weak = kind == "published" or words.casefold() in _set("fillers")
            said.done, weak = (kind, is_weak) if weak and not (said.done and is_weak) else (said.done, weak)
        elif kind == "by":
            said.by = words.casefold()
        elif kind == "words":
            whose = said.people or said.body or (said.done and "by" not in dict(tokens))
            led = behind in ("for", "on") and words[:1].isupper()
            further = whose and (led or (said.people and (behind == "for" or said.audience)))
            if not further and not _named(words, said):
                return None
            said.audience = said.audience or bool(further)
        elif kind == "titles" and is_trade(words):
            said.trade = words
        elif kind == "and" and behind in ("", "by"):
            return None
        behind = "for" if kind == "fillers" and behind == "for" else kind
    return said


def _named(words: str, said: _Said) -> bool:
    """Take words that are names; False if they are none."""
    if said.people or said.body or not words:
        return False
    people = [_place_behind("name").sub("", name) for name in _and().split(words)]
    if all(map(_is_name, people)) and not _has_body(words):
        said.people = _shown(words if len(people) > 1 else people[0])
    elif names.is_organisation(words) or _has_body(words):
        said.body = words if words[:1].isupper() and not words.isupper() else ""
    elif not said.trade and (names.is_degree(words) or is_trade(words)):
        said.trade = words
    return bool(said.people or said.body or said.trade)


def _has_body(words: str) -> bool:
    return not _bodies().isdisjoint(words.casefold().split())


def _shown(people: str) -> str:
    """Names as they are written elsewhere than in headings."""
    return people.title() if people.isupper() and " " in people else people


def _names_periodical(piece: str) -> bool:
    """Whether a piece is nothing but the name of what comes out again and again: "The Harrow Review"."""
    head, _, last = piece.rpartition(" ")
    said = head.removeprefix("The ").split()
    return (
        last.casefold() in _set("periodicals")
        and bool(said)
        and all(word[:1].isupper() and word.isalpha() and word.casefold() not in _kinds() for word in said)
    )


def _tokens(piece: str) -> list[tuple[str, str]]:
    """The words of a piece by kind; small words, titles and "and" within names stay with them."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _lexer().finditer(piece):
        if between := piece[at : match.start()].strip(" :,"):
            found.append(("words", between))
        kind = _kinds().get(match[0].casefold(), "words")
        found.append(
            ("words" if kind in ("for", "and") and not match[0].islower() and match[0] != "&" else kind, match[0])
        )
        at = match.end()
    if behind := piece[at:].strip(" :,."):
        found.append(("words", behind))
    return _joined(found)


def _joined(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for number, (kind, words) in enumerate(tokens):
        after = next((t for t in tokens[number + 1 :] if t[1] not in _set("particles")), ("", ""))
        named = after[0] in ("words", "titles") and (after[1][:1].isupper() or after[0] == "titles")
        kind = "words" if kind == "titles" and named else kind
        before = out[-1] if out else ("", "")
        small = words in _set("particles") or words in _set("and")
        if before[0] == "words" and (kind == "words" or (small and named)):
            out[-1] = ("words", f"{before[1]} {words}")
        else:
            out.append((kind, words))
    return out


def _is_name(name: str) -> bool:
    """Whether words have the form of one person's name; a single word does with a title in front of it."""
    if _ASIAN_NAME.fullmatch(name):
        return True
    bare = _titles().sub("", name)
    words = bare.split()
    if not 1 + (bare == name) <= len(words) <= _LONGEST_NAME or not words[0][:1].isupper():
        return False
    said = {word.strip(".").casefold() for word in words}
    return (
        all(word in _set("particles") or (word[:1].isupper() and _NO_NAME.search(word) is None) for word in words)
        and said.isdisjoint(_set("never_names"))
        and not names.is_organisation(bare)
    )


def is_trade(words: str) -> bool:
    """Whether words name what somebody works as, in any language: "science writer", "médico de família"."""
    said = [word.strip("(),.").casefold() for word in words.replace("-", " ").split()]
    if not said or len(said) > _LONGEST_NAME or any(map(str.isdigit, words)):
        return False
    return _words.is_trade(words) or not _set("trades").isdisjoint((said[0], said[-1], words.casefold()))


def _is_periodical(body: str) -> bool:
    """Whether what brought a page out is a letter or a magazine, of which a season and a year are a day."""
    return body.rpartition(" ")[2].casefold() in _set("periodicals")


def _is_field(word: str) -> bool:
    """Whether a word behind "in" is what somebody works in, no town: "Specialist Nurse in Headache"."""
    return word.casefold().endswith(tuple(_list("fields")))


def _is_place(piece: str) -> bool:
    """Whether words behind a person may be a town, a country or a state: "Kiel", "in Quito", "UK"."""
    words = _place_lead().sub("", piece)
    return (
        words[:1].isupper()
        and _NO_NAME.search(words) is None
        and words.casefold() not in _set("never_names")
        and words.casefold() not in _kinds()
        and " " not in words
    )


def _is_beside(piece: str) -> bool:
    """Whether a piece says what every such line may: how long reading takes, which version this is."""
    return (
        _stamps.is_reading_time(piece)
        or _stamps.is_count(piece)
        or any(form.fullmatch(piece) for form in (_reading(), _VERSION, _NUMBERED))
    )


@cache
def _list(name: str) -> tuple[str, ...]:
    ours: Any = lexicon("colophons")
    theirs: Any = lexicon("bylines")
    further: Any = lexicon("sections").get(name, ()) if name in ("never_names", "trades") else ()
    abroad = (word for part in _ABROAD.get(name, ()) for word in theirs[part])
    return tuple(str(word).casefold() for word in (*ours.get(name, ()), *abroad, *further))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_list(name))


@cache
def _bodies() -> frozenset[str]:
    return _set("bodies") | _set("periodicals")


@cache
def _kinds() -> dict[str, str]:
    """The kind of every word of such lines."""
    said = {word: kind for kind in reversed(_KINDS) for word in _list(kind)}
    return {**said, _DAY: "day"}


@cache
def _lexer() -> re.Pattern[str]:
    """Every word of such lines, the longest first."""
    return re.compile(_any(*_kinds()), re.IGNORECASE)


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"(?:,\s*)?\s(?:{_any(*_list('and'))})\s")


@cache
def _and_first() -> re.Pattern[str]:
    return re.compile(rf"\A(?:{_any(*_list('and'))})\s+")


@cache
def _further() -> re.Pattern[str]:
    """What joins a statement to the one in front of it."""
    done = _any(*(word for kind in _DONE for word in _list(kind)))
    return re.compile(
        rf"\s(?:{_any(*_list('and'))})\s(?=(?:(?:{_any(*_list('fillers'))})\s)?(?:{done}))", re.IGNORECASE
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_any(*_list('titles'))})\s+){{1,4}}(?=\S)", re.IGNORECASE)


@cache
def _place_lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(*_list('at'))})\s+")


@cache
def _place_behind(whose: str) -> re.Pattern[str]:
    at = _any(*(word for word in _list("at") if whose != "name" or word not in _set("particles")))
    return re.compile(rf"(?<=\w)\s(?:{at})\s[^\W\d_a-zß-ÿ][\w’'-]*\Z")


@cache
def _reading() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(*_list('reading'))})\s?:?\s(?:ca\.? )?\d{{1,2}}\s?min\w*", re.IGNORECASE)


def _any(*words: str) -> str:
    """An expression for the words, each by itself, the longest first: parted by their first sign, so that of a thousand
    only those are tried that may be meant."""
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        heads.setdefault(word[0], []).append(word)
    return "|".join(_headed(first, some) for first, some in heads.items())


def _headed(first: str, words: list[str]) -> str:
    parted = first.isalnum() and not _HAN.match(first)
    ends = (r"(?!\w)" if parted and word[-1].isalnum() else "" for word in words)
    rest = "|".join(f"{re.escape(word[1:])}{end}" for word, end in zip(words, ends, strict=True))
    begin = r"(?<!\w)" if parted else ""
    return f"{begin}{re.escape(first)}(?:{rest})"

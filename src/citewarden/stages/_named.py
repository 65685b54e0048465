"""Marks that are printed as names and years: "(He, Li, & MacGregor, 2013)", "CDC (2022)", "Smith et al. (2019, 2021)".

Every year of the text is asked which works of that year the words before it name. A body is known by its name, by its
short name and by the other one of the two: as the article defines them, as `config/lexicons/organisations.yaml` lists
them, or letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from citewarden.config import lexicon
from citewarden.model import Document, Reference
from citewarden.text import abbreviations, dates, names, spoken

_YEAR = re.compile(
    r"(?<![\w/.–-])(?:(?:1[5-9]\d\d/)?(?P<year>(?:19|20)\d{2})(?P<letter>[a-z])?|n\.\s?d\.(?:-(?P<undated>[a-z])\b)?"
    r"|(?:(?<=[(\[])|(?<=,\s))(?:in\spress|forthcoming|in\spreparation|submitted|undated|no\sdate))(?![\w%–-])"
)
_DATED = (
    "19",
    "20",
    "d.",
    "press",
    "forthcoming",
    "preparation",
    "submitted",
    "undated",
    "no date",
    *spoken.HINTS,
)
"""What every such year holds."""
_MORE = re.compile(
    r"\s?(?:[,;]|&|,?\sand)\s?(?:(?P<year>(?:19|20)\d{2})(?P<letter>[a-z])?|(?P<next>[a-z]))(?![\w%–-]|\.\s?\d)"
)
_GAP = re.compile(r"(?:[\s,]{0,8}|;\s)(?:[(\[]\s{0,8})?\Z")
_LOCATOR = re.compile(
    r"[,:]\s?((?:pp?|pages?|paras?|ch|chap|sec|§|¶|[Tt]ables?|[Ff]ig(?:ure)?s?|[Bb]ox|[Aa]pp(?:endix)?)\.?\s?(?:[\w–-]{0,9}\d[\w–-]{0,9}|[ivxlc]+\b)"
    r"|(?<=:\s)\d{1,4}(?:[–-]\d{1,4})?(?=[);,])|(?<=,\s)(?!(?:19|20)\d\d\b)\d{1,4}(?:[–-]\d{1,4})?(?=[);]))"
)
_OTHERS = (
    r"(?:et\s+al\b\.?|u\.\s?a\.|et\scoll(?:ab)?\b\.?|[ye]\scols?\b\.?|e\scolaboradores|et\scollaborateurs"
    r"|i\sin\.|m\.\s?fl\.|и\sдр\."
    r"|(?:and|&)\s(?:her|his|their)\s(?:[a-z-]+\s)?(?:team|group|colleagues|co-?workers|collaborators))"
)
"""What stands for further authors, in the languages of the heading lexicon."""
_SHORTENED = re.compile(
    rf",?\s(?:{_OTHERS}|(?:and|&)\s(?:colleagues|co-?workers|others|associates|collaborators))(?:['’]s?)?[,\s]*\Z"
)
_ON_THE_WAY = re.compile(r"(?:['’]s?)?,?(?:\s[a-z][a-z-]*){1,5}\s?\Z")
"""Words between a name and the year in brackets: "Roe's later review (2017)", "Roe later reported (2017)"."""
_IN_JOURNAL = re.compile(
    r"(?<=\bet\sal[.,])[.,]?\s(?:in\s)?[A-ZÀ-Þ][\w.&]{0,30}(?:\s(?:of|and|the|[A-ZÀ-Þ][\w.&]{0,30})){0,6},?\s?\Z"
)
"""A journal between the authors and the year: "(Roe et al., Lancet 2017)"."""
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?[\s-]?){1,3}\Z")
_JOIN = re.compile(r",?\s(?:&|and)\s|[,;]\s")
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]{1,30}(?:\s[A-ZÀ-Þ][A-ZÀ-Þ'’-]{1,30}){0,2};\s){1,3}\Z")
"""Authors in capitals before the last of a work: "(SILVA; | SOUZA, 2018)"."""
_COMPANION = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w'’-]+,?\s(?:&|and)\s\Z")
_LISTED = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,60},\s(?:[A-Z]\.\s?,?\s?)*\Z")
_SURE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]{1,60},\s){0,5}[A-ZÀ-Þ][\w'’-]{1,60}"
    rf"(?:,?\s{_OTHERS}|,?\s&\s[A-ZÀ-Þ][\w'’-]+)\Z"
)
_ALONE = re.compile(
    r"\s?(?:(?:see|also|and|cf\.|e\.g\.,?)\s)*(?P<mark>[A-ZÀ-Þ][\w'’-]+(?:(?:,?\s(?:&|and)\s|,\s)[A-ZÀ-Þ][\w'’-]+){0,5}(?:,?\set\sal\b\.?)?"
    r",?\s(?:1[89]|20)\d\d[a-z]?)(?:[,:]\s[^;]{1,40})?\s?\Z"
)
"""Names and a year, and nothing else but a page."""
_NO_DATE = r"undated|n\.\s?d\.|no\sdate"
_BRACKETED = re.compile(r"\(([^()\[\]\n]{6,200})\)|\[([^()\[\]\n]{6,200})\]")
_AND = r"(?:,?\s(?:&|and|und|et|y|e|en|og|och)\s|,\s)"
_FAMILY = r"(?:(?:[Vv][ao]n|[Dd](?:[eiu]|er|el|en|os|as)|[Ll][ae]|[Tt]e[nr])\s){0,3}[A-ZÀ-Þ][\w'’-]+(?:\.\.\.|…)?"
_NAMED_SO = re.compile(
    rf"\s?(?:(?:[Ss]ee|[Aa]lso|[Cc]f\.|e\.g\.,?|z\.\s?B\.|[Vv]gl\.|cp\.|reviewed\sin)\s){{0,3}}(?P<mark>(?P<who>{_FAMILY})"
    rf"(?P<more>(?:{_AND}{_FAMILY}){{0,5}}(?:,?\s{_OTHERS})?)(?P<parted>,?)\s(?P<year>(?:1[89]|20)\d\d[a-z]?|{_NO_DATE}))"
    r"(?:[,:]\s[^;]{1,30})?\s?"
)
_YEARED = re.compile(
    rf"(?<![A-ZÀ-Þ]\s)(?<![\w’'-])(?P<who>{_FAMILY})(?P<more>(?:,?\s(?:&|and)\s{_FAMILY})?(?:,?\s{_OTHERS})?)(?:['’]s?)?\s"
    r"(?:\[(?P<square>(?:19|20)\d\d[a-z]?)\]|\((?P<round>(?:19|20)\d\d[a-z]?)\))"
)
"""A name, and a year in brackets of its own: "Roe [2021]", "Roe and Poe (2021)"."""
_NO_NAMES = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Spring", "Summer", "Autumn", "Fall", "Winter", "Table", "Figure", "Fig", "Box", "Version", "Act",
    "Updated", "Reviewed", "Published", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
))  # fmt: skip
_WINDOW = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A mark by its place in its block; its targets are (reference id, what is printed)."""

    start: int
    end: int
    targets: tuple[tuple[str, str], ...]
    locator: str = ""
    form: str = "named"
    """How sure it is a mark: "named" can be nothing else, "naming" may be a place and a year, "loose" an event too."""


class Naming:
    """The works of an article by year and by what a text may call their authors."""

    def __init__(self, document: Document, references: Sequence[Reference]) -> None:
        short = {names.fold(long): s for s, long in abbreviations.definitions(document.text).items()}
        self._short_of: Mapping[str, str] = {**_short_names(), **short}
        self._works: dict[int | None, list[_Work]] = {}
        self._told = [
            (r.id, names.family(author))
            for r in references
            if r.csl.get("type") in spoken.TYPES
            for author in r.csl.get("author", ())
        ]
        for reference in references:
            work = self._work(reference)
            if work is not None:
                self._works.setdefault(dates.year(reference.csl.get("issued")), []).append(work)

    def _work(self, reference: Reference) -> _Work | None:
        authors = reference.csl.get("author") or reference.csl.get("editor") or ()
        if not authors:
            return None
        first = names.family(authors[0])
        return _Work(
            reference.id,
            tuple(names.family(a) for a in authors),
            str(reference.csl.get("year-suffix", "")),
            len(authors) > 1 or bool(reference.csl.get("custom", {}).get("et-al")),
            *(_body_names(first, self._short_of) if _is_body(authors[0], first) else (frozenset(), frozenset())),
        )

    def find(self, body: str) -> Iterator[Named]:
        """Every mark of one block; one that surely names authors of no listed work has the target ""."""
        if any(map(body.__contains__, _DATED)):
            found = list(self._marks(body))
            found += _beside(body, found)
            found += self._spoken(body, found)
            found += _in_brackets(body, found)
            yield from sorted([*found, *_before_years(body, found)], key=lambda named: named.start)

    def _marks(self, body: str) -> Iterator[Named]:
        done = 0
        for match in _YEAR.finditer(body):
            if match.start() < done:
                continue
            floor = max(done, match.start() - _WINDOW)
            gap = _GAP.search(body, max(floor, match.start() - 8), match.start())
            who_ends = gap.start() if gap else match.start()
            who_starts = max(floor, *(body.rfind(c, floor, who_ends) + 1 for c in "(;"))
            if body[who_starts - 1 : who_starts] == ";" and body[who_starts:who_ends].strip(" ,").isupper():
                earlier = _CAPITALS.search(body, floor, who_starts + 1)
                who_starts = earlier.start() if earlier else who_starts
            opened = "(" in body[who_ends : match.start()] or "[" in body[who_ends : match.start()]
            wide = max(0, match.start() - 5 * _WINDOW)
            inside = not opened and body.rfind("(", wide, match.start()) > body.rfind(")", wide, match.start())
            square = body.rfind("[", wide, match.start())
            if not opened and not inside and square > body.rfind("]", wide, match.start()):
                inside, who_starts = True, max(who_starts, square + 1)
            if not (opened or inside) and ";" in body[who_ends : match.start()]:
                continue  # a clause that begins with its year
            if inside and (journal := _IN_JOURNAL.search(body, who_starts, who_ends)):
                who_ends = journal.start()
            found = self._mark(body, match, _Who(body[who_starts:who_ends], who_starts, inside, opened))
            if found is not None:
                done = found.end
                yield found

    def _spoken(self, body: str, found: Sequence[Named]) -> Iterator[Named]:
        """What somebody said or wrote to the author, in brackets by itself: a source that few lists have."""
        for match in spoken.BRACKETED.finditer(body) if any(map(body.__contains__, spoken.HINTS)) else ():
            start, end = match.span(1)
            if all(end <= one.start or one.end <= start for one in found):
                listed = next((work for work, name in self._told if name and name in match[1]), "")
                yield Named(start, end, ((listed, match[1]),))

    def _mark(self, body: str, match: re.Match[str], who: _Who) -> Named | None:
        year = int(match["year"]) if match["year"] else None
        letter = match["letter"] or match["undated"] or ""
        target, starts = self._best(who, year, letter)
        if starts < 0 and who.opened and body[match.end() : match.end() + 1] in (")", "]", ":", ","):
            near = _ON_THE_WAY.search(who.words.rstrip())
            if near:
                target, starts = self._best(replace(who, words=who.words[: near.start()]), year, letter)
        if not target and starts < 0:
            return _unknown(body, match, who)
        end = match.end()
        targets = [(target, body[who.start + starts : end])]
        while more := _MORE.match(body, end):
            if more["next"] and not letter:
                break
            year, letter = (int(more["year"]), more["letter"] or "") if more["year"] else (year, more["next"])
            other, named = self._best(who, year, letter)
            if named < 0:
                break
            end = more.end()
            targets.append((other, more[0].lstrip(" ,&")))
        locator = _LOCATOR.match(body, end)
        end = locator.end() if locator else end
        if who.opened and body[end : end + 1] in (")", "]"):
            end += 1  # of "Graudal et al. (2017)"
        return Named(who.start + starts, end, tuple(targets), locator[1] if locator else "")

    def _best(self, who: _Who, year: int | None, letter: str) -> tuple[str, int]:
        """The work that `who` of a year names best and where its name begins; ("", -1) if none is named.

        The id is "" too where works of that name are there and none of them bears the `letter`.
        """
        best: tuple[float, str, int] = (0.0, "", -1)
        for work in self._works.get(year, ()):
            score, start = _called(work, who.words, who.inside)
            if not score:
                continue
            other = letter and work.suffix != letter and (work.suffix or letter != "a")
            score += -0.9 if other else 1.0 if letter else 0.0
            if score > best[0]:
                best = (score, "" if other else work.id, start)
        return best[1], best[2]


@dataclass(frozen=True, slots=True)
class _Who:
    """The words before a year, where they begin in the block, whether the year stands `inside` the brackets they stand
    in, or whether brackets `opened` between them and the year."""

    words: str
    start: int
    inside: bool
    opened: bool


@dataclass(frozen=True, slots=True)
class _Work:
    """A listed work as a text may name it: its authors' family names, and a body's long (folded) and short names."""

    id: str
    families: tuple[str, ...]
    suffix: str
    several: bool
    long: frozenset[str]
    short: frozenset[str]


def _called(work: _Work, who: str, inside: bool) -> tuple[float, int]:
    """How well the end of `who` names a work's authors (0 for not at all), and where the name begins."""
    shortened = _SHORTENED.search(who)
    text = who[: shortened.start()] if shortened else who
    text = re.sub(r"['’]s?\Z", "", text.rstrip(" ,.[("))
    start = _body(work, text)
    if start >= 0:
        return 1.5, start
    pieces = _pieces(text)
    for count in range(min(len(pieces), len(work.families)), 0, -1):
        taken = pieces[-count:]
        if not all(
            names.same_family(text[a:b], family)
            for (a, b), family in zip(taken[1:], work.families[1:count], strict=True)
        ):
            continue
        start = _tail(text, *taken[0], work.families[0])
        if start < 0 or _in_company(text, start, inside):
            continue
        if shortened:
            return 1.0 + (0.2 if work.several else -0.2), start
        whole = count == len(work.families)
        return 1.0 + (0.5 if count > 1 and whole else 0.3 if count > 2 else -0.4 if count > 1 else 0.0), start
    return 0.0, 0


def _pieces(text: str) -> list[tuple[int, int]]:
    """The stretches between commas and "and", without mere initials."""
    edges = [0]
    for join in _JOIN.finditer(text):
        edges += [join.start(), join.end()]
    edges.append(len(text))
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    return [(a, b) for a, b in pairs if b > a and not (a and _INITIALS.match(text[a:b]))][-12:]


def _tail(text: str, start: int, end: int, family: str) -> int:
    """Where the last words of text[start:end] that are the family name begin, -1 if they are not."""
    words = list(re.finditer(r"[^\s*†‡\[]+", text[start:end]))
    for count in dict.fromkeys((len(family.split()), 1, 2)):
        if count > len(words):
            continue
        begins = start + words[-count].start()
        if (text[begins].isupper() or family[0].islower()) and names.same_family(text[begins:end], family):
            return begins
    return -1


def _in_company(text: str, start: int, inside: bool) -> bool:
    """Whether another name is listed before the one at `start`: "Leite and Vogt" is no work that Vogt leads."""
    before = text[:start]
    return _COMPANION.search(before) is not None or (inside and _LISTED.search(before) is not None)


def _body(work: _Work, text: str) -> int:
    """Where the name of the work's body begins at the end of `text`, -1 if it does not stand there."""
    if not work.long and not work.short:
        return -1
    words = list(re.finditer(r"[^\s(\[\])]+", text))[-14:]
    if not words:
        return -1
    if words[-1][0].rstrip(".,").replace(".", "") in work.short:
        at = words[-1].start()  # in "World Health Organization [WHO]" the name is the long one
        spelt = _body(work, text[: at - 1].rstrip()) if text[max(0, at - 1) : at] in ("[", "(") else -1
        return spelt if spelt >= 0 else at
    for word in words:
        said = text[word.start() :]
        if names.fold(said) in work.long or (said[0].isupper() and not work.short.isdisjoint(_initialisms(said))):
            return word.start()
    return -1


def _is_body(author: Mapping[str, Any], name: str) -> bool:
    return "literal" in author or names.is_organisation(name) or abbreviations.is_short_form(name)


def _body_names(first: str, short_of: Mapping[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The folded long names of the body `first`, and its short names as they are written."""
    bare = re.sub(r"\s?[(\[][^)\]]*[)\]]", "", first)
    home = re.sub(r"\A[^.]{4,30}\.\s(?=\w{3})", "", bare)  # "Brasil. Ministério da Saúde"
    country = bare[: -len(home)].rstrip(". ") if home != bare else bare
    long = {
        names.fold(form)
        for form in (first, bare, home, country, re.sub(r"\A(?:the|u\.?s\.?|uk)\s", "", bare, flags=re.IGNORECASE))
    }
    short = set(re.findall(r"[(\[]([A-Z][\w-]{1,9})[)\]]", first)) | _initialisms(bare)
    if abbreviations.is_short_form(first):
        short.add(first.replace(".", ""))
        long |= {name for name, known in short_of.items() if known == first}
    elif known := short_of.get(names.fold(bare)):
        short.add(known)
    return frozenset(filter(None, long)), frozenset(short)


def _initialisms(name: str) -> set[str]:
    """What the capital letters of a name spell: {"CDCP", "CDC"} of "Centers for Disease Control and Prevention"."""
    words = [w for w in re.findall(r"[^\s,/-]+", name) if w[:1].isupper() and w != "The"]
    letters = [w.replace(".", "") if w.isupper() and len(w) <= 4 else w[0] for w in words]
    out = {"".join(letters)}
    if len(letters) > 2 and letters[0] in ("US", "UK"):
        out.add("".join(letters[1:]))
    if len(letters) > 3 and re.search(r"\sand\s\S+\Z", name):
        out.add("".join(letters[:-1]))
    return {spelt for spelt in out if len(words) > 1 and len(spelt) > 1}


@cache
def _short_names() -> Mapping[str, str]:
    """The folded names of the bodies of the lexicon, former ones too -> their short names."""
    out: dict[str, str] = {}
    for entry in lexicon("organisations"):
        if entry.get("short"):
            for name in (entry["current"], *(f["name"] for f in entry.get("former", ()))):
                out[names.fold(name)] = entry["short"]
    return out


def _beside(body: str, found: Sequence[Named]) -> Iterator[Named]:
    """The marks of no listed work in one pair of brackets with one of a listed work: "(Roe 2011; Vogt 2009)"."""
    done = 0
    for named in found:
        opened = max(body.rfind("(", done, named.start), body.rfind("[", done, named.start))
        close = ")]"[body[opened] == "["] if opened >= 0 else ")"
        closed = body.find(close, named.end)
        if opened < 0 or closed < 0 or closed - opened > _WINDOW or close in body[opened : named.start]:
            continue
        done, at = closed, opened + 1
        for part in body[at:closed].split(";"):
            alone = _ALONE.match(part)
            start, end = (at + alone.start("mark"), at + alone.end("mark")) if alone else (0, 0)
            if alone and all(end <= one.start or one.end <= start for one in found):
                yield Named(start, end, (("", body[start:end]),))
            at += len(part) + 1


def _in_brackets(body: str, found: Sequence[Named]) -> Iterator[Named]:
    """What stands in brackets by itself as marks do, names and a year, and names no listed work; it may be a place and
    a year, in round brackets without a comma also an event of that year."""
    for match in _BRACKETED.finditer(body):
        square, words = match[1] is None, match[1] or match[2]
        at = match.start() + 1
        parts = [(part, _NAMED_SO.fullmatch(part[0])) for part in re.finditer(r"[^;]+", words)]
        if not all(named and named["who"] not in _NO_NAMES for _, named in parts):
            continue
        for part, named in parts:
            assert named is not None
            start, end = at + part.start() + named.start("mark"), at + part.start() + named.end("mark")
            if all(end <= one.start or one.end <= start for one in found):
                firm = named["parted"] or named["more"] or len(parts) > 1 or named["year"][-1].isalpha()
                form = "named" if square else "naming" if firm else "loose"
                yield Named(start, end, (("", named["mark"]),), form=form)


def _before_years(body: str, found: Sequence[Named]) -> Iterator[Named]:
    """What names somebody before a year in brackets ("Roe [2021]", "Roe (2021)") and names no listed work."""
    for match in _YEARED.finditer(body):
        start, end = match.span()
        if match["who"] not in _NO_NAMES and all(end <= one.start or one.end <= start for one in found):
            yield Named(start, end, (("", match[0]),), form="naming" if match["square"] else "loose")


def _unknown(body: str, match: re.Match[str], who: _Who) -> Named | None:
    """A mark of no listed work that can be nothing else: "et al." or "A & B", and the year in brackets."""
    sure = _SURE.search(who.words.rstrip(" ,"))
    if sure is None or not (who.inside or who.opened) or not match["year"]:
        return None
    if body[match.end() : match.end() + 1] not in (")", "]", ";", ","):
        return None
    if "&" in sure[0] and (who.opened or who.words[: sure.start()].strip()):
        return None
    start = who.start + sure.start()
    return Named(start, match.end(), (("", body[start : match.end()]),))

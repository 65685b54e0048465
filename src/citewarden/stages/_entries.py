"""The entries of an article's source list: glued ones parted, broken ones joined, notes that name sources added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from citewarden.model import Block, Document
from citewarden.text import dates, shapes, symbols

_LABEL = re.compile(
    r"^\s*(?:[•●▪◦‣·∙○*–—➢➤►▶▸■□◆◇❖✓✔→★☆⁃-]\s+)?(?:\[(\d{1,3}|[A-Za-z]{1,4}\d{2}[a-z]?)\]:?|\((\d{1,3})\)(?=\s)|[［【〔（](\d{1,3})[］】〕）]|(\d{1,3})(?:[.)]\s|[）．、])"
    r"|(\d{1,3})(?:\s(?=[A-Z])(?!C\.?\s?F\.?\s?R\b|U\.?\s?S\.?\s?C\b|Stat\.|Fed\.\sReg)|(?=[A-ZÀ-Þ][a-zß-ÿ])))?\s*"
)
_NO_ISSUE = (
    r"(?:(?<!\d\s)|(?<=\w{{5}}\s)|(?<=[/=_-]\d\s)|(?<=[/=_-]\d\d\s)|(?<=[/=_-]\d{{3}}\s)|(?<=[/=_-]\d{{4}}\s)"
    r"|(?<=\s(?:19|20)\d\d\s)(?=\(\d{{1,3}}\)\s[A-ZÀ-Þ][\w'’-]+(?:\s[A-Z]{{1,3}}[,.]|,\s[A-Z]\.)))"
)
"""What stands before a number in brackets that is no issue's: no number, or one of an address, a register or pages; a
year where authors follow."""
_UPPER = r"A-ZÀ-ÞŚŁŻŹĆČŘŠŽĐİŞĞА-ЯЁІЇЄҐΑ-ΩΆΈ-Ώ\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""What names and titles begin with, in the scripts that lists are printed in."""
_NEXT_NUMBER = (
    rf"(?:(?<=[\s.;,])(?:\[{{n}}\]:?|{_NO_ISSUE}\({{n}}\)|{{n}}[.)])\s+(?=[{_UPPER}“„«‘\"'(]|https?:|www\.|doi:)"
    r"|(?<=[\s.;,])(?:[［【〔（]{n}[］】〕）]|{n}[）．、])\s*(?=\S))"
)
_NEXT_BARE = r"(?<=[.)\]/”\"]\s){n}\s(?=[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]|[A-Z]{{2,6}}\s[A-Z]|[“\"])"
"""Where the next entry begins in a list whose first has a number without a stop: "1 Roe A. ... 2011. 2 Poe B."."""
_WORDS_OWN = re.compile(
    r"(?:(?<![\w-])(?:(?:versions?|versión|versão|versjon|wersja|release|update|volumes?|band|bind|tomo|tome|tom|deel|del"
    r"|parts?|partie|parte|teil|phase|fase|stage|step|stufe|types?|t[iy]p[eo]?|grade|grad|level|class|group|series|série|serie"
    r"|numbers?|issue|heft|report|chapters?|kapitel|chapitre|sections?|module|book|edition|utgave|vitamin)"
    r"|(?:vers?|vols?|bd|nos?|nr|núm|pts?|ch|kap|sect|ser|suppl|rep|hft|fig|tab|ed)\.?)"
    rf"|(?<![^\d]\d\s)(?<![^\d]\d\d\s)(?<![\w-])(?:{dates.MONTH}))\s\Z",
    re.IGNORECASE,
)
"""What the number behind it belongs to, and not to the list: "Version 2. VisData", "Vol. 2. London", "2019 Mar 2."."""
_WORDS_LENGTH = 16
_COUNTS_EDITIONS = re.compile(r"(?:Aufl|Ausg|Edition\b|Ed\b\.?|Edición\b|Edição\b|Udg|Utg|Uppl|Druk\b|Version\b)")
"""What a number belongs to that stands in front of it: "2. Auflage"."""
_A_JOURNAL = re.compile(r"[^.;:]{2,60}\.\s(?:19|20)\d\d[^;.:]{0,12};")
"""A journal whose name is set as authors are: "Gut J. 2015;64:1-9"."""
_NEXT_RAISED = re.compile(
    rf"(?<=[\s.;])(?P<number>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]{{0,2}})\s?(?=[{_UPPER}“„«\"(]|https?:|www\.|doi:)"
)
_NEXT_LINE = re.compile(rf"\n[ \t]{{0,8}}\[?(?P<number>\d{{1,3}})(?:[.)]\s|\]:?\s?)(?=[{_UPPER}“„«\"'(]|https?:|www\.)")
"""Where a further entry begins whose number need not be the next: raised, or at the beginning of a line."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED, "0123456789")
_JUMP = 9
"""How far the numbers of entries that stand in one block may lie apart."""
_GLUED = re.compile(
    r"(?:(?:19|20)\d{2}[^.;]{0,12};\s?\w+(?:\([^)]*\))?:\s?[\w–-]+[.;]|10\.\d{4,9}/\S+|https?://\S+|PMID:?\s?\d+\.?"
    r"|Accessed\s[\w\s,]{6,20}\.)\s+(?=[A-ZÀ-Þ][\w'’-]+(?:\s[A-Z]{1,3}[,.\s]|,\s[A-Z]\.))"
)
_CONTINUES = re.compile(
    r"^(?!(?:van|von|de|den|der|di|da|du|del|dos|la|le|ten|ter|el|al|bin|ibn)\s)(?:[a-zß-ÿ,;:)&]|https?://|www\.|doi\b|DOI\b|PMID|PMCID|Accessed|Retrieved|Available|Published|Updated|\d{4};|\(?\d+\(\d+\)[:,])"
)
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_BEGINS_ADDRESS = re.compile(r"https?://|(?:[a-z0-9-]+\.){1,4}[a-z]{2,12}/", re.IGNORECASE)
_LEFT = re.compile(r"(?:[.:)\]]{1,4}\s+)?")
"""What is left in front of a note whose number the format's markup holds."""
_SIGN = 8
"""Code points that hold a sign and the letter behind it."""
_LINE_BEGINS = re.compile(r"\n\s*+")
_LETTERED = re.compile(r"\(?([a-h])[).]\s+(?=\S)")
_NEXT_LETTER = re.compile(r"(?<=[.;,/\d])\s+\(?([b-h])[).]\s+(?=[\"“'(A-ZÀ-Þ])")
_SEE = (
    r"(?i:(?:see|cf\.?|compare|vgl\.|siehe|voir|véase|vedi|zie)"
    r"(?:,?\s(?:also|auch|aussi|e\.g\.|for example|z\.\s?B\.|ook|anche|también),?)?,?\s)"
)
_SIGNAL = re.compile(rf"{_SEE}(?=[\"“«*_]|[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ])")
"""What a note may say in front of the source it names: "See also ", "Cf. "."""
_FURTHER = re.compile(
    rf"(?:;\s+(?:(?i:and|but|or|und|et|y|e|en)[,\s]\s*)?(?:[Ff]or\s[\w\s]{{1,30}},\s)?(?:{_SEE})?"
    rf"|(?<=[.)\d])\s+(?:(?i:but|and)\s)?{_SEE})(?=[\"“«*_A-ZÀ-Þ])"
)
"""What stands between two sources in one note: "; ", "; and, for children, ", ". See also "."""
_DATED = re.compile(r"\b(?:1[89]|20)\d\d\b|https?://|\b10\.\d{4,9}/")
_NAMED = re.compile(
    r"[\"“«*_‘]|(?:[A-ZÀ-Þ][\w'’.-]*\s(?:(?:of|for|on|and)\s)?){2,7}[A-ZÀ-Þ][\w'’.-]*,\s(?=[A-ZÀ-Þ“‘])|(?:[A-ZÀ-Þ][\w'’.-]*\s){1,4}(?:and|&|et)\s|(?:[A-ZÀ-Þ][\w'’.-]*\s){1,3}[A-ZÀ-Þ][\w'’-]+,\s"
)
"""How a source begins that begins with no family name and initials: with a title in quotes, or with names in full."""
PART = re.compile(r"(\d{1,3})[a-h]")
"""The label of one of several works under one number."""
_MOST, _MOST_WORKS = 40, 7
"""Semicolons of one entry that are looked at, and sources that may stand behind the first one in it."""
NOTE = "note "
"""What the labels of notes begin with, where there is a list beside them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A list entry before parsing: code points of its words and its printed number or name. `whole` says that the
    format itself tells where it begins (a list item), so that it continues no other."""

    start: int
    end: int
    label: str
    whole: bool = False


def entries(document: Document) -> list[Entry]:
    blocks = [b for b in document.blocks if b.kind == "reference"]
    following = [*(block.label for block in blocks), ""][1:]
    parted = [e for block, after in zip(blocks, following, strict=True) for e in _part(document.text, block, after)]
    return [*_joined(document.text, parted), *_signed(document), *_noted(document)]


def _noted(document: Document) -> list[Entry]:
    """Notes beside a list that name sources of their own and are pointed to."""
    marked = {link.href.lstrip("#") for link in document.links if link.rel == "note"}
    notes = [b for b in document.blocks if b.kind == "note" and b.label in marked]
    out = []
    for note in notes:
        start = _behind(_LEFT, document.text, note.start)
        body = document.text[start : note.end]
        if shapes.cites(body):
            begins, cuts = _behind(_SIGNAL, body, 0), _several(body)
            ends = [end for end, _ in cuts] + [len(body)]
            for a, b in zip([begins, *(begin for _, begin in cuts)], ends, strict=True):
                out.append(_trimmed(document.text, start + a, start + b, NOTE + note.label))
    return out


def _signed(document: Document) -> list[Entry]:
    """Paragraphs that begin with the sign of a mark and name a source: "† Vogt J. ... 2009;66:310." """
    out = []
    for block in document.blocks:
        if block.kind in ("paragraph", "note", "row", "item", "caption") and symbols.names_source(
            document.text[block.start : block.end]
        ):
            for start, end in _lines(document.text, block):
                sign, begins = symbols.note(document.text[start:end])
                if symbols.names_source(document.text[start:end]):
                    out.append(_trimmed(document.text, start + begins, end, sign))
    return out


def _lines(text: str, block: Block) -> list[tuple[int, int]]:
    """Where the notes of a block stand: each line that begins with a sign of its own begins one."""
    starts = [block.start]
    begun = (match.end() for match in _LINE_BEGINS.finditer(text, block.start, block.end))
    starts.extend(at for at in begun if symbols.note(text[at : min(at + _SIGN, block.end)])[0])
    return list(pairwise([*starts, block.end]))


def parts(raw: str) -> list[tuple[int, int]]:
    """(start, end) of each reference in a stretch of text: one, or several that were glued together."""
    return [(entry.start, entry.end) for entry in _part(raw, Block("reference", 0, len(raw)))]


def _part(text: str, block: Block, after: str = "") -> list[Entry]:
    """The entries of one block: usually one, several if they were glued on one line; `after` is the label of the next
    block, whose number none of them bears."""
    body = text[block.start : block.end]
    marker = _LABEL.match(body)
    label = block.label
    start = 0
    if marker and marker.end() < len(body):
        printed = next((g for g in marker.groups() if g), "")
        if printed or not body[0].isalnum():
            start = marker.end()
        if printed and not label:
            label = printed
    if label and body.startswith(f"[{label}] "):
        start = max(start, len(label) + 3)
    lettered = _LETTERED.match(body, start) if PART.fullmatch(label) else None
    if lettered and label.endswith(lettered[1]):
        start = lettered.end()
    start = _behind(_SIGNAL, body, start)
    cuts: list[tuple[int, int, str]] = []
    first = _LETTERED.match(body, start) if label.isdecimal() else None
    parts = list(_in_order(body, first.end())) if first and first[1] == "a" else []
    stretches = pairwise([first.end() if first else 0, *(at for stop in parts for at in stop[:2]), len(body)])
    if first and parts and all(shapes.reads_like_reference(body[a:b]) for a, b in [*stretches][::2]):
        number, label, start = label, f"{label}a", first.end()
        cuts = [(at, end, f"{number}{letter}") for at, end, letter in parts]
    elif further := _several(body, start):
        letters = [f"{label}{letter}" if label.isdecimal() else "" for letter in "abcdefgh"]
        cuts = [(stop, begin, letter) for (stop, begin), letter in zip(further, letters[1:], strict=False)]
        label = letters[0] or label
    elif label.isdecimal():
        bare = marker is not None and marker.end() == start and marker[5] == label
        cuts = list(_rising(body, start, int(label), after)) or list(_counted(body, start, int(label) + 1, after))
        cuts = cuts or (list(_counted(body, start, int(label) + 1, after, _NEXT_BARE)) if bare else [])
    else:
        cuts = [(m.end(), m.end(), "") for m in _GLUED.finditer(body, start)]
    out: list[Entry] = []
    for stop, next_start, next_label in [*cuts, (len(body), len(body), "")]:
        whole = block.level > 0 and not out
        out.append(replace(_trimmed(text, block.start + start, block.start + stop, label), whole=whole))
        start, label = next_start, next_label
    return [e for e in out if e.end > e.start]


def _rising(body: str, at: int, number: int, after: str) -> Iterator[tuple[int, int, str]]:
    """(end of the entry before, start of the entry, number) of the entries behind that of `number` whose numbers are
    raised or begin lines, some perhaps left out: each larger than the one before, and both of any two cite; where the
    number is the next, it is enough that the one before has a year."""
    form = _NEXT_RAISED if any(map(body.__contains__, _RAISED)) else _NEXT_LINE
    last = int(after) if after.isdecimal() else number + 1000
    for match in form.finditer(body, at):
        found = int(match["number"].translate(_PLAIN))
        rest = body[match.end() : match.end() + 160]
        before = body[at : match.start()]
        known = shapes.cites(before) or (found == number + 1 and _DATED.search(before))
        if number < found < min(number + _JUMP, last) and known and shapes.cites(rest):
            yield match.start(), match.end(), str(found)
            at, number = match.end(), found


def _counted(
    body: str, at: int, following: int, after: str, form: str = _NEXT_NUMBER
) -> Iterator[tuple[int, int, str]]:
    """(end of the entry before, start of the entry, number) of the entries from number `following` on that are glued
    to the one that begins at `at`; those by a bare number are sources by themselves on both sides."""
    while str(following) != after and (match := _next(body, at, form.format(n=following))):
        before, rest = body[at : match.start()], body[match.end() :]
        if form == _NEXT_BARE and not (_DATED.search(before) and shapes.cites(before) and shapes.cites(rest[:160])):
            return
        yield match.start(), match.end(), str(following)
        at, following = match.end(), following + 1


def _next(body: str, at: int, form: str) -> re.Match[str] | None:
    """The first number of a form that is the list's: no word's around it, unless authors follow."""
    for match in re.compile(form).finditer(body, at):
        owned = _WORDS_OWN.search(body, max(at, match.start() - _WORDS_LENGTH), match.start())
        if not (owned or _COUNTS_EDITIONS.match(body, match.end())) or _begins_with_people(body[match.end() :]):
            return match
    return None


def _begins_with_people(words: str) -> bool:
    return shapes.begins_with_authors(words) and not _A_JOURNAL.match(words)


def _several(body: str, start: int = 0) -> list[tuple[int, int]]:
    """(end of the one, start of the next) between the sources that a note names one after the other; [] if it names
    one. Each reads like one and has a year or an address."""
    out: list[tuple[int, int]] = []
    for match in islice(_FURTHER.finditer(body, start), _MOST):
        if not _is_whole(body[start : match.start()]):
            continue
        rest = _FURTHER.search(body, match.end())
        while rest and not _is_whole(body[match.end() : rest.start()]):
            rest = _FURTHER.search(body, rest.end())
        if _is_whole(body[match.end() : rest.start() if rest else None]):
            out.append((match.start() + (body[match.start()] != ";"), match.end()))
            start = match.end()
    return out[:_MOST_WORKS]


def _is_whole(words: str) -> bool:
    """Whether `words` are a source by themselves."""
    words = words.strip()
    begins = shapes.begins_with_authors(words) or _NAMED.match(words) is not None or shapes.is_law(words)
    return begins and _DATED.search(words) is not None and shapes.cites(words)


def _in_order(body: str, start: int) -> Iterator[tuple[int, int, str]]:
    """(end of the part before, start of the part, letter) of the parts "b) ...; c) ..." behind the first one."""
    letter = "b"
    for match in _NEXT_LETTER.finditer(body, start):
        if match[1] == letter:
            yield len(body[: match.start()].rstrip(" ;,")), match.end(), letter
            letter = chr(ord(letter) + 1)


def _behind(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Behind what `pattern` matches at `start`, `start` itself if it matches nothing."""
    match = pattern.match(text, start)
    return match.end() if match else start


def _trimmed(text: str, start: int, end: int, label: str) -> Entry:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Entry(start, end, label)


def _joined(text: str, entries: list[Entry]) -> list[Entry]:
    """Entries with those broken over lines made whole again."""
    numbered = sum(e.label.isdecimal() for e in entries) > len(entries) / 2
    out: list[Entry] = []
    for entry in entries:
        if out and not entry.label and not entry.whole:
            before = text[out[-1].start : out[-1].end]
            words = text[entry.start : entry.end]
            adjoining = not text[out[-1].end : entry.start].strip(" \n\t•*-")
            led = _ADDRESS.search(before) or _BEGINS_ADDRESS.match(before)
            another = _BEGINS_ADDRESS.match(words) and led
            broken = (_CONTINUES.match(words) and not another) or before.endswith(("-", ",", "&", " and", ":"))
            if adjoining and (broken or numbered):
                out[-1] = replace(out[-1], end=entry.end)
                continue
        out.append(entry)
    return out

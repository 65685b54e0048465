"""Works of bodies, read whole: the bodies, the title, and pieces each of which says what it is. Where one piece says
nothing that is known, nothing is said: "DGAI: Schmerz. Stellungnahme Nr. 3/2021 vom 2. März 2021. Berlin: DGAI"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from citewarden.config import lexicon
from citewarden.styles._account import is_known
from citewarden.styles._known import WHOLE, Known
from citewarden.styles.kinds import corporate_author
from citewarden.styles.kinds.corporate_author import is_body
from citewarden.text import dates, identifiers, names

SIGNS = ("19", "20", "http", "www.")
YIELDS = True

Field = tuple[str, int, int]

_LONGEST = 900
_ALL = WHOLE | {"body", "date", "edition", "genre", "number", "version", "collection"}
_MOST = 40
"""Pieces of an entry, of which the longest have a dozen."""
_HIDDEN = "\x00"
_STOP = re.compile(
    r"(?:\.|(?<=\s):|(?<=\S):(?=\s[A-ZÀ-Þ\d„“«‘'\"])|,)\s+"
    r"|\s?[(\[](?P<said>[^()\[\]]{0,16}\d{4}[^()\[\]]{0,16}|(?P<role>(?:Hrsg|Hg|[Ee]ds?|[Ee]ditors?|[Rr]ed|[Dd]ir)\.?)|\D{2,14})[)\]](?:\s?[.:,])?\s"
)
"""Where the names may end, and what may stand there in brackets."""
_CUT = re.compile(r"[.?!;,]\s+|\s(?=[(\[<])|(?<=[)\]>])\s")
_DATE_NEXT = re.compile(r"[(\[](?P<said>[^()\[\]]{2,24})[)\]][.:,]?\s|(?P<year>(?:19|20)\d\d)[.,]\s")
_QUOTED = re.compile(r"[“„«‘\"'](?P<title>[^“”„«»\"]{3,300}?)[,.]?[”“»’\"'](?!\w)")
_SIGN = re.compile(r"[:.](?P<said>\Z)?(?P<role>\Z)?\s")
_WORD_OF_THREE = re.compile(r"[^\W\d_]{3}|\w[^\x00-\u2fff]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_NAME = re.compile(
    r"[“”„«»‘!?;:\[\]<>\x00]|[^\W\d_]{3}\.\s[A-Z]|\d(?!\d{0,3}\Z)|\([^()]*\d|(?<!\be\.)(?<!\be\.\s)\b[A-Z]\.|\A[^A-ZÀ-Þ]|(?<!\w)'"
)
"""What no name of a body has."""
_SAYS_MORE = re.compile(r"\([^()]*,[^()]*\d{4}\)|<|\x00")
"""What an entry must have whose parts nothing but commas part."""
_SERIES_LAST = re.compile(r"\((?:[^()]*\b(?:Series|Reihe|Serie|Série|No\.|Nr\.)[^()]*|[^()]*,[^()]*\d)\)\Z")
_LARGE = r"[A-ZÀ-ÞŚŁŻ](?:[^\W\d_]|[’'-])+"
_TOWN = rf"(?:St\.\s|Mt\.\s)?{_LARGE}(?:[\s-](?:{_LARGE}|de|la|am|do|upon)){{0,3}}(?:,\s[A-Z]{{2}}|,\s[A-Z][a-z]+)?"
_IMPRINT = re.compile(
    rf"(?P<place>{_TOWN})\s?:\s(?P<publisher>[A-ZÀ-ÞŚŁŻ](?:[^.:;\x00\[\]]|\.(?!\s)|(?<=\b[A-Z])\.|(?<=Dept)\.|(?<=Inc)\.){{1,120}})"
)
_PLACE_YEAR = re.compile(rf"(?P<place>{_TOWN}),?\s(?P<date>(?:19|20)\d\d)")
_HOUSE_YEAR = re.compile(r"(?P<house>.{2,120}?),?\s(?P<date>(?:19|20)\d\d)")
_CODE = re.compile(r"(?:[A-Z]{1,6}[\s-]?)?(?=[A-Za-z./-]{0,12}\d)[\w./-]*\w")
_LETTERED = re.compile(r"[A-Z]{2,6}[\s-]?\d[\w./-]*")
_COUNTED = re.compile(r"\d{1,4}\s?(?:pp?|S|s|str|Seiten|pages|páginas|pág|blz|sidor|sider)\.?")
_PAGED = re.compile(r"(?:pp?|S|s|str|blz|pág|págs)\.\s?[\dA-Z][\d.]{0,6}(?:\s?[-–]\s?[\dA-Z][\d.]{0,6})?")
_LOCATED = re.compile(
    r"(?:paras?|paragraphs?|sections?|sect|chapters?|chap|tables?|box|figures?|fig|annex|appendix|recommendations?|Kapitel|Kap|Tabelle|Abschnitt"
    r"|tableau|cuadro|tabla)\.?\s[\d.–-]*\d",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"(?:Licen[cs]e|Lizenz|Licencia|Licença|Licenza|Licentie)\b.*|CC[\s-]BY.*", re.IGNORECASE)
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th|e|ª|\.ª|\.)?")
_INITIALS = re.compile(r"[A-Z]\w*[A-Z]\w{0,6}")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_INITIALS_FIRST = re.compile(r"[A-Z]{2,5}(?:-\w+)?\s[^\W\d_][\w’'-]{3,}")
_PERSON = re.compile(
    r"(?:^|[,;&]\s|\band\s)(?:[A-ZÀ-Þ][\w'’-]+,?\s(?:(?:[A-Z]\.[\s-]?){1,3}|[A-Z]{1,3}(?=,|;|\Z|\s(?:and|&|et)\b))|(?:[A-Z]\.[\s-]?){1,3}[A-ZÀ-Þ])"
)
_SIGNED = re.compile(r"\W{0,3}[A-ZÀ-Þ][\w'’-]{1,40}(?:\s[A-ZÀ-Þ][\w'’-]{1,40})?,?\s(?:[A-Z]{1,3}[,.;]\s|[A-Z]\.)")
"""How an entry begins that a person signs."""
_OF_JOURNAL = re.compile(r"\d\s?\(\w{1,12}\)\s?[:,]\s?\w{0,3}\d|\d{4}\s?[;,]\s?\d{1,4}\s?:\s?\w{0,3}\d|\bvol\.\s\d")
"""What only volumes and pages of a journal look like."""
_APART = re.compile(r"(?<=\))\s?[,;/]\s?(?:(?:and|und|et|y|e)\s)?|;\s|\s?/\s?|,?\s(?:&|and|und|et|y)\s|,\s")
_BODY_NOUN = re.compile(
    r"(?:Institutes?|Committee|Council|Academy|Society|Association|College|Foundation|Agency|Ministry|Commission|Organi[sz]ation|Network|Federation|Union|Alliance)\b"
)
_PERIODICAL = re.compile(
    r"\b(?:Journal|Magazine|Times|News|Annals|Archives|Review|Zeitschrift|Revue|Revista|Rivista)\b"
)
_PRESS = re.compile(r"\b(?:Press|Presse|Publish\w+|Verlag|Books|University)\b")
_REGISTERED = re.compile(r"\be\.\s?V\.?\Z")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one piece is: its variables, none where it says nothing of the work."""

    fields: tuple[Field, ...] = ()


def read(raw: str) -> Known | None:
    """Every variable of the entry, where each of its pieces is understood."""
    if len(raw) > _LONGEST or _SIGNED.match(raw) or _OF_JOURNAL.search(raw):
        return None
    shown = _shown(raw)
    named = corporate_author.read(raw)
    if named and any(label == "editor" for label, _, _ in named.fields):
        return None
    ends = {end for label, _, end in named.fields if label == "body"} if named else set()
    for commas in (False, True):
        for stop in _stops(shown, commas=commas):
            if ends and not any(end <= stop.start() <= end + 2 for end in ends):
                continue
            if commas and not _SAYS_MORE.search(shown, stop.end()):
                continue
            if (found := _entry(raw, shown, stop, named=bool(ends))) is not None:
                return found
    return None


def _shown(raw: str) -> str:
    """The entry with its identifiers, addresses and day of access blotted out, each letter by one sign."""
    spans = [(found.start, found.end) for found in identifiers.find(raw)]
    if (accessed := dates.accessed(raw)) is not None:
        spans.append((accessed.start, accessed.end))
    for start, end in spans:
        raw = raw[:start] + _HIDDEN * (end - start) + raw[end:]
    return raw.replace("\n", " ")


def _stops(shown: str, *, commas: bool) -> Iterator[re.Match[str]]:
    """Where the names may end, the likeliest places first."""
    for number, stop in enumerate(_STOP.finditer(shown, 1, 300)):
        if number > 12:
            return
        said = stop["said"]
        if said is not None and not (stop["role"] or any(map(str.isdecimal, said)) or _is_undated(said)):
            if (sign := _SIGN.match(shown, stop.end() - 2)) is not None and not commas:
                yield sign
        elif (stop[0].strip() == ",") == commas:
            yield stop


def _entry(raw: str, shown: str, stop: re.Match[str], *, named: bool) -> Known | None:
    """The entry with its names up to `stop`, None where something of it stays dark."""
    head = raw[: stop.start()].rstrip()
    head += "." * head.endswith((" e.V", " e. V"))
    if _PERSON.search(head) or (":" in stop[0] and _is_genre(head)) or (not named and _NO_NAME.search(head)):
        return None
    when = _when(shown, stop)
    if when is None:
        return None
    fields, at = when
    read = _title_and_tail(raw, shown, at, dated=any(name == "date" for name, _, _ in fields))
    made = [*fields, *(read or ())]
    bodies = _bodies(head, raw, made, named=named, colon=":" in stop[0]) if read else None
    if bodies is None or not {name for name, _, _ in made} & {"date", "place", "publisher", "number", "hidden"}:
        return None
    told = {name: raw[start:end] for name, start, end in made if name == "locator"}
    made = [("aside" if name == "locator" else name, start, end) for name, start, end in made if name != "hidden"]
    if not stop["role"]:
        return Known((*bodies, *made), made=told, drops=_ALL)
    editors = [body for _, start, end in bodies for body in names.bodies(raw[start:end])]
    asides = [("aside", start, end) for _, start, end in bodies]
    return Known((*asides, *made), made={"editor": editors, **told}, drops=_ALL)


def _when(shown: str, stop: re.Match[str]) -> tuple[list[Field], int] | None:
    """What is said between the names and the title of when the work came out, and where the title begins; None where
    brackets there say something else."""
    fields: list[Field] = []
    at = stop.end()
    following = _DATE_NEXT.match(shown, at)
    for said, start, end in (
        (stop["said"], stop.start("said"), stop.end("said")),
        (following["said"], following.start("said"), following.end("said")) if following else (None, 0, 0),
    ):
        if said is None or (stop["role"] and start == stop.start("said")):
            continue
        piece = _Piece() if _is_undated(said) else _dated(shown, start, end)
        if piece is None:
            return None
        fields += [("aside", start - 1, start), ("aside", end, end + 1), *piece.fields]
        fields += [("aside", start, end)] if not piece.fields else []
    if following is not None:
        if following["year"]:
            fields.append(("date", *following.span("year")))
        at = following.end()
    return (fields, at) if sum(name == "date" for name, _, _ in fields) < 2 else None


def _is_undated(said: str) -> bool:
    return re.sub(r"[-–][a-z]\.?\Z", "", said.casefold().strip()) in _words("undated")


# The names


def _bodies(head: str, raw: str, made: list[Field], *, named: bool, colon: bool) -> tuple[Field, ...] | None:
    """The bodies that the words before the title name, None where they may name persons or nobody."""
    whole = ("body", 0, len(head))
    year = re.search(r"\s(?P<year>(?:19|20)\d\d)\Z", head)
    if year and not any(label == "date" for label, _, _ in made) and is_body(head[: year.start()]):
        made.append(("date", *year.span("year")))
        return (("body", 0, year.start()),)
    parts = _parts(head)
    if colon and len(parts) == 1 and ", " in head:
        return None  # "R Core Team, R: a language"
    if len(parts) > 1 and all(
        _is_body(head[start:end]) or _INITIALS.fullmatch(head[start:end]) for start, end in parts
    ):
        return tuple(("body", start, end) for start, end in parts)
    if (
        len(parts) > 1
        and "/" in head
        and all(_vouched(head[s:e], raw, made) or _INITIALS.fullmatch(head[s:e]) for s, e in parts)
    ):
        return tuple(("body", start, end) for start, end in parts)
    if named or _is_body(head) or _vouched(head, raw, made):
        return (whole,)
    first, comma, rest = head.partition(", ")
    if comma and _is_body(first) and _first(rest) in _words("parts"):
        return (whole,)
    if comma and _INITIALS.fullmatch(first) and is_body(rest):
        return (whole,)
    return None


def _parts(head: str) -> list[tuple[int, int]]:
    """Where each of several bodies stands, if the signs between them part bodies."""
    spans: list[tuple[int, int]] = []
    at = 0
    for sign in _APART.finditer(head):
        one, other = head[at : sign.start()], head[sign.end() :]
        if not _are_two(one.strip(), other.strip(), sign[0].strip()):
            continue
        spans.append((at, sign.start()))
        at = sign.end()
    return [*spans, (at, len(head))]


def _are_two(one: str, other: str, sign: str) -> bool:
    """Whether a sign stands between two bodies and not within the name of one."""
    if sign in (";", "/") or one.endswith(")"):
        return True
    if _first(other) in _words("parts"):
        return False
    if sign == ",":
        return names.is_foreign_body(one) and names.is_foreign_body(other) and one.count(" ") > 0
    lone = _INITIALS.fullmatch(other) is not None and other.isupper()
    return (lone or _BODY_NOUN.search(other.partition(",")[0]) is not None) and _BODY_NOUN.search(one) is not None


def _first(words: str) -> str:
    return words.partition(" ")[0].casefold().strip(".,")


def _is_body(words: str) -> bool:
    """Whether words name one body."""
    if _REGISTERED.search(words) or is_body(words):
        return True
    if re.search(r"[?!:]|\.\s", words) or re.search(r"\b(?:of|for|in|to|with)\s+[a-z]", words):
        return False
    listed = names.parse(words).names
    small = [
        w for w in words.split() if w[0].islower() and w not in ("of", "for", "and", "the", "on", "in", "at", "to")
    ]
    if small and not names.is_foreign_body(words):
        return False
    return len(listed) == 1 and "literal" in listed[0] and " " in words and _PERIODICAL.search(words) is None


def _vouched(words: str, raw: str, made: list[Field]) -> bool:
    """Whether the house or the address is that of the body, whose name says nothing."""
    if re.search(r"[?!:,]", words) or words.count(" ") > 3:
        return False
    name = names.fold(words)
    houses = [raw[start:end] for label, start, end in made if label == "publisher"]
    for house in houses:
        letters = "".join(w[0] for w in _WORD.findall(house) if w[0].isupper())
        if len(name) > 2 and (name == names.fold(house) or name == letters.casefold()):
            return True
        if _INITIALS_FIRST.fullmatch(words) and names.is_organisation(house) and not _PRESS.search(house):
            return True
    host = re.search(r"(?:https?://|www\.)(?:www\d?\.)?(?P<host>[^/\s]{3,80})", raw)
    return host is not None and len(name) > 2 and name in [names.fold(label) for label in host["host"].split(".")]


# The title and what stands behind it


def _title_and_tail(raw: str, shown: str, at: int, *, dated: bool) -> list[Field] | None:
    """The shortest title behind which every piece is understood, and the fields of these; None if there is none."""
    pieces = _pieces(shown, at)
    if not 1 < len(pieces) <= _MOST:
        return None
    understood = _understood(raw, shown, pieces)
    for count in range(1, len(pieces)):
        tail = understood[count]
        if tail is None or not _may_end(shown, pieces, count, tail, dated=dated):
            continue
        start, end = pieces[0][0], pieces[count - 1][1]
        end += shown[end : end + 1] in ("?", "!")
        if (
            _HIDDEN in shown[start:end]
            or not _WORD_OF_THREE.search(shown, start, end)
            or (_is_genre(shown[start:end]) and " " not in shown[start:end])
        ):
            return None
        if not _is_one_title(shown, pieces[:count]):
            return None
        fields = [field for piece in tail for field in piece.fields]
        fields = _first_date(fields)
        if not any(label == "place" for label, _, _ in fields) and _is_imprint(shown[start:end]):
            return None
        labels = [label for label, _, _ in fields if label not in ("aside", "genre", "hidden")]
        if len(labels) != len(set(labels)):
            continue
        return [("title", start, end), *fields]
    return None


def _is_imprint(words: str) -> bool:
    match = _IMPRINT.fullmatch(words)
    return match is not None and is_body(match["publisher"])


def _first_date(fields: list[Field]) -> list[Field]:
    """The fields with one date: of several the first is when the work came out."""
    dated = [field for field in fields if field[0] == "date"]
    return [("aside", *field[1:]) if field in dated[1:] else field for field in fields]


def _is_one_title(shown: str, pieces: list[tuple[int, int]]) -> bool:
    """Whether pieces make one title: one sentence, or a question and no body behind it, no series in brackets at its
    end, and nothing behind its closing quotation mark."""
    text = shown[pieces[0][0] : pieces[-1][1]]
    quoted = _QUOTED.match(text)
    if quoted and quoted.end() < len(text):
        return False
    return not _SERIES_LAST.search(text) and all(
        shown[before] != "."
        and not (shown[before] in "?!" and (_is_body(shown[start:end]) or _PERIODICAL.search(shown, start, end)))
        for (_, before), (start, end) in pairwise(pieces)
    )


def _pieces(shown: str, at: int, end: int | None = None) -> list[tuple[int, int]]:
    """Where the pieces stand that stops, commas, semicolons and brackets part."""
    out: list[tuple[int, int]] = []
    start = at
    depth = 0
    seen = at
    end = len(shown.rstrip().rstrip(".;,")) if end is None else end
    for cut in _CUT.finditer(shown, at, end):
        depth += sum(map(shown[seen : cut.start()].count, "([<")) - sum(map(shown[seen : cut.start()].count, ")]>"))
        seen = cut.start()
        if depth > 0:
            continue
        if cut.start() > start:
            out.append((start, cut.start()))
        start = cut.end()
    return [*out, (start, end)] if end > start else out


def _understood(raw: str, shown: str, pieces: list[tuple[int, int]], first: int = 1) -> list[list[_Piece] | None]:
    """For each piece, what it and all behind it are; None where one of them is not known."""
    out: list[list[_Piece] | None] = [None] * len(pieces) + [[]]
    for number in range(len(pieces) - 1, first - 1, -1):
        for last in range(min(number + 4, len(pieces)), number, -1):
            rest = out[last]
            if rest is None:
                continue
            piece = _piece(raw, shown, pieces[number][0], pieces[last - 1][1])
            if piece is not None:
                out[number] = [piece, *rest]
                break
    return out


def _may_end(shown: str, pieces: list[tuple[int, int]], count: int, tail: list[_Piece], *, dated: bool) -> bool:
    """Whether a title may end before a piece: at a stop or a bracket, and at a comma where a date or number follows."""
    between = shown[pieces[count - 1][1] : pieces[count][0]]
    if between[:1] in (".", "?", "!", " ") or shown[pieces[count][0]] in "([<":
        return True
    labels = [label for piece in tail for label, _, _ in piece.fields]
    if labels.count("date") + dated > 1 and "date" in {label for label, _, _ in tail[0].fields}:
        return False
    return bool(tail) and {label for label, _, _ in tail[0].fields} <= {"date", "number", "version", "hidden", "aside"}


def _piece(raw: str, shown: str, start: int, end: int) -> _Piece | None:
    """What a piece is, None where it is nothing that is known."""
    if shown[start] in "([<" and shown[end - 1] in ")]>":
        return _bracketed(raw, shown, start + 1, end - 1)
    text = shown[start:end]
    if not text.strip() or _LICENCE.fullmatch(text):
        return _Piece((("aside", start, end),))
    if _COUNTED.fullmatch(text) or _PAGED.fullmatch(text):
        return _Piece((("pages", start, end),))
    if _HIDDEN in text:
        return _Piece((("hidden", start, end),)) if _is_noise(text.replace(_HIDDEN, " ")) else None
    if _LOCATED.fullmatch(text):
        return _Piece((("locator", start, end),))
    for look in (_dated, _edition, _version, _numbered, _of_kind, _imprint):
        if (found := look(shown, start, end)) is not None:
            return found
    return _Piece((("aside", start, end),)) if _is_undated(text) or _is_noise(text) else None


def _bracketed(raw: str, shown: str, start: int, end: int) -> _Piece | None:
    """What stands in brackets, whose pieces commas part: "(NG95, 2018)"."""
    pieces = _pieces(shown, start, end)
    inner = _understood(raw, shown, pieces, 0)[0] if pieces else None
    return None if inner is None else _Piece(tuple(field for piece in inner for field in piece.fields))


def _is_noise(text: str) -> bool:
    """Whether a text is nothing but words that lead to fields."""
    return all(is_known(word) for word in re.findall(r"[^\W_]+(?:['’-][^\W\d_]+)*", text))


@lru_cache(maxsize=512)
def _dates_of(words: str) -> list[dates.Dated]:
    return dates.find(words) if _YEAR.search(words) else []


def _dated(shown: str, start: int, end: int) -> _Piece | None:
    """A date with the words that lead to it: "Stand: 10/2020", "last updated 5 March 2024"."""
    found = _dates_of(shown[start:end])
    if (
        not found
        or start + found[-1].end != end
        or re.search(r"[:\d]\s*\Z", shown[start : start + found[-1].start].replace(":", ""))
    ):
        return None
    before = shown[start : start + found[-1].start]
    if not _is_noise(before):
        return None
    at = start + found[-1].start
    lead = (("aside", start, at),) if at > start else ()
    return _Piece((*lead, ("date", at, end)))


def _edition(shown: str, start: int, end: int) -> _Piece | None:
    """An edition, and what else is said of it: "3. udgave", "2. Auflage, 8. aktualisierte Ausgabe"."""
    words = shown[start:end].replace(",", "").split()
    if len(words) > 8 or not _ORDINAL.fullmatch(words[0]) or words[-1].casefold() not in _words("editions"):
        return None
    if not all(w[0].islower() or w.casefold() in _words("editions") or _ORDINAL.fullmatch(w) for w in words[1:]):
        return None
    first = re.match(r"\d\S*\s\S+(?=,\s\d)", shown[start:end])
    if first is None:
        return _Piece((("edition", start, end),))
    return _Piece((("edition", start, start + first.end()), ("note", start + first.end() + 2, end)))


def _version(shown: str, start: int, end: int) -> _Piece | None:
    words = shown[start:end].split()
    if len(words) == 2 and words[0].casefold() in _words("versions") and words[1][0].isdecimal():
        return _Piece((("aside", start, end - len(words[1])), ("version", end - len(words[1]), end)))
    return None


def _numbered(shown: str, start: int, end: int) -> _Piece | None:
    """The number of a work by the words that lead to it, or by its letters: "Cat. no. DEM 2", "NG95"."""
    text = shown[start:end]
    if _LETTERED.fullmatch(text):
        return _Piece((("number", start, end),))
    words = text.split()
    led = 0
    while led < len(words) - 1 and words[led].casefold().rstrip(":") in _words("numbers"):
        led += 1
    code = " ".join(words[led:])
    return _Piece((("number", start, end),)) if led and _CODE.fullmatch(code) else None


def _of_kind(shown: str, start: int, end: int) -> _Piece | None:
    """What the work is, with its number and its date: "Stellungnahme Nr. 3/2021 vom 2. März 2021"."""
    fields: list[Field] = []
    found = _dates_of(shown[start:end])
    if found and start + found[-1].end == end:
        at = start + found[-1].start
        lead = re.search(r"(?:\s|\A)(?P<lead>[^\W\d]{1,10}:?\s)?\Z", shown[start:at])
        fields.append(("date", at, end))
        end = start + lead.start() if lead and (not lead["lead"] or _is_noise(lead["lead"])) else at
        end = len(shown[:end].rstrip(" ,"))
    words = shown[start:end].split()
    for count in (1, 2, 3):
        kind = " ".join(words[:-count])
        at = end - len(" ".join(words[-count:]))
        if count < len(words) and _is_genre(kind) and (number := _numbered(shown, at, end)) is not None:
            return _Piece((("genre", start, start + len(kind)), *number.fields, *fields))
    return _Piece((("genre", start, end), *fields)) if _is_genre(shown[start:end]) else None


def _is_genre(words: str) -> bool:
    """Whether words say what a work is: a word for it with few others."""
    parted = words.casefold().replace("-", " ").split()
    return (
        0 < len(parted) < 6
        and parted[0] not in ("the", "a", "an")
        and (parted[-1] in _words("genres") or (parted[0] in _words("genres") and not words.split()[-1][0].isupper()))
    )


def _imprint(shown: str, start: int, end: int) -> _Piece | None:
    """Where a work was published and by whom, or the house that is its body."""
    text = shown[start:end]
    if match := _IMPRINT.fullmatch(text):
        house = match["publisher"].rstrip()
        at = start + match.start("publisher")
        dated = _HOUSE_YEAR.fullmatch(house)
        fields = [("place", start + match.start("place"), start + match.end("place"))]
        if dated:
            fields += [
                ("publisher", at, at + len(dated["house"])),
                ("date", at + dated.start("date"), at + dated.end("date")),
            ]
        else:
            fields.append(("publisher", at, at + len(house)))
        return _Piece(tuple(fields))
    if match := _PLACE_YEAR.fullmatch(text):
        if names.is_organisation(match["place"]):
            return None
        return _Piece(
            (
                ("place", start + match.start("place"), start + match.end("place")),
                ("date", start + match.start("date"), end),
            )
        )
    if (
        names.is_foreign_body(text)
        and not _PERIODICAL.search(text)
        and text[0].isupper()
        and not re.search(r"\d", text)
    ):
        return _Piece((("publisher", start, end),))
    return None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(str(word) for word in lexicon("entry_pieces")[kind])

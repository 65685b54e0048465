"""Dates as editors print them, as CSL date-parts, and as ISO 8601 text as precise as the source was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jänner jän ocak jan janvier januar enero ene gennaio janeiro januari января stycznia ledna",
            "february feber şubat feb février fevrier févr fev februar febrero febbraio fevereiro februari февраля"
            " lutego února",
            "march mart mar mars märz maerz marzo março maart marts марта marca března",
            "april nisan apr avril avr abril abr aprile апреля kwietnia dubna",
            "may mayıs mai mayo maggio maio mei maj мая maja května",
            "june haziran jun juin juni junio giugno giu junho июня czerwca června",
            "july temmuz jul juillet juil juli julio luglio lug julho июля lipca července",
            "august ağustos aug août aout agosto augustus augusti августа sierpnia srpna",
            "september eylül sept sep septembre septiembre settembre setembro сентября września září",
            "october ekim oct octobre oktober octubre ottobre ott outubro okt октября października října",
            "november kasım nov novembre noviembre novembro ноября listopada listopadu",
            "december aralık dec décembre decembre déc dic dezember diciembre dicembre dezembro dez декабря desember"
            " grudnia prosince",
        ),
        1,
    )
    for name in names.split()
}
_DOTTED = {"gen": 1, "mag": 5, "ago": 8, "set": 9, "out": 10}
"""Months whose short forms are English words, too: such only with their stop, behind a day or as the first word."""
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
"""Every name of a month that is read whatever stands beside it, as alternatives of an expression, in lower case."""
_MONTH = MONTH + rf"|(?:(?<=\d\s)|(?<=\./)|\A)(?:{'|'.join(_DOTTED)})(?=\.[\s/])"
_MONTHS |= _DOTTED
_YEAR = r"(?:1[6-9]|20)\d{2}"
_GAP = r"(?:[\s,./–-]{0,3}|[,.]?\s{4,16})"
_DATE = re.compile(
    rf"""
    (?<![\w/.-])(?P<iso>(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])(?:-(?P<d1>0[1-9]|[12]\d|3[01]))?)(?![\d-])
    | (?<![\w])(?P<y2>{_YEAR})[a-z]?\)?{_GAP}\b(?P<m2>{_MONTH})\b\.?
      (?:[\s-](?P<d2>[0-3]?\d)\b(?:\s?[-–]\s?(?P<e2>[0-3]?\d)\b)?(?![:(]))?
      (?:\s?[-–/]\s?(?P<m2b>{_MONTH})\b\.?(?:\s(?P<e2b>[0-3]?\d)\b(?![:(]))?)?
    | (?:(?<![\w:;/.,–-])(?P<a3>[0-3]?\d)(?:st|nd|rd|th)?\.?(?:\s(?P<m3a>{_MONTH})\b\.?)?
      (?:\s?[-–]\s?|\s(?:to|and)\s)(?=[0-3]?\d(?:st|nd|rd|th)?\.?\s)|(?<![\w]))
      (?P<d3>[0-3]?\d)(?:st|nd|rd|th|er|º)?\.?{_GAP}(?:(?:of|de)\s)?\b(?P<m3>{_MONTH})\b
      \.?,?{_GAP}(?:del?\s)?(?P<y3>{_YEAR})\b
    | \b(?P<m4>{_MONTH})\b\.?[\s-](?P<d4>[0-3]?\d)(?:st|nd|rd|th)?
      (?:(?:\s?[-–]\s?|\s(?:to|and)\s)(?:(?P<m4b>{_MONTH})\b\.?\s)?(?P<e4>[0-3]?\d)(?:st|nd|rd|th)?)?,?\s{{0,2}}(?P<y4>{_YEAR})\b
    | \b(?P<m5>{_MONTH})\b\.?(?:\s?[-–/]\s?(?P<m5b>{_MONTH})\b\.?)?(?:,?\s{{0,2}}|/)
      (?:(?:of|del?|d[aeo])\s)?(?P<y5>{_YEAR})\b
    | \b(?P<s6>spring|summer|autumn|fall|winter),?\s(?P<y6>{_YEAR})\b
    | (?<![\w])(?P<y7>{_YEAR}),?\s(?P<s7>spring|summer|autumn|fall|winter)\b
    | (?<![\w/.-])(?P<a8>[01]?\d|[12]\d|3[01])(?P<sep8>\.\s|[/.]|-(?=[0-3]?\d-(?:19|20)\d\d))(?P<b8>[0-3]?\d)(?P=sep8)
      (?P<y8>{_YEAR}|\d{{2}})(?![\w/-])
    | (?<![\w.-])(?P<y9>{_YEAR})/(?P<m9>0?[1-9]|1[0-2])(?:/(?P<d9>[0-3]?\d))?(?![\w/-])
    | (?<![\w/.-])(?P<ma>0[1-9]|1[0-2])/(?P<ya>{_YEAR})(?![\w/-])
    | (?<![\w])(?P<yb>{_YEAR})\s(?P<db>[0-3]?\d)\.\s(?P<mb>{_MONTH})\b(?=\.?[\])])
    | (?<![\w/:.-])(?P<y0>{_YEAR})(?P<sfx>[a-z])?(?:\s?[-–/]\s?(?P<y0b>{_YEAR}|\d{{2}}))?(?![\w/-])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TWO_FIGURES = re.compile(r"\d\d")
"""What every date has; looked for first, since most texts have none."""
_UNDATED = r"(?:s\.\s?f\.|s\.\s?a\.|o\.\s?J\.|z\.\s?j\.|u\.\s?å\.|b\.\s?r\.|б\.\s?г\.)"
_NO_DATE = re.compile(
    rf"\b(?:n\.\s?d\.|no date|undated|s\.\s?d\.)|(?:(?<=[(\[])|\A){_UNDATED}(?=[)\]]|\Z)", re.IGNORECASE
)
"""What is printed for no date; in other languages, whose letters may be initials, only by itself or in brackets."""
UNDATED_END = re.compile(rf"[,.]?\s[(\[](?:{_UNDATED}|n\.\s?d\.|s\.\s?d\.)[)\]][\s.,:]*\Z", re.IGNORECASE)
"""The same behind names: "Weber K. (o. J.):"."""
_ACCESSED = re.compile(
    r"[\[(]?\b(?:last\s+)?(?:date\s+)?(?:accessed|access date|retrieved|cited|viewed|visited|consulted|checked"
    r"|(?:letzter\s+)?(?:zugriff|abruf)(?:\s+am)?|zuletzt\s+(?:geprüft|überprüft|besucht|gesehen)(?:\s+am)?|(?:(?<=[.;(]\s)|(?<=[\[(]))consulta(?=:)|zugegriffen|abgerufen(?:\s+am)?|aufgerufen(?:\s+am)?|eingesehen(?:\s+am)?"
    r"|consult[ée]e?(?:\s+le)?|cit[ée](?:\s+le)?|citad[oa]|citato|consultado|acedido|fecha\s+de\s+(?:consulta|acceso)|acceso|accedido|recuperado|acesso|acessado|consultato"
    r"|ultimo\s+accesso|ultima\s+consultazione|visitato|geraadpleegd|hämtad|besökt|citera[dt]|citeret|besøgt|hentet|lest|tilgået|viitattu|dostęp|data\s+dostępu|(?<=\[)cit\."
    r"|дата\s+обращения|(?:ημερομηνία\s+)?πρόσβαση(?:ς|\s+στις)?|erişim(?:\s+tarihi)?)(?!\w)(?:\s+(?:on|at|in|date|el|em|il|op|den|le))?\s*[:,]?\s*(?:the\s+)?",
    re.IGNORECASE,
)

_ARCHIVED = re.compile(
    r"\barchived\b(?:\s+(?:copy|version|page))?(?:\s+(?:from|at|in|by)\s+[^.;\n]{1,80}?)?,?\s+(?:on|the|den|le|el)\s+",
    re.IGNORECASE,
)
"""What stands before the day on which an archive took a copy: "Archived from the original on March 2, 2020"."""
_ENGLISH = re.compile(
    r"[\[(]?\W*(?:last\s+)?(?:date\s+)?(?:access|retrieved|cited|viewed|visited|consulted|checked)", re.IGNORECASE
)
"""English words of access: in all other languages the day of "3/4/2021" stands first."""
_ACCESS_WORDS = (
    "access", "retriev", "cit", "acedid", "viewed", "visit", "consult", "checked", "zugegriffen", "zugriff", "abruf",
    "gerufen", "zuletzt", "eingesehen", "acces", "accedid", "recuperad", "acess",
    "geraadpleegd", "hämtad", "besökt", "besøgt", "hentet", "lest", "tilgået", "viitattu",
    "dostęp", "обращения", "πρόσβασ", "erişim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """A date read in a text: CSL date, the code points it stands at, and a year's letter ("2019a") if printed."""

    csl: Mapping[str, Any]
    start: int
    end: int
    suffix: str = ""

    @property
    def iso(self) -> str:
        """ISO 8601 text."""
        return to_iso(self.csl)


def find(text: str) -> list[Dated]:
    """Every date in `text`, in order: whole dates, months, seasons, years, ranges, "n.d." (`literal`)."""
    out = []
    for match in _DATE.finditer(text) if _TWO_FIGURES.search(text) else ():
        made = _read(match)
        if made is not None:
            out.append(Dated(made, match.start(), match.end(), (match["sfx"] or "").lower()))
    if not out:
        out = [Dated({"literal": "n.d."}, m.start(), m.end()) for m in _NO_DATE.finditer(text)]
    return out


def parse(text: str) -> dict[str, Any]:
    """The first date of `text` as a CSL date ({"date-parts": [[2014, 6]]}); {} if none."""
    if len(text) == 4 and text.isascii() and text.isdigit():
        return {"date-parts": [[int(text)]]} if "1600" <= text < "2100" else {}
    found = find(text)
    return dict(found[0].csl) if found else {}


def archived(text: str) -> tuple[int, int] | None:
    """Where a reference says when an archive took its copy of the source, which is no date of the source's own."""
    said = _ARCHIVED.search(text) if "rchived" in text else None
    date = _DATE.match(text, said.end()) if said else None
    return (said.start(), date.end()) if said and date else None


def accessed(text: str) -> Dated | None:
    """The date after "Accessed", "Retrieved", "cited" and the like (start is at that word); None if there is none."""
    lower = text.lower()
    if not any(word in lower for word in _ACCESS_WORDS):
        return None
    for match in _ACCESSED.finditer(text):
        date = _DATE.match(text, match.end())
        if date:
            made = _read(date, day_first=_ENGLISH.match(match[0]) is None, century="20")
            if made is not None:
                return Dated(made, match.start(), date.end())
    return None


def _read(match: re.Match[str], *, day_first: bool = False, century: str = "") -> dict[str, Any] | None:
    g = match.groupdict()
    if g["y1"]:
        return _made(g["y1"], g["m1"], g["d1"])
    if g["yb"]:
        return _made(g["yb"], _MONTHS[g["mb"].lower()], g["db"])
    if g["ya"]:
        return _made(g["ya"], g["ma"], None)
    if g["y2"]:
        made = _made(g["y2"], _MONTHS[g["m2"].lower()], g["d2"])
        return _ranged(made, g["y2"], g["m2b"] or (g["m2"] if g["e2"] else None), g["e2b"] or g["e2"])
    if g["y3"]:
        first = g["m3a"] or g["m3"]
        made = _made(g["y3"], _MONTHS[first.lower()], g["a3"] or g["d3"])
        return _ranged(made, g["y3"], g["m3"], g["d3"]) if g["a3"] else made
    if g["y4"]:
        made = _made(g["y4"], _MONTHS[g["m4"].lower()], g["d4"])
        return _ranged(made, g["y4"], g["m4b"] or g["m4"], g["e4"]) if g["e4"] else made
    if g["y5"]:
        made = _made(g["y5"], _MONTHS[g["m5"].lower()], None)
        return _ranged(made, g["y5"], g["m5b"], None)
    if g["y6"] or g["y7"]:
        season = _SEASONS[(g["s6"] or g["s7"]).lower()]
        return {"date-parts": [[int(g["y6"] or g["y7"])]], "season": season}
    if g["y8"]:
        year = g["y8"] if len(g["y8"]) == 4 else century + g["y8"]  # pages are read in this century
        return _numeric(int(g["a8"]), int(g["b8"]), year, day_first=day_first or g["sep8"][0] in ".-")
    if g["y9"]:
        return _made(g["y9"], g["m9"], g["d9"])
    made = _made(g["y0"], None, None)
    if made and g["y0b"]:
        last = g["y0b"] if len(g["y0b"]) == 4 else g["y0"][:2] + g["y0b"]
        if int(last) > int(g["y0"]):
            made["date-parts"].append([int(last)])
    return made


def _numeric(first: int, second: int, year: str, *, day_first: bool) -> dict[str, Any] | None:
    """A date in figures: between strokes month first, as in US lists, unless the first figure can be no month; between
    points day first, as everywhere that points are used."""
    if len(year) == 2:
        return None
    month, day = (second, first) if first > 12 or (day_first and second <= 12) else (first, second)
    return _made(year, month, day) if 1 <= month <= 12 else None


def _made(year: str | int, month: str | int | None, day: str | int | None) -> dict[str, Any] | None:
    parts = [int(year)]
    if month is not None:
        parts.append(int(month))
        if day is not None and 1 <= int(day) <= 31:
            parts.append(int(day))
    return {"date-parts": [parts]}


def _ranged(made: dict[str, Any] | None, year: str, month: str | None, day: str | None) -> dict[str, Any] | None:
    """A date with the month, and the day of it, that it lasts to, if there is one and it is later."""
    if made and month:
        last = [int(year), _MONTHS[month.lower()], *([int(day)] if day and 1 <= int(day) <= 31 else [])]
        if last > made["date-parts"][0]:
            made["date-parts"].append(last)
    return made


def as_cited(item: Mapping[str, Any]) -> str:
    """The ISO day as of which an item cites its page: when it was read, else when it was published; "" if untold."""
    return to_iso(item.get("accessed")) or to_iso(item.get("issued"))


def to_iso(date: Mapping[str, Any] | None) -> str:
    """ISO 8601 text of a CSL date ("2014", "2014-06", "2014-06-03"; the start of a range); "" if it has no year."""
    if not isinstance(date, Mapping):
        return ""
    parts = date.get("date-parts")
    numbers = [int(p) for p in parts[0] if str(p).lstrip("-").isdecimal()] if parts and parts[0] else []
    if numbers:
        year, *rest = numbers
        return "-".join([f"{year:04d}", *(f"{p:02d}" for p in rest[:2])])
    read = parse(str(date.get("raw") or date.get("literal") or ""))
    return to_iso(read) if "date-parts" in read else ""


def from_iso(text: str) -> dict[str, Any]:
    """The CSL date of ISO 8601 text, a time of day ignored; {} if it is none."""
    match = re.match(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d|/\d)", text.strip())
    if not match:
        return {}
    return {"date-parts": [[int(part) for part in match.groups() if part]]}


def year(date: Mapping[str, Any] | None) -> int | None:
    """The year of a CSL date, None if it has none."""
    iso = to_iso(date)
    return int(iso[:4]) if iso else None


def spoken(iso: str, *, at: bool = False) -> str:
    """ISO 8601 text as a sentence says it, "June 3, 2014", with `at` "on June 3, 2014" or "in June 2014"."""
    said = words(from_iso(iso)) or iso
    return f"{'on' if iso[7:8] == '-' else 'in'} {said}" if at else said


NAMES = "January February March April May June July August September October November December".split()  # noqa: SIM905


def words(date: Mapping[str, Any] | None, order: str = "mdy") -> str:
    """A CSL date in English words: "mdy" June 3, 2014; "dmy" 3 June 2014; "ymd" 2014 Jun 3. "" if it has no year."""
    if not date:
        return ""
    parts = [int(p) for p in (date.get("date-parts") or [[]])[0]]
    if not parts:
        return str(date.get("literal") or date.get("raw") or "")
    month = NAMES[parts[1] - 1] if len(parts) > 1 and 1 <= parts[1] <= 12 else ""
    day = str(parts[2]) if len(parts) > 2 else ""
    if order == "ymd":
        return " ".join(p for p in (str(parts[0]), month[:3], day) if p)
    if order == "dmy":
        return " ".join(p for p in (day, month, str(parts[0])) if p)
    return f"{month} {day}, {parts[0]}" if day else f"{month} {parts[0]}".strip()

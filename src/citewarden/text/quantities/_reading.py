"""From a number in a text to a Quantity: its range, bound, unit, whole and time, one question after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citewarden.model import Quantity
from citewarden.text.quantities import (
    _ages,
    _asides,
    _by_day,
    _comparators,
    _during,
    _exclusions,
    _person_time,
    _spans,
    _wholes,
)
from citewarden.text.quantities._multiples import multiples
from citewarden.text.quantities._numerals import (
    DIGITS,
    MANY,
    ONES,
    POWER,
    SCALE,
    SPELLED,
    TENS,
    VALUE,
    legible,
    numeric,
    raises,
    value,
)
from citewarden.text.quantities._statistics import statistics, without_levels
from citewarden.text.quantities._thousands import parted
from citewarden.text.quantities._units import PER, TIMES, compound, per, unit_at
from citewarden.text.quantities._worded import completed, worded

_DASH = r"(?: ?[-–—‑−] ?|--)"
_HANGING = r"(?:[-‐‑–](?= (?:to|or) ))?"
"""The hyphen of a word that the second number ends: "three- to fourfold", "6- to 12-month"."""
_BEFORE_FOLD = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)(?=fold\b)"
_UP_TO_FOLD = r"[-‐‑]to[-‐‑](?=\w{1,8}[- ]?(?:fold|times)\b)"


def _number(one: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![\w.,/⁄-])|(?<=\dmg/)|(?<=\d mg/)|(?<=\dmcg/)|(?<=\d mcg/)|(?<=\d[×x])|(?<=\d [×x]))"
        rf"(?P<sign>[-−–+])?(?P<a>{one})(?P<aunit>(?: ?[%°])?)"
        rf"(?:{_HANGING}(?P<to>{_DASH}|(?: (?:to|through|or) )|{_UP_TO_FOLD})"
        rf"(?P<bsign>(?<= )[-−])?(?P<below>(?<=to )< ?)?(?P<b>{one}|{_BEFORE_FOLD}))?",
        re.I,
    )


_NUMBER, _POWERED = _number(VALUE), _number(f"(?:{POWER}|{VALUE})")
_BETWEEN = re.compile(r"(?:between|from)(?: the ages of| ages?)?(?: about| around| roughly| approximately)? \Z", re.I)
_AND = re.compile(rf" (?P<and>and|to) (?:about |approximately )?(?P<b>{VALUE})", re.I)
_SCALE_AFTER = re.compile(rf"[ -]?\b(?P<word>{SCALE})\Z", re.I)
""" "1-2 million": the scale is that of both ends."""
_MINUS_AFTER = re.compile(
    r"(?:[=<>≤≥(:]|\b(?:of|to|than|below|under|above|by|at|is|was|were|between|from|about))\s?\Z", re.I
)
_SIGN_APART = re.compile(r"(?:[=<>≤≥(]|\b(?:of|to|than|below|by|was|were|from|between)) ?[-−–] \Z", re.I)
"""A minus with a blank behind it; anywhere else such a dash is the sentence's."""
_SPREAD = re.compile(rf" ?(?:±|\+/[-−–]) ?(?:{DIGITS})")
_SPREAD_BEFORE = re.compile(
    r"(?:±|\+/[-−–]|\bSDs?\b(?: of)? ?[=:,]?|\bSEM?\b ?[=:]?"
    r"|\b[Ss]tandard (?:deviation|error)s?(?: of| was| is)? ?[=:,]?) ?\Z"
)
_EITHER_WAY = re.compile(
    r"\b(?:accura\w+|precis\w+|error|tolerance|margin|vari\w+|vary|differ\w*|plus or minus)\b[\w ,]{0,24}"
    r"(?P<sign>±|\+/[-−–]) ?\Z",
    re.I,
)
""" "Accurate to ±0.2 °C": an amount either way, of no mean."""
_RATIO = re.compile(rf" (?P<link>in|out of|of)(?: every| each| the| these| those)? (?P<m>{VALUE})(?![\w%])", re.I)
_PER_MANY = re.compile(
    rf"(?: [\w-]+){{0,4}}? (?:per|for every|in every|out of every|"
    rf"/) ?(?P<m>{MANY}|(?:{SPELLED}))\b(?! ?(?:mg|ml|mcg|g|kg|hours?|minutes?))",
    re.I,
)
_OWN = re.compile(
    rf" (?:\d[\d.,]{{0,12}}|(?:{'|'.join([*ONES, *TENS])}))"
    r"(?= (?:[\w-]{1,20} ){0,2}(?:per|for every|in every|out of every)\b)",
    re.I,
)
"""A number that stands nearer to what it is out of: "of those between 40 and 59 and in five in every 100"."""
_ANOTHER = re.compile(r" (?:to|and|or) (?:\d|(?:" + SPELLED + r")\b)", re.I)
"""What stands between the first of two numbers and what both are out of: "from 40 to 30 per 1,000"."""
_ONE_IN = re.compile(rf" ?/ ?(?P<m>{DIGITS})(?![\d/])")
""" "1/1000 people"."""
_FOREIGN_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.000")
""" "25.000 patients": no one counts people to three places."""
_GLUED = re.compile(r"[-‐‑][a-z]", re.I)
_PARTED = re.compile(r"half|third|quarter|fourth|fifth|sixth|eighth|tenth")
_ORDINAL_PART = re.compile(r"an? (?:third|fourth|fifth|sixth|eighth|tenth)\Z")
_PARTS_OFF = re.compile(
    r"\b(?:by|about|nearly|almost|over|than|least|roughly|approximately|under|around|to) (?:over )?\Z", re.I
)
_IS = re.compile(r"\b(?:is|are|was|were|be|been) \Z", re.I)
_MORE_OR_LESS = re.compile(
    r" (?:more|less|fewer|lower|higher|greater|smaller|larger|shorter|longer|cheaper|faster|slower|likelier)\b"
)
""" "The risk is a third lower"."""
_LESS_BY_IT = re.compile(
    r" (?:fewer\b|(?:more|less|lower|higher|greater|smaller|larger|shorter|longer)"
    r"(?=\s?(?:[.,;:)]|\Z)| (?:than|often|likely|in|on|at|after|when|for|with|if|among)\b))"
)
""" "They ate a third less": of "a third larger trial" it is the third."""
_TIMES_WORD = re.compile(r"(?:[ -]?(?P<times>(?<=[ -])times|fold)\b|(?P<x> ?×(?! ?\d)| ?x(?=[ .,;)])(?! \d)))", re.I)
_FACTOR = re.compile(r"\d ?[×x] ?\Z")
_PRODUCT = re.compile(r" ?[×x] ?(?=\d)")
_MORE_THAN = re.compile(
    r" (?:as |the |more|less|fewer|greater|higher|lower|larger|smaller|likelier|faster|slower|"
    r"longer|increased|stronger|that of)",
    re.I,
)
_GROWN = re.compile(r"\b(?:multipl|increas|ris|rose|grow|grew|grown|higher|greater)\w*\b[\w ]{0,80}\Z", re.I)
_PEOPLE = re.compile(
    r"\b(?:adults?|child(?:ren)?|kids?|people|persons?|wom[ae]n|m[ae]n|girls?|boys?|clients?|patients?|those|"
    r"anyone|someone|individuals|infants?|bab(?:y|ies)|toddlers?|"
    r"adolescents|smokers|females?|males?|(?-i:[A-Z][a-z]{3,}(?:ans|ese|ish)|Britons)) (?:who are |aged? )?\(?\Z",
    re.I,
)
_AGE_BEFORE = re.compile(
    r"\b(?:age|ages|aged)(?: of| over| under| from| between| above| below| about| group)?(?: the)?(?: ages of)? ?\Z"
    r"|\bages?[,:]? (?:\w+ ){0,2}\Z|\baged (?:\w+ ){0,3}\Z|\bthe ages? of \Z",
    re.I,
)
_AGE_AFTER = re.compile(
    r" (?:olds?\b|of age\b|or (?:older|younger)\b|and (?:older|younger|over|under|up)\b)|-olds?\b|"
    r"[- ](?:years?|months?|weeks?|days?)-old\b",
    re.I,
)
_OLDER = re.compile(r"(?:older|younger)\Z")
_AND_OVER = re.compile(r" (?:and|or) (?:over|under|above|below|up)\Z")
_OLD = re.compile(r"[- ]old\b| of age\b")
_OF_THEM = re.compile(
    r"\b(?:all|none|most|some|half|many|each) (?:of (?:them|these|those|whom) )?(?:were |was )?\Z", re.I
)
_YOU_ARE = re.compile(r"\b(?:you(?: are|['’]re)|(?:your|the) (?:child|baby|son|daughter) is|(?:he|she) is) \Z", re.I)
_GOES_ON = re.compile(r"\s?(?:[,.;:)]|\Z)|,? (?:or|and|who|with|have|you|should|can|must)\b")
"""What stands behind an age that is told by "you are over 40"."""
_STOPS = re.compile(r"\s?(?:[,.;:)]|\Z)|,? (?:took|were|had|was|who|and)\b")
"""What ends an age that a pronoun's people are told by: "all of them over 65, ..."."""
_YOUNGER_THAN = re.compile(r"(?:under|over|below|above|younger|older)\b", re.I)
_OR_MORE = re.compile(r" or (?:more|less|longer)")
_SHARED = re.compile(
    rf"(?: (?:vs\.?|versus|compared (?:with|to)|or|to) (?:[<>≤≥⩾⩽~] ?)?|(?:, (?:{DIGITS})){{0,8}},? and (?=\d)){VALUE}",
    re.I,
)
"""The second of two numbers carries the unit of both: "9.1 vs 8.5 years", "5 and 6 mg", "5, 10 and 20 mg"."""
_PACKED = re.compile(
    r" (?:\d[\d.,]*)[- ](?:mg|mcg|µg|μg|g|ml|mL|IU)[- ](?P<unit>tablets?|capsules?|pills?|doses?|puffs?)\b"
)
""" "two 325-mg tablets": what "two" counts."""
_ARTICLED = re.compile(r" (?:of )?an? ")
_GLUED_DEGREE = re.compile(r" ?(?P<scale>[CF])(?![\w’'-])")
_WARMTH = re.compile(
    r"temperature|fever|degrees|\b(?:hot|cold|heat|cool|warm|freez|boil|bak(?:e|ing)|chill|thaw|cook|oven|fridge"
    r"|refrigerat|sterili[sz]|pasteuri[sz])|°",
    re.I,
)
""" "15C" and "100 F" are degrees in a sentence on warmth: "Table 15C" and "grade 3 C" are none."""
_PER_VOLUME = re.compile(r"(?: ?/ ?| per )(?P<many>\d{1,4}(?:\.\d{1,2})?) ?(?P<volume>m[lL]|[lL])(?![\w/])")
""" "120 mg/5 mL": what a unit of mass is dissolved in."""
_DISSOLVED = frozenset(["mg", "g", "ug", "ng", "IU", "unit", "mmol", "mEq"])
_GROUP = re.compile(
    r"\b(?:adults?|children|kids|people|persons?|women|men|girls?|boys?|those|anyone|everyone|infants|babies|adolescents"
    r"|teens|teenagers|females?|males?|seniors|(?-i:[A-Z][a-z]{3,}ans|Britons)) \(?\Z",
    re.I,
)
_GROUP_ENDS = re.compile(r"\s?(?:[,.;:)|]|\Z)| (?:who|with|should|need|are|were|have|had|can|may|must)\b")
"""What ends the naming of a group by its ages: "Women 19 to 49:"; "give children 3 to 4 portions" goes on."""
_OLDEST = 110
_NO_SHARE = re.compile(r"\b(?:first|second|other|lower|upper|left|right|last|latter|one|each) \Z", re.I)
_SHARE_OF = re.compile(r" (?:of|the|all|as|that|their|those|this|these|who|are|have|will)\b", re.I)
_SHARED_BY = re.compile(r"\b(?:by|about|nearly|almost|over|in|than|least|roughly|approximately) \Z", re.I)
_MONEY = re.compile(r"(?P<sign>[$£€]) ?\Z")
_BY_FACTOR = re.compile(r"\bfactor of (?:about |almost |nearly )?\Z", re.I)
_NAME_GOES_ON = re.compile(r" rule\b|[-–]\d")
_SAYS = re.compile(r"[^\W\d_¼-¾⅐-⅞]|[^\w\s.,;:()\[\]/–-]")
"""A letter or sign: without one, what stands before a number says nothing of it."""
_LEFT = 48
"""How far back from a number its words are looked for, in characters."""


@dataclass(slots=True)
class _Reading:
    """A Quantity in the making; `number` is where its figures begin, `start` where its words do."""

    number: int
    start: int
    end: int
    low: float
    high: float
    several: bool
    unit: str = "1"
    comparator: str = "="
    denominator: str = ""
    time_frame: str = ""


def find(text: str) -> list[Quantity]:
    """Every quantity of `text` in reading order; offsets are code points of `text`, end exclusive."""
    if not any(map(numeric, text.split())) and not worded(text):
        return []
    plain = parted(legible(text))
    masked = _exclusions.mask(plain)
    found = [*statistics(masked), *_by_day.find(masked)]
    masked = without_levels(_exclusions.blanked(masked, [(q.start, q.end) for q in found]))
    at = 0
    number = _POWERED if raises(masked) else _NUMBER
    while match := number.search(masked, at):
        quantity, at = _read(masked, match, plain[max(0, match.start() - 12) : match.start()])
        if quantity is not None:
            found.append(quantity)
    taken = bytearray(len(text))
    for q in found:
        taken[q.start : q.end] = b"\1" * (q.end - q.start)
    found += [q for q in multiples(masked) if not any(taken[q.start : q.end])]
    found = _asides.bounded(masked, sorted(completed(masked, found), key=lambda q: (q.start, q.end)))
    found = _spans.joined(masked, _ages.shared(masked, found))
    return [q if q.text == (words := text[q.start : q.end]) else replace(q, text=words) for q in found]


def _read(masked: str, match: re.Match[str], before: str) -> tuple[Quantity | None, int]:
    """The quantity that begins with the number `match`, None if it is none, and where to read on.

    `before` is the text right before it with nothing masked.
    """
    left = masked[max(0, match.start() - _LEFT) : match.start()]
    left = left if _SAYS.search(left) else ""
    spread = _SPREAD_BEFORE.search(left, max(0, len(left) - 26))
    either = spread and _EITHER_WAY.search(left)
    if spread and not either:
        return None, match.end("a")  # of a spread, which is no amount
    reading = _numbers(masked, match, left, _is_negative(match, before))
    if reading is None:
        return None, match.end("a")
    _bound(reading, left)
    if not _measure(masked, match, left, reading):
        return None, match.end("a")
    _as_span(masked, reading)
    _rate(masked, reading)
    _bound_behind(masked, reading)
    _age(masked, reading)
    _counted_per(masked, reading)
    if either:
        reading.low, reading.start = -reading.high, match.start() - len(left) + either.start("sign")
    quantity = Quantity(
        masked[reading.start : reading.end],
        _round(reading.low),
        _round(reading.high),
        reading.unit,
        reading.start,
        reading.end,
        reading.comparator,
        reading.denominator,
        reading.time_frame,
    )
    return quantity, max(reading.end, match.end("a"))


def _numbers(masked: str, match: re.Match[str], left: str, negative: bool) -> _Reading | None:
    """The one or two numbers of `match`, None if they are a name, a year or cannot be read."""
    a, b, end = match["a"], match["b"], match.end("a")
    if _exclusions.is_name(left, a, masked, end):
        return None
    try:
        low = value(a)
        high = value(b) if b else low
    except ValueError:
        return None
    if b:
        low = _scaled(a, low, b)
    if b and (negative or match["bsign"]):
        low, high = sorted((-low if negative else low, -high if match["bsign"] else high))
        return _Reading(match.start(), match.start(), match.end(), low, high, True)
    if b and (_broken_range(match, low, high) or _NAME_GOES_ON.match(masked, match.end())):
        b, high, end = None, low, match.end("aunit")
    if b:
        if _exclusions.is_year(a) and _exclusions.is_year(b):
            return None
        return _Reading(match.start(), match.start(), match.end(), low, high, True)
    if _exclusions.is_year(a) and not _exclusions.counts(left, masked, end):
        return None
    if negative:
        low = high = -low
    end = match.end("a")
    if (
        (between := _BETWEEN.search(left.removesuffix("– ").removesuffix("− ") if negative else left))
        and (both := _spelled_range(masked, end, between[0]))
        and both[0] >= low
    ):
        apart = negative or unit_at(masked, end)
        low = low if apart else _scaled(a, low, masked[end : both[1]])
        return _Reading(match.start(), match.start(), both[1], low, both[0], True)
    return _Reading(match.start(), match.start(), end, low, high, False)


def _scaled(a: str, low: float, other: str) -> float:
    """The lower end of "1 to 2 million" and of "between 1 and 2 million", where the scale is that of both."""
    scale = _SCALE_AFTER.search(other)
    if scale is None or _SCALE_AFTER.search(a):
        return low
    last = other[: scale.start()].rpartition(" ")[2]
    try:
        return value(f"{a} {scale['word']}") if low < value(last) else low
    except ValueError:
        return low


def _is_negative(match: re.Match[str], before: str) -> bool:
    """Whether the sign before a number is a minus; a dash in a sentence or a range is none."""
    sign = match["sign"]
    if not sign and before.endswith(("- ", "− ", "– ")) and _SIGN_APART.search(before):
        return True
    if not sign or sign == "+" or before[-1:].isalnum():
        return False
    if sign in "−-":
        return before[-1:] in ("", " ", "(", "[", "=", ",", "<", ">", "≤", "≥", ":")
    return _MINUS_AFTER.search(before) is not None


def _broken_range(match: re.Match[str], low: float, high: float) -> bool:
    a, b, to = match["a"], match["b"], match["to"].strip()
    to = to.strip("-‐‑") or to
    if to in {"-", "–"} and b.lower().startswith(("half", "a", "one")):
        return True
    if to == "or" and not (high > low and high - low <= max(2, low)):
        return True
    if to in {"-", "–", "—", "‑", "−"} and a.isalpha() != b.isalpha():
        return True
    return high < low and not (to not in {"or", "to"} and a.isdigit() and b.isdigit() and len(b) < len(a))


def _spelled_range(masked: str, end: int, opener: str) -> tuple[float, int] | None:
    """The upper end of "between 5 and 6" and where it ends."""
    first = unit_at(masked, end)
    at = first[1] if first else end
    while first and (rate := PER.match(masked, at)):
        at = rate.end()
    tail = _AND.match(masked, at)
    if not tail or (tail["and"] == "to" and "from" not in opener.lower()):
        return None
    other = unit_at(masked, tail.end())
    if first and other and first[0] != other[0]:
        return None  # "between 1 month and 1 year": each end is a quantity of its own
    try:
        return value(tail["b"]), tail.end()
    except ValueError:
        return None


def _bound(reading: _Reading, left: str) -> None:
    """Take the comparator before the number; of a range only "about" and "at least" can be said."""
    said = _comparators.compared(left)
    if said and (not reading.several or (said[0] in ("~", ">=") and not left.endswith(("age ", "ages ")))):
        reading.comparator = said[0]
        reading.start += said[1] - len(left)


def _measure(masked: str, match: re.Match[str], left: str, reading: _Reading) -> bool:
    """Give the reading its unit and whole; False if the number turns out to be none."""
    if _as_ratio(masked, match, reading):
        return True
    if spread := _SPREAD.match(masked, reading.end):
        reading.end = spread.end()
    written, end = match["a"].lower(), reading.end
    hit = unit_at(masked, end)
    if hit and _ORDINAL_PART.match(written):
        return False  # "a third dose"
    if hit:
        reading.unit, reading.end = hit
        if reading.unit == "%":
            reading.denominator = _wholes.whole(masked, reading.end)
    elif (degree := _GLUED_DEGREE.match(masked, end)) and written[-1:].isdigit() and _WARMTH.search(masked):
        reading.unit, reading.end = f"°{degree['scale']}", degree.end()
    elif _PARTED.search(written) and reading.high <= 1:
        return _as_part(masked, written, reading)
    elif times := _TIMES_WORD.match(masked, end):
        _as_multiple(masked, times, left, reading)
    elif masked.startswith(("‰", " ‰"), end):
        reading.low, reading.high = reading.low / 10, reading.high / 10
        reading.unit, reading.end = "%", masked.index("‰", end) + 1
    elif masked.startswith(("%", " %"), end):
        reading.unit, reading.end = "%", masked.index("%", end) + 1
        reading.denominator = _wholes.whole(masked, reading.end)
    else:
        return _as_count(masked, match, reading)
    return True


def _as_ratio(masked: str, match: re.Match[str], reading: _Reading) -> bool:
    """ "3 in 10", "5 per 100,000": a share of the second number."""
    end = reading.end
    if not reading.several or reading.low <= 20:
        ratio = _RATIO.match(masked, end)
        counted = ratio and (ratio["link"] != "of" or (_is_count(match["a"]) and ratio["m"].replace(",", "").isdigit()))
        if ratio and counted and not _exclusions.is_year(ratio["m"]) and not unit_at(masked, ratio.end()):
            return _share_of(masked, ratio, reading, least=0.0)
    one_in = _ONE_IN.match(masked, end) if match["a"] == "1" and not reading.several else None
    if one_in and not unit_at(masked, one_in.end()):
        return _share_of(masked, one_in, reading, least=100.0)
    many = _PER_MANY.match(masked, end)
    if many is None or unit_at(masked, end):
        return False
    if _OWN.search(masked, end, many.end()) and not _ANOTHER.search(masked, end, many.start("m")):
        return False
    if not _share_of(masked, many, reading, least=10.0):
        return False
    if _ANOTHER.search(masked, end, many.start("m")):
        reading.end = end
    return True


def _is_count(number: str) -> bool:
    """Whether a number counts some of many: 12 and "twelve", neither 5.5 nor "one" ("one of 20 million")."""
    return number.isdigit() or (number.isalpha() and number.lower() != "one")


def _share_of(masked: str, match: re.Match[str], reading: _Reading, *, least: float) -> bool:
    try:
        all_of_them = value(match["m"])
    except ValueError:
        return False
    if all_of_them < least or all_of_them <= reading.high:
        return False
    if lived := _person_time.at(masked, match.end()):
        reading.low, reading.high = reading.low / all_of_them, reading.high / all_of_them
        reading.unit, reading.end = f"/{lived[0]}", lived[1]
        return True
    reading.low, reading.high = reading.low / all_of_them * 100, reading.high / all_of_them * 100
    reading.unit, reading.end = "%", match.end()
    reading.denominator = _wholes.counted(masked, match.end())
    return True


def _as_part(masked: str, written: str, reading: _Reading) -> bool:
    """ "half a cup" is a measure, "by a quarter" and "half of all women" are shares; "a third dose" and
    "a half-finished course" are neither."""
    end = reading.end
    article = _ARTICLED.match(masked, end)
    hit = unit_at(masked, article.end() - 1) if article else None
    if hit and hit[0] != "%":
        reading.unit, reading.end = hit
        return True
    if _GLUED.match(masked, end):
        return False
    if written == "half" and not _is_share(masked, reading.number, end):
        return False
    if _ORDINAL_PART.match(written) and not (
        masked.startswith(" of ", end)
        or _LESS_BY_IT.match(masked, end)
        or _PARTS_OFF.search(masked[max(0, reading.number - 20) : reading.number])
        or (_IS.search(masked, max(0, reading.number - 6), reading.number) and _MORE_OR_LESS.match(masked, end))
    ):
        return False
    reading.low, reading.high, reading.unit = reading.low * 100, reading.high * 100, "%"
    compares = _MORE_OR_LESS.match(masked, end)
    reading.denominator = "" if compares else _wholes.whole(masked, end) or _wholes.counted(masked, end)
    return True


def _is_share(masked: str, start: int, end: int) -> bool:
    """Whether a bare "half" is a share ("half of all women", "by half") and not "the first half", "half-life"."""
    before = masked[max(0, start - 20) : start]
    if _NO_SHARE.search(before):
        return False
    return _SHARE_OF.match(masked, end) is not None or _SHARED_BY.search(before) is not None


def _as_multiple(masked: str, times: re.Match[str], left: str, reading: _Reading) -> None:
    """ "3 times a day" is a rate, "3 times more" and "3-fold" a multiple, "3 times" a count."""
    rate = PER.match(masked, times.end())
    said = (times["times"] or "").lower()
    reading.end = times.end()
    if rate and said == "times":
        reading.unit, reading.end = f"/{per(rate)}", rate.end()
    elif said == "fold" or times["x"] or _MORE_THAN.match(masked, times.end()) or _GROWN.search(left):
        reading.unit = "fold"
    else:
        reading.denominator = "times"


def _as_count(masked: str, match: re.Match[str], reading: _Reading) -> bool:
    written, end = match["a"].lower(), reading.end
    if money := _MONEY.search(masked[max(0, reading.number - 2) : reading.number]):
        reading.unit = money["sign"]
        return True
    if _BY_FACTOR.search(masked[max(0, reading.number - 24) : reading.number]):
        reading.unit = "fold"
        return True
    if _FOREIGN_THOUSANDS.fullmatch(written):
        return False
    if packed := _PACKED.match(masked, end):
        found = unit_at(masked, packed.start("unit"))
        reading.unit = found[0] if found else "1"
        return True
    if _PRODUCT.match(masked, end):
        return True  # "2 × 325 mg"
    other = _SHARED.match(masked, end)
    many = _PER_MANY.match(masked, other.end()) if other and not unit_at(masked, other.end()) else None
    if many and _share_of(masked, many, reading, least=10.0):
        reading.end = end  # of "from 12.4 to 8.1 per 1,000" the first
        return True
    if other and (hit := unit_at(masked, other.end())) and (hit[0] in TIMES or not _is_age(masked, reading)):
        reading.unit, _ = compound(masked, *hit) if hit[0] not in ("%", "$") else hit
        return True
    if (written in {"one", "half"} and not reading.several) or (
        written == "zero" and not _wholes.counts_something(masked, end)
    ):
        return False
    reading.denominator = _wholes.counted(masked, end)
    return True


def _as_span(masked: str, reading: _Reading) -> None:
    """Take the bound off a time over which something went: "fell by 5 kg over 12 weeks"."""
    over = reading.unit in TIMES and masked[reading.start : reading.start + 5].lower() == "over "
    if over and _during.is_span(masked, reading.start, reading.end):
        reading.start, reading.comparator = reading.number, "="


def _rate(masked: str, reading: _Reading) -> None:
    """Add what the unit is taken per, and the time a share or count is about."""
    if reading.unit in _DISSOLVED and (volume := _PER_VOLUME.match(masked, reading.end)) and float(volume["many"]):
        reading.low, reading.high = reading.low / float(volume["many"]), reading.high / float(volume["many"])
        reading.unit, reading.end = f"{reading.unit}/{volume['volume'].lower()}", volume.end()
        return
    if reading.unit not in {"1", "%", "fold"} and not _is_factor(masked, reading.number):
        reading.unit, reading.end = compound(masked, reading.unit, reading.end)
    elif reading.unit == "1" and masked.startswith("/", reading.end) and (rate := PER.match(masked, reading.end)):
        reading.unit, reading.end, reading.denominator = f"/{per(rate)}", rate.end(), ""
    if reading.unit in {"%", "1"}:
        near = PER.match(masked, reading.end)
        reading.time_frame = per(near) if near else _wholes.time_frame(masked, reading.number)


def _is_factor(masked: str, number: int) -> bool:
    """Whether a dose is the second number of a product: "2 × 325 mg a day" is not 325 mg a day."""
    return _FACTOR.search(masked[max(0, number - 4) : number]) is not None


def _bound_behind(masked: str, reading: _Reading) -> None:
    """Take the comparator behind the number ("or more"), and the unit behind that ("2 or more cups")."""
    after = _comparators.compared_after(masked, reading.end)
    if after is None:
        reading.comparator = _comparators.compared_behind_aside(masked, reading.end) or reading.comparator
        return
    reading.comparator, reading.end = after
    if reading.unit != "1":
        return
    if hit := unit_at(masked, reading.end):
        reading.unit, reading.end = hit
        reading.denominator = ""
    else:
        reading.denominator = reading.denominator or _wholes.counted(masked, reading.end)


def _counted_per(masked: str, reading: _Reading) -> None:
    """Take what a count is taken per from behind what it counts: "two beers a day"."""
    what = f" {reading.denominator}"
    if reading.unit == "1" and not reading.time_frame and masked.startswith(what, reading.end) and len(what) > 1:
        rate = PER.match(masked, reading.end + len(what))
        reading.time_frame = per(rate) if rate else ""


def _age(masked: str, reading: _Reading) -> None:
    """Make an age of a time that is one."""
    if reading.unit not in {"1", "year", "month"}:
        return
    words = masked[reading.start : reading.end]
    bounded = reading.comparator in {">=", "<="} and (
        _OLDER.search(words) or (_AND_OVER.search(words) and _of_people(masked, reading))
    )
    if not (bounded or _is_age(masked, reading)):
        return
    reading.unit, reading.denominator, reading.time_frame = reading.unit.replace("1", "year"), "age", ""
    if old := _OLD.match(masked, reading.end):
        reading.end = old.end()
    if reading.comparator == "=" and (after := _comparators.compared_after(masked, reading.end)):
        reading.comparator, reading.end = after
    if reading.comparator == "=" and not reading.several and _FROM.search(masked[: reading.number][-6:]):
        reading.comparator = "=" if _ON_TO.match(masked, reading.end) else ">="


def _of_people(masked: str, reading: _Reading) -> bool:
    """Whether "and over" bounds an age: beside people, or behind years that begin the text ("50 years and up")."""
    before = masked[max(0, reading.start - 40) : reading.start]
    return _PEOPLE.search(before) is not None or (reading.unit == "year" and not before.strip())


_FROM = re.compile(r"\b[Ff]rom \Z")
_ON_TO = re.compile(r"(?: of age)? ?(?:to|until|through|till|up to|[-–—])\b")
"""What makes a stretch of "from 6 months"."""


def _is_age(masked: str, reading: _Reading) -> bool:
    before = masked[max(0, reading.start - 32) : reading.number]
    if "ge" in before.lower() and _AGE_BEFORE.search(before):
        return True
    if reading.unit == "1":
        before = masked[max(0, reading.start - 40) : reading.start]
        if _GROUP.search(before) and reading.low > 0 and reading.high <= _OLDEST:
            ends = reading.several and _GROUP_ENDS.match(masked, reading.end)
            if ends or masked.startswith("+", reading.end - 1):
                return True
        if before.endswith("between ") and " and " in masked[reading.number : reading.end]:
            return _PEOPLE.search(before[: -len("between ")]) is not None
        if _YOUNGER_THAN.match(masked, reading.start, reading.number) is None:
            return False
        told = reading.high <= _OLDEST
        theirs = told and _OF_THEM.search(before) and _STOPS.match(masked, reading.end)
        yours = told and _YOU_ARE.search(before) and _GOES_ON.match(masked, reading.end)
        return bool(theirs or yours or _PEOPLE.search(before))
    if _FROM.search(before) and _PEOPLE.search(_FROM.sub("", before)):
        return True  # "adults from 18 years"
    return _AGE_AFTER.match(masked, reading.end) is not None and not _OR_MORE.match(masked, reading.end)


def _round(number: float) -> float:
    return float(f"{number:.10g}")

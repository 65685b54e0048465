"""Numbers as health articles write them, and their normal form.

`find` reads counts, percentages, ratios, ranges, doses, durations, ages, fold changes, temperatures and the statistics
of papers (p-values, confidence intervals, odds ratios) and brings equal statements to equal values: "70 %", "seven in
ten", "seventy percent" and "7 per 10" are all 70 "%". Calendar years, names with numbers in them ("type 2", "vitamin
B12", "COVID-19"), clock times, telephone numbers, addresses and citation marks are not quantities.

Normal form of `Quantity.unit`: "%" (any share of a whole), "fold" (ratio to another value), "1" (a bare count),
SI-like symbols ("mg", "mg/kg/day", "mmol/l", "mmHg", "°C", "kcal"), English singulars for kitchen measures and time
("cup", "hour", "month"), "/day" and the like for frequencies, "p", "CI", "OR", "RR", "HR" for statistics.
`denominator` is the whole that a share is of or the thing counted ("women of childbearing age"), "age" for ages.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from citewarden.model import Quantity

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
_GLYPHS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125}

_UNITS: dict[str, tuple[str, ...]] = {
    "%": ("%", "percent", "per cent", "pct"),
    "percentage point": ("percentage points?", "% points?"),
    "mg": ("mg", "milligrams?", "milligrammes?"),
    "ug": ("mcg", "ug", "µg", "μg", "micrograms?"),
    "ng": ("ng", "nanograms?"),
    "g": ("g", "gm", "grams?", "grammes?"),
    "kg": ("kg", "kgs", "kilos?", "kilograms?"),
    "IU": ("IU", "I\\.U\\.", "international units?"),
    "unit": ("units?",),
    "mEq": ("mEq", "milliequivalents?"),
    "ml": ("ml", "mL", "cc", "millilit(?:er|re)s?"),
    "dl": ("dl", "dL", "decilit(?:er|re)s?"),
    "l": ("L", "l", "lit(?:er|re)s?"),
    "mmol": ("mmol", "millimoles?"),
    "umol": ("µmol", "μmol", "umol", "micromoles?"),
    "mmHg": ("mm ?Hg", "millimet(?:er|re)s? of mercury"),
    "kPa": ("kPa",),
    "kcal": ("kcal", "kilocalories?", "calories?", "Calories?"),
    "kJ": ("kJ", "kilojoules?"),
    "°C": ("° ?C", "degrees? (?:C|Celsius|centigrade)", "℃"),
    "°F": ("° ?F", "degrees? (?:F|Fahrenheit)", "℉"),
    "degree": ("degrees?", "°"),
    "mm": ("mm", "millimet(?:er|re)s?"),
    "cm": ("cm", "centimet(?:er|re)s?"),
    "m": ("m", "met(?:er|re)s"),
    "km": ("km", "kilomet(?:er|re)s?"),
    "um": ("µm", "μm", "microns?", "micromet(?:er|re)s?"),
    "nm": ("nm", "nanomet(?:er|re)s?"),
    "inch": ("inch(?:es)?",),
    "foot": ("feet", "foot", "ft"),
    "mile": ("miles?",),
    "lb": ("lbs?", "pounds?"),
    "oz": ("oz", "ounces?", "fl\\.? oz", "fluid ounces?"),
    "gallon": ("gallons?",),
    "pint": ("pints?",),
    "quart": ("quarts?",),
    "cup": ("cups?",),
    "tablespoon": ("tablespoons?", "tbsp"),
    "teaspoon": ("teaspoons?", "tsp"),
    "glass": ("glass(?:es)?",),
    "drink": ("(?:alcoholic |standard )?drinks?",),
    "serving": ("servings?", "portions?"),
    "tablet": ("tablets?", "capsules?", "pills?"),
    "puff": ("puffs?",),
    "drop": ("drops?",),
    "dose": ("doses?",),
    "second": ("seconds?", "secs?"),
    "minute": ("minutes?", "mins?"),
    "hour": ("hours?", "hrs?", "h"),
    "day": ("days?",),
    "week": ("weeks?", "wks?"),
    "month": ("months?",),
    "year": ("years?", "yrs?"),
    "decade": ("decades?",),
    "/minute": ("bpm", "(?:beats|breaths) ?(?:per|a|/) ?min(?:ute)?"),
    "Gy": ("Gy",),
    "mSv": ("mSv", "millisieverts?"),
    "Hz": ("Hz", "hertz"),
    "dB": ("dB", "decibels?"),
    "MET": ("METs?",),
    "$": ("dollars?",),
}
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "decade")
_TIME = r"seconds?|minutes?|hours?|hrs?|days?|weeks?|months?|years?|decades?|night|nights"
_ADVERBS = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "yearly": "year",
    "annually": "year", "annual": "year",
}  # fmt: skip


@cache
def _unit_table() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    rows = [(form, unit) for unit, forms in _UNITS.items() for form in forms]
    rows.sort(key=lambda row: -len(row[0]))
    one = "|".join(form for form, _ in rows)
    whole = re.compile(rf"(?:{one})(?![A-Za-z])")
    return whole, tuple((re.compile(rf"(?:{form})\Z"), unit) for form, unit in rows)


@cache
def _normal_unit(surface: str) -> str:
    for candidate in (surface, surface.lower()):
        for pattern, unit in _unit_table()[1]:
            if pattern.match(candidate):
                return unit
    return surface


_WORD = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)])
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_SPACED = r"\d{1,3}(?:[ \u2009\u202f]\d{3})+(?![\d,/-]|\.\d| ?(?:mg|mcg|g|IU|ml|mL|units)\b)"
_DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+|{_SPACED}|\d+)(?:\.\d+|·\d+)?|\.\d+"
_MIXED = rf"(?:\d+[ -]?)?[{''.join(_GLYPHS)}]|\d+ \d/\d|\d/\d(?![\d/])"
_SPELLED = rf"(?:{_WORD})(?:[- ](?:{_WORD}))?(?: (?:{_SCALE})(?: and (?:{_WORD})(?:[- ](?:{_WORD}))?)?)*"
_FRACTION = (
    r"(?:(?:one|two|three|four|five|seven|a|\d)[- ](?:half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)"
    r"|(?:one|a|an)[- ]half|half)"
)
_SCALED = rf"(?:(?:{_DIGITS})(?:[ -](?:hundred|thousand|million|billion|trillion|dozen)| ?[Mm]n\b)?)"
_VALUE = (
    rf"(?:\b[Hh]alf a (?:million|billion|dozen)\b|{_MIXED}|{_SCALED}|"
    rf"\b(?:{_FRACTION})\b|\b(?:{_SPELLED})\b|\b[Aa] (?:{_SCALE})\b)"
)
_ANY = re.compile(
    rf"\d|[{''.join(_GLYPHS)}]|\b(?:{_WORD}|{_SCALE}|half|halv|twice|thrice|once|double[sd]?|triple[sd]?)|fold\b", re.I
)

_DASH = r"(?: ?[-–—‑−] ?)"
_TO = rf"(?:{_DASH}| (?:to|through|or) )"
_NUMBER = re.compile(
    rf"(?:(?<![\w.,/-])|(?<=\dmg/)|(?<=\d mg/)|(?<=\dmcg/)|(?<=\d mcg/))"
    rf"(?P<sign>[-−+])?(?P<a>{_VALUE})(?P<aunit>(?: ?[%°])?)(?:(?P<to>{_TO})(?P<b>{_VALUE}))?",
    re.I,
)
_BETWEEN = re.compile(r"(?:between|from)(?: the ages of| ages?)?(?: about| around| roughly| approximately)? \Z", re.I)
_AND = re.compile(rf" (?P<and>and|to) (?:about |approximately )?(?P<b>{_VALUE})", re.I)

_COMPARATORS: tuple[tuple[str, str], ...] = (
    (
        r"no more than|not more than|up to|at most|as (?:many|much|high|long|often|late) as|"
        r"a maximum of|maximum of|≤|⩽|<=|not exceed(?:ing)?",
        "<=",
    ),
    (
        r"no (?:less|fewer) than|not less than|at least|as (?:few|little|low|early) as|a minimum of|minimum of|≥|⩾|>=",
        ">=",
    ),
    (
        r"(?:more|greater|higher|longer|older|larger|later) than|over|above|exceed(?:s|ing)?|beyond|"
        r"in excess of|upwards? of|>",
        ">",
    ),
    (r"(?:less|fewer|lower|smaller|younger|shorter|earlier) than|under|below|<", "<"),
    (
        r"about|approximately|approx\.?|around|roughly|nearly|almost|an estimated|estimated|some|"
        r"close to|just over|just under|~|≈|∼|circa|ca\.",
        "~",
    ),
)
_LEFT = re.compile(
    "(?:" + "|".join(rf"(?P<c{i}>(?<![A-Za-z])(?:{words}))" for i, (words, _) in enumerate(_COMPARATORS)) + r")"
    r" ?(?:the |a |an |all |ages? |every )?\Z",
    re.I,
)
_AFTER = re.compile(
    r"(?P<ge> ?\+(?!\w)|[ -]plus\b|,? (?:or|and) (?:more|older|over|above|greater|higher|longer|up|later)\b)"
    r"|(?P<le>,? (?:or|and) (?:less|fewer|lower|younger|under|below|shorter|earlier)\b)",
    re.I,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:types?|vitamins?|omega|figures?|fig\.|tables?|chapters?|sections?|steps?|stages?|grade|"
    r"phase|class|category|schedule|tier|"
    r"module|box|page|pages|pp?\.|para\.|no\.|question|title|lesson|volume|vol\.|issue|version|"
    r"interleukin|factor|chromosome|trisomy|"
    r"covid|hpv|pcv|ppsv|hsv|hhv|dsm|icd|cyp|pde|units|sections|chapters|"
    r"modules|phosphodiesterase|apolipoprotein|"
    r"room|suite|highway|route|appendix|article|stanford|ref\.|coenzyme|healthy people|"
    r"public law|agent|strain|sars-cov|"
    r"top|apollo|windows|spf)[ -]\Z",
    re.I,
)
_ORDINAL_BEFORE = re.compile(
    r"\b(?:[Dd]ay|[Ww]eek|[Nn]umber|[Ll]evel|[Gg]roup|[Uu]nit|[Ii]tem|[Pp]art|[Cc]ase|[Pp]eople) \Z"
)
_CASE_NAME = re.compile(r"\b[A-Z]{2,}\d*-\Z|\b[A-Z]-?\Z|\b(?:vitamin|Vitamin) [A-Z]-?\Z")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d\Z")
_RIGHT_RATIO = re.compile(rf" (?P<link>in|out of|of)(?: every| each)? (?P<m>{_VALUE})(?![\w%])", re.I)
_PER_MANY = re.compile(
    rf"(?: [\w-]+){{0,4}}? (?:per|for every|in every|out of every|"
    rf"/) ?(?P<m>{_DIGITS}(?: (?:{_SCALE}))?|(?:{_SPELLED})|(?:a )?(?:hundred|thousand|"
    rf"million))\b(?! ?(?:mg|ml|mcg|g|kg|hours?|minutes?))",
    re.I,
)
_PER = re.compile(
    r"(?:(?: ?/ ?| per | an? | each | every | for each | for every )(?P<one>(?:kg|kilograms?|"
    r"pounds?|lb|m2|m²|dL|dl|mL|ml|L|l|lit(?:er|re)|g|"
    + _TIME
    + r"|min|mins|hr|hrs|h|wk|dose|meal|serving|square met(?:er|re)|d)(?: (?:of )?body weight)?)(?![A-Za-z])"
    r"| (?P<adverb>hourly|daily|nightly|weekly|monthly|yearly|annually)\b)",
    re.I,
)
_PER_LATER = re.compile(r" of (?:[A-Za-z][\w-]* ){0,2}[A-Za-z][\w-]*" + _PER.pattern, re.I)
_PER_NORMAL = {
    "kilogram": "kg", "pound": "lb", "dl": "dl", "ml": "ml", "l": "l", "liter": "l", "litre": "l", "min": "minute",
    "mins": "minute", "hr": "hour", "hrs": "hour", "h": "hour", "wk": "week", "night": "day", "d": "day",
    "square meter": "m2", "square metre": "m2", "m²": "m2",
}  # fmt: skip
_TIMES_WORD = re.compile(r"(?:[ -](?P<times>times|fold)\b|(?P<x> ?×| ?x(?=[ .,;)])))", re.I)
_MORE_THAN = re.compile(
    r" (?:as |the |more|less|fewer|greater|higher|lower|larger|smaller|likelier|faster|slower|"
    r"longer|increased|stronger|that of)",
    re.I,
)
_GROWN = re.compile(r"\b(?:multipl|increas|ris|rose|grow|grew|grown|higher|greater)\w*\b[\w ]*\Z", re.I)
_PEOPLE = re.compile(
    r"\b(?:adults?|children|kids?|people|persons?|women|men|girls?|boys?|clients?|patients?|those|"
    r"anyone|individuals|infants|babies|"
    r"adolescents|smokers|females?|males?) (?:who are |aged? )?\(?\Z",
    re.I,
)
_PRESSURE = re.compile(r"(?<![\w/.])(?P<high>\d{2,3}) ?(?:/|over) ?(?P<low>\d{2,3})(?![\d/])(?P<unit> ?mm ?Hg)?")
_MULTIPLIER = re.compile(
    r"\b(?P<word>twice|thrice|once|double[sd]?|doubling|halve[sd]?|halving|triple[sd]?|tripling|quadruple[sd]?|"
    r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)fold)\b",
    re.I,
)
_MULTIPLES = {
    "twice": 2,
    "once": 1,
    "thrice": 3,
    "doubl": 2,
    "halv": 0.5,
    "tripl": 3,
    "quadrupl": 4,
    "hundredfold": 100,
    "thousandfold": 1000,
}
_AGE_BEFORE = re.compile(
    r"\b(?:age|ages|aged)(?: of| over| under| from| between| above| below| about| group)?(?: the)?(?: ages of)? ?\Z",
    re.I,
)
_AGE_AFTER = re.compile(
    r" (?:old\b|of age\b|or (?:older|younger)\b|and (?:older|younger|over|under|up)\b)|-olds?\b|"
    r"[- ](?:years?|months?|weeks?|days?)-old\b",
    re.I,
)
_STATISTIC = re.compile(
    rf"\b(?P<name>[Pp](?:[- ](?:values?|trend|for trend|interaction))?|OR|RR|HR|aOR|aHR|odds ratio|hazard ratio|"
    rf"relative risk|risk ratio)(?: (?:of|was|is)|, ?)?"
    rf" ?(?P<op>[=<>≤≥]|of|was|is)? ?(?P<value>{_DIGITS})(?!\s?%|\d|[.,]\d)"
)
_INTERVAL = re.compile(
    rf"(?P<level>\d\d(?:\.\d)?) ?% ?(?:CI|confidence intervals?|"
    rf"credible intervals?)[ ,:=(\[]*(?P<low>-?(?:{_DIGITS}))(?: ?%)?"
    rf"(?:{_DASH}| ?to |, ?)(?P<high>-?(?:{_DIGITS}))(?: ?%)?"
)
_STAT_UNITS = {
    "odds ratio": "OR",
    "hazard ratio": "HR",
    "relative risk": "RR",
    "risk ratio": "RR",
    "aor": "OR",
    "ahr": "HR",
}
_OPS = {"=": "=", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "": "=", "of": "=", "was": "=", "is": "="}
_MASK = re.compile(
    r"https?://\S+|www\.\S+|\b10\.\d{4,}/\S+|\S+@\S+"
    r"|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|\(\d{3}\) ?-?[\dA-Z-]+(?: [A-Z]{3})?\b|\b\d-\d{3}-[\w-]+"
    r"|\b\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?|\b\d{1,2} ?[ap]\.m\.|\b\d{1,2} ?[ap]m\b"
    r"|\[\d+(?:[-–, ]+\d+)*\]|\((?:[^()]*?, )?(?:n\.d\.|(?:1[89]|20)\d\d)[a-z]?[^()]*\)|\(para\. \d+\)"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December) \d{1,2}(?:, \d{4})?\b"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b\d+[-–]\d+ rule\b|\b24/7\b|\b9/11\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d+(?:st|nd|rd|th)\b"
)
_MASKED = re.compile(r"[\d@]|www\.|://")
"""What every match of `_MASK` holds."""
_FRAME = re.compile(
    r"\b(?:(?:in|during|since|by|as of|after) (?P<year>(?:19|20)\d\d)\b"
    r"|(?:from|between) (?P<from>(?:19|20)\d\d) (?:to|through|and|until) (?P<to>(?:19|20)\d\d)\b"
    r"|(?P<each>each year|every year|a year|per year|annually|yearly|each day|every day|daily|per day|each week|weekly|"
    r"each month|monthly)\b"
    r"|(?P<span>(?:over|during|in|within|for) (?:the|a|their)? ?"
    r"(?:last|past|next|first|lifetimes?|life)(?: \w+){0,2}))",
    re.I,
)
_WHOLE = re.compile(
    r" (?:of|in|among) (?:all |the |these |those |our |their )*(?P<np>(?!(?:the|"
    r"all)\b)(?:[A-Za-z0-9][\w'’./-]*)(?: (?!(?:is|are|was|were|has|have|had|who|that|which|will|"
    r"may|can|develop|do|does|and|or|but|with|by|than|when|if|also|each|every|per|within|during|"
    r"since|over|from)\b)[A-Za-z0-9][\w'’./-]*){0,5})"
)
_COUNTED = re.compile(
    r"[ -](?:of (?:the )?)?(?P<np>(?!(?:vs|versus|compared|is|are|was|were|has|have|had|who|that|which|will|may|can|"
    r"and|or|but|with|by|than|when|if|also|each|every|per|of|to|in|at|on|for|from|as|after|"
    r"before)\b)[A-Za-z][\w'’./-]*(?: (?!(?:is|are|was|were|has|have|had|who|that|which|will|may|"
    r"can|and|or|but|with|by|than|when|if|also|each|every|per|of|to|in|at|on|for|from|as|after|"
    r"before|aged|age|each|include|includes|such)\b)[A-Za-z][\w'’./-]*){0,2})"
)
_ONE_OK = re.compile(r"[ -](?:in|out of)\b", re.I)
_WEAK = {"one", "half"}


def find(text: str) -> list[Quantity]:
    """Every quantity of `text` in reading order; offsets are code points of `text`, end exclusive."""
    if not any(map(_numeric, text.split())):
        return []
    masked = _MASK.sub(lambda m: " " * len(m.group()), text) if _MASKED.search(text) else text
    found: list[Quantity] = []
    for statistic in (*_intervals(masked), *_statistics(masked), *_pressures(masked)):
        found.append(statistic)
        masked = masked[: statistic.start] + " " * (statistic.end - statistic.start) + masked[statistic.end :]
    at = 0
    while match := _NUMBER.search(masked, at):
        quantity, at = _read(text, masked, match)
        if quantity is not None:
            found.append(quantity)
    taken = [(q.start, q.end) for q in found]
    found += [q for q in _multiples(masked, text) if not any(s < q.end and q.start < e for s, e in taken)]
    return sorted(found, key=lambda q: (q.start, q.end))


@lru_cache(maxsize=30_000)
def _numeric(word: str) -> bool:
    """Whether a word may be, or be part of, a number."""
    return _ANY.search(word) is not None


_GROUPED = re.compile(r"(?<=\d)[ \u2009\u202f](?=\d{3}(?!\d))")


def value(text: str) -> float:
    """The number that `text` spells ("1,200", "two and a half" is not one; "two hundred and fifty" is).

    Raises:
        ValueError: it spells none.
    """
    words = _GROUPED.sub("", text.strip().lower().replace("·", ".").replace(",", ""))
    if words in {"half", "a half", "one-half", "one half", "a-half"}:
        return 0.5
    if words.startswith("half a ") and words[7:] in _SCALES:
        return 0.5 * _SCALES[words[7:]]
    if re.fullmatch(r"\d+ \d/\d", words):
        whole, part = words.split()
        return float(whole) + value(part)
    if re.fullmatch(r"\d/\d", words):
        top, bottom = words.split("/")
        return float(top) / float(bottom) if bottom != "0" else 0.0
    if words and words[-1] in _GLYPHS:
        head = words[:-1].strip(" -")
        return (float(head) if head else 0.0) + _GLYPHS[words[-1]]
    parts = [p for p in re.split(r"[ -]+", words) if p and p != "and"]
    if len(parts) == 2 and parts[1] in _PARTS:
        return (1.0 if parts[0] in {"a", "an"} else value(parts[0])) / _PARTS[parts[1]]
    total, current = 0.0, 0.0
    for part in parts:
        if part in _SCALES:
            current = (current or 1.0) * _SCALES[part]
            if part not in {"hundred", "dozen"}:
                total, current = total + current, 0.0
        elif part in _ONES or part in _TENS:
            current += _ONES.get(part, _TENS.get(part, 0))
        elif part in {"mn"}:
            total, current = total + (current or 1.0) * 1e6, 0.0
        elif part not in {"a", "an"}:
            current += float(part.removesuffix("mn")) * (1e6 if part.endswith("mn") else 1.0)
    return total + current


_SCALE_AFTER = re.compile(rf"[ -]?\b(?P<word>{_SCALE})\Z", re.I)
""" "1-2 million": the scale is that of both ends."""


def _read(text: str, masked: str, match: re.Match[str]) -> tuple[Quantity | None, int]:
    start, end = match.span()
    a, b, to = match["a"], match["b"], match["to"]
    left = masked[max(0, start - 48) : start]
    if _is_name(left, a, masked, match.end("a")):
        return None, match.end("a")
    try:
        low = value(a)
        high = value(b) if b else low
    except ValueError:
        return None, match.end("a")
    if b and (scale := _SCALE_AFTER.search(b)) and low < value(b[: scale.start()]) and not _SCALE_AFTER.search(a):
        low = value(f"{a} {scale['word']}")
    if b and (_broken_range(a, b, to or "", low, high) or _ends_a_name(masked, end)):
        b, to, high, end = None, None, low, match.end("aunit")
    if b is None:
        end = match.end("a")
    if b is None and _YEAR.match(a) and not _counts(left, masked, end):
        return None, end
    if b and _YEAR.match(a) and _YEAR.match(b):
        return None, end
    comparator, start = "=", start
    # a range spelled "between A and B"
    if b is None and (between := _BETWEEN.search(left)) and (both := _spelled_range(masked, end, between.group())):
        high, end, b = both[0], both[1], "and"
        if high < low:
            high, b, end = low, None, match.end("a")
    cut = _LEFT.search(left)
    if cut and b in (None, "and"):
        comparator = next(sign for i, (_, sign) in enumerate(_COMPARATORS) if cut[f"c{i}"])
        start = start - len(left) + cut.start()
    elif cut and _COMPARATORS[4][1] == next(sign for i, (_, sign) in enumerate(_COMPARATORS) if cut[f"c{i}"]):
        comparator, start = "~", start - len(left) + cut.start()
    written = a.lower()
    unit, denominator, time_frame = "1", "", ""
    fraction = bool(re.search(r"half|third|quarter|fourth|fifth|sixth|eighth|tenth", written)) and high <= 1
    ratio = _RIGHT_RATIO.match(masked, end) if b is None or low <= 20 else None
    many = _PER_MANY.match(masked, end) if not _unit_at(masked, end) else None
    if ratio and ratio["link"] == "of" and not (a.isdigit() and ratio["m"].replace(",", "").isdigit()):
        ratio = None
    if ratio and value(ratio["m"]) > high and not _unit_at(masked, ratio.end()) and not _YEAR.match(ratio["m"]):
        whole = value(ratio["m"])
        low, high, unit, end = low / whole * 100, high / whole * 100, "%", ratio.end()
        denominator = _counted(text, end)
    elif many and value(many["m"]) >= 10 and value(many["m"]) > high:
        whole = value(many["m"])
        low, high, unit, end = low / whole * 100, high / whole * 100, "%", many.end()
        denominator = _counted(text, end)
    else:
        hit = _unit_at(masked, end)
        if hit:
            unit, end = hit
            if unit == "%":
                denominator = _whole(text, end)
        elif fraction and not _spelled_dose(masked, end):
            low, high, unit = low * 100, high * 100, "%"
            if written == "half" and not _share(masked, match.start(), end):
                return None, match.end("a")
            denominator = _whole(text, end) or _counted(text, end)
        elif fraction and (hit := _spelled_dose(masked, end)):
            unit, end = hit
        elif times := _TIMES_WORD.match(masked, end):
            per = _PER.match(masked, times.end())
            if per and (times["times"] or "").lower() == "times":
                unit, end = f"/{_per(per)}", per.end()
            elif (
                (times["times"] or "").lower() == "fold"
                or times["x"]
                or _MORE_THAN.match(masked, times.end())
                or _GROWN.search(left)
            ):
                unit, end = "fold", times.end()
            else:
                end, denominator = times.end(), "times"
        elif (share := re.match(r" ?%", masked[end:])) is not None:
            unit, end = "%", end + share.end()
            denominator = _whole(text, end)
        elif re.search(r"\$ ?\Z", masked[: match.start()]):
            unit = "$"
        else:
            if (other := _VERSUS.match(masked, end)) and (hit := _unit_at(masked, other.end())):
                unit = hit[0]
            elif (written in _WEAK and b is None) or (written == "zero" and not _COUNTED.match(text, end)):
                return None, match.end("a")
            denominator = _counted(text, end)
    if unit == "1" and re.search(r"\$ ?\Z", masked[: match.start()]):
        unit, denominator = "$", ""
    # rates and doses
    if unit not in {"1", "%", "fold", "$"} or unit == "$":
        while per := _PER.match(masked, end) or ("/" not in unit and _PER_LATER.match(masked, end)) or None:
            if unit in _TIMES and not per["adverb"] and _per(per) in {"dose"}:
                break
            if "/" in unit and unit.endswith(_per(per)):
                break
            unit, end = f"{unit}/{_per(per)}", per.end()
    if unit in {"%", "1", "$"} or unit in _TIMES:
        near = _PER.match(masked, end)
        if near and unit in {"%", "1"}:
            time_frame = _per(near)
        elif unit in {"%", "1"}:
            time_frame = _time_frame(text)
    if after := _AFTER.match(masked, end):
        comparator, end = (">=" if after["ge"] else "<="), after.end()
        if hit := (_unit_at(masked, end) if unit == "1" else None):
            unit, end = hit
            denominator = ""
    if unit in {"1", "year", "month"} and (
        (comparator in {">=", "<="} and re.search(r"(?:older|younger)\Z", text[start:end]))
        or _is_age(masked, start, match.start(), end, unit)
    ):
        unit, denominator, time_frame = ("year" if unit == "1" else unit), "age", ""
        if old := re.match(r"[- ]old\b| of age\b", masked[end:]):
            end += old.end()
        if comparator == "=" and (after := _AFTER.match(masked, end)):
            comparator, end = (">=" if after["ge"] else "<="), after.end()
    if match["sign"] and unit in {"°C", "°F", "%", "fold"} and match["sign"] in "-−" and b is None:
        low, high = -low, -high
    low, high = _round(low), _round(high)
    return Quantity(text[start:end], low, high, unit, start, end, comparator, denominator, time_frame), max(
        end, match.end("a")
    )


def _round(number: float) -> float:
    return float(f"{number:.10g}")


_VERSUS = re.compile(rf" (?:vs\.?|versus|compared (?:with|to)|or) (?:[<>≤≥⩾⩽~] ?)?{_VALUE}", re.I)
"""The second of two numbers carries the unit of both: "9.1 vs 8.5 years"."""
_COUNTS_BEFORE = re.compile(
    r"(?:\b(?:over|than|least|most|about|approximately|nearly|almost|around|roughly|exceeds?|exceeding|up to|only)"
    r"|[<>≥≤~$]) ?\Z",
    re.I,
)
_DATES_BEFORE = re.compile(
    r"\b(?:in|since|by|from|until|till|after|before|during|the|of|early|late|mid|circa|year|between|and|to|"
    r"[a-z]{3,9}uary|march|april|may|june|july|august|[a-z]+ember|october)(?: about| around)?,? \Z",
    re.I,
)


def _counts(left: str, masked: str, end: int) -> bool:
    """Whether four digits that could be a year count something ("over 1800 cases", "2000 mg")."""
    if _unit_at(masked, end) or re.match(r" ?(?:%|calories\b)", masked[end:]):
        return True
    plural = re.match(r" (?:[a-z-]+ ){0,3}?(?:[a-z-]{3,}[^s\W]s|people|(?:wo)?men|children)\b", masked[end:])
    return bool(plural) and (bool(_COUNTS_BEFORE.search(left)) or not _DATES_BEFORE.search(left))


_NAMED_TOO = re.compile(
    r"\b(?:types?|tiers?|stages?|grades?|phases?|class(?:es)?|figures?|tables?|steps?|chapters?|levels?|groups?) "
    r"\d{1,2}[a-z]?(?:,? (?:and|or|to) |, |[–-])\Z",
    re.I,
)


def _is_name(left: str, a: str, masked: str, end: int) -> bool:
    """Whether the number belongs to a name ("type 2", "B12", "15-15 rule", "two-thirds" is not one)."""
    if a[0].isdigit():
        if _NAMED_TOO.search(left):
            return not _unit_at(masked, end)
        if _NAMED_BEFORE.search(left) or _CASE_NAME.search(left):
            return True
        if _ORDINAL_BEFORE.search(left) and a.isdigit():
            return not _unit_at(masked, end)
    if re.match(r"(?:st|nd|rd|th)\b|s\b|-?[0-9]*[A-Z]{2}|[A-Za-z]{1,2}\d|['’]s\b", masked[end:]):
        return True
    if a.lower() == "one":
        follow = masked[end:]
        if re.match(r"[- ](?:half|third|fourth|quarter|fifth|tenth)", follow, re.I):
            return False
        if re.search(
            r"\b(?:no|any|every|some|each|this|that|which|the|another|someone|only) \Z", left, re.I
        ) and not _unit_at(masked, end):
            return True
        return not (
            _unit_at(masked, end)
            or _ONE_OK.match(masked, end)
            or re.match(r"[ -](?:hundred|million|thousand|billion|times?\b|to \w+ |or two\b)", follow)
        ) or bool(
            re.match(r" (?:day|year|week|month) (?:when|in which|after|before)\b", follow)
            or re.match(r" in (?:which|whom|the|a|your|their|order)\b", follow)
        )
    return bool(
        re.match(r"-(?:drug|step|stage|way|sided|person|on-one|dimensional|chain|year-olds? [A-Z])\b", masked[end:])
    )


def _broken_range(a: str, b: str, to: str, low: float, high: float) -> bool:
    if re.match(r"\A(?:half|a|one)\b", b, re.I) and to.strip() in {"-", "–"}:
        return True
    if to.strip() == "or" and not (high > low and high - low <= max(2, low)):
        return True
    if to.strip() in {"-", "–", "—", "‑", "−"} and a.isalpha() != b.isalpha():
        return True
    return high < low and not (to.strip() != "or" and a.isdigit() and b.isdigit() and len(b) < len(a))


def _ends_a_name(masked: str, end: int) -> bool:
    return bool(re.match(r" rule\b|[-–]\d", masked[end:]))


def _spelled_range(masked: str, end: int, opener: str) -> tuple[float, int] | None:
    first = _unit_at(masked, end)
    at = first[1] if first else end
    while first and (per := _PER.match(masked, at)):
        at = per.end()
    tail = _AND.match(masked, at)
    if not tail or (tail["and"] == "to" and "from" not in opener.lower()):
        return None
    other = _unit_at(masked, tail.end())
    if first and other and first[0] != other[0]:
        return None  # "between 1 month and 1 year": each end is a quantity of its own
    try:
        return value(tail["b"]), tail.end()
    except ValueError:
        return None


def _looks_like_year(masked: str, end: int) -> bool:
    return bool(_YEAR.search(masked[max(0, end - 4) : end]))


def _unit_at(masked: str, end: int) -> tuple[str, int] | None:
    """The unit that follows at `end`, with its end."""
    lead = re.match(r"[ -]?(?:full |consecutive |more |additional |extra |whole )?", masked[end : end + 14])
    at = end + (lead.end() if lead else 0)
    hit = _unit_table()[0].match(masked, at)
    if not hit:
        lowered = masked[at : at + 24].lower()
        again = _unit_table()[0].match(lowered)
        if not again or len(again.group()) < 3:
            return None
        surface, stop = again.group(), at + again.end()
    else:
        surface, stop = hit.group(), hit.end()
    if at == end and len(surface) == 1 and surface in "mlh" and masked[end - 1 : end].isalpha():
        return None
    if surface in {"m", "h", "l"} and re.match(r"[’']", masked[stop:]):
        return None
    unit = _normal_unit(surface)
    if unit == "/minute":
        return unit, stop
    if unit == "degree" and surface != "°" and re.match(r" of (?:success|separation|freedom|severity)", masked[stop:]):
        return None
    return unit, stop


def _per(per: re.Match[str]) -> str:
    if per["adverb"]:
        return _ADVERBS[per["adverb"].lower()]
    one = re.sub(r" (?:of )?body weight\Z", "", per["one"].lower())
    one = one.removesuffix("s") if one not in {"h", "l"} and len(one) > 3 else one
    return _PER_NORMAL.get(one, one)


def _spelled_dose(masked: str, end: int) -> tuple[str, int] | None:
    """ "half a cup", "a quarter of an hour": a fraction of a unit rather than of a population."""
    article = re.match(r" (?:of )?an? ", masked[end:])
    if article and (hit := _unit_at(masked, end + article.end() - 1)) and hit[0] != "%":
        return hit
    return None


def _share(masked: str, start: int, end: int) -> bool:
    """Whether a bare "half" is a share ("half of all women", "by half") and not "the first half", "half-life"."""
    if re.search(r"\b(?:first|second|other|lower|upper|left|right|last|latter|one|each) \Z", masked[:start], re.I):
        return False
    return bool(
        re.match(r" (?:of|the|all|as|that|their|those|this|these|who|are|have|will)\b", masked[end:], re.I)
    ) or bool(
        re.search(r"\b(?:by|about|nearly|almost|over|in|than|least|roughly|approximately) \Z", masked[:start], re.I)
    )


def _whole(text: str, end: int) -> str:
    match = _WHOLE.match(text, end)
    return _trimmed(match["np"]) if match else ""


def _trimmed(phrase: str) -> str:
    return re.sub(r"(?: (?:a|an|the|as|so|in|of|to|at))+\Z", "", phrase.rstrip(".,;"))


def _counted(text: str, end: int) -> str:
    match = _COUNTED.match(text, end)
    return _trimmed(match["np"]) if match else ""


def _is_age(masked: str, start: int, number: int, end: int, unit: str) -> bool:
    left = masked[max(0, start - 32) : number]
    if _AGE_BEFORE.search(left) or re.search(
        r"\bages? (?:\w+ ){0,2}\Z|\baged (?:\w+ ){0,3}\Z|\bthe ages? of \Z", left, re.I
    ):
        return True
    if unit == "1":
        return bool(
            re.match(r"(?:under|over|below|above|younger|older)\b", masked[start:number], re.I)
            and _PEOPLE.search(masked[:start])
        )
    return bool(_AGE_AFTER.match(masked, end)) and not re.match(r" or (?:more|less|longer)", masked[end:])


@lru_cache(maxsize=16)
def _time_frame(text: str) -> str:
    match = _FRAME.search(text)
    if not match:
        return ""
    if match["year"]:
        return match["year"]
    if match["from"]:
        return f"{match['from']}/{match['to']}"
    if match["each"]:
        word = match["each"].lower().split()[-1]
        return _ADVERBS.get(word, word)
    return re.sub(r"\A(?:over|during|in|within|for) ", "", match["span"].lower()).strip()


def _multiples(masked: str, text: str) -> list[Quantity]:
    found = []
    for match in _MULTIPLIER.finditer(masked):
        word = match["word"].lower()
        factor = next((float(v) for k, v in _MULTIPLES.items() if word.startswith(k)), 0.0) or value(match["n"])
        start, end = match.span()
        per = _PER.match(masked, end)
        if word in {"once", "twice", "thrice"}:
            if per and not re.match(r" (?:an? )?(?:dose|meal)", masked[end:]):
                found.append(Quantity(text[start : per.end()], factor, factor, f"/{_per(per)}", start, per.end()))
                continue
            if word == "once":
                continue
            if not re.match(r" (?:as|the|that|more)\b", masked[end:]):
                continue
        elif word.startswith(("doubl", "tripl", "quadrupl", "halv")):
            if not re.match(
                r" (?:the|their|your|his|her|its|one|risk|in|that|or|since|over|between|every)\b|[.,;)]|\Z",
                masked[end:],
            ):
                continue
            if re.search(r"\b(?:a|an|the) \Z", masked[:start]) and not re.match(r" the\b", masked[end:]):
                continue
        left = masked[max(0, start - 48) : start]
        cut = _LEFT.search(left)
        comparator = "="
        if cut:
            comparator = next(sign for i, (_, sign) in enumerate(_COMPARATORS) if cut[f"c{i}"])
            start = start - len(left) + cut.start()
        found.append(Quantity(text[start:end], factor, factor, "fold", start, end, comparator))
    return found


def _pressures(masked: str) -> list[Quantity]:
    """ "120/80 mmHg": a systolic and a diastolic value."""
    found = []
    for match in _PRESSURE.finditer(masked):
        high, low = float(match["high"]), float(match["low"])
        named = re.search(r"(?:blood )?pressure\b[^.;]*\Z|\bBP\b[^.;]*\Z", masked[: match.start()], re.I)
        if not (match["unit"] or (named and "/" in match.group())) or not (
            60 <= high <= 260 and 30 <= low <= 160 and low < high
        ):
            continue
        whole = match.group()
        found.append(
            Quantity(match["high"], high, high, "mmHg", match.start(), match.end("high"), denominator="systolic")
        )
        found.append(
            Quantity(
                whole[match.start("low") - match.start() :],
                low,
                low,
                "mmHg",
                match.start("low"),
                match.end(),
                denominator="diastolic",
            )
        )
    return found


def _intervals(masked: str) -> list[Quantity]:
    return [
        Quantity(m.group(), _plain(m["low"]), _plain(m["high"]), "CI", m.start(), m.end(), denominator=f"{m['level']}%")
        for m in _INTERVAL.finditer(masked)
    ]  # fmt: skip


def _plain(digits: str) -> float:
    return float(digits.replace(",", "").replace("·", "."))


def _statistics(masked: str) -> list[Quantity]:
    found = []
    for match in _STATISTIC.finditer(masked):
        name, op = match["name"].lower(), match["op"] or ""
        if name.startswith("p") and op not in set("=<>≤≥") and len(name) == 1:
            continue
        number = float(match["value"].replace(",", "").replace("·", "."))
        unit = "p" if name.startswith("p") else _STAT_UNITS.get(name, name.upper())
        found.append(Quantity(match.group(), number, number, unit, match.start(), match.end(), _OPS.get(op, "=")))
    return found


_SI: dict[str, tuple[str, float]] = {
    "ng": ("mg", 1e-6), "ug": ("mg", 1e-3), "mg": ("mg", 1.0), "g": ("mg", 1e3), "kg": ("mg", 1e6),
    "lb": ("mg", 453592.37),
    "ml": ("ml", 1.0), "dl": ("ml", 100.0), "l": ("ml", 1000.0), "umol": ("mmol", 1e-3), "mmol": ("mmol", 1.0),
    "second": ("hour", 1 / 3600), "minute": ("hour", 1 / 60), "hour": ("hour", 1.0), "day": ("hour", 24.0),
    "week": ("hour", 168.0), "month": ("hour", 730.5), "year": ("hour", 8766.0), "decade": ("hour", 87660.0),
    "nm": ("cm", 1e-7), "um": ("cm", 1e-4), "mm": ("cm", 0.1), "cm": ("cm", 1.0), "m": ("cm", 100.0), "km": ("cm", 1e5),
    "inch": ("cm", 2.54), "foot": ("cm", 30.48), "mile": ("cm", 160934.4), "kcal": ("kcal", 1.0),
    "kJ": ("kcal", 0.239006),
    "°C": ("°C", 1.0), "°F": ("°C", 5 / 9),
}  # fmt: skip


def base(quantity: Quantity) -> tuple[float, float, str]:
    """`low`, `high` and unit in one base unit of the dimension (mg, ml, hour, cm, kcal, °C), for comparing.

    Compound units convert part by part ("g/day" -> "mg/hour"); units of no table stay as they are.
    """
    factor, names = 1.0, []
    for place, part in enumerate(quantity.unit.split("/")):
        name, scale = _SI.get(part, (part, 1.0))
        factor = factor * scale if place == 0 else factor / scale
        names.append(name)
    shift = 32.0 if quantity.unit == "°F" else 0.0
    return (quantity.low - shift) * factor, (quantity.high - shift) * factor, "/".join(names)


def agree(a: Quantity, b: Quantity, *, tolerance: float = 0.05) -> bool | None:
    """Whether two quantities can both be true of one thing; None when their units do not compare.

    Values agree within the printed rounding or `tolerance` (a share of the larger), whichever is wider; twice that when
    either is "about"; ranges agree when they overlap; "more than 10" agrees with anything above 10.
    """
    low_a, high_a, unit_a = base(a)
    low_b, high_b, unit_b = base(b)
    if unit_a != unit_b:
        return None
    slack = tolerance * max(abs(high_a), abs(high_b)) * (2 if "~" in (a.comparator, b.comparator) else 1)
    slack = max(slack, 0.5 * 10 ** -_decimals(a) if unit_a == "%" else 0.0)
    low_a, high_a = _opened(low_a, high_a, a.comparator)
    low_b, high_b = _opened(low_b, high_b, b.comparator)
    return low_a <= high_b + slack and low_b <= high_a + slack


def _opened(low: float, high: float, comparator: str) -> tuple[float, float]:
    if comparator in {">", ">="}:
        return low, float("inf")
    if comparator in {"<", "<="}:
        return float("-inf"), high
    return low, high


def _decimals(quantity: Quantity) -> int:
    match = re.search(r"\.(\d+)", quantity.text)
    return len(match[1]) if match else 0

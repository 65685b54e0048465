"""What looks like a number and is none: names, dates, addresses, marks."""

from __future__ import annotations

import re
from collections.abc import Collection

from citewarden.text.quantities._comparators import compared_after
from citewarden.text.quantities._units import unit_at
from citewarden.text.quantities._words import last_words

_NAMED_BEFORE = re.compile(
    r"\b(?:(?:sub|sero|geno)?types?|serogroups?|enterovirus|coxsackievirus|vitamins?|omega|figures?|fig\.|tables?|chapters?|sections?|steps?|stages?|grade|"
    r"phase|class|category|schedule|tier|"
    r"module|box|page|pages|pp?\.|para\.|no\.|question|title|lesson|volume|vol\.|issue|version|"
    r"interleukin|factor|chromosome|trisomy|"
    r"covid|hpv|pcv|ppsv|hsv|hhv|dsm|icd|cyp|pde|units|sections|chapters|"
    r"modules|phosphodiesterase|apolipoprotein|"
    r"room|suite|highway|route|appendix|article|stanford|ref\.|coenzyme|healthy people|"
    r"public law|agent|strain|sars-cov|"
    r"charity|registration|gmc|nmc|licen[cs]e|lot|batch|postcode|extension|ext\.|footnote|endnote|note|annex|"
    r"top|apollo|windows|spf|ph(?: of| was| is)?)[ -]\Z",
    re.I,
)
_ORDINAL_BEFORE = re.compile(r"\b(?:[Dd]ay|[Ww]eek|[Nn]umber|[Ll]evel|[Gg]roup|[Uu]nit|[Ii]tem|[Pp]art|[Cc]ase) \Z")
_PEOPLE_BEFORE = re.compile(r"\b[Pp]eople \Z")
""" "Healthy People 2030" is a name, "people 50 and older" an age."""
_CASE_NAME = re.compile(r"\b[A-Z]{2,}\d*-\Z|\b[A-Z]-?\Z|\b(?:vitamin|Vitamin) [A-Z]-?\Z")
_CITED = re.compile(
    r"§{1,2} ?\Z|\([A-Z][\w’'-]+(?:,? (?:(?:and|&) )?[A-Z][\w’'-]+){0,5},? (?:and|&) [A-Z][\w’'-]+,? \Z|\bet al\.,? \Z"
)
"""What stands before the number of a paragraph or of a page that a mark names: "§ 18", "(Roe, Poe, and Loe 3)"."""
_THE_TWO = re.compile(r"\b[Tt]he \Z")
_DO = re.compile(
    r" (?:must|should|can|cannot|could|may|might|are|were|is|have|had|together|differ|do|did|interact|of them)\b"
)
""" "The two must not be combined" counts nothing."""
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d\Z")
_NAMED_TOO = re.compile(
    r"\b(?:(?:sub|sero|geno)?types?|serogroups?|tiers?|stages?|grades?|phases?|class(?:es)?|figures?|tables?|steps?"
    r"|chapters?|levels?|groups?|hpv|omega|vitamins?|factors?|interleukins?|chromosomes?|strains?|schedules?"
    r"|categor(?:y|ies))[ -][A-Z]?"
    r"\d{1,3}[a-z]?(?:(?:, |,? (?:and|or|to|&) |[/–-])[A-Z]?\d{1,3}[a-z]?){0,7}(?:,? (?:and|or|to|&) |, |[/–-])-?\Z",
    re.I,
)
_LISTED = 9
"""Words of a list of numbered names ("HPV 6, 11, 16 and 18") that are looked at."""
_COUNTED_PEOPLE = re.compile(
    r" ?%| (?:people|patients|adults|children|(?:wo)?men|babies|participants|studies|trials|cases|in \d)\b"
)
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
_ONE_OK = re.compile(r"[ -](?:in|out of)\b", re.I)
_MASK = re.compile(
    r"https?://\S+|www\.\S+|\b10\.\d{4,}/\S+|[^\s@]{1,64}@\S+"
    r"|\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b|\(\d{3}\) ?-?[\dA-Z-]+(?: [A-Z]{3})?\b|\b\d-\d{3}-[\w-]+"
    r"|(?<![\d.,:/])\d{1,4}(?:\.\d{1,3})?:\d{1,6}(?:\.\d{1,3})?(?![\d:/]|[.,]\d)(?! ?[ap]\.?m)"
    r"|\b\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?|\b\d{1,2} ?[ap]\.m\.|\b\d{1,2} ?[ap]m\b"
    r"|\[\d+(?:[-–, ]+\d+)*\]|\((?:[^()]*?, )?(?:n\.d\.|(?:1[89]|20)\d\d)[a-z]?[^()]*\)|\(para\. \d+\)"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December) \d{1,2}(?:, \d{4})?\b"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b\d+[-–]\d+ rule\b|\b24/7\b|\b9/11\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d+(?:st|nd|rd|th)\b"
    r"|\b\d{1,3}/\d{1,3} (?:rule|split|method|principle)\b"
    r"|(?<![\d.,])(?:[0-3]?\d\.[01]?\d\.|[0-3]?\d-[01]?\d-)(?:19|20)\d\d\b|(?<![\d.,-])(?:19|20)\d\d-[01]\d-[0-3]\d\b"
    r"|\b(?:[Cc]all|[Dd]ial|[Rr]ing|[Pp]hone) (?:911|999|112|111|988|000)(?![\w%.,-]*\d| ?%)"
    r"|\b(?:[Tt]el(?:ephone)?|[Pp]hone|[Ff]ax|[Mm]obile|[Hh]elpline|[Hh]otline|[Cc]all|[Dd]ial|[Rr]ing)\b"
    r"[.:]?(?: no\.| number)?:? ?"
    r"(?=(?:[ ()-]{0,2}\d){7,15}(?!\d))\(?\d{2,5}\)?(?:[ -]\d{2,6}){1,4}(?![\d%])"
    r"|(?<![\w.,+])\+(?=(?:[ ()-]{0,2}\d){9,15}(?!\d))\d{1,3}(?:[ ()-]{0,2}\d){6,14}"
    r"|(?<![\w.,/+])(?<!\d )\(?0\d{2,4}\)?(?:[ -]\d{3,8}){1,3}(?!\d)"
    r"|\b(?:ISO|IEC|EN|DIN|BS|ASTM|ANSI)(?:[ /](?:ISO|IEC|EN)){0,3} \d{3,6}(?:-\d{1,3})?(?::(?:19|20)\d\d)?\b(?! ?%)"
    r"|(?<![\w.,])\d{1,5}[A-Z]?(?:[-–/]\d{1,5})? (?:[A-Z][\w'’]+ ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Boulevard|Terrace|Crescent|Rd|Ave|Blvd)\b"
)
"""Addresses, telephone numbers, standards, proportions and times, marks, years in brackets, and dates."""
_MASKED = re.compile(r"[\d@]|www\.|://")
"""What every match of `_MASK` holds."""
_UNSURE = re.compile(r"(?:(?<![\d.,])\d[\d.,]* ?)?\ufffd[\ufffd ]*(?:\d[\d.,]*)?(?: ?[A-Za-zµμ%°/]{1,12})?")
"""A number beside a character that could not be read, with its unit."""
_PLURAL = re.compile(r" (?:[a-z-]+ ){0,3}?(?:[a-z-]{3,}[^s\W]s|people|(?:wo)?men|children)\b")
_JOINED = re.compile(r"-?[0-9]*[A-Z]{2}|[A-Za-z]{1,2}\d")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|s\b|['’]s\b")
_COMPOUND = re.compile(r"-(?:drug|step|stage|way|sided|person|on-one|dimensional|chain|year-olds? [A-Z])\b")
_DECIMAL_COMMA = re.compile(r"(?: \d{3}){0,4},\d(?!\d\d(?!\d))")
_NO_ONE = re.compile(r"\b(?:no|any|every|some|each|this|that|which|the|another|someone|only) \Z", re.I)
_ONE_PART = re.compile(r"[- ](?:half|third|fourth|quarter|fifth|tenth)", re.I)
_ONE_MORE = re.compile(r"[ -](?:hundred|million|thousand|billion|times?\b|to \w+ |or two\b)")
_ONE_TOLD = re.compile(
    r" (?:day|year|week|month) (?:when|in which|after|before)\b"
    r"| in (?:which|whom|the|a(?! (?:hundred|thousand|million)\b)|your|their|order)\b"
)


def mask(text: str) -> str:
    """`text` with blanks for what holds figures and is no quantity: addresses, telephone numbers, dates, marks,
    and numbers beside a character that could not be read (U+FFFD)."""
    if "\ufffd" in text:
        text = _UNSURE.sub(lambda match: " " * len(match[0]), text)
    return _MASK.sub(lambda match: " " * len(match[0]), text) if _MASKED.search(text) else text


def blanked(text: str, spans: Collection[tuple[int, int]]) -> str:
    """`text` with blanks in the place of `spans`."""
    if not spans:
        return text
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)


def is_year(figures: str) -> bool:
    """Whether `figures` could be a calendar year."""
    return _YEAR.match(figures) is not None


def counts(left: str, masked: str, end: int) -> bool:
    """Whether four digits that could be a year count something ("over 1800 cases", "2000 mg")."""
    if unit_at(masked, end) or masked.startswith(("%", " %"), end):
        return True
    plural = _PLURAL.match(masked, end)
    return bool(plural) and (bool(_COUNTS_BEFORE.search(left)) or not _DATES_BEFORE.search(left))


def is_name(left: str, a: str, masked: str, end: int) -> bool:
    """Whether the number belongs to a name ("type 2", "B12", "15-15 rule"), or cannot be told ("2,5")."""
    if a.lower() in ("two", "three") and _THE_TWO.search(left) and _DO.match(masked, end):
        return True
    if a[0].isdigit():
        near = last_words(left, 2)
        if _CITED.search(left) and not unit_at(masked, end):
            return True
        if _NAMED_TOO.search(left, last_words(left, _LISTED)):
            return not (unit_at(masked, end) or _COUNTED_PEOPLE.match(masked, end))
        if _NAMED_BEFORE.search(left, near) or _CASE_NAME.search(left, near):
            return True
        if _ORDINAL_BEFORE.search(left, near) and a.isdigit():
            return not unit_at(masked, end)
        if _PEOPLE_BEFORE.search(left, near) and a.isdigit():
            return not unit_at(masked, end) and compared_after(masked, end) is None
        if _DECIMAL_COMMA.match(masked, end):
            return True
    adjoined = not masked.startswith(" ", end)
    if adjoined and (_ORDINAL.match(masked, end) or (_JOINED.match(masked, end) and not unit_at(masked, end))):
        return True
    if a.lower() == "one":
        return _is_pronoun(left, masked, end)
    return adjoined and _COMPOUND.match(masked, end) is not None


def _is_pronoun(left: str, masked: str, end: int) -> bool:
    """Whether "one" counts nothing: "no one", "the one", "one day when"."""
    if _ONE_PART.match(masked, end):
        return False
    unit = unit_at(masked, end)
    if _NO_ONE.search(left) and not unit:
        return True
    counts_one = unit or _ONE_OK.match(masked, end) or _ONE_MORE.match(masked, end)
    return not counts_one or _ONE_TOLD.match(masked, end) is not None

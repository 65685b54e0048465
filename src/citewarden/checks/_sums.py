"""Figures of one sentence that do not add up: "halved, from 24 to 8", "two tablets of 500 mg, 2 g in all"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from citewarden.model import Claim, Quantity
from citewarden.text import quantities
from citewarden.text.quantities import agree

NEAR = 0.12
"""Share by which a change in words may lie beside the figures: "halved" of 24 to 13."""
_FROM = re.compile(r"\bfrom (?:about |around |some |a median of |an average of |a mean of )?\Z", re.I)
_TO = re.compile(r"\b(?:[\w’'-]+[ ,]+){0,6}?(?:down |up )?to (?:about |around |some |only )?\Z", re.I)
_WORDS = {
    "half": 0.5, "halved": 0.5, "halves": 0.5, "halving": 0.5, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0,
    "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "a third": 1 / 3, "two thirds": 2 / 3, "a quarter": 1 / 4,
    "three quarters": 3 / 4, "one third": 1 / 3, "one quarter": 1 / 4,
}  # fmt: skip
_BY = re.compile(
    r"\bby (?:more than |about |almost |nearly |over )?(?P<share>half|an? third|one third|two thirds|an? quarter"
    r"|one quarter|three quarters)\b"
    r"|\b(?P<times>halved|halves|halving|doubled|doubles|doubling|tripled|trebled|quadrupled)\b",
    re.I,
)
_TIMES_AS = {"half": 2.0, "twice": 2.0, "three times": 3.0, "four times": 4.0, "a third": 3.0}
_AS = re.compile(
    r"\b(?P<times>half|twice|three times|four times|a third) as (?:many|much|often|likely|common|high)\b", re.I
)
_LOOSE = re.compile(r"\b(?:more than|at least|over|almost|nearly|roughly|about|around|less than|under) \Z", re.I)
_LOOSE_BY = re.compile(r"by (?:more than|about|almost|nearly|over) ", re.I)
_STEP = re.compile(
    r"\b(?:a|an) (?:\w+ )?(?:drop|fall|rise|reduction|increase|decrease|difference|gain|loss|decline"
    r"|change) of (?:about |some )?\Z"
    r"|\bby (?:about |some )?\Z",
    re.I,
)
_STEP_WORD = re.compile(
    r"\b(?:fell|falls?|dropped|drops?|rose|rises?|increased|decreased|grew|went (?:up|down)|declined|gained|lost) by\b",
    re.I,
)
"""What says that "from 70 to 78 kg" is a change and no range."""
_REST = re.compile(r"\bthe (?:remaining|other|rest,?) \Z|\bthe remainder,? \Z", re.I)
_COUNT = re.compile(r"(?:tablets?|capsules?|pills?|puffs?|drops?|sachets?|spoons?|spoonfuls?|ampoules?|doses?)\b", re.I)
_DAILY = re.compile(r"(?:m?c?g|µg|ug|g|ml|IU|units?)/day\Z", re.I)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "half a": 0.5}
_TAKEN = re.compile(
    r"\b(?P<count>half an?|an?|one|two|three|four|five|six|\d{1,2})(?: of the)? (?:(?P<ahead>[\d.,]+ ?(?:mg|mcg|µg|g"
    r"|ml|IU))[- ])?"
    r"(?:tablets?|capsules?|pills?|puffs?|sachets?)(?: (?:of|with|containing|at) (?P<after>[\d.,]+ ?(?:mg|mcg|µg|g"
    r"|ml|IU))(?: each)?)?",
    re.I,
)
_SUMMED = re.compile(r"(?:[,(–—=]|\b(?:makes?|is|are|equals?|gives?|total(?: of)?|comes? to|adds? up to)) ?\Z", re.I)
"""What stands before the sum of it all: "..., 2 g a day", "make 2 g a day"."""
_EACH = re.compile(
    r"\beach of (?:the |these |those )?(?P<count>two|three|four|five|six|\d{1,2})\b[^.;:]{0,40}? costs? "
    r"(?P<money>[£$€]) ?(?P<each>\d[\d,]*(?:\.\d\d)?)(?P<between>[^.;:£$€]{0,60}?)"
    r"\b(?:comes? to|costs?|makes?|adds? up to|in all|together)(?: you)? (?P=money) ?(?P<whole>\d[\d,]*(?:\.\d\d)?)",
    re.I,
)
"""So many at a price each, and what they come to: "each of the two costs £30, so both come to £50"."""
_STOCK = re.compile(
    r"\b(?P<stock>\d{2,4}) (?P<thing>puffs?|tablets?|capsules?|doses?|sprays?|sachets?|strips?)\b[^.;]{0,120}?"
    r"\blasts? (?:for )?(?:about )?(?P<days>\d{1,4}) days\b",
    re.I,
)
_AT_A_TIME = re.compile(
    r"\b(?P<count>an?|one|two|three|four|\d) (?:puffs?|tablets?|capsules?|doses?|sprays?|sachets?|strips?)"
    r" (?:in the|at|each|every) (?:morning|night|evening|noon|midday|bedtime|lunch)",
    re.I,
)
_OR = re.compile(r"\b(?:or|up to|at most|every other|other day)\b", re.I)
_IN_ALL = re.compile(r" (?:in all|in total|altogether|all told)\b", re.I)
_OTHERWISE = re.compile(r"[.;]|\b(?:or|then|later|children|others?|usual|most|maximum|up to|instead)\b", re.I)
"""What leads to another dose."""


def wrong(claim: Claim) -> Iterator[str]:
    """What does not add up in a claim, in words."""
    for way in (_change, _times_as, _rest, _dose, _each, _lasts):
        if told := way(claim):
            yield told


def _change(claim: Claim) -> str:
    """ "Halved" or "a drop of 6" that the two figures of the change do not give."""
    text = claim.standalone
    for one, other in _ends(claim):
        ratio = other.low / one.low
        said = _in_words(text)
        if said and not _is_about(said, ratio, text):
            return f"“{said[1]}” of “{one.text}” and “{other.text}”, which is {_times(ratio)}"
        for step in claim.quantities:
            apart = step.end <= one.start or other.end <= step.start
            exact = apart and step.low == step.high and step.comparator in ("=", "~")  # no bound, as "more than half"
            in_words = said is not None and step.text in said[1]
            if exact and not in_words and _STEP.search(text[: step.start]) and (told := _step(one, other, step)):
                return told
    return ""


def _ends(claim: Claim) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures from which and to which something changed: two, or what else may be read as a range."""
    text = claim.standalone
    for q in claim.quantities:
        if (
            0 < q.low < q.high
            and q.denominator != "age"
            and _FROM.search(text[: q.start])
            and (_BY.search(text) or _STEP_WORD.search(text))
        ):
            first, _, last = q.text.partition(" to ")
            yield replace(q, text=first, high=q.low), replace(q, text=last or q.text, low=q.high)
    for one, other in pairwise(claim.quantities):
        single = one.low == one.high and other.low == other.high and one.low and agree(one, other) is not None
        between = text[one.end : other.start].lstrip(" ,")
        if single and _FROM.search(text[: one.start]) and _TO.fullmatch(between):
            yield one, other


def _times_as(claim: Claim) -> str:
    """ "Half as many" or "twice as often" that the two shares of the sentence do not give."""
    found = list(_AS.finditer(claim.standalone))
    shares = [q for q in claim.quantities if q.unit == "%" and q.low == q.high > 0]
    if len(found) != 1 or len(shares) != 2 or len([q for q in claim.quantities if q.unit == "fold"]) > 1:
        return ""
    ratio = max(q.low for q in shares) / min(q.low for q in shares)
    wanted = _TIMES_AS[found[0]["times"].lower()]
    if abs(ratio - wanted) <= 2 * NEAR * wanted:
        return ""
    return f"“{found[0][0]}” of “{shares[0].text}” and “{shares[1].text}”, which is {ratio:.2g} times"


def _in_words(text: str) -> tuple[float, str] | None:
    """How many times as much a change in words leaves, and the words, where there is one such word alone."""
    found = list(_BY.finditer(text))
    if len(found) != 1:
        return None
    word = re.sub(r"\Aan? |\Aone ", "a ", (found[0]["share"] or found[0]["times"]).lower())
    if found[0]["times"]:
        return _WORDS[word], found[0][0]
    around = text[: found[0].start()] + text[found[0].end() :]
    up = re.search(r"\b(?:r(?:ose|ises?|isen)|increas\w+|gr(?:ew|ows?)|up|more|climbed)\b", around, re.I)
    return (1 + _WORDS[word] if up else 1 - _WORDS[word]), found[0][0]


def _is_about(said: tuple[float, str], ratio: float, text: str) -> bool:
    """Whether a ratio is what the words say; "more than halved" may be less."""
    wanted, words = said
    if abs(ratio - wanted) <= NEAR * max(wanted, ratio):
        return True
    loose = _LOOSE.search(text[: text.find(words)]) or _LOOSE_BY.match(words)
    if loose and loose[0].lower().removeprefix("by ").strip() in ("more than", "over", "at least"):
        return (ratio < wanted) if wanted < 1 else (ratio > wanted)
    return loose is not None and abs(ratio - wanted) <= 2 * NEAR * max(wanted, ratio)


def _times(ratio: float) -> str:
    return f"{ratio:.2g} times" if ratio >= 1 else f"{100 * ratio:.0f}% of it"


def _step(one: Quantity, other: Quantity, step: Quantity) -> str:
    """A difference that is none of the two figures, as one unit or as percent of the first."""
    gap, share = abs(other.low - one.low), 100 * abs(other.low - one.low) / one.low
    slack = 0.5 * 10 ** -max(_decimals(q) for q in (one, other, step)) * 2
    told = [gap] if step.unit == one.unit or step.unit == "1" else []
    told += [share] if step.unit == "%" else []
    if one.unit != "%" and step.unit == "%":
        slack = max(slack, 1.0)
    if not told or any(abs(step.low - value) <= slack + 1e-9 for value in told):
        return ""
    if step.unit == one.unit == "%" and abs(step.low - share) <= 1.0:
        return ""
    much = f"{gap:g}" if step.unit in (one.unit, "1") else f"{share:.0f}%"
    return f"“{step.text}” of “{one.text}” and “{other.text}”, which differ by {much}"


def _decimals(quantity: Quantity) -> int:
    found = re.search(r"\.(\d+)", quantity.text)
    return len(found[1]) if found else 0


def _rest(claim: Claim) -> str:
    """ "95 percent ..., and the remaining 15 percent": what is left of a whole is another figure."""
    shares = [q for q in claim.quantities if q.unit == "%" and q.low == q.high]
    for one, other in pairwise(shares):
        if len(shares) == 2 and _REST.search(claim.standalone[: other.start]) and abs(one.low + other.low - 100) > 1.5:
            return f"“{one.text}” and the rest “{other.text}” come to {one.low + other.low:g}%"
    return ""


def _dose(claim: Claim) -> str:
    """So many tablets of so much, so often, that are not the day's dose the sentence gives."""
    text = claim.standalone
    taken = list(_TAKEN.finditer(text))
    often = [q for q in claim.quantities if q.unit == "/day" and q.low == q.high]
    totals = [q for q in claim.quantities if _DAILY.match(q.unit) and q.low == q.high]
    if len(taken) != 1 or not (taken[0]["ahead"] or taken[0]["after"]) or len(totals) != 1 or len(often) > 1:
        return ""
    each = quantities.find(taken[0]["ahead"] or taken[0]["after"])
    between = text[taken[0].end() : totals[0].start]
    if len(each) != 1 or totals[0].start < taken[0].end() or _OTHERWISE.search(between):
        return ""
    if not (_SUMMED.search(between) or _IN_ALL.match(text, totals[0].end)):
        return ""
    said = taken[0]["count"].lower()
    count = _NUMBERS.get(said, 0.5 if said.startswith("half") else float(said) if said.isdigit() else 0.0)
    times = often[0].low if often else 1.0
    whole = replace(each[0], low=count * each[0].low * times, high=count * each[0].low * times)
    if agree(whole, replace(totals[0], unit=totals[0].unit.removesuffix("/day")), tolerance=0.02) is not False:
        return ""
    how = f" {often[0].text}" if often else ""
    return f"“{taken[0][0]}”{how} and “{totals[0].text}”, but that is {whole.low:g} {each[0].unit} a day"


def _each(claim: Claim) -> str:
    """ "Each of the two costs £30, so both come to £50"."""
    found = _EACH.search(claim.standalone)
    if found is None or _OR.search(found["between"]):
        return ""
    said, sign = found["count"].lower(), found["money"]
    each, whole = (float(found[name].replace(",", "")) for name in ("each", "whole"))
    right = each * (float(said) if said.isdigit() else _NUMBERS[said])
    return f"{said} at {sign}{each:g} make {sign}{right:g}, not {sign}{whole:g}" if abs(right - whole) >= 1 else ""


def _lasts(claim: Claim) -> str:
    """ "200 puffs, used for two in the morning and two at night, last 100 days"."""
    found = _STOCK.search(claim.standalone)
    taken = list(_AT_A_TIME.finditer(found[0])) if found else []
    if found is None or not taken or _OR.search(found[0]):
        return ""
    daily = sum(_NUMBERS.get(m["count"].lower()) or float(m["count"]) for m in taken)
    days = float(found["stock"]) / daily
    if abs(days - float(found["days"])) <= NEAR * days:
        return ""
    return f"{found['stock']} {found['thing']} at {daily:g} a day last {days:g} days, not {found['days']}"

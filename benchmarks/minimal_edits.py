"""Training pairs of our own making: a true sentence, restated or changed in one place, beside its passage.

SUPPORT: the sentence restated (clause kept, numbers in another form, lay or technical synonyms, weaker wording).
CONTRADICT: one thing turned over (negation, direction, number, unit, quantifier, comparison, order in time).
NEI: said of something else (another subject, people for mice, certainty for possibility, cause for association,
everyone for a group), or a neighbouring sentence the passage does not hold. Restating is applied to all three, so that
an edit's traces do not give the label away. Seeded: the same passages give the same pairs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator

from verdict_data import Example

Edit = Callable[[str, random.Random], "str | None"]

_FLIP = {
    "increase": "decrease",
    "increases": "decreases",
    "increased": "decreased",
    "increasing": "decreasing",
    "higher": "lower",
    "more": "less",
    "greater": "smaller",
    "improve": "worsen",
    "improves": "worsens",
    "improved": "worsened",
    "reduce": "raise",
    "reduces": "raises",
    "reduced": "raised",
    "rise": "fall",
    "rises": "falls",
    "rose": "fell",
    "enhance": "impair",
    "enhances": "impairs",
    "enhanced": "impaired",
    "promote": "inhibit",
    "promotes": "inhibits",
    "promoted": "inhibited",
    "activate": "suppress",
    "activates": "suppresses",
    "activated": "suppressed",
    "gain": "loss",
    "better": "worse",
    "longer": "shorter",
    "faster": "slower",
    "earlier": "later",
    "upregulated": "downregulated",
    "positive": "negative",
    "positively": "negatively",
    "stimulates": "blocks",
    "accelerates": "slows",
    "protects": "harms",
    "before": "after",
    "early": "late",
    "high": "low",
    "majority": "minority",
    "common": "rare",
    "commonly": "rarely",
    "often": "rarely",
    "frequently": "seldom",
    "most": "few",
    "many": "few",
    "all": "none of the",
    "always": "never",
    "effective": "ineffective",
    "safe": "unsafe",
    "sufficient": "insufficient",
    "present": "absent",
    "elevated": "lowered",
    "expands": "narrows",
    "constricts": "dilates",
    "tighten": "relax",
    "relaxes": "tightens",
    "stronger": "weaker",
    "younger": "older",
    "larger": "smaller",
    "upper": "lower",
    "maximum": "minimum",
}
FLIP = {**{v: k for k, v in _FLIP.items() if " " not in v}, **_FLIP}
SAME = {
    "increased": ["raised", "elevated", "higher"],
    "increases": ["raises", "boosts"],
    "increase": ["raise", "boost"],
    "reduced": ["lowered", "cut"],
    "reduces": ["lowers", "cuts"],
    "reduce": ["lower", "cut"],
    "decreased": ["lowered", "reduced"],
    "decrease": ["drop", "reduction"],
    "decreases": ["lowers", "reduces"],
    "showed": ["found", "demonstrated"],
    "demonstrate": ["show"],
    "demonstrated": ["showed"],
    "improves": ["betters"],
    "patients": ["people", "individuals"],
    "individuals": ["people"],
    "physicians": ["doctors"],
    "physician": ["doctor"],
    "renal": ["kidney"],
    "hepatic": ["liver"],
    "cardiac": ["heart"],
    "pulmonary": ["lung"],
    "hypertension": ["high blood pressure"],
    "myocardial infarction": ["heart attack"],
    "tumour": ["tumor"],
    "tumor": ["tumour"],
    "medication": ["medicine", "drug"],
    "medications": ["medicines", "drugs"],
    "pediatric": ["child"],
    "mortality": ["death", "deaths"],
    "fatal": ["deadly"],
    "infants": ["babies"],
    "infant": ["baby"],
    "fatigue": ["tiredness"],
    "pyrexia": ["fever"],
    "edema": ["swelling"],
    "vomiting": ["emesis"],
    "prevent": ["avoid", "stop"],
    "prevents": ["stops"],
    "inhibits": ["blocks", "suppresses"],
    "cause": ["lead to"],
    "causes": ["leads to", "results in", "brings on"],
    "caused by": ["due to"],
    "due to": ["because of"],
    "results in": ["leads to"],
    "leads to": ["results in", "causes"],
    "associated with": ["linked to", "tied to"],
    "linked to": ["associated with"],
    "required": ["needed"],
    "requires": ["needs"],
    "commonly": ["often"],
    "frequently": ["often"],
    "usually": ["generally", "in most cases"],
    "approximately": ["about", "roughly"],
    "about": ["around"],
    "most": ["the majority of"],
    "majority of": ["most"],
    "rare": ["uncommon"],
    "include": ["are, among others,"],
    "individual": ["person"],
    "client": ["patient"],
    "clients": ["patients"],
    "symptoms": ["signs"],
    "treatment": ["therapy"],
    "therapy": ["treatment"],
    "risk": ["chance"],
    "children": ["kids"],
    "begins": ["starts"],
    "begin": ["start"],
    "significantly": [""],
    "essential": ["vital"],
    "important": ["key"],
    "severe": ["serious"],
    "serious": ["severe"],
    "larger": ["bigger"],
    "used": ["employed"],
    "vaccine": ["shot"],
    "injection": ["shot"],
    "examined": ["studied"],
    "assess": ["evaluate"],
    "enables": ["allows"],
    "large": ["big"],
    "diminished": ["reduced"],
    "elevated": ["raised", "high"],
    "beneficial": ["helpful"],
    "older adults": ["elderly people"],
    "fewer": ["not as many"],
    "contains": ["has"],
    "occurs": ["happens"],
    "occur": ["happen"],
    "obtain": ["get"],
    "regarding": ["about"],
    "such as": ["like"],
    "following": ["after"],
    "prior to": ["before"],
    "difficulty": ["trouble"],
    "help": ["aid"],
    "ensure": ["make sure"],
    "also": [""],
}
_UNITS = {
    "hours": "days",
    "days": "weeks",
    "weeks": "months",
    "months": "years",
    "minutes": "hours",
    "seconds": "minutes",
    "years": "months",
    "mg": "g",
    "g": "mg",
    "mcg": "mg",
    "µg": "mg",
    "ml": "l",
    "kg": "g",
    "km": "m",
    "mm": "cm",
    "cm": "mm",
    "grams": "milligrams",
    "milligrams": "grams",
    "pounds": "ounces",
    "percent": "per thousand",
    "hour": "day",
    "day": "week",
    "week": "month",
    "month": "year",
}
_NUMBER_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_AUX = r"(is|are|was|were|can|could|should|will|would|may|might|must|has|have|had|does|do|did)"
_HEDGE = re.compile(r"\b(may|might|can|could)\b (?!not)([a-z]+)", re.I)
_ASSOC = re.compile(
    r"\b(?:(?:is|are|was|were) )?(?:strongly |positively |independently |significantly )?"
    r"(?:associated|correlated|linked) (?:with|to)\b",
    re.I,
)
_ANIMAL = re.compile(
    r"\b(?:mice|rats|mouse models?|animals|zebrafish|pigs|monkeys|rodents|cultured cells|cell lines?)\b", re.I
)
_SUBGROUP = re.compile(
    r"\b(?:in|among|for) ((?:older|elderly|young|younger|pregnant|male|female|diabetic|obese|hospitalized|"
    r"postmenopausal|preterm) )?(women|men|children|adults|infants|adolescents|smokers|newborns)\b",
    re.I,
)


def _swap(table: dict[str, str]) -> Edit:
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")\b")

    def edit(text: str, rng: random.Random) -> str | None:
        hits = list(pattern.finditer(text))
        if not hits:
            return None
        hit = rng.choice(hits)
        return text[: hit.start()] + table[hit.group()] + text[hit.end() :]

    return edit


def negate(text: str, rng: random.Random) -> str | None:
    """Take a negation away, or put one in."""
    for pattern, new in (
        (r"\b(does|do|did) not ", ""),
        (r"\b(is|are|was|were|can|could|should|will|may|has|have|had) not\b", r"\1"),
        (r"\bcannot\b", "can"),
        (r"\bno (?=evidence|effect|difference|association|significant|change|cure)", "clear "),
        (r"\bwithout\b", "with"),
        (r"\b[Nn]either\b(.*?)\bnor\b", r"both\1and"),
        (r"\bnever\b", "always"),
    ):
        if re.search(pattern, text):
            return re.sub(pattern, new, text, count=1)
    match = re.search(rf"\b{_AUX}\b(?! not)", text)
    if (
        match
        and match.group() in ("has", "have", "had", "do", "does", "did")
        and not re.match(r"\s\w+ed\b", text[match.end() :])
    ):
        return (
            text[: match.start()] + ("did not have" if match.group() == "had" else "do not have") + text[match.end() :]
            if match.group() in ("has", "have", "had")
            else None
        )
    if match:
        word = "cannot" if match.group() == "can" and rng.random() < 0.5 else match.group() + " not"
        return text[: match.start()] + word + text[match.end() :]
    verb = re.search(r"\b([a-z]{4,}[^su])s\b (?=the|a|an|in|to|with|by|[a-z]+)", text)
    if verb and verb.group(1) + "s" in _VERBS:
        return text[: verb.start()] + "does not " + verb.group(1) + text[verb.end(1) + 1 :]
    return None


_VERBS = {
    "increases",
    "reduces",
    "causes",
    "inhibits",
    "promotes",
    "affects",
    "regulates",
    "controls",
    "requires",
    "improves",
    "prevents",
    "induces",
    "protects",
    "occurs",
    "depends",
    "involves",
    "results",
    "leads",
    "contributes",
    "mediates",
    "binds",
    "interacts",
    "shows",
    "suggests",
    "provides",
    "reveals",
    "activates",
    "represses",
    "decreases",
    "appears",
    "remains",
    "plays",
    "acts",
    "helps",
    "makes",
    "allows",
    "produces",
    "supports",
}


def change_number(text: str, rng: random.Random) -> str | None:
    """Another number in the same place."""
    hits = list(re.finditer(r"(?<![\w.-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]|\.\d)", text))
    words = list(re.finditer(r"\b(two|three|four|five|six|seven|eight|nine|ten|twice|half)\b", text))
    if hits and (not words or rng.random() < 0.8):
        hit = rng.choice(hits)
        raw = hit.group().replace(",", "")
        value = float(raw)
        if 1900 <= value <= 2100 and "." not in raw:
            new = value + rng.choice([-6, -3, 4, 7])
        else:
            new = value * rng.choice([0.1, 0.5, 2, 3, 10, 1.4, 0.7])
            if "%" in text[hit.end() : hit.end() + 2] and new > 100:
                new = value * 0.3
        shown = (
            f"{new:.0f}"
            if "." not in raw and new >= 1
            else f"{new:.{max(1, len(raw.split('.')[-1]) if '.' in raw else 1)}f}"
        )
        return None if shown == raw else text[: hit.start()] + shown + text[hit.end() :]
    if words:
        hit = rng.choice(words)
        options = {"twice": "five times", "half": "three quarters"}
        new_word = options.get(hit.group()) or rng.choice([w for w in _NUMBER_WORDS[2:11] if w != hit.group()])
        return text[: hit.start()] + new_word + text[hit.end() :]
    return None


def change_unit(text: str, rng: random.Random) -> str | None:
    """The same number in another unit."""
    hits = list(
        re.finditer(r"(\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten)[\s-](" + "|".join(_UNITS) + r")\b", text)
    )
    if not hits:
        return None
    hit = rng.choice(hits)
    return text[: hit.start(2)] + _UNITS[hit.group(2)] + text[hit.end(2) :]


def swap_compared(text: str, rng: random.Random) -> str | None:
    """A than B -> B than A."""
    match = re.match(
        r"^([A-Z][\w\s-]{2,50}?) ((?:is|are|was|were|had|has|have|showed|gave|did)\b.{0,40}?\b(?:more|less|higher|"
        r"lower|better|"
        r"worse|greater|fewer|\w+er)\b[\w\s-]{0,60}?) than (?:in |that in |those in )?([\w\s-]{3,50}?)([.,;(].*)?$",
        text,
    )
    if not match:
        return None
    first, middle, second, rest = match.groups()
    return f"{second[0].upper()}{second[1:]} {middle} than {first[0].lower()}{first[1:]}{rest or '.'}"


def certain(text: str, rng: random.Random) -> str | None:
    """A possibility told as a fact."""
    match = _HEDGE.search(text)
    if not match:
        for soft, hard in (
            ("suggest that", "prove that"),
            ("appears to be", "is"),
            ("is thought to", "is known to"),
            ("sometimes", "always"),
            ("is likely to", "will"),
            ("usually", "always"),
            ("some ", "all "),
        ):
            if soft in text:
                return text.replace(soft, hard, 1)
        return None
    return text[: match.start()] + "will " + match.group(2) + text[match.end() :]


def causal(text: str, rng: random.Random) -> str | None:
    """An association told as a cause."""
    match = _ASSOC.search(text)
    return (
        None
        if not match
        else text[: match.start()] + rng.choice(["causes", "leads to", "brings about"]) + text[match.end() :]
    )


def to_people(text: str, rng: random.Random) -> str | None:
    """Found in animals or dishes, told of people."""
    match = _ANIMAL.search(text)
    return (
        None
        if not match
        else text[: match.start()] + rng.choice(["patients", "people", "women", "adults"]) + text[match.end() :]
    )


def other_group(text: str, rng: random.Random) -> str | None:
    """Found in one group, told of another or of all."""
    match = _SUBGROUP.search(text)
    if not match:
        return None
    other = rng.choice(
        [
            g
            for g in ("women", "men", "children", "older adults", "everyone", "pregnant women", "teenagers")
            if g != match.group(2).lower()
        ]
    )
    return text[: match.start()] + match.group().split()[0] + " " + other + text[match.end() :]


def shorten(text: str, rng: random.Random) -> str | None:
    """One clause of the sentence."""
    text = re.sub(
        r"^(?:However|Moreover|In addition|Additionally|Furthermore|Thus|Therefore|In conclusion|Finally|For example|"
        r"CONCLUSIONS?|RESULTS?|BACKGROUND|OBJECTIVES?|METHODS?|FINDINGS|INTERPRETATION|Conclusions?|"
        r"Here,? we show that|"
        r"We (?:found|show|report|conclude|demonstrate) that|These (?:results|findings|data) (?:suggest|indicate|"
        r"show|demonstrate) that)"
        r"[,:]?\s+",
        "",
        text,
    )
    text = re.sub(r"\s*\([^)]*\)", "", text)
    text = re.sub(r"\s*\[[^\]]*\]", "", text)
    cut = re.search(r"(?:; |, (?:but|and|which|whereas|while|although|with|including|as well as|especially)\b)", text)
    if cut and cut.start() > 45 and rng.random() < 0.6:
        text = text[: cut.start()].rstrip() + "."
    return text[:1].upper() + text[1:] if len(text) > 25 else None


def restate(text: str, rng: random.Random) -> str:
    """Synonyms and other number forms; the meaning stays."""
    for old in rng.sample(sorted(SAME), len(SAME)):
        if rng.random() < 0.6 and re.search(rf"\b{re.escape(old)}\b", text):
            text = re.sub(rf"\b{re.escape(old)}\b", rng.choice(SAME[old]), text, count=1)
    if rng.random() < 0.5:
        text = re.sub(r"(\d)\s?%", r"\1 percent", text)
    if rng.random() < 0.4:
        text = re.sub(
            r"\b(\d{1,2}) (?=[a-z])",
            lambda m: (_NUMBER_WORDS[int(m.group(1))] + " ") if int(m.group(1)) <= 12 else m.group(),
            text,
        )
    if rng.random() < 0.25:
        text = re.sub(
            r"\b(\d+)\.(\d)(?=\s?(?:%|percent))", lambda m: "about " + str(round(float(m.group()))), text, count=1
        )
    match = re.match(r"^(In|Among|During|After|Before|For|Without) ([^,]{4,60}), (.{20,})\.$", text)
    if match and rng.random() < 0.5:
        lead = match.group(1).lower() + " " + match.group(2)
        text = f"{match.group(3)[0].upper()}{match.group(3)[1:]} {lead}."
    passive = re.match(r"^([A-Z][\w\s-]{2,40}?) (is|was|are|were) (\w+ed) by ([\w\s-]{3,60})\.$", text)
    if passive and rng.random() < 0.6:
        subject, _, verb, agent = passive.groups()
        text = f"{agent[0].upper()}{agent[1:]} {verb} {subject[0].lower()}{subject[1:]}."
    return re.sub(r"\s+", " ", text).strip()


CONTRADICTING: tuple[Edit, ...] = (
    negate,
    negate,
    _swap(FLIP),
    _swap(FLIP),
    change_number,
    change_number,
    change_unit,
    swap_compared,
)
BEYOND: tuple[Edit, ...] = (certain, causal, to_people, other_group)


def _statement(text: str) -> bool:
    """Does it read like something asserted, not a reference, a heading or a method?"""
    return bool(
        re.search(r"\b(?:is|are|was|were|can|may|will|should|has|have|\w{3,}ed|\w{3,}s)\b", text)
    ) and not re.search(
        r"https?:|doi|\bpp\.|OpenStax|OBJECTIVES?\b|METHODS?\b|SETTING|METHODOLOGY|\?$|\betc\.$|\d{4}\)\.", text
    )


def pairs(
    passages: Iterable[tuple[str, tuple[str, ...]]],
    *,
    count: int,
    seed: int = 7,
    neighbours: Callable[[str], list[str]] | None = None,
) -> Iterator[Example]:
    """Up to `count` pairs. `neighbours` gives words of the same kind for a word (siblings, not synonyms)."""
    rng = random.Random(seed)
    pool = list(passages)
    rng.shuffle(pool)
    made = 0
    for group, text in pool:
        if made >= count:
            return
        good = [i for i, s in enumerate(text) if 45 <= len(s) <= 260 and _statement(s)]
        if not good:
            continue
        target = rng.choice(good)
        low = max(0, target - rng.choice([0, 1, 1, 2]))
        window = text[low : target + 1 + rng.choice([0, 1, 1])]
        base = shorten(text[target], rng)
        if not base:
            continue
        plans: list[tuple[str, str, str]] = [("SUPPORT", "", restate(base, rng))]
        options = list(CONTRADICTING)
        rng.shuffle(options)
        for edit in options:
            turned = edit(base, rng)
            if turned and turned != base:
                plans.append(("CONTRADICT", getattr(edit, "__name__", "direction"), restate(turned, rng)))
                break
        beyond = [(e.__name__, e(base, rng)) for e in BEYOND]
        kept = [(n, t) for n, t in beyond if t and t != base]
        if kept:
            name, turned = rng.choice(kept)
            plans.append(("NEI", name, restate(str(turned), rng)))
        outside = [i for i in good if not low <= i < target + 2 and i >= 0 and text[i] not in window]
        if outside and (not kept or rng.random() < 0.35):
            other = shorten(text[rng.choice(outside)], rng)
            if other:
                plans.append(("NEI", "neighbour", restate(other, rng)))
        if neighbours and rng.random() < 0.4:
            words = list(re.findall(r"\b[a-z]{5,}\b", base))
            rng.shuffle(words)
            for word in words[:6]:
                near = neighbours(word)
                if near:
                    plans.append(("NEI", "sibling", restate(re.sub(rf"\b{word}\b", rng.choice(near), base), rng)))
                    break
        for number, (label, issue, claim) in enumerate(plans):
            made += 1
            yield Example(f"made-{group}-{target}-{number}", claim, window, label, group, issue)

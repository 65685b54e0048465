"""What sort of claim it is, and what patterns say of whether a mistake in it could harm (`priorities` decides).

The kind is that of the main assertion, the first that fits in the order of `KINDS`: advice, statistic, treatment-effect
and so on, as the annotation guidelines of the data the weights come from rank them. A linear model decides, which hears
named patterns, words and what the statement is about; doses are kind "dose" where an amount of a drug to take is the
point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from citewarden import learned
from citewarden.model import Quantity
from citewarden.nlp import meanings
from citewarden.nlp.claims import WORDS
from citewarden.text import prefilter
from citewarden.text.prefilter import Gated, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MODEL = Path(__file__).parent / "kind_weights.json"

KINDS = (
    "advice",
    "statistic",
    "treatment-effect",
    "risk",
    "causal",
    "prognosis",
    "diagnosis",
    "epidemiology",
    "mechanism",
    "definition",
    "other",
)

_I = re.IGNORECASE
_WORD = re.compile(r"[a-z][a-z'’-]+")
_VERB_START = re.compile(
    r"\A(?:do not|don['’]t|never|always|take|use|avoid|drink|eat|get|limit|stop|keep|wash|wear|"
    r"apply|check|choose|store|call|give|make|try|follow|include|start|begin|wait|ask|seek|rest|"
    r"stay|remove|place|put|brush|exercise|practice)\b",
    _I,
)


_SUBORDINATE = re.compile(
    r"\A(?:(?:if|when|once|after|before|as|although|though|while|because|since|until|during|over|in|"
    r"for|with|without|among|at|on|from|to|by|according to|under|unlike|besides|"
    r"despite)\b[^,;]*,\s+)+",
    _I,
)
_TAIL = re.compile(
    r"(?:;|,? (?:because|since|although|though|whereas|unless|so that|which|where|even though)\b|"
    r", (?:but|and) (?:it|they|this|these|the)\b).*\Z",
    _I | re.S,
)
_TAILS = Words(
    ["because", "since", "although", "though", "whereas", "unless", "so that", "which", "where", "but", "and"]
)
_ATTRIBUTION = re.compile(
    r"\A(?:[^,;]{0,90}?\b(?:reports?|reported|indicates?|indicated|says?|said|states?|stated|found|"
    r"estimates?|estimated|suggests?|shows?|believes?|believed|think|thought)(?: now)? that\s+|"
    r"according to [^,]+,\s+)",
    _I,
)

_AGENT = (
    r"(?:treatments?|therap(?:y|ies)|medicines?|medications?|drugs?|surger(?:y|ies)|vaccin(?:e|es|"
    r"ation|ations)|antibiotics?|antivirals?|antihist\w+|corticosteroids?|steroids?|NSAIDs?|"
    r"antacids?|insulin|chemotherapy|radiation therapy|radiotherapy|transplant\w*|injections?|"
    r"transfusions?|supplements?|pills?|inhalers?|diuretics?|statins?|vitamins?|physical therapy|"
    r"exercises?|"
    r"counseling|antidotes?|antitoxins?|immunoglobulin|immune globulin|devices?|implants?|"
    r"hearing aids?|surgical|antidepressants?|prophylaxis|procedures?|remed(?:y|ies)|toxin|aspirin|"
    r"ibuprofen|"
    r"acetaminophen|epinephrine|prevention|management|rehabilitation|\w{3,}(?:mab|nib|pril|sartan|"
    r"statin|olol|azole|cillin|mycin|cycline|triptan|dipine|prazole|tidine|oxetine|pramide|sone|"
    r"olone))"
)
_GENUS = (
    r"(?:types?|forms?|conditions?|diseases?|disorders?|syndromes?|groups?|infections?|cancers?|"
    r"illness(?:es)?|process|states?|organs?|hormones?|glands?|proteins?|virus(?:es)?|bacteri\w+|"
    r"term|name|period|"
    r"stage|kinds?|cells?|tissues?|layers?|parts?|structures?|feeling|sensation|inflammation|loss|"
    r"lack|defects?|tumou?rs?|growths?|area|tube|sac|fluid|substances?|chemicals?|molecules?|"
    r"measure|number|sleep|breakdown|"
    r"collection|class|family|set|method|system|technique|ability|presence|absence|buildup|swelling|"
    r"weakness|arthritis|injury|phase|branch|field|practice|problem|rash|seizure|nutrients?|"
    r"minerals?|medicines?)"
)
_RULES: tuple[tuple[str, Gated], ...] = (
    (
        "advice",
        Gated(
            r"\b(?:should|ought to|must (?:not )?(?:be|take|avoid|have)|(?:is|are|be|"
            r"been) (?:\w+ )?(?:recommended|advised|encouraged|urged|told to|instructed)|"
            r"recommends?\b(?! over)|recommended (?:\w+ ){0,3}(?:amounts?|intakes?|doses?|allowances?|"
            r"limits?)|fluid recommendations?|need(?:s)? to be|may be repeated|kept under observation|"
            r"it is (?:important|best|recommended) to|seek (?:medical|emergency|immediate)|\A(?:do not|"
            r"don['’]t))"
        ),
    ),
    (
        "definition",
        Gated(
            rf"\A[^,;:]{{2,80}}?(?:,[^,]{{2,40}},)? (?:is|are)(?: actually| also| simply)? (?:(?:an?|the|"
            rf"any|one of (?:the )?|two|three|four|several) |(?=(?:[\w-]+,? ){{0,4}}(?:cells|disorders|"
            rf"diseases|conditions|structures|clusters|drugs|organs|tissues|glands|substances|chemicals|"
            rf"nutrients|proteins|hormones)\b))(?!(?:most|more|very|rare|common|leading|major|main|key|risk|"
            rf"cause|symptom|sign|hallmark|number of cases)\b)(?:[\w-]+,? ){{0,5}}?{_GENUS}\b(?! (?:cancer|"
            rf"infection)s? in the)"
        ),
    ),
    (
        "definition",
        Gated(
            r"\bthe body['’]s largest|\b(?:is|are|(?:is|are) also|was) (?:called|termed|named|known as|"
            r"referred to as|defined as|also called|also known as|classified|divided into|made up of|"
            r"composed of|located (?:in|at|on|near|behind|between)|found in the|considered “)|"
            r"\b(?:refers? to|means that|describes? (?:a|the|muscle|an|any)|the term|is the name|stands for|"
            r"is another name|is short for|consists? of (?:a|the|two|three|four|several) (?:layers|parts|"
            r"bones|muscles|cells))\b"
        ),
    ),
    (
        "epidemiology",
        Gated(
            r"\b(?:the )?(?:number|rate|incidence|prevalence)s? of (?:\w+ ){0,3}(?:cases?|deaths?|people|"
            r"births)\b|\b(?:most|more|very|fairly|less|quite|relatively|increasingly)? ?(?:common|rare|"
            r"uncommon|prevalent|widespread) (?:in|among|cancers?|types?|forms?|diseases?|disorders?|"
            r"conditions?|cause of death|than)\b|\b(?:is|are|becoming) (?:\w+ ){0,2}(?:common|rare|uncommon|"
            r"prevalent|widespread)\b(?! (?:symptom|sign|cause|side|complication|treatment))|\b(?:typically|"
            r"usually|often|most often|commonly|generally|can)? ?(?:appears?|occurs?|affects?|begins?|"
            r"starts?|strikes?|found|develops?|seen|diagnosed) (?:\w+ ){0,3}(?:in|among|at|between|before|"
            r"after|around) (?:the )?(?:\w+ ){0,3}(?:people|men|women|children|adults|adolescents|infants|"
            r"males|females|boys|girls|ages?|childhood|persons|teens|middle age|adulthood)\b|"
            r"\baffects? (?:\w+ ){0,3}(?:people|men|women|children|adults|americans|males|females|"
            r"both sexes|all ages)\b|\b(?:anyone|people of all ages|all races|ethnic groups?)\b|"
            r"\bcases? (?:of [\w -]+ )?(?:occur|are reported|have been reported)|\boutbreaks?\b|"
            r"\bworldwide\b|\bin the United States\b"
        ),
    ),
    (
        "prognosis",
        Gated(
            r"\b(?:prognosis|outlook|life expectancy|surviv(?:al|e|es|ed|ors?)|fatal|life-threatening|"
            r"deadly|recover(?:s|y|ed)?|go(?:es)? away|subsides?|resolves? (?:on|within|without|completely)|"
            r"clears? up|last(?:s|ing)? (?:for|from|about|up|a few|several|only|\d|less|more|between)|"
            r"(?:can|may|could) last|relaps\w+|remission|recurs?|recurrence|come(?:s)? back|(?:gets?|become|"
            r"grow)s? (?:progressively )?worse|worsens?|progress(?:es|ion|ive)? (?:to|through|over|slowly|"
            r"rapidly|within|of)|disease progresses|permanent(?:ly)?|complications?|lifelong|"
            r"long-term (?:effects?|outcome|damage)|(?:spread|spreads) to (?:other|nearby|the)|be cured|"
            r"to cure|cause death|lead to (?:death|coma)|die|dies|death|develops? (?:over|slowly|gradually|"
            r"within)|over (?:time|a long period|many years)|(?:typically|usually) (?:ends?|improves?)|"
            r"normal (?:life|lives)|disabling|eventually|fewer attacks)\b"
        ),
    ),
    (
        "risk",
        Gated(
            r"\brisk factors?\b|\bat (?:\w+ ){0,3}risk\b|\b(?:increas|rais|lower|reduc|decreas|doubl|elevat|"
            r"affect)\w* (?:(?:the|your|their|his|her|a|an|one['’]s|[\w'’]+['’]s?|overall|"
            r"lifetime) ){0,3}(?:\w+ )?(?:risk|chances? of (?:getting|developing|having)|likelihood|odds)\b|"
            r"\b(?:more|less|most|least|as) likely (?:than [\w ]+ )?to (?:get|develop|have|die|contract|"
            r"experience|suffer|become|be (?:born|infected|affected|injured)|catch|acquire|report|use|smoke|"
            r"drink)\b|\b(?:susceptible|vulnerable|prone|predispos\w+)\b|\b(?:higher|greater|lower|"
            r"increased|reduced) (?:risk|chance|rates?|odds|likelihood)\b|\brisks? (?:of|for|is|increases|"
            r"rises|depends)\b|\bleading cause\b|\bno safe\b"
        ),
    ),
    (
        "treatment-effect",
        Gated(
            rf"\b(?:treat(?:s|ed|ing)?\b|treatments? (?:of|for|may|is|are|include|includes|depends?|will|"
            rf"usually|generally|options?|consists?|involves?|can)|(?:used|given|taken|prescribed|needed|"
            rf"performed|required) (?:to|for|in|by mouth)|side effects?|effective(?:ly|ness)? ?(?:in|for|at|"
            rf"against|when|than)?|reliev\w+|relief|cures?\b|(?:may|can|could|also|"
            rf"to)? ?helps? (?:to )?(?:prevent|reduce|control|relieve|treat|ease|people|patients|the|with|"
            rf"improve|protect|manage|slow|you|some|lower|a)|be helpful|prevent(?:s|ed|able)\b|can prevent|"
            rf"may prevent|to prevent (?:future|the)|with (?:proper |early |prompt |appropriate )?treatment|"
            rf"protects? against|{_AGENT} (?:\w+ )?(?:works?|helps?|can|may|is|are|include|reduces?|lowers?|"
            rf"improves?|blocks?|slows?|consists?|involves?|have|has|for)\b|may require (?:treatment|"
            rf"hospital|surgery)|supportive|(?:doctors?|providers?) (?:may|can|might|will|often|"
            rf"usually) (?:use|recommend|prescribe|suggest|give)|improve (?:your|the|their) chances|"
            rf"need to take|(?:days|hours|weeks) of treatment|control (?:their|your) symptoms|"
            rf"contraindicat\w+|without (?:a )?prescription|therapy|doses? of)\b"
        ),
    ),
    (
        "treatment-effect",
        Gated(
            r"\b(?:tak(?:e|es|ing)|drink(?:ing|s)?|eat(?:ing|s)?|rins(?:e|ing)|us(?:e|ing)|treatment with|"
            r"capsules?|lozenges?|drops|extracts?|tea|juice"
            r"|honey|zinc|garlic|melatonin|probiotics?|acupuncture|massage|yoga|diet|"
            r"exercise)\b[^.;]*\b(?:lowers?|reduces?|shortens?|calms?|eases?|soothes?"
            r"|clears?|improves?|boosts?|speeds?|slows?|halves?|sooner|faster|relieves?|heals?|helps?)\b"
        ),
    ),
    (
        "causal",
        Gated(
            r"\b(?:causes?|caused|causing|cause of|leads? to|led to|results? (?:in|from)|resulting|"
            r"trigger(?:s|ed|ing)?|due to|stems? from|brought on|produced by|responsible for|linked to|"
            r"associated with|relate[sd]? to|be related|inherited|mutations? in|genetic|transmitted|"
            r"spread (?:by|through|when|from)|contracted|passed (?:from|on|down)|contribut\w+|comes? from|"
            r"result of|you['’]ll develop|interferes?|introduce)\b"
        ),
    ),
    (
        "diagnosis",
        Gated(
            r"\b(?:symptoms?|signs?|experienc\w+|feels?|diagnos\w+|tests?|testing|exam\w*|screen\w*|"
            r"biops\w+|imaging|x-rays?|scans?|detect\w*|indicat\w+|measure[sd]?|look for|looks?|criteria|"
            r"normal range|blood count|levels?|ultrasound|MRI|specimens?|pain|rash|fever|nausea|swelling|"
            r"headache|may have|notice|urine)\b"
        ),
    ),
    (
        "mechanism",
        Gated(
            r"\b(?:cells?|blood|body|brain|nerves?|muscles?|hormones?|proteins?|enzymes?|oxygen|immune|"
            r"tissues?|organs?|glands?|receptors?|membranes?|genes?|DNA|metaboli\w+|absor\w+|secret\w+|"
            r"produc\w+|carr(?:y|ies)|transport\w*|digest\w*|stored?|convert\w*|release[sd]?|"
            r"break(?:s)? down|excrete[sd]?|filter\w*|iron|glucose|skin|bacteria|virus(?:es)?|water)\b"
        ),
    ),
)
_SERVICES = Gated(
    r"\b(?:FDA|Act|laws?|legal\w*|regulatory|Medicare|Medicaid|insurance|programs?|services?|"
    r"web ?sites?|over[- ]the[- ]counter|by prescription|available|calories|nutrients?|"
    r"manufacturers?|products?|smokers say|said that|say that|apps?|notifications?|smokers? quit|"
    r"costs?|market|foods? (?:provide|contain)|hotlines?|quitlines?|being tested|"
    r"team of researchers|sources? of)\b",
    0,
)


_BRACKETED = re.compile(r"(?<!\s)\s*\([^()]*\)")


_ORDER = re.compile(
    r"\A(?:[\w -]{3,40}: )?(?:please |always |also )?"
    r"(?:see|call|ring|phone|contact|consult|ask|tell|speak|talk|go|come|get|seek|visit|book|make|dial|stop|do not"
    r"|don['’]t|avoid|take)\b[^.?!:]{2,80}\b(?:if|when|as soon as)\b[^.?!:]{0,40}[:…—]?\Z",
    re.IGNORECASE,
)


def tells_when_to_act(over: str) -> bool:
    """Whether what stands over a list tells to do something in the cases it lists ("See a GP if:")."""
    return _ORDER.match(over) is not None


@lru_cache(maxsize=64)
def main_clause(statement: str) -> str:
    """The statement without attribution, opening adverbial clauses and trailing subordinate ones."""
    core = _ATTRIBUTION.sub("", statement) if " that " in statement or "ccording" in statement else statement
    core = _SUBORDINATE.sub("", core) if "," in core else core
    core = _BRACKETED.sub("", core) if "(" in core else core
    if ";" in core or _TAILS.near(core):
        core = _TAIL.sub("", core)
    return core or statement


def ruled(statement: str, section: str, quantities: Sequence[Quantity]) -> str:
    """The kind by the patterns of the main clause alone, "other" when none fits."""
    core = main_clause(statement)
    return _ruled(core, _fitting(core), section, quantities)


def _fitting(core: str) -> list[str]:
    """Names of the rules that fit, in the order of `_RULES`."""
    held = prefilter.bits(core)
    return [name for name, pattern in _RULES if pattern.found(core, held)]


def _ruled(core: str, fitting: Sequence[str], section: str, quantities: Sequence[Quantity]) -> str:
    if _VERB_START.match(core):
        return "advice"
    inside = [q for q in quantities if q.text in core]
    share = _share(inside)
    if share and fitting[:1] != ["advice"]:
        return "statistic" if not fitting or fitting[0] in _COUNTABLE else fitting[0]
    services = _SERVICES.found(core)
    if fitting:
        name = fitting[0]
        if name == "risk" and _AGENT_FIRST.match(core) and not _SIDE.search(core):
            return "treatment-effect"
        if name in {"diagnosis", "mechanism", "treatment-effect"} and services and not _CLINICAL.search(core):
            return "other"
        return name
    if not services:
        for name, pattern in _HEADINGS:
            if pattern.search(section):
                return name
    return "other"


_COUNTABLE = frozenset(["definition", "epidemiology", "prognosis", "risk", "treatment-effect"])
_AGENT_FIRST = re.compile(rf"(?:\w+ ){{0,3}}{_AGENT}\b", _I)
_SIDE = re.compile(r"side effect|risk factors?", _I)
_CLINICAL = re.compile(r"\b(?:treats?|side effects?|symptoms?)\b", _I)
_HEADINGS = (
    ("treatment-effect", re.compile(r"\b(?:treat\w*|therap\w+|management|medic\w+|prevent\w*)\b", _I)),
    ("diagnosis", re.compile(r"\b(?:symptoms?|signs?|diagnos\w+|tests?|exams?|screening|assessment)\b", _I)),
    ("causal", re.compile(r"\b(?:causes?|inherit\w+|transmission|spread)\b", _I)),
    ("risk", re.compile(r"\brisks?\b", _I)),
    ("prognosis", re.compile(r"\b(?:prognosis|outlook|complications?|outcomes?|stages?)\b", _I)),
    ("definition", re.compile(r"\A(?:what (?:is|are)|overview|definition)\b", _I)),
)


def _share(quantities: Sequence[Quantity]) -> bool:
    return any(q.unit in {"%", "fold"} or (q.unit == "1" and q.high >= 100) for q in quantities)


def features(statement: str, section: str, quantities: Sequence[Quantity], *, imperative: bool = False) -> list[str]:
    """Names of the features that hold for a claim's standalone form; `imperative` tells that its unit opens with a
    bare verb ("Look at your feet")."""
    words = _WORD.findall(statement.lower())
    core = main_clause(statement)
    fitting = _fitting(core)
    rule = _ruled(core, fitting, section, quantities)
    out = ["bias", f"rule:{rule}"]
    out += [f"main:{name}" for name in dict.fromkeys(fitting)]
    if imperative or _VERB_START.match(core):
        out.append("is:imperative")
    out += [f"w={w}" for w in dict.fromkeys(words)]
    out += [f"of:{name}" for name in sorted(WORDS.of(words))]
    out += _section_words(section)
    out += [f"start={' '.join(words[:n])}" for n in (1, 2)]
    units = {q.unit for q in quantities}
    for q in quantities:
        if q.unit in {"%", "fold"}:
            out.append("q:share")
        elif q.unit == "1":
            out.append("q:big" if q.high >= 100 else "q:count")
        elif q.denominator == "age":
            out.append("q:age")
        elif q.unit in {"second", "minute", "hour", "day", "week", "month", "year", "decade"}:
            out.append("q:time")
        else:
            out.append("q:amount")
    if not units:
        out.append("q:none")
    return list(dict.fromkeys(out))


@lru_cache(maxsize=256)
def _section_words(section: str) -> tuple[str, ...]:
    sides = [f"side:{name}" for name, pattern in _SIDES if pattern.search(section)] or ["side:none"]
    return (*(f"sec={w}" for w in dict.fromkeys(_WORD.findall(section.lower()))), *sides)


_SIDES = (
    ("treatment", re.compile(r"treat|therap|manag|medic|surg|relie|drug|remed|help|cop(?:e|ing)|spray|hormone", _I)),
    ("prevention", re.compile(r"prevent|protect|avoid|reduce|vaccin|\bdos and", _I)),
    (
        "diagnosis",
        re.compile(r"diagnos|tests?\b|exam|screen|symptom|sign|notice|\bsee (?:someone|a )|\bwhen to|emerg", _I),
    ),
    ("cause", re.compile(r"cause|inherit|\bwhy\b|spread|genetic|transm", _I)),
    ("risk", re.compile(r"risk|who gets|prone", _I)),
    ("outlook", re.compile(r"outlook|prognos|complic|expect|long.term|\blasts?\b|\blive", _I)),
    ("what", re.compile(r"\bwhat (?:is|are)\b|overview|about|in brief|nutshell", _I)),
    ("how many", re.compile(r"common|how many|facts|frequen|statist", _I)),
    ("side effects", re.compile(r"side effect|adverse|safety", _I)),
)
"""Which side of its topic a heading speaks of."""


def kind(names: Iterable[str], statement: str, model: Table | None = None) -> str:
    """The likeliest kind of a statement; `names` are its `features`."""
    names = list(names)
    table = _table() if model is None else model
    rows = [place for name in names if (place := table.places.get(name)) is not None]
    heard = table.weights[rows].sum(axis=0) + meanings.of(statement) @ table.meaning
    scores = dict(zip(table.kinds, heard.tolist(), strict=True))
    return min(scores, key=lambda k: (-scores[k], KINDS.index(k)))


_TO_TAKE = re.compile(
    r"\b(?:take|takes|taken|taking|dose|doses|dosage|dosed|dosing|given|administer(?:ed)?|"
    r"inject(?:ed|ions?)?|prescribed|tablets?|recommended|intake|allowance|"
    r"starting|maintenance|maximum|daily|a day|per day|infus(?:ed|ion))\b",
    _I,
)
_DOSE_UNITS = frozenset(
    ["mg", "ug", "g", "ng", "IU", "unit", "mEq", "ml", "mmol", "tablet", "dose", "puff", "drop", "Gy"]
)


def refined(name: str, statement: str, quantities: Sequence[Quantity]) -> str:
    """ "dose" for advice and treatment claims whose point is how much of a drug or nutrient to take, else `name`."""
    if not quantities or name not in {"advice", "treatment-effect", "other"}:
        return name
    if _TO_TAKE.search(statement) and _DRUG.found(statement):
        for quantity in quantities:
            parts = quantity.unit.split("/")
            if parts[0] in _DOSE_UNITS and not {"dl", "l", "ml"} & set(parts[1:]):
                return "dose"
    return name


_HARM = Gated(
    r"\b(?:death|deaths|die[sd]?|fatal|deadly|life-threatening|surviv\w+|permanent\w*|coma|shock|"
    r"seizures?|unconscious\w*|emergenc\w+|right away|immediately|911|"
    r"stroke|heart attack|suicid\w+|overdose|poison\w*|toxic\w*|anaphylaxis|miscarriage|stillbirth|"
    r"organ failure|kidney failure|blindness|paraly\w+|"
    r"safe|unsafe|safely|never|cure[sd]?|curable|harm(?:ful)?|danger\w*|brain damage|bleeding ulcer|"
    r"hemorrhag\w+|sudden infant)\b"
)
_EFFECT = Gated(
    r"\b(?:effective\w*|ineffective|side effects?|adverse|contraindicat\w+|prevents?|prevented|"
    r"preventing|prevention|preventable|treats?|relieves?|cures?|reduces? (?:the )?(?:symptoms?|"
    r"pain|risk|severity|swelling|inflammation)|"
    r"improves?|successful\w*|success|protects? against|immune globulin|helps? (?:to )?(?:prevent|"
    r"treat|reduce|control|relieve|lower|manage)|may help|can help|be helpful|works? (?:longer|"
    r"better|faster|quickly)|not (?:required|needed|recommended)|approved)\b"
)
_DRUG = Gated(
    r"\b(?:drugs?|medicines?|medications?|antibiotics?|vaccin\w+|insulin|aspirin|ibuprofen|"
    r"acetaminophen|naproxen|steroids?|corticosteroids?|NSAIDs?|surgery|"
    r"transfusions?|injections?|chemotherapy|radiation (?:therapy|treatment)|antidepressants?|"
    r"antihist\w+|inhalers?|supplements?|therap(?:y|ies)|statins?|opioids?|epinephrine|"
    r"[a-z]+(?:mab|nib|pril|sartan|statin|olol|azole|cillin|mycin|cycline|triptan|dipine|prazole|"
    r"tidine|oxetine|barbital|azepam|caine|parin|gliptin|glutide|vir|profen|sone|olone|dapsone|"
    r"colchicine))\b"
)
_RISK_MOVED = Gated(
    r"\b(?:risk factors?|at (?:\w+ ){0,3}risk|(?:rais|increas|lower|reduc|decreas|"
    r"doubl)\w* (?:\w+ ){0,5}(?:risk|chances?|likelihood|odds)|(?:more|less) likely (?:to|than)|"
    r"risks? (?:of|for)|leading cause|most common cause of death|higher chance|greater chance)\b"
)
_PREGNANCY = Gated(r"\b(?:pregnan\w+|breast-?feed\w*|newborns?|infants?|babies|fetus\w*|unborn)\b")
_UNSPECIFIC = Gated(
    r"\b(?:treatments?|therapy|prevention|management)\b(?: \w+){0,6} (?:consists? of|includes?|"
    r"involves?|depends?|will depend|varies)\b|\bgoals? (?:of|for)\b|\b(?:two|three|several|"
    r"many) ways\b"
    r"|\bshould be (?:selected|chosen|based|tailored|considered)\b|\bcase-by-case\b|\b(?:eating|"
    r"resting|rest|refraining|healthy diet|stress|relax\w*|comfort\w*|counsel\w*|plans?|log|diary|"
    r"app|apps)\b"
)
_RED_FLAG = Gated(
    r"\b(?:bright red|black|tarry|serious condition|warning signs?|red flags?|confusion|"
    r"unable to breathe|difficulty breathing|chest pain|blood in|coughing up|"
    r"within (?:a|an|a few|several|the first) (?:few )?(?:minutes?|hours?|days?|weeks?|months?)|"
    r"with (?:proper |early |prompt )?treatment|works? (?:longer|faster|better|quickly)|"
    r"little (?:scientific )?(?:support|evidence)|no (?:scientific )?evidence|not (?:safe|effective|recommended))\b"
)
_EXPOSURE = Gated(
    r"\b(?:smok\w+|tobacco|alcohol|secondhand|asbestos|radiation|lead exposure|opioids?|cocaine|overdose)\b"
)
_FIGURE_UNITS = frozenset(["1", "$", "£", "€"])


def priority_by_patterns(statement: str, kind_: str, quantities: Sequence[Quantity]) -> str:
    """ "high" where a wrong number, dose, efficacy or risk could harm; else "normal"."""
    for quantity in quantities:
        if quantity.unit not in _FIGURE_UNITS and not (
            quantity.denominator == "age" and kind_ in {"epidemiology", "other", "definition"}
        ):
            return "high"
        if quantity.unit == "1" and (quantity.high >= 100 or kind_ in {"statistic", "advice"}):
            return "high"
    if kind_ in {"risk", "statistic", "dose"} or _HARM.found(statement):
        return "high"
    if _RISK_MOVED.found(statement):
        return "high"
    if kind_ in {"advice", "treatment-effect"}:
        return "normal" if _UNSPECIFIC.found(statement) and not _EFFECT.found(statement) else "high"
    if _RED_FLAG.found(statement) or (_DRUG.found(statement) and _EFFECT.found(statement)):
        return "high"
    if kind_ in {"causal", "other"} and (_PREGNANCY.found(statement) or _EXPOSURE.found(statement)):
        return "high"
    return "normal"


class Table(NamedTuple):
    """A model of kinds turned: feature -> row, rows of weights by kind, weights of a meaning by kind, the kinds."""

    places: Mapping[str, int]
    weights: NDArray[np.float64]
    meaning: NDArray[np.float64]
    kinds: Sequence[str]


def turned(model: Mapping[str, Mapping[str, float]]) -> Table:
    """Weights by feature rather than by kind."""
    import numpy as np

    names = sorted(model, key=KINDS.index)
    places: dict[str, int] = {}
    for name in names:
        for feature in model[name]:
            places.setdefault(feature, len(places))
    weights = np.zeros((len(places), len(names)))
    for column, name in enumerate(names):
        for feature, weight in model[name].items():
            weights[places[feature], column] = weight
    return Table(places, weights, np.array([meanings.weights(model[name]) for name in names]).T, names)


@cache
def _table() -> Table:
    return turned(learned.card(_MODEL)["weights"])

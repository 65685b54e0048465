"""Which kind of study a text reports, and in whom: from publication types, MeSH headings and its own words.

Order of trust: publication types, then design words, then MeSH check tags (machine-assigned since April 2022). Only
Animals without Humans counts as an animal study (the Cochrane filter's logic); words that show people beside animals
make a study MIXED, which is never an animal study.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_TYPES = (
    ("guideline", ("practice guideline", "guideline", "consensus development conference", "practice-guideline")),
    ("systematic review", ("meta-analysis", "systematic review", "systematic-review", "network meta-analysis")),
    (
        "trial",
        (
            "randomized controlled trial",
            "controlled clinical trial",
            "clinical trial",
            "pragmatic clinical trial",
            "clinical trial, phase iii",
            "clinical trial, phase ii",
            "clinical trial, phase iv",
            "equivalence trial",
        ),
    ),
    ("observational", ("observational study", "multicenter study", "twin study", "comparative study")),
    ("case report", ("case reports", "case-report")),
    ("review", ("review", "review-article")),
    ("opinion", ("editorial", "comment", "letter", "news", "personal narrative")),
)
_WORDS = (
    ("systematic review", r"\bsystematic(?:ally)? review|\bmeta-?analys[ei]s\b|\bcochrane review"),
    (
        "trial",
        r"(?<!not )(?<!non-)(?<!non)\brandomi[sz]ed\b(?! (?:controlled |clinical )?(?:trials?|stud(?:y|ies))"
        r" (?:are|is|were|will be|would be) (?:still |now |clearly )?(?:needed|required|necessary|wanted|lacking"
        r"|missing|awaited|called for))|\bplacebo[- ]controlled|\bdouble[- ]blind|"
        r"\brandomly (?:assigned|allocated)",
    ),
    ("case report", r"\bcase reports?\b|\bwe report (?:a|the) case\b|\bcase series\b"),
    (
        "observational",
        r"\bcohort\b|\bcase[- ](?:control|crossover)\b|\bcross[- ]sectional\b|\bobservational\b|\bprospective(?:ly)?\b|"
        r"\bretrospective(?:ly)?\b|\bregistry\b|\bsurvey(?:ed)?\b|\bfollowed (?:up )?(?:for|over)\b|"
        r"\bodds ratio\b|\bhazard ratio\b|\bassociat(?:ed|ion)\b|\bstudy (?:that )?(?:followed|tracked)\b|"
        r"\bepidemiolog",
    ),
)
_ANIMAL = re.compile(
    r"\b(?:mice|mouse|murine|rats?|rodents?|rabbits?|pigs?|piglets?|porcine|zebrafish|drosophila|c\. elegans|"
    r"monkeys?|"
    r"macaques?|primates?|dogs?|canine|cats?|feline|sheep|ovine|hamsters?|guinea pigs?|chicks?|knock-?out|transgenic|"
    r"wild-?type|EAE|experimental autoimmune encephalomyelitis|xenografts?|animal models?|animals)\b",
    re.I,
)
_VITRO = re.compile(
    r"\b(?:in vitro|cell lines?|cultured (?:\w+ ){0,2}cells|cell cultures?|HeLa|HEK ?293\w?|"
    r"laboratory dish(?:es)?|petri|"
    r"[a-z]{2,5}-\d+ (?:\w+ ){0,2}cells|cell viability|test tubes?|grown in the (?:lab"
    r"|laboratory)|explants?|ex vivo)\b",
    re.I,
)
_HUMAN = re.compile(
    r"\b(?:patients?|participants?|people|persons?|adults?|men|women|children|infants?|newborns?|volunteers?|human "
    r"(?:subjects?|samples?|tissues?|participants?|brains?|studies)|adolescents?|teenagers?|mothers?|smokers?|nurses|"
    r"veterans|residents|individuals|subjects|autopsy|post-?mortem|clinics?|hospitals?)\b",
    re.I,
)


_GUIDELINE = re.compile(
    r"\bguidelines?\b|\brecommendations?\b|\bconsensus (?:statement|report)\b|\bposition statement\b", re.IGNORECASE
)
_SYNTHESIS = re.compile(
    r"\bsystematic review\b|\bmeta-?\s?analys[ie]s\b|\bcochrane (?:database|review)\b", re.IGNORECASE
)


def titled(title: str) -> str:
    """ "guideline" or "systematic review" where a title says so, else ""."""
    if _GUIDELINE.search(title):
        return "guideline"
    return "systematic review" if _SYNTHESIS.search(title) else ""


def design_of(types: Iterable[str], mesh: Iterable[str], words: str) -> dict[str, Any]:
    """`Passage.design`: types (as given), kind (evidence kind, "" if unknown), population, and what showed it.

    population: HUMAN, ANIMAL, MIXED, INVITRO or "" (unknown).
    """
    types = [t for t in dict.fromkeys(types) if t]
    mesh = [m for m in dict.fromkeys(mesh) if m]
    folded = {t.casefold() for t in types}
    kind = next((name for name, known in _TYPES if folded & set(known)), "")
    by_words = next((name for name, pattern in _WORDS if re.search(pattern, words, re.I)), "")
    if not kind or (kind in ("review", "observational") and by_words in ("systematic review", "trial")):
        kind = by_words or kind
    population, shown = population_of(mesh, words)
    out: dict[str, Any] = {"kind": kind, "population": population, "population_by": shown}
    if types:
        out["types"] = types
    return {k: v for k, v in out.items() if v}


_NOT_STUDIED = re.compile(
    r"\b(?:no|not|without|unlike|beyond|than) (?:[\w-]+ ){0,2}?(?:humans?|people|patients?|participants|persons?|adults"
    r"|subjects|volunteers)\b(?: \w+){0,2}"
    r"|\b(?:trials?|stud(?:y|ies)|bearing|relevance|evidence|effects?|advice)\b[^.;]{0,40}?"
    r"\b(?:in|on|for) (?:people|humans?|patients|adults)\b[^.;]{0,40}?(?:\bneeded\b|\bunknown\b|\bbefore\b|(?=[.;]|\Z))"
    r"|\b(?:be (?:tested|tried|studied|examined|confirmed|evaluated)|cultured|taken|obtained|derived|isolated|grown)"
    r" (?:first )?(?:in|on|from) (?:people|humans?|patients|adults|volunteers|women|men|children)\b"
    r"|\b(?:whether|if|(?:do|does|did|can|could) not (?:support|show|prove|justify|mean|tell))\b[^.;]{0,60}?"
    r"\b(?:people|humans?(?: \w+)?|patients|adults)\b"
    r"|\b(?:what|that|as much as) an? (?:person|adult|human) (?:would|could|can|eats?|drinks?)\b",
    re.I,
)
"""Where people are named whom an experiment on animals did not study: "trials in people would be needed"."""


_MET = re.compile(
    r"\b(?:bit(?:e|es|ten)|scratch\w*|lick\w*|contact|spread|caught|expos\w+|allerg\w+|liv(?:e"
    r"|es|ed|ing)|grew up|ke(?:ep|pt)"
    r"|keeping|own(?:s|ed|ing)?|handl\w+|infected|pets?)(?: [\w-]+){0,3}? (?:animals?|dogs?"
    r"|cats?|rats?|mice|mouse|sheep|pigs?|rodents?"
    r"|monkeys?)\b(?:(?:,| or| and)(?: an?| other| another)? (?:animals?|dogs?|cats?|rats?|mice"
    r"|sheep|pigs?|rodents?|monkeys?)\b)*",
    re.I,
)
"""Animals that people meet, and nobody studied: "after a bite by a dog or another animal"."""


def population_of(mesh: Iterable[str], words: str) -> tuple[str, str]:
    """(class, what showed it) of the studied population."""
    tags = {m.casefold() for m in mesh}
    animal, vitro = _ANIMAL.search(_MET.sub(" ", words)), _VITRO.search(words)
    human = _HUMAN.search(_NOT_STUDIED.sub(" ", words) if animal or vitro else words)
    if "humans" in tags and "animals" in tags:
        return "MIXED", "MeSH: Humans and Animals"
    if "humans" in tags:
        return ("MIXED", f"MeSH: Humans; text: {animal.group()}") if animal and human else ("HUMAN", "MeSH: Humans")
    if "animals" in tags:
        if human:
            return "MIXED", f"MeSH: Animals; text: {human.group()}"
        return "ANIMAL", "MeSH: Animals without Humans"
    if human and (animal or vitro):
        return "MIXED", f"text: {human.group()}, {(animal or vitro).group()}"  # type: ignore[union-attr]
    if human:
        return "HUMAN", f"text: {human.group()}"
    if animal:
        return "ANIMAL", f"text: {animal.group()}"
    if vitro:
        return "INVITRO", f"text: {vitro.group()}"
    return "", ""


def names_animals(text: str) -> bool:
    """Does a statement say itself that it speaks of animals or cells?"""
    return bool(_ANIMAL.search(text) or _VITRO.search(text) or re.search(r"\bpets?\b|\bveterinar", text, re.I))

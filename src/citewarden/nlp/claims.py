"""Is a unit a claim: a checkable assertion that an editor would expect a source for?

Interpretable features (words, tags, layout, and the named patterns below) go into a small linear model whose weights
are a JSON file; where a pattern leaves no doubt (a question, a pointer to another page) it decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from citewarden import learned
from citewarden.config import lexicon
from citewarden.nlp import phrases, service_lines, stories
from citewarden.nlp.units import Unit
from citewarden.text import prefilter, quantities
from citewarden.text.prefilter import Gated, Phrases, WordClasses

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MODEL = Path(__file__).parent / "claim_weights.json"

_I = re.IGNORECASE
_PATTERNS: Mapping[str, Gated] = {
    "navigation": Gated(
        r"\A(?:see(?! (?:(?:a|an|your|the|their|any|his|her) )?(?:\w+ )?(?:doctor|gp|physician|provider|dentist|nurse|"
        r"midwife|pharmacist|specialist|surgeon|professional|clinician|therapist|\w+(?:ologist|iatrist|ician))s?\b)|"
        r"read more|read about|click|visit|watch|check out|"
        r"go to(?! (?:(?:the|your|an?|any|our) )?(?:(?:nearest|local|closest) )?"
        r"(?:accident|emergency|hospital|a&e|er\b|casualty|urgent|doctor|gp|clinic|walk-in|minor|bed\b|sleep\b))|"
        r"refer to|view|browse|find out|"
        r"learn more|for more|for (?:further|additional) information|to learn more|follow (?:this|"
        r"the) link|explore|download|sign up|subscribe|access)\b"
        r"|\b(?:for|has|have|provides?) more information\b|\bread more\b|\bsee (?:the )?(?:figure|table|"
        r"section|chapter|appendix|box|chart|link|video)\b|\bon this (?:web)?site\b|\bwebsite at\b"
        r"|\b(?:you can|please|to) (?:call|contact|visit|reach)\b.*\d{3}|https?://|www\.|"
        r"\bmore (?:information|details) (?:about|on|can)\b|\bin this video\b|\bhere(?:['’]s| is|"
        r" are) (?:how|what|why|where)\b|\bhere (?:are|is) (?:some|"
        r"a|an|the)\b.*\b(?:resources?|links?|tips)\b"
    ),
    "meta": Gated(
        r"\b(?:this|the following|the next|the previous) (?:section|chapter|article|module|page|"
        r"fact ?sheet|leaflet|handout|brochure|booklet|summary|unit|text|case study|report|video|book|guide|review|"
        r"figure|table|"
        r"content|information|lesson|activity|scenario)\b"
        r"|\bby the end of this\b|\byou (?:should|will) be able to\b|\blearning (?:outcomes?|"
        r"objectives?)\b|\bclinical scenario\b|\b(?:will|we) (?:discuss|describe|explore|review|focus|"
        r"cover|examine)\b|\blet(?:['’]s| us)\b"
        r"|\b(?:is|are|was|were) (?:also |further |\w+ly )?(?:discussed|described|listed|shown|summarized|presented|"
        r"covered|explained|reviewed|provided|outlined|illustrated) (?:in|below|above|later|here|elsewhere)\b"
        r"|\bthis case will\b|\bconsider this case\b|\blater in (?:the|this) (?:chapter|section|module|unit|"
        r"book|article)\b"
        r"|\bthroughout (?:the|this) (?:chapter|module|unit|book)\b"
        r"|\b(?:was|were) (?:described|explained|discussed|reviewed|introduced|explored|examined|outlined|presented|"
        r"covered|addressed)\.\Z|\A(?:this|these|the|an?) (?:[\w-]+ ){0,4}(?:videos?|animations?|podcasts?|pages?|"
        r"web ?sites?|web ?pages?|tutorials?|interactive maps?|infographics?)[^.]{0,60} (?:discuss|review|explain|"
        r"describe|show|cover|provide|present|demonstrate|allow|offer|introduce)(?:e?s)?\b"
        r"|\b(?:as|is|are) (?:shown|seen|listed|described) (?:in|below|above)\b|"
        r"\banswer the questions\b|\b(?:raise|pose|beg)(?:s|d|ed)? (?:an?|the|this|that|many|some|other|new) (?:\w+ )?"
        r"questions?\b|\b(?:institute|centers?|association|organization|agency|foundation|"
        r"society|department|cdc|nih|fda|nhlbi|ninds|niddk)\b[^.]{0,60}\b(?:publish|support|conduct|"
        r"fund|sponsor|offer|maintain|collect|provide)(?:s|es)?\b"
        r"|\A(?:it |they )?(?:lists?|shows?|presents?|provides an overview|summarizes|"
        r"is a (?:\w+ ){0,2}table)\b|\b(?:provides|offers|publishes|maintains) (?:\w+ ){0,4}(?:PDF|"
        r"information|guides?|guidance|resources?|lists?|charts?|websites?|tips|fact sheets?|education|"
        r"summar(?:y|ies)|toolkits?|links?|brochures?)\b"
    ),
    "research": Gated(
        r"\b(?:researchers?|scientists?|investigators?|research|studies|trials?|more research|institute|"
        r"ninds|nih|nhlbi|niddk|niams) (?:\w+ ){0,4}(?:continues?|are (?:studying|exploring|looking|"
        r"working|testing|trying|developing|investigating|examining|conducting|currently)|"
        r"is (?:underway|under way|ongoing|needed|being|investigating|exploring|studying)|hopes?|"
        r"conducts?|supports?|funds?|seeks?|aims?|focuse[sd]?)\b"
        r"|\b(?:goals?|aim) of (?:this|the|these|current|ongoing) (?:research|stud|trial)|"
        r"\bongoing research\b|\bmore (?:research|studies) (?:is|are)\b|\b(?:someday|(?<!from )one day|"
        r"in the future|opportunity to)\b|\bnew models\b|\badvances?\b"
    ),
    "doctor": Gated(
        r"\b(?:talk|speak|check|discuss|consult|ask|tell|see|contact|call|inform(?:ing)?|"
        r"work(?:ing)?)\b[^.;]{0,40}\b(?:doctors?|providers?|physicians?|health ?care (?:team|"
        r"professional|provider)s?|pharmacists?|dietitians?|nurse|specialist|health professional)\b"
    ),
    "asprescribed": Gated(
        r"\bas (?:prescribed|directed|recommended|instructed|told)\b|\bfollow (?:your|the|all)\b|"
        r"\bon the label\b|\bkeep (?:all )?(?:your )?(?:follow-up )?appointments\b|\bcheckups?\b"
    ),
    "rhetoric": Gated(
        r"\b(?:is|are|be) (?:\w+ly )?(?:important|crucial|vital|critical|essential|complex|key|worth(?! (?:trying"
        r"|a try|taking|using)\b)|"
        r"helpful to know|necessary|understandable|natural)\b(?! (?:for|to) (?:the|prevent|reduce|avoid|"
        r"treat|keep|bone|growth))"
        r"|\bit(?:['’]s| is) (?:always |very |also )?(?:important|natural|normal|easy|good|helpful|"
        r"worth|vital|crucial)\b|\b(?:you|clients?|patients?) (?:might|may) (?:wonder|ask|feel|think|"
        r"be wondering)\b|\b(?:the )?answers? (?:to (?:this|that|these|the|your) questions?|is|are|"
        r"depends?)\b|\bit(?:['’]s| is) (?:always |often |very |so |also )?(?:disconcerting|frustrating|"
        r"scary|frightening|upsetting|hard|tempting|worrying|stressful|overwhelming|okay|fine)\b|"
        r"\bgood (?:news|reasons?)\b|\bnothing to worry\b|\breassur\w+|\bremember\b|\bdon['’]t (?:worry|"
        r"panic|be afraid)\b|\bkeys? to\b|\bthere are (?:many|several|a number of|various|"
        r"different) (?:ways|things|reasons|factors|options)\b|\bspecial attention\b|"
        r"\btaken for granted\b"
    ),
    "doubtless": Gated(
        r"\b(?:causes?|caused|symptoms?|risk|percent|diagnos\w+|treat(?:s|ed|ment)\b|infect\w+|affects?|"
        r"called|occurs?|common|lead(?:s|ing)? to|results? in|prevents?|increases?|reduces?|contains?|"
        r"produces?|consists?|include|associated)\b"
    ),
    "advice": Gated(r"\b(?:should|recommend(?:s|ed)?|advis(?:e|es|ed)|avoid|must|ought|need(?:s|ed)? to)\b"),
    "emergency": Gated(
        r"\b(?:911|emergency|right away|immediately|at once|straight ?away|without delay|"
        r"seek (?:medical|emergency|immediate))\b"
    ),
    "purpose": Gated(
        r"\b(?:to (?:prevent|reduce|lower|avoid|relieve|treat|help|protect|ease|control|improve|keep|"
        r"decrease|limit)|prevents?|protects?|because|so that|can (?:cause|help|reduce|make|lead|"
        r"increase))\b"
    ),
    "wish": Gated(r"\b(?:hope|hopes|may one day|someday|perhaps)\b"),
    "organisation": Gated(
        r"\b(?:[Ii]nstitutes?|Centers? for|Association|Foundation|NIH|NINDS|CDC|NIDDK|NHLBI|NIAMS|FDA|"
        r"WHO|[Oo]rganizations?|[Aa]gency|program)\b",
        0,
    ),
    "exercise": Gated(
        r"\A(?:describe|identify|examine|explain|discuss|list|define|compare|assess|analyze|"
        r"differentiate|summarize|recognize|outline|apply|evaluate|demonstrate|distinguish|review|"
        r"explore|interpret|relate|determine)\b"
    ),
    "example_person": Gated(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|M[rs]|Mrs|Dr)\b", 0),
    "image": Gated(
        r"\A(?:figure|fig\.|table|box|photo|image|credit|source|chart|diagram|map)\b\s*[\d.:(]|"
        r"\(credit\b|\bCC BY\b|\bcopyright\b"
    ),
    "belief": Gated(
        r"\b(?:some|many|most|a lot of|lots of|plenty of|few) (?:other )?"
        r"(?:people |of us |folks |parents |patients |women |men )?"
        r"(?:\w+ly |still |also ){0,2}(?:believe|think|assume|are convinced|swear) that\b"
        r"|\bpeople (?:\w+ly |still |often |sometimes ){0,2}(?:believe|think|assume) (?:that )?"
        r"|\b(?:myth|misconception|misbelief|old wives['’] tale|urban legend|rumou?r|fallacy) "
        r"(?:is |has it |says )?that\b"
        r"|\byou (?:may|might|will|can|could|have|['’]ve) (?:have |also |often |perhaps |probably |sometimes ){0,2}"
        r"(?:read|hear|heard|seen?|come across) (?:\w+ ){0,4}that\b"
    ),
    "fancy": Gated(
        r"\b(?:picture|story|outlook|news|mood|jury) (?:is|was|looks|remains|seems) "
        r"(?:(?:far|much|less|more|a little|rather|still) )*[a-z]+\.?\Z"
        r"|\A(?:\w+ )?(?:reviewers?|authors?|experts?|writers?|commentators?) (?:were|are|seemed|took) "
        r"(?:[a-z]+ ){0,3}"
        r"(?:hopeful|optimistic|pessimistic|sure|certain|convinced|cautious|sceptical|skeptical|enthusiastic|doubtful|view)\b"
        r"|\A(?:(?:just|now) )?imagine\b(?!d)|\Aif only\b|\Awishing you\b|\Awhat if\b"
        r"|\A(?:not (?:everyone|everybody|all (?:experts|doctors|scientists|researchers|specialists))) agrees?"
        r"(?: (?:on|about) (?:what|how|whether|which|the best)\b|\.?\Z)|\A(?:opinions?|views?) (?:differ"
        r"|vary|are (?:divided|mixed|split))\b"
    ),
    "date": Gated(
        r"\A(?:last )?(?:updated|reviewed|published|posted|date)\b|\bnext review\b|"
        r"\A(?:medically )?reviewed by\b|\Aby (?-i:[A-Z][a-z]+ [A-Z])"
    ),
}
_LEARNING = re.compile(r"\b(?:learning|objectives?|outcomes)\b", _I)
_RESOURCES = re.compile(
    r"\b(?:in this (?:section|chapter|article)|review questions|reflection|assignments?|key terms|"
    r"about (?:the|this) (?:authors?|page)|credits|acknowledg\w+|further reading|"
    r"additional resources|resources|related (?:topics|links|articles|information)|more information|"
    r"find support)\b",
    _I,
)
_STORY = re.compile(
    r"\b(?:case (?:study|reflection|scenario)|clinical scenario|vignette|patient story|"
    r"personal stor(?:y|ies)|unfolding case|scenario|in the client['’]s words|nursing notes)\b",
    _I,
)
WORDS = WordClasses(
    {
        "illness": r"\w*(?:itis|osis|emia|oma|pathy|algia|penia|rrhea)s?|diseases?|disorders?|syndrome|cancers?|"
        r"infections?|tumou?rs?|diabetes|pain|fever|symptoms?|allerg\w+|asthma|stroke|injur\w+|wounds?|"
        r"virus(?:es)?|bacteria|rash|headaches?|fatal|death|die[sd]?|ill|sick",
        "body": r"blood|heart|brain|kidneys?|liver|lungs?|skin|bones?|muscles?|nerves?|cells?|hormones?|thyroid|"
        r"stomach|joints?|eyes?|ears?|throat|tissues?|glands?|genes?|body|pregnan\w+|breath\w*|immune|"
        r"sugar|milk|salt|fat|protein|vitamins?|iron|water|sleep|weight",
        "care": r"treat(?:s|ed|ing|ment|ments)?|drugs?|medicines?|medications?|vaccin\w+|surg\w+|antibiotics?|"
        r"aspirin|tablets?|doses?|therap\w+|tests?|exams?|scans?|x-rays?|screening|diagnos\w+|cure[sd]?|"
        r"remed\w+|insulin|sunscreen|garlic|coffee|alcohol|smok\w+|tobacco|exercise|zinc",
        "relation": r"causes?|caused|leads?|results?|prevents?|protects?|increases?|reduces?|lowers?|raises?|kills?|"
        r"affects?|damages?|contains?|produces?|blocks?|filters?|breaks?|spreads?|infects?|called|"
        r"consists?|measures?|shows?|risk|likely|common|rare(?:ly)?|usually|often|most",
        "figure": r"\d+|percent|%|half|third|million|years?|days?|weeks?|months?|hours?|minutes?|children|infants|"
        r"adults|women|men",
        "abstract": r"importan\w+|journey|keys?|steps?|things?|questions?|goals?|reasons?|options?|awareness|"
        r"attention|patience|gift|lifestyle|topic|plans?|choices?|decisions?|future|answers?|ways?|"
        r"support|understand\w*|knowledge|information|challenge\w*|overwhelm\w+|difficult|easy|matters?|"
        r"consider(?:ation)?|factors?|help|learn\w*|know(?:ing)?|hope|opportunit\w+",
        "first_person": r"we|our|us|my",
        "you": r"you(?:['’](?:re|ll|ve))?|your|yourself|we|our",
        "resource": r"reports?|program(?:me)?s?|editors?|agency|institute|records?|pages?|county|state|society|"
        r"summary|website|network|campaign|surveillance",
    }
)
_CONTENT = frozenset(["illness", "body", "care", "relation", "figure"])
_ABILITY = Gated(
    r"\b(?:will|can|would|could) (?:\w+ )?(?:allow|help|enable|give|let|tell|explain|ask|decide|"
    r"discuss|discover|lead to the (?:identification|development|discovery))\b|\bdictates?\b|"
    r"\bmust be\b"
)
_GOING_ON = Gated(r"\b(?:under ?way|ongoing|continues? to|are working|aims?|is needed|one day|some ?day)\b")
_PATIENT_TOLD = Gated(
    r"\b(?:(?:are|is) (?:often |usually )?encouraged to|make an appointment|try to|"
    r"set (?:small )?goals|write down|plan how|pick a|decide (?:where|when|what|how|together)|"
    r"a (?:good|great) way to|tell your|ask your|only be used|unless (?:advised|told))\b"
)
_OF_TEXT = Gated(
    r"\A(?:in )?(?:this|the|the following|each|the next) (?:chapter|section|article|module|unit|"
    r"page|fact ?sheet|leaflet|handout|brochure|booklet|box|table|figure|video|case study|content)\b"
    r"|\A(?:shows?|lists?|"
    r"is a (?:\w+ ){0,2}table|presents?|summarizes|provides) (?-i:[a-z])|(?<!as )\bthe (?:box|table|figure|"
    r"chart|diagram|list) (?:below|above|shows|presents|lists)\b"
    r"|\b(?:is|are) (?:shown|listed|given|set out|found|summari[sz]ed) (?:in|on) (?:the )?"
    r"(?:table|figure|box|chart|panel|appendix|page) ?[\dA-Z]{0,3}\.?\Z"
)
_FINDING = re.compile(
    r"\b(?:found|shown?|showed|suggests?|suggested|demonstrated|linked|associated|believe[sd]?|"
    r"reported that|reports that|indicates? that|revealed|estimate[sd]?|concluded|states that|"
    r"according to)\b",
    _I,
)
"""What forbids something and says why: "Never put anything cold on it, as ..."."""
_TOLD_BY = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers)?|reviews?|evidence|guidelines?|experts?|data|science|we)\b"
    r"[^.:]{0,30}\b(?:says?|tells?|shows?|found|finds?|suggests?|recommends?|knows?|known)\b",
    _I,
)
"""What introduces findings, not pages: "here is what the studies say:"."""
_AGENT = re.compile(
    r"\b(?:being (?:tested|studied|evaluated|investigated)|tested for|under (?:study|investigation)|"
    r"(?:tests?|testing|studying|evaluating|investigating) (?:whether|if|the (?:use|effect|safety|"
    r"effectiveness)))\b",
    _I,
)
_TRIAGE = re.compile(
    r"\b(?:if|when|who|with)\b[^.]{0,80}\b(?:blood|bleed\w*|pain|fever|vomit\w*|breath\w*|swelling|"
    r"numb\w*|faint\w*|seizures?|rash|unconscious|weakness|vision|lumps?|exposed|bitten|pregnant|"
    r"headaches?|diarrhea|severe|stiff|mole)\b",
    _I,
)
_SO_ASK = re.compile(r",? so (?:please |always |do )?(?:ask|tell|talk|speak|check|see|consult)\b", _I)
_ACTS = re.compile(
    r"\b(?:can|may|might|could|interacts?|affects?|raises?|lowers?|weakens?|strengthens?|increases?|reduces?|adds?)\b",
    _I,
)
_OF_READER = re.compile(r"(?:if|when|you|we|your|our|it)\b", _I)
_EXPOSURE = re.compile(
    r"\b(?:smok\w+|alcohol|tobacco|drugs?|vitamins?|folic acid|iron|calcium|salt|sodium|sugar|"
    r"caffeine|fat|fiber|aspirin|ibuprofen|acetaminophen|vaccin\w+|medicines?|medications?|"
    r"antibiotics?|sun|sunscreen|mosquito|tick|raw|animals?|water|milk|meat|fish|fluids?|hands?)\b",
    _I,
)
_TEACHES = re.compile(r"\b(?:teach|advise|encourage|tips?|steps?|ways to|things you can do)\b", _I)
_COMPARES = re.compile(r"\b(?:more|less|most|least|than|rarely|often|usually|common|uncommon|likely|unlikely)\b", _I)
_DOSE = re.compile(
    r"\b\d+(?:[.,]\d+)?(?: ?[–-] ?\d+)? ?(?:mg|mcg|g|grams?|ml|milliliters?|cups?|glasses|ounces|"
    r"minutes?|hours?|days?|weeks?|months?|years?|times|percent|servings?|degrees)\b|\d ?(?:%|° ?[CF]\b)",
    _I,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_DIGIT = re.compile(r"\d")
_PHONE = re.compile(r"\b1-\d{3}-\d{3}\b|\(\d{3}\) ?-?\w|(?<![\w.,-])0\d{2,4}[ -]\d{3}[ -]?\d{3,4}\b")
_VACUOUS_TAIL = re.compile(
    r"(?<![\s,:;—–-])[\s,:;—–-]*+(?:(?:such as|including|include[sd]?|like|for example|e\.g\.|"
    r"namely|these|are|is|as follows|the following(?: \w+){0,3}|by|if (?:they|you) (?:experience|"
    r"have|notice|develop)|to)[\s,]*+){1,6}[:.]?\s*+\Z",
    _I,
)
_SHELL = re.compile(
    r"\A(?:use |try |follow |here (?:are|is) |consider )|\A(?:these|"
    r"the following) (?:\w+ ){1,4}(?:are|is|can|may|include)\b(?:\W*\w+){0,4}\W*\Z|"
    r"\bthe following\b[^.]*\.\Z",
    _I,
)
_INFORMATIVE = re.compile(
    r"\b(?:because|most|more than|less than|majority|increase[sd]?|leading|common(?:ly)?|often|"
    r"usually|rarely|never|always|percent|%|only|affects?|begins?|made up of|made of|divided into|"
    r"classified|four|five|three|two|six|\d+)\b",
    _I,
)
_CHART = re.compile(
    r"(?:temperature|blood pressure|heart rate|respiratory rate|pulse(?: oximetry)?|respirations?|(?:o2|oxygen|spo2) ?"
    r"(?:saturation)?|height|weight|bmi|body mass index): ?[<>]?\d[^;:]{0,40}\Z"
    r"|(?:history|current medications|medications|allergies|chief complaint|social history|family history)\b ?: ?"
    r"(?=.*(?:\bdaily\b|\bmg\b|\bnone\b|\bno known\b))"
    r"|[^:]{2,60}: ?(?:(?:client|patient|he|she) )?(?:denies|deferred|within normal limits|alert and oriented|no known|"
    r"unremarkable|noncontributory|normocephalic|non-?tender|clear to auscultation|regular rate)\b",
    _I,
)
"""A line of one patient's chart."""
_AUTHORS = re.compile(r"(?:(?:[A-Z]\.|[A-Z][\w’-]+(?![\w’-])),? ?(?:& |and |et al\.?)?){3,}(?:\(?\d{4}\)?\.?)?\Z")
"""Names and initials only: what is left of a reference."""
_ELLIPSIS = re.compile(
    r"(?:(?:yes|no),? )?(?:(?:but|and|so|mostly|usually|often|sometimes|generally|rarely|"
    r"in (?:most|many|some) cases),? )*(?:it|they|this|that|these|there|he|she|you) "
    r"(?:(?:usually|often|sometimes|generally|mostly|probably|certainly|"
    r"rarely) )?(?:do|does|did|is|are|was|were|can|may|might|will|would|has|have|should|could)"
    r"(?: not|n['’]t|not)?[.!]?\Z",
    _I,
)
"""A clause that leaves out what it says ("Mostly it does not."): its question must be known."""


def relates(text: str) -> bool:
    """Whether a text holds a word that asserts something of something ("causes", "lowers", "usually")."""
    return "relation" in WORDS.of(_WORD.findall(text.lower()))


@cache
def _disclaimers() -> tuple[Phrases, Phrases]:
    words = lexicon("disclaimers")
    return Phrases(words["anywhere"]), Phrases(words["openers"])


def is_disclaimer(text: str) -> bool:
    """Whether a sentence speaks of the page, its makers or its wares ("As an Amazon Associate we earn ...")."""
    anywhere, openers = _disclaimers()
    return (
        bool(anywhere.matches(text))
        or service_lines.is_service(text)
        or ("%" in text and _OFFER.search(text) is not None)
        or any(not text[: m.start()].strip(' *†‡•“"(') for m in openers.matches(text))
        or _is_of_shop(text)
    )


def _is_of_shop(text: str) -> bool:
    """Whether a line tells what something costs, how much of it is left, or where and when somebody is there."""
    if len(text) > _LONGEST_OF_SHOP or not _DIGIT.search(text):
        return False
    priced = any(map(text.__contains__, "£$€")) and _PRICED.search(text) and not _ASSERTS.search(text)
    placed = _ROOM.search(text) and not _ASSERTS.search(text)
    return bool(
        priced or placed or _LEFT_IN_SHOP.fullmatch(text) or (_HOURS.search(text) and not _ASSERTS.search(text))
    )


_LONGEST_OF_SHOP = 120
_ROOM = re.compile(r", (?:Level|Floor|Ward|Room|Suite|Block|Zone|Entrance|Building|Gate) [A-Z\d]{1,3}\b")
_PRICED = re.compile(r"(?:\A|\bfrom|\bonly|\bjust|\bas low as|\bstarting at|[-–—:(])\s?[£$€]\s?\d", _I)
_ASSERTS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|might|will|could|should|must|costs?|spen[dt]s?|saves?|saved|lost|loses?|"
    r"rose|fell|pa(?:id|ys?)|charges?|charged)\b",
    _I,
)
_LEFT_IN_SHOP = re.compile(r"(?:only|just|hurry,? only) \d+ (?:left|remaining)(?: in stock)?[.!]?", _I)
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\.?)?"
_HOURS = re.compile(
    rf"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\b[^.!?\d]{{0,40}}\b{_CLOCK}\s?(?:to|until|till|–|-)\s?\d{{1,2}}(?:[.:]\d\d)?\s?[ap]\.?m\b"
    rf"|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\b[^.!?\d]{{0,40}}\b\d\d?[.:]\d\d\s?(?:to|until|till|–|-)\s?\d\d?[.:]\d\d\b",
    _I,
)
"""On which days and from when to when: "Monday to Friday: 9am to 5.30pm"."""


_OFFER = re.compile(
    r"\b(?:get|save|enjoy|grab|claim)\b[^.!?%]{0,20}\d ?%(?: off\b| on (?:your|our|all|every|selected)\b)"
    r"|\d ?% off (?:our|all|every|your (?:first|next|order)|the (?:price|range|full)|orders?|with|when you|until)\b"
    r"|\d ?% (?:discount|cashback)\b",
    _I,
)
"""What is sold for less: "Get 20% off our braces"."""
_CERTAIN_NO = ("question", "image", "date", "belief", "fancy")
_WORD = re.compile(r"[a-z][a-z'’-]+|\d+|%")


def features(unit: Unit, doc: Doc, lead: Unit | None) -> list[str]:
    """Names of the features that hold for a unit; `doc` is its parse, `lead` the unit that introduces it."""
    text = unit.clean
    out = ["bias", f"kind={unit.kind}"]
    held = prefilter.bits(text)
    words = _WORD.findall(text.lower())
    digits = _DIGIT.search(text) is not None
    hits = {name for name, pattern in _PATTERNS.items() if pattern.found(text, held)}
    if digits and _DOSE.search(text):
        hits.add("dose")
    if digits and _PHONE.search(text) and not service_lines.tells_case(text):
        hits.add("navigation")
    if text.rstrip('"”’)').endswith("?"):
        hits.add("question")
    out += [f"is:{name}" for name in sorted(hits)]
    classes = WORDS.of(words)
    contents = len(classes & _CONTENT)
    out.append(f"content:{contents}")
    shells: list[str] = [name for name in ("abstract", "resource", "you") if name in classes]
    shells += [
        name
        for name, pattern in (("ability", _ABILITY), ("going on", _GOING_ON), ("patient told", _PATIENT_TOLD))
        if pattern.found(text, held)
    ]
    out += [f"is:{name}" for name in shells]
    if contents == 0:
        out += [f"empty&{name}" for name in shells]
    length = len(words)
    out.append(
        "len:"
        + (
            "1-2"
            if length <= 2
            else "3-5"
            if length <= 5
            else "6-9"
            if length <= 9
            else "10-19"
            if length < 20
            else "20+"
        )
    )
    tokens = phrases.tokens(doc)
    tags = [t.tag_ for t in tokens]
    finite = any(tag in {"VBZ", "VBP", "VBD", "MD"} for tag in tags)
    imperative = is_imperative(doc)
    out.append("finite" if finite else "no-finite")
    if imperative:
        out.append("imperative")
        for name in ("advice", "dose", "purpose", "doctor", "asprescribed", "emergency", "navigation", "exercise"):
            if name in hits:
                out.append(f"imperative&{name}")
        if not hits & {"dose", "purpose", "emergency"}:
            out.append("imperative&bare")
    if "VBD" in tags and not any(tag in {"VBZ", "VBP", "MD"} for tag in tags):
        out.append("past-only")
    root = phrases.root(doc)
    if root is not None:
        out.append(f"root={root.lower_}")
        subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            out.append(f"subject={subject.lower_}")
            if subject.tag_ == "NNP" and not subject.text.isupper():
                out.append("subject-name")
    out += [f"w={w}" for w in dict.fromkeys(words)]
    out += [f"start={' '.join(words[:n])}" for n in (1, 2) if length >= n]
    out += _section_words(unit.section)
    if unit.section.rstrip().endswith("?"):
        out.append("sec?")
    if unit.leads:
        out.append("leads")
        out.append("leads&informative" if informative(text) else "leads&vacuous")
    if text.endswith(":"):
        out.append("ends-colon")
    if unit.kind == "item":
        if lead is None:
            out.append("item-alone")
        else:
            out += _lead(lead.clean)
            if imperative and not lead_asserts(lead.clean):
                out.append("item-to-do")
    return out


@lru_cache(maxsize=256)
def _section_words(section: str) -> tuple[str, ...]:
    return tuple(f"sec={w}" for w in dict.fromkeys(_WORD.findall(section.lower())))


@lru_cache(maxsize=256)
def _lead(text: str) -> tuple[str, ...]:
    """The features an item has of the unit that introduces it."""
    return (
        *(["lead-asserts"] if lead_asserts(text) else []),
        *(f"lead:{name}" for name in ("navigation", "meta", "advice", "exercise") if _PATTERNS[name].found(text)),
        *(f"lead={w}" for w in dict.fromkeys(_WORD.findall(text.lower())[-5:])),
    )


def is_imperative(doc: Doc) -> bool:
    """Whether the sentence opens with a bare verb ("Take ...", "Do not smoke")."""
    for token in phrases.tokens(doc):
        if (
            token.is_punct
            or token.lower_ in {"please", "also", "always", "never", "then", "try"}
            or token.dep_ in {"advmod", "neg"}
        ):
            continue
        if (
            token.lower_ in {"do", "don"}
            and token.i + 1 < len(doc)
            and doc[token.i + 1].lower_ in {"not", "n't", "n’t"}
        ):
            return True
        return (
            token.tag_ in {"VB", "VBP"}
            and token.dep_ not in {"compound", "amod", "nmod"}
            and not any(c.dep_ in {"nsubj", "nsubjpass"} and c.i < token.i for c in token.children)
        )
    return False


def informative(text: str) -> bool:
    """Whether a list's lead-in still says something when the list is taken away ("Most people have one of these:")."""
    if text.endswith((".", "!")) and not _SHELL.search(text):
        return True
    rest = _VACUOUS_TAIL.sub("", text)
    if len(rest.split()) < 4:
        return False
    return bool(_INFORMATIVE.search(rest))


def relational(heading: str) -> bool:
    """Whether a heading says what its bare list items are ("Symptoms", "Risk factors for gout")."""
    return bool(
        re.search(
            r"\b(?:symptoms?|signs|causes|risk factors?|complications|side effects|triggers|treatments?|"
            r"types|examples|benefits|tests)\b",
            heading,
            _I,
        )
    )


@lru_cache(maxsize=256)
def lead_asserts(text: str) -> bool:
    """Whether a lead-in makes its items assertions ("Symptoms include:", "caused by", "should ... if")."""
    return bool(re.search(
        r"\b(?:include[sd]?|are|is|can|may|might|cause[sd]?|by|such as|including|if|should|have|has|"
        r"with|risk|symptoms?|help|experience|factors?|associated|stages?|types?|kinds?|contains?|"
        r"involve|need|require|when|who|in)\b", text, _I
    )) and not re.search(r"\A(?:see|use|follow|here|read|check|try)\b|\bable to\b|\bobjectives?\b|\btips\b|\bsteps\b|"
        r"\bresources\b", text, _I)  # fmt: skip


def certain(unit: Unit, names: Collection[str], lead: Unit | None = None) -> bool | None:
    """False where a pattern leaves no doubt, None where the model must decide; `names` are the unit's features."""
    text = unit.clean
    has = names.__contains__
    if any(has(f"is:{name}") for name in _CERTAIN_NO) or _CHART.match(text) or not _LETTERS.search(text):
        return False
    learning, resources, story = _section_sorts(unit.section)
    if learning and has("imperative") and (has("is:exercise") or unit.kind == "item"):
        return False
    if (
        unit.kind == "item"
        and unit.first
        and lead is None
        and unit.near < 0
        and has("no-finite")
        and not has("imperative")
    ):
        return None if relational(unit.section) or ":" in text else False
    if (resources and (unit.kind == "item" or has("imperative"))) or (
        lead is not None
        and _PATTERNS["meta"].found(lead.clean)
        and (has("imperative") or (has("no-finite") and not has("is:dose")))
    ):
        return False
    if story and not has("is:dose"):
        return False
    if lead is not None and service_lines.is_of_house(lead.clean) and not has("is:dose"):
        return False
    told = has("is:dose") or (unit.marked and has("finite"))  # no link to elsewhere has a figure, or a mark
    if has("is:navigation") or (lead is not None and not told and _leads_elsewhere(lead.clean)):
        return False
    if stories.names_patient(text):
        return False
    if unit.leads and has("leads&vacuous"):
        return False
    if _OF_TEXT.found(text):
        return False
    if len(text) < 60 and (_ELLIPSIS.match(text) or (_AUTHORS.match(text) and "." in text[:-1])):
        return False
    if has("is:meta") and not _FINDING.search(text):
        return False
    if has("is:research") and not _FINDING.search(text) and not _AGENT.search(text):
        return False
    if has("is:wish") and not has("is:dose"):
        return False
    if has("is:doctor") and not has("is:emergency") and not _TRIAGE.search(text) and not tells_why(text):
        return False
    if has("content:0") and _PURPOSES.isdisjoint(names) and service_lines.is_errand(text):
        return False
    if has("imperative"):
        return None
    if unit.marked and any(q.unit == "%" for q in quantities.find(text)):
        return None  # a figure with a mark is told as a fact, however lively
    if has("is:rhetoric") and not has("is:doubtless") and not has("is:dose") and not _COMPARES.search(text):
        return None if _FINDING.search(text) or re.search(r"\b(?:and|but|because) \w+", text) else False
    return None


def tells_why(text: str) -> bool:
    """Whether what to ask somebody stands behind what a thing does: "It can thin the blood, so tell your surgeon"."""
    asked = _SO_ASK.search(text)
    return asked is not None and _ACTS.search(text, 0, asked.start()) is not None and not _OF_READER.match(text)


def tells_how_often(text: str) -> bool:
    """Whether an order says how often a medicine is taken: "Take it ONCE A WEEK, never every day"."""
    return _HOW_OFTEN.match(text) is not None


_HOW_OFTEN = re.compile(
    r"(?:please |only |always )?(?:take|use|inject|apply|give|swallow|inhale|insert)\b"
    r"(?! (?:an?|some|care|part|time|turns|notes?|off|out|up)\b)"
    r"(?!.{0,60}\b(?:with you|walks?|showers?|baths?|breaks?)\b)"
    r"[^.;:]{1,60}\b(?:(?:once|twice|(?:\d{1,2}|one|two|three|four|five|six) times) (?:an? |per |each |every )?"
    r"(?:day|week|month|year|daily|weekly|monthly)|every (?:\w+ )?(?:hour|day|week|month|morning|evening|night)s?"
    r"|(?:only )?on (?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)


def _leads_elsewhere(lead: str) -> bool:
    """Whether what introduces a list points to other pages, not to what somebody found ("here is what studies say")."""
    return _PATTERNS["navigation"].found(lead) and not _TOLD_BY.search(lead)


@lru_cache(maxsize=256)
def _section_sorts(section: str) -> tuple[bool, bool, bool]:
    """Whether a heading opens exercises, a list of resources, or a patient's story."""
    return bool(_LEARNING.search(section)), bool(_RESOURCES.search(section)), bool(_STORY.search(section))


def probability(names: Iterable[str], model: Mapping[str, float] | None = None) -> float:
    """How likely a unit with these features is a claim, 0 to 1."""
    return learned.chance(names, learned.card(_MODEL)["weights"] if model is None else model)


def is_mere_order(unit: Unit, names: Collection[str], lead: Unit | None = None) -> bool:
    """Whether a unit says what to do and neither its words nor its lead-in tell what for ("Check your feet.")."""
    if "imperative" not in names or not _PURPOSES.isdisjoint(names) or _EXPOSURE.search(unit.clean):
        return False
    return lead is None or not (
        unit.clean[:1].islower()
        or (lead_asserts(lead.clean) and not _TEACHES.search(lead.clean))
        or _PATTERNS["purpose"].found(lead.clean)
    )


_PURPOSES = frozenset(["is:dose", "is:purpose", "is:emergency"])


def least(unit: Unit, names: Collection[str], lead: Unit | None = None) -> float:
    """The probability from which a unit counts as a claim (chosen on text the model had not seen)."""
    return ORDERS if is_mere_order(unit, names, lead) else threshold()


ORDERS = 0.8
"""That of a mere order: of pages left out, 22 of the 26 from there on were claims."""


def threshold() -> float:
    """The probability from which a unit counts as a claim (chosen on text the model had not seen)."""
    return float(learned.card(_MODEL).get("threshold", 0.5))

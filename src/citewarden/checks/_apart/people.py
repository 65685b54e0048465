"""Of whom: the sentence speaks of people whom the source left out, or tells their condition otherwise."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks import _evidence as ev
from citewarden.checks import population_mismatch
from citewarden.checks._ages import NOT_THEMSELVES
from citewarden.checks._apart import effects
from citewarden.checks._apart.asked import Apart, beside, is_brief, sentences, telling, titles
from citewarden.checks._figures import quantities_of
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage

_LEFT_OUT = re.compile(
    r"(?P<who>[^.;,]{3,80}?) (?:(?:was|were) (?:not|never)|(?:has|have) (?:not|never) (?:yet )?been) (?:studied"
    r"|included|enrolled|examined|recruited|eligible"
    r"|part of)"
    r"|(?P<out>[^.;,]{3,80}?) (?:was|were) excluded|\b(?:excluded|excluding|did not (?:include|enrol\w*"
    r"|study)) (?P<those>[^.;,]{3,80})"
    r"|\b(?:cannot|can ?not|may not|should not|must not|could not) be (?:carried over|applied|transferred|extended"
    r"|generali[sz]ed) to (?P<over>[^.;,]{3,80})"
    r"|\b(?:results|effects|findings) (?:in|for|among) (?P<else>[^.;,]{3,40}?) (?:may|might"
    r"|could) (?:well )?(?:differ|be different)"
    r"|\b(?:may|might|need|do|does) not (?:hold|be true|apply|work) (?:for|in|to) (?P<hold>[^.;,]{3,80})"
    r"|\b(?:does|do|can|could) ?not (?:tell (?:us )?(?:anything )?(?:about|of)|say anything (?:about|of)"
    r"|speak (?:about|of)"
    r"|apply to|cover|include|hold for) (?P<not>[^.;,]{3,80})|\b(?:is|are) not (?:meant "
    r"|intended |suitable )(?:for|in) (?P<for>[^.;,]{3,80})",
    re.I,
)
_EVERYBODY = re.compile(r"\b(?:every(?:one|body)|all (?:people|patients|adults))\b", re.I)
_OWNED_UP = re.compile(
    r"\b(?:left out|excluded|not (?:been )?(?:studied|tested|tried|included|enrolled"
    r"|admitted|eligible)|kept out|turned away"
    r"|(?:did|could|do)(?: not|n['’]t) (?:take part|join|enter)|(?:was|were) not (?:among|part of|allowed)"
    r"|nobody knows|not (?:yet )?known"
    r"|(?:(?:do|does|did|could|can) ?(?:not|n['’]t)|cannot) (?:yet )?(?:know|say|tell)\b[^.;]{0,12}"
    r"\b(?:about|of|if|whether|how|what)"
    r"|unknown|unclear|not (?:clear|certain))\b",
    re.I,
)
_WITH = re.compile(
    r"\b(?:people|patients|persons|adults|children|babies|infants|teenagers|(?:wo)?men|girls|boys|those"
    r"|participants|volunteers|mothers|donors"
    r"|smokers|workers) (?:with|who (?:have|had|were|are)) (?P<what>(?:(?!and\b|or\b|who\b|had\b|was\b"
    r"|were\b)[\w-]+ ){0,2}[\w-]+)",
    re.I,
)
_YOUNGER = re.compile(r"\b(?:younger|older) (?!(?:adults|people|patients|persons)\b)", re.I)
"""What takes a part of those named: "younger women"."""


def is_left_out(text: str) -> bool:
    """Whether a sentence of a source tells whom it is not of, or of whom it does not know."""
    return bool(_LEFT_OUT.search(text) or _OWNED_UP.search(text))


def left_out(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence speaks of those whom the source says that it left out, or of all where it left out some."""
    words = ev.stems(claim.standalone) - ev.stems("people patients persons those which")
    words |= ev.stems("pregnant women") if _EXPECTING.search(claim.standalone) else set()
    rows = ((found, p, text) for p, text in sentences(read) for found in _LEFT_OUT.finditer(text))
    for found, passage, sentence in rows:
        who = next(text for text in found.groups() if text)
        lacking = re.search(r"\bwithout (?P<what>.+)", who, re.I)
        if lacking:
            general = _WITH.search(claim.standalone) or _EVERYBODY.search(claim.standalone)
            missed = general is not None and not telling(lacking["what"]) & words
        else:
            said = [telling(one) - _GENERAL for one in re.split(r"\b(?:or|and|nor) ", who)]
            named = telling(who) - _GENERAL
            rest = named - ev.stems(" ".join(_named()))
            said = said if any(found[name] for name in ("over", "not", "hold", "who", "out", "else")) else []
            missed = any(one and one <= words for one in said) and not claim.negated
            missed = missed or (found["over"] is not None and not claim.negated and _do_so(claim.standalone, who))
            missed = missed or bool(named and named <= words) or (not rest and _is_one_group(claim.standalone, who))
            missed = missed and not re.search(r"\d", who) and not _YOUNGER.search(who)
            missed = missed and not (_HOW_LONG.search(who) and not _SPAN.search(claim.standalone))
        if missed and not (_LEFT_OUT.search(claim.standalone) or _OWNED_UP.search(claim.standalone)):
            return Apart(
                f"{ev.capital(ev.source_read(audit, passage))} says whom it is not of: {ev.quoted(sentence)}."
                " Name the group of the source, or cite another.",
                passage,
                sentence,
            )
    return None


def _do_so(text: str, what: str) -> bool:
    """Whether a text names those who do a thing by it: "cyclists", "swimmers" of "swimming"."""
    act = re.fullmatch(r"\W*(?P<does>[a-z]{3,})ing\W*", what, re.I)
    return act is not None and re.search(rf"\b{re.escape(act['does'])}(?:ers?|ists?|s)\b", text, re.I) is not None


_HOW_LONG = re.compile(r"\bfor (?:more|less|longer|shorter|over|under|at least|many|several|only|a long)\b", re.I)
"""What takes those who have had a thing for so long: the others were studied."""
_SPAN = re.compile(
    r"\b(?:however|how) long\b|\bfor (?:years|months|weeks|long|a long|many|several)\b|\blong(?:er|-standing)\b", re.I
)
_EXPECTING = re.compile(
    r"\b(?:expecting (?:a|your|their|her) \w+|in pregnancy|during pregnancy|mothers-to-be|expectant)\b", re.I
)
_GENERAL = ev.stems(
    "people patients persons participants women men adults other others were with without from than studied included"
)


def _is_one_group(text: str, who: str) -> bool:
    """Whether two texts name one age or sex, the first perhaps a part of the second: "toddler" of "children"."""
    return bool(_one_line(groups_in(text)) & groups_in(who))


def groups_in(text: str) -> set[str]:
    """The ages and sexes that a text names."""
    return {_named()[m[0].casefold()] for m in _words().finditer(text)}


@cache
def _named() -> dict[str, str]:
    axes = lexicon("populations")["axes"]
    return {str(w).casefold(): str(g) for axis in ("age", "sex") for g, words in axes[axis].items() for w in words}


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(_named(), key=len, reverse=True)))})\b", re.I)


def of_another_age(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence speaks of people of an age, the source names others and never those."""
    whole = " ".join([*(p.text for p in read), *(titles(audit, work) for work in {p.work for p in read})])
    mine, theirs = ages_in(claim.standalone), ages_in(whole)
    if len(mine) != 1 or not theirs or not all(is_brief(audit, p.work) for p in read):
        return None
    own = next(m for m in _words().finditer(claim.standalone) if _named()[m[0].casefold()] in mine)
    if _one_line(mine) & _one_line(theirs) or NOT_THEMSELVES.search(claim.standalone[: own.start()]):
        return None
    for passage, sentence in sentences(read):
        for there in _words().finditer(sentence):
            if _named()[there[0].casefold()] in theirs:
                return beside(audit, own[0], there[0], passage, sentence, "Name the group of the source.")
    return None


def name_of(text: str, groups: set[str]) -> str:
    """The first word of a text that names one of some groups, "" where none does."""
    return next((m[0] for m in _words().finditer(text) if _named()[m[0].casefold()] in groups), "")


def ages_in(text: str) -> set[str]:
    """The ages that a text names."""
    return groups_in(text) & set(lexicon("populations")["axes"]["age"])


def _one_line(groups: set[str]) -> set[str]:
    """Groups with those that they are part of."""
    within = lexicon("populations")["within"]
    return groups | {wide for group in groups for wide in within.get(group, ())}


_EVERY = re.compile(r"\b(?:people|persons|patients|anyone|those)\b", re.I)


def of_all_ages(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives for people what a short source, which is of children alone, as its title says, gives for
    them."""
    own = _EVERY.search(claim.standalone)
    title = titles(audit, read[0].work)
    whom = groups_in(title) - {"people"}
    if own is None or len({p.work for p in read}) > 1 or groups_in(claim.standalone) or not whom <= _YOUNG or not whom:
        return None
    if groups_in(audit.document.title) & whom or _YOUNG & groups_in(claim.section):
        return None
    said = {(q.low, q.unit) for q in claim.quantities if re.search(r"\d", q.text) and q.denominator != "age"}
    for passage, sentence in sentences(read):
        same = said & {(q.low, q.unit) for q in quantities_of(sentence)}
        there = next((m for m in _words().finditer(sentence) if _named()[m[0].casefold()] in whom), None)
        if same and there:
            return beside(audit, own[0], there[0], passage, sentence, "Name the group of the source.")
    return None


_YOUNG = frozenset(("children", "infants", "adolescents"))


def in_animals(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells readers what its one source, as the title says, found in animals or cells."""
    title = titles(audit, read[0].work)
    if population_mismatch.is_told(audit, claim):
        return None  # a card says so
    animals = _species("animals").search(title) or _species("cells").search(title)
    if not (effects.told(claim) or claim.quantities):
        return None  # that it is sold, or what it is made of, is found in nobody
    if animals is None or _species("people").search(title) or len({p.work for p in read}) > 1:
        return None
    own = claim.standalone
    if _species("animals").search(own) or _species("cells").search(own) or claim.negated:
        return None
    words = telling(own)
    for passage, sentence in sentences(read):
        if len(words & telling(sentence)) >= 1:
            return Apart(
                f"The article tells it of people; {ev.source_read(audit, passage)} is of “{animals[0]}”:"
                f" {ev.quoted(sentence)}. Say so in the sentence, or cite a study in people.",
                passage,
                sentence,
            )
    return None


@cache
def _species(name: str) -> re.Pattern[str]:
    words = lexicon("populations")["axes"]["species"][name]
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in words)})\b", re.I)


def of_other_ages(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives those studied, counted as in the source, an age that the source gives none of them."""
    counts = {q.low for q in claim.quantities if q.unit == "1" and q.low == q.high >= COUNTED}
    mine = [q for q in claim.quantities if q.denominator == "age"]
    if not counts or len(mine) != 1 or _AGE_OF_PART.search(claim.standalone[: mine[0].start]):
        return None
    for passage, sentence in sentences(read):
        found = quantities_of(sentence)
        there = [q for q in found if q.denominator == "age"]
        if not there or not counts & {q.low for q in found if q.unit == "1"}:
            continue
        if not any(q.comparator in _FROM and mine[0].comparator in _FROM for q in there):
            continue
        if all(not {mine[0].low, mine[0].high} & {q.low, q.high} for q in there):
            return beside(audit, mine[0].text, there[0].text, passage, sentence, "Name the group of the source.")
    return None


COUNTED = 50
"""People from which a count names a study's."""
_FROM = frozenset((">", ">="))
_AGE_OF_PART = re.compile(
    r"\b(?:of whom|some|half|most|many|few|several|third|quarter|fifth|one in \w+|mean|average|including|[\d.]+ ?%"
    r"|percent)\b[^.;]*\Z",
    re.I,
)
"""What stands before the age of a part of those studied."""

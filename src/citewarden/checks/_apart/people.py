"""Of whom: the sentence speaks of people whom the source left out, or tells their condition otherwise."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks import _evidence as ev
from citewarden.checks import population_mismatch
from citewarden.checks._ages import NOT_THEMSELVES
from citewarden.checks._apart import effects
from citewarden.checks._apart.asked import Apart, beside, closest, is_brief, sentences, telling, titles, words_of
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
_WITHOUT = re.compile(r"\b(?:without|no|not|non|free of)[ -](?:\w+ )?\Z", re.I)
_WITHOUT_IT = re.compile(r"(?:not|no|never|neither|only)\b", re.I)
_YOUNGER = re.compile(r"\b(?:younger|older) (?!(?:adults|people|patients|persons)\b)", re.I)
"""What takes a part of those named: "younger women"."""
_HEALTHY = re.compile(
    r"\b(?:healthy|otherwise well) (?:people|persons|adults|volunteers|(?:wo)?men|children|participants|students)\b",
    re.I,
)


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


_NOBODY = re.compile(
    r"\b(?:nobody|no[ -]one|none|no (?:participants?|patients?|person|people|child|children|adults?)) (?:was "
    r"|were )?(?:aged )?"
    r"(?P<side>under|below|younger than|over|above|older than) (?:the age of )?(?P<age>\d{1,3})\b"
    r"|\b(?:people|those|children|adults|participants|patients) (?:aged )?(?P<these>under|below|younger than|over"
    r"|above|older than)"
    r" (?P<years>\d{1,3}) (?:years )?(?:was|were) (?:not (?:studied|included|enrolled)|excluded)",
    re.I,
)
_UNDER = ("under", "below", "younger than")


def nobody_of_that_age(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence speaks of children, or of the old, and the source says that nobody of their age was studied."""
    mine = ages_in(claim.standalone)
    spoken = _DECADE.search(claim.standalone)
    if (
        not (mine or spoken)
        or mine & _GROWN
        or _OWNED_UP.search(claim.standalone)
        or _LEFT_OUT.search(claim.standalone)
    ):
        return None
    for passage, sentence in sentences(read):
        found = _NOBODY.search(sentence)
        if found is None:
            continue
        side, age = (found["side"] or found["these"]).casefold(), int(found["age"] or found["years"])
        young = side in _UNDER and age >= ADULT and bool(mine) and mine <= _YOUNG
        decade = spoken is not None and _DECADES[spoken["ten"].casefold()] + (LATE if spoken["late"] else 0) >= age
        old = side not in _UNDER and (decade or (bool(mine) and mine <= _OLD))
        if young or old:
            own = next((m[0] for m in _words().finditer(claim.standalone) if _named()[m[0].casefold()] in mine), "")
            return beside(
                audit,
                own or (spoken[0] if spoken else ""),
                found[0],
                passage,
                sentence,
                "Name the group of the source, or cite another.",
            )
    return None


_DECADES = {"sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90, "hundreds": 100}
_DECADE = re.compile(
    r"\bin (?:their|your|his|her|the) (?:(?P<late>late )|early |mid-)?(?P<ten>sixties|seventies|eighties|nineties)\b",
    re.I,
)
LATE = 5
ADULT = 16
"""Age from which a source that took in nobody below it says nothing of children."""


def with_or_without(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives those studied a condition that the source says they did not have."""
    own = _WITH.search(claim.text)  # what the article leaves to its context is none of its words
    if own is None or _WITHOUT_IT.match(own["what"]) or not all(is_brief(audit, p.work) for p in read):
        return None
    stems = telling(" ".join(w for w in own["what"].split() if not w.endswith("ed")))  # no "with the brace needed"
    whole = " ".join(p.text for p in read)
    for passage, sentence in sentences(read):
        for word in re.finditer(r"[\w-]{5,}", sentence):
            bare = re.sub(r"\Anon-?", "", word[0], flags=re.I)
            denied = bare != word[0] or _WITHOUT.search(sentence[: word.start()])
            if denied and telling(bare) & stems and not _has(whole, telling(bare) & stems):
                said = sentence[max(0, word.start() - 20) : word.end()].split(" ", 1)[-1]
                return beside(audit, own[0], said, passage, sentence, "Name the group of the source.")
    return None


def _has(text: str, stems: frozenset[str]) -> bool:
    """Whether a text has one of some words without a denial before it."""
    return any(
        telling(m[0]) & stems and not _WITHOUT.search(text[: m.start()]) for m in re.finditer(r"[\w-]{4,}", text)
    )


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


def of_a_group(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect in people of an age or sex; the one sentence of its brief "
    "source on them finds none."""
    mine = groups_in(claim.standalone)
    if not mine or claim.negated or claim.hypothetical or effects.denies(claim):
        return None
    if not all(is_brief(audit, p.work) for p in read) or not (effects.told(claim) or claim.quantities):
        return None
    for group in sorted(mine):
        rows = [(p, t) for p, t in sentences(read) if group in groups_in(t)]
        others = [t for _, t in sentences(read) if groups_in(t) - {group} and group not in groups_in(t)]
        if len(rows) != 1 or not others:
            continue
        null = effects.NULL.search(rows[0][1]) or words_of("none").search(rows[0][1])
        if null and not effects.turns(rows[0][1]):
            said = next(m[0] for m in _words().finditer(claim.standalone) if group in groups_in(m[0]))
            return beside(audit, said, null[0], *rows[0], "Name the group of the source.")
    return None


def healthy(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that healthy people were studied, the source that patients were."""
    own = _HEALTHY.search(claim.standalone)
    brief = all(is_brief(audit, p.work) for p in read)
    if own is None or not brief or re.search(r"\bhealthy|volunteers|\bwithout\b", " ".join(p.text for p in read), re.I):
        return None
    for passage, sentence in sentences(read):
        there = _WITH.search(sentence)
        if there and not _APART_FROM_THEM.search(sentence):
            return beside(audit, own[0], there[0], passage, sentence, "Name the group of the source.")
    return None


_APART_FROM_THEM = re.compile(r"\b(?:may|should|must|needs?|ought|can|cannot|ask|speak|tell|do not|avoid)\b", re.I)
"""What says that a sentence tells the ill what holds for them, so that the rest of the source is of the healthy."""
_BOTH = re.compile(r"\b(?P<one>\w+)(?=(?:,| and| or| as well as| like)(?: in| for)?(?: both)? (?P<two>\w+)\b)", re.I)
_EVERY = re.compile(r"\b(?:people|persons|patients|anyone|those)\b", re.I)


def widened(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says of children and adults what the closest one of the source says of children alone, and the
    source speaks of adults elsewhere."""
    pairs = [m for m in _BOTH.finditer(claim.standalone) if len(groups_in(m["one"]) | groups_in(m["two"])) == 2]
    both = next((m for m in pairs if groups_in(m["one"]) and groups_in(m["two"])), None)
    if both is None or claim.hypothetical or claim.negated:
        return None
    mine = groups_in(both["one"]) | groups_in(both["two"])
    found = closest(telling(claim.standalone) - _GROUPS, read, "", claim.standalone)
    there = groups_in(found[1]) & mine if found else set()
    if found is None or len(there) != 1 or _EVERY.search(found[1]):
        return None
    other = next(iter(mine - there))
    if not any(other in groups_in(text) and not there & groups_in(text) for _, text in sentences(read)):
        return None
    said = next(m[0] for m in _words().finditer(found[1]) if _named()[m[0].casefold()] in there)
    return beside(
        audit, claim.standalone[both.start() : both.end("two")], said, *found, "Name the group of the source."
    )


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
_OLD = frozenset(("older adults",))
_GROWN = frozenset(("adults", "young adults"))
_GROUPS = telling("women girls females mothers boys males fathers children adults babies infants adolescents teenagers")


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
_SEVERAL = re.compile(
    r"\b(?:at least )?(?:two|three|2|3|all) (?:or more )?of (?:the |these )?"
    r"(?:following|(?:three|four|five|six) (?:criteria|features"
    r"|signs|conditions|factors))|\bboth of (?:the following|these)\b|\bmeets? (?:all|both|two|three) ",
    re.I,
)
"""What asks for more than one thing: "at least two of the following three"."""


def one_of_several(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence takes one condition for enough, where the source's asks for several."""
    if _SEVERAL.search(claim.standalone) or not claim.quantities:
        return None
    said = {(q.low, q.unit) for q in claim.quantities}
    for passage, sentence in sentences(read):
        there = _SEVERAL.search(sentence)
        same = said & {(q.low, q.unit) for q in quantities_of(sentence)}
        ages = {q.low for q in claim.quantities} & {q.low for q in quantities_of(sentence) if q.denominator == "age"}
        named = telling(sentence[there.end() :]) & telling(claim.standalone) if there else frozenset[str]()
        if there and same and len(same) + len(named) + len(ages) > 1 and len(named) <= ONE:
            return beside(
                audit, claim.standalone[:80], there[0], passage, sentence, "Name all that the source asks for."
            )
    return None


ONE = 1
"""Most telling words of the source's list that a sentence on one item of it has."""

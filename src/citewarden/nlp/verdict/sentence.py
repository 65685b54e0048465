"""What one sentence says, as far as words show it: terms, numbers, negation, direction, strength, people, time.

Pure and memoised: the same sentence is read once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache

from citewarden.model import Quantity
from citewarden.nlp import context
from citewarden.nlp.context import Denial
from citewarden.nlp.verdict import amounts
from citewarden.nlp.verdict.amounts import Amount
from citewarden.nlp.verdict.events import Event, events
from citewarden.nlp.verdict.groups import LAB, groups
from citewarden.nlp.verdict.terms import terms, tokens, unprefixed
from citewarden.text import quantities, scales
from citewarden.text.prefilter import Gated

_NULL = re.compile(
    r"\b(?:no (?:significant |clear |statistically significant |meaningful |major |real |measurable |overall |"
    r"added )?(?:difference|effect|"
    r"benefit|change|association|correlation|impact|improvement|link|relationship|influence|evidence|advantage|"
    r"gain)\w*|not differ(?:ent)?|"
    r"n[o']t (?:significantly )?(?:different|associated|linked|related|affect\w*|change\w*|influence\w*|alter\w*|"
    r"correlate\w*|improve\w*)|"
    r"(?:did|does|do|was|were|is|are|has|have) (?:not|n't) (?:significantly |any |appear to |seem to )?(?:differ|"
    r"affect|change|influence|alter|help|benefit|"
    r"associated|improve)\w*|(?:did|does|do)(?: not|n't) (?:gain|get|have|find|show|see|bring|offer|"
    r"provide) (?:any |a |much )?(?:\w+ )?(?:difference|effect|benefit|protection|advantage|improvement|change)|"
    r"made no difference|makes no difference|"
    r"unaffected|unchanged|unaltered|"
    r"(?<!half )(?<!twice )(?<!times )as (?:well|good|long|effective|much|often|common|likely|safe|high|fast|"
    r"many)\b[^,;.]{0,40}?\bas\b|similar|similarly(?!,)|comparable|"
    r"equally(?!,)|no worse than|no better than|the same|equivalent|ineffective|(?:was|were|is|are) lacking|"
    r"lack of (?:evidence|association|effect|benefit)|insufficient evidence|little (?:evidence|effect)|"
    r"independent of|irrespective of|regardless of|unrelated)\b",
    re.I,
)
_ANY_NULL = Gated(_NULL.pattern)
_AIM = Gated(
    r"\b(?:aim(?:s|ed)? (?:of|to|was|is)|the (?:goal|objective|purpose)|objectives?\b|set out to|we (?:sought|aim|"
    r"investigated whether|tested "
    r"whether|asked whether|examined whether|hypothesi[sz]e)|to (?:find out|determine|assess|investigate|evaluate|"
    r"examine|test|"
    r"learn|see) (?:whether|if|the|how)|(?:is|are|was|were) (?:testing|investigating|studying|looking|"
    r"being (?:tested|studied|investigated))|(?<!decide )(?<!decide together )whether\b(?!.{0,80}\bor\b)|"
    r"hypothes[ie]s(?:ed)?|will be (?:studied|tested|assessed)|(?:are|is) (?:under way|underway|ongoing|expected in)|"
    r"remains? (?:unclear|unknown|to be (?:seen|determined|shown)|controversial)|(?:is|are) (?:unclear|not known|"
    r"unknown|uncertain)|"
    r"not (?:yet )?(?:known|clear|been (?:studied|tested|established|shown)))\b"
)
_BELIEF = Gated(
    r"\b(?:(?:once|long|previously|formerly|traditionally|widely|commonly|often|popularly|"
    r"sometimes) (?:been )?(?:thought|believed|held|assumed|"
    r"said|claimed|supposed)|(?:many|some|most|few)[\w ]{0,25} (?:believe|think|say|feel that|claim|assume)\w*|myth|"
    r"misconception|old belief|folk|"
    r"it (?:has been|was|is) (?:suggested|claimed|speculated|thought|believed)|(?:has|have) been (?:suggested|"
    r"hinted|speculated)|hinted|"
    r"advocates|proponents|anecdot\w+|contrary to)\b"
)
_ATTRIBUTED = Gated(
    r"\b(?:researchers?|scientists?|studies|some people|people|experts?|parents|many)[\w ]{0,20}? (?:are testing|"
    r"test|are "
    r"studying|say|feel|believe|think|suspect|report|claim|wonder)\w*\b|\blinked to\b|\bassociat|\bmay\b|"
    r"\bmight\b|\bcould\b"
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|alone|nothing but)\b", re.I)
_EXCEPT = Gated(
    r"\b(?:except(?:ion| for)?|excluding|other than|apart from|but not|unless|however|should not|must not)\b"
)
_EVERY = re.compile(
    r"\b(?:all|every|everyone|everybody|always|whatever|regardless|any|no one|none|never|whole|entire)\b", re.I
)
_THAN = re.compile(
    r"\bthan\b|\bcompared (?:with|to)\b|\bversus\b|\bvs\.?(?=\s)|\brelative to\b|\bas [\w ]{2,20} as\b", re.I
)
_PLAIN_MOVES = re.compile(
    r"(?:more|less|fewer|higher|lower|greater|smaller|ris(?:e|es|en|ing)|rose|fall(?:s|en|ing)?|fell|increas\w*|"
    r"decreas\w*|drop\w*|"
    r"reduc\w*|up|down|low|high|raise[sd]?|raising|most|least|better|worse)\Z"
)
_SIGNIFICANT = re.compile(
    r"\b(?:significant(?:ly)?|clear(?:ly)?|marked(?:ly)?)\b(?: (?:\w+ )?(?:difference|effect|more|less|higher|"
    r"lower|better|fewer|reduc|increas|improv|associat))?",
    re.I,
)
_CAPTION = re.compile(r"(?:supplementa\w+ |extended data )?(?:fig(?:ure)?s?\.?|table) ?S?\d", re.I)
_FUNDING = Gated(
    r"\breceiv\w+ (?:grants?|consulting|personal fees|honoraria|lecture fees)|\bfunded by\b|\bconflicts? of interest|"
    r"\breports? (?:being funded|grants?|personal fees)"
)
_SILENT = re.compile(
    r"\b(?:abstract|article|paper|page|text|source|note|leaflet|authors?) (?:itself |here )?"
    r"(?:(?:do|does|did) not|doesn't|didn't|never|nowhere) "
    r"(?:mentions?|discuss(?:es)?|address(?:es)?|names?|deals? with|covers?|says?|speaks? of)\b",
    re.I,
)
_INITIAL = re.compile(r"[A-Z]\.")
_AUTHORS = re.compile(
    r"(?<![\w'-])(?:[A-Z][\w'-]+ [A-Z]{1,2}\.,? ?){2,}|"
    r"(?:(?:(?:van|von|der|den|de|da|di|la|le) ){0,2}(?<![\w'-])"
    r"[A-Z][\w'-]+,? (?:[A-Z]\.[ ,]?){1,4},? ?(?:and |& )?){3,}"
)
"""Captions, reference items, notes on funding and on what a text leaves out: words that state nothing of the matter."""
_ANAPHORS_WORDS = "it they them these this that those their its such both he she his her"
_ANAPHORS = frozenset(_ANAPHORS_WORDS.split())
_DEFINITE = re.compile(
    r"\b[Tt]he (?:disease|disorder|condition|drug|medicine|trial|study|treatment|vaccine|group|test|same|patients|"
    r"shot|tablets?)\b"
)
_NAME = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}")
_NOT_HOW_MANY = re.compile(r"\b(?:more|less|as|least|the most|how)\s+$")
_OF_A_NUMBER = re.compile(r"\s+(?:\d|hundred|ten|other|few)")


class Reading:
    """A sentence as read; every index in it counts in `terms` or `tokens`, every offset in `text`.

    What is only asked of the few sentences that matter is worked out when asked, once.
    """

    def __init__(self, text: str, known: dict[str, str] | None = None) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.terms = terms(self.tokens, known)
        self.keys = frozenset([t.key for t in self.terms])
        self.words = frozenset([t.word for t in self.tokens])
        self.stems = frozenset([t.stem for t in self.tokens])
        self.rows = tuple([t.vector for t in self.terms if t.vector >= 0])
        self.prefixes = frozenset([k[:6] for k in self.keys if len(k) >= 6 and not k.startswith("=")])
        self._searched: dict[int, re.Match[str] | None] = {}

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first match in the text; each pattern (a constant of its module) is looked for once."""
        key = id(pattern)
        if key not in self._searched:
            self._searched[key] = pattern.search(self.text)
        return self._searched[key]

    @cached_property
    def length(self) -> int:
        """Words, as spaces part them."""
        return len(self.text.split())

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """The weight of each term."""
        return tuple([t.weight for t in self.terms])

    @cached_property
    def weight(self) -> float:
        """The weight of all terms."""
        return sum(self.weights)

    @cached_property
    def places(self) -> dict[str, int]:
        """Key -> the first token it stands at."""
        return {t.key: t.token for t in reversed(self.terms)}

    @cached_property
    def probes(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What each term is looked for by: its key, the key's first six letters, the stems of a phrase."""
        return tuple(
            (
                t.key,
                t.key[:6] if len(t.key) >= 6 else "",
                tuple([p.stem for p in self.tokens[t.token : t.token + t.width]]) if t.width > 1 else (),
            )
            for t in self.terms
        )

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first five letters of each stem."""
        return frozenset([s[:5] for s in self.stems if len(s) >= 4])

    @cached_property
    def unprefixed(self) -> frozenset[str]:
        """The first five letters of stems that begin with a prefix, without it ("diabe" of "prediabetes")."""
        return frozenset([base[:5] for s in self.stems if (base := unprefixed(s))])

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number."""
        return tuple(quantities.find(self.text))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Every number in base units, in the same order."""
        return tuple([amounts.amount(q) for q in self.quantities])

    @cached_property
    def needed(self) -> tuple[int, ...]:
        """Indices of the terms a source must hold: those that are not part of a number or its unit."""
        spans = [(q.start, q.end) for q in self.quantities]
        return tuple(
            i
            for i, t in enumerate(self.terms)
            if not any(a <= t.start and t.end <= b for a, b in spans)
            and not (t.width == 1 and _PLAIN_MOVES.match(self.tokens[t.token].word))
        )

    @cached_property
    def names(self) -> frozenset[int]:
        """Terms written with digits or capitals inside ("p53", "mRNA", "TNF")."""
        return frozenset([k for k, t in enumerate(self.terms) if _NAME.search(self.text[t.start : t.end])])

    @cached_property
    def than(self) -> int:
        """Token index of "than" or the like, -1 if nothing is compared."""
        cut = _THAN.search(self.text)
        return sum(t.end <= cut.start() for t in self.tokens) if cut else -1

    @cached_property
    def _denials(self) -> tuple[tuple[int, int, Denial], ...]:
        """(denying token, last token it reaches, the denial) of each that is no part of a term ("smoke-free")."""
        found = context.denials(self.text)
        if not found:
            return ()
        inside = {k for t in self.terms if t.width > 1 for k in range(t.token, t.token + t.width)}
        starts = [t.start for t in self.tokens]
        out = []
        for denial in found:
            at = bisect_left(starts, denial.start)
            if denial.reach and at < len(starts) and starts[at] < denial.end and at not in inside:
                last = min(bisect_left(starts, denial.until) - 1, at + denial.reach)
                out.append((at, max(at, last), denial))
        return tuple(out)

    @cached_property
    def negators(self) -> tuple[int, ...]:
        """Tokens that negate."""
        return tuple(at for at, _, _ in self._denials)

    @cached_property
    def denies(self) -> bool:
        """Does it deny something (a mere "without" does not)?"""
        return any(not denial.thing for _, _, denial in self._denials)

    @cached_property
    def scopes(self) -> tuple[tuple[int, int], ...]:
        """(negating token, last token it reaches)."""
        return tuple((at, last) for at, last, _ in self._denials)

    @cached_property
    def negated(self) -> frozenset[int]:
        """Terms inside a negation (an odd number of them)."""
        scope = self.scopes
        if not scope:
            return frozenset()
        return frozenset(i for i, t in enumerate(self.terms) if sum(a < t.token <= b for a, b in scope) % 2)

    @cached_property
    def denied(self) -> frozenset[str]:
        """Keys of terms that stand inside a negation."""
        return frozenset([self.terms[k].key for k in self.negated])

    @cached_property
    def affirmed(self) -> frozenset[str]:
        """Keys of terms that stand outside any negation (a word said twice may be in both sets)."""
        if not self.negated:
            return self.keys
        return frozenset([t.key for k, t in enumerate(self.terms) if k not in self.negated])

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What goes up, down, better, worse."""
        found = events(self.text, self.tokens, self.terms, self.than, self.scopes)
        return tuple(e for e in found if not any(a <= e.start < b for a, b in self.nulls))

    @cached_property
    def quantifiers(self) -> tuple[tuple[str, int, int], ...]:
        """Scale words as (word, step, offset), those of numbers ("every 100") left out."""
        found = scales.all_of("quantifiers", self.text)
        if not found:
            return ()
        spans = [(q.start, q.end) for q in self.quantities]
        end = self.tokens[self.than].start if 0 <= self.than < len(self.tokens) else len(self.text)
        return tuple(
            h
            for h in found
            if h[2] < end
            and not _NOT_HOW_MANY.search(self.text[max(0, h[2] - 10) : h[2]])
            and not any(a <= h[2] < b for a, b in spans)
            and not _OF_A_NUMBER.match(self.text[h[2] + len(h[0]) :])
        )

    @cached_property
    def quantifier(self) -> tuple[str, int]:
        """The first scale word and its step, ("", -1) if none."""
        return next(((w, s) for w, s, _ in self.quantifiers), scales.NONE)

    @cached_property
    def modality(self) -> tuple[str, int]:
        """How surely."""
        return scales.modality(self.text)

    @cached_property
    def causal(self) -> tuple[str, int]:
        """How causal."""
        return scales.causal(self.text)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Who is spoken of ("sex:women")."""
        return groups(self.tokens, self.text)

    @cached_property
    def lab(self) -> bool:
        """Does it speak of animals or cells?"""
        return not LAB.isdisjoint(self.groups)

    @cached_property
    def nulls(self) -> tuple[tuple[int, int], ...]:
        """Where it reports no difference or no effect."""
        if not _ANY_NULL.found(self.text):
            return ()
        return tuple([m.span() for m in _NULL.finditer(self.text)])

    @property
    def null(self) -> bool:
        """Does it report no difference or no effect?"""
        return bool(self.nulls)

    @cached_property
    def anaphoric(self) -> bool:
        """Does it hold a pronoun that may refer back?"""
        return not _ANAPHORS.isdisjoint(self.words)

    @cached_property
    def refers(self) -> bool:
        """Does it refer back: a pronoun, "the disease"?"""
        return self.anaphoric or bool(_DEFINITE.search(self.text))

    @cached_property
    def significant(self) -> bool:
        """Does it report a difference or an effect outright?"""
        return bool(_SIGNIFICANT.search(self.text))

    @cached_property
    def aim(self) -> bool:
        """Does it ask rather than answer?"""
        return _AIM.found(self.text)

    @cached_property
    def boilerplate(self) -> bool:
        """Is it a caption, a reference item or a note on funding or on the text itself rather than a statement?"""
        text = self.text
        if _CAPTION.match(text) or _FUNDING.found(text) or (self.negators and _SILENT.search(text)):
            return True
        return bool(_INITIAL.search(text) and _AUTHORS.search(text))

    @cached_property
    def belief(self) -> bool:
        """Does it report what people think?"""
        return _BELIEF.found(self.text)

    @cached_property
    def attributed(self) -> bool:
        """Does it put distance between itself and what it says?"""
        return _ATTRIBUTED.found(self.text)

    @cached_property
    def only(self) -> bool:
        """Does it say "only"?"""
        return bool(_ONLY.search(self.text))

    @cached_property
    def exception(self) -> bool:
        """Does it name an exception?"""
        return _EXCEPT.found(self.text)

    @cached_property
    def every(self) -> bool:
        """Does it speak of all?"""
        return bool(_EVERY.search(self.text))


KEPT = 16_384
"""Readings remembered at most, some 15 kB each: the sources of one article many times over."""


def read(text: str, known: tuple[tuple[str, str], ...] = ()) -> Reading:
    """`text` as read; `known` are abbreviations explained elsewhere in the passage, as (short form, key)."""
    reading = kept(text)
    here = tuple([pair for pair in known if pair[0] in reading.words]) if known else ()
    return kept(text, here) if here else reading


@lru_cache(maxsize=KEPT)
def kept(text: str, known: tuple[tuple[str, str], ...] = ()) -> Reading:
    """The readings themselves: each sentence once, and once more with the abbreviations it uses."""
    text = text.replace("’", "'").replace("⁄", "/")
    if "·" in text:
        text = _DECIMAL_DOT.sub(".", text)
    return Reading(_SPACES.sub(" ", _THOUSANDS.sub(",", text)), dict(known) if known else None)


_DECIMAL_DOT = re.compile(r"(?<=\d)·(?=\d)")
_SPACES = re.compile("[\u2009\u202f\xa0]")
_THOUSANDS = re.compile(r"(?<=\d)[ \u2009\u202f\xa0](?=\d{3}\b(?! ?%))")

"""What one sentence says, as far as words show it: terms, numbers, negation, direction, strength, people, time.

Pure and memoised: the same sentence is read once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from citewarden.config import lexicon
from citewarden.model import Quantity
from citewarden.nlp.verdict.terms import Term, Token, stem, terms, tokens
from citewarden.text import ladders, quantities

_NEGATORS = {
    "not": 9, "no": 6, "never": 9, "neither": 9, "nor": 7, "without": 5, "none": 8, "cannot": 9, "nobody": 8,
    "nothing": 6,
    "fail": 8, "failed": 8, "fails": 8, "unable": 7,
    "hardly": 7, "unaffected": 4, "unchanged": 4, "unlikely": 7, "unrelated": 6, "free": 3, "stop": 0,
    "don't": 9, "doesn't": 9, "didn't": 9, "isn't": 9, "aren't": 9, "wasn't": 9, "weren't": 9, "won't": 9, "can't": 9,
    "couldn't": 9, "shouldn't": 9, "hasn't": 9, "haven't": 9, "wouldn't": 9, "nor,": 7, "neither,": 7, "dispensable": 4,
    "refute": 6, "refutes": 6, "refuted": 6, "disprove": 6, "disproved": 6,
}  # fmt: skip
_NOT_NEGATING = re.compile(
    r"\b(?:not only|not (?:simply|merely|just|solely|yet)|or (?:did|do|does|was|were|are|is) not|"
    r"not known whether|no (?:more|less|fewer|later|earlier|sooner|longer|greater|higher|worse|better) than|"
    r"no matter|"
    r"not (?:least|necessarily|all|every|always|everyone)|whether or not|no longer than|not[- ]for[- ]profit|"
    r"can(?:no|')t be (?:excluded|ruled out)|no doubt|why not|smoke[- ]free)\b",
    re.I,
)
_CUT = frozenset(
    {
        "but",
        "although",
        "though",
        "whereas",
        "while",
        "because",
        "unless",
        "if",
        "when",
        "however",
        "which",
        "who",
        "since",
        "so",
        "until",
        "except",
        "despite",
        "and",
    }
)
_SHORT = frozenset(("without", "no", "lack", "absence", "nor"))
_VERBS_WORDS = "is are was were did does do has have had can could may might will would should must"
_VERBS = frozenset(_VERBS_WORDS.split())
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
    r"unaffected|unchanged|unaltered|as (?:well|good|long|effective|much|often|common|likely|safe|high|fast|"
    r"many)\b[^,;.]{0,40}?\bas\b|similar(?:ly)?|comparable|"
    r"equally|no worse than|no better than|the same|equivalent|ineffective|(?:was|were|is|are) lacking|"
    r"lack of (?:evidence|association|effect|benefit)|insufficient evidence|little (?:evidence|effect)|"
    r"independent of|irrespective of|regardless of|unrelated)\b",
    re.I,
)
_AIM = re.compile(
    r"\b(?:aim(?:s|ed)? (?:of|to|was|is)|the (?:goal|objective|purpose)|objectives?\b|set out to|we (?:sought|aim|"
    r"investigated whether|tested "
    r"whether|asked whether|examined whether|hypothesi[sz]e)|to (?:find out|determine|assess|investigate|evaluate|"
    r"examine|test|"
    r"learn|see) (?:whether|if|the|how)|(?:is|are|was|were) (?:testing|investigating|studying|looking|"
    r"being (?:tested|studied|investigated))|(?<!decide )(?<!decide together )whether\b(?!.{0,80}\bor\b)|"
    r"hypothes[ie]s(?:ed)?|will be (?:studied|tested|assessed)|(?:are|is) (?:under way|underway|ongoing|expected in)|"
    r"remains? (?:unclear|unknown|to be (?:seen|determined|shown)|controversial)|(?:is|are) (?:unclear|not known|"
    r"unknown|uncertain)|"
    r"not (?:yet )?(?:known|clear|been (?:studied|tested|established|shown)))\b",
    re.I,
)
_BELIEF = re.compile(
    r"\b(?:(?:once|long|previously|formerly|traditionally|widely|commonly|often|popularly|"
    r"sometimes) (?:been )?(?:thought|believed|held|assumed|"
    r"said|claimed|supposed)|(?:many|some|most|few)[\w ]{0,25} (?:believe|think|say|feel|claim|assume)\w*|myth|"
    r"misconception|old belief|folk|"
    r"it (?:has been|was|is) (?:suggested|claimed|speculated|thought|believed)|(?:has|have) been (?:suggested|"
    r"hinted|speculated)|hinted|"
    r"advocates|proponents|anecdot\w+|contrary to)\b",
    re.I,
)
_ATTRIBUTED = re.compile(
    r"\b(?:researchers?|scientists?|studies|some people|people|experts?|parents|many)[\w ]{0,20}? (?:are testing|"
    r"test|are "
    r"studying|say|feel|believe|think|suspect|report|claim|wonder)\w*\b|\blinked to\b|\bassociat|\bmay\b|"
    r"\bmight\b|\bcould\b",
    re.I,
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|alone|nothing but)\b", re.I)
_EXCEPT = re.compile(
    r"\b(?:except(?:ion| for)?|excluding|other than|apart from|but not|unless|however|should not|must not)\b", re.I
)
_EVERY = re.compile(
    r"\b(?:all|every|everyone|everybody|always|whatever|regardless|any|no one|none|never|whole|entire)\b", re.I
)
_THAN = re.compile(
    r"\bthan\b|\bcompared (?:with|to)\b|\bversus\b|\bvs\.?(?=\s)|\brelative to\b|\bas [\w ]{2,20} as\b", re.I
)
_PARTS = {"two": 2.0, "2": 2.0, "three": 3.0}
_ONE_IN = re.compile(
    r"\b(?P<part>one|1|two|2|three|3|a) (?:[a-z]+ ){1,3}(?:in|out of) (?:every |each )?(?P<n>\d[\d,]*)\b(?!\s*%)", re.I
)
_ONE_OF = re.compile(
    r"\b(?P<how>about|around|nearly|almost|roughly|more than|less than|over|under|by|within|as little as|up to) an? "
    r"(?P<unit>minute|hour|day|week|month|year|decade)\b",
    re.I,
)
_OF_BOUNDS = {"more than": ">", "over": ">", "less than": "<", "under": "<", "within": "<", "up to": "<=", "by": "="}
_HALF_AS = re.compile(r"\bhalf as (?:likely|common|many|much|often|high|frequent)\b", re.I)
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
_BOILERPLATE = re.compile(
    r"(?i:^(?:supplementa\w+ |extended data )?(?:fig(?:ure)?s?\.?|table) ?S?\d|"
    r"\breceiv\w+ (?:grants?|consulting|personal fees|honoraria|lecture fees)|\bfunded by\b|\bconflicts? of interest|"
    r"\breports? (?:being funded|grants?|personal fees))|(?:[A-Z][\w'-]+ [A-Z]{1,2}\.,? ?){2,}|"
    r"(?:[A-Z][\w'-]+,? (?:[A-Z]\.[ ,]?){1,2},? ?(?:and |& )?){3,}",
)
"""Captions, reference items, notes on funding: words of the source that are no statement."""
_ADJECTIVES_WORDS = """
    low high short long small large strong weak fast slow poor safe rich massive positive negative less least more
"""
ADJECTIVES = frozenset(_ADJECTIVES_WORDS.split())


@dataclass(frozen=True, slots=True)
class Event:
    """Something goes up (1), down (-1), nowhere (0), for better (2) or worse (-2): `token` is where it says so."""

    sign: int
    token: int
    start: int
    end: int
    word: str
    key: str = ""
    turned: bool = False
    near: frozenset[int] = frozenset()
    left: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    attribute: frozenset[int] = frozenset()


class Reading:
    """A sentence as read; every index in it counts in `terms` or `tokens`, every offset in `text`.

    What is only asked of the few sentences that matter is worked out when asked, once.
    """

    def __init__(self, text: str, known: dict[str, str] | None = None) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.terms = terms(self.tokens, known)
        self.keys = frozenset(t.key for t in self.terms)
        self.words = frozenset(t.word for t in self.tokens)
        self.stems = frozenset(t.stem for t in self.tokens)
        self.rows = tuple(t.vector for t in self.terms if t.vector >= 0)
        self.prefixes = frozenset(k[:6] for k in self.keys if len(k) >= 6 and not k.startswith("="))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number; "one person in 29" is a share like "1 in 29"."""
        found = quantities.find(self.text)
        for match in _ONE_IN.finditer(self.text):
            whole = float(match["n"].replace(",", ""))
            part = _PARTS.get(match["part"].lower(), 1.0)
            inside = [q for q in found if match.start() <= q.start and q.end <= match.end()]
            if whole > part and inside and all(q.unit == "1" for q in inside):
                share = 100 * part / whole
                found = [q for q in found if q not in inside]
                found.append(
                    Quantity(match.group(), share, share, "%", match.start(), match.end(), inside[0].comparator)
                )
        for match in _ONE_OF.finditer(self.text):
            if not any(q.start < match.end() and match.start() < q.end for q in found):
                bound = _OF_BOUNDS.get(match["how"].lower(), "~")
                found.append(
                    Quantity(match.group(), 1.0, 1.0, match["unit"].lower(), match.start(), match.end(), bound)
                )
        for match in _HALF_AS.finditer(self.text):
            found = [q for q in found if not (q.start < match.end() and match.start() < q.end)]
            found.append(Quantity(match.group(), 0.5, 0.5, "fold", match.start(), match.end()))
        return tuple(sorted(found, key=lambda q: q.start))

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
    def than(self) -> int:
        """Token index of "than" or the like, -1 if nothing is compared."""
        cut = _THAN.search(self.text)
        return sum(t.end <= cut.start() for t in self.tokens) if cut else -1

    @cached_property
    def _negation(self) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
        inside = {k for t in self.terms if t.width > 1 for k in range(t.token, t.token + t.width)}
        marks, scopes = _negation(self.text, self.tokens)
        return tuple(m for m in marks if m not in inside), tuple(x for x in scopes if x[0] not in inside)

    @property
    def negators(self) -> tuple[int, ...]:
        """Tokens that negate."""
        return self._negation[0]

    @property
    def denies(self) -> bool:
        """Does it deny something (a mere "without" does not)?"""
        return any(self.tokens[i].word not in _SHORT or self.tokens[i].word in ("no", "nor") for i in self.negators)

    @property
    def scopes(self) -> tuple[tuple[int, int], ...]:
        """(negating token, last token it reaches)."""
        return self._negation[1]

    @cached_property
    def negated(self) -> frozenset[int]:
        """Terms inside a negation (an odd number of them)."""
        scope = self._negation[1]
        return frozenset(i for i, t in enumerate(self.terms) if sum(a < t.token <= b for a, b in scope) % 2)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What goes up, down, better, worse."""
        found = _events(self.text, self.tokens, self.terms, self.than, self._negation[1])
        return tuple(e for e in found if not any(a <= e.start < b for a, b in self.nulls))

    @cached_property
    def quantifiers(self) -> tuple[tuple[str, int, int], ...]:
        """Ladder words as (word, step, offset), those of numbers ("every 100") left out."""
        spans = [(q.start, q.end) for q in self.quantities]
        end = self.tokens[self.than].start if 0 <= self.than < len(self.tokens) else len(self.text)
        return tuple(
            h
            for h in ladders.all_of("quantifiers", self.text)
            if h[2] < end
            and not re.search(r"\b(?:more|less|as|least|the most|how)\s+$", self.text[max(0, h[2] - 10) : h[2]])
            and not any(a <= h[2] < b for a, b in spans)
            and not re.match(r"\s+(?:\d|hundred|ten|other|few)", self.text[h[2] + len(h[0]) :])
        )

    @cached_property
    def quantifier(self) -> tuple[str, int]:
        """The first ladder word and its step, ("", -1) if none."""
        return next(((w, s) for w, s, _ in self.quantifiers), ladders.NONE)

    @cached_property
    def modality(self) -> tuple[str, int]:
        """How surely."""
        return ladders.modality(self.text)

    @cached_property
    def causal(self) -> tuple[str, int]:
        """How causal."""
        return ladders.causal(self.text)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Who is spoken of ("sex:women")."""
        return _groups(self.tokens, self.text)

    @cached_property
    def null(self) -> bool:
        """Does it report no difference or no effect?"""
        return bool(self.nulls)

    @cached_property
    def nulls(self) -> tuple[tuple[int, int], ...]:
        """Where it does."""
        return tuple(m.span() for m in _NULL.finditer(self.text))

    @cached_property
    def significant(self) -> bool:
        """Does it report a difference or an effect outright?"""
        return bool(_SIGNIFICANT.search(self.text))

    @cached_property
    def aim(self) -> bool:
        """Does it ask rather than answer?"""
        return bool(_AIM.search(self.text))

    @cached_property
    def boilerplate(self) -> bool:
        """Is it a caption, a reference item or a note on funding rather than a statement?"""
        return bool(_BOILERPLATE.search(self.text))

    @cached_property
    def belief(self) -> bool:
        """Does it report what people think?"""
        return bool(_BELIEF.search(self.text))

    @cached_property
    def attributed(self) -> bool:
        """Does it put distance between itself and what it says?"""
        return bool(_ATTRIBUTED.search(self.text))

    @cached_property
    def only(self) -> bool:
        """Does it say "only"?"""
        return bool(_ONLY.search(self.text))

    @cached_property
    def exception(self) -> bool:
        """Does it name an exception?"""
        return bool(_EXCEPT.search(self.text))

    @cached_property
    def every(self) -> bool:
        """Does it speak of all?"""
        return bool(_EVERY.search(self.text))


@lru_cache(maxsize=65_536)
def read(text: str, known: tuple[tuple[str, str], ...] = ()) -> Reading:
    """`text` as read; `known` are abbreviations explained elsewhere in the passage, as (short form, key)."""
    text = re.sub(r"(?<=\d)·(?=\d)", ".", text.replace("’", "'"))
    return Reading(re.sub(r"(?<=\d)[ \u2009\u202f\xa0](?=\d{3}\b(?! ?%))", ",", text), dict(known) if known else None)


def defined(sentences: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Abbreviations a passage explains ("MI (motivational interviewing)", "motivational interviewing (MI)")."""
    out: dict[str, str] = {}
    for sentence in sentences:
        if "(" not in sentence:
            continue
        for match in re.finditer(r"\b([A-Z][A-Za-z0-9]{1,7}) \(([a-z][a-z -]{5,60})\)", sentence):
            if _initials(match[1], match[2].split()):
                out[match[1].lower()] = match[2].lower()
        for match in re.finditer(r"((?:[\w-]+ ){1,7})\(([A-Z][A-Za-z0-9-]{1,7})\)", sentence):
            words = match[1].split()
            short = match[2].rstrip("s")
            for size in range(min(len(words), len(short) + 2), 0, -1):
                if _initials(short, words[-size:]):
                    out[match[2].lower()] = " ".join(words[-size:]).lower()
                    break
    keys = []
    for short, long in sorted(out.items()):
        inner = terms(tokens(long))
        keys.append((short, inner[0].key if len(inner) == 1 else "~" + " ".join(stem(w) for w in long.split())))
    return tuple(keys)


def _initials(short: str, words: list[str]) -> bool:
    parts = [p for w in words for p in w.replace("-", " ").split()]
    letters = "".join(p[0] for p in parts if p).lower()
    return len(short) >= 2 and (
        letters == short.lower() or (letters.replace("o", "") == short.lower() and len(short) > 2)
    )


def _negation(text: str, toks: tuple[Token, ...]) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    skip = [m.span() for m in _NOT_NEGATING.finditer(text)]
    marks, scope = [], []
    for i, token in enumerate(toks):
        reach = _NEGATORS.get(token.word, -1)
        if reach < 0 and token.word.endswith("n't"):
            reach = 9
        if reach <= 0 or any(a <= token.start < b for a, b in skip):
            continue
        if token.word.startswith("fail") and not (i + 1 < len(toks) and toks[i + 1].word == "to"):
            continue
        if token.word == "free" and not (i + 1 < len(toks) and toks[i + 1].word in ("of", "from")):
            continue
        end = i
        for k in range(i + 1, min(len(toks), i + 1 + reach)):
            if (
                toks[k].word in _CUT
                or (token.word in _SHORT and toks[k].word in _VERBS)
                or re.search(r"[;:,(]\s*$", text[toks[k - 1].end : toks[k].start])
            ):
                break
            end = k
        marks.append(i)
        scope.append((i, end))
    return tuple(marks), tuple(scope)


@cache
def _signs() -> dict[str, int]:
    data = lexicon("directions")
    out: dict[str, int] = {}
    for name, sign in (("better", 2), ("worse", -2), ("up", 1), ("down", -1)):
        for word in data[name]:
            out.setdefault(str(word), sign)
            if " " not in str(word):
                out.setdefault("~" + stem(str(word)), sign)
    return out


def _events(
    text: str, toks: tuple[Token, ...], found: tuple[Term, ...], than: int, scope: tuple[tuple[int, int], ...]
) -> tuple[Event, ...]:
    signs = _signs()
    out: list[Event] = []
    for i, token in enumerate(toks):
        sign = signs.get(token.word, signs.get("~" + token.stem, 0))
        if not sign or (
            token.word in ("more", "less", "high", "higher", "lower", "up", "over") and _is_amount(text, token)
        ):
            continue
        if token.word == "upper" or (token.word == "lower" and i + 1 < len(toks) and toks[i + 1].stem in _ANATOMY):
            continue
        if token.word in ("least", "most", "less", "more") and i and toks[i - 1].word == "at":
            continue
        if token.word in _DEGREES and i + 1 < len(toks) and not signs.get(toks[i + 1].word):
            continue
        if token.stem == "fall" and i + 1 < len(toks) and toks[i + 1].word in _FALL:
            continue
        if token.word.startswith("suppress") and i and toks[i - 1].stem in _TUMOUR:
            continue
        turned = bool(sum(a < i <= b for a, b in scope) % 2)
        if turned:
            sign = 0 if abs(sign) == 1 and _null_scope(toks, i) else -sign
        before = toks[i - 1].word if i else ""
        if abs(sign) == 2 and before in ("less", "least"):
            sign = -sign
        if (
            token.word in ("more", "less", "most", "least")
            and i + 1 < len(toks)
            and abs(signs.get(toks[i + 1].word, 0)) == 2
        ):
            continue
        adjective = token.word in ADJECTIVES
        low, high = _clause(text, toks, i)
        if token.word in ("more", "less") and toks[i - 1 : i] and toks[i - 1].word == "or":
            continue
        if token.word in ("more", "less") and i + 1 == than and any(abs(e.sign) == 1 for e in out):
            continue
        first, last = low, high
        if adjective:
            low, high = (max(low, i - 4), min(high, i + 3))
        near = frozenset(k for k, t in enumerate(found) if low <= t.token <= high and t.token != i)
        compared = than > i
        left = frozenset(t.key for t in found if first <= t.token < (than if compared else i) and t.token != i)
        right = frozenset(t.key for t in found if than <= t.token <= max(last, than + 6)) if compared else frozenset()
        inner = [(t.token, k) for k, t in enumerate(found) if low <= t.token <= high and t.token != i]
        attribute = frozenset(
            [k for at, k in inner if at < i][-2:] + [k for at, k in inner if at > i and not (i < than <= at)][:2]
        )
        key = next((t.key for t in found if t.token <= i < t.token + t.width), token.stem)
        out.append(Event(sign, i, token.start, token.end, token.word, key, turned, near, left, right, attribute))
    return _composed(toks, out)


def _composed(toks: tuple[Token, ...], found: list[Event]) -> tuple[Event, ...]:
    """ "Enhanced suppression of p53", "prevents the loss of": one event, its sign the product of the two."""
    out: list[Event] = []
    skip = -1
    for n, e in enumerate(found):
        if n == skip:
            continue
        then = found[n + 1] if n + 1 < len(found) else None
        between = [t.word for t in toks[e.token + 1 : then.token]] if then is not None else []
        if (
            then is not None
            and abs(e.sign) == 1
            and abs(then.sign) in (1, 2)
            and then.word in _LOSSES
            and len(between) <= 1
            and set(between) <= {"the", "in", "of", "a", "an", "this"}
        ):
            skip = n + 1
            out.append(
                replace(
                    then,
                    sign=e.sign * then.sign,
                    start=e.start,
                    word=f"{e.word} {then.word}",
                    key=f"{e.key}+{then.key}",
                    near=(e.near | then.near) - {then.token},
                )
            )
        else:
            out.append(e)
    return tuple(out)


_LOSSES = frozenset(
    ("suppression", "inhibition", "repression", "impairment", "decline", "loss", "reduction", "depletion", "damage")
)


_TUMOUR = frozenset(stem(w) for w in ("tumor", "tumour", "cancer", "appetite", "cough"))
"""A tumour suppressor, a cough suppressant: a name, not something that goes down."""
_DEGREES = frozenset(("strongly", "highly", "largely"))
"""Of the strength of what follows ("strongly associated"), not of a direction."""
_FALL_WORDS = "into within asleep ill under short apart behind back"
_FALL = frozenset(_FALL_WORDS.split())
_ANATOMY = frozenset(
    stem(w)
    for w in [
        "motor",
        "limb",
        "leg",
        "back",
        "respiratory",
        "body",
        "extremity",
        "abdomen",
        "lip",
        "jaw",
        "airway",
        "tract",
        "lobe",
    ]
)


def _null_scope(toks: tuple[Token, ...], i: int) -> bool:
    return any(
        t.word in ("no", "not", "didn't", "doesn't", "without", "neither", "nor", "never")
        for t in toks[max(0, i - 5) : i]
    )


def _is_amount(text: str, token: Token) -> bool:
    return bool(
        re.match(
            r"\s*than\s+(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|half|a (?:third|quarter|hundred))",
            text[token.end : token.end + 20],
            re.I,
        )
    )


def _clause(text: str, toks: tuple[Token, ...], i: int) -> tuple[int, int]:
    low, high = i, i
    while low > 0 and i - low < 9 and not _boundary(text, toks, low):
        low -= 1
    while high + 1 < len(toks) and high - i < 9 and not _boundary(text, toks, high + 1):
        high += 1
    return low, high


def _boundary(text: str, toks: tuple[Token, ...], k: int) -> bool:
    """Does a new clause begin at token `k`?"""
    return toks[k].word in ("but", "whereas", "while", "although", "though", "because") or bool(
        re.search(r"[;:]|,\s+(?:and|but|which|who)?\s*$", text[toks[k - 1].end : toks[k].start])
    )


@cache
def _people_words() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for axis, groups in lexicon("populations")["axes"].items():
        for name, words in groups.items():
            for word in words:
                if " " not in word:
                    out.setdefault(str(word).lower(), []).append(f"{axis}:{name}")
    return {k: tuple(v) for k, v in out.items()}


@cache
def _people_phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(word).lower(), f"{axis}:{name}")
        for axis, groups in lexicon("populations")["axes"].items()
        for name, words in groups.items()
        for word in words
        if " " in word
    )


def _groups(toks: tuple[Token, ...], text: str) -> frozenset[str]:
    words = _people_words()
    out = {g for t in toks for g in words.get(t.word, ())}
    lower = text.lower()
    out.update(name for phrase, name in _people_phrases() if phrase in lower)
    return frozenset(out)

"""What a short answer asserts: "Yes, at any stage." under "Is it safe in pregnancy?" says that it is, at any stage.

A question is a heading, a line of its own or the sentence before; its parse tells subject from predicate, so that
"Can the flu shot give you the flu?" with "No." reads "The flu shot cannot give you the flu." Answers that are whole
sentences say it themselves and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.nlp.claims import is_imperative
from citewarden.nlp.phrases import lower_first, upper_first
from citewarden.nlp.units import Unit

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_I = re.IGNORECASE
_ASKER = re.compile(r"\A(?:Q|Question)\s?\d*\s?[:.]\s+|\A\d{1,2}[.)]\s+", _I)
_ANSWERER = re.compile(r"\A(?:A|Answer)\s?\d*\s?[:.]\s+", _I)
_AUXILIARIES = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "should",
        "may",
        "might",
        "must",
        "has",
        "have",
        "had",
    ]
)
_LONG = 40
"""Words of an answer beyond which it is a text."""
_VERDICT = re.compile(
    r"(?:(?P<no>no|nope|never|not (?:usually|always|really|yet)|(?:absolutely|definitely|certainly|of course) not)"
    r"|(?P<yes>yes|absolutely|definitely|certainly|of course|sure))\b"
    r"[\s,.!;:–—-]*(?P<rest>.*)\Z",
    _I | re.S,
)
_OF_WHOM = re.compile(r"(?P<whom>(?:for|in|with|among) [^.,;]{3,60}), (?P<verdict>yes|no)[.!]?", _I)
"""Of whom an answer of one word holds: "For most women, yes."."""
_ELLIPSIS = re.compile(
    r"(?:(?P<how>mostly|usually|often|sometimes|generally|rarely),?\s)?"
    r"(?:it|they|he|she|that|this|you|we)\s(?:(?P<how2>usually|often|sometimes|generally|mostly|probably|rarely)\s)?"
    r"(?:do|does|is|are|can|will|has|have|could|should|may|might)(?P<not>\s?not|n['’]t)?[.!,]?\Z",
    _I,
)
_LASTING = frozenset(["take", "last", "stay", "live", "survive", "remain", "wait", "keep"])
_VERBS = frozenset(
    ["cause", "help", "prevent", "affect", "increase", "reduce", "lead", "make", "work", "improve", "treat", "cure",
     "raise", "lower", "damage", "hurt", "spread", "run", "happen", "occur", "need", "get", "have", "protect", "worsen",
     "trigger", "contain", "go", "come", "kill"]
)  # fmt: skip
"""Verbs that a tagger may take for nouns: "Does smoking cause cancer?"."""
_PREDICATES_WORDS = """
    safe unsafe effective good bad harmful dangerous risky contagious infectious normal common rare curable
    treatable preventable hereditary inherited genetic painful serious fatal deadly necessary needed required
    recommended available allowed approved possible healthy unhealthy toxic addictive reversible permanent
    useful helpful enough linked caused used covered worth better worse ok okay
"""
_PREDICATES = frozenset(_PREDICATES_WORDS.split())
"""Predicates that a tagger may draw into the subject: "Is the flu shot safe in pregnancy?"."""
_OURS = {"i": "you", "my": "your", "me": "you", "mine": "yours", "we": "you", "our": "your", "us": "you", "am": "are"}
_IT = frozenset(["it", "they", "them", "this", "these"])


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question taken apart: `wh` is its question phrase ("" for yes or no), `finite` the verb that stands before the
    subject ("" where the question phrase is the subject), `verb` and `rest` what follows the subject."""

    wh: str
    finite: str
    subject: str
    verb: str
    rest: str


def question_of(units: Sequence[Unit], place: int) -> str:
    """The question that the unit at `place` stands right under, "" if none."""
    unit = units[place]
    before = units[place - 1] if place else None
    if unit.kind == "row":
        return ""
    if unit.kind == "item":
        if defines(units, place):
            return units[place - 1].clean
        lead = unit.lead if unit.lead >= 0 else unit.near
        if lead >= 0:
            return units[lead].clean if _asks(units[lead].clean) else ""
        at = place
        while at and units[at - 1].kind == "item" and units[at - 1].headings == unit.headings:
            at -= 1
        opens = at == 0 or units[at - 1].headings != unit.headings
        return unit.section if unit.first and opens and _asks(unit.section) else ""
    if before is not None and before.headings == unit.headings:
        whole = before.first or _POINTS_BACK.search(before.clean) is None
        return before.clean if whole and _asks(before.clean) and before.kind == "paragraph" else ""
    told = _TWO_SENTENCES.search(unit.section) and _POINTS_BACK.search(unit.section)
    return unit.section if _asks(unit.section) and not told else ""


_POINTS_BACK = re.compile(r"\b(?:it|this|that|these|those|they|them|he|she)\b", _I)
"""What the second sentence of a question takes from the first: "My child has chickenpox. Is it OK?"."""
_TWO_SENTENCES = re.compile(r"[a-z)][.!] [A-Z]")


def defines(units: Sequence[Unit], place: int) -> bool:
    """Whether the unit at `place` begins the one definition of a question: an answer, no member of a list."""
    unit, before = units[place], units[place - 1] if place else None
    if before is None or (unit.kind, before.kind) != ("item", "paragraph") or before.headings != unit.headings:
        return False
    after = next((other for other in units[place + 1 :] if other.block != unit.block), None)
    return _asks(before.clean) and (after is None or after.kind != "item")


def _asks(text: str) -> bool:
    """Whether a line asks something; "What to do for gout?" only announces what to do."""
    return text.rstrip().endswith("?") and not _ANNOUNCES.match(text)


_ANNOUNCES = re.compile(r"\W*(?:what|how|where|when|whom?) (?:not )?to\b", _I)


def asked(units: Sequence[Unit]) -> list[str]:
    """The questions of an article that must be read to understand its short answers, in order; [] if there are none."""
    if not any(question_of(units, place) and _short(unit) for place, unit in enumerate(units)):
        return []
    texts = (text for unit in units for text in (unit.section, unit.clean) if _asks(text))
    return list(dict.fromkeys(texts))


def parsed(nlp: Language, units: Sequence[Unit]) -> dict[str, Doc]:
    """The parses of `asked(units)`."""
    texts = asked(units)
    return dict(zip(texts, nlp.pipe(bare(t) for t in texts), strict=True))


def bare(question: str) -> str:
    """A question without "Q:" or its number, as it is to be parsed."""
    return _ASKER.sub("", question)


def _short(unit: Unit) -> bool:
    return len(unit.clean.split()) <= _LONG and not _asks(unit.clean)


def statement(question: Doc, answer: str, answer_doc: Doc, *, it: str, item: bool = False) -> str:
    """The answer as a statement of its own; "" where it is one already, or the question cannot be turned round.

    `it` are the words that "it" or "they" in the question stand for, "" if unknown.
    """
    answer = _ANSWERER.sub("", answer).strip()
    taken = _taken_apart(question, it)
    if taken is None or not answer:
        return ""
    if not taken.wh:
        return _end(_judged(taken, answer)) if not item and not _goes_on(answer, answer_doc) else ""
    if np.is_sentence(answer_doc) or is_imperative(answer_doc) or len(answer.split()) > _LONG:
        return ""
    if _says_again(taken, answer):
        return ""
    said = re.sub(r"[,;]\s+(?:and|or)\s*\Z", "", answer).rstrip(" .;,!:")
    return _end(_filled(taken, said, item=item))


def _says_again(asked: _Asked, answer: str) -> bool:
    """Whether an answer repeats what is asked ("Age raises the risk of gout."): a sentence, however it is parsed."""
    words = set(re.findall(r"[^\W\d_]{4,}", f"{asked.subject} {asked.rest}".lower())) - {"risk", "your"}
    said = answer.lower()
    return len(said.split()) >= _SENTENCE and bool(words) and all(word[:_STEM] in said for word in words)


_SENTENCE, _STEM = 6, 6


def _goes_on(answer: str, doc: Doc) -> bool:
    """Whether "no" or "never" belongs to what follows: "No diet cures an ulcer", not "No, never" or "No in winter"."""
    match = _VERDICT.match(answer)
    if match is None or not match["rest"] or answer[: match.start("rest")].rstrip()[-1:] in _STOPS:
        return False
    after = next((t for t in doc if t.idx >= match.start("rest")), None)
    return after is not None and after.tag_ not in _LINKS and not _ELLIPSIS.match(match["rest"])


_STOPS = frozenset(",.!;:–—-")
_LINKS = frozenset(["IN", "RB", "TO", "CC", "WRB"])
"""Tags of words that tie a condition to "yes" or "no"."""


def _judged(asked: _Asked, answer: str) -> str:
    """What "Yes", "No, not at night" or "Mostly it does not" asserts."""
    if of_whom := _OF_WHOM.fullmatch(answer):
        return f"{of_whom['whom']}, {lower_first(_clause(asked, no=of_whom['verdict'].lower() == 'no'))}"
    match = _VERDICT.match(answer)
    rest = match["rest"].strip().rstrip(".!") if match else answer
    no = bool(match and match["no"])
    how, late = "", match["no"][4:] if match and no and match["no"].lower().startswith("not ") else ""
    if short := _ELLIPSIS.match(rest):
        no, how, rest = bool(short["not"]) or no, (short["how"] or short["how2"] or "").lower(), ""
    elif match is None:
        return ""
    if rest and (
        ". " in rest
        or _OWN_SENTENCE.match(rest)
        or re.match(r"(?:it|they|this|that|you|we|there|he|she|the|most|many|some)\b", rest, _I)
    ):
        return ""
    rest = "" if re.match("not ", rest, _I) and no else rest
    tail = f"{',' if re.match('but|although|except|unless', rest, _I) else ''} {lower_first(rest)}" if rest else ""
    return f"{_clause(asked, no=no, how=how, late=late)}{tail}"


_OWN_SENTENCE = re.compile(
    r"(?!(?:but|if|when|unless|because|as|although|though|except|in|for|with|after|before|during|on|at|since|until|while"
    r"|not|only|and|or|to|from|by|about|especially|provided)\b)(?:[\w’'-]+ ){1,4}(?:is|are|was|were|can"
    r"|cannot|may|will|should|must|has|have|does|do)\b",
    _I,
)
"""What stands behind "yes" or "no" and is a sentence of its own: "No, medicines cannot be returned"."""


def _filled(asked: _Asked, said: str, *, item: bool) -> str:
    """The question with its question phrase answered."""
    small, wh = lower_first(said), asked.wh.lower()
    if not asked.finite and wh.startswith(("how many ", "how much ")):
        thing = asked.wh.split(" ", 2)[2]
        whole = " of " in said or thing.split()[-1] in small
        return f"{said if whole else said + (' of ' if '%' in said else ' ') + thing} {asked.verb} {asked.rest}"
    if not asked.finite:
        return f"{said} {_agreeing(asked.verb, said)} {asked.rest}" if wh.split()[0] in ("who", "what", "which") else ""
    if wh == "what" and not asked.verb:
        return "" if item or _VERB.search(said) else f"{asked.subject} {asked.finite} {small}"
    clause = _clause(asked, rest=False)
    kind = " ".join(wh.split()[:2])
    thing = " ".join(asked.wh.split()[2:])
    if kind in ("how much", "how many"):
        if thing and thing.split()[-1].lower() not in small.lower():
            each = re.search(
                r"(?:,|\s(?:an?|per|each|every|daily|once|twice|if|when|unless|before|after)\b).*\Z", small
            )
            amount, time = (small[: each.start()], each[0]) if each else (small, "")
            small = f"{amount}{' of' if kind == 'how much' else ''} {thing}{time}"
        return f"{clause} {small} {asked.rest}"
    if kind == "how long":
        return f"{clause} {small} {asked.rest}" if asked.verb in _LASTING else f"{clause} {asked.rest} {_for(small)}"
    if kind in ("how often", "how soon", "how far") or wh in ("when", "where"):
        return f"{clause} {asked.rest} {small}"
    if wh.split()[0] in ("what", "which", "who", "whom") and asked.verb not in ("", "do"):
        return f"{clause} {small} {asked.rest}"
    if wh in ("why", "how") and re.match(r"(?:because|by|through|due to|to)\b", small):
        return f"{clause} {asked.rest} {small}"
    return ""


_VERB = re.compile(r"\b(?:is|are|was|were|may|can|do|does|has|have|varies|vary|should|will|depends?)\b", _I)
"""What an answer with a verb of its own holds: it is a sentence, whatever the parser says."""


def _for(words: str) -> str:
    return words if re.match(r"(?:for|until|up to|at least|as)\b", words) else f"for {words}"


def _clause(asked: _Asked, *, no: bool = False, how: str = "", late: str = "", rest: bool = True) -> str:
    """Subject and predicate in the order of a statement: "usually is not", and with `late` "is not always"."""
    finite, verb = asked.finite, asked.verb
    if finite in ("do", "does", "did") and not no:
        finite, verb = "", _inflected(verb, finite)
    if no:
        finite = "cannot" if finite == "can" else f"{finite} not"
    if no and (every := _EVERY.match(asked.subject)) and not (how or late):
        word = every[0].lower().replace("each", "every")
        verb = _inflected(verb, asked.finite) if asked.finite in ("do", "does", "did") else verb
        finite = asked.finite if asked.finite not in ("do", "does", "did") else ""
        words = [f"not {word}{asked.subject[every.end() :]}", finite, verb, asked.rest if rest else ""]
        return " ".join(w for w in words if w)
    words = [asked.subject, how if no else "", finite, late if no else how, verb, asked.rest if rest else ""]
    return " ".join(w for w in words if w)


_EVERY = re.compile(r"(?:every(?:one|body)?|each|all)\b", _I)
"""A subject of which "no" denies the whole and not each: "Does every fever need treatment? No."."""


def _inflected(verb: str, auxiliary: str) -> str:
    if auxiliary == "do":
        return verb
    if auxiliary == "did":
        return f"did {verb}"
    if verb == "have":
        return "has"
    if verb.endswith(("s", "sh", "ch", "x", "o", "z")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y\Z", verb) else f"{verb}s"


def _agreeing(verb: str, said: str) -> str:
    """The verb of "What causes gout?" in the number of what answers it."""
    head = re.split(r"\s(?:of|in|with|for|from|that|who|under|over|on|to|at|aged)\b|,|\(", said)[0].split()
    plural = bool(head) and np.singular(head[-1]) != head[-1] and not re.search(r"(?:ss|sis|itis|us|ics)\Z", head[-1])
    plural = plural or " and " in said or head[-1:] in (["People"], ["people"], ["Children"], ["children"])
    first, _, others = verb.partition(" ")
    swap = {"is": "are", "was": "were", "has": "have", "does": "do"}
    back = {b: a for a, b in swap.items()}
    if plural:
        first = swap.get(first, np.singular(first) if len(first) > 3 and first.endswith("s") else first)
    elif first in back:
        first = back[first]
    elif first not in _AUXILIARIES and not first.endswith(("s", "ed")):
        first = _inflected(first, "does")
    return f"{first} {others}".strip()


def _taken_apart(doc: Doc, it: str) -> _Asked | None:
    tokens = [t for t in doc if not (t.is_punct and t.i >= len(doc) - 2)]
    if len(tokens) < 3:
        return None
    first = tokens[0]
    if first.lower_ in _AUXILIARIES:
        return _inverted(doc, tokens, "", first, it)
    if first.tag_ not in {"WDT", "WP", "WRB", "WP$"}:
        return None
    top = np.root(doc)
    finite = next((t for t in tokens[1:] if _verb(t) in _AUXILIARIES or t.tag_ in {"VBZ", "VBP", "VBD", "MD"}), None)
    if finite is None or top is None:
        return None
    wh = doc[first.i : finite.i].text
    if first.lower_ == "what" and _verb(finite) in {"is", "are"} and top.i == finite.i and finite.i == 1:
        return _Asked("what", _verb(finite), _said(doc[finite.i + 1 : tokens[-1].i + 1], it), "", "")
    if _verb(finite) not in _AUXILIARIES or not _subject_after(tokens, finite):
        return _Asked(wh, "", "", finite.lower_, _said(doc[finite.i + 1 : tokens[-1].i + 1], it))
    return _inverted(doc, tokens, wh, finite, it)


def _inverted(doc: Doc, tokens: Sequence[Token], wh: str, finite: Token, it: str) -> _Asked | None:
    """A question whose finite verb stands before its subject."""
    if finite.i + 1 >= len(doc):
        return None
    subject_token = _subject_after(tokens, finite)
    last = tokens[-1].i
    if subject_token is not None:
        begins = subject_token.right_edge.i + 1
    else:  # "Do antibiotics help?" read as an order: the subject goes up to the bare verb
        bare_verbs = (t.i for t in tokens if t.i > finite.i + 1 and (t.tag_ in {"VB", "VBP"} or t.lower_ in _VERBS))
        begins = next(bare_verbs, last + 1)
    if finite.lower_ in ("is", "are", "was", "were"):
        begins = next((t.i for t in doc[finite.i + 2 : min(begins, last + 1)] if _is_predicate(t, last)), begins)
    if begins > last:
        return None
    subject = _said(doc[finite.i + 1 : begins], it if subject_token is None or not _dummy(doc, subject_token) else "")
    verb = ""
    if doc[begins].tag_ == "VB" or doc[begins].lower_ in _LASTING | _VERBS:
        verb, begins = doc[begins].lower_, begins + 1
    if finite.lower_ in ("do", "does", "did") and not verb:
        return None
    rest = _said(doc[begins : last + 1], it) if begins <= last else ""
    auxiliary = "are" if subject == "you" and finite.lower_ in ("am", "is") else _verb(finite)
    return _Asked(wh, auxiliary, subject, verb, rest)


def _is_predicate(token: Token, last: int) -> bool:
    """Whether a word is what a question asks of its subject: nothing that it could be an attribute of follows."""
    if token.lower_ not in _PREDICATES:
        return False
    return token.i == last or token.nbor().tag_ in {"IN", "TO", "WRB", "CC", "RB", "RBR", ","}


def _verb(token: Token) -> str:
    return {"'s": "is", "’s": "is", "'re": "are", "’re": "are"}.get(token.lower_, token.lower_)


def _subject_after(tokens: Sequence[Token], finite: Token) -> Token | None:
    """The subject that begins right after the finite verb, None if the verb's subject stands before it."""
    found = (t for t in tokens if t.dep_ in {"nsubj", "nsubjpass", "expl"} and t.i > finite.i)
    return next((t for t in found if t.left_edge.i == finite.i + 1), None)


def _dummy(doc: Doc, subject: Token) -> bool:
    """Whether "it" stands for nothing: "Is it safe to drink milk?"."""
    if subject.lower_ != "it" or doc[subject.i - 1].lower_ not in {"is", "was"}:
        return False
    return any(t.lower_ in {"to", "that", "if", "when"} for t in doc[subject.i + 2 : subject.i + 4])


def _said(span: Iterable[Token], it: str) -> str:
    """The words of a span with the asker's "I" turned round, and "it" filled in once."""
    out: list[str] = []
    for token in span:
        word = _OURS.get(token.lower_, token.text) if token.tag_ in {"PRP", "PRP$"} else token.text
        if it and token.lower_ in _IT and token.tag_ in {"PRP", "DT"} and token.dep_ != "det":
            word, it = it, ""
        out.append(word + token.whitespace_)
    return "".join(out).strip()


_ASKING = re.compile(r"\b(?:how|what|which|who|much|many|any|your|my)\b", _I)


def referent(questions: Mapping[str, Doc], topic: str, text: str) -> str:
    """What "it" in an article's questions stands for: the subject of one that names the topic, else the topic."""
    for doc in questions.values():
        for token in doc:
            if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
                phrase = np.phrase(token).text
                named = topic and topic.lower() in phrase.lower() and not _ASKING.search(phrase)
                if named and len(phrase.split()) <= 5:
                    return phrase
    if not topic:
        return ""
    the = len(re.findall(rf"\bthe {re.escape(topic)}\b", text, _I))
    return f"the {topic}" if 2 * the > len(re.findall(rf"\b{re.escape(topic)}\b", text, _I)) else topic


def _end(text: str) -> str:
    words = " ".join(text.split())
    return upper_first(re.sub(r" ([,.])", r"\1", words) + ".") if words else ""

"""What a pronoun or "this condition" stands for: a scored choice among what was said, with leave to say "cannot tell".

Candidates are the nominals of the last sentences, the topics of article and section, and a list's label. Each gets the
names of the features that hold for it beside the mention; a multinomial logistic model whose weights are a JSON file
shares one chance among them and "none of these". The best is taken if its share, with that of other sayings of the same
thing, reaches the threshold; else nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from citewarden import learned
from citewarden.nlp import meanings, remedies, topics
from citewarden.nlp import phrases as np
from citewarden.nlp.phrases import Phrase

_HEADING = 9
MODEL = Path(__file__).parent / "antecedent_weights.json"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for something said before.

    `word` is the pronoun or demonstrative in lower case, `noun` the head of the phrase it opens ("" for a bare one),
    `plural` its number, `doer` "people" or "things" where only these do what its verb says; `sentence` the text it
    stands in; `opens` whether the sentence begins with it; `between` whether other words stand before the noun.
    `called` is the noun that the sentence says a bare one is ("This is a doctor who ...", "" for none), `another`
    whether it says so of one more ("This is another disorder").
    """

    word: str
    noun: str
    plural: bool
    doer: str
    sentence: str
    opens: bool
    between: bool = False
    called: str = ""
    another: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something said: its phrase, its part in its sentence, and how many sentences ago (0 the last; 9 a heading).

    `short` tells that its words alone say less than was meant: "an inner wall" of "an inner wall that parts ...".
    """

    phrase: Phrase
    role: str
    distance: int
    short: bool = False


def choose(mention: Mention, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate the mention stands for; None where it cannot be told."""
    allowed = fitting(mention, candidates)
    thing = mention.word in ("it", "they") or mention.called  # "This has not been shown" takes up what is asked
    if allowed and not mention.noun and thing and all(c.distance == _HEADING for c in candidates):
        return allowed[0]  # nothing was said yet: "It is a form of arthritis" right under a heading
    said = [c for c in allowed if c.distance < _HEADING]
    if said and not mention.noun and said[0].role == "subject" and said[0].distance == 0 and len(said) == 1:
        return said[0]  # the only thing spoken of
    chance, best = likeliest(mention, allowed)
    if best is None or chance < threshold():
        return None
    if chance < _SURE and (_beside_another(best, allowed) or _kinship(mention, best.phrase) in _NO_KIN):
        return None
    if best.short or _points_itself(best):
        return None
    if _over_the_sentence_before(mention, best, candidates) or _whose_one_was_told(best, candidates):
        return None
    if np.singular(mention.noun) in ILLNESS and _named_as_one(candidates) and best.role != "attribute":
        return None
    return _narrower(best, allowed)


_SURE = 0.85
"""Below this chance one choice in ten is wrong where two stand close, or a tool stands for "this test"."""
_NO_KIN = frozenset(["no-procedure", "no-drug"])


def _beside_another(best: Candidate, allowed: Sequence[Candidate]) -> bool:
    """Whether another thing stands as near as the candidate or nearer."""
    return any(c.distance <= best.distance and not _same(best, c) for c in allowed)


def _points_itself(candidate: Candidate) -> bool:
    """Whether a candidate's own words point to something said before them ("the drug")."""
    article, _, noun = candidate.phrase.text.lower().partition(" ")
    return article == "the" and np.singular(noun) in _CLASSES | ILLNESS and candidate.distance < _HEADING


def _over_the_sentence_before(mention: Mention, best: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a bare "this" was given to a title or heading though a sentence stands between: "Bronchodilators relax
    the muscles. This helps ..." takes up what was just said."""
    bare = mention.word in ("this", "that") and not mention.noun and not mention.called
    return bare and best.distance == _HEADING and any(c.distance == 0 for c in candidates)


def _whose_one_was_told(best: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether the last sentence said of its subject that it is a complication or the like of the candidate: "Bleeding
    in the brain is a complication of haemophilia. It can happen ..." speaks of the bleeding."""
    told = (c.phrase for c in candidates if c.distance == 0 and c.role == "attribute")
    of = f" of {best.phrase.text.lower()}"
    return any(np.singular(said.head) in _ONE_OF_ITS and of in f"{said.text.lower()} " for said in told)


def _named_as_one(candidates: Sequence[Candidate]) -> bool:
    """Whether the last sentence says what a complication or the like is: "A complication of gout is a stone. This
    condition ..." speaks of the stone."""
    last = [c for c in candidates if c.distance == 0]
    one = any(c.role == "subject" and np.singular(c.phrase.head) in ILLNESS | _ONE_OF_ITS for c in last)
    return one and any(c.role == "attribute" for c in last)


_ONE_OF_ITS = frozenset(
    ["complication", "form", "type", "cause", "example", "effect", "variant", "subtype", "symptom", "sign", "feature"]
)


def _narrower(best: Candidate, allowed: Sequence[Candidate]) -> Candidate:
    """What the last sentence called by the same noun and more words: "these defects" after "complex heart defects" are
    not all heart defects."""
    name, head = best.phrase.text.lower(), best.phrase.head
    nearer = (c for c in allowed if c.distance < best.distance and c.phrase.head == head)
    return next((c for c in nearer if f" {name}" in f" {c.phrase.text.lower()}"), best)


def fitting(mention: Mention, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that grammar allows: of the mention's number, no person for a thing, not said in the sentence
    itself; for "this fever" only what is called so, for "this disease" also diseases if no adjective narrows it."""
    return [c for c in candidates if _allowed(mention, c)]


def _allowed(mention: Mention, candidate: Candidate) -> bool:
    said = candidate.phrase
    if said.plural != mention.plural or said.text.lower() in mention.sentence.lower():
        return False
    if not mention.noun:
        return _may_be(mention, candidate)
    if np.singular(said.head) == np.singular(mention.noun):
        return len(said.text.split()) > 1
    if mention.between or said.person != np.is_person(mention.noun):
        return False
    if np.singular(mention.noun) in ILLNESS:
        return candidate.distance == _HEADING or topics.is_condition(said.text)
    if np.singular(mention.noun) not in _CLASSES or topics.is_condition(said.text):
        return False
    return candidate.role in ("subject", "attribute", "label")


def _may_be(mention: Mention, candidate: Candidate) -> bool:
    """Whether a bare pronoun may stand for a candidate by what its sentence says of it: only a person is "a doctor who
    ...", no disease is a test, and what is "another disorder" is not the one that the page is about."""
    said, called = candidate.phrase, np.singular(mention.called)
    if mention.another and (candidate.distance == _HEADING or candidate.role == "subject"):
        return False
    if called:
        if np.is_person(called) != said.person:
            return False
        return called not in _CLASSES or not topics.is_condition(said.text)
    if mention.doer or mention.word != "they":
        return said.person == (mention.doer == "people")
    return True


ILLNESS = frozenset(["condition", "disease", "disorder", "illness", "syndrome", "infection", "problem", "ailment"])
_CLASSES = frozenset(
    ["drug", "medicine", "medication", "treatment", "therapy", "test", "procedure", "vaccine", "drink", "food", "organ",
     "gland", "hormone", "vitamin", "mineral", "nutrient", "virus", "bacterium", "parasite", "protein", "gene",
     "substance", "chemical", "supplement", "product", "exercise", "animal", "joint", "muscle", "surgery",
     "operation", "method", "measure", "technique"]
)  # fmt: skip
"""Nouns that stand for a thing of their kind whatever its name: "this drug" after "Metformin ..."."""


def likeliest(
    mention: Mention, candidates: Sequence[Candidate], weights: Mapping[str, float] | None = None
) -> tuple[float, Candidate | None]:
    """The likeliest candidate and the chance, 0 to 1, that it or another saying of the same thing is meant."""
    model = learned.card(MODEL)["weights"] if weights is None else weights
    shares = learned.shares(learned.weight(features(mention, c, candidates), model) for c in candidates)
    if not shares:
        return 0.0, None
    best = candidates[max(range(len(shares)), key=shares.__getitem__)]
    return sum(share for share, c in zip(shares, candidates, strict=True) if _same(best, c)), best


def features(mention: Mention, candidate: Candidate, candidates: Sequence[Candidate]) -> list[str]:
    """Names of the features that hold for a candidate beside a mention."""
    said, sort = candidate.phrase, _sort(mention)
    words = said.text.lower()
    agrees = said.plural == mention.plural
    near = [c for c in candidates if c.distance == 0 and c.phrase.plural == mention.plural]
    condition = topics.is_condition(said.text)
    out = [
        "bias",
        sort,
        f"{sort}&{candidate.role}&{min(candidate.distance, 3)}",
        f"{sort}&{candidate.role}",
        f"{candidate.role}&{min(candidate.distance, 3)}",
        f"{sort}&{'agrees' if agrees else 'differs'}",
        f"{sort}&{'agrees' if agrees else 'differs'}&{candidate.role}",
        f"near:{min(len(near), 3)}",
        f"{sort}&near:{min(len(near), 3)}&{candidate.role}",
        f"long:{min(len(words.split()) // 3, 4)}",
    ]
    out += [f"{sort}&person"] if said.person else []
    out += [f"{sort}&condition", f"condition&{candidate.role}"] if condition else []
    out += ["opens&subject"] if mention.opens and candidate.role == "subject" else []
    out += ["said-in-sentence"] if words in mention.sentence.lower() else []
    out += ["said-twice"] if sum(words == c.phrase.text.lower() for c in candidates) > 1 else []
    if any(c.role in ("topic", "section") and c.phrase.text.lower() in words for c in candidates):
        out.append("holds-topic")
    if mention.noun:
        same = np.singular(said.head) == np.singular(mention.noun)
        named = np.singular(mention.noun) in words
        out.append("same-head" if same else "named-in" if named else "other-head")
        out += [f"same-head&{min(candidate.distance, 3)}"] if same else []
        out += ["between"] if mention.between else []
        out.append(f"kin:{_kinship(mention, said)}")
    out += _around(mention, candidate, candidates, sort)
    return out + _fit(mention, candidate, candidates)


def _around(mention: Mention, candidate: Candidate, candidates: Sequence[Candidate], sort: str) -> Iterator[str]:
    """What the sentences say around mention and candidate."""
    role = f"{candidate.role}&{min(candidate.distance, 1)}"
    after = _AFTER.search(mention.sentence)
    yield f"{sort}&{'called' if after and after['called'] else 'include' if after else 'else'}&{role}"
    yield f"{sort}&{'opens' if mention.opens else 'late'}&{role}"
    last = [c for c in candidates if c.distance == 0]
    defined = any(c.role == "attribute" for c in last)
    yield f"{sort}&{'defined' if defined else 'told'}&{role}"
    if candidate.distance == _HEADING:
        again = any(candidate.phrase.text.lower() in c.phrase.text.lower() for c in last)
        yield f"{sort}&heading&{'again' if again else 'silent'}"
    subject = next((c for c in last if c.role == "subject"), None)
    if subject is not None and subject is not candidate:
        fits = subject.phrase.plural == mention.plural
        yield f"{sort}&beside-{'such' if fits else 'other'}-subject"


_AFTER = re.compile(
    r"(?:(?P<called>(?:is|are) (?:also |often |sometimes )?(?:called|known as|named|termed|referred to as))"
    r"|includes?)\b",
)


def _kinship(mention: Mention, said: Phrase) -> str:
    """Whether a candidate is one of what the mention's noun names: a drug of drugs, a test of tests."""
    noun = np.singular(mention.noun)
    if noun in said.text.lower():
        return "named"
    if noun in _PROCEDURES:
        return "procedure" if remedies.is_procedure(said.text) or _SHORT.fullmatch(said.text) else "no-procedure"
    if noun in _DRUGS:
        return "drug" if remedies.is_remedy(said.text) else "no-drug"
    return "other"


_PROCEDURES = frozenset(
    ["test", "procedure", "surgery", "operation", "method", "technique", "measure", "therapy", "treatment"]
)
_DRUGS = frozenset(["drug", "medicine", "medication", "vaccine", "supplement", "product"])
_SHORT = re.compile(r"(?:[Aa]n? |[Tt]he )?[A-Z]{2,5}")
"""An abbreviation, which may be a test's."""


def _fit(mention: Mention, candidate: Candidate, candidates: Sequence[Candidate]) -> list[str]:
    """How near a candidate's words are in use to those of the mention's sentence, alone and beside the others: gluten
    is found in rice, a disease is not."""
    near = _nearness(mention.sentence, candidate.phrase.text)
    best = max(_nearness(mention.sentence, other.phrase.text) for other in candidates)
    out = [f"fit:{min(max(int(near * _STEPS), -1), _MOST)}"]
    if near >= best:
        return [*out, "fits-best"]
    return [*out, "fits-worse"] if near < best - _WORSE else out


_STEPS, _MOST, _WORSE = 8, 5, 0.2


@lru_cache(maxsize=4096)
def _nearness(sentence: str, words: str) -> float:
    """The cosine of the meanings of a sentence and of other words, -1 to 1."""
    return float(meanings.of(sentence) @ meanings.of(words)) / meanings.SCALE**2


def _sort(mention: Mention) -> str:
    if mention.noun:
        return "np-plural" if mention.plural else "np"
    return {"this": "this", "that": "this", "these": "these", "those": "these"}.get(mention.word, mention.word)


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are sayings of the same thing."""
    a, b = one.phrase.text.lower(), other.phrase.text.lower()
    return a in b or b in a


def threshold() -> float:
    """The chance from which a candidate is taken."""
    return float(learned.card(MODEL)["threshold"])

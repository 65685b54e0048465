"""Pronouns in the place of a sentence's first subject: "It spreads by touch", "This is called gout", "They itch".

Who only points ("it is important to ...") stands for nothing; who stands for what was said ("this happens when ...")
keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from citewarden.config import lexicon
from citewarden.nlp import antecedents
from citewarden.nlp import phrases as np
from citewarden.nlp.antecedents import Candidate, Mention
from citewarden.nlp.discourse import Discourse
from citewarden.nlp.edits import DROPPED_BEFORE, Told, replaced
from citewarden.nlp.phrases import Phrase, lower_first, upper_first

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_I = re.IGNORECASE
_BARE = frozenset(["it", "they", "this", "these", "that", "those"])


def _doer(verb: Token) -> str:
    """ "people" for what only people do ("should contact", "feel"), "things" for what only things do ("fade")."""
    if verb.lower_ in lexicon("persons")["done_by_people"] and verb.tag_ in {"VB", "VBP"}:
        return "people"
    return "things" if _DONE_BY_THINGS.fullmatch(verb.text) else ""


_DONE_BY_THINGS = re.compile(
    r"(?:point|indicate|signal|occur|happen|disappear|resolve|recur|flare|fade)(?:s|d|ed|red|ing)?", _I
)


def first_subject(doc: Doc) -> Token | None:
    """The subject of the first clause: a pronoun or demonstrative there has its antecedent in an earlier sentence."""
    for token in np.tokens(doc):
        if token.tag_ in {"WDT", "WP"}:
            continue
        if token.dep_ in {"nsubj", "nsubjpass", "csubj"} or (
            token.dep_ in {"dep", "ROOT"} and token.tag_ in {"PRP", "DT"}
        ):
            return token
    return None


_CLAUSE_FIRST = re.compile(r"(?:when|if|as|once|because|since|after|although)\b", _I)
_MEASURED = re.compile(
    r"(?:it|they|this|that) (?:is|was|are|were) (?:about |around |only |nearly |over )?[\d.,]+ ?(?:%|per ?cent)", _I
)
"""What "it was 24 %" stands for is a share or a rate, no thing."""
_CLEFT = re.compile(r"\w+(?:['’]s| is| was| are| were) (?:also )?(?:what|how|why|when|where|because)\b", _I)
"""What "that is what happens" stands for is a statement, no thing."""

_REASON = re.compile(
    r"(?:This|That|It(?! occurs))(?: (?P<be>is|was|happens|occurs|may be|might be|could be|can be)|['’]s)"
    r"(?P<how>(?: (?:partly|mostly|mainly|often|usually|probably|likely|perhaps|in part|largely))*)"
    r" because (?P<why>\w.+)\Z",
    re.S,
)


def reason(text: str, before: str) -> str:
    """ "This is because it blocks pain." as the reason for the statement before it; "" if it is none."""
    match = _REASON.match(text)
    if not match or not before.endswith((".", "!")) or "?" in before or ":" in before:
        return ""
    maybe = match["be"] in ("may be", "might be", "could be", "can be")
    joint = f", which {match['be']}" if maybe else "," if match["how"] else ""
    return f"{before.rstrip('.!')}{joint}{match['how']} because {match['why']}"


def told(doc: Doc, token: Token, discourse: Discourse, opening: int) -> Told:
    """The edit that puts words for the pronoun `token`, and whether it could be told what it stands for."""
    low, text = token.lower_, np.text_of(doc)
    if low in {"he", "she"}:
        return _person(doc, token, discourse, opening)
    if low not in _BARE or (token.tag_ not in {"PRP", "DT"}):
        return Told()
    if token.head.dep_ != "ROOT" and any(t.tag_ in {"NN", "NNS", "NNP"} for t in np.tokens(doc)[: token.i]):
        return Told()
    if (low == "it" and _expletive(token)) or _said_here(doc, token) or _said_later(token):
        return Told()
    if any(c.dep_ in {"relcl", "prep", "acl"} for c in token.children):
        return Told()
    if low in {"this", "that"} and _CLAUSE_FIRST.match(text, opening) and "," in text[opening : token.idx]:
        return Told()  # "When the glands make too little, this is called ..."
    if _whole(doc, token) or _opening_names(doc, token):
        return Told((), False)
    called = _called(token)
    mention = Mention(
        low,
        "",
        low in {"they", "these", "those"},
        _doer(token.head) if low == "they" else "",
        text,
        token.idx <= opening + 1,
        called="" if called is None else called.lower_,
        another=called is not None and any(c.lower_ == "another" for c in called.lefts),
    )
    candidates = discourse.candidates()
    found = antecedents.choose(mention, candidates)
    if found is not None and found.distance and low != "they" and _opener_unread(discourse, candidates):
        return Told((), False)
    if found is not None and not discourse.heard and _asks_of_another(discourse.heading, found.phrase):
        return Told((), False)
    if found is not None and low == "they" and not mention.doer and _of_one_person(candidates, found):
        return Told((), False)
    both = any(t.lower_ == "both" for t in doc[token.i + 1 : token.i + 3])
    if found is None or (both and " and " not in found.phrase.text):
        return Told((), False)
    words = _bare_phrase(found.phrase, mention.plural)
    edits = [replaced(token, words, opens=mention.opens)]
    verb = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if verb is not None and verb.idx == edits[0][1] and (full := _spelt_out(verb)):
        edits.append((verb.idx, verb.idx + len(verb.text), f" {full}"))  # "They're" is no "Patients're"
    return Told(tuple(edits), True)


def _of_one_person(candidates: Sequence[Candidate], found: Candidate) -> bool:
    """Whether "they" may be the one person of the last sentence ("the client ... They become tired") and was given to
    things there."""
    if found.phrase.person:
        return False
    last = [c for c in candidates if c.distance == 0 and c.phrase.person]
    return bool(last) and all(not c.phrase.plural for c in last)


def _called(token: Token) -> Token | None:
    """The noun that a sentence says its subject is: "doctor" of "This is a doctor who ..."."""
    verb = token.head
    if verb.lower_ not in {"is", "are", "was", "were", "'s", "’s", "'re", "’re"}:
        return None
    return next((c for c in verb.rights if c.dep_ == "attr" and c.tag_ in {"NN", "NNS"}), None)


_DETERMINED = re.compile(r"(?:An?|The|Your|Every|Each|One) (?=[a-z])")


def _opener_unread(discourse: Discourse, candidates: Sequence[Candidate]) -> bool:
    """Whether the last sentence opens with a thing that the parser did not see as one ("A blood thinner makes ..."),
    which is then more likely meant than what was said before it."""
    last = np.text_of(discourse.heard[-1].doc) if discourse.heard else ""
    if not _DETERMINED.match(last):
        return False
    return not any(c.distance == 0 and last.casefold().startswith(c.phrase.text.casefold()) for c in candidates)


def _asks_of_another(heading: str, found: Phrase) -> bool:
    """Whether a heading asks what another thing does, which "it" right under it then is: "How long does an attack
    last?", "Does walking help gout?"."""
    asked = _SUBJECT_ASKED.match(heading) if heading.rstrip().endswith("?") else None
    if asked is None or asked["np"].lower() in _NO_SUBJECTS:
        return False
    if (np.singular(asked["np"]) != asked["np"]) != found.plural:
        return False
    return not found.text.lower().startswith(asked["np"].lower()[:_STEM])


_SUBJECT_ASKED = re.compile(
    r"(?:[\w'’-]+ ){0,4}?(?:is|are|does|do|did|can|could|will|would|should|may|has|have)"
    r" (?:an? |the |my |your |most |all |some )?(?P<np>[\w'’-]+)",
    _I,
)
_NO_SUBJECTS = frozenset(
    ["it", "they", "this", "there", "i", "we", "you", "he", "she", "not", "known", "called", "people"]
)
_STEM = 5


_FULL = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}


def _spelt_out(verb: Token) -> str:
    """The whole word of a clipped verb: "It's" is no "Asthma's"; "" for whole ones."""
    short = verb.lower_.replace("’", "'")
    if short != "'s":
        return _FULL.get(short, "")
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return "has" if any(t.lower_ in {"been", "had", "become", "got"} for t in after) else "is"


def _said_here(doc: Doc, token: Token) -> bool:
    """Whether the sentence itself named the thing before ("When there are too many platelets, they clump")."""
    tags = {"NNS", "NNPS"} if token.lower_ in {"they", "these", "those"} else {"NN", "NNP"}
    return any(t.tag_ in tags and t.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} for t in np.tokens(doc)[: token.i])


def _said_later(token: Token) -> bool:
    """Whether the main clause names what its opening clause points to ("Because it is bound, the salt stays")."""
    clause, low = token.head, token.lower_
    if clause.dep_ != "advcl" or clause.head.i < clause.i or any(t.lower_ == low for t in token.doc[token.i + 1 :]):
        return False
    tags = {"NNS", "NNPS"} if low in {"they", "these", "those"} else {"NN", "NNP"}
    later = [t for t in clause.head.children if t.dep_ in {"nsubj", "nsubjpass"} and t.tag_ in tags and t.i > clause.i]
    return any(t.left_edge.lower_ == "the" and not np.phrase(t).person for t in later)


def _opening_names(doc: Doc, token: Token) -> bool:
    """Whether a misread opening clause names what the pronoun behind it may mean ("As children grow up, they ...")."""
    first = doc[0]
    if first.dep_ != "prep" or not _CLAUSE_FIRST.fullmatch(first.text):
        return False
    tags = {"NNS", "NNPS"} if token.lower_ in {"they", "these", "those"} else {"NN", "NNP"}
    return any(t.tag_ in tags and t.head is first for t in np.tokens(doc)[: token.i])


def _whole(doc: Doc, token: Token) -> bool:
    """Whether the pronoun stands for what was said, no thing: "this happens when ...", "that is what ...", "it is this
    change that ..."."""
    if token.head.lower_ in _OUTCOMES | _STANDS | _COUNTS_AMONG and token.lower_ in {"this", "that"}:
        return True
    if token.head.lower_ in _EVENTS and token.lower_ != "they":
        return token.lower_ != "it" or token.head.lower_ in {"happens", "means", "happened", "mean"}
    after = doc[token.i + 1 : token.i + 3].text.lower()
    if _MEASURED.match(np.text_of(doc), token.idx):
        return True
    return bool(_CLEFT.match(np.text_of(doc), token.idx)) or (token.lower_ == "it" and after in ("is this", "is these"))


def _person(doc: Doc, token: Token, discourse: Discourse, opening: int) -> Told:
    """ "He or she", the one person spoken of."""
    text = np.text_of(doc)
    pair = re.match(r"(?:he or she|she or he|he/she)\b", text[token.idx :], _I) or re.match(
        r"(?:he or she|she or he)\b", text, _I
    )
    people = [
        p
        for p in discourse.recent
        if p.person and not p.plural and p.head not in {"person", "patient", "client", "someone", "child"}
    ]
    if not pair or not people:
        return Told((), not pair and token.i > 2)
    start = token.idx if text[token.idx :].lower().startswith(pair.group().lower()) else 0
    words = re.sub(r"\A(?:your|a|an|my)\s+", "the ", people[-1].text, flags=_I)
    words = upper_first(words) if start <= opening else lower_first(words)
    return Told(((start, start + len(pair.group()), words),), True)


def _bare_phrase(phrase: Phrase, plural: bool) -> str:
    words = DROPPED_BEFORE.sub("", phrase.text) if plural else re.sub(r"\A(?:another)\s+", "", phrase.text, flags=_I)
    return words.strip() or phrase.text


_EVENTS = frozenset(["happens", "happen", "occurs", "occur", "means", "mean", "does", "do", "happened", "occurred"])
_OUTCOME_VERBS = "makes make made allows allow allowed lets let leads lead explains causes cause"
_OUTCOMES = frozenset(_OUTCOME_VERBS.split())
"""What the state of things told before does: "This makes it hard to sleep"."""
_COUNTS_AMONG = frozenset(["includes", "include", "included"])
"""What is said of all that was told before: "This includes people who ..."."""
_STANDS = frozenset(["holds", "applies", "goes", "held", "applied", "fits"])
"""What a statement told before does: "That holds for women, too"."""
_PERSONAL = frozenset(
    [
        "likely",
        "unlikely",
        "able",
        "unable",
        "prone",
        "similar",
        "due",
        "close",
        "resistant",
        "sensitive",
        "related",
        "vulnerable",
        "subject",
        "essential",
        "important",
    ]
)


_WORTH = frozenset(["essential", "important"])
"""What of an act is said ("it is important to rest"), and of a thing ("it is important to health")."""
_IT_IS_SAID = re.compile(
    r"it(?:['’]s| is| was| has been| had been| (?:can|may|could|should|must|will) be) (?:not )?"
    r"(?:\w+ly |now |also |often )?(?:\w+ed|known|shown|thought|said|held|found|understood) that\b",
    _I,
)
"""What "it is postulated that" begins."""


_HOUR = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_IT_IS_LATE = re.compile(
    rf"it(?:['’]s| is| was) (?:already |now |about |nearly |almost |only |just |still |not yet )?"
    r"(?:(?:half|(?:a )?quarter|ten|five|twenty|twenty-five|\d{1,2}) (?:minutes )?(?:past|to|after)"
    rf" (?:{_HOUR}|midnight|noon)"
    rf"|{_HOUR}(?:[:.]\d\d| o['’]clock| ?[ap]\.?m\b| in the (?:morning|afternoon|evening|night)| at night)"
    r"|midnight|noon|midday|late (?:at night|in)|early in|(?:still )?dark\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    _I,
)
"""What "it is ten past three" begins: a time of day, which is of nothing."""


def _expletive(token: Token) -> bool:
    """ "It is important to ...", "it is unclear why ...", "It depends"."""
    verb = token.head
    doc = token.doc
    for other in doc[token.i + 1 : token.i + 7]:
        if other.tag_.startswith("JJ") and doc[other.i - 1].lower_ in {
            "be",
            "is",
            "was",
            "been",
            "'s",
            "’s",
            "become",
            "becomes",
            "seems",
            "very",
            "often",
            "also",
            "more",
        }:
            tail = doc[other.i + 1].lower_ if other.i + 1 < len(doc) else ""
            if tail == "to" and other.lower_ in _PERSONAL:  # "it is essential to life", but "to wash the wound"
                return other.i + 2 < len(doc) and doc[other.i + 2].tag_ == "VB" and other.lower_ in _WORTH
            return tail in {"to", "that", "whether", "how", "when", "if"} or (
                tail == "for" and " to " in doc[other.i :].text[:60]
            )
    if re.match(
        r"it(?:['’]s| is| was) (?:not )?(?:the|an?|our|your|their) (?:[\w’'/-]+ ){1,6}to\b",
        np.text_of(doc)[token.idx :],
        _I,
    ):
        return True
    after = np.text_of(token.doc)[token.idx : token.idx + 80]
    if _IT_IS_SAID.match(after) or _IT_IS_LATE.match(after):
        return True
    return bool(
        re.match(
            r"it(?:['’]s| is| was| may be| can be| has been| might be| seems| appears)? (?:\w+ly )?(?:also |"
        r"not |still |always |often )?(?:important|possible|impossible|unclear|clear|likely|unlikely|"
            r"estimated|recommended|known|unknown|believed|thought|believed|essential|necessary|best|"
        r"common for|hard|difficult|easy|helpful|useful|vital|"
            r"(?:may|might|can) help to|critical|advisable|rare for|normal|good|a good|not uncommon|not unusual|"
        r"better|safe to|"
        r"reported|suggested|said|time|advised|that|takes|depends|appears that|seems that)\b",
            after, _I)
        and verb is not None
        and bool(re.search(r"\b(?:that|to|for|why|how|whether|if|when)\b", after))
    )  # fmt: skip

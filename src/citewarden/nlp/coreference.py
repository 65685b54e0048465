"""Sentences made to stand alone: pronouns, "this condition" and left-out topics filled in from what went before.

Rules over the parse, in the order of their safety; where none applies the words stay as they are. Only words of the
article are put in. `Discourse` carries what an article has mentioned so far.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from citewarden.nlp import clauses, topics
from citewarden.nlp import phrases as np
from citewarden.nlp.phrases import Phrase, lower_first, upper_first
from citewarden.text.gates import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_I = re.IGNORECASE
_OPENERS = re.compile(
    r"\A(?:however|for example|for instance|in addition(?! to)|additionally|also|moreover|"
        r"furthermore|but|and|so|in fact|indeed|in other words|finally|"
    r"similarly|likewise|on the other hand|in contrast|of note|fortunately|unfortunately|"
        r"interestingly|importantly|notably|therefore|thus|hence|consequently|"
    r"as a result|overall|in general|again|besides|then|nevertheless|nonetheless|still|yet|rather|"
        r"of course|in short|ultimately|in turn|instead|because of this|for this reason|in this way|"
        r"accordingly|that said|at the same time)"
    r"(?:,\s+|(?<=but)\s+|(?<=and)\s+|(?<=so)\s+(?=the |you |it |this ))", _I)  # fmt: skip
_FRAMES = re.compile(
    r"\A(?:it(?:['’]s| is) (?:also )?(?:\w+ly )?(?:important|essential|vital|worth|helpful|useful|"
        r"critical|crucial|good) (?:to )?"
    r"(?:know|note|noting|remember|understand|realize|recognize|keep in mind|point out|be aware|"
        r"mention)(?:ing)? that\s+|"
    r"(?:please )?(?:note|remember|keep in mind|be aware|be sure to note) that\s+|(?:the )?(?:good|"
        r"bad) news is(?: that)?\s+|the fact is(?: that)?\s+|"
    r"(?:putting|setting) aside [\w ,]+?, )", _I)  # fmt: skip
_WHY = re.compile(r"(?:that|this)(?: is|['’]s) why\s+", _I)
_CONDITION_WORDS = frozenset(
    ["condition", "disease", "disorder", "illness", "syndrome", "infection", "problem", "ailment"]
)
_NEEDS_OF = frozenset(
    [
        "symptom",
        "symptoms",
        "sign",
        "signs",
        "cause",
        "causes",
        "complication",
        "complications",
        "diagnosis",
        "prevention",
        "prognosis",
        "case",
        "cases",
        "attack",
        "attacks",
        "episode",
        "episodes",
        "treatment",
        "severity",
        "onset",
        "outbreak",
        "outbreaks",
        "incidence",
        "prevalence",
        "rash",
        "stage",
        "stages",
    ]
)
_NEEDS_FOR = frozenset(["treatments", "therapies", "tests", "screening", "medications", "remedies"])
_ASPECTS = frozenset(
    [
        "cause",
        "pain",
        "number",
        "symptoms",
        "diagnosis",
        "severity",
        "prevalence",
        "onset",
        "course",
        "risk",
        "goal",
        "incidence",
        "history",
    ]
)
_CONDITION_SAID = Words(_CONDITION_WORDS)
_DEMONSTRATIVES = frozenset(["this", "these", "that", "those", "such"])
_DEMONSTRATED = Words(_DEMONSTRATIVES)
_POINTING = Words(["it", "they", "he", "she", "this", "these", "that", "those"])
_NEEDY = Words([*_NEEDS_OF, *_NEEDS_FOR, "factor", "factors"])
_GENERAL = frozenset(
    [
        "type",
        "types",
        "kind",
        "kinds",
        "form",
        "forms",
        "one",
        "ones",
        "thing",
        "things",
        "way",
        "ways",
        "case",
        "cases",
        "time",
        "stage",
        "period",
        "area",
        "instance",
        "instances",
        "situation",
        "step",
        "steps",
        "process",
        "reason",
        "reasons",
        "example",
        "fact",
        "age",
        "group",
        "point",
        "year",
        "years",
        "day",
        "days",
        "month",
        "months",
        "week",
        "weeks",
        "case",
        "purpose",
        "level",
        "levels",
        "section",
        "chapter",
        "article",
    ]
)
_DROPPED_BEFORE = re.compile(
    r"\A(?:most|some|many|several|all|few|a few|a lot of|both|other|another|certain|various|about|"
    r"approximately|nearly|almost|roughly|\d[\d,.]*%? (?:percent )?(?:of )?)\s+(?:of (?:the )?)?",
    _I,
)


@dataclass(slots=True)
class Discourse:
    """What an article has mentioned so far: its topic, the section's topic, the last subject and phrases."""

    topic: str
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    familiar: frozenset[str] = frozenset()
    section_topic: str = ""
    label: str = ""
    heard: list[_Heard] = field(default_factory=list)
    _subject: Phrase | None = None
    _unread: list[_Heard] = field(default_factory=list)

    @property
    def subject(self) -> Phrase | None:
        """The subject last spoken of; sentences are looked at only when somebody asks."""
        for heard in self._unread:
            self._subject = heard.subject or self._subject
        self._unread.clear()
        return self._subject

    @subject.setter
    def subject(self, phrase: Phrase | None) -> None:
        self._unread.clear()
        self._subject = phrase

    @property
    def condition(self) -> str:
        """What "the condition" means here: the section's condition if it names one, else the article's."""
        if self.section_topic and topics.is_condition(self.section_topic):
            return self.section_topic
        return self.topic

    def enter_section(self, topic: str) -> None:
        """A heading: the section's topic changes and earlier subjects are out of reach."""
        self.section_topic, self.label, self.heard = topic, "", []
        self.subject = None

    def remember(self, doc: Doc, resolved: Mapping[int, str]) -> None:
        """Note a sentence; `resolved` maps a phrase's offset to the words put in for it."""
        heard = _Heard(doc, resolved)
        self.heard = [*self.heard[-3:], heard]
        self._unread.append(heard)

    @property
    def last(self) -> list[Phrase]:
        """The phrases of the sentence before."""
        return self.heard[-1].phrases() if self.heard else []

    @property
    def recent(self) -> list[Phrase]:
        """The phrases of the last few sentences, oldest first."""
        return [p for heard in self.heard for p in heard.phrases()]


@dataclass(slots=True)
class _Heard:
    """A sentence remembered; its subject and phrases are worked out when a later sentence asks for them."""

    doc: Doc
    resolved: Mapping[int, str]
    _found: list[Phrase] | None = None
    _named: tuple[Phrase | None, str] | None = None

    @property
    def subject(self) -> Phrase | None:
        """The subject of the main clause, None if it is a mere pointer."""
        return self._subject()[0]

    def _subject(self) -> tuple[Phrase | None, str]:
        """The subject, and the kind that the sentence says it is ("Agonists are first-line drugs": drugs)."""
        if self._named is None:
            subject, also = None, ""
            token = np.subject_token(self.doc)
            if token is not None and token.tag_ in {"NN", "NNS", "NNP", "NNPS", "VBG", "DT", "PRP"}:
                verb = token.head
                subject = _resolved(np.subject_phrase(token), self.resolved)
                if verb.tag_ in {"VBP", "VBZ"}:
                    subject = replace(subject, plural=verb.tag_ == "VBP")
                if subject.text.lower() in _POINTERS or _NO_PHRASE.match(subject.text):
                    subject = None
                elif verb.lower_ in {"is", "are", "was", "were"}:
                    also = next((c.lower_ for c in verb.rights if c.dep_ == "attr" and c.tag_ in {"NN", "NNS"}), "")
            self._named = subject, also
        return self._named

    def phrases(self) -> list[Phrase]:
        """Phrases in reading order, with what was put in for pronouns, and the subject by the kind it is said to be."""
        if self._found is None:
            subject, also = self._subject()
            self._found = [_resolved(p, self.resolved) for p in np.phrases(self.doc)]
            if subject is not None:
                self._found = [subject if p.start == subject.start else p for p in self._found]
                if also:
                    self._found.append(replace(subject, head=also, start=-1))
        return self._found


_HUMAN = frozenset(
    ["contact", "report", "avoid", "take", "drink", "eat", "experience", "feel", "know", "ask", "tell", "seek", "call",
     "consult", "notify", "understand", "wear", "wash", "inform", "smoke", "think", "believe", "want", "learn",
     "monitor", "discuss"]
)  # fmt: skip


_GROUPS = frozenset(
    ["families", "couples", "communities", "households", "groups", "workers", "students", "members", "smokers",
     "drinkers", "survivors", "carriers", "donors", "relatives", "teens", "seniors", "americans", "users",
     "athletes", "residents"]
)  # fmt: skip


def _told(verb: Token) -> bool:
    """Whether only people can be meant: they "should contact", "feel", "want"."""
    return verb.lower_ in _HUMAN and verb.tag_ in {"VB", "VBP"}


_NO_PHRASE = re.compile(r"(?:as|for|like|unlike|because|according|with|by|when|if|although|that) ", _I)
_POINTERS = frozenset(["it", "they", "this", "these", "that", "you", "we", "he", "she", "there", "i", "those", "what"])


def _resolved(phrase: Phrase, resolved: Mapping[int, str]) -> Phrase:
    words = resolved.get(phrase.start)
    if words is None:
        return phrase
    plural = phrase.plural or bool(re.match(r"(?:they|these|those)\b", phrase.text, _I))
    head = phrase.head if phrase.head not in {"it", "they", "this", "these"} else _head(words)
    return Phrase(words, head, plural, phrase.person, phrase.start, phrase.end)


def standalone(doc: Doc, discourse: Discourse) -> tuple[str, tuple[str, ...]]:
    """The sentence in a form that can be read alone, and its atomic statements if it holds several (else ()).

    The discourse then remembers it.
    """
    edits: list[tuple[int, int, str]] = []
    text = np.text_of(doc)
    opening = _opening(text)
    token = _first_subject(doc) if _POINTING.near(text) else None
    if token is not None:
        edits += _subject(doc, token, discourse, opening)
    edits += _bare(doc, discourse, edits)
    edits += _definite_condition(doc, discourse, edits)
    edits += _demonstratives(doc, discourse, edits)
    edits += _small_words(doc, edits)
    resolved = {start: words for start, _, words in edits if words}
    discourse.remember(doc, resolved)
    form = finish(_apply(text, edits, opening, len(text)), discourse)
    pieces = []
    for ranges in clauses.parts(doc):
        words = " ".join(_apply(text, edits, max(s, opening), e).strip() for s, e in ranges)
        words = finish(words, discourse)
        pieces.append(words if words.endswith((".", "!")) else f"{words}.")
    return form, tuple(pieces)


_LOOSE = re.compile(r" [ ,.;:)]|\( ")


def finish(text: str, discourse: Discourse) -> str:
    """Abbreviations spelled out, spacing and the first letter put right."""
    for short, long in discourse.abbreviations.items():
        if short not in text or short in discourse.familiar or long.lower() in text.lower():
            continue
        text = re.sub(
            rf"(?P<the>\b[Tt]he )?(?<![\w(-]){re.escape(short)}(?![\w)-])",
            partial(_spelled, short, long),
            text,
            count=1,
        )
    if _LOOSE.search(text):
        text = re.sub(r"(?<!\s)\s+([,.;:)])", r"\1", text)
        text = re.sub(r"\(\s+", "(", text)
        text = re.sub(r"\s{2,}", " ", text)
    return upper_first(text.strip(" ,;"))


def _spelled(short: str, long: str, match: re.Match[str]) -> str:
    """The long form with the short one in brackets, small inside a sentence unless it is a name."""
    if match.start() > 0 and long.split(" ", 1)[-1].islower():
        long = lower_first(long)
    words = f"{long} ({short})"
    if long.startswith("the "):
        return words if not match["the"] else f"{match['the']}{words[4:]}"
    return f"{match['the'] or ''}{words}"


def _apply(text: str, edits: list[tuple[int, int, str]], begin: int, stop: int) -> str:
    pieces, at = [], begin
    for start, end, words in sorted(edits):
        if start < at or end > stop:
            continue
        pieces += [text[at:start], words]
        at = end
    return "".join([*pieces, text[at:stop]])


def _opening(text: str) -> int:
    """Length of the connectives and frames a sentence opens with ("However, ", "It is important to know that ")."""
    at = 0
    for _ in range(3):
        match = _OPENERS.match(text, at) if at == 0 else _OPENERS.match(text[at:])
        frame = _FRAMES.match(text[at:]) or _WHY.match(text[at:])
        if frame:
            at += frame.end()
        elif match:
            at = match.end() if at == 0 else at + match.end()
        else:
            break
    if at == 0 and (match := re.match(r"(?:Another|Other)\s+(?!than\b)", text)):
        return 0
    return at


def _first_subject(doc: Doc) -> Token | None:
    """The subject of the first clause: a pronoun or demonstrative there has its antecedent in an earlier sentence."""
    for token in np.tokens(doc):
        if token.tag_ in {"WDT", "WP"}:
            continue
        if token.dep_ in {"nsubj", "nsubjpass", "csubj"} or (
            token.dep_ in {"dep", "ROOT"} and token.tag_ in {"PRP", "DT"}
        ):
            return token
    return None


_CLEFT = re.compile(r"\w+(?:['’]s| is| was| are| were) (?:also )?(?:what|how|why|when|where|because)\b", _I)
"""What "that is what happens" stands for is a statement, no thing."""
_DONE_BY_THINGS = re.compile(
    r"(?:point|indicate|signal|occur|happen|disappear|resolve|recur|flare|fade)(?:s|d|ed|red|ing)?", _I
)


_REASON = re.compile(
    r"(?:This|That|It)(?: (?P<be>is|was|happens|occurs|may be|might be|could be|can be)|['’]s)"
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


def _subject(doc: Doc, token: Token, discourse: Discourse, opening: int) -> list[tuple[int, int, str]]:
    low = token.lower_
    begins = token.idx <= opening + 1
    if token.head.dep_ != "ROOT" and any(t.tag_ in {"NN", "NNS", "NNP"} for t in np.tokens(doc)[: token.i]):
        return []
    if low == "it" and not _expletive(token):
        antecedent = _antecedent(discourse, plural=False)
        return [_replace(token, antecedent, begins)] if antecedent else []
    if low == "they":
        if _DONE_BY_THINGS.fullmatch(token.head.text) and discourse.subject is not None and discourse.subject.person:
            antecedent = topic if (topic := discourse.section_topic) and _plural_words(topic) else ""
        else:
            antecedent = _antecedent(discourse, plural=True, people=_told(token.head))
        if any(t.lower_ == "both" for t in doc[token.i + 1 : token.i + 3]) and " and " not in antecedent:
            antecedent = ""  # of two things that are not known
        return [_replace(token, antecedent, begins)] if antecedent else []
    if low in {"he", "she"}:
        pair = re.match(r"(?:he or she|she or he|he/she)\b", np.text_of(doc)[token.idx :], _I) or re.match(
            r"(?:he or she|she or he)\b", np.text_of(doc), _I
        )
        people = [
            p
            for p in discourse.recent
            if p.person and not p.plural and p.head not in {"person", "patient", "client", "someone", "child"}
        ]
        if pair and people:
            start = token.idx if np.text_of(doc)[token.idx :].lower().startswith(pair.group().lower()) else 0
            words = re.sub(r"\A(?:your|a|an|my)\s+", "the ", people[-1].text, flags=_I)
            return [(start, start + len(pair.group()), upper_first(words) if start <= opening else lower_first(words))]
        return []
    if (
        low in {"this", "these", "that", "those"}
        and token.tag_ == "DT"
        and token.head.dep_ == "ROOT"
        and token.head.lower_ not in _EVENTS
        and token.dep_ in {"nsubj", "nsubjpass"}
        and not any(c.dep_ == "relcl" for c in token.children)
        and not any(c.dep_ in {"prep", "acl"} for c in token.children)
        and not _CLEFT.match(np.text_of(doc), token.idx)
    ):
        antecedent = _antecedent(discourse, plural=low in {"these", "those"}, near=True)
        return [_replace(token, antecedent, begins)] if antecedent else []
    return []


def _replace(token: Token, words: str, begins: bool) -> tuple[int, int, str]:
    return token.idx, token.idx + len(token.text), upper_first(words) if begins else lower_first(words)


def _antecedent(discourse: Discourse, *, plural: bool, near: bool = False, people: bool = False) -> str:
    """What a pronoun stands for, "" where that cannot be told; `near` for "this", `people` where only people do it."""
    subject = discourse.subject
    if not plural and not near and subject is not None and discourse.condition and subject.head in _ASPECTS:
        owner = re.search(r"\bof (?:an? |the )?(?P<np>.+)\Z", subject.text)
        if owner and discourse.condition.lower() in owner["np"].lower():
            return discourse.condition
    if people:
        said = subject if subject is not None and (subject.person or subject.head in _GROUPS) else None
        said = said or next((p for p in reversed(discourse.recent) if p.person and p.plural), None)
        return _bare_phrase(said, plural) if said is not None and said.plural else ""
    if near and not (discourse.heard and discourse.heard[-1].subject is not None):
        return ""
    if subject is not None and subject.plural == plural and (plural or not subject.person):
        return _bare_phrase(subject, plural)
    if subject is not None and near and plural != subject.plural:
        for phrase in reversed(discourse.recent[-4:]):
            if phrase.plural == plural:
                return _bare_phrase(phrase, plural)
        return ""
    topic = discourse.label or discourse.section_topic or discourse.topic
    if topic and _plural_words(topic) == plural:
        return topic
    if discourse.topic and _plural_words(discourse.topic) == plural:
        return discourse.topic
    for phrase in discourse.last:
        if phrase.plural == plural and (plural or not phrase.person):
            return _bare_phrase(phrase, plural)
    return ""


def _bare_phrase(phrase: Phrase, plural: bool) -> str:
    words = _DROPPED_BEFORE.sub("", phrase.text) if plural else re.sub(r"\A(?:another)\s+", "", phrase.text, flags=_I)
    return words.strip() or phrase.text


def _plural_words(words: str) -> bool:
    head = re.split(r" (?:of|in|with|for|from|during) ", words)[0].split()[-1].lower() if words.split() else ""
    return head.endswith("s") and np.singular(head) != head


_AFFECTED = Words(["affected"])
_EFFECTS = re.compile(
    r"(?:(?:common|serious|other|rare|possible|less common|more serious|severe|additional|potential|"
    r"the most common|some) )?(?P<n>(?:adverse|side) (?:effects|reactions)|"
    r"contraindications(?: and precautions)?|indications)(?= (?:\w+ )?(?:include|are|may|can|is)\b)",
    _I,
)
_ABSTRACT = frozenset(
    ["result", "cause", "reason", "way", "goal", "role", "type", "form", "effect", "effects", "number", "use", "risk"]
)
_EVENTS = frozenset(["happens", "happen", "occurs", "occur", "means", "mean", "does", "do", "happened", "occurred"])
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
            return (tail in {"to", "that", "whether", "how", "when", "if"} and other.lower_ not in _PERSONAL) or (
                tail == "for" and " to " in doc[other.i :].text[:60]
            )
    if re.match(
        r"it(?:['’]s| is| was) (?:not )?(?:the|an?|our|your|their) (?:[\w’'/-]+ ){1,6}to\b",
        np.text_of(doc)[token.idx :],
        _I,
    ):
        return True
    after = np.text_of(token.doc)[token.idx : token.idx + 80]
    return bool(
        re.match(
            r"it(?:['’]s| is| was| may be| can be| has been| might be| seems| appears)? (?:\w+ly )?(?:also |"
        r"not |still |always |often )?(?:important|possible|impossible|unclear|clear|likely|unlikely|"
            r"estimated|recommended|known|unknown|believed|thought|believed|essential|necessary|best|"
        r"common for|hard|difficult|easy|helpful|useful|vital|"
            r"critical|advisable|rare for|normal|good|a good|not uncommon|not unusual|better|safe to|"
        r"reported|suggested|said|time|advised|that|takes|depends|appears that|seems that)\b",
            after, _I)
        and verb is not None
        and bool(re.search(r"\b(?:that|to|for|why|how|whether|if|when)\b", after))
    )  # fmt: skip


def _definite_condition(
    doc: Doc, discourse: Discourse, edits: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """ "the condition", "this disease" -> the topic, unless the sentence names the topic itself."""
    out: list[tuple[int, int, str]] = []
    topic = discourse.condition
    if not topic or not _CONDITION_SAID.near(np.text_of(doc)) or not topics.is_condition(topic):
        return out
    spoken = bool(topic.lower() in np.text_of(doc).lower()) or any(
        topic.lower() in words.lower() for _, _, words in edits
    )
    for token in np.tokens(doc):
        if token.lower_ not in _CONDITION_WORDS or token.i == 0 or spoken or token.dep_ == "compound":
            continue
        before = doc[token.i - 1].lower_
        if before not in {"the", "this"} or (
            token.i + 1 < len(doc) and doc[token.i + 1].lower_ in {"of", "that", "which", "called", "known"}
        ):
            continue
        about = discourse.subject is not None and _is_about(discourse.subject, token.lower_)
        if before == "this" and about:
            continue
        named = discourse.subject.text if about and discourse.subject is not None else topic
        if token.tag_ == "NN" and _plural_words(named):
            named = discourse.topic
            if not topics.is_condition(named) or _plural_words(named):
                continue
        start = doc[token.i - 1].idx
        end = token.idx + len(token.text)
        if np.text_of(doc)[end : end + 2] in {"'s", "’s"}:
            end += 0
        out.append((start, end, upper_first(named) if token.i == 1 else named))
        spoken = True
    return out


def _is_about(subject: Phrase, word: str) -> bool:
    return topics.is_condition(subject.text) and not subject.plural and subject.head != word


def _demonstratives(doc: Doc, discourse: Discourse, edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """ "These babies", "this drug": the phrase with that head said before, else the last subject, else "the ... of"."""
    out: list[tuple[int, int, str]] = []
    taken = [(s, e) for s, e, _ in edits]
    for token in np.tokens(doc) if _DEMONSTRATED.near(np.text_of(doc)) else ():
        if (
            token.lower_ not in _DEMONSTRATIVES
            or token.dep_ not in {"det", "amod", "predet"}
            or token.head.i <= token.i
        ):
            continue
        noun = token.head
        if any(s <= token.idx < e for s, e in taken) or noun.tag_ not in {"NN", "NNS", "NNP", "NNPS"}:
            continue
        start, end = token.idx, noun.idx + len(noun.text)
        between = doc[token.i + 1 : noun.i].text.lower()
        kind = noun.lower_ in {"type", "kind", "form", "sort"}
        if kind and (
            whole := next((o for c in noun.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"), None)
        ):
            said = _said(discourse, whole.lower_)
            if said is None and discourse.subject is not None:
                said = discourse.subject
            if said is not None:
                out.append((start, whole.idx + len(whole.text), _inside(said.text, token.i == 0)))
            continue
        if noun.lower_ == "stage" and discourse.label:
            out.append((start, end, f"the {lower_first(discourse.label)} stage"))
            continue
        if noun.lower_ in _GENERAL:
            continue
        said = _said(discourse, noun.lower_)
        if said is None and noun.lower_ in _CONDITION_WORDS | {"conditions", "diseases", "disorders"}:
            subject = discourse.subject
            fits = subject is not None and subject.plural == (noun.tag_ == "NNS") and subject.head not in _ABSTRACT
            said = subject if fits else None
            if said is None and noun.tag_ == "NN" and discourse.condition:
                out.append((start, end, _inside(discourse.condition, token.i == 0)))
                continue
        if (
            said is None
            and not between
            and noun.tag_ in {"NN", "NNS"}
            and discourse.subject is not None
            and noun.lower_ in _CLASSES
            and discourse.subject.head not in _FINDINGS
            and discourse.subject.plural == (noun.tag_ == "NNS")
        ):
            said = discourse.subject
        if said is not None and noun.tag_ == "NNS" and not said.plural and not _plural_words(said.text):
            said = None
        if said is not None and said.text.lower() not in np.text_of(doc).lower():
            words = (
                _DROPPED_BEFORE.sub("", said.text)
                if noun.tag_ == "NNS"
                else re.sub(r"\A(?:an?)\s+(?=\w+ing\b)", "", said.text)
            )
            if words.lower() != noun.lower_:
                out.append((start, end, _inside(words, token.i == 0)))
        elif (
            said is None
            and noun.lower_ in _NEEDS_OF
            and topics.is_condition(discourse.condition)
            and len(discourse.condition.split()) <= 6
            and not between
            and not any(c.dep_ == "prep" for c in noun.children)
        ):
            out.append((start, end, f"{'The' if token.i == 0 else 'the'} {noun.text} of {discourse.condition}"))
    return out


_FINDINGS = frozenset(
    ["findings", "finding", "results", "studies", "study", "research", "researchers", "data", "evidence", "goal",
     "goals", "benefit", "benefits", "effects", "effect", "factors", "signs", "symptoms", "number", "nurse", "nurses",
     "client", "clients",
     "patient", "patients", "people", "provider", "providers", "use", "purpose", "problem", "problems", "risk", "risks"]
)  # fmt: skip
"""Subjects that are no drug, organ, food or the like: "these drugs" after them means something else."""
_CLASSES = frozenset(
    [
        "drug",
        "drugs",
        "medicine",
        "medicines",
        "medication",
        "medications",
        "treatment",
        "treatments",
        "therapy",
        "therapies",
        "test",
        "tests",
        "procedure",
        "procedures",
        "vaccine",
        "vaccines",
        "program",
        "programs",
        "drink",
        "drinks",
        "food",
        "foods",
        "organ",
        "organs",
        "gland",
        "glands",
        "hormone",
        "hormones",
        "vitamin",
        "vitamins",
        "mineral",
        "minerals",
        "nutrient",
        "nutrients",
        "virus",
        "viruses",
        "bacteria",
        "infection",
        "infections",
        "protein",
        "proteins",
        "gene",
        "genes",
        "cell",
        "cells",
        "substance",
        "substances",
        "chemical",
        "chemicals",
        "supplement",
        "supplements",
        "product",
        "products",
        "exercise",
        "exercises",
        "symptom",
        "symptoms",
        "animal",
        "animals",
        "beverages",
        "bleeding",
        "loss",
        "surgery",
        "device",
        "devices",
        "joint",
        "joints",
        "muscle",
        "muscles",
        "individuals",
        "people",
        "patients",
        "clients",
    ]
)


def _said(discourse: Discourse, noun: str) -> Phrase | None:
    """The latest phrase said before that is headed by `noun` (either number) and says more than the bare word."""
    forms = {noun, np.singular(noun), f"{noun}s"}
    for phrase in reversed(discourse.recent):
        if (
            phrase.head in forms
            and len(phrase.text.split()) >= 2
            and not re.match(r"(?:this|these|that|those|such|the|a|an|any|other)\s+\w+\Z", phrase.text, _I)
        ):
            return phrase
    return None


def _inside(words: str, opens: bool) -> str:
    return upper_first(words) if opens else lower_first(words)


def _bare(doc: Doc, discourse: Discourse, edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """ "Treatment generally consists of": a relational noun without its "of" gets the topic."""
    out: list[tuple[int, int, str]] = []
    local = discourse.section_topic or discourse.topic
    if local and local.lower() not in np.text_of(doc).lower() and (effects := _EFFECTS.match(np.text_of(doc))):
        return [(effects.end("n"), effects.end("n"), f" of {local}")]
    topic = discourse.condition
    if not topic or not topics.is_condition(topic):
        return out
    if _AFFECTED.near(np.text_of(doc)) and (
        match := re.search(
            r"\b(?P<lead>[Mm]any |[Mm]ost |[Ss]ome |[Tt]he )?(?P<a>[Aa]ffected) (?P<n>people|individuals|"
            r"persons|adults|children|women|men|infants|patients)\b(?! by| with)",
            np.text_of(doc),
        )
    ):
        lead = match["lead"] or ""
        noun = match["n"] if lead or match.start() > 0 else upper_first(match["n"])
        out.append((match.start(), match.end(), f"{lead}{noun} affected by {topic}"))
        return out
    if not _NEEDY.near(np.text_of(doc)):
        return out
    if topic.lower() in np.text_of(doc).lower() or any(topic.lower() in words.lower() for _, _, words in edits):
        return out
    taken = [(s, e) for s, e, _ in edits]
    subject = np.subject_token(doc)
    for token in np.tokens(doc):
        word = token.lower_
        factor = word in {"factor", "factors"} and token.i > 0 and doc[token.i - 1].lower_ == "risk"
        if word not in _NEEDS_OF and word not in _NEEDS_FOR and not factor:
            continue
        is_subject = subject is not None and (
            token.i == subject.i or (token.head.i == subject.i and token.dep_ == "conj")
        )
        diagnosis = word == "diagnosis" and token.i > 0 and doc[token.i - 1].lower_ == "the"
        attacks = word in {"attack", "attacks", "episode", "episodes"}
        if not (is_subject or diagnosis or attacks):
            continue
        if any(s <= token.idx < e for s, e in taken):
            continue
        if (
            is_subject
            and subject is not None
            and any(c.dep_ == "conj" and c.lower_ in _NEEDS_OF for c in token.children)
        ):
            continue
        if any(
            c.dep_ in {"prep", "relcl", "poss", "acl"} and c.lower_ not in {"during", "after", "before"}
            for c in token.children
        ):
            continue
        if any(c.dep_ in {"compound", "nmod"} and c.lower_ != "risk" for c in token.children):
            continue
        if any(c.lower_ in _DEMONSTRATIVES for c in token.lefts):
            continue
        if any(c.dep_ == "det" and c.lower_ in {"no", "any", "a", "an"} for c in token.children) and not attacks:
            continue
        if token.head.dep_ == "prep" and token.head.lower_ == "of":
            continue
        end = token.idx + len(token.text)
        if attacks:
            prefix = upper_first(topic) if token.i == 0 else topic
            out.append((token.idx, end, f"{prefix} {token.text.lower()}"))
        else:
            out.append((end, end, f" {'for' if word in _NEEDS_FOR or factor else 'of'} {topic}"))
        break
    return out


def _small_words(doc: Doc, edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """ "also", "then" and "Another"/"Other" point back at what the reader no longer sees."""
    out: list[tuple[int, int, str]] = []
    text = np.text_of(doc)
    taken = [(s, e) for s, e, _ in edits]
    for token in np.tokens(doc) if _SMALL.near(text) else ():
        if token.lower_ in {"also", "therefore", "thus"} and token.i > 0 and token.dep_ == "advmod":
            after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
            before = doc[token.i - 1].lower_
            if token.lower_ == "also" and (
                after in {"known", "called", "referred", "termed", "named"} or before in {"but", "and", ",", "("}
            ):
                continue
            if token.head.dep_ in {"ROOT", "conj", "ccomp", "relcl"}:
                out.append((token.idx, token.idx + len(token.text_with_ws), ""))
        elif token.lower_ == "then" and token.i > 1 and doc[token.i - 1].tag_ == "MD":
            out.append((token.idx, token.idx + len(token.text_with_ws), ""))
    if not any(s == 0 for s, _ in taken):
        if match := re.match(r"Another (\w+)", text):
            out.append((0, len("Another"), upper_first(np.article(match[1]))))
        elif match := re.match(r"Other (?!than\b)(?=\w)", text):
            out.append((0, match.end(), ""))
    return out


_SMALL = Words(["also", "therefore", "thus", "then"])


def _head(words: str) -> str:
    first = re.split(r" (?:of|in|with|for|from|that|who|which|during|at|on|to) |,", words)[0].split()
    return first[-1].lower() if first else ""

"""What an article has mentioned so far: topics, subjects and other things a later sentence may point back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.nlp import topics
from citewarden.nlp.antecedents import Candidate
from citewarden.nlp.phrases import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

_I = re.IGNORECASE
_POINTERS = frozenset(["it", "they", "this", "these", "that", "you", "we", "he", "she", "there", "i", "those", "what"])
_NO_PHRASE = re.compile(r"(?:as|for|like|unlike|because|according|with|by|when|if|although|that) ", _I)
_POINTING_BACK = re.compile(
    r"(?:this|these|those|such|its|their|that|his|her|another|other|"
    r"the (?:latter|former|same|other|first|second|third|last|following|rest|only)|each|both|one|it|they|you|your"
    r"|none|neither|any)\b",
    _I,
)
"""What a phrase begins with that must be resolved itself."""
_POINTS_WITHIN = re.compile(r"\b(?:this|these|those)\b", _I)
_LONGEST = 12
"""Words of a candidate at most."""
_ROLES = {"nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "pobj": "oblique", "attr": "attribute"}


@dataclass(slots=True)
class Discourse:
    """What an article has mentioned so far: its topic, the section's topic, the last subject and phrases.

    `titled` is the topic by the name that the title begins with, `dwelling` the share of units that name it (0 to 1),
    `size` the number of its units.
    `asked_about` tells that its headings ask after symptoms, causes or treatments of the topic: it is a condition then,
    whatever its name. `called` says whether the article calls it an infection or a syndrome.
    """

    topic: str
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    familiar: frozenset[str] = frozenset()
    section_topic: str = ""
    heading: str = ""
    label: str = ""
    titled: str = ""
    asked_about: bool = False
    called: frozenset[str] = frozenset()
    dwelling: float = 0.0
    size: int = 0
    of_care: bool = False
    care: str = ""
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
        if self.section_topic and self.section_topic != self.titled and topics.is_condition(self.section_topic):
            return self.section_topic
        return self.topic

    def is_condition(self, named: str) -> bool:
        """Whether a topic names a disease or the like."""
        plain = named == self.topic != "" and len(named.split()) <= 4 and not _JOINED.search(named)
        if self.of_care or self.care or _FOR_IT.search(named):
            return False
        return topics.is_condition(named) or (self.asked_about and plain and not _CARE.search(named))

    def named_in(self, text: str) -> bool:
        """Whether a sentence names the condition itself, by a word of its name or its abbreviation, or another one."""
        low = text.lower()
        if any(word in low for word in _words(self.condition)) or topics.names_condition(text):
            return True
        return any(
            short in text and self.condition.lower() in long.lower() for short, long in self.abbreviations.items()
        )

    def names_topic(self, text: str) -> bool:
        """Whether a text holds a word of the topic's name, or its abbreviation."""
        low = text.lower()
        if any(word.rstrip("s")[:_STEM] in low for word in (*_words(self.condition), *_words(self.titled))):
            return True
        return any(
            short in text and (self.condition.lower() in long.lower() or long.lower() in self.condition.lower())
            for short, long in self.abbreviations.items()
        )

    def names_another(self) -> bool:
        """Whether the nearest condition that the last sentences defined or were about is not the topic."""
        for heard in reversed(self.heard[-_BACK:]):
            text = np.text_of(heard.doc)
            if self.names_topic(text) or any(self.names_topic(words) for words in heard.resolved.values()):
                return False
            if heard.subject is not None and topics.is_condition(heard.subject.text):
                return True
        return False

    def defined_another(self) -> bool:
        """Whether the last sentence said what another condition is ("Constipation is a condition in which ...")."""
        last = self.heard[-1] if self.heard else None
        if last is None or last.subject is None or self.names_topic(np.text_of(last.doc)):
            return False
        return last.defines and topics.is_condition(last.subject.text)

    def spoke_of_another(self) -> bool:
        """Whether the last sentence names another condition and not the topic ("No drug cures heart valve disease")."""
        last = self.heard[-1] if self.heard else None
        if last is None or not topics.names_condition(np.text_of(last.doc)):
            return False
        said = (np.text_of(last.doc), *last.resolved.values())
        return not any(self.names_topic(words) for words in said)

    def narrowed(self) -> bool:
        """Whether the last sentence was about one sort of the topic: "Acute hepatitis is short" on a page of hepatitis,
        "Night-time wetting is common" on one of bladder control."""
        last = self.heard[-1] if self.heard else None
        if last is None or last.subject is None or last.subject.person:
            return False
        said, topic = last.subject.text.lower(), self.condition.lower()
        names = [topic, *(short.lower() for short, long in self.abbreviations.items() if topic in long.lower())]
        for name in names:
            before, named, after = said.partition(name)
            if named:
                return " of " not in before and bool(_SORT.search(before) or _NUMBERED.match(after))
        return not self.names_topic(said) and _AS_CONDITION.search(np.text_of(last.doc)) is not None

    def told_of_another(self, noun: str) -> bool:
        """Whether the last sentence said of what a noun is, and not of the topic ("treatment for bleeding"),
        or that something causes another disease."""
        last = self.heard[-1] if self.heard else None
        text = np.text_of(last.doc) if last is not None else ""
        if topics.causes_condition(text) and not self.names_topic(text) and not self.just_said(noun):
            return True  # "The drug can cause hepatitis. Risk factors include ..."
        said = re.search(rf"\b{re.escape(noun)} (?:of|for) (?P<np>[^.,;]+)", text, re.I)
        return said is not None and not _ILLNESS.search(said["np"]) and not self.names_topic(said["np"])

    def since_named(self) -> int:
        """How many sentences of the section ago the topic was named, 4 for more or never."""
        said = (at for at, heard in enumerate(reversed(self.heard)) if self.names_topic(np.text_of(heard.doc)))
        return next(said, 4)

    def enter_section(self, topic: str, heading: str = "") -> None:
        """A heading: the section's topic changes and earlier subjects are out of reach."""
        self.section_topic, self.heading, self.label, self.heard = topic, heading, "", []
        self.subject = None

    def remember(self, doc: Doc, resolved: Mapping[int, str]) -> None:
        """Note a sentence; `resolved` maps a phrase's offset to the words put in for it."""
        heard = _Heard(doc, resolved)
        self.heard = [*self.heard[-3:], heard]
        self._unread.append(heard)

    def after_list(self, lead: Doc) -> None:
        """A list is over that `lead` introduced: what comes next points back to what was listed, not to an item."""
        self.heard, self._unread = [_Heard(lead, {})], [_Heard(lead, {})]

    @property
    def last(self) -> list[Phrase]:
        """The phrases of the sentence before."""
        return self.heard[-1].phrases() if self.heard else []

    @property
    def recent(self) -> list[Phrase]:
        """The phrases of the last few sentences, oldest first."""
        return [p for heard in self.heard for p in heard.phrases()]

    def just_said(self, words: str) -> bool:
        """Whether the sentence before holds these words."""
        said = re.findall(r"[\w-]+", self.heard[-1].doc.text.lower()) if self.heard else []
        return f" {words.lower()} " in f" {' '.join(said)} "

    def candidates(self) -> list[Candidate]:
        """What a pronoun here may stand for: nominals of the last sentences, nearest first, then the topics."""
        out: list[Candidate] = []
        for distance, heard in enumerate(reversed(self.heard)):
            whole = ((self._whole(p, np.text_of(heard.doc)), role) for p, role in heard.nominals() if _fit(p))
            out += [Candidate(p, role, distance, heard.cuts(p)) for p, role in whole]
        subject = self.heard[-1].subject if self.heard else None
        named = (("label", self.label), ("section", self.section_topic), ("topic", self.topic))
        for role, words in named:
            if words:
                head = words.split()[-1].lower()
                said = Phrase(words, head, plural_words(words), False, -1, -1)
                again = subject is not None and subject.plural != said.plural and _stems(words) == _stems(subject.text)
                out.append(Candidate(said, "subject", 0) if again else Candidate(said, role, 9))
        return out

    def _whole(self, phrase: Phrase, text: str) -> Phrase:
        """A phrase that the parser cut short, as the heading or the topic has it: "Aluminum hydroxide is used"."""
        for name in (self.heading, self.section_topic, self.topic):
            if phrase.start < 0 or not name.lower().startswith(f"{phrase.text.lower()} "):
                continue
            end = phrase.start + len(name)
            if text[phrase.start : end].lower() == name.lower() and not text[end : end + 1].isalnum():
                whole = text[phrase.start : end]
                return replace(phrase, text=whole, head=whole.split()[-1].lower(), end=end)
        return phrase


_STEM, _BACK = 5, 3
_ILLNESS = re.compile(r"\b(?:disease|condition|disorder|illness|infection|syndrome|problem)s?\b", re.I)
_SORT = re.compile(
    r"\b(?:acute|chronic|congenital|acquired|primary|secondary|mild|moderate|severe|early|late|advanced|active|latent"
    r"|hereditary|inherited|atypical|classic|juvenile|adult|childhood|neonatal|gestational|recurrent|untreated)\s+\Z"
)
"""What is put before a disease's name for one sort of it."""
_NUMBERED = re.compile(r"(?: type)? (?:[a-e]|\d|i{1,3}|iv)\b")
_AS_CONDITION = re.compile(r"\bis (?:\w+ )?(?:more |most |less |very |quite )?(?:common|rare|frequent)\b", re.I)
"""What is said of a condition: how common it is."""


def _stems(words: str) -> set[str]:
    return {_ENDING.sub("", word) for word in re.findall(r"\w+", words.lower())}


_ENDING = re.compile(r"(?<=\w{3})(?:ing|es|ed|s)\Z")
"""What "twitching" and "twitches" differ in."""


_CARE = re.compile(
    r"(?:therap|tests?\b|surger|scan|screen|treatment|vaccin|activity|exercise|diet|medicine|drug|transplant|gram\b)",
    re.I,
)
"""What is asked after in headings as a disease is, and is none ("risks of oxygen therapy")."""
_FOR_IT = re.compile(
    r"\b(?:to|for) (?:treat|prevent|manag|control)|\A(?:characteristics|introduction|overview|management|role|use) "
    r"|\A(?:[\w-]+ ){0,3}(?:drugs?|medicines?|medications?|therap(?:y|ies)|surgery|operations?|tests?|diets?|vaccines?"
    r"|screening|injections?|exercises?) (?:for|in|of) "
    r"| (?:drugs?|medicines?|medications?|therap(?:y|ies)|treatments?|surgery|tests?|diets?|vaccines?|screening"
    r"|pandemic|epidemic|outbreak)\Z",
    _I,
)
"""What tells that a topic has to do with a disease and is none: "acne drugs", "characteristics of drugs to treat gout",
"flu pandemic"."""
_JOINED = re.compile(r"\b(?:and|or|in|for|of|with|your|you)\b")


def _words(topic: str) -> list[str]:
    """The words of a topic's name that tell it from others, in lower case."""
    return [word for word in re.findall(r"[^\W_]{4,}", topic.lower()) if word not in topics.PLAIN]


def _fit(phrase: Phrase) -> bool:
    if _POINTS_WITHIN.search(phrase.text):  # "treatment for this disease"
        return False
    whole = phrase.text.count("(") == phrase.text.count(")") and phrase.text.count('"') % 2 == 0
    return whole and len(phrase.text.split()) <= _LONGEST and not _POINTING_BACK.match(phrase.text)


@dataclass(slots=True)
class _Heard:
    """A sentence remembered; its subject and phrases are worked out when a later sentence asks for them."""

    doc: Doc
    resolved: Mapping[int, str]
    _found: list[Phrase] | None = None
    _parts: list[tuple[Phrase, str]] | None = None
    _named: tuple[Phrase | None, str] | None = None

    @property
    def subject(self) -> Phrase | None:
        """The subject of the main clause, None if it is a mere pointer."""
        return self._subject()[0]

    @property
    def defines(self) -> bool:
        """Whether the sentence says what kind of thing its subject is."""
        return bool(self._subject()[1])

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

    def cuts(self, phrase: Phrase) -> bool:
        """Whether the sentence goes on to say which one "a" thing of it is: "a wall that parts the two rooms"."""
        text = np.text_of(self.doc)
        whole = phrase.start >= 0 and text.startswith(phrase.text, phrase.start)
        if phrase.text.removeprefix("about ")[
            :1
        ].isdigit():  # "Each kidney has 1 million tiny filters. These filters ..."
            return True
        return whole and _SOME.match(phrase.text) is not None and _WHICH.match(text, phrase.end) is not None

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

    def nominals(self) -> list[tuple[Phrase, str]]:
        """Each phrase with its part in the sentence: subject, object, oblique, attribute or other."""
        if self._parts is None:
            self._parts = list(self._nominals())
        return self._parts

    def _nominals(self) -> Iterator[tuple[Phrase, str]]:
        subject = self.subject
        if subject is not None:
            yield subject, "subject"
        for token in np.nominals(self.doc):
            found = _resolved(np.phrase(token), self.resolved)
            if subject is None or found.start != subject.start:
                role = _ROLES.get(token.dep_, "other")
                yield found, "clause-subject" if role == "subject" else role


_SOME = re.compile(r"(?:an?|some|several|certain|one|two|three) ", _I)
_WHICH = re.compile(r"(?: (?:has|have|had) (?:\w+ )?been \w+)? (?:that|who|whose|where|in which|with which)\b", _I)


def _resolved(phrase: Phrase, resolved: Mapping[int, str]) -> Phrase:
    words = resolved.get(phrase.start)
    if words is None:
        return phrase
    plural = phrase.plural or bool(re.match(r"(?:they|these|those)\b", phrase.text, _I))
    head = phrase.head if phrase.head not in {"it", "they", "this", "these"} else _head(words)
    return Phrase(words, head, plural, phrase.person, phrase.start, phrase.end)


def plural_words(words: str) -> bool:
    head = re.split(r" (?:of|in|with|for|from|during) ", words)[0].split()[-1].lower() if words.split() else ""
    return head.endswith("s") and np.singular(head) != head


def _head(words: str) -> str:
    first = re.split(r" (?:of|in|with|for|from|that|who|which|during|at|on|to) |,", words)[0].split()
    return first[-1].lower() if first else ""

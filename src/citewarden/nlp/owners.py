"""Whose the "side effects", "complications", "risks" and "benefits" are that a sentence opens with and leaves open.

They are a drug's or an operation's which the sentence before names alone. Where several are named there, or one stands
further above, it cannot be told. Only complications are a disease's too, and only where no remedy was spoken of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.nlp import remedies, topics
from citewarden.nlp.discourse import Discourse
from citewarden.nlp.edits import DROPPED_BEFORE, Told
from citewarden.nlp.phrases import lower_first

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENS = re.compile(
    r"(?:the )?(?:(?:most )?(?:common|serious|severe|other|rare|possible|additional|potential|main|major|frequent) "
    r"|some |less common |more (?:serious|severe|common) )?"
    r"(?P<n>(?P<of_remedy>(?:adverse|side) (?:effects?|reactions?)|(?:contra)?indications?(?: and precautions)?"
    r"|benefits?|risks?(?! factors?\b))|complications?)"
    r"(?= (?:\w+ )?(?:includes?|are|is|may|might|can|could)\b)",
    re.I,
)
_SAYS_WHOSE = re.compile(r"\b(?:of|with|from|after|during|for|when|to|by) ", re.I)
_LONGEST = 6
_OF_TOPIC = re.compile(r"(?:adverse|side|contra|indication)", re.I)
_RATED = re.compile(r"(?:risks?|benefits?)\b(?! (?:\w+ )?(?:includes?|are)\b)", re.I)
"""A risk that is high or low, no list of what it is: "The risk is small"."""
_POINTS = re.compile(r"(?:this|these|that|those|such|it|they)\b", re.I)
_DOER = re.compile(r"surgeons?\Z", re.I)
_LISTING = re.compile(r"\b(?:include|includes|such as|examples?|or)\b", re.I)


def told(doc: Doc, discourse: Discourse) -> Told | None:
    """The edit that names whose they are, or that it cannot be told; None for other sentences, and where a disease may
    be meant."""
    text = np.text_of(doc)
    match = _OPENS.match(text)
    if match is None or _RATED.match(text, match.start("n")):
        return None
    said = _SAYS_WHOSE.search(text, match.end())
    if said is not None and remedies.is_remedy(text[said.end() :]):
        return Told()
    before = [remedies.is_remedy(np.text_of(heard.doc)) for heard in discourse.heard]
    owner = ""
    if before and before[-1]:
        owner = _named(discourse)
    elif not any(before):
        local = discourse.label if remedies.is_remedy(discourse.label) else discourse.section_topic or discourse.topic
        if local and local.lower() in text.lower():
            return Told()
        if remedies.is_remedy(local) or (_OF_TOPIC.match(match["n"]) and not _of_disease(local, discourse)):
            owner = local
        elif not match["of_remedy"] and not remedies.is_remedy(discourse.heading):
            return None
    if not owner:
        return Told((), False)
    return Told(((match.end("n"), match.end("n"), f" of {owner}"),))


def _named(discourse: Discourse) -> str:
    """The one drug or operation that the sentence before speaks of; "" if it names several, or a kind by examples."""
    heard = discourse.heard[-1]
    if _LISTING.search(np.text_of(heard.doc)):
        return ""
    said = [phrase for phrase, _ in heard.nominals() if remedies.is_remedy(phrase.text)]
    subject = heard.subject
    about = subject is not None and bool(said) and said[0] == subject
    others = (
        [p for p in said[1:] if p.plural == said[0].plural and p.head not in remedies.words()] if about else said[1:]
    )
    if not said or _POINTS.match(said[0].text):
        return ""
    if others or len(said[0].text.split()) > _LONGEST or _DOER.search(said[0].text):
        return ""
    return lower_first(DROPPED_BEFORE.sub("", said[0].text))


def _of_disease(topic: str, discourse: Discourse) -> bool:
    return not topic or " and " in topic or topics.is_condition(topic) or discourse.is_condition(topic)

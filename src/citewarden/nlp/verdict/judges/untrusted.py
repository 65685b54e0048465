"""Texts of articles and sources on their way to a model: data, never instructions.

A text is one line, so that it cannot open a paragraph of the prompt, and holds none of the signs by which chat models
part the speakers. A passage that speaks to a model instead of its readers is not shown to one at all.
"""

from __future__ import annotations

import re

_BAR = re.compile(r"< ?\|{1,3}|\|{1,3} ?>|<｜|｜>")
_TAG = re.compile(r"<(?= ?/? ?[A-Za-z_][\w-]{0,30} ?/? ?>)")
_TURN = re.compile(r"\[(?= ?/? ?(?:INST|SYS|SYSTEM|USER|ASSISTANT|TOOL\w{0,12}) ?\])|<<(?= ?/? ?SYS ?>>)", re.I)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile(r"[\u0000-\u001f\u007f-\u009f\u2028\u2029]")
_TO_A_MODEL = re.compile(
    r"(?i:\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|system|all|these)\b"
    r".{0,30}\b(?:instructions?|prompts?|rules|messages?|context)\b)"
    r"|(?i:\b(?:new|updated|real|actual|further) (?:system )?instructions? ?:)"
    r"|(?i:\b(?:system|developer) (?:prompt|message)\b)"
    r"|(?i:(?:\A|[.!?\"'”’)\]>]) ?(?:system|assistant|user|human) ?:)"
    r"|(?i:\byou are (?:now )?(?:an? )?(?:\w{1,20} )?"
    r"(?:AI|language model|LLM|chatbot|fact[- ]check\w{0,6}|claim verifier)\b)"
    r"|(?i:\b(?:AI|LLM|language) (?:models?|reviewers?|assistants?|judges?|graders?)\b.{0,40}"
    r"\b(?:answer|output|return|respond|mark|label)\b)"
    r"|(?i:\b(?:answer|respond|reply|output|return|print|say|mark|label|classify|rate|score|verdict)\b).{0,40}"
    r"(?:\b(?:SUPPORT(?:ED|S)?|CONTRADICT(?:ED|S|ION)?|NEI)\b|(?i:[\"“']label[\"”']|< ?/? ?score ?>))"
    r"|(?i:\blabel[\"”']? ?[:=] ?[\"“']?(?:support|contradict|nei|entail))"
)


def defused(text: str) -> str:
    """`text` on one line, without signs nobody sees, and with a space inside every sign a chat template reads."""
    plain = _seen(text)
    for sign in (_BAR, _TAG, _TURN):
        plain = sign.sub(lambda match: " ".join(match.group().replace(" ", "")) + " ", plain)
    return " ".join(plain.split())


def speaks_to_a_model(text: str) -> bool:
    """Does `text` tell a model what to do or to answer?"""
    return _TO_A_MODEL.search(_seen(text)) is not None


def _seen(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", text)).split())

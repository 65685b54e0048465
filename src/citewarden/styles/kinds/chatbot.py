"""Answers of language models: 'ChatGPT (GPT-4, OpenAI, May 24 version), prompt "Is ...?", 1 June 2024.'."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("chatgpt", "gpt-", "openai", "gemini", "claude", "copilot", "bard", "llama", "mistral", "deepseek")

_MAKER = (
    r"(?P<maker>Open\s?AI|Google(?:\sDeepMind)?|Anthropic|Microsoft|Meta(?:\sAI)?|Mistral(?:\sAI)?|DeepSeek|xAI"
    r"|Perplexity(?:\sAI)?)"
)
_MODEL = (
    r"(?:ChatGPT|GPT|Gemini|Claude|(?:Microsoft\s)?Copilot|(?:Google\s)?Bard|Llama|Mistral|DeepSeek|Grok|Perplexity)"
    r"(?:[-\s]\d[\w.]{0,5})?(?:\s(?:Pro|Plus|Sonnet|Opus|Haiku|Flash|Turbo|mini))?"
)
_ANSWER = re.compile(
    rf"(?P<lead>(?:(?i:chatbot|AI|text|generated)\s)?(?i:answers?|responses?|output|text|generated|conversation|chat)(?:\s(?:by|of|from|with))?:?\s)?"
    rf"(?P<title>{_MODEL})\s\((?P<inside>[^()]{{2,120}})\)(?=[.,;:]|\s)"
)
_AMA = re.compile(rf"(?P<title>{_MODEL})\.\s(?:(?P<version>[^.]{{0,30}}\bversion[^.]{{0,20}})\.\s)?{_MAKER}(?=[.;,])")
_APA = re.compile(
    rf"{_MAKER}\.\s\((?P<date>(?:19|20)\d\d)[^)]{{0,20}}\)\.\s(?P<title>{_MODEL})\s?(?:\((?P<version>[^()]{{2,60}})\))?\s?"
    r"(?:\[(?P<genre>[^\]]{3,40})\])?\."
)
_INSIDE = re.compile(rf"(?:\A|,\s){_MAKER}(?=,|\Z)")
_VERSION = re.compile(
    r"(?:\A|,\s)(?P<version>GPT-\d[\w.]*|(?:[A-Z][a-z]{2,8}\s\d{1,2}\s|\d[\w.]*\s)?[Vv]ersion(?:\s[\w.]+)?)(?=,|\Z)"
)
_PROMPT = re.compile(r"\b[Pp]rompt(?:ed\swith)?:?\s[\"“][^\"”]{3,300}[\"”]")


def read(raw: str) -> Known | None:
    """The program is the title and its maker the author; what was asked is a note, and brackets hold no people."""
    drops = frozenset(
        {"author", "editor", "title", "journal", "booktitle", "volume", "issue", "pages", "publisher", "genre", "note"}
    )
    if apa := _APA.match(raw):
        fields = groups(
            apa, [("body", "maker"), ("date", "date"), ("title", "title"), ("version", "version"), ("genre", "genre")]
        )
        return Known(fields, "software", drops=drops)
    if ama := _AMA.match(raw):
        return Known(
            groups(ama, [("title", "title"), ("version", "version"), ("body", "maker")]), "software", drops=drops
        )
    match = _ANSWER.match(raw)
    if not match:
        return None
    at = match.start("inside")
    maker, version = _INSIDE.search(match["inside"]), _VERSION.search(match["inside"])
    if not maker and not version:
        return None
    fields = (*groups(match, [("aside", "lead"), ("title", "title")]), ("aside", *match.span("inside")))
    for label, found, name in (("body", maker, "maker"), ("version", version, "version")):
        if found:
            fields += ((label, at + found.start(name), at + found.end(name)),)
    prompt = _PROMPT.search(raw, match.end())
    if prompt:
        fields += (("note", *prompt.span()),)
    return Known(fields, "software", drops=drops)

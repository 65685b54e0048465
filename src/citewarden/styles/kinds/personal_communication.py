"""What somebody said or wrote to the author: "Personal communication with Dr. Ann Poe, MD, ..., March 3, 2021."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = (
    "communication",
    "interview",
    "mail",
    "conversation",
    "letter from",
    "message from",
    "[letter]",
    "phone call",
    "message to",
    "with the author",
    "with author",
)

_HOW = (
    r"(?:(?:[Pp]ersonal|[Oo]ral|[Ww]ritten|[Pp]rivate|[Vv]erbal)\s(?:communication|correspondence|conversation)s?|(?:(?:[Tt]ele)?[Pp]hone|[Vv]ideo|[Pp]ersonal"
    r"|[Ii]n-person|[Ee]-?[Mm]ail|Zoom)\s(?:interview|conversation|communication|correspondence|call)s?|[Ii]nterview|[Ee]-?[Mm]ail(?:s|\smessage)?|[Cc]onversation"
    r"|[Tt]ext\smessage)"
)
_TITLE = r"(?:(?:Dr|Drs|Prof|Professor|Mr|Ms|Mrs|Sir|Dame)\.?\s)*"
_PERSON = r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:(?:de|la|van|von|der|den|del|da|di|al)\s)*[A-ZÀ-Þ][\w.'’-]*){1,3}"
_WITH = re.compile(
    rf"^(?P<whose>(?:[Tt]he\s)?[Aa]uthor['’]s\s|[Oo]ur\s|[Mm]y\s)?(?P<genre>{_HOW})\s(?P<with>(?:with|from|by)(?:\s(?:the\s)?author)?\s{_TITLE})(?P<who>{_PERSON}(?:\sand\s{_TITLE}{_PERSON})?)(?P<degrees>(?:,\s(?:[A-Z][A-Za-z]?\.?[A-Za-z.]{{0,6}})(?=[,.;\s(]))*)"
    r"(?P<what>[,;.(\s].*)?$",
    re.DOTALL,
)
_AFTER = re.compile(
    r"(?<=[.,(\[\s])(?P<genre>(?:[Pp]ersonal|[Ee]-?mail|[Oo]ral|[Vv]erbal|[Ww]ritten)\scommunications?|(?:(?:[Tt]ele)?[Pp]hone|[Vv]ideo|[Ii]n-person|[Ff]ace-to-face|Zoom|[Ee]-?mail)\s(?:interview|call|conversation|correspondence)"
    r"|(?<=\[)(?:[Ee]-?mail|[Ll]etter|[Ii]nterview|[Tt]ext\smessage)(?=\])|[Ii]nterview(?=\swith\s(?:the\s)?author)|[Ii]n\s(?:discussion|conversation|correspondence)\swith\s(?:the\s)?authors?|(?<=[.(]\s)[Ee]-?mail\sto(?=\s(?:the\s)?author)|(?<=\()[Ii]nterview(?=,\s\d)|[Cc]onversation\swith\s(?:the\s)?author|[Ii]nterview\s(?:by|with)\s(?:the\s)?author|[Pp]rivate\scommunication)(?=[.,;)\]]|\s\(|$)"
)
_SPEAKER = re.compile(rf"(?P<title>{_TITLE})(?P<who>{_PERSON})(?:,\s[A-Z][A-Za-z]?\.?[A-Za-z.]{{0,6}})*[,.]\s[(\[]?")
"""Whoever spoke, in full, in front: "Dr. Jane Roe, in discussion with the author"."""
_MESSAGE = re.compile(r"\b(?:Message|Letter|E-?mail)\sto:?\s[^.;]{3,80}[.;]")
_DATE = re.compile(
    r"[,;(.\s]\s?(?:on\s)?(?P<date>(?:(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?,?\s)?(?:19|20)\d\d(?:-\d\d){0,2})\W*$"
)


def read(raw: str) -> Known | None:
    """Who spoke, when, and what they were; no journal, publisher or place."""
    match = _WITH.match(raw)
    unless = frozenset({"volume", "issue", "DOI"})
    if not match:
        after = _AFTER.search(raw, 4)
        if not after:
            return None
        sent = _MESSAGE.search(raw, after.end())
        fields = [("aside", *sent.span())] if sent else []
        kind = "interview" if "nterview" in after["genre"] else "personal_communication"
        made = {"genre": after["genre"]}
        speaker = _SPEAKER.match(raw)
        if speaker and speaker.end() == after.start():
            fields += [("aside", *speaker.span("title"))] if speaker["title"] else []
            fields += [("author", *speaker.span("who"))]
            drops = frozenset({"author", "title"})
            return Known((*fields, ("genre", *after.span("genre"))), kind, made, drops, unless)
        return Known((*fields, ("genre", after.start(), min(len(raw), after.end()))), kind, made, unless=unless)
    kind = "interview" if "nterview" in match["genre"] else "personal_communication"
    fields = [
        *([("aside", *match.span("whose"))] if match["whose"] else []),
        ("genre", *match.span("genre")),
        ("aside", *match.span("with")),
        ("author", *match.span("who")),
        ("aside", *match.span("degrees")),
    ]
    date = _DATE.search(raw, match.end("who"))
    end = date.start() if date else len(raw)
    start = match.end("degrees")
    if end - start > 4:
        fields.append(("note", start, end))
    if date:
        fields.append(("date", *date.span("date")))
    every = frozenset(
        {"author", "editor", "title", "journal", "booktitle", "publisher", "place", "genre", "note", "date"}
    )
    return Known(tuple(f for f in fields if f[1] < f[2]), kind, drops=every, unless=unless)

"""What was presented at a meeting: "Paper presented at: 12th World Congress on Pain; August 17-22, 2008; Glasgow"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("presented at", "presented to", "presentation at", "presentation to", "session at", "vorgestellt auf")

_AT = re.compile(
    r"(?P<title_end>[.?!])\s(?P<lead>(?:\[?(?:(?P<genre>(?:[Oo]ral\s)?(?:[Pp]aper|[Pp]oster(?:\s[Ss]ession(?=\s[Pp]resented\s(?:at|to):))?|[Aa]bstract|[Pp]resentation|[Ll]ecture|[Tt]alk))\s)?[Pp]resented\s(?:at|to)\b:?"
    r"|\[?(?P<spoken>(?:(?:[Oo]ral|[Pp]aper|[Pp]oster|[Cc]onference|[Pp]lenary|[Ss]lide|[Kk]eynote)\s)?(?:[Pp]resentation|[Ss]ession))\s(?:at|to)\b:?)\]?\s(?:the\s)?)"
    r"(?P<event>[A-Z0-9][^;.]{5,160}?)(?:[;,.]\s(?P<date>(?:\d{1,2}[-–\s\d]{0,6}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[^;.]{0,24}?(?:19|20)\d\d|(?:19|20)\d\d[^;.]{0,16}))?"
    r"(?:[;,.]\s(?P<place>[A-Z][^;:]{2,60}?))?(?=[.;]?\s*$|[.;]\s)"
)


def read(raw: str) -> Known | None:
    """The meeting, its days and its place; what was presented is the title before."""
    match = _AT.search(raw)
    if not match:
        return None
    labels = [("aside", "lead"), ("booktitle", "event"), ("date", "date"), ("place", "place")]
    genre = match["genre"] or match["spoken"]
    made = {"genre": genre} if genre else {}
    drops = {"booktitle", "journal", "publisher"} | ({"date"} if match["date"] else set())
    return Known(groups(match, labels), "paper-conference", made, frozenset(drops), frozenset({"volume", "page"}))

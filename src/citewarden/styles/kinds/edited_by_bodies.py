"""Works that bodies edited: "Bundesärztekammer (BÄK), Kassenärztliche Bundesvereinigung (KBV) (Hrsg.): Asthma",
"日本高血圧学会編. 高血圧治療ガイドライン2019."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.text import names

SIGNS = ("(hrsg", "(hg", "(eds", "(ed.", "(editor", "(red", "編", "编")

_LATIN = re.compile(
    r"(?P<who>[A-ZÀ-Þ](?:[^:;.\[\]]|(?<=\be)\.(?=\s?V\.)|(?<=\sV)\.){6,400}?)\s(?P<role>\((?:Hrsg|Hg|[Ee]ds?|[Ee]ditors?|[Rr]ed)\.?\))\s?[:.]\s"
)
_TITLE = re.compile(r"\s?(?P<title>[A-ZÀ-Þ0-9][^.;\[\]]{4,240})\.\s(?=[A-ZÀ-Þ][\w .’'-]{2,30}:\s[A-ZÀ-Þ])")
"""What stands between the editors and the imprint."""
_HAN = r"[\u3005-\u30ff\u3400-\u9fff々〇]"
_EAST = re.compile(
    rf"(?P<who>{_HAN}{{3,60}}?)(?P<role>[編编](?:集|著|者)?)[.．。,，:：]\s?(?P<title>{_HAN}[^.．。]{{2,120}})[.．。]\s?"
    rf"(?:(?P<place>{_HAN}{{2,8}})\s?[:：]\s?(?P<publisher>[^;；:：.,，]{{2,40}})\s?[;；,，]\s?(?P<date>(?:19|20)\d\d))?"
)
"""What Japanese and Chinese lists print, whose signs are as wide as their letters."""
_DROPS = frozenset({"author", "editor"})


def read(raw: str) -> Known | None:
    """The bodies, each for itself; where the script is East Asian the title and imprint, too."""
    if match := _EAST.match(raw):
        fields = groups(match, [("title", "title"), ("place", "place"), ("publisher", "publisher"), ("date", "date")])
        fields += groups(match, [("aside", "who"), ("aside", "role")])
        made = {"editor": [{"literal": match["who"]}]}
        return Known(fields, "book", made, _DROPS | {"title", "booktitle", "journal", "publisher", "place", "date"})
    match = _LATIN.match(raw)
    if match is None:
        return None
    found = names.bodies(" ".join(match["who"].split()))
    if not all(names.is_foreign_body(body["literal"]) or names.is_organisation(body["literal"]) for body in found):
        return None
    fields = groups(match, [("aside", "who"), ("aside", "role")])
    if title := _TITLE.match(raw, match.end()):
        fields += groups(title, [("title", "title")])
        return Known(fields, made={"editor": found}, drops=_DROPS | {"title", "journal", "booktitle"})
    return Known(fields, made={"editor": found}, drops=_DROPS)

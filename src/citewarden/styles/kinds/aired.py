"""Episodes and videos under a title in quotation marks: "“Naps.” Sleep Lab (podcast), episode 2. May 3, 2021. 15:00.",
"“Naps.” YouTube video, 18:42. Posted by Sleep Lab, May 3, 2018."."""

from __future__ import annotations

import re
from typing import Any

from citewarden.styles._known import Known
from citewarden.text import dates, names

SIGNS = (
    "podcast",
    "pódcast",
    "youtube",
    "vimeo",
    "video",
    "episod",
    "épisode",
    "folge",
    "hosted by",
    "ted talk",
    "webinar",
)

_TITLE = re.compile(r"(?:^|(?<=\s))[“\"«„]\s?(?P<title>[^“”\"«»„]{3,300}?)[,.]?\s?[”\"»“][,.]?\s")
_AUDIO = r"(?:(?:[Aa]udio|[Vv]ideo)\s?)?[Pp][oó]dcast(?:[-\s](?:[Ee]pisod[eo]|Folge|audio|video))?"
_VIDEO = (
    r"(?:(?:YouTube|Vimeo)(?:[-\s][Vv]ideo)?|[Vv][ií]d[eé]o\s(?:do|de|en|auf|sur|su)\sYouTube"
    r"|(?:[Oo]nline\s)?[Vv]id[eé]o(?:\s(?:en\sligne|file|recording|lecture))?|[Ww]ebinar|TEDx?\s[Tt]alk|[Dd]ocumentary)"
)
_MEDIUM = re.compile(
    rf"(?:(?<=[.,;”\"»“]\s)|(?<=[(\[])|(?<=\s)(?=podcast))(?P<medium>{_AUDIO}|{_VIDEO})"
    r"(?:,\s(?:MP3|MP4|audio|video)(?:\s(?:audio|video))?)?(?=[.,;)\]]|\s\(|$)"
)
_SITE = re.compile(r"YouTube|Vimeo")
_SHOW = re.compile(
    r"(?:Produced\sby\s[^.]{2,60}\.\s)?(?:In:?\s)?(?P<show>(?!(?:YouTube|Vimeo|Video|Vidéo|Vídeo|Webinar|Podcast|Produced|Posted|Uploaded|Hosted|Interview|By|https?|www)\b)"
    r"[A-ZÀ-Þ0-9][^.,;:()\[\]“”\"]{1,80}?)(?=[.,;:]|\s\(|\s\[|\s(?:with|from|by)\s|$)"
)
_EPISODE = re.compile(
    r"(?:[Ee]pisodi?[eo]|[Éé]pisode|[Aa]flevering|[Aa]vsnitt|[Oo]dcinek|[Ee]p\.|[Ff]olge|[Nn]o\.|[Nn]r\.|n°|\#)\s?(?P<number>\d{1,5})\b"
)
_SEASON = re.compile(r"\b(?:[Ss]eason|[Ss]eries|[Ss]taffel|[Ss]aison|[Tt]emporada|[Ss]tagione)\s(?P<season>\d{1,3})\b")
_NETWORK = re.compile(
    r"\d,\s(?P<network>[A-ZÀ-Þ][^.,;:()\d“”\"]{1,50}),\s(?=(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s(?:19|20)\d\d|(?:19|20)\d\d)"
)
"""Who sent it, between its number and its day."""
_LENGTH = re.compile(r"(?<![\w:/.=-])(?P<length>(?:\d{1,2}:)?\d{1,3}:\d\d)(?![\w:])(?:\s?(?:min\b\.?|h\b))?")
_POSTED = re.compile(
    r"\b(?:[Pp]osted|[Uu]ploaded|[Pp]ublished|[Pp]ubliée?|[Pp]ublicado|[Pp]ubblicato|[Hh]ochgeladen|[Ss]ubido|[Gg]eplaatst)\s(?:by|par|von|por|da|door)\s(?P<who>[^.,;:()]{2,60})(?=[.,;(]|$)"
)
_HOSTED = re.compile(r"\b(?:[Hh]osted|[Pp]resented)\sby\s(?P<who>[^.,;:()]{2,60})(?=[.,;(]|$)")
_ADDRESS = re.compile(r"https?://|www\.|\b(?:[Aa]vailable|[Rr]etrieved)\b")
_LOCATED = re.compile(r"\b(?:vol|pp?)\.\s?\d|\b\d{1,4}\s?(?:\(\d|,\sno\.\s?\d{1,3}\s\((?:19|20)\d\d\))")
"""What stands behind a journal's name: an article may be about podcasts."""
_DROPS = frozenset(
    [
        "title",
        "booktitle",
        "journal",
        "volume",
        "issue",
        "pages",
        "publisher",
        "place",
        "genre",
        "note",
        "editor",
        "number",
    ]
)


def read(raw: str) -> Known | None:
    """The title, the show or the site, the episode's number, the day, the length, and who posted or hosted it."""
    title = _TITLE.search(raw)
    if title is None:
        return None
    at, end = title.end(), _end(raw, title.end())
    medium = _MEDIUM.search(raw, at, end)
    posted, hosted, episode = (p.search(raw, at, end) for p in (_POSTED, _HOSTED, _EPISODE))
    if not (medium or hosted) or _LOCATED.search(raw, at, end):
        return None
    show = _SHOW.match(raw, at, end)
    fields: list[tuple[str, int, int]] = [("aside", at, len(raw)), ("title", *title.span("title"))]
    kind = "broadcast"
    made: dict[str, Any] = {}
    if medium:
        made["genre"] = medium["medium"]
        kind = "broadcast" if re.search("(?i)p[oó]dcast", medium["medium"]) else "motion_picture"
        site = _SITE.search(medium["medium"])
        if site and not show:
            fields.append(("booktitle", medium.start("medium") + site.start(), medium.start("medium") + site.end()))
            made["genre"] = "video"
    if show and posted is None and kind == "motion_picture":
        fields.append(("publisher", *show.span("show")))  # the channel: "“Naps.” Sleep Lab. May 3, 2018. YouTube video"
    elif show:
        fields.append(("booktitle", *show.span("show")))
    if posted:
        fields.append(("publisher", *posted.span("who")))
    if episode:
        fields.append(("number", *episode.span("number")))
    if season := _SEASON.search(raw, at, end):
        made["collection-number"] = season["season"]
    if posted is None and (network := _NETWORK.search(raw, at, end)):
        fields = [f for f in fields if f[0] != "publisher"] + [("publisher", *network.span("network"))]
    if length := _LENGTH.search(raw, at, end):
        made["dimensions"] = length["length"]
    if hosted:
        made["host"] = list(names.parse(hosted["who"]).names)
    aired = max(dates.find(raw[at:end]), key=lambda d: len(d.iso), default=None)
    if aired and "date-parts" in aired.csl:
        fields.append(("date", at + aired.start, at + aired.end))
    drops = _DROPS | ({"date"} if aired and "date-parts" in aired.csl else frozenset())
    return Known(tuple(fields), kind, made, drops)


def _end(raw: str, start: int) -> int:
    """Where the words about the work end: before an address or the day of access."""
    seen = dates.accessed(raw)
    address = _ADDRESS.search(raw, start)
    ends = [address.start() if address else len(raw), seen.start if seen and seen.start >= start else len(raw)]
    return min(ends)

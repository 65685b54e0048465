"""Posts on social networks: "@CDCgov. Wear a helmet. X. Posted June 3, 2023, 4:15 PM. https://x.com/...", "[Tweet]"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    "twitter", "tweet", "x.com/", " x. ", "facebook", "instagram", "tiktok", "linkedin", "bsky", "bluesky", "mastodon",
    "threads",
)  # fmt: skip

_NETWORK = (
    r"(?P<network>X(?:\s\([Ff]ormerly\sTwitter\))?|Twitter|Facebook|Instagram|TikTok|LinkedIn|Bluesky|Mastodon|Threads)"
)
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d|\d{1,2}\s[A-Z][a-z]{2,8}\s(?:19|20)\d\d)"
_TIME = r"(?P<time>,?\s(?:at\s)?\d{1,2}[:.]\d\d\s?(?:[AaPp]\.?[Mm]\b\.?)?(?:\s[A-Z]{2,4}\b)?)"
_POST = re.compile(
    rf"(?P<who>@\w{{2,40}}|[^.?!@]{{2,120}}?\s?[\[(]@\w{{2,40}}[\])]|[A-ZÀ-Þ][^.?!@]{{2,80}})\.\s(?P<title>\S.{{2,400}}?)[.?!]?(?<=\S)"
    rf"(?:\s\[[^\]]{{3,30}}\])?\.?\s{_NETWORK}\.\s(?:(?:Posted|Published|Tweeted)\s)?(?P<date>{_DAY}){_TIME}?"
)
_INVERTED_POST = re.compile(
    rf"(?P<who>[^.?!@()]{{2,120}}?(?:(?<=[A-Z])\.)?)(?P<handle>\s?[\[(]@\w{{2,40}}[\])])?\.?\s"
    rf"\((?P<date>(?:19|20)\d\d(?:,\s[A-Z][a-z]{{2,8}}(?:\s\d{{1,2}})?)?)\)\.\s"
    rf"(?P<title>\S.{{2,400}}?)\s"
    r"\[(?P<genre>(?:Tweet|Post|Status update|Thread|Photograph|Video|Reel|Infographic|Image)[^\]]{0,30})"
    rf"\]\.\s{_NETWORK}\.?(?=\s|$)"
)
"""As APA sets it: "Board of Health [@board]. (2021, March 11). Wear a mask [Tweet]. Twitter. https://..."."""
_HANDLE = re.compile(r"\A@\w{2,40}\Z|(?<=\S)\s?(?P<handle>[\[(]@\w{2,40}[\])])\Z")
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-Z]{1,3}|,\s(?:[A-Z]\.\s?){1,3})(?=\s?[\[(]@|$|,)")


def read(raw: str) -> Known | None:
    """Who posted what on which network; the hour of the post is no volume and no page."""
    inverted = _INVERTED_POST.match(raw)
    if inverted:
        return _inverted(inverted)
    match = _POST.match(raw)
    if not match:
        return None
    handle = _HANDLE.search(match["who"])
    posted = re.search(
        r"https?://(?:www\.|mobile\.)?(?:x|twitter|facebook|instagram|tiktok|linkedin|bsky|threads)\.", raw
    )
    if not handle and not posted:
        return None
    start, end = match.span("who")
    if handle and handle["handle"]:
        end = start + handle.start()
    fields = groups(match, [("title", "title"), ("booktitle", "network"), ("date", "date")])
    if not _PERSON.match(match["who"]):
        fields += (("body", start, end),)
    elif handle and handle["handle"]:
        fields += (("aside", start + handle.start("handle"), start + handle.end("handle")),)
    if match["time"]:
        fields += (("aside", *match.span("time")),)
    drops = {"title", "journal", "booktitle", "volume", "issue", "pages", "publisher", "place", "note", "genre"}
    return Known(fields, "post", drops=frozenset(drops if _PERSON.match(match["who"]) else drops | {"author"}))


def _inverted(match: re.Match[str]) -> Known:
    person = _PERSON.match(match["who"]) is not None
    labels = [("author" if person else "body", "who"), ("aside", "handle"), ("date", "date"), ("title", "title")]
    fields = groups(match, [*labels, ("genre", "genre"), ("booktitle", "network")])
    drops = {"author", "title", "journal", "booktitle", "publisher", "place", "note", "genre", "date"}
    return Known(fields, "post", drops=frozenset(drops))

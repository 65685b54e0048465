"""Podcasts and films: "The science of sleep [audio podcast episode]. Hidden Brain. NPR. July 10, 2017."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    "podcast",
    "pódcast",
    "video]",
    "video.",
    "webinar.",
    "vidéo en",
    "vídeo",
    "webinar",
    "film]",
    "dvd]",
    "radio",
    "tv series",
    "television",
    "episode]",
)

_GENRE = re.compile(
    r"\s?\[(?P<genre>(?:audio\s|video\s|internet\s|online\s|radio\s|television\s|tv\s|film\s|documentary\s)*"
    r"(?:p[oó]dcast(?:\s(?:episode|audio|series))?|video(?:\sfile|cast|recording|\slecture|\sonline)?|vid[ée]o\sen\sl(?:igne|ínea)|vídeo|webinar|film|dvd|broadcast|(?:series\s)?episode))\](?=[.,;:]|\s?\d|\s?$)",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?<=[.?!])\s(?P<genre>Video|Podcast|Audio\spodcast|Webinar)(?=\.\s[A-Z])")
"""The same as a sentence of its own: "Naps for nurses. Video. YouTube."."""
_PODCAST = re.compile(
    r"(?:^|(?<=[.)]\s))(?P<title>[A-ZÀ-Þ0-9][^.\[\]“”\"]{4,200}?)[.?!]\s(?P<show>[A-ZÀ-Þ][^.?!,;:\[\]]{1,60}?(?:\sPodcast|(?=\spodcast)))(?P<word>\spodcast)?\."
    r"(?P<aside>\s[Ee]pisode\s(?P<number>\d{1,5})\.)?\s(?=(?:Published\s|Posted\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d|Accessed|https?:)"
)
_NUMBER = re.compile(r"\s?\((?:No\.|Nr\.|[Ee]pisode|Ep\.|#)\s?(?P<number>\d{1,5})\)\Z")
_SHOW = re.compile(
    r"[.,]?\s(?:In:?\s)?(?P<show>(?!YouTube\b|Vimeo\b)[A-Z][^.\[\]]{2,80}?)\.\s(?P<network>(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d)[A-Z][^.,:;\[\]]{1,60}?)[.;]\s"
    r"(?=(?:Published\s|Posted\s)?(?:[A-Z][a-z]{2,8}\s\d|\d{1,2}\.?\s[A-Za-zÀ-ÿ]|(?:19|20)\d\d)|https?:|Accessed)"
)
_SHOW_NAMED = re.compile(
    r"(?:^|(?<=[.)]\s))(?P<title>[A-Z0-9“\"](?=[^.?!\[\]]*\s[a-z])[^.?!\[\]]{5,160}[.?!][”\"]?)\s(?P<show>[A-Z][^.?!\[\]]{2,80})$"
)
"""The title, and the show with what it is behind it: "How sleep works. TED Radio Hour [podcast]. NPR."."""
_NETWORK = re.compile(
    r"[.,]\s(?P<network>[A-Z][^.,:;\[\]]{1,60}?)[.;]\s(?=[A-Z][a-z]{2,8}\s\d|\d{1,2}\s[A-Z]|(?:19|20)\d\d|https?:|Accessed)"
)
_SITE = re.compile(
    r"\.?\s(?P<site>YouTube|Vimeo|TED|Dailymotion|Spotify|Apple\sPodcasts|SoundCloud)[.;,](?=\s|$)"
    r"(?:[^;\[\]]{4,40}?(?P<at>,?\s(?:min(?:uto|\.)?|at|ab|à)\s(?P<locator>\d{1,3}:\d\d(?::\d\d)?))(?=[.,;\s]|$))?"
)
"""Where a recording is shown that belongs to no show."""
_SIGNED = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+\s[A-Z]{1,3}(?:,\s|\.\s)){1,6}(?P<title>[A-Z0-9“\"][^\[\]]{5,300}?[?!]\s[A-Z][^.\[\]]{5,200})\Z"
)
"""A film's title that asks or cries before it tells: "Roe J. What makes a good life? Lessons from ... [Video]"."""
_PERSON = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:,\s|\s)(?:[A-Z]{1,3}\b|[A-Z]\.)")
_BROADCAST = re.compile(r"podcast|radio|television|\btv\b|broadcast|episode", re.IGNORECASE)


def _of_podcast(raw: str) -> Known | None:
    """An episode whose show says what it is: "Naps. The Sleep Desk Podcast. Episode 2. January 11, 2021."."""
    shown = _PODCAST.search(raw)
    if not shown:
        return None
    fields = groups(shown, [("title", "title"), ("booktitle", "show"), ("aside", "word"), ("number", "number")])
    drops = frozenset(
        {"title", "booktitle", "journal", "publisher", "genre", "volume", "issue", "pages", "note", "number"}
    )
    return Known(fields, "broadcast", {"genre": "podcast"}, drops)


def read(raw: str) -> Known | None:
    """What kind of recording it is, the show it belongs to and who sends it."""
    genre = _GENRE.search(raw) or _SAID.search(raw)
    if not genre:
        return _of_podcast(raw)
    fields: tuple[tuple[str, int, int], ...] = (("aside", *genre.span()),)
    number = _NUMBER.search(raw, 0, genre.start())
    if number:
        fields += (("aside", *number.span()), ("number", *number.span("number")))
    drops: frozenset[str] = frozenset({"genre"})
    broadcast = _BROADCAST.search(genre["genre"]) is not None
    show = _SHOW.match(raw, genre.end())
    shown = None if broadcast else _SITE.match(raw, genre.end())
    named = None if show or shown else _SHOW_NAMED.search(raw, 0, genre.start())
    signed = None if show or broadcast else _SIGNED.match(raw[: genre.start()])
    if show:
        fields += groups(show, [("booktitle", "show"), ("publisher", "network")])
        drops |= {"booktitle", "journal", "publisher"}
    elif named and not _PERSON.match(named["title"]):
        network = _NETWORK.match(raw, genre.end())
        fields += groups(named, [("title", "title"), ("booktitle", "show")])
        fields += groups(network, [("publisher", "network")]) if network else ()
        drops |= {"title", "booktitle", "journal", "publisher"}
    elif signed:
        fields += (("title", *signed.span("title")),)
        drops |= {"title", "booktitle", "journal"}
    site = _SITE.match(raw, genre.end())
    if site and not show and not named:
        fields += groups(site, [("booktitle", "site"), ("aside", "at")])
        drops |= {"booktitle", "journal", "publisher", "volume", "pages"}
    kind = "broadcast" if broadcast else "motion_picture"
    made = {"genre": genre["genre"]} | ({"locator": site["locator"]} if site and site["locator"] else {})
    return Known(fields, kind, made, drops, frozenset({"volume", "page"}))

"""How references are set, and what tells them from sentences: authors with initials, volume and page, an address."""

from __future__ import annotations

import re

LONGEST_ENTRY = 6_000
"""Code points of a list's entry that are read; the rest of a longer one is told as unread."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b|\bn\.\s?d\.", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://|\bwww\.|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bPMC\d|\bISBN\b|(?<![@.\w-])(?:[a-z0-9-]{1,60}\.){1,4}(?:gov|org|edu|com|net|int|uk)\b",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"^[A-Z][\w'’-]+,?\s(?:[A-Z]{1,3}\b|[A-Z]\.)|\bet al\b")
_INITIALS = re.compile(
    r"(?:See(?:\salso)?\s)?(?!(?:Vitamin|Hepatitis|Influenza|Type|Group|Factor|Grade|Class|Stage|Phase|Table|Figure|Part|Protein"
    r"|Section|Appendix|Level|Box|Step|Plan|Schedule|Medicare|Category|Chapter|The|An?|In|At|On|If|We|It|As)\b)[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?,?\s(?:[A-ZÀ-Þ]{1,3}\b|[A-ZÀ-Þ]\.(?:[\s-]?[A-ZÀ-Þ]\.){0,3})"
    r"(?=[,;.]|\s(?:and|&|et al|\())"
)
_ISSUE = re.compile(r"\d\s?(?:\([^()]{1,15}\))?\s?:\s?[A-Za-z]{0,2}\d|\b(?:pp?\.|vol\.|no\.)\s?\d", re.IGNORECASE)
_IMPRINT = re.compile(
    r"\b(?:eds?\.|edn\b|edition\b|Accessed|Retrieved|Available (?:at|from)|Archived|ISBN"
    r"|Publish(?:ed|ers?|ing)\b|Press\b|Journal\b|Abgerufen|Zugriff|Consult(?:é|ado)|University\b|In:\s)|[“\"«„][^”\"»]{8,500}[”\"»]"
)
_DATED = re.compile(r"[,.;(]\s?(?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?)?(?:1[89]|20)\d\d[a-z]?(?:\)|\.?$|[.;:,]\s)")
_BODY = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’&-]*,?\s(?:(?:of|for|and|the|on|in|de|des|du|la|für|&)\s){0,3}){1,9}(?:\([A-Z]{2,8}\)|[A-ZÀ-Þ][\w'’-]*)"
    r"(?:[.:]|,(?=\s[“\"«]))\s(?=[A-ZÀ-Þ“\"«])"
)
_QUOTED = re.compile(r"[^.:\"“«]{2,100}[:.,]\s[\"“«]")
_EXPERT = re.compile(
    r"(?:[A-Z][\w.'’-]*\s){1,4}[A-Z][\w'’-]+,\s(?:MD|PhD|DO|RN|MPH|PharmD|RD|RDN|NP|DDS|DPM|PsyD|MSc?|EdD)\b"
)
_BARE_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)[^\s<>]+>?|(?:doi:\s?)?10\.\d{4,9}/\S+|PMID:?\s?\d+\.?", re.IGNORECASE
)


def reads_like_reference(text: str) -> bool:
    """Whether `text` could be an entry of a reference list: it has a year, an address, an identifier or authors, or
    sets a title in quotes behind a name."""
    return len(text) < 1500 and bool(
        _YEAR.search(text)
        or _ADDRESS.search(text)
        or _AUTHORS.search(text)
        or _QUOTED.match(text)
        or _EXPERT.match(text)
    )


def cites(text: str) -> bool:
    """Whether a note names a source, and is not a remark in which a year happens to stand."""
    if len(text) > 3000:
        return False
    if _ADDRESS.search(text) or _INITIALS.match(text) or _BODY.match(text) or _QUOTED.match(text):
        return True
    return bool(_YEAR.search(text) and (_AUTHORS.search(text) or _ISSUE.search(text) or _IMPRINT.search(text))) or (
        len(text) < 400 and bool(_DATED.search(text))
    )


def is_shaped(text: str) -> bool:
    """Whether `text` is set as references are and as sentences are not, so that no heading need say it."""
    if len(text) > 700:
        return False
    if is_address(text):
        return True
    dated, placed = bool(_YEAR.search(text)), bool(_ISSUE.search(text))
    found = bool(_ADDRESS.search(text))
    if _INITIALS.match(text):
        return dated or placed or found
    return (dated and placed) or bool(_BODY.match(text) and (found or dated) and len(text) < 300)


def is_scholarly(text: str) -> bool:
    """Whether `text` is set as references to articles and books are: with authors and initials, or volume and pages."""
    return is_shaped(text) and bool(_INITIALS.match(text) or (_YEAR.search(text) and _ISSUE.search(text)))


def begins_with_authors(text: str) -> bool:
    """Whether `text` begins with an author and initials: "Moreau P, Lindqvist S (2012)"."""
    return _INITIALS.match(text) is not None or _AUTHORS.match(text) is not None


def quotes(text: str) -> bool:
    """Whether `text` begins with a body and a title in quotes, or with an expert: 'NHS: "Gout."', "Ann Poe, MD"."""
    return _QUOTED.match(text) is not None or _EXPERT.match(text) is not None


def has_place(text: str) -> bool:
    """Whether `text` names volume and pages: "155(4):211-219"."""
    return _ISSUE.search(text) is not None


def is_address(text: str) -> bool:
    """Whether `text` is an address or identifier and nothing else."""
    return _BARE_ADDRESS.fullmatch(text.strip()) is not None

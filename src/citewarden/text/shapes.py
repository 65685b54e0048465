"""How references are set, and what tells them from sentences: authors with initials, volume and page, an address."""

from __future__ import annotations

import re

from citewarden.text import lines

LONGEST_ENTRY = 6_000
"""Code points of a list's entry that are read; the rest of a longer one is told as unread."""
_AUTHORS = re.compile(r"^[A-Z][\w'’-]+,?\s(?:[A-Z]{1,3}\b|[A-Z]\.)|\bet al\b")
_INITIALS = re.compile(
    r"(?:See(?:\salso)?\s)?(?!(?:Vitamin|Hepatitis|Influenza|Type|Group|Factor|Grade|Class|Stage|Phase|Table|Figure|Part|Protein"
    r"|Section|Appendix|Level|Box|Step|Plan|Schedule|Medicare|Category|Chapter|The|An?|In|At|On|If|We|It|As)\b)[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?,?\s(?:[A-ZÀ-Þ]{1,3}\b|[A-ZÀ-Þ]\.(?:[\s-]?[A-ZÀ-Þ]\.){0,3})"
    r"(?=[,;.]|\s(?:and|&|et al|\())"
)
_ISSUE = re.compile(r"\d\s?(?:\([^()]{1,15}\))?\s?:\s?[A-Za-z]{0,2}\d|\b(?:pp?\.|vol\.|no\.)\s?\d", re.IGNORECASE)
_QUOTED = re.compile(r"[^.:\"“«]{2,100}[:.,]\s[\"“«]")
_EXPERT = re.compile(
    r"(?:[A-Z][\w.'’-]*\s){1,4}[A-Z][\w'’-]+,\s(?:MD|PhD|DO|RN|MPH|PharmD|RD|RDN|NP|DDS|DPM|PsyD|MSc?|EdD)\b"
)
_ADDRESS = re.compile(r"https?://|\bwww\.|\b10\.\d{4,9}/|\bPM(?:ID\b|C\d)|\bISBN\b", re.IGNORECASE)
_BARE_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)[^\s<>]+>?|(?:doi:\s?)?10\.\d{4,9}/\S+|PMID:?\s?\d+\.?", re.IGNORECASE
)


_CONTACT = re.compile(
    r"\b(?:(?:help|hot|crisis |text)line|tel(?:ephone)?|(?:free|text)?phone|call|fax|whats ?app|minicom)\b"
    r"[^.\n\d]{0,40}\(?\+?\d[\d ()-]{5,}|\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\bP\.?\s?O\.? Box \d"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b24/7\b",
    re.IGNORECASE,
)


_LAW = re.compile(
    r"(?:See\s)?[A-Z][\w'’-]*\s(?:(?:[A-Z][\w'’,-]*|\([^()]{2,40}\)|of|for|and|the|to|in|on)\s){0,14}?"
    r"(?:Act|Bill|Code|Determination|Instrument|Order|Ordinance|Regulations?|Rules?|Standard)\s(?:[A-Z][a-z]{2,8}\s)?"
    r"(?:1[89]|20)\d\d\s\((?:Cth|NSW|Vic|Qld|WA|SA|Tas|ACT|NT|NZ|UK|GB|Eng|Eng\sand\sWales|Scot|Wales|NI|Ir|Can|BC|Ont|Alta|Que"
    r"|Sing|HK|Ind|Ken|Nig|Zaf|US)\)"
)
"""A law as lawyers cite it: its name and year, and whose it is."""


def is_law(text: str) -> bool:
    """Whether `text` begins with a law's name, its year and whose it is: "Mental Health Act 2014 (WA) s 25"."""
    return _LAW.match(text) is not None


def is_contact(text: str) -> bool:
    """Whether a line tells how a body or a person is reached: a telephone number, opening hours, a postal address."""
    return _CONTACT.search(text) is not None


def reads_like_reference(text: str) -> bool:
    """Whether `text` could be an entry of a reference list: where a heading says that it is one."""
    return len(text) < 1500 and lines.chance(text) >= 0.1


def cites(text: str) -> bool:
    """Whether a note names a source, and is not a remark in which a year happens to stand."""
    return len(text) <= 3000 and (lines.chance(text) >= 0.4 or is_law(text))


def is_shaped(text: str) -> bool:
    """Whether `text` is set as references are and as nothing else is, so that no heading need say it."""
    return len(text) <= 700 and (is_address(text) or lines.chance(text) >= 0.85)


def is_scholarly(text: str) -> bool:
    """Whether `text` is set as references to articles and books are: with authors and initials, or volume and pages."""
    return is_shaped(text) and (begins_with_authors(text) or has_place(text))


def is_firm(text: str) -> bool:
    """Whether `text` holds what only sources hold: authors with initials, volume and pages, an address, an identifier.
    A book's title and its year stand in many lists."""
    return names_authors(text) or has_place(text) or _ADDRESS.search(text) is not None


def begins_with_authors(text: str) -> bool:
    """Whether `text` begins with an author and initials: "Moreau P, Lindqvist S (2012)"."""
    return _INITIALS.match(text) is not None or _AUTHORS.match(text) is not None


def names_authors(text: str) -> bool:
    """As `begins_with_authors`, but for experts with their degrees: "Ann B. Poe, MD"."""
    return begins_with_authors(text) and not _EXPERT.match(text)


def quotes(text: str) -> bool:
    """Whether `text` begins with a body and a title in quotes, or with an expert: 'NHS: "Gout."', "Ann Poe, MD"."""
    return _QUOTED.match(text) is not None or _EXPERT.match(text) is not None


def has_place(text: str) -> bool:
    """Whether `text` names volume and pages: "155(4):211-219"."""
    return _ISSUE.search(text) is not None


def is_address(text: str) -> bool:
    """Whether `text` is an address or identifier and nothing else."""
    return _BARE_ADDRESS.fullmatch(text.strip()) is not None

"""From labelled stretches of a reference to CSL variables: what each is trimmed to, and which type they make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_BROKEN_WORD = re.compile(r"(?<=[a-zß-ÿ])-\s*\n\s*(?=[a-zß-ÿ])")
_SOFT = re.compile(r"(?<=[^\W\d_])\u00ad(?=[^\W\d_])")
"""Where a word may be broken, which no line does."""
_HYPHEN_END = re.compile(r"-\s*\n\s*")
_QUOTES = "“”„\"«»‘’'`"
_HEAD = {
    "title": re.compile(rf"^[\s{_QUOTES},.;:\])–—-]+"),
    "container-title": re.compile(
        rf"^[\s{_QUOTES},.;:()\]–—-]*(?:\[?(?:[Ii]n|IN|[Ee]n|[Ee]m|[Ww])\s?:\]?\s*|[Ii]n\s+(?=[\"“A-ZÀ-Þ«])|[Dd]ans\s+)?"
        rf"[\s{_QUOTES}(]*"
    ),
    "volume": re.compile(r"^[\s,;:.()]*"
        r"(?:(?:vol(?:ume|s|umen)?|v|bd|band|jg|jrg|jaargang|årg|tome?|t|a(?=\.\s?[IVXLC\d])|anno|año|ano|rok|roč)\b\.?\s*)?"
        r"[\s,;:.()]*",
        re.IGNORECASE,
    ),
    "issue": re.compile(
        r"^[\s,;:./(\[]*"
        r"(?:(?:n°|nº|n\.º|№)\.?\s*|(?:no|nos|nr|number|issue|heft|iss|n[uú]m|n|z|zesz|afl|häfte)\b\.?\s*)?[\s(]*",
        re.IGNORECASE,
    ),
    "page": re.compile(
        r"^[\s,;:.([]*(?:(?:pp?|pages?|p[aá]?gs?|pág|s|seiten|str|blz|sid)\b\.?\s*)?"
        r"(?:article\s+(?:no\.?\s*)?)?[\s:]*",
        re.IGNORECASE,
    ),
    "publisher": re.compile(r"^[\s,;:.(\[]+"),
    "publisher-place": re.compile(r"^[\s,;:.(\[]+"),
    "edition": re.compile(r"^[\s,;:.(\[]+"),
    "genre": re.compile(r"^[\s,;:.(\[]+"),
}  # fmt: skip
_TAIL = {
    "title": f" \t\n\xa0,;:.{_QUOTES}([–—-",
    "container-title": f" \t\n\xa0,;:.{_QUOTES}([–—-",
    "volume": " \t\n\xa0,;:.()[",
    "publisher": " \t\n\xa0,;:.)](",
    "page": " \t\n\xa0,;:.)([]",
}
_PAIR = {")": "(", "]": "["}
_QUOTED_END = re.compile(r"[^„“”«»\"]*(?:„[^„“”]+|“[^„“”]+|«[^«»]+)$")
"""Words that end in a quotation whose closing mark was trimmed."""
_ABBREVIATED_END = re.compile(
    r"(?:^|[\s.])(?:[A-Z]|Inc|Ltd|Co|Jr|Sr|St|U\.S|D\.C|N\.Y|Mass|Calif|Conn|Ill|Mich|Pa|Va|Md|Wash|Tex)\.$"
)

_LETTER_LAST = re.compile(r"[^\W\d_]\s[A-Z]\Z")
"""One letter as the last word of a title, which is no initial: "Calcium and vitamin D"."""


def trim(name: str, raw: str, start: int, end: int) -> tuple[int, int]:
    """The span of the value itself inside a labelled stretch: quotes, brackets, "In", "vol." and the like left out."""
    head = _HEAD.get(name) or _HEAD["publisher"]
    tail = _TAIL.get(name) or _TAIL["publisher"]
    text = raw[start:end]
    match = head.match(text)
    lead = match.end() if match else 0
    if lead >= len(text):
        return start, start
    stop = max(lead, len(text.rstrip(tail)))
    if name in ("publisher", "publisher-place"):
        closed = text.find(")", lead, stop)
        if closed > lead + 2 and "(" not in text[lead:closed]:
            stop = closed
    if name == "page" and text[:stop].endswith((" p", " pp")):
        stop = len(text[:stop].rstrip("p").rstrip(tail))
    if name == "title" and text[stop : stop + 1] in ("“", "”", "»") and _QUOTED_END.fullmatch(text, lead, stop):
        stop += 1
    if name not in ("volume", "issue", "page"):
        while (
            stop < len(text)
            and text[stop] in ")]"
            and text.count(_PAIR[text[stop]], lead, stop) > text.count(text[stop], lead, stop)
        ):
            stop += 1
        abbreviated = text[stop : stop + 1] == "." and _ABBREVIATED_END.search(text[lead : stop + 1])
        if abbreviated and not (name == "title" and _LETTER_LAST.search(text, lead, stop)):
            stop += 1
        if (
            stop - 1 >= lead
            and text[stop - 1] in ")]"
            and text.count(")", lead, stop) > text.count("(", lead, stop)
            and "[" not in text[lead:stop]
        ):
            stop -= 1
    return start + lead, start + max(stop, lead)


_NAMES_END = re.compile(r"(?:(?:^|[\s.,-])[^\W\d_]|\b(?:Jr|Sr|al|[Ee]ds?|Inc|Ltd|Co|St|Hrsg|[Tt]rans|dir))\.$")


def trim_names(raw: str, start: int, end: int) -> tuple[int, int]:
    """The span of a list of names: without the stop, comma or quotation mark that ends it."""
    while start < end and raw[start] in " \t\n\xa0,;:.":
        start += 1
    while end > start:
        if raw[end - 1] in " \t\n\xa0,;:" + _QUOTES + "([" or (
            raw[end - 1] == "." and not _NAMES_END.search(raw, max(start, end - 8), end)
        ):
            end -= 1
        else:
            break
    return start, end


def value(raw: str, start: int, end: int) -> str:
    """The words of a span on one line, words broken over lines mended."""
    text = raw[start:end]
    if "\u00ad" in text:
        text = _SOFT.sub("", text)
    if "\n" in text:
        text = _HYPHEN_END.sub("-", _BROKEN_WORD.sub("", text))
    return " ".join(text.split())


_ORDINALS = {
    w: str(i) for i, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)  # noqa: SIM905
}  # fmt: skip


_EDITION_WORD = re.compile(r"^(?i:wyd|ed|edición|edição|edizione|vyd|izd|uppl)\.?\s(?=[\dIVX])")
"""What other languages print before the number of an edition: "wyd. 3"."""


def edition(text: str) -> str:
    """An edition as CSL wants it: "2nd ed" -> "2", "Third edition" -> "3", "revised ed" -> "revised"."""
    text = _EDITION_WORD.sub("", text)
    match = re.search(r"\d+", text)
    if match and re.match(r"(?i)\W*\d+\s*(?:st|nd|rd|th|\.|e|ª|er|\b)", text):
        return match[0]
    word = re.match(r"[A-Za-z]+", text)
    if word and word[0].lower() in _ORDINALS:
        return _ORDINALS[word[0].lower()]
    return re.sub(r"(?i)(?<![\s,.])[\s,.]*\b(?:ed|edn|edition|éd)\b\.?$", "", text).strip() or text


_DIGIT = re.compile(r"\d")
_AND_ON = re.compile(r"(?<=\d)(?:\se)?\s(?:ss|sgg|sg|segg|y\ssigs?)\.?$")
"""The pages that follow, in other languages: "45 ss."."""
_TO_PAGE = re.compile(r"(?<=\d)\s(?:a|to|à|bis)\s(?=\d)")
_PAGES_ONLY = re.compile(r"(\S*?)[.,;]?\s+[A-ZÀ-Þ][^\W\d_]{3,}", re.DOTALL)


def pages(text: str) -> str:
    """Pages with a plain hyphen, without words after them: "310 – 22. Detroit" -> "310-22"."""
    if not text.isascii() or " " in text or "--" in text:
        text = re.sub(r"(?<!\s)\s*(?:[‐‑–—−-]{1,2})\s*", "-", text).strip()
    text = _AND_ON.sub("", text) if " " in text else text
    text = _TO_PAGE.sub("-", text) if " " in text else text
    more = _PAGES_ONLY.match(text)
    return more[1] if more and _DIGIT.search(more[1]) else text


_THESIS = re.compile(
    r"(?i)\b(?:thesis|dissertation|diss\.|thèse|ph\.?\s?d\.?|master['’]?s|\w*avhandling|\w*afhandling|doktorarbeit|\w*dissertation|habilitation\w*|(?:master|diplom|bachelor)arbeit"
    r"|tesis|tese|tesi|disserta[çc][ãa]o|disertaci[óo]n|tesina|proefschrift|väitöskirja|praca\s\w+ska|rozprawa|disertac\w+|mémoire|диссертаци\w|дис\.)\b"
)
_REPORT = re.compile(
    r"(?i)\b(?:report|guideline|working paper|white paper|technical|bulletin|standards?|policy brief|statement)\b"
)
_CONFERENCE = re.compile(
    r"(?i)\b(?:proceedings|proc\.|conference|conf\.|symposium|workshop|congress|meeting|colloquium)\b"
)
_PROCEEDINGS = re.compile(r"(?i)(?:proceedings|proc\.)\s(?:of|from)\s|\d{4}\s.*\bconference\b|.*\bconference\son\b")
_PREPRINT = re.compile(r"(?i)\b(?:medrxiv|biorxiv|arxiv|psyarxiv|osf preprints|research square|ssrn|preprints?)\b")
_NEWS = re.compile(
    r"(?i)^(?:the\s)?(?:new york times|washington post|guardian|wall street journal|los angeles times|usa today"
    r"|chicago tribune|boston globe|times|telegraph|independent|daily mail|le monde|financial times|stat(?: news)?"
    r"|bbc news|cnn|npr|reuters|associated press|miami herald|san francisco chronicle|globe and mail)$"
)
_MAGAZINE = re.compile(
    r"(?i)^(?:time|newsweek|the new yorker|scientific american|the atlantic|new scientist|wired|discover|forbes"
    r"|harper['’]s)(?: magazine)?$"
)
_LAW = re.compile(
    r"\b(?:Pub(?:lic)?\.?\s?L(?:aw)?\.?\s(?:No\.?\s?)?\d|U\.?\s?S\.?\s?C\.?\s?(?:A\.?\s?)?§|\d+\sStat\.\s\d"
    r"|Act of \d{4}|H\.\s?R\.\s\d|S\.\s\d{2,4},\s\d+th Cong)"
)
_REGULATION = re.compile(r"\b(?:C\.?\s?F\.?\s?R\.?\b|Fed(?:eral)?\.?\sReg(?:ister|\.))")
_GAZETTED = re.compile(r"[,.]\s\d{1,3}\s(?:Fed\.?\sReg\.?|FR)\s\d[\d,]*(?=[\s,.;(]|$)")
"""Where a rule of the US stands: "81 Fed. Reg. 33742"."""
_SECTION = re.compile(r"C\.?\s?F\.?\s?R\.?\s(?:§|[Pp]arts?\b|[Pp]ts?\.|\d+\.\d)")
_IN_VOLUME = re.compile(r"\b(?:19|20)\d\d;\s?\d|\d\s?\(\d{1,4}\)[,:]\s?[A-Z]?\d")
"""Where a journal's article stands: one may write about a regulation."""
_CASE = re.compile(r"\b[A-Z][\w.’' ]+\sv(?:s)?\.?\s[A-Z][\w.’' ]+,\s\d+\s(?:U\.\s?S\.|F\.|S\.\s?Ct)")
_IN_BOOK = re.compile(r"(?:^|[.,;?!”’\"'»)\]]\s?)[Ii]n:?\s+[A-Z“\"]")
_RARE = (
    "§", "Pub", "U.S.C", "U. S. C", "USC", "Stat.", "Act of", "H.R.", "H. R.", "CFR", "C.F.R", "Fed", " FR ",
    " v. ", " vs. ", " v ", "elease",
)  # fmt: skip
_PRESS = re.compile(r"(?i)\b(?:press|news)\s+release\b")
_GENRES = (
    (re.compile(r"(?i)\bdata\s?(?:set|base)\b"), "dataset"),
    (re.compile(r"(?i)\b(?:computer software|mobile app|software|computer program)\b"), "software"),
    (re.compile(r"(?i)\b(?:video|film|dvd|motion picture|documentary)\b"), "motion_picture"),
    (re.compile(r"(?i)\bpodcast\b"), "broadcast"),
    (re.compile(r"(?i)\bblog\b"), "post-weblog"),
    (re.compile(r"(?i)\b(?:tweet|status update|facebook|instagram|online forum)\b"), "post"),
    (re.compile(r"(?i)\b(?:poster|paper presented|conference presentation)\b"), "paper-conference"),
    (re.compile(r"(?i)\bpatent\b"), "patent"),
    (re.compile(r"(?i)\bpersonal communication\b"), "personal_communication"),
    (re.compile(r"(?i)\b(?:brochure|pamphlet|leaflet)\b"), "pamphlet"),
)


def is_preprint_server(text: str) -> bool:
    """Is `text` the name of a server of preprints?"""
    return bool(_PREPRINT.fullmatch(text.strip()))


def is_meeting(text: str) -> bool:
    """Does `text` name a meeting or its proceedings?"""
    return bool(_CONFERENCE.search(text))


def is_newspaper(text: str) -> bool:
    """Is `text` the name of a well-known newspaper or magazine?"""
    return bool(_NEWS.match(text) or _MAGAZINE.match(text))


def kind(raw: str, csl: Mapping[str, Any], seen: frozenset[str]) -> str:
    """The CSL type of a reference with these variables; `seen` are the labels the tagger used."""
    return _kind_said(raw, csl, seen) or _kind_by_container(raw, csl, seen) or _kind_by_rest(csl, seen)


def _is_web(csl: Mapping[str, Any]) -> bool:
    return "URL" in csl or "accessed" in csl


def _kind_said(raw: str, csl: Mapping[str, Any], seen: frozenset[str]) -> str:
    """The type of what says itself what it is: a law, a case, a thesis, a trial's registration."""
    genre = str(csl.get("genre", ""))
    if genre == "Clinical trial registration":
        return "webpage" if _is_web(csl) else "document"
    if _is_rare(raw):
        if _LAW.search(raw):
            return "legislation"
        if _GAZETTED.search(raw):
            return "regulation"
        if _REGULATION.search(raw) and ("journal" not in seen or (_SECTION.search(raw) and not _IN_VOLUME.search(raw))):
            return "regulation"
        if _CASE.search(raw):
            return "legal_case"
    if genre and _THESIS.search(genre):
        return "thesis"
    return next((name for pattern, name in _GENRES if pattern.search(genre)), "") if genre else ""


def _is_rare(raw: str) -> bool:
    return any(word in raw for word in _RARE)


def _kind_by_container(raw: str, csl: Mapping[str, Any], seen: frozenset[str]) -> str:
    """The type by what holds the work: a journal, a newspaper, a book, a meeting; "" if nothing tells."""
    container, genre = str(csl.get("container-title", "")), str(csl.get("genre", ""))
    place, web = "publisher-place" in csl, _is_web(csl)
    located = "volume" in csl or "issue" in csl or "page" in csl
    if _PREPRINT.search(container) or (_PREPRINT.search(genre) and "volume" not in csl):
        return "article"
    if _NEWS.match(container) and "volume" not in csl:
        return "article-newspaper"
    if _MAGAZINE.match(container) and "issue" not in csl:
        return "article-magazine"
    if _is_rare(raw) and _PRESS.search(raw) and not ("volume" in csl and "page" in csl):
        return "webpage" if web else "document"
    if container and "page" in csl and csl.keys().isdisjoint(("volume", "issue")) and _PROCEEDINGS.match(container):
        return "paper-conference"
    if container and (
        ("journal" in seen and located) or (csl.keys() >= {"volume", "page"} and not place and "editor" not in csl)
    ):
        return "article-journal"
    if container and _CONFERENCE.search(container):
        return "paper-conference"
    if genre and _REPORT.search(genre):
        return "report"
    if not container:
        return ""
    if "editor" in csl or _IN_BOOK.search(raw) or (place and "title" in csl) or container == "StatPearls":
        return "chapter"
    if "journal" in seen and not web:
        return "article-journal"
    if "URL" not in csl and ("volume" in csl or "issue" in csl):
        return "article-journal"
    return "article-journal" if "DOI" in csl and not web and not place else ""


def _kind_by_rest(csl: Mapping[str, Any], seen: frozenset[str]) -> str:
    """The type of what stands by itself: a page, a book, an organisation's report."""
    place, organisation = "publisher-place" in csl, any("literal" in n for n in csl.get("author", ()))
    if _is_web(csl) and not place and "edition" not in csl:
        return "webpage"
    if "edition" in csl or place or "publisher" in csl or "ISBN" in csl:
        return "report" if organisation and "edition" not in csl and "ISBN" not in csl else "book"
    if csl.get("container-title"):
        return "webpage" if organisation or "journal" not in seen else "article-journal"
    return "webpage" if organisation and "title" in csl else "document"

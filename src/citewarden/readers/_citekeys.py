"""Citation keys as writers of Markdown set them: pandoc's and manubot's `[@key, p. 3; @doi:10.1000/x]`, MyST's roles.

The grammar is that of the pandoc manual ("Citation syntax"); manubot's keys begin with the scheme of an identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from citewarden.text import identifiers

_SCHEMES = "doi|pmid|pmcid|pmc|isbn|arxiv|url|https?|clinicaltrials|nct"
_WORD = r"\w+(?:[:.#$%&\-+?<>~/]+\w+)*"
_KEY = re.compile(
    rf"(?<![\w@.])(?P<less>-?)@(?:\{{(?P<braced>[^{{}}\n]{{1,300}})\}}"
    rf"|(?P<scheme>(?:{_SCHEMES}):[^\s\]]*[^\s;,.\]])|(?P<plain>{_WORD}))",
    re.IGNORECASE,
)
_BARE = re.compile(rf"@(?:\{{([^{{}}\n]{{1,300}})\}}|((?:{_SCHEMES}):[^\s;,\]]*[^\s;,.:\])]|{_WORD}))", re.IGNORECASE)
_DATED = re.compile(r"[^\W\d_]{3}[\w:.-]*?(?:19|20)\d\d\w{0,30}")
_OF_R = re.compile(r"R-[A-Za-z][\w.]*")
"""The key that R gives the source of a package: "R-base", "R-ggplot2"."""
_LOCATOR = re.compile(
    r"(?:pp?|pages?|chap(?:ters?)?s?|chs?|secs?|sections?|vols?|volumes?|figs?|figures?|paras?|paragraphs?|lines?|notes?|nn?"
    r"|tables?|tabs?|boxes|box|app|appendix|parts?|bks?|books?|columns?|fols?|opus|nos?|s\.\s?v)\b\.?|[§¶]+",
    re.IGNORECASE,
)
_ROLE = re.compile(r"(?:foot|full)?cite(?:[pt]|:[a-z]+)?|citealp|citealt|citeauthor|citeyear", re.IGNORECASE)
_PLACE = re.compile(r"\s*[\divxlcA-Za-z]*\d[\w.:]*(?:\s*[-–—,]+\s*\w*\d[\w.:]*)*|\s*[ivxlc]+\b")
MOST = 3000
"""Characters between the brackets of one citation at most."""
_DEEPEST = 4
_CROSS = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|nte|tip|wrn|imp|cau)[-:].+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cite:
    """One cited source of a mark: its key and the place in it ("p. 3"), "" if none is named."""

    key: str
    locator: str = ""


def group(source: str, at: int) -> tuple[list[Cite], int] | None:
    """The sources of the citation in brackets that begins at `at`, and where it ends; None if there is none."""
    end = closing(source, at)
    if end < 0 or "@" not in source[at:end] or source[end + 1 : end + 2] in ("(", ":"):
        return None
    cites: list[Cite] = []
    for part in _parts(source[at + 1 : end]):
        found = _KEY.search(part)
        if found is None:
            if not cites and not part.strip():
                return None
            continue
        key = found["braced"] or found["scheme"] or found["plain"]
        cites.append(Cite(key.strip(), _locator(part[found.end() :])))
    return (cites, end + 1) if cites else None


def bare(source: str, at: int) -> tuple[Cite, int, bool] | None:
    """The source cited by a key in the sentence itself, where it ends, with the place in brackets behind it; and
    whether the key cannot be a person's handle: an identifier, or a name with a year."""
    found = _BARE.match(source, at)
    if found is None or (at and (source[at - 1].isalnum() or source[at - 1] in "_@./")):
        return None
    key, end, place = (found[1] or found[2]).strip(), found.end(), ""
    close = closing(source, end + 1) if source[end : end + 2] == " [" else -1
    if close >= 0 and source[close + 1 : close + 2] not in ("(", "["):
        inner = source[end + 2 : close]
        if "@" not in inner and re.match(r"\s*(?:[a-z§]+\.?\s*)?\d", inner, re.IGNORECASE):
            place, end = _locator(f", {inner}"), close + 1
    return Cite(key, place), end, bool(found[1] or ":" in key or _DATED.fullmatch(key) or _OF_R.fullmatch(key))


def role(name: str, content: str) -> tuple[list[Cite], bool] | None:
    """The sources of a MyST or Sphinx role `{cite:p}` with its content, and whether they stand in the sentence itself
    (`{cite:t}`); None if it is no role that cites."""
    found = _ROLE.fullmatch(name)
    if found is None:
        return None
    names = [re.sub(r"^\{[^{}]*\}|\{[^{}]*\}$", "", key.strip()).strip() for key in re.split(r"[,;]", content)]
    return [Cite(key) for key in names if key], name.lower().endswith(("citet", ":t", ":ts", ":ct", ":cts"))


def points_inside(key: str) -> bool:
    """Whether a key is one of pandoc-crossref or Quarto that leads to a figure, table or section of the article."""
    return _CROSS.fullmatch(key) is not None


def identified(key: str) -> dict[str, Any]:
    """The CSL item that a key with the scheme of an identifier names; {} for any other key."""
    scheme, _, value = key.partition(":")
    scheme = scheme.lower()
    if scheme == "doi" or key.startswith("10."):
        doi = identifiers.doi(key if key.startswith("10.") else value)
        return {"DOI": doi} if doi else {}
    if scheme == "pmid":
        return {"PMID": identifiers.pmid(value)} if identifiers.pmid(value) else {}
    if scheme in ("pmc", "pmcid"):
        pmcid = identifiers.pmcid(value if value.upper().startswith("PMC") else f"PMC{value}")
        return {"PMCID": pmcid} if pmcid else {}
    if scheme == "isbn":
        return {"type": "book", "ISBN": value} if identifiers.isbn(value) else {}
    if scheme == "arxiv":
        return {"type": "article", "URL": f"https://arxiv.org/abs/{value}"}
    if scheme in ("clinicaltrials", "nct"):
        trial = identifiers.nct(value) or identifiers.nct(f"NCT{value}")
        return {"type": "webpage", "URL": f"https://clinicaltrials.gov/study/{trial}"} if trial else {}
    address = value if scheme == "url" else key if scheme in ("http", "https") else ""
    return {"type": "webpage", "URL": address} if identifiers.url(address) else {}


def closing(source: str, at: int) -> int:
    """The "]" that closes the "[" at `at`, -1 if none does within reach."""
    depth = 0
    for match in re.compile(r"\\.|[\[\]]|\n[ \t]*\n", re.DOTALL).finditer(source, at, at + MOST):
        if match[0] == "[":
            depth += 1
            if depth > _DEEPEST:
                break
        elif match[0] == "]":
            depth -= 1
            if depth == 0:
                return match.start()
        elif match[0][0] == "\n":
            break
    return -1


def _parts(inner: str) -> Iterator[str]:
    """The citations of a group: parted by semicolons, but not by those in a DOI of old ("<0131::AID>3.0.CO;2-P")."""
    start = 0
    for match in re.finditer(r";(?=\s|-?@|[^;]*\s-?@|$)", inner):
        yield inner[start : match.start()]
        start = match.end()
    yield inner[start:]


def _locator(words: str) -> str:
    """The place named behind a key: ", pp. 33-35, 38 and passim" is "pp. 33-35, 38"; a bare number is a page."""
    words = words.strip().lstrip(",").strip().strip("{}").strip()
    if not words:
        return ""
    named = _LOCATOR.match(words)
    if named is None and not words[0].isdecimal():
        return ""
    number = _PLACE.match(words, named.end() if named else 0)
    if number is None:
        return ""
    return f"{named[0] if named else 'p.'} {number[0].strip().rstrip('.:')}"

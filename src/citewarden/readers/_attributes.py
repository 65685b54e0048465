"""Sources that only an attribute names: `<span data-doi="10.1000/x">`, `<q cite="https://...">`, `<b data-cite="a">`.

What leads to a work is a link of the words that bear it. What is a key of some program's list is told.
"""

from __future__ import annotations

import re

from lxml import etree

from citewarden.readers._markup import local, tags
from citewarden.text import identifiers

_NAMED = tags(
    "cite cites cited citation citations citekey ref refs reference references source sources bib bibkey doi pmid pmids"
    " pubmed pmcid isbn evidence"
)
"""The words of an attribute's name that say that it names a source."""
_SURE = tags("cite cites cited citation citations citekey bib bibkey")
"""Those that name a source whatever their value looks like."""
_INLINE = tags("span cite q abbr mark em i b strong u sup small label a ins del data dfn")
_TEXT = tags("p li td th dd div blockquote figcaption")
_NUMBERS = re.compile(r"(?:PMID:?\s?)?\d{6,8}(?:[,;\s]+(?:PMID:?\s?)?\d{6,8})*")
_KEY = re.compile(r"(?=[^\s\d]*[A-Za-z])[\w:.+/-]{2,40}(?:[,;\s]+[\w:.+/-]{2,40}){0,9}")
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"


def source(element: etree._Element) -> tuple[str, str]:
    """(the address of the work an element's attributes name, the attribute as it stands); "" for what is not there."""
    tag = local(element)
    inline = tag in _INLINE and not (tag == "a" and element.get("href"))
    if not inline and tag not in _TEXT:
        return "", ""
    for name, value in element.attrib.items():
        words = _words(str(name), tag)
        if words.isdisjoint(_NAMED):
            continue
        value = str(value).strip()
        name = str(name)
        shown = f"{name}=“{value[:60]}”"
        doi, numbers = identifiers.doi(value), _NUMBERS.fullmatch(value)
        if doi or re.match(r"https?://", value):
            return (f"https://doi.org/{doi}" if doi else value.split()[0]), shown
        if numbers and {"pmid", "pubmed"} & words and value.strip().isdecimal():
            return f"{_PUBMED}{value}/", shown
        keyed = inline and not value.isdecimal() and (any(map(str.isdigit, value)) or not _SURE.isdisjoint(words))
        if numbers or (keyed and _KEY.fullmatch(value)):
            return "", shown
    return "", ""


def _words(name: str, tag: str) -> set[str]:
    if name == "cite" and tag in ("q", "blockquote"):
        return {"cite"}
    return set(re.findall(r"[a-z]+", name.lower())) - {"data"} if name.startswith("data-") else set()

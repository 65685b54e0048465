"""The running text of a JATS article: (section title, paragraphs), references and tables left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from citewarden.text import doctype

_SPACE = re.compile(r"\s+")
_LEFT_OUT = {"xref", "table-wrap", "fig", "ref-list", "fn-group", "disp-formula", "tex-math", "supplementary-material"}
_NESTED = ("sec", "body", "boxed-text", "list", "list-item", "disp-quote", "abstract")
_CITED = "xref"
_LONGEST = 500
"""Characters of a path of titles at most."""


def paragraphs(payload: bytes | str) -> list[tuple[str, str, bool]]:
    """(section path, paragraph, cites others) of the body in order; [] when `payload` is no JATS article.

    "cites others" is True where the paragraph carries bibliography marks: what it says may be second hand. The marks
    themselves (superscript numbers) are not part of the text.
    """
    data = payload.encode() if isinstance(payload, str) else payload
    try:
        root = ElementTree.fromstring(doctype.without(data))
    except (ElementTree.ParseError, ValueError):
        return []
    for node in root.iter():
        if isinstance(node.tag, str) and "}" in node.tag:
            node.tag = node.tag.rsplit("}", 1)[1]
    body = next(root.iter("body"), None)
    return list(_walk(body)) if body is not None else []


def _walk(body: ElementTree.Element) -> Iterator[tuple[str, str, bool]]:
    """As `paragraphs`, without recursion: a hostile file may be nested as deep as it likes."""
    around = [(iter(body), "")]
    while around:
        children, here = around[-1]
        child = next(children, None)
        if child is None:
            around.pop()
        elif child.tag == "p":
            text = _SPACE.sub(" ", _words(child)).strip()
            text = re.sub(r"(?<!\s)\s*[\[(][\s,;–-]*[\])]", "", re.sub(r"(?<!\s)\s+([.,;:)])", r"\1", text))
            if len(text) > 20:
                yield here, text, any(x.get("ref-type") == "bibr" for x in child.iter(_CITED))
        elif child.tag in _NESTED:
            around.append((iter(child), _titled(child, here)))


def _titled(node: ElementTree.Element, path: str) -> str:
    """The path of a section's title, or that of what it stands in."""
    title = node.find("title") if node.tag == "sec" else None
    if title is None:
        return path
    name = _SPACE.sub(" ", "".join(title.itertext())).strip()
    return (f"{path} > {name}" if path else name)[:_LONGEST]


def _words(node: ElementTree.Element) -> str:
    out: list[str] = []
    left: list[ElementTree.Element | str] = [node]
    while left:
        part = left.pop()
        if isinstance(part, str):
            out.append(part)
        elif part.tag not in _LEFT_OUT or (part.tag == _CITED and part.get("ref-type") != "bibr"):
            out.append(part.text or "")
            for child in reversed(part):
                left += [child.tail or "", child]
    return "".join(out)

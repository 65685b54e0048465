"""The running text of a JATS article: (section title, paragraphs), references and tables left out."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from citewarden.text import doctype

_SPACE = re.compile(r"\s+")
_LEFT_OUT = {"xref", "table-wrap", "fig", "ref-list", "fn-group", "disp-formula", "tex-math", "supplementary-material"}
_CITED = "xref"


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
    out: list[tuple[str, str, bool]] = []
    body = next(root.iter("body"), None)
    if body is not None:
        _walk(body, "", out)
    return out


def _walk(node: ElementTree.Element, path: str, out: list[tuple[str, str, bool]]) -> None:
    title = node.find("title")
    here = path
    if node.tag == "sec" and title is not None:
        name = _SPACE.sub(" ", "".join(title.itertext())).strip()
        here = f"{path} > {name}" if path else name
    for child in node:
        if child.tag == "p":
            text = _SPACE.sub(" ", _words(child)).strip()
            text = re.sub(r"(?<!\s)\s*[\[(][\s,;–-]*[\])]", "", re.sub(r"(?<!\s)\s+([.,;:)])", r"\1", text))
            if len(text) > 20:
                out.append((here, text, any(x.get("ref-type") == "bibr" for x in child.iter(_CITED))))
        elif child.tag in ("sec", "body", "boxed-text", "list", "list-item", "disp-quote", "abstract"):
            _walk(child, here, out)


def _words(node: ElementTree.Element) -> str:
    if node.tag in _LEFT_OUT and not (node.tag == _CITED and node.get("ref-type") != "bibr"):
        return ""
    return (node.text or "") + "".join(_words(child) + (child.tail or "") for child in node)

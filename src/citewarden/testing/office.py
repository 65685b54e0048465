"""Word files of bare XML: what a test says stands in them, and what makes them files that Word would open."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FRAME = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxml'
        f'formats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_RELATION}"'
        ' Target="word/document.xml"/></Relationships>'
    ),
}


def package(parts: Mapping[str, str]) -> bytes:
    """A Word file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in {**_FRAME, **parts}.items():
            file.writestr(name, text)
    return made.getvalue()


def document(body: str) -> bytes:
    """A Word file whose text is `body`, as WordprocessingML."""
    return package({"word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>'})

"""Bibliographies as files keep them, as CSL-JSON items: BibTeX, CSL-JSON, CSL-YAML, RIS, MEDLINE and EndNote.

An entry that cannot be read is given as an error that names the file and its line, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from citewarden.errors import InputError
from citewarden.text.bibliography import bibtex, csl_data, endnote, endnote_xml, medline, ris
from citewarden.text.bibliography.items import Record

_READERS: Mapping[str, Callable[[str, str], Iterator[Record | InputError]]] = {
    ".bib": bibtex.records,
    ".bibtex": bibtex.records,
    ".enw": endnote.records,
    ".json": csl_data.from_json,
    ".nbib": medline.records,
    ".ris": ris.records,
    ".xml": endnote_xml.records,
    ".yaml": csl_data.from_yaml,
    ".yml": csl_data.from_yaml,
}
SUFFIXES = tuple(_READERS)


def records(text: str, suffix: str, *, where: str) -> Iterator[Record | InputError]:
    """The entries of a bibliography in the format of `suffix` (one of SUFFIXES), and what was wrong in it.

    Raises:
        InputError: the file is not in that format.
    """
    yield from _READERS[suffix](text, where)

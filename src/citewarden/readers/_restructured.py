"""Sources in reStructuredText that pandoc drops or takes for something else: citations become notes, the roles of
sphinxcontrib-bibtex citations by key.
"""

from __future__ import annotations

import re

_DEFINED = re.compile(r"^([ \t]*\.\. )\[([A-Za-z][\w.+:-]*)\](?=\s)", re.MULTILINE)
_CITED = re.compile(r"\[([A-Za-z][\w.+:-]*)\]_(?![\w])")
_ROLE = re.compile(r":(?:foot)?cite(?::?[a-z]{1,9})?:`([^`\n]{1,400})`")
_BIBLIOGRAPHY = re.compile(r"^[ \t]*\.\. (?:foot)?bibliography::[ \t]*(.*)$", re.MULTILINE)


def with_notes(source: str) -> str:
    """`source` with its citations as numbered notes, and its citing roles as keys in brackets."""
    labels = {match[2] for match in _DEFINED.finditer(source)}
    source = _DEFINED.sub(lambda m: f"{m[1]}[#{m[2]}]", source)
    source = _CITED.sub(lambda m: f"[#{m[1]}]_" if m[1] in labels else m[0], source)
    return _ROLE.sub(lambda m: "[" + "; ".join(f"@{key.strip()}" for key in m[1].split(",")) + "]", source)


def bibliographies(source: str) -> list[str]:
    """The files that its directives name."""
    return [name for match in _BIBLIOGRAPHY.finditer(source) for name in match[1].split()]

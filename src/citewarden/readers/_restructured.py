"""Sources in reStructuredText that pandoc drops or takes for something else: citations become notes, the roles of
sphinxcontrib-bibtex citations by key.
"""

from __future__ import annotations

import re

_DEFINED = re.compile(r"^([ \t]*\.\. )\[([A-Za-z][\w.+:-]*)\](?=\s)", re.MULTILINE)
_CITED = re.compile(r"\[([A-Za-z][\w.+:-]*)\]_(?![\w])")
_NUMBERED = re.compile(r"^[ \t]*\.\. \[(\d{1,3})\](?=\s)", re.MULTILINE)
_CALLED = re.compile(r"(?<=\S) ?\[(\d{1,3})\]_(?!\w)")
_NOTE = re.compile(r"^\[\^(\d+)\]: (.+)$", re.MULTILINE)
_MARK = re.compile(r"\[\^(\d+)\](?!:)")
_LOST = re.compile(r"\\?\[\\?\^note-(\d{1,3})\\?\]")
_WRITTEN_OUT = 40
"""Letters of the shortest note that names a source by itself: "Ibid." stands twice for two works."""
_ROLE = re.compile(r":(?:foot)?cite(?::?[a-z]{1,9})?:`([^`\n]{1,400})`")
_BIBLIOGRAPHY = re.compile(r"^[ \t]*\.\. (?:foot)?bibliography::[ \t]*(.*)$", re.MULTILINE)


def with_notes(source: str) -> str:
    """`source` with its citations as numbered notes, and its citing roles as keys in brackets."""
    labels = {match[2] for match in _DEFINED.finditer(source)}
    source = _DEFINED.sub(lambda m: f"{m[1]}[#{m[2]}]", source)
    source = _CITED.sub(lambda m: f"[#{m[1]}]_" if m[1] in labels else m[0], source)
    numbers = {match[1] for match in _NUMBERED.finditer(source)}
    if numbers:  # a number to which no note answers stays a mark, and none of the numbers that pandoc gives
        source = _CALLED.sub(lambda m: m[0] if m[1] in numbers else f"[^note-{m[1]}]", source)
    return _ROLE.sub(lambda m: "[" + "; ".join(f"@{key.strip()}" for key in m[1].split(",")) + "]", source)


def once(made: str) -> str:
    """Pandoc's Markdown with one note for those that it wrote as often as they are called."""
    made = _LOST.sub(r"[^note-\1]", made)
    first: dict[str, str] = {}
    same = {m[1]: first.setdefault(m[2], m[1]) for m in _NOTE.finditer(made) if len(m[2]) > _WRITTEN_OUT}
    if all(number == kept for number, kept in same.items()):
        return made
    made = _NOTE.sub(lambda m: "" if same.get(m[1], m[1]) != m[1] else m[0], made)
    return _MARK.sub(lambda m: f"[^{same.get(m[1], m[1])}]", made)


def bibliographies(source: str) -> list[str]:
    """The files that its directives name."""
    return [name for match in _BIBLIOGRAPHY.finditer(source) for name in match[1].split()]

"""What was read of an entry, in words for an editor who compares it with what is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citewarden.model import Reference
from citewarden.text import dates, names

_LONGEST, _PEOPLE, _WORDS = 80, 3, 6
_FIELDS = (
    ("title", "title"), ("container-title", "in"), ("publisher", "publisher"), ("publisher-place", "place"),
    ("volume", "volume"), ("issue", "issue"), ("page", "pages"),
    ("collection-title", "series"), ("number", "number"), ("note", "remark"),
)  # fmt: skip


def in_words(reference: Reference) -> str:
    """The fields that were read of an entry, by name, and the words of it that were placed nowhere."""
    csl = reference.csl
    said = [f"{role} {_people(csl[role])}" for role in ("author", "editor") if csl.get(role)]
    said += [f"{label} “{_short(str(csl[name]))}”" for name, label in _FIELDS if csl.get(name)]
    if issued := dates.to_iso(csl.get("issued")):
        said.append(f"date {issued}")
    if "author" not in csl and "editor" not in csl:
        said.insert(0, "no author")
    if reference.unplaced:
        left = reference.unplaced
        more = " …" if len(left) > _WORDS else ""
        said.append(f"placed nowhere: {' '.join(f'“{word}”' for word in left[:_WORDS])}{more}")
    return f"read as {'; '.join(said)}"


def _people(listed: Sequence[Mapping[str, str]]) -> str:
    shown = [names.family(name) for name in listed[:_PEOPLE]]
    return ", ".join(_short(name) for name in shown) + (" and others" if len(listed) > _PEOPLE else "")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"

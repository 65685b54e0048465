"""A printed reference with what differs from its record set right, and nothing else touched.

What the record says goes in where the parser read the field; "et al.", names of groups, places, days of access and
whatever else the record lacks stay as they are printed. Only where a field's place is not known is the line set anew,
from the record and from what the entry has beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citewarden.model import Difference, Reference, Resolution
from citewarden.text import citing, names

_NO_FIELD = "DOI registration"
_SHORT_TITLES = frozenset({"ama", "vancouver", ""})
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def corrected(reference: Reference, resolution: Resolution) -> str:
    """The entry as it should be printed, on one line; "" if the record says too little to set it anew."""
    changes: list[tuple[int, int, str]] = []
    for difference in resolution.differences:
        if difference.field == _NO_FIELD or _is_group(difference, reference, resolution.csl):
            continue
        change = _change(difference, reference, resolution.csl)
        if change is None:
            return _anew(reference, resolution.csl)
        changes.append(change)
    raw = reference.raw
    for start, end, words in sorted(changes, reverse=True):
        raw = raw[:start] + words + raw[end:]
    return " ".join(raw.split())


def _is_group(difference: Difference, reference: Reference, record: Mapping[str, Any]) -> bool:
    """Whether one side names a group where the other names a person: both may be right, and the printed one stays."""
    if difference.field != "author":
        return False
    printed, known = reference.csl.get("author") or [{}], record.get("author") or [{}]
    return any("literal" in name for name in (*printed, *known[:1]))


def _change(difference: Difference, reference: Reference, record: Mapping[str, Any]) -> tuple[int, int, str] | None:
    """(start, end, words) of what is to stand in the entry for a differing field, None if its place is not known."""
    span = next((f for f in reference.fields if f.name == difference.field), None)
    if span is None or not difference.registered:
        return None
    printed = reference.raw[span.start : span.end]
    if difference.field == "issued":
        at = printed.find(difference.printed)
        start = span.start + at
        return (start, start + len(difference.printed), difference.registered) if at >= 0 else None
    if difference.field == "author":
        return _first_author(reference, record, span.start, span.end)
    words = difference.registered
    if difference.field == "title":
        words = _as_cased(words.rstrip(". "), printed)
    elif difference.field == "page":
        words = str(record.get("page") or words)
        words = words.replace("-", "–") if "–" in printed else words
    elif difference.field == "container-title" and reference.style in _SHORT_TITLES:
        words = str(record.get("container-title-short") or words)
    return span.start, span.end, words


def _as_cased(title: str, printed: str) -> str:
    """A record's title with the words that are printed too as they are printed: a list's own capitals are kept."""
    known = {word.casefold(): word for word in reversed(_WORD.findall(printed))}
    return _WORD.sub(lambda m: known.get(m[0].casefold(), m[0]) if m.start() else m[0], title)


def _first_author(reference: Reference, record: Mapping[str, Any], start: int, end: int) -> tuple[int, int, str] | None:
    """The first author's name put right in the order and with the points it is printed with; None where the right
    one is printed further on."""
    (own, *others), known = reference.csl.get("author") or [{}], (record.get("author") or [{}])[0]
    if any(names.same_family(one, known) for one in others):
        return None
    printed = reference.raw[start:end]
    family, given = str(own.get("family") or ""), str(own.get("given") or "")
    match = re.search(rf"{re.escape(family)}(?P<gap>,?\s+){re.escape(given)}", printed) if family and given else None
    if not match or not known.get("family"):
        return None
    initials = names.initials(str(known.get("given") or ""))
    if "." in given:
        initials = (" " if re.search(r"\.\s", given) else "").join(f"{c}." for c in initials)
    elif re.search(r"[a-zß-ÿ]{2}", given):
        initials = str(known.get("given") or "")
    words = names.family(known) + (match["gap"] + initials if initials else "")
    return start + match.start(), start + match.end(), words


def _anew(reference: Reference, record: Mapping[str, Any]) -> str:
    """A line from the record, with what only the entry has, and with as many authors as it names."""
    if not record.get("title"):
        return ""
    own = reference.csl
    item = {**{k: v for k, v in own.items() if k not in ("custom", "type")}, **{k: v for k, v in record.items() if v}}
    listed, custom = own.get("author") or (), own.get("custom")
    if isinstance(custom, Mapping) and custom.get("et-al") and listed and record.get("author"):
        item["author"] = list(record["author"])[: len(listed)]
        item["custom"] = {"et-al": True}
    if any("literal" in name for name in listed):
        item["author"] = list(listed)
    return citing.cited(item, reference.style)

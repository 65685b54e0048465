"""Citations of org-ref in Org files, written as Org's own."""

from __future__ import annotations

import re

_CITED = re.compile(
    r"\[\[[Cc]ite[a-z]*:([^\[\]]+)\](?:\[[^\[\]]*\])?\]|(?<![\w/:@])cite[a-z]{0,8}:([\w.:&+-]*\w(?:,[\w.:&+-]*\w)*)"
)
_FILES = re.compile(r"^[ \t]*(?:\[\[)?(?:no)?bibliography:([^\]\s]+)(?:\]\])?[ \t]*$", re.MULTILINE)
_STYLE = re.compile(r"^[ \t]*(?:\[\[)?bibliographystyle:\S*[ \t]*$", re.MULTILINE)


def with_own_citations(source: str) -> str:
    """`source` with the links of org-ref as citations, and its bibliographies as keywords."""
    source = _STYLE.sub("", source)
    source = _FILES.sub(lambda m: "\n".join(f"#+bibliography: {name}" for name in m[1].split(",")), source)
    return _CITED.sub(_cited, source)


def _cited(found: re.Match[str]) -> str:
    keys = re.findall(r"[^\s,;&]+", found[1] or found[2])
    return f"[cite:{';'.join(f'@{key}' for key in keys)}]"

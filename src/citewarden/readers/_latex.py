r"""The list of sources that a LaTeX file prints itself (`thebibliography`), written so that pandoc keeps it.

Pandoc drops what it does not know of such a list; so its entries become a numbered list under a heading, and each
`\cite` of one of them the number it is printed by.
"""

from __future__ import annotations

import re

_LIST = re.compile(r"\\begin\{thebibliography\}(?:\s*\{[^{}]*\})?(.*?)(?:\\end\{thebibliography\}|\Z)", re.DOTALL)
_ENTRY = re.compile(r"\\bibitem\s*+(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\]\s*+)?\{([^{}]*)\}")
_CITES = re.compile(
    r"\\(?:[Cc]ite[a-zA-Z]*|[Pp]arencite|[Tt]extcite|[Aa]utocite|[Ss]martcite|[Ss]upercite|footcite|onlinecite)\*?"
    r"\s*((?:\[[^\[\]]*\]\s*){0,2})\{([^{}]+)\}"
)
_PLAIN = re.compile(r"\\(?:bibinfo|bibfield|href@noop)\s*\{[^{}]*\}\s*|\\(?:bibnamefont|bibfnamefont|natexlab)\b\s*")
_BLANK = re.compile(
    r"\\(?:newblock|Bibitem(?:Open|Shut)|bibitem(?:Stop|NoStop)|EOS|providecommand)\b(?:\s*\{[^{}]*\})?"
)
_DOI = re.compile(r"\\(?:doi|path)\s*\{([^{}]+)\}")


def with_printed_lists(source: str) -> str:
    """`source` with its printed lists as lists, and the citations of their entries as numbers."""
    held = [entry[1].strip() for found in _LIST.finditer(source) for entry in _ENTRY.finditer(found[1])]
    if not held:
        return source
    numbers = {key: number for number, key in reversed(list(enumerate(held, 1)))}
    made, at, first = [], 0, 1
    for found in _LIST.finditer(source):
        made += [_CITES.sub(lambda m: _mark(m, numbers), source[at : found.start()]), _listed(found[1], first)]
        first += len(_ENTRY.findall(found[1]))
        at = found.end()
    return "".join([*made, _CITES.sub(lambda m: _mark(m, numbers), source[at:])])


def _mark(found: re.Match[str], numbers: dict[str, int]) -> str:
    keys = [key.strip() for key in found[2].split(",")]
    if not all(key in numbers for key in keys):
        return found[0]
    place = re.findall(r"\[([^\[\]]*)\]", found[1])[-1:]
    inner = ", ".join([*(str(numbers[key]) for key in keys), *filter(None, place)])
    return f"{{[{inner}]}}"


def _listed(body: str, first: int) -> str:
    """A list's body as a numbered list from `first` on."""
    body = _DOI.sub(r"doi:\1", _PLAIN.sub("", _BLANK.sub(" ", body)))
    items = _ENTRY.sub(lambda _: "\n\\item ", body)
    start = items.find("\\item")
    counter = f"\\setcounter{{enumi}}{{{first - 1}}}" if first > 1 else ""
    return f"\n\\section*{{References}}\n\\begin{{enumerate}}{counter}\n{items[start:]}\n\\end{{enumerate}}\n"

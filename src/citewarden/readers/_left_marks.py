"""What stands in a text in place of a citation: shortcodes that were not carried out, what chat programs, reference
managers and other programs leave, what authors leave for later.
"""

from __future__ import annotations

import re

from citewarden.model import Unread
from citewarden.readers import _shortcodes


def unrun(text: str) -> list[Unread]:
    """The shortcodes of a content system that stand in the text as they were typed, each name once."""
    found = {m[1]: m for m in reversed(list(_shortcodes.BRACKETED.finditer(text)))} if "[" in text else {}
    return [
        Unread(
            "part",
            f"the shortcode [{name}]",
            "it holds or names sources and was not carried out",
            "audit the page as readers see it, or write the note out",
            match.start(),
            match.end(),
        )
        for name, match in sorted(found.items(), key=lambda item: item[1].start())
    ]


_LEFT = (
    (
        ("【", "cite", "[source", "[web", "[file", "†", "[turn"),
        re.compile(
            r"\[cite(?:_start|_end|:\s?\d{1,4}(?:,\s?\d{1,4})*)\]|\[(?:source|web|file|memory):\s?\d{1,4}(?:,\s?\d{1,4})*\]"
            r"|\[\d{1,4}(?::\d{1,4})?†[^\]\n]{0,60}\]|\[turn\d{1,3}[a-z]{3,12}\d{1,3}\]|【\d{1,4}[:†][^】\n]{0,60}】|:contentReference\[?oaicite:\d{1,4}\]?(?:\{[^{}\n]{0,40}\})?"
            r"|\ue200?cite(?:\ue202?turn\d{1,3}[a-z]{3,12}\d{1,3}){1,20}\ue201?"
        ),
        "a chat program left it, and it names no source",
        "write the source out",
    ),
    (
        (
            "<sup>",
            "\\cite",
            "\\parencite",
            "\\textcite",
            "\\autocite",
            "\\footcite",
            ":cite",
            "{cite",
            "% cite",
            "cite ",
            "{{",
            "[@",
        ),
        re.compile(
            r"\\(?:[a-z]{0,8}cite[a-z]{0,8}\*?)(?:\[[^\[\]\n]{0,60}\]){0,2}\{[^{}\n]{1,200}\}|:(?:[a-z]+:)?cite(?::[a-z]+)?:`[^`\n]{1,200}`"
            r"|\{cite(?::[a-z]+)?\}`[^`\n]{1,200}`|\{%-?\s?cite\s[^%\n]{1,200}%\}|\{\{\s?(?:cite|sfn|harv|rp|cn|citation)[^{}\n]{0,300}\}\}"
            r"|<sup>\s?[\[(]?\d[^<>\n]{0,20}</sup>|(?<![^\W\d_]\s)\[(?:see\s)?-?@[A-Za-z][\w:.+-]{2,60}\]|\[(?:see\s)?-?@[A-Za-z][\w:.+-]{2,60}[,;][^\[\]\n]{0,200}\]"
            r"|(?<=[a-zß-ÿ]\s)\[(?:see\s)?-?@[A-Za-z][\w:.+-]{2,60}\](?!\.?\s\()"
        ),
        "it is the mark of another program, which was not carried out",
        "audit the page as readers see it, or write the source out",
    ),
    (
        ("#", "|z", ":19", ":20"),
        re.compile(
            r"\{(?:[^{}\n]{1,80},\s?(?:(?:19|20)\d\d[a-z]?|n\.d\.)?\s?#\d{1,6}[^{}\n]{0,300}"
            r"|[^{}\n]{0,200}\|\s?z[ug]:[^{}\n]{1,80}|[A-Z][a-z]{1,30}:(?:19|20)\d\d[a-z]{2,3})\}"
        ),
        "a reference manager would have made a citation of it",
        "let it make its citations and its list",
    ),
    (
        ("[", "?)", "needed)", "ere)", "dd ", "missing"),
        re.compile(
            r"[\[(](?:(?i:(?:(?:add|insert|needs?|missing)\s)?(?:a\s)?(?:refs?|references?|citations?|sources?)"
            r"(?:\s(?:needed|required|missing|here|tbc|tbd|to\scome|to\s(?:be\s)?add(?:ed)?)|\s?\?{1,3})"
            r"|(?:add|insert|needs?|missing)\s(?:a\s)?(?:refs?|references?|citations?|sources?))[\])]"
            r"|(?<=\[)(?:REFS?|CITATIONS?|CITE|SOURCES?|X{2,4}|\?{1,3})\])"
        ),
        "a source is still to be written there",
        "write the source out",
    ),
)
"""What chat programs and reference managers leave of their citations, and authors for later: signs one of which is
in every text that has any, its form, why it names no source, what to do."""


def left(text: str) -> list[Unread]:
    """What stands in the text in place of a citation, each once."""
    out = []
    for signs, form, why, remedy in _LEFT:
        found = {m[0]: m for m in reversed(list(form.finditer(text)))} if any(map(text.__contains__, signs)) else {}
        out += [
            Unread("mark", f"the mark “{match[0]}”", why, remedy, match.start(), match.end())
            for match in found.values()
        ]
    return sorted(out, key=lambda part: part.start)

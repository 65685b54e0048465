"""Blocks that dialects of Markdown add, blanked so that what is in them is read and what marks them is not.

Fenced divisions and directives (pandoc, Quarto, MyST, Docusaurus: `:::`), directives in backticks (MyST), admonitions
(MkDocs: `!!!`), alerts (GitHub, Obsidian: `> [!NOTE]`), attribute lines (kramdown) and comments (Liquid, Hugo). Every
character keeps its place, so that places in what comes out are places in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citewarden.model import Unread
from citewarden.text import shapes

_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,}|:{3,})(.*)")
_DIRECTIVE = re.compile(r"\{([\w:.+-]+)\}[ \t]*(.*)")
_DIVISION = re.compile(r"[ \t]*(?:\{[^{}]*\}|([\w-]+)(?:\[(.*?)\])?(?:\{[^{}]*\})?)?[ \t]*(.*?)[ \t]*:*[ \t]*")
_OPTION = re.compile(r"[ \t]*:[\w-]+:.*")
_ADMONITION = re.compile(r"( *)(?:!!!|\?\?\?\+?)[ \t]+[\w -]+?(?:[ \t]+\"([^\"\n]*)\")?[ \t]*")
_TAB = re.compile(r"( *)===[!+]?[ \t]+\"([^\"\n]*)\"[ \t]*")
"""The name of a part that is shown when its tab is chosen."""
_ALERT = re.compile(r"([ \t]*>[> \t]*)(\[![\w-]+\][+-]?)")
_ATTRIBUTES = re.compile(r"[ \t]*\{::?[^{}\n]*\}[ \t]*")
_COMMENT = re.compile(
    r"\{%-?\s*(comment|highlight)\b[^%\n]{0,80}%\}.*?(?:\{%-?\s*end\1\s*-?%\}|\Z)|\{\{/\*.*?(?:\*/\}\}|\Z)|\{/\*.*?(?:\*/\}|\Z)",
    re.DOTALL,
)
_CONDITION = re.compile(
    r"\{%-?\s?(?:if|unless|case)\s([^%\n]{1,120})%\}"
    r"((?:(?!\{%-?\s?(?:if|unless|case)\s).){0,3000}?)\{%-?\s?end",
    re.DOTALL,
)
"""What Liquid shows only where something holds, and the words between."""
_OBSIDIAN = re.compile(r"(?<![\w%])%%(?!%)[^\n%]{1,2000}%%|^%%[ \t]*\n(?:(?!%%).*\n){0,500}%%[ \t]*$", re.MULTILINE)
_CONTENTS = re.compile(
    r"^[ \t]*(?:[*+-]|1\.) [^\n]{0,80}\n(?=\{:\s?toc)|^[ \t]*\[\[?_?TOC_?\]?\][ \t]*$|^[ \t]*\$\{toc\}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""Where a table of contents is to stand: kramdown's list before `{:toc}`, "[TOC]", "[[_TOC_]]"."""
_PROPERTY = re.compile(
    r"[ \t]*(?:[*+-] )?(?:id|collapsed|created-at|updated-at|tags|alias|type|public|icon|heading|template)::[ \t].*"
)
"""A property of a block in Logseq."""
_SNIPPET = re.compile(
    r"^[ \t]*(?:-{1,8}8<-{1,8}[ \t]+[\"']([^\"'\n]+)[\"']|\{!([^!\n]{1,300})!\}|@import[ \t]+[\"']([^\"'\n]+\.md)[\"']"
    r"|\{\{([\w./-]+\.(?:md|txt|markdown))\}\})[ \t]*$",
    re.MULTILINE,
)
"""A file that is taken in: MkDocs, markdown-include, Markdown Preview Enhanced, MultiMarkdown."""
_PARTIAL = re.compile(r"import\s+\w+\s+from\s+[\"']([^\"']+\.mdx?)[\"'].*")
_TARGET = re.compile(r"^\([\w:.-]+\)=[ \t]*$", re.MULTILINE)
"""A name that MyST gives to what follows."""
_OF_JOPLIN = re.compile(r"(?<=\n)\n?id: [0-9a-f]{32}\n(?:\w{2,40}: ?[^\n]*\n?){2,60}\Z")
"""What Joplin exports behind a note."""
_BLOCK_NAME = re.compile(r"(?<=\s)\^(?=[\d-]*[A-Za-z])[A-Za-z0-9-]{2,40}[ \t]*$", re.MULTILINE)
"""The name of a block in Obsidian, at its end."""
_FIELD = re.compile(r"[(\[][A-Za-z][\w -]{0,30}::[ \t][^()\[\]\n]{0,200}[)\]]")
"""A field of Dataview in the line."""
_CRITIC = re.compile(r"\{>>[^{]{0,2000}?<<\}|\{--[^{]{0,2000}?--\}|\{~~[^{]{0,2000}?~>|~~\}")
"""What CriticMarkup takes out: comments, deletions, what is substituted."""
_DOUBLED = re.compile(r"(?<=\S)\(\(([^\s()\[\]](?:(?!\(\()[^\[\]\n]){9,2000}?)\)\)")
"""A note as plugins of WordPress take it: "text.((Roe 2019.))"."""
_OF_MULTIMARKDOWN = re.compile(r"^ {0,3}\[#[\w:.-]+\]:[ \t]", re.MULTILINE)
_KEYED = re.compile(r"(?:\[[^\[\]#\n]{1,60}\])?\[#([\w:.-]+)\](?!\()")
_SIDENOTE = re.compile(
    r"(?:<label\b[^>]{0,200}>[^<>]{0,20}</label>\s?)?(?:<input\b[^>]{0,200}>\s?)?"
    r"<span class=[\"'][^\"'>]{0,80}(?:side|margin|foot)-?note(?!-(?:ref|number))[^\"'>]{0,80}[\"'][^>]{0,200}>"
    r"((?:(?!</?span)[^\n]){10,3000}?)</span>",
    re.IGNORECASE,
)
"""A note beside the line as Tufte CSS and its kin take it."""
_DESTINATION = re.compile(r"(?<=\]\()(?:\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\})")
_OF_SPHINX = re.compile(r"^[ \t]*\.\. bibliography::[ \t]*(\S.*)$", re.MULTILINE)
_MODULE = re.compile(r"(?:import|export)[ \t{*\"'].*")
_EXPRESSION = re.compile(r"\{[ \t]*([A-Za-z_$][\w.$?]*)[ \t]*\}")
_CONSTANT = re.compile(
    r"export[ \t]+(?:const|let|var)[ \t]+(?P<name>[A-Za-z_$][\w$]*)[ \t]*=[ \t]*"
    r"(?P<value>-?\d[\d.]{0,12}|'[^'\n]{1,60}'|\"[^\"\n]{1,60}\")[ \t]*;?[ \t]*"
)
"""What an expression of the text may be put in for: "export const dose = 10;"."""
_IS_MODULE = re.compile(
    r"^(?:import[ \t]+(?:[\w$]{1,60}|\{[^{}\n]{0,200}\}|\*[ \t]as[ \t][\w$]{1,60})"
    r"(?:,[ \t]*(?:[\w$]{1,60}|\{[^{}\n]{0,200}\}))?[ \t]+from[ \t]+['\"][^'\"\n]{1,200}['\"]"
    r"|export[ \t]+(?:const|let|var|default|function)[ \t][^\n]{0,400}[=({])",
    re.MULTILINE,
)
_FENCES = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TAGGED = re.compile(r"\{[{%].{0,300}?[}%]\}")
_LINE_END = "\n"
_SIGNS = (
    "::", "{", "!!!", "???", "=== ", "===!", "===+", "[!", "%%", "((", "[#", ")=", " ^", "8<-", "@import", "TOC]",
    "TOC_]", "toc]", "parent_id: ", "<span class=",
)  # fmt: skip
"""What a text holds that may have any of this."""
_CODE = frozenset(
    """
    code code-block code-cell sourcecode math image toctree mermaid raw eval-rst literalinclude plot graphviz index
    tableofcontents contents r python python3 julia bash sh sql ojs js css html dot tikz stan r-output
    """.split()  # noqa: SIM905
)
_PATHED = frozenset("figure include bibliography image video iframe embed".split())  # noqa: SIM905
"""Directives whose argument is a file, not words."""


@dataclass(slots=True)
class Masked:
    """The text with what marks blocks blanked, the bibliographies directives name, and what was not understood."""

    text: str
    bibliographies: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def mask(source: str, body: int, *, mdx: bool = False) -> Masked:
    """`source` from `body` on without the marks of a dialect's blocks; of the same length, line by line. `mdx`: whether
    it may hold JavaScript, which is blanked too."""
    if not mdx and not any(sign in source for sign in _SIGNS):
        return Masked(source)
    return _Mask(source, body, mdx=mdx).made()


def is_module(source: str) -> bool:
    """Whether a text imports or exports as JavaScript does, outside of its code: it is MDX by whatever name."""
    if "import " not in source and "export " not in source:
        return False
    found = _IS_MODULE.search(source)
    return found is not None and len(_FENCES.findall(source, 0, found.start())) % 2 == 0


def _silenced(match: re.Match[str]) -> str:
    """An attribute list in place of what is no text; blanks would make code of a line they begin."""
    return _blank(match) if "\n" in match[0] or len(match[0]) < 4 else f"{{:{'x' * (len(match[0]) - 3)}}}"


def _in_line(match: re.Match[str]) -> str:
    """A note of WordPress's plugins as a note in the line."""
    return f"^[{match[1]}] " if shapes.cites(match[1]) else match[0]


def _beside(match: re.Match[str]) -> str:
    """A note beside the line as a note in the line."""
    return f"^[{match[1]}]".ljust(len(match[0])) if shapes.cites(match[1]) else match[0]


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


class _Mask:
    def __init__(self, source: str, body: int, *, mdx: bool) -> None:
        self.out = Masked(source[:body])
        self.mdx = mdx
        self.module = False
        self.constants: dict[str, str] = {}
        self.source = _COMMENT.sub(_blank, source)
        self.source = _CONTENTS.sub(_blank, _OBSIDIAN.sub(_silenced, self.source))
        for pattern, signs in ((_CRITIC, ("{>>", "{--", "{~~")), (_BLOCK_NAME, (" ^",)), (_FIELD, (":: ",))):
            if any(sign in self.source for sign in signs):
                self.source = pattern.sub(_silenced, self.source)
        if ")=" in self.source:
            self.source = _TARGET.sub(_blank, self.source)
        if "parent_id: " in self.source:
            self.source = _OF_JOPLIN.sub(_blank, self.source)
        conditions: dict[str, re.Match[str]] = {}
        for match in _CONDITION.finditer(self.source) if "{%" in self.source else ():
            if len(_LETTERS.findall(_TAGGED.sub(" ", match[2]))) > 2:
                conditions.setdefault(match[1].strip(" -"), match)
        for condition, match in conditions.items():
            place = f"line {self.source.count(_LINE_END, 0, match.start()) + 1}"
            self.out.unread.append(_conditional(condition, place))
        for match in _SNIPPET.finditer(self.source):
            file = next(group for group in match.groups() if group).strip()
            self.out.unread.append(included(file, f"line {self.source.count(_LINE_END, 0, match.start()) + 1}"))
        self.source = _SNIPPET.sub(_blank, self.source)
        self.source = _DOUBLED.sub(_in_line, self.source)
        if "note" in self.source and "<span" in self.source:
            self.source = _SIDENOTE.sub(_beside, self.source)
        if _OF_MULTIMARKDOWN.search(self.source):
            self.source = _KEYED.sub(lambda m: f"[^{m[1]}]".rjust(len(m[0])), self.source)
        self.body = body
        self.code: tuple[str, int] | None = None
        self.hidden = False
        self.open: list[tuple[str, int]] = []
        self.options = False
        self.indent = -1

    def made(self) -> Masked:
        """All lines, blanked where they mark blocks."""
        number = self.source.count("\n", 0, self.body)
        self.out.bibliographies += [name for named in _OF_SPHINX.findall(self.source) for name in named.split()]
        lines = self.source[self.body :].split("\n")
        self.out.text += "\n".join(self._line(line, at) for at, line in enumerate(lines, number + 1))
        return self.out

    def _line(self, line: str, number: int) -> str:
        fence = _FENCE.fullmatch(line)
        if self.code is not None:
            char, size = self.code
            if fence and fence[2][0] == char and len(fence[2]) >= size and not fence[3].strip():
                self.code = None
                if self.hidden:
                    return " " * len(line)
            return " " * len(line) if self.hidden else line
        if fence is not None:
            return self._fence(line, fence, number)
        if self.mdx:
            self.module = bool(line.strip()) and (self.module or _MODULE.fullmatch(line) is not None)
            if self.module:
                if constant := _CONSTANT.fullmatch(line):
                    self.constants[constant["name"]] = constant["value"].strip("'\"")
                partial = _PARTIAL.fullmatch(line)
                if partial:
                    self.out.unread.append(included(partial[1], f"line {number}"))
                return " " * len(line)
            line = _EXPRESSION.sub(lambda m: self._expressed(m, number), line)
        if self.options and (_OPTION.fullmatch(line) or not line.strip()):
            return " " * len(line)
        self.options = False
        if self.indent >= 0 and (not line.strip() or line.startswith(" " * (self.indent + 4))):
            return f"{line[: self.indent]}>{line[self.indent + 1 :]}" if line.strip() else line
        self.indent = -1
        admonition = _ADMONITION.fullmatch(line) or _TAB.fullmatch(line)
        if admonition is not None:
            self.indent = len(admonition[1])
            return _titled(line, admonition.start(2) if admonition[2] else -1, admonition.end(2))
        if _ATTRIBUTES.fullmatch(line) or ("::" in line and _PROPERTY.fullmatch(line)):
            return " " * len(line)
        alert = _ALERT.match(line)
        if alert is not None:
            return f"{alert[1]}<!--{' ' * (len(alert[2]) - 7)}-->{line[alert.end() :]}"
        return _DESTINATION.sub(lambda m: "#" * len(m[0]), line) if "](" in line else line

    def _expressed(self, match: re.Match[str], number: int) -> str:
        """The value of an expression, where the text gives it and it has room; else it stays, and is told."""
        value = self.constants.get(match[1], "")
        if value and len(value) <= len(match[0]):
            at_edge = not match.string[: match.start()].strip()  # blanks there would make code of the line
            return value.ljust(len(match[0])) if at_edge else value.rjust(len(match[0]))
        if match[1].lower().startswith("frontmatter."):
            return " " * len(match[0])
        what, why = f"the expression {match[0]}", "a program fills it in when the page is built"
        self.out.unread.append(Unread("part", what, why, "audit the page as built", place=f"line {number}"))
        return match[0]

    def _fence(self, line: str, fence: re.Match[str], number: int) -> str:
        char, size, rest = fence[2][0], len(fence[2]), fence[3]
        if self.open and not rest.strip() and self.open[-1][0] == char and size >= self.open[-1][1]:
            self.open.pop()
            return " " * len(line)
        directive = _DIRECTIVE.fullmatch(rest.strip())
        if char != ":" and directive is None:
            self.code, self.hidden = (char, size), False
            return line
        if directive is not None:
            return self._directive(line, char, size, directive[1].lower(), directive[2], number)
        division = _DIVISION.fullmatch(rest)
        if not rest.strip(" \t:"):
            return " " * len(line)  # closes what is not open here, or is a rule of colons
        self.open.append((char, size))
        at = next((n for n in (2, 3) if division and division[n]), 0)
        if division is None or not at:
            return " " * len(line)
        return _titled(line, fence.start(3) + division.start(at), fence.start(3) + division.end(at))

    def _directive(self, line: str, char: str, size: int, name: str, words: str, number: int) -> str:
        if name == "bibliography":
            self.out.bibliographies += words.split()
        if name == "include":
            self.out.unread.append(included(words, f"line {number}"))
        if name in _CODE | {"bibliography", "include"}:
            self.code, self.hidden = (char, size), True
            return " " * len(line)
        if name == "csv-table":
            what = f"the table “{words}”" if words else "a table"
            remedy = "write it as a Markdown table"
            self.out.unread.append(Unread("table", what, "it is written as CSV", remedy, place=f"line {number}"))
            self.code, self.hidden = (char, size), True
            return " " * len(line)
        self.open.append((char, size))
        self.options = True
        at = len(line.rstrip()) - len(words)
        return _titled(line, at if words and name not in _PATHED else -1, len(line.rstrip()))


def _conditional(condition: str, place: str) -> Unread:
    what, why = f"the words that stand there only if {condition}", "read as if they were shown"
    return Unread("part", what, why, "audit the page as built", place=place)


def included(file: str, place: str) -> Unread:
    """What is told of a file whose text the article takes in."""
    what, why = f"the included file {file}".rstrip(), "files that are taken in are not read"
    return Unread("part", what, why, "audit that file, or the page as built", place=place)


def _titled(line: str, start: int, end: int) -> str:
    """A blanked line that keeps the words [start, end), as a block of their own behind a comment."""
    if start < 7:
        return " " * len(line)
    return f"<!--{' ' * (start - 7)}-->{line[start:end]}{' ' * (len(line) - end)}"

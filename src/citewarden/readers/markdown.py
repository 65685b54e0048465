"""Markdown: CommonMark with tables, footnotes, front matter and what its dialects add (`_dialects`, `_markdown_rules`).

`Document.text` is what a reader sees: marks of emphasis and link targets are gone, a note mark stands as "[1]", a
citation by key as the number of its source.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from citewarden.model import BibliographyEntry, Document, Hyperlink, Unread
from citewarden.readers import _citekeys, _dialects, _front_matter, _limits, _listed_sources, _net, _shortcodes, _words
from citewarden.readers._assembly import Writer, assemble
from citewarden.readers._front_matter import Front
from citewarden.readers._listed_sources import Line
from citewarden.readers._markdown_inline import ATTRIBUTE, TAG, Noted, Running
from citewarden.text.decoding import decode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".mdx")
MEDIA_TYPE = "text/markdown"

_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ASIDE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)"
    r"|^[ \t]*(?:[a-z_-]+[ \t]*=[ \t]*[{\"]|(?:doi|identifier|id|uuid|slug|permalink|canonical(?:[_-]?url)?)[ \t]*:)"
    r"[^\n]*",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
"""What no reader of the page sees, and what the page says of itself: comments, scripts, BibTeX, its own DOI."""
_OBJECTS = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:\{|[\"']?[A-Za-z_][\w .-]*[\"']?[ \t]*[:=])(?![^\n]*\b10\.\d{4,9}/)[^\n]*", re.MULTILINE
)
"""Fields of the head, which are read by name; one that holds a DOI is looked at as well."""
_QUOTED = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_MARKS = re.compile(
    r"<a\b[^<>]{0,200}?href=[\"']?#([^\"'\s<>]+)[^<>]{0,200}>\s*(?:<sup[^<>]{0,80}>)?\s*\[?(?:\d{1,3}|[*†‡])\]?\s*</"
    r"|\[\^?\\?\[?\d{1,3}\\?\]?\]\(#([^()\s]+)\)"
)
"""Marks that lead to an element of the page: `<a href="#fn1">1</a>`, `[1](#fn1)`."""
_SCHOLAR = re.compile(r"\{%-?\s*(?:cite|bibliography|nocite)\b([^%]{0,300})%\}")
_SCHOLAR_FILE = re.compile(r"(?:--file|-f)[ =]+([\w./-]+)")
_CITES = re.compile(r"\[[^\[\]]{0,200}(?<![\w@.])-?@[\w{][^\[\]]{0,400}\](?!\()")

_WHOLE_LINK = re.compile(r"\s*\[([^\[\]]{3,600})\]\((https?://[^\s()]+)\)")
"""The link a source in the front matter begins with."""
_TERM = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?")
"""The term of a definition list that is only the number of its definition."""
_HTML_TERM = re.compile(rf"\s*{_TERM.pattern}\s*(?=</dt)", re.IGNORECASE)
_IN_HTML = re.compile(r"&[#\w]+;|\[\^([^\s\[\]]{1,60})\]")
"""What is no plain word in a block of HTML: a character by its name, the mark of a note."""
_HOLDERS = frozenset(["blockquote_open", "list_item_open"])
_SIGNS = "*_`[<&\\~^{@!$="
"""With what marks begin."""
_DEEPEST = 19
"""The level of a quote or an item in which the parser reads nothing more (its `maxNesting`, less one)."""


def read(data: bytes, *, name: str) -> Document:
    """The Document of a Markdown article.

    Raises:
        InputError: the bytes are no text, they hold too many lines or marks, or the front matter cannot be read.
    """
    source = _limits.hold(decode(data, name=name), "\n|", _limits.LINES, name)
    front = _front_matter.parse(source, name)
    meta = _front_matter.meta(front)
    masked = _dialects.mask(
        _without(source, front.late), front.body, mdx=name.lower().endswith(".mdx") or _dialects.is_module(source)
    )
    writer = Writer()
    article = _Article(masked.text, front, writer, name)
    article.write()
    cited, unread = _sources(front, source, article.text.keys, writer)
    cited = [*article.aliased(), *cited]
    _notes_that_cite(writer)
    document = assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        source_map=writer.runs,
        file_text=source,
        meta=meta,
        unread=[
            *_front_matter.unread(front, meta),
            *unread,
            *masked.unread,
            *article.text.unread,
            *article.too_deep(),
        ],
        cited=cited,
        bibliographies=[*_listed_sources.files(front), *masked.bibliographies] or list(_of_scholar(source, front.body)),
        nocite=_listed_sources.nocite(front),
        code=writer.code,
    )
    document = _net.told(
        document, _net.lines(_ASIDE.sub(_blanked, _OBJECTS.sub(_blanked, source[: front.body]) + source[front.body :]))
    )
    found = document.cited or article.text.keys or any(b.kind == "reference" for b in document.blocks)
    return document if found else replace(document, unread=(*document.unread, *article.text.listing))


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _without(source: str, stretch: tuple[int, int]) -> str:
    """`source` with blanks for a stretch, line by line."""
    start, end = stretch
    return source[:start] + re.sub(r"[^\n]", " ", source[start:end]) + source[end:] if end else source


def recognises(head: bytes) -> bool:
    """Whether the first bytes look like Markdown."""
    return re.search(rb"\A(?:---|\+\+\+)\s*\n|^#{1,6}\s+\S|^\[\^?\w+\]:\s", head, re.MULTILINE) is not None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    from citewarden.readers._markdown_rules import add_rules

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    parser.use(deflist_plugin)
    parser.disable("text_join")
    parser.core.ruler.disable(["inline", "footnote_tail"])  # block by block, where it is written
    add_rules(parser)
    return parser


def _sources(
    front: Front, source: str, keys: Mapping[str, int], writer: Writer
) -> tuple[list[BibliographyEntry], list[Unread]]:
    """The sources the front matter holds and those that keys name by themselves, and what was not understood. Those
    written as lines stand behind the text."""
    cited = [BibliographyEntry(key, item) for key in keys if (item := _citekeys.identified(key))]
    unread: list[Unread] = []
    at = 0
    for row in _listed_sources.listed(front, by_key=bool(keys)):
        if isinstance(row, Unread):
            unread.append(row)
            continue
        if isinstance(row, Line):
            at, found = _found(source, row.words.strip(), at, front.body)
            _write_line(row, found, writer)
            continue
        at, found = _found(source, str(row.csl.get("title") or row.csl.get("URL") or row.key), at, front.body)
        line = source.count("\n", 0, found) + 1 if found >= 0 else row.line
        cited.append(replace(row, line=line, place=f"front matter, line {line}"))
    asked = {link.href for link in writer.links if link.rel == "note"}
    for label, words in _listed_sources.notes(front):
        if label not in asked:
            continue
        at, found = _found(source, words.strip(), at, front.body)
        writer.open("note", label=label)
        writer.add(" ".join(words.split()), found)
    writer.close()
    return sorted(cited, key=lambda entry: keys.get(entry.key, len(keys) + len(cited))), unread


def _found(source: str, words: str, start: int, end: int) -> tuple[int, int]:
    """(where to seek the next, where these words stand or -1)."""
    found = source.find(words, start, end)
    return (found + 1 if found >= 0 else start), found


def _write_line(row: Line, at: int, writer: Writer) -> None:
    if not any(block.role == "references" for block in writer.blocks):
        writer.open("heading", level=2, role="references")
        writer.add("References")
    writer.open("reference", label=row.label, role="references")
    linked = _WHOLE_LINK.match(row.words)
    if linked is None:
        start = writer.size
        writer.add(" ".join(row.words.split()), at)
        for address in row.beside:
            writer.link(start, address)
        return
    start = writer.size
    writer.add(linked[1], at + 1 if at >= 0 else -1)
    writer.link(start, linked[2])
    writer.add(row.words[linked.end() :])


def _notes_that_cite(writer: Writer) -> None:
    """A note that cites by key hands its citations to the note's own mark: that is where the text cites."""
    notes = {block.label: block for block in writer.blocks if block.kind == "note"}
    inner = [link for link in writer.links if link.rel == "key"]
    if not inner or not notes:
        return
    ends = sorted((block.start, block.end, label) for label, block in notes.items())
    held: dict[str, list[Hyperlink]] = {}
    moved: set[Hyperlink] = set()
    behind = len(writer.text)
    for link in inner:
        at = bisect_right(ends, (link.start, behind, "")) - 1
        if at >= 0 and link.start < ends[at][1]:
            held.setdefault(ends[at][2], []).append(link)
            moved.add(link)
    out: list[Hyperlink] = []
    for link in writer.links:
        if link.rel == "note" and held.get(link.href):
            out += [replace(key, start=link.start, end=link.end) for key in held[link.href]]
        elif link not in moved:
            out.append(link)
    writer.links = out


class _Article:
    """Walks the token stream; block by block the running text is written from the lines a block stands on."""

    def __init__(self, source: str, front: Front, writer: Writer, name: str) -> None:
        self.name, self.source, self.body, self.out = name, source, front.body, writer
        self.keys = _listed_sources.keys(front)
        self.by_key = (
            bool(self.keys) or any(True for _ in _listed_sources.files(front)) or _has_citation(source, front.body)
        )
        names = _listed_sources.names(front)
        self.env: dict[str, Any] = {"by_key": self.by_key, "keys": self.keys, "names": names}
        self.text = Running(source, writer)
        self.line_starts = [self.body]
        at = source.find("\n", self.body)
        while at >= 0:
            self.line_starts.append(at + 1)
            at = source.find("\n", at + 1)
        self.line_starts.append(len(source))
        self.marked = _marked(source, self.body)
        self.definitions: Mapping[str, Mapping[str, str]] = {}
        self.lists: list[list[Any]] = []
        self.terms = 0
        self.in_term = False
        self.numbered = ""
        self.cells = 0
        self.row_at = 0
        self.deep: Token | None = None

    def write(self) -> None:
        """Send the article's blocks to the writer, footnotes last."""
        env = self.env
        tokens = _parser().parse(self.source[self.body :], env)
        self.definitions = env.get("references", {})
        labels = [label.lstrip(":") for label in env.get("footnotes", {}).get("refs", {})]
        self.text.last = max((int(label) for label in labels if label.isdecimal() and len(label) < 5), default=0)
        notes: list[Token] = []
        depth = 0
        self.deep = next((t for t in tokens if t.level >= _DEEPEST and t.type in _HOLDERS), None)
        tokens.reverse()
        while tokens:  # each is let go once it is written
            token = tokens.pop()
            if token.type == "footnote_reference_open":
                depth += 1
            if depth:
                notes.append(token)
            else:
                self._token(token, "")
            if token.type == "footnote_reference_close":
                depth -= 1
        self.out.close()
        self._definitions()
        self._notes(notes)

    def too_deep(self) -> Iterator[Unread]:
        """What the parser left out because it goes no deeper."""
        if self.deep is not None:
            line = (self.deep.map[0] if self.deep.map else 0) + self.source.count("\n", 0, self.body) + 1
            yield Unread(
                "part",
                f"what is nested deeper than {_DEEPEST + 1} quotes, lists and items",
                "left out",
                "nest it less deeply",
                place=f"line {line}",
            )

    def aliased(self) -> Iterator[BibliographyEntry]:
        """The sources that a definition gives a key: manubot's `[@name]: doi:10.1000/x`."""
        from markdown_it.common.utils import normalizeReference

        for key in self.text.keys:
            target = self.definitions.get(normalizeReference(f"@{key}"), {}).get("href", "")
            item = _citekeys.identified(target)
            if item and key not in self.keys:
                yield BibliographyEntry(key, item)

    def _definitions(self) -> None:
        """Write the numbered definitions of links under a list's heading at the end, which shows nothing else."""
        last = self.out.blocks[-1] if self.out.blocks else None
        if last is None or last.kind != "heading" or not _words.is_references_heading(self.out.tail(last.start)):
            return
        numbered = {label: link for label, link in self.definitions.items() if label.lstrip("^").isdecimal()}
        for label, link in numbered.items():
            title, href = link.get("title", ""), link["href"]
            self.out.open("reference", label=label.lstrip("^"))
            self.out.add(f"{title.rstrip('.')}. {href}" if title else href)
            self.out.close()

    def _notes(self, tokens: Iterable[Token]) -> None:
        """The notes at the foot, then those that stood in a line."""
        label = ""
        for token in tokens:
            if token.type == "footnote_reference_open":
                label = str(token.meta["label"])
                self.out.close()
            elif token.type == "footnote_reference_close":
                self.out.close()
                label = ""
            else:
                self._token(token, label)
        for note in self._noted():
            self.out.open("note", label=note.label)
            self.text.write(note.tokens, note.start, note.end)
        self.out.close()

    def _noted(self) -> Iterator[Noted]:
        """The notes in the line; one may hold another."""
        while self.text.noted:
            yield self.text.noted.pop(0)

    def _token(self, token: Token, note: str) -> None:
        out, kind = self.out, token.type
        if kind == "heading_open":
            out.open("heading", level=int(token.tag[1]))
        elif kind in ("bullet_list_open", "ordered_list_open"):
            out.close()
            first = token.attrs.get("start", 1)
            self.lists.append([kind, int(first) - 1])
        elif kind in ("bullet_list_close", "ordered_list_close"):
            out.close()
            self.lists.pop()
        elif kind == "list_item_open":
            ordered = self.lists[-1][0] == "ordered_list_open"
            written = int(token.info) if ordered and token.info.isdecimal() else 0
            self.lists[-1][1] = max(self.lists[-1][1] + 1, written)  # "1." may be written in front of every item
            number = str(self.lists[-1][1]) if ordered else ""
            out.open("note" if note else "item", depth=len(self.lists), label=note or number)
        elif kind == "paragraph_open":
            if note:
                if out.in_block and not out.empty:
                    out.line_break()
                elif not out.in_block:
                    out.open("note", label=note)
            elif self.lists and out.in_block and not out.empty:
                out.line_break()
            elif self.lists and not out.in_block:
                out.open("item", depth=len(self.lists))
            elif not self.lists:
                out.open("paragraph")
        elif kind in ("heading_close", "list_item_close") or (
            kind == "paragraph_close" and not self.lists and not note
        ):
            out.close()
        elif kind in ("dl_open", "dl_close"):
            out.close()
            self.terms += 1
            if kind == "dl_open":
                self.lists.append([kind, 0])
            else:
                self.lists.pop()
        elif kind in ("dt_open", "dd_open"):
            self._defined(kind.startswith("dt"))
        elif kind in ("dt_close", "dd_close"):
            out.close()
            self.in_term = False
        elif kind == "tr_open":
            out.open("row")
            self.cells = 0
            self.row_at = self._span(token)[0] if token.map else self.row_at
        elif kind in ("th_open", "td_open"):
            if self.cells:
                out.add(" | ")
            self.cells += 1
        elif kind == "tr_close":
            out.close()
        elif kind == "inline" and self.in_term and (lone := _TERM.fullmatch(token.content.replace("\\", ""))):
            self.numbered = lone[1]
        elif kind == "inline":
            start, end = self._span(token)
            if self.cells and start < self.row_at:
                start = self.row_at
            self.text.write(self._inline(token), start, end)
            if self.cells:
                self.row_at = max(self.row_at, self.text.cursor)
        elif kind == "table_close":
            self.cells = 0
        elif kind in ("fence", "code_block"):
            out.close()
        elif kind == "html_block":
            self._html_block(token)

    def _inline(self, block: Token) -> list[Token]:
        """What stands in a block, made where it is written and let go then."""
        parser = _parser()
        words = _limits.hold(block.content, _SIGNS, _limits.SIGNS, self.name)
        return parser.inline.parse(words, parser, self.env, [])

    def _defined(self, term: bool) -> None:
        """Begin a term or a definition of a list; a term that is only a number is its definition's label."""
        self.in_term = term
        if term:
            self.numbered = ""
            self.out.open("paragraph", group=self.terms)
        else:
            self.out.open("item", depth=max(1, len(self.lists)), label=self.numbered, group=self.terms)
            self.numbered = ""

    def _span(self, token: Token) -> tuple[int, int]:
        if not token.map:
            return self.body, len(self.source)
        first, last = token.map
        top = len(self.line_starts) - 1
        return self.line_starts[min(first, top)], self.line_starts[min(last, top)]

    def _html_block(self, token: Token) -> None:
        """A block of HTML inside Markdown: its words, block by block, without scripts and comments."""
        start, end = self._span(token)
        source = self.source[start:end]
        source = _QUOTED.sub(lambda m: " " * len(m[0]), source)
        source = _UNSEEN.sub(lambda m: " " * len(m[0]), _shortcodes.blanked(source))
        at = 0
        for match in TAG.finditer(source):
            self._html_words(source[at : match.start()], start + at)
            at = match.end()
            name, closing = match[2].lower(), bool(match[1])
            component = _shortcodes.match(source, match.start()) if match[2][0].isupper() else None
            if component:
                self.text.tell(component[0], start + match.start())
                if component[0].holds and component[0].numbers:
                    self.out.open("item", depth=1, label=component[0].numbers)
                    continue
            level = re.fullmatch(r"h([1-6])", name)
            noted = False
            for attribute in ATTRIBUTE.finditer(match[3]):
                if attribute[1].lower() in ("id", "name"):
                    identifier = attribute[2] or attribute[3] or attribute[4] or ""
                    noted = noted or self.marked.get(identifier, len(self.source)) < start + match.start()
                    self.out.name(identifier)
            if name in ("a", "sup"):
                self.text.tag(match)
            if name in ("b", "strong", "i", "em", "span", "a", "sup", "sub", "u", "small", "code", "abbr", "cite"):
                continue
            if name == "br":
                self.out.line_break()
                continue
            if name in ("p", "div") and not closing and self.out.in_block and self.out.empty:
                continue
            self.out.close()
            if closing:
                continue
            if level:
                self.out.open("heading", level=int(level[1]))
            elif noted and name in ("li", "p", "div", "dd"):
                self.out.open("note")
            elif name == "li":
                self.out.open("item", depth=1)
            elif name in ("figcaption", "caption"):
                self.out.open("caption")
            elif name in ("dd", "dt"):
                self._defined(name == "dt")
                number = _HTML_TERM.match(source, at) if name == "dt" else None
                if number:
                    self.numbered, at = number[1], number.end()
            elif name in ("p", "td", "th"):
                self.out.open("paragraph")
            elif name == "dl":
                self.terms += 1
        self._html_words(source[at:], start + at)
        if self.out.in_block and not self.lists:
            self.out.close()

    def _html_words(self, words: str, at: int) -> None:
        """The words between two tags of a block of HTML; the mark of a note that is defined stands there too."""
        last = 0
        for match in _IN_HTML.finditer(words):
            if match[1] and f":{match[1]}" not in self.env.get("footnotes", {}).get("refs", {}):
                continue
            self.text.add(words[last : match.start()], at + last)
            if match[1]:
                self.text.call(match[1], at + match.start())
            else:
                self.out.add(html.unescape(match[0]))
            last = match.end()
        self.text.add(words[last:], at + last)


def _marked(source: str, body: int) -> dict[str, int]:
    """The names that marks written as links lead to, and where the first of these marks stands."""
    out: dict[str, int] = {}
    for match in _MARKS.finditer(source, body) if "#" in source else ():
        out.setdefault(match[1] or match[2], match.start())
    return out


def _of_scholar(source: str, body: int) -> Iterator[str]:
    """The bibliographies that jekyll-scholar opens: those its tags name, else the one it opens by default."""
    tags = [match[1] for match in _SCHOLAR.finditer(source, body)]
    named = [
        f"_bibliography/{name[1].removesuffix('.bib')}.bib"
        for tag in tags
        for name in [_SCHOLAR_FILE.search(tag)]
        if name
    ]
    yield from dict.fromkeys(named)
    if tags and not named:
        yield "_bibliography/references.bib"


def _has_citation(source: str, body: int) -> bool:
    return "@" in source and _CITES.search(source, body) is not None

"""Markdown: CommonMark with tables, footnotes and YAML front matter.

`Document.text` is what a reader sees: marks of emphasis and link targets are gone, a note mark stands as "[1]".
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers._assembly import Meta, Writer, assemble
from citewarden.text import dates
from citewarden.text.decoding import decode

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
MEDIA_TYPE = "text/markdown"

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "language": ("lang", "language", "locale"),
    "url": ("url", "canonical", "canonical_url", "permalink"),
    "identifier": ("identifier", "id", "doi", "uuid"),
    "author": ("author", "authors", "byline", "writer"),
    "published": ("date", "published", "date_published", "publish_date", "publishdate", "created"),
    "modified": ("modified", "updated", "last_updated", "lastmod", "last_modified", "date_modified", "datemodified"),
    "reviewed": ("reviewed", "last_reviewed", "lastreviewed", "review_date", "date_reviewed", "medically_reviewed"),
    "next_review": ("next_review", "nextreview", "review_due", "next_review_due", "review_by", "expires"),
    "reviewer": ("reviewer", "reviewed_by", "reviewedby", "medical_reviewer", "medically_reviewed_by", "reviewers"),
    "owner": ("owner", "page_owner", "content_owner", "maintainer"),
}
_SOURCES = ("sources", "references", "citations", "bibliography")
_MARK = re.compile(r"[\[(]?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[\])]?")
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"(id|name|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_NUMBER_LINK = re.compile(r"\[\d{1,3}\](?!\()")


def read(data: bytes, *, name: str) -> Document:
    """The Document of a Markdown article.

    Raises:
        InputError: the bytes are no text, or the front matter is not YAML.
    """
    source = decode(data, name=name)
    front, body = _front_matter(source, name)
    meta = _meta(front)
    writer = Writer()
    _Article(source, body, writer).write()
    _front_sources(front, source, body, writer)
    return assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        source_map=writer.runs,
        file_text=source,
        meta=meta,
    )


def recognises(head: bytes) -> bool:
    """Whether the first bytes look like Markdown."""
    return re.search(rb"\A---\s*\n|^#{1,6}\s+\S|^\[\^?\w+\]:\s", head, re.MULTILINE) is not None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin, inline=False)
    parser.disable("text_join")
    parser.core.ruler.disable("footnote_tail")
    return parser


def _front_matter(source: str, name: str) -> tuple[Mapping[str, Any], int]:
    """The fields at the head of the file and where the body begins."""
    match = _FRONT.match(source)
    if match is None:
        return {}, 0
    try:
        fields = yaml.load(match[1] or "", Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        raise InputError(
            f"the front matter is not YAML ({error.problem})",
            where=f"{name}:{line}",
            remedy="mend that line; text with a colon needs quotes",
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = str(error).splitlines()[0] if str(error) else "nested too deep"
        raise InputError(f"the front matter is not YAML ({why})", where=f"{name}:2") from error
    if fields is None:
        return {}, match.end()
    if not isinstance(fields, dict):
        if re.search(r"^[\w -]+:", match[1] or "", re.MULTILINE):
            raise InputError(
                "the front matter is no list of fields", where=f"{name}:2", remedy="write it as `name: value`"
            )
        return {}, 0
    return {
        str(key).strip().lower().replace("-", "_").replace(" ", "_"): value for key, value in fields.items()
    }, match.end()


def _meta(front: Mapping[str, Any]) -> Meta:
    meta = Meta()
    for name, keys in _FIELDS.items():
        value = next((front[key] for key in keys if front.get(key) not in (None, "", [])), "")
        if name in ("published", "modified", "reviewed", "next_review"):
            setattr(meta, name, _iso(value))
        else:
            setattr(meta, name, _plain(value))
    return meta


def _iso(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        value = value.get("date") or value.get("on") or ""
        return "" if isinstance(value, dict) else _iso(value)
    if not isinstance(value, str | int):
        return ""
    words = str(value)
    return dates.to_iso(dates.from_iso(words) or dates.parse(words))


def _plain(value: Any, depth: int = 0) -> str:
    """A scalar, or the names in a list or mapping, as text; aliases that multiply are not followed far."""
    if isinstance(value, list | dict) and depth > 2:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(held, depth + 1) for held in value[:50])))
    if isinstance(value, dict):
        return _plain(value.get("name") or value.get("title") or "", depth + 1)
    return "" if isinstance(value, bool) else " ".join(str(value).split())


def _front_sources(front: Mapping[str, Any], source: str, body: int, writer: Writer) -> None:
    """A source list kept in the front matter as a list of lines stands behind the text."""
    entries: list[Any] = next((front[key] for key in _SOURCES if isinstance(front.get(key), list)), [])
    at = 0
    for number, entry in enumerate(entries, 1):
        words = " ".join(entry.split()) if isinstance(entry, str) else ""
        if not words:
            continue
        found = source.find(entry.strip(), at, body)
        if not any(block.role == "references" for block in writer.blocks):
            writer.open("heading", level=2, role="references")
            writer.add("References")
        writer.open("reference", label=str(number), role="references")
        writer.add(words, found)
        at = found + 1 if found >= 0 else at
    writer.close()


class _Article:
    """Walks the token stream; inline tokens carry no places, so a cursor over the block's source lines finds them."""

    def __init__(self, source: str, body: int, writer: Writer) -> None:
        self.source, self.body, self.out = source, body, writer
        self.line_starts = [body]
        at = source.find("\n", body)
        while at >= 0:
            self.line_starts.append(at + 1)
            at = source.find("\n", at + 1)
        self.line_starts.append(len(source))
        self.lists: list[list[Any]] = []
        self.cells = 0
        self.row_at = self.last = 0

    def write(self) -> None:
        """Send the article's blocks to the writer, footnotes last."""
        env: dict[str, Any] = {}
        tokens = _parser().parse(self.source[self.body :], env)
        notes: list[Token] = []
        depth = 0
        for token in tokens:
            if token.type == "footnote_reference_open":
                depth += 1
            if depth:
                notes.append(token)
            else:
                self._token(token, "")
            if token.type == "footnote_reference_close":
                depth -= 1
        self.out.close()
        label = ""
        for token in notes:
            if token.type == "footnote_reference_open":
                label = str(token.meta["label"])
                self.out.close()
            elif token.type == "footnote_reference_close":
                self.out.close()
                label = ""
            else:
                self._token(token, label)
        self.out.close()

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
            self.lists[-1][1] += 1
            ordered = self.lists[-1][0] == "ordered_list_open"
            out.open("note" if note else "item", depth=len(self.lists), label=note or (token.info if ordered else ""))
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
        elif kind == "inline":
            start, end = self._span(token)
            if self.cells and start < self.row_at:
                start = self.row_at
            self._inline(token, start, end)
            if self.cells:
                self.row_at = max(self.row_at, self.last)
        elif kind == "table_close":
            self.cells = 0
        elif kind in ("fence", "code_block"):
            out.close()
        elif kind == "html_block":
            self._html_block(token)

    def _span(self, token: Token) -> tuple[int, int]:
        if not token.map:
            return self.body, len(self.source)
        first, last = token.map
        top = len(self.line_starts) - 1
        return self.line_starts[min(first, top)], self.line_starts[min(last, top)]

    def _inline(self, token: Token, start: int, end: int) -> None:
        """Write the inline tokens of one block whose source is [start, end)."""
        out, source = self.out, self.source
        cursor = start
        links: list[tuple[int, str]] = []
        sup: list[int] = []
        bracketed = False

        def find(words: str) -> int:
            """Where `words` stand next; they are at the cursor but for what the block's layout puts between."""
            return source.find(words, cursor, end) if words else -1

        for child in token.children or []:
            kind, words = child.type, child.content
            if kind == "text":
                if not words:
                    continue
                at = find(words)
                out.add(words, at)
                cursor = at + len(words) if at >= 0 else cursor
            elif kind == "text_special":
                at = find(child.markup)
                same = at >= 0 and source[at + 1 : at + 1 + len(words)] == words and child.info == "escape"
                out.add(words, at + 1 if same else -1)
                cursor = at + len(child.markup) if at >= 0 else cursor
            elif kind in ("softbreak", "hardbreak"):
                at = source.find("\n", cursor, end)
                cursor = at + 1 if at >= 0 else cursor
                if kind == "hardbreak":
                    out.line_break()
                else:
                    out.add("\n", at)
            elif kind == "code_inline":
                at = find(child.markup)
                cursor = at + len(child.markup) if at >= 0 else cursor
                inner = find(words)
                out.add(words, inner)
                close = source.find(child.markup, inner + len(words), end) if inner >= 0 else -1
                cursor = close + len(child.markup) if close >= 0 else cursor
            elif kind in ("em_open", "em_close", "strong_open", "strong_close", "s_open", "s_close"):
                at = find(child.markup)
                cursor = at + len(child.markup) if at >= 0 else cursor
            elif kind == "link_open":
                auto = child.markup == "autolink"
                at = find("<" if auto else "[")
                cursor = at + 1 if at >= 0 else cursor
                links.append((out.size, str(child.attrs.get("href", ""))))
                bracketed = at >= 0 and not auto and _NUMBER_LINK.match(source, at) is not None
                if bracketed:
                    out.add("[", at)
            elif kind == "link_close":
                if bracketed:
                    out.add("]", cursor)
                    bracketed = False
                cursor = cursor + 1 if child.markup == "autolink" else self._behind_link(cursor, end)
                at_text, href = links.pop()
                self._link(at_text, href)
            elif kind == "image":
                at = find("![")
                cursor = self._behind_link(self._bracket(at + 1, end), end) if at >= 0 else cursor
            elif kind == "footnote_ref":
                label = str(child.meta.get("label", ""))
                mark = f"[^{label}]"
                at = find(mark)
                begin = out.size
                out.add("[", at)
                out.add(f"{label}]", at + 2 if at >= 0 else -1)
                out.link(begin, label, "note")
                cursor = at + len(mark) if at >= 0 else cursor
            elif kind == "html_inline":
                at = find(words)
                cursor = at + len(words) if at >= 0 else cursor
                tag = _TAG.match(words)
                if tag is None:
                    continue
                name = tag[2].lower()
                if name == "br":
                    out.line_break()
                elif name == "sup" and not tag[1]:
                    sup.append(out.size)
                elif name == "sup" and sup:
                    self._raised(sup.pop())
                elif name == "a" and not tag[1]:
                    attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag[3])}
                    out.name(attributes.get("id", ""))
                    out.name(attributes.get("name", ""))
                    links.append((out.size, attributes.get("href", "")))
                elif name == "a" and links:
                    at_text, href = links.pop()
                    self._link(at_text, href)
                elif not tag[1]:
                    for match in _ATTRIBUTE.finditer(tag[3]):
                        if match[1].lower() == "id":
                            out.name(match[2] or match[3] or match[4] or "")
        self.last = cursor

    def _link(self, start: int, href: str) -> None:
        if href.lower().startswith(("javascript:", "data:", "mailto:", "tel:")):
            return
        self.out.link(start, href)

    def _raised(self, start: int) -> None:
        """A raised mark that is no link: "<sup>1,2</sup>"."""
        words = self.out.tail(start)
        linked = bool(self.out.links) and self.out.links[-1].end > start
        before = self.out.tail(max(0, start - 12))[: min(12, start)]
        if not linked and _MARK.fullmatch(words) and re.search(r"(?:[A-Za-z]{4,}|[.,;:!?)\]”\"'’%])\s*$", before):
            self.out.link(start, words.strip("[]()"), "citation")

    def _bracket(self, at: int, end: int) -> int:
        """The "]" that closes the "[" at `at`."""
        depth, source = 0, self.source
        while at < end:
            char = source[at]
            if char == "\\":
                at += 1
            elif char == "[":
                depth += 1
            elif char == "]":
                depth -= 1
                if depth == 0:
                    return at
            at += 1
        return at

    def _behind_link(self, cursor: int, end: int) -> int:
        """Behind "](address "title")", "][label]" or "]" of a link whose text ends at `cursor`."""
        source = self.source
        at = source.find("]", cursor, end)
        if at < 0:
            return cursor
        at += 1
        if source[at : at + 1] == "(":
            depth, quote, angle = 0, "", False
            while at < end:
                char = source[at]
                if char == "\\":
                    at += 1
                elif quote:
                    quote = "" if char == quote else quote
                elif angle:
                    angle = char != ">"
                elif char == "<":
                    angle = True
                elif char in "\"'" and source[at - 1] in " \t\n":
                    quote = char
                elif char == "(":
                    depth += 1
                elif char == ")":
                    depth -= 1
                    if depth == 0:
                        return at + 1
                at += 1
            return at
        if source[at : at + 1] == "[":
            close = source.find("]", at, end)
            return close + 1 if close >= 0 else at
        return at

    def _html_block(self, token: Token) -> None:
        """A block of HTML inside Markdown: its words, block by block, without scripts and comments."""
        start, end = self._span(token)
        source = self.source[start:end]
        source = _UNSEEN.sub(lambda m: " " * len(m[0]), source)
        at = 0
        for match in _TAG.finditer(source):
            self._html_words(source[at : match.start()], start + at)
            at = match.end()
            name, closing = match[2].lower(), bool(match[1])
            level = re.fullmatch(r"h([1-6])", name)
            for attribute in _ATTRIBUTE.finditer(match[3]):
                if attribute[1].lower() in ("id", "name"):
                    self.out.name(attribute[2] or attribute[3] or attribute[4] or "")
            if name in ("b", "strong", "i", "em", "span", "a", "sup", "sub", "u", "small", "code", "abbr", "cite"):
                continue
            if name == "br":
                self.out.line_break()
                continue
            self.out.close()
            if closing:
                continue
            if level:
                self.out.open("heading", level=int(level[1]))
            elif name == "li":
                self.out.open("item", depth=1)
            elif name in ("figcaption", "caption"):
                self.out.open("caption")
            elif name in ("p", "td", "th", "dd", "dt"):
                self.out.open("paragraph")
        self._html_words(source[at:], start + at)
        if self.out.in_block and not self.lists:
            self.out.close()

    def _html_words(self, words: str, at: int) -> None:
        last = 0
        for match in re.finditer(r"&[#\w]+;", words):
            self.out.add(words[last : match.start()], at + last)
            self.out.add(html.unescape(match[0]))
            last = match.end()
        self.out.add(words[last:], at + last)

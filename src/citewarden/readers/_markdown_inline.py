"""The inline tokens of a Markdown block as running text: words, links, marks and notes, each with its place.

Tokens carry no places; a cursor over the block's source finds each, as they stand there in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citewarden.model import Unread
from citewarden.readers import _struck
from citewarden.readers._assembly import Writer
from citewarden.readers._citekeys import Cite, identified
from citewarden.readers._dialects import included
from citewarden.readers._shortcodes import Tag
from citewarden.text import identifiers, raised

if TYPE_CHECKING:
    from markdown_it.token import Token

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"(id|name|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_NUMBER_LINK = re.compile(r"\[\d{1,3}\](?!\()")
_LINE_END = "\n"
_FAR = 3000
_LISTED = 50_000
"""Characters between a tag that holds a list and the one that closes it at most."""
_UNLINKED = ("javascript:", "data:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that stands in the line: its label, its tokens, and the stretch of the file that holds its words."""

    label: str
    tokens: list[Token]
    start: int
    end: int


@dataclass(slots=True)
class Running:
    """Writes the running text of an article block by block.

    `keys` are the keys cited so far with the numbers they are printed by, which begin behind `last`; `noted` the notes
    met in the line, for the caller to write; `listing` the tags
    that print a list of sources written down elsewhere.
    """

    source: str
    out: Writer
    last: int = 0
    keys: dict[str, int] = field(default_factory=dict)
    noted: list[Noted] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    listing: list[Unread] = field(default_factory=list)
    cursor: int = 0
    _end: int = 0
    _links: list[tuple[int, str]] = field(default_factory=list)
    _raised: list[int] = field(default_factory=list)
    _components: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _bracketed: bool = False

    def write(self, tokens: Iterable[Token], start: int, end: int) -> None:
        """The tokens of one block whose source is [start, end)."""
        self.cursor, self._end = start, end
        self._links, self._raised, self._bracketed = [], [], False
        struck: list[str] | None = None
        for token in tokens:
            if token.type == "s_open":
                struck = []
            elif token.type == "s_close" and struck is not None:
                self._tell_struck(struck)
                struck = None
            elif struck is not None:
                self._pass(token.markup or token.content)
                struck.append(token.content)
            elif token.type == "html_inline":
                self._html(token)
            elif token.type in _KINDS:
                _KINDS[token.type](self, token)

    def _tell_struck(self, words: list[str]) -> None:
        if said := "".join(words).strip():
            line = self.source.count(_LINE_END, 0, self.cursor) + 1
            self.unread.append(_struck.told(said, f"line {line}"))

    def _find(self, words: str) -> int:
        """Where `words` stand next; they are at the cursor but for what the block's layout puts between."""
        return self.source.find(words, self.cursor, self._end) if words else -1

    def _pass(self, words: str) -> int:
        """Where `words` stand next; the cursor goes behind them."""
        at = self._find(words)
        if at >= 0:
            self.cursor = at + len(words)
        return at

    def _stretch(self, markup: str) -> tuple[int, int]:
        """Where a stretch of the source begins and ends that may run over lines; (-1, -1) if it is not found."""
        first, _, rest = markup.partition("\n")
        start = self._pass(first)
        if rest:
            self._pass(rest.rpartition("\n")[2].strip())
        return (start, self.cursor) if start >= 0 else (-1, -1)

    def _text(self, token: Token) -> None:
        if not token.content:
            return
        self.add(token.content, self._pass(token.content))

    def add(self, words: str, at: int) -> None:
        """Append words that stand at `at` of the file, raised ones as raised figures where they are no mark."""
        shown = words
        if self._raised and self._raised[-1] == self.out.size:
            shown = raised.written(self.out.before(raised.BEFORE), words)
        self.out.add(shown, at if shown == words else -1)

    def _special(self, token: Token) -> None:
        words, at = token.content, self._pass(token.markup)
        same = at >= 0 and self.source[at + 1 : at + 1 + len(words)] == words and token.info == "escape"
        self.out.add(words, at + 1 if same else -1)

    def _break(self, token: Token) -> None:
        at = self.source.find("\n", self.cursor, self._end)
        self.cursor = at + 1 if at >= 0 else self.cursor
        if token.type == "hardbreak":
            self.out.line_break()
        else:
            self.out.add("\n", at)

    def _code(self, token: Token) -> None:
        self._pass(token.markup)
        start = self.out.size
        self.out.add(token.content, self._pass(token.content))
        self.out.set_as_code(start)
        self._pass(token.markup)

    def _markup(self, token: Token) -> None:
        """What is no text; a tag that speaks of sources, or takes in a file, is told."""
        start, _ = self._stretch(token.markup)
        tag: Tag | None = token.meta.get("tag") if token.meta else None
        if tag is not None:
            if tag.holds and tag.numbers:
                self.out.line_break()
                self.out.add(f"[{tag.numbers}] ")
            self.tell(tag, start)

    def tell(self, tag: Tag, start: int) -> None:
        """Tell a tag, at `start` of the file, that takes in a file or speaks of sources; write the heading it shows;
        link what stands in a component to the address it names."""
        self._addressed(tag)
        heading = tag.heading or (tag.name.capitalize() if tag.lists and self._is_closed(tag, start) else "")
        if heading and self.out.empty:
            self.out.add(heading, self.source.find(heading, start, start + _FAR) if start >= 0 else -1)
            self.out.close()
            return
        if not (tag.takes_in or tag.on_sources or tag.lists):
            return
        place = f"line {self.source.count(_LINE_END, 0, start) + 1 if start >= 0 else 0}"
        if tag.takes_in:
            self.unread.append(included(tag.takes_in, place))
            return
        told = Unread(
            "part",
            f"the tag “{tag.name}”",
            "it seems to hold or name sources in a way that is not known",
            "write the source into the article's list",
            place=place,
        )
        (self.listing if tag.lists else self.unread).append(told)

    def _addressed(self, tag: Tag) -> None:
        held = self._components.setdefault(tag.name, []) if tag.component else []
        if tag.holds:
            held.append((self.out.size, tag.address))
        elif tag.closing and held:
            self.out.link(*held.pop())

    def _is_closed(self, tag: Tag, start: int) -> bool:
        """Whether a tag is closed behind what stands in it."""
        close = re.compile(
            rf"\{{\{{[<%]\s*/\s*{re.escape(tag.name)}\b|\{{%-?\s*end{re.escape(tag.name)}\b", re.IGNORECASE
        )
        return start >= 0 and close.search(self.source, start, start + _LISTED) is not None

    def _link_open(self, token: Token) -> None:
        auto = token.markup == "autolink"
        at = self._pass("<" if auto else "[")
        href = str(token.attrs.get("href", ""))
        if at >= 0 and not auto and self.source.startswith("[](", at):
            self._cite_address(href, at)
        self._links.append((self.out.size, href))
        self._bracketed = at >= 0 and not auto and _NUMBER_LINK.match(self.source, at) is not None
        if self._bracketed:
            self.out.add("[", at)

    def _cite_address(self, href: str, at: int) -> None:
        """A link without words to a work: MyST's form of a citation by identifier."""
        doi = identifiers.doi(href)
        key = f"doi:{doi}" if doi else href
        if (identified(key) and not href.lower().startswith(("http:", "https:", "url:"))) or doi:
            self._cited([Cite(key)])
            begin = self.out.size
            self.out.add("[", at)
            self.out.add(f"{self.keys[key]}]")
            self.out.link(begin, key, "key")

    def _cited(self, cites: Iterable[Cite]) -> None:
        """Number the keys that are cited for the first time."""
        for cite in cites:
            if cite.key not in self.keys:
                self.last += 1
                self.keys[cite.key] = self.last

    def _link_close(self, token: Token) -> None:
        if self._bracketed:
            self.out.add("]", self.cursor)
            self._bracketed = False
        self.cursor = self.cursor + 1 if token.markup == "autolink" else self._behind_link(self.cursor)
        self._link(*self._links.pop())

    def _image(self, token: Token) -> None:
        at = self._pass("![")
        if at >= 0:
            self.cursor = self._behind_link(self._bracket(at + 1))

    def _reference(self, token: Token) -> None:
        """A footnote's mark."""
        label = str(token.meta.get("label", ""))
        self.call(label, self._pass(f"[^{label}]"))

    def call(self, label: str, at: int) -> None:
        """Write the mark of the footnote `label`, which stands at `at` of the file, -1 if that is not known."""
        begin = self.out.size
        self.out.add("[", at)
        self.out.add(f"{label}]", at + 2 if at >= 0 else -1)
        self.out.link(begin, label, "note")

    def _note(self, token: Token) -> None:
        """A note in the line: its mark here, its words with the notes."""
        start, end = self._stretch(token.markup)
        self.last += 1
        begin = self.out.size
        self.out.add("[", start)
        self.out.add(f"{self.last}]")
        self.out.link(begin, str(self.last), "note")
        self.noted.append(Noted(str(self.last), token.children or [], start, end))

    def _cites(self, token: Token) -> None:
        """A citation by key: the numbers of its sources in brackets; the key itself where that is a word of the
        sentence."""
        start, end = self._stretch(token.markup)
        cites: list[Cite] = token.meta["cites"]
        self._cited(cites if token.meta["rel"] == "key" else ())
        begin = self.out.size
        if token.meta["named"]:
            words = ", ".join(cite.key for cite in cites)
            self.out.add(words, self.source.find(words, start, end) if start >= 0 else -1)
        else:
            self.out.add("[", start)
            self.out.add(", ".join(str(self.keys[cite.key]) for cite in cites))
            self.out.add("]", end - 1 if self.source[end - 1 : end] == "]" else -1)
        for cite in cites:
            self.out.link(begin, cite.key, token.meta["rel"], cite.locator)

    def _label(self, token: Token) -> None:
        """Words that stand inside markup of a dialect."""
        start, end = self._stretch(token.markup)
        at = self.source.find(token.content, start, end) if start >= 0 and token.content else -1
        self.out.add(token.content, at)

    def _superscript(self, token: Token) -> None:
        start, end = self._stretch(token.markup)
        begin, words = self.out.size, token.content
        before = self.out.before(raised.BEFORE)
        called = raised.called(before, words)
        if not called or called.isalpha():
            words = raised.written(before, words)
        self.out.add(words, self.source.find(words, start, end) if start >= 0 else -1)
        if called:
            self.out.link(begin, called, "citation", raised.place(token.content))

    def _html(self, token: Token) -> None:
        self._pass(token.content)
        tag = TAG.match(token.content)
        if tag is None:
            return
        self.tag(tag)

    def tag(self, tag: re.Match[str]) -> None:
        """What a tag of HTML does in the running text: line ends, links, raised marks, names."""
        name, closing = tag[2].lower(), bool(tag[1])
        attributes = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(tag[3])}
        if name == "br":
            self.out.line_break()
        elif name == "sup" and not closing:
            self._raised.append(self.out.size)
        elif name == "sup" and self._raised:
            self._raised_mark(self._raised.pop())
        elif name == "a" and not closing:
            self.out.name(attributes.get("id", ""))
            self.out.name(attributes.get("name", ""))
            self._links.append((self.out.size, attributes.get("href", "")))
        elif name == "a" and self._links:
            self._link(*self._links.pop())
        elif not closing:
            self.out.name(attributes.get("id", ""))

    def _link(self, start: int, href: str) -> None:
        if not href.lower().startswith(_UNLINKED):
            self.out.link(start, href)

    def _raised_mark(self, start: int) -> None:
        """A raised mark that is no link: "<sup>1,2</sup>"."""
        linked = bool(self.out.links) and self.out.links[-1].end > start
        words = self.out.tail(start)
        called = "" if linked else raised.called(self._before(start), words)
        if called:
            self.out.link(start, called, "citation", raised.place(words))

    def _before(self, start: int) -> str:
        """The text in front of an offset that may tell what is raised there."""
        return self.out.tail(max(0, start - raised.BEFORE))[: min(raised.BEFORE, start)]

    def _bracket(self, at: int) -> int:
        """The "]" that closes the "[" at `at`."""
        depth, source = 0, self.source
        while at < self._end:
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

    def _behind_link(self, cursor: int) -> int:
        """Behind "](address "title")", "][label]" or "]" of a link whose text ends at `cursor`."""
        source, end = self.source, self._end
        at = source.find("]", cursor, end)
        if at < 0:
            return cursor
        at += 1
        if source[at : at + 1] == "(":
            return self._behind_address(at)
        if source[at : at + 1] == "[":
            close = source.find("]", at, end)
            return close + 1 if close >= 0 else at
        return at

    def _behind_address(self, at: int) -> int:
        """Behind the ")" that closes the "(" at `at`."""
        source, end = self.source, self._end
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

    def _skip(self, token: Token) -> None:
        self._pass(token.markup)


_KINDS: dict[str, Callable[[Running, Token], None]] = {
    "text": Running._text,
    "text_special": Running._special,
    "softbreak": Running._break,
    "hardbreak": Running._break,
    "code_inline": Running._code,
    **dict.fromkeys(("em_open", "em_close", "strong_open", "strong_close"), Running._skip),
    "link_open": Running._link_open,
    "link_close": Running._link_close,
    "image": Running._image,
    "footnote_ref": Running._reference,
    "note_in_line": Running._note,
    "cites": Running._cites,
    "label": Running._label,
    "markup": Running._markup,
    "raised": Running._superscript,
}

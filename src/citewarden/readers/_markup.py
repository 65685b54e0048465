"""Where the text nodes of an HTML or XML tree stand in its file.

lxml gives trees but no character positions. The file's text outside tags, decoded, is the tree's text nodes in order;
so a cursor over that decoded text finds each node's place. A node a parser moved, which cannot be found, has none.
"""

from __future__ import annotations

import html
import io
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from lxml import etree

_RAW_END = {word: re.compile(rf"</{word}\b[^>]*>", re.IGNORECASE) for word in ("script", "style")}
_STOP = re.compile(r"[>\"']")
_NAME = re.compile(r"/?[a-zA-Z][^\s/>]*")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")


class Places:
    """A cursor over the decoded text of `source` (a whole HTML or XML file with "\\n" line ends)."""

    def __init__(self, source: str) -> None:
        self._starts = array("q")
        self._places = array("q")
        written = io.StringIO()
        for start, words in _text_segments(source):
            for at, piece, same in _decoded(start, words):
                self._starts.append(written.tell())
                self._places.append(at if same else -1)
                written.write(piece)
        self._text = written.getvalue()
        self._starts.append(len(self._text))
        self._cursor = 0

    def of(self, node: str) -> Iterator[tuple[str, int]]:
        """The next text node as (stretch, file place or -1), and move the cursor behind it."""
        bare = node.strip()
        if not bare:
            yield node, -1
            return
        reach = self._cursor + len(bare) + 5000
        at = self._text.find(bare, self._cursor, reach)
        if at < 0:
            yield node, -1
            return
        lead = node[: node.index(bare[0])] if bare else ""
        if lead:
            yield lead, -1
        end = at + len(bare)
        index = bisect_right(self._starts, at) - 1
        while at < end:
            place, stop = self._places[index], min(end, self._starts[index + 1])
            yield self._text[at:stop], (place + at - self._starts[index] if place >= 0 else -1)
            at, index = stop, index + 1
        self._cursor = end
        if len(node) > len(lead) + len(bare):
            yield node[len(lead) + len(bare) :], -1


def _text_segments(source: str) -> Iterator[tuple[int, str]]:
    """The stretches of `source` outside tags, comments, declarations, scripts and styles, as (place, words)."""
    scanner = _Scanner(source)
    at = last = 0
    while True:
        at = source.find("<", at)
        if at < 0:
            break
        end, held = scanner.markup_end(at)
        if end <= at:
            at += 1
            continue
        if at > last:
            yield last, source[last:at]
        if held is not None:
            yield held
        at = last = end
    if last < len(source):
        yield last, source[last:]


class _Scanner:
    """Finds where markup ends, in one pass over any input: what was sought in vain once is not sought again."""

    def __init__(self, source: str) -> None:
        self.source, self.size = source, len(source)
        self.last_close = source.rfind(">")
        self.quotes_pair = True

    def markup_end(self, at: int) -> tuple[int, tuple[int, str] | None]:
        """Where the markup that begins at `at` ends (`at` itself if none does), and the text it holds (CDATA)."""
        source, size = self.source, self.size
        if source.startswith("<!--", at):
            end = source.find("-->", at + 4)
            return (end + 3 if end >= 0 else size), None
        if source.startswith("<![CDATA[", at):
            end = source.find("]]>", at)
            end = end if end >= 0 else size
            return min(size, end + 3), (at + 9, source[at + 9 : end].replace("&", "&amp;"))
        if at > self.last_close:
            return at, None
        name = _NAME.match(source, at + 1)
        if name is None:
            declares = source[at + 1 : at + 2] in ("!", "?", "/")
            return (source.find(">", at) + 1 if declares else at), None
        end = self._tag_end(name.end())
        word = name[0].lower()
        if word in ("script", "style"):
            close = _RAW_END[word].search(source, end)
            return (close.end() if close else size), None
        return end, None

    def _tag_end(self, at: int) -> int:
        """Behind the ">" that ends the tag whose name ends at `at`: outside quotes if they pair up, else the next."""
        start = at
        while self.quotes_pair:
            stop = _STOP.search(self.source, at)
            if stop is not None and stop[0] == ">":
                return stop.end()
            close = self.source.find(stop[0], stop.end()) if stop is not None else -1
            if close < 0:
                self.quotes_pair = False
                break
            at = close + 1
        return self.source.find(">", start) + 1


def _decoded(start: int, words: str) -> Iterator[tuple[int, str, bool]]:
    """Stretches of a segment as (place, text, whether the file spells it so)."""
    last = 0
    for match in _ENTITY.finditer(words):
        char = html.unescape(match[0])
        if char == match[0]:
            continue
        if match.start() > last:
            yield start + last, words[last : match.start()], True
        yield start + match.start(), char, False
        last = match.end()
    if last < len(words):
        yield start + last, words[last:], True


def tags(words: str) -> frozenset[str]:
    """The names in a blank-separated list."""
    return frozenset(words.split())


def local(element: etree._Element | None) -> str:
    """An element's name in lower case without namespace; "" for comments, the like and None."""
    tag = element.tag if element is not None else None
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def select(element: etree._Element, path: str) -> list[Any]:
    """What the XPath expression `path` (one that selects nodes) finds."""
    found = element.xpath(path)
    return found if isinstance(found, list) else [found]


def words_of(element: etree._Element) -> str:
    """All text inside an element, blanks collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def few_words_of(element: etree._Element, most: int) -> str:
    """As `words_of`, "" where the text is longer than `most` characters: what is nested is not read again and again."""
    held: list[str] = []
    for text in element.itertext():
        held.append(str(text))
        most -= len(text)
        if most < 0:
            return ""
    return " ".join("".join(held).split())


def walk(root: etree._Element) -> Iterator[tuple[str, etree._Element, str]]:
    """("start", element, text inside before the first child) and ("end", element, tail), without recursion."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield "start", element, element.text or ""
        else:
            yield "end", element, (element.tail or "") if element is not root else ""

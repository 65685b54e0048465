"""What a short answer for programs (JSON, XML, plain text) says of itself, as a page that can be judged like others.

Services, file stores and frameworks say "not found" so, and not all by their status. Read is only what names a fault:
the fields that services put messages and codes into, and the first line of a text. Data has none. Of a feed
its own title and description are read: a sold domain may answer with one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from citewarden.web import html_cues
from citewarden.web.html_cues import Page

LARGEST = 2_000
"""Bytes from which on an answer is no mere message."""
DEEPEST = 4
_NUMBERS = frozenset({"status", "statuscode", "code", "errorcode", "httpstatus", "httpcode", "httpstatuscode", "error"})
_WORDS = frozenset(
    {"error", "errors", "message", "errormessage", "errordescription", "msg", "detail", "details", "reason", "code",
     "errorcode", "errortext", "errormsg", "fault", "faultstring", "exception", "diagnostics", "description", "cause"}
)  # fmt: skip
_BESIDE = _NUMBERS | _WORDS | {
    "title", "type", "statustext", "path", "url", "uri", "instance", "method", "timestamp", "severity", "resourcetype",
}  # fmt: skip
"""What may stand beside a fault: a field of words that is none of these makes it data."""
_FAULTS = frozenset({"error", "errors", "fault", "exception", "issue", "issues"})
_FAILED = frozenset({"fail", "failed", "failure", "error"})
_OF_ANSWERS = frozenset({"success", "ok", "result", "data", "id", "requestid", "traceid", "version", "apiversion"})
"""What else an answer holds that tells of a fault alone."""
_NESTED = frozenset(
    {"error", "errors", "fault", "exception", "status", "meta", "detail", "details", "response", "issue", "issues"}
)
_FEEDS = frozenset({"rss", "feed", "rdf"})
_OF_FEEDS = frozenset({"title", "description", "subtitle"})
"""What a feed says of itself, whatever its entries tell."""
_FAULT = re.compile(r"[45]\d\d")
_FINE = re.compile(r"(?:ok|success|published|active|final|complete|recruiting|draft|current)", re.IGNORECASE)
"""A state of things that are there."""
_STATED = re.compile(r"error ([45]\d\d)")
_LETTERS = re.compile(r"[^a-z]")
_GROWN = re.compile(r"(?<=[a-z])(?=[A-Z])|[_-]+")


def textual(kind: str) -> bool:
    """Is a media type one of those that can be read here?"""
    return kind == "text/plain" or kind.endswith(("/json", "+json", "/xml", "/rss+xml", "/atom+xml", "/rdf+xml"))


def kind(body: bytes, named: str) -> str:
    """The media type of a message: JSON that is named a page is JSON all the same."""
    start, end = body[:1], body[-60:].rstrip()[-1:]
    return "application/json" if named == "text/html" and (start + end) in (b"{}", b"[]") else named


def read(body: bytes, kind: str) -> Page | None:
    """The page that a message makes, None where there is none or where it is data."""
    if not textual(kind) or not 0 < len(body) <= LARGEST:
        return None
    text = body.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    feed = list(_of_feed(body)) if text[:1] == "<" else []
    if feed:
        return _page(feed[0], feed)
    if text[:1] in ("{", "["):
        said = list(_of_json(text))
    elif text[:1] == "<":
        said = list(_of_xml(body))
    else:
        said = [line for line in text.splitlines() if line.strip()] if kind == "text/plain" else []
    if not said:
        return None
    return _page("" if kind == "text/plain" and text[:1] not in "{[<" else " | ".join(said), said)


def _page(title: str, said: Sequence[str]) -> Page:
    lines = "".join(f"<p>{escape(line)}</p>" for line in said[1:])
    shown = f"<title>{escape(title)}</title><h1>{escape(said[0])}</h1>{lines}"
    return html_cues.read(shown.encode(), "text/html; charset=utf-8")


def stated(page: Page) -> int:
    """The status that a message gives as a number, 0 if none."""
    found = _STATED.search(" | ".join(page.heads))
    return int(found[1]) if found else 0


def faulty(body: bytes, kind: str) -> bool:
    """Does an answer hold the message of a fault and no data, whatever the message says?"""
    if not (textual(kind) and 0 < len(body) <= LARGEST):
        return False
    named = _fields(body)
    told = any(isinstance(named.get(name), (str, list, dict)) for name in _FAULTS)
    told |= any(str(named.get(name)).lower() in _FAILED for name in ("status", "result"))
    return told and all(
        name in _BESIDE | _FAULTS or (name in _OF_ANSWERS and not isinstance(each, (list, dict)))
        for name, each in named.items()
    )


def _fields(body: bytes) -> dict[str, Any]:
    """What a message holds, by the keys of its names; of XML the elements that hold text."""
    start = body.lstrip()[:1]
    if start == b"<":
        found = _root(body)
        leaves = (each for each in found.iter("*") if len(each) == 0) if found is not None else ()
        return {_key(_local(each.tag)): (each.text or "").strip() for each in leaves if each.text}
    try:
        value = json.loads(body) if start == b"{" else {}
    except (ValueError, RecursionError):
        return {}
    return {_key(str(name)): each for name, each in value.items() if each}


def _of_json(text: str) -> Iterator[str]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _said(value, 0)


def _said(value: Any, depth: int, fault: bool = False) -> Iterator[str]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:3]:
            yield from _said(each, depth + 1, fault)
    if isinstance(value, dict) and (fault or not any(_is_data(name, each) for name, each in value.items())):
        for name, each in value.items():
            if not isinstance(each, (dict, list)):
                said = fault and isinstance(each, str) and " " in each and _key(str(name)) not in _BESIDE
                yield from _field("message" if said else str(name), str(each))
            elif _key(name) in _NESTED or (_key(name) == "data" and "message" in value):
                yield from _said(each, depth + 1, _key(name) in _FAULTS)
                for text in each if isinstance(each, list) else ():
                    yield from _field(str(name), text) if isinstance(text, str) else ()


def _is_data(name: str, value: Any) -> bool:
    if _key(name) == "status" and isinstance(value, str) and _FINE.match(value):
        return True
    return isinstance(value, str) and " " in value.strip() and _key(name) not in _BESIDE


def _key(name: str) -> str:
    return _LETTERS.sub("", name.lower())


def _field(name: str, value: str) -> Iterator[str]:
    key = _key(name)
    number = value.strip().partition(" ")[0]
    if key in _NUMBERS and _FAULT.fullmatch(number):
        yield f"error {number}"
    elif key in _WORDS and not value.strip().isdecimal() and value.lower() not in ("", "true", "false", "none", "null"):
        yield value if " " in value.strip() else _GROWN.sub(" ", value)


def _local(name: object) -> str:
    """The name of an element or attribute without its namespace."""
    return str(name).rpartition("}")[2]


def _root(body: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        return etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None


def _of_feed(body: bytes) -> Iterator[str]:
    root = _root(body)
    if root is None or _key(_local(root.tag)) not in _FEEDS:
        return
    own = [root, *(each for each in root if _key(_local(each.tag)) == "channel")]
    for element in (each for of in own for each in of.iterchildren("*")):
        told = " ".join("".join(element.itertext()).split())
        if told and _key(_local(element.tag)) in _OF_FEEDS:
            yield told


def _of_xml(body: bytes) -> Iterator[str]:
    root = _root(body)
    for element in root.iter("*") if root is not None else ():
        named = {_local(name): str(value) for name, value in element.attrib.items()}
        if _key(_local(element.tag)) in _WORDS and "code" in named:
            yield from _field("code", named["code"])
        if len(element) == 0 and element.text:
            yield from _field(_local(element.tag), element.text)

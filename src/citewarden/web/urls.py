"""What an address asks for: scheme, host in ASCII, port, and a request target safe to put on the wire."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from citewarden.errors import WebError
from citewarden.text import addresses

LONGEST = 4096
"""Characters; browsers and servers start to refuse between 2,000 and 8,000."""

PORTS = {"http": 80, "https": 443}

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST = re.compile(r"^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$")
_LABEL = re.compile(r"^.{1,63}$")
_NUMBER = re.compile(r"^(?:0[xX][0-9a-fA-F]*|[0-9]+)$")
_PLAIN = re.compile(
    r"(https?)://([a-z0-9.-]+)(?::([0-9]{1,5}))?((?:/[\w/:@!$&'()*+,;=~%.-]*)?)((?:\?[\w/:@!$&'()*+,;=~%.?-]*)?)(?:#(.*))?",
    re.ASCII,
)
_SAFE_PATH = "/:@!$&'()*+,;=~%-._"
_SAFE_QUERY = _SAFE_PATH + "?[]"


class MalformedError(WebError):
    """Not an address anybody could ask."""


class ExcludedError(WebError):
    """An address of a kind that is not asked (`mailto:`, `ftp:`, ...)."""


class Url(NamedTuple):
    """An http or https address taken apart (`url` makes one). `host` is ASCII without brackets, `target` starts with
    "/", `origin` is scheme, host and port, the default port left out."""

    scheme: str
    host: str
    port: int
    target: str
    fragment: str
    origin: str

    @property
    def address(self) -> str:
        """The whole address without fragment."""
        return self.origin + self.target

    @property
    def path(self) -> str:
        """The request target without its query."""
        return self.target.partition("?")[0]

    def __str__(self) -> str:
        return f"{self.origin}{self.target}#{self.fragment}" if self.fragment else self.origin + self.target

    def at(self, target: str) -> Url:
        """Another address of the same origin."""
        return Url(self.scheme, self.host, self.port, target, "", self.origin)


@lru_cache(maxsize=65536)
def _origin(scheme: str, host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + ("" if port == PORTS[scheme] else f":{port}")


def parse(text: str) -> Url:
    """The address in `text`.

    Raises:
        MalformedError: it is empty, relative, too long, has no usable host or port, or carries a user name.
        ExcludedError: it is of a kind that is never asked.
    """
    plain = _PLAIN.fullmatch(text) if len(text) <= LONGEST else None
    if (
        plain and int(plain[3] or 0) <= 65535
    ):  # nearly all addresses; the rest of this function would say the same, in ten times the time
        scheme_, host_, port_, path_, query_, fragment_ = plain.groups()
        target = (path_ or "/") + ("" if query_ == "?" else query_)
        number = int(port_ or 0) or PORTS[scheme_]
        host = ascii_host(host_)
        return Url(scheme_, host, number, target, fragment_ or "", _origin(scheme_, host, number))
    text = _CONTROL.sub("", text.strip())
    if not text:
        raise MalformedError("the address is empty")
    if len(text) > LONGEST:
        raise MalformedError(f"the address has {len(text):,} characters, more than the {LONGEST:,} a server reads")
    scheme = _SCHEME.match(text)
    if not scheme:
        raise MalformedError("the address is relative: it names no site")
    name = scheme[1].lower()
    if name not in PORTS:
        raise ExcludedError(f"{name}: addresses are not asked")
    try:
        parts = urlsplit(text.replace("\\", "/"))
        port = parts.port if parts.port is not None else PORTS[name]
        user = parts.username is not None or "@" in parts.netloc
        host = parts.hostname or ""
    except ValueError as error:
        raise MalformedError(f"the address cannot be read ({error})") from error
    if user:
        raise MalformedError("the address holds a user name or password: remove it")
    path = quote(parts.path or "/", safe=_SAFE_PATH)
    target = path if path.startswith("/") else "/" + path
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE_QUERY)
    host, port = ascii_host(host), port or PORTS[name]
    return Url(name, host, port, target, parts.fragment, _origin(name, host, port))


def join(base: Url, location: str) -> str:
    """`location` of a redirect, a meta refresh or a canonical link seen from `base`; an inherited fragment is kept."""
    joined = addresses.join(str(base), _CONTROL.sub("", location.strip()).replace("\\", "/"))
    return joined if "#" in joined or not base.fragment else f"{joined}#{base.fragment}"


@lru_cache(maxsize=65536)
def ascii_host(host: str) -> str:
    """`host` as the name servers know it: IDNA (UTS 46), lower case, no trailing dot; address literals in normal form.

    Raises:
        MalformedError: no such name can exist.
    """
    if not host:
        raise MalformedError("the address names no host")
    name = host
    if not host.isascii():
        import idna

        try:
            name = idna.encode(host, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            name = unicodedata.normalize("NFKC", host)
    name = name.lower().removesuffix(".")
    found = literal(name)
    if found is not None:
        return str(found)
    if not _HOST.match(name) or not all(_LABEL.match(label) for label in name.split(".")):
        raise MalformedError(f"{host!r} is not a host name")
    return name


@lru_cache(maxsize=65536)
def literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that `host` spells, in any spelling a client may accept ("127.1", "0x7f000001"), None for a name.

    Raises:
        MalformedError: it looks like an address and is none.
    """
    bare = host.removeprefix("[").removesuffix("]")
    if ":" in bare:
        try:
            return ipaddress.IPv6Address(bare.partition("%")[0])
        except ValueError as error:
            raise MalformedError(f"{host!r} is not an IPv6 address") from error
    parts = bare.removesuffix(".").split(".")
    if not _NUMBER.match(parts[-1]):
        return None
    try:
        numbers = [_number(part) for part in parts]
    except ValueError as error:
        raise MalformedError(f"{host!r} is not an IPv4 address") from error
    if len(numbers) > 4 or any(n > 255 for n in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
        raise MalformedError(f"{host!r} is not an IPv4 address")
    value = numbers[-1] + sum(n << (8 * (3 - i)) for i, n in enumerate(numbers[:-1]))
    return ipaddress.IPv4Address(value)


def _number(part: str) -> int:
    if not _NUMBER.match(part):
        raise ValueError(part)
    if part[:2] in ("0x", "0X"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if len(part) > 1 and part[0] == "0" else int(part)


def redacted(text: str) -> str:
    """`text` with the user name and password of an address left out, for reports."""
    if "@" not in text:
        return text
    match = re.match(r"^([a-zA-Z][a-zA-Z0-9+.-]*:[/\\]*)([^/\\?#]*@)(.*)$", text, re.DOTALL)
    return match[1] + match[3] if match and match[1].lower().startswith(("http", "ftp", "ws")) else text


def confusable(host: str) -> str:
    """Why the name behind an "xn--" host may pass for another in the eye of a reader, "" if it does not.

    A label that mixes scripts, or is written wholly in Cyrillic or Greek letters that all have Latin twins (UTS 39).
    """
    if "xn--" not in host:
        return ""
    for label in host.split("."):
        if not label.startswith("xn--"):
            continue
        try:
            shown = label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            continue
        scripts = {unicodedata.name(c, "?").split(" ")[0] for c in shown if c.isalpha()}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1:
            return f"the name {shown!r} mixes {' and '.join(sorted(s.capitalize() for s in scripts))} letters"
        if scripts and scripts <= {"CYRILLIC", "GREEK"} and all(c in _TWINS for c in shown if c.isalpha()):
            return f"the name {shown!r} is written in {min(scripts).capitalize()} letters that look Latin"
    return ""


_TWINS = frozenset("аасеорхусіјѕһԁԛԝьѵӏгптмквнαινορτυχκ")

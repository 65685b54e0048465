"""Where a site's articles come from: a sitemap, a feed, WordPress, its export file, a folder. One kind a file.

Each kind has `pages(source, ask)`, which yields the pages of the site as `Listed`, and as `Fault` what of the list or
of a page could not be read; the rest goes on. `ask` is the client's `crawl`: addresses in, answers out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from citewarden.errors import InputError
from citewarden.readers._assembly import Meta
from citewarden.text import addresses
from citewarden.web.ask import Answer

Ask = Callable[[Sequence[str]], Iterator[tuple[str, Answer]]]

KINDS: Mapping[str, str] = {
    "sitemap": "a sitemap or an index of sitemaps, packed or not",
    "feed": "an RSS or Atom feed (its newest articles only)",
    "wordpress": "a site's WordPress, asked for posts and pages",
    "export": "an export file of WordPress (WXR)",
    "folder": "a folder of HTML files",
}
WHOLE = frozenset(KINDS) - {"feed"}
"""The kinds that list all articles: what they no longer list is gone from the site."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that came without its page: `body` is HTML, `meta` what is said of it, `linked` its JSON-LD."""

    meta: Meta
    body: str
    linked: Any = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the site: its address (of a file without one, its path in the folder), when the site says that it was
    changed last, and what of it came with the list; None: it is still to be read."""

    address: str
    modified: str = ""
    held: Article | bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, and why. `weight`: "page"; "listing", a part of the list, so that nothing is known of its
    pages; or "left out", what is no article for us to read."""

    where: str
    why: str
    weight: str = "page"

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


def pages(kind: str, source: str, ask: Ask) -> Iterator[Listed | Fault]:
    """The pages of a source of that kind.

    Raises:
        InputError: it cannot be read at all.
    """
    made: Iterator[Listed | Fault] = import_module(f"citewarden.sites.{kind}").pages(source, ask)
    yield from made


def recognise(source: str, ask: Ask) -> tuple[str, str]:
    """(kind, where its list is) of a folder, a file or an address, by what is found there.

    Raises:
        InputError: it is nothing of the kind, or cannot be read.
    """
    if not is_address(source):
        return ("folder", source) if Path(source).is_dir() else (_by_content(source, opened(source, ask).body), source)
    answer = opened(source, ask)
    kind = _by_content(source, answer.body, site=True)
    if kind != "site":
        return kind, source
    from citewarden.sites import wordpress

    if base := wordpress.announced(answer, source):
        return "wordpress", base
    return "sitemap", _sitemap(source, ask)


def is_address(source: str) -> bool:
    """Whether a source is on the web."""
    return source.lower().startswith(("http:", "https:"))


def opened(source: str, ask: Ask) -> Answer:
    """A file or an address.

    Raises:
        InputError: it cannot be read.
    """
    if is_address(source):
        ((_, answer),) = ask([source])
        if not answer.ok:
            raise InputError(why(answer), where=source, remedy="check the address and that the site can be reached")
        return answer
    try:
        return Answer(source, 200, {}, Path(source).read_bytes())
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=source, remedy="name a site, file or folder"
        ) from error


def why(answer: Answer) -> str:
    """Why an answer holds nothing to read."""
    return answer.note or (f"HTTP {answer.status}" if answer.status else "no answer")


def _by_content(source: str, body: bytes, *, site: bool = False) -> str:
    from citewarden.sites._xml import root_name, unpacked

    head = unpacked(body[:65536], whole=False)
    name = root_name(head)
    if name in ("urlset", "sitemapindex"):
        return "sitemap"
    if name in ("rss", "feed", "RDF"):
        return "export" if b"wordpress.org/export" in head[:8192] else "feed"
    if name.lower() == "html" and site:
        return "site"
    if head.lstrip()[:4] == b"http":
        return "sitemap"
    remedy = "name a sitemap, a feed, a site, an export file of WordPress or a folder of HTML files"
    raise InputError("neither a sitemap nor a feed nor a site", where=source, remedy=remedy)


def _sitemap(site: str, ask: Ask) -> str:
    """The sitemap of a site: the one its robots.txt names, else where sitemaps usually lie.

    Raises:
        InputError: there is none.
    """
    from citewarden.sites._xml import root_name, unpacked

    ((_, robots),) = ask([addresses.join(site, "/robots.txt")])
    lines = robots.body.decode("utf-8", "replace").splitlines() if robots.ok else []
    named = [line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:")]
    usual = [addresses.join(site, path) for path in ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")]
    for address in [*(addresses.join(site, name) for name in named), *usual]:
        ((_, answer),) = ask([address])
        if answer.ok and root_name(unpacked(answer.body[:65536], whole=False)) in ("urlset", "sitemapindex"):
            return address
    raise InputError("no sitemap was found", where=site, remedy="name the sitemap's or the feed's own address")

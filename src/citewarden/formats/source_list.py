"""The sources a site rests on: in how many articles and sentences each is used, and what was published about it last.

The most used stand first. Beyond `PAGE` sources there are further pages beside this one, so that none is long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

import msgspec

from citewarden.formats import Rested, Site, Summary
from citewarden.formats._template import environment, policy, seen
from citewarden.store.codec import encode

NAME = "source-list"
FILE = "sources.html"
GROUP = "sources"
PAGE = 500
SHOWN = 10
"""Articles named with a source; `citewarden uses` has all."""


@dataclass(slots=True)
class Source:
    """One source over all articles: `articles` are (report, title) of the first ones, `used` counts all."""

    key: str
    title: str
    year: str
    used: int = 0
    sentences: int = 0
    notice: str = ""
    articles: list[tuple[str, str]] = field(default_factory=list)


def render(site: Site) -> Iterator[str]:
    """The first page."""
    yield _page(site, 0)


def part(article: Summary) -> str:
    """The sources of one article, with the name of its report and its title."""
    return encode((article.name, article.title, article.sources))


_OF_ARTICLE = msgspec.json.Decoder(tuple[str, str, tuple[Rested, ...]])


def parts(site: Site) -> Iterator[tuple[str, Iterator[str]]]:
    """The further pages: (name, its text)."""
    for number in range(1, _count(sources(site))):
        yield _name(number), iter([_page(site, number)])


def sources(site: Site) -> Sequence[Source]:
    """Every source of the site once, those of most articles first."""
    made = site.shared.get(NAME)
    if not isinstance(made, list):
        made = site.shared[NAME] = _gathered(site)
    return made


def _gathered(site: Site) -> list[Source]:
    found: dict[str, Source] = {}
    for some in site.folded(part, NAME, list[Source], _of_articles):
        for more in some:
            source = found.setdefault(more.key, more)
            if source is not more:
                source.used += more.used
                source.sentences += more.sentences
                source.notice = max(source.notice, more.notice)
                source.articles += more.articles[: SHOWN - len(source.articles)]
    return sorted(found.values(), key=lambda s: (-s.used, -s.sentences, s.title.casefold(), s.key))


def _of_articles(parts: Iterable[tuple[str, str]]) -> list[Source]:
    """The sources of some articles, each once."""
    found: dict[str, Source] = {}
    for article, text in parts:
        name, title, rows = _OF_ARTICLE.decode(text)
        once: set[str] = set()
        for row in rows:
            source = found.setdefault(row.key, Source(row.key, row.title, row.year))
            source.sentences += row.sentences
            source.notice = max(source.notice, row.notice)
            if row.key not in once:
                once.add(row.key)
                source.used += 1
                if len(source.articles) < SHOWN:
                    source.articles.append((name, title or article))
    return list(found.values())


def _page(site: Site, number: int) -> str:
    from markupsafe import Markup

    rows = sources(site)
    up = "../" if number else ""
    unknown = "not looked up: offline" if site.run.offline else "nothing known"
    told = (_row(source, up, unknown) for source in rows[number * PAGE : (number + 1) * PAGE])
    return seen(
        environment()
        .get_template("sources.html.jinja")
        .render(
            csp=policy("style.css", "index.css"),
            run=site.run,
            rows=Markup("".join(told)),
            count=len(rows),
            pages=[(n + 1, up + _name(n)) for n in range(_count(rows))],
            number=number + 1,
            up=up,
        )
    )


def _row(source: Source, up: str, unknown: str) -> str:
    """A source as a row of the page, at a tenth of a template's time: a large site has a row for every second
    article."""
    from markupsafe import escape

    key = source.key if ":" in source.key and source.key != source.title.lower() else ""
    named = escape(" · ".join(filter(None, (source.year, key))))
    notice = f'<span class="chip warning">{escape(source.notice)}</span>' if source.notice else ""
    used = ", ".join(f'<a href="{up}{_address(name)}.html">{escape(title)}</a>' for name, title in source.articles)
    more = source.used - len(source.articles)
    left = f' <span class="quiet">and {more} more</span>' if more > 0 else ""
    notice = notice or f'<span class="quiet">{unknown}</span>'
    return (
        f'    <tr><th scope="row">{escape(source.title)} <span class="quiet">{named}</span></th><td>{notice}</td>'
        f'<td class="n" data-label="articles">{source.used}</td>'
        f'<td class="n" data-label="sentences">{source.sentences or "–"}</td><td>{used}{left}</td></tr>\n'
    )


@lru_cache(maxsize=4096)
def _address(name: str) -> str:
    """A report's name in an address."""
    return quote(name)


def _count(rows: Sequence[Source]) -> int:
    return max(1, -(-len(rows) // PAGE))


def _name(number: int) -> str:
    return f"sources-data/{number + 1}.html" if number else FILE

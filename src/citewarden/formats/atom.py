"""The nightly digest as a feed (Atom, RFC 4287): one entry for each owner with news, or one that says there is none."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from citewarden.formats import Site
from citewarden.formats._changes import Item, news, title
from citewarden.formats.digest import headline
from citewarden.formats.junit import clean

NAME = "atom"
FILE = "digest.xml"
SHOWN = 50

_HEADS = {"new": "new", "worse": "worse", "better": "less grave", "fixed": "gone", "unsure": "not seen"}


def render(site: Site) -> Iterator[str]:
    """One feed. Its times are the date the run judged by, midnight UTC, so that the same run gives the same bytes."""
    told = news(site)
    when = f"{told.as_of[:10]}T00:00:00Z"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>Citewarden</title>\n<id>urn:citewarden:digest</id>\n<updated>{when}</updated>\n"
    yield '<author><name>Citewarden</name></author>\n<link rel="alternate" href="index.html"/>\n'
    owners = {} if told.empty else told.by_owner()
    if not owners:
        yield _entry("night", when, headline(told), f"<p>{_text(headline(told))}</p>")
    for owner, items in owners.items():
        counts = {w: sum(1 for i in items if i.what == w) for w in _HEADS}
        head = f"For the {owner}: " + ", ".join(f"{n} {_HEADS[w]}" for w, n in counts.items() if n)
        body = "".join(_line(site, item) for item in items[:SHOWN])
        rest = f"<p>and {len(items) - SHOWN} more</p>" if len(items) > SHOWN else ""
        yield _entry(owner.replace(" ", "-"), when, head, f"<ul>{body}</ul>{rest}")
    for decision in told.expiring:
        head = f"A decision on {decision.rule_id} ends on {decision.expires}"
        words = f"<p>{_text(decision.justification)} ({_text(decision.signer)}, {_text(decision.role)})</p>"
        yield _entry(f"expires-{decision.fingerprint}", when, head, words)
    yield "</feed>\n"


def _entry(key: str, when: str, head: str, body: str) -> str:
    """One entry; its content is HTML, escaped once for the element and, in its words, once for HTML."""
    return (
        f"<entry><title>{_text(head)}</title><id>urn:citewarden:digest:{when[:10]}:{_text(key)}</id>"
        f'<updated>{when}</updated><link href="index.html"/>'
        f'<content type="html">{escape(body)}</content></entry>\n'
    )


def _line(site: Site, item: Item) -> str:
    words = f"{_HEADS[item.what]}: {title(site.rules, item.rule_id)}. {item.message}"
    return f"<li>{_text(item.document)}: {_text(words)}</li>"


def _text(words: str) -> str:
    return escape(clean(words), {'"': "&quot;"})

"""Read web pages for their words, with the prober's manners and its judgement.

A page is handed out only if it is the page asked for. An answer is then `ok`; it is `absent` where the site says or
shows that the page is not there (gone, soft 404, parked, led away); everything else - walls, doors, closed sites,
robots.txt, a network that fails - is "unavailable" with the reason: the page could not be read, and nothing is known of
it. A page that was suspected for its words alone is handed out to the reference whose title it shows (`as_cited`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from citewarden import config
from citewarden.model import Probe
from citewarden.web import html_cues, judgement, named, shows
from citewarden.web.ask import Answer
from citewarden.web.html_cues import Cues
from citewarden.web.prober import Prober
from citewarden.web.urls import ExcludedError, MalformedError, parse, redacted

if TYPE_CHECKING:
    from citewarden.config import Network
    from citewarden.web.visit import Visited

LARGEST = 5_000_000
"""Most bytes read of a page."""
_READ = frozenset({"ok", "moved", "redirected", "fragment-missing"})
_ABSENT = judgement.LOST | {"gone"}


def read(
    urls: Sequence[str], network: Network, *, now: str, closed: dict[str, tuple[str, str]], largest: int = 0
) -> dict[str, Answer]:
    """What came of each address. `closed` are the hosts to leave alone; it is added to.

    `largest` asks for files, up to so many bytes: what is no page is got too, in three times a page's time, and one
    that is larger, or broke off, was not read.
    """
    return dict(crawl(urls, network, now=now, closed=closed, largest=largest))


def crawl(
    urls: Sequence[str],
    network: Network,
    *,
    now: str,
    closed: dict[str, tuple[str, str]],
    largest: int = 0,
    known: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[tuple[str, Answer]]:
    """As `read`, each address with what came of it as soon as it came; an address that is given twice comes once.

    `known` are header lines by address that ask for it only if it changed; if it did not, the answer's status is 304.
    """
    cues = Cues.of(config.lexicon("link_cues"))
    network = replace(network, timeout=3 * network.timeout) if largest else network
    named: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        named.setdefault(redacted(url), []).append(url)
    held = {_address(url): lines for url, lines in (known or {}).items()}
    with Prober(
        network, now=now, cues=cues, reading=largest or LARGEST, files=largest > 0, closed=closed, known=held
    ) as prober:
        for seen in prober.probe([urls[0] for urls in named.values()]):
            for url in named[seen.probe.url]:
                answer = _answer(url, seen, now)
                yield url, _whole(answer, seen) if largest else answer


def _address(url: str) -> str:
    try:
        return parse(url).address
    except (MalformedError, ExcludedError):
        return url


def _whole(answer: Answer, seen: Visited) -> Answer:
    """A file's answer, unavailable where the file is larger than what was read of it."""
    reply = seen.reply
    if not answer.ok or reply is None:
        return answer
    total = reply.header("content-range").rpartition("/")[2]
    large = reply.capped or (total.isdecimal() and int(total) > len(reply.body))
    return replace(answer, outcome="unavailable", body=b"", note="the file is too large") if large else answer


def as_cited(answer: Answer, csl: Mapping[str, Any]) -> Answer:
    """A page as it is for one reference, as its link is (`named.as_cited`): read if it shows what is cited."""
    if answer.doubt is None:
        return answer
    return _answer(answer.url, answer.doubt._replace(probe=named.as_cited(answer.doubt.probe, csl)), answer.asked_at)


def judged(answer: Answer, url: str, csl: Mapping[str, Any]) -> Answer:
    """A page that was got from elsewhere (an archived copy of `url`), unavailable where it is not the page itself."""
    try:
        address = parse(url)
    except (MalformedError, ExcludedError):
        return answer
    page = html_cues.read(answer.body, answer.headers.get("content-type", ""))
    cues = Cues.of(config.lexicon("link_cues"))
    verdict = judgement.copy(page, address, cues)
    if verdict is None:
        return answer
    kept = shows.at(address, page, cues) if verdict.by_words else ""
    row = named.as_cited(Probe(url, verdict.outcome, str(address), note=verdict.note, shows=kept), csl)
    return answer if row.outcome in _READ else replace(answer, outcome="unavailable", body=b"", note=verdict.note)


def _answer(url: str, seen: Visited, now: str) -> Answer:
    probe, reply = seen.probe, seen.reply
    headers = dict(reversed(reply.headers)) if reply is not None else {}
    doubt = seen if probe.shows else None
    if probe.outcome in _ABSENT:
        status = probe.status if probe.status in (404, 410) else 404
        return Answer(url, status, headers, b"", now, note=probe.note, doubt=doubt)
    if reply is not None and reply.status == 304:
        return Answer(url, 304, headers, b"", now)
    if probe.outcome not in _READ or reply is None or judgement.UNFILLED in probe.note:
        return Answer(url, probe.status, headers, b"", now, "unavailable", probe.note or probe.outcome, doubt=doubt)
    if reply.failure:  # a link that answers, but half a page is no page to read or to keep
        return Answer(url, probe.status, headers, b"", now, "unavailable", reply.detail or "the page broke off")
    return Answer(url, probe.status, headers, reply.body, now)

"""A page that names the work cited lives, or is an open question, whatever words it was suspected for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citewarden import config
from citewarden.config import Network
from citewarden.model import Probe
from citewarden.web import named, pages, shows
from citewarden.web.ask import Answer
from citewarden.web.guard import Guard
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, instead, missing, wall
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour
from citewarden.web.transfer import Reply
from citewarden.web.urls import parse
from citewarden.web.visit import Notes, Visit, Visited

CUES = Cues.of(config.lexicon("link_cues"))
URL = "https://www.site.example/content?id=8812"


def probed(html: str, found: str = "") -> Probe:
    """What a visit of an address without words says of a page on a site that is honest about missing ones."""
    page, asked, there = read(html.encode()), parse(URL), parse(found or URL)
    sight = Sight(asked, there, page=page, moved=bool(found), lasting=bool(found))
    verdict = wall(sight, CUES) or instead(sight, CUES)
    verdict = verdict or missing(sight, sketch(page.text), Neighbour(known=True, honest=True), CUES)
    if verdict is None:
        return Probe(URL, "ok")
    kept = shows.shown(page, CUES) if verdict.by_words else ""
    return Probe(URL, verdict.outcome, str(there), note=verdict.note, shows=kept, dead=verdict.outcome == "soft-404")


def outcome(html: str, title: str, found: str = "", **csl: object) -> str:
    return named.as_cited(probed(html, found), {"title": title, **csl}).outcome


def shown(heading: str, text: str, title: str = "", more: str = "") -> str:
    head = f"<title>{title or heading}</title><nav><a href=/>Start</a></nav>"
    return f"{head}<main><h1>{heading}</h1><p>{text}</p>{more}</main><footer>2026</footer>"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Hidden costs of appointment letters",
            "The page you requested could not be found, says the link in each tenth of the appointment letters. We sent"
            " 900 of them. Costs arose as 140 people rang the clinic.",
        ),
        (
            "Dead links in leaflets on stomas",
            "Sorry, this page is not available. Readers of leaflets on stomas saw that for one link in four of ours.",
        ),
        (
            "Verschwundene Seiten der Krankenkassen",
            "Die gewünschte Seite wurde nicht gefunden. Das lasen Versicherte bei vielen Krankenkassen.",
        ),
        (
            "Enlaces perdidos en guías de farmacia",
            "La página solicitada no existe. Así responden muchos enlaces en guías de farmacia.",
        ),
    ],
)
def test_a_page_headed_by_the_title_is_not_lost_for_its_words(title: str, text: str) -> None:
    for html in (shown(title, text), shown("Page not found", "Sorry.", title=f"{title} | Site")):
        assert probed(html).outcome in ("soft-404", "blocked")
        assert outcome(html, title) == "blocked"
        assert outcome(html, title.split()[-1]) == probed(html).outcome, "one word is no title"
    found = named.as_cited(probed(shown("Page not found", "Sorry.", title=title)), {"title": title})
    assert (found.dead, found.replacement, found.shows) == (False, "", "")
    assert "names what is cited" in found.note


_TELLS = {
    "Error prevention in hospital pharmacies": "We counted what went wrong in hospital pharmacies. Of each hundred "
    "orders two held an error, and a second pair of eyes halved them. Prevention cost four minutes an order, and most "
    "pharmacies kept to it after the year was over. The error was mostly a wrong strength.",
    "Sturzgefahr bei Schwindel im Alter": "Schwindel ist im Alter häufig. Von hundert Befragten waren elf im letzten "
    "Jahr gestürzt, und bei Schwindel war die Sturzgefahr doppelt so hoch. Wer täglich das Gleichgewicht übte, stürzte "
    "seltener, auch auf der Treppe. Nach einem halben Jahr übten noch zwei von drei Befragten zu Hause weiter.",
    "Sommeil des infirmières après la nuit": "Les infirmières dorment cinq heures après une nuit de travail. Nous en "
    "avons suivi soixante pendant trois mois. Leur sommeil était plus court en été, quand il fait clair tôt. "
    "Des rideaux épais ont allongé le sommeil de quarante minutes chez la moitié d'entre elles.",
    "Marche nordique pour le genou": "La marche nordique soulage le genou usé. Dans notre essai, cinquante personnes "
    "ont marché trois fois par semaine avec des bâtons. Leur genou fit moins mal au bout de deux mois, et la marche "
    "leur plaisait. Personne n'est tombé pendant les séances, qui duraient trois quarts d'heure.",
}


@pytest.mark.parametrize("title", _TELLS)
def test_one_that_tells_of_the_work_besides_lives_whatever_stands_beside_it(title: str) -> None:
    box = "<p>Please sign in to continue.</p><form><input type=password></form>"
    led = "https://www.site.example/articles"
    for html, found in (
        (shown(title, _TELLS[title], more=box), ""),
        (shown(title, _TELLS[title], more="<p>This site is down for maintenance.</p>"), ""),
        (shown(title, _TELLS[title]), led),
    ):
        assert probed(html, found).outcome not in ("ok", "redirected")
        assert outcome(html, title, found) == "ok"
        assert outcome(html, "Toenail fungus in swimmers", found) == probed(html, found).outcome


CRAMPS = "Night cramps in marathon runners"


@pytest.mark.parametrize(
    ("title", "html", "found"),
    [
        ("Asthma", shown("Page not found", "Sorry.", title="Asthma | Site"), ""),
        ("Home", shown("Page not found", "Sorry.", title="Home | Site"), ""),
        ("Information for patients", shown("Page not found", "Sorry.", title="Information for patients"), ""),
        (CRAMPS, shown("Page not found", f"Did you mean {CRAMPS}?"), ""),
        (CRAMPS, shown("Page not found", "Try these.", more=f"<ul><li><a href=/x>{CRAMPS}</a></ul>"), ""),
        (CRAMPS, shown("Page not found", f"Read {CRAMPS}, our most popular page, or ask the helpline."), ""),
        (CRAMPS, shown(f"Page not found: {CRAMPS}", "Sorry."), ""),
        (CRAMPS, shown("Search", f"Nothing was found for {CRAMPS}.", title=f"{CRAMPS} - Search"), ""),
        (CRAMPS, shown(f"Results for {CRAMPS}", "Page not found."), ""),
        (CRAMPS, shown("All articles", f"{CRAMPS}. We asked 412 runners about their legs."), "/articles"),
        (CRAMPS, shown("Legs", "See below.", more=f"<p><a href=/x>{CRAMPS}</a></p>"), "/articles"),
        ("Nächtliche Krämpfe bei Marathonläufern", shown("Page not found", "Sorry.", title=CRAMPS), ""),
        ("Page not found | Head Pain Society", shown("Page not found | Head Pain Society", "Sorry."), ""),
        ("The domain headpain.example is for sale", shown("The domain headpain.example is for sale", "Ask."), ""),
        ("Seite nicht gefunden | Deutsche Kopfschmerzhilfe", shown("Seite nicht gefunden", "Zur Startseite."), ""),
    ],
)
def test_what_does_not_name_a_work_proves_nothing(title: str, html: str, found: str) -> None:
    found = f"https://www.site.example{found}" if found else ""
    before = probed(html, found).outcome
    assert before != "ok"
    assert outcome(html, title, found) == before


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            CRAMPS,
            "The page you are looking for has been removed. Night cramps in marathon runners is one of forty leaflets "
            "that we gave up when the project ended. Copies are in the library of the university.",
        ),
        (
            "Dieta sin sal en insuficiencia cardíaca",
            "Esta página ha sido eliminada. La dieta sin sal en la insuficiencia cardíaca es tema de otros sitios, y "
            "le invitamos a visitar nuestra portada, donde hay noticias cada semana.",
        ),
        (
            "Salt and kidney failure in toddlers",
            "Oops! That page is gone. You came for Salt and kidney failure in toddlers. Try our search, our list of "
            "topics from A to Z, or write to us and tell us which link brought you here.",
        ),
    ],
)
def test_a_notice_that_repeats_the_title_is_not_the_page(title: str, text: str) -> None:
    assert outcome(shown(title, text, title="Page not found"), title) == "blocked"
    assert outcome(shown("Page not found", text), title) == "soft-404"


def test_the_name_of_a_publisher_is_no_title() -> None:
    name = "National Heart Foundation of Wales"
    html = shown("Page not found", "Sorry.", title=name)
    assert outcome(html, name) == "blocked"
    assert outcome(html, name, publisher=name) == "soft-404"
    assert outcome(html, name, author=[{"literal": name}]) == "soft-404"
    assert outcome(html, name, **{"container-title": name}) == "soft-404"


@pytest.mark.parametrize("title", [f"{CRAMPS} | Leg Trust", f"{CRAMPS} - site.example", f"Site: {CRAMPS}"])
def test_the_name_of_the_site_may_stand_beside_the_title(title: str) -> None:
    assert outcome(shown("Page not found", "Sorry.", title=title), CRAMPS) == "blocked"


def visited(status: int, html: str, url: str = URL) -> Probe:
    return visit(status, html, url).probe


def visit(status: int, html: str, url: str = URL) -> Visited:
    """What a visit sees where everything but `url` is missing."""
    network = Network(retries=0)
    guard = Guard(network)
    notes = Notes(network, "2026-07-01T02:00:00+00:00", guard, CUES, True, lambda _host, _gap: None, pages.LARGEST)
    script = Visit(notes, parse(url), [url]).script
    fetch = next(script)
    while True:
        own = fetch.url.address == url
        reply = Reply(
            fetch.url,
            status if own else 404,
            b"HTTP/1.1 200\r\ncontent-type: text/html",
            html.encode() if own else b"-",
        )
        try:
            fetch = script.send(reply)
        except StopIteration as end:
            seen: Visited = end.value
            return seen


@pytest.mark.parametrize("title", _TELLS)
def test_a_page_that_is_sent_as_gone_and_shows_the_work_is_an_open_question(title: str) -> None:
    row = visited(404, shown(title, _TELLS[title]))
    assert row.outcome == "gone"
    found = named.as_cited(replace(row, dead=True), {"title": title})
    assert (found.outcome, found.dead) == ("server-error", False)
    for html in (shown(title, "Sorry."), shown("Not found", _TELLS[title]), shown("Page not found", "–", title=title)):
        assert named.as_cited(visited(410, html), {"title": title}).outcome == "gone"


def test_a_visit_keeps_what_only_a_suspected_page_shows() -> None:
    title, text = next(iter(_TELLS.items()))
    assert visited(200, shown(title, text)).shows == ""
    assert visited(200, shown("Page not found", "Sorry.", title=title)).shows == f"{title}\n"
    assert visited(200, shown("Page not found", "Sorry.")).shows == ""
    results = "https://www.site.example/search?q=error+prevention"
    assert visited(404, shown(title, text), results).shows == "", "a search may show any title"
    for long in ("Error prevention " * 9000, "- | Error - " * 9000):
        assert len(shows.shown(read(shown(long, long).encode()), CUES)) < 4000


def read_for(title: str, html: str, status: int = 200) -> tuple[Answer, Answer]:
    """A page, and the archived copy of it, as reading hands them to the reference with this title."""
    asked = Answer(URL, outcome="unavailable", doubt=visit(status, html))
    kept = Answer(URL, 200, {"content-type": "text/html"}, html.encode())
    return pages.as_cited(asked, {"title": title}), pages.judged(kept, URL, {"title": title})


@pytest.mark.parametrize("title", _TELLS)
def test_reading_judges_a_page_for_each_reference_as_its_link_is_judged(title: str) -> None:
    html = shown(title, _TELLS[title], more="<p>Please sign in to continue.</p><form><input type=password></form>")
    for answer in read_for(title, html):
        assert answer.ok
        assert answer.body == html.encode()
    for other in ("Toenail fungus in swimmers", "", title.split()[-1]):
        for answer in read_for(other, html):
            assert (answer.outcome, answer.body) == ("unavailable", b"")
    lost = shown("Page not found", "Sorry.", title=title)
    assert (read_for(title, lost)[0].outcome, read_for("Toenail fungus", lost)[0].absent) == ("unavailable", True)
    sent_as_gone = shown(title, _TELLS[title])
    assert read_for(title, sent_as_gone, 410)[0].outcome == "unavailable"
    assert read_for("Toenail fungus", sent_as_gone, 410)[0].absent


@pytest.mark.parametrize(
    "html",
    [
        shown("Just a moment...", "Checking your browser before you can go on.", title=CRAMPS),
        shown("Security check", "Please verify that you are a human by completing the action below.", title=CRAMPS),
        shown("Access denied", "You have been blocked. Ray ID: 8a1f.", title=f"{CRAMPS} | Leg Trust"),
        shown("Sign in", "Sign in to read this article.", title=CRAMPS, more="<input type=password>"),
        shown(CRAMPS, "Please enable JavaScript and cookies to continue."),
        shown(CRAMPS, "Are you a health professional? Confirm to go on.", more="<button>Yes</button>"),
        shown(CRAMPS, "This article is for members. Sign in to read on night cramps in marathon runners."),
        shown("Seite nicht gefunden", f"Meinten Sie {CRAMPS}?", title=CRAMPS),
    ],
)
def test_what_only_repeats_the_title_is_not_read(html: str) -> None:
    for answer in read_for(CRAMPS, html):
        assert not answer.ok
        assert answer.body == b""

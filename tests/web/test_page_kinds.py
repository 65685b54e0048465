"""The learned judgement of a page, on pages that its training had not, and what may follow from its word."""

from __future__ import annotations

import time

import pytest

from citewarden import config, learned
from citewarden.testing.doors import bare, shown
from citewarden.web import page_kinds
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, instead, missing
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour, neighbour, seen
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
URL = parse("https://www.clot.example/leaflets/warfarin-and-food")
HONEST = Neighbour(known=True, honest=True)


def likeliest(html: str, url: str = "") -> str:
    found = page_kinds.likely(read(html.encode()), parse(url) if url else URL, CUES)
    return max(page_kinds.KINDS, key=lambda kind: getattr(found, kind))


def outcome(html: str, beside: Neighbour = HONEST) -> str:
    page = read(html.encode())
    found = missing(Sight(URL, URL, page=page), sketch(page.text), beside, CUES)
    return found.outcome if found is not None else "ok"


@pytest.mark.parametrize(
    ("kind", "title", "text"),
    [
        ("missing", "It was here a moment ago", "The page you want has been mislaid, and we cannot bring it back."),
        ("missing", "Leaflet taken down", "We took this leaflet off our website in May. There is no newer one."),
        ("missing", "Diese Broschüre ist nicht mehr im Netz", "Wir haben sie von der Website genommen."),
        ("missing", "Cette fiche a disparu", "La page que vous demandez a été retirée de notre site."),
        ("missing", "La página se ha perdido", "El enlace que ha seguido ya no lleva a ninguna página."),
        ("door", "Are you a person?", "Slide the piece of the puzzle to its place, then the page will open."),
        ("door", "Readers of the society only", "Log in with your member number and password to read this page."),
        ("door", "Ihre Wahl", "Mit Werbung und Cookies weiterlesen oder ein Abo ohne Werbung abschließen."),
        ("closed", "Our website is having a rest", "We are installing updates and will be back this afternoon."),
        ("closed", "Something failed on our server", "We could not build the page. Please try again in a few minutes."),
        ("parked", "clot.example can be bought", "Make an offer for this domain name, and it is yours tomorrow."),
        ("parked", "Casino night", "Claim your bonus and free spins, play slots online now."),
    ],
)
def test_notices_in_words_of_their_own(kind: str, title: str, text: str) -> None:
    assert likeliest(shown(title, text)) == kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Clots that cannot be found", "In some people with a swollen leg no clot is found. The scan is done again."),
        ("Warfarin 3 mg withdrawn", "The maker has withdrawn the tablets of 3 mg. Take three of 1 mg."),
        ("Maintenance dose of warfarin", "The dose that keeps the blood thin differs from one person to the next."),
        ("Access to warfarin clinics", "One patient of five is denied a place and waits for weeks."),
        ("Errors with warfarin", "An error happened in one dose of eleven. Nurses found most."),
        ("Gerinnungshemmer und Essen", "Essen Sie jede Woche etwa gleich viel grünes Gemüse."),
        ("Anticoagulants et repas", "Mangez chaque semaine autant de légumes verts."),
        ("抗凝药与饮食", "每周吃的绿叶蔬菜要大致相同。"),
    ],
)
def test_living_pages_that_say_little(title: str, text: str) -> None:
    assert likeliest(shown(title, text), f"https://www.clot.example/a/{title.lower().replace(' ', '-')}") == "living"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ffliw", "Mae'r ffliw yn dechrau'n sydyn gyda thwymyn a pheswch. Mae'r rhan fwyaf yn gwella mewn wythnos."),
        ("Gripa", "Gripi fillon papritur me ethe dhe kollë. Shumica shërohen brenda një jave."),
        ("Fliú", "Tosaíonn an fliú go tobann le fiabhras agus casacht. Tagann biseach ar fhormhór na ndaoine."),
    ],
)
def test_of_a_language_that_it_does_not_know_it_says_nothing(title: str, text: str) -> None:
    assert outcome(shown(title, text)) == "ok"


_GONE = "The page you want has been mislaid, and we cannot bring it back."
LOST = shown("Clot Charity", _GONE, heading="It was here a moment ago")


def test_its_word_alone_makes_no_page_lost() -> None:
    assert outcome(LOST) == "soft-404", "beside an honest site, where the page has no word of its address"
    assert outcome(LOST, Neighbour()) == "blocked", "where the site was not asked"
    assert outcome(LOST.replace("The page", "The warfarin page")) in ("ok", "blocked"), "where it names it"


def test_a_page_that_names_what_its_address_names_is_the_page_wherever_else_it_is_shown() -> None:
    text = " ".join(
        f"In {year} one of {year % 89} people ate more greens than the year before." for year in range(1990, 2008)
    )
    other = parse("https://www.clot.example/leaflets/made-up")
    here = shown("Warfarin and food", text)
    assert outcome(here, seen(other, read(here.encode()))) == "ok"
    echo = shown("citewarden-1234", text)
    assert seen(other, read(echo.encode())).echoes
    assert outcome(here, seen(other, read(echo.encode()))) == "soft-404", "the site repeats whatever is asked for"
    elsewhere = shown("Clot Charity", text)
    assert outcome(elsewhere, seen(other, read(elsewhere.encode()))) == "soft-404"


@pytest.mark.parametrize(
    ("host", "lasting", "told"),
    [
        ("group.example", True, "moved-to-home"),
        ("www.clot.example", True, "soft-404"),
        ("group.example", False, "blocked"),
        ("www.clot.example", False, "blocked"),
    ],
)
def test_a_page_of_few_words_to_which_a_site_leads_every_address(host: str, lasting: bool, told: str) -> None:
    """By permanent redirects that carry nothing to come back to, it is no door."""
    found = parse(f"https://{host}/news")
    page = read(shown("Stroke Group", "The group was founded in 1921 and runs nine clinics in the north.").encode())
    sight = Sight(URL, found, page=page, moved=True, lasting=lasting)
    verdict = missing(sight, sketch(page.text), seen(found, page), CUES)
    assert verdict is not None
    assert verdict.outcome == told


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (
            "Santé",
            "Le service délivre les autorisations. Il est ouvert le matin, de huit heures à midi, sauf lundi.",
            True,
        ),
        ("Children", "Book a vaccination, find a nursery, report a bite. The office is open from nine to noon.", True),
        (
            "Kinder",
            "Der Hort nimmt Kinder ab zwei Jahren. Mittags kochen wir, nachmittags geht es in den Wald.",
            True,
        ),
        (
            "Suosio",
            "Sivusto on tarkoitettu vain terveydenhuollon ammattilaisille. Vahvistan olevani lääkäri.",
            False,
        ),
        ("Bun venit", "Confirm că sunt medic sau farmacist și doresc să continui către pagina cerută de mine.", False),
        (
            "Willkommen",
            "Ich bestätige, dass ich Arzt oder Apotheker bin und die Seite mit Angaben sehen darf.",
            False,
        ),
    ],
)
def test_what_reads_like_a_living_page_is_no_door_by_whatever_redirects(title: str, text: str, told: bool) -> None:
    found = parse("https://www.clot.example/portal")
    page = read(shown(title, text).encode())
    verdict = missing(Sight(URL, found, page=page, moved=True), sketch(page.text), seen(found, page), CUES)
    assert verdict is not None
    assert (verdict.outcome == "soft-404") is told


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (bare("401 Authorization Required", "<h1>401 Authorization Required</h1><hr>nginx"), "restricted"),
        (bare("503 Service Unavailable", "<h1>503 Service Unavailable</h1>"), "server-error"),
        (bare("Error 522", "<h1>Error 522</h1><p>Ray 88</p>"), "server-error"),
        (bare("429 Too Many Requests", "<h1>429 Too Many Requests</h1>"), "rate-limited"),
        (bare("500 steps", "<h1>500 steps</h1><p>Walk 500 steps more each week.</p>"), ""),
        (bare("403 patients with gout", "<h1>403 patients with gout</h1>"), ""),
    ],
)
def test_a_short_page_whose_heading_is_a_status(html: str, wanted: str) -> None:
    found = instead(Sight(URL, URL, page=read(html.encode())), CUES)
    assert (found.outcome if found is not None else "") == wanted


@pytest.mark.parametrize(
    "body",
    [
        "<title>Warfarin and food</title><img src=sheet.png>",
        "<title>warfarin.pdf</title><embed src=/f.pdf>",
        "<title>Warfarin</title><frameset><frame src=a.html></frameset>",
    ],
)
def test_a_page_of_a_picture_a_file_or_frames_says_nothing_against_itself(body: str) -> None:
    assert outcome(body) == "ok"
    assert outcome(body.replace("arfarin", "elcome").replace("food", "all")) != "ok"


def test_a_file_that_is_asked_for_has_a_file_as_its_neighbour() -> None:
    assert neighbour(parse("https://a.example/files/food.pdf")).endswith(".pdf")
    assert neighbour(parse("https://a.example/files/food.html")).endswith(".html")


@pytest.mark.parametrize(
    "path", ["/removed.html", "/page-unavailable", "/content/no-longer-available", "/error/missing"]
)
def test_where_sites_lead_what_they_have_no_more(path: str) -> None:
    assert CUES.lacks_page(path)


@pytest.mark.parametrize(
    "path", ["/missing-teeth", "/guide/removed-moles", "/unavailable-drugs/list", "/health/gone-viral"]
)
def test_names_of_subjects_that_sound_alike(path: str) -> None:
    assert not CUES.lacks_page(path)


def test_pages_of_some_length_are_looked_at_closely_only_if_their_words_may_be_a_notice_s() -> None:
    text = "Warfarin thins the blood of people whose heart beats unevenly, and prevents most strokes. " * 4
    page = read(shown("Warfarin", text).encode())
    assert page_kinds.likely(page, URL, CUES) == page_kinds.LIVING
    weights, words = learned.card(page_kinds.MODEL)["weights"], frozenset(learned.card(page_kinds.MODEL)["words"])
    assert page_kinds.of_features(page_kinds.features(page, URL, CUES, words), weights).living > 0.9


@pytest.mark.parametrize("piece", ["page not found ", "sign in ", "找不到", "404 "])
def test_judging_takes_no_longer_for_a_long_page(piece: str) -> None:
    def seconds(size: int) -> float:
        page = read(f"<title>{piece}</title><p>{piece * (size // len(piece))}</p>".encode())
        begin = time.process_time()
        for _ in range(20):
            page_kinds.likely(page, URL, CUES)
        return time.process_time() - begin

    assert seconds(200_000) < 10 * seconds(2_000) + 0.2

"""Pages that say that there is no such page, in many words and languages, and pages of a subject that sound alike."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from citewarden import config
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, instead, missing, wall
from citewarden.web.soft404 import Neighbour
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
URL = "https://www.site.example/guide/statins.html"
ROWS = yaml.load(Path(__file__).with_name("missing.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def outcome(body: str, address: str = URL) -> str:
    """The judgement of a page beside which the site is honest."""
    url, page = parse(address), read(body.encode())
    sight = Sight(url, url, page=page)
    found = wall(sight, CUES) or instead(sight, CUES) or missing(sight, "", Neighbour(known=True, honest=True), CUES)
    return found.outcome if found is not None else "ok"


def shown(title: str, heading: str, text: str) -> str:
    """A page with menu and footer."""
    head = f"<html><head><meta charset=utf-8><title>{title} | HeartNet</title></head>"
    menu = "<nav><a href=/>Home</a> <a href=/topics>Topics</a></nav>"
    return f"{head}<body>{menu}<main><h1>{heading}</h1><p>{text}</p></main><footer>© HeartNet</footer></body></html>"


@pytest.mark.parametrize("row", ROWS["gone"], ids=lambda row: row[1][:40])
def test_a_page_that_says_it_is_not_there(row: list[str]) -> None:
    assert outcome(shown(*row)) == "soft-404"


@pytest.mark.parametrize("row", ROWS["here"], ids=lambda row: row[1][:40])
def test_a_page_of_a_subject_that_sounds_alike(row: list[str]) -> None:
    assert outcome(shown(*row)) == "ok"


@pytest.mark.parametrize(
    "body",
    [
        "<title>HeartNet</title><div><span>404</span><p>Looks like you're lost</p><a href=/>Home</a></div>",
        "<title>HeartNet</title><p>Page not found</p><p>Go on to our start page.</p>",
        "<title>Study not found</title><h1>Study not found</h1><p>NCT00000000</p>",
        "<title>HeartNet</title><div>Seite nicht gefunden</div><div>Zur Startseite</div>",
    ],
)
def test_a_notice_without_a_heading(body: str) -> None:
    assert outcome(body) == "soft-404"


@pytest.mark.parametrize(
    "heading",
    ["No results found", "0 results", "No results for “statins”", "Keine Ergebnisse", "No records found"],
)
def test_a_search_that_found_nothing_stands_in_the_place_of_a_page_unless_it_is_what_was_cited(heading: str) -> None:
    body = shown("Search results", heading, "Try fewer words.")
    assert outcome(body) == "soft-404"
    assert outcome(body, "https://www.site.example/search?q=statins") == "ok"


_OFFERS = "Daftar sekarang di situs slot terpercaya, bonus new member menanti. "


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Situs Slot Gacor Hari Ini", _OFFERS * 12),
        ("Best online casino 2026", "Real money slots, a no deposit bonus and casino bonuses for you. Play now! " * 25),
        ("Buy Viagra online", "Canadian pharmacy, no prescription, free shipping worldwide. " * 4),
    ],
)
def test_what_a_lapsed_site_is_sold_for(title: str, text: str) -> None:
    assert outcome(shown(title, title, text)) == "parked"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "How the no deposit bonus hooks players",
            "A casino bonus brings people back. We asked 400 why they play.",
        ),
        (
            "Buying from an online pharmacy without prescription",
            "Generic viagra, no prescription, online pharmacy. " * 3,
        ),
        ("Cannot get up", "Old people who fall and cannot get up lie long. An alarm at the wrist helps."),
        ("Viagra without prescription: the risks", "Tablets from the web often hold other drugs. " * 8),
        (
            "Gambling and debt",
            "Best online casino lists, real money slots and play now fill the screens. " * 3,
        ),
    ],
)
def test_an_article_about_what_spam_sells(title: str, text: str) -> None:
    assert outcome(shown(title, title, text), f"https://www.site.example/{title.lower().replace(' ', '-')}") == "ok"
    assert outcome(shown(title, title, text)) in ("ok", "blocked"), "where it does not name what its address names"


@pytest.mark.parametrize(
    "text",
    [
        "lungs.example expired on 4 May 2026",
        "heart-atlas.example is for sale",
        "atlas.example was not renewed",
    ],
)
def test_a_short_notice_about_another_name_than_the_one_asked(text: str) -> None:
    assert outcome(f"<title>Notice</title><h1>{text}</h1>") == "parked"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Consent to treatment", "Patients must give consent before treatment. Consent may be spoken or written."),
        ("Consent and children", "Children of 16 can give consent. Below that age, consent is asked of a parent."),
        ("Implied consent", "Consent is implied where a patient holds out an arm."),
    ],
)
def test_consent_to_treatment_is_no_consent_to_cookies(title: str, text: str) -> None:
    assert outcome(shown(title, title, text)) == "ok"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Oatmeal cookies", "Oatmeal cookies hold more fibre than other cookies. Two cookies are a portion."),
        (
            "Cookies and blood sugar",
            "Cookies raise blood sugar fast. Eat cookies after a meal. Few cookies hold any fibre.",
        ),
        ("Allergy to nuts", "Cookies, cakes and sweets hold nuts. Cookies from bakers are not labelled."),
    ],
)
def test_cookies_may_be_biscuits(title: str, text: str) -> None:
    assert outcome(shown(title, title, text)) == "ok"


def test_cookies_of_a_site() -> None:
    text = "This site uses cookies. Please accept our cookies so that we can store your settings on your device."
    assert outcome(shown("HeartNet", "Cookies", text)) == "restricted"


_LINKS = "<ul>" + "<li><a href=/x>What parents ask most about sleep, food and play</a></li>" * 40 + "</ul>"


@pytest.mark.parametrize("title", ["HeartNet", "Heart advice for all", "HeartNet | Welcome to HeartNet"])
def test_a_long_list_under_a_notice_and_a_title_that_names_nothing_of_the_address(title: str) -> None:
    body = f"<title>{title}</title><h1>Sorry, we couldn't find what you were looking for</h1>{_LINKS}"
    assert outcome(body) == "soft-404"
    assert outcome(body.replace(title, f"Statins - {title}")) == "ok"
    assert outcome(body, "https://www.site.example/4711") == "ok"


@pytest.mark.parametrize(
    ("title", "heading", "text"),
    [
        (
            "Maintenance of asthma inhalers",
            "Maintenance",
            "Clean the inhaler weekly and let it dry. Check the counter.",
        ),
        ("Error in drug dosing", "Error", "An error in dosing is common: one in ten doses for children is wrong."),
        (
            "Technical difficulties in hernia surgery",
            "Technical difficulties",
            "Hernias that come back are hard to mend.",
        ),
    ],
)
def test_a_heading_that_a_notice_has_too_under_a_title_of_more(title: str, heading: str, text: str) -> None:
    assert outcome(f"<title>{title}</title><h1>{heading}</h1><p>{text}</p>") == "ok"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Site maintenance", "Maintenance"),
        ("HeartNet maintenance", "Maintenance"),
        ("Error", "Error"),
        ("Error 500", "Error"),
    ],
)
def test_a_notice_under_such_a_heading(title: str, heading: str) -> None:
    body = f"<title>{title}</title><h1>{heading}</h1><p>HeartNet is off for an hour. Thank you for your patience.</p>"
    assert outcome(body, "https://www.heartnet.example/guide/statins.html") == "server-error"


_BAR = "<div class=bar>This website uses cookies to give you the best experience. <a href=/c>More</a></div>"


@pytest.mark.parametrize(
    "said",
    [
        "It looks like nothing was found at this location. Maybe try a search?",
        "The page you wanted has been taken down.",
        "We have looked everywhere and couldn't find that page.",
    ],
)
def test_a_sentence_below_a_trail_and_a_bar_of_cookies(said: str) -> None:
    trail = "<ol><li>Home</li><li>A to Z</li></ol><h1>This is awkward</h1>"
    assert outcome(f"<title>HeartNet</title>{_BAR}{trail}<p>{said}</p>") == "soft-404"
    about = trail.replace("This is awkward", "Statins")
    told = f"{_BAR}{about}<p>Statins were stopped by one patient of nine. Readers of the trial say: {said}</p>"
    assert outcome(f"<title>Statins</title>{told}") != "soft-404"


@pytest.mark.parametrize(
    ("lang", "heading"),
    [
        ("fr", "Mille excuses, la page en question est introuvable chez nous"),
        ("de", "Hoppla, diese Seite hat sich verlaufen und wurde nicht gefunden"),
        ("es", "Qué raro: esta página que pides no existe en la web"),
    ],
)
def test_a_notice_in_another_language_may_have_words_of_its_own(lang: str, heading: str) -> None:
    body = f"<html lang={lang}><title>Portal</title><h1>{heading}</h1></html>"
    assert outcome(body) in ("soft-404", "blocked"), "it is lost or, where less is sure, doubted"
    assert outcome(body.replace("Portal", "Statins")) in ("ok", "blocked"), "it names what the address names"


def test_a_question_in_a_dialog_over_a_page_that_tells_enough_is_no_door() -> None:
    text = "Statins lower the cholesterol in the blood, and fewer people who take them have a stroke. " * 4
    asks = "<div role=dialog>Please confirm that you are a healthcare professional. <button>Yes</button></div>"
    assert outcome(f"<title>Statins</title>{asks}<h1>Statins</h1><p>{text}</p>") == "ok"
    assert outcome(f"<title>Portal</title>{asks}<h1>Portal</h1><p>Welcome.</p>") == "restricted"


def test_an_article_that_names_what_its_address_names_is_no_spam() -> None:
    body = shown(
        "Canadian pharmacy scams", "Canadian pharmacy scams", "Buy viagra, cheap cialis, canadian pharmacy. " * 3
    )
    assert outcome(body) == "parked"
    assert outcome(body, "https://www.site.example/news/canadian-pharmacy-scams") == "ok"


def test_a_program_that_cannot_get_an_address() -> None:
    assert outcome("<pre>Cannot GET /guide/statins.html</pre>") == "soft-404"


_STYE = "A stye is a small boil at the root of a lash. Lay a warm cloth on it four times a day. It opens by itself."


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<h1>Index of /guide/statins.html</h1><pre><a href=a>a.css</a> 2014 2K</pre>", "blocked"),
        ("<p>Provider error '80040e14'</p><p>/inc/list.asp, line 6</p>", "server-error"),
        ("<p>Undefined index: body in /srv/www/show.php on line 31</p>", "server-error"),
        ("<p>File app/views.py, line 210, in show</p>", "server-error"),
        (f"<title>Statins</title><h1>Statins</h1><p>{_STYE}</p><p>show.php on line 31</p>", "ok"),
        (f"<h1>Statins</h1><p>{_STYE}</p><p>Already a subscriber?</p>", "ok"),
        (f"<h1>Statins</h1><p>{_STYE}</p><p>This post is for subscribers only</p>", "restricted"),
        (f"<h1>Statins</h1><h2>Abstract</h2><p>{_STYE}</p><p>Subscribe to read the rest.</p>", "ok"),
        ("<h1>Síða fannst ekki</h1>", "soft-404"),
        ("<h1>Leaflet 31 withdrawn</h1><p>Ring the office.</p>", "soft-404"),
    ],
)
def test_what_stands_where_no_page_was_made_and_what_sounds_alike(body: str, wanted: str) -> None:
    assert outcome(body) == wanted


def test_a_refresh_for_readers_without_scripts_leads_nobody_who_sees_the_page() -> None:
    lead = "<html><head><noscript><meta http-equiv=refresh content='0;url=/off'></noscript></head><body>"
    assert read(f"{lead}<h1>Stye</h1><p>{_STYE}</p>".encode()).refresh == ""
    assert read(f"{lead}<p>Wait.</p>".encode()).refresh == "/off"

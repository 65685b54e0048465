"""Pages of a domain's next owner at the addresses of its last, and pages that only have a name of other words."""

from __future__ import annotations

import pytest

from citewarden import config
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, missing
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
HONEST, UNASKED = Neighbour(known=True, honest=True), Neighbour()
HEARING = "https://www.hearing-circle-brook.example/leaflets/earwax-softening"
FENCE = (
    "A fence of larch stands for fifteen winters without paint. Posts go a third of their length into the ground, on "
    "a bed of gravel, so that rain runs off below. We drive them by machine and set the rails on the same day. Gates "
    "hang on three hinges. Ask for a price by the metre before the frost, since in spring we are asked by everybody "
    "at once. Old posts are pulled out and taken along, and the turf is laid back where it was cut."
)
ZAUN = (
    "Ein Zaun aus Lärche hält fünfzehn Winter ohne Farbe. Die Pfosten stehen zu einem Drittel im Boden auf einer "
    "Lage Kies, damit der Regen nach unten abläuft. Wir rammen sie mit der Maschine und setzen die Riegel am selben "
    "Tag. Fragen Sie vor dem Frost nach einem Preis für den Meter, denn im Frühjahr fragen uns alle auf einmal. Die "
    "alten Pfosten nehmen wir mit, und den Rasen legen wir wieder so hin, wie er war, bevor wir gegraben haben."
)
GROSEL = (
    "Płot z modrzewia stoi piętnaście zim bez farby. Słupki tkwią w ziemi do jednej trzeciej, na żwirze, żeby woda "
    "spływała. Wbijamy je maszyną i tego samego dnia mocujemy żerdzie. Bramka wisi na trzech zawiasach. O cenę za metr "
    "pytaj przed mrozem, bo wiosną pytają wszyscy naraz. Stare słupki zabieramy, a darń kładziemy tam, gdzie była, i "
    "po tygodniu nie widać, że ktoś kopał, nawet kiedy długo nie pada i trawa jest sucha jak siano na polu."
)


def told(url: str, title: str, text: str, foot: str = "", beside: Neighbour = HONEST) -> str:
    """The judgement of a page at an address."""
    body = (
        f"<html><head><meta charset=utf-8><title>{title}</title><style>.ear{{}}</style></head><body><main><h1>{title}"
        f"</h1><p>{text}</p></main><footer>{foot}<a href='{url}'>here</a></footer></body></html>"
    ).encode()
    address, page = parse(url), read(body)
    found = missing(Sight(address, address, page=page, body=body), sketch(page.text), beside, CUES)
    return found.outcome if found is not None else "ok"


@pytest.mark.parametrize(
    ("url", "title", "text"),
    [
        (HEARING, "Fences of larch - Brown and Sons", FENCE),
        ("https://shingles-notes.example/after-shingles.html", "Larch fences", FENCE),
        ("https://www.reha-werkstatt.example/ratgeber/gehen-nach-schlaganfall", "Zäune aus Lärche - Holzhof", ZAUN),
        ("https://nerki-poradnik.example/kamica-nerkowa/objawy-kamicy", "Płoty z modrzewia - Nasz ogród", GROSEL),
        ("https://www.gout-friends.example/diet/cherry-juice", "Zäune aus Lärche - Holzhof", ZAUN),
    ],
)
def test_the_page_of_a_new_owner(url: str, title: str, text: str) -> None:
    assert told(url, title, text) == "parked"
    assert told(url, title, text, beside=UNASKED) == "ok", "nobody knows whether the site answers all alike"


@pytest.mark.parametrize(
    ("url", "title", "text", "foot"),
    [
        (HEARING, "Fences of larch", FENCE, "© Hearing Circle"),
        (HEARING, "Fences of larch", FENCE, "<img src=a.png alt='Brook hearing aids'>"),
        (HEARING, "Fences of larch", f"{FENCE} Softening the ground helps.", ""),
        (HEARING, "Fences of larch", FENCE[:150], ""),
        ("https://www.hearing-circle-brook.example/node/4711", "Fences of larch", FENCE, ""),
        ("https://www.hearing-circle-brook.example/leaflets/tinnitus", "Fences of larch", FENCE, ""),
        ("https://www.hcb.example/leaflets/earwax-softening", "Fences of larch", FENCE, ""),
        ("https://www.hearing-circle-brook.example/de/earwax-softening", "Zäune aus Lärche - Holzhof", ZAUN, ""),
        (HEARING, "Zäune aus Lärche", ZAUN, ""),
        (HEARING, "Ουλίτιδα", "Τα ούλα ματώνουν στο βούρτσισμα και πρήζονται εύκολα. " * 12, ""),
    ],
    ids=["footer", "picture", "a word", "short", "number", "one word", "initials", "language", "no site", "letters"],
)
def test_a_page_that_may_be_the_sites_own(url: str, title: str, text: str, foot: str) -> None:
    assert told(url, title, text, foot) == "ok"

"""Which part of an address names its page, headings that name no fault, articles on walls, tools that were given up."""

from __future__ import annotations

import pytest

from citewarden import config
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, instead, missing, wall
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour, neighbour, seen
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
HONEST = Neighbour(known=True, honest=True)


def outcome(body: str, address: str, *, led: str = "", everywhere: bool = False) -> str:
    """The judgement of a page whose site is honest, or shows it for every address; `led` is where the address led."""
    asked, page = parse(address), read(body.encode())
    found = parse(led) if led else asked
    sight = Sight(asked, found, page=page, moved=bool(led))
    beside = seen(found.at("/made-up"), page) if everywhere else HONEST
    verdict = wall(sight, CUES) or instead(sight, CUES) or missing(sight, sketch(page.text), beside, CUES)
    return verdict.outcome if verdict is not None else "ok"


def shown(heading: str, text: str, title: str = "") -> str:
    head = f"<title>{title or heading}</title><header><a href=/>Home</a></header>"
    return f"{head}<main><h1>{heading}</h1><p>{text}</p></main><footer>© 2026</footer>"


def beside(path: str) -> str:
    return neighbour(parse(f"https://a.example{path}"))


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/article/S0140-6736(20)30183-5/fulltext", "/article/S0140-6736(20)30184-7/fulltext"),
        ("/science/pii/S0022202X15370834/abstract", "/science/pii/S0022202X15370999/abstract"),
        ("/story/48213377/why-knees-click", "/story/48213378/why-hips-click"),
        ("/guide/gout/overview.html", "/guide/asthma/overview.html"),
        ("/en/eczema/print/", "/en/scabies/print/"),
    ],
)
def test_the_neighbour_of_a_page_is_none_of_its_own_addresses(path: str, other: str) -> None:
    """A site may show the page whatever stands behind what names it."""
    assert beside(path) == beside(other)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/article/view/4471", "/article/view/"),
        ("/doi/10.1016/j.ejca.2019.01.001", "/doi/10.1016/"),
        ("/2019/05/why-knees-click", "/2019/05/"),
        ("/ward/b12/visiting", "/ward/b12/"),
        ("/about", "/"),
        ("/knee/3", "/knee/"),
    ],
)
def test_what_many_pages_have_in_their_addresses_stays(path: str, kept: str) -> None:
    assert beside(path).startswith(f"{kept}citewarden-")


@pytest.mark.parametrize("query", ["kod=0094113", "nr=1250&lang=de", "ProductID=77", "codigo=661"])
def test_a_code_in_a_query_names_a_page_too(query: str) -> None:
    assert "=987654321" in beside(f"/detail.php?{query}")


_ABSTRACT = (
    "Purpose. We compared a sling with early movement after a broken collar bone. Methods. Ninety adults were drawn by "
    "lot. Results. After six weeks those who moved early lifted the arm ten degrees higher, and after a year there was "
    "no difference. Two bones did not heal in either group. Conclusions. Early movement does no harm. Buy this paper."
)


def test_a_page_shown_for_whatever_follows_its_number_is_not_asked_for_by_that() -> None:
    """The neighbour of an address that ends in "fulltext" has another number, or a made-up one."""
    for path in ("/article/S0363-5023(18)31077-4/fulltext", "/pii/S036350231831077/full", "/paper/88123/abstract"):
        number = path.split("/")[2]
        assert number not in beside(path)
        assert outcome(shown("Sling or movement", _ABSTRACT), f"https://a.example{path}") == "ok"


_VAGUE = [
    (
        "Error",
        "The study you asked for is not in our journal. The editors may have taken it out, or the number is wrong.",
    ),
    (
        "Oops!",
        "The leaflet you are looking for may have been moved or retired when the website was rebuilt. Try the A to Z.",
    ),
    (
        "Error",
        "El artículo que solicita no se encuentra en esta publicación. Puede que los editores lo hayan retirado.",
    ),
    ("Oops", "We can't find this subject on our new site. It was moved or taken away."),
]


@pytest.mark.parametrize(("heading", "text"), _VAGUE)
def test_a_heading_that_names_no_fault_does_not_decide(heading: str, text: str) -> None:
    for address in ("https://a.example/j/article/view/4471", "https://a.example/food/restaurants.aspx"):
        assert outcome(shown(heading, text, "Journal of Wards"), address, everywhere=True) == "soft-404"
        assert outcome(shown(heading, text, "Journal of Wards"), address) != "ok"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Error", "The server could not build this page. Please come back in a few minutes."),
        ("Oops!", "Something broke on our side. Our engineers know about it. Try again later."),
        ("Error", "No se pudo atender la solicitud. Inténtelo de nuevo más tarde."),
        ("Oops", "The database did not answer. Reload the page."),
    ],
)
def test_a_fault_is_one_under_such_a_heading(heading: str, text: str) -> None:
    for everywhere in (True, False):
        assert outcome(shown(heading, text, "Knee Trust"), "https://a.example/a/knees", everywhere=everywhere) not in (
            "ok",
            "soft-404",
        )


def test_an_address_that_is_told_of_as_the_one_that_failed_is_not_to_come_back_to() -> None:
    asked = "https://a.example/Food/Restaurants.aspx"
    page = shown("Oops!", "The page may have been moved or taken away with the old site. Try the A to Z.")
    for led in (
        "https://a.example/Faults/Sorry.aspx?aspxerrorpath=/Food/Restaurants.aspx",
        "https://a.example/sorry.asp?404;https://a.example/Food/Restaurants.aspx",
    ):
        assert outcome(page, asked, led=led, everywhere=True) == "soft-404"
    gate = shown("Welcome", "Choose your region.")
    assert outcome(gate, asked, led="https://a.example/go?next=/Food/Restaurants.aspx", everywhere=True) == "restricted"


_ON_WALLS = [
    (
        "prove-you-are-human",
        "Prove you are human",
        "My mother is 84 and cannot see the letters in the picture. The clinic's portal "
        "asks her for them each time she "
        "wants her blood results, and after the third mistake it shuts her out for a day. We counted such puzzles on "
        "the sites of thirty hospitals and found eleven. Only four offered a sound, and none a person to ring. A law "
        "of 2018 says that public sites must be usable by everyone, yet nobody has been fined. Two hospitals took the "
        "puzzle away after we wrote to them, and their doctors say that no robot has come since.",
    ),
    (
        "are-you-a-robot",
        "Are you a robot?",
        "Four arms hang over the patient, and the surgeon sits in the corner with her head in a hood. In the last ten "
        "years machines of this kind have taken out a million prostates. Do the men do better? They bleed less and go "
        "home a day earlier, but after two years as many leak urine and as many cannot have an erection. The machine "
        "costs two million, and each operation a thousand more. Surgeons who had done fewer than forty took longer and "
        "had more to repair. Ask how often yours has done it.",
    ),
    (
        "access-denied",
        "Access denied",
        "Of a hundred people with a hip that needs replacing nineteen are turned away by their insurer at first. We "
        "followed six hundred of them for two years. A third appealed, and four of five who did were given the "
        "operation in the end, after eleven months. The others took more painkillers and walked less. Women and people "
        "without a car appealed less often. Doctors spent three hours on each letter. The insurers say that they save "
        "nothing by it, and two of them have stopped asking for proof.",
    ),
]


@pytest.mark.parametrize(("slug", "heading", "text"), _ON_WALLS)
def test_an_article_on_walls_is_no_wall(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text, f"{heading} | Plain Words"), f"https://a.example/blog/{slug}") == "ok"


@pytest.mark.parametrize(
    ("slug", "heading", "text"),
    [
        ("prove-you-are-human", "Prove you are human", "Please complete the security check to go on to a.example."),
        ("are-you-a-robot", "Are you a robot?", "Tick the box. Please enable JavaScript and cookies, then try again."),
        ("access-denied", "Access denied", "You do not have permission to see this page on this server."),
    ],
)
def test_a_wall_is_one_whatever_the_address_is_called(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text), f"https://a.example/blog/{slug}", everywhere=True) in ("blocked", "restricted")


_MORE = (
    "</p><h2>More from us</h2><ul><li><a>Soups for cold days</a><li><a>Sleep when it is hot</a><li><a>Games</a></ul>"
)


@pytest.mark.parametrize(
    ("slug", "heading", "text"),
    [
        (
            "due-date-calculator",
            "Due date calculator",
            "We have withdrawn this calculator.</p><p>It can no longer be used on our site, "
            f"and we plan no other.{_MORE}",
        ),
        (
            "asthma-quiz",
            "Asthma quiz",
            f"The quiz was taken off our website in March and will not be replaced.{_MORE}",
        ),
        (
            "heart-age-test",
            "Heart age test",
            "We've closed this test.</p><p>From 1 June 2025 the test is no longer on this "
            f"site. No new one is planned.{_MORE}",
        ),
        (
            "insulin-dose-helper",
            "Insulin dose helper",
            f"We took this helper off our website. From 7 July 2024 it can't be used here any longer.{_MORE}",
        ),
        (
            "rauchfrei-rechner",
            "Rauchfrei-Rechner",
            "Wir haben diesen Rechner eingestellt.</p><p>Er kann auf unserer Website nicht mehr benutzt werden.",
        ),
    ],
)
def test_a_tool_that_was_given_up_is_not_the_page(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text), f"https://a.example/tools/{slug}") not in ("ok", "soft-404")


@pytest.mark.parametrize(
    ("slug", "heading", "text"),
    [
        (
            "due-date-calculator",
            "Due date calculator",
            "Enter the first day of your last period. The calculator adds 280 days and shows "
            f"the week you are in.{_MORE}",
        ),
        (
            "retired-nurses",
            "Retired nurses",
            f"Many come back for a day a week. They need a check of their skills, and no longer pay the fee.{_MORE}",
        ),
        (
            "hormone-patches",
            "Hormone patches",
            f"The 25 mg patch is no longer made. Cut a 50 mg one in two, and change it twice a week.{_MORE}",
        ),
        (
            "bmi-in-old-age",
            "BMI in old age",
            "From 70 on the index can no longer tell fat from muscle. Walking speed says "
            f"more, and so does grip.{_MORE}",
        ),
        (
            "walk-in-centre-closed",
            "Why our walk-in centre closed",
            "Three of five nurses retired. From 1 June 2024 patients are seen at the harbour "
            f"clinic, from eight to six.{_MORE}",
        ),
        (
            "heart-age-test",
            "Heart age test",
            "We made this test with 12,000 people. It sets your blood pressure and weight "
            f"beside those of your age.{_MORE}",
        ),
    ],
)
def test_a_tool_and_what_was_given_up_in_care_are_the_page(slug: str, heading: str, text: str) -> None:
    assert outcome(shown(heading, text), f"https://a.example/tools/{slug}") == "ok"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Detail", "Přípravek s tímto číslem nebyl nalezen. Mohl být vyřazen.</p><table><tr><td>Název<td>-</table>"),
        (
            "Details",
            "There is no product of this code. Its licence may have ended.</p><table><tr><td>Name<td>-</table>",
        ),
        ("Detalle", "Ningún medicamento tiene este número.</p><table><tr><td>Nombre<td>-</table>"),
        ("Detail", "Liek s týmto číslom sa nenašiel.</p><table><tr><td>Názov<td>-</table>"),
    ],
)
def test_a_record_of_nothing_is_lost_where_another_number_shows_it_too(heading: str, text: str) -> None:
    address = "https://a.example/detail.php?kod=0094113"
    assert outcome(shown(heading, text, f"{heading} | Pills"), address, everywhere=True) == "soft-404"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Detail přípravku: Ibuprofen 400", "Tablety, 30 kusů. Účinná látka ibuprofen. Výdej bez předpisu."),
        ("Details: glucose gel", "Tubes of 25 g, three a box. One tube lifts low sugar within a quarter of an hour."),
        ("Ibuprofeno 400", "Tómelo con la comida. No más de tres al día."),
    ],
)
def test_a_record_is_the_page(heading: str, text: str) -> None:
    assert outcome(shown(heading, text, f"{heading} | Pills"), "https://a.example/detail.php?kod=0094113") == "ok"


def test_a_feed_of_advertisements_on_a_lapsed_domain() -> None:
    words = (
        "<h3>Related searches</h3><ul><li>Hearing aids<li>Bathroom fitters near "
        "me<li>Slimming tea</ul><button>Go</button>"
    )
    for name in ("gluten-kitchen.example", "knee-forum.example", "allergy-families.example"):
        for mark in ("", ' data-adblockkey="MFww_abc"'):
            body = f"<html{mark}><title>{name}</title><body><h1>{name}</h1>{words}"
            assert outcome(body, f"https://{name}/recipes/bread.html", everywhere=True) == "parked"
    found = shown("Hearing aids", f"They come in four kinds. Most rest behind the ear.</p>{words}<p>")
    assert outcome(found, "https://a.example/guide/hearing-aids", everywhere=True) == "ok"

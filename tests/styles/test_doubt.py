"""What the reading of an entry leaves over or cannot be is told; what is read right is left alone."""

from __future__ import annotations

import pytest

from citewarden.styles import doubt, parse_reference
from citewarden.styles._oddities import oddities


@pytest.mark.parametrize(
    "raw",
    [
        "Roe J, Poe B. Sleep and salt. Lancet. 2011;378(3):11-20.",
        "Doe C, Roe J, Zoe D, et al. Naps in nurses: a study. J Sleep Res. 2015;24(2):101-9. doi:10.1111/jsr.12345",
        "Roe, J. A., & Poe, B. (2019). Salt and the heart. American Journal of Public Health, 109(4), 512-518.",
        "Guo S-W. Salt in the diet of the young. Eur J Nutr. 2014;53:441-61.",
        "World Health Organization. Guideline: sodium intake. Geneva: World Health Organization; 2012.",
        "Younger DS. Motor Disorders. Brookfield, CT: Rothstein Publishing; 2015.",
        "Centers for Disease Control and Prevention. About sleep. Accessed May 3, 2024. https://www.cdc.gov/sleep/about",
        "https://www.nhs.uk/conditions/insomnia/",
        "The Human Medicines Regulations 2012, SI 2012/1916.",
    ],
)
def test_what_is_read_right_is_not_doubted(raw: str) -> None:
    assert not doubt(parse_reference(raw)).told


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        (
            "Slip: Heart Council Victoria, “Sam the Seal”, YouTube video, 9 November 2010. https://youtu.be/b7",
            "Council",
        ),
        ("Salt: a history. Read at the Quorn Society, 4 May 1911; shelf 44/17. Roe J.", "44"),
        ("Two grams a day: ISO 20126:2022, Dentistry — Toothbrushes — Stiffness of the tufts, Geneva.", "Toothbrushes"),
    ],
)
def test_words_that_were_placed_nowhere_are_kept_and_told(raw: str, left: str) -> None:
    found = doubt(parse_reference(raw))
    assert found.told
    assert left in found.unplaced


@pytest.mark.parametrize(
    ("csl", "name"),
    [
        ({"author": [{"family": "van", "given": "P."}]}, "author"),
        ({"author": [{"family": "Roe", "given": "A"}, {"literal": "i wsp"}]}, "author"),
        ({"author": [{"literal": "m.fl"}]}, "author"),
        ({"author": [{"family": "a b Roe", "given": "J"}]}, "author"),
        ({"author": [{"family": "sunscreen: Roe", "given": "J"}]}, "author"),
        ({"editor": [{"literal": "Hrsg."}]}, "editor"),
        ({"publisher-place": "March"}, "publisher-place"),
        ({"publisher-place": "Published"}, "publisher-place"),
        ({"publisher": "12 May 2011"}, "publisher"),
        ({"publisher": "2011"}, "publisher"),
        ({"container-title": "Consulta"}, "container-title"),
        ({"container-title": "https://x.example"}, "container-title"),
        ({"title": "of"}, "title"),
        ({"title": "Accessed 3 May 2011"}, "title"),
        ({"title": "12 March 2019"}, "title"),
        ({"volume": "1 de mayo"}, "volume"),
        ({"volume": "37812"}, "volume"),
        ({"volume": "II ed"}, "volume"),
        ({"page": "320-210"}, "page"),
        ({"page": "n. 281"}, "page"),
        ({"issued": {"date-parts": [[2023]]}, "accessed": {"date-parts": [[2019]]}}, "issued"),
    ],
)
def test_values_that_cannot_be(csl: dict[str, object], name: str) -> None:
    assert name in oddities("", csl)


@pytest.mark.parametrize(
    "csl",
    [
        {"author": [{"family": "Du", "given": "A"}, {"family": "Berg", "non-dropping-particle": "van den"}]},
        {"author": [{"literal": "WHO"}, {"literal": "CDC"}, {"literal": "3M"}]},
        {"author": [{"family": "May", "given": "R"}], "publisher": "MS", "publisher-place": "Marche"},
        {"title": "HIV", "volume": "12 Suppl 1", "page": "310-22"},
        {"title": "May cause drowsiness", "container-title": "Age Ageing", "volume": "2019"},
        {"title": "Sleep in 2019", "page": "e20-e31", "volume": "XII"},
    ],
)
def test_values_that_can(csl: dict[str, object]) -> None:
    assert oddities("", csl) == ()


def test_two_articles_read_as_one_are_told() -> None:
    raw = "Roe J. Sleep. Lancet. 2011;378:11-20. Doe C. Salt. BMJ. 2012;344:1-9."
    assert oddities(raw, parse_reference(raw).csl) == ("entry",)
    assert doubt(parse_reference(raw)).told

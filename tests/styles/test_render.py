"""References are set in each style, and a list's style is recognised from its entries."""

from __future__ import annotations

import pytest

from citewarden.plugins import discover
from citewarden.styles import dominant, parse_reference, parse_references, render, style_of

ARTICLE = {
    "type": "article-journal",
    "author": [
        {"family": "Leite", "given": "Marco Antonio Araujo"},
        {"family": "Freitas", "given": "Marcos R. G.", "non-dropping-particle": "de"},
    ],
    "title": "Another perspective on fasciculations",
    "container-title": "Neurology International",
    "container-title-short": "Neurol Int",
    "issued": {"date-parts": [[2014, 8, 8]]},
    "volume": "6",
    "issue": "3",
    "page": "520-8",
    "DOI": "10.4081/ni.2014.5208",
}
BOOK = {
    "type": "book",
    "author": [{"family": "Younger", "given": "David S."}],
    "title": "Motor Disorders",
    "edition": "3",
    "publisher": "Rothstein Publishing",
    "publisher-place": "Brookfield, CT",
    "issued": {"date-parts": [[2015]]},
}
PAGE = {
    "type": "webpage",
    "author": [{"literal": "National Institute of Neurological Disorders and Stroke"}],
    "container-title": "National Institute of Neurological Disorders and Stroke",
    "title": "Motor neuron diseases fact sheet",
    "issued": {"date-parts": [[2012, 3]]},
    "accessed": {"date-parts": [[2021, 6, 1]]},
    "URL": "https://www.ninds.nih.gov/mnd",
}
CHAPTER = {
    "type": "chapter",
    "author": [{"family": "Smith", "given": "JA"}],
    "editor": [{"family": "Jones", "given": "CD"}, {"family": "Brown", "given": "EF"}],
    "title": "Motor neuron disease",
    "container-title": "Textbook of Neurology",
    "publisher": "Elsevier",
    "publisher-place": "Philadelphia, PA",
    "issued": {"date-parts": [[2018]]},
    "page": "455-470",
}


@pytest.mark.parametrize(
    ("style", "item", "expected"),
    [
        (
            "ama",
            ARTICLE,
            "Leite MAA, de Freitas MRG. Another perspective on fasciculations. Neurol Int. 2014;6(3):520-8. "
            "doi:10.4081/ni.2014.5208",
        ),
        (
            "vancouver",
            ARTICLE,
            "Leite MAA, de Freitas MRG. Another perspective on fasciculations. Neurol Int. 2014 Aug 8;6(3):520-8. "
            "doi: 10.4081/ni.2014.5208.",
        ),
        (
            "apa",
            ARTICLE,
            "Leite, M. A. A., & de Freitas, M. R. G. (2014). Another perspective on fasciculations. "
            "Neurology International, 6(3), 520–8. https://doi.org/10.4081/ni.2014.5208",
        ),
        ("ama", BOOK, "Younger DS. Motor Disorders. 3rd ed. Brookfield, CT: Rothstein Publishing; 2015."),
        ("apa", BOOK, "Younger, D. S. (2015). Motor Disorders (3rd ed.). Rothstein Publishing."),
        (
            "ama",
            PAGE,
            "Motor neuron diseases fact sheet. National Institute of Neurological Disorders and Stroke. "
            "Published March 2012. Accessed June 1, 2021. https://www.ninds.nih.gov/mnd",
        ),
        (
            "magazine",
            PAGE,
            "National Institute of Neurological Disorders and Stroke website. (March 2012). "
            "Motor neuron diseases fact sheet. https://www.ninds.nih.gov/mnd",
        ),
        (
            "ama",
            CHAPTER,
            "Smith JA. Motor neuron disease. In: Jones CD, Brown EF, eds. Textbook of Neurology. "
            "Philadelphia, PA: Elsevier; 2018:455-470.",
        ),
        (
            "chicago",
            CHAPTER,
            "Smith, J. A. 2018. “Motor neuron disease.” In Textbook of Neurology, edited by C. D. Jones and "
            "E. F. Brown, 455–470. Philadelphia, PA: Elsevier.",
        ),
    ],
)
def test_references_ready_to_paste(style: str, item: dict[str, object], expected: str) -> None:
    assert render(item, style) == expected


@pytest.mark.parametrize("style", sorted(discover("citewarden.styles")))
@pytest.mark.parametrize("item", [ARTICLE, BOOK, PAGE, CHAPTER], ids=["article", "book", "page", "chapter"])
def test_what_is_set_is_read_again(style: str, item: dict[str, object]) -> None:
    again = parse_reference(render(item, style)).csl
    assert str(again["title"]).casefold() == str(item["title"]).casefold()
    assert again["issued"]["date-parts"][0][0] == item["issued"]["date-parts"][0][0]  # type: ignore[index]
    for name in ("DOI", "URL", "volume"):
        if name in again:
            assert again[name] == item[name]


def test_many_authors_are_cut_as_the_style_says() -> None:
    item = {**ARTICLE, "author": [{"family": f"Name{c}", "given": c} for c in "ABCDEFGH"]}
    assert render(item, "ama").startswith("NameA A, NameB B, NameC C, et al. ")
    assert render(item, "vancouver").startswith("NameA A, NameB B, NameC C, NameD D, NameE E, NameF F, et al. ")
    assert render(item, "mla").startswith("NameA, A., et al. “")


def test_an_unknown_style_falls_back_on_ama() -> None:
    assert render(BOOK, "no-such-style") == render(BOOK, "ama")


@pytest.mark.parametrize("style", ["ama", "apa", "chicago", "mla", "vancouver"])
def test_articles_are_recognised_in_the_style_they_are_set_in(style: str) -> None:
    assert style_of(render(ARTICLE, style)) == style


def test_the_dominant_style_of_the_seed_list() -> None:
    raws = [
        "Leite MAA et al. Another Perspective on Fasciculations. Neurology International. 2014;6(3):5208.",
        "Hersh C MH, Fox RJ. (June 2014). Cleveland Clinic website. Multiple Sclerosis.",
        "NINDS website. (March 2012). Motor Neuron Diseases Fact Sheet.",
        "Younger DS. Motor Disorders. Brookfield, CT: Rothstein Publishing; 2015.",
    ]
    styles = [p.style for p in parse_references(raws)]
    assert styles == ["ama", "magazine", "magazine", "ama"]
    assert dominant(styles) == "ama"
    assert dominant(["apa", "", "apa", "ama"]) == "apa"
    assert dominant([]) == "ama"


def test_every_style_says_what_it_is() -> None:
    for name, module in discover("citewarden.styles").items():
        assert module.TITLE, name
        assert 0 <= module.fits("Leite MAA. Title. Neurol Int. 2014;6(3):5208.") <= 1

"""What makes a record the printed work, and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from citewarden.text.matching import ACCEPT, WEIGHTS, Index, compare, decide, differences, gather_evidence, printed

LEITE: dict[str, Any] = {
    "type": "article-journal",
    "title": "Another perspective on fasciculations: when is it not caused by the classic form of amyotrophic lateral"
    " sclerosis or progressive spinal atrophy?",
    "author": [{"family": "Leite", "given": "Marco Antonio Araujo"}, {"family": "Orsini", "given": "Marco"}],
    "container-title": "Neurology International",
    "container-title-short": "Neurol Int",
    "volume": "6",
    "issue": "3",
    "page": "5208",
    "issued": {"date-parts": [[2014, 8, 8]]},
    "DOI": "10.4081/ni.2014.5208",
}
VOGT: dict[str, Any] = {
    "type": "article-journal",
    "title": "Lower motor neuron loss in multiple sclerosis and experimental autoimmune encephalomyelitis",
    "author": [{"family": "Vogt", "given": "Johannes"}, {"family": "Müller-Wielsch", "given": "Kerstin"}],
    "container-title": "Annals of Neurology",
    "volume": "66",
    "issue": "3",
    "page": "310-322",
    "issued": {"date-parts": [[2009, 9]]},
}


def score(raw: str, record: dict[str, Any], item: dict[str, Any] | None = None) -> float:
    return compare(printed(raw, item), record).score


@pytest.mark.parametrize(
    ("raw", "record"),
    [
        ("Neurology International. 2014;6(3):5208", LEITE),
        ("Leite MAA et al. Neurology International. 2014;6(3):5208", LEITE),
        ("Neurol. Int. 6, 5208 (2014)", LEITE),
        ("Leite MAA, Orsini M. Another perspective on fasciculations. Neurol Int. 2014.", LEITE),
        ("Vogt J, et al. Lower motor neuron loss in multiple sclerosis and experimental autoimmune"
         " ence-\nphalomyelitis. Ann Neurol 2009 Sep;66(3):310-22", VOGT),
        ("[12] J. Vogt, K. Mueller-Wielsch, Ann Neurol 66 (2009) 310.", VOGT),
        ("Vogt J. Lower motor neurone loss in multiple sclerosis and experimental autoimmune"
         " encephalomyelits. 2010.", VOGT),
    ],
)  # fmt: skip
def test_the_work_is_recognised_however_it_is_printed(raw: str, record: dict[str, Any]) -> None:
    assert score(raw, record) >= ACCEPT


@pytest.mark.parametrize(
    "raw",
    [
        "Neurology. 2014;6(3):5208",
        "Vogt J. Upper motor neuron loss in old age. Ann Neurol. 2011;70(1):20-31.",
        "Vogt J, Müller-Wielsch K. Something else altogether in the same journal. Ann Neurol. 2009;66(2):100-9.",
        "Smith A. Lower back pain in multiple sclerosis. J Pain. 2009;66(3):410-22.",
        "Annals of Neurology. 2009;66.",
        "Multiple sclerosis. Cleveland Clinic. 2014.",
        "http://example.org/310",
    ],
)
def test_a_namesake_or_a_neighbour_is_not(raw: str) -> None:
    assert max(score(raw, VOGT), score(raw, LEITE)) < ACCEPT


def test_parsed_fields_help_where_the_string_has_them_in_an_unusual_form() -> None:
    raw = "Vogt: motor neurons in MS (Annals 2009, vol. LXVI, p. 310)"
    item = {"author": [{"family": "Vogt"}], "volume": "66", "page": "310", "container-title": "Ann Neurol",
            "issued": {"date-parts": [[2009]]}}  # fmt: skip
    assert score(raw, VOGT, item) > score(raw, VOGT)


def test_journal_volume_and_page_say_which_work_it_is_where_nobody_is_named() -> None:
    item = {"container-title": "Neurol Int", "volume": "6", "page": "5208"}
    assert score("Neurol Int 6:5208", LEITE, item) >= 0.7, "no year needed"
    assert score("Neurol Int 6:5209", LEITE, {**item, "page": "5209"}) < ACCEPT
    other = {**item, "container-title": "Brain"}
    assert score("Brain 2014;6:5208", LEITE, {**other, "issued": {"date-parts": [[2014]]}}) < ACCEPT
    named = {**item, "author": [{"family": "Vogt", "given": "J"}]}
    assert score("Vogt J. Neurol Int 6:5208", LEITE, named) < score("Neurol Int 6:5208", LEITE, item)


def test_every_piece_of_evidence_has_a_weight_and_the_right_sign() -> None:
    evidence = gather_evidence(printed("Vogt J. Ann Neurol. 2009;66:310"), VOGT)
    assert set(evidence) == set(WEIGHTS) - {"bias"}
    assert all(weight < 0 for name, weight in WEIGHTS.items() if "differs" in name)
    assert all(weight > 0 for name, weight in WEIGHTS.items() if "differs" not in name and name != "bias")


def test_an_index_finds_accepts_and_knows_when_two_fit() -> None:
    twin = {**VOGT, "volume": "67", "page": "1-9"}
    index = Index({"leite": LEITE, "vogt": VOGT, "twin": twin})
    assert decide(index.search(printed("Neurology International. 2014;6(3):5208"))) == ("matched", "leite")
    assert decide(index.search(printed("Vogt J. Ann Neurol. 2009;66(3):310-22."))) == ("matched", "vogt")
    bare = printed(f"Vogt J, Müller-Wielsch K. {VOGT['title']}. Ann Neurol. 2009.")
    assert decide(index.search(bare))[0] == "ambiguous"
    assert decide(index.search(bare), same={"vogt": "w", "twin": "w"})[0] == "matched"
    assert decide(index.search(printed("Doe J. Knees. J Joints. 2001;1:1."))) == ("not_found", "")
    assert decide(Index({}).search(bare)) == ("not_found", "")


def fields(item: dict[str, Any], record: dict[str, Any] = VOGT, raw: str = "") -> list[tuple[str, str]]:
    match = compare(printed(raw, item), record) if raw else None
    return [(d.field, d.severity) for d in differences(item, record, match)]


def test_what_agrees_is_no_difference() -> None:
    assert fields({"type": "article-journal", "title": "Lower Motor Neuron Loss in Multiple Sclerosis and Experimental"
                   " Autoimmune Encephalomyelitis.", "author": [{"family": "Vogt", "given": "J"}],
                   "container-title": "Ann. Neurol.", "volume": "66", "issue": "3", "page": "310-22",
                   "issued": {"date-parts": [[2009]]}}) == []  # fmt: skip
    umlaut = {**VOGT, "author": [{"family": "Dörr", "given": "Jan"}]}
    assert fields({"author": [{"family": "Doerr", "given": "J"}]}, umlaut) == []
    assert fields({"title": "Another perspective on fasciculations"}, LEITE) == [], "a title without its subtitle"


@pytest.mark.parametrize(
    ("printed_title", "registered", "told"),
    [
        ("Ear wax in nurses, 2nd survey", "Ear wax in nurses, second survey", False),
        ("Ear wax after 3 years", "Ear wax after three years", False),
        ("Ear wax and hearing, part II", "Ear wax and hearing, part 2", False),
        ("Paediatric anaemia & fibre", "Pediatric anemia and fiber", False),
        ("β-Blockers vs. rest", "Beta-blockers versus rest", False),
        ("Ear wax in 12 000 bakers of the north", "Ear wax in 12,000 bakers of the North", False),
        ("Ear wax in the winters of 2011/12 and after", "Ear wax in the winters of 2011-2012 and after", False),
        ("Ear wax in nurses, 2nd survey", "Ear wax in nurses, third survey", True),
        ("Ear wax and the hearing of old bakers, part 1", "Ear wax and the hearing of old bakers, part 2", True),
        (
            "Ten minutes of chewing a day and ear wax in bakers",
            "Twenty minutes of chewing a day and ear wax in bakers",
            True,
        ),
    ],
)
def test_how_a_titles_words_are_written_is_no_difference(printed_title: str, registered: str, told: bool) -> None:
    record = {**VOGT, "title": registered}
    raw = f"Vogt J. {printed_title}. Ann Neurol. 2009;66(3):310-22."
    assert fields({"title": printed_title}, record, raw) == [("title", "minor")] * told


def test_differences_say_what_is_printed_what_is_registered_and_how_bad_it_is() -> None:
    assert fields({"issued": {"date-parts": [[2010]]}}) == [("issued", "minor")]
    assert fields({"issued": {"date-parts": [[2016]]}}) == [("issued", "major")]
    assert fields({"title": "Knee pain in bakers"}) == [("title", "major")]
    assert fields(
        {"title": "Lower motor neuron loss in multiple sclerosis and autoimmune encephalomyelitis in mice"}
    ) == [("title", "minor")]
    assert fields({"author": [{"family": "Smith", "given": "J"}], "volume": "67"}) == [
        ("author", "major"),
        ("volume", "minor"),
    ]
    assert fields({"author": [{"family": "Vogt", "given": "K"}]}) == [("author", "minor")]
    assert fields({"type": "article-journal", "container-title": "Lancet"}) == [("container-title", "major")]
    assert fields({"DOI": "10.1/x"}, {**VOGT, "DOI": "10.1/y"}) == [("DOI", "major")]


def test_what_stands_in_the_string_is_no_difference_whatever_the_parser_made_of_it() -> None:
    raw = f"Vogt J. {VOGT['title']}. Ann Neurol. 2009;66(3):310-22."
    assert (
        fields(
            {"title": "Ann Neurol", "author": [{"family": "Lower motor"}], "issued": {"date-parts": [[2009]]}},
            VOGT,
            raw,
        )
        == []
    )

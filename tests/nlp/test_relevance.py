"""Which source and which passage speak of a statement."""

from __future__ import annotations

import pytest

from citewarden import learned
from citewarden.errors import ConfigError
from citewarden.model import Passage
from citewarden.nlp import relevance
from citewarden.nlp.relevance import SHARES, Texts, name, statement
from citewarden.text import sentences


def passage(work: str, text: str, number: int = 1, section: str = "", start: int = 0) -> Passage:
    return Passage(f"{work}#p{number}", work, text, "full_text", section, start, start + len(text),
                   tuple(sentences.split(text)))  # fmt: skip


def order(form: str, passages: list[Passage], titles: dict[str, str] | None = None) -> list[str]:
    """Works, the likeliest first."""
    found = Texts(passages, titles or {}).scores(form)[1]
    return sorted(found, key=lambda work: -found[work])


def best(form: str, passages: list[Passage]) -> int:
    """The passage that speaks of the statement most."""
    found = Texts(passages, {}).scores(form)[0]
    return max(found, key=lambda number: found[number])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("il-18", "il18"),
        ("tnf-alpha", "tnf-α"),
        ("pparγ", "ppar-gamma"),
        ("nf-κb", "nf-kappab"),
        ("sars-cov-2", "sarscov2"),
        ("β2", "beta-2"),
    ],
)
def test_a_name_is_one_however_it_is_spelled(one: str, other: str) -> None:
    assert name(one) == name(other) != ""


@pytest.mark.parametrize("word", ["well-known", "heart", "2019-ncov", "12.5", "x-ray", "beta", "α"])
def test_other_words_have_no_second_spelling(word: str) -> None:
    assert name(word) == ""


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("Patients with gout had higher uric acid.", "Uric acid in gout.", "Patients had higher doses. They were old."),
        ("IL-18 raises the risk of plaque.", "Plaque and IL18 in arteries.", "Plaque and IL-6 in arteries."),
        ("The joints were inflamed.", "Inflammation of the joints.", "Replacement of the joints."),
        ("Sore throat in adults.", "A throat infection of adults, with pharyngitis.", "A skin infection of adults."),
        ("Fever fell within 36 hours of a dose.", "Fever fell, within 36 hours.", "Fever fell, within 20 hours."),
        ("Vitamin D lowers blood pressure.", "Blood pressure fell.", "The pressure of time. Blood was drawn."),
    ],
)
def test_the_source_that_speaks_of_it_comes_first(form: str, right: str, wrong: str) -> None:
    for a, b in (("w1", "w2"), ("w2", "w1")):
        assert order(form, [passage(a, right), passage(b, wrong)])[0] == a


def test_titles_and_headings_count() -> None:
    same = "It eased the cramps within an hour."
    form = "Peppermint oil eases cramps."
    assert order(form, [passage("w1", same), passage("w2", same)], {"w2": "Peppermint oil"})[0] == "w2"
    assert order(form, [passage("w1", same), passage("w2", same, section="Peppermint oil")])[0] == "w2"


def test_what_stands_first_counts_more_and_methods_less() -> None:
    words = "Zinc shortened the common cold by a day."
    filler = [passage("w1", f"Tablets were made in town {n}.", n, start=n * 100) for n in range(6)]
    late = passage("w1", words, 8, start=800)
    assert best(words, [*filler, late, passage("w1", words, 0, start=-100)]) == 7
    sections = ("Methods > Statistical analysis", "Results")
    assert best(words, [passage(f"w{n}", words, n, section) for n, section in enumerate(sections)]) == 1


def test_a_source_is_scored_without_regard_to_the_others() -> None:
    one, form = passage("w1", "Gout is common in older men. Uric acid was 7 mg/dl."), "Gout is common in men."
    alone = Texts([one], {}).shares(form)[1][0]
    among = Texts([one, passage("w2", "Gout is rare in women."), passage("w3", "Men are tall.")], {}).shares(form)[1][0]
    apart = [k for k, share in enumerate(SHARES) if share not in ("here", "words")]
    assert [alone[k] for k in apart] == [among[k] for k in apart]


def test_the_same_scores_in_any_order() -> None:
    texts = [passage(f"w{n % 3}", f"Gout in {n} men. Uric acid was high in gout.", n, start=n * 60) for n in range(9)]
    form = "Uric acid is high in men with gout."
    here, there = Texts(texts, {}).scores(form), Texts(texts[::-1], {}).scores(form)
    assert here[1] == there[1]
    assert here[0] == {8 - number: score for number, score in there[0].items()}


def test_nothing_to_look_for_and_nothing_to_look_in() -> None:
    assert Texts([], {}).scores("Gout is common.") == ({}, {})
    assert Texts([passage("w1", "Gout.")], {}).scores("It is.") == ({}, {})
    assert statement("").terms == ()
    scores = Texts([passage("w1", "Gout."), passage("w2", "Asthma.")], {}).scores("Gout.")
    assert set(scores[0]) == {0}
    assert set(scores[1]) == {"w1"}


def test_weights_that_were_tampered_with_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "sums", lambda: {"nlp/relevance_weights.json": "0" * 64})
    learned.card.cache_clear()
    relevance._weights.cache_clear()
    with pytest.raises(ConfigError, match="not the one this version was measured with"):
        Texts([passage("w1", "Gout.")], {}).scores("Gout.")

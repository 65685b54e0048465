"""Content words: keys, weights, prefixes, and the likeness of words, exact to the bit."""

from __future__ import annotations

from citewarden.nlp.verdict.terms import stem, table, terms, tokens, unprefixed


def keys(text: str) -> list[str]:
    return [t.key for t in terms(tokens(text))]


def test_inflections_and_synonyms_share_a_key() -> None:
    assert keys("hypertension") == keys("high blood pressure")
    assert keys("treated kidneys") == keys("treating the kidney")


def test_offsets_point_at_the_words() -> None:
    text = "The low-dose tablets"
    found = terms(tokens(text))
    assert [text[t.start : t.end] for t in found] == ["low-dose", "low", "dose", "tablets"]


def test_a_label_belongs_to_its_name() -> None:
    assert keys("stage II cancer")[0] == keys("stage 2 cancer")[0]
    assert keys("stage III cancer")[0] != keys("stage 2 cancer")[0]


def test_prefixes() -> None:
    assert unprefixed("prediabetes") == "diabetes"
    assert unprefixed("diabetes") == ""
    assert unprefixed("insulin") == "sulin"


def test_likeness_is_the_same_whatever_stands_beside() -> None:
    rows = [table().row(w) for w in ("kidney", "renal", "heart", "cardiac", "pain")]
    together = table().likeness(rows, [rows[:2], rows[2:4], rows[4:]])
    apart = [[table().likeness([row], [group])[0][0] for group in (rows[:2], rows[2:4], rows[4:])] for row in rows]
    assert together == apart
    assert together[0][0] > together[0][1]


def test_stems() -> None:
    assert stem("vaccinated") == stem("vaccinates")
    assert stem("mice") == stem("mouse")

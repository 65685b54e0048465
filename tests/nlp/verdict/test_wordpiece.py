"""Word pieces as BERT's uncased models read them."""

from __future__ import annotations

import pytest

from citewarden.nlp.verdict.wordpiece import WordPieces, words

PIECES = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "aspirin", "lower", "##s", "fever", ".", "%", "5", "##0", "-"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Naïve β-blockers", ["naive", "β", "-", "blockers"]),
        ("50% (n=3)", ["50", "%", "(", "n", "=", "3", ")"]),
        ("a\u200bb\u00a0c\td", ["ab", "c", "d"]),
        ("“quoted” – dash", ["“", "quoted", "”", "–", "dash"]),
        ("東京 fever", ["東", "京", "fever"]),
        ("", []),
    ],
)
def test_words_are_lower_case_without_accents_and_marks_stand_alone(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_the_longest_piece_from_the_left_wins() -> None:
    assert PIECES.numbers("Aspirin lowers fever 50%.") == [4, 5, 6, 7, 10, 11, 9, 8]
    assert PIECES.numbers("aspirinx") == [1]
    assert PIECES.numbers("a" * 101) == [1]


def test_a_pair_is_cut_at_the_passage_and_a_long_claim_leaves_it_half() -> None:
    pieces, side = PIECES.pair("aspirin", "fever " * 50, 12)
    assert (len(pieces), pieces[:3], pieces[-1]) == (12, [2, 4, 3], 3)
    assert side == [0, 0, 0, *[1] * 9]
    pieces, side = PIECES.pair("aspirin " * 50, "fever " * 50, 12)
    assert (pieces.count(4), pieces.count(7)) == (6, 3)

"""Sentences of medical prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewarden.text.sentences import parted, spans, split


@pytest.mark.parametrize(
    "text",
    [
        "Take 0.5 mg, e.g. in the morning, vs. 1.5 mg at night.",
        "Dr. Smith and Ms. Jones saw E. coli and S. aureus.",
        "Leite et al. described it (approx. 3 cases) in Fig. 2 of the report.",
        "It was approved in the U.S. by the agency at 9 a.m. on Monday.",
        "The rash (see below) lasts 2.5 hours.",
        "Is it common (yes!) or rare",
        "Nurse Roe (NMC no. 12A3456E) gives the jab.",
        "We are registered charity no. 207994 in England.",
        "Use kit lot no. 55321 and order no. 81.",
    ],
)
def test_stops_that_end_nothing(text: str) -> None:
    assert [text[a:b] for a, b in split(text)] == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Clonus may occur in MS. Clonus is a repeated jerk.", 2),
        ("The answer is no. It is harmless.", 2),
        ("In this trial the answer was no. 12 people died.", 2),
        ("Give 5 mg. Then wait. Is it better? Yes!", 4),
        ("He said “stop.” She went on.", 2),
        ("Twitches pass.[3] They come back.² Nobody knows why.", 3),
        ("It contains vitamin D. The dose is small.", 2),
        ("Symptoms vary (fever, cough, etc.). Most are mild.", 2),
    ],
)
def test_stops_that_end_a_sentence(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_offsets_count_from_the_start_of_the_text() -> None:
    text = "  One β. Two 🙂.  Three."
    assert [text[a:b] for a, b in split(text)] == ["One β.", "Two 🙂.", "Three."]
    assert split("Ab.", offset=10) == [(10, 13)]
    assert spans("Ab. Cd.") == ((0, 3), (4, 7))


@given(st.text(max_size=200))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    covered = "".join(text[a:b] for a, b in split(text))
    assert covered.split() == text.split() or "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "pieces",
    [
        ["“It helps,” says Ann Poe, MD.", "“Most get well.”", "“All do.”"],
        ["Ask John Doe, PhD, RN.", "Rest is best."],
        ["Blood type A.", "More people have O."],
        ["They lack vitamin A.", "Then sight fails."],
        ["Dr. “Skip” Roe said so.", "He is right."],
        ["Robert A. Heinlein wrote it.", "E. coli causes it."],
        ["Plan B works.", "Group A strep causes fever."],
        ["It works.[a]", "It costs.[note 2]"],
        ["It works.†", "It costs.³⁻⁵", "It stays. [1 through 3]", "All else goes. (4, 5)", "End."],
        ["It takes 2.5 mg as in fig. 2 here.", "End."],
    ],
)
def test_quotations_degrees_letters_and_marks(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert [text[start:end] for start, end in split(text)] == pieces


@pytest.mark.parametrize(
    "sentence",
    [
        "The cardiac index was 2.2 L/min/m².",
        "It held 0.5 M of salt.",
        "The pH was 7.4 U/l more.",
        "A dose of 1.25 G was given.",
    ],
)
def test_a_decimal_in_front_of_a_unit_ends_no_sentence(sentence: str) -> None:
    text = f"{sentence} Then it fell."
    assert [text[a:b] for a, b in spans(text)] == [sentence, "Then it fell."]


@pytest.mark.parametrize(
    ("text", "mark", "wanted"),
    [
        ("It fell by 0.5 to 2.1 Walking helped.", "1", ["It fell by 0.5 to 2.1", "Walking helped."]),
        ("Most are over 65.12 “We fall”, they say.", "12", ["Most are over 65.12", "“We fall”, they say."]),
        ("Use SPF 30.3 (Or more.) It helps.", "3", ["Use SPF 30.3", "(Or more.)", "It helps."]),
        ("A dose of 2.5 mg helps. So does rest.1", "1", ["A dose of 2.5 mg helps.", "So does rest.1"]),
        ("Type 1 Diabetes and grade 2.5 Trials differ.", "5", ["Type 1 Diabetes and grade 2.5", "Trials differ."]),
        ("It was 7.4 times as likely.", "4", ["It was 7.4 times as likely."]),
    ],
)
def test_a_mark_behind_a_figure_and_its_stop_ends_a_sentence(text: str, mark: str, wanted: list[str]) -> None:
    at = text.index(f".{mark}") + 1
    found = parted(text, split(text), [(at, at + len(mark))])
    assert [text[a:b] for a, b in found] == wanted


@pytest.mark.parametrize(
    ("text", "mark", "wanted"),
    [
        ("Rest helps. roe2016 found more.", "roe2016", ["Rest helps.", "roe2016 found more."]),
        ("Does it help?  poe-21 says so.", "poe-21", ["Does it help?", "poe-21 says so."]),
        ("Rest (it helps.) abe:2020 says so.", "abe:2020", ["Rest (it helps.)", "abe:2020 says so."]),
        ("Rest helps, cf. roe2016 and others.", "roe2016", ["Rest helps, cf. roe2016 and others."]),
        ("Rest helps, as roe2016 found.", "roe2016", ["Rest helps, as roe2016 found."]),
    ],
)
def test_a_key_behind_a_stop_begins_a_sentence(text: str, mark: str, wanted: list[str]) -> None:
    at = text.index(mark)
    assert [text[a:b] for a, b in parted(text, spans(text), [(at, at + len(mark))])] == wanted

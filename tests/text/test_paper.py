"""The running text of papers: whole words and sentences with their page, and nothing that is no text."""

from __future__ import annotations

import time

import pytest

from citewarden.text import paper
from citewarden.text.paper import paragraphs

NEXT = "Those who drank neither tea nor water did not sleep at all that"
SEEN = "It was seen by all of those who looked at them at night."
FULL = "Adults who drank the tea slept twenty minutes longer than those"


def lines(*pages: str) -> list[str]:
    return [page.strip() for page in pages]


def texts(*pages: str) -> list[str]:
    return [p.text for p in paragraphs(lines(*pages))]


def test_lines_are_sentences_again_and_paragraphs_have_their_page() -> None:
    found = paragraphs(lines(f"Results\n{FULL}\nwho drank water did.\n{FULL}\nof the second trial.", f"{NEXT}\ntoo."))
    assert [(p.section, p.locator) for p in found] == [("Results", "p. 1"), ("Results", "p. 1"), ("Results", "p. 2")]
    assert found[0].text == f"{FULL} who drank water did."
    assert found[2].text == f"{NEXT} too."


def test_a_sentence_over_a_page_end_has_both_pages() -> None:
    found = paragraphs(
        lines(f"One thing is said here first, and at some length too. {FULL}", f"who drank water. {SEEN}")
    )
    assert [(p.locator, p.text) for p in found] == [
        ("p. 1", "One thing is said here first, and at some length too."),
        ("pp. 1-2", f"{FULL} who drank water."),
        ("p. 2", SEEN),
    ]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("There was an improve-", "ment in sleep of all adults.", "improvement in sleep"),
        ("The adults were well-", "nourished all of the time.", "well-nourished"),
        ("It was seen in COVID-", "19 patients at the ward.", "COVID-19 patients"),
        ("It fell in the range 10-", "20 in most adults there.", "range 10-20 in"),
        ("The curves of Kaplan-", "Meier were drawn for all.", "Kaplan-Meier"),
        ("The dose was 5–", "10 mg in all of the adults.", "5–10 mg"),
        ("There was a dash -", "and then it went on there.", "dash - and"),
    ],
)
def test_words_broken_at_a_line_end(before: str, after: str, whole: str) -> None:
    (found,) = texts(f"{before}\n{after}")
    assert whole in found


def test_a_compound_that_the_paper_has_elsewhere_keeps_its_hyphen() -> None:
    (found,) = texts("Tea-drinkers were many among the adults. The others were no tea-\ndrinkers at all, it seems.")
    assert "no tea-drinkers" in found


def test_marks_go_and_exponents_stay() -> None:
    (found,) = texts(
        "The risk was 2.5\x0e12\x0f in adults\x0e1–3,7\x0f below 30 kg/m\x0e2\x0f with 10\x0e9\x0f cells per litre."
    )
    assert found == "The risk was 2.5 in adults below 30 kg/m² with 10⁹ cells per litre."


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        f"Doe et al. | J Ex Sleep 2020;12:{n}\n{n * 'x'} {FULL}\nnumber {n * 'x'}.\n{100 + n}" for n in range(1, 5)
    ]
    assert not any("Doe et al" in t or "101" in t for t in texts(*pages))
    assert len(texts(*pages)) == 4


def test_a_line_that_only_looks_like_a_head_stays() -> None:
    (found,) = texts(f"{FULL}\nwho drank water, and more so in the second year.")
    assert "second year" in found


def test_the_list_of_references_is_no_text() -> None:
    entry = "1. Roe B. Adults who drank coffee slept less. J Ex 2001;1:1-9."
    found = texts(f"{FULL}\nwho drank water.\nReferences\n{entry}\n2. Poe C. Sleep is short. J Ex 2002.", entry)
    assert found == [f"{FULL} who drank water."]
    assert texts(f"References to other trials were\nfew, and none of the adults asked for one.\n{FULL}.")


def test_what_stands_before_the_list_is_not_text_of_the_study() -> None:
    found = texts(f"{FULL}\nwho drank water.\nFunding\nThe makers of the tea paid for the whole of this trial.")
    assert found == [f"{FULL} who drank water."]


def test_tables_and_captions_are_left_out() -> None:
    rows = "\n".join(f"{n} {n * 7} (3.4) 0.{n} 12-{n + 20} 0.0{n}" for n in range(1, 9))
    assert texts(rows) == []
    assert texts("Table 2. Sleep of adults who drank the tea and of those who drank water.") == []


def test_headings_part_paragraphs() -> None:
    found = texts(
        f"{FULL}\nwho drank water.\nSleep quality\nThe adults said that they slept well and were rested then."
    )
    assert found == [f"{FULL} who drank water.", "The adults said that they slept well and were rested then."]


def test_own_doi_and_printed_dois() -> None:
    assert paper.own_doi({"Subject": "J Ex Sleep, doi:10.5555/TEA.1", "Title": "x"}) == "10.5555/tea.1"
    assert paper.own_doi({"Subject": "10.5555/a", "Keywords": "10.5555/b"}) == ""
    assert paper.dois("https://doi.org/10.5555/tea.1 and 10.5555/tea.2") == {"10.5555/tea.1", "10.5555/tea.2"}


def test_titles_are_found_however_they_are_set() -> None:
    text = "A TEA FOR SLEEP IN OL-\nder adults:\na randomised trial\nDoe J"
    assert paper.headed_by("A tea for sleep in older adults: a randomised trial", text)
    assert not paper.headed_by("A tea for sleep in younger adults: a randomised trial", text)
    assert not paper.headed_by("Sleep", "Sleep")
    assert paper.headed_by("A tea for sleep in older adults: a randomised trial", text, alone=True)
    assert paper.headed_by("A tea for sleep in older", text)
    assert not paper.headed_by("A tea for sleep in older", text, alone=True)
    assert not paper.headed_by("for sleep in older adults", text, alone=True)
    for about in ("Comment on: ", "Correction to: ", "Erratum: ", "Reply to "):
        assert not paper.headed_by("A tea for sleep in older adults", f"{about}A tea for sleep in older adults")


@pytest.mark.parametrize(
    ("title", "is_enough"),
    [
        ("Sleep", False),
        ("Sleep and tea", False),
        ("Tea and sleeping", False),  # 14 letters
        ("Teas and sleeping", True),  # 15
        ("Tea, sleep & 2 to 3 cups", True),
    ],
)
def test_a_title_of_few_letters_says_nothing_of_a_page(title: str, is_enough: bool) -> None:
    assert paper.headed_by(title, f"An Example Journal\n{title}\nJane Doe") is is_enough
    assert paper.headed_by(title, f"An Example Journal\n{title.upper()}\nJane Doe", alone=True) is is_enough


def test_a_title_is_found_where_it_stands_again_though_not_alone_at_first() -> None:
    title = "A tea for sleep in older adults"
    text = f"Comment on: {title}\nsee page 3\n{title}\nJane Doe"
    assert paper.headed_by(title, text)
    assert paper.headed_by(title, text, alone=True)
    assert not paper.headed_by(title, f"Comment on: {title}\nsee page 3 of {title}\n", alone=True)


def test_long_pages_without_an_end_take_linear_time() -> None:
    page = "\n".join(["words without any end that go on and on for ever"] * 8_000)
    started = time.monotonic()
    assert paragraphs([page])
    assert time.monotonic() - started < 10

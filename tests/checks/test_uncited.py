"""Which statements want a source, and which of them is the example: each condition by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import uncited_claim, uncited_reference
from citewarden.checks._figures import figures
from citewarden.text import quantities


def claim(text: str, kind: str = "statistic", at: int = 0, **more: Any) -> Any:
    said = {"text": text, "standalone": text, "kind": kind, "quantities": tuple(quantities.find(text)), "id": text}
    place = SimpleNamespace(position=SimpleNamespace(start=at, end=at + len(text)))
    rest = {"priority": "high", "hypothetical": False, "resolved": True, "negated": False, "citations": ()}
    return SimpleNamespace(target=place, **{**said, **rest, **more})


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Take 20 mg a day.", (False, False, 7)),
        ("About 30% of adults have it.", (False, False, 7)),
        ("It lasts 3 days in 120 adults.", (True, False, 7)),
        ("Of 640 babies 12 were ill.", (True, False, 7)),
        ("Rest helps.", (True, True, 7)),
    ],
)
def test_shares_and_doses_come_before_figures_and_these_before_words(text: str, strength: tuple[bool, ...]) -> None:
    assert uncited_claim._strength(claim(text, at=7)) == strength


@pytest.mark.parametrize(
    ("text", "kind", "more"),
    [
        ("Take 20 mg a day.", "dose", {}),
        ("Take 20 mg a day.", "other", {}),
        *(("Rest helps.", kind, {}) for kind in ("treatment-effect", "risk", "dose")),
        *(("About 30% have it.", kind, {}) for kind in ("statistic", "prognosis", "epidemiology", "advice")),
        ("If so, 30% have it.", "statistic", {"hypothetical": True}),
        ("Of these 100 were ill.", "statistic", {"resolved": False}),
        ("Of these 30% were ill.", "statistic", {"resolved": False}),
        ("It lasts eight weeks.", "statistic", {}),
        ("Call a doctor after 400 mg.", "advice", {}),
    ],
)
def test_what_wants_a_source(text: str, kind: str, more: dict[str, Any]) -> None:
    assert uncited_claim._weighty(claim(text, kind, **more))


@pytest.mark.parametrize(
    ("text", "kind", "more"),
    [
        ("Take 20 mg.", "other", {}),
        ("Take 20 mg a day.", "dose", {"priority": "low"}),
        *(("Rest helps.", kind, {}) for kind in ("statistic", "prognosis", "epidemiology", "advice")),
        ("About 30% have it.", "definition", {}),
        ("About 30% have it.", "statistic", {"priority": "low"}),
        ("Rest helps.", "treatment-effect", {"hypothetical": True}),
        ("Of these 99 were ill.", "statistic", {"resolved": False}),
        ("Call a doctor after 3 days.", "advice", {}),
        ("Come back after 3 days.", "advice", {"hypothetical": True}),
        ("We will see you in three months.", "statistic", {}),
        ("Keep a diary for eight weeks.", "statistic", {}),
    ],
)
def test_what_wants_none(text: str, kind: str, more: dict[str, Any]) -> None:
    assert not uncited_claim._weighty(claim(text, kind, **more))


@pytest.mark.parametrize(
    ("text", "kind", "tells"),
    [
        ("It lowers the risk of falls.", "treatment-effect", True),
        ("It always goes.", "treatment-effect", True),
        ("The doctor may do tests.", "treatment-effect", False),
        ("The lower jaw is moved.", "treatment-effect", False),
        ("Which kind it is decides what helps.", "treatment-effect", False),
        ("Smoking causes cancer.", "risk", True),
        ("It heals.", "risk", True),
        ("The doctor may do tests.", "risk", False),
        ("The doctor may do tests.", "statistic", True),
        ("Rest helps.", "dose", False),
    ],
)
def test_what_tells_of_an_effect_or_a_harm(text: str, kind: str, tells: bool) -> None:
    assert uncited_claim._tells(claim(text, kind)) is tells


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["Rest helps."], "one statement of an effect or a risk"),
        (["30% fell."], "one figure"),
        (["30% fell.", "20% fell."], "2 statements with figures"),
        (["Rest helps.", "Ice helps."], "2 statements of effects or risks"),
        (["30% fell.", "Rest helps."], "1 statement with figures and 1 statement of effects or risks"),
        (["20% fell.", "30% fell.", "Rest helps."], "2 statements with figures and 1 statement of effects or risks"),
    ],
)
def test_how_many_there_are(texts: list[str], told: str) -> None:
    assert uncited_claim._count([claim(text) for text in texts]) == told


@pytest.mark.parametrize(
    ("text", "caution"),
    [
        ("No diet can prevent kidney stones altogether.", True),
        ("Nothing protects a child from colds completely.", True),
        ("No tablet takes all the pain away for good.", True),
        ("Not every treatment ends the itch entirely.", True),
        ("No diet prevents kidney stones.", False),
        ("The tablets end the itch entirely.", False),
        ("Do not stop the tablets; they protect you completely.", False),
    ],
)
def test_what_promises_nothing_wants_no_source(text: str, caution: bool) -> None:
    assert bool(uncited_claim._denies_all(claim(text))) is caution


@pytest.mark.parametrize(
    ("lead", "marked", "given"),
    [
        ("About 30% of adults have migraine.", "Of all adults asked 30.2% had migraine.", True),
        ("More than 60% of adults sleep badly.", "Of the adults 62% sleep badly.", True),
        ("At least 20% of adults have migraine.", "At least 20% of all adults had migraine.", True),
        ("One in three adults has migraine.", "Adults with migraine were at least a tenth heavier.", False),
        ("Half of the adults with migraine see a doctor.", "Fewer than 90% of adults with migraine do.", False),
        ("Half of all with migraine will get a stroke.", "Nearly half with migraine on tablets had an itch.", False),
        ("A third of people with migraine go deaf.", "A third with migraine slept.", False),
        ("Half of the adults sleep badly on holiday.", "Half of the adults on holiday sleep badly.", True),
        ("One adult in four has migraine.", "Up to 80% of adults with migraine are women.", False),
    ],
)
def test_a_marked_sentence_gives_a_figure_and_no_bound_does(lead: str, marked: str, given: bool) -> None:
    made = article(("paragraph", lead), ("paragraph", marked))
    made.claims = (claim(lead), claim(marked, citations=("c",)))
    assert uncited_claim._given_below(made, claim(lead)) is given


def article(*blocks: tuple[str, str], marks: tuple[str, ...] = ()) -> Any:
    """Blocks (kind, text) as an article's, and marks where their words end."""
    text, made = "", []
    for kind, words in blocks:
        made.append(SimpleNamespace(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n"
    ends = [text.index(mark) + len(mark) for mark in marks]
    places = [SimpleNamespace(position=SimpleNamespace(start=end - 3, end=end)) for end in ends]
    cited = tuple(SimpleNamespace(target=place) for place in places)
    return SimpleNamespace(
        document=SimpleNamespace(title="Migraine", text=text, blocks=tuple(made)), citations=cited, claims=()
    )


OWN = "In our own count of last spring, most were well."


@pytest.mark.parametrize(
    ("blocks", "own"),
    [
        ([("paragraph", OWN), ("item", "30% slept")], True),
        ([("paragraph", OWN), ("item", "9% woke"), ("item", "30% slept")], True),
        ([("paragraph", OWN), ("caption", "Sleep"), ("row", "9% woke"), ("row", "30% slept")], True),
        ([("paragraph", OWN), ("row", "9% woke"), ("item", "30% slept")], False),
        ([("paragraph", OWN), ("paragraph", "30% slept")], False),
        ([("paragraph", OWN), ("paragraph", "Others say:"), ("item", "30% slept")], False),
        ([("item", "30% slept")], False),
        ([("paragraph", "30% slept")], False),
    ],
)
def test_what_the_house_counted_itself(blocks: list[tuple[str, str]], own: bool) -> None:
    audit = article(*blocks)
    assert uncited_claim._own_count(audit, claim("30% slept", at=audit.document.text.index("30% slept"))) is own


def test_a_sentence_says_itself_that_it_was_counted_here() -> None:
    audit = article(("paragraph", OWN))
    assert uncited_claim._own_count(audit, claim(OWN))


LED = ("paragraph", "How long adults slept was measured [1].")


@pytest.mark.parametrize(
    ("blocks", "led"),
    [
        ([LED, ("caption", "Adults by week"), ("row", "One | 30%")], True),
        ([LED, ("row", "Adults | 30%")], True),
        ([("paragraph", "The table shows it [1]."), ("row", "One | 30%")], True),
        ([LED, ("caption", "Weeks and hours"), ("row", "One | 30%")], False),  # no word in common
        ([LED, ("heading", "Adults"), ("row", "Adults | 30%")], False),
        ([LED, ("paragraph", "Adults differ."), ("row", "Adults | 30%")], False),
        ([("paragraph", "Adults [1] slept for long."), ("row", "Adults | 30%")], False),  # not at its end
        ([("row", "Adults [1] | 30%")], False),  # nothing before it
    ],
)
def test_a_table_that_follows_a_mark_on_the_same_thing(blocks: list[tuple[str, str]], led: bool) -> None:
    audit = article(*blocks, marks=("[1]",))
    row = next(block for block in audit.document.blocks if block.kind == "row")
    assert uncited_claim._led_by_mark(audit, row) is led


@pytest.mark.parametrize(
    ("row", "marked", "repeats"),
    [
        ("Migraine | 30%", "About 30% of adults have migraine.", True),
        ("Migraine | 30% | 9%", "About 30% of adults have migraine.", False),
        ("Migraine | 30%", "About 30% of adults have asthma.", False),
        ("Migraine | 30%", "Migraine is common.", False),
        ("Migraine | many", "About 30% of adults have migraine.", False),
    ],
)
def test_a_row_that_gives_what_a_marked_sentence_says(row: str, marked: str, repeats: bool) -> None:
    audit = article(("paragraph", marked), ("row", row))
    audit.claims = (claim(marked, citations=("c",)), claim(row))
    assert uncited_claim._repeats(audit, claim(row, at=len(marked) + 1)) is repeats
    assert not uncited_claim._repeats(audit, claim(row))  # the same words outside of a table
    audit.claims = (claim(marked), claim(row))
    assert not uncited_claim._repeats(audit, claim(row, at=len(marked) + 1))  # no mark


@pytest.mark.parametrize(("nocite", "told"), [((), ["b", "c"]), (("b",), ["c"]), (("b", "c"), []), (("*",), [])])
def test_what_is_listed_on_purpose_is_not_forgotten(nocite: tuple[str, ...], told: list[str]) -> None:
    place = SimpleNamespace(position=SimpleNamespace(start=9, end=10))
    listed = [
        SimpleNamespace(id=key, label=key, listed=True, target=place, raw=key, csl={}, DOI="", PMID="", URL="")
        for key in "abcd"
    ]
    cited = [SimpleNamespace(items=[SimpleNamespace(id=key)]) for key in "ad"]
    document = SimpleNamespace(id="x", nocite=nocite, sections=())
    audit: Any = SimpleNamespace(document=document, references=listed, citations=cited, works=(), resolutions={})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uncited_reference, "repeated", lambda _: {})
        assert [f.subject for f in uncited_reference.check(audit)] == told


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Somebody who is ready intends to act within the next 6 months.", False),
        ("The score gives your chance in the next ten years.", False),
        ("They plan to stop within the next 30 days.", False),
        ("The rash went within 6 months.", True),
        ("Sleep is better within 10 days.", True),
    ],
)
def test_a_span_that_only_says_how_far_is_looked_ahead_is_no_figure(text: str, left: bool) -> None:
    assert bool(figures(claim(text))) is left

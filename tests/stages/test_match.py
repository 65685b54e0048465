"""Matching: which passages compete, what is kept, and where the words stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citewarden.config import Verify
from citewarden.formats import ArticleReport
from citewarden.formats.html import render
from citewarden.model import (
    Audit,
    Citation,
    CiteItem,
    Claim,
    Document,
    Evidence,
    Passage,
    Policy,
    Reference,
    Run,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
    Work,
)
from citewarden.nlp.verifier import load
from citewarden.stages.check import check
from citewarden.stages.explain import explain
from citewarden.stages.match import match
from citewarden.text import sentences

VERIFIER = load(Verify())
RARE = "Multiple sclerosis very rarely involves the lower motor neurons, so twitches are not counted among its signs."
LOSS = "Nerves were measured in patients. The counts showed a massive loss of lower motor neurons in people with MS."


def place(text: str) -> SpecificResource:
    return SpecificResource("a.md", TextQuoteSelector(text), TextPositionSelector(0, len(text)))


def claim(text: str, number: int = 1, **more: object) -> Claim:
    return replace(Claim(f"a#claim-{number}", "a", place(text), text, text), **more)  # type: ignore[arg-type]


def passage(work: str, text: str, number: int = 1, **more: object) -> Passage:
    made = Passage(f"{work}#p{number}", work, text, "abstract", sentences=tuple(sentences.split(text)))
    return replace(made, **more)  # type: ignore[arg-type]


WORKS = [Work("w1", ("a#ref-1",)), Work("w2", ("a#ref-2",))]


def run(claims: list[Claim], passages: list[Passage], citations: list[Citation] | None = None) -> list[Evidence]:
    return match(claims, citations or [], [], WORKS, passages, verifier=VERIFIER, config=Verify())


def test_the_known_tension_is_raised_with_both_sentences() -> None:
    source = passage("w1", LOSS)
    found = run([claim(RARE)], [source, passage("w2", "Riluzole is a drug for ALS.")])
    best = found[0]
    assert (best.label, best.issue, best.work, best.rank) == ("CONTRADICT", "quantifier", "w1", 1)
    spans = {m.why: m for m in best.rationale if m.side == "passage"}
    assert source.text[spans["sentence"].start : spans["sentence"].end].startswith("The counts showed")
    words = [RARE[m.start : m.end] for m in best.rationale if m.side == "claim"]
    assert words == ["very rarely"]


def test_marks_in_the_text_narrow_the_sources() -> None:
    citation = Citation("a#cit-1", "a", place("[2]"), (CiteItem("a#ref-2"),), 0, 100)
    passages = [passage("w1", LOSS), passage("w2", "Lower motor neurons carry signals to the muscles.")]
    cited = claim(RARE, citations=("a#cit-1",))
    assert {e.work for e in run([cited], passages, [citation])} == {"w2"}
    assert {e.work for e in run([claim(RARE)], passages, [citation])} == {"w1", "w2"}


def test_the_best_passage_of_every_source_competes() -> None:
    many = [passage("w1", f"Lower motor neurons number {n} were lost in MS.", n) for n in range(1, 9)]
    other = passage("w2", "Lower motor neurons were spared in MS.")
    found = run([claim("Lower motor neurons are lost in MS.")], [*many, other])
    assert "w2" in {e.work for e in found}
    assert [e.rank for e in found] == list(range(1, len(found) + 1))


def test_a_long_passage_is_judged_in_windows_and_marked_in_place() -> None:
    filler = " ".join(f"Sample {chr(65 + n)} was stored in a freezer." for n in range(20))
    text = f"{filler} Wheezing is a common symptom in children with asthma."
    (best,) = run([claim("Wheezing is common in children with asthma.")], [passage("w1", text)])
    mark = next(m for m in best.rationale if m.why == "sentence")
    assert (best.label, text[mark.start : mark.end]) == (
        "SUPPORT",
        "Wheezing is a common symptom in children with asthma.",
    )


def test_nothing_read_and_nothing_shared_give_no_rows() -> None:
    unread = Passage("w1#none-1", "w1", "", "none", note="not open")
    assert run([claim(RARE)], [unread]) == []
    assert run([claim("Zzz qqq.")], [passage("w1", LOSS)]) == []
    assert run([], [passage("w1", LOSS)]) == []


def test_the_same_input_gives_the_same_rows_in_any_order() -> None:
    claims = [claim(RARE), claim("Patients had their nerves measured.", 2)]
    passages = [passage("w1", LOSS), passage("w2", "Nerves of patients were measured twice.")]
    forward, backward = run(claims, passages), run(claims, passages[::-1])
    assert forward == backward


@pytest.fixture
def audit() -> Audit:
    rows = tuple(run([claim(RARE)], [passage("w1", LOSS)]))
    document = Document("a", "a.md", "text/markdown", "en", "A", RARE, "0" * 64)
    return Audit(document, "2026-01-15", Policy("default"), claims=(claim(RARE),), works=tuple(WORKS),
                 passages=(passage("w1", LOSS),), evidence=rows)  # fmt: skip


def test_a_verdict_can_be_traced(audit: Audit) -> None:
    (finding,) = [f for f in check(audit) if f.rule_id == "contradicted-claim"]
    text = explain(audit, finding, thresholds={"support": 0.9})
    for part in ("Claim", RARE, "CONTRADICT", "quantifier", "rules-1", "massive loss", "support 0.9", "w2"):
        assert part in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is fatal in half of all cases.", "Rabies is fatal in half of all cases."),
        ("This lowers blood pressure by 5 mmHg.", "The drug lowers blood pressure by 5 mmHg."),
        ("They do not prevent another clot.", "Compression stockings do not prevent another clot."),
    ],
)
def test_a_claim_that_cannot_be_read_on_its_own_is_not_judged(text: str, words: str) -> None:
    unread = run([claim(text, resolved=False)], [passage("w1", words)])
    assert {(row.label, row.method, row.score) for row in unread} == {("NEI", "not read on its own", 0.0)}
    both = run([claim(text, resolved=False), claim(words, 2)], [passage("w1", words)])
    assert {row.label for row in both if row.claim == "a#claim-2"} == {"SUPPORT"}
    assert {row.label for row in both if row.claim == "a#claim-1"} == {"NEI"}


CURE = "Peppermint oil relieves stomach cramps."
DENIAL = "Peppermint oil does not relieve stomach cramps."


def audited(claims: list[Claim], passages: list[Passage]) -> Audit:
    rows = tuple(run(claims, passages))
    references = tuple(Reference(w.references[0], "a", w.id, place("x")) for w in WORKS)
    document = Document("a", "a.md", "text/markdown", "en", "A", CURE, "0" * 64)
    return Audit(document, "2026-01-15", Policy("default"), claims=tuple(claims), works=tuple(WORKS),
                 references=references, passages=tuple(passages), evidence=rows)  # fmt: skip


def findings(claims: list[Claim], passages: list[Passage]) -> dict[str, str]:
    """Rule -> message of what the checks say."""
    return {f.rule_id: f.message for f in check(audited(claims, passages))}


def page(claims: list[Claim], passages: list[Passage]) -> str:
    report = ArticleReport(audited(claims, passages), (), Run("r", "2026-01-15", "0"), "a")
    return " ".join(render(report).split())


def test_a_source_that_says_both_is_told_with_both_sentences() -> None:
    passages = [passage("w1", CURE, 1), passage("w1", f"{DENIAL} It is sold in shops.", 2)]
    rows = run([claim(CURE)], passages)
    assert {r.label for r in rows} == {"CONTRADICT", "SUPPORT"}
    message = findings([claim(CURE)], passages)["contradicted-claim"]
    assert DENIAL.rstrip(".") in message
    assert f"The same source also says “{CURE.rstrip('.')}”: read both." in message


@pytest.mark.parametrize(
    ("words", "same", "other"),
    [
        ("Asthma was seen in 40% of adults with hay fever.", "40%", "14%"),
        ("The usual dose is 10 mg once a day.", "10", "20"),
        ("Walking lowers the risk of stroke.", "lowers", "raises"),
        ("Statins prevent heart attacks.", "prevent", "do not prevent"),
    ],
)
def test_opposite_verdicts_on_one_source_are_never_told_alone(words: str, same: str, other: str) -> None:
    passages = [passage("w1", words, 1), passage("w1", words.replace(same, other), 2)]
    for order in (passages, passages[::-1]):
        assert {r.label for r in run([claim(words)], order)} == {"SUPPORT", "CONTRADICT"}
        told = findings([claim(words)], order)
        message = told.get("contradicted-claim") or told["number-mismatch"]
        assert f"The same source also says “{words.rstrip('.')}”: read both." in message
        assert f"says both “{words.rstrip('.')}” and “{words.replace(same, other).rstrip('.')}”" in page(
            [claim(words)], order
        )


def test_a_number_that_its_own_source_gives_too_is_a_note_without_a_proposal() -> None:
    words = "The usual dose is 10 mg once a day."
    dose = claim(words, kind="dose")
    passages = [passage("w1", words, 1), passage("w1", words.replace("10", "20"), 2)]
    (both,) = [f for f in check(audited([dose], passages)) if f.rule_id == "number-mismatch"]
    (alone,) = [f for f in check(audited([dose], passages[1:])) if f.rule_id == "number-mismatch"]
    assert (both.level.value, both.fix) == ("note", "")
    assert alone.level.value == "error"


def test_sources_that_disagree_with_each_other_are_not_one_that_disagrees_with_itself() -> None:
    passages = [passage("w1", CURE, 1), passage("w2", DENIAL, 1)]
    told = findings([claim(CURE)], passages)
    assert "The same source also says" not in " ".join(told.values())


def test_sentences_that_disagree_are_a_question_with_both_sentences() -> None:
    told = findings(
        [claim(CURE, kind="treatment-effect")], [passage("w1", f"{CURE} Later trials did not confirm this.")]
    )
    assert "Read both" in told["unsupported-claim"]
    assert CURE.rstrip(".") in told["unsupported-claim"]
    assert "Later trials did not confirm this" in told["unsupported-claim"]
    assert not {"contradicted-claim", "overstated-claim"} & set(told)


@pytest.mark.parametrize(
    ("second", "label"),
    [
        ("However, later trials did not confirm this. They were large.", "NEI"),
        ("Coffee is drunk in the morning. It wakes people.", "SUPPORT"),
    ],
)
def test_a_source_may_take_it_back_in_the_next_passage(second: str, label: str) -> None:
    parts = [passage("w1", CURE, 1, start=0, end=len(CURE)), passage("w1", second, 2, start=len(CURE) + 2, end=200)]
    for order in (parts, parts[::-1]):
        (best, *_) = [row for row in run([claim(CURE)], order) if row.passage == "w1#p1"]
        assert best.label == label
    apart = [replace(parts[0], section="Uses", reach="page"), replace(parts[1], section="Other oils", reach="page")]
    (best, *_) = [row for row in run([claim(CURE)], apart) if row.passage == "w1#p1"]
    assert best.label == "SUPPORT"


@pytest.mark.parametrize("place_of_it", range(0, 20, 3))
def test_a_long_passage_may_take_it_back_beyond_a_window(place_of_it: int) -> None:
    filler = [f"Sample {chr(65 + n)} was stored in a freezer." for n in range(20)]
    filler[place_of_it : place_of_it + 2] = [CURE, "However, later trials did not confirm this."]
    (best,) = run([claim(CURE)], [passage("w1", " ".join(filler))])
    assert best.label == "NEI"


def test_sources_are_ordered_by_all_that_was_read_of_them_and_not_by_verdicts() -> None:
    near = [
        passage("w1", "Peppermint oil was given to patients with stomach cramps. It eased the stomach in many.", 1),
        passage("w1", "Cramps of the stomach and the bowel were counted. Peppermint was the only oil.", 2),
    ]
    other = passage("w2", f"Plants of the region are listed here. Nettle grows on walls and in gardens. {CURE}")
    rows = run([claim(CURE)], [*near, other])
    assert [r.work for r in rows] == ["w1", "w1", "w2"]
    assert rows[-1].label == "SUPPORT"


def test_headings_and_titles_belong_to_the_source() -> None:
    text = "It eased the cramps of the stomach within an hour."
    titled = [passage("w1", text), passage("w2", text, section="Peppermint oil for stomach cramps")]
    assert [r.work for r in run([claim(CURE)], titled)] == ["w2", "w1"]
    references = [Reference("a#ref-1", "a", "x", place("x"), csl={"title": "Peppermint oil"})]
    rows = match([claim(CURE)], [], references, WORKS, [passage("w1", text), passage("w2", text)],
                 verifier=VERIFIER, config=Verify())  # fmt: skip
    assert [r.work for r in rows] == ["w1", "w2"]


def test_the_page_names_what_disagrees_and_the_likeliest_source() -> None:
    passages = [
        passage("w1", CURE, 1),
        passage("w1", f"{DENIAL} It is sold in shops.", 2),
        passage("w2", "Oil is fat."),
    ]
    shown = page([claim(CURE)], passages)
    assert f"Reference 1 says both “{CURE.rstrip('.')}” and “{DENIAL.rstrip('.')}”: read both." in shown
    assert "paired by content, reference 1 the likeliest." in shown
    torn = page([claim(CURE)], [passage("w2", f"{CURE} Experts dispute this.")])
    assert "its sentences disagree; read both" in torn
    assert "The source goes on to hedge or doubt it: “Experts dispute this.”" in torn


def test_what_a_source_says_to_the_contrary_is_escaped() -> None:
    hostile = f"{CURE} However, <script>alert(1)</script> it may not."
    shown = page([claim(CURE)], [passage("w1", hostile)])
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; it may not" in shown


def test_a_slip_of_the_pen_is_compared_as_the_term_that_is_meant() -> None:
    source = passage("w1", "Amitriptyline has been used for nerve pain for decades.")
    written = claim("Amitriptylin has been used for nerve pain for decades.")
    found = run([written], [source])
    assert found[0].label == "SUPPORT"
    assert run([claim("Amitriptyline has been used for nerve pain for decades.")], [source])[0].label == "SUPPORT"
    marks = [m for m in found[0].rationale if m.side == "claim"]
    assert all(0 <= m.start < m.end <= len(written.standalone) for m in marks)


def test_an_unknown_word_of_the_source_is_left_alone() -> None:
    source = passage("w1", "Metfornin lowers the sugar in the blood of adults.")
    assert run([claim("Metfornin lowers the sugar in the blood of adults.")], [source])[0].label == "SUPPORT"

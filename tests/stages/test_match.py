"""Matching: which passages compete, what is kept, and where the words stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citewarden.config import Verify
from citewarden.model import (
    Audit,
    Citation,
    CiteItem,
    Claim,
    Document,
    Evidence,
    Kind,
    Opinion,
    Passage,
    Policy,
    Reference,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
    Work,
)
from citewarden.nlp.verifier import Verifier, load
from citewarden.stages.check import check
from citewarden.stages.explain import explain
from citewarden.stages.match import ASKED, match
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


class Told:
    """A stand-in for the model: what it says of each passage is given."""

    name, high, low = "decides-0@0", 0.7, 0.2

    def __init__(self, chance: dict[str, float]) -> None:
        self.chance = chance
        self.asked: list[str] = []

    def opinion(self, claim: str, sentences: tuple[str, ...]) -> Opinion:
        text = " ".join(sentences)
        self.asked.append(text)
        score = next((v for k, v in self.chance.items() if k in text), 0.5)
        return Opinion(
            self.name, "DECIDES" if score >= self.high else "SILENT" if score < self.low else "UNSURE", score
        )


def settled(chance: dict[str, float], claims: list[Claim], passages: list[Passage]) -> tuple[list[Evidence], Told]:
    told = Told(chance)
    verifier = Verifier(VERIFIER.layer, told)  # type: ignore[arg-type]
    return match(claims, [], [], WORKS, passages, verifier=verifier, config=Verify()), told


GINGER = "Ginger tea relieves seasickness on long voyages."
NEAR = "Ginger tea on long voyages was studied for seasickness in sailors."
FAR = "Travellers who drank an infusion of ginger root were sick less often at sea."


def test_a_passage_that_settles_the_claim_carries_score_and_model() -> None:
    found, _ = settled({"sailors": 0.1, "infusion": 0.9}, [claim(GINGER)], [passage("w1", NEAR), passage("w2", FAR)])
    said = {e.work: (e.settles, e.label) for e in found}
    assert said == {"w1": ("SILENT", "NEI"), "w2": ("DECIDES", "NEI")}
    assert {o.score for e in found for o in e.opinions if o.method == "decides-0@0"} == {0.1, 0.9}


def test_at_most_five_passages_of_a_claim_are_asked_about_and_decided_ones_are_not() -> None:
    many = [passage(f"w{n}", f"{NEAR[:-1]}, number {n}.") for n in range(1, 9)]
    works = [Work(f"w{n}", (f"a#ref-{n}",)) for n in range(1, 9)]
    told = Told({})
    verifier = Verifier(VERIFIER.layer, told)  # type: ignore[arg-type]
    found = match([claim(GINGER)], [], [], works, many, verifier=verifier, config=Verify())
    assert len(found) > len(told.asked) == ASKED
    found, told = settled({}, [claim(RARE)], [passage("w1", LOSS)])
    assert [e.label for e in found] == ["CONTRADICT"]
    assert not told.asked


@pytest.mark.parametrize(
    ("chance", "words"),
    [(0.9, "has a passage that speaks to this"), (0.1, "No passage read decides this"), (0.5, "says this plainly")],
)
def test_an_open_question_says_in_words_whether_a_passage_settles_it(chance: float, words: str) -> None:
    told, source = claim(GINGER, kind="risk"), passage("w1", NEAR, reach="page")
    found, _ = settled({"sailors": chance}, [told], [source])
    document = Document("a", "a.md", "text/markdown", "en", "A", GINGER, "0" * 64)
    listed = Reference("a#ref-1", "a", "Ames 2001", place("Ames"))
    whole = Audit(document, "2026-01-15", Policy("default"), references=(listed,), claims=(told,), works=(WORKS[0],),
                  passages=(source,), evidence=tuple(found))  # fmt: skip
    (finding,) = [f for f in check(whole) if f.rule_id == "unsupported-claim"]
    assert (finding.kind, words in finding.message) == (Kind.OPEN, True), finding.message
    text = explain(whole, finding, thresholds={"decides": 0.7})
    assert f"decides-0@0: {found[0].settles} {chance:.2f}" in text

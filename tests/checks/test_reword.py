"""Proposed sentences: the article's own with one word or number as the source has it; none where that is not sure."""

from __future__ import annotations

import pytest

from citewarden.checks._reword import proposal
from citewarden.model import Claim, Evidence, Passage, Rationale
from citewarden.testing.sample import place, sample_document

HERE = place(sample_document(), "Most twitches pass")


def proposed(claim: str, own: str, passage: str, theirs: str, issue: str, printed: str = "") -> str:
    at, there = claim.index(own), passage.index(theirs)
    row = Evidence(
        claim="c",
        passage="p",
        work="w",
        label="NEI",
        score=0.5,
        method="example",
        issue=issue,
        rationale=(
            Rationale("claim", at, at + len(own), issue),
            Rationale("passage", there, there + len(theirs), issue),
        ),
    )
    return proposal(Claim("c", "d", HERE, printed or claim, claim), row, Passage("p", "w", passage, "page"))


SURE = """
hedge: Wasting {will} eventually occur. | Wasting {can} occur. | can
hedge: Sleep loss {will} raise your risk. | It {might} raise risk. | might
hedge: The lump {will} often be found by chance. | Lumps {may} only be found late. | may
hedge: The rash {will} return. | The rash will {probably} return. | will probably
hedge: Smoking {causes} wrinkles. | Smoking {may} cause wrinkles. | may cause
hedge: Naps {lead to} weight gain. | Naps {could} lead to gain. | could lead to
hedge: Zinc {prevents} colds. | Zinc {appears to} prevent colds. | appears to prevent
hedge: Eggs {cause} flushes. | It {is thought to} cause flushes. | are thought to cause
hedge: Walking {has been shown to} cut falls. | Walking {may} cut falls. | may
hedge: You {must} rest. | You {should} rest. | should
quantifier: Statins {always} hurt. | Statins {sometimes} hurt. | sometimes
quantifier: Fevers {usually} pass. | Fevers {often} pass. | often
quantifier: It {never} spreads. | It {very rarely} spreads. | very rarely
quantifier: {All} patients recover. | {Most} patients recover. | Most
quantifier: {All} the pain goes. | {Most} of the pain goes. | Most of
quantifier: {Most of} the children cough. | {Some of} the children cough. | Some of
quantifier: {Most} children outgrow it. | {Many} children outgrow it. | Many
quantifier: Headaches are {common}. | Headaches are {uncommon}. | uncommon
quantifier: {In most cases} it heals. | {In some cases} it heals. | In some cases
number: It falls by {14 mm Hg}. | It fell by {4 mm Hg}. | 4 mm Hg
number: It works in {97 %} of adults. | It worked in {90 %} of adults. | 90 %
number: Risk drops by {40 percent}. | Risk dropped by {20%}. | 20 percent
number: Healing takes {twelve weeks}. | It took {six weeks}. | six weeks
number: It lasts {2 to 4 weeks}. | It lasts {2 to 6 weeks}. | 2 to 6 weeks
number: {One in four} people get it. | {One in three} get it. | One in three
unit: Take {400 mg of folic acid}. | Take {400 mcg of folic acid}. | 400 mcg of folic acid
unit: It takes {six weeks}. | It took {six months}. | six months
dose: Take {50 mg of it} a day. | Take {25 mg of it} daily. | 25 mg of it
number: About {14 in 100} fall ill. | About {4 in 100} fell ill. | 4 in 100
"""
"""Issue, the article's sentence and the source's with what is marked in braces, and what comes in its place."""

UNSURE = """
hedge: Stress {always} causes it. | Stress {may} cause it.
hedge: The drug {caused} pain. | The drug {may} cause pain.
hedge: A drug that {causes} pain is bad. | It {may} cause pain.
hedge: It {will not} return. | It {may} return.
hedge: It is {certain}. | It is {unclear}.
hedge: It {will} cure insomnia. | It {may} ease insomnia.
hedge: Zinc {prevents} colds. | Zinc {may} shorten colds. Others prevent them.
quantifier: {Always} take it with food. | It is {often} taken.
quantifier: Not {always} a cold. | {Sometimes} a cold.
quantifier: Almost {all} patients recover. | {Most} patients recover.
quantifier: {Every} patient recovers. | {Most} patients recover.
quantifier: {Most} pain goes. | {Many} pains go.
quantifier: It {very rarely} harms. | A {massive} loss.
number: Take {2 tablets}. | Take {1 tablet}.
number: Up to {14 %} fall ill. | At least {4 %} fell ill.
number: It lasts {14 days}. | It lasted {4 weeks}.
number: {Four} people fell. | Of them, {6} fell.
number: An {80 %} share. | A {40 %} share.
number: {A quarter} fell. | {Half} fell.
negation: It does {not} help. | It {helps}.
direction: Risk {rises}. | Risk {falls}.
"""


def marked(text: str) -> tuple[str, str]:
    """The text without braces, and what stood in them."""
    return text.replace("{", "").replace("}", ""), text[text.index("{") + 1 : text.index("}")]


@pytest.mark.parametrize("line", SURE.strip().splitlines())
def test_one_word_or_number_is_exchanged(line: str) -> None:
    issue, _, rest = line.partition(": ")
    claim, passage, new = rest.split(" | ")
    wanted = claim[: claim.index("{")] + new + claim[claim.index("}") + 1 :]
    assert proposed(*marked(claim), *marked(passage), issue) == wanted


@pytest.mark.parametrize("line", UNSURE.strip().splitlines())
def test_nothing_is_proposed_where_it_is_not_sure(line: str) -> None:
    issue, _, rest = line.partition(": ")
    claim, passage = rest.split(" | ")
    assert proposed(*marked(claim), *marked(passage), issue) == ""


def test_a_word_that_stands_twice_or_in_the_lead_in_only_is_left_alone() -> None:
    twice = proposed("It will heal and will not hurt.", "will", "It can heal.", "can", "hedge")
    led = proposed("Sleep will prevent colds.", "will", "Sleep can prevent colds.", "can", "hedge", printed="colds")
    assert (twice, led) == ("", "")


def test_the_sentence_is_the_one_printed_not_the_one_read() -> None:
    read, printed = "Clonus will also occur in MS.", "It will also occur in MS [4]."
    assert proposed(read, "will", "It may occur.", "may", "hedge", printed=printed) == "It may also occur in MS [4]."

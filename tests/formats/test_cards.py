"""One problem, one card: what stands together, and what is counted apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from citewarden.formats import ArticleReport, Site, cards, html, index, progress
from citewarden.model import Claim, Finding, Kind, Level, Owner
from citewarden.model.annotation import SpecificResource, TextPositionSelector, TextQuoteSelector
from citewarden.stages.check import _listed
from citewarden.stages.gate import tally
from citewarden.stages.read import read
from citewarden.stages.report import rules, summarise
from citewarden.testing.sample import sample_audit, sample_run
from citewarden.text.anchors import anchor


def finding(rule: str, subject: str, level: Level = Level.WARNING, **more: Any) -> Finding:
    kind = more.pop("kind", Kind.FAIL)
    return Finding(rule, "a.md", subject, level, kind, more.pop("message", rule), **more)


def shapes(*findings: Finding) -> list[tuple[str, int]]:
    return [(card.head.rule_id, len(card.parts)) for card in cards(findings)]


RETRACTED = finding("retracted-reference", "a.md#ref-2", Level.ERROR, blocking=True, owner=Owner.MEDICAL_REVIEWER)
RESTING = {"properties": {"references": ["a.md#ref-2"]}, "owner": Owner.MEDICAL_REVIEWER}


def test_a_retracted_source_holds_the_claims_that_rest_on_it() -> None:
    one = finding("withdrawn-support", "a.md#claim-1", Level.ERROR, blocking=True, **RESTING)
    two = finding("withdrawn-support", "a.md#claim-2", **RESTING)
    assert shapes(two, RETRACTED, one) == [("retracted-reference", 2)]


def test_a_superseded_source_does_not_hide_what_is_graver_than_itself() -> None:
    newer = finding("superseded-reference", "a.md#ref-2", kind=Kind.REVIEW)
    grave = finding("withdrawn-support", "a.md#claim-1", Level.ERROR, blocking=True, **RESTING)
    mild = finding("withdrawn-support", "a.md#claim-2", **RESTING)
    assert shapes(newer, grave, mild) == [("withdrawn-support", 0), ("superseded-reference", 1)]


def test_a_claim_whose_source_has_no_card_has_its_own() -> None:
    other = finding("withdrawn-support", "a.md#claim-1", properties={"references": ["a.md#ref-7"]})
    decided = finding("retracted-reference", "a.md#ref-2", Level.ERROR, suppressed=True)
    left = finding("withdrawn-support", "a.md#claim-2", **RESTING)
    assert shapes(RETRACTED, other) == [("retracted-reference", 0), ("withdrawn-support", 0)]
    assert shapes(decided, left) == [("withdrawn-support", 0), ("retracted-reference", 0)]


def test_a_list_is_one_card_and_statements_elsewhere_are_not() -> None:
    items = [finding("overstated-claim", f"a.md#claim-{n}", properties={"list": 4}) for n in range(5)]
    apart = finding("overstated-claim", "a.md#claim-9", properties={"list": 11})
    other = finding("number-mismatch", "a.md#claim-1", properties={"list": 4})
    alone = finding("overstated-claim", "a.md#claim-8")
    assert sorted(shapes(*items, apart, other, alone)) == [
        ("number-mismatch", 0),
        ("overstated-claim", 0),
        ("overstated-claim", 0),
        ("overstated-claim", 4),
    ]


def test_notes_of_one_check_are_one_card_and_what_is_decided_is_another() -> None:
    ages = [finding("outdated-reference", "a.md", Level.NOTE, kind=k) for k in (Kind.FAIL, Kind.FAIL, Kind.REVIEW)]
    undated = finding("outdated-reference", "a.md", Level.NONE, kind=Kind.OPEN)
    decided = finding("outdated-reference", "a.md", Level.NOTE, suppressed=True)
    assert [n for _, n in shapes(*ages, undated, decided)] == [2, 0, 0]


def test_open_questions_about_single_claims_are_one_and_about_the_article_are_not() -> None:
    claims = [finding("unsupported-claim", f"a.md#claim-{n}", Level.NONE, kind=Kind.OPEN) for n in range(9)]
    causes = [finding("incomplete-audit", "a.md", Level.NONE, kind=Kind.OPEN) for _ in range(3)]
    assert sorted(n for _, n in shapes(*claims, *causes)) == [0, 0, 0, 8]


def test_sixty_claims_with_nothing_serious_are_a_dozen_cards_and_counted_alike_everywhere() -> None:
    notes = (
        "overstated-claim",
        "scope-mismatch",
        "missing-locator",
        "evidence-only-in-abstract",
        "differs-from-record",
    )
    found = [
        finding(rule, f"a.md#{rule}-{n}", Level.NOTE, fingerprint=f"{rule}{n}") for rule in notes for n in range(12)
    ]
    found += [
        finding("unsupported-claim", f"a.md#claim-{n}", Level.NONE, kind=Kind.OPEN, fingerprint=f"open{n}")
        for n in range(30)
    ]
    report = ArticleReport(sample_audit(), tuple(found), sample_run(), "a", rules())
    page = lxml_html.fromstring(html.render(report))
    assert len(page.xpath("//article[contains(@class, 'card')]")) == 6 <= 12
    assert len(page.xpath("//section[@class='part']")) == 90
    assert len(page.xpath("//*[starts-with(@id, 'finding-')]")) == 90
    counted = tally(found)
    (row,) = index._table(Site([summarise(report)], sample_run(), rules()))[0]
    at = dict(zip(index.FIELDS, row, strict=True))
    assert counted.levels == {"note": 5, "none": 1}
    assert (at["notes"], at["open"]) == (5, 1)
    assert "5 notes and 1 question" in page.xpath("//header/div")[0].text_content()


ARTICLE = """# Sleep

Good sleep always prevents:

- colds
- headaches
  - also on Mondays
- bad moods

Naps always help.

- A list nothing leads in
"""


def test_the_check_stage_says_which_list_a_statement_stands_in(tmp_path: Path) -> None:
    (tmp_path / "sleep.md").write_text(ARTICLE, encoding="utf-8")
    document = read(tmp_path / "sleep.md", root=tmp_path)
    words = (
        "Good sleep always prevents",
        "colds",
        "also on Mondays",
        "bad moods",
        "Naps always help",
        "A list nothing",
    )
    places = [anchor(document, at := document.text.index(w), at + len(w)) for w in words]
    claims = tuple(
        Claim(f"sleep.md#claim-{n}", document.id, p, w, w) for n, (p, w) in enumerate(zip(places, words, strict=True))
    )
    found = [replace(finding("overstated-claim", c.id), location=c.target) for c in claims]
    audit = replace(sample_audit(), document=document, claims=claims)
    lists = [f.properties.get("list") for f in _listed(audit, found)]
    assert lists[0] is not None
    assert lists[:5] == [lists[0]] * 4 + [None]
    assert lists[5] != lists[0]


def test_items_that_their_heading_makes_statements_are_one_list(tmp_path: Path) -> None:
    listed = "- pregnant women\n- babies\n- blood donors\n\n## Key points\n\n- Tea binds iron.\n- Iron tires.\n"
    said = f"# Iron\n\n## Who is at risk?\n\n{listed}"
    (tmp_path / "iron.md").write_text(said, encoding="utf-8")
    document = read(tmp_path / "iron.md", root=tmp_path)
    words = ("pregnant women", "babies", "blood donors", "Tea binds iron.", "Iron tires.")
    places = [anchor(document, at := document.text.index(w), at + len(w)) for w in words]
    claims = tuple(
        Claim(f"iron.md#claim-{n}", document.id, p, w, w) for n, (p, w) in enumerate(zip(places, words, strict=True))
    )
    found = [replace(finding("uncited-claim", c.id), location=c.target) for c in claims]
    lists = [
        f.properties.get("list") for f in _listed(replace(sample_audit(), document=document, claims=claims), found)
    ]
    assert lists[0] is not None
    assert lists == [lists[0]] * 3 + [None, None]


def test_a_sentence_that_another_contradicts_and_that_cites_nothing_is_one_card() -> None:
    torn = finding("inconsistent-statement", "a.md#claim-1")
    bare, elsewhere = finding("uncited-claim", "a.md#claim-1"), finding("uncited-claim", "a.md#claim-2")
    decided = replace(bare, suppressed=True)
    at = SpecificResource("a.md", TextQuoteSelector("x"), TextPositionSelector(10, 60))
    halves = [replace(torn, location=at), replace(elsewhere, location=at)]  # two statements of one sentence
    assert [len(c.findings) for c in cards(halves)] == [2]
    asked = replace(torn, kind=Kind.OPEN)
    assert [len(c.findings) for c in cards([torn, bare, elsewhere])] == [2, 1]
    assert len(cards([torn, decided])) == 2
    assert len(cards([asked, bare])) == 2


def test_progress_says_what_is_decided_planned_and_waited_for() -> None:
    reviewer, editor = {"owner": Owner.MEDICAL_REVIEWER}, {"owner": Owner.EDITOR}

    def said(how: str) -> dict[str, Any]:
        return {"properties": {"decision": f"{how} by A, editor, 2026-01-01"}}

    made = progress(
        cards(
            [
                finding("contradicted-claim", "a.md#claim-1", **reviewer),
                finding("dead-link", "a.md#ref-1", **editor, **said("reword")),
                finding("dead-link", "a.md#ref-2", **editor, **said("escalate")),
                finding("dead-link", "a.md#ref-3", **editor, **said("replace; not counted: it expired")),
                finding("dead-link", "a.md#ref-4", **editor, **said("accept"), suppressed=True),
                finding("outdated-reference", "a.md", Level.NOTE, **editor),
                finding("incomplete-audit", "a.md", Level.NONE, kind=Kind.OPEN, **editor),
            ]
        )
    )
    assert (made.whole, made.decided, made.planned) == (6, 1, 1)
    assert made.waiting == {"medical reviewer": 2, "editor": 2}
    assert progress([]).whole == 0


def test_the_page_and_the_index_show_it() -> None:
    done = finding("dead-link", "a.md#ref-4", suppressed=True, fingerprint="1")
    report = ArticleReport(
        sample_audit(), (done, finding("dead-link", "a.md", fingerprint="2")), sample_run(), "a", rules()
    )
    assert (
        "Progress. 1 of 2 decided; waiting for the editor (1)."
        in lxml_html.fromstring(html.render(report)).text_content()
    )
    text = "".join(index.render(Site([summarise(report)], sample_run(), rules())))
    assert '<td>editor 1 <span class="quiet">1 of 2 decided</span>' in text


def test_questions_that_say_what_differs_stand_first_and_apart() -> None:
    nothing = [finding("unsupported-claim", f"a.md#claim-{n}", Level.NONE, kind=Kind.OPEN) for n in range(3)]
    differs = replace(nothing[2], subject="a.md#claim-7", message="68 there", properties={"differs": True})
    made = cards([*nothing, differs])
    assert [(card.head.message, len(card.findings)) for card in made] == [("68 there", 1), ("unsupported-claim", 3)]

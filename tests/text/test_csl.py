"""CSL items: the code's lists and the schema say the same; faults are named; foreign items are cleaned."""

from __future__ import annotations

import json

import pytest

from citewarden import config
from citewarden.errors import ConfigError
from citewarden.text import csl

SCHEMA = json.loads((config.ROOT / "schemas" / "csl.schema.json").read_text("utf-8"))


def test_schema_and_lists_agree() -> None:
    properties = SCHEMA["properties"]
    assert set(properties["type"]["enum"]) == csl.TYPES
    assert set(properties) == csl.NAMES | csl.DATES | csl.TEXTS | {"type", "id", "custom", "categories"}


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        ({"title": "x"}, "type"),
        ({"type": "blog"}, "type"),
        ({"type": "book", "author": "Younger DS"}, "author"),
        ({"type": "book", "author": [{"given": 3, "family": "x"}]}, "author"),
        ({"type": "book", "author": [{}]}, "author"),
        ({"type": "book", "issued": {"date-parts": [[]]}}, "issued"),
        ({"type": "book", "issued": {"year": 2015}}, "issued"),
        ({"type": "book", "titel": "x"}, "titel"),
        ({"type": "book", "title": ["x"]}, "title"),
    ],
)
def test_faults_and_schema_reject_the_same(item: dict[str, object], fault: str) -> None:
    found = csl.faults(item)
    assert found
    assert found[0].startswith(fault)
    with pytest.raises(ConfigError):
        config.validate(item, "csl", where="test")


def test_sound_items_pass_both() -> None:
    item = {
        "type": "book",
        "author": [{"family": "Younger", "given": "DS"}, {"literal": "NINDS"}],
        "issued": {"date-parts": [[2015]]},
        "title": "Motor Disorders",
        "custom": {"et-al": True},
    }
    assert csl.faults(item) == []
    config.validate(item, "csl", where="test")


def test_cleaning_what_crossref_sends() -> None:
    sent = {
        "type": "journal-article",
        "title": ["A title"],
        "container-title": [],
        "author": [{"family": "Vogt", "given": "J", "sequence": "first", "affiliation": []}, {"name": "Group X"}],
        "issued": {"date-parts": [[2009, 9, None]]},
        "reference-count": 3,
    }
    made = csl.clean(sent)
    assert made == {
        "type": "article-journal",
        "title": "A title",
        "author": [{"family": "Vogt", "given": "J"}, {"literal": "Group X"}],
        "issued": {"date-parts": [[2009, 9]]},
    }
    assert csl.faults(made) == []


def test_titles_for_people() -> None:
    long = "Another Perspective on Fasciculations: When Is It Not Caused by the Classic Form"
    assert csl.short_title(long) == "Another Perspective on Fasciculations"
    assert csl.first_page({"page": "310-22"}) == "310"
    assert csl.first_page({"number": "e63773"}) == "e63773"
    assert csl.short_title(
        "Meta-analysis: antithrombotic therapy to prevent stroke in patients who have atrial fibrillation"
    ) == ("Meta-analysis: antithrombotic therapy to prevent stroke in patients …")
    assert csl.short_title("ACG Clinical Guideline: Treatment of Infection") == (
        "ACG Clinical Guideline: Treatment of Infection"
    )
    manual = "Diagnostic and Statistical Manual of Mental Disorders, 5th edition (DSM-5)"
    assert csl.short_title(manual) == manual

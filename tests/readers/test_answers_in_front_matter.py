"""Questions and answers that stand in the front matter only: readers see them, so that they are told as not read."""

from __future__ import annotations

import pytest

from citewarden.readers import markdown


def told(fields: str) -> list[str]:
    source = f"---\ntitle: Iron\n{fields}---\n\nIron helps tired people.\n"
    return [row.what for row in markdown.read(source.encode(), name="a.md").unread]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ("faq:\n  - q: Does it hurt?\n    a: Half of all people have pain for 3 days.\n", "faq"),
        ("faqs:\n- question: Is it safe?\n  answer: It harms 1 in 100 people.\n", "faqs"),
        ('common_questions: [{Question: "How long?", Answer: "It lasts 2 weeks."}]\n', "common_questions"),
    ],
)
def test_answers_are_told(fields: str, name: str) -> None:
    assert told(fields) == [f"the questions and answers of the field {name}"]


@pytest.mark.parametrize(
    "fields",
    [
        "tags: [iron, food]\n",
        "menu:\n  - name: Home\n    url: /\n",
        "faq: true\n",
        "faq:\n  - q: Does it hurt?\n    a: ''\n",
        "quiz:\n  - question: Which is it?\n    choices: [a, b]\n",
    ],
)
def test_other_fields_are_not(fields: str) -> None:
    assert told(fields) == []

"""A gate never changes what its pattern finds."""

import re

import pytest

from citewarden.nlp import claims, kinds
from citewarden.text.prefilter import Gated, Phrases, WordClasses, bits, branches, required


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\b(?:risk(?:s|ier)?|more likely|odds)\b", {"risk", "more likely", "odds"}),
        (r"\bcolou?rs?\b", {"colo"}),
        (r"\d ?%|cat", set()),
        (r"ab{0,2}cdef", {"cdef"}),
        (r"^cat food", {"cat food"}),
        (r"cat food$", {"cat food"}),
        (r"(?:^|, )never", {"never"}),
        (r"^a.*cats?$", {"cat"}),
        (r"[a-c]cat\.dog", {"cat.dog"}),
        (r"\bcat\b.dog", {"cat"}),
        (r"(?!never)always", {"always"}),
        (r"(?:maybe)?", set()),
    ],
)
def test_literals_a_pattern_needs(pattern: str, literals: set[str]) -> None:
    assert required(pattern) == literals


TEXTS = [
    "Talk with your doctor before you take aspirin to prevent a stroke.",
    "This chapter describes the risk factors; see Figure 2 for more information.",
    "Smoking is the leading cause of lung cancer in the United States.",
    "It's important to follow the instructions on the label, as prescribed.",
    "Symptoms usually go away within a week, and most people recover completely.",
    "Researchers continue to look for better tests.",
    "Iron-deficiency anemia is a common type of anemia.",
    "Children under 5 should not take more than 200 mg a day.",
    "The term refers to a group of disorders of the nerves.",
    "Call 911 right away if you have chest pain.",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_gated_and_bare_patterns_agree(text: str) -> None:
    gates = [*claims._PATTERNS.values(), *(pattern for _, pattern in kinds._RULES)]
    for gate in gates:
        assert gate.found(text) == bool(re.search(gate.pattern, text, gate.flags)), gate.pattern[:60]


def test_a_gate_is_shut_for_texts_without_its_words() -> None:
    gate = Gated(r"\bheadaches?\b")
    assert not bits("No pain at all") & bits("A Headache again")
    assert not gate.found("No pain at all")
    assert gate.found("A Headache again")
    assert not gate.found("A Headache again", held=0)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (r"\b(?:a|b(?:c|d))e|f", [r"\bae", r"\bb(?:c|d)e", "f"]),
        (r"(?:a|b)?c", [r"(?:a|b)?c"]),
        (r"[|(]x|\|y", ["[|(]x", r"\|y"]),
        (r"(?!a|b)c", ["(?!a|b)c"]),
    ],
)
def test_alternatives_of_a_pattern(pattern: str, parts: list[str]) -> None:
    assert branches(pattern) == parts


def test_phrases_take_the_longest_and_overlap_nowhere() -> None:
    phrases = Phrases(["no", "no longer", "longer than", "can't"], lead="(?P<very>very )?")
    text = "No, it no  longer than very no-one can’t, very no use"
    assert [m["phrase"] for m in phrases.matches(text)] == ["No", "no  longer", "can’t", "no"]
    assert phrases.matches(text)[-1].group() == "very no"
    assert phrases.matches("nothing") == []


def test_word_classes() -> None:
    classes = WordClasses({"animal": r"dogs?|cats?", "pet": r"cats?"})
    assert classes.of(["dog", "tree"]) == {"animal"}
    assert classes.of(["cats"]) == {"animal", "pet"}

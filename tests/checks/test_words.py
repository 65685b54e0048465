"""Every message an editor reads, in the words of the house: what, where, what to do; plain; never "false".

The messages are those of all examples in this folder, made by the checks themselves.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from citewarden.model import Finding, Kind
from citewarden.plugins import discover
from citewarden.stages.check import check

HERE = Path(__file__).parent
NEVER = re.compile(
    r"(?i:\b(?:false|untrue|faked?|liars?|lying|bogus|nonsense|obviously|stupid|guilty|plagiari[sz]\w*"
    r"|fraud\w*|misconduct|leverage|utili[sz]e|regex|boolean|traceback)\b)|\b(?:N/A|TODO|null|None|NLI|NEI)\b"
)
"""Words that accuse, belittle or belong to the workshop."""


@cache
def examples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_examples", HERE / "test_examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """Whatever any check says of any example article."""
    from citewarden.stages.read import read

    module, out = examples(), []
    for number, example in enumerate(module.examples()):
        _, part = example.values
        blocks = dict(reversed(re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", part)))
        kind = next((k for k in module.SUFFIX if k in blocks), None)
        assert kind, f"no article in {example.id}"
        folder = tmp_path_factory.mktemp(f"example{number}")
        article = folder / f"article{module.SUFFIX[kind]}"
        article.write_text(blocks[kind], encoding="utf-8")
        data: dict[str, Any] = yaml.load(blocks["yaml"], Loader=module.Texts)
        out += check(module.audited(read(article, root=folder), data))
    return out


def test_enough_messages_are_read(findings: list[Finding]) -> None:
    assert len({f.rule_id for f in findings}) >= 0.9 * len(discover("citewarden.checks"))


def test_no_message_accuses_or_talks_shop(findings: list[Finding]) -> None:
    own = {f.message: re.sub(r"[“‘'\"].*?[”’'\"](?=\W|$)", "", f.message) for f in findings}
    assert {message: NEVER.findall(words) for message, words in own.items() if NEVER.search(words)} == {}


def test_every_message_is_whole_sentences(findings: list[Finding]) -> None:
    assert [f.message for f in findings if not re.search(r"[.?]”?$", f.message)] == []
    assert [f.message for f in findings if not re.match(r"[A-Z“‘'\"0-9]", f.message)] == []
    assert [f.message for f in findings if "  " in f.message or "\n" in f.message or "{" in f.message] == []


def test_no_message_is_longer_than_a_reader_bears(findings: list[Finding]) -> None:
    assert [f.message for f in findings if len(f.message) > 700] == []


def test_every_message_says_what_to_do(findings: list[Finding]) -> None:
    """One of its clauses begins with an order, or the finding brings a proposal; what is not known may just say so."""
    order = re.compile(r"(?:^|[.,;:?]”?\s+(?:or |and |then |either )?)([A-Z]?[a-z]+)\b")
    verbs = set(yaml.safe_load((HERE / "orders.yaml").read_text("utf-8")))
    told = [f for f in findings if not f.fix and f.kind is not Kind.OPEN]
    lost = {f.rule_id: f.message for f in told if not {w.lower() for w in order.findall(f.message)} & verbs}
    assert not lost, "\n".join(f"{rule}: {message}" for rule, message in lost.items())


@pytest.mark.parametrize("rule", sorted(discover("citewarden.checks")))
def test_documentation_keeps_to_the_same_words(rule: str) -> None:
    assert NEVER.findall(re.sub(r"`[^`]*`", "", discover("citewarden.checks")[rule].__doc__ or "")) == []

"""A house's word lists have the form of the shipped ones, or say in one line where they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citewarden import config
from citewarden.errors import ConfigError
from citewarden.text.word_lists import form, misfit

NAMES = sorted(path.stem for path in (config.ROOT / "lexicons").glob("*.yaml"))


def shipped(name: str) -> Any:
    return config.read_yaml(config.ROOT / "lexicons" / f"{name}.yaml")


def own(folder: Path, name: str, text: str) -> object:
    """What the program has of a word list that a house wrote."""
    (folder / "config" / "lexicons").mkdir(parents=True)
    (folder / "config" / "lexicons" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return config.lexicon.__wrapped__(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_list_fits_itself_and_nothing_else_does(name: str) -> None:
    held = shipped(name)
    wanted = form(held)
    assert misfit(held, wanted) == ""
    for other in (5, "words", None, True):
        assert misfit(other, wanted).startswith("(top level): ")
    rows = held.items() if isinstance(held, dict) else ()
    assert all(misfit({part: None}, wanted).startswith(f"{part}: nothing where ") for part, _ in rows)
    assert all(misfit({part: 5}, wanted) for part, value in rows if not isinstance(value, int))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("negation", "triggers: {not: 9, no: 6}", "triggers.the name False: a yes or no where words should stand"),
        ("negation", "scope_ends: [but, on]", "scope_ends.2: a yes or no where words should stand"),
        ("negation", "triggers: [not, no]", "triggers.2: a yes or no where words should stand"),
        ("negation", "triggers: {not: far}", "triggers.not: words where a number should stand"),
        ("abbreviations", "familiar: [UV, 911]", "familiar.2: a number where words should stand"),
        ("abbreviations", "familiar:", "familiar: nothing where a list should stand"),
        ("abbreviations", "[UV]", "(top level): a list where names with values should stand"),
        ("organisations", "- current: 5", "1.current: a number where words should stand"),
        ("organisations", "- current: A\n  former: B", "1.former: words where a list should stand"),
        ("populations", "axes: {sex: {women: 5}}", "axes.sex.women: a number where a list should stand"),
    ],
)
def test_another_form_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError) as caught:
        own(tmp_path, name, text)
    assert str(caught.value).startswith(f"config/lexicons/{name}.yaml: {told} - put words such as no")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("negation", "triggers: {hardly ever: 5, 'no': 6}\nscope_ends: []"),
        ("negation", "triggers: [not, 'no', never]\nimplied: []"),
        ("abbreviations", "familiar: [UV, '911']\nof our own: [x]"),
        ("organisations", "- current: A\n  former: [{name: B, from: 1950, to: 1960-01-31}]\n  note: [our, own]"),
        ("organisations", ""),
        ("units", ""),
        ("mesh", "descriptors: {sore throat: D010612}"),
    ],
)
def test_a_list_of_ones_own_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    monkeypatch.chdir(tmp_path)
    found = own(tmp_path, name, text)
    given = config.read_yaml(tmp_path / "config" / "lexicons" / f"{name}.yaml") or type(found)()
    assert found == ({**shipped(name), **given} if isinstance(found, dict) else given)

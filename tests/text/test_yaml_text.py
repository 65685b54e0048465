"""YAML that nobody vouches for: data as before, or one line that says what is wrong and where."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from citewarden.errors import InputError
from citewarden.readers import markdown
from citewarden.registries.library import load
from citewarden.text.yaml_text import DEPTH, NotYaml, read, values

LAUGHS = "a0: &a0 lol\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


def test_plain_data_comes_as_it_is() -> None:
    text = "day: 2026-01-31\nlist: [1, 2.5, true, null]\nbase: &b {x: 1}\nmore: [*b, *b]\n2026-02-01: noon\n"
    assert read(text) == {
        "day": "2026-01-31",
        "list": [1, 2.5, True, None],
        "base": {"x": 1},
        "more": [{"x": 1}, {"x": 1}],
        "2026-02-01": "noon",
    }
    assert read("") is None
    assert read("[" * DEPTH + "]" * DEPTH) is not None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: [1, 2\nc: 3", 3, ""),
        ("a: *nobody", 1, ""),
        ("a: !!python/object:os.system x", 1, ""),
        ("a: 2026-13-45", 1, "month"),
        ("a: 2026-06-31", 1, "day"),
        ("x: 1\na: " + "9" * 5000, 1, "a value cannot be read"),
        ("x: 1\n" + LAUGHS, 8, "stands for more than"),
        ("a: &a\n  b: [1, *a]", 2, "refers to itself"),
        ("&a [*a]", 1, "refers to itself"),
        ("x:\n- " + "[" * 100_000, 2, "nested deeper"),
        ("- " * 100_000, 1, "nested deeper"),
        ("{a: " * 5000 + "1" + "}" * 5000, 1, "nested deeper"),
        ("".join(" " * n + f"k{n}:\n" for n in range(200)), 65, "nested deeper"),
        ("a: \x00", 1, ""),
        ("a: !!bool perhaps", 1, "not what its tag says"),
        ("a: !!timestamp soon", 1, "not what its tag says"),
        ("a: !!int ''", 1, "not what its tag says"),
        ("a: !!float ''", 1, "not what its tag says"),
        ("a: !!timestamp {=: x}", 1, "not what its tag says"),
    ],
)
def test_what_is_not_read_is_one_line(text: str, line: int, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(NotYaml) as caught:
        read(text)
    assert time.monotonic() - began < 5
    assert caught.value.line == line
    assert said in caught.value.problem
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_values_of_other_kinds_are_what_json_could_hold() -> None:
    text = "a: !!binary c2xlZXA=\nb: !!set {y, 2026-01-31, x}\nc: !!omap [d: 2026-01-31]\n? !!binary a2V5\n: 1\n"
    assert read(text) == {"a": "sleep", "b": ["2026-01-31", "x", "y"], "c": [["d", "2026-01-31"]], "key": 1}
    listed = "- title: !!binary c2xlZXA=\n  tags: !!set {b, a}\n- title: B\n"
    assert [value for value, _ in values(listed, ())] == [{"title": "sleep", "tags": ["a", "b"]}, {"title": "B"}]
    with pytest.raises(NotYaml, match="line 2: a value cannot be read"):
        list(values("- title: A\n- title: !!bool perhaps\n", ()))


@pytest.mark.parametrize("bomb", ["[" * 100_000, f"\n{LAUGHS}\n"], ids=["deep", "aliases"])
def test_no_kind_of_file_builds_what_is_out_of_bounds(tmp_path: Path, bomb: str) -> None:
    """Notes, bibliographies and front matter are read by others: each ends in one line, and none ends the process."""
    (tmp_path / "note.md").write_text(f"---\ntitle: {bomb}\n---\n\nA note.\n", encoding="utf-8")
    (tmp_path / "list.yaml").write_text(f"references:\n- title: {bomb}\n", encoding="utf-8")
    library = load(tmp_path)
    assert library.entries == ()
    assert sorted(f.message.split(":")[0].rsplit("/", 1)[-1] for f in library.failures) == ["list.yaml", "note.md"]
    with pytest.raises(InputError, match="is not YAML"):
        markdown.read(f"---\ntitle: {bomb}\n---\n\nText.\n".encode(), name="a.md")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("network: {timeout: 3}\npolicy: nhs\nnetwork: {contact: a@b.example}\n", 3, "'network' .* first in line 1"),
        ("a:\n  b: 1\n  c:\n    - {d: 1, e: 2, d: 3}\n", 4, "'d' .* first in line 4"),
    ],
)
def test_what_is_set_twice_is_told_where_it_would_be_lost(text: str, line: int, said: str) -> None:
    with pytest.raises(NotYaml, match=said) as error:
        read(text, once=True)
    assert error.value.line == line
    assert read(text) is not None
    assert read("a: {x: 1}\nb: {x: 1}\nc: &c [{x: 1}, {x: 2}]\nd: *c\n", once=True)

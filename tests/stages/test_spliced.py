"""A long file is made of the last one and of what is new; it is trusted as long as nobody wrote to it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from citewarden.stages._spliced import write


class Night:
    """Writes one file again and again; `asked` are the keys whose text was asked for."""

    def __init__(self, folder: Path) -> None:
        self.path, self.last, self.layout = folder / "reports" / "long.csv", folder / "site" / "long.csv", ""
        self.asked: list[str] = []

    def write(self, texts: Mapping[str, str], head: str = "head\n") -> bytes:
        self.asked = []

        def text(key: str, said: str) -> Iterator[str]:
            self.asked.append(key)
            yield from (said[at : at + 1_000] for at in range(0, len(said), 1_000))

        pieces: Iterable[tuple[str, Iterable[str]]] = [("", [head]), *((k, text(k, t)) for k, t in texts.items())]
        self.layout = write(self.path, pieces, self.last, self.layout)
        assert self.path.read_bytes() == (head + "".join(texts.values())).encode("utf-8", "replace")
        return self.path.read_bytes()


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(tmp_path)


TEXTS = {"a": "one, é\n" * 300_000, "b": "two \U0001f9ea\n", "c": "", "d": "four \ud800\n"}


def test_only_what_is_new_is_asked_for(night: Night) -> None:
    night.write(TEXTS)
    assert {"a", "b", "d"} <= set(night.asked)
    night.write(TEXTS, head="another head, and longer\n")
    assert night.asked == []
    night.write({"new": "first\n", "d": TEXTS["d"], "a": TEXTS["a"]})
    assert night.asked == ["new"]
    night.write(TEXTS)
    assert "a" not in night.asked
    assert "b" in night.asked


def test_the_last_file_outlives_the_one_in_the_reports(night: Night) -> None:
    night.write(TEXTS)
    assert night.path.samefile(night.last), "one file, no room taken twice"
    night.path.unlink()
    night.write(TEXTS)
    assert night.asked == []


@pytest.mark.parametrize("way", ["in place", "of the same length", "another file", "gone", "cut"])
def test_what_somebody_wrote_to_is_not_trusted(night: Night, way: str) -> None:
    whole = night.write(TEXTS)
    if way == "in place":
        night.path.write_bytes(whole + b"mine\n")
    elif way == "of the same length":
        with night.path.open("r+b") as file:
            file.write(b"HEAD")
        os.utime(night.path, ns=(1, 1))
    elif way == "another file":
        night.last.unlink()
        night.last.write_bytes(whole)
    elif way == "gone":
        night.last.unlink()
    else:
        os.truncate(night.path, 10)
    night.write(TEXTS)
    assert {"a", "b", "d"} <= set(night.asked)


def test_where_no_link_can_be_made_all_is_written(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night.write(TEXTS)

    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    night.write(TEXTS)
    assert night.layout == ""
    night.write(TEXTS)
    assert {"a", "b", "d"} <= set(night.asked)

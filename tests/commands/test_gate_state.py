"""A gate by itself, twice: a link that is gone is dead on the second day, if the first one was remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citewarden import store
from citewarden.model import Probe
from citewarden.store.links import Known
from citewarden.testing import demo
from citewarden.testing.demo import Demo

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Demo]:
    with demo.setting(tmp_path / "demo", network={"timeout": 5.0, "retries": 0}) as running:
        yield running


def dead(article: str) -> bool:
    return "dead-link" in demo.expected()[article]


def gated(cli: Cli, made: Demo, night: int, *options: str) -> tuple[int, str]:
    article = next(path for path in made.articles if path.name == "high-blood-pressure.html")  # all its pages answer
    assert dead(article.name)
    now = made.night(night)
    given = ("--config", str(made.config), "--online", "--now", now, "--as-of", now[:10], *options)
    status, out, said = cli("gate", *given, str(article), folder=made.folder)
    assert out, said
    return status, out


def test_a_gate_that_remembers_knows_a_dead_link_on_the_second_day(cli: Cli, made: Demo) -> None:
    _, first = gated(cli, made, 1, "--state")
    assert "[dead-link]" not in first
    assert "gone, which a second run a day later decides" in first.splitlines()[-1]
    _, second = gated(cli, made, 2, "--state")
    assert "[dead-link]" in second


@pytest.mark.long
def test_without_the_option_nothing_is_remembered_but_what_is_known_counts(cli: Cli, made: Demo) -> None:
    gated(cli, made, 1)
    _, second = gated(cli, made, 2)
    assert "[dead-link]" not in second
    gated(cli, made, 1, "--state")
    kept = remembered(made)
    assert kept
    _, second = gated(cli, made, 2)
    assert "[dead-link]" in second
    assert remembered(made) == kept


def remembered(made: Demo) -> dict[str, Probe]:
    with store.connect(made.folder / "state") as database:
        return dict(Known(database))

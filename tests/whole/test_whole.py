"""Real articles and the inputs of other tests, altered by chance: all that comes of them, by digests.

A change that is meant is written down, and told, with `python -m tests.whole.digests`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

ITEMS = Path(__file__).with_name("digests.json").read_text(encoding="utf-8").split('\n"')[1:]


@pytest.mark.long
@pytest.mark.parametrize("item", [line.partition('"')[0] for line in ITEMS])
def test_what_comes_of_it_is_as_it_was(item: str, request: pytest.FixtureRequest) -> None:
    from tests.whole import digests

    if digests.needs_shared(item):
        request.getfixturevalue("shared")
    assert digests.told(item) == digests.known()[item]

"""Thirty references at the pace the registries ask for: they are asked side by side, and none faster than it likes."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from citewarden import config
from citewarden.config import registries
from citewarden.model import Reference, SpecificResource, TextPositionSelector, TextQuoteSelector
from citewarden.pipeline import Corpus, investigate
from citewarden.registries.library import Library
from citewarden.testing.world import World
from citewarden.web.client import Client
from citewarden.web.rate_limit import RateLimit

NOW = "2026-03-02T02:00:00+00:00"
WALL = 6.0
SHIPPED = registries()
ASKED = ("crossref", "pubmed", "europepmc", "openalex")


def works() -> list[dict[str, Any]]:
    made = []
    for n in range(30):
        csl = {"type": "article-journal", "title": f"Trial {n} of walking for pain of the {WORDS[n]}",
               "author": [f"{WORDS[n].title()}, Ada"], "container-title": "Example Journal of Pain",
               "volume": str(n + 1), "issued": "2018", "page": f"{n}1-{n}9", "DOI": f"10.5555/pain.{n}",
               "PMID": str(91_000_000 + n)}  # fmt: skip
        made.append({"key": f"w{n}", "csl": csl, "abstract": "Walking helps.", "landing": f"http://pain.example/{n}"})
        if n % 3 == 0:
            csl["PMCID"] = f"PMC{7_000_000 + n}"
            made[-1]["full_text"] = {"Results": ["Walking helped."]}
    return made


WORDS = (
    "ankle", "back", "calf", "elbow", "foot", "groin", "hand", "hip", "jaw", "knee", "leg", "lung", "neck", "rib",
    "shin", "skull", "spine", "thigh", "thumb", "toe", "tongue", "wrist", "ear", "eye", "nose", "palm", "sole", "heel",
    "chest", "belly",
)  # fmt: skip


def references() -> list[Reference]:
    made = []
    for n, row in enumerate(works()):
        csl = row["csl"]
        raw = f"{WORDS[n].title()} A. {csl['title']}. Example Journal of Pain. 2018;{n + 1}:{csl['page']}."
        item: dict[str, Any] = {**csl, "author": [{"family": WORDS[n].title(), "given": "A"}],
                                "issued": {"date-parts": [[2018]]}}  # fmt: skip
        for name in ("DOI", "PMID", "PMCID"):
            item.pop(name, None)
        ids = {}
        if n < 20:
            ids["DOI"], raw = csl["DOI"], f"{raw} doi:{csl['DOI']}"
        elif n < 24:
            ids["PMID"], raw = csl["PMID"], f"{raw} PMID: {csl['PMID']}"
        elif n >= 27:  # known nowhere
            raw, item = raw.replace("Trial", "Diary"), {**item, "title": csl["title"].replace("Trial", "Diary"),
                                                        "volume": "99", "page": "7"}  # fmt: skip
            raw = raw.replace(f"2018;{n + 1}:{csl['page']}", "2018;99:7")
        target = SpecificResource("a", TextQuoteSelector(raw), TextPositionSelector(0, len(raw)))
        made.append(Reference(f"a#ref-{n + 1}", "a", raw, target, csl=item | ids, **ids))
    return made


@pytest.fixture
def paced() -> World:
    return World({"works": works()})


Turns = dict[str, list[float]]
"""Registry -> the moments at which it might be asked, in order."""


def investigated(world: World, cache: Any = None, *, paced: bool = True) -> tuple[Corpus, float, Turns]:
    """What was found, the seconds that it took, and whose turn was when: at the pace of the real registries unless
    `paced` is False."""
    network = world.network(timeout=10.0)
    real = {n: replace(r, rate=SHIPPED[n].rate, concurrency=SHIPPED[n].concurrency)
            for n, r in network.registries.items()}  # fmt: skip
    settings = replace(config.Config(), network=replace(network, registries=real) if paced else network)
    given: list[tuple[RateLimit, float]] = []

    def turn(limit: RateLimit) -> float:
        given.append((limit, whole(limit)))
        return given[-1][1]

    whole, started = RateLimit.turn, time.monotonic()
    with Client(settings.network, cache=cache, now=NOW) as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr(RateLimit, "turn", turn)
        found = investigate(references(), config=settings, client=client, library=Library(), known={}, now=NOW)
        turns = {name: sorted(at for one, at in given if one is limit) for name, limit in client._limits.items()}
    return found, time.monotonic() - started, turns


def most_a_second(turns: list[float]) -> int:
    return max(sum(start <= other < start + 1 for other in turns) for start in turns)


def early(world: World, name: str, turns: list[float]) -> list[float]:
    """Requests that came before their turn; on a busy machine they come after it, and some that left apart together."""
    came = sorted(r.started for r in world.asked(name))
    return [at for at, turn in zip(came, turns, strict=True) if at < turn]


def overlap(world: World) -> float:
    """How many registries were asked at a time: 1.0 would be one after the other, on a busy machine too."""
    starts = [sorted(r.started for r in world.asked(name)) for name in ASKED]
    return sum(own[-1] - own[0] for own in starts) / (max(own[-1] for own in starts) - min(own[0] for own in starts))


def test_thirty_references_take_no_longer_than_the_slowest_registry(paced: World) -> None:
    with paced as world:
        world.generous = False
        for _ in range(5):  # on a busy machine it takes longer
            world.forget()
            found, seconds, turns = investigated(world)
            if seconds < WALL or overlap(world) > 1.5:
                break
        outcomes = [r.outcome for r in found.resolutions]
        assert (outcomes.count("matched"), outcomes.count("not_found")) == (27, 3)
        for name in ASKED:
            assert len(world.asked(name)) > 2, name
            assert world.peak(name) <= SHIPPED[name].concurrency
            assert most_a_second(turns[name]) <= SHIPPED[name].rate + 1, name
            assert early(world, name, turns[name]) == [], name
        assert seconds < WALL or overlap(world) > 1.5, {name: len(world.asked(name)) for name in SHIPPED}


def test_what_two_steps_ask_at_once_is_asked_once(paced: World) -> None:
    with paced as world:
        investigated(world, paced=False)
        asked = [(r.service, r.url, r.headers.get("accept", "")) for r in world.asked()]
        assert len(asked) == len(set(asked))

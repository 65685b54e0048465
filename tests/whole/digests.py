"""What real articles come to, table by table, as digests: a change is seen, wherever it is, and nothing is copied.

    python -m tests.whole.digests [KIND | KIND/NAME ...]

makes `digests.json` anew and says which tables changed, and from how many rows to how many.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.whole import edges, nights, rooms
from tests.whole.dressing import Dressed, dressed, sentences, texts
from tests.whole.rooms import plain

from citewarden import config, pipeline
from citewarden.registries.library import load
from citewarden.testing.world import World
from citewarden.web import client as web
from citewarden.web.client import Client

FILE = Path(__file__).with_name("digests.json")
NIGHTS = ("2026-03-02T02:00:00+00:00", "2026-04-20T02:00:00+00:00")
Tables = Mapping[str, list[str]]
ROOMS = (rooms, edges, nights)
"""What else is looked at: by kind and name, a function of each kind."""


def audited(made: Dressed) -> Tables:
    """All tables of an article that is audited on two nights in its world, and once more where nobody answers."""
    out: dict[str, list[str]] = {}
    with TemporaryDirectory() as place, World(made.records) as world:
        folder = Path(place)
        notes = {f"references/{name}": text for name, text in made.notes.items()}
        for name, text in {f"articles/{made.name}.md": made.text, **notes}.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

        def add(when: str, rows: Mapping[str, Iterable[Any]]) -> None:
            for table, found in rows.items():
                said = (json.dumps(plain(row), ensure_ascii=False, sort_keys=True) for row in found)
                hidden = (one.replace(f"127.0.0.1:{world.port}", "HERE").replace(place, "PLACE") for one in said)
                out[f"{table} {when}".strip()] = list(hidden)

        places = {"references": str(folder / "references"), "state": str(folder / "state")}
        settings = replace(config.load(None), network=world.network(), **places)
        articles = sorted((folder / "articles").iterdir())
        analysis = pipeline.analyse(articles, root=folder / "articles", config=settings)
        cited = (*analysis.references, *analysis.citations)
        add("", {"reading": analysis.documents, "references": cited, "claims": analysis.claims})
        library, known = load(folder / "references"), {}
        for number, now in enumerate((*NIGHTS, NIGHTS[1])):
            world.night = number + 1
            offline = number == 2
            with Client(settings.network, cache=None, now=now, offline=offline) as client:
                corpus = pipeline.investigate(
                    analysis.references, config=settings, client=client, library=library, known=known, now=now
                )
            known = {probe.url: probe for probe in corpus.probes}
            (judged,) = pipeline.judge(
                analysis, corpus, verifier=pipeline.layers(settings, offline=offline), config=settings,
                policy=config.policy("default"), as_of=now[:10], offline=offline,
            )  # fmt: skip
            told = (corpus.works, corpus.resolutions, corpus.notices, corpus.passages, corpus.probes)
            rows = [row for table in told for row in table]
            found = (*judged.findings, judged.failure)
            when = ("first", "later", "offline")[number]
            add(when, {"known": rows, "evidence": judged.audit.evidence, "findings": found})
    return out


def digest(rows: Iterable[str]) -> str:
    """A digest of a table."""
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def articles() -> list[str]:
    """The texts that are looked at: some of those that say enough, where no sentence names an address of others."""
    some = {name: sentences(path) for name, path in texts().items()}
    some = {name: some[name] for name in [name for name, said in some.items() if len(said) > 8][::9]}
    return [name for name in some if "://" not in dressed(name).text.replace("://house", "")]


def known() -> dict[str, dict[str, str]]:
    """ "kind/name" -> table -> how many rows and which digest, as they were last."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}


def tables(item: str) -> Tables:
    """The tables of "kind/name"."""
    kind, _, name = item.partition("/")
    if kind == "article":
        return audited(dressed(name))
    (module,) = (module for module in ROOMS if kind in module.items())
    rows = getattr(module, kind)(name)
    return {"rows": [json.dumps(plain(row), ensure_ascii=False, sort_keys=True) for row in rows]}


def needs_shared(item: str) -> bool:
    """Whether the item is made of shared data."""
    return item.startswith(("article/", "verdict/families", "verdict/blocks", "night/"))


def told(item: str) -> dict[str, str]:
    """Table -> how many rows it has, and its digest."""
    return {table: f"{len(rows)} {digest(rows)}" for table, rows in tables(item).items() if rows}


def main() -> None:
    """Write down what comes out now, and say what changed."""
    web.PAUSE = 0.01  # who asks a site again does not wait
    given, was = sys.argv[1:], known()
    items = [f"article/{name}" for name in articles()]
    items += [f"{kind}/{name}" for room in ROOMS for kind, names in room.items().items() for name in names]
    now = {i: told(i) if not given or {i, i.partition("/")[0]} & {*given} else was.get(i, {}) for i in items}
    for item in items:
        old, new = was.get(item, {}), now[item]
        for table in (table for table in {**old, **new} if old.get(table) != new.get(table)):
            rows = [said.get(table, "no").split()[0] for said in (old, new)]
            print(f"{item}: {table} ({rows[0]} rows, now {rows[1]})")
    lines = ",\n".join(f"{json.dumps(item)}: {json.dumps(now[item])}" for item in sorted(now))
    FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Status of ten thousand works from a warm cache: seconds of processor time, with no question asked.

    python benchmarks/notices.py [WORKS]

The works are made up and served by the local world; the first pass (cold) fills the cache in batches, the second is
measured. The bar is 20 seconds on two cores.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from citewarden.model import Resolution, Work
from citewarden.stages.notices import notices
from citewarden.testing.world import World
from citewarden.web.client import Client

NOW = "2026-03-02T02:00:00+00:00"


def main(size: int = 10_000) -> int:
    """Print the figures."""
    csl = [
        {"type": "article-journal", "title": f"Study number {n} of sleep and health", "author": ["Doe, Jane"],
         "container-title": "Example Journal", "issued": "2019-05", "volume": str(n), "page": "1-9",
         "DOI": f"10.5555/w.{n}", "PMID": str(80_000_000 + n)}
        for n in range(size)
    ]  # fmt: skip
    works = [Work(f"doi:{c['DOI']}", (f"a#ref-{n}",), DOI=str(c["DOI"])) for n, c in enumerate(csl, 1)]
    found = [Resolution(w.id, "matched", "crossref", c) for w, c in zip(works, csl, strict=True)]
    with World() as world, tempfile.TemporaryDirectory() as folder:
        world.add(works=[{"key": f"w{n}", "csl": c} for n, c in enumerate(csl)])
        network = replace(world.network(timeout=120.0))
        for name in ("cold", "warm"):
            before = len(world.requests)
            wall, cpu = time.perf_counter(), time.process_time()
            with Client(network, cache=Path(folder), now=NOW) as client:
                rows = notices(works, found, client=client)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            asked = len(world.requests) - before
            print(f"{name}: {size:,} works, {len(rows):,} rows, {asked:,} questions, {cpu:.1f} s of CPU, {wall:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(a) for a in sys.argv[1:2])))

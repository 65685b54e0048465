"""A project with one source note, and the two servers as their clients meet them: as processes, over stdio."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

NOTE = """---
title: Melatonin for poor sleepers
author: [{family: Marsh, given: Ada}]
issued: 2013
container-title: Example Sleep J
---

Melatonin shortened the time to fall asleep by 7 minutes in adults.
"""
SETTINGS = "as_of: 2026-02-01\ncheck_pages: https://house.example/checks.html#{check}\n"
ARTICLE = """# Melatonin and insomnia

Melatonin helps a little. It shortened the time to fall asleep by 17 minutes in adults [1].

Poor sleep is no diseese, though diseases may cause it. A disease is another thing. Somebody wrote this [7].

## References

1. Marsh A. Melatonin for poor sleepers. Example Sleep J. 2013.
2. Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
   developmental disorder in children. Lancet. 1998;351(9103):637-641. doi:10.1016/S0140-6736(97)11096-0
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of a test's own."""
    return laid_out(tmp_path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project for all tests of a file: nothing in it is changed."""
    return laid_out(tmp_path_factory.mktemp("site"))


def laid_out(folder: Path) -> Path:
    for name in ("articles", "references", "config"):
        (folder / name).mkdir()
    (folder / "config" / "config.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "references" / "marsh.md").write_text(NOTE, encoding="utf-8")
    (folder / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture
def environment() -> dict[str, str]:
    """What a server's process is started with."""
    return dict(os.environ)


def held(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder with its time and contents."""
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


COMMAND = (sys.executable, "-m", "citewarden")


Said = TypeVar("Said")


class Aside:
    """A loop in a thread of its own: in the tests' thread a browser may hold one."""

    def __enter__(self) -> Aside:
        self._thread, self._runner = ThreadPoolExecutor(1), asyncio.Runner()
        return self

    def __exit__(self, *fault: object) -> None:
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def run(self, said: Coroutine[Any, Any, Said]) -> Said:
        """What a conversation comes to."""
        return self._thread.submit(self._runner.run, said).result()


def talked(talk: Callable[[], Awaitable[Any]]) -> Any:
    """What a conversation comes to, which no fault may draw out."""
    with Aside() as loop:
        return loop.run(_within(talk))


async def _within(talk: Callable[[], Awaitable[Any]]) -> Any:
    return await asyncio.wait_for(talk(), 280)

"""A project with one source note, and the two servers as their clients meet them: as processes, over stdio."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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
    for name in ("articles", "references", "config"):
        (tmp_path / name).mkdir()
    (tmp_path / "config" / "config.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "references" / "marsh.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def environment() -> dict[str, str]:
    """What a server's process is started with."""
    return dict(os.environ)


def held(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder with its time and contents."""
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


COMMAND = (sys.executable, "-m", "citewarden")


def talked(talk: Callable[[], Awaitable[Any]]) -> Any:
    """What a conversation comes to, which no fault may draw out; in a thread, for a browser's tests may hold this one's
    loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(asyncio.wait_for(talk(), 280))).result()

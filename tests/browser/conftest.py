"""A headless Chromium, and the made-up site's reports as files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citewarden.stages.report import report
from citewarden.testing.sample import sample_audit, sample_findings, sample_run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CITEWARDEN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no chromium on this machine (apt-get install chromium, or name one in CITEWARDEN_CHROMIUM)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (make setup-dev)")
    with playwright.sync_playwright() as made:
        opened = made.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "reports"
    audit = sample_audit()
    report([(audit, sample_findings(audit))], sample_run(), folder)
    return folder

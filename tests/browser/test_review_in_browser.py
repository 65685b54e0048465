"""A decision taken in the browser is in the file a moment later."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from citewarden.model import SignOff
from citewarden.review import ReviewServer
from citewarden.stages.decide import load
from citewarden.testing.sample import sample_audit, sample_findings
from citewarden.text.bindings import signable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_decide_and_save(browser: Browser, reports: Path, tmp_path: Path) -> None:
    finding = sample_findings(sample_audit())[0]
    with ReviewServer(reports, tmp_path / "suppressions.yaml", today=lambda: "2026-01-15") as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(server.url)
        page.get_by_role("link", name="Muscle twitches and multiple sclerosis").click()
        page.locator(f"#finding-{finding.fingerprint} button.decide").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Save").click()
        assert not (tmp_path / "suppressions.yaml").exists()  # the browser asks for a reason and a name first
        dialog.get_by_label("Reason").fill("Reworded in the next edition.")
        dialog.get_by_label("Your name").fill("C. Reviewer, MD")
        dialog.get_by_role("button", name="Save").click()
        dialog.locator(".result", has_text="Saved").wait_for()
        page.close()
        server.shutdown()
        assert all(url.startswith(f"http://{server.host}/{server.token}/") for url in asked)
    (saved,) = load(tmp_path / "suppressions.yaml").suppressions
    assert (saved.fingerprint, saved.justification) == (finding.fingerprint, "Reworded in the next edition.")


@pytest.mark.long
def test_a_plan_shows_at_once_stays_and_can_be_changed(browser: Browser, reports: Path, tmp_path: Path) -> None:
    finding = sample_findings(sample_audit())[0]
    with ReviewServer(reports, tmp_path / "suppressions.yaml", today=lambda: "2026-01-15") as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        page = browser.new_page()
        page.goto(f"{server.url.removesuffix('index.html')}neurology/twitches-and-ms.html")

        def decide(how: str) -> None:
            page.locator(f"#finding-{finding.fingerprint} button.decide").click()
            dialog = page.get_by_role("dialog")
            dialog.get_by_label("Decision").select_option(how)
            dialog.get_by_label("Reason").fill("The desk rewrites it.")
            dialog.get_by_label("Your name").fill("E. Ditor")
            dialog.get_by_label("Your role").select_option("editor")
            dialog.get_by_role("button", name="Save").click()
            dialog.locator(".result", has_text="Saved").wait_for()
            dialog.get_by_role("button", name="Close").click()

        shown = page.locator(f"#finding-{finding.fingerprint} .decided")
        decide("reword")
        assert "Decision: reword by E. Ditor, editor" in shown.inner_text()
        page.reload()
        assert "Decision: reword by E. Ditor, editor" in shown.inner_text()
        decide("escalate")
        assert "Decision: escalate by E. Ditor, editor" in shown.inner_text()
        page.close()
        server.shutdown()
    (saved,) = load(tmp_path / "suppressions.yaml").suppressions
    assert saved.decision == "escalate"


@pytest.mark.long
def test_sign_off_and_save(browser: Browser, reports: Path, tmp_path: Path) -> None:
    with ReviewServer(reports, tmp_path / "suppressions.yaml", today=lambda: "2026-01-15") as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        page = browser.new_page()
        page.goto(server.url)
        page.get_by_role("link", name="Muscle twitches and multiple sclerosis").click()
        page.get_by_role("button", name="Record a sign-off").click()
        dialog = page.get_by_role("dialog")
        assert not dialog.locator(".snippet").is_visible()  # nothing to paste where it can be saved
        dialog.get_by_label("Your name").fill("C. Reviewer, MD")
        dialog.get_by_role("button", name="Save").click()
        dialog.locator(".result", has_text="Saved").wait_for()
        page.close()
        server.shutdown()
    (saved,) = load(tmp_path / "suppressions.yaml").sign_offs
    bound = signable(sample_audit().document)
    assert saved == SignOff(**bound, signer="C. Reviewer, MD", role="medical reviewer", signed_on="2026-01-15")

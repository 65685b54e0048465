"""The pictures of the README, taken from the reports of a run, best those of `citewarden demo`: one of everything.

    citewarden demo && python docs/screenshots.py demo/reports
    python docs/screenshots.py                      from `reports/`

Opens the worst article of the index in a headless Chromium (CITEWARDEN_CHROMIUM names another one) and writes
`article.png`, `evidence.png`, `references.png`, `index.png` and `phone-dark.png` into `docs/images/`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=Path, default=Path("reports"))
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "images")
    options = parser.parse_args()
    index = options.reports / "index.html"
    if not index.exists():
        print(f"{index}: no reports here - run `citewarden audit` or `citewarden demo` first", file=sys.stderr)
        return 2
    chromium = os.environ.get("CITEWARDEN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    from playwright.sync_api import sync_playwright

    options.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(index.resolve().as_uri())
        page.screenshot(path=options.to / "index.png")
        page.locator(".articles tbody th a").first.click()
        worst = page.url
        page.screenshot(path=options.to / "article.png")
        for kind in (".CONTRADICT", ".differs", ".SUPPORT", ""):
            statement = page.locator(f".text a.c{kind}").first
            if statement.count():
                statement.click()
                statement.evaluate("link => link.scrollIntoView({ block: 'center' })")
                page.screenshot(path=options.to / "evidence.png")
                break
        page.goto(worst + "#references")
        page.screenshot(path=options.to / "references.png")
        phone = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
        phone.goto(worst)
        phone.screenshot(path=options.to / "phone-dark.png")
        browser.close()
    print(f"Pictures of {worst} in {options.to}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())

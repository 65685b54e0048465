"""What an editor and a pipeline wait for: one article's report, a large site's index, a page, the gate.

    python benchmarks/report.py                       one article, 10,000 articles, 300 claims in Chromium, the gate
    python benchmarks/report.py --articles 100000     the site half from summaries in the store, with peak memory

Bars: one article under 150 ms of CPU, the index of 10,000 articles under 5 s, a page of 300 claims ready for work
under 1 s, the gate of one changed article in a git checkout of 10,000 under 3 s, offline. CPU is user plus system time
(of the browser's page process, of the gate's process and git's); clock times mean something on an idle machine only.
Figures are medians of the rounds.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from citewarden import store
from citewarden.formats import ArticleReport, Summary, html, index
from citewarden.model import Finding
from citewarden.stages.report import report_article, report_stored, rules, site, stored_site
from citewarden.testing.sample import large_audit, sample_audit, sample_findings, sample_run
from citewarden.testing.stored import judged

ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
"""An installed program is compiled."""


def cpu(work: Callable[[], object], rounds: int) -> float:
    """Median CPU seconds of `work`."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def one_article(folder: Path, rounds: int) -> None:
    """The files of an article with 10, 40 and 300 claims; before that, what a process loads once."""
    run = sample_run()
    start = time.process_time()
    audit = sample_audit()
    report_article(audit, sample_findings(audit), run, folder)
    print(f"once a process: checks and templates {1000 * (time.process_time() - start):5.0f} ms CPU")
    for claims in (10, 40, 300):
        audit = sample_audit() if claims == 10 else large_audit(claims)
        findings = sample_findings(audit) if claims == 10 else ()
        taken = cpu(lambda a=audit, f=findings: report_article(a, f, run, folder), rounds)  # type: ignore[misc]
        print(f"one article, {claims:3} claims            {1000 * taken:7.0f} ms CPU   (bar 150)")


def article(number: int, base: Summary, findings: tuple[Finding, ...]) -> Summary:
    """One made-up article of a large site, its findings its own."""
    document = _name(number)
    own = tuple(replace(f, document=document, fingerprint=f"{number:012x}{n:08x}") for n, f in enumerate(findings))
    return replace(base, document=document, name=document.removesuffix(".md"), title=f"Article {number}", findings=own)


def _name(number: int) -> str:
    return f"desk-{number // 2_000:03}/article-{number:06}.md"  # in order of name


def large_site(count: int, folder: Path) -> None:
    """The index alone, then every file of the site half, from summaries in the store."""
    audit = sample_audit()
    run = sample_run()
    (base,) = site([(audit, sample_findings(audit))], run).articles
    made = (article(n, base, base.findings[: n % 11]) for n in range(count))
    with store.connect(folder / "state") as database:
        judged(database, run.as_of, made)
        start, clock = time.process_time(), time.monotonic()
        size = sum(len(piece) for piece in index.render(stored_site(database, run)))
        spent = f"{time.process_time() - start:6.2f} s CPU, {time.monotonic() - clock:6.2f} s"
        print(f"index of {count:,} articles           {spent}, {size / 1e6:.1f} MB   (bar 5 s for 10,000)")
        start, clock = time.process_time(), time.monotonic()
        report_stored(database, run, folder / "reports")
    spent = f"{time.process_time() - start:6.2f} s CPU, {time.monotonic() - clock:6.2f} s"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"all site reports, {count:,} articles  {spent}, peak {peak:.0f} MB")


def in_a_browser(folder: Path, rounds: int) -> None:
    """From asking for a page of 300 claims to its answer to a click."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("page of 300 claims: no chromium here")
        return
    from playwright.sync_api import sync_playwright

    page_file = folder / "large.html"
    whole = ArticleReport(large_audit(300), (), sample_run(), "large", rules())
    page_file.write_text(html.render(whole), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        loaded, answered, spent = [], [], []
        for _ in range(rounds):
            page = browser.new_page()
            told = page.context.new_cdp_session(page)
            told.send("Performance.enable")
            page.goto(page_file.as_uri())
            loaded.append(page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive"))
            answered.append(
                page.evaluate(
                    """() => new Promise((done) => {
                      const start = performance.now();
                      document.querySelectorAll('.text a.c')[150].click();
                      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
                    })"""
                )
            )
            metrics = {row["name"]: row["value"] for row in told.send("Performance.getMetrics")["metrics"]}
            spent.append(1000 * metrics["ProcessTime"])
            page.close()
        browser.close()
    size = page_file.stat().st_size / 1e6
    print(
        f"page of 300 claims ({size:.1f} MB)       interactive after {statistics.median(loaded):.0f} ms,"
        f" answers a click in {statistics.median(answered):.0f} ms   (bar 1000);"
        f" {statistics.median(spent):.0f} ms CPU for both"
    )


def in_a_large_checkout(folder: Path, count: int, rounds: int) -> None:
    """The gate of the folder of articles after one of them was edited; it may read no other."""
    project = Path(__file__).resolve().parents[1]
    texts = [path.read_text(encoding="utf-8") for path in sorted((project / "articles").glob("*.md"))]
    site = folder / "site"
    for number in range(count):
        path = site / "articles" / f"desk-{number // 500:03}" / f"article-{number:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[number % len(texts)], encoding="utf-8")
    shutil.copytree(project / "references", site / "references")
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    for command in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "all")):
        subprocess.run(["git", *command], cwd=site, check=True, capture_output=True)
    edited = site / "articles" / "desk-000" / "article-000000.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("muscles", "the muscles", 1), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "citewarden",
        "gate",
        "--offline",
        "--quiet",
        "--changed-since",
        "HEAD",
        "articles",
    ]
    clocks, spent = [], []
    for _ in range(rounds + 1):
        before, start = os.times(), time.monotonic()
        done = subprocess.run(command, cwd=site, env=ENVIRONMENT, check=False, capture_output=True, text=True)
        after = os.times()
        clocks.append(time.monotonic() - start)
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
        if done.returncode not in (1, 3):
            raise SystemExit(f"the gate said {done.returncode}: {done.stdout}{done.stderr}")
    clock, busy = statistics.median(clocks[1:]), statistics.median(spent[1:])  # the first run warms the disk's cache
    print(f"gate, 1 of {count:,} articles changed    {clock:6.2f} s, {busy:.2f} s CPU   (bar 3 s)")


def main() -> int:
    """Run the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one_article(folder, options.rounds)
        large_site(options.articles, folder)
        in_a_browser(folder, options.rounds)
        in_a_large_checkout(folder, min(options.articles, 10_000), options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())

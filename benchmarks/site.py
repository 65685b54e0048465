"""A whole site every night: what the workflow costs on a corpus of any size, step by step.

    python benchmarks/site.py --articles 1000                      cold; same date; next date; one edit; one that cites
                                                                   a new work
    python benchmarks/site.py --articles 10000 --like FOLDER       the same around the analyses of an earlier, smaller
                                                                   project (made with --folder), repeated
    python benchmarks/site.py --articles 100000 --like FOLDER --judged    the same around what was read and judged in
                                                                   the smaller project
    python benchmarks/site.py --folder FOLDER                      the nights again, in a project that an earlier
                                                                   measurement kept, whatever code made it

The corpus is made from the nursing modules in ../shared/data/articles/openstax: one article of 500 to 800 words from
each stretch of a module's sections, with a mark at the end of each paragraph and the module's references as a numbered
list, at most ten. Beyond the modules there are, the articles repeat, with variation: copy n has n in its title and in a
sentence of its own, its paragraphs begin at another one, and every third reference is a work of its own (its title says
so, its year is n years earlier, modulo 20). With `--like` the articles are not read: what they say is the smaller
project's with the names changed (and a work of its own for every third reference of a copy), put into the store where
reading would have put it, so that what is measured is everything else. With `--judged` works are asked about before the
clock starts, and findings and summaries are repeated likewise; pages are empty files. "The stages alone" is what the
same stages cost in one process, without workflow, batches and store. Seconds are wall time, CPU is user and system of
all processes, memory the largest single process.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT.parent / "shared/data/articles/openstax/nursing-external-bundle/modules"
WORDS = (500, 800)
CNXML = {"c": "http://cnx.rice.edu/cnxml"}
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "OMP_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # an installed program is compiled
}


# The corpus ---------------------------------------------------------------------------------------------------------


def corpus(folder: Path, number: int) -> None:
    """Write `number` articles below `folder`, 2,000 a subfolder."""
    base = list(articles())
    for n in range(number):
        title, paragraphs, references = base[n % len(base)]
        path = folder / f"desk-{n // 2_000:03}" / f"article-{n:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(title, paragraphs, references, n // len(base)), encoding="utf-8")


def articles() -> Iterator[tuple[str, list[str], list[str]]]:
    """(title, paragraphs, references) of each stretch of 500 to 800 words."""
    for path in sorted(MODULES.glob("*/index.cnxml")):
        tree = etree.parse(path)
        references = [
            text
            for section in tree.iterfind(".//c:section[@class='references']", CNXML)
            for para in section.iterfind(".//c:para", CNXML)
            if (text := _text(para))
        ]
        if not references:
            continue
        title = _text(tree.find("c:title", CNXML))
        kept: list[str] = []
        for section in tree.iterfind("c:content/c:section", CNXML):
            if section.get("class"):
                continue
            for para in section.iterfind(".//c:para", CNXML):
                kept.append(_text(para))
                if _words(kept) > WORDS[0]:
                    yield title, kept, references[:10]
                    kept, references = [], references[10:] + references[:10]


def _text(node: etree._Element | None) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""


def _words(paragraphs: list[str]) -> int:
    return sum(len(p.split()) for p in paragraphs)


def article(title: str, paragraphs: list[str], references: list[str], copy: int) -> str:
    """The Markdown of one article; copy 0 is the text as it is."""
    if copy:
        title = f"{title}, part {copy}"
        turn = copy % len(paragraphs)
        paragraphs = [*paragraphs[turn:], *paragraphs[:turn], f"This is part {copy} of a series on the subject."]
        references = [_varied(text, copy) if n % 3 == 2 else text for n, text in enumerate(references)]
    marked = [f"{text} [{n % len(references) + 1}]" for n, text in enumerate(paragraphs)]
    listed = [f"{n}. {text}" for n, text in enumerate(references, 1)]
    return "\n\n".join((f"# {title}", *marked, "## References", "\n".join(listed))) + "\n"


def _varied(reference: str, copy: int) -> str:
    text = re.sub(r"\b(19|20)\d\d\b", lambda m: str(int(m[0]) - copy % 20), reference, count=1)
    return re.sub(r"(https?://\S+?)(?=[.]?$|\s)", rf"\1-s{copy}", f"Series {copy}: {text}")


# What is not made but repeated --------------------------------------------------------------------------------------


def repeat(project: Path, like: Path, size: int, *, judged: bool) -> None:
    """Put what a finished smaller project says of its articles into the store of a larger one, under other names; there
    are `size` articles before they repeat."""
    from citewarden import config as settings
    from citewarden import store
    from citewarden.commands import asking, judging, reading
    from citewarden.commands.begin import begin
    from citewarden.commands.session import Session, opened
    from citewarden.stages.find import found
    from citewarden.store import articles

    config = settings.load(project / "config/config.yaml", {"network": {"offline": "true"}})
    said = {
        "as_of": FIRST,
        "now": f"{FIRST}T02:00:00+00:00",
        "offline": True,
        "accept": False,
        "config": "config/config.yaml",
    }
    with contextlib.chdir(project), store.connect(like / config.state) as small:
        contents = [found(Path(config.articles))]
        run = begin(config, config.policy, contents, whole=True, references=Path(config.references), said=said)
        session = Session(config, settings.policy(config.policy), said["now"], FIRST, quiet=True)
        known = articles.present(small)
        rows = {t: articles.rows(small, t, [a.id for a in known]) for t in articles.SAID}

        def of(found: articles.Found) -> tuple[articles.Found, int]:
            place = int(Path(found.id).stem.rpartition("-")[2])
            return known[place % size % len(known)], place // size or place // len(known)

        with opened(config) as large:
            for some in store.some(articles.present(large), 500):
                with large.transaction():
                    articles.take(large, reading.terms(config, run), (_repeated(a, *of(a), rows) for a in some))
            if not judged:
                return
        for ask in (asking.resolved, asking.noticed, asking.fetched, asking.probed):
            ask(session, run)
        with opened(config) as large:
            due, _ = judging._due(large, session, run, session.decisions())
            for some in store.some(due, 500):
                with large.transaction():
                    _repeat_judgements(large, small, Path(config.reports), [(one, of(one.article)[0]) for one in some])


def _repeated(article: Any, like: Any, copy: int, rows: dict[str, dict[str, list[str]]]) -> Any:
    from citewarden.commands.reading import _references
    from citewarden.model import Reference
    from citewarden.store.articles import Read
    from citewarden.store.codec import decode

    def own(table: str) -> list[str]:
        return [row.replace(like.id, article.id) for row in rows[table].get(like.id, ())]

    references = [decode(Reference, row) for row in own("reference")]
    made, works = _references([_own_work(r, copy) if n % 3 == 2 else r for n, r in enumerate(references)])
    return Read(article.id, article.sha256, own("document")[0], made, own("citation"), own("claim"), works, ())


def _own_work(reference: Any, copy: int) -> Any:
    """A reference as `_varied` would have it, as far as the steps that follow look at it."""
    if not copy:
        return reference
    url = f"{reference.URL}-s{copy}" if reference.URL else ""
    return replace(reference, raw=f"Series {copy}: {reference.raw}", DOI="", PMID="", PMCID="", ISBN="", URL=url)


def _repeat_judgements(large: Any, small: Any, reports: Path, pairs: list[tuple[Any, Any]]) -> None:
    """Findings, summaries and parts under other names; pages are empty files."""
    from citewarden.store import judgements
    from citewarden.store.codec import text

    columns = "fingerprint, row, rule_id, level, owner, message, kind, suppressed, head"
    for due, like in pairs:
        ((next_due, tally, summary),) = small.execute(
            "select next_due, tally, summary from judged where article = ?", (like.id,)
        )
        article = due.article
        own = {like.id: article.id, f'"{like.name}"': f'"{article.name}"', f"{like.name}.html": f"{article.name}.html"}
        found = small.execute(f"select {columns} from finding where article = ? order by place", (like.id,))
        own |= {row[0]: hashlib.sha256(f"{row[0]}{article.id}".encode()).hexdigest()[:20] for row in found}

        def renamed(said: str, own: dict[str, str] = own) -> str:
            for before, now in own.items():
                said = said.replace(before, now)
            return said

        findings = [(own[name], renamed(text(row)), *said) for name, row, *said in found]
        parts = small.execute("select format, row from part where article = ?", (like.id,))
        kept = {name: renamed(text(row)) for name, row in parts}
        said = (renamed(tally), renamed(text(summary)))
        made = judgements.Judged(article.id, due.made_of, next_due, *said, (), findings, (), kept)
        judgements.take(large, FIRST, [made])
        for kind in ("html", "json", "csl.json"):
            page = reports / f"{article.name}.{kind}"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.touch()


# Measuring ----------------------------------------------------------------------------------------------------------


def measured(name: str, project: Path, *options: str) -> None:
    """Run an audit and print what it cost."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = (sys.executable, "-m", "citewarden", "audit", "--offline", "--cores", "2", *options)
    done = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = (done.stdout.strip() or done.stderr.strip() or "nothing").splitlines()[-1]
    print(f"| {name} | {seconds:.1f} | {cpu:.1f} | {after.ru_maxrss // 1024} | {said[:60]} |", flush=True)


def steps(project: Path) -> None:
    """What the jobs of each rule cost when they were last run, from their logs."""
    print("\n| rule | jobs | CPU s | most MB |\n|---|---|---|---|")
    rules: dict[str, list[tuple[float, int]]] = {}
    for path in sorted((project / "results/logs").rglob("*.log")):
        rule = path.relative_to(project / "results/logs").parts[0].removesuffix(".log")
        if said := re.search(r"used ([\d.]+) CPU s, (\d+) MB\s*\Z", path.read_text()):
            rules.setdefault(rule, []).append((float(said[1]), int(said[2])))
    for rule, jobs in rules.items():
        print(f"| {rule} | {len(jobs)} | {sum(c for c, _ in jobs):.1f} | {max(m for _, m in jobs)} |")


FIRST = "2026-01-15"
"""The date of a cold night."""


def of(day: date) -> tuple[str, ...]:
    """The options of the night of a date."""
    return "--as-of", day.isoformat(), "--now", f"{day.isoformat()}T02:00:00+00:00"


def adopt(project: Path) -> date:
    """Let what a finished project holds pass for what this code says, so that nights of changed code can be measured
    without a cold one; the date of its last run."""
    from citewarden import config as settings
    from citewarden import store
    from citewarden.commands.begin import begin
    from citewarden.commands.session import opened
    from citewarden.stages.find import found

    with contextlib.chdir(project):
        config = settings.load(Path("config/config.yaml"), {"network": {"offline": "true"}})
        last = json.loads(Path("results/run.json").read_text())
        said = {name: last[name] for name in ("as_of", "now", "offline", "accept")} | {"config": "config/config.yaml"}
        contents, references = [found(Path(config.articles))], Path(config.references)
        run = begin(config, config.policy, contents, whole=True, references=references, said=said)
        asked, listed = (store.digest(run[name], run["library"]) for name in ("asking", "code"))
        with opened(config) as database, database.transaction():
            database.execute("update article set read = ? || sha256 where read <> ''", (run["reading"],))
            made = database.execute("select article, changed, tally, summary from judged join article on id = article")
            rows = [
                (store.digest(run["terms"], ""), n, store.digest(run["terms"], str(t), str(s)), a)
                for a, n, t, s in made
            ]
            database.many("update judged set made_of = ? || ' ' || ?, sha256 = ? where article = ?", rows)
            database.execute("update inquiry set made_of = ?", (asked,))
            database.execute("update listed set made_of = ?", (listed,))
            store.put(database, "library", listed)
    return date.fromisoformat(last["as_of"])


def alone(project: Path, number: int = 100) -> None:
    """What the stages cost by themselves: the first `number` articles in one process, no workflow, no tables."""
    script = (
        "import sys, time; from pathlib import Path; from citewarden import config, pipeline\n"
        "from citewarden.commands import reports, session; from citewarden.registries.library import load\n"
        "from citewarden.web.client import Client\n"
        "settings = config.load(Path('config/config.yaml'), {'network': {'offline': 'true'}, 'as_of': '2026-01-15'})\n"
        "paths = sorted(Path('articles').rglob('*.md')); rest, paths = paths[-1:], paths[:int(sys.argv[1])]\n"
        "policy = config.policy(settings.policy); out = Path(sys.argv[2])\n"
        "held = session.Session(settings, policy, '2026-01-15T02:00:00+00:00', '2026-01-15', quiet=True)\n"
        "def run(paths):\n"
        "    with Client(settings.network, cache=None, now=held.now, offline=True) as client:\n"
        "        found = pipeline.audit(paths, root=Path('articles'), config=settings, policy=policy, client=client,\n"
        "            library=load(Path('references')), known={}, as_of=held.as_of, now=held.now)\n"
        "    reports.write(held, found, out, offline=True)\n"
        "run(rest); start = time.process_time(); run(paths)\n"
        "print((time.process_time() - start) / len(paths))\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", script, str(number), folder]
        done = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    each = float(done.stdout.split()[-1])
    whole = each * len(list((project / "articles").rglob("*.md")))
    print(f"\nThe stages alone: {each:.4f} CPU s an article, {whole:.0f} CPU s for all.\n")


EDIT = ("## References", "Sleep matters too.\n\n## References")
CITE = ("## References\n\n", "## References\n\n0. Doe J. A work nobody cited before. Example J. 2019;4(2):11-18.\n")


def main() -> None:
    """Make the corpus and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--like", type=Path, metavar="FOLDER", help="a smaller project whose analyses are repeated")
    parser.add_argument("--judged", action="store_true", help="with --like: what was judged is repeated, too")
    parser.add_argument("--folder", type=Path, help="keep the project there (default: a temporary folder)")
    options = parser.parse_args()
    if not MODULES.is_dir():
        sys.exit(f"{MODULES}: the nursing modules are not here")
    project = (options.folder or Path(tempfile.mkdtemp(prefix="site-"))).resolve()
    kept = (project / "results/run.json").exists()
    if not (project / "articles").exists():
        corpus(project / "articles", options.articles)
        shutil.copytree(ROOT / "config", project / "config")
        shutil.copytree(ROOT / "references", project / "references")
        if options.like:
            repeat(project, options.like.resolve(), len(list(articles())), judged=options.judged)
    if not options.like and not kept:
        alone(project)
    print("| night | s | CPU s | most MB | said |\n|---|---|---|---|---|")
    day = date.fromisoformat(FIRST)
    if kept:
        day = adopt(project)
        measured("once, under this code", project, *of(day))
    else:
        measured("cold" if not options.like else "the rest of a cold night", project, *of(day))
        steps(project)
        print()
    measured("same date, no change", project, *of(day))
    shutil.rmtree(project / "results/logs")
    measured("next date, no change", project, *of(day + timedelta(1)))
    steps(project)
    files = sorted((project / "articles").rglob("*.md"))
    for number, (name, (old, new)) in enumerate((("one edit", EDIT), ("one edit that cites a new work", CITE))):
        changed = files[len(files) // 2 + number]
        changed.write_text(changed.read_text().replace(old, new.replace("2019", str(day.toordinal())[-4:])))
        print()
        shutil.rmtree(project / "results/logs")
        measured(name, project, *of(day + timedelta(1)))
        steps(project)
    if not options.folder:
        shutil.rmtree(project)


if __name__ == "__main__":
    main()

"""A whole site every night: what the workflow costs on a corpus of any size, step by step.

    python benchmarks/site.py --articles 1000                      cold, unchanged, one article changed, the next night
    python benchmarks/site.py --articles 10000 --like FOLDER       the same around the analyses of an earlier, smaller
                                                                   project (made with --folder), repeated
    python benchmarks/site.py --articles 100000 --like FOLDER --judged    a night without changes, around what was
                                                                   analysed and judged in the smaller project

The corpus is made from the nursing modules in ../shared/data/articles/openstax: one article of 500 to 800 words from
each stretch of a module's sections, with a mark at the end of each paragraph and the module's references as a numbered
list, at most ten. Beyond the modules there are, the articles repeat, with variation: copy n has n in its title and in a
sentence of its own, its paragraphs begin at another one, and every third reference is a work of its own (its title says
so, its year is n years earlier, modulo 20). With `--like` the articles are not read and analysed: their analyses
are the smaller project's with the names changed (and a work of its own for every third reference of a copy), laid where
the workflow would have put them, so that what is measured is everything else. With `--judged` findings and summaries
are repeated likewise; the articles' pages are left out, since a night without changes opens none (the shard of an
article that changed is judged as a whole, because its other pages are missing). "The stages alone"
is what the same stages cost in one process, without workflow, shards and tables. Seconds are wall time, CPU is user and
system of all processes, memory the largest single process.
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


class Done:
    """A finished smaller project of `number` articles: what it says of each, to be repeated under other names."""

    def __init__(self, folder: Path) -> None:
        from citewarden import tables
        from citewarden.commands.memo import ANALYSIS
        from citewarden.stages.pack import unpack

        self.nouns = {name: noun for name, noun in ANALYSIS.items() if name != "failures"}
        self.rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
        self.names: dict[str, str] = {}
        self.judged: dict[str, dict[str, Any]] = {}
        for manifest in sorted((folder / "results/pack").glob("*.jsonl")):
            shard = folder / "results/articles" / manifest.stem
            for row in unpack(manifest):
                self.rows[row["id"]] = {name: [] for name in self.nouns}
                self.names[row["id"]] = row["name"]
            for name, noun in self.nouns.items():
                for row in tables.table(shard / f"{name}.parquet", noun).to_pylist():
                    self.rows[row["id" if name == "documents" else "document"]][name].append(row)
            memo = folder / "results/memo" / manifest.stem / "judged.json"
            articles = json.loads(memo.read_text())["articles"] if memo.exists() else {}
            lines = json.loads(memo.with_name("summaries.json").read_text()) if articles else {}
            for document, article in articles.items():
                self.judged[document] = {"days": article["days"], "summary": lines[document]}
        self.articles = sorted(self.rows)

    def like(self, document: str, size: int) -> tuple[str, int]:
        """The article that `document` repeats, and which copy of it this is; there are `size` before they repeat."""
        place = int(Path(document).stem.rpartition("-")[2])
        number = len(self.articles)
        return self.articles[place % size % number], place // size or place // number


def repeat_analyses(project: Path, done: Done, size: int) -> dict[str, list[dict[str, str]]]:
    """Lay analyses, as if they had been made, into `project`; shard -> the lines of its manifest."""
    from citewarden import tables
    from citewarden.commands.memo import code
    from citewarden.config import load
    from citewarden.model import Failure
    from citewarden.stages.pack import articles as found
    from citewarden.stages.pack import pack, unpack

    digest = code()
    config = load(project / "config/config.yaml")
    packs = project / "results/pack"
    paths = [p.relative_to(project) for p in found(project / "articles")]
    shards = pack(paths, root=Path("articles"), folder=packs, size=config.shard_size)
    manifests = {shard: unpack(packs / f"{shard}.jsonl") for shard in shards}
    for shard, rows in manifests.items():
        made: dict[str, list[dict[str, Any]]] = {name: [] for name in done.nouns}
        for row in rows:
            like, copy = done.like(row["id"], size)
            for name, known in done.rows[like].items():
                for number, cells in enumerate(known):
                    new = {k: v.replace(like, row["id"]) if isinstance(v, str) else v for k, v in cells.items()}
                    made[name].append(_own_work(new, copy) if name == "references" and number % 3 == 2 else new)
        memo, results = project / "results/memo" / shard, project / "results/articles" / shard
        results.mkdir(parents=True)
        for name, noun in done.nouns.items():
            tables.put(memo / f"{name}.parquet", _table(noun, made[name]))
            os.link(memo / f"{name}.parquet", results / f"{name}.parquet")
        tables.write(results / "failures.parquet", Failure, ())
        keys = {"code": digest, "articles": {row["id"]: row["sha256"] for row in rows}}
        tables.write_text(memo / "keys.json", tables.dumps(keys))
    return manifests


def _own_work(reference: dict[str, Any], copy: int) -> dict[str, Any]:
    """A reference as `_varied` would have it, as far as the steps that follow look at it."""
    if not copy:
        return reference
    own = {"raw": f"Series {copy}: {reference['raw']}", "DOI": "", "PMID": "", "PMCID": "", "ISBN": ""}
    return {**reference, **own, "URL": f"{reference['URL']}-s{copy}" if reference["URL"] else ""}


def _table(noun: Any, rows: list[dict[str, Any]]) -> Any:
    import pyarrow as pa

    from citewarden import tables

    schema = tables.schema(noun)
    kinds = {pa.string(): "string", pa.int64(): "int64", pa.float64(): "float64", pa.bool_(): "bool_"}
    columns = [tables.column([row[field.name] for row in rows], kinds[field.type]) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def repeat_judgements(project: Path, done: Done, size: int, manifests: dict[str, list[dict[str, str]]]) -> None:
    """Lay what judging leaves, but for the articles' pages, into `project`; its corpus has been cut into slices."""
    from citewarden import tables
    from citewarden.model import Evidence, Failure, Finding
    from citewarden.stages.gate import tally

    for shard, rows in manifests.items():
        lines, findings, articles = {}, [], {}
        for row in rows:
            like, _ = done.like(row["id"], size)
            known = done.judged[like]
            line = known["summary"].replace(like, row["id"]).replace(f'"{done.names[like]}"', f'"{row["name"]}"')
            line = re.sub(r'(?<="fingerprint":")[0-9a-f]{20}', lambda m, d=row["id"]: _digest(m[0] + d), line)
            lines[row["id"]] = line
            findings += [tables.build(Finding, f) for f in json.loads(line)["findings"]]
            articles[row["id"]] = {"key": "repeated", "as_of": FIRST[1], "days": known["days"]}
        memo, judged = project / "results/memo" / shard, project / "results/judged" / shard
        for folder in (memo, judged):
            tables.write(folder / "findings.parquet", Finding, findings)
            tables.write(folder / "evidence.parquet", Evidence, ())
        tables.write(judged / "failures.parquet", Failure, ())
        tables.write_text(memo / "summaries.json", tables.dumps(lines))
        tables.write_text(memo / "judged.json", tables.dumps({"terms": "repeated", "articles": articles}))
        pages = project / "results/pages" / f"{shard}.jsonl"
        tables.write_text(pages, "".join(lines[d] for d in sorted(lines)))
        claims, references = (
            tables.table(project / f"results/articles/{shard}/{name}.parquet", done.nouns[name]).num_rows
            for name in ("claims", "references")
        )
        counted = tally(findings, articles=len(lines), claims=claims, references=references)
        tables.write_text(pages.with_suffix(".json"), tables.dumps(counted) + "\n")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def slices(project: Path) -> None:
    """Run the workflow as far as the slices."""
    config = (f"as_of={FIRST[1]}", f"now={FIRST[3]}", "offline=true")
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--cores", "2", "--nolock"]
    command += ["--scheduler", "greedy", "--quiet", "all", "--rerun-triggers", "mtime", "params", "input"]
    command += ["--config", *config, "--", "results/slices/cut.json"]
    subprocess.run(command, cwd=project, env=ENVIRONMENT, check=True)


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


FIRST = ("--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00")
SECOND = ("--as-of", "2026-01-16", "--now", "2026-01-16T02:00:00+00:00")


def alone(project: Path, number: int = 100) -> None:
    """What the stages cost by themselves: the first `number` articles in one process, no workflow, no tables."""
    script = (
        "import sys, time; from pathlib import Path; from citewarden import config, pipeline\n"
        "from citewarden.commands import reports, session; from citewarden.registries.library import load\n"
        "from citewarden.web.door import Door\n"
        "settings = config.load(Path('config/config.yaml'), {'network': {'offline': 'true'}, 'as_of': '2026-01-15'})\n"
        "paths = sorted(Path('articles').rglob('*.md')); rest, paths = paths[-1:], paths[:int(sys.argv[1])]\n"
        "policy = config.policy(settings.policy); out = Path(sys.argv[2])\n"
        "held = session.Session(settings, policy, '2026-01-15T02:00:00+00:00', '2026-01-15', quiet=True)\n"
        "def run(paths):\n"
        "    with Door(settings.network, cache=None, now=held.now, offline=True) as door:\n"
        "        found = pipeline.audit(paths, root=Path('articles'), config=settings, policy=policy, door=door,\n"
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


def main() -> None:
    """Make the corpus and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--like", type=Path, metavar="FOLDER", help="a smaller project whose analyses are repeated")
    parser.add_argument("--judged", action="store_true", help="with --like: what was judged is repeated, too")
    parser.add_argument("--folder", type=Path, help="keep the project there (default: a temporary folder)")
    parser.add_argument("--same-date", action="store_true", help="leave out the next night")
    options = parser.parse_args()
    if not MODULES.is_dir():
        sys.exit(f"{MODULES}: the nursing modules are not here")
    project = (options.folder or Path(tempfile.mkdtemp(prefix="site-"))).resolve()
    if not (project / "articles").exists():
        corpus(project / "articles", options.articles)
        shutil.copytree(ROOT / "config", project / "config")
        shutil.copytree(ROOT / "references", project / "references")
        if options.like:
            done, size = Done(options.like), len(list(articles()))
            with contextlib.chdir(project):
                manifests = repeat_analyses(project, done, size)
            if options.judged:
                slices(project)
                repeat_judgements(project, done, size, manifests)
    if not options.like:
        alone(project)
    print("| night | s | CPU s | most MB | said |\n|---|---|---|---|---|")
    measured("cold" if not options.like else "the rest of a cold night", project, *FIRST)
    steps(project)
    print()
    measured("unchanged, same date", project, *FIRST)
    changed = sorted((project / "articles").rglob("*.md"))[options.articles // 2]
    changed.write_text(changed.read_text().replace("## References", "Sleep matters too.\n\n## References"))
    measured("one article changed", project, *FIRST)
    steps(project)
    if not options.same_date:
        print()
        measured("the next night, no change", project, *SECOND)
        steps(project)
    if not options.folder:
        shutil.rmtree(project)


if __name__ == "__main__":
    main()

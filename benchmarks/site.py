"""A whole site every night: what the workflow costs on a corpus of any size, step by step.

    python benchmarks/site.py --articles 1000                      cold, unchanged, one article changed, the next night
    python benchmarks/site.py --articles 10000 --like FOLDER       the same around the analyses of an earlier, smaller
                                                                   project (400 articles or more), repeated

The corpus is made from the nursing modules in ../shared/data/articles/openstax: one article of 500 to 800 words from
each stretch of a module's sections, with a mark at the end of each paragraph and the module's references as a numbered
list, at most ten. Beyond the modules there are, the articles repeat, with variation: copy n has n in its title and in a
sentence of its own, its paragraphs begin at another one, and every third reference is a work of its own (its title says
so, its year is n years earlier, modulo 20). With `--like` the articles are not read and analysed: their analyses
are the smaller project's with the names changed, laid into the workflow's memo, so that what is measured is everything
else. Seconds are wall time, CPU is user plus system of all processes, memory the largest single process.
"""

from __future__ import annotations

import argparse
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


# Analyses that are not made ------------------------------------------------------------------------------------------


def repeat_analyses(project: Path, done: Path, number: int) -> None:
    """Lay the analyses of the project `done` (the first `number` articles) into `project`'s memo for all articles."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from citewarden import tables
    from citewarden.commands.memo import ANALYSIS
    from citewarden.config import load
    from citewarden.stages.pack import articles as found
    from citewarden.stages.pack import pack, unpack

    nouns = {name: noun for name, noun in ANALYSIS.items() if name != "failures"}
    known: dict[str, dict[str, pa.Table]] = {}
    code = ""
    for folder in sorted((done / "results/memo").iterdir()):
        code = json.loads((folder / "keys.json").read_text())["code"]
        for name, noun in nouns.items():
            table = tables.table(folder / f"{name}.parquet", noun)
            key = table.column("id" if name == "documents" else "document")
            for document in key.unique().to_pylist():
                known.setdefault(document, {})[name] = table.filter(pc.equal(key, document))
    first = sorted(known)
    size = len(list(articles()))
    paths = found(project / "articles")
    config = load(project / "config/config.yaml")
    folder = project / "results/pack"
    os.chdir(project)
    for shard in pack(
        [p.relative_to(project) for p in paths], root=Path("articles"), folder=folder, size=config.shard_size
    ):
        rows = unpack(folder / f"{shard}.jsonl")
        parts: dict[str, list[pa.Table]] = {name: [] for name in nouns}
        for row in rows:
            place = int(Path(row["id"]).stem.rpartition("-")[2])
            like = first[place if place < number else size + place % size]
            for name in nouns:
                table = known[like].get(name)
                if table is None:
                    continue
                for n, column in enumerate(table.column_names):
                    if table.schema.field(n).type == pa.string():
                        text = pc.replace_substring(table.column(column), like, row["id"])
                        table = table.set_column(n, table.schema.field(n), text)
                parts[name].append(table)
        for name, noun in nouns.items():
            whole = pa.concat_tables(parts[name]) if parts[name] else tables.to_table(noun, ())
            tables.put(project / f"results/memo/{shard}/{name}.parquet", whole)
        keys = {"code": code, "articles": {row["id"]: row["sha256"] for row in rows}}
        tables.write_text(project / f"results/memo/{shard}/keys.json", tables.dumps(keys))


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
    """What the jobs of each rule cost so far, from Snakemake's own benchmark files."""
    print("\n| rule | jobs | CPU s | most MB |\n|---|---|---|---|")
    rules: dict[str, list[tuple[float, float]]] = {}
    for path in sorted((project / "results/benchmarks").rglob("*.tsv")):
        head, row = (line.split("\t") for line in path.read_text().splitlines()[:2])
        values = dict(zip(head, row, strict=True))
        rule = path.relative_to(project / "results/benchmarks").parts[0].removesuffix(".tsv")
        cpu, memory = (0.0 if values[n] in ("NA", "-") else float(values[n]) for n in ("cpu_time", "max_rss"))
        rules.setdefault(rule, []).append((cpu, memory))
    for rule, jobs in rules.items():
        print(f"| {rule} | {len(jobs)} | {sum(c for c, _ in jobs):.1f} | {max(m for _, m in jobs):.0f} |")


def main() -> None:
    """Make the corpus and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--like", type=Path, metavar="FOLDER", help="a smaller project whose analyses are repeated")
    parser.add_argument("--folder", type=Path, help="keep the project there (default: a temporary folder)")
    options = parser.parse_args()
    if not MODULES.is_dir():
        sys.exit(f"{MODULES}: the nursing modules are not here")
    project = options.folder or Path(tempfile.mkdtemp(prefix="site-"))
    if not (project / "articles").exists():
        corpus(project / "articles", options.articles)
        shutil.copytree((options.like or ROOT) / "config", project / "config")
        shutil.copytree(ROOT / "references", project / "references")
        if options.like:
            done = options.like.resolve()
            repeat_analyses(project.resolve(), done, len(list((done / "articles").rglob("*.md"))))
    print("| night | s | CPU s | most MB | said |\n|---|---|---|---|---|")
    first = ("--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00")
    second = ("--as-of", "2026-01-16", "--now", "2026-01-16T02:00:00+00:00")
    measured("cold", project, *first)
    steps(project)
    print()
    measured("unchanged, same date", project, *first)
    changed = sorted((project / "articles").rglob("*.md"))[options.articles // 2]
    changed.write_text(changed.read_text().replace("## References", "Sleep matters too.\n\n## References"))
    measured("one article changed", project, *first)
    measured("the next night, no change", project, *second)
    if not options.folder:
        shutil.rmtree(project)


if __name__ == "__main__":
    main()

"""A finished project several times over: its articles and what its store knows of them, under other names.

    python benchmarks/multiply.py FOLDER LARGER --times 10

Copy n has a sign of its own in the names of its folders, in every "Series" and in every address that ends in "-s" and a
number (`site.py` makes those), so that it cites works of its own where the articles did, and the works that all of them
cite where they did that. All is as long as it was, so that places in texts stay true. Pages are empty files. `site.py
--folder LARGER` then measures its nights.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from citewarden import store
from citewarden.model import Reference
from citewarden.stages.gather import work_id
from citewarden.store.codec import decode, packed, text
from citewarden.store.database import Database

SIGNS = (string.ascii_lowercase + string.digits).replace("s", "")
_SIGNED = (re.compile(r"desk-(?=\d)"), re.compile(r"Series(?= \d)"), re.compile(r"-s(?=\d)"))
OF_ARTICLES = {
    "article": "id", "document": "article", "citation": "article", "claim": "article", "reference": "article",
    "judged": "article", "evidence": "article", "finding": "article", "part": "article", "quote": "article",
    "roll": "document", "seen": "document",
}  # fmt: skip
"""Table -> the column that names an article."""
OF_WORKS = {
    "work": "id", "resolution": "work", "notice": "work", "passage": "work", "inquiry": "work", "listed": "work",
}  # fmt: skip


def multiply(project: Path, larger: Path, times: int) -> None:
    """Make the project `larger` out of a finished one."""
    larger.mkdir(parents=True)
    for name in ("config", "references", "articles"):
        shutil.copytree(project / name, larger / name)
    for name in ("results/run.json", "state/store.sqlite"):
        (larger / name).parent.mkdir()
        shutil.copy2(project / name, larger / name)
    known = {
        path.relative_to(project): path.read_text("utf-8") for path in sorted((project / "articles").rglob("*.md"))
    }
    with store.connect(project / "state") as small, store.connect(larger / "state") as large:
        for sign in SIGNS[: times - 1]:
            digests = {}
            for path, said in known.items():
                file, other = larger / _signed(str(path), sign), _signed(said, sign)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(other, encoding="utf-8")
                digests[path.relative_to("articles").as_posix()] = [(_digest(said), _digest(other))]
            for article, name in small.stream("select distinct document, fingerprint from seen"):
                digests[article].append((name, _digest(name + sign)[:20]))
            with large.transaction():
                _copy(small, large, sign, digests)
        _pages(large, larger / "reports")


def _signed(said: str, sign: str) -> str:
    """A text with the sign of a copy, as long as it was."""
    for pattern in _SIGNED:
        said = pattern.sub(lambda found: found[0][:-1] + sign, said)
    return said


def _copy(small: Database, large: Database, sign: str, digests: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """Add the rows of one copy; `digests` are those of an article, before and now."""
    works = dict(_works(small, sign))

    def other(value: Any, key: str) -> Any:
        if not isinstance(value, str | bytes):
            return value
        if isinstance(value, str) and value in works:
            return works[value]
        said = text(value)
        for before, now in digests.get(key, ()):
            said = said.replace(before, now)
        said = _signed(said.replace(key, "\1"), sign).replace("\1", works[key]) if key in works else _signed(said, sign)
        return packed(said) if isinstance(value, bytes) else said

    for table, key in {**OF_ARTICLES, **OF_WORKS, "probe": "url"}.items():
        columns = [name for _, name, *_ in small.execute(f"pragma table_info({table})")]
        place = columns.index(key)
        wanted = (row for row in small.stream(f"select * from {table}") if table not in OF_WORKS or row[place] in works)
        large.many(
            f"insert or ignore into {table} values ({', '.join('?' * len(columns))})",
            ([other(value, row[place]) for value in row] for row in wanted),
        )


def _works(small: Database, sign: str) -> Iterator[tuple[str, str]]:
    """(key, key in the copy) of the works that are the copy's own."""
    for work, row in small.stream("select work, row from reference group by work"):
        other = work_id(decode(Reference, _signed(text(row), sign)))
        if other != work_id(decode(Reference, row)):
            yield work, other


def _pages(database: Database, reports: Path) -> None:
    for (name,) in database.stream("select name from article"):
        for kind in ("html", "json", "csl.json"):
            page = reports / f"{name}.{kind}"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.touch()


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def main() -> None:
    """Multiply a project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("larger", type=Path)
    parser.add_argument("--times", type=int, default=10, choices=range(1, len(SIGNS) + 2), metavar="N")
    options = parser.parse_args()
    multiply(options.project.resolve(), options.larger.resolve(), options.times)


if __name__ == "__main__":
    main()

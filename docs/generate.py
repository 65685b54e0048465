"""The pages of docs/checks/ and the README's table of checks, from the checks' own docstrings.

python docs/generate.py
"""

from __future__ import annotations

import re
from pathlib import Path

from citewarden.plugins import discover

ROOT = Path(__file__).resolve().parents[1]
MARKS = ("<!-- checks -->", "<!-- /checks -->")


def pages() -> dict[str, str]:
    """File name -> text of every page of docs/checks/."""
    out = {}
    for rule, module in discover("citewarden.checks").items():
        body = (module.__doc__ or "").strip()
        out[f"{rule}.md"] = f"# {rule}\n\n{body}\n\n---\nLevel: {module.LEVEL}. Owner: {module.OWNER}.\n"
    return out


def table() -> str:
    """The README's table of checks."""
    rows = ["| check | level | what it says |", "|---|---|---|"]
    for rule, module in discover("citewarden.checks").items():
        title = (module.__doc__ or "").strip().splitlines()[0]
        rows.append(f"| [{rule}](docs/checks/{rule}.md) | {module.LEVEL} | {title} |")
    return "\n".join(rows)


def readme(text: str) -> str:
    """README.md with the table renewed."""
    start, end = MARKS
    return re.sub(f"(?s){start}.*?{end}", lambda _: f"{start}\n{table()}\n{end}", text)


def main() -> None:
    """Write the pages and the table."""
    folder = ROOT / "docs" / "checks"
    folder.mkdir(exist_ok=True)
    wanted = pages()
    for stale in {p.name for p in folder.glob("*.md")} - wanted.keys():
        (folder / stale).unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = ROOT / "README.md"
    path.write_text(readme(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

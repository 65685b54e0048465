"""The pages of docs/checks/ and the README's table of checks, and the table of registries, from the modules themselves.

python docs/generate.py
"""

from __future__ import annotations

import re
from pathlib import Path

from citewarden.config import key_name
from citewarden.plugins import discover, services

ROOT = Path(__file__).resolve().parents[1]


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


def registries() -> str:
    """The table of registries of docs/configuration.md."""
    rows = ["| name | registry | asked for | address | a second | key |", "|---|---|---|---|---|---|"]
    for one in sorted(services().values(), key=lambda service: service.name):
        if one.base:
            key = f"`{key_name(one.name)}`: {one.key_buys}" if one.takes_key else ""
            rows.append(f"| `{one.name}` | {one.title} | {one.purpose} | {one.base} | {one.rate:g} | {key} |")
    return "\n".join(rows)


def readme(text: str) -> str:
    """README.md with the table of checks renewed."""
    return _renewed(text, "checks", table())


def configuration(text: str) -> str:
    """docs/configuration.md with the table of registries renewed."""
    return _renewed(text, "registries", registries())


def _renewed(text: str, name: str, table: str) -> str:
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    return re.sub(f"(?s){start}.*?{end}", lambda _: f"{start}\n{table}\n{end}", text)


def main() -> None:
    """Write the pages and the tables."""
    folder = ROOT / "docs" / "checks"
    folder.mkdir(exist_ok=True)
    wanted = pages()
    for stale in {p.name for p in folder.glob("*.md")} - wanted.keys():
        (folder / stale).unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    for path, renew in ((ROOT / "README.md", readme), (ROOT / "docs" / "configuration.md", configuration)):
        path.write_text(renew(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What mkdocs cannot do by itself: pages from outside docs/, the lists of folders, links to files of the repository.

A link to a file that is a page of the site leads there; one to any other file of the repository becomes its name.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = {
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "SECURITY.md": "SECURITY.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "src/citewarden/nlp/MODEL_CARD.md": "models/claims.md",
    "src/citewarden/nlp/verdict/MODEL_CARD.md": "models/verdicts.md",
    "src/citewarden/styles/MODEL_CARD.md": "models/references.md",
    "src/citewarden/text/MODEL_CARD.md": "models/lines.md",
    "src/citewarden/web/MODEL_CARD.md": "models/pages.md",
}
"""File of the repository -> where it is a page of the site."""


def on_config(config: Any) -> Any:
    """`folder/*` in the navigation stands for all pages of a folder, its index first."""
    config["nav"] = [_unfolded(entry) for entry in config["nav"]]
    return config


def _unfolded(entry: Any) -> Any:
    (title, value), *_ = entry.items() if isinstance(entry, dict) else [("", entry)]
    if isinstance(value, str) and value.endswith("/*"):
        pages = sorted((ROOT / "docs" / value[:-2]).glob("*.md"), key=lambda p: (p.stem != "index", p.stem))
        return {title: [f"{value[:-2]}/{page.name}" for page in pages]}
    return entry


def on_files(files: Files, config: Any) -> Files:
    """The pages that lie elsewhere in the repository."""
    for source, page in OUTSIDE.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Links as they lead within the site."""
    pages = {page: source for source, page in OUTSIDE.items()}
    here = pages.get(page.file.src_uri, f"docs/{page.file.src_uri}")

    def led(link: re.Match[str]) -> str:
        words, target, fragment = link[1], link[2], link[3] or ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), target))
        inside = OUTSIDE.get(path, path.removeprefix("docs/") if path.startswith("docs/") else "")
        if not inside or files.get_file_from_path(inside) is None:
            return words if words.startswith("`") else f"{words} (`{path}`)"
        start = posixpath.dirname(page.file.src_uri) or "."
        return f"[{words}]({posixpath.relpath(inside, start)}{fragment})"

    return re.sub(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])+)\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)", led, markdown)

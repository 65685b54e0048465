"""The bibliographies that a project's settings name for all its articles: Quarto, MyST, Bookdown, Jupyter Book, Sphinx,
Jekyll's scholar plugin.

The settings lie in the article's folder or in one above it, up to the project's. What they name counts for every
article below them; where they name nothing, MyST opens every BibTeX file beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from citewarden.text import yaml_text

NAMES = (
    "_quarto.yml",
    "_quarto.yaml",
    "_metadata.yml",
    "myst.yml",
    "_config.yml",
    "_config.yaml",
    "_bookdown.yml",
    "index.Rmd",
    "conf.py",
)
"""The files that may name bibliographies for others."""
_KEYS = ("bibliography", "bibtex_bibfiles")
_HOLDERS = ("project", "book", "website", "sphinx", "config", "metadata")
"""The settings that may hold these keys."""
_SCHOLAR_FOLDER, _SCHOLAR_FILE = "_bibliography", "references.bib"
"""What jekyll-scholar opens if its settings do not say."""
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*$", re.DOTALL | re.MULTILINE)
_OF_SPHINX = re.compile(r"^bibtex_bibfiles\s*=\s*\[([^\]]{0,2000})\]", re.MULTILINE)
_QUOTED = re.compile(r"[\"']([^\"'\n]{1,300})[\"']")
_LARGEST = 1_000_000
_MOST = 50


@dataclass(frozen=True, slots=True)
class Named:
    """A bibliography by its path from the project's folder ("/lib/refs.bib"), and the settings that name it."""

    path: str
    settings: str


def files(article: Path, project: Path) -> list[Path]:
    """Where the settings of an article may lie, there or not: nearest first."""
    top, folders = project.resolve(), []
    for folder in article.resolve().parents:
        if not folder.is_relative_to(top):
            break
        folders.append(folder)
    return [folder / name for folder in folders for name in NAMES]


def named(article: Path, project: Path) -> list[Named]:
    """The bibliographies that the settings around an article name."""
    top = project.resolve()
    out: dict[str, Named] = {}
    for path in files(article, project):
        if not path.is_file() or path == article.resolve() or path.stat().st_size > _LARGEST:
            continue
        for name in _in(path, path.stat().st_mtime_ns):
            there = Path("/") / path.parent.relative_to(top) / name.lstrip("/")
            out.setdefault(there.as_posix(), Named(there.as_posix(), path.relative_to(top).as_posix()))
    return list(out.values())


def scholars(name: str, article: Path, project: Path) -> str:
    """What jekyll-scholar opens for a file of its default folder, by the settings around an article."""
    folder, _, file = name.partition("/")
    if folder != _SCHOLAR_FOLDER:
        return name
    for path in files(article, project):
        held = _settings(path) if path.name.startswith("_config") and path.is_file() else None
        scholar = held.get("scholar") if isinstance(held, dict) else None
        if isinstance(scholar, dict):
            source, default = scholar.get("source"), scholar.get("bibliography")
            file = default if file == _SCHOLAR_FILE and isinstance(default, str) else file
            top = path.parent.relative_to(project.resolve())
            return f"/{(top / (source if isinstance(source, str) else folder).lstrip('/') / file).as_posix()}"
    return name


@lru_cache(maxsize=64)
def _in(path: Path, modified: int) -> tuple[str, ...]:
    if path.name == "conf.py":
        text = path.read_text(encoding="utf-8", errors="replace")
        return tuple(name for listed in _OF_SPHINX.findall(text) for name in _QUOTED.findall(listed))
    found = tuple(_values(_settings(path)))
    if not found and path.name == "myst.yml":
        beside = sorted([*path.parent.glob("*.bib"), *path.parent.glob("*/*.bib")])[:_MOST]
        return tuple(file.relative_to(path.parent).as_posix() for file in beside)
    return found


def _settings(path: Path) -> Any:
    """The data of settings in YAML, or at the head of a file; None if they cannot be read."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".Rmd":
        front = _FRONT.match(text)
        text = front[1] if front else ""
    try:
        return yaml_text.read(text)
    except yaml_text.NotYaml:
        return None


def _values(held: Any) -> Iterator[str]:
    for name in _KEYS if isinstance(held, dict) else ():
        value = held.get(name)
        yield from (row for row in (value if isinstance(value, list) else [value]) if isinstance(row, str) and row)
    for name in _HOLDERS if isinstance(held, dict) else ():
        yield from _values(held.get(name))

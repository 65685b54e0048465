"""Where the files lie that an article takes its sources from: beside it, in its project, in the library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://|//")
"""How the name of a file begins that is on the network."""
PROJECT = (
    "config/config.yaml",
    ".git",
    "_config.yml",
    "_quarto.yml",
    "_quarto.yaml",
    "_bookdown.yml",
    "hugo.toml",
    "hugo.yaml",
    "myst.yml",
)
"""What lies at the top of a project: ours, a repository, a site generator's."""
_ABOVE = 4
"""How many folders above the articles are looked at for a project's."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where an article's bibliographies may lie: beside it, in the project, in the library's folder."""

    article: Path
    project: Path
    library: Path | None

    def of(self, name: str) -> Path | None:
        """The file `name` of a front matter stands for, the first place it may lie if it is nowhere; None if it leads
        out of the project. Last, one of that name beside an article that was taken out of its folders."""
        if REMOTE.match(name) or "\0" in name:
            return None
        bare = name.lstrip("/\\")
        folders = [] if bare != name else [self.article.parent]
        folders += [self.project, *([self.library] if self.library else [])]
        paths = [(folder / bare).resolve() for folder in folders]
        beside = (self.article.parent / Path(bare).name).resolve()
        there = [path for path in (*paths, beside) if path.is_file()]
        return next(filter(self._holds, there[:1] or paths), None)

    def _holds(self, path: Path) -> bool:
        return any(path.is_relative_to(f.resolve()) for f in (self.project, self.library) if f is not None)


def project(root: Path) -> Path:
    """The folder of the project whose articles lie in `root`: the nearest above that is a project's, else itself."""
    above = root.resolve().parents[:_ABOVE]
    return next((f for f in above if any((f / name).exists() for name in PROJECT)), root.resolve())

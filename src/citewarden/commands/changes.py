"""What changed since: only findings on changed text and new references block, when the caller asks for that."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from citewarden.errors import ConfigError, InputError
from citewarden.model import Finding

_HUNK = re.compile(r"(?m)^@@ -\S+ \+(\d+)(?:,(\d+))? @@")

Lines = tuple[tuple[int, int], ...]
"""1-based line ranges, both ends included."""

EVERYTHING: Lines = ((1, 1 << 60),)


def changed_since(revision: str, paths: Sequence[Path]) -> Mapping[str, Lines]:
    """Each file's lines that differ from a git revision; a file the revision lacks is all new.

    Raises:
        ConfigError: this is no git checkout, or it has no such revision.
    """
    bases = {folder: _base(folder, revision) for folder in sorted({path.resolve().parent for path in paths})}
    return {str(path): _changed(bases[path.resolve().parent], path) for path in paths}


def changed_files(revision: str, folder: Path) -> list[Path]:
    """The files below `folder` that differ from a git revision or that git does not know yet, sorted.

    Raises:
        ConfigError: this is no git checkout, or it has no such revision.
    """
    base = _base(folder, revision)
    diff = _git(folder, "diff", "--name-only", "--relative", "--no-renames", "--diff-filter=d", "-z", base, "--", ".")
    new = _git(folder, "ls-files", "--others", "-z", "--", ".")
    return sorted({folder / name for name in (diff + new).split("\0") if name})


def _base(folder: Path, revision: str) -> str:
    """Where the checkout left `revision` (what others did there since is no change of ours); else `revision` itself."""
    if revision.startswith("-"):
        raise ConfigError(
            f"{revision!r} is no revision", where="--changed-since", remedy="name a branch, tag or commit"
        )
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    return _git(folder, "merge-base", commit, "HEAD", allowed=(0, 1)).strip() or commit


def _changed(revision: str, path: Path) -> Lines:
    folder = path.resolve().parent
    known = _git(folder, "ls-tree", "--name-only", revision, "--", path.name)
    if not known.strip():
        return EVERYTHING
    diff = _git(folder, "diff", "--unified=0", "--no-color", "--no-ext-diff", revision, "--", path.name)
    hunks = [(int(start), int(count or 1)) for start, count in _HUNK.findall(diff)]
    return tuple((start, start + count - 1) for start, count in hunks if count)


def _git(folder: Path, *arguments: str, allowed: tuple[int, ...] = (0,)) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise ConfigError("git is not installed", where="--changed-since") from error
    if done.returncode not in allowed:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        problem = said[0] if said else "no such revision"
        raise ConfigError(problem, where="--changed-since", remedy="name a branch, tag or commit of this checkout")
    return done.stdout.decode("utf-8", "surrogateescape")


def touches(finding: Finding, lines: Lines) -> bool:
    """Whether a finding stands on changed lines; one about the whole article only when the article is new."""
    if finding.location is None:
        return lines == EVERYTHING
    first, last = finding.location.start_line, finding.location.end_line
    return any(start <= last and first <= end for start, end in lines)


def baseline(path: Path) -> frozenset[str]:
    """Fingerprints of an earlier audit: a SARIF log, an article's JSON report, or findings as JSON Lines.

    Raises:
        InputError: the file is none of them.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read ({error})", where=str(path), remedy="give an earlier findings.sarif"
        ) from error
    try:
        return frozenset(_fingerprints(json.loads(text)))
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
        pass
    try:
        return frozenset(str(json.loads(line)["fingerprint"]) for line in text.splitlines() if line.strip())
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise InputError("holds no findings", where=str(path), remedy="give an earlier findings.sarif") from error


def _fingerprints(data: Mapping[str, Any]) -> list[str]:
    if "runs" in data:
        results = [r for run in data["runs"] for r in run["results"]]
        return [r["partialFingerprints"]["citewarden/v1"] for r in results if r.get("baselineState") != "absent"]
    return [finding["fingerprint"] for finding in data["findings"]]


def unblocked(findings: Sequence[Finding], blocks: Callable[[Finding], bool]) -> tuple[Finding, ...]:
    """The findings, blocking only where `blocks` agrees."""
    return tuple(f if not f.blocking or blocks(f) else replace(f, blocking=False) for f in findings)

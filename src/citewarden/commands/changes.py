"""What changed since: only findings on changed text and new references block, when the caller asks for that."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from citewarden.errors import ConfigError, InputError
from citewarden.model import Finding

_HUNK = re.compile(r"(?m)^@@ -\S+ \+(\d+)(?:,(\d+))? @@")

Lines = tuple[tuple[int, int], ...]
"""1-based line ranges, both ends included."""

EVERYTHING: Lines = ((1, 1 << 60),)


@dataclass(frozen=True, slots=True)
class Sources:
    """What changed beside the articles: `notes` of the source library (paths below its folder); `all`: something that
    every article is judged by (settings, policies, word lists, a note or a decision that is gone)."""

    notes: frozenset[str] = frozenset()
    all: bool = False

    def __bool__(self) -> bool:
        return self.all or bool(self.notes)


def changed_since(revision: str, paths: Sequence[Path]) -> Mapping[str, Lines]:
    """Each file's lines that differ from a git revision; a file the revision lacks is all new, a renamed one is not.

    Raises:
        ConfigError: this is no git checkout, it has no such revision, or its history does not reach that far.
    """
    folders = sorted({path.resolve().parent for path in paths})
    bases = {folder: _base(folder, revision) for folder in folders}
    renamed = {folder: _renamed(folder, bases[folder]) for folder in folders}
    return {str(path): _changed(bases[p], path, renamed[p]) for path in paths for p in (path.resolve().parent,)}


def changed_files(revision: str, folder: Path) -> list[Path]:
    """The files below `folder` that differ from a git revision or that git does not know yet, sorted.

    Raises:
        ConfigError: this is no git checkout, it has no such revision, or its history does not reach that far.
    """
    base = _base(folder, revision)
    diff = _git(folder, "diff", "--name-only", "--relative", "--no-renames", "--diff-filter=d", "-z", base, "--", ".")
    new = _git(folder, "ls-files", "--others", "-z", "--", ".")
    return sorted({folder / name for name in (diff + new).split("\0") if name})


def changed_sources(revision: str, *, references: Path, config: Path) -> Sources:
    """What changed since a git revision in the source library and in the settings; a folder outside git has no changes.

    A decision that was added can only silence: it is no change that others have to be judged by again.

    Raises:
        ConfigError: the checkout has no such revision, or its history does not reach that far.
    """
    notes, lost = _differing(references, revision)
    settings, gone = _differing(config, revision)
    judged_by = {name for name in settings | gone if name != DECISIONS or _lines_gone(config, revision, name)}
    return Sources(frozenset(notes), bool(lost or judged_by))


def changed_bibliographies(revision: str, folder: Path) -> frozenset[Path]:
    """The files of the checkout around `folder` that may be bibliographies, or settings that name some, and are new,
    differ or are gone.

    Raises:
        ConfigError: this is no git checkout, it has no such revision, or its history does not reach that far.
    """
    from citewarden.stages._project_settings import NAMES
    from citewarden.text.bibliography import SUFFIXES

    top = Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
    names = _git(top, "diff", "--name-only", "--no-renames", "-z", _base(folder, revision))
    names += _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset((top / name).resolve() for name in names.split("\0") if name.lower().endswith((*SUFFIXES, *NAMES)))


DECISIONS = "suppressions.yaml"


def _differing(folder: Path, revision: str) -> tuple[set[str], set[str]]:
    """Names of files below `folder` that are new or differ, and of those that are gone."""
    if not folder.is_dir() or not _in_git(folder):
        return set(), set()
    here = {path.relative_to(folder).as_posix() for path in changed_files(revision, folder)}
    gone = _git(
        folder,
        "diff",
        "--name-only",
        "--relative",
        "--no-renames",
        "--diff-filter=D",
        "-z",
        _base(folder, revision),
        "--",
        ".",
    )
    return here, {name for name in gone.split("\0") if name}


def _lines_gone(folder: Path, revision: str, name: str) -> bool:
    counts = _git(folder, "diff", "--numstat", _base(folder, revision), "--", name).split()
    return len(counts) > 1 and counts[1] != "0"


def _in_git(folder: Path) -> bool:
    done = subprocess.run(["git", "-C", str(folder), "rev-parse", "--git-dir"], capture_output=True, check=False)
    return done.returncode == 0


def _base(folder: Path, revision: str) -> str:
    """Where the checkout left `revision` (what others did there since is no change of ours); else `revision` itself."""
    if revision.startswith("-"):
        raise ConfigError(
            f"{revision!r} is no revision", where="--changed-since", remedy="name a branch, tag or commit"
        )
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true"
    commit = _git(
        folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", allowed=(0, 1, 128) if shallow else (0,)
    ).strip()
    base = _git(folder, "merge-base", commit, "HEAD", allowed=(0, 1)).strip() if commit else ""
    if shallow and not base:
        raise ConfigError(
            f"the history here is too shallow to tell what changed since {revision}",
            where="--changed-since",
            remedy="check out the whole history (fetch-depth: 0, GIT_DEPTH: 0, or `git fetch --unshallow`)",
        )
    return base or commit


def _renamed(folder: Path, base: str) -> Mapping[str, str]:
    """Present name -> name at `base`, both from the top of the checkout, of files that were renamed."""
    parts = iter(_git(folder, "diff", "--name-status", "--find-renames", "--diff-filter=R", "-z", base).split("\0"))
    return {now: before for status, before, now in zip(parts, parts, parts, strict=False) if status}


def _changed(base: str, path: Path, renamed: Mapping[str, str]) -> Lines:
    folder = path.resolve().parent
    name = _git(folder, "rev-parse", "--show-prefix").strip("\n") + path.name
    before = renamed.get(name, name)
    if not _git(folder, "ls-tree", "--name-only", "--full-tree", base, "--", before).strip():
        return EVERYTHING
    places = [f":(top,literal){name}", *([f":(top,literal){before}"] if before != name else [])]
    diff = _git(folder, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--find-renames", base, "--", *places)
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
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    try:
        return frozenset(str(json.loads(line)["fingerprint"]) for line in text.splitlines() if line.strip())
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError("holds no findings", where=str(path), remedy="give an earlier findings.sarif") from error


def _fingerprints(data: Mapping[str, Any]) -> list[str]:
    if "runs" in data:
        results = [r for run in data["runs"] for r in run["results"]]
        return [r["partialFingerprints"]["citewarden/v1"] for r in results if r.get("baselineState") != "absent"]
    return [finding["fingerprint"] for finding in data["findings"]]


def unblocked(findings: Sequence[Finding], blocks: Callable[[Finding], bool]) -> tuple[Finding, ...]:
    """The findings, blocking only where `blocks` agrees."""
    return tuple(f if not f.blocking or blocks(f) else replace(f, blocking=False) for f in findings)

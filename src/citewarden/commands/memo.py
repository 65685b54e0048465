"""What a shard's articles said last time: the same bytes under the same code are not read again.

The memo is only ever a short cut: deleted, damaged or made by other code, it is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import config as settings
from citewarden import tables
from citewarden.commands.session import Session
from citewarden.errors import InputError
from citewarden.model import Citation, Claim, Document, Failure, Reference
from citewarden.registries import retractions

if TYPE_CHECKING:
    import pyarrow as pa

    from citewarden.pipeline import Progress

ANALYSIS: Mapping[str, type[Any]] = {
    "documents": Document,
    "references": Reference,
    "citations": Citation,
    "claims": Claim,
    "failures": Failure,
}
"""The tables of an analysis."""


def code() -> str:
    """A digest of the package as it is installed, but for its test worlds, and of every word list in force.

    Whatever changes in the program may change what a step says: no list of what a step uses has to be kept by hand.
    """
    package = Path(settings.__file__).parent
    own = (p for p in sorted(package.rglob("*")) if p.relative_to(package).parts[0] not in _NO_CODE)
    digest = hashlib.sha256()
    for path in [*(p for p in own if p.suffix in _CODE), *settings.lexicons()]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def terms(session: Session, code: str, *, offline: bool) -> str:
    """A digest of what holds for every article: code, word lists, settings but for the date, policy."""
    words = [path.read_text(encoding="utf-8") for path in settings.lexicons()]
    listed = settings.shipped(retractions.FILE)
    words.append(hashlib.sha256(listed.read_bytes()).hexdigest() if listed.exists() else "")
    said = (code, settings.digest(replace(session.config, as_of="")), repr(session.policy), str(offline), *words)
    return hashlib.sha256("\0".join(said).encode("utf-8")).hexdigest()


_NO_CODE = frozenset({"testing", "defaults", "workflow"})
_CODE = frozenset({".py", ".json", ".crfsuite", ".npz", ".onnx", ".jinja", ".js", ".css"})


def analysed(
    session: Session, rows: Sequence[Mapping[str, str]], root: Path, memo: Path, code: str, *, progress: Progress
) -> dict[str, pa.Table]:
    """The analysis of a shard's manifest `rows`, in their order, as tables by name; the memo is renewed.

    An article that could not be read is tried again each time.
    """
    from citewarden.pipeline import analyse

    kept, known = _recalled(memo, code)
    changed = [row for row in rows if not row["sha256"] or known.get(row["id"]) != row["sha256"]]
    found = analyse([Path(row["path"]) for row in changed], root=root, config=session.config, progress=progress)
    order = [row["id"] for row in rows]
    out = {}
    for name, noun in ANALYSIS.items():
        new = tables.to_table(noun, getattr(found, name))
        old = kept.get(name, new.slice(0, 0))
        out[name] = new if name == "failures" else tables.merged(old, new, _key(name), order)
    read = set(out["documents"].column("id").to_pylist())
    _remember(memo, out, {row["id"]: row["sha256"] for row in rows if row["id"] in read}, code)
    return out


def _key(name: str) -> str:
    return "id" if name == "documents" else "document"


def _recalled(memo: Path, code: str) -> tuple[dict[str, pa.Table], dict[str, str]]:
    try:
        keys = json.loads((memo / "keys.json").read_text(encoding="utf-8"))
        if keys["code"] != code:
            return {}, {}
        kept = {n: tables.table(memo / f"{n}.parquet", noun) for n, noun in ANALYSIS.items() if n != "failures"}
    except (OSError, ValueError, KeyError, InputError):
        return {}, {}
    return kept, keys["articles"]


def _remember(memo: Path, found: Mapping[str, pa.Table], articles: Mapping[str, str], code: str) -> None:
    (memo / "keys.json").unlink(missing_ok=True)
    for name, table in found.items():
        if name != "failures":
            tables.put(memo / f"{name}.parquet", table)
    tables.write_text(memo / "keys.json", tables.dumps({"code": code, "articles": articles}))

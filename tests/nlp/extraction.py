"""The claims of an article that a test writes."""

from __future__ import annotations

from pathlib import Path

from citewarden.config import Config
from citewarden.model import Claim
from citewarden.stages.cite import cite
from citewarden.stages.claims import claims
from citewarden.stages.read import read


def claims_in(text: str, folder: Path, name: str = "article.md") -> list[Claim]:
    """The claims of `text`, written to `name`, in order."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    document = read(path, root=folder)
    (found,) = claims([(document, cite(document)[1])], models=Config().models)
    return found


def extracted(text: str, folder: Path, name: str = "article.md") -> dict[str, Claim]:
    """Standalone form -> claim."""
    return {claim.standalone: claim for claim in claims_in(text, folder, name)}

"""What an editor should look at (SARIF 2.1.0 result and suppression)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from citewarden.model.annotation import SpecificResource


class Level(StrEnum):
    """How much it matters (SARIF `level`)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NONE = "none"


class Kind(StrEnum):
    """What sort of answer it is (SARIF `kind`): a failure, a thing for a person to judge, or one not known."""

    FAIL = "fail"
    REVIEW = "review"
    OPEN = "open"
    INFORMATIONAL = "informational"


class Owner(StrEnum):
    """Who acts on it."""

    EDITOR = "editor"
    SECTION_EDITOR = "section editor"
    MEDICAL_REVIEWER = "medical reviewer"
    WEB_TEAM = "web team"


@dataclass(frozen=True, slots=True)
class Related:
    """Evidence beside a finding: a source passage, a registry record, another place in the article."""

    role: str
    text: str
    id: str = ""
    url: str = ""
    target: SpecificResource | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suppression:
    """An editor's decision on one finding, in force while everything it was bound to is unchanged.

    `decision`: accept (it is right as it is), waive (until `expires`), or replace, reword, escalate, which say what
    will be done and silence nothing. `bound`: see `text/bindings.py`. `quote`: the sentence or the printed reference
    that was decided on, so that a later change can be shown.
    """

    fingerprint: str
    rule_id: str
    justification: str
    signer: str
    role: str
    decided_on: str
    expires: str
    decision: str = "waive"
    bound: Mapping[str, str] = field(default_factory=dict)
    document: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who reviewed which text: `sha256` is the article's, so that a later change shows.

    `text` is a digest of what the article said (`text/bindings.py`, `said`) and `reviewed` the review date it gave, so
    that a new date over an old text shows; "" in sign-offs that do not remember them. `statements` are the claims as
    they were read, so that a later change can be shown; the digests say what was signed.
    """

    document: str
    sha256: str
    signer: str
    role: str
    signed_on: str
    note: str = ""
    text: str = ""
    reviewed: str = ""
    statements: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should look at.

    `subject` is the Reference or Claim id (the Document id for article-level checks). `message` says what, where and
    what to do in one or two plain sentences; `fix` is text ready to paste, "" if none. `confidence` is 0 to 1, apart
    from `level`. `fingerprint` is set by the check stage: stable over runs and unrelated edits. `blocking` is decided
    by the policy in the check stage.
    """

    rule_id: str
    document: str
    subject: str
    level: Level
    kind: Kind
    message: str
    location: SpecificResource | None = None
    related: tuple[Related, ...] = ()
    fix: str = ""
    owner: Owner = Owner.EDITOR
    confidence: float = 1.0
    fingerprint: str = ""
    blocking: bool = False
    suppressed: bool = False
    properties: Mapping[str, Any] = field(default_factory=dict)

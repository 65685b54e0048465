"""What editors decided, laid over what the checks found; and how a new decision is written down.

Decisions are text an editor can read and a reviewer can sign: `config/suppressions.yaml`. A finding is silenced only
while its decision is signed, by someone whose turn it was, not expired, and everything it was bound to is unchanged
(`text/bindings.py`); whatever fails that is live again, and the checks `expired-waiver`, `stale-waiver` and
`unsigned-waiver` say why.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from citewarden import config
from citewarden.errors import ConfigError, StateError
from citewarden.model import Audit, Finding, Owner, SignOff, Suppression
from citewarden.stages.check import fingerprints
from citewarden.tables import build, write_text
from citewarden.text.bindings import SILENCING, same
from citewarden.text.bindings import suppressions as newest
from citewarden.text.yaml_text import NotYaml, read

FILE = Path("config/suppressions.yaml")
DECISIONS = ("accept", "waive", "replace", "reword", "escalate")
RANKS = {Owner.MEDICAL_REVIEWER.value: 2, Owner.SECTION_EDITOR.value: 1}
"""Roles that may sign for roles below them; everyone else ranks 0."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything on file."""

    suppressions: tuple[Suppression, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    formerly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def following(self, moved: Mapping[str, str]) -> Decisions:
        """The same under the names that the articles have now; `moved` is former id -> present id."""
        if not moved:
            return self
        formerly: dict[str, list[str]] = {}
        for before, now in sorted(moved.items()):
            formerly.setdefault(now, []).append(before)
        return Decisions(
            tuple(replace(s, document=moved.get(s.document, s.document)) for s in self.suppressions),
            tuple(replace(s, document=moved.get(s.document, s.document)) for s in self.sign_offs),
            {now: tuple(before) for now, before in formerly.items()},
        )

    def previous(self, document: str) -> dict[str, Any]:
        """What `Audit.previous` holds of one article's decisions, with the names it had when they were taken."""
        rows: dict[str, Any] = {
            "suppressions": tuple(s for s in self.suppressions if s.document == document),
            "sign_offs": tuple(s for s in self.sign_offs if s.document == document),
        }
        return {**rows, "formerly": self.formerly[document]} if document in self.formerly else rows


def load(path: Path = FILE) -> Decisions:
    """Read the decisions on file; none if there is no file.

    Raises:
        ConfigError: the file is not YAML, or an entry does not fit `schemas/suppressions.schema.json`.
    """
    if not os.path.lexists(path):
        return Decisions()
    return _decisions(config.read_mapping(path), path)


def _decisions(data: Mapping[str, Any], path: Path) -> Decisions:
    config.validate(data, "suppressions", where=str(path))
    suppressions: Iterable[Any] = data.get("suppressions") or ()
    sign_offs: Iterable[Any] = data.get("sign_offs") or ()
    for row in (*suppressions, *sign_offs):
        for name in ("expires", "decided_on", "signed_on"):
            config.check_date(row.get(name, ""), where=f"{path}: {name} of {row.get('fingerprint') or row['document']}")
    return Decisions(
        tuple(_suppression(row) for row in suppressions),
        tuple(build(SignOff, _EMPTY_SIGN_OFF | row) for row in sign_offs),
    )


def decide(audit: Audit, findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with those an editor has dealt with marked `suppressed`; the decisions are in `audit.previous`.

    A decision that says what will be done (replace, reword, escalate) is noted in `properties["decision"]` and
    silences nothing; so is one that does not count, with the reason.
    """
    known = {s.fingerprint: s for s in newest(audit)}
    if not known:
        return list(findings)
    names = [[f.fingerprint for f in findings]]
    names += [fingerprints(audit, findings, document=before) for before in audit.previous.get("formerly", ())]
    return [
        _decided(audit, finding, next((known[name] for name in own if name in known), None))
        for finding, own in zip(findings, zip(*names, strict=True), strict=True)
    ]


def _decided(audit: Audit, finding: Finding, decision: Suppression | None) -> Finding:
    if decision is None or decision.rule_id != finding.rule_id:
        return finding
    by = f"{decision.decision} by {decision.signer or 'nobody'}, {decision.role or 'no role'}, {decision.decided_on}"
    flaw = _flaw(audit, finding, decision)
    if not flaw and decision.decision in SILENCING:
        return replace(finding, suppressed=True, properties={**finding.properties, "decision": by})
    note = f"{by}; not counted: {flaw}" if flaw else by
    return replace(finding, properties={**finding.properties, "decision": note})


def _flaw(audit: Audit, finding: Finding, decision: Suppression) -> str:
    """Why a decision does not count, "" if it does."""
    if not (decision.signer.strip() and decision.role.strip() and decision.justification.strip()):
        return "it is not signed with name, role and reason"
    if decision.decision == "waive" and not decision.expires:
        return "a waiver needs a date on which it ends"
    if decision.expires and audit.calendar.passed(decision.expires):
        return f"it expired on {decision.expires}"
    if RANKS.get(decision.role, 0) < RANKS.get(finding.owner.value, 0):
        return f"it needs the {finding.owner.value}'s signature"
    return "" if same(audit, finding, decision.bound) else "what it was about has changed"


# Finding what a decision is about -----------------------------------------------------------------------------------


def look_up(reports: Path, fingerprint: str) -> Mapping[str, Any]:
    """The finding of the last run whose fingerprint begins with `fingerprint`, as its article's JSON report has it.

    Raises:
        ConfigError: there are no reports, no such finding, or more than one.
    """
    table = reports / "findings.csv"
    remedy = "copy it from the report page, or run `citewarden audit` first"
    if len(fingerprint) < 6:
        raise ConfigError(f"{fingerprint!r} is too short", where="fingerprint", remedy="give six digits or more")
    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            pages = {
                row["fingerprint"]: row["report"].partition(".html#")[0]
                for row in csv.DictReader(lines)
                if row["fingerprint"].startswith(fingerprint)
            }
    except (OSError, KeyError, ValueError, AttributeError, csv.Error) as error:  # a spreadsheet may have written it
        raise ConfigError(
            "no findings of a run here", where=str(table), remedy="run `citewarden audit` first"
        ) from error
    if len(pages) != 1:
        problem = f"{len(pages) or 'no'} findings begin with {fingerprint!r}"
        raise ConfigError(problem, where=str(table), remedy=remedy)
    ((whole, name),) = pages.items()
    page = reports / f"{name}.json"
    try:
        found = json.loads(page.read_text(encoding="utf-8"))["findings"]
        return next(dict(f) for f in found if f["fingerprint"] == whole and _is_told(f))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, StopIteration) as error:
        raise ConfigError("this report does not hold the finding", where=str(page), remedy=remedy) from error


def _is_told(finding: Mapping[str, Any]) -> bool:
    """Whether a finding of a report says all that a decision is bound to."""
    words = (finding[name] for name in ("rule_id", "document", "owner"))
    return all(isinstance(word, str) for word in (*words, *finding["bound"].values()))


def reviewed_text(reports: Path, document: str, sha256: str) -> dict[str, Any]:
    """What a sign-off of `document` is bound to, as its report on disk has it.

    Raises:
        ConfigError: there is no report of this article, or it is about another text than `sha256`.
    """
    from citewarden.stages.report import possible_names

    for name in possible_names(document):
        page = reports / f"{name}.json"
        try:
            told = json.loads(page.read_text(encoding="utf-8"))
            bound = told["sign_off"]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            continue
        if not isinstance(bound, dict) or bound.get("document") != document:
            continue
        if bound.get("sha256") != sha256:
            raise ConfigError("the report is now about another text", where=str(page), remedy="load the page again")
        words = {k: str(bound.get(k, "")) for k in ("document", "sha256", "text", "reviewed")}
        return {**words, "statements": [str(row["standalone"]) for row in told.get("claims", ())]}
    raise ConfigError(f"no report of {document!r} here", where=str(reports), remedy="run `citewarden audit` first")


# Writing a decision down --------------------------------------------------------------------------------------------


def entry(
    *,
    check: str,
    fingerprint: str,
    document: str,
    bound: Mapping[str, str],
    decision: str,
    reason: str,
    signer: str,
    role: str,
    decided_on: str,
    expires: str = "",
    owner: str = "",
    quote: str = "",
) -> dict[str, Any]:
    """One entry of the file, checked; `owner` is whose question the finding is, `quote` what it is about.

    Raises:
        ConfigError: a part is missing or not understood; the message names it.
    """
    words = {"reason": reason, "signer": signer, "role": role}
    for name, value in words.items():
        if not value.strip():
            raise ConfigError(f"no {name} given", where="decision", remedy=f"say {name}: a decision is signed")
    if decision not in DECISIONS:
        raise ConfigError(f"{decision!r} is not a decision", where="decision", remedy=f"one of {', '.join(DECISIONS)}")
    _known(role, "decision")
    if decision in SILENCING and RANKS.get(role, 0) < RANKS.get(owner, 0):
        remedy = f"have a {owner} sign it, or choose escalate"
        raise ConfigError(f"only a {owner} may {decision} this finding", where="decision", remedy=remedy)
    if decision == "waive" and not expires:
        raise ConfigError("a waiver needs a date on which it ends", where="decision", remedy="give expires: YYYY-MM-DD")
    if expires and _day(expires, "expires") <= _day(decided_on, "decided_on"):
        raise ConfigError(f"it would expire on {expires}, not after today", where="decision", remedy="a later date")
    row = {
        "check": check,
        "fingerprint": fingerprint,
        "document": document,
        "decision": decision,
        **{name: " ".join(value.split()) for name, value in words.items()},
        "decided_on": decided_on,
        "expires": expires,
        "quote": quote,
        "bound": dict(bound),
    }
    return {name: value for name, value in row.items() if value != ""}


def about(finding: Mapping[str, Any], **taken: str) -> dict[str, Any]:
    """The entry of a decision on a finding as its report has it (`look_up`); `taken` as `entry` takes it.

    Raises:
        ConfigError: as `entry`; the role given may not decide this.
    """
    return entry(
        check=finding["rule_id"],
        fingerprint=finding["fingerprint"],
        document=finding["document"],
        bound=finding["bound"],
        owner=finding["owner"],
        quote=finding.get("quote", ""),
        **taken,
    )


def _known(role: str, where: str) -> None:
    known = [owner.value for owner in Owner]
    if role not in known:
        raise ConfigError(f"{role!r} is not a role", where=where, remedy=f"one of {', '.join(known)}")


def sign_off(
    *,
    document: str,
    sha256: str,
    signer: str,
    role: str,
    signed_on: str,
    note: str = "",
    text: str = "",
    reviewed: str = "",
    statements: Sequence[str] = (),
) -> dict[str, Any]:
    """One sign-off entry, checked; `text`, `reviewed` and `statements` as in `SignOff`.

    Raises:
        ConfigError: a part is missing, or the role is none.
    """
    for name, value in {"signer": signer, "role": role, "document": document, "sha256": sha256}.items():
        if not value.strip():
            raise ConfigError(f"no {name} given", where="sign-off", remedy=f"say {name}: a sign-off is signed")
    _known(role, "sign-off")
    _day(signed_on, "signed_on")
    row = {
        "document": document,
        "sha256": sha256,
        "signer": signer,
        "role": role,
        "signed_on": signed_on,
        "note": note,
        "text": text,
        "reviewed": reviewed,
    }
    told = {"statements": [" ".join(words.split()) for words in statements]} if statements else {}
    return {name: " ".join(value.split()) for name, value in row.items() if value} | told


def snippet(row: Mapping[str, Any], indent: str = "  ") -> str:
    """An entry as the YAML that stands in the file (every text a JSON string, which YAML reads as it is)."""
    lines = []
    for name, value in row.items():
        if isinstance(value, Mapping):
            inner = ", ".join(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items())
            lines.append(f"{name}: {{{inner}}}")
        elif isinstance(value, list):
            lines += [f"{name}:", *(f"  - {json.dumps(item, ensure_ascii=False)}" for item in value)]
        else:
            lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    return f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"


def record(path: Path, row: Mapping[str, Any], *, under: str = "suppressions") -> None:
    """Put an entry at the top of its list, everything else in the file (comments too) left as it is.

    An earlier decision of the same person on the same finding gives way to it; nobody's signature but one's own is
    taken out, and of several on file the one on top counts.

    One writer at a time, whatever process it is in: who comes while another writes waits, and adds to what that one
    wrote.

    Raises:
        ConfigError: the file is not as this function knows it; it is then left alone.
        StateError: another writer has held it for a minute, or the folder cannot be written.
    """
    with _alone(path):
        _record(path, row, under)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=60)
        lock.acquire()
    except Timeout as error:
        raise StateError("another decision is being written", where=str(path), remedy="try again") from error
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        raise StateError(problem, where=str(path.parent), remedy="check permissions") from error
    try:
        yield
    finally:
        lock.release()


def _record(path: Path, row: Mapping[str, Any], under: str) -> None:
    before = load(path)  # what is wrong already is said before anything is written
    text = path.read_text(encoding="utf-8") if path.exists() else _HEADER
    text, at = _opened(text, under)
    dash = re.match(r"(?:[ \t]*(?:#.*)?\n)*([ ]*)- ", text[at:])
    indent = dash[1] if dash else "  "
    same = [
        n
        for n, old in enumerate(before.suppressions if under == "suppressions" else ())
        if (old.fingerprint, old.document, old.signer) == (row["fingerprint"], row["document"], row["signer"])
    ]
    spans = _entries(text, at, indent) if same else []
    gone = [spans[n] for n in same] if len(spans) == len(before.suppressions) else []
    new = text
    for start, end in reversed(gone):
        new = new[:start] + new[end:]
    new = new[:at] + snippet(row, indent) + new[at:]
    after = _check(new, path)
    grown = (len(after.suppressions) - len(before.suppressions), len(after.sign_offs) - len(before.sign_offs))
    if grown != ((1 - len(gone), 0) if under == "suppressions" else (0, 1)):
        remedy = f"paste the entry by hand:\n{snippet(row)}"
        raise ConfigError(f"cannot see where {under!r} begins", where=str(path), remedy=remedy)
    write_text(path, new)


def _opened(text: str, under: str) -> tuple[str, int]:
    """`text` with the list `under` open, and where its entries begin."""
    head = re.search(rf"(?m)^{under}:[ \t]*(\[[ \t]*\][ \t]*|null[ \t]*|~[ \t]*)?(#.*)?$", text)
    if head is None:
        text = text.rstrip("\n") + f"\n\n{under}:\n" if text.strip() else f"{under}:\n"
        return text, len(text)
    line = f"{under}:" + (f" {head[2]}" if head[2] else "")
    text = text[: head.start()] + line + "\n" + text[head.end() :].removeprefix("\n")
    return text, head.start() + len(line) + 1


def _entries(text: str, at: int, indent: str) -> list[tuple[int, int]]:
    """Where the entries of the list that begins at `at` stand, each without the comments and empty lines after it."""
    out: list[tuple[int, int]] = []
    inside = f"{indent} "
    for line in text[at:].splitlines(keepends=True):
        end = at + len(line)
        if line.startswith(f"{indent}- "):
            out.append((at, end))
        elif out and line.strip() and line.startswith(inside):
            out[-1] = (out[-1][0], end)
        elif line.strip() and not line.lstrip().startswith("#"):
            break
        at = end
    return out


def _check(text: str, path: Path) -> Decisions:
    try:
        return _decisions(read(text, once=True) or {}, path)
    except NotYaml as error:
        raise ConfigError("the entry does not fit into the file", where=str(path), remedy="paste it by hand") from error


_HEADER = """# What editors decided about findings, and who signed off which text. See docs/review.md.
# An entry counts while everything it was bound to is unchanged; `citewarden decide` and `citewarden review` write them.
"""

_EMPTY_SIGN_OFF = {"signer": "", "role": "", "signed_on": ""}


def _suppression(row: Mapping[str, Any]) -> Suppression:
    return Suppression(
        fingerprint=row.get("fingerprint", ""),
        rule_id=row["check"],
        justification=row.get("reason", ""),
        signer=row.get("signer", ""),
        role=row.get("role", ""),
        decided_on=row.get("decided_on", ""),
        expires=row.get("expires", ""),
        decision=row.get("decision", "waive"),
        bound=dict(row.get("bound") or {}),
        document=row.get("document", ""),
        quote=row.get("quote", ""),
    )


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{text!r} is not a date", where=name, remedy="write YYYY-MM-DD") from error

"""What Python programs call: audit and gate articles, verify a statement, read references. See docs/api.md.

Nothing is printed and no report is written; settings are those of `config/config.yaml` where the program runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden.errors import InputError
from citewarden.model import Failure

if TYPE_CHECKING:
    from citewarden.commands.session import Session
    from citewarden.nlp.verdict.protocol import Verdict
    from citewarden.pipeline import Outcome
    from citewarden.styles import ParsedReference

Paths = str | Path | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether articles may be published: `status` as `citewarden gate` ends with it (0 passed, 1 blocked, 2 unreadable,
    3 incomplete), `line` says why, `outcome` is the whole audit."""

    status: int
    line: str
    outcome: Outcome

    @property
    def passed(self) -> bool:
        """Nothing blocks, and everything was looked up that the policy wants looked up."""
        return self.status == 0


def audit(
    articles: Paths,
    *,
    config: str | Path | None = None,
    policy: str | None = None,
    references: str | Path | None = None,
    offline: bool | None = None,
    as_of: str | None = None,
    now: str | None = None,
) -> Outcome:
    """Audit files or folders. `offline`: True asks nobody, False asks without trying the network first, None tries it.
    `as_of` is the day to judge by (ISO), `now` the time that observations get.

    Raises:
        CitewardenError: a setting is wrong, or there is no article.
    """
    return _audited(articles, _session(config, policy, references, offline, as_of, now))


def gate(
    articles: Paths,
    *,
    fail_on: str | None = None,
    config: str | Path | None = None,
    policy: str | None = None,
    references: str | Path | None = None,
    offline: bool | None = None,
    as_of: str | None = None,
    now: str | None = None,
) -> Gate:
    """Audit, and say by the house policy whether the articles may be published. `fail_on`: "note", "warning" or
    "error", the lowest level that blocks; the rest as for `audit`.

    Raises:
        CitewardenError: a setting is wrong, or there is no article.
    """
    from citewarden.stages.gate import gate as judged
    from citewarden.stages.gate import tally

    session = _session(config, policy, references, offline, as_of, now)
    if fail_on:
        session = replace(session, policy=replace(session.policy, fail_on=fail_on))
    outcome = _audited(articles, session)
    status, line = judged(tally(outcome.findings), outcome.failures, session.policy)
    return Gate(status, line, outcome)


def verify(
    claim: str,
    passage: str | Sequence[str],
    *,
    design: Mapping[str, Any] | None = None,
    config: str | Path | None = None,
) -> Verdict:
    """What a passage of a source says of a statement. `passage` is its sentences, or a text that is cut into them;
    `design` what is known of how the source was made ({"kind": "cohort"}).

    Raises:
        CitewardenError: a setting is wrong, or a judge of one's own cannot be used.
    """
    from citewarden.nlp.verifier import Pair, load
    from citewarden.text.sentences import spans

    session = _session(config, None, None, None, None, None)
    verifier = load(
        session.config.verify,
        state=Path(session.config.state),
        network=session.config.network,
        offline=bool(session.config.verify.judge) and not session.online(),
    )
    sentences = tuple(passage[a:b] for a, b in spans(passage)) if isinstance(passage, str) else tuple(passage)
    return verifier.verify([Pair(claim, sentences, design or {})])[0]


def parse_references(references: str | Iterable[str]) -> list[ParsedReference]:
    """Printed references as CSL-JSON; a text holds one a line. Those of one list are best given together."""
    from citewarden.styles import parse_references as parsed

    lines = references.splitlines() if isinstance(references, str) else list(references)
    return parsed([line.strip() for line in lines if line.strip()])


def _session(
    config: str | Path | None,
    policy: str | None,
    references: str | Path | None,
    offline: bool | None,
    as_of: str | None,
    now: str | None,
) -> Session:
    from citewarden.commands.session import silent, start

    options = silent(
        config=Path(config) if config else None,
        policy=policy,
        references=str(references) if references else None,
        offline=offline,
        as_of=as_of,
        now=now,
    )
    return start(options)


def _audited(articles: Paths, session: Session) -> Outcome:
    from citewarden.commands.gate import audited
    from citewarden.stages.find import EMPTY, found

    given = [Path(articles)] if isinstance(articles, str | Path) else [Path(one) for one in articles]
    contents = [found(path) for path in given]
    paths = list(dict.fromkeys(path for part in contents for path in part.files))
    unusable = tuple(Failure(str(e).partition(": ")[0], "find", str(e)) for part in contents for e in part.unusable)
    if not paths and not unusable:
        where = ", ".join(map(str, given))
        raise InputError("no article here", where=where, remedy=EMPTY)
    outcome = audited(session, paths, offline=not session.online(), remember=False)
    return replace(outcome, failures=unusable + outcome.failures)

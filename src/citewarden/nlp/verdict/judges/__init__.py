"""Judges of one's own: a larger model that a house names, to settle what the witnesses leave open.

Each kind of judge is a file with one class that answers `protocol.Judge.ask`; `layer` lays its opinion over the
verdict. Off unless `verify.judge` names one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citewarden.errors import ConfigError
from citewarden.nlp.verdict.judges.protocol import Answer, Judge

if TYPE_CHECKING:
    from citewarden.config import Network, Verify


def named(config: Verify, *, store: Path, network: Network, offline: bool) -> Judge:
    """The judge that `config` names: a model behind an address, in a folder, or of a hub (kept in `store`).

    Raises:
        ConfigError: it cannot be used.
    """
    if config.judge_base:
        from citewarden.nlp.verdict.judges.chat import Chat

        return Chat(
            config.judge_base,
            config.judge,
            network=network,
            scale=config.judge_scale,
            prompt=_prompt(config.judge_prompt),
        )
    from citewarden.nlp.verdict.judges import hub
    from citewarden.nlp.verdict.judges.classifier import Classifier

    folder, name, commit = Path(config.judge), "", ""
    model = None if folder.is_dir() else hub.named(config.judge)
    if model is not None:
        name = model.name
        try:
            folder, commit = hub.fetched(
                model,
                hub=config.judge_hub,
                file=config.judge_file,
                store=store,
                network=network,
                offline=offline,
            )
        except hub.Unreachable as error:
            return Absent(config.judge, str(error))
    elif not folder.is_dir():
        raise ConfigError(
            f"no such folder: {config.judge}",
            where="verify.judge",
            remedy="name a folder, or a model of a hub as owner/name@revision",
        )
    return Classifier(folder, name=name, file=config.judge_file, labels=config.judge_labels, revision=commit)


class Absent:
    """A judge that is not there now: every question stays open, with the reason."""

    sentences = 3
    remote = False

    def __init__(self, name: str, why: str) -> None:
        self.name, self.place, self.terms = f"judge:{name}", name, ""
        self._why = why

    def ask(self, claim: str, passage: str) -> Answer:
        """No answer."""
        return Answer(note=f"could not be asked: {self._why}", failed=True)


def _prompt(file: str) -> str:
    try:
        return Path(file).read_text("utf-8").strip() if file else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read ({error})", where=f"verify.judge_prompt: {file}") from error

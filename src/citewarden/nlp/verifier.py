"""Verdict layers behind one door: the witnesses, then a larger judge for those who have one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from citewarden.config import Verify
from citewarden.nlp.verdict.protocol import LABELS, Layer, Mark, Pair, Verdict

__all__ = ["LABELS", "Mark", "Pair", "Verdict", "Verifier", "load"]


class Verifier:
    """A verdict for each pair, each pair judged once: answers are kept by (claim, passage, layers)."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.name = layer.name
        self.thresholds: Mapping[str, float] = getattr(layer, "thresholds", {})
        self._kept: dict[Pair, Verdict] = {}

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Verdicts in the order of `pairs`; the same pair always gets the same verdict, whatever its batch."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._kept]
        if new:
            self._kept.update(zip(new, self.layer.verify(new), strict=True))
        return [self._kept[pair] for pair in pairs]


def load(config: Verify) -> Verifier:
    """The layers `config` asks for.

    Raises:
        ConfigError: a shipped file is not the one measured, or the judge named cannot be used.
    """
    from citewarden.nlp.verdict.witnesses import Witnesses

    layer: Layer = Witnesses(support=config.support_threshold, contradict=config.contradict_threshold)
    if config.judge:
        from citewarden.nlp.verdict import judge

        if config.judge_base:
            name, ask = judge.from_endpoint(config.judge_base, config.judge)
        else:
            name, ask = judge.from_folder(Path(config.judge))
        layer = judge.Judged(layer, name, ask)
    return Verifier(layer)

"""Verdict layers behind one function: the witnesses, then a judge for those who have one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from citewarden.config import Network, Verify
from citewarden.nlp.verdict.protocol import LABELS, Layer, Mark, Pair, Verdict

__all__ = ["LABELS", "Mark", "Pair", "Verdict", "Verifier", "load"]


class Verifier:
    """A verdict for each pair, each pair judged once: answers are kept by (claim, passage, layers)."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.name = layer.name
        self.thresholds: Mapping[str, float] = getattr(layer, "thresholds", {})
        self.counts: Mapping[str, int] = getattr(layer, "counts", {})
        self._kept: dict[Pair, Verdict] = {}

    @property
    def size(self) -> int:
        """How many verdicts are kept."""
        return len(self._kept)

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Verdicts in the order of `pairs`; the same pair always gets the same verdict, whatever its batch."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._kept]
        if new:
            self._kept.update(zip(new, self.layer.verify(new), strict=True))
        return [self._kept[pair] for pair in pairs]


def load(
    config: Verify, *, state: Path | None = None, network: Network | None = None, offline: bool = False
) -> Verifier:
    """The layers `config` asks for; a judge's model and its answers are kept in `state` (without it, answers are not).

    Raises:
        ConfigError: a shipped file is not the one measured, or the judge named cannot be used.
    """
    from citewarden.nlp.verdict.witnesses import Witnesses

    layer: Layer = Witnesses(support=config.support_threshold, contradict=config.contradict_threshold)
    if config.judge:
        from citewarden.nlp.verdict import judges
        from citewarden.nlp.verdict.judges.kept import Kept
        from citewarden.nlp.verdict.judges.layer import Judged

        models = (state or Path("state")) / "judge" / "models"
        judge = judges.named(config, store=models, network=network or Network(), offline=offline)
        layer = Judged(layer, judge, Kept(state / "judge" / "answers" if state else None), offline=offline)
    return Verifier(layer)

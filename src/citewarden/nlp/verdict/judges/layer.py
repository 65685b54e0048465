"""The judge as the last layer: an opinion beside the others, which may settle what they left open.

It may not overrule a plain difference that the rules found. An answer that was given once is not asked for again; after
three failures in a row the judge is not asked again in this run, and its pairs stay open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from citewarden.model import Opinion
from citewarden.nlp.verdict.judges.kept import Kept, key
from citewarden.nlp.verdict.judges.protocol import Answer, Judge
from citewarden.nlp.verdict.protocol import LABELS, Layer, Mark, Pair, Verdict
from citewarden.nlp.verdict.window import window

SURE = 0.8
"""Chance from which the judge's label is taken."""
PATIENCE = 3


class Judged:
    """The layers below with a judge's opinion on top. `offline`: a judge over the network is not asked.

    `counts` tells what was asked, kept from before, left open or failed, and the tokens that it took.
    """

    def __init__(self, below: Layer, judge: Judge, kept: Kept, *, offline: bool = False) -> None:
        self.below, self.judge = below, judge
        self.name = f"{below.name}+{judge.name}"
        self.thresholds = {**getattr(below, "thresholds", {}), "judge": SURE}
        self.counts: Counter[str] = Counter()
        self._kept = kept
        self._silent = judge.remote and offline
        self._failures = 0

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """A verdict for each pair, in order."""
        return [self._one(pair, verdict) for pair, verdict in zip(pairs, self.below.verify(pairs), strict=True)]

    def _one(self, pair: Pair, verdict: Verdict) -> Verdict:
        chosen = window(pair.claim, pair.sentences, top=self.judge.sentences)
        answer = self._answer(pair.claim, " ".join(pair.sentences[i] for i in chosen))
        name = self.judge.name
        if not answer.chances:
            silent = Opinion(name, "NEI", 0.0, "", answer.note)
            return replace(verdict, opinions=(*verdict.opinions, silent))
        label = max(LABELS, key=lambda name: answer.chances.get(name, 0.0))
        score = round(answer.chances[label], 4)
        shown = answer.note or ", ".join(f"{n} {answer.chances.get(n, 0.0):.2f}" for n in LABELS)
        verdict = replace(verdict, opinions=(*verdict.opinions, Opinion(name, label, score, "", shown)))
        if score < SURE or verdict.label == label:
            return verdict
        if verdict.label == "NEI" and not (label == "SUPPORT" and verdict.issue):
            return _placed(replace(verdict, label=label, score=score, method=name), pair, answer.quote)
        if label == "NEI" or verdict.label != "NEI":
            return replace(verdict, label="NEI", score=round(1 - score, 4), method=name, note="the layers disagree")
        return verdict

    def _answer(self, claim: str, passage: str) -> Answer:
        name = key(claim, passage, self.judge.terms)
        known = self._kept.get(name)
        if known is not None:
            self.counts["answers kept"] += 1
            return known
        if self._silent:
            self.counts["not asked"] += 1
            return Answer(note="not asked: the audit is offline")
        if self._failures >= PATIENCE:
            self.counts["not asked"] += 1
            return Answer(note=f"not asked: {self.judge.place} failed {PATIENCE} times in a row")
        answer = self.judge.ask(claim, passage)
        if not answer.asked:
            self.counts["not asked"] += 1
            return answer
        self._failures = self._failures + 1 if answer.failed else 0
        self.counts["failed" if answer.failed else "asked"] += 1
        more = {"tokens read": answer.read, "tokens written": answer.written}
        more["left open"] = not (answer.failed or answer.chances)
        self.counts.update({name: int(number) for name, number in more.items() if number})
        if not answer.failed:
            self._kept.put(name, answer)
        return answer


def _placed(verdict: Verdict, pair: Pair, quote: str) -> Verdict:
    """The verdict with the sentence that the judge quotes as the deciding one."""
    words = " ".join(quote.split())
    for number, sentence in enumerate(pair.sentences):
        start = sentence.find(words) if words else -1
        if start >= 0:
            return replace(verdict, best=number, marks=(Mark(number, start, start + len(words), "quoted"),))
    return verdict


def spent(counts: Mapping[str, int], price: Mapping[str, object]) -> str:
    """What the tokens cost by `verify.judge_price` (a million tokens read, and written): "0.0123 USD"; "" unpriced."""
    rates = [float(str(price.get(name) or 0)) for name in ("input", "output")]
    if not any(rates):
        return ""
    cost = (counts.get("tokens read", 0) * rates[0] + counts.get("tokens written", 0) * rates[1]) / 1e6
    return f"{cost:.4f} {price.get('currency') or ''}".strip()

"""What is made of sentences on the way to a verdict, whole: terms, moves, denials, numbers; then claim beside source.

A verdict is one word of many steps, each of which may hide what another got wrong; so each step is told by itself.
`python -m tests.nlp.verdict.test_whole_readings` writes the tables anew where a step was meant to change: read the
difference before it is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from citewarden.config import Verify
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.items import Item, items
from citewarden.nlp.verdict.protocol import Pair
from citewarden.nlp.verdict.sentence import read
from citewarden.nlp.verdict.terms import Term
from citewarden.nlp.verdict.witnesses import Witnesses, accounts

HERE = Path(__file__).parent
WITNESSES = Witnesses(support=Verify().support_threshold, contradict=Verify().contradict_threshold)
FLAGS = (
    *("lab", "null", "anaphoric", "refers", "significant", "aim", "boilerplate", "belief", "attributed", "only"),
    *("exception", "every", "denies"),
)


def name(key: str) -> str:
    """A key without the place of its group in the list of synonyms."""
    return key.rpartition(":")[2]


def names(keys: Any) -> str:
    return ", ".join(sorted(map(name, keys)))


def term(said: str, t: Term) -> str:
    unknown = "" if t.vector >= 0 else ", no row"
    return f"{said[t.start : t.end]}: {name(t.key)}, {t.weight:.2f}, {t.token}+{t.width}{unknown}"


def reading(said: str) -> dict[str, Any]:
    """All that is read in a sentence, but for what is empty."""
    r = read(said)
    terms = r.terms
    told: dict[str, Any] = {
        "terms": [term(r.text, t) for t in terms],
        "words": " ".join(t.stem for t in r.tokens),
        "moves": [
            f"{r.text[e.start : e.end]}: {e.word}, {e.sign}, {name(e.key)}{', turned' if e.turned else ''} | "
            f"{names(terms[k].key for k in e.near)} | {names(e.left)} | {names(e.right)} | "
            f"{names(terms[k].key for k in e.attribute)}"
            for e in r.events
        ],
        "numbers": [f"{a.dimension} {a.bound} {a.low:.6g} {a.high:.6g} {a.slack:.3g}" for a in r.amounts],
        "scales": [list(map(str, scale)) for scale in (*r.quantifiers, r.modality, r.causal) if scale[1] >= 0],
        "denials": [list(scope) for scope in r.scopes],
        "negated": names(terms[k].key for k in r.negated),
        "affirmed": names(r.affirmed) if r.negated else "",
        "names": names(terms[k].key for k in r.names),
        "unneeded": names(t.key for k, t in enumerate(terms) if k not in r.needed),
        "people": names(r.groups),
        "than": r.than + 1,
        "begin": f"{names(r.openings)} | {names(r.prefixes)} | {names(r.unprefixed)}",
        "phrases": [" ".join(stems) for _, _, stems in r.probes if stems],
        "is": " ".join(flag for flag in FLAGS if getattr(r, flag)),
        "things": [thing(item) for item in items(said)],
    }
    return {"said": said, **{what: value for what, value in told.items() if value}}


def thing(i: Item) -> str:
    often = f", {i.often:.3g} a day" if i.often else ""
    rest = f"{i.gap and f', after {i.gap}'}{i.lead and f', {i.lead}'}{f', {i.sign:+}' if i.sign else ''}{often}"
    number = f", {i.amount.dimension} {i.amount.low:.4g} {i.amount.high:.4g}" if i.amount else ""
    return f"{i.words}: {name(i.key)}{rest}{number}{', harmless' if i.harmless else ''} @{i.start}-{i.end}"


def beside(claim: str, source: list[str]) -> dict[str, Any]:
    """All that is made of a claim beside sentences, and the verdict, but for what is empty."""
    pair = Pair(claim, tuple(source))
    (v,) = WITNESSES.verify([pair])
    c = compare(pair)
    said = (claim, *source)
    told: dict[str, Any] = {
        "needs": names(c.claim.terms[k].key for k in c.need),
        "held": [" ".join(f"{held:.2f}" for held in row) for row in c.strength],
        "covers": " ".join(f"{share:.3f}" for share in (*c.cover, c.near, c.wide, c.missing)),
        "order": f"{c.order} {c.second}" if len(source) > 1 else "",
        "missing": names(t.key for t in c.missing_terms),
        "agree": list(c.agreements),
        "same way": c.same_way,
        "differ": [
            f"{s.kind} {s.weight:.2f}{' sure' if s.sure else ''}: {s.why} "
            + str([said[m.sentence + 1][m.start : m.end] for m in s.marks])
            for s in c.signals
        ],
        "accounts": [
            f"{where}: {a.shared}{' turned' if a.turned else ''} {[f'{d.kind}: {d.why}' for d in a.differences]} "
            f"{[i.words for i in a.left]} {[i.words for i in a.over]}"
            for where, a in accounts(pair, c)
        ],
        "verdict": f"{v.label} {v.score:.3f} {v.issue} {v.best} {v.first}: {v.note}",
        "marks": [f"{m.why}: {said[m.sentence + 1][m.start : m.end]}" for m in v.marks],
        "opinions": [f"{o.method} {o.label} {o.score:.3f} {o.issue}: {o.note}" for o in v.opinions],
    }
    return {"claim": claim, "source": source, **{what: value for what, value in told.items() if value}}


READINGS, BESIDE = HERE / "readings.yaml", HERE / "beside.yaml"


def rows_of(table: Path) -> list[dict[str, Any]]:
    return list(yaml.load(table.read_text(encoding="utf-8"), yaml.CSafeLoader))


def made(table: Path) -> list[dict[str, Any]]:
    """The rows as they are now."""
    if table is READINGS:
        return [reading(row["said"]) for row in rows_of(table)]
    return [beside(row["claim"], row["source"]) for row in rows_of(table)]


def test_sentences_are_read_whole() -> None:
    assert made(READINGS) == rows_of(READINGS)


def test_claims_beside_sentences_whole() -> None:
    assert made(BESIDE) == rows_of(BESIDE)


if __name__ == "__main__":
    for table in (READINGS, BESIDE):
        head = table.read_text(encoding="utf-8").partition("\n")[0]
        body = yaml.safe_dump(made(table), allow_unicode=True, sort_keys=False, width=10**6)
        table.write_text(f"{head}\n{body}", encoding="utf-8")

"""Every check is its examples: one that fires, a near miss that must not, and one it cannot decide.

`tests/checks/<id>.md` has the sections "Fires", "Near miss" and "Cannot decide" (a section may hold several examples:
"Fires: a book"). Each holds an article (a fenced `markdown`, `html` or `text` block) and the tables as data (a fenced
`yaml` block) with what to `expect`. Rows name references "ref-1" and claims "claim-1", as they come in the article.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.checks import attributes, wording

from citewarden import config
from citewarden.model import (
    Audit,
    Citation,
    Claim,
    Document,
    Evidence,
    Finding,
    Notice,
    Passage,
    Policy,
    Probe,
    Resolution,
    Unread,
)
from citewarden.plugins import discover
from citewarden.stages.check import check
from citewarden.stages.cite import cite
from citewarden.stages.gather import gather
from citewarden.stages.read import read
from citewarden.tables import build, plain
from citewarden.text.anchors import anchor

HERE = Path(__file__).parent
SECTIONS = ("Fires", "Near miss", "Cannot decide")
SECTION = r"(?m)^## (?=(?:Fires|Near miss|Cannot decide)\b)"
SUFFIX = {"markdown": ".md", "html": ".html", "text": ".txt"}


class Texts(yaml.CSafeLoader):
    """YAML without dates: 2026-01-15 is text, as in the tables."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def examples() -> list[Any]:
    """(check, text, title) of each; the second of a title is "... (2)"."""
    out = []
    seen: Counter[str] = Counter()
    for path in sorted(HERE.glob("*.md")):
        for part in re.split(SECTION, path.read_text(encoding="utf-8"))[1:]:
            title = f"{path.stem}: {part.splitlines()[0].strip()}"
            seen[title] += 1
            title += f" ({seen[title]})" if seen[title] > 1 else ""
            out.append(pytest.param(path.stem, part, title, id=title))
    return out


def looked_at(part: str, folder: Path) -> tuple[Audit, list[Finding], dict[str, Any]]:
    """An example's article with its tables, what all checks say of it, and its data."""
    blocks = dict(reversed(re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", part)))
    kind = next(k for k in SUFFIX if k in blocks)
    data = yaml.load(blocks["yaml"], Loader=Texts)
    article = folder / f"article{SUFFIX[kind]}"
    article.write_text(blocks[kind], encoding="utf-8")
    audit = audited(read(article, root=folder), data)
    return audit, list(check(audit)), data


@pytest.mark.parametrize(("rule", "part", "title"), examples())
def test_example(rule: str, part: str, title: str, tmp_path: Path) -> None:
    audit, said, data = looked_at(part, tmp_path)
    found = [f for f in said if f.rule_id == rule]
    shown = [f"{f.subject} {f.level} {f.kind}: {f.message}" for f in found]
    wanted = data["expect"]
    assert len(found) == len(wanted), shown
    for finding, expect in zip(sorted(found, key=lambda f: f.subject), sorted(wanted, key=_subject), strict=True):
        name = finding.subject.rsplit("#", 1)[-1] if "#" in finding.subject else "document"
        ids = {c.id: f"claim-{n}" for n, c in enumerate(audit.claims, 1)}
        assert ids.get(finding.subject, name) == expect["subject"], shown
        for key in ("level", "kind", "owner", "fix", "confidence"):
            if key in expect:
                assert str(getattr(finding, key)) == str(expect[key]), shown
        assert expect.get("message", "") in finding.message, shown
        assert 0 <= finding.confidence <= 1
    assert [attributes.told(audit, f) for f in found] == attributes.TOLD.get(title, [])
    assert [fault for f in said for fault in wording.faults(f)] == []


def test_no_line_of_attributes_is_of_an_example_that_is_gone() -> None:
    assert attributes.TOLD.keys() <= {example.id for example in examples()}


def _subject(expect: dict[str, Any]) -> str:
    return str(expect["subject"])


def audited(document: Document, data: dict[str, Any]) -> Audit:
    """The article's own tables, with the given rows for the stages that would need a network or a model."""
    references, citations = cite(document)
    works, _ = gather(references)
    work_ids = {r.rsplit("#", 1)[-1]: w.id for w in works for r in w.references}
    claims = [_claim(document, row, n, citations) for n, row in enumerate(data.get("claims", ()), 1)]
    names = {f"claim-{n}": c.id for n, c in enumerate(claims, 1)}

    def rows(cls: type[Any], table: str) -> tuple[Any, ...]:
        out = []
        for n, row in enumerate(data.get(table, ()), 1):
            row = {**row}
            if "work" in row:
                row["work"] = work_ids.get(row["work"], row["work"])
            if cls is Passage:
                row.setdefault("id", f"{row['work']}#passage-{n}")
                row.setdefault("reach", "abstract")
            if cls is Evidence:
                row["claim"] = names.get(row["claim"], row["claim"])
                row.setdefault("method", "example")
                row.setdefault("score", 0.9)
            out.append(build(cls, row))
        return tuple(out)

    passages = rows(Passage, "passages")
    by_number = {f"passage-{n}": p for n, p in enumerate(passages, 1)}
    evidence = tuple(
        replace(e, passage=by_number[e.passage].id, work=by_number[e.passage].work) if e.passage in by_number else e
        for e in rows(Evidence, "evidence")
    )
    policy = _usual_policy()
    given = data.get("policy", {})
    settings = {
        name: {**policy["settings"].get(name, {}), **knobs} for name, knobs in given.get("settings", {}).items()
    }
    return Audit(
        document=replace(document, unread=(*document.unread, *rows(Unread, "unread"))),
        as_of=str(data.get("as_of", "2026-01-15")),
        policy=build(Policy, {**policy, **given, "settings": {**policy["settings"], **settings}}),
        offline=bool(data.get("offline", False)),
        references=tuple(references),
        citations=tuple(citations),
        claims=tuple(claims),
        works=tuple(works),
        resolutions=rows(Resolution, "resolutions"),
        notices=rows(Notice, "notices"),
        probes=rows(Probe, "probes"),
        passages=passages,
        evidence=evidence,
        previous=data.get("previous", {}),
    )


@cache
def _usual_policy() -> dict[str, Any]:
    return dict(plain(config.policy("default")))


def _claim(document: Document, row: dict[str, Any], number: int, citations: list[Citation]) -> Claim:
    text = row["text"]
    start = document.text.index(text)
    end = start + len(text)
    covering = [c.id for c in citations if c.covers_start < end and start < c.covers_end]
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    filled = {
        "id": f"{document.id}#claim-{number}-{digest}",
        "document": document.id,
        "target": plain(anchor(document, start, end)),
        "standalone": text,
        "citations": covering,
    }
    return build(Claim, {**filled, **row})


@pytest.mark.parametrize("rule", sorted(discover("citewarden.checks")))
def test_catalogue_is_whole(rule: str) -> None:
    module = discover("citewarden.checks")[rule]
    headings = re.findall(r"(?m)^## (.+)$", module.__doc__ or "")
    assert headings == ["What it does", "Why it matters", "What to do", "When it is wrong"]
    assert {"LEVEL", "OWNER"} <= vars(module).keys()
    page = HERE / f"{rule}.md"
    parts = re.split(SECTION, page.read_text(encoding="utf-8"))[1:]
    assert list(dict.fromkeys(part.splitlines()[0].split(":")[0].strip() for part in parts)) == list(SECTIONS)

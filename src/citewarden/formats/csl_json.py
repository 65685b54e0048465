"""An article's reference list as CSL-JSON, corrected where a registry or the library knows better: for Zotero and the
like, or to be laid into `references/` after a look. It lies with the reports, never in `references/` itself, which is
the editors' own: what a run proposes must not be what the next run believes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from citewarden.formats import ArticleReport
from citewarden.model import Audit, Reference
from citewarden.text import csl, mending

NAME = "csl-json"
FILE = "{article}.csl.json"


def render(report: ArticleReport) -> str:
    """A list of CSL-JSON items, one for each entry of the list, in its order.

    `id` is the reference's id. An entry known for a work is given as the record has it; `custom` holds what is printed
    (`raw`), what became of it (`status`: "corrected" where record and print differ, "confirmed" where not, "as
    printed" where no record was accepted), the differences, the entry in the list's own style (`proposed`, for those
    corrected) and where the record is from.
    """
    items = [_item(report.audit, reference) for reference in report.audit.references if reference.listed]
    if not items:
        return "[]\n"
    return "[\n " + ",\n ".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n]\n"


def _item(audit: Audit, reference: Reference) -> Mapping[str, Any]:
    resolution = audit.resolution_of.get(reference.id)
    known = resolution is not None and resolution.outcome == "matched" and bool(resolution.csl.get("title"))
    item = csl.clean({k: v for k, v in (resolution.csl if resolution and known else reference.csl).items() if v})
    item.pop("custom", None)
    custom: dict[str, Any] = {"raw": reference.raw, "status": "as printed"}
    if resolution is not None and known:
        for name in ("accessed", "year-suffix"):  # what the article alone can know
            if name in reference.csl:
                item.setdefault(name, reference.csl[name])
        custom["status"] = "corrected" if resolution.differences else "confirmed"
        if resolution.differences:
            custom["differences"] = [
                {"field": d.field, "printed": d.printed, "registered": d.registered} for d in resolution.differences
            ]
            custom["proposed"] = mending.corrected(reference, resolution)
        custom["source"] = {"registry": resolution.registry, "record": resolution.record}
    return {"id": reference.id, **item, "custom": custom}

"""OpenAlex: /works/{doi:|pmid:|https://doi.org/}id, /works?filter=doi:a|b, /works?search=.

A key is checked: "good-..." is one, anything else, and a blank one, is refused.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from citewarden.testing.exchange import Reply, Request, as_json, as_page
from citewarden.testing.records import Record, Records, copies_seen_by, date_parts, names
from citewarden.testing.search import best

_TYPES = {"article-journal": "article", "article": "preprint", "chapter": "book-chapter"}
_RETRACTING = ("retraction", "withdrawal", "removal", "retract_and_replace")


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as api.openalex.org."""
    head, _, name = unquote(request.path).strip("/").partition("/")
    if head != "works":
        return _missing()
    if not request.fields.get("api_key", "good-").startswith("good-"):
        return as_json({"error": "Invalid API key", "message": "Get a key at openalex.org/settings/api"}, 401)
    held = records.held_by("openalex")
    if name:
        doi = name.lower().removeprefix("https://doi.org/").removeprefix("doi:")
        work = records.numbered("openalex", "DOI").get(doi) or next((w for w in held if _is(w, name)), None)
        return as_json(_work(work, records)) if work else _missing()
    fields = request.fields
    found = held
    for clause in fields.get("filter", "").split(","):
        key, colon, values = clause.partition(":")
        if colon and key in ("doi", "ids.pmid", "pmid", "openalex"):
            wanted = values.split("|")
            found = [w for w in found if any(_is(w, v if key == "doi" else f"pmid:{v}") for v in wanted)]
    if "search" in fields:
        found = [w for _, w in best(found, fields["search"], len(found))]
    size = int(fields.get("per-page", fields.get("per_page", 25)))
    meta = {"count": len(found), "db_response_time_ms": 5, "page": 1, "per_page": size}
    return as_json({"meta": meta, "results": [_work(w, records) for w in found[:size]], "group_by": []})


def _is(work: Record, name: str) -> bool:
    name = name.lower().removeprefix("https://doi.org/").removeprefix("http://doi.org/").removeprefix("doi:")
    if name.startswith("pmid:"):
        return name.removeprefix("pmid:").rsplit("/", 1)[-1] == work.PMID
    return name == work.DOI or (name.startswith("w") and name == _id(work).lower())


def _id(work: Record) -> str:
    return f"W{9_000_000_000 + sum(ord(c) * 31**i for i, c in enumerate(work.key)) % 999_999_999}"


def _work(work: Record, records: Records) -> dict[str, Any]:
    csl = work.as_held_by("openalex")
    parts = date_parts(csl)
    marked = work.openalex_retracted
    if marked is None:
        marked = any(n.type in _RETRACTING for n in records.changes_to(work, "openalex"))
    ids = {"openalex": f"https://openalex.org/{_id(work)}", "doi": f"https://doi.org/{work.DOI}"}
    if work.PMID:
        ids["pmid"] = f"https://pubmed.ncbi.nlm.nih.gov/{work.PMID}"
    people = [
        {
            "author_position": "first" if n == 0 else "middle",
            "raw_author_name": f"{g} {f}".strip(),
            "author": {"display_name": f"{g} {f}".strip()},
        }
        for n, (f, g) in enumerate(names(csl))
    ]
    first, _, last = str(csl.get("page", "")).partition("-")
    index: dict[str, list[int]] = {}
    for place, word in enumerate(" ".join(f"{h} {t}".strip() for h, t in work.abstract).split()):
        index.setdefault(word, []).append(place)
    source = {"display_name": csl.get("container-title"), "issn_l": csl.get("ISSN"), "type": "journal"}
    places: list[dict[str, Any]] = [
        {"is_oa": True, "landing_page_url": work.landing, "pdf_url": copy.get("pdf"), "license": copy.get("license"),
         "version": copy.get("version"), "is_published": copy.get("version") == "publishedVersion"}
        for copy in copies_seen_by(work, "openalex")
    ]  # fmt: skip
    if not places and work.full_text:
        places = [{"is_oa": True, "pdf_url": None, "landing_page_url": work.landing}]
    kind = _TYPES.get(str(csl.get("type")), str(csl.get("type", "other")))
    return {
        "id": ids["openalex"],
        "doi": ids["doi"],
        "title": csl.get("title"),
        "display_name": csl.get("title"),
        "publication_year": parts[0] if parts else None,
        "publication_date": "-".join(f"{p:02d}" for p in (*parts, 1, 1)[:3]) if parts else None,
        "ids": ids,
        "language": "en",
        "type": kind,
        "type_crossref": "journal-article" if kind == "article" else kind,
        "is_retracted": marked,
        "primary_location": {"source": source, "landing_page_url": ids["doi"], "version": "publishedVersion"},
        "best_oa_location": places[0] if places else None,
        "locations": places,
        "authorships": people,
        "biblio": {"volume": csl.get("volume"), "issue": csl.get("issue"), "first_page": first or csl.get("number"),
                   "last_page": last or first or csl.get("number")},
        "abstract_inverted_index": index or None,
    }  # fmt: skip


def _missing() -> Reply:
    return as_page("404 Not Found", "<h1>Not Found</h1>", 404)

"""Zotero's own items as CSL: what its web interface (`/items?format=json`) and its backups hold under `data`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citewarden.text.bibliography.items import Item

TYPES: Mapping[str, str] = {
    "journalArticle": "article-journal", "magazineArticle": "article-magazine", "newspaperArticle": "article-newspaper",
    "book": "book", "bookSection": "chapter", "conferencePaper": "paper-conference", "thesis": "thesis",
    "report": "report", "webpage": "webpage", "blogPost": "post-weblog", "forumPost": "post", "preprint": "article",
    "dataset": "dataset", "document": "document", "encyclopediaArticle": "entry-encyclopedia", "statute": "legislation",
    "dictionaryEntry": "entry-dictionary", "manuscript": "manuscript", "presentation": "speech", "standard": "standard",
    "patent": "patent", "computerProgram": "software", "videoRecording": "motion_picture", "podcast": "song",
    "interview": "interview", "letter": "personal_communication", "case": "legal_case", "bill": "bill",
}  # fmt: skip
NO_WORKS = frozenset({"attachment", "note", "annotation"})
"""What hangs on items and is none."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "container-title": (
        "publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "websiteTitle",
        "blogTitle", "forumTitle", "repository",
    ),
    "container-title-short": ("journalAbbreviation",),
    "title-short": ("shortTitle",),
    "publisher": ("publisher", "institution", "university", "organization", "distributor"),
    "publisher-place": ("place",),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("pages",),
    "number": ("reportNumber", "number", "patentNumber"),
    "edition": ("edition",),
    "issued": ("date", "dateEnacted", "dateDecided", "issueDate"),
    "accessed": ("accessDate",),
    "DOI": ("DOI",),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "URL": ("url",),
    "abstract": ("abstractNote",),
    "language": ("language",),
    "collection-title": ("series", "seriesTitle"),
    "genre": ("reportType", "thesisType", "websiteType", "genre"),
    "note": ("extra",),
}  # fmt: skip
_ROLES: Mapping[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator", "seriesEditor": "collection-editor",
    "bookAuthor": "container-author", "inventor": "author", "programmer": "author", "director": "director",
    "presenter": "author", "podcaster": "author", "artist": "author",
}  # fmt: skip


def held(entry: Any) -> Any:
    """What a row of the web interface wraps: its `data`, or the CSL that was asked for; other rows as they are."""
    if isinstance(entry, dict):
        for name in ("csljson", "data"):
            inner = entry.get(name)
            if isinstance(inner, dict) and (name == "csljson" or "itemType" in inner):
                return inner if name == "data" else {"id": entry.get("key", ""), **inner}
    return entry


def item(data: Mapping[str, Any]) -> Item:
    """A Zotero item as CSL."""
    made: Item = {
        "id": data.get("key") or data.get("itemKey") or "",
        "type": TYPES.get(str(data["itemType"]), "document"),
    }
    for name, fields in _FIELDS.items():
        value = next((data[field] for field in fields if data.get(field)), "")
        if value:
            made[name] = value
    creators = data.get("creators")
    for creator in creators if isinstance(creators, list) else ():
        if isinstance(creator, dict) and (role := _ROLES.get(str(creator.get("creatorType")))):
            made.setdefault(role, []).append(_name(creator))
    return made


def _name(creator: Mapping[str, Any]) -> dict[str, str]:
    if creator.get("name"):
        return {"literal": str(creator["name"])}
    return {"family": str(creator.get("lastName") or ""), "given": str(creator.get("firstName") or "")}

"""DataCite (https://support.datacite.org/docs/api): DOIs of data sets, preprints and reports, and their versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from citewarden.model import Notice, Service
from citewarden.registries._capabilities import Lookup, Query, Search, single
from citewarden.registries._record import Record, distinct, first, listed, loads, mapping, plain
from citewarden.text import csl, dates, identifiers, names

SERVICES = (
    Service(
        "datacite", "DataCite", "https://api.datacite.org", "records by DOI, notices, search of data sets and reports",
        rate=1.5,
    ),
)  # fmt: skip

_HELD = ("dataset", "article", "report", "software")
_RELATIONS = {"IsPreviousVersionOf": "new_version", "IsObsoletedBy": "superseded"}


def url(base: str, doi: str) -> str:
    """Where one DOI's record is."""
    return f"{base}/dois/{quote(doi, safe='/')}"


def search_url(base: str, title: str, *, rows: int = 5) -> str:
    """Where records with a title like this are."""
    words = " ".join("".join(c if c.isalnum() else " " for c in title).split())
    return f"{base}/dois?{urlencode({'query': f'titles.title:({words})', 'page[size]': rows})}"


def parse(payload: bytes) -> Record:
    """The record of a single answer.

    Raises:
        ValueError: the payload is no DataCite record.
    """
    data = mapping(loads(payload), "a DataCite answer").get("data")
    return _record(mapping(data, "a DataCite record"))


def parse_list(payload: bytes) -> list[Record]:
    """The records of a list answer, best first."""
    data = mapping(loads(payload), "a DataCite answer")
    if "data" not in data:
        raise ValueError("a DataCite list without data")
    return [_record(item) for item in listed(data["data"]) if isinstance(item, Mapping)]


def _record(item: Mapping[str, Any]) -> Record:
    made = mapping(item.get("attributes"), "a DataCite record's attributes")
    doi = identifiers.doi(plain(made.get("doi") or item.get("id")))
    types = made.get("types") if isinstance(made.get("types"), Mapping) else {}
    container = made.get("container") if isinstance(made.get("container"), Mapping) else {}
    year = plain(made.get("publicationYear") or made.get("published"))
    issued = next(
        (
            dates.from_iso(plain(d.get("date")))
            for d in listed(made.get("dates"))
            if isinstance(d, Mapping) and d.get("dateType") == "Issued"
        ),
        {},
    )
    if year.isdecimal() and (not issued or issued["date-parts"][0][0] != int(year)):
        issued = {"date-parts": [[int(year)]]}
    titles = [t for t in listed(made.get("titles")) if isinstance(t, Mapping)]
    main = next((t for t in titles if not t.get("titleType")), first(titles) or {})
    publisher = made.get("publisher")
    page = [plain((container or {}).get(k)) for k in ("firstPage", "lastPage")]
    abstract = next(
        (
            plain(d.get("description"))
            for d in listed(made.get("descriptions"))
            if isinstance(d, Mapping) and d.get("descriptionType") == "Abstract"
        ),
        "",
    )
    record = {
        "type": csl.FROM_DATACITE.get(plain((types or {}).get("resourceTypeGeneral")), "")
        or plain((types or {}).get("citeproc")),
        "title": plain(main.get("title")),
        "author": [_name(n) for n in listed(made.get("creators"))],
        "publisher": plain(publisher.get("name") if isinstance(publisher, Mapping) else publisher),
        "container-title": plain((container or {}).get("title")),
        "volume": plain((container or {}).get("volume")),
        "issue": plain((container or {}).get("issue")),
        "page": "-".join(p for p in page if p),
        "version": plain(made.get("version")),
        "issued": issued,
        "abstract": abstract,
        "DOI": doi,
        "URL": plain(made.get("url")),
    }
    return Record("datacite", doi, csl.clean({k: v for k, v in record.items() if v}), distinct(_notices(made, doi)))


def _notices(made: Mapping[str, Any], doi: str) -> list[Notice]:
    out = []
    for relation in listed(made.get("relatedIdentifiers")):
        if not isinstance(relation, Mapping):
            continue
        name = plain(relation.get("relationType"))
        found = _RELATIONS.get(name, "")
        if name == "IsVersionOf" and doi.startswith("10.48550/"):
            found = "published_version"
        other = identifiers.doi(plain(relation.get("relatedIdentifier")))
        if found and other and other != doi:
            out.append(
                Notice("", found, "datacite", name, other, URL=f"https://doi.org/{other}", replacement={"DOI": other})
            )
    return out


def _name(creator: Any) -> dict[str, str]:
    if not isinstance(creator, Mapping):
        return {"literal": plain(creator)}
    family, given = plain(creator.get("familyName")), plain(creator.get("givenName"))
    if family:
        return {"family": family, "given": given} if given else {"family": family}
    name = plain(creator.get("name"))
    if creator.get("nameType") == "Organizational" or "," not in name:
        return {"literal": name}
    found = names.parse(name).names
    return dict(found[0]) if found else {"literal": name}


def _question(base: str, query: Query) -> str:
    return search_url(base, query.title) if query.title and query.type in _HELD else ""


LOOKUP = Lookup("DOI", single(url), parse, agency="DataCite")
SEARCH = Search(_question, parse_list, turn=50)

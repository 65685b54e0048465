"""Data and programs: "[Dataset]. Version 2. Dryad Digital Repository; 2019.", "Harvard Dataverse, V3"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = (
    "data",
    "datensatz",
    "datos",
    "dados",
    "données",
    "dati]",
    "software",
    "code]",
    "zenodo",
    "figshare",
    "dryad",
    "version",
    "computer program",
    "app]",
)

_GENRE = re.compile(
    r"\[(?P<genre>(?:data\s?set|data\s?file|data|database|datensatz|conjunto\sde\sda(?:tos|dos)|jeu\sde\sdonn[ée]es|set\sdi\sdati|dataset\son\sthe\sinternet|computer\ssoftware|software|source\scode"
    r"|computer\sprogram|mobile\sapp(?:lication)?(?:\ssoftware)?|code)(?:\sand\s(?:code|code\s?book))?"
    r")\]", re.IGNORECASE
)  # fmt: skip
_PLAIN = re.compile(
    r"(?<=[.\]”\"]\s)(?P<genre>Data\s?set|Dataset|Datensatz|Conjunto\sde\sdatos|Jeu\sde\sdonnées)(?=\.\s)"
)
"""The same as a sentence of its own."""
_STUDY = re.compile(r"(?<=[.,;]\s)(?P<number>SN[\s:]{1,2}\d{3,6}|ZA\d{4}|ICPSR\s?\d{3,6})(?=[.,;]|\Z)")
"""The number under which an archive keeps data."""
_ARCHIVE = re.compile(
    r"(?<=[.,\]]\s)(?P<archive>Zenodo|Dryad(?:\sDigital\sRepository|,\sDataset)?|[Ff]igshare|Mendeley\sData|Harvard\sDataverse|OSF|ICPSR"
    r"|PANGAEA|UK\sData\sService|GESIS(?:\sData\sArchive)?|(?:Inter-university\sConsortium\sfor\sPolitical\sand\sSocial\sResearch))(?=[.,;\s])"
)
_VERSION = re.compile(
    r"(?:(?<=[.,;\]”\"]\s)|(?<=\())(?P<v>(?:[Vv]ersion|[Vv]er\.|[Rr]elease)\s|[Vv](?=\d))(?P<version>\d+(?:\.\d+)*[a-z]?)(?=[.,;)\]]|$)"
)
_GENRES = {"software": "software", "code": "software", "program": "software", "app": "software"}


def read(raw: str) -> Known | None:
    """The version, and for data whoever keeps them."""
    version, genre, archive = _VERSION.search(raw), _GENRE.search(raw) or _PLAIN.search(raw), _ARCHIVE.search(raw)
    apart = version is not None and re.search(r"[.\]]\s$", raw[: version.start()]) is not None
    if not genre and not archive and not apart:
        return None
    fields: list[tuple[str, int, int]] = []
    if version and (genre or archive or apart):
        fields += [("aside", *version.span("v")), ("version", *version.span("version"))]
    kind = ""
    if genre:
        fields.append(("genre", *genre.span("genre")))
        kind = next((made for word, made in _GENRES.items() if word in genre["genre"].lower()), "dataset")
        if "database" in genre["genre"].lower():
            kind = ""
    if (genre or archive) and (study := _STUDY.search(raw)):
        fields.append(("number", *study.span("number")))
    if archive and (genre or version or "eplication data" in raw or "ata from" in raw):
        fields.append(("publisher", *archive.span("archive")))
        kind = kind or "dataset"
    return Known(tuple(fields), kind, unless=frozenset({"volume", "page"}))

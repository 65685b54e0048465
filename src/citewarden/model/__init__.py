"""The nouns of an audit: frozen dataclasses named as the standards name them; standard library only.

Offsets are Unicode code points into `Document.text`, end exclusive. Dates are ISO 8601 text, as precise as the source
was ("2014", "2014-08", "2014-08-08"). Identifiers are text. Tuples, not lists, so that every noun is immutable.
"""

from citewarden.model.annotation import SpecificResource, TextPositionSelector, TextQuoteSelector
from citewarden.model.audit import Audit, Policy
from citewarden.model.citation import Citation, CiteItem, FieldSpan, Reference
from citewarden.model.claim import Claim, Quantity
from citewarden.model.document import BibliographyEntry, Block, Document, Hyperlink, Section, Unread
from citewarden.model.evidence import Evidence, Opinion, Passage, Rationale
from citewarden.model.finding import Finding, Kind, Level, Owner, Related, SignOff, Suppression
from citewarden.model.link import Link, Probe
from citewarden.model.run import Failure, Run
from citewarden.model.service import Service
from citewarden.model.work import Difference, Notice, Resolution, Work

__all__ = [
    "Audit",
    "BibliographyEntry",
    "Block",
    "Citation",
    "CiteItem",
    "Claim",
    "Difference",
    "Document",
    "Evidence",
    "Failure",
    "FieldSpan",
    "Finding",
    "Hyperlink",
    "Kind",
    "Level",
    "Link",
    "Notice",
    "Opinion",
    "Owner",
    "Passage",
    "Policy",
    "Probe",
    "Quantity",
    "Rationale",
    "Reference",
    "Related",
    "Resolution",
    "Run",
    "Section",
    "Service",
    "SignOff",
    "SpecificResource",
    "Suppression",
    "TextPositionSelector",
    "TextQuoteSelector",
    "Unread",
    "Work",
]

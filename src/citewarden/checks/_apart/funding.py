"""Who paid: the sentence calls a study independent that its maker paid for."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences
from citewarden.model import Audit, Claim, Passage

_MAKERS = r"(?:manufacturers?|makers?|producers?|industry|compan(?:y|ies)|pharma\w*|sponsors?|firms?|suppliers?)\b"
_INDEPENDENT = re.compile(
    rf"\b(?:independent(?:ly)?\b(?=[^.;]{{0,40}}\b(?:{_MAKERS}|fund|financ|paid))|independently (?:funded|financed)"
    rf"|(?:not|never|without|no) (?:\w+ ){{0,3}}(?:paid|funded|financed|sponsored|supported|money|funding|support)"
    rf"[^.;]{{0,40}}\b{_MAKERS}|no(?:body|ne)?\b[^.;]{{0,30}}\b(?:ties|links|conflicts? of interest"
    rf"|financial (?:interests?"
    rf"|ties|stake)|industry (?:money|funding))"
    r"|(?:publicly|tax) (?:funded|financed)|paid (?:for )?(?:with|by|from) (?:public|tax\w*) (?:money|funds))",
    re.I,
)
_PUBLIC = re.compile(
    r"\b(?:paid(?: for)?|funded|financed|sponsored|supported) (?:only |solely )?by (?:the |an? )?(?:\w+ ){0,2}"
    r"(?:ministry|state|government|universit\w+|charit\w+|foundation|health service|tax\w*|public funds?)\b",
    re.I,
)
_NO_PART = re.compile(
    rf"\b{_MAKERS}[^.;]{{0,20}}\b(?:had|has|have|took|played) no (?:part|role|say|influence|hand)\b", re.I
)
_PAID = re.compile(
    r"\b(?P<said>(?:paid(?: for)?|funded|financed|sponsored|supported|supplied|provided|employe\w+)\b[^.;]{0,60}?"
    rf"\b(?:{_MAKERS}|(?-i:[A-Z]\w+ (?:Inc|Ltd|GmbH|AG|plc|Pharma\w*|Laboratories|Corp)))|(?:employees|consultants) of"
    rf"|{_MAKERS}[^.;]{{0,40}}?\b(?:paid|funded|financed|sponsored|supplied|supported|designed|analysed|analyzed|planned|wrote)\b)",
    re.I,
)
_DENIED = re.compile(r"\b(?:no|not|never|without|independent\w*)\b", re.I)


def paid_for(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that no maker paid; the source that one did."""
    own = next((m for way in (_INDEPENDENT, _NO_PART, _PUBLIC) if (m := way.search(claim.standalone))), None)
    for passage, sentence in sentences(read) if own else ():
        paid = _PAID.search(sentence)
        if own and paid and not _DENIED.search(sentence[: paid.end()]):
            return beside(audit, own[0], paid["said"], passage, sentence, "Say who paid.")
    return None

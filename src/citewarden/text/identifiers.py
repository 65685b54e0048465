"""What a DOI, PMID, PMCID, ISBN, trial number, arXiv number and address is, and its normal form.

Normal forms: a DOI in lower case without resolver; a PMID as digits without leading zeros; a PMCID as "PMC" and digits;
an ISBN as thirteen digits; "NCT" and eight digits; an arXiv number without version; an address with scheme and host in
lower case, host in IDNA form, no tracking parameters. "" is "not one".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−\u00ad", "-"))
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))

_DOI = re.compile(
    r"""(?:(?P<lead>(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/\s?|https?://\S*?(?=10\.\d{4,9}(?:/|%2F))|doi(?:\.org)?[:\s/]*)"""
    r"""|(?<![\w./]))(?P<doi>10\.\s?\d{4,9}(?:\.\d+)*\s?(?:/|%2F)\s?[^\s"“”«»‹›{}]+)""",
    re.IGNORECASE,
)
_SICI = re.compile(
    r"^(10\.\d{4,9}/\S*?\(\d{4,8}[^()\s]*\)[^<&\s]*(?:<|&lt;)[^>&\s]*(?:>|&gt;)\d\.\d\.(?:CO|TX);2-[\w#]?)",
    re.IGNORECASE,
)
_SHORT_DOI = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/(10/[a-z0-9]{3,12})\b", re.IGNORECASE)
_GLUED = re.compile(
    r"[.,;|\])]*(?:\(?(?:PMC?ID\b|PubMed|Epub|E-?pub|Available|Accessed|Retrieved|Published|Erratum|Medline|CrossRef"
    r"|Google|Free|MR\d{6}|Zbl|URL\b)|\[(?:doi|pii|arXiv)|https?:|doi:|[,;]\s?10\.\d{4,9}/).*$"
)
_LANDING = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|pdfdirect|references|summary|fulltext|full/html|full/pdf)|\.pdf|\.full|\.short)+$",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"v\d+(?:\.(?:full|abstract|article))?(?:[.-](?:pdf|text|html))*$", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_TRAILING = ".,;:!?'\"*’”»›`|_"

_PMID = re.compile(
    r"(?:\bPMID\s*[:#]?\s*|\bPubMed(?:\s*(?:PMID|ID|Identifier))?\s*:\s*|pubmed\.ncbi\.nlm\.nih\.gov/"
    r"|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?|\bpmid[:/])0*([1-9]\d{0,8})(?!\d)",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:\bPMCID\s*[:#]?\s*(?:PMC\s*)?|\bPMC(?:\s?ID)?\s*[:#]?\s?|/articles/PMC)0*([1-9]\d{2,8})(?!\d)", re.IGNORECASE
)
_ISBN = re.compile(
    r"\bISBN(?:[-\s]?1[03])?(?:\s*\((?:print|electronic|online|pbk|hbk)\))?\s*[:#]?\s*"
    r"(?P<labelled>(?:97[89][-\s]?)?\d(?:[-\s]?\d){8}[-\s]?[\dX]\b)|(?<![\d/.-])(?P<bare>97[89](?:[-\s]?\d){10})(?![\d-])",
    re.IGNORECASE,
)
_NCT = re.compile(r"\bNCT\s?-?0*(\d{7,8})\b", re.IGNORECASE)
_ISRCTN = re.compile(r"\bISRCTN\s?(\d{8})\b", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:\barXiv\s*(?:preprint)?\s*(?:arXiv)?\s*[:\s]\s*|arxiv\.org/(?:abs|pdf)/)"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?",
    re.IGNORECASE,
)
_URL = re.compile(
    r"""(?:https?|ftp):/{1,3}[^\s<>"“”«»{}|\\^`]+|(?<![\w@./-])www\d?\.[^\s<>"“”«»{}|\\^`]+""", re.IGNORECASE
)
_BARE = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}"
    r"(?:gov|org|com|edu|net|int|mil|info|health|ac\.uk|nhs\.uk|gov\.uk|org\.uk|co\.uk|gov\.au|org\.au|gc\.ca|ca|eu|ie|de|ch|uk(?=/))"
    r"(?:/[^\s<>\"“”«»{}|\\^`]*)?(?![\w@])"
)
_PLAIN_URL = re.compile(
    r"https?://[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+/(?:[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9]+)*/)*(?:[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9]+)*)?"
)
"""An address that is in normal form as it stands, as most are."""
_ENDING = re.compile(r"\.(?:gov|org|com|edu|net|int|mil|info|health|uk|au|ca|eu|ie|de|ch)(?![a-z])")
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl"
    r"|_hsenc|_hsmi|__hssc|__hstc|hsctatracking|mkt_tok|vero_id|oly_enc_id|oly_anon_id|ref_src|ref_url|s_cid|cmpid"
    r"|icid|ncid|xtor|wt\.mc_id|spm|trk|sr_share|at_medium|at_campaign|campaign_id|cid_source)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier read in a text: `kind` (DOI, PMID, PMCID, ISBN, NCT, ISRCTN, arXiv, URL), its normal form `value`,
    and its code points. `valid` is False for an ISBN whose check digit is wrong (`value` then keeps the digits)."""

    kind: str
    value: str
    start: int
    end: int
    valid: bool = True


def doi(text: str) -> str:
    """The first DOI in `text` in normal form, "" if none.

    Keeps brackets, commas and SICI forms that belong to it, drops sentence punctuation and glued labels that do not.
    """
    for found in _dois(text):
        return found.value
    return ""


_RESOLVER = re.compile(r"^(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|^(?:info:)?doi[:/]\s*", re.IGNORECASE)


def whole_doi(field: str) -> str:
    """The normal form of a field of a record or list that holds a DOI and nothing else, "" if it is none.

    Lists hold DOIs percent-coded (`%3C` for `<`), as entities and under a resolver; what they name is one thing.
    """
    value = _RESOLVER.sub("", field.strip())
    if "%" in value:
        value = unquote(value)
    if "&" in value:
        value = unescape(value)
    return value.lower() if value.startswith("10.") and "/" in value and " " not in value else ""


def _dois(text: str) -> list[Identifier]:
    if "10." not in text and "10/" not in text:
        return []
    out = []
    covered = -1
    for match in _DOI.finditer(text):
        if match.start() < covered:
            continue
        start, end = match.span("doi")
        lead = (match["lead"] or "").lower()
        value, end = _trim_doi(text, start, end, lead)
        if value:
            out.append(Identifier("DOI", value, start, end))
            covered = end
    if not out:
        out = [Identifier("DOI", m[1].lower(), *m.span(1)) for m in _SHORT_DOI.finditer(text)]
    return out


def _trim_doi(text: str, start: int, end: int, lead: str) -> tuple[str, int]:
    """(normal form, end) of the DOI that begins at `start`; ("", end) if nothing is left of it."""
    body = text[start:end]
    sici = _SICI.match(body.translate(_DASHES))
    if sici:
        body = body[: sici.end()]
    else:
        if "<" in body:
            body = body[: body.index("<")]
        glued = _GLUED.search(body, 8)
        if glued and glued.start():
            body = body[: glued.start()]
        if lead.startswith("http"):
            body = re.split(r"[?#&]", body, maxsplit=1)[0]
        body = _strip_trailing(body)
        if lead.startswith("http") and "doi.org" not in lead:
            body = _LANDING.sub("", body)
    end = start + len(body)
    value = "".join(body.split()).translate(_INVISIBLE).translate(_DASHES)
    if "%" in value:
        value = unquote(value)
    if "&" in value:
        value = unescape(value)
    value = value.lower()
    if value.startswith(("10.1101/", "10.64898/")):
        value = _PREPRINT_VERSION.sub("", value)
    prefix, _, suffix = value.partition("/")
    if not suffix.strip("./-") or not re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*", prefix):
        return "", end
    return value, end


def _strip_trailing(text: str) -> str:
    """`text` without sentence punctuation and unopened closing brackets at its end."""
    while text:
        last = text[-1]
        if last in _TRAILING or (last in _CLOSING and text.count(last) > text.count(_CLOSING[last])):
            text = text[:-1]
        elif last in "([{<" or text.endswith(("&lt", "&gt", "&quot")):
            text = text[:-1] if last in "([{<" else text[: text.rindex("&")]
        else:
            break
    return text


def pmid(text: str) -> str:
    """The PMID in `text` ("25309711", "PMID: 25309711", a PubMed address), "" if none."""
    bare = text.strip()
    if bare.isascii() and bare.isdigit() and len(bare) <= 9:
        return bare.lstrip("0")
    match = _PMID.search(text)
    return match[1] if match else ""


def pmcid(text: str) -> str:
    """The PMCID in `text` as "PMC4192433", "" if none."""
    match = _PMCID.search(text)
    return f"PMC{match[1]}" if match else ""


def isbn(text: str) -> str:
    """The ISBN in `text` as thirteen digits, "" if there is none or its check digit is wrong."""
    match = _ISBN.search(text)
    digits = re.sub(r"[^0-9Xx]", "", (match["labelled"] or match["bare"]) if match else text).upper()
    return isbn13(digits)


def isbn13(digits: str) -> str:
    """Thirteen digits for a valid ISBN-10 or ISBN-13 given without hyphens, "" otherwise."""
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
        if total % 11:
            return ""
        stem = "978" + digits[:9]
        return stem + _isbn_check(stem)
    if re.fullmatch(r"97[89]\d{10}", digits):
        return digits if _isbn_check(digits[:12]) == digits[12] else ""
    return ""


def _isbn_check(stem: str) -> str:
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(stem)) % 10)


def nct(text: str) -> str:
    """The ClinicalTrials.gov number in `text`, "NCT" and eight digits, "" if none."""
    match = _NCT.search(text)
    return f"NCT{match[1].zfill(8)}" if match else ""


def arxiv(text: str) -> str:
    """The arXiv number in `text` without version ("2101.00001"), "" if none."""
    match = _ARXIV.search(text)
    return match[1].lower() if match else ""


def url(text: str) -> str:
    """The normal form of the address `text` holds (whole, or the first in it), "" if none.

    Scheme and host are lower case, the host in IDNA form, the default port and tracking parameters dropped, dot
    segments resolved, non-ASCII path characters percent-encoded; sentence punctuation after it is dropped.
    """
    for found in _urls(text.strip()):
        return found.value
    return ""


def normal_url(text: str) -> str:
    """The normal form of `text`, which is one address as printed; "" if it is none that HTTP or FTP can name."""
    text = _strip_trailing(text.strip().translate(_INVISIBLE))
    if _PLAIN_URL.fullmatch(text):
        return text
    text = re.sub(r"^(https?|ftp):/{1,3}", lambda m: f"{m[1].lower()}://", text, flags=re.IGNORECASE)
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = _idna(host)
    if (
        not host
        or parts.scheme not in ("http", "https", "ftp")
        or ("." not in host and host != "localhost" and ":" not in host)
    ):
        return ""
    netloc = f"[{host}]" if ":" in host else host
    if port and (parts.scheme, port) not in (("http", 80), ("https", 443), ("ftp", 21)):
        netloc = f"{netloc}:{port}"
    if parts.username:
        netloc = f"{parts.netloc.rpartition('@')[0]}@{netloc}"
    path = _escape(parts.path or "/", "/:@!$&'()*+,;=~")
    if "/." in path:
        slash = "/" if path.endswith(("/", "/.", "/..")) else ""
        path = (normpath(path).replace("//", "/").rstrip("/") + slash) or "/"
    query = "&".join(
        p for p in _escape(parts.query, "/?:@!$&'()*+,;=~").split("&") if p and not _TRACKING.match(p.split("=")[0])
    )
    fragment = parts.fragment.partition(":~:")[0]
    return urlunsplit((parts.scheme, netloc, path, query, _escape(fragment, "/?:@!$&'()*+,;=~")))


def _escape(text: str, safe: str) -> str:
    """Percent-encode what is not URL text; existing escapes keep, with upper-case digits and unreserved ones undone."""
    if not text:
        return text
    text = quote(text, safe=safe + "%[]")
    if "%" in text:
        text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)

    def tidy(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char.isascii() and (char.isalnum() or char in "-._~") else match[0].upper()

    return re.sub(r"%([0-9A-Fa-f]{2})", tidy, text) if "%" in text else text


def _idna(host: str) -> str:
    host = host.rstrip(".")
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _urls(text: str) -> list[Identifier]:
    out = []
    for match in _URL.finditer(text) if ":/" in text or "ww" in text or "WW" in text else ():
        body = match[0]
        second = re.search(r"(?<=[^/=?])https?://", body[8:]) if "http" in body[8:] else None
        if second and "archive" not in body[: 8 + second.start()] and "=" not in body[: 8 + second.start()]:
            body = body[: 8 + second.start()]
        body = _strip_trailing(body)
        value = normal_url(body)
        if value:
            out.append(Identifier("URL", value, match.start(), match.start() + len(body)))
    if not out and _ENDING.search(text):
        for match in _BARE.finditer(text):
            body = _strip_trailing(match[0])
            value = normal_url(body)
            if value:
                out.append(Identifier("URL", value, match.start(), match.start() + len(body)))
    return out


def find(text: str) -> list[Identifier]:
    """Every identifier in `text`, in order. A doi.org or PubMed address is reported as address and as identifier."""
    out = _dois(text)
    dois = [(f.start, f.end) for f in out]
    out.extend(_urls(text))
    lower = text.lower()
    if "pmid" in lower or "pubmed" in lower:
        out.extend(Identifier("PMID", m[1], *m.span(1)) for m in _PMID.finditer(text))
    if "pmc" in lower:
        out.extend(Identifier("PMCID", f"PMC{m[1]}", *m.span(1)) for m in _PMCID.finditer(text))
    if "isbn" in lower or "978" in text or "979" in text:
        for m in _ISBN.finditer(text):
            group = "labelled" if m["labelled"] else "bare"
            start, end = m.span(group)
            if any(a <= start < b for a, b in dois):
                continue
            digits = re.sub(r"[^0-9X]", "", m[group].upper())
            value = isbn13(digits)
            if value or group == "labelled":
                out.append(Identifier("ISBN", value or digits, start, end, bool(value)))
    if "nct" in lower:
        out.extend(Identifier("NCT", f"NCT{m[1].zfill(8)}", *m.span()) for m in _NCT.finditer(text))
    if "isrctn" in lower:
        out.extend(Identifier("ISRCTN", f"ISRCTN{m[1]}", *m.span()) for m in _ISRCTN.finditer(text))
    if "arxiv" in lower:
        out.extend(Identifier("arXiv", m[1].lower(), *m.span(1)) for m in _ARXIV.finditer(text))
    return sorted(out, key=lambda f: (f.start, f.kind))

"""What a DOI, PMID, PMCID, ISBN, ISSN, trial number, arXiv number and address is, and its normal form.

Normal forms: a DOI in lower case without resolver; a PMID as digits without leading zeros; a PMCID as "PMC" and digits;
an ISBN as thirteen digits; an ISSN as two groups of four; "NCT" and eight digits; an arXiv number without version; an
address with scheme and host in lower case, host in IDNA form, no tracking parameters. "" is "not one".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from citewarden.text.addresses import MAY_WRAP, unwrapped

_DASHES = str.maketrans({**dict.fromkeys("‐‑‒–—―−\u00ad", "-"), **dict.fromkeys("∕⁄／", "/"), "․": "."})
_ANGLES = str.maketrans({**dict.fromkeys("‹〈⟨＜", "<"), **dict.fromkeys("›〉⟩＞", ">")})
"""Brackets that typesetters and word processors put for the signs "<" and ">"."""
_SOFT = re.compile("\u00ad(?=[-‐‑–])|(?<=[-‐‑–])\u00ad|(?<=[A-Za-z])\u00ad(?=[A-Za-z])")
"""A soft hyphen beside a hyphen or inside a word: the line's, not the DOI's. Between figures it stands for one."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))

_DOI = re.compile(
    r"""(?:(?P<lead>(?:https?://\s?)?(?:dx\.)?(?:www\.)?doi\.\s?org/\s?|https?://\S{0,400}?(?=10\.\d{4,9}(?:/|%(?:25)?2F))|doi(?:\.org)?[:.=\s/_]*)"""
    r"""|(?<![\w./]))(?P<doi>10\s?\.\s?\d{4,9}(?:\.\d+)*\s?(?:[/∕⁄／]|%(?:25)?2F)\s{0,2}[^\s"“”«»{}|↩←↑⤴⬆▲△…]+)""",
    re.IGNORECASE,
)
_SICI = re.compile(r"^10\.\d{4,9}/[^<\s]*<[^<>\s]*>\d\.\d+\.[A-Z]{2};\d(?:-[\w#])?", re.IGNORECASE)
"""A DOI made from a SICI: the item's place in angle brackets, then version and check sign (">2.3.CO;2-B")."""
_SICI_OPEN = re.compile(r"<[^<>\s]*$|>\d?\.?\d*\.?(?:[A-Z]{2})?;?(?:\d-?)?$", re.IGNORECASE)
_EARLY = re.compile(
    r"(?:bio|med)rxiv\.org/content/(?:(?:bio|med)rxiv/)?early/\d{4}/\d\d/\d\d/((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})",
    re.IGNORECASE,
)
"""The former addresses of bioRxiv and medRxiv, which end in what the DOI ends in."""
_SHORT_DOI = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/(10/[a-z0-9]{3,12})\b", re.IGNORECASE)
_GLUED = re.compile(
    r"(?<![.,;|\])])[.,;|\])]*(?:[(\[]?(?:PMC?ID(?![a-z])|PMC\s?\d{6}|PubMed|Epub|E-?pub|eCollection|Available|Accessed|Retrieved|Published"
    r"|Erratum|Medline|CrossRef|Google|Copyright|Free|Full[ -]?[Tt]ext|View|Cited|MR\d{6}|Zbl|URL\b"
    r"|ISSN(?!\))|ISBN|pmc?id:)"
    r"|\[(?:doi|pii|arXiv|e?pub\b|\d{1,3}\]|[A-Z])|https?:|doi:|;jsessionid|[,;]\s?10\.\d{4,9}/"
    r"|;\d{1,4}(?:\(\d|:[\da-z])|[,;](?:published|accessed|available|retrieved|epub|pmid|cited|see|and)\b).*$"
)
_WORD_BEHIND = re.compile(r"[—―](?=[A-Za-z]{2,}(?:[\s,.;:]|$)).*$")
"""A dash and a word that the typesetter put without a blank."""
_ARTICLE_NUMBER = re.compile(r"(?<=/)(\w+)/\d{5,9}$")
"""The number of the page that Oxford's addresses set behind a DOI."""
_LANDING = re.compile(
    r"(?:/(?:full|abstract|abs|pdf|epdf|e?pdfplus|pdfextended|epub|html|meta|pdfdirect|references|summary|fulltext|full-text|xml|full/html|full/pdf"
    r"|information|related|figures?|tables?|metrics|cited-by|citedby|media|comments|read-cube|supplementary-material|download)"
    r"|\.pdf|\.full|\.short|\.abstract|\+html){1,6}/?$",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(
    r"v\d+(?:\.(?:full|abstract|article|supplementary-material))*(?:[.-](?:pdf|text|html))*(?:\+html)?$", re.IGNORECASE
)
_PII_OPEN = re.compile(r"10\.1016/s\d{4}-?\d{3}[\dx]\(\d\d\)$", re.IGNORECASE)
"""An Elsevier DOI that stops in the middle of its item number."""
_NEXT_WORD = re.compile(r"\s{1,3}([^\s\"“”«»{}|↩←↑⤴⬆▲△…]+)")
_CHECK_SIGN = re.compile(r"\d-$")
"""A DOI that a line end cut before its last sign, as Springer's have one ("...-019-01912-", "x")."""
_LONGEST = 500
"""Code points of a DOI; those registered have up to 200."""
_LABELLED = re.compile(r"\[|\(?(?:pm?c?id|doi|https?|www|epub|e-pub|issn|isbn|url)\b|10\.\d{4}", re.IGNORECASE)
_NO_SUFFIX = re.compile(r"(?:19|20)\d\d(?:[;:,)\]]|\.?$)|\d{1,3}[.)\]]?$|\(\d{1,3}\)$")
"""What may follow a DOI after a blank and is no part of it: a year, the next entry's number."""
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s|/?>|$)")
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_TRAILING = ".,;:!?。．，、；'\"*’”»›`|_^†‡\ufe0e\ufe0f"

_PMID = re.compile(
    r"(?:(?<![A-Za-z])(?:PMID\s*+[:#]?\s*+){1,4}|\bPubMed(?:\s*(?:PMID|ID|Identifier))?\s*:\s*|\bPubMed\s(?:ID|Identifier)\s|\APubMed\s(?=\d{7,8}\W*\Z)"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/(?:\?term=)?|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?|\bpmid[:/]"
    r"|europepmc\.org/(?:article|abstract)/MED/|ncbi\.nlm\.nih\.gov/entrez/\S{1,200}?list_uids=)"
    r"0*([1-9]\d?(?:[ \u00a0\u2009\u202f]\d{3}){2}(?!\d)|[1-9]\d{0,8})(?!\d)",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:(?<![A-Za-z])(?:PMCID\s*+[:#]?\s*+){1,4}(?:PMC\s*+){0,4}|\b(?:PMC\s?){1,4}(?:\s?ID)?\s*[:#]?\s?|/articles/(?:PMC){1,4})0*([1-9]\d{2,8})(?!\d)",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"\bISBN(?:[-\s]?1[03])?(?:\s*\((?:print|electronic|online|pbk|hbk)\))?\s*+[:#]?\s*+"
    r"(?P<labelled>(?:97[89][-‐‑–−\s]?)?\d(?:[-‐‑–−\s]?\d){8}[-‐‑–−\s]?[\dX]\b)|(?<![\d/.-])(?P<bare>97[89](?:[-‐‑–−\s]?\d){10})(?![\d-])",
    re.IGNORECASE,
)
_ISSN = re.compile(r"\b[ep]?-?ISSN(?:-L)?(?:\s*\([a-z]+\))?\s*+[:#]?\s*+(\d{4})[-‐–]?(\d{3}[\dX])\b", re.IGNORECASE)
_NCT = re.compile(r"\bNCT\s?-?0*(\d{7,8})\b", re.IGNORECASE)
_ISRCTN = re.compile(r"\bISRCTN\s?(\d{8})\b", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:\barXiv(?:\.org)?\s{0,9}(?:preprint)?\s{0,9}(?:arXiv)?\s{0,9}[:\s]\s{0,9}|arxiv\.org/(?:abs|pdf|html)/|10\.48550/arXiv\.)"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?",
    re.IGNORECASE,
)
_URL = re.compile(
    r"""(?:https?|ftp):/{1,3}[^\s<>"“”«»{}|\\^`↩←↑⤴⬆▲△…]+|(?<![\w@./-])www\d?\.[^\s<>"“”«»{}|\\^`↩←↑⤴⬆▲△…]+""",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}"
    r"(?:gov|org|com|edu|net|int|mil|info|health|ac\.uk|nhs\.uk|gov\.uk|org\.uk|co\.uk|gov\.au|org\.au|com\.au|edu\.au|net\.au|co\.nz|org\.nz|govt\.nz|co\.za|com\.br|gov\.br|org\.br|gc\.ca|ca|eu|ie|de|ch|uk(?=/))"
    r"(?:/[^\s<>\"“”«»{}|\\^`]*)?(?![\w@]|\.[a-z]{2}\b)"
)
_WRAPPED = re.compile(
    r"[ \t]{0,4}\r?\n[ \t]{0,12}(?P<rest>[a-z0-9][^\s/<>\"“”«»{}|\\^`]*+[/\d_=.-]?[^\s<>\"“”«»{}|\\^`]*+)(?=\s|$)"
)
"""What goes on in the next line of an address that a line end broke behind a hyphen, a stroke or the like."""
_HANDLE = re.compile(
    r"(?<![\w./:])(?:hdl|handle)(?:\.net)?\s?[:#]?\s?(?P<handle>\d{2,6}(?:\.\d{1,9})*/[A-Za-z0-9][\w.-]*+(?:/\w[\w.-]*+)?)",
    re.IGNORECASE,
)
"""A handle by its number: "hdl: 10665/44102"."""
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
    """An identifier read in a text: `kind` (DOI, PMID, PMCID, ISBN, ISSN, NCT, ISRCTN, arXiv, URL), its normal form
    `value`, and its code points. `valid` is False for an ISBN or ISSN whose check digit is wrong (`value` then keeps
    the digits). `readings` are the other normal forms the printed text may stand for, likeliest first: where a line
    end, a blank or a bracket leaves open where a DOI ends."""

    kind: str
    value: str
    start: int
    end: int
    valid: bool = True
    readings: tuple[str, ...] = ()


def doi(text: str) -> str:
    """The first DOI in `text` in normal form, "" if none.

    Keeps brackets, commas and SICI forms that belong to it, drops sentence punctuation and glued labels that do not.
    """
    return next(iter(readings(text)), "")


def readings(text: str) -> tuple[str, ...]:
    """Every normal form the first DOI in `text` may stand for, likeliest first; () if there is none.

    Mostly one. Two or three where a line end, a blank, a bracket or a page's ending ("/full") leaves its end open.
    """
    found = next(iter(_dois(text)), None)
    return (found.value, *found.readings) if found else ()


def prints(text: str, value: str) -> bool:
    """Whether `text` prints the DOI `value` (normal form), however blanks, line ends and codes break it up, and though
    a program took the angle brackets of an old one for a tag."""
    shown = _normal(text)
    return bool(value) and (value in shown or _prints_damaged(shown, value))


def _prints_damaged(shown: str, value: str) -> bool:
    """Whether of a DOI made from a SICI all but "<...>" is there, or all before "<" and nothing of what follows, or all
    but the check sign at the end."""
    head, opened, rest = value.partition("<")
    _, closed, tail = rest.partition(">")
    if not (opened and closed and head in shown):
        return False
    forms = [re.escape(head + tail), re.escape(head) + r"(?![\d<])"]
    if re.search(r";\d-\w$", value):
        forms.append(re.escape(value[:-2]) + "(?!-)")
    return any(re.search(form, shown) for form in forms)


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
    early = [Identifier("DOI", f"10.1101/{m[1]}", *m.span(1)) for m in _EARLY.finditer(text)] if "rxiv" in text else []
    if early or ("10." not in text and "10/" not in text and "10 ." not in text):
        return early
    out = []
    covered = -1
    for match in _DOI.finditer(text):
        if match.start() < covered:
            continue
        found = _read_doi(text, *match.span("doi"), (match["lead"] or "").lower())
        if found:
            out.append(found)
            covered = found.end
    if not out:
        out = [Identifier("DOI", m[1].lower(), *m.span(1)) for m in _SHORT_DOI.finditer(text)]
    return out


def _read_doi(text: str, start: int, end: int, lead: str) -> Identifier | None:
    """The DOI whose first stretch without blanks is text[start:end], with the readings its surroundings leave open."""
    found: dict[str, int] = {}
    for stretch, stop in _stretches(text, start, end):
        for body in _cuts(stretch, lead):
            value = _normal(body)
            if value.startswith(("10.1101/", "10.64898/")):
                value = _PREPRINT_VERSION.sub("", value)
            prefix, _, suffix = value.partition("/")
            if (
                suffix.strip("./-")
                and (" " not in body or re.search(r"\d", suffix))
                and re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*", prefix)
            ):
                found.setdefault(value, _end(text, start, stop, stretch, body))
    if not found:
        return None
    first, *others = found
    return Identifier("DOI", first, start, found[first], readings=tuple(others))


def _end(text: str, start: int, stop: int, stretch: str, body: str) -> int:
    """Where in `text` the reading `body` of `stretch`, which is text[start:stop] without codes, ends."""
    if stop - start == len(stretch):
        return start + len(body)
    if len(body) == len(stretch):
        return stop
    at = text.rfind(stretch[len(body) :], start, stop)  # what was cut off stands there as printed, or in codes
    return at if at > start else stop


def _stretches(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """(text without codes, end) of the printed stretches that may be the DOI, likeliest first: up to the blank, or over
    one or two blanks that a line end or a typesetter put into it."""
    end = min(end, start + _LONGEST)
    body = _decoded(text[start:end])
    if re.match(r"10\.(?:\s|\d{4,9}/\s\d+\.$)", body):
        spaced = _spaced(text, start, end, body)
        if spaced:
            return [*spaced, (body, end)]
    following = _NEXT_WORD.match(text, end)
    if not following or _LABELLED.match(following[1]):
        return [(body, end)]
    word, stop = _decoded(following[1]), following.end()
    broken = bool(_SICI_OPEN.search(body)) or body.count("(") > body.count(")") or bool(_PII_OPEN.search(body))
    if broken:
        return [*_stretches_joined(text, body, word, stop), (body, end)]
    if re.fullmatch(r"0\d{1,2}\.?", word) and body[-1] == "." and re.search(r"\d\.$", body):
        return [(body + word, stop), (body, end)]  # no entry's number begins with 0
    if (
        "/" in body
        and _CHECK_SIGN.search(body)
        and re.fullmatch(r"[\dxX][.,;]?", word)
        and "\n" in text[end : following.start(1)]
    ):
        return [(body + word, stop), (body, end)]
    if _NO_SUFFIX.match(word):
        return [(body, end)]
    if not re.search(r"\d", word) or not re.match(r"[a-z0-9(<]|[A-Z]+[\d-]", word) or re.search(r"[:@]|//", word):
        return [(body, end)]
    suffix = body.partition("/")[2]
    if body[-1] in "-‐‑–\u00ad/_":
        joined = [(body + word, stop), (body[:-1] + word, stop)]
        return [*(joined if body[-1] != "\u00ad" else joined[::-1]), (body, end)]
    if not re.search(r"\d", suffix):
        return [(body + word, stop), (body, end)]
    if suffix[-1] == "." and re.match(r"\d[\d.]{3,}|[a-z]{1,4}\.?\d{3}|CD\d{6}", word):
        return [(body + word, stop), (body, end)]
    if "\n" in text[end : following.start(1)]:
        return [(body, end), (body + word, stop)]
    return [(body, end)]


_PIECE = re.compile(r" {1,2}((?:[a-z0-9(]|[A-Z]{1,4}[\d-])[^\s\"“”«»‹›{}|]*)")


_CUT_WORD = re.compile(r"(?<=[\s./-])[a-z0-9]{5}\Z")
"""Five signs, behind which such a publisher cuts a longer run: "nu120 82345"."""


def _spaced(text: str, start: int, end: int, body: str) -> list[tuple[str, int]]:
    """A DOI into which a publisher set a blank behind every sign ("10. 1007/ s00125- 021- 05423-2"), longest first."""
    out: list[tuple[str, int]] = []
    while end - start < _LONGEST:
        following = _PIECE.match(text, end)
        if not following or _LABELLED.match(following[1]):
            break
        cut = _CUT_WORD.search(text, start, end) and not _NO_SUFFIX.match(following[1])
        if body[-1] not in "./-_:;" and not cut:
            break
        body, end = body + _decoded(following[1]), following.end()
        out.append((body, end))
    return out[::-1]


def _stretches_joined(text: str, body: str, word: str, stop: int) -> list[tuple[str, int]]:
    """A DOI cut inside its brackets, with the next word, and with the one after it if the brackets are open still."""
    joined = body + word
    following = _NEXT_WORD.match(text, stop)
    if _SICI_OPEN.search(joined) and following and not _LABELLED.match(following[1]):
        return [(joined + _decoded(following[1]), following.end()), (joined, stop)]
    return [(joined, stop)]


def _decoded(text: str) -> str:
    """`text` with HTML entities, percent codes and BibTeX's backslashes undone."""
    if "&" in text:
        text = unescape(unescape(text))
    if "%" in text:
        text = unquote(unquote(text))
    text = text.replace("\\", "") if "\\" in text else text
    return text if text.isascii() else text.translate(_ANGLES)


def _cuts(body: str, lead: str) -> list[str]:
    """What of a stretch without blanks may be the DOI, likeliest first."""
    body = _SOFT.sub("", body)
    whole = _SICI.match(body.translate(_DASHES))
    if whole:
        return [body[: whole.end()], _bare(body[: body.index("<")])]
    doubted: list[str] = []
    if "<" in body:
        at = body.index("<")
        if ">" in body[at:] and not _TAG.match(body, at):
            doubted.append(body)
        body = body[:at]
    glued = _GLUED.search(body, 8)
    if glued and glued.start():
        body = body[: glued.start()]
    http = lead.startswith("http")
    asked = re.search(r"[?#&]", body)
    if asked:
        if not http:
            doubted.append(body)
        body = body[: asked.start()]
    behind = _WORD_BEHIND.search(body, 8)
    if behind:
        doubted.append(body)
        body = body[: behind.start()]
    if "\u00ad" in body:
        doubted.append(body.replace("\u00ad", ""))
    closed = _closed_early(body)
    if closed < len(body):
        doubted.append(body)
        body = body[:closed]
    body = _bare(body)
    page = _LANDING.search(body)
    if page and page.start() > 8:
        if not http or "doi.org" in lead:
            doubted.append(body)
        body = _bare(body[: page.start()])
    number = _ARTICLE_NUMBER.search(body) if body.startswith("10.1093/") else None
    if number and body.count("/") > 2:
        doubted.append(body)
        body = body[: number.end(1)]
    return [body, *(_bare(d) for d in doubted)]


_LAST_SLASH = re.compile(r"(?<=[A-Za-z0-9)])/\Z")
"""A slash behind a DOI is that of the address it stands in."""


def _bare(text: str) -> str:
    """`text` without what stands behind a DOI: punctuation, unopened brackets, the address's last slash, in turns."""
    while (cut := _LAST_SLASH.sub("", _strip_trailing(text))) != text:
        text = cut
    return text


def _closed_early(text: str) -> int:
    """Where a round bracket closes that was never opened, with more than punctuation after it; else the length."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return at if at > 8 and re.search(r"\w", text[at:]) else len(text)
    return len(text)


def _normal(text: str) -> str:
    """A DOI's normal form: no blanks, codes or typographic dashes, lower case."""
    return "".join(_decoded(text).split()).translate(_INVISIBLE).translate(_DASHES).lower()


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
    return re.sub(r"\s", "", match[1]) if match else ""


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


def issn(digits: str) -> str:
    """ "0008-7335" for a valid ISSN given as eight digits, "" otherwise."""
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return ""
    total = sum((8 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
    return "" if total % 11 else f"{digits[:4]}-{digits[4:]}"


def _isbn_check(stem: str) -> str:
    return str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(stem)) % 10)


def nct(text: str) -> str:
    """The ClinicalTrials.gov number in `text`, "NCT" and eight digits, "" if none."""
    match = _NCT.search(text)
    return f"NCT{match[1].zfill(8)}" if match else ""


def url(text: str) -> str:
    """The normal form of the address `text` holds (whole, or the first in it), "" if none.

    Scheme and host are lower case, the host in IDNA form, the default port and tracking parameters dropped, dot
    segments resolved, non-ASCII path characters percent-encoded; sentence punctuation after it is dropped.
    """
    for found in _urls(text.strip()):
        return found.value
    return ""


def written_url(text: str) -> str:
    """`text`, one address as somebody wrote it down, as it is to be asked.

    Brackets, quotation marks and sentence punctuation round it are taken off, a bare "www." gets its scheme, and
    redirectors are undone, as in an article. What is no address stays as it is: whoever asks says what is wrong.
    """
    bare = text.strip().translate(_INVISIBLE).strip("<>\"'“”‘’«»").strip()
    bare = _strip_trailing(re.sub(r"^(?i:url):\s*(?=\w)", "", bare))
    if not bare:
        return text.strip()
    if re.match(r"www\d?\.", bare, re.IGNORECASE) or _BARE.fullmatch(bare):
        bare = f"https://{bare}"
    return unwrapped(bare)


def normal_url(text: str) -> str:
    """The normal form of `text`, which is one address as printed; "" if it is none that HTTP or FTP can name.

    A redirector's address ("https://www.google.com/url?q=...") is read as the one it leads to.
    """
    text = _strip_trailing(text.strip().translate(_INVISIBLE))
    text = unwrapped(text if ":/" in text[:9] else f"https://{text}") if MAY_WRAP.search(text) else text
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
        second = re.search(r"(?<=[^/=?_])https?://", body[8:]) if "http" in body[8:] else None
        if second and "archive" not in body[: 8 + second.start()] and "=" not in body[: 8 + second.start()]:
            body = body[: 8 + second.start()]
        if "[" in body:
            body = re.split(r"\[(?=[A-Z])", body, maxsplit=1)[0]
        whole = len(body) == len(match[0])
        body = _strip_trailing(body) if not whole or body[-1] not in "-/_=&%?" else body
        end = match.start() + len(body)
        if whole and (rest := _wrapped(text, match.end(), body)):
            body, end = body + rest[0], rest[1]
        value = normal_url(body)
        if value:
            out.append(Identifier("URL", value, match.start(), end))
    if not out and ("hdl" in (lower := text.lower()) or "handle" in lower):
        for match in _HANDLE.finditer(text):
            number = match["handle"].rstrip(".-")
            end = match.start("handle") + len(number)
            out.append(Identifier("URL", f"https://hdl.handle.net/{number}", match.start(), end))
    if not out and _ENDING.search(text):
        for match in _BARE.finditer(text):
            body = _strip_trailing(match[0])
            value = normal_url(body)
            if value:
                out.append(Identifier("URL", value, match.start(), match.start() + len(body)))
    return out


def _wrapped(text: str, end: int, body: str) -> tuple[str, int] | None:
    """What of an address that ends at `end` stands in the next line, and where it ends; None if nothing does."""
    rest = _WRAPPED.match(text, end) if body[-1] in "-/_=&%?" else None
    tail = _strip_trailing(rest["rest"]) if rest else ""
    if rest is None or not re.search(r"[/\d_=.-]", tail) or re.fullmatch(r"\d{1,4}", tail):
        return None  # a word of the sentence, the next entry's number or a year
    return tail, rest.start("rest") + len(tail)


def find(text: str) -> list[Identifier]:
    """Every identifier in `text`, in order. A doi.org or PubMed address is reported as address and as identifier."""
    out = _dois(text)
    dois = [(f.start, f.end) for f in out]
    out.extend(_whole(text, found, dois) for found in _urls(text))
    lower = text.lower()
    if "pmid" in lower or "pubmed" in lower or "europepmc" in lower:
        out.extend(Identifier("PMID", re.sub(r"\s", "", m[1]), *m.span(1)) for m in _PMID.finditer(text))
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
    if "issn" in lower:
        for m in _ISSN.finditer(text):
            digits = (m[1] + m[2]).upper()
            out.append(Identifier("ISSN", issn(digits) or digits, m.start(1), m.end(), bool(issn(digits))))
    if "nct" in lower:
        out.extend(Identifier("NCT", f"NCT{m[1].zfill(8)}", *m.span()) for m in _NCT.finditer(text))
    if "isrctn" in lower:
        out.extend(Identifier("ISRCTN", f"ISRCTN{m[1]}", *m.span()) for m in _ISRCTN.finditer(text))
    if "arxiv" in lower:
        out.extend(Identifier("arXiv", m[1].lower(), *m.span(1)) for m in _ARXIV.finditer(text))
    return sorted(out, key=lambda f: (f.start, f.kind))


def _whole(text: str, found: Identifier, dois: Sequence[tuple[int, int]]) -> Identifier:
    """An address that ends in a DOI with angle brackets goes on as far as the DOI does."""
    if text[found.end : found.end + 1] != "<":
        return found
    end = next((b for a, b in dois if found.start < a < found.end < b), found.end)
    return Identifier("URL", normal_url(text[found.start : end]), found.start, end) if end > found.end else found

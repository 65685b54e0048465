"""Names of persons and organisations as CSL names: reading an author list, writing one, comparing across spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Name = dict[str, str]

PARTICLES = frozenset(
    """
    de del della dello dei degli da das do dos di du des d' l' la le lo van von vom vander vanden der den dem ten ter
    te zu zum zur af av al el bin ibn ben bar abu abou abd st st. 't op y
    """.split()  # noqa: SIM905
)
_SUFFIX = re.compile(r"^(?:jr|sr|junior|senior|i{2,3}|iv|v|2nd|3rd|4th|2d|3d|esq)\.?$", re.IGNORECASE)
_DEGREE = re.compile(
    r"^(?:M\.?D|Ph\.?\s?D|D\.?O|M\.?Sc?|B\.?Sc?|M\.?P\.?H|Dr\.?P\.?H|R\.?N|M\.?S\.?N|D\.?N\.?P|R\.?D|LDN|Pharm\.?D|M\.?A|B\.?A"
    r"|J\.?D|D\.?D\.?S|D\.?M\.?D|D\.?V\.?M|N\.?P|P\.?A(?:-C)?|FRCP|FRCS|FACP|FACS|FAAN|MBBS|MBChB|M\.?B\.?A|Ed\.?D|Psy\.?D|LCSW|CRNP|APRN)\.?$"
)
_BODY_OF_COUNTRY = re.compile(
    r"(?:[A-Z][\w'’+&-]*\s){1,4}(?:UK|USA|EU|NZ|Australia|Canada|Scotland|Ireland|England|Wales|Europe|International)\.?"
)
"""A body by its field and its country, which looks like a person with initials: "Diabetes UK"."""
_BODY_OF_ILLNESS = re.compile(
    r"(?:[A-Z][\w'’+-]*,?\s(?:&\s|(?:and|of|to|on|for|vs|against|with)\s)?){1,4}(?:Arthritis|Cancer|Diabetes|Dementia|Alzheimer['’]?s|Asthma|Autism|Epilepsy"
    r"|Parkinson['’]s|Migraine|Sclerosis|Leuka?emia|Lymphoma|Osteoporosis|Psoriasis|Lupus|Endometriosis|Anxiety|Depression|Sepsis"
    r"|Meningitis|Stroke|Colitis|Stammering|Suicide|(?:Mental|Sight|Hearing|Rare)\s(?:Illness|Loss|Diseases?))(?:\s(?:Care|Support|Now|Action|Awareness"
    r"|Relief|Concern|Charity|Together|Voices?|Prevention|(?:Research\s)?(?:UK|USA|NZ|Australia|Canada|Scotland|Ireland|Wales|Europe)))?\.?"
    r"|(?:[A-Z][\w'’-]*\s){1,3}(?:on|for|against|vs|versus|with)\s(?:[A-Z][\w'’-]*(?:\s(?=[A-Z])|\.?\Z)){1,3}"
)
"""A charity by the illness that it is for, or by what no person's name holds: "Versus Arthritis", "Action on Pain"."""
_TWO_INITIALS = re.compile(r"(?:[A-Z]\.){2}")
_VANCOUVER = re.compile(r"([A-ZÀ-ÞА-Я][^\W\d_]+(?:[-'’][^\W\d_]+)*) ([A-ZÀ-ÞА-Я]{1,3})")
_INVERTED = re.compile(
    r"([A-ZÀ-Þ][^\W\d_]{1,60}(?:[-'’][^\W\d_]{1,60}){0,3}), "
    r"((?:[A-ZÀ-Þ]\.[ -]?){1,9}(?<! ))(?:, (?:& |and )?|,? & | and |$)"
)
_ET_AL = re.compile(
    r"(?<![\s,;(\[])[\s,;(\[]*(?:\bet\.?\s?al\b\.?|&\s?al\b\.?|\be\s+cols?\b\.?|\band\s+(?:others|colleagues|coworkers)\b|\bu\.\s?a\.(?!\w)|\bи\s+(?:др|соавт)\b\.?|\by\s+(?:otros|cols?)\b\.?"
    r"|\be\s?outros\b|\bet\sautres\b|\be\saltri\b|\bund\s+andere\b|…|\.\s?\.\s?\."
    r"|\b(?:i\s(?:wsp|współpr)|[ea]t?\s(?:coll|kol|spol)|o[cg]h?\smedarb(?:etare|ejdere|eidere)?|og\sandre|och\sandra|en\sanderen|ve\sark|és\smtsai)\b\.?"
    r"|(?-i:\bm\.?\s?fl\.|\bm\sfl\b|\be\.\s?a\.|\bi\sin\.|\b(?:та|і|и)\s(?:ін|соавт)\.))[\s,;.)\]]*",
    re.IGNORECASE,
)
_INITIALS_ED = re.compile(r"\b[A-Z]{1,3},\s(?:[A-ZÀ-Þ][\w'’-]+\s){1,2}ED[\s;,]*\Z")
"""A person with these initials in a list of such, and no editor: "Roe AB, Poe ED"."""
_ROLE = re.compile(
    r"(?<![\s,])[\s,]*[(\[]?\b(?:eds?|editors?|éds?|éditeurs?|éditrices?|hrsg|hg|dir|comps?|compilers?|trans|translators?|illustrators?|dirs"
    r"|prepared by|writers?|hosts?|presenters?|producers?|director"
    r"|orgs?|organizador(?:es)?|coords?|coordinador(?:es|as?)?|editor(?:es|as?)|red|redaktör"
    r"|a cura di)\b\.?[)\]]?[\s,.:]*$"
    r"|^\s*(?:in:?\s+)?(?:by|(?:edited|translated)(?: and (?:edited|translated))? by|(?:ed|trans)\.? by|eds?\."
    r"|trans\.|a cura di|(?:pod )?red\.)\s+"
    r"|^\s*(?:in:?|\[?[we][nm]?:\]?)\s+",
    re.IGNORECASE,
)
_SHORTENING = (
    " al",
    "al.",
    "others",
    "colleague",
    "coworker",
    "u.a",
    "u. a",
    "otros",
    "col",
    "outros",
    "autres",
    "altri",
    "andere",
    "…",
    "...",
    "др",
    "соавт",
    ". .",
    " wsp",
    " kol",
    " spol",
    " medarb",
    " andre",
    " andra",
    " anderen",
    " ark",
    " mtsai",
    " fl",
    ".fl",
    "e.a",
    "e. a",
    " in.",
    " ін",
)
_ROLES = (
    "ed", "éd", "hrsg", "hg", "dir", "comp", "trans", "illustr", "prepared", "writer", "host", "produc", "by", "in",
    "org", "coord", "cura", "w:", "en:", "em:",
)  # fmt: skip
"""What stands in every text that `_ET_AL` or `_ROLE` can match."""
_CORPORATE = re.compile(
    r"\b(?:institutes?|universit\w+|college|department|dept|ministry|agency|association|academy|society|organi[sz]ation|foundation"
    r"|centers?|centres?|council|committee|commission|group|consortium|collaborati\w+|network|board|bureau|office|service"
    r"|services|administration|clinic|hospitals?|health|medicine|medical|national|international|american|british|european|federal"
    r"|global|world|u\.?s\.?a?|uk|nhs|cdc|nih|fda|who|staff|editors|team|trust|press|company|inc|llc|ltd|gmbh|corporation|library"
    r"|compendium|formulary|pharmacopo?eia|investigators|panel|force|union|federation|coalition|alliance|programme?|project|school|laborator\w+|research|states|fund"
    r"|authority|system|news|magazine|times|journal|house|government|county|city of|state of|division|secretariat"
    r"|partnership|initiative|forum|registry|museum|bank|club|league|campaign|parliament|congress|senate|court|encyclop\w+|website|online"
    r"|mount sinai|johns hopkins|cedars[ -]sinai|kaiser permanente|planned parenthood|dana[ -]farber"
    r"|sloan kettering|beth israel|johnson & johnson|consumer reports|labs|red cross"
    r"|blue cross|weill cornell|langone|st\.? jude"
    r"|guy['’]s and st thomas['’]"
    r"|standards|nations|nurses|physicians|surgeons|section on|working party)\b",
    re.IGNORECASE,
)
_FOREIGN_BODY = re.compile(
    r"(?:\b(?:Gesellschaft|(?:[A-ZÄÖÜ]\w+-)?Institut|[Bb]undes(?:institut|amt|anstalt|ministerium|zentrale|verband|behörde|ärztekammer|regierung)\w*"
    r"|Statistisches\sBundesamt|Arbeitsgemeinschaft|Arbeitsgruppe|Kommission|Fachgesellschaft\w*|Stiftung|Verein"
    r"|Weltgesundheitsorganisation|Autorité|Ministère|Société|Agence|Collège|Observatoire|Fédération|Organisation\smondiale"
    r"|Assurance\s[Mm]aladie|Haut\sConseil|Conseil\s(?:[Nn]ational|[Ss]upérieur|[Ss]cientifique)|Santé\spublique\sFrance|Association\sfrançaise|Comité|Secrétariat|Direction\sgénérale|Inserm"
    r"|Minist[eéè]ri?o|Sociedad|Sociedade|Società|Agencia|Agência|Agenzia|Instituto|Istituto|Organización|Organização|Organizzazione"
    r"|Asociación|Associação|Associazione|Consejo|Conselho|Consiglio|Federación|Federação|Federazione|Secretaría|Secretaria|Dirección|Dire(?:[cç]|cç)ão-Geral|Institut\w*\sfür|Normung"
    r"|Grupo\sde\s[Tt]rabajo|Colegio|Centro\s(?:[Nn]acional|[Nn]azionale)|Vereniging|Rijksinstituut|Gezondheidsraad|Genootschap"
    r"|Croix-Rouge|Cruz\sRoja|Cruz\sVermelha|Croce\sRossa|Rotes\sKreuz|Stichting|Fondation|Fundación|Fundação|Fondazione|Ligue\s[Cc]ontre|Lega\s[Ii]taliana|Liga\s(?:Portuguesa|Española|Argentina)|Centraal\sBureau|Zorginstituut|Kennisinstituut|Selskab|Svensk\w*\s[Ff]örening\w*|Towarzystwo|Organizacja|Organizace|Organizácia|Fundacja|Szpital|Nadace|Ministerstwo|Instytut|Urząd"
    r"|Społeczn\w+|(?:Narodowy|Główny)\s\w+|Společnost|společnost|Ústav|Ministerstvo|Министерств\w|[Оо]бществ\w|[Аа]ссоциаци\w|Институт|[Оо]рганизаци\w|Федераци\w|Міністерств\w|[Тт]овариств\w|[Аа]соціаці\w|Інститут|Министерство"
    r"|[Мм]инистерство|Minisztérium\w*|Bakanlığı|Derneği|Υπουργείο|Ινστιτούτο|Οργανισμός)"
    r"|(?<=\w\w\w)(?:kammer|ministerium|verband|behörde|vereinigung|gesellschaft|anstalt|institut|styrelsen|myndigheten|direktoratet|zentrum|akademie|krankenkasse|ministeriö|keskus|sairaala"
    r"|inspektionen|beredningen|instituttet|institutet|laitos|virasto|direktorat|verket?|tilsynet|etaten)"
    r"|\blaitos|\bStatens\s\w+)(?!\w)"
)
"""Words that only organisations of other languages bear."""
_INITIALS = re.compile(r"^(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ]\.?[-‐–\s]?){1,5}$")
_LONE_INITIALS = re.compile(r"^(?:[A-ZÀ-ÞĀ-ŽŁŚŠŽА-ЯЁІЇЄҐ](?:[a-z]?\.)?(?:[-‐–]?\s?)){1,4}$")
_BARE_INITIALS = re.compile(r"^[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ]{1,4}(?:-[A-Z]{1,2})?$")
_POINTED_INITIALS = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁІЇЄҐ]\.-?)+")
_TRAILING_PARTICLE = re.compile(
    r"\s((?:(?:de|da|do|dos|das|di|du|des|van|von|vom|zu|der|den|ter|ten|het|la|le|del|af|av)\s?){1,6})$"
)
_WITH_INITIALS = re.compile(r"\w{2},?\s(?:[A-ZÀ-Þ]\.?[\s-]?){1,3}(?:\Z|[,;:&(])")
_HYPHENED_LAST = re.compile(r"\w\s[A-ZÀ-Þ]-[A-ZÀ-Þ]\.\Z")
"""A list that ends with hyphened initials and its full stop: "Guo S-W."."""
_NOBODY = re.compile(
    r"[oO]\.?(?:\s?[VA]\.?)?|N\.\s?N\.?|[Oo]hne\s(?:Verfasser|Autor)(?::?in|In|enangabe)?|s\.\s?n\.?|b\.\s?a\.?"
)
"""What is printed where nobody is named as the author."""
_LONE_LAST = re.compile(r"\A[A-ZÀ-Þ]{2,}(?:\s[A-ZÀ-Þ]{3,}){1,2},\s[A-ZÀ-Þ]\.\Z")
"""One person with a double name in capitals, whose initial has a point of its own: "COSTA NETO, P."."""
_STRICT_AND = re.compile(
    r"(?:(?<!\s)\s*[,;]\s*(?:and|&|et|und|y)|(?<!\s)\s+(?:and|&|und|et|y)|(?<=[A-Z]\.)\s(?:e|i|en|och|og)|\s(?:e|i|en|och|og)(?=\s[A-Z]\.))\s+|(?<!\s)\s*&\s*"
)


@dataclass(frozen=True, slots=True)
class NameList:
    """The persons or organisations of one list; `et_al` is True when the printed list says that it is cut short."""

    names: tuple[Name, ...]
    et_al: bool = False


def parse(text: str) -> NameList:
    """Read an author or editor list in any usual order.

    Understands "Leite MAA, Orsini M, et al.", "Smith, J. A., & Doe, B.", "Smith J; Doe B", "John Smith and Jane Doe",
    particles, suffixes, degrees, and organisations (kept whole as `literal`). Letters are kept as printed.
    """
    return _parse(text)


@lru_cache(maxsize=8192)
def _parse(text: str) -> NameList:
    text = " ".join(text.split())
    tidy = text.rstrip(" ,;:")
    if _BODY_OF_COUNTRY.fullmatch(tidy) or _BODY_OF_ILLNESS.fullmatch(tidy):
        return NameList(({"literal": tidy.rstrip(".")},))
    plain = _usual(tidy) or (_usual(tidy[:-1]) if tidy[-1:] == "." else [])
    if plain:
        return NameList(tuple(plain))
    lower = text.lower()
    shortened = _ET_AL.search(text) if any(sign in lower for sign in _SHORTENING) else None
    if shortened:
        text = (text[: shortened.start()] + "; " + text[shortened.end() :]).strip(" ;,")
    edges = f"{lower[:24]} {lower[-24:]}"
    if any(sign in edges for sign in _ROLES) and not _INITIALS_ED.search(text):
        text = _ROLE.sub("", text).strip()
        text = _ROLE.sub("", text)
    text = _several(text).strip(" ,;:&")
    if _HYPHENED_LAST.search(text) or _NOBODY.fullmatch(text):
        text = text[:-1] if _HYPHENED_LAST.search(text) else ""
    last = text.endswith(".") and text.count(".") == 1 and not _LONE_LAST.search(text)
    if last and re.search(r"\s[A-Z]{1,4}(?:,|;|\sand|\s&)", text):
        text = text[:-1]
    if text.endswith(".") and not re.search(
        r"(?:^|[\s.-])[A-ZÀ-ÞА-ЯЁІЇЄҐ][a-z]?\.$|(?:Jr|Sr|Inc|Ltd|Co|St|Dept)\.$", text
    ):
        text = text[:-1]
    text = re.sub(r"(?i)^(?:and|&)\s+|(?<!\s)\s+(?:and|&)$", "", text)
    if not text:
        return NameList((), bool(shortened))
    plain = _usual(text)
    if plain:
        return NameList(tuple(plain), bool(shortened))
    return NameList(tuple(_split(text)), bool(shortened))


def _several(text: str) -> str:
    """A list parted by strokes as one parted by semicolons: "Herth F. / Kreuter M.", "RKI-Institut / Bundesamt"."""
    parts = text.split(" / ")
    if len(parts) > 1 and all(_organisation(p) or _WITH_INITIALS.search(p) for p in parts):
        return "; ".join(parts)
    return text


def _usual(text: str) -> list[Name]:
    """The names of a list that is in one of the two commonest orders throughout; [] if it is not."""
    pieces = text.split(", ")
    found = [_VANCOUVER.fullmatch(piece) for piece in pieces]
    if all(found):
        return [{"family": m[1], "given": m[2]} for m in found if m]
    out: list[Name] = []
    at = 0
    for match in _INVERTED.finditer(text):
        if match.start() != at:
            return []
        out.append({"family": match[1], "given": match[2].strip()})
        at = match.end()
    return out if at == len(text) else []


def _split(text: str) -> list[Name]:
    whole = _organisation(text)
    if whole is not None:
        return [whole]
    if ";" in text:
        out: list[Name] = []
        for chunk in text.split(";"):
            chunk = re.sub(r"(?i)^\s*(?:and|&)\s+", "", chunk).strip(" ,")
            if chunk:
                out.extend(_one_of(chunk))
        return _turned(out)
    chunks = [c.strip() for c in re.split(r",", _STRICT_AND.sub(" ,\x00", text))]
    chunks = [c for c in chunks if c.strip("\x00 .")]
    return _turned(_assemble(chunks))


_SLAVIC = re.compile(r"[A-ZŁŚŻŹĆ]\w+(?:sk[ia]|[cd]z?k[ia]|wicz|czyk|ov[aá]|enko|chuk)")
"""Endings that only surnames have, where the family comes first: "Kowalski Jan, Nowak Anna"."""


def _turned(found: list[Name]) -> list[Name]:
    """The names, turned round if their "given" names show that the family came first in all of them."""
    full = all(n.keys() == {"family", "given"} and n["given"].isalpha() and len(n["given"]) > 2 for n in found)
    if not full or not any(_SLAVIC.fullmatch(n["given"]) for n in found):
        return found
    if any(_SLAVIC.fullmatch(n["family"]) for n in found):
        return found
    return [{"family": n["given"], "given": n["family"]} for n in found]


def _one_of(chunk: str) -> list[Name]:
    """A chunk between semicolons: usually one name, "and" may join two."""
    parts = [p for p in _STRICT_AND.split(chunk) if p.strip(" ,.")]
    if len(parts) > 1 and not _CORPORATE.search(chunk):
        return [n for p in parts for n in _assemble([c.strip() for c in p.split(",") if c.strip(" .")])]
    organisation = _organisation(chunk)
    if organisation:
        return [organisation]
    return _assemble([c.strip() for c in chunk.split(",") if c.strip(" .")])


def _assemble(chunks: list[str]) -> list[Name]:
    """Names from the pieces between commas; a piece that began after "and" starts with NUL."""
    out: list[Name] = []
    index = 0
    pieces = [c.lstrip("\x00").strip() for c in chunks]
    starts = [c.startswith("\x00") for c in chunks]
    # "Smith, John" (family, given) against "John Smith, Jane Doe": decided on the first piece.
    while index < len(pieces):
        piece = pieces[index]
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        joined = index + 1 < len(pieces) and starts[index + 1]
        if _DEGREE.match(piece) and out:
            index += 1
            continue
        if _SUFFIX.match(piece) and out and "family" in out[-1]:
            out[-1]["suffix"] = piece
            index += 1
            continue
        if following and not joined and _is_given(following, piece, bool(out) and not starts[index]):
            name: Name = _particled(piece)
            given, suffix = _suffixed(following)
            trailing = _TRAILING_PARTICLE.search(given)
            if trailing and "non-dropping-particle" not in name:  # "Silva, M. J. da"
                given, name["dropping-particle"] = given[: trailing.start()], trailing[1]
            name["given"] = given
            if suffix:
                name["suffix"] = suffix
            out.append(name)
            index += 2
            continue
        given_only = _INITIALS.match(piece) and out and "family" in out[-1] and "given" not in out[-1]
        if given_only:
            out[-1]["given"] = piece
        else:
            out.append(_single(piece))
        index += 1
    return out


def _is_given(text: str, family: str, later: bool) -> bool:
    """Is `text` the given name of `family` (inverted order), not the next person?"""
    bare, _ = _suffixed(text)
    # "McAdam, M.S.", against "Ann Roe, M.S."
    leading = not later and " " not in family and _TWO_INITIALS.fullmatch(text) is not None
    if _SUFFIX.match(text) or (_DEGREE.match(text) and not leading):
        return False
    if _LONE_INITIALS.match(bare) and (not _BARE_INITIALS.match(family) or family.isupper()):
        return not _ends_in_initials(family) or _is_large_family(family, bare)
    words = bare.split()
    if family.isupper() and words and not bare.isupper():  # "DE LA CRUZ, Ana"
        return len(words) <= 3 and words[0][:1].isupper()
    if _ends_in_initials(family) or _starts_with_initial(family):
        return False
    if any(_CORPORATE.search(w) for w in (family, bare)):
        return False
    if len(family.split()) == 1 or _particle_first(family):
        # "Smith, John" / "Smith, John A." / "Smith, J. Alan"
        return len(words) <= 3 and all(w[:1].isupper() or w.lower().rstrip(".") in PARTICLES for w in words)
    first = family.split()
    if later or len(first) != 2:
        return False
    # "García Márquez, Ana": nobody is called by one name beside a full one.
    lone = len(words) == 1 and words[0][:1].isupper() and len(words[0]) > 1 and not _BARE_INITIALS.match(words[0])
    return lone or (len(words) == 2 and bool(_INITIALS.match(words[-1])))


def _ends_in_initials(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and bool(_INITIALS.match(words[-1])) and (len(words[-1].replace(".", "")) <= 4)


def _is_large_family(family: str, given: str) -> bool:
    """Whether capitals that end in a short word are a double name, pointed initials behind it: "COSTA NETO, P."."""
    return (
        family.isupper()
        and len(family.split()[-1]) > 2
        and _POINTED_INITIALS.fullmatch(given.replace(" ", "")) is not None
    )


def _starts_with_initial(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and bool(re.match(r"^(?:[A-ZÀ-Þ][a-z]?\.(?:-?[A-ZÀ-Þ]\.)*|[A-ZÀ-Þ])$", words[0]))


def _particle_first(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(w.lower().rstrip("'’") in PARTICLES for w in words[:-1])


def _suffixed(text: str) -> tuple[str, str]:
    """(given, suffix) of "J. A., Jr." or "MA 3rd"."""
    words = text.split()
    if (
        len(words) > 1
        and _SUFFIX.match(words[-1])
        and not (len(words) == 2 and words[-1] in ("JR", "SR") and not words[0].isupper())
        and not (_BARE_INITIALS.match(words[-1]) and words[-1] in ("V", "I"))
    ):
        return " ".join(words[:-1]).rstrip(","), words[-1]
    return text, ""


def _particled(family: str) -> Name:
    """A family name with its lower-case particles apart ("de Freitas" -> non-dropping "de")."""
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count].islower() and words[count].rstrip("'’.") in PARTICLES:
        count += 1
    if count:
        return {"family": " ".join(words[count:]), "non-dropping-particle": " ".join(words[:count])}
    return {"family": family}


def _single(piece: str) -> Name:
    """One name in one piece: "Leite MAA", "Hersh C MH", "J. A. Smith", "John van der Berg", "Plato"."""
    piece = piece.strip()
    body, suffix = _suffixed(piece)
    words = body.split()
    if len(words) == 1:
        return (
            {"family": body}
            if body[:1].isalpha() and body[:1].isupper() and len(body) > 3 and not body.isupper()
            else {"literal": body}
        )
    organisation = _organisation(piece)
    if organisation:
        return organisation
    trailing = _TRAILING_PARTICLE.search(body)
    if trailing and _ends_in_initials(body[: trailing.start()]):  # "Jansen P.J. van der"
        return {**_single(piece[: trailing.start()]), "dropping-particle": trailing[1].strip()}
    tail = len(words)
    while tail > 1 and (_BARE_INITIALS.match(words[tail - 1]) or _POINTED_INITIALS.fullmatch(words[tail - 1])):
        tail -= 1
    if tail < len(words) and not (tail == 1 and _INITIALS.match(words[0]) and len(words[0].strip(".")) == 1):
        name = _particled(" ".join(words[:tail]))
        name["given"] = " ".join(words[tail:])
    else:
        start = len(words) - 1
        while start > 1 and words[start - 1].lower().rstrip("'’.") in PARTICLES:
            start -= 1
        name = _particled(" ".join(words[start:]))
        name["given"] = " ".join(words[:start])
    if suffix:
        name["suffix"] = suffix
    return name


def _organisation(text: str) -> Name | None:
    """The text as one organisation, None if it looks like persons."""
    stripped = text.strip(" .,;:")
    plain = stripped.replace("\x00", "")
    spoken = plain.title() if plain.isupper() else plain
    if not _CORPORATE.search(plain) and not _FOREIGN_BODY.search(spoken):
        return None
    persons = re.findall(
        r"(?:^|,\s|;\s|&\s|and\s)[A-ZÀ-Þ][\w'’-]+,?\s(?:[A-ZÀ-Þ]\.\s?){1,3}|(?:^|,\s)[A-ZÀ-Þ][\w'’-]+\s[A-Z]{1,3}(?=,|;|$)",
        plain,
    )
    if persons or ";" in plain:
        return None
    return {"literal": plain}


_SEVERAL = re.compile(r"(?<=\))\s?[,;/]\s?(?:and\s|und\s|et\s|y\s|e\s)?|;\s|\s/\s|(?<=\))\s(?:and|und|et|y|e)\s")


_AND_BODY = re.compile(r",\s(?:and|&)\s(?=(?:the\s)?[A-Z])")
_BODY_NOUN = re.compile(
    r"\A(?:the\s|The\s)?(?:[A-Z][\w’'-]*\s){0,4}(?:Institutes?|Committee|Council|Academy|Society|Association|College|Foundation|Agency|Centers?|Centres?"
    r"|Section\son|Ministry|Department|Commission|University|Organi[sz]ation|Network|Federation|Union|Alliance)\b[^,]*\Z"
)
"""One body and no more: "Environics Institute", "Committee on Drugs"."""


def bodies(text: str) -> list[Name]:
    """Organisations as CSL names: one, or several that semicolons or bracketed initials part ("BÄK (x), AWMF (y)")."""
    joined = _AND_BODY.split(text)
    if len(joined) == 2 and all(_BODY_NOUN.search(part) for part in joined):
        return [*bodies(joined[0]), *bodies(joined[1])]
    parts = [piece.strip(" .,;") for piece in _SEVERAL.split(text)]
    return [{"literal": f"{part}." if part.endswith((" e.V", " e. V")) else part} for part in parts if part]


def is_foreign_body(text: str) -> bool:
    """Does `text` begin like an organisation in another language than English ("Haute Autorité de Santé")?"""
    found = _FOREIGN_BODY.search(text.title() if text.isupper() else text)
    return found is not None and text.count(" ", 0, found.start()) < 4 and "," not in text[: found.start()]


def is_of_country(text: str) -> bool:
    """Is `text` a body by its field and its country ("Diabetes UK")?"""
    return _BODY_OF_COUNTRY.fullmatch(text) is not None


def is_suffix(text: str) -> bool:
    """Is `text` what stands behind a name to tell generations apart ("Jr.", "III")?"""
    return _SUFFIX.match(text) is not None


def is_degree(text: str) -> bool:
    """Is `text` an academic degree as it stands behind a name ("MD", "Ph.D.")?"""
    return _DEGREE.match(text) is not None


def is_organisation(text: str) -> bool:
    """Does `text` read as the name of one organisation or site?"""
    return _organisation(text) is not None


def initials(given: str) -> str:
    """The initials of a given name without points or blanks ("Maria A. A." -> "MAA", "Jean-Paul" -> "JP")."""
    out = []
    for word in re.split(r"[\s.‐–-]+", given):
        if not word:
            continue
        if word.isupper() and len(word) <= 4:
            out.append(word)
        elif word[0].isupper():
            out.append(word[0])
    return "".join(out)


def family(name: Mapping[str, Any]) -> str:
    """The name to sort and compare by: family name with its particles, or the organisation."""
    parts = (
        name.get("dropping-particle"),
        name.get("non-dropping-particle"),
        name.get("family") or name.get("literal"),
    )
    return " ".join(str(p) for p in parts if p)


def display(name: Mapping[str, Any]) -> str:
    """Vancouver order ("Leite MAA"); an organisation as it is."""
    given = initials(str(name.get("given", "")))
    return " ".join(p for p in (family(name), given, str(name.get("suffix", "")).rstrip(".")) if p)


def listed(names: Sequence[Mapping[str, Any]], *, most: int = 6, first: int = 3, et_al: bool = False) -> str:
    """A Vancouver author list: all up to `most` names, else the `first` ones and "et al"."""
    if len(names) > most:
        names, et_al = names[:first], True
    return ", ".join([*(display(n) for n in names), *(["et al"] if et_al else [])])


_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae", "œ": "oe"})
_PLAIN = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case ASCII letters and digits only, scripts transliterated, diacritics dropped ("Müller" -> "muller")."""
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
        if not text.isascii():
            from anyascii import anyascii

            text = anyascii(text)
    return _PLAIN.sub("", text.lower())


@lru_cache(maxsize=65536)
def spellings(text: str) -> frozenset[str]:
    """The folded spellings one name may take: "Müller" -> {"muller", "mueller"}; "Mueller" gives both as well."""
    from unicodedata import normalize

    lower = normalize("NFC", text.lower())
    forms = {fold(lower), fold(lower.translate(_GERMAN))}
    forms |= {form.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a") for form in set(forms)}
    return frozenset(forms)


def same_family(one: Mapping[str, Any] | str, other: Mapping[str, Any] | str) -> bool:
    """Do two family names agree across transliteration, particles and double names (Mueller/Müller/Muller)?"""
    a = one if isinstance(one, str) else family(one)
    b = other if isinstance(other, str) else family(other)
    if not a or not b:
        return False
    if spellings(a) & spellings(b):
        return True
    core_a, core_b = _core(a), _core(b)
    if core_a and core_b and spellings(core_a) & spellings(core_b):
        return True
    parts_a, parts_b = re.split(r"[\s‐–-]+", core_a), re.split(r"[\s‐–-]+", core_b)
    if len(parts_a) == len(parts_b):
        return _one_in_cyrillic(a, b)
    longer, shorter = (parts_a, parts_b) if len(parts_a) > len(parts_b) else (parts_b, parts_a)
    return (
        len(shorter) == 1
        and len(shorter[0]) > 2
        and any(spellings(shorter[0]) & spellings(end) for end in (longer[0], longer[-1]))
    )


def _one_in_cyrillic(one: str, other: str) -> bool:
    """Are two Slavic names one, written in Latin letters in two ways ("Shcherbakova", "Schtscherbakowa")?"""
    forms = [fold(one), fold(other)]
    if not (all(map(_SLAVIC_END.search, forms)) and any(map(_BY_LETTERS.search, forms))):
        return False
    for pattern, written in _WAYS:
        forms = [pattern.sub(written, form) for form in forms]
    return forms[0] == forms[1]


_SLAVIC_END = re.compile(r"(?:[eo](?:va?|wa?|ff)|[iy]na?|[sz]k[a-z]{1,3}|enko|uk|[iy]ch|[iyj]an)$")
_BY_LETTERS = re.compile(r"[zks]h|ch|t[sz]|[iyj][aeou]|[iy][iyj]")
"""Letters that stand for one of another script."""
_WAYS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        ("s(?:htch|chtsch|hch|ch|h)|chtch", "s"), ("zh", "z"), ("kh", "h"), ("t(?:sch|ch|s|z)|ch|cz", "c"),
        ("ff$", "v"), ("w", "v"), ("x", "ks"), ("[iyj]+", "i"), ("i(?=[aeou])", ""),
    )
)  # fmt: skip


def _core(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower().rstrip("'’.") in PARTICLES:
        words = words[1:]
    return " ".join(words)


def compare(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """How well two names agree, 0 to 1: family name first, then initials (1 agree, 0.8 one has none, 0.4 differ)."""
    if not same_family(one, other):
        if "literal" in one or "literal" in other:
            a, b = fold(family(one)), fold(family(other))
            return 0.8 if a and b and (a in b or b in a) else 0.0
        return 0.0
    a, b = fold(initials(str(one.get("given", "")))), fold(initials(str(other.get("given", ""))))
    if not a or not b:
        return 0.8
    if (
        a[0] != b[0] and a[0] in "ijy" and b[0] in "ijy" and _SLAVIC_END.search(fold(family(one)))
    ):  # "Yu", "Iu": one letter
        return 0.8
    if a == b or a.startswith(b) or b.startswith(a):
        return 1.0
    return 0.7 if a[0] == b[0] else 0.4

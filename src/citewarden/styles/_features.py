"""What the tagger sees: tokens of a reference, what each looks like by itself, and where in the reference it stands.

Everything a token shows by itself depends on its letters only and is computed once for each distinct token; the rest
is a handful of small integers, worked out for a whole batch of references at a time. Training
(`benchmarks/train_references.py`) writes both as strings, the tagger (`_tagger.py`) looks them up as rows of weights:
the same functions serve both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

TOKEN = re.compile(
    r"""
    (?:https?|ftp):/{1,3}[^\s<>"“”«»]+ | www\.[^\s<>"“”«»]+
    | 10\.\d{4,9}/[^\s"“”«»]+
    | [^\W\d_]\.(?=[-‐]?[^\W\d_]\b) [-‐]? (?:[^\W\d_]\.[-‐]?)* | (?<![\w.])[A-ZÀ-Þ]\.
    | \d\w*(?:[./+]\w*\d\w*)*(?:[-‐–—−]\w*\d\w*)?
    | [^\W\d_]+\d\w*(?:[-‐–—−]\w*\d\w*)?
    | \w+(?:[‐-]\w+)* (?:['’ʼ]\w+)*
    | [^\w\s]
    """,
    re.VERBOSE,
)
"""A token: address, DOI, initials ("J.A."), number or range of numbers ("310-22", "e21-e30"), word, or one sign."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]{0,2}")
_RANGE = re.compile(r"\w+[-‐–—−]\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec janvier février mars avril mai juin juillet août septembre octobre novembre décembre januar
    februar märz juni juli oktober dezember enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre spring summer autumn fall winter
    """.split()  # noqa: SIM905
)
_KINDS: dict[str, str] = {
    word: kind
    for kind, words in {
        "month": " ".join(_MONTHS),
        "editor": "ed eds editor editors edited hrsg hg dir éd éds dirs herausgegeben curatore cura redactor edits",
        "translator": "trans translated translator transl übersetzt traduction trad traduit tr",
        "pages": "pp p pages page pgs seiten s",
        "volume": "vol vols volume volumes band bd tome t jg jahrgang",
        "issue": "no nos number issue nr heft fasc suppl supplement pt part num n°",
        "journal": "journal j review reviews annals ann archives arch bulletin bull letters lett trans transactions "
        "quarterly magazine mag revue zeitschrift rev acta int international am american european eur british br "
        "clin clinical research res medicine med science sci nature lancet jama proc proceedings natl acad annual "
        "advances adv frontiers front nursing cell neurol neurology psychiatry pediatrics surg surgery cancer oncol "
        "cochrane database syst plos bmc bmj n engl mmwr wkly rep",
        "publisher": "press publishing publishers publisher publications verlag wiley springer elsevier saunders "
        "lippincott williams wilkins mcgraw-hill blackwell routledge sage pearson mosby academic university univ "
        "éditions editions presses books inc ltd co sons prentice hall macmillan penguin oxford cambridge harvard "
        "norton crc karger thieme davis lww addison-wesley north-holland kluwer gallimard seuil brooks/cole cengage",
        "place": "new york london paris berlin oxford cambridge philadelphia boston chicago washington amsterdam "
        "princeton toronto geneva bethesda baltimore atlanta rockville alexandria st louis heidelberg münchen "
        "stuttgart frankfurt wien tokyo beijing madrid barcelona roma milano torino dordrecht stanford berkeley "
        "francisco angeles ma ny nj ca pa md dc va il ct uk usa mass calif cliffs hoboken mahwah thousand oaks sydney "
        "melbourne edinburgh ithaca haven minneapolis seattle belmont",
        "conference": "conference conf symposium workshop congress meeting proceedings proc lecture notes colloquium",
        "thesis": "thesis dissertation phd ph.d m.s master masters doctoral diss thèse",
        "report": "report technical tech rep memo memorandum working paper preprint bulletin guideline guidelines "
        "statement factsheet brief release manuscript unpublished draft poster podcast video blog software dataset "
        "press",
        "in": "in dans",
        "access": "accessed retrieved cited available viewed visited consulted online internet access url from updated "
        "reviewed modified published epub ahead print website web site homepage page",
        "edition": "edition edn ed rev revised 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 1st aufl auflage second "
        "third fourth fifth sixth seventh eighth ninth tenth first éd",
        "number": "doi isbn issn pmid pmcid arxiv nct hal pii id identifier isrctn pmc",
        "and": "and & und et y e",
        "etal": "al etal",
        "org": "institute institutes department center centre centers national association society organization "
        "organisation agency ministry administration college academy foundation office council committee commission "
        "clinic hospital health services service group bureau federal division board network consortium collaboration "
        "government world united states cdc who nih fda nhs nice medlineplus mayo cleveland dailymed university",
        "particle": "de la van von der den del di da le du dos",
        "suffix": "jr sr ii iii iv",
        "function": "the of in on for with by to a an from at as is are its into using between among during after what "
        "how der die das und des für im zur les des aux sur pour une un el los las en para con por il della dei",
    }.items()
    for word in words.split()
}
_GROUPS: dict[str, tuple[str, ...]] = {}
for _word, _kind in list(_KINDS.items()):
    _GROUPS[_word] = (_kind,)
for _word in "press university ed proc proceedings trans s j e in part page no rep".split():  # noqa: SIM905
    _GROUPS.setdefault(_word, ())


def tokenise(text: str) -> tuple[list[str], list[int]]:
    """The tokens of `text` and where each begins."""
    tokens: list[str] = []
    starts: list[int] = []
    for match in TOKEN.finditer(text):
        tokens.append(match[0])
        starts.append(match.start())
    return tokens, starts


@lru_cache(maxsize=65536)
def shape(token: str) -> str:
    """The token's outline: letters as a or A, digits counted, runs shortened ("Smith" Aa, "310-22" d3-d2)."""
    if token.isdigit():
        return f"d{min(len(token), 7)}"
    if len(token) == 1:
        return token if not token.isalpha() else ("A" if token.isupper() else "a")
    if token.isalpha():
        if token.isupper():
            return f"A{min(len(token), 4)}"
        if token.islower():
            return "a+"
        return "Aa" if token[0].isupper() and token[1:].islower() else "aA"
    if token.startswith(("http", "www.", "ftp:")):
        return "url"
    if token.startswith("10.") and "/" in token:
        return "doi"
    out = re.sub(r"\d+", lambda m: f"d{min(len(m[0]), 5)}", token)
    out = re.sub(r"[–—−‐]", "-", out)
    out = _LETTERS.sub(lambda m: "A" if m[0].isupper() and len(m[0]) == 1 else ("AA" if m[0].isupper() else "a"), out)
    return out[:9]


def own(token: str) -> list[str]:
    """Everything the token shows by itself."""
    outline = shape(token)
    lower = token.lower()
    out = [f"w{lower}", f"s{outline}"]
    if token.isdecimal():
        value = int(token) if len(token) < 9 else 10**9
        out[0] = "wYEAR" if 1500 <= value < 2100 and len(token) == 4 else f"wNUM{min(len(token), 6)}"
        if 1500 <= value < 2100 and len(token) == 4:
            out.append("kyear")
            out.append(f"y{token[:3]}")
        elif value < 32:
            out.append("kday")
        return out
    if len(token) == 1:
        if token.isalpha():
            out.append("kone")
        return out
    if outline in ("url", "doi"):
        out[0] = f"w{outline.upper()}"
        if "doi.org" in lower:
            out.append("kdoiurl")
        return out
    if token[0].isdigit() or token[-1].isdigit():
        if _YEAR.fullmatch(token):
            return ["wYEARa", f"s{outline}", "kyear"]
        if _RANGE.fullmatch(token):
            return [f"w{outline}", f"s{outline}", "krange"]
        if any(c.isdigit() for c in token):
            out.append(f"d{lower[:1] if lower[0].isalpha() else '#'}")
    if "." in token[1:] and token[-1] == "." and token[0].isupper():
        out.append(f"i{min(token.count('.'), 4)}")
    out.extend(
        (f"p1{lower[:1]}", f"p2{lower[:2]}", f"p3{lower[:3]}", f"x1{lower[-1:]}", f"x2{lower[-2:]}", f"x3{lower[-3:]}")
    )
    if len(lower) > 4:
        out.extend((f"p4{lower[:4]}", f"x4{lower[-4:]}"))
    bare = lower.rstrip(".")
    for kind in _GROUPS.get(bare) or _GROUPS.get(lower) or ():
        out.append(f"k{kind}")
        out.append(f"k{kind}{outline}")
    if not token.isascii():
        out.append("nonascii" if token[0] < "\u0370" else "script" if token[0] < "\u2000" else "cjk")
    out.append(f"l{min(len(token), 9)}{outline[:2]}")
    return out


NEAR = ("w", "s", "k")
"""First letters of the features that neighbours are described by."""

_CODES = {
    ".": 1, ",": 2, ";": 3, ":": 4, "(": 5, ")": 6, "[": 7, "]": 8, "“": 9, "”": 9, '"': 9, "«": 9, "»": 9,
    "'": 10, "‘": 10, "’": 10, "/": 11, "-": 12, "–": 12, "—": 12, "&": 13, "?": 14, "!": 14,
}  # fmt: skip
_SIGNAL = {
    "journal": 1, "publisher": 2, "org": 3, "conference": 4, "editor": 5, "place": 6, "report": 7, "thesis": 7,
    "volume": 8, "issue": 8, "pages": 8, "month": 9, "access": 10, "number": 10, "edition": 11, "translator": 5,
}  # fmt: skip
_RANK = (0, 6, 7, 6, 8, 9, 4, 7, 9, 5, 9, 8, 10)
_SIGNAL_OF_RANK = 16
_LISTS = tuple(
    re.compile(pattern)
    for pattern in (
        rb"(?:I+[Cp]{1,4}(?:,?J)?(?:,&|[,;&])?)+",  # J. A. Smith and B. Doe
        rb"(?:[Cp]{1,3},I+(?:,?J)?(?:,&|[,;&])?)+",  # Smith, J. A., & Doe, B.
        rb"(?:[Cp]{1,3}[IB]+J?(?:,&|[,;&])?)+",  # Smith JA, Doe B
        rb"[Cp]{1,2},[CI]{1,2}I?(?:,[CIp]{2,4})*(?:,?&[CIp]{2,4})?",  # Smith, John A., and Betty Doe
        rb"[CI]{2,3}(?:,[CIp]{2,4})*,?&[CIp]{2,4}",  # John A. Smith, Carl Roe and Betty Doe
    )
)
"""The commonest forms of an author list, over the letters of `_letter`."""
STATES = 21
"""How many integers describe where a token stands."""
SIZES = (72, 224, 84, 24, 64, 24, 1024, 448, 75, 325, 208, 208, 196, 75, 325, 208, 208, 196, 672, 256, 256)
"""How many values each of them can take."""
TRAITS = 11


@lru_cache(maxsize=65536)
def traits(token: str) -> tuple[int, ...]:
    """What the counting of stretches needs of a token: sign code, is it a word, capital, figure, initials, year, does
    it end an abbreviation, is it longer than two letters, its signal by rank, its letter, and is it a landmark (1 for
    "In", 2 for pages)."""
    return (*_traits(token), ord(_letter(token)), _landmark(token))


def _letter(token: str) -> str:
    """What a token is in an author list: I initials, B bare ones, C capital word, p particle, J junior, & and, e et al,
    a sign for itself, x else."""
    if len(token) == 1 and not token.isalnum():
        return token if token in ",;.&" else "("
    if len(token) == 1 and token.isupper():
        return "I"
    lower = token.lower()
    kind = _KINDS.get(lower, "")
    if kind == "and":
        return "&"
    if kind == "etal":
        return "e"
    if kind == "suffix" or (kind == "" and lower == "jr."):
        return "J"
    if kind == "particle" and token.islower():
        return "p"
    if not token[0].isalpha() or not token[0].isupper():
        return "x"
    if token[1:2] == "." or (len(token) == 3 and token[1] in "-‐"):
        return "I"
    if token.isupper() and len(token) < 4 and token.isalpha():
        return "B"
    return "C"


def _landmark(token: str) -> int:
    if token in ("In", "IN", "Dans"):
        return 1
    lower = token.lower()
    return 2 if lower in ("pp", "pages") or (token[0].isdigit() and bool(_RANGE.fullmatch(token))) else 0


def _traits(token: str) -> tuple[int, ...]:
    first = token[0]
    if len(token) == 1 and not first.isalnum():
        return (_CODES.get(token, 0), 0, 0, 0, 0, 0, 0, 0, 0)
    year = int(len(token) >= 4 and first in "12" and bool(_YEAR.fullmatch(token)))
    dotted = int(len(token) > 3 and token[-1] == ".")
    long = int(len(token) > 2) + int(len(token) > 1)
    if first.isdigit():
        return (0, 0, 0, 1, 0, year, dotted, long, _RANK[12] - 9 if year else 0)
    if not first.isalpha():
        return (0, 0, 0, 0, 0, 0, dotted, long, 0)
    if token.startswith(("http", "www.")):
        return (0, 0, 0, 0, 0, 0, 0, long, _RANK[10] * _SIGNAL_OF_RANK + 10)
    if len(token) == 1 or token[1] == ".":
        return (0, 0, 0, 0, 1, 0, dotted, long, 0)
    capital = int(first.isupper())
    signal = 0
    if capital or len(token) < 6:
        kind = _SIGNAL.get(_KINDS.get(token.lower().rstrip("."), ""), 0)
        signal = _RANK[kind] * _SIGNAL_OF_RANK + kind if kind else 0
        if not capital:
            signal = min(signal, 2 * _SIGNAL_OF_RANK + kind) if kind else 0
    return (0, 1, capital, 0, 0, 0, dotted, long, signal)


def states(table: Ints, counts: Sequence[int]) -> Ints:
    """[tokens, STATES] small integers: position, sentence count, quotes, brackets, years, signs round about, and what
    the clauses and sentences nearby look like. `table` holds the traits of all tokens of all references in turn."""
    sizes = np.asarray(counts, np.int64)
    total = int(sizes.sum())
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    ends = begins + sizes
    owner = np.repeat(np.arange(len(sizes)), sizes)
    begin, end, count = begins[owner], ends[owner], sizes[owner]
    index = np.arange(total)
    place, left = index - begin, end - 1 - index
    code = table[:, 0]
    year, dotted, long = table[:, 5], table[:, 6], table[:, 7]
    before_long = np.where(place > 0, np.roll(long, 1), 0)
    before_code = np.where(place > 0, np.roll(code, 1), 0)
    before_sign = np.where(place > 0, np.roll(code > 0, 1), False)

    def running(flags: Ints) -> Ints:
        """How many flags of the same reference stand before each token."""
        sums = np.cumsum(flags) - flags
        return np.asarray(sums - sums[begin])

    # The layout of the whole reference.
    sign = code > 0
    first_year = np.full(len(sizes), total, np.int64)
    at_years = np.flatnonzero(year)
    np.minimum.at(first_year, owner[at_years], at_years)
    has_year = first_year < total
    safe = np.minimum(first_year, total - 1)
    soon = (safe - begins) * 2 < sizes
    bracketed = (before_code[safe] == 5) & (safe > begins)
    early = np.where(~has_year, 0, np.where(soon & bracketed, 1, np.where(soon, 2, 3)))
    figure_next = np.append(table[1:, 3], 0) * (left > 0)
    flow = np.maximum.reduceat(((code == 3) & (figure_next > 0) & (place > 0) & ~before_sign).astype(np.int64), begins)
    quotes = np.maximum.reduceat((code == 9).astype(np.int64), begins)
    semicolons = np.add.reduceat((code == 3).astype(np.int64), begins) > 1
    layout = early * 8 + flow * 4 + quotes * 2 + semicolons

    stop = (((code == 1) | (code == 14)) & (before_long > 1)) | (dotted > 0)
    segment = np.minimum(running(stop.astype(np.int64)), 6)
    after = np.minimum(running(year), 2)
    marks = (code == 9).astype(np.int64)
    open_quote = (running(marks) + marks) % 2
    quoted = np.minimum(running(marks) + marks, 1)
    opening, closing = np.isin(code, (5, 7)).astype(np.int64), np.isin(code, (6, 8)).astype(np.int64)
    depth = ((running(opening) + opening - running(closing)) > 0).astype(np.int64)
    last_at = np.maximum.accumulate(np.where(sign, index, -1))
    last_at = np.concatenate([[-1], last_at[:-1]])
    known = last_at >= begin
    last = np.where(known, code[np.maximum(last_at, 0)], 0)
    since = np.minimum(np.where(known, index - last_at - 1, place), 3)
    next_at = np.minimum.accumulate(np.where(sign, index, total + 9)[::-1])[::-1]
    next_at = np.append(next_at[1:], total + 9)
    close = next_at < end
    coming = np.where(close, code[np.minimum(next_at, total - 1)], 15)
    gap = np.where(close, next_at - index - 1, left)
    ahead = coming * 4 + np.where(gap == 0, 0, np.where(gap < 3, 1, np.where(gap < 8, 2, 3)))
    where = np.where(place < 6, place, 6 + np.minimum(5, (place - 6) * 6 // np.maximum(1, count - 6)))
    opened = early[owner]
    out = np.empty((total, STATES), np.int64)
    out[:, 0] = where * 6 + np.minimum(left, 5)
    out[:, 1] = layout[owner] * 7 + segment
    out[:, 2] = (segment * 3 + after) * 4 + open_quote * 2 + depth
    out[:, 3] = (after * 2 + quoted) * 4 + opened
    out[:, 4] = ahead
    out[:, 5] = np.minimum(last, 5) * 4 + since
    out[:, 6] = (last * 16 + coming) * 4 + opened
    out[:, 7] = segment * 64 + ahead
    strong = sign & ~np.isin(code, (10, 11, 12, 13))
    minor = strong | (dotted > 0)
    major = np.isin(code, (9, 14, 3)) | ((code == 1) & (before_long > 0)) | (dotted > 0)
    out[:, 8:13] = _stretches(table, minor, place, owner)
    out[:, 13:18] = _stretches(table, major, place, owner)
    out[:, 18] = _listed(table[:, 9], begins, ends, index, owner)
    signal = table[:, 8] % _SIGNAL_OF_RANK

    def around(flags: NDArray[np.bool_]) -> Ints:
        """0 to 3: does such a token stand before (1), after (2)?"""
        numbers = flags.astype(np.int64)
        before = running(numbers)
        every = np.add.reduceat(numbers, begins)[owner]
        return (before > 0) + 2 * ((every - before - numbers) > 0)

    inside, range_, editor = around(table[:, 10] == 1), around(table[:, 10] == 2), around(signal == 5)
    press, address, located = around(signal == 2), around(signal == 10), around(signal == 8)
    out[:, 19] = ((inside * 4 + editor) * 4 + range_) * 4 + press
    out[:, 20] = ((address * 4 + located) * 4 + around(marks > 0)) * 4 + around(code == 4)
    return out


def _listed(letters: Ints, begins: Ints, ends: Ints, index: Ints, owner: Ints) -> Ints:
    """[tokens] where each stands to the end of the author list, if the reference begins with one of a usual form."""
    text = letters.astype(np.uint8).tobytes()
    stops, forms, nexts = [], [], []
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        start = begin
        while start < end and start < begin + 4 and text[start] in b"x(.":
            start += 1
        form, stop = 0, begin
        for number, pattern in enumerate(_LISTS, 1):
            match = pattern.match(text, start, end)
            if match and match.end() > stop:
                form, stop = number, match.end()
        if form and text[stop : stop + 1] == b"e":
            stop = min(stop + 2, end)
        stops.append(stop)
        forms.append(form)
        nexts.append(b",;.&(eCBIpJx".find(text[stop : stop + 1]) if stop < end else 12)
    away = index - np.array(stops)[owner]
    away = np.where(away < -4, 0, np.where(away > 3, 8, away + 4))
    away = np.minimum(away, 7)
    of, following = np.array(forms)[owner], np.array(nexts)[owner]
    return np.where(of == 0, 0, (of * 8 + away) * 14 + following)


def _stretches(table: Ints, closes: NDArray[np.bool_], place: Ints, owner: Ints) -> Ints:
    """[tokens, 5] what the stretch of each token looks like, and the stretches before and after it."""
    starts = np.concatenate([[True], closes[:-1]]) | (place == 0)
    bounds = np.flatnonzero(starts)
    number = np.cumsum(starts) - 1
    words, capitals = np.add.reduceat(table[:, 1], bounds), np.add.reduceat(table[:, 2], bounds)
    figures, initials = np.add.reduceat(table[:, 3], bounds), np.add.reduceat(table[:, 4], bounds)
    ranked = np.maximum.reduceat(table[:, 8], bounds)
    signal = np.where((ranked > 0) & (ranked < _SIGNAL_OF_RANK), 12, ranked % _SIGNAL_OF_RANK)
    length = np.where(words < 2, words, np.where(words < 4, 2, np.where(words < 8, 3, 4)))
    case = np.where(
        words == 0,
        0,
        np.where(capitals == words, 1, np.where(capitals * 2 >= words, 2, np.where(capitals > 0, 3, 4))),
    )
    tail = np.where((figures == 0) & (initials == 0), 0, np.where((figures > 0) & (initials == 0), 1, 2))
    whose = owner[bounds]
    same = np.append(whose[1:] == whose[:-1], False)

    def shifted(values: Ints, by: int, none: int) -> Ints:
        out = np.full(len(values), none, np.int64)
        if by < 0:
            out[1:] = np.where(same[:-1], values[:-1], none)
        else:
            out[:-1] = np.where(same[:-1], values[1:], none)
        return out

    brief = (case * 3 + tail) * 13 + signal
    following = shifted(signal, 1, 13)
    rows = np.stack(
        [
            (length * 5 + case) * 3 + tail,
            (length * 5 + case) * 13 + signal,
            shifted(brief, -1, 207),
            shifted(brief, 1, 207),
            following * 14 + shifted(following, 1, 13),
        ],
        axis=1,
    )
    return np.asarray(rows[number])


def strings(references: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """The features of each token of each reference as strings, as the trainer wants them."""
    table = np.array([traits(t) for tokens in references for t in tokens], np.int64)
    placed = states(table, [len(tokens) for tokens in references]).tolist()
    out = []
    at = 0
    for tokens in references:
        mine = [own(t) for t in tokens]
        sides = [["w<2"], ["w<1"], *mine, ["w>1"], ["w>2"]]
        near = [[f for f in fs if f[0] in NEAR] for fs in sides]
        shapes = ["<", "<", *(shape(t) for t in tokens), ">", ">"]
        words = [fs[0] for fs in sides]
        rows = []
        for i, (features, state) in enumerate(zip(mine, placed[at : at + len(tokens)], strict=True), 2):
            row = [f"0{f}" for f in features]
            row.extend(f"1{f}" for f in near[i - 1])
            row.extend(f"2{f}" for f in near[i + 1])
            row.extend(f"3{f}" for f in near[i - 2])
            row.extend(f"4{f}" for f in near[i + 2])
            row.append(f"5{words[i - 1]} {words[i]}")
            row.append(f"6{words[i]} {words[i + 1]}")
            row.append(f"7{shapes[i - 1]} {shapes[i]} {shapes[i + 1]}")
            row.append(f"8{shapes[i - 2]} {shapes[i - 1]} {shapes[i]}")
            row.append(f"9{shapes[i]} {shapes[i + 1]} {shapes[i + 2]}")
            row.extend(f"S{n}={value}" for n, value in enumerate(state))
            row.append(f"T{state[2]} {shapes[i]}")
            rows.append(row)
        out.append(rows)
        at += len(tokens)
    return out

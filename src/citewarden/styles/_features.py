"""What the tagger sees: tokens of a reference, what each looks like by itself, and where in the reference it stands.

Everything a token shows by itself depends on its letters only and is computed once for each distinct token; the rest
is a handful of small integers. Training (`benchmarks/train_references.py`) writes both as strings, the tagger
(`_tagger.py`) looks them up as rows of weights: the same functions serve both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

TOKEN = re.compile(
    r"""
    (?:https?|ftp):/{1,3}[^\s<>"“”«»]+ | www\.[^\s<>"“”«»]+
    | 10\.\d{4,9}/[^\s"“”«»]+
    | [^\W\d_]\.(?=[-‐]?[^\W\d_]\b) [-‐]? (?:[^\W\d_]\.[-‐]?)* | (?<![\w.])[A-ZÀ-Þ]\.
    | \w+(?:['’ʼ.+/&-]\w+)* (?<=\d)(?:[-‐–—−]\w*\d\w*)?
    | \w+(?:[‐-]\w+)* (?:['’ʼ]\w+)*
    | [^\w\s]
    """,
    re.VERBOSE,
)
"""A token: address, DOI, initials ("J.A."), number or range of numbers, word, or one sign."""

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
    if token.isdigit():
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
STATES = 18
"""How many integers describe where a token stands."""


def _outline(tokens: Sequence[str], start: int, end: int) -> int:
    """What a stretch between signs looks like: its length, its capitals, its figures and its strongest signal word."""
    words = capitals = figures = signal = initials = 0
    for i in range(start, end):
        token = tokens[i]
        first = token[0]
        if first.isdigit():
            figures += 1
            if len(token) == 4 and signal < 1 and _YEAR.fullmatch(token):
                signal = 12
        elif first.isalpha():
            if len(token) == 1 or token[1] == ".":
                initials += 1
            else:
                words += 1
                if first.isupper():
                    capitals += 1
                    kind = _SIGNAL.get(_KINDS.get(token.lower().rstrip("."), ""), 0)
                    if _RANK[kind] > _RANK[signal]:
                        signal = kind
                elif signal == 0 and len(token) < 5:
                    signal = _SIGNAL.get(_KINDS.get(token.rstrip("."), ""), 0)
        elif first == "h" and token.startswith("http"):
            signal = 10
    length = 0 if words == 0 else 1 if words == 1 else 2 if words < 4 else 3 if words < 8 else 4
    case = 0 if words == 0 else 1 if capitals == words else 2 if capitals * 2 >= words else 3 if capitals else 4
    tail = 0 if not figures and not initials else 1 if figures and not initials else 2
    return ((length * 5 + case) * 3 + tail) * 13 + signal


def states(tokens: Sequence[str]) -> list[tuple[int, ...]]:
    """For each token, `STATES` small integers: position, sentence count, quotes and brackets, years and punctuation."""
    count = len(tokens)
    codes = [_CODES.get(t, 0) if len(t) == 1 else 0 for t in tokens]
    years = [i for i, t in enumerate(tokens) if len(t) >= 4 and t[0] in "12" and _YEAR.fullmatch(t)]
    first = years[0] if years else -1
    early = (
        0
        if first < 0
        else 1
        if first > 0 and codes[first - 1] == 5 and first * 2 < count
        else 2
        if first * 2 < count
        else 3
    )
    flow = 0
    for i in range(count - 1):
        if codes[i] == 3 and tokens[i + 1][:1].isdigit() and i and tokens[i - 1][-1:].isalnum():
            flow = 1
            break
    has_quote = 9 in codes
    has_semicolon = codes.count(3) > 1
    layout = early * 8 + flow * 4 + has_quote * 2 + has_semicolon
    # The stretches between full stops and between any signs, and what they look like.
    clauses, sentences = _stretches(tokens, codes)
    # What sign comes next, and how far it is.
    ahead = [0] * count
    sign, distance = 15, 0
    for i in range(count - 1, -1, -1):
        ahead[i] = sign * 4 + (0 if distance == 0 else 1 if distance < 3 else 2 if distance < 8 else 3)
        if codes[i]:
            sign, distance = codes[i], 0
        else:
            distance += 1
    out = []
    stops = seen = quote = depth = since = 0
    last = 0
    quoted = 0
    for i, token in enumerate(tokens):
        code = codes[i]
        if code == 9:
            quote = 0 if quote and token not in "“«" else 1
            quoted = 1
        elif code in (5, 7):
            depth = 1
        where = i if i < 6 else 6 + min(5, (i - 6) * 6 // max(1, count - 6))
        end = min(count - 1 - i, 5)
        segment = min(stops, 6)
        after = min(seen, 2)
        out.append((
            where * 6 + end,
            layout * 7 + segment,
            (segment * 3 + after) * 4 + quote * 2 + depth,
            (after * 2 + quoted) * 4 + early,
            ahead[i],
            last * 4 + (since if since < 3 else 3),
            (last * 16 + ahead[i] // 4) * 4 + early,
            segment * 64 + ahead[i],
            *clauses[i],
            *sentences[i],
        ))  # fmt: skip
        if code:
            if code in (6, 8):
                depth = 0
            last, since = code, 0
            if code in (1, 14) and i and len(tokens[i - 1]) > 2:
                stops += 1
        else:
            since += 1
            if len(token) > 3 and token[-1] == "." and token[-2:-1].islower():
                stops += 1
        if i in years:
            seen += 1
    return out


def _stretches(tokens: Sequence[str], codes: Sequence[int]) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """For each token: the outlines of its clause and of the clauses round it; the same for its sentence."""
    count = len(tokens)
    minor = [0]
    major = [0]
    for i, code in enumerate(codes):
        if not code or code in (10, 11, 12, 13):
            if len(tokens[i]) > 3 and tokens[i][-1] == "." and i + 1 < count:
                minor.append(i + 1)
                major.append(i + 1)
            continue
        if i + 1 < count:
            minor.append(i + 1)
            if code == 9 or code == 14 or code == 3 or (code == 1 and i and len(tokens[i - 1]) > 1):
                major.append(i + 1)
    return _neighbours(tokens, minor), _neighbours(tokens, major)


def _neighbours(tokens: Sequence[str], bounds: list[int]) -> list[tuple[int, ...]]:
    edges = [*bounds, len(tokens)]
    outlines = [_outline(tokens, a, b) for a, b in itertools.pairwise(edges)]
    out: list[tuple[int, ...]] = []
    for number, outline in enumerate(outlines):
        before = outlines[number - 1] if number else 975
        after = outlines[number + 1] if number + 1 < len(outlines) else 975
        beyond = outlines[number + 2] if number + 2 < len(outlines) else 975
        size = outline // 39
        row = (
            size * 3 + outline // 13 % 3,
            size // 5 * 13 + outline % 13,
            (before // 39 % 5 * 3 + before // 13 % 3) * 13 + before % 13,
            (after // 39 % 5 * 3 + after // 13 % 3) * 13 + after % 13,
            after % 13 * 13 + beyond % 13,
        )
        out.extend([row] * (edges[number + 1] - edges[number]))
    return out


def strings(tokens: Sequence[str]) -> list[list[str]]:
    """The features of each token as strings, as the trainer wants them."""
    padded = ["<2", "<1", *tokens, ">1", ">2"]
    mine = [own(t) for t in tokens]
    sides = [["w<2"], ["w<1"], *mine, ["w>1"], ["w>2"]]
    near = [[f for f in fs if f[0] in NEAR] for fs in sides]
    shapes = ["<", "<", *(shape(t) for t in tokens), ">", ">"]
    words = [next(f for f in fs) for fs in sides]
    out = []
    for i, (features, state) in enumerate(zip(mine, states(tokens), strict=True), 2):
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
        out.append(row)
    assert len(padded) == len(shapes)
    return out

"""Which language a text is in, told by its script and its smallest words.

Only what is surely another language than English is named: a quotation, a drug's name or an abstract in two languages
leaves an English article English. What a file says of its own language is a hint, for it is often wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_SMALL = {
    "en": "the of and to in is that for it with as was on are be this by or an at from not have has you your can if may"
    " which their more who when but they than these will about should",
    "de": "der die das und ist in den von zu mit des im für auf eine ein nicht sich auch dem als bei einer werden nach"
    " oder wird sind aus wie um an durch kann etwa sie haben zur über",
    "fr": "le la les de des et est en un une du que pour dans qui par sur pas au plus avec ce il sont ou être cette aux"
    " se ne vous peut ces son",
    "es": "el la los las de y en que un una es por con para del se su al como más no lo o son puede pero este esta ha"
    " sus entre muy si",
    "pt": "o a os as de e em que um uma é por com para do da se no na dos das como mais não ao são ou pode mas este"
    " esta pela pelo nos",
    "it": "il la le i gli di e in che un una è per con del della si non sono dei al da nel come più alla delle anche o"
    " può questo ma",
    "nl": "de het een van en is in dat op te voor met zijn die niet aan er om ook bij als worden wordt naar of kan uit"
    " door deze heeft",
    "sv": "och att det i en som är av för på med den till inte ett om har de eller kan vid från man när",
    "da": "og at det i en som er af for på med den til ikke et om har de eller kan ved fra man når også",
    "no": "og at det i en som er av for på med den til ikke et om har de eller kan ved fra man når også",
    "pl": "i w na z do się nie to jest że o od jak po dla przez oraz lub są może są tym który która ich",
    "cs": "a v na je se že s do z pro to o od jako po při nebo jsou může který která jejich není také"
    " než méně více při kdy aby",
    "fi": "ja on ei se että tai kun voi ovat myös kuin joka mutta sen niin hän mukaan ovat",
    "tr": "ve bir bu için ile da de olarak daha çok en gibi olan veya kadar sonra ise değil",
    "ro": "și de la în a cu pe este un o că nu din care pentru mai sau sunt fi prin poate",
    "hu": "a az és hogy nem egy is van meg vagy mint ha csak el ki már lehet azonban",
    "id": "yang dan di dengan untuk pada ini dari tidak adalah dalam atau akan dapat oleh ada juga",
    "vi": "và của là có không cho được trong các một với những người khi này đó bị",
}
NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch",
    "sv": "Swedish", "da": "Danish", "no": "Norwegian", "pl": "Polish", "cs": "Czech", "fi": "Finnish",
    "tr": "Turkish", "ro": "Romanian", "hu": "Hungarian", "id": "Indonesian", "vi": "Vietnamese", "ru": "Russian",
    "uk": "Ukrainian", "el": "Greek", "ar": "Arabic", "he": "Hebrew", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "hi": "Hindi", "th": "Thai",
}  # fmt: skip
"""The languages that are told, by ISO 639-1 code, as an English sentence names them."""
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _code, _words in _SMALL.items():
    for _word in dict.fromkeys(_words.split()):
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _code)
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_LETTERS = re.compile(r"\w*(?:(?P<cs>[ěřů])|(?P<pl>ł)|(?P<hu>[őű])|(?P<tr>ğ))")
"""Letters that one of these languages has and no other."""
_WORD = re.compile(r"(?<![\d_])[^\W\d_]+(?![\d_])")
_FOREIGN = re.compile(
    "[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
_ENOUGH = 8_000
"""Characters that are looked at."""


def foreign(paragraphs: Iterable[str], hint: str = "") -> str:
    """The ISO 639-1 code of the language that most of the paragraphs are in, "" if that may be English.

    `hint` is what the file says of its language ("de-AT").
    """
    length: Counter[str] = Counter()
    rest: list[str] = []
    seen = 0
    for paragraph in paragraphs:
        if seen > _ENOUGH:
            break
        seen += len(paragraph)
        found = _language(paragraph, hint)
        if found:
            length[found] += len(paragraph)
        else:
            rest.append(paragraph)
    if not length and (whole := _language(" ".join(rest), hint)):
        return whole if whole != "en" else ""
    told = length.total()
    best, size = max(length.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    said = best == hint.partition("-")[0].casefold()
    most = size > told / 2 and size > seen / 4 if said else size > told * 2 / 3 and size > seen / 2
    return best if best != "en" and most else ""


def of_title(title: str) -> str:
    """ "en", the code of another language, or "" where the small words of a title leave it open."""
    return max(of_title_at_best(title), default="")


def small(word: str) -> bool:
    """Is this one of the small words by which a language is told, in lower case?"""
    return word in _LANGUAGES


def of_title_at_best(title: str) -> frozenset[str]:
    """The languages whose small words a title holds most of: {"en"}, others that cannot be told apart, or none."""
    hits = Counter(code for word in _WORD.findall(title.casefold()) for code in _LANGUAGES.get(word, ()))
    english = hits.pop("en", 0)
    count = max(hits.values(), default=0)
    if english > count or english == count > 1:  # "of" and "in" are Dutch as well
        return frozenset({"en"})
    return frozenset(code for code, number in hits.items() if number == count > english)


def _language(text: str, hint: str) -> str:
    """The language of one paragraph, "" if it is too short to tell or sits between two."""
    script = _script(text)
    if script:
        return script
    words = _WORD.findall(text.casefold())
    hits = Counter(code for word in words for code in _LANGUAGES.get(word, ()))
    if not text.isascii():
        hits.update(str(own.lastgroup) for word in words if word not in _LANGUAGES and (own := _LETTERS.match(word)))
    if not hits:
        return ""
    english = hits.pop("en", 0)
    said = hint.partition("-")[0].casefold()
    best, count = max(hits.items(), key=lambda item: (item[1], item[0] == said, item[0]), default=("", 0))
    if english >= 3 and english > count:
        return "en"
    sure = count >= ((2 if english else 1) if best == said else 4) and count >= 0.12 * len(words)
    return best if sure and count >= 2 * english else ""


def _script(text: str) -> str:
    """The language of a text that is mostly in letters other than Latin ones."""
    letters = len(_FOREIGN.findall(text))
    if letters < 12 or letters < 0.5 * sum(map(str.isalpha, text)):
        return ""
    return next((code for code, pattern in _SCRIPTS if len(pattern.findall(text)) > 0.01 * letters), "")

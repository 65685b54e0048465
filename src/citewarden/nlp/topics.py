"""What an article and its sections are about, as phrases that can stand in for "the condition" and "it"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice

from citewarden.config import lexicon
from citewarden.nlp.phrases import is_person

_GENERIC = re.compile(
    r"\b(?:overview|summary|introduction|symptoms?|signs?|causes?|diagnos(?:is|ed|e)|treatments?|"
    r"treated|outlook|prognosis|research|prevention|complications?|"
    r"who|what|how|why|when|where|is|are|does|do|can|should|risk|factors?|women|men|children|"
    r"infants|adults|key|points|facts|general|information|about|"
    r"living|with|inheritance|tests?|exams?|physical|types of|stages?|learning|outcomes?|conclusion|"
    r"background|definition|epidemiology|understanding|"
    r"questions?|references|resources|more|word|from|management|care|screening|benefits?|effects?|"
    r"case|study|part|medicines?|medications?|surgery)\b",
    re.I,
)
_QUESTION = (
    re.compile(
        r"\Awhat (?:is|are) (?:the )?(?:\w+ )?(?:symptoms?|signs?|causes?|treatments?|complications?|outlook|types?|"
        r"stages?|risk factors?|side effects?) (?:of|for) (?P<np>[^?]+?)\?*\Z",
        re.I,
    ),
    re.compile(r"\A(?:what|who) (?:is|are) (?:an? |the )?(?P<np>[^?]+?)\?*\Z", re.I),
    re.compile(r"\Awhat causes (?P<np>[^?]+?)\?*\Z", re.I),
    re.compile(r"\Awhat (?:is|are) (?:the )?[\w ]+? (?:of|for) (?P<np>[^?]+?)\?*\Z", re.I),
    re.compile(
        r"\Ahow (?:is|are|might|can|do|does|will) (?P<np>[^?]+?) (?:be )?(?:diagnosed|treated|prevented|"
        r"managed|inherited|tested|spread|transmitted|affect)\b.*\Z",
        re.I,
    ),
    re.compile(
        r"\A(?:is|are) (?P<np>[^?]+?) (?:an? |the )?(?:\w+ )?(?:symptoms?|signs?|causes?|types?|forms?|"
        r"risk factors?|side effects?) (?:of|for)\b.*\Z",
        re.I,
    ),
    re.compile(
        r"\A(?:is|are) (?P<np>[^?]+?) (?:inherited|contagious|common|hereditary|genetic|curable|"
        r"preventable|dangerous)\?*\Z",
        re.I,
    ),
)
_SHELL = re.compile(
    r"\A(?:introduction to|understanding|overview of|living with|about|what is|what are|facts about|"
    r"(?:(?:facing|meeting) )?the challenges? of|coping with|dealing with|"
    r"the basics of|managing|treating|preventing|symptoms of|(?:your|the|a) (?:\w+ )?guide to|"
    r"what (?:i|you) need to know about|"
    r"(?:nutrition|diet|eating|exercise|meals?|help|hope|support|caring|care) (?:for|with|and)|"
    r"(?:prevent|manage|control|treat|avoid|beat|stop|understand|know)(?= (?!and\b|or\b))|"
    r"(?:my|your) child['’]s|my|causes of|signs of|treatment of|types of|a guide to|all about"
    r"|quick facts on)\s+(?:an? |the )?"
    r"|(?<!\s)\s*(?:overview|fact sheet|screening|prevention|treatment|basics|facts|information page|"
    r"at a glance|in a nutshell|in brief|explained|problems|in (?:adults|children|women|men|pregnancy|older adults)|"
    r"for (?:older adults|adults|children|women|men|kids|teens)|symptoms|causes|and you)\Z|[:?].*\Z"
    r"|(?<!\s)\s*\([^()]*\)",
    re.I,
)


def of_title(title: str, text: str) -> str:
    """The article's topic as it is written inside sentences of `text`; "" when the title names none."""
    title = plain(title)
    named = _asked(title) or _unshelled(title)
    if _SENTENCE.search(named):  # "Your knees are not worn out" names a topic only if a disease stands in it
        named = condition_in(named, text)
    condition = _longer(condition_in(named, text), named, text)
    if not condition and not _asked(title) and not _spoken_of(named, _lowered(text)):
        return ""
    return cased(condition or _first_part(named, text), text)


def of_article(title: str, headings: Sequence[str], text: str) -> str:
    """The article's topic: what its title names, else (a page's furniture, a slogan) the condition that one of its
    first headings names, else the one that its first sentences define; "" if none does."""
    if named := of_title(title, text):
        also = also_known(title, text)
        return also if also and said(also, text) > said(named, text) else named
    for heading in headings[:_FIRST_HEADINGS]:
        for part in (heading.rsplit(": ", 1)[-1], heading.rsplit(" for ", 1)[-1]):
            if is_condition(part) and condition_in(part, text).lower() == _unshelled(plain(part)).lower():
                return cased(_unshelled(plain(part)), text)
    for match in islice(_DEFINED.finditer(text, 0, _OPENING), _FIRST_SENTENCES):
        named = match["np"]
        if is_condition(named) and len(re.findall(rf"\b{re.escape(named.split()[0])}\b", text, re.I)) >= 2:
            return cased(named, text)
    for match in islice(_SAYS_WHAT.finditer(text, 0, _OPENING), _FIRST_SENTENCES):
        if is_condition(match["np"]):
            return cased(match["np"], text)
    return most_said(title, text)


def most_said(title: str, text: str) -> str:
    """The condition that an article whose title names none keeps coming back to; "" if no one stands out, or the
    article says a word of its title as often ("Smoking and your heart")."""
    words = lexicon("conditions")
    often_said = Counter(re.findall(r"[^\W\d_][\w-]*", text.lower())).most_common()
    ranked = [(word, count) for word, count in often_said if count >= _SAID and _names_one(word)]
    ranked = [(word, count) for word, count in ranked if word not in words["of_any"]]
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    word, count = ranked[0]
    if any(said(other, text) >= count for other in re.findall(r"[^\W\d_]{5,}", title) if other.lower() not in word):
        return ""
    name = word
    for _ in range(_LONGEST_NAME - 1):
        before = Counter(
            m[1].lower() for m in re.finditer(rf"(?<![\w'’-])([\w'’-]+) {re.escape(name)}(?!\w)", text, re.I)
        )
        one, often = before.most_common(1)[0] if before else ("", 0)
        if 2 * often <= count or one in _NO_OPENING or one in words["no_part"]:
            break
        name, count = f"{one} {name}", often
    return "" if name in PLAIN else cased(name, text)


def speaks_of_care(title: str) -> bool:
    """Whether a title speaks of drugs or an operation for a disease, so that what a sentence leaves open is theirs."""
    return _CARE_FOR.search(title) is not None


_CARE_FOR = re.compile(
    r"\b(?:drugs?|medicines?|medications?|surgery|operations?|injections?|vaccines?|vaccination)"
    r"(?: (?:used|taken|given|approved|available))? (?:for|in|to) ",
    re.I,
)


def care_named(title: str, text: str) -> str:
    """What a title says is given for a disease, with it ("Methotrexate for arthritis"): what happens to those who take
    it is not the disease's; "" where the title names no such thing or the article hardly speaks of it."""
    match = _GIVEN_FOR.match(" ".join(title.split()))
    if match is None or not is_condition(match["what"]) or is_condition(match["care"]) or is_generic(match["care"]):
        return ""
    return match.group().strip() if said(match["care"], text) >= _GIVEN else ""


_GIVEN_FOR = re.compile(
    r"(?P<care>[A-Z][\w-]{4,}(?: [\w-]{3,})?) (?:for|in|to treat|against) (?P<what>[\w’' -]{3,60}?)\s*(?=[:.–—|?(]|\Z)"
)
_GIVEN = 3
"""How often an article names what its title says is given."""


@lru_cache(maxsize=20_000)
def _names_one(word: str) -> bool:
    """Whether a word alone names a disease."""
    return condition_pattern().fullmatch(word) is not None


_LONGEST_NAME = 4


def also_known(title: str, text: str) -> str:
    """The other name that a title gives in brackets ("Enterobiasis (also known as Pinworm Infection)"), "" if none."""
    match = _ALSO.search(" ".join(title.split()))
    return " ".join(_word(w, text) for w in re.split(r"[,;)]| or ", match["np"])[0].split()) if match else ""


def said(name: str, text: str) -> int:
    """How often a text says the word that tells a name from others."""
    words = [word for word in re.findall(r"[^\W_]{4,}", name.lower()) if word not in PLAIN]
    return len(re.findall(rf"\b{re.escape(words[0])}", text, re.I)) if words else 0


def called(name: str, text: str) -> frozenset[str]:
    """Which of "infection" and "syndrome" a text calls a condition by: in its name, in what it says it is, or where it
    speaks of those infected with it."""
    said = re.escape(name)
    is_a = rf"\b{said}(?: \([^()\n]{{1,60}}\))? (?:is|are) (?:an?|the) [^.\n]{{0,80}}?\b(infection|syndrome)\b"
    caught = rf"\b(infect)(?:ion|ions|ed) (?:with|by|called) (?:the |an? )?{said}|\b{said} (?:virus )?(infection)"
    named = re.findall(r"\b(?:infection|syndrome)\b", name, re.I)
    found = [word for match in re.finditer(f"{is_a}|{caught}", text, re.I) for word in match.groups() if word]
    return frozenset("syndrome" if "synd" in word.lower() else "infection" for word in (*named, *found))


PLAIN = frozenset(["disease", "disorder", "syndrome", "infection", "virus", "chronic", "acute", "primary", "type"])
_FIRST_HEADINGS, _FIRST_SENTENCES, _OPENING = 4, 3, 1_500
_DEFINED = re.compile(
    r"^(?:An? |The )?(?P<np>[A-Z][\w'’-]+(?: [\w'’-]+){0,4})(?: \([^()\n]{2,60}\))? is (?:an?|the) "
    r"(?=[^.\n]{0,60}\b(?:disease|disorder|condition|illness|infection|syndrome|inflammation|swelling)\b)",
    re.M,
)
"""A first sentence of a paragraph that says what a disease is."""


_SAYS_WHAT = re.compile(
    r"^(?:An? |The )?(?P<np>[A-Z]?[\w'’-]+(?: [\w'’-]+){0,3})(?: \([^()\n]{2,60}\))? is (?:an?|the) \w",
    re.M,
)
"""A first sentence of a paragraph that says what a thing is; it tells the topic if that is a disease."""


def _unshelled(title: str) -> str:
    return _SHELL.sub("", _SHELL.sub("", _AND_HOW.sub("", title))).strip()


_AND_HOW = re.compile(r",? (?:and|&) (?:how|what|why|when|where|who)\b.*\Z", re.I)
"""The second half of a title that asks something of the first: "... and How It's Treated"."""


def _longer(condition: str, named: str, text: str) -> str:
    """The whole name where the title goes on after the word that a disease is known by ("Polycythemia Vera")."""
    if not condition or _JOINED.search(named) or len(named.split()) > 5 or condition == named:
        return condition
    return named if len(re.findall(re.escape(named), text, re.I)) >= _SAID else condition


_JOINED = re.compile(r"[,:;–—]|\b(?:and|or|in|for|with|your|you|from|to)\b", re.I)


def _first_part(named: str, text: str) -> str:
    """The first part of a title of two parts if the article keeps coming back to it alone ("X in healthcare")."""
    first = re.split(r" (?:in|and|for) ", named)[0]
    alone = len(re.findall(rf"\b{re.escape(first)}\b", text)) - len(re.findall(re.escape(named), text))
    return first if first[:1].isupper() and alone >= 2 * _SAID else named


def _spoken_of(named: str, text: str) -> bool:
    """Whether an article comes back to each word of its title; a page's furniture ("Skip to content") is said once."""
    words = re.findall(r"[^\W\d_]{4,}", named.lower())
    return len(named.split()) <= 2 or all(text.count(word[:_STEM]) >= _SAID for word in words)


_STEM, _SAID = 5, 3
_ASKED_ABOUT = re.compile(
    r"\b(?:symptoms? of|signs of|causes? of|causes|treatments? (?:for|of)|risk (?:for|of)|"
    r"diagnose|outlook for|diagnosis of)"
    r" (?:an? |the )?(?P<np>.+?)\??\Z",
    re.I,
)


def asked_about(topic: str, headings: Iterable[str]) -> bool:
    """Whether two of an article's headings ask after symptoms, causes or treatment of its topic: it is a condition."""
    found = {h for h in headings if (m := _ASKED_ABOUT.search(plain(h))) and topic and topic.lower() in m["np"].lower()}
    return len(found) >= 2


def plain(heading: str) -> str:
    """A heading or title without what a template left in it: "What is (are) Gout ?" is "What is Gout?"."""
    heading = _CLASS.sub("", _NUMBER.sub("", " ".join(heading.split())))
    heading = _ALSO.sub("", heading)
    said = heading.rstrip("? ")
    return f"{said}?" if "?" in heading[len(said) :] else heading


_NUMBER = re.compile(r" ?\((?:are|is)\)|(?<=[a-z])\((?:e?s)\)", re.I)
_ALSO = re.compile(r" ?\((?:also (?:known as|called)|or|formerly)\b(?P<np>[^()]*)\)", re.I)
_CLASS = re.compile(r"\b[A-Z]\w+ [-–] (?=[A-Z])")
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|isn['’]t|aren['’]t|do|does|don['’]t|can|can['’]t|will|your|you|why|how)\b", re.I
)


def of_heading(heading: str, text: str) -> str:
    """The topic a heading sets for its section; "" for generic headings ("Symptoms", "Who is at risk?")."""
    heading = plain(heading)
    named = _asked(heading)
    if not named:
        named = _SHELL.sub("", heading.strip()).strip()
        if heading.rstrip().endswith("?") or is_generic(named) or len(named.split()) > 6 or _NO_THING.match(named):
            return ""
    if not named or named.lower() not in _lowered(text):
        return ""
    if named.isupper() and " " in named and _lowered(text).count(named.lower()) < 2:
        return ""  # "TALKING CURE", said in capitals and nowhere else, is no thing that the text speaks of
    return cased(_unshelled(named) if is_condition(_unshelled(named)) else named, text)


def told_of(row: str, caption: str, heading: str, topic: str) -> str:
    """A table's row with what the table is about: its caption, else its heading, and the article's topic if neither
    names it and they leave open of what the row speaks."""
    heading = "" if heading.rstrip().endswith("?") or _NO_SUBJECT.fullmatch(heading.strip()) else heading.strip()
    about = caption or heading
    named = [name.rstrip("s") for name in re.findall(r"[^\W_]{3,}", topic.lower())]
    spoken = re.findall(r"\w+", f"{about} {row}".lower())
    named_there = any(word.startswith(name[:6]) for name in named for word in spoken)
    if topic and not named_there and _leaves_open(about, row, topic):
        about = f"{topic}, {about[:1].lower() + about[1:] if about[1:2].islower() else about}" if about else topic
    return f"{about[:1].upper()}{about[1:]}: {row}" if about and about.lower() not in row.lower() else row


def _leaves_open(about: str, row: str, topic: str) -> bool:
    """Whether what stands over a table does not say of what a row speaks ("Adult doses"). A disease is not put before
    a row of a thing of its own: how much sodium is in blood holds of more than diabetes."""
    if ":" in about or any(not _of_people(said.group()) for said in _OF_WHAT.finditer(about)):
        return False
    head = row.partition(":")[0]
    if not is_condition(topic) or any(c.isdigit() for c in head) or _of_people(head):
        return True
    if _IN_BLOOD.search(row) or _MEASURED.search(about):
        return False
    return not about or is_generic(about)


def _of_people(words: str) -> bool:
    """Whether words name people, or what parts them or a disease's course: age, weight, how severe."""
    found = re.findall(r"[^\W\d_]+", words.lower())
    return any(is_person(word) for word in found) or _PARTS.search(words) is not None


_OF_WHAT = re.compile(r"\b(?:of|for|about|among) (?:[\w'’-]+ ?){1,3}", re.I)
_MEASURED = re.compile(r"\b(?:tests?|values?|results?|levels?|ranges?|foods?|diets?)\b", re.I)
"""What stands over a table of things measured or eaten, which are not those of one disease."""
_IN_BLOOD = re.compile(r"(?:[mμµnp]?g|[mμµn]?mol|[mµ]?Eq|I?U)/d?(?:L|l|ml|mL)\b")
_PARTS = re.compile(
    r"\b(?:ages?|weight|sex|gender|race|severity|mild|moderate|severe|early|late|acute|chronic|stage|grade|type|class"
    r"|yes|no|total|all|both|use|interest)\b",
    re.I,
)
_NO_SUBJECT = re.compile(
    r"(?:overview|introduction|summary|key (?:facts|points)|at a glance|in brief|tables?|data)", re.I
)
_NO_OPENING = frozenset(
    [
        "used",
        "in",
        "of",
        "for",
        "with",
        "and",
        "or",
        "the",
        "a",
        "an",
        "to",
        "on",
        "by",
        "about",
        "from",
        "caused",
        "has",
        "have",
        "had",
        "having",
        "gets",
        "get",
        "got",
        "is",
        "are",
        "was",
        "were",
    ]
)


def is_generic(heading: str) -> bool:
    """Whether a heading or label names a side of a topic rather than a topic ("Adverse effects")."""
    return bool(_GENERIC.search(heading) or _ASPECT.search(heading))


_NO_THING = re.compile(
    r"(?:[\"“'‘]|(?:if|by|without|with|in|on|at|from|to|this|that|these|keep|keeps|don['’]t|do|dos|get|gets|take|make|stop|eat|use"
    r"|myth|fact|tip|step|part|week|day|raises|lowers|damages|increases|reduces|improves|helps|your|our|my|don)\b)",
    re.I,
)
"""What a heading begins with that is an order, a clause or a number and names no thing."""
_ASPECT = re.compile(
    r"\b(?:nursing|implications?|considerations?|teaching|contraindications?|precautions?|adverse|interactions?|guidelines?|"
    r"safety|alerts?|plans?|planning|actions?|interventions?|dosages?|doses?|administration|indications?|uses?|"
    r"assessments?|evaluation|implementation|recommendations?|examples?|rationale|outcomes?|goals?|steps?|tips?|note)\b",
    re.I,
)


@lru_cache(maxsize=20_000)
def is_condition(phrase: str) -> bool:
    """Whether a phrase names a disease, by its ending or a word of `config/lexicons/conditions.yaml`."""
    return bool(condition_pattern().search(phrase))


_NAMELESS = re.compile(
    r"\b(?:conditions?|diseases?|disorders?|illness(?:es)?|infections?|syndromes?|problems?)\b", re.I
)


@lru_cache(maxsize=4_000)
def names_condition(text: str) -> bool:
    """Whether a sentence says whose or what disease it speaks of ("treatment of asthma", "people who have gout")."""
    return any(condition_pattern().search(m["np"]) for m in _OWNED.finditer(_NAMELESS.sub("", text)))


def causes_condition(text: str) -> bool:
    """Whether a sentence says that something causes a disease ("The drug can cause hepatitis")."""
    return any(condition_pattern().search(m["np"]) for m in _CAUSES.finditer(_NAMELESS.sub("", text)))


_CAUSES = re.compile(r"\b(?:caus(?:e|es|ing)|leads? to|results? in) (?P<np>(?:[\w'’-]+ ?){1,5})", re.I)


def names_any(text: str) -> bool:
    """Whether a text names a disease, words that only stand for one ("the condition") aside."""
    return condition_pattern().search(_NAMELESS.sub("", text)) is not None


_OWNED = re.compile(
    r"\b(?:of|for|with|from|have|develop|against|diagnosing|prevent(?:s|ing)?|treat(?:s|ing)?|cur(?:e|es|ing))"
    r" (?P<np>(?:[\w'’-]+ ?){1,4})",
    re.I,
)


def condition_in(phrase: str, text: str) -> str:
    """The longest run of words of `phrase` that ends in a condition word and occurs in `text`."""
    words = phrase.split()
    best = ""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            piece = " ".join(words[start:end]).strip(",;:")
            if (
                len(piece) > len(best)
                and words[start].lower() not in _NO_OPENING
                and words[end - 1].lower() not in _NO_OPENING
                and condition_pattern().search(" ".join(words[max(start, end - 2) : end]))
                and len(re.findall(re.escape(piece), text, re.I)) >= 2
            ):
                best = piece
    return best


def cased(phrase: str, text: str) -> str:
    """`phrase` as `text` writes it inside sentences; lower case when it never does."""
    if not phrase:
        return ""
    low, wanted = _lowered(text), phrase.lower()
    counts: dict[str, int] = {}
    at, seen = low.find(wanted), 0
    while at >= 0 and seen < _OFTEN:
        end, seen = at + len(wanted), seen + 1
        if _inside(text, at, end) and not _asks(text, end):
            written = text[at:end]
            counts[written] = counts.get(written, 0) + 1
        at = low.find(wanted, end)
    if counts and not ((best := max(sorted(counts), key=lambda k: counts[k])).istitle() and " " in best):
        return best
    if counts and not all(holds_word(text, w.lower()) for w in best.split()):
        return best
    return " ".join(_word(w, text) for w in phrase.split())


def _word(word: str, text: str) -> str:
    """One word of a phrase: small if the text has it so, or has it in no other way than at the head of lines."""
    if any(c.isupper() for c in word[1:]) or re.search(r"\d", word) or len(word) == 1:
        return word
    small = word.lower()
    if condition_pattern().fullmatch(small) or holds_word(text, small) or not word[:1].isupper():
        return small
    if _OF_A_NAME.fullmatch(word):
        return word
    return word if re.search(rf"(?<=[a-z,] ){re.escape(word)}\b(?![^\n]*\?)", text) else small


def holds_word(text: str, word: str) -> bool:
    """Whether a text has a word as a whole word, in the case given."""
    if word.isalnum():
        return word in _words_of(text)
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


@lru_cache(maxsize=4)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


_OF_A_NAME = re.compile(r"[A-Z]\w+['’]s?")
"""Whose disease it is: "Hashimoto's"."""


def _asks(text: str, at: int) -> bool:
    """Whether the line goes on as a question's: a heading, where capitals mean nothing."""
    stop = text.find("\n", at)
    return text[at : stop if stop >= 0 else len(text)][:80].rstrip().endswith("?")


_OFTEN = 60
"""Sayings of a phrase that are looked at."""


def _inside(text: str, start: int, end: int) -> bool:
    """Whether a whole word or phrase stands inside a sentence, where a capital letter means a name."""
    before = text[max(0, start - 2) : start]
    after = text[end : end + 1]
    return (
        len(before) == 2
        and before[1] == " "
        and (before[0] in ",;(" or (before[0].isascii() and before[0].isalpha()))
        and not (after.isalnum() or after == "_")
    )


@lru_cache(maxsize=4)
def _lowered(text: str) -> str:
    """`text` in lower case, letter by letter, so that offsets stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _asked(heading: str) -> str:
    for pattern in _QUESTION:
        if match := pattern.match(heading.strip()):
            named = " ".join(re.sub(r"\A(?:an?|the) |\([^()]*\)", "", match["np"].strip()).split())
            return (
                ""
                if re.search(
                    r"\b(?:it|they|this|you|my|me|i|at risk|doctor|treatment|symptoms?|signs?|causes?|outlook|"
                    r"prognosis|types|done|there)\b",
                    named,
                    re.I,
                )
                else named
            )
    return ""


@cache
def condition_pattern() -> re.Pattern[str]:
    """Matches one word or name that ends the name of a disease."""
    words = lexicon("conditions")
    endings = "|".join(re.escape(w) for w in words["endings"])
    names = "|".join(re.escape(w) for w in sorted(words["words"], key=lambda w: (-len(w), w)))
    not_ = "|".join(re.escape(w) for w in words["not_conditions"])
    return re.compile(rf"\b(?!(?:{not_})\b)(?:\w*(?:{endings})|{names})\b", re.I)

"""List items joined with the words that introduce them.

"Fasciculations may be a symptom of certain conditions, such as:" with "An overactive thyroid gland" reads
"Fasciculations may be a symptom of an overactive thyroid gland". Everything is cut from the lead-in and the item; only
the verb forms that join them ("is a cause of") are added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.nlp import topics
from citewarden.nlp.claims import is_imperative
from citewarden.nlp.phrases import lower_first, upper_first

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_I = re.IGNORECASE
_END = re.compile(r"(?<![\s:;,.—–-])[\s:;,.—–-]+\Z")
_LEADING = re.compile(r"\b(?:as follows|the following)\Z")
_BRACKETED = re.compile(r"(?<!\s)\s*\([^()]*\)")
_EXAMPLES = re.compile(
    r"(?<![\s,])[\s,]*"
    r"(?:\b(?:such as|including|like|for example|for instance|e\.g\.|namely|especially|particularly)\b,?\s*){1,4}\Z",
    _I,
)
_FOLLOWING = re.compile(
    r"(?P<some>(?:(?:one|two|three|more than one|any|some|all|each|many|several|at least one|"
    r"either)(?: or more)?(?: of)? )?)(?:the|these) following(?: (?P<n>(?:[\w-]+ ){0,2}[\w-]+))?\Z|"
    r"(?P<some2>(?:(?:one or more|more than one|one|any|some|all|each|several|many|"
    r"at least one)(?: of)? )?)(?:these|this) (?P<n2>(?:[\w-]+ ){0,2}[\w-]+)(?<! include)(?<! includes)(?<! are)\Z",
    _I,
)
_INCLUDES = re.compile(
    r"\A(?P<s>.+?) (?P<v>(?:may |can |might |could |often |usually |generally |commonly |typically |"
    r"also |will ){0,4}(?:include[sd]?|involve[sd]?|consists? of|contains?))\Z",
    _I,
)
_ARE = re.compile(r"\A(?P<s>.+?) (?P<v>(?:may |can |might |could )?(?:are|is|be|was|were))(?: as follows)?\Z", _I)
_STARTERS = re.compile(
    r"\A(?=[A-Za-z\d])(?:the(?! most\b)\s+)?"
    r"(?:(?:some|other|many|several|these|certain|additional|a few|two|three|four|five|six|seven|eight|nine|ten|\d+"
    r"|examples of)\s+)?(?:of the |of these )?",
    _I,
)
_LABEL = re.compile(r"\A(?P<label>[^:.;?]{2,70}?)\s*(?::| – | — | - )\s*(?P<rest>\S.+)\Z")
_RELATIONAL = re.compile(
    r"\b(?P<n>causes|signs and symptoms|signs|symptoms|risk factors|complications|side effects|"
    r"examples|types|forms|stages|kinds|treatments|triggers|tests|reasons|benefits|factors|sources|"
    r"goals|conditions|options|parts|methods|ways|steps|functions|components)\b",
    _I,
)
_COUNTED = re.compile(
    r"\b(?:(?P<num>two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|"
    r"different) )(?:\w+ )?(?P<n>stages|types|forms|kinds|groups|layers|parts|categories|phases|"
    r"classes|ways|steps|methods|levels)\b",
    _I,
)


def join(lead: str, lead_doc: Doc, item: str, item_doc: Doc, *, topic: str = "") -> str:
    """The item as a statement of its own; `lead` is the lead-in's standalone form, `item` the item's first sentence."""
    body = _END.sub("", re.sub(r"[,;]\s+(?:and|or)\s*\Z", "", item))
    rest = _END.sub("", lead)
    continues = body[:1].islower()
    sentence = np.is_sentence(item_doc) or _says_much(item, item_doc) or _SET_APART.match(item) is not None
    sentence = sentence and not continues and not _CLAUSE.match(body)
    if (labelled := _labelled(rest, body, item_doc)) or _TO_DO.fullmatch(rest):
        return labelled or _end(body)
    if sentence and not is_imperative(item_doc):
        return item
    rest = _main_clause(rest, lead_doc, continues=continues)
    if told := _DOES_WHAT_FOLLOWS.match(rest):
        return _end(_told_to_do(told, body))
    if opened := _ARTICLE.search(rest):  # "These include a:" + "Allergist"
        rest = rest[: opened.start()]
        small = lower_first(body)
        body = small if _OWN_ARTICLE.match(small) else f"{np.article(small)} {small}"
    elif is_imperative(item_doc) and not continues and not _AWAITS_VERB.search(rest):
        if purpose := _PURPOSE.search(rest):
            words = _NEGATIVE.sub(lambda m: f"{m[1].lower()} ", lower_first(body))
            return _end(f"To {purpose['to'].strip()}, {words}")
        return _advised(rest, body)
    small = lower_first(body)
    if _OF_THE_LIST.search(rest):
        return item
    if (case := _IN_CASE.match(body)) and _MODAL.search(rest):
        return _end(f"{case['when']}, {lower_first(rest)} {case['act']}")
    if case and not continues and _TRY.match(rest):  # "Try these tips:" + "If you smoke, cut down"
        return _end(body)
    if (steps := _BY_STEPS.search(rest)) and (steps["steps"] or is_imperative(item_doc)):
        return _end(f"{rest[: steps.start()]}: {small}")
    if bare := _BARE_FOLLOWING.search(rest):
        rest = _END.sub("", rest[: bare.start()])
        if _AMONG.search(bare.group()):
            return _end(_exemplified(rest, lead_doc, small))
        if body[:1].isupper() or continues:
            rest = _HAVE.sub("are", rest) if _GERUND.match(small) and _HAVE.search(rest) else rest
        if _TAKES_OBJECT.search(rest):
            return _end(f"{rest} {small}")
    if listed := _in_list(rest, lead_doc, body, topic):
        return _end(listed)
    ends = lead.rstrip()
    if ends.endswith((".", "!")):
        return _end(_member(rest, body, small, topic))
    if _GOES_ON.match(body):
        rest = re.sub(r"(?<!\s)\s+(?:with|who have|having|that have) the following \w+\Z", "", rest, flags=_I)
        return _end(f"{rest} {small}")
    if not re.search(r"[a-z]", rest) or not (ends.endswith((":", ",")) or continues or _OPEN.search(rest)):
        return item
    if not ends.endswith(":"):
        return _end(f"{rest} {small}")
    if _OF_KINDS.search(rest):
        return _end(_member(rest, body, small, topic))
    if (
        _POINTS.search(rest)
        or _ANNOUNCES.search(rest)
        or (not continues and _COUNTS.search(rest))
        or _is_complete(lead_doc, item_doc)
    ):
        return _end(f"{rest}: {small}")
    return _end(f"{rest} {small}")


_DOES_WHAT_FOLLOWS = re.compile(
    r"(?P<who>.+? (?:should|can|must|may|will)) do the following\b"
    r"(?: (?:things|steps|actions|tasks)\b)?(?P<when> (?:for|if|when|with|to|before|after|during|in)\b.*)?",
    _I | re.S,
)
"""A lead-in that tells who acts, and, behind "do the following", for whom or when."""


def _told_to_do(lead: re.Match[str], body: str) -> str:
    """What somebody does of a list: "For children who ..., the nurse should ..."."""
    case = _IN_CASE.match(body)
    before = [(lead["when"] or "").strip(), case["when"] if case else ""]
    opening = "".join(f"{lower_first(words)}, " for words in before if words)
    negative = _NEGATIVE.match(body)
    act = case["act"] if case else lower_first(body)
    if negative and lead["who"].lower().endswith(("should", "must", "may", "can", "will")):
        act = f"not {body[negative.end() :]}"
    return f"{opening}{lower_first(lead['who']) if opening else lead['who']} {act}"


_ARTICLE = re.compile(r"\san?\Z", _I)
_OWN_ARTICLE = re.compile(r"(?:an?|the|your)\s", _I)
_TO_DO = re.compile(r"do(?:['’]?s)?", _I)
"""What stands over a list of what to do, beside one of what not to."""
_OF_THE_LIST = re.compile(
    r"\b(?:the following|this|the) (?:list|table|chart|box)s? (?:presents?|shows?|gives?|lists?|provides?|contains?"
    r"|describes?|outlines?|summari[sz]es)\b",
    _I,
)
"""A lead-in that speaks of the list itself."""
_AWAITS_VERB = re.compile(
    r"\b(?:may|can|might|could|will|should|must|to|would|and|or|not|never|helps?)(?: (?:always|also|first))?\Z", _I
)
_GOES_ON = re.compile(r"(?:who|which|that|with|without|whose|in|on|from|by|after|before|during)\b", _I)
_OF_KINDS = re.compile(
    r"\b(?:stages|types|forms|kinds|groups|layers|parts|categories|phases|classes|cells|factors|"
    r"symptoms|causes|signs|things|ways|steps|reasons|conditions)\Z",
    _I,
)


def _main_clause(rest: str, lead_doc: Doc, *, continues: bool) -> str:
    """A lead-in without its reason, without the first of two conditions if the second is the list's, and where its
    items are examples in its second clause, that clause."""
    rest = _ONE_CONDITION.sub("", rest)
    rest = re.sub(r"\A(?:because|since|as)\b[^,]+,\s+(?=[a-z]+ (?:should|may|can|must|will|need))", "", rest, flags=_I)
    second = re.search(r",\s+(?:and|but|so)\s+(?=(?:it|they|he|she|\w+) [a-z]+)", rest) if continues else None
    if second is None or not _EXAMPLES.search(rest):
        return rest
    rest = rest[second.end() :]
    token = np.subject_token(lead_doc)
    return rest if token is None else re.sub(r"\A(?:it|they)\b", np.phrase(token).text, rest, count=1)


_SET_APART = re.compile(
    r"(?:in contrast|however|in addition|also|for example|instead|as a result), .+[.!]\s*\Z", _I | re.S
)
"""A sentence by its opening."""


_ONE_CONDITION = re.compile(r"\bif [^,:;]{1,200}, or (?=if\b[^,:;]*\Z)", _I)


def _in_list(rest: str, lead_doc: Doc, body: str, topic: str) -> str:
    """The item in the place that the lead-in gives to a list ("such as", "the following", "include", "are"), or ""."""
    small = lower_first(body)
    if examples := _EXAMPLES.search(rest):
        return _exemplified(rest[: examples.start()], lead_doc, small)
    if match := _FOLLOWING.search(rest):
        return _following(rest, match, body, small, topic)
    if match := _INCLUDES.match(rest):
        subject = match["s"]
        if re.fullmatch(r"(?:these|those|they|some|this)", subject, _I):
            return body
        if re.search(r"\brisk factors\b", subject, _I):
            return _is_one(body, subject)
        verb = re.sub(r"\balso ", "", match["v"], flags=_I)
        verb = _WHOLE.sub(lambda m: "includes" if m[1] else "include", verb)
        return f"{upper_first(_named(subject))} {verb} {small}"
    match = _ARE.match(rest)
    if match and not _IN_CLAUSE.search(match["s"]):
        if said := _OF_WHICH.match(match["s"]):
            verb = re.sub(r"\b(?:are|be|is|was|were)\Z", "include", match["v"], flags=_I)
            return f"{upper_first(said.group())} {verb} {small}"
        return _is_one(body, match["s"], match["v"])
    return _one_of(rest, small)


_WHOLE = re.compile(r"\bconsist(s)? of\Z", _I)
"""What is said of all the items together; one is but a part."""
_IN_CASE = re.compile(
    r"(?P<when>(?:if|when|unless|before|after|for|prior to)\b[^,]{1,200}), (?P<act>(?!then\b)[a-z].*)\Z", _I | re.S
)
"""An order for a case: "If the pulse is below 60, call the doctor"."""


_MODAL = re.compile(r"\b(?:should|must|can|may|will)\Z", _I)


def _named(subject: str) -> str:
    """A lead-in's subject without what only announces a list ("some", "the" before plurals)."""
    bare = re.sub(_STARTERS, "", subject)
    head = re.split(r" (?:of|in|with|for|from|that|who|which|during|on|at) ", bare)[0].split()
    one = bool(head) and np.singular(head[-1]) == head[-1] and re.match(r"the\b", subject, _I) is not None
    return subject if one else bare or subject


_IN_CLAUSE = re.compile(r"\b(?:that|when|if|because) (?:your|the|their|his|her|its|my) (?:\w+ )?\w+\Z", _I)
"""What an "is" belongs to that does not end the lead-in's own clause ("the feeling that your heart is:")."""
_OF_WHICH = re.compile(
    r"(?:the )?(?:[\w-]+ ){0,2}(?:signs and symptoms|signs|symptoms|side effects)"
    r"(?: (?:of|for|in)|,) .+",
    _I,
)
"""What is listed by a lead-in that says of what: "the symptoms of diabetes are"; one item is not all of them."""


def _one_of(rest: str, small: str) -> str:
    """ "There are three options" + item -> "One option is <item>"; "" for other lead-ins."""
    match = _THERE_ARE.match(rest)
    if match is None:
        return ""
    return f"{match['before']}one {match['sort'] or ''}{np.singular(match['n'])}{match['of'] or ''} is {small}"


_THERE_ARE = re.compile(
    r"(?P<before>(?:[^:;]*, )?)there are "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|several|many|various|a few|\d+) (?P<sort>(?:[\w-]+ )?)"
    r"(?P<n>options|types|forms|kinds|treatments|tests|reasons|causes|factors|methods|stages|phases)"
    r"(?P<of> (?:of|for|to|that (?:may|can|could|might|must)) [^:;,]+)?\Z",
    _I,
)


def _is_complete(lead_doc: Doc, item_doc: Doc) -> bool:
    """Whether a lead-in ends in a noun and its item begins with one: neither goes on in the other."""
    last = next((t for t in reversed(lead_doc) if t.is_alpha), None)
    nominal = item_doc[0].tag_ in _NOMINAL or len(item_doc) == 1
    return last is not None and last.tag_ in {"NN", "NNS", "NNP"} and nominal


def _says_much(item: str, doc: Doc) -> bool:
    """Whether an item closed by a full stop has a verb besides those of its "that" and "which": a sentence misread."""
    finite = [t for t in np.tokens(doc) if t.tag_ in {"VBZ", "VBP", "MD"}]
    joints = sum(t.tag_ in {"WDT", "WP"} or t.lower_ in _JOINTS for t in np.tokens(doc))
    whole = 0 < joints < len(finite) and any(t.tag_ == "MD" for t in finite)
    return whole and item.rstrip().endswith(".")


_JOINTS = frozenset(["when", "if", "as", "because", "how"])
_BY_STEPS = re.compile(
    r" by (?:taking|following|doing|using|making)(?: (?:some of )?(?:these|the following|some|a few|several|simple))?"
    r"(?: (?P<steps>(?:[\w-]+ )?(?:steps|measures|actions|precautions|tips))| [\w-]+){0,2}\Z",
    _I,
)
"""What a lead-in ends in whose items are orders: "... by taking these steps:" + "Close the lids"."""
_OPEN = re.compile(
    r"\b(?:that|which|who|if|when|while|and|or|with|without|of|to|for|by|in|on|from|as|an?|the|is|are|was|were|be|can|may|"
    r"might|should|must|will|not|you|they|it|have|has|include[sd]?)\Z",
    _I,
)
"""A lead-in without a colon that breaks off."""
_CLAUSE = re.compile(r"(?:whether|how (?!to)|that|what|why|which|who)\b|(?:if|when)\b[^,]*\Z", _I)
"""An item that is a clause of its lead-in's sentence ("... depends on:" + "Whether the tumor has spread")."""
_BARE_FOLLOWING = re.compile(
    r",?(?: (?:such as|including))?(?: (?:(?:any|some|one|two|all|each|many|several|either|more) "
    r"(?:or more )?(?:of )?))?"
    r"(?: ?\b(?:the|these) following| these)\Z",
    _I,
)
"""What a lead-in ends in that only points to its list ("... if you have any of the following")."""
_AMONG = re.compile(r"such as|including", _I)
_HAVE = re.compile(r"(?:(?<=you )|(?<=they ))have\Z", _I)
_TAKES_OBJECT = re.compile(
    r"\b(?:(?:you|they|who) (?:have|has|had|are|notice|experience|develop)|"
    r"(?:depends?|based) on|caused by|due to|with|from)\Z",
    _I,
)
_GERUND = re.compile(
    r"(?!(?:bleeding|swelling|itching|vomiting|wheezing|bruising|burning|tingling|coughing)\b)\w{3,}ing\b", _I
)
_TO_BE_DONE = re.compile(
    r"\b(?:if|when|who|should|must|call|contact|see|seek|tell|avoid|not|never|unless|without)\b", _I
)
_NOMINAL = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "PRP$", "RB"])
"""What a list item that is a thing begins with: it does not go on where a noun ends."""


_ANNOUNCES = re.compile(r"\A(?:here|below) (?:is|are)\b|\b(?:as well|too|also)\Z", _I)
"""A lead-in after which a list comes in anew: "Here are ...", "... other disorders as well"."""
_POINTS = re.compile(r"\b(?:these|the following) (?:[\w-]+ ){0,3}(?:of|for) [\w-]+(?: [\w-]+){0,3} ?\Z", _I)
"""A lead-in complete in itself that points to what follows ("any of these signs of stroke:")."""
_COUNTS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) (?:[\w-]+ ){0,3}[\w-]{2,}s\b[^,;:]*\Z"
    r"|\bthe following\b[^:]*\Z",
    _I,
)
"""A lead-in complete in itself that counts what follows ("is based on four values:")."""


def filled(lead: str, items: Sequence[str]) -> str:
    """A lead-in that is a claim itself, without its list ("..., including") or with it where it is needed."""
    rest = _END.sub("", lead)
    if examples := _EXAMPLES.search(rest):
        return _end(rest[: examples.start()])
    if not lead.rstrip().endswith((".", ":", "!")) and (
        match := re.match(r"(?:because|since)\s(?P<a>[^,]+),\s", rest, _I)
    ):
        return _end(match["a"].lstrip())
    if not lead.rstrip().endswith(":"):
        return _end(lead)
    items = [re.sub(r"[,;]\s+(?:and|or)\s*\Z", "", i) for i in items]
    short = [
        lower_first(label_of(i) or (m["label"] if (m := _LABEL.match(i)) else "") or _END.sub("", i)) for i in items
    ]
    if not short or sum(len(i.split()) for i in short) > 45:
        return _end(_LEADING.sub("", rest.rstrip()).rstrip(" \n,:"))
    listed = short[0] if len(short) == 1 else f"{', '.join(short[:-1])}{',' if len(short) > 2 else ''} and {short[-1]}"
    return _end(f"{rest}: {listed}")


def instead(statement: str, subject: str, item: str) -> str:
    """The statement before "These include:" said of one item, in place of `subject`; "" if that is absent."""
    body = _END.sub("", item)
    if not subject or not statement.startswith(subject) or len(body.split()) > 12:
        return ""
    if _RELATIONAL.match(subject):  # "Signs of gout come at night": the item alone says not of what
        return ""
    rest = re.sub(r"\A \([A-Z][\w-]{1,7}\)", "", statement[len(subject) :])
    return _end(f"{body} {_agreeing(rest.lstrip()) if _be(body) == 'is' else rest.lstrip()}")


def _agreeing(predicate: str) -> str:
    """What several things do, said of one: "have been linked" -> "has been linked"."""
    return re.sub(r"\A(?:have|are|were|do)\b", lambda m: _OF_ONE[m.group()], predicate)


_OF_ONE = {"have": "has", "are": "is", "were": "was", "do": "does"}


def entry(text: str, doc: Doc) -> str:
    """A glossary entry ("platelets: components of the blood that ...") as a sentence; "" if the text is none."""
    match = _LABEL.match(text)
    if not match or ": " not in text or not match["label"][0].islower() or len(match["label"].split()) > 6:
        return ""
    return _labelled("", _END.sub("", text), doc)


_IN_THE_CASE = re.compile(r".{3,80}\b(?:if|when|as soon as|unless)\Z", _I)
_WHEN_TO = re.compile(
    r"when (?:to|should (?:you|i)|you should|do i need to|must you) (?P<act>(?:see|call|go|get|seek|contact"
    r"|ring|phone|ask|stop|visit)\b"
    r".{2,60})",
    _I,
)
"""Headings whose items are the cases in which to act."""
_OF_CASE = re.compile(r"(?:you|your|the|there|it|an?|they) ", _I)


def in_case(heading: str, item: str, *, whole: bool = True) -> str:
    """An item under "Go to A&E if" or "When to see a doctor" with what is to be done in its case; "" under others. A
    sentence of a paragraph (not `whole`) is a case only as a clause on the reader."""
    over = heading.strip().rstrip(":…?.– ")
    said = _END.sub("", item)
    if not whole and not _OF_CASE.match(said):
        return ""
    if _IN_THE_CASE.fullmatch(over):
        return _end(f"{upper_first(over)} {lower_first(said)}")
    to_act = _WHEN_TO.fullmatch(over)
    if to_act and _OF_CASE.match(said) and ". " not in said:
        return _end(f"{upper_first(to_act['act'])} if {lower_first(said)}")
    return ""


def under_heading(heading: str, item: str, doc: Doc, topic: str) -> str:
    """A bare item right under "Symptoms" or "Risk factors for gout": "<item> is a symptom of <topic>"; "" otherwise."""
    if case := in_case(heading, item):
        return case
    match = _RELATIONAL.search(heading)
    if not match or np.is_sentence(doc) or len(doc) > 14 or is_imperative(doc) or _LABEL.match(item):
        return ""
    owner = re.search(r"\b(?:of|for) (?P<np>.+?)\??\Z", heading)
    if owner and owner["np"].strip().lower() == topic.lower():  # the topic is cased as the article writes it
        owner = None
    named = f" of {lower_first(owner['np'])}" if owner else _of(match["n"], topic)
    body = _END.sub("", item)
    if np.singular(body.split()[-1]).lower() == np.singular(match["n"].split()[-1]).lower():
        return ""  # "Blood test" under "Tests" is called so, and nothing is said of it
    return _end(f"{_closed(body)} {_be(body)} {_one(match['n'])}{named}") if named else ""


def _of(noun: str, topic: str) -> str:
    """ " of <topic>" behind what a page's topic has; "" for side effects and benefits, which no disease has."""
    remedy = re.fullmatch(r"(?:adverse|side) (?:effects?|reactions?)|benefits?|risks?", noun, _I)
    if not _ITS.fullmatch(noun):
        return ""
    joint = "for" if re.fullmatch(r"tests?|treatments?|goals?|risk factors?", noun, _I) else "of"
    return f" {joint} {topic}" if topic and not (remedy and topics.is_condition(topic)) else ""


_ITS = re.compile(
    r"(?:signs|symptoms|signs and symptoms|causes|complications|risk factors|treatments|tests|stages|types|forms|kinds"
    r"|triggers|(?:adverse|side) (?:effects?|reactions?)|benefits?|risks?|goals?)",
    _I,
)
"""What may be the topic's own; "conditions" are other ones."""


def names_its_list(lead: str) -> bool:
    """Whether the subject of a lead-in is what its list names: "Common triggers include:"."""
    return _SUBJECT_LISTED.fullmatch(lead) is not None


_SUBJECT_LISTED = re.compile(
    r"(?!(?:it|they|these|those|this|some|others|examples)\b)[^:,;]{3,80}?s\b[^:,;]{0,60}?"
    r" (?:(?:may|can|might|often|usually|also) ){0,2}(?:include|are|be)(?: the following)?\s*:?",
    _I,
)


def counted(text: str) -> bool:
    """Whether a sentence announces members of a kind ("four stages", "these risk factors are ...")."""
    return bool(_COUNTED.search(text) or re.match(r"(?:these|the following) (?:\w+ ){1,3}(?:are|is)\b", text, _I))


def label_of(item: str) -> str:
    """The run-in label an item opens with ("Weight." in "Weight. Being overweight ..."), "" if none."""
    match = re.match(r"([^.:;?]{2,60})[.:](?:\s|\Z)", item)
    if match and len(match[1].split()) <= 7:
        return _BRACKETED.sub("", match[1]).strip()
    return ""


def _labelled(rest: str, body: str, item_doc: Doc) -> str:
    match = _LABEL.match(body)
    if not match or is_imperative(item_doc) or re.search(r"\b(?:include|such as|following)\Z", match["label"], _I):
        return ""
    label, text = match["label"].strip(), match["rest"].strip()
    if label[:1].islower() and body[match.end("label") : match.start("rest")] == " - ":  # two items run into one line
        return ""
    if re.match(
        r"(?:about |approximately |less than |more than |at least |"
        r"up to )?[\d.,]+(?: ?[–-] ?[\d.,]+)? ?[\w%/°]+(?: (?:per|a|each|every) \w+| daily)?\W*\Z",
        text,
    ):
        what = re.search(
            r"\b(?:in|of|for) (?P<np>(?:the )?(?:recommended|daily|average|normal|usual|typical|maximum|"
            r"minimum|target|expected|total)\b[\w /-]*?)(?: for each| for the| by | in the following|"
            r" of these|\Z)",
            rest,
            _I,
        )
        if what:
            words = np.article(label) + " " + lower_first(label) if not label.endswith("s") else lower_first(label)
            return _end(f"The {what['np'].removeprefix('the ')} for {words} is {text}")
        return _end(f"{_END.sub('', rest)}: {lower_first(label)}: {text}") if rest else _end(body)
    last = _BRACKETED.sub("", label).split()[-1:] or [label]
    plural = np.singular(last[0]) != last[0] or _MANY_OF.match(text) is not None
    colon = body.find(text)
    clause = [t for t in item_doc if t.idx >= colon]
    finite = any(
        t.tag_ in {"VBZ", "VBP", "VBD", "MD"}
        and t.dep_ in {"ROOT", "ccomp", "conj", "acl", "parataxis", "appos", "relcl"}
        and any(c.dep_ in {"nsubj", "nsubjpass"} and c.idx >= colon for c in t.children)
        for t in clause
    )
    if clause and clause[0].tag_ in {"VB"} and not finite:
        return ""
    joint = _JOINT.match(text)
    if finite and (joint is None or any(t.tag_ in _FINITE and t.idx < colon + joint.end("first") for t in clause)):
        text = _without_pointer(text, clause[0], label)
        pronoun = re.match(
            r"(?P<a>(?:found|located|made|used|also|often)\b[^,]*), (?:these|this|the) \w+ (?P<b>.+)\Z", text, _I
        )
        if pronoun:
            return _end(f"{label}, {lower_first(pronoun['a'])}, {pronoun['b']}")
        return _end(text if label.lower() in text.lower() else f"{label}: {lower_first(text)}")
    if re.match(r"(?:when|if|to|by|because|after|for)\b", text, _I):
        return ""
    named = bool(_DEFINES.match(text)) and not _ASSERTS.match(text)
    if _GERUND.match(lower_first(label)):  # "Supporting families: offer classes in ..." is what to do
        named = bool(_A_THING.match(text))
    if not named or (clause and clause[0].tag_ in {"VB", "VBP", "VBZ"}):
        return _end(f"{label}: {lower_first(text)}")
    article = "" if plural or not _COUNTED_AS_ONE.match(text) else f"{np.article(text)} "
    return _end(f"{label} {'are' if plural else 'is'} {article}{lower_first(text)}")


def _without_pointer(text: str, first: Token, label: str) -> str:
    """A label's sentence with the label for "it", "these" or "these cells" at its begin."""
    if first.dep_ in {"nsubj", "nsubjpass"} and first.lower_ in _POINTERS:
        return f"{label}{text[len(first.text) :]}"
    noun = first.head
    told = first.dep_ == "det" and first.lower_ in _POINTERS and noun.i == first.i + 1
    if told and not any(c.dep_ in {"prep", "relcl", "acl"} for c in noun.rights):
        return f"{label}{text[noun.idx + len(noun.text) - first.idx :]}"
    return text


_POINTERS = frozenset(["it", "they", "this", "these"])
_FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
_JOINT = re.compile(r"(?P<first>(?:an? |the )?[\w,\- ]+?) (?:that|which|who) ")
"""A noun and the beginning of its clause: "a drug that dissolves clots"."""
_MANY_OF = re.compile(
    r"(?:drugs|medicines|substances|cells|diseases|proteins|illnesses|conditions) (?:that|which|of|in)\b", _I
)
"""What the members of a kind are: "thrombolytics: drugs that dissolve clots"."""
_COUNTED_AS_ONE = re.compile(
    r"(?!(?:an?|the|any|one|another)\b)(?:[\w-]+ ){0,2}(?:component|part|type|kind|form|method|group|process|device"
    r"|drug|medicine|test|procedure|disease|disorder"
    r"|condition|person|substance|state|system|tool|measure|term|model)\b(?! and\b)",
    _I,
)
_DEFINES = re.compile(r"(?:an?|the|any|one|part|another)\b|[^,.;]* (?:that|which|who|whose|of|in) ", _I)
"""What a label's text begins with where it says what the label is."""
_A_THING = re.compile(r"(?:an?|the|any|one|part|another)\b", _I)
_ASSERTS = re.compile(
    r"(?:(?!(?:that|which|who|whose)\b)[\w'’-]+ ){1,4}"
    r"(?:may|can|will|should|must|is|are|helps?|needs?|has|have|does|do)\b",
    _I,
)
"""A label's text that is a clause of its own ("Sore skin: the mask may be too tight")."""


_PURPOSE = re.compile(
    r"\bto (?P<to>(?:help )?(?:prevent|reduce|protect|avoid|keep|control|lower|relieve|treat|stop|get rid of)"
    r"\b[^:.;,]*?)"
    r"(?= (?:is|are|include|you|try|do|follow|take)\b|[,:]|\Z)",
    _I,
)
"""What the things to do are for ("steps that can be taken to help prevent lice are:")."""
_NEGATIVE = re.compile(r"\A(do not|don['’]t|never) ", _I)


def _advised(rest: str, body: str) -> str:
    """An imperative under a lead-in that names who is told: "clients should ..."; else the imperative itself."""
    told = re.search(
        r"\b(?:teach|advise|encourage|instruct|tell|remind|educate|counsel|urge)(?:s|"
        r"es)?\s+(?P<who>(?:[\w-]+ ){0,3}?(?:clients|patients|people|women|men|parents|adults|children|"
        r"caregivers|families|individuals|smokers))\b",
        rest,
        _I,
    )
    who = told["who"] if told else ""
    if not who and (
        should := re.search(
            r"\b(?P<who>(?:[\w-]+ ){0,3}(?:people|women|men|adults|children|patients|clients?|parents|"
            r"smokers|nurses?|providers?|caregivers?|everyone|you)) (?:should|can|must|need to)\b",
            rest,
            _I,
        )
    ):
        who = _CLAUSE_BEFORE.sub("", should["who"])
    if not who:
        return _end(body)
    negative = re.match(r"(?:do not|don['’]t|never)\s+", body, _I)
    verb = f"should not {body[negative.end() :]}" if negative else f"should {lower_first(body)}"
    return _end(f"{upper_first(who)} {verb}")


_CLAUSE_BEFORE = re.compile(r"\A(?:[\w-]+ )*(?:that|which|what|when|if) ", _I)
"""What a lead-in says before who acts: "considerations that the nurse must know"."""


def _exemplified(rest: str, lead_doc: Doc, small: str) -> str:
    """The category before "such as" gives way to the item."""
    rest = _END.sub("", rest)
    small = re.sub(r"\A(?:and|or) ", "", small)
    text = np.text_of(lead_doc)
    cut = _EXAMPLES.search(_END.sub("", text))
    limit = cut.start() if cut else len(text)
    if acting := _acting(rest, lead_doc, limit):
        return f"{small} {_agreeing(acting) if _be(small) == 'is' else acting}"
    heads = [
        t
        for t in lead_doc
        if t.idx + len(t.text) <= limit
        and t.tag_ in {"NN", "NNS", "NNP"}
        and t.dep_ in {"pobj", "dobj", "attr", "nsubj", "nsubjpass", "conj"}
    ]
    for token in reversed(heads):
        if token.tag_ == "NN" and token.dep_ == "pobj" and token.head.head.lower_ in _MEASURES:
            break  # "high amounts of salt, including": the list is of what holds it
        if (
            token.dep_ == "pobj"
            and token.head.lower_ == "of"
            and token.head.head.lower_
            in {"number", "variety", "range", "types", "kinds", "series", "lot", "type", "kind", "forms"}
        ):
            token = token.head.head
        elif (
            token.dep_ == "pobj"
            and token.head.head.tag_ in {"NN", "NNS"}
            and token.head.head.dep_ in {"pobj", "dobj", "attr", "conj"}
        ):
            outer = token.head.head
            if outer.dep_ == "conj":
                outer = outer.head
            token = outer if outer.tag_ in {"NNS"} else token
        while token.dep_ == "conj" and token.head.tag_ in {"NN", "NNS"}:
            token = token.head
        if token.tag_ == "NN" and not any(c.dep_ == "det" for c in token.children):
            continue  # "contain phosphorus, including": beer is no phosphorus
        start = token.left_edge.idx
        category = text[start:limit].rstrip(" ,")
        at = rest.rfind(category)
        if rest[at - 1 : at] == "(":  # its abbreviation behind a name: "... with gastric reflux (GERD)"
            break
        if at > 0 and len(category.split()) <= _CATEGORY and len(rest.split()) <= _LEAD and not _RELATIVE.search(rest):
            return rest[:at] + small
    return f"{rest}, such as {small}" if " " in rest else small


_MEASURES = frozenset(["amount", "amounts", "level", "levels", "quantity", "quantities", "lot", "lots"])
_CATEGORY = 9
"""Words of a category, at most, that give way to its example; a longer one says more than the example does."""


_RELATIVE = re.compile(r"\b(?:who|which|that)\b", _I)
_LEAD = 20
"""Words of a lead-in, at most, in which the category before "such as" is surely found."""


def _acting(rest: str, lead_doc: Doc, limit: int) -> str:
    """What "many things" do where they, not the object beside the list, are what is listed: "can set off twitches"."""
    root = next((t for t in lead_doc if t.dep_ == "ROOT"), None)
    if root is None:
        return ""
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    verb = next((c for c in root.children if c.dep_ in {"aux", "auxpass"}), None)
    if subject is None or verb is None or not any(c.lower_ in _MANY for c in subject.children):
        return ""
    if any(c.lower_ == "of" for c in subject.rights):  # "other signs of gout may appear" tells more
        return ""
    if any(t.dep_ == "agent" for t in lead_doc if t.idx < limit):  # "some falls are caused by a health problem such as"
        return ""
    if any(t.lower_ in _MANY | _CATEGORIES for t in lead_doc if t.i > root.i and t.idx < limit):
        return ""
    at = rest.find(f" {verb.text} ")
    return rest[at + 1 :].rstrip(" ,") if at > 0 else ""


_MANY = frozenset("many several some various certain numerous other different few".split())  # noqa: SIM905
_CATEGORY_WORDS = (
    "symptoms signs problems complications conditions diseases disorders effects causes factors things ways medicines"
    " medications drugs foods treatments tests"
)
_CATEGORIES = frozenset(_CATEGORY_WORDS.split())


def _following(rest: str, match: re.Match[str], body: str, small: str, topic: str) -> str:
    before = rest[: match.start()].rstrip()
    noun = match["n"] or match["n2"] or ""
    if (match["n2"] and np.is_person(noun.split()[-1].lower())) or _FOLLOW.search(before):
        return f"{rest}: {small}"  # the list does not name "these clients", and its steps are followed
    if _NUMBERED.match(noun) and not _RELATIONAL.search(noun):  # "within the following eight domains"
        return f"{rest}: {small}"
    if relational := _RELATIONAL.search(noun):
        one = _one(relational["n"])
        of_other = topics.names_any(before) and not _speaks_of(before, topic)
        owner = "" if of_other else _of(relational["n"], topic)
        if of_other and _HAS.search(before):  # "people with kidney failure may have": not the topic's symptoms
            return f"{before} {small}"
        if _TO_BE_DONE.search(before):
            return f"{before} {small}"
        if not _ITS.fullmatch(relational["n"]) and re.match(r"conditions|factors|options|reasons", relational["n"], _I):
            return f"{rest}: {small}"
        if re.search(r"\b(?:include|are|be)\Z", before, _I) or relational["n"].lower() not in {
            "ways",
            "steps",
            "methods",
        }:
            return f"{_closed(body)} {_be(body)} {one}{owner}"
        if relational["n"].lower() in ("ways", "methods") and not _GERUND.match(small):
            before = re.sub(r"\bin\Z", "by", before)
    if re.match(r"(?:who|with)\b", body, _I):
        before = re.sub(r"(?<!\s)\s+(?:with|have|having|of)\Z", "", before)
        before = re.sub(r"\bthose\Z", "people", before)
    return f"{before} {small}"


_FOLLOW = re.compile(r"\b(?:follow|do)\Z", _I)
_TRY = re.compile(r"(?:try|follow|use|consider)\b", _I)
_NUMBERED = re.compile(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b", _I)
_HAS = re.compile(r"\b(?:have|has|had|experience|notice|develop|show|feel|get|cause|causes)\Z", _I)


def _is_one(body: str, subject: str, verb: str = "is") -> str:
    """ "Some causes of bleeding are" + item -> "<item> is a cause of bleeding"; what is said of one thing stays in its
    order ("The urine may be" + "red")."""
    head = re.match(
        r"(?P<a>(?:[\w'’-]+ )*?)(?P<n>causes|signs and symptoms|signs|symptoms|risk factors|"
        r"complications|side effects|examples|types|forms|kinds|treatments|triggers|tests|reasons|"
        r"benefits|goals|sources|stages|options|\w+s)\b(?P<b>.*)\Z",
        re.sub(_STARTERS, "", subject),
        _I,
    )
    if not head and _A_THING_SAID.match(subject) and body[:1].islower():
        return f"{subject} {verb} {body}"
    if not head:
        return f"{_closed(body)} {_be(body)} {lower_first(subject)}"
    one = _one(head["n"])
    before = head["a"].strip()
    if one.endswith("risk factor") and before and not _OF_SOME_SORT.fullmatch(before):
        return f"{_closed(body)} {_be(body)} {one} for {lower_first(before)}{head['b']}"
    noun = one.split(" ", 1)[1]
    if re.match(r"most\b", before, _I):
        return f"{_closed(body)} {_be(body)} one of the {lower_first(before)} {head['n'].lower()}{head['b']}"
    words = f"{lower_first(before)} {noun}".strip() if before else noun
    return f"{_closed(body)} {_be(body)} {np.article(words)} {words}{head['b']}"


_A_THING_SAID = re.compile(r"(?:the|an?|your|his|her|its|their|this)\b", _I)
"""What a subject begins with that is a thing, no adjective put first ("Also common are")."""
_OF_SOME_SORT = re.compile(
    r"(?:(?:most )?(?:possible|potential|known|common|major|main|important|strong|early|likely)\b ?)+", _I
)
"""What says how a risk factor is one, not what it is one for."""


def _member(rest: str, body: str, small: str, topic: str) -> str:
    """An item under a statement that is complete in itself ("Gout can progress through four stages.")."""
    if match := re.match(
        r"(?:these|the following|the) (?P<n>(?:[\w-]+ )*?[\w-]+s) (?:are|is|were|may be|can be)\b(?P<b>.*)\Z", rest, _I
    ):
        words = match["n"].split()
        one = " ".join([*words[:-1], np.singular(words[-1])]).lower()
        return f"{_closed(body)} {_be(body)} {np.article(one)} {one}{match['b']}"
    if (match := _COUNTED.search(rest)) and match["n"].lower() not in ("ways", "steps", "methods"):
        own = re.match(r" (?:of|for) [^,;:.]+", rest[match.end() :])  # "three types of blood cells" are not the topic's
        if not own and not _speaks_of(rest, topic):
            return body if len(small.split()) >= _LONG_ITEM else f"{rest}: {small}"
        owner = own.group() if own else _of(match["n"], topic)
        return f"{_closed(body)} {_be(body)} one of the {match['num'].lower()} {match['n'].lower()}{owner}"
    return body if len(small.split()) >= _LONG_ITEM else f"{rest}: {small}"


_LONG_ITEM = 6


def _speaks_of(lead: str, topic: str) -> bool:
    """Whether a lead-in names the topic by a word of it."""
    low = lead.lower()
    return any(word[:5] in low for word in re.findall(r"[^\W_]{4,}", topic.lower()) if word not in topics.PLAIN)


def _closed(words: str) -> str:
    """An item whose last clause is an aside, with the comma that ends it: "a cyst, which hurts, is ..."."""
    return f"{words}," if _ASIDE.search(words) else words


_ASIDE = re.compile(r", (?:which|who|whose|where) [^,]*\Z")


def _be(words: str) -> str:
    if re.match(r"[A-Za-z]+ing\b", words):
        return "is"
    if _TWO.fullmatch(words) or _THREE.fullmatch(words):
        return "are"
    head = re.split(r" (?:of|in|with|for|from|that|who|which|such|during|on|to|by|at)\b|,|\(", words)[0].split()
    return (
        "are"
        if head and np.singular(head[-1]) != head[-1] and not re.search(r"(?:ss|sis|itis|us|ics)\Z", head[-1])
        else "is"
    )


_TWO = re.compile(r"[\w'’-]+(?: [\w'’-]+)? and [\w'’-]+(?: [\w'’-]+)?")
_THREE = re.compile(r"(?:[\w'’/-]+(?: [\w'’/-]+){0,3}, ){2,}and [\w'’/-]+(?: [\w'’/-]+){0,3}")


def _one(noun: str) -> str:
    """ "symptoms" -> "a symptom"."""
    low = noun.lower()
    if low == "signs and symptoms":
        return "a symptom"
    words = low.split()
    one = " ".join([*words[:-1], np.singular(words[-1])])
    return f"{np.article(one)} {one}"


def _end(text: str) -> str:
    text = re.sub(r"\s{2,}", " ", text).strip().rstrip(",;")
    text = text[:-2] + "." if text.endswith((",.", ";.")) else text
    return upper_first(text if text.endswith((".", "!", "?")) else f"{text}.")

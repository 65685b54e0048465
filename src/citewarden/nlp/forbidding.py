"""Lists of what not to do: "have hot baths" under the heading "Don't" is told as "Do not have hot baths"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from citewarden.config import lexicon
from citewarden.nlp import phrases as np
from citewarden.nlp.claims import is_imperative
from citewarden.nlp.phrases import lower_first

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SIGNS = ' "“”.!:–—-#✗✘❌×🚫'
_DENIED = re.compile(r"\A(?:do not|don['’]t|never|avoid|no|not|stop)\b|\binstead\b", re.IGNORECASE)
"""What says by itself what not to do, or what to do in its place."""


@cache
def _headings(part: str) -> frozenset[str]:
    return frozenset(lexicon("forbidding")[part])


def is_named(heading: str) -> bool:
    """Whether a heading says that what is listed under it is not to be done."""
    return _plain(heading) in _headings("not_to_do") | _headings("to_avoid")


def told(heading: str, item: str, doc: Doc) -> str:
    """An item under such a heading as what not to do; "" if it cannot be joined with the heading."""
    if _DENIED.search(item) or (np.is_sentence(doc) and not _acts(item, doc)):
        return item
    if _acts(item, doc):
        return f"Do not {lower_first(item)}"
    return f"Avoid {lower_first(item)}" if _plain(heading) in _headings("to_avoid") else ""


def _acts(item: str, doc: Doc) -> bool:
    """Whether an item opens with a verb that tells what to do."""
    return is_imperative(doc) and not _DENIED.search(item)


def _plain(heading: str) -> str:
    return " ".join(heading.replace("’", "'").split()).strip(_SIGNS).casefold()

"""Czech and Slovak books (ČSN ISO 690): "NOVÁK, Jan a Eva DVOŘÁKOVÁ. Název. 2. vyd. Praha: Galén, c2020. 420 s."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (" vyd", " s. isbn", ", c20", ", c19")

_CAPITALS = r"[A-ZÀ-ÞČĎĚŇŘŠŤŮŽĽĹŔ]{2,30}(?:-[A-ZÀ-ÞČĎĚŇŘŠŤŮŽĽĹŔ]{2,30})?"
_ONE = r"[A-ZÀ-ÞČĎŘŠŤŽ][\w'’-]{0,20}"
_GIVEN = rf"(?:{_ONE}(?:\.\s?|\s)){{1,3}}"
_NAME = rf"{_GIVEN}(?<=\s){_CAPITALS}"
_BOOK = re.compile(
    rf"(?P<first>{_CAPITALS},\s(?:{_ONE}\.?(?:\s?{_ONE}\.?){{0,2}})?)(?P<others>(?:,\s{_NAME}){{0,8}}(?:,?\sa\s{_NAME})?)"
    r"(?P<role>,?\s\(?(?:eds?\.|editors?|editoři)\)?)?\.?\s(?P<title>[A-ZÀ-ÞČĎŘŠŤÚŽ][^\[\]]{3,250}?)\.\s"
    r"(?:(?:[Vv]yd(?:\.|ání|anie)\s)?(?P<edition>\d{1,2})\.?(?:,?\s?(?:(?:přeprac|dopl|rozš|aktualiz|upr|opr|zcela|a)\w*\.?,?\s){0,6}vyd(?:\.|ání|anie)?)?\.?\s)?"
    r"(?P<place>[A-ZÀ-ÞČŘŠŽ][\w\s-]{2,40}?):\s(?P<publisher>[^,:\[\]]{2,80}),\s(?:c|©\s?)?(?P<date>(?:19|20)\d\d)\b"
)
_OTHER = re.compile(rf"(?P<given>{_GIVEN})(?<=\s)(?P<family>{_CAPITALS})")


def read(raw: str) -> Known | None:
    """Everyone by themselves (the "a" is an "and"), the edition by its number, and the year without its sign."""
    match = _BOOK.match(raw)
    if not match or not re.search(r"\bvyd|\ba\s|\d\ss\.|,\sc(?:19|20)", raw):
        return None
    label = "editor" if match["role"] else "author"
    others = list(_OTHER.finditer(raw, *match.span("others")))
    family, _, given = match["first"].partition(", ")
    people = [{"family": family, "given": given}]
    people += [{"family": other["family"], "given": other["given"].strip()} for other in others]
    fields: tuple[tuple[str, int, int], ...] = ((label, *match.span("first")),)
    fields += tuple((label, *other.span()) for other in others)
    fields += groups(match, [(n, n) for n in ("title", "edition", "place", "publisher", "date")])
    drops = frozenset({"author", "editor", "title", "edition", "journal", "booktitle", "place", "publisher", "date"})
    return Known(fields, "book", {label: people}, drops)

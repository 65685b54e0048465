"""The fields at the head of a Markdown file: YAML between dashes, TOML between pluses (Hugo, Zola), JSON in braces.

Names are compared without case, blanks, dashes and underscores, so that `last_reviewed`, `last-reviewed` and
`lastReviewed` are one field: the names are those of the usual generators and headless content systems.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from citewarden.errors import InputError
from citewarden.model import Unread
from citewarden.readers import _day_order
from citewarden.readers._assembly import Meta
from citewarden.text import dates, yaml_text

_YAML = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n)?\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_PERCENTED = re.compile(
    r"%[ \t]*(\S.*(?:\n[ \t]+\S.*){0,5})\n(?:%(.*(?:\n[ \t]+\S.*){0,5})\n(?:%(.*)\n)?)?(?=[ \t]*\n)"
)
"""Pandoc's title block: "% title", "% authors", "% date"."""
_LATE = re.compile(
    r"(?<=\n\n)---[ \t]*\n((?:references|bibliography|nocite)[ \t]*:(?:(?!---|\.\.\.).*\n){1,20000}?)"
    r"(?:---|\.\.\.)[ \t]*(?=\n|\Z)"
)
"""A second block of fields, with sources."""
_PROPERTIES = re.compile(r"(?:[A-Za-z][\w-]*::[ \t]+\S.*\n)+")
"""The properties at the head of a page of Logseq: `title:: Iron`."""
_OF_MULTIMARKDOWN = re.compile(r"(?:[A-Za-z][\w -]{0,30}:[ \t]+\S.*\n(?:[ \t]+\S.*\n)*){2,40}(?=[ \t]*\n)")
"""The fields at the head of a file of MultiMarkdown or Pelican: `Title: Iron`, then an empty line."""
_JSON = re.compile(r"\{\s*\"")
_NAMED = re.compile(r"^[ \t]*(?:- )?[\"']?([A-Za-z_][\w .-]*?)[\"']?\s*[:=]|^\[+([\w.-]+)\]+", re.MULTILINE)
_SEPARATORS = re.compile(r"[\s_-]+")

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "language": ("lang", "language", "locale", "inlanguage"),
    "url": ("url", "canonical", "canonicalurl", "permalink"),
    "identifier": ("identifier", "id", "doi", "uuid"),
    "author": ("author", "authors", "byline", "writer", "writers", "writtenby"),
    "published": (
        "date", "published", "datepublished", "publisheddate", "publishdate", "publishedat", "publishedon", "pubdate",
        "pubdatetime", "publicationdate", "firstpublished", "postdate", "created", "createdat", "datecreated",
    ),
    "modified": (
        "modified", "updated", "lastupdated", "lastmod", "lastmodified", "datemodified", "modifieddate", "modifiedat",
        "updateddate", "updatedat", "updatedon", "dateupdated", "moddatetime", "lastmodifiedat", "revised",
        "lastupdate", "revisiondate", "dateofrevision", "lastrevision", "lastrevisiondate", "gitrevisiondate",
    ),
    "reviewed": (
        "reviewed", "lastreviewed", "reviewdate", "datereviewed", "revieweddate", "reviewedon", "reviewedat",
        "lastreview", "lastreviewdate", "lastrevieweddate", "lastreviewedon", "lastreviewedat", "medicallyreviewed",
        "medicallyreviewedon", "medicallyreviewedat", "medicallyrevieweddate", "medicalreview", "medicalreviewdate",
        "lastmedicalreview", "clinicallyreviewed", "clinicallyreviewedon", "clinicalreviewdate", "factchecked",
        "factcheckedon", "factcheckedat", "factcheckdate",
    ),
    "next_review": (
        "nextreview", "nextreviewdate", "nextrevieweddate", "reviewdue", "reviewduedate", "nextreviewdue", "reviewby",
        "reviewbydate", "expires",
    ),
    "reviewer": (
        "reviewer", "reviewers", "reviewedby", "medicalreviewer", "medicalreviewers", "medicallyreviewedby",
        "medicalreviewedby", "clinicalreviewer", "clinicallyreviewedby", "expertreviewer", "expertreviewedby",
        "reviewername", "factchecker", "factcheckers", "factcheckedby", "checkedby", "approvedby", "verifiedby",
        "medicalreview", "reviewed", "medicallyreviewed", "lastreviewed",
    ),
    "owner": ("owner", "pageowner", "contentowner", "maintainer"),
}  # fmt: skip
_REVIEW = (
    r"(?:last|latest|mostrecent|date|page|content|article){0,4}(?:medical(?:ly)?|clinical(?:ly)?|expert|peer|scientific(?:ally)?"
    r"|editorial(?:ly)?|doctor|physician)?(?:last)?"
)
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "title": re.compile(r"(?:page|post|article|content|main|document|display|full)?(?:title|heading|headline)"),
    "author": re.compile(
        r"(?:primary|main|lead|guest|post|page|content|article|first|written){0,2}(?:author|writer|byline)s?"
        r"(?:name|fullname|info|details|data)?"
    ),
    "published": re.compile(
        r"(?:first|original(?:ly)?|initial(?:ly)?|post|page|article|date){0,2}(?:publish(?:ed)?|publication|posted|created)"
        r"(?:on|at|date|datetime|time)?"
    ),
    "modified": re.compile(
        r"(?:last|latest|content|page|article|post|date){0,2}(?:update[ds]?|modified|revised|edited|changed)"
        r"(?:on|at|date|datetime|time)?"
    ),
    "reviewed": re.compile(
        rf"{_REVIEW}(?:review(?:ed)?|fact-?check(?:ed)?|checked|verified|approved)(?:on|at|dateon|datetime|date|info|details|data)?"
    ),
    "next_review": re.compile(
        r"(?:next|upcoming)(?:medical|clinical)?review(?:due|on|at|date|by){0,4}|reviewdue(?:on|at|by)?"
    ),
    "reviewer": re.compile(
        rf"{_REVIEW}(?:review(?:er|ers|ername|edby|by)|review(?:ed)?(?:info|details|data)|fact-?check(?:er|ers|edby|by)"
        r"|verifie(?:r|dby)|approve(?:r|dby))"
    ),
}
"""What further names of these fields are made of, folded."""
_DAY_OF_TOML = re.compile(
    r"^(?P<name>[ \t]*[\w.-]{1,40}[ \t]*=[ \t]*)(?P<day>\d{4}-\d\d-\d\d)(?:[T ][\d:.Z+-]{0,30})?(?=[ \t]*$)",
    re.MULTILINE,
)
_DAY_SAID = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_OPENING = frozenset({"title", "date", "author", "authors", "slug", "lang", "language", "baseheaderlevel", "css"})
"""Fields that one of those without fences begins with."""
_DATES = ("published", "modified", "reviewed", "next_review")
_NESTED = ("params", "extra", "metadata", "meta", "frontmatter")
"""Tables that generators keep an article's own fields in."""
_ASKED = (("q", "question"), ("a", "answer", "acceptedanswer"))
"""Under what names a question stands beside its answer."""
_DAY = ("date", "on", "true", "at", "reviewedon", "reviewedat", "reviewdate", "revieweddate", "lastreviewed", "value")
"""Where a date stands in a field on a review; YAML takes a bare `on` for "true"."""
_DEGREES = (
    "credentials",
    "credential",
    "degrees",
    "degree",
    "postnominals",
    "qualifications",
    "honorificsuffix",
    "suffix",
)
_PERSON = ("name", "fullname", "displayname", "by", "reviewer", "reviewedby", "title")


@dataclass(frozen=True, slots=True)
class Front:
    """The fields by folded name, where the body begins, where a second block of fields stands in it, and on which line
    of the file a field stands."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    body: int = 0
    late: tuple[int, int] = (0, 0)
    lines: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def place(self, name: str) -> str:
        """Where a field stands, in words."""
        return f"front matter, line {self.lines[name][0]}" if name in self.lines else "front matter"

    def line(self, name: str) -> int:
        """The line of the file a field stands on, 1 where that is not known."""
        return self.lines[name][0] if name in self.lines else 1

    def printed(self, name: str) -> str:
        """A field's name as the file spells it."""
        return self.lines[name][1] if name in self.lines else name


def parse(source: str, name: str) -> Front:
    """The front matter of a file; an empty one where it has none.

    Raises:
        InputError: it is there but cannot be read.
    """
    for read in (_of_yaml, _of_toml, _of_json, _of_properties, _of_multimarkdown, _of_pandoc):
        found = read(source, name)
        if found is not None:
            fields, body = found
            break
    else:
        fields, body = {}, 0
    further, late = _of_late(source, body)
    lines = _lines(source[:body])
    if further:
        before = source.count("\n", 0, late[0])
        lines = {**{key: (n + before, said) for key, (n, said) in _lines(source[slice(*late)]).items()}, **lines}
    return Front(_flat({**further, **fields}), body, late, lines)


def meta(front: Front) -> Meta:
    """What the fields say of the page: dates as ISO text, persons by name."""
    made = Meta()
    for name in _FIELDS:
        read = _iso if name in _DATES else _name if name in ("reviewer", "author", "owner") else _plain
        values = (read(front.fields[key]) for key in _keys(front, name) if front.fields.get(key) not in (None, "", []))
        setattr(made, name, next(filter(None, values), ""))
    if not made.author:  # of the update, as Docusaurus has it
        updates = (front.fields.get(key) for key in _keys(front, "modified"))
        held = ({fold(str(k)): v for k, v in update.items()} for update in updates if isinstance(update, dict))
        made.author = next(filter(None, (_name(update.get("author") or update.get("by")) for update in held)), "")
    if not made.reviewed:
        people = (front.fields.get(key) for key in _keys(front, "reviewer"))
        made.reviewed = next(filter(None, (_iso(value) for value in people if isinstance(value, dict))), "")
    return made


def unread(front: Front, made: Meta) -> Iterator[Unread]:
    """The fields on the review whose form was not understood."""
    for name, why, remedy in (
        ("reviewed", "no date was read in it", "write the date as 2024-05-31"),
        ("next_review", "no date was read in it", "write the date as 2024-05-31"),
        ("reviewer", "no name was read in it", "write the reviewer's name"),
    ):
        for key in _keys(front, name) if not getattr(made, name) else ():
            value = front.fields.get(key)
            claims_date = name != "reviewer" and (isinstance(value, dict | list) or re.search(r"\d", _plain(value)))
            dated = key in _FIELDS["reviewed"] or _PATTERNS["reviewed"].fullmatch(key)
            claims_name = name == "reviewer" and not dated and isinstance(value, dict | list)
            if value and (claims_date or claims_name):
                yield Unread("field", f"the field {front.printed(key)}", why, remedy, place=front.place(key))
                break
    for name in ("published", "modified"):
        for key in _keys(front, name):
            said = front.fields.get(key)
            if isinstance(said, str) and _DAY_SAID.match(said) and not _iso(said):
                why, remedy = "no calendar has that day", "write the date as 2024-05-31"
                yield Unread(
                    "field", f"the field {front.printed(key)} ({said[:40]})", why, remedy, place=front.place(key)
                )
    for key, value in front.fields.items():
        if isinstance(value, list) and any(map(_answers, value)):
            yield Unread(
                "field",
                f"the questions and answers of the field {front.printed(key)}",
                "what stands in the front matter is not read as text",
                "set them in the text",
                place=front.place(key),
            )


def _answers(item: Any) -> bool:
    """Whether an item of a field is a question with its answer in words."""
    said = {fold(str(name)): value for name, value in item.items()} if isinstance(item, dict) else {}
    both = (any(isinstance(said.get(name), str) and said[name].strip() for name in names) for names in _ASKED)
    return all(both)


def _keys(front: Front, name: str) -> Iterator[str]:
    """The names a field may have: the usual ones, then those in the file that are made alike."""
    yield from _FIELDS[name]
    if name in ("reviewed", "reviewer") and isinstance(front.fields.get("review"), dict):
        yield "review"
    if name in _PATTERNS:
        yield from (key for key in front.fields if key not in _FIELDS[name] and _PATTERNS[name].fullmatch(key))


def fold(name: str) -> str:
    """A field's name as it is compared."""
    return _SEPARATORS.sub("", name).lower()


def _of_yaml(source: str, name: str) -> tuple[Mapping[str, Any], int] | None:
    match = _YAML.match(source)
    if match is None:
        return None
    try:
        fields = yaml_text.read(match[1] or "", lenient=True)
    except yaml_text.NotYaml as error:
        raise InputError(
            f"the front matter is not YAML ({error.problem})",
            where=f"{name}:{error.line + 1}",
            remedy="mend that line; text with a colon needs quotes",
        ) from error
    if fields is None:
        return {}, match.end()
    if not isinstance(fields, dict):
        if re.search(r"^[\w -]+:", match[1] or "", re.MULTILINE):
            raise InputError(
                "the front matter is no list of fields", where=f"{name}:2", remedy="write it as `name: value`"
            )
        return None
    return fields, match.end()


def _of_toml(source: str, name: str) -> tuple[Mapping[str, Any], int] | None:
    import tomllib

    match = _TOML.match(source)
    if match is None:
        return None
    try:
        return tomllib.loads(_DAY_OF_TOML.sub(_quoted, match[1] or "")), match.end()
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError only
        told = re.fullmatch(r"(.*?)(?: \(at line (\d+).*\))?", str(error), re.DOTALL)
        why, line = (told[1], int(told[2] or 1) + 1) if told else ("unreadable", 2)
        raise InputError(
            f"the front matter is not TOML ({why or 'nested too deep'})",
            where=f"{name}:{line}",
            remedy="mend that line; text needs quotes",
        ) from error


def _quoted(match: re.Match[str]) -> str:
    """A day of TOML, in quotes if no calendar has it: the field is then told, and the others are read."""
    return match[0] if _is_of_calendar(match["day"]) else f'{match["name"]}"{match["day"]}"'


def _of_json(source: str, name: str) -> tuple[Mapping[str, Any], int] | None:
    if _JSON.match(source) is None:
        return None
    try:
        fields, end = json.JSONDecoder().raw_decode(source)
    except json.JSONDecodeError as error:
        raise InputError(f"the front matter is not JSON ({error.msg})", where=f"{name}:{error.lineno}") from error
    except (ValueError, RecursionError) as error:
        told = "nested too deep" if isinstance(error, RecursionError) else "a number of thousands of digits"
        raise InputError(f"the front matter is not JSON ({told})", where=f"{name}:1") from error
    return (fields, end) if isinstance(fields, dict) else None


def _of_pandoc(source: str, name: str) -> tuple[Mapping[str, Any], int] | None:
    match = _PERCENTED.match(source)
    if match is None:
        return None
    values = (" ".join((words or "").split()) for words in match.groups())
    return {key: value for key, value in zip(("title", "author", "date"), values, strict=True) if value}, match.end()


def _of_late(source: str, body: int) -> tuple[Mapping[str, Any], tuple[int, int]]:
    """The fields of a second block that holds sources, as pandoc takes it anywhere, and where it stands."""
    match = _LATE.search(source, body) if "\n---" in source else None
    if match is None:
        return {}, (0, 0)
    try:
        fields = yaml_text.read(match[1], lenient=True)
    except yaml_text.NotYaml:
        return {}, (0, 0)
    return (fields, match.span()) if isinstance(fields, dict) else ({}, (0, 0))


def _of_properties(source: str, name: str) -> tuple[Mapping[str, Any], int] | None:
    match = _PROPERTIES.match(source)
    if match is None:
        return None
    rows = (line.split("::", 1) for line in match[0].splitlines())
    return {key.strip(): value.strip() for key, value in rows}, match.end()


def _of_multimarkdown(source: str, name: str) -> tuple[Mapping[str, Any], int] | None:
    match = _OF_MULTIMARKDOWN.match(source)
    if match is None:
        return None
    rows = [line.split(":", 1) for line in re.split(r"\n(?![ \t])", match[0].rstrip())]
    fields = {key.strip(): " ".join(value.split()) for key, value in rows}
    return (fields, match.end()) if fold(rows[0][0]) in _OPENING else None


def _flat(fields: Mapping[Any, Any]) -> Mapping[str, Any]:
    """The fields by folded name, with those of the tables generators keep an article's own fields in."""
    out = {fold(str(key)): value for key, value in fields.items()}
    for table in _NESTED:
        inner = out.get(table)
        if isinstance(inner, dict):
            out = {**{fold(str(key)): value for key, value in inner.items()}, **out}
    return out


def _lines(head: str) -> Mapping[str, tuple[int, str]]:
    out: dict[str, tuple[int, str]] = {}
    line, counted = 1, 0
    for match in _NAMED.finditer(head):
        group = 1 if match[1] else 2
        printed, start = match[group], match.start(group)
        line, counted = line + head.count("\n", counted, start), start
        out.setdefault(fold(printed), (line, printed))
    return out


def _iso(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        held = {fold(str(key)): inner for key, inner in value.items()}
        inner = next((held[key] for key in _DAY if held.get(key)), "")
        return "" if isinstance(inner, dict) else _iso(inner)
    if not isinstance(value, str | int):
        return ""
    words = str(value)
    if _day_order.is_figures(words):
        return words.strip()  # the page tells which is the day
    found = dates.to_iso(dates.from_iso(words) or dates.parse(words))
    return found if _is_of_calendar(found) else ""


def _is_of_calendar(day: str) -> bool:
    """Whether a calendar has a day of ISO form; what is no whole day is not judged."""
    try:
        datetime.date.fromisoformat(day if len(day) == 10 else "2000-01-01")
    except ValueError:
        return False
    return True


def _name(value: Any) -> str:
    """The names in a field on persons; a date or a yes in it is no name."""
    if isinstance(value, datetime.date | int | float) or (isinstance(value, str) and _iso(value)):
        return ""
    return _plain(value)


def _plain(value: Any, depth: int = 0) -> str:
    """A scalar, or the names in a list or mapping, as text; aliases that multiply are not followed far."""
    if isinstance(value, list | dict) and depth > 2:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_plain(held, depth + 1) for held in value[:50])))
    if isinstance(value, dict):
        held = {fold(str(key)): inner for key, inner in value.items()}
        whole = " ".join(str(held[part]) for part in ("firstname", "lastname") if isinstance(held.get(part), str))
        whole = whole or " ".join(str(held[part]) for part in ("given", "family") if isinstance(held.get(part), str))
        whole = whole or _plain(next((held[key] for key in _PERSON if held.get(key)), ""), depth + 1)
        degrees = _plain(next((held[key] for key in _DEGREES if held.get(key)), ""), depth + 1) if whole else ""
        return f"{whole}, {degrees}" if degrees and degrees not in whole else whole
    return "" if isinstance(value, bool) or value is None else " ".join(str(value).split())

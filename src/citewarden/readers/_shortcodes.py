"""Tags of site generators in Markdown: Hugo and Quarto shortcodes, Liquid tags and output of Jekyll and GitBook, and
components of MDX.

A tag is never text. Those that cite or hold a note say so; of the others only those whose name or words speak of
sources, and those that take in another file, are told as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field, replace

from citewarden.readers import _words
from citewarden.readers._citekeys import Cite
from citewarden.text import identifiers, shapes

_ENDS = (("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"))
_LONGEST = 3000
_CITES = frozenset({"cite", "cites", "citation", "citations", "citep", "citet", "bibcite", "cit", "ncite", "fullcite"})
_CALLS = frozenset({"src", "source", "sources", "ref", "refs", "reference", "citeref", "bib", "key", "s", "r"})
"""Tags that may name a source of the front matter, or something else."""
_CALL = re.compile(r"[^\W\d_][\w.:+-]{1,40}")
_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pubmed": "pmid", "pmc": "pmc", "pmcid": "pmc", "arxiv": "arxiv"}
_NOTES = frozenset({"footnote", "fn", "sidenote", "marginnote", "endnote", "sn", "mn"})
_NUMBERED = (
    _CITES | _NOTES | {"ref", "refs", "reference", "footnoteref", "fnref", "noteref", "citeref", "source", "sup"}
)
_NUMBERS = re.compile(r"(?:[\w-]+\s*=)?[\s\"'`\[]*(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)[\s\"'`\]]*")
_NOTING = re.compile(r"note|ref|cit(?:e|ation)|source")
_LISTING = frozenset(
    {"bibliography", "references", "sources", "citations", "referencelist", "sourcelist", "sourceslist"}
)
_OWN = _LISTING | {"refs", "ref", "relref", "footnotes", "endnotes", "reference", "nocite"}
_TAKES_IN = frozenset({"include", "include_cached", "readfile", "embed-md", "include_relative", "rmd"})
_ON_SOURCES = re.compile(r"cit(?:e|ation|ing)|source|bibliograph|(?:foot|end)note|\bdoi\b|pubmed|pmid", re.IGNORECASE)
_HOLDS = re.compile(r"\b10\.\d{4,9}/\S|pubmed\.ncbi\.nlm\.nih\.gov|\bPMID\b|\bdoi\.org/", re.IGNORECASE)
BRACKETED = re.compile(
    r"\[((?:m|e|sc_?)?fn|efn_note|footnotes?|ref|sidenote|bibtex|bibshow|bibcite|zotpress(?:InText(?:Bib)?)?"
    r"|cite(?=[ =]|\]\s?(?:10\.|\d|https?:))|reflist|su_(?:note|footnote))(?:[ =](?!\d{1,3}\])[^\[\]\n]{0,300})?\]"
)
"""A shortcode of a plugin of WordPress or Drupal that holds a note or cites."""
_COMPONENT = re.compile(r"<(/?[A-Z](?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[^<>\"'{}])*)>")
_ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"'`=]+))")
_COUNTED = ("n", "number", "num", "no", "index", "id", "label")
"""What components call the number of a source."""
_ADDRESSES = ("href", "url", "link", "to", "src", "source")
"""What components call the address of what stands in them."""
_KEYED = frozenset({"", "key", "keys", "id", "ids", "cite", "ref", "src", "entry"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its name in lower case, whether it closes what another opened, its arguments as (name or "", value), its
    words; `component`: whether it is one of MDX; `holds`: whether that is closed behind what stands in it."""

    name: str
    closing: bool
    arguments: tuple[tuple[str, str], ...] = field(default=())
    words: str = ""
    component: bool = False
    holds: bool = False

    @property
    def cites(self) -> list[Cite]:
        """The sources it cites."""
        if self.closing:
            return []
        if self.name in _IDENTIFIERS:
            scheme = _IDENTIFIERS[self.name]
            return [Cite(f"{scheme}:{value}") for name, value in self.arguments[:1]]
        if self.name not in _CITES or self.numbers:
            return []
        named = dict(self.arguments)
        place = next((named[n] for n in ("--locator", "-l", "locator", "page", "pages", "p") if n in named), "")
        keys = [key for n, value in self.arguments if n in _KEYED for key in re.split(r"[,;\s]+", value.strip())]
        return [Cite(_scheme(key), place) for key in keys if key]

    def called(self, names: Container[str]) -> list[Cite]:
        """The sources of the front matter, by their `names`, that a tag of the site's own names, one of them at least;
        further ones may be missing there."""
        keys = [value for name, value in self.arguments if name in _KEYED and _CALL.fullmatch(value)]
        told = not self.closing and self.name in _CALLS and any(key in names for key in keys)
        return [Cite(key) for key in keys] if told else []

    @property
    def numbers(self) -> str:
        """The numbers it prints as a mark: "1,2" of `<Ref n={[1,2]} />` and `{{< ref 1,2 >}}`; "" if it prints none.

        What a shortcode cites is a key, though it be a number."""
        if self.closing or self.name not in _NUMBERED or (self.name in _CITES and not self.component):
            return ""
        printed = _NUMBERS.fullmatch(self.words.partition(" ")[2])
        if printed:
            return printed[1]
        named = dict(self.arguments) if self.component else {}
        return next((named[n] for n in _COUNTED if named.get(n, "").isdecimal()), "")

    @property
    def address(self) -> str:
        """Where a component says that what stands in it is found, "" if it does not."""
        named = {name.lower(): value.strip() for name, value in self.arguments} if self.holds else {}
        if doi := identifiers.doi(named.get("doi", "")):
            return f"https://doi.org/{doi}"
        if (pmid := named.get("pmid", "")).isdecimal():
            return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
        return next((named[n] for n in _ADDRESSES if named.get(n, "").startswith(("http://", "https://"))), "")

    @property
    def note(self) -> str:
        """The words of a note that stands in the tag itself."""
        if self.closing or not (self.name in _NOTES or _NOTING.search(self.name)):
            return ""
        told = (value for _, value in self.arguments if " " in value)
        return next((value for value in told if self.name in _NOTES or shapes.cites(value)), "")

    @property
    def opens_note(self) -> bool:
        """Whether what follows up to the closing tag is a note."""
        return self.name in _NOTES and not self.closing and not self.note

    @property
    def takes_in(self) -> str:
        """The file whose text the tag takes in, "" if it does not."""
        article = self.name in _TAKES_IN and any(re.search(r"\.(?:md|qmd|markdown|txt)$", v) for _, v in self.arguments)
        return self.arguments[0][1] if article and not self.closing else ""

    @property
    def lists(self) -> bool:
        """Whether it prints a list of sources that are written down elsewhere."""
        return self.name in _LISTING and not self.closing and not self.holds

    @property
    def heading(self) -> str:
        """The heading of a list that it shows: "Sources" of `<Accordion title="Sources">` and of `<Sources>`."""
        if self.closing:
            return ""
        told = (value for _, value in self.arguments if not value.islower())
        shown = next(filter(_words.is_references_heading, told), "")
        return shown or (self.name.capitalize() if self.holds and self.name in _LISTING else "")

    @property
    def on_sources(self) -> bool:
        """Whether the tag seems to be about sources in a way that is not understood."""
        if self.closing or self.holds or self.name in _OWN or self.name in _NOTES:
            return False
        if self.name in _CITES:
            return not self.cites
        if self.name in _TAKES_IN and self.arguments:
            return _NOTING.search(self.arguments[0][1].rpartition("/")[2].partition(".")[0].lower()) is not None
        return bool(_ON_SOURCES.search(self.name) or _HOLDS.search(self.words))


def match(source: str, at: int) -> tuple[Tag, int] | None:
    """The tag that begins at `at` and where it ends; None if there is none."""
    for opening, ending in _ENDS:
        if source.startswith(opening, at):
            end = source.find(ending, at + len(opening), at + _LONGEST)
            return (_tag(source[at + len(opening) : end]), end + len(ending)) if end >= 0 else None
    component = _COMPONENT.match(source, at, at + _LONGEST) if source.startswith("<", at) else None
    if component is None:
        return None
    tag = _tag(re.sub(r"[{}]", " ", component[1]))
    holds = not tag.closing and not component[1].rstrip().endswith("/")
    return replace(tag, component=True, holds=holds), component.end()


def blanked(source: str) -> str:
    """`source`, a block of HTML, with its tags as blanks."""
    if "{{" not in source and "{%" not in source:
        return source
    out, last, at = [], 0, source.find("{")
    while at >= 0:
        found = match(source, at)
        if found is not None:
            out += [source[last:at], re.sub(r"[^\n]", " ", source[at : found[1]])]
            last = found[1]
        at = source.find("{", max(at + 1, last))
    return "".join([*out, source[last:]])


def _tag(inner: str) -> Tag:
    words = inner.strip().strip("-").strip()
    closing = words.startswith("/") and not words.startswith("/*")
    words = words.lstrip("/").rstrip("/").strip()
    name, _, rest = words.partition(" ")
    if name.startswith("end"):
        name, closing = name[3:], True
    found: list[tuple[str, str]] = []
    option = ""
    for argument in _ARGUMENT.finditer(rest):
        value = next((g for g in argument.groups()[1:] if g is not None), "")
        if not argument[1] and value.startswith("-") and argument[5]:
            option = value
            continue
        found.append((argument[1] or option, value))
        option = ""
    return Tag(name.strip().lower(), closing, tuple(found), words)


def _scheme(key: str) -> str:
    """A key as it is, an identifier or address with its scheme."""
    if re.match(r"10\.\d{4,9}/", key):
        return f"doi:{key}"
    if key.startswith("https://doi.org/"):
        return f"doi:{identifiers.doi(key)}"
    return key

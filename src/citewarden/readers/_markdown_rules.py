"""Inline rules that dialects add to CommonMark: citations by key, roles, tags of site generators, notes in the line,
raised and lowered text, attributes. Each makes a token whose `markup` is the stretch of the file it stands for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citewarden.readers import _citekeys, _shortcodes
from citewarden.readers._citekeys import Cite
from citewarden.text import shapes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_ROLE = re.compile(r"\{([A-Za-z][\w:.+-]*)\}(`+)([^`\n]{1,1000})\2(?!`)")
_ATTRIBUTES = re.compile(
    r"\{(?::?\s*[#.][\w:.-]+|:[^{}\n]*|=\w+|-|[\w-]+=(?:\"[^\"\n]*\"|[^\s{}\"]+))(?:[ \t][^{}\n]{0,300})?\s{0,9}\}"
)
_RAISED = re.compile(r"\^(\\?\[[\d\s,;–-]{1,40}\\?\]|[^\s^~\[\]]{1,60})\^|\^(\[\d[\d\s,;–-]{0,40}\])")
_LOWERED = re.compile(r"(?<!~)~([^\s~]{1,60})~(?!~)")
_CRITIC = {"{++": "++}", "{==": "==}"}
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]{0,500}(?<=[^\s=])==(?!=)")
_WORDED_NOTE = re.compile(r"\[\^([^\[\]\s]+(?:\s+[^\[\]\s]+){2,400})\](?![(:\[])")
"""A note in the line as MultiMarkdown has it: "[^Roe B. Salt. 2019.]"."""
_TAGGED_NOTE = re.compile(
    r"<(ref|fn|footnote)(?:\s[^<>]{0,200})?(?<!/)>((?:(?!</?\1\b).){1,3000})</\1>", re.DOTALL | re.IGNORECASE
)
"""A note in the line as MediaWiki and plugins have it: "<ref>Roe 2019.</ref>"."""
_ACCOUNT = re.compile(r"\[@\w{2,40}\]\.?\s\((?:19|20)\d\d[,)]")
"""Who posted a work, as APA sets it in the work's own entry: "Board of Health [@board]. (2021, May 2)."."""
_LATEX_CITES = re.compile(
    r"\\(?:[cC]ite|(?:[pP]aren|[tT]ext|[aA]uto|[fF]oot|[sS]mart|full|short|super|no)cite)[a-z]{0,6}\*?"
    r"(?:\[([^\[\]\n]{0,100})\]){0,2}\{([\w:.,\s/-]{1,500})\}"
)
_LATEX_RAISED = re.compile(r"\$\^\{?\s?(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9})\s?\}?\$")
_LABELLED = re.compile(r"((?:.*\S)?)\s*<([^<>]*)>", re.DOTALL)
_NOTE = re.compile(r"\[\^(?![^\W_]-[^\W_]\])([\w.-]{1,60})\](?![(\[:])")
_PAGE_LINK = re.compile(
    r"!?\[\[(?!\d+(?:\s*[,;–-]\s*\d+)*\]\])([^\[\]\n|]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\](?![(\[:])"
)
"""A link to a page of the same site or vault: `[[Page]]`, `[[Page|words]]`, `[[@key]]`."""
_NAMED = re.compile(r"\[([^\[\]@\n]{1,300})\](?![(\[:])")
"""What may be the names of sources that the head of the file lists: "[roe]", "[roe, poe]"."""
_SILENT_ROLES = frozenset({"index", "download-count", "raw"})


def add_rules(parser: MarkdownIt) -> None:
    """Teach the parser the dialects' inline syntax."""
    for name, before, rule in (
        ("of_latex", "escape", _of_latex),
        ("bracketed_note", "escape", _bracketed_note),
        ("highlight", "escape", _highlight),
        ("page_link", "escape", _page_link),
        ("lost_note", "link", _lost_note),
        ("citation", "escape", _citation),
        ("tag", "backticks", _tag),
        ("raised", "strikethrough", _raised),
        ("note_in_line", "link", _note),
    ):
        parser.inline.ruler.before(before, name, rule)


def _push(state: StateInline, kind: str, end: int, silent: bool, content: str = "") -> Token | None:
    """A token for the source up to `end`; None where the parser only looks ahead."""
    start, state.pos = state.pos, end
    if silent:
        return None
    token = state.push(kind, "", 0)
    token.markup, token.content = state.src[start:end], content
    return token


def _lost_note(state: StateInline, silent: bool) -> bool:
    """The mark of a note that is nowhere."""
    found = _NOTE.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    token = _push(state, "footnote_ref", found.end(), silent)
    if token is not None:
        token.meta = {"label": found[1]}
    return True


def _page_link(state: StateInline, silent: bool) -> bool:
    """A link to another page, as its words; the page kept on a source, before its entry, is none of the entry's."""
    found = _PAGE_LINK.match(state.src, state.pos) if state.src[state.pos] in "[!" else None
    if found is None:
        return False
    page = found[1].strip()
    if page.startswith("@"):
        return _cites(state, [Cite(page[1:])], found.end(), silent)
    called = state.pos == 0 and shapes.is_scholarly(state.src[found.end() :].lstrip(" :–—-"))
    words = "" if called or found[0].startswith("!") else (found[2] or page.lstrip("#")).strip()
    _push(state, "label", found.end(), silent, words)
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    """The signs around highlighted words, "==salt==", and around what CriticMarkup adds, "{++salt++}"."""
    source, at = state.src, state.pos
    if state.env.get("highlighted", (None, 0, 0))[:2] == (source, at):
        _push(state, "markup", at + state.env["highlighted"][2], silent)
        return True
    close = _CRITIC.get(source[at : at + 3])
    if close is not None:
        end, size = source.find(close, at + 3, at + _citekeys.MOST), 3
    else:
        found = _HIGHLIGHT.match(source, at) if source.startswith("==", at) else None
        end, size = (found.end() - 2 if found else -1), 2
    if end < 0:
        return False
    state.env["highlighted"] = (source, end, size)
    _push(state, "markup", at + size, silent)
    return True


def _of_latex(state: StateInline, silent: bool) -> bool:
    """A citation or a raised mark as LaTeX has it: "\\citep[p. 3]{roe2011}", "$^{1}$"."""
    if state.src[state.pos] == "\\":
        cited = _LATEX_CITES.match(state.src, state.pos)
        if cited is None:
            return False
        place = f"p. {cited[1]}" if cited[1] and cited[1].isdecimal() else cited[1] or ""
        return _cites(state, [Cite(key.strip(), place) for key in cited[2].split(",")], cited.end(), silent)
    raised = _LATEX_RAISED.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if raised is None:
        return False
    _push(state, "raised", raised.end(), silent, raised[1])
    return True


def _bracketed_note(state: StateInline, silent: bool) -> bool:
    """A note as plugins of WordPress and Drupal take it: "[fn]Roe 2019.[/fn]"."""
    opened = _shortcodes.BRACKETED.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    end = state.src.find(f"[/{opened[1]}]", opened.end(), opened.end() + _citekeys.MOST) if opened else -1
    if opened is None or end < 0:
        return False
    return _noted(state, state.src[opened.end() : end].strip(), end + len(opened[1]) + 3, silent)


def _citation(state: StateInline, silent: bool) -> bool:
    char, at = state.src[state.pos], state.pos
    if char in "[!" and state.src.find("]", at) < 0:
        return _opened_only(state, silent)
    if char == "\\" and state.src.startswith("\\[", at):
        return _escaped(state, silent)
    if char == "[":
        named = _NAMED.match(state.src, at) if state.env.get("names") else None
        names = [name.strip() for name in re.split("[,;]", named[1])] if named else []
        if named and state.env["names"].issuperset(names):
            return _cites(state, [Cite(name) for name in names], named.end(), silent)
        found = _citekeys.group(state.src, at)
        if found is not None and _ACCOUNT.match(state.src, at):
            return _push(state, "label", found[1], silent, state.src[at : found[1]]) is not None or silent
        if found is not None:
            cites, end = found
            return _cites(state, cites, end, silent)
        end = _citekeys.closing(state.src, at) if state.src.find("]{", at, at + _citekeys.MOST) >= 0 else -1
        if end >= 0 and _ATTRIBUTES.match(state.src, end + 1):
            _push(state, "markup", at + 1, silent)
            return True
        return False
    if char == "]":
        attributes = _ATTRIBUTES.match(state.src, at + 1)
        if attributes:
            _push(state, "markup", attributes.end(), silent)
        return attributes is not None
    if char != "@":
        return False
    one = _citekeys.bare(state.src, at)
    if one is None or not (one[2] or state.env.get("by_key")):
        return False
    key = one[0].key
    weak = not (one[2] or key in state.env["keys"] or any(map(str.isdigit, key)))
    return _cites(state, [one[0]], one[1], silent, rel="handle" if weak else "key", named=not _citekeys.identified(key))


def _opened_only(state: StateInline, silent: bool) -> bool:
    """A bracket that nothing closes, with all that open behind it, is text; the parser would seek an end for each."""
    end = state.pos
    while state.src[end : end + 1] in ("[", "!"):
        end += 1
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def _escaped(state: StateInline, silent: bool) -> bool:
    """A citation whose brackets an export of Word or Google Docs has escaped."""
    end = state.src.find("\\]", state.pos, state.pos + _citekeys.MOST)
    inner = state.src[state.pos + 2 : end] if end >= 0 else ""
    found = _citekeys.group(f"[{inner}]".replace("\\", ""), 0) if "@" in inner and "[" not in inner else None
    return _cites(state, found[0], end + 2, silent) if found else False


def _cites(
    state: StateInline, cites: list[Cite], end: int, silent: bool, *, rel: str = "key", named: bool = False
) -> bool:
    inside = [cite.key for cite in cites if _citekeys.points_inside(cite.key)]
    if inside and not state.env.get("keys", frozenset()) & set(inside):
        _push(state, "label", end, silent, "; ".join(inside))
        return True
    token = _push(state, "cites", end, silent)
    if token is not None:
        token.meta = {"cites": cites, "rel": rel, "named": named}
    return True


def _tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] == "<":
        noted = _TAGGED_NOTE.match(state.src, state.pos)
        if noted is not None and state.pos > 0:  # a note hangs on words
            return _noted(state, noted[2].strip(), noted.end(), silent)
        component = _shortcodes.match(state.src, state.pos)
        return component is not None and _shortcode(state, *component, silent=silent)
    if state.src[state.pos] != "{":
        return False
    role = _ROLE.match(state.src, state.pos)
    if role is not None:
        return _role(state, role, silent)
    found = _shortcodes.match(state.src, state.pos)
    if found is not None:
        return _shortcode(state, *found, silent=silent)
    attributes = _ATTRIBUTES.match(state.src, state.pos)
    behind = state.src[state.pos - 1 : state.pos] in ("]", ")")
    if attributes is None or not (behind or attributes[0][1:].lstrip()[0] in "#.:=-"):
        return False
    _push(state, "markup", attributes.end(), silent)
    return True


def _role(state: StateInline, role: re.Match[str], silent: bool) -> bool:
    name, content = role[1].lower(), role[3]
    cited = _citekeys.role(name, content)
    if cited is not None:
        return _cites(state, cited[0], role.end(), silent, named=cited[1])
    labelled = _LABELLED.fullmatch(content)
    kind = "markup" if name in _SILENT_ROLES else "raised" if name in ("sup", "superscript") else "label"
    _push(state, kind, role.end(), silent, labelled[1] if labelled and labelled[1] else content)
    return True


def _shortcode(state: StateInline, tag: _shortcodes.Tag, end: int, *, silent: bool) -> bool:
    if cited := tag.cites or tag.called(state.env.get("names") or ()):
        return _cites(state, cited, end, silent)
    words = tag.note
    if tag.opens_note:
        name = re.escape(tag.name)
        close = re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}|\{{%-?\s*end{name}\s*-?%\}}|</\s*{name}\s*>", re.I)
        closed = close.search(state.src, end, end + _citekeys.MOST)
        if closed:
            words, end = state.src[end : closed.start()].strip(), closed.end()
    if words:
        return _noted(state, words, end, silent)
    if tag.numbers and not (tag.holds and state.src[max(0, state.pos - 1) : state.pos] in ("", "\n")):
        _push(state, "raised", end, silent, f"[{tag.numbers}]")
        return True
    token = _push(state, "markup", end, silent)
    if token is not None:
        token.meta = {"tag": tag}
    return True


def _note(state: StateInline, silent: bool) -> bool:
    worded = _WORDED_NOTE.match(state.src, state.pos) if state.src.startswith("[^", state.pos) else None
    if worded is not None:
        return _noted(state, worded[1], worded.end(), silent)
    if not state.src.startswith("^[", state.pos):
        return False
    end = _citekeys.closing(state.src, state.pos + 1)
    return _noted(state, state.src[state.pos + 2 : end], end + 1, silent) if end >= 0 else False


def _noted(state: StateInline, words: str, end: int, silent: bool) -> bool:
    token = _push(state, "note_in_line", end, silent, words)
    if token is not None:
        token.children = []
        state.md.inline.parse(words, state.md, state.env, token.children)
    return True


def _raised(state: StateInline, silent: bool) -> bool:
    char = state.src[state.pos]
    match = (_RAISED if char == "^" else _LOWERED).match(state.src, state.pos) if char in "^~" else None
    if match is None:
        return False
    words = next(group for group in match.groups() if group)
    _push(state, "raised" if char == "^" else "label", match.end(), silent, words.replace("\\", ""))
    return True

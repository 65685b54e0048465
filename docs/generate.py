"""What the code itself tells of the documentation: pages of checks, commands, settings, registries, functions.

python docs/generate.py
"""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import citewarden
from citewarden import cli
from citewarden.analysis import Tables
from citewarden.api import Gate
from citewarden.config import key_name
from citewarden.nlp.verdict.protocol import Verdict
from citewarden.pipeline import Judged, Outcome
from citewarden.plugins import discover, services
from citewarden.styles import ParsedReference

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def pages() -> dict[str, str]:
    """File name -> text of every page of docs/checks/."""
    out = {"index.md": f"# Checks\n\n{INTRODUCTION}\n\n{table()}\n"}
    for rule, module in discover("citewarden.checks").items():
        body = (module.__doc__ or "").strip()
        out[f"{rule}.md"] = f"# {rule}\n\n{body}\n\n---\nLevel: {module.LEVEL}. Owner: {module.OWNER}.\n"
    return out


INTRODUCTION = """\
What an audit can find, each with a page that says what it does, why it matters, what to do and when it is wrong. The
level is the one it has as delivered; a [policy](../policies.md) may give it another. `citewarden checks ID` prints a
check's page, and the report folder has all of them in `checks.html`."""


def table() -> str:
    """A line for each check."""
    rows = ["| check | level | what it says |", "|---|---|---|"]
    for rule, module in discover("citewarden.checks").items():
        title = (module.__doc__ or "").strip().splitlines()[0]
        rows.append(f"| [{rule}]({rule}.md) | {module.LEVEL} | {title} |")
    return "\n".join(rows)


def registries() -> str:
    """The table of registries."""
    rows = ["| name | registry | asked for | address | a second | key |", "|---|---|---|---|---|---|"]
    for one in sorted(services().values(), key=lambda service: service.name):
        if one.base:
            key = f"`{key_name(one.name)}`: {one.key_buys}" if one.takes_key else ""
            rows.append(f"| `{one.name}` | {one.title} | {one.purpose} | `{one.base}` | {one.rate:g} | {key} |")
    return "\n".join(rows)


def settings() -> str:
    """Every setting of config/config.yaml with its default and what is said beside it."""
    rows, group = ["| setting | as delivered | what it is |", "|---|---|---|"], ""
    for line in (ROOT / "config" / "config.yaml").read_text(encoding="utf-8").splitlines():
        parts = re.fullmatch(r"( *)([a-z_0-9]+):(?: +(.*?))?(?: +# *(.*))?", line)
        if parts is None:
            continue
        indent, name, value, said = parts.groups()
        group = group if indent else ""
        if value:
            rows.append(f"| `{group}{name}` | `{value}` | {_cell(said or '')} |")
        else:
            group = f"{name}."
    return "\n".join(rows)


def commands() -> str:
    """Every command with its arguments and options, as the parser has them."""
    parser, _ = cli._parser(["completion"])
    parts = ["| command | what it does |", "|---|---|"]
    parts += [f"| [`{name}`](#{name}) | {summary} |" for name, (_, summary) in cli._COMMANDS.items()]
    for name, command in _below(parser).items():
        parts += ["", f"## {name}", *_command(f"citewarden {name}", command)]
    return "\n".join(parts)


def _below(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return groups[0].choices if groups else {}


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    arguments = [a for a in parser._actions if not isinstance(a, (argparse._HelpAction, argparse._SubParsersAction))]
    yield f"{parser.description or ''}\n".lstrip("\n")
    words = [_usage(a) for a in arguments if not a.option_strings]
    options = ["[OPTION...]"] if any(a.option_strings for a in arguments) else []
    below = [a.metavar for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    yield "```text\n" + " ".join([name, *words, *map(str, below), *options]) + "\n```\n"
    if arguments:
        yield "| argument | what it is |\n|---|---|"
        yield from (f"| `{_named(a)}` | {_cell(_said(a))} |" for a in arguments)
    if parser.epilog:
        yield f"\n{' '.join(parser.epilog.split())}"
    for part, command in _below(parser).items():
        yield f"\n### {name.removeprefix('citewarden ')} {part}"
        yield from _command(f"{name} {part}", command)


def _usage(action: argparse.Action) -> str:
    word = _value(action)
    return {"*": f"[{word}...]", "+": f"{word}...", "?": f"[{word}]"}.get(str(action.nargs), word)


def _named(action: argparse.Action) -> str:
    if not action.option_strings:
        return _value(action)
    value = "" if action.nargs == 0 else f" {_value(action)}"
    return ", ".join(action.option_strings) + value


def _value(action: argparse.Action) -> str:
    if action.metavar:
        return str(action.metavar)
    return f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper()


def _said(action: argparse.Action) -> str:
    return (action.help or "") % {**vars(action), "prog": "citewarden"}


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")


def functions() -> str:
    """What `import citewarden` gives: signature and docstring of each, then what they give back."""
    calls = [(name, getattr(citewarden, name)) for name in citewarden.__all__ if callable(getattr(citewarden, name))]
    return "\n\n".join(_documented(name, thing) for name, thing in [*calls, *((r.__name__, r) for r in RESULTS)])


RESULTS = (Gate, Outcome, Judged, Verdict, ParsedReference, Tables)
"""What the functions give back."""


def _documented(name: str, thing: Callable[..., object]) -> str:
    signature = re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(inspect.signature(thing))).removesuffix(" -> None")
    signature = re.sub(r"<factory>|<citewarden[^>]*>", "...", signature)
    body = re.sub(r"(?m)^(Args|Raises|Returns|Yields):$", r"**\1**\n", inspect.getdoc(thing) or "")
    body = re.sub(r"(?m)^ {4}(\w+): ", r"- `\1`: ", body)
    return f"### {name}\n\n```text\n{name}{signature}\n```\n\n{body}"


PARTS: Mapping[str, tuple[tuple[str, Callable[[], str]], ...]] = {
    "configuration.md": (("settings", settings), ("registries", registries)),
    "commands.md": (("commands", commands),),
    "api.md": (("functions", functions),),
}
"""Page -> the parts of it that are made here, each between two comments that name it."""


def renewed(page: str, text: str) -> str:
    """The text of a page with its generated parts made anew."""
    for name, make in PARTS[page]:
        start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        made = f"{start}\n{make()}\n{end}"
        text = re.sub(f"(?s){start}.*?{end}", lambda _, made=made: made, text)
    return text


def main() -> None:
    """Write the pages and the parts."""
    folder = DOCS / "checks"
    folder.mkdir(exist_ok=True)
    wanted = pages()
    for stale in {p.name for p in folder.glob("*.md")} - wanted.keys():
        (folder / stale).unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    for page in PARTS:
        path = DOCS / page
        path.write_text(renewed(page, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

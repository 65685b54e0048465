"""`citewarden completion SHELL`: a script with which a shell completes commands, options and their values."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

SHELLS = ("bash", "zsh", "fish")


class Word(NamedTuple):
    """What may follow a command: an option or "" (what stands by itself), its help, and the values it is chosen from;
    `takes`: a value follows."""

    option: str
    help: str
    values: tuple[str, ...]
    takes: bool


def add_completion(parser: argparse.ArgumentParser) -> None:
    """`citewarden completion bash`."""
    parser.epilog = (
        "bash: citewarden completion bash > ~/.local/share/bash-completion/completions/citewarden;"
        " zsh: citewarden completion zsh > a folder of $fpath, as _citewarden;"
        " fish: citewarden completion fish > ~/.config/fish/completions/citewarden.fish"
    )
    parser.add_argument("shell", choices=SHELLS, help="whose script")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    print({"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell](commands(options.whole)), end="")
    return 0


def commands(parser: argparse.ArgumentParser) -> Mapping[str, tuple[str, list[Word]]]:
    """Command -> what it does, and the words it takes; "" is the program itself."""
    out = {"": ("", list(_words(parser)))}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, sub in action.choices.items():
                out[name] = (told.get(name, ""), list(_words(sub)))
    return out


def _words(parser: argparse.ArgumentParser) -> Iterator[Word]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        values = tuple(str(choice) for choice in action.choices or ())
        for option in action.option_strings or [""]:
            yield Word(option, _plain(action.help), values, action.nargs != 0)


def _plain(text: str | None) -> str:
    """Help without what a shell would read: the words up to the first colon or bracket."""
    return re.sub(r"[^\w ,./=-]", "", re.split(r"[;:(]", text or "")[0]).strip()


def _bash(held: Mapping[str, tuple[str, list[Word]]]) -> str:
    lines = [
        "# bash completion for citewarden",
        "_citewarden() {",
        '    local word="${COMP_WORDS[COMP_CWORD]}" command="" i',
    ]
    lines += ["    COMPREPLY=()"]
    lines += ["    for ((i = 1; i < COMP_CWORD; i++)); do", '        case "${COMP_WORDS[i]}" in']
    lines += ["            -*) ;;", '            *) command="${COMP_WORDS[i]}"; break ;;', "        esac", "    done"]
    lines += ['    case "$command:${COMP_WORDS[COMP_CWORD-1]}" in']
    for name, (_, words) in held.items():
        for word in words:
            if word.option and word.values:
                lines.append(f"        {name}:{word.option}) {_offer(word.values)}; return ;;")
            elif word.option and word.takes:
                lines.append(f"        {name}:{word.option}) return ;;")
    lines += ["    esac", '    case "$command" in']
    for name, (_, words) in held.items():
        given = [w.option for w in words if w.option] if name else [*(w.option for w in words), *filter(None, held)]
        given += [value for w in words if not w.option for value in w.values]
        lines.append(f'        "{name}") {_offer(given)} ;;')
    lines += ["    esac", "}", "complete -o default -F _citewarden citewarden", ""]
    return "\n".join(lines)


def _offer(words: Sequence[str]) -> str:
    listed = " ".join(words)
    return f'COMPREPLY=($(compgen -W "{listed}" -- "$word"))'


def _zsh(held: Mapping[str, tuple[str, list[Word]]]) -> str:
    lines = ["#compdef citewarden", "_citewarden() {", "    local -a commands", "    commands=("]
    lines += [f"        '{name}:{_plain(told)}'" for name, (told, _) in held.items() if name]
    lines += [
        "    )",
        "    if (( CURRENT == 2 )); then",
        "        _describe command commands",
        "        return",
        "    fi",
    ]
    lines += ['    case "$words[2]" in']
    for name, (_, words) in held.items():
        if name:
            lines.append(f"        {name}) _arguments \\")
            lines += [f"            '{_zsh_word(word)}' \\" for word in words if word.option]
            chosen = next((w.values for w in words if not w.option and w.values), ())
            rest = f"({' '.join(chosen)})" if chosen else "_files"
            lines.append(f"            '*: :{rest}' ;;")
    lines += ["    esac", "}", '_citewarden "$@"', ""]
    return "\n".join(lines)


def _zsh_word(word: Word) -> str:
    value = f": :({' '.join(word.values)})" if word.values else ": :_files" if word.takes else ""
    return f"{word.option}[{word.help}]{value}"


def _fish(held: Mapping[str, tuple[str, list[Word]]]) -> str:
    lines = ["# fish completion for citewarden"]
    for name, (told, words) in held.items():
        when = f"__fish_seen_subcommand_from {name}" if name else "__fish_use_subcommand"
        if name:
            lines.append(f"complete -c citewarden -f -n __fish_use_subcommand -a {name} -d '{_plain(told)}'")
        for word in words:
            option = re.sub(r"^--?", lambda dashes: " -l " if len(dashes[0]) == 2 else " -s ", word.option)
            values = f" -x -a '{' '.join(word.values)}'" if word.values else " -r" if word.takes and option else ""
            if option or word.values:
                lines.append(f"complete -c citewarden -n '{when}'{option}{values} -d '{word.help}'")
    return "\n".join([*lines, ""])

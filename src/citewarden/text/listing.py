"""Numbers of references as a sentence names them: "reference 4", "references 1-3 and 7"."""

from __future__ import annotations

from collections.abc import Iterable


def references(numbers: Iterable[str]) -> str:
    """The numbers as an editor writes them, three or more in a row as a range; other labels as they are."""
    labels = list(dict.fromkeys(numbers))
    counted = sorted(int(label) for label in labels if label.isdecimal())
    shown: list[str] = []
    at = 0
    while at < len(counted):
        end = at
        while end + 1 < len(counted) and counted[end + 1] == counted[end] + 1:
            end += 1
        run = counted[at : end + 1]
        shown += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(n) for n in run]
        at = end + 1
    shown += sorted(label for label in labels if not label.isdecimal())
    if len(shown) == 1:
        return f"reference{'s' if len(counted) > 1 else ''} {shown[0]}"
    return f"references {', '.join(shown[:-1])} and {shown[-1]}"

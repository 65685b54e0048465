"""Every message an editor reads, in the words of the house: what, where, what to do; plain; never "false"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from citewarden.model import Finding, Kind

HERE = Path(__file__).parent
NEVER = re.compile(
    r"(?i:\b(?:false|untrue|faked?|liars?|lying|bogus|nonsense|obviously|stupid|guilty|plagiari[sz]\w*"
    r"|fraud\w*|misconduct|leverage|utili[sz]e|regex|boolean|traceback)\b)|\b(?:N/A|TODO|null|None|NLI|NEI)\b"
)
"""Words that accuse, belittle or belong to the workshop."""
LONGEST = 700
"""Characters that a reader bears."""
_ORDER = re.compile(r"(?:^|[.,;:?]”?\s+(?:or |and |then |either )?)([A-Z]?[a-z]+)\b")


@cache
def orders() -> frozenset[str]:
    """The verbs that say what to do."""
    return frozenset(yaml.safe_load((HERE / "orders.yaml").read_text("utf-8")))


def faults(finding: Finding) -> list[str]:
    """What is wrong with the words of a message. It accuses nobody, is whole sentences, no longer than a reader bears,
    and says what to do: a clause begins with an order, or the finding brings a proposal; what is not known may just say
    so."""
    message = finding.message
    own = re.sub(r"[“‘'\"].*?[”’'\"](?=\W|$)", "", message)
    told = finding.fix or finding.kind is Kind.OPEN
    wrong = {
        f"says {NEVER.findall(own)}": NEVER.search(own),
        "does not end": not re.search(r"[.?]”?$", message),
        "does not begin": not re.match(r"[A-Z“‘'\"0-9]", message),
        "has odd signs": "  " in message or "\n" in message or "{" in message,
        "is too long": len(message) > LONGEST,
        "says not what to do": not told and not {w.lower() for w in _ORDER.findall(message)} & orders(),
    }
    return [f"{what}: {message}" for what, so in wrong.items() if so]

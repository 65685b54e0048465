"""The templates pages are made of: escaping, links that are safe, our style sheets and scripts, and nobody else's."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden.formats import plural
from citewarden.text import hidden

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def seen(page: str) -> str:
    """`page` with every sign that nobody sees written out as what it is."""
    return hidden.shown(page)


@cache
def environment() -> Environment:
    """Templates with escaping on, whatever their suffix."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["link"] = link
    made.filters["plural"] = plural
    made.filters["code"] = code
    made.globals["asset"] = asset
    made.globals["csp"] = policy
    return made


@cache
def asset(name: str) -> Any:
    """A style sheet or script of ours, to stand in the page as it is."""
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def policy(*names: str) -> str:
    """The content security policy that lets only these style sheets and scripts of ours work."""
    kinds: dict[str, list[str]] = {"style-src": [], "script-src": []}
    for name in names:
        text = (TEMPLATES / name).read_bytes()
        kind = "style-src" if name.endswith(".css") else "script-src"
        kinds[kind].append(f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'")
    rules = "; ".join(f"{kind} {' '.join(values)}" for kind, values in kinds.items() if values)
    return f"default-src 'none'; {rules}; connect-src 'self'; base-uri 'none'; form-action 'none'"


def link(url: str) -> str:
    """`url` if it may be a link, else "": only http and https, no control characters, no user name before the host."""
    plain = url.strip()
    return plain if _SAFE.fullmatch(plain) else ""


_SAFE = re.compile(r"""(?i:https?)://[^@/\x00-\x20"<>\\^`{|}]*(?:/[^\x00-\x20"<>\\^`{|}]*)?""")


def code(text: str) -> Any:
    """The words of a check's page, names between backticks set as such."""
    from markupsafe import Markup

    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else part for n, part in enumerate(text.split("`"))
    )

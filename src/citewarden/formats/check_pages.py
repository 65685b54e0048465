"""What each check does, why, what to do and when it is wrong: one page that every report links to."""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.formats import PAGES, Site
from citewarden.formats._template import environment, policy
from citewarden.formats.html import LEVELS

NAME = "check-pages"
FILE = PAGES


def render(site: Site) -> Iterator[str]:
    """One HTML page, each check under its own name."""
    template = environment().get_template("checks.html.jinja")
    rules = [site.rules[name] for name in sorted(site.rules)]
    yield template.render(csp=policy("style.css", "index.css"), run=site.run, rules=rules, levels=LEVELS)

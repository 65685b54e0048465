"""The address asked once to learn whether there is a network at all."""

from __future__ import annotations

from citewarden.testing.exchange import Reply, Request, as_text
from citewarden.testing.records import Records


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer that all is well."""
    return as_text("ok\n")

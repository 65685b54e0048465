"""web.archive.org: /save/{address}, which leads to the copy that was taken, or says that it will be."""

from __future__ import annotations

from citewarden.testing.exchange import Reply, Request, as_page
from citewarden.testing.records import Records


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as the archive's Save Page Now."""
    if not request.path.startswith("/save/"):
        return as_page("Wayback Machine", "<p>Not found</p>", 404)
    return as_page("Save Page Now", "<p>A copy is being taken.</p>")

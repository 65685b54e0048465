"""The main content of a web page, navigation and adverts left out (trafilatura; Barbaresi, ACL 2021)."""

from __future__ import annotations


def main_content(payload: bytes | str) -> list[tuple[str, str]]:
    """(heading, paragraph) pairs of a page's main content in order; [] when nothing readable is there.

    The heavy library is imported here and nowhere else, because a gate that reads no page must not pay for it.
    """
    import logging

    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else payload
    try:
        found = extract(text, output_format="markdown", include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # the library raises many kinds on hostile pages
        found = None
    out: list[tuple[str, str]] = []
    heading = ""
    for line in (found or "").split("\n"):
        line = line.strip()
        if line.startswith("#"):
            heading = line.lstrip("# ").strip()
        elif line:
            out.append((heading, line.lstrip("*-• ").replace("**", "").replace("__", "").strip()))
    return [(h, p) for h, p in out if p]

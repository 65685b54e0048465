"""web.archive.org: the CDX index, /cdx/search/cdx?url=..., and saved pages, /web/{14 digits}[id_]/{address}."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime

from citewarden.testing.exchange import Reply, Request, as_json, as_page, as_text, redirect
from citewarden.testing.records import Records, Snapshot
from citewarden.testing.services.wayback import bare, closest, copies
from citewarden.testing.sites import html_of

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as web.archive.org."""
    if request.path.rstrip("/") == "/cdx/search/cdx":
        return _index(request, records)
    found = re.fullmatch(r"/web/(\d*)(\*|[a-z]{2}_)?/(.+)", request.path)
    if not found:
        return as_page("Wayback Machine", "<p>Not found</p>", 404)
    url = found[3] + (f"?{request.query}" if request.query else "")
    url = re.sub(r"^(https?):/(?=[^/])", r"\1://", url)
    saved = copies(records, url)
    if not saved:
        return as_page("Wayback Machine", "<p>The archive has no copy of that address.</p>", 404)
    copy = closest(saved, found[1] or "99991231")
    own = f"{base}/wayback_cdx" if request.host.startswith(("127.", "localhost")) else "http://web.archive.org"
    if copy.at != found[1]:
        return redirect(f"{own}/web/{copy.at}{found[2] or ''}/{copy.url}")
    moment = datetime.strptime(copy.at, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    headers = {
        "Memento-Datetime": format_datetime(moment, usegmt=True),
        "Link": f'<{copy.url}>; rel="original", <{own}/web/timemap/link/{copy.url}>; rel="timemap"',
        "X-Archive-Orig-Date": format_datetime(moment, usegmt=True),
    }
    return Reply(copy.status, html_of(copy.title, copy.body).encode(), "text/html; charset=utf-8", headers)


def _index(request: Request, records: Records) -> Reply:
    fields = request.fields
    saved = copies(records, fields.get("url", ""))
    wanted = re.fullmatch(r"statuscode:(\d+)", fields.get("filter", ""))
    if wanted:
        saved = [s for s in saved if s.status == int(wanted[1])]
    if "from" in fields:
        saved = [s for s in saved if s.at >= fields["from"].ljust(14, "0")]
    if "to" in fields:
        saved = [s for s in saved if s.at <= fields["to"].ljust(14, "9")]
    if fields.get("collapse", "").startswith("digest"):
        saved = [s for n, s in enumerate(saved) if n == 0 or _digest(s) != _digest(saved[n - 1])]
    if fields.get("sort") == "closest" and "closest" in fields:
        saved = sorted(saved, key=lambda s: abs(int(s.at) - int(fields["closest"].ljust(14, "0"))))
    limit = int(fields.get("limit", 0))
    saved = saved[limit:] if limit < 0 else saved[: limit or None]
    columns = [c for c in fields.get("fl", ",".join(FIELDS)).split(",") if c in FIELDS]
    rows = [[_row(s)[c] for c in columns] for s in saved]
    if fields.get("output") == "json":
        return as_json([columns, *rows] if rows else [])
    return as_text("".join(" ".join(row) + "\n" for row in rows), media="text/plain;charset=UTF-8")


def _row(copy: Snapshot) -> dict[str, str]:
    host, _, path = bare(copy.url).partition("/")
    key = f"{','.join(reversed(host.split('.')))})/{path}"
    size = str(len(html_of(copy.title, copy.body).encode()))
    values = (key, copy.at, copy.url, "text/html", str(copy.status), _digest(copy), size)
    return dict(zip(FIELDS, values, strict=True))


def _digest(copy: Snapshot) -> str:
    return base64.b32encode(hashlib.sha1(html_of(copy.title, copy.body).encode()).digest()).decode()

"""archive.org: the availability look-up, /wayback/available?url=...&timestamp=..."""

from __future__ import annotations

from citewarden.testing.exchange import Reply, Request, as_json
from citewarden.testing.records import Records, Snapshot


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as archive.org."""
    fields = request.fields
    if request.path.rstrip("/") != "/wayback/available":
        return as_json({"error": "not found"}, 404)
    saved = [s for s in copies(records, fields.get("url", "")) if s.status == 200]
    body: dict[str, object] = {"url": fields.get("url", ""), "archived_snapshots": {}}
    if "timestamp" in fields:
        body["timestamp"] = fields["timestamp"]
    if saved:
        best = closest(saved, fields.get("timestamp", "99991231"))
        address = f"http://web.archive.org/web/{best.at}/{best.url}"
        body["archived_snapshots"] = {
            "closest": {"status": "200", "available": True, "url": address, "timestamp": best.at}
        }
    return as_json(body)


def copies(records: Records, url: str) -> list[Snapshot]:
    """The saved copies of an address, oldest first; scheme, "www." and a last slash do not count."""
    return sorted((s for s in records.snapshots if bare(s.url) == bare(url)), key=lambda s: s.at)


def closest(saved: list[Snapshot], wanted: str) -> Snapshot:
    """The copy nearest to `wanted` ("2014", "20140630", ...)."""
    moment = int(wanted.ljust(14, "0")[:14])
    return min(saved, key=lambda s: (abs(int(s.at) - moment), s.at))


def bare(url: str) -> str:
    """An address as the archive's index compares it."""
    plain = url.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return plain.replace(":80/", "/").rstrip("/")

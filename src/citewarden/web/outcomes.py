"""What one answer means for a link, before its page is read."""

from __future__ import annotations

from citewarden.web.transfer import Reply

LOST = frozenset({"no-host", "unresolved", "guarded", "refused", "unreachable", "tls"})
_EARLY = frozenset({"name look-up", "connection", "TLS handshake"})

_STATUS = {
    401: ("restricted", "the page asks for a sign-in"),
    402: ("restricted", "the page asks for payment"),
    403: ("blocked", "the site refuses robots (403); a reader may still see the page"),
    404: ("gone", "the site says that there is no such page (404)"),
    405: ("blocked", "the site refuses the request (405); a reader may still see the page"),
    407: ("unreachable", "the proxy asks for a sign-in (407)"),
    410: ("gone", "the site says that the page was removed for good (410)"),
    429: ("rate-limited", "the site asks us to slow down (429)"),
    451: ("restricted", "the page is withheld for legal reasons (451)"),
    999: ("blocked", "the site refuses robots (999); a reader may still see the page"),
}

_FAILURES = {
    "no-host": "no-host",
    "unresolved": "unreachable",
    "guarded": "unreachable",
    "refused": "refused",
    "unreachable": "unreachable",
    "reset": "reset",
    "malformed": "not-http",
    "packed": "server-error",
    "truncated": "not-http",
    "tls": "tls",
    "timed-out": "timed-out",
}


def alive(reply: Reply) -> bool:
    """Did the site hand out the page? 202 is how some walls answer; a page cut short is still a page."""
    return 200 <= reply.status < 300 and reply.status != 202 and reply.failure in ("", "truncated")


def of_reply(reply: Reply) -> tuple[str, str]:
    """(outcome, note) of an answer that is not `alive`."""
    if reply.failure and not (reply.failure == "truncated" and reply.status >= 300):
        note = reply.detail
        if reply.failure == "guarded":
            note = f"no reader can reach it: {note}"
        if reply.failure == "timed-out" and reply.status:
            note += f", after the answer had begun with {reply.status}"
        return _FAILURES[reply.failure], note
    return of_status(reply.status)


def of_status(status: int) -> tuple[str, str]:
    """(outcome, note) of a status that hands out no page."""
    if status in _STATUS:
        return _STATUS[status]
    if status >= 500:
        return "server-error", f"the site has a fault of its own ({status})"
    if status >= 400:
        return "blocked", f"the site refuses the request ({status}); a reader may still see the page"
    if status == 202:
        return "blocked", "the site answers robots with a waiting page (202); a reader may still see the page"
    if status == 304:
        return "ok", ""
    if status >= 300:
        return "bad-redirect", f"the site redirects ({status}) without saying where"
    return "not-http", f"the site answers with the status {status}, which means nothing"


def connection_lost(reply: Reply) -> bool:
    """Did the conversation fail before any request could be made, so that another method is pointless?"""
    return reply.failure in LOST or (reply.failure == "timed-out" and reply.phase in _EARLY)

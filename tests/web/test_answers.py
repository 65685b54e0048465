"""Short answers for programs that say "not found" with 200, and data that only holds such words."""

from __future__ import annotations

import pytest

from citewarden import config
from citewarden.web.answers import LARGEST, kind, read, stated
from citewarden.web.html_cues import Cues
from citewarden.web.judgement import message
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
URL = parse("https://api.site.example/v1/guides/statins")


def outcome(body: str, named: str) -> str:
    page = read(body.encode(), kind(body.encode(), named))
    found = message(page, URL, stated(page), CUES) if page is not None else None
    return found.outcome if found is not None else "ok"


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ("application/json", '{"status": 404, "code": "NOT_FOUND", "message": "No guide with this slug"}'),
        ("application/json", '{"detail": "Not found."}'),
        ("application/json", '{"success": false, "error": {"type": "x", "message": "Page not found"}}'),
        ("application/json", '{"data": null, "errors": [{"message": "Article does not exist"}]}'),
        ("application/json", '{"statusCode": "410", "message": ""}'),
        ("application/problem+json", '{"type": "about:blank", "title": "Not Found", "status": 404}'),
        ("application/vnd.api+json", '{"errors": [{"status": "404 Not Found", "detail": "x"}]}'),
        ("text/plain", "404 page not found\n"),
        ("text/plain", "Not Found"),
        ("text/plain", "\ufeffFile not found.\nAsk the desk."),
        ("application/xml", "<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>x</Message></Error>"),
        ("text/xml", "<error><status>404</status></error>"),
        ("application/xml", "<r xmlns='urn:a'><Error><Code>ResourceNotFound</Code></Error></r>"),
        ("text/xml", "<OAI-PMH><request verb='GetRecord'/><error code='idDoesNotExist'>No such item</error></OAI-PMH>"),
        (
            "application/fhir+json",
            '{"resourceType": "OperationOutcome", "issue": [{"code": "not-found", "diagnostics": "Unknown resource"}]}',
        ),
        ("application/json", '{"success": false, "errors": ["Guide not found"], "data": null}'),
        ("application/json", '{"code": "invalid_id", "message": "Invalid post.", "data": {"status": 404}}'),
        ("text/html", '{"error": "Not Found", "statusCode": 404}'),
    ],
)
def test_a_message_that_nothing_is_there(named: str, body: str) -> None:
    assert outcome(body, named) == "soft-404"


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ("application/json", '{"gene": "CFTR", "status": "not found", "patients": 90}'),
        ("application/json", '{"title": "Not found: a play", "pages": 404}'),
        ("application/json", '{"message": "The virus was not found in 300 children"}'),
        ("application/json", '{"status": 200, "error": null, "code": 0}'),
        ("application/json", "[1, 2, 404]"),
        ("application/json", '{"data": [{"code": 404, "name": "Shingles vaccine", "message": "first dose"}]}'),
        ("application/json", '{"code": 404, "name": "Shingles vaccine"}'),
        ("application/json", '{"status": 404, "guide": "What to do about a cough"}'),
        ("application/json", '{"error": "Page not found"'),
        ("text/plain", "Statins and muscle pain\n\nThe page of the trial was not found by 40 readers."),
        ("text/plain", ""),
        ("text/csv", "Not found"),
        ("application/pdf", "Not found"),
        ("application/xml", "<trial><id>404</id><title>Not found</title></trial>"),
        ("application/xml", "<broken"),
        ("text/plain", "Not found\n" + "word " * LARGEST),
    ],
)
def test_data_and_texts_are_what_they_are(named: str, body: str) -> None:
    assert outcome(body, named) == "ok"


def test_other_messages_leave_the_matter_open() -> None:
    assert outcome('{"error": "Internal server error"}', "application/json") == "server-error"
    assert outcome('{"message": "Access denied"}', "application/json") == "blocked"
    assert outcome('{"message": "Forbidden"}', "application/json") == "blocked"
    assert outcome('{"error": "rate limit exceeded"}', "application/json") == "blocked"
    assert outcome('{"error": "unauthorized"}', "application/json") == "restricted"


def test_an_entity_that_grows_is_not_resolved() -> None:
    bomb = "<!DOCTYPE r [<!ENTITY a 'page not found'><!ENTITY b '&a;&a;&a;'>]><Error><Message>&b;</Message></Error>"
    assert outcome(bomb, "application/xml") == "ok"


def test_deep_nesting_is_no_fault() -> None:
    assert outcome('{"error":' * 200 + "1" + "}" * 200, "application/json") == "ok"


@pytest.mark.parametrize(
    ("named", "body", "wanted"),
    [
        ("application/json", '{"error": {"code": 401, "message": "A credential is missing"}}', "restricted"),
        ("application/json", '{"status": 503, "message": "Try later"}', "server-error"),
        ("application/json", '{"code": 429, "message": "Slow down"}', "rate-limited"),
        ("application/json", '{"title": "Guides", "status": "published", "code": 404}', "ok"),
        ("application/json", '{"message": "ok", "data": {"guides": 3}}', "ok"),
        ("text/plain", "error code: 1020", "blocked"),
        ("text/plain", "Dose\tn\n5 mg\t404\n", "ok"),
    ],
)
def test_a_message_that_states_a_status(named: str, body: str, wanted: str) -> None:
    assert outcome(body, named) == wanted


_ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>"


def _rss(title: str, about: str, items: str = "") -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title><link>https://a.example/</link>" + (
        f"<description>{about}</description>{items}</channel></rss>"
    )


@pytest.mark.parametrize(
    "body",
    [
        _rss("clinic.example is for sale", "This domain is for sale. Make an offer."),
        _rss("clinic.example", "This domain name may be for sale"),
        f"{_ATOM}<title>Buy this domain</title><subtitle>Secure payment</subtitle></feed>",
        _rss("Best online casino", "Slots, free spins and a welcome bonus. Play now."),
    ],
)
def test_a_sold_domain_that_answers_with_a_feed(body: str) -> None:
    assert outcome(body, "application/rss+xml") in ("parked", "blocked")


@pytest.mark.parametrize(
    "body",
    [
        _rss(
            "Clinic news",
            "News for patients",
            "<item><title>Flu jabs</title><description>Book now.</description></item>",
        ),
        _rss("Diabetes", ""),
        _rss(
            "Protein domains",
            "New papers on domains that bind calcium.",
            "<item><title>A domain for sale?</title></item>",
        ),
        f"{_ATOM}<title>Asthma</title><entry><title>Not found: a trigger</title></entry></feed>",
        _rss("Drug recalls", "Medicines that were withdrawn", "<item><title>Ranitidine withdrawn</title></item>"),
    ],
)
def test_a_feed_that_tells_of_something(body: str) -> None:
    assert outcome(body, "application/rss+xml") == "ok"

"""What a night brought: new, worse, fixed, expiring, or nothing, which takes one line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from citewarden.formats import Seen, Site, Summary, atom, digest, digest_json
from citewarden.model import Finding, Level, Suppression

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def seen(findings: Sequence[Finding]) -> dict[str, Seen]:
    rows = [
        Seen(f.fingerprint, f.rule_id, f.document, f.level, f.owner, f.message, "2026-01-02", f.kind) for f in findings
    ]
    return {row.fingerprint: row for row in rows}


def whole(site: Site) -> tuple[Site, Summary]:
    """The site with nothing left unchecked and nothing unreadable."""
    (article,) = site.articles
    known = replace(article, findings=tuple(f for f in article.findings if f.rule_id != "incomplete-audit"))
    return replace(site, articles=(known,), run=replace(site.run, failures=())), known


def md(site: Site) -> str:
    return "".join(digest.render(site))


def test_a_night_without_news_is_one_line(site: Site) -> None:
    night, article = whole(site)
    out = md(replace(night, previous=seen(article.findings)))
    assert out.count("\n") == 3
    assert "No news: nothing new, nothing gone, nothing about to expire." in out
    data = json.loads("".join(digest_json.render(replace(night, previous=seen(article.findings)))))
    assert data["news"] is False


def test_new_worse_and_fixed_by_owner(site: Site) -> None:
    night, article = whole(site)
    before = seen(article.findings[1:])  # the first one is new
    worse = article.findings[1]
    before[worse.fingerprint] = replace(before[worse.fingerprint], level=Level.NOTE)
    gone = Seen("f" * 20, "dead-link", article.document, Level.WARNING, worse.owner, "It was dead.", "2025-12-24")
    before[gone.fingerprint] = gone
    data = json.loads("".join(digest_json.render(replace(night, previous=before))))
    assert data["counts"] == {"new": 1, "worse": 1, "better": 0, "fixed": 1, "unsure": 0, "expiring": 0}
    mine = data["owners"]["medical reviewer"]
    assert [i["what"] for i in mine] == ["new", "worse", "fixed"]
    assert mine[0]["report"].startswith("neurology/twitches-and-ms.html#finding-")
    out = md(replace(night, previous=before))
    assert "## For the medical reviewer" in out
    assert "(was note)" in out
    assert "(since 2025-12-24)" in out


def test_what_an_offline_night_did_not_see_is_not_gone(site: Site) -> None:
    night, article = whole(site)
    gone = Seen(
        "f" * 20, "dead-link", article.document, Level.WARNING, article.findings[0].owner, "Dead.", "2025-12-24"
    )
    previous = {**seen(article.findings), gone.fingerprint: gone}
    offline = replace(night, run=replace(night.run, offline=True), previous=previous)
    data = json.loads("".join(digest_json.render(offline)))
    assert (data["counts"]["fixed"], data["counts"]["unsure"]) == (0, 1)
    assert data["news"] is False


def test_articles_this_run_did_not_look_at_are_no_news(site: Site) -> None:
    night, article = whole(site)
    other = Seen("e" * 20, "dead-link", "other.md", Level.WARNING, article.findings[0].owner, "Dead.", "2025-12-24")
    data = json.loads("".join(digest_json.render(replace(night, previous={**seen(article.findings), "e" * 20: other}))))
    assert data["counts"]["fixed"] == 0


def test_expiring_decisions_are_told_thirty_days_ahead(site: Site) -> None:
    night, article = whole(site)

    def decision(expires: str) -> Suppression:
        return Suppression("a" * 20, "dead-link", f"until {expires}", "A. Editor", "editor", "2025-06-01", expires)

    decisions = tuple(decision(d) for d in ("2026-01-14", "2026-01-15", "2026-02-14", "2026-02-15", ""))
    out = md(replace(night, previous=seen(article.findings), suppressions=decisions))
    assert "## Decisions about to expire (2)" in out
    assert "until 2026-01-15" in out
    assert "until 2026-02-14" in out


def test_the_first_run_lists_what_blocks(site: Site) -> None:
    night, _ = whole(site)
    data = json.loads("".join(digest_json.render(night)))
    assert data["first_run"] is True
    assert data["counts"]["new"] == 1
    assert "First run" in md(night)


def test_a_first_run_in_which_nothing_blocks_is_no_quiet_night(site: Site) -> None:
    night, article = whole(site)
    calm = replace(article, findings=tuple(replace(f, blocking=False) for f in article.findings))
    out = md(replace(night, articles=(calm,)))
    assert "First run, so nothing to compare with; nothing blocks. 1 article, 0 blocking findings" in out
    assert "No news" not in out


def test_hostile_words_in_the_digest(site: Site) -> None:
    night, article = whole(site)
    evil = replace(article.findings[0], message="<script>alert(1)</script> [x](javascript:1)\n# big")
    told = replace(night, articles=(replace(article, findings=(evil,)),), previous={})
    assert "<script>" not in md(told).replace("\\<", "")
    feed = etree.fromstring("".join(atom.render(told)).encode())
    content = feed.findtext("a:entry/a:content", namespaces=ATOM)
    assert content is not None
    assert "<script>" not in content
    assert "&lt;script&gt;" in content


def test_the_feed_is_atom_with_an_entry_per_owner(site: Site) -> None:
    night, _ = whole(site)
    feed = etree.fromstring("".join(atom.render(replace(night, previous={}))).encode())
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    ids = [str(i.text) for i in feed.findall("a:entry/a:id", ATOM)]
    assert len(set(ids)) == len(ids) == 4
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-01-15T00:00:00Z"
    for entry in feed.findall("a:entry", ATOM):
        assert all(entry.find(f"a:{name}", ATOM) is not None for name in ("title", "id", "updated", "content"))


def test_a_quiet_night_is_one_entry(site: Site) -> None:
    night, article = whole(site)
    feed = etree.fromstring("".join(atom.render(replace(night, previous=seen(article.findings)))).encode())
    (title,) = feed.findall("a:entry/a:title", ATOM)
    assert str(title.text).startswith("No news")


def test_pages_due_for_review_stand_by_owner_with_those_overdue_counted(site: Site) -> None:
    (article,) = site.articles
    pages = tuple(
        replace(article, document=f"{name}.md", name=name, owner=owner, due=day, findings=article.findings)
        for name, owner, day in (
            ("a", "Heart desk", "2019-01-01"),
            ("b", "Food desk", site.run.as_of),
            ("c", "Food desk", "2999-01-01"),
            ("d", "", ""),
        )
    )
    told = "".join(digest.render(replace(site, articles=pages)))
    _, _, rest = told.partition("## Due for review until ")
    assert "(2, 1 overdue)" in rest.splitlines()[0]
    assert [line.strip() for line in rest.splitlines()[2:6]] == [
        "- Food desk",
        f"- {site.run.as_of}: [b.md](<b.html>)",
        "- Heart desk",
        "- 2019-01-01: [a.md](<a.html>)",
    ]


def test_nothing_due_no_line(site: Site) -> None:
    (article,) = site.articles
    far = replace(article, due="2999-01-01")
    assert "Due for review" not in "".join(digest.render(replace(site, articles=(far,))))

"""Bringing a site in: every kind of source, what is new, changed, removed or unread, and a pull that was killed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from tests.commands.conftest import Site
from tests.shares import share

from citewarden.commands.pull import Memory
from citewarden.model import Document
from citewarden.readers.html import read
from citewarden.sites import Listed, _file
from citewarden.sites._xml import root_name
from citewarden.sites.export import rendered
from citewarden.sites.folder import canonical
from citewarden.tables import plain
from citewarden.testing.press import SITE, Post, Press, shown

Cli = Callable[..., tuple[int, str, str]]

NOTES = (
    "<p>Iron is found in lentils<sup><a href='#n1' id='r1'>1</a></sup>.</p>"
    "<table><tr><th>Food</th><th>mg</th></tr><tr><td>Lentils</td><td>3.3</td></tr></table>"
    "<ul><li>Tea <a href='/tea/'>slows</a> it</li></ul>"
    "<h2>References</h2><ol><li id='n1'>Doe J. Iron in lentils. Example Food J. 2019;4(2):11-18.</li></ol>"
)


def posts() -> list[Post]:
    about = Post("about", "About us", "<p>Who we are, and how our articles are made.</p>", kind="pages")
    some = [
        Post(f"health/iron-{n}", f"Iron &amp; blood, part {n}" if n else "Iron & blood", NOTES.replace("3.3", f"3.{n}"))
        for n in range(5)
    ]
    some[0].fields = {"medical_reviewer": "Dr Eve Reader", "last_reviewed": "2026-01-05", "colour": 7}
    return [*some, about]


@pytest.fixture
def press() -> Iterator[Press]:
    with Press(posts(), size=2) as running:
        yield running


@pytest.fixture
def pull(press: Press, cli: Cli, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    (tmp_path / "config").mkdir()
    kept = {
        "connect_to": press.network().connect_to,
        "offline": "false",
        "per_host_rate": 0.0,
        "timeout": 5,
        "retries": 0,
    }
    (tmp_path / "config" / "config.yaml").write_text(yaml.safe_dump({"network": plain(kept)}), encoding="utf-8")
    days = iter(range(2, 28))

    def run(*arguments: str) -> tuple[int, str, str]:
        return cli("pull", "--now", f"2026-02-{next(days):02}T02:00:00+00:00", *arguments, folder=tmp_path)

    return run


def document(path: Path) -> Document:
    return read(path.read_bytes(), name=path.name)


def held(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted((folder / "articles").rglob("*.html"))}


def test_a_sitemap_twice_costs_nothing_the_second_time(pull: Cli, press: Press, tmp_path: Path) -> None:
    status, said, told = pull(f"{SITE}/wp-sitemap.xml")
    assert (status, told) == (0, "")
    assert said.splitlines()[-1] == "6 new"
    first = document(tmp_path / "articles" / "health" / "iron-3.html")
    assert (first.url, first.modified, first.author) == (f"{SITE}/health/iron-3/", "2026-01-02", "Ann Writer")
    assert any(link.href == f"{SITE}/tea/" for link in first.links)
    assert "3.3" in first.text
    assert any(b.kind == "reference" for b in first.blocks)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "articles").rglob("*.html")}
    press.asked.clear()
    assert pull(f"{SITE}/wp-sitemap.xml")[1] == "6 unchanged\n"
    assert len(press.statuses(304)) == 6
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "articles").rglob("*.html")} == before


def test_what_changed_is_written_and_what_is_gone_is_told(pull: Cli, press: Press, tmp_path: Path) -> None:
    pull(f"{SITE}/wp-sitemap.xml")
    press.posts[1].body = NOTES.replace("lentils", "beans")
    gone = press.posts.pop(2)
    status, said, _ = pull(f"{SITE}/wp-sitemap.xml")
    assert status == 0
    assert "changed: articles/health/iron-1.html" in said
    assert f"removed from the site: articles/{gone.slug}.html ({gone.address}: no longer listed)" in said
    assert said.splitlines()[-1] == "1 changed, 4 unchanged, 1 removed from the site"
    assert (tmp_path / "articles" / f"{gone.slug}.html").exists()
    (tmp_path / "articles" / f"{gone.slug}.html").unlink()
    assert pull(f"{SITE}/wp-sitemap.xml")[1] == "5 unchanged\n"


def test_a_part_of_the_list_that_fails_makes_nothing_removed(pull: Cli, press: Press) -> None:
    pull(f"{SITE}/wp-sitemap.xml")
    press.broken["/sitemap-posts.xml.gz"] = 500
    status, said, _ = pull(f"{SITE}/wp-sitemap.xml")
    assert status == 3
    assert "removed from the site:" not in said
    assert "parts of the list could not be read" in said.splitlines()[-1]


@pytest.mark.parametrize("address", ["https://a.example*[/b", "http://[::1", "https://℀.example/"])
def test_an_address_that_none_can_be_is_one_line(pull: Cli, tmp_path: Path, address: str) -> None:
    (tmp_path / "list.xml").write_text(f"<urlset><url><loc>{address}</loc></url></urlset>", encoding="utf-8")
    (tmp_path / "feed.xml").write_text(f"<rss><item><link>{address}</link></item></rss>", encoding="utf-8")
    for name in ("list.xml", "feed.xml"):
        status, out, told = pull(str(tmp_path / name))
        assert status in (0, 2, 3), out + told
        assert address in out + told
        assert "a fault of" not in told
    assert _file.of(Listed("https://a.example/"), f"<base href='{address}'><p>Text.".encode())


def test_one_page_that_fails_is_one_line(pull: Cli, press: Press, tmp_path: Path) -> None:
    press.broken["/health/iron-2/"] = 500
    press.robots = "User-agent: *\nDisallow: /about/\n"
    status, said, _ = pull(f"{SITE}/wp-sitemap.xml")
    assert status == 3
    assert said.splitlines()[-1] == "4 new, 1 left out, 1 not read"
    assert "not asked: robots.txt" in said
    assert not (tmp_path / "articles" / "about.html").exists()
    press.broken.clear()
    assert pull(f"{SITE}/wp-sitemap.xml")[1].splitlines()[-1] == "1 new, 4 unchanged, 1 left out"


def test_wordpress_by_its_interface(pull: Cli, press: Press, tmp_path: Path) -> None:
    press.posts.append(Post("secret", "Secret", "x", protected=True))
    status, said, _ = pull("--from", "wordpress", SITE)
    assert (status, said.splitlines()[-1]) == (0, "6 new, 1 left out")
    made = document(tmp_path / "articles" / "health" / "iron-0.html")
    assert (made.title, made.url, made.author) == ("Iron & blood", f"{SITE}/health/iron-0/", "Ann Writer")
    assert (made.reviewer, made.reviewed, made.published) == ("Dr Eve Reader", "2026-01-05", "2025-12-01")
    assert "Lentils" in made.text
    assert "<table>" in (tmp_path / "articles" / "health" / "iron-0.html").read_text()
    questions = [path for path, _ in press.asked if path.startswith("/wp-json/wp/v2/posts")]
    assert len(questions) == 3, "two a page"
    press.posts[0].body = NOTES.replace("3.0", "4.0")
    del press.posts[4]
    status, said, _ = pull("--from", "wordpress", SITE)
    assert said.splitlines()[-1] == "1 changed, 4 unchanged, 1 removed from the site, 1 left out"


@pytest.mark.parametrize("announced", [True, False])
def test_a_site_by_its_front_page(press: Press, pull: Cli, announced: bool) -> None:
    press.announced = announced
    status, said, _ = pull(f"{SITE}/")
    assert (status, said.splitlines()[-1]) == (0, "6 new")
    assert any("/wp-json/" in path for path, _ in press.asked) == announced


def test_a_feed_says_nothing_of_what_is_removed(pull: Cli, press: Press) -> None:
    assert pull(f"{SITE}/feed/")[1].splitlines()[-1] == "2 new"
    press.posts.pop(0)
    assert pull(f"{SITE}/feed/")[1].splitlines()[-1] == "1 new, 1 unchanged"


def test_only_some_addresses(pull: Cli, tmp_path: Path) -> None:
    _, said, _ = pull(f"{SITE}/wp-sitemap.xml", "--include", "/health/*", "--exclude", "*-4/")
    assert said.splitlines()[-1] == "4 new, 2 left out"
    assert "articles/health/iron-4.html" not in held(tmp_path)


def test_an_edit_of_ones_own_is_kept(pull: Cli, press: Press, tmp_path: Path) -> None:
    pull(f"{SITE}/wp-sitemap.xml")
    mine = tmp_path / "articles" / "health" / "iron-1.html"
    mine.write_text(mine.read_text() + "<!-- mine -->", encoding="utf-8")
    assert pull(f"{SITE}/wp-sitemap.xml")[1] == "6 unchanged\n"
    press.posts[1].body = "<p>All new, and long enough to be an article about iron.</p>"
    for _ in range(2):
        said = pull(f"{SITE}/wp-sitemap.xml")[1]
        assert "kept: articles/health/iron-1.html was changed here and on the site" in said
        assert mine.read_text().endswith("<!-- mine -->")
    mine.unlink()
    pull(f"{SITE}/wp-sitemap.xml")
    assert "All new" in mine.read_text()


def test_a_file_of_ones_own_is_never_written_over(pull: Cli, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "about.html").write_text("<p>Mine</p>")
    pull(f"{SITE}/wp-sitemap.xml")
    assert (tmp_path / "articles" / "about.html").read_text() == "<p>Mine</p>"
    assert len([name for name in held(tmp_path) if name.startswith("articles/about-")]) == 1


def test_a_killed_pull_goes_on(pull: Cli, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = Memory.put
    taken = 0

    def killed(self: Memory, row: object) -> None:
        nonlocal taken
        taken += 1
        if taken > 3:
            raise SystemExit(137)  # after the file was written, before it was remembered
        put(self, row)  # type: ignore[arg-type]

    monkeypatch.setattr(Memory, "put", killed)
    assert pull(f"{SITE}/wp-sitemap.xml")[0] == 137
    monkeypatch.undo()
    with (tmp_path / "state" / "pull.jsonl").open("a") as file:
        file.write('{"address": "http://pre')  # half a row
    press.asked.clear()
    status, said, _ = pull("--now", "2026-02-02T03:00:00+00:00", f"{SITE}/wp-sitemap.xml")
    assert (status, said.splitlines()[-1]) == (0, "3 new, 3 unchanged")
    assert len(press.statuses(200)) == 3
    assert not press.statuses(304)
    assert len(held(tmp_path)) == 6
    rows = [json.loads(line) for line in (tmp_path / "state" / "pull.jsonl").read_text().splitlines()]
    assert len(rows) == 6


def test_a_folder_of_pages(pull: Cli, tmp_path: Path) -> None:
    site = tmp_path / "public"
    (site / "guide").mkdir(parents=True)
    canonical = f"<head><link rel=canonical href='{SITE}/guide/tea/'>"
    (site / "guide" / "tea.html").write_text(shown(posts()[0]).replace("<head>", canonical))
    (site / "guide" / "old.htm").write_bytes(
        "<html><body><p>Caf\xe9 and th\xe9 at noon.</p></body></html>".encode("latin-1")
    )
    (site / "style.css").write_text("p {}")
    assert pull(str(site))[1].splitlines()[-1] == "2 new"
    assert document(tmp_path / "articles" / "guide" / "tea.html").url == f"{SITE}/guide/tea/"
    assert "Café and thé" in document(tmp_path / "articles" / "guide" / "old.html").text
    assert pull(str(site))[1] == "2 unchanged\n"
    (site / "guide" / "old.htm").unlink()
    assert pull(str(site))[1].splitlines()[-1] == "1 unchanged, 1 removed from the site"


def test_two_folders_whose_pages_have_one_name(pull: Cli, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tea.html").write_text(f"<html><body><p>The tea of {name}, with milk.</p></body></html>")
        assert pull(name)[1].splitlines()[-1] == "1 new"
    assert len(held(tmp_path)) == 2
    assert pull("one")[1] == pull("two")[1] == "1 unchanged\n"


def test_a_page_that_is_listed_and_not_there(pull: Cli, press: Press) -> None:
    press.broken["/about/"] = 404
    status, said, _ = pull(f"{SITE}/wp-sitemap.xml")
    assert (status, said.splitlines()[-1]) == (0, "5 new, 1 not there")


def test_a_wall_is_never_written_over_an_article(pull: Cli, press: Press, tmp_path: Path) -> None:
    pull(f"{SITE}/wp-sitemap.xml")
    before = held(tmp_path)
    wall = "<p>Checking that you are not a robot. Enable JavaScript and cookies to continue.</p>"
    press.posts[0].body, press.posts[0].title = wall, "Just a moment..."
    status, said, _ = pull(f"{SITE}/wp-sitemap.xml")
    assert (status, said.splitlines()[-1]) == (3, "5 unchanged, 1 not read")
    assert held(tmp_path) == before


WXR = """<?xml version="1.0"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name>Ann Writer</wp:author_display_name></wp:author>
<item><title>Tea</title><link>https://press.example/tea/</link><dc:creator>ann</dc:creator>
<content:encoded><![CDATA[Tea slows iron.[caption id="x"]A cup[/caption]

It is drunk after meals.

<ul><li>black

</li><li>green</li></ul>
End.]]></content:encoded>
<wp:post_date_gmt>2025-03-04 05:06:07</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:postmeta><wp:meta_key>_reviewed_by</wp:meta_key><wp:meta_value>Dr Eve Reader</wp:meta_value></wp:postmeta></item>
<item><title>Notes</title><link>https://press.example/notes/</link>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>Iron
<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup>
</p>
<!-- /wp:paragraph --><!-- wp:footnotes /-->]]></content:encoded>
<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>
<wp:postmeta><wp:meta_key>footnotes</wp:meta_key>
<wp:meta_value>[{"id":"a1","content":"Doe J. Iron. 2019."}]</wp:meta_value>
</wp:postmeta></item>
<item><title>Draft</title><link>https://press.example/?p=3</link>
<wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Picture</title><link>https://press.example/p/</link>
<wp:status>inherit</wp:status>
<wp:post_type>attachment</wp:post_type></item>
</channel></rss>"""


def test_an_export_file(pull: Cli, tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(WXR.replace("meals", "meals\x0b"))
    status, said, _ = pull("export.xml")
    assert (status, said.splitlines()[-1]) == (0, "2 new")
    tea = document(tmp_path / "articles" / "tea.html")
    assert (tea.author, tea.reviewer, tea.published) == ("Ann Writer", "Dr Eve Reader", "2025-03-04")
    assert [b.kind for b in tea.blocks if "It is drunk" in tea.text[b.start : b.end]] == ["paragraph"]
    assert [tea.text[b.start : b.end] for b in tea.blocks if b.kind == "item"] == ["black", "green"]
    assert "Doe J. Iron. 2019." in document(tmp_path / "articles" / "notes.html").text


def test_an_export_that_breaks_off_keeps_what_came(pull: Cli, tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(WXR[: WXR.index("<item><title>Draft")])
    status, said, _ = pull("export.xml")
    assert status == 3
    assert said.splitlines()[-1].startswith("2 new, 1 parts of the list")


@pytest.mark.parametrize(
    ("source", "made", "said"),
    [
        ("nothing-here.xml", "", "cannot be read"),
        ("plain.xml", "<book><p>no</p></book>", "neither a sitemap nor a feed"),
        ("empty.xml", "<urlset></urlset>", "lists no article"),
        ("text.txt", "just words", "neither a sitemap nor a feed"),
    ],
)
def test_what_is_no_source_is_one_line(pull: Cli, tmp_path: Path, source: str, made: str, said: str) -> None:
    if made:
        (tmp_path / source).write_text(made)
    status, _, told = pull(source)
    assert status == 2
    assert said in told
    assert told.count("\n") == 1


def test_a_source_that_cannot_be_reached(pull: Cli, press: Press) -> None:
    press.broken |= {"/wp-sitemap.xml": 500, "/wp-json/wp/v2/posts": 403, "/wp-json/wp/v2/pages": 403}
    assert pull(f"{SITE}/wp-sitemap.xml")[0] == 2
    assert pull("--from", "wordpress", SITE)[0] == 2


def test_names_are_safe_stable_and_each_its_own() -> None:
    addresses = [
        f"{SITE}/", f"{SITE}/a/b.html", f"{SITE}/?p=12", f"{SITE}/../../etc/passwd", f"{SITE}/%2e%2e/%2Fetc/x",
        f"{SITE}/caf%C3%A9/", f"{SITE}/con", f"{SITE}/.hidden/x", f"{SITE}/{'long' * 90}/", f"{SITE}/a b/c?d=e&f=g",
        f"{SITE}/{'d/' * 40}x", f"{SITE}/a\x00b",
    ]  # fmt: skip
    names = [_file.name(address) for address in addresses]
    assert names == [_file.name(address) for address in addresses]
    assert len(set(names)) == len(names)
    assert names[:2] == ["index.html", "a/b.html"]
    assert names[5] == "café.html"
    for name in names:
        parts = Path(name).parts
        assert not Path(name).is_absolute()
        assert not any(part in ("..", ".") or part.startswith(".") or len(part.encode()) > 130 for part in parts)
        assert "\x00" not in name
        assert len(parts) <= 8


def test_what_a_server_makes_anew_is_no_change() -> None:
    page = shown(posts()[0])
    one = page.replace("<body>", "<body><!-- 10:01 --><script nonce='a'>x=1</script><input name=t value=1>")
    other = page.replace("<body>", "<body><!-- 10:02 --><script nonce='b'>x=2</script><input name=t value=2>")
    assert _file.digest(one) == _file.digest(other) != _file.digest(page.replace("Lentils", "Beans"))
    data = page.replace("<body>", '<body><script type="application/ld+json">{"reviewedBy": "A"}</script>')
    assert _file.digest(data) != _file.digest(data.replace('"A"', '"B"'))


def test_pull_then_audit(pull: Cli, cli: Cli, tmp_path: Path) -> None:
    pull(f"{SITE}/wp-sitemap.xml", "--include", "/health/iron-[01]/")
    site = Site(cli, tmp_path)
    site.options = ("--config", "config/config.yaml", "--offline")
    assert site.run(date.today().isoformat()) == (2, 2)
    status, _, told = cli("step", "gate", "--out", "gate.txt", "--run", "results/run.json", folder=tmp_path)
    assert status == 3, told
    report = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert "Iron &amp; blood" in report


@pytest.mark.parametrize(
    "piece", share(["<script ", "<!--", "<meta ", "<input ", "[caption]", "<ul>\n\n", "<link ", "<?"], 8)
)
def test_hostile_pages_take_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text, since = piece * times, time.process_time()
        _file.digest(text)
        rendered(text)
        canonical(text.encode())
        root_name(text.encode())
        return time.process_time() - since

    seconds(100)
    assert seconds(40_000) < 12 * seconds(10_000) + 0.2

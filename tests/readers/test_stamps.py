"""Lines that say when a page was made and by whom, as publishing systems, leaflets and journals set them."""

from __future__ import annotations

import re

import pytest

from citewarden.model import Document
from citewarden.readers import _stamps, _words, html, markdown


def made(line: str) -> dict[str, str]:
    """What a line at the top says."""
    found = _words.byline(line, at_top=True)
    names = ("author", "reviewer", "published", "modified", "reviewed", "next_review", "review")
    return {name: getattr(found, name) for name in names if getattr(found, name)} if found else {}


def page(body: str) -> Document:
    return html.read(f"<body><main><article>{body}</article></main></body>".encode(), name="a.html")


def kept(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind not in ("furniture", "title")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Submitted by admin on Mon, 03/02/2020 - 09:15", {"published": "2020-03-02"}),
        ("Submitted by webteam on Mon, 03/02/2020 - 09:15", {"published": "2020-03-02"}),
        ("Submitted by admin on Mon, 06/07/2020 - 09:15", {"published": "2020-07-06"}),
        ("Submitted by Lia Gray on Fri, 07/02/2020 - 18:40", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("Posted by Lia Gray on Friday, 7 February 2020 at 6:40 pm", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("Posted on Friday, February 7, 2020", {"published": "2020-02-07"}),
        ("Published on February 7, 2020 at 6:40 am by Lia Gray", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("Last updated: Fri, 7 Feb 2020, 18:40", {"modified": "2020-02-07"}),
        ("By Lia Gray, RN · February 7, 2020 · 4 min read", {"author": "Lia Gray, RN", "published": "2020-02-07"}),
        ("February 7 Written by Lia Gray", {"author": "Lia Gray"}),
        ("Leaflet reviewed: May 2020. Next review: May 2023", {"reviewed": "2020-05", "next_review": "2023-05"}),
        ("Leaflet last reviewed May 2020; next review due May 2023", {"reviewed": "2020-05", "next_review": "2023-05"}),
        ("Factsheet reviewed May 2020 | Next review May 2023", {"reviewed": "2020-05", "next_review": "2023-05"}),
        ("Date of issue: May 2020 Review date: May 2023", {"published": "2020-05", "review": "2023-05"}),
        ("Author: Hand Therapy Team | Date issued: May 2020", {"author": "Hand Therapy Team", "published": "2020-05"}),
        ("Received: 2 May 2020; Accepted: 9 June 2020", {}),
        ("Lia Gray · Feb 7, 2020", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("Lia Gray·3 min read·Feb 7, 2020", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("7 February 2020 | Dr Lia Gray, MD", {"author": "Dr Lia Gray, MD", "published": "2020-02-07"}),
        ("Lia Gray and Mo Stone • 4 minute read • 12 comments", {"author": "Lia Gray and Mo Stone"}),
        ("Lia Gray Feb 7, 2020", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("Skin Care · 7 Feb 2020", {"published": "2020-02-07"}),
        ("Text: Lia Gray. Published in Ear Quarterly, Spring 2020.", {"author": "Lia Gray", "published": "2020"}),
        ("Published in Town & Country News, March 2020", {"published": "2020-03"}),
        ("Published in The Lancet, May 2021, the study found less pain.", {}),
        (
            "Written by the Hearing Matters information team. Published May 2020, next review May 2023.",
            {"author": "Hearing Matters information team", "published": "2020-05", "next_review": "2023-05"},
        ),
        ("Produced by the Pain Team, May 2020", {"author": "Pain Team", "published": "2020-05"}),
        ("This leaflet was prepared by: Department of Audiology", {"author": "Department of Audiology"}),
        ("Produced by Mo Stone", {}),
        ("Written by the patient, May 2020", {}),
        (
            "Factsheet reviewed by: L. Gray, PharmD. Revision date: 05/2020",
            {"reviewer": "L. Gray, PharmD", "modified": "2020-05"},
        ),
        ("Leaflet reviewed by Dr Lia Gray, May 2020", {"reviewer": "Dr Lia Gray", "reviewed": "2020-05"}),
        (
            "Última actualización: 7 de febrero de 2020. Elaborado por la Dirección General de Salud.",
            {"author": "Dirección General de Salud", "modified": "2020-02-07"},
        ),
        (
            "Última atualização: 7 de fevereiro de 2020. Elaborado pela Secretaria de Saúde.",
            {"author": "Secretaria de Saúde", "modified": "2020-02-07"},
        ),
        ("Escrito por Lia Gray el 7 de febrero de 2020", {"author": "Lia Gray", "published": "2020-02-07"}),
        (
            "Owner: Mo Stone\nStatus: Done\nReviewed by: Dr. Lia Gray\nLast edited: February 7, 2020 4:15 PM\nTags: a",
            {"reviewer": "Dr. Lia Gray", "modified": "2020-02-07"},
        ),
        ("12-minute read", {}),
        ("Reading time: 5 mins", {}),
        ("Draft 2 - with the desk", {}),
        ("VERSION 3.2 (not for print)", {}),
        ("For internal use only", {}),
        ("7 Feb 2020 | Current version", {"modified": "2020-02-07"}),
        ("7 Feb 2019 | First published", {"published": "2019-02-07"}),
        (
            "7 Feb 2019 – Originally published; Authored by Dr Lia Gray",
            {"author": "Dr Lia Gray", "published": "2019-02-07"},
        ),
        ("Latest medical review: 2020-02-07 by Dr Lia Gray", {"reviewer": "Dr Lia Gray", "reviewed": "2020-02-07"}),
        ("Last review: 7 February 2020", {"reviewed": "2020-02-07"}),
        ("Clinical review completed May 2020", {"reviewed": "2020-05"}),
        (
            "Last reviewed: 05/2020 \xa0 Next review: 05/2023 \xa0 Code: AB-12",
            {"reviewed": "2020-05", "next_review": "2023-05"},
        ),
        ("Text: Lia Gray Photo: Mo Stone 7 Feb 2020", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("Words by Lia Gray. Edited by Mo Stone", {"author": "Lia Gray"}),
        ("Updated 3:12 PM EDT, Fri February 7, 2020", {"modified": "2020-02-07"}),
        ("Published 18:40, 7 February 2020", {"published": "2020-02-07"}),
        ("Feb 7, 2020 - Medically reviewed by Lia Gray, MD", {"reviewer": "Lia Gray, MD", "reviewed": "2020-02-07"}),
        ("7 February 2020: Written by Lia Gray", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("Copy edited by Mo Stone", {}),
        ("7 Feb 2020 • 3 mins • Hearing", {"published": "2020-02-07"}),
        ("Lia Gray | Hearing | 4 Comments", {"author": "Lia Gray"}),
        ("Produced: May 2020  Review: May 2023", {"published": "2020-05", "review": "2023-05"}),
        (
            "Last updated 7 Feb 2020 by Lia Gray. Version 2.3. © 2020 Ear Trust. Registered charity 1.",
            {"author": "Lia Gray", "modified": "2020-02-07"},
        ),
        ("Date of next review: May 2023. Leaflet code AB/1.", {"next_review": "2023-05"}),
        (
            "Clinically reviewed by: Dr Lia Gray (FRCS) | Last clinical review: 05/2020 | Next due: 05/2023",
            {"reviewer": "Dr Lia Gray (FRCS)", "reviewed": "2020-05", "next_review": "2023-05"},
        ),
        (
            "Medically reviewed by Dr Lia Gray on 7 Feb 2020 and Dr Mo Stone on 9 Feb 2020",
            {"reviewer": "Dr Lia Gray and Dr Mo Stone", "reviewed": "2020-02-09"},
        ),
        ("Feb 7, 2020 by Lia Gray Leave a Comment", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("February 7, 2020 By Lia Gray 12 Comments", {"author": "Lia Gray", "published": "2020-02-07"}),
        ("7 Feb 2020 · 5 min", {"published": "2020-02-07"}),
        (
            "This page was last reviewed on 7 Feb 2020 and will be reviewed again in May 2023.",
            {"reviewed": "2020-02-07", "next_review": "2023-05"},
        ),
        ("Last full review: May 2020 | Next full review: May 2023", {"reviewed": "2020-05", "next_review": "2023-05"}),
        ("Leaflet reviewed May 2020 and due for review in May 2023", {"reviewed": "2020-05", "next_review": "2023-05"}),
        ("Date: May 2020 Review date: May 2023", {"published": "2020-05", "review": "2023-05"}),
        ("Review: May 2023", {}),
        ("Information correct as of May 2020", {"modified": "2020-05"}),
        ("Sources checked 7 February 2020.", {"modified": "2020-02-07"}),
        ("Last reviewed by Dr Lia Gray, May 2020. 5 min read.", {"reviewer": "Dr Lia Gray", "reviewed": "2020-05"}),
        ("Medically reviewed by Lia Gray, M.D. — By Mo Stone", {"reviewer": "Lia Gray, M.D.", "author": "Mo Stone"}),
        ("Leaflet number: AB 12", {}),
        ("Hilltown Physiotherapists, revised May 2020", {"author": "Hilltown Physiotherapists", "modified": "2020-05"}),
        ("Version 2 – approved May 2020", {"published": "2020-05"}),
        (
            "Peer reviewed by Dr Lia Gray, MRCGP Last updated by Dr Mo Stone, FRCGP Last updated 7 Feb 2020",
            {"author": "Dr Mo Stone, FRCGP", "reviewer": "Dr Lia Gray, MRCGP", "modified": "2020-02-07"},
        ),
        (
            "Medically Reviewed by Lia Gray, MD Written by Mo Stone Updated on Feb 7, 2020",
            {"author": "Mo Stone", "reviewer": "Lia Gray, MD", "modified": "2020-02-07"},
        ),
        (
            "Reviewed by Dr Lia Gray (MBBS, FRCGP) and Dr Mo Stone, MRCP, May 2020",
            {"reviewer": "Dr Lia Gray (MBBS, FRCGP) and Dr Mo Stone, MRCP", "reviewed": "2020-05"},
        ),
        ("Received 2 May 2020 / Revised 3 June 2020 / Published: 14 June 2020", {"published": "2020-06-14"}),
        ("by Lia Gray 1,*, Mo Stone 2 and Cy Reed 1,3,†", {"author": "Lia Gray, Mo Stone and Cy Reed"}),
        ("By Lia Gray¹ and Mo Stone²", {"author": "Lia Gray and Mo Stone"}),
    ],
)
def test_lines_on_a_pages_making(line: str, said: dict[str, str]) -> None:
    assert made(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "Submitted by 12 hospitals, the 2019 data show a fall.",
        "Posted by mail on 4 May 2021, the kits reached 300 people.",
        "Issued in 2019, the guidance says to rest.",
        "Received on 4 May 2021, the vaccine kept its effect.",
        "Accepted in 2021, the trial has ended.",
        "Produced by the liver in 2 days, the protein is broken down.",
        "Leaflets reviewed in 2020 said little about pain.",
        "May 19 was the warmest day.",
        "Sleep · Pain",
        "Ear Wax | Share | Print",
        "Rest | Ice | Raise it",
        "Edited by hand, the notes of 2020 were lost.",
        "This guide was drawn up for 2020 and will stay.",
        "Doses are due for review in 2023.",
        "© 2020 Ear Trust",
        "Vitamin C May 2021",
        "Loss of 5 kg · 3 May 2021",
        "5 minutes of rest",
        "Draft animals are strong.",
        "Version 2 is safer - for adults",
        "Mild Fever, Dry Cough",
        "The Heart Trust, founded May 2020",
    ],
)
def test_sentences_that_begin_so(line: str) -> None:
    assert _words.byline(line, at_top=True) is None


def test_a_history_is_a_byline_though_it_fills_no_field() -> None:
    assert _words.byline("Received: 2 May 2020; Accepted: 9 June 2020", at_top=True) is not None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Aug. 26, 2022", True),
        ("Friday, 26 August 2022", True),
        ("26 August 2022, 9:30 am", True),
        ("Wed, 04/09/2019 - 10:12", True),
        ("2022-08-26", True),
        ("August 2022", False),
        ("2022", False),
        ("26 August 2022 was hot", False),
        ("3 to 5 May 2022", False),
    ],
)
def test_a_day_and_nothing_else(line: str, day: bool) -> None:
    assert _stamps.is_day(line) is day


def test_a_weekday_tells_days_from_months() -> None:
    assert _stamps.plain_days("Tue, 04/09/2019") == "2019-04-09"
    assert _stamps.plain_days("Wed, 04/09/2019") == "2019-09-04"
    assert _stamps.plain_days("Sun, 04/09/2019") == "04/09/2019"
    assert _stamps.plain_days("Sun, 31/12/2019 it rained") == "31/12/2019 it rained"


@pytest.mark.parametrize("day", ["<p>June 3, 2021</p>", "<div>3 June 2021</div>", "<p>Thu, 3 June 2021, 8:05 am</p>"])
def test_a_bare_day_under_the_title(day: str) -> None:
    document = page(f"<h1>Ear wax</h1>{day}<p>Ear drops soften wax.</p>")
    assert document.published == "2021-06-03"
    assert kept(document) == ["Ear drops soften wax."]


def test_a_bare_day_far_down_is_no_words_of_the_article() -> None:
    words = "".join(f"<p>Ear drops soften wax in {n} days.</p>" for n in range(3, 12))
    document = page(f"<h1>Ear wax</h1>{words}<p>June 3, 2021</p>")
    assert document.published == ""
    assert "June 3, 2021" not in kept(document)


def test_a_bare_day_that_is_an_item_stays() -> None:
    words = "".join(f"<p>Ear drops soften wax in {n} days.</p>" for n in range(3, 12))
    document = page(f"<h1>Ear wax</h1>{words}<p>Clinics are on</p><ul><li>June 3, 2021</li><li>June 4, 2021</li></ul>")
    assert "June 3, 2021" in kept(document)


def test_a_bare_day_in_markdown() -> None:
    document = markdown.read(b"# Ear wax\n\nJune 3, 2021\n\nEar drops soften wax.\n", name="a.md")
    assert (document.published, kept(document)) == ("2021-06-03", ["Ear drops soften wax."])


STAMP = '<time class="{}" datetime="2021-06-03">June 3</time>'


@pytest.mark.parametrize("name", ["dt-published", "entry-date published", "post-published"])
def test_a_stamp_and_a_name_side_by_side(name: str) -> None:
    head = f'<h1>Ear wax</h1><div>{STAMP.format(name)}<a href="/blog?author=1">Written By Lia Gray</a></div>'
    document = page(f"{head}<p>Ear drops soften wax.</p>")
    assert (document.author, document.published) == ("Lia Gray", "2021-06-03")
    assert kept(document) == ["Ear drops soften wax."]


def test_a_name_in_front_of_the_stamp() -> None:
    head = f'<h1>Ear wax</h1><div><a href="/lia">By Lia Gray</a>{STAMP.format("published")}</div>'
    document = page(f"{head}<p>Ear drops soften wax.</p>")
    assert (document.author, document.published) == ("Lia Gray", "2021-06-03")


def test_a_time_within_a_sentence_stays_there() -> None:
    document = page('<h1>Ear wax</h1><p>On <time datetime="2021-06-03">June 3</time> we <b>met</b>.</p>')
    assert kept(document) == ["On June 3 we met."]


def test_stamps_of_cards_give_no_day() -> None:
    other = '<time class="published" datetime="2020-01-02">2 Jan</time>'
    document = page(f"<h1>Ear wax</h1><p>Drops soften wax.</p><p>{STAMP.format('published')} ok</p><p>{other} no</p>")
    assert document.published == ""


@pytest.mark.parametrize(
    ("head", "author", "left"),
    [
        ("<p>LIA GRAY</p><p>7 February 2020</p>", "Lia Gray", []),
        ("<p>7 February 2020</p><p>Lia Gray</p>", "Lia Gray", []),
        ("<p>Lia Gray, Staff Writer</p>", "Lia Gray, Staff Writer", []),
        ("<p>Lia Gray</p>", "", ["Lia Gray"]),
        ("<p>Written by</p><p>Lia Gray</p>", "Lia Gray", []),
        ("<p>Stand by</p><p>Lia Gray</p>", "", ["Stand by", "Lia Gray"]),
        ("<p>Heart Health</p><p>7 February 2020</p>", "", ["Heart Health"]),
        ('<div class="byline">Lia Gray for the Desk</div>', "", []),
        ('<div class="post-meta"><span>In Hearing</span> <span>No. 12</span></div>', "", []),
        ('<div class="byline">Drops help. They take 3 days.</div>', "", ["Drops help. They take 3 days."]),
        ('<p><a rel="author" href="/lia">Lia Gray</a></p>', "Lia Gray", []),
        ("<p>“It hurt for 9 days.”</p><p>Lia, 34</p>", "", ["“It hurt for 9 days.”"]),
        ("<p>— Lia Gray, 34, from Leeds</p>", "", []),
        ("<p>Omega, 3</p>", "", ["Omega, 3"]),
    ],
)
def test_names_at_the_top(head: str, author: str, left: list[str]) -> None:
    document = page(f"<h1>Ear wax</h1>{head}<p>Ear drops soften wax.</p>")
    assert (document.author, kept(document)) == (author, [*left, "Ear drops soften wax."])


@pytest.mark.parametrize(
    "entry",
    [
        "Cleveland Clinic, June 7, 2022",
        "Mayo Clinic · 7 June 2022",
        "World Health Organization, updated June 2022",
        "Video: How the Ear Works",
        "Publication: AB 12",
        "Lia Gray",
    ],
)
def test_no_stamp_takes_an_entry_from_a_list(entry: str) -> None:
    body = f"<h1>Ear wax</h1><p>By Lia Gray</p><p>Drops help.</p><h2>References</h2><ul><li>{entry}</li></ul>"
    document = page(body)
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "reference"] == [entry]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Version|3 Approved by|Ear Group Date approved|May 2020 Review date|May 2023", ("Ear Group", "", "2023-05")),
        ("Author|Lia Gray Reviewed by|Mo Stone Last reviewed|May 2020 Code|AB-1", ("Mo Stone", "2020-05", "")),
        ("Study|Published Roe|2019 Poe|2020", ("", "", "")),
    ],
)
def test_a_table_on_a_pages_making(rows: str, said: tuple[str, str, str]) -> None:
    cells = [row.split("|") for row in re.split(r" (?=[A-Z][a-z]+(?: [a-z]+)?\|)", rows)]
    table = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in cells)
    document = page(f"<h1>Ear wax</h1><p>Ear drops soften wax.</p><table>{table}</table>")
    assert (document.reviewer, document.reviewed, document.next_review) == said
    assert ("Code | AB-1" in kept(document) or "Version | 3" in kept(document)) is False
    assert ("Roe | 2019" in kept(document)) is (said == ("", "", ""))


@pytest.mark.parametrize(
    ("issued", "dates"),
    [
        ("Date issued: May 2020", ("", "2023-05")),
        ("Date produced: May 2020", ("", "2023-05")),
        ("Issue date: May 2020", ("", "2023-05")),
        ("Published: May 2020", ("2023-05", "")),
    ],
)
def test_what_a_bare_review_date_says(issued: str, dates: tuple[str, str]) -> None:
    document = page(f"<h1>Ear wax</h1><p>{issued}</p><p>Review date: May 2023</p><p>Ear drops soften wax.</p>")
    assert (document.reviewed, document.next_review) == dates
    assert document.published == "2020-05"


def test_the_foot_of_a_leaflet() -> None:
    cells = ("Author: Hand Therapy Team", "Date issued: May 2020", "Review date: May 2023")
    foot = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
    words = "<p>Move your fingers every hour while you are awake, and keep the hand raised when you sit.</p>" * 3
    document = page(f'<h1>Your hand</h1>{words}<table class="page-footer">{foot}</table>')
    assert (document.author, document.published) == ("Hand Therapy Team", "2020-05")
    assert (document.reviewed, document.next_review) == ("", "2023-05")


def test_a_days_parts_parted_by_strokes_are_read_whole() -> None:
    document = html.read(
        b'<head><meta name="citation_publication_date" content="2020/7/9"></head><body><h1>Wax</h1><p>Drops help.</p>',
        name="a.html",
    )
    assert document.published == "2020-07-09"


@pytest.mark.parametrize(
    ("changed", "reviewed"),
    [("2020-02-07", ""), ("2020-02-09", "2020-02-07"), ("", "2020-02-07")],
)
@pytest.mark.parametrize("stop", [" · ", " | "])
def test_the_day_beside_a_reviewer_is_not_the_one_a_page_was_changed_on(changed: str, reviewed: str, stop: str) -> None:
    head = f'<meta property="article:modified_time" content="{changed}">' if changed else ""
    line = f"<p>By Mo Stone{stop}Medically reviewed by Lia Gray, MD{stop}February 7, 2020</p>"
    document = html.read(
        f"<head>{head}</head><body><h1>Ears</h1>{line}<p>Wax helps.</p></body>".encode(), name="a.html"
    )
    assert (document.reviewer, document.reviewed) == ("Lia Gray, MD", reviewed)


@pytest.mark.parametrize(
    ("label", "said", "author"),
    [
        ("Produced by", "Ear, Nose and Throat Department", "Ear, Nose and Throat Department"),
        ("Prepared by", "Hand Therapy Service", "Hand Therapy Service"),
        ("Leaflet code", "ENT/31 v2", ""),
        ("Publication number", "AB-12", ""),
    ],
)
def test_labels_of_a_leaflet_over_what_they_name(label: str, said: str, author: str) -> None:
    document = page(f"<h1>Ears</h1><div>{label}</div><div>{said}</div><p>Wax keeps ears clean.</p>")
    assert document.author == author
    assert kept(document) == ["Wax keeps ears clean."]

"""Sources parted by line ends, notes that mean a work before them, what stands around notes: read, or told."""

from __future__ import annotations

import pytest

from citewarden.model import Document, Reference
from citewarden.readers import html, markdown, plain_text
from citewarden.stages.cite import cite

ROE = "Roe A, Poe B. Rest and the throat. BMJ. 2011;342:12-19."
VOGT = "Vogt D. Honey for coughs. Lancet. 2015;385:100-107."


def page(body: str, head: str = "") -> Document:
    lead = "<h1>Sore throats in winter</h1><p>Most sore throats pass within a week and need no antibiotic at all.</p>"
    return html.read(f"<html><head>{head}</head><body><main>{lead}{body}</main></body></html>".encode(), name="a.html")


def listed(document: Document) -> list[str]:
    return [" ".join(r.raw.split()) for r in cite(document)[0] if r.listed]


def linked(document: Document) -> list[str]:
    return [r.URL for r in cite(document)[0] if not r.listed]


def bound(document: Document) -> list[tuple[str, list[str]]]:
    """What each mark prints, and how the works begin that it names, "" for none."""
    references, citations = cite(document)
    raw = {r.id: r.raw.split()[0] for r in references}
    place = [c.target.position for c in citations]
    return [
        (document.text[p.start : p.end], [raw.get(i.id, "") for i in c.items])
        for p, c in zip(place, citations, strict=True)
    ]


# lines


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f'<div class="sources"><p>{ROE}<br>{VOGT}<br>National Tonsil Board: "Sore throat: what helps."</p></div>', 3),
        (
            "<button>Show Sources</button><div class='sources-content'><p><b>SOURCES:</b></p>"
            '<p>Tonsil League: "Strep throat."<br>Board of Pharmacy: "Lozenges: dose and use."</p>'
            f"<p>{ROE}</p><p>{VOGT}</p></div>",
            4,
        ),
        (f'<section class="references"><p>{VOGT}<br />{ROE}</p><p>Orr C. Teas. Foot. 2017;28:14-19.</p></section>', 3),
        (f"<h2>Sources</h2><p>{ROE}<br>{VOGT}</p>", 2),
    ],
)
def test_line_ends_part_the_sources_of_one_paragraph(body: str, count: int) -> None:
    said = listed(page(body))
    assert len(said) == count
    assert not any("SOURCES" in words for words in said)


@pytest.mark.parametrize(
    "body",
    [
        "<ol class='references'><li>Roe A, Poe B.<br>Rest and the throat.<br>BMJ. 2011;342:12-19.</li>"
        f"<li>{VOGT}</li></ol>",
        "<h2>References</h2><ol><li>Vogt D. Honey for coughs.<br>Lancet. 2015;385:100-107.</li>"
        "<li>Tonsil Board.<br>Lozenges.<br>https://board.example/a</li></ol>",
    ],
)
def test_the_lines_of_one_entry_stay_one(body: str) -> None:
    assert len(listed(page(body))) == 2


@pytest.mark.parametrize(
    "body",
    [
        "<p>In 2019, 40% of adults had a sore throat.<br>The National Board, 2020, says rest helps.<br>Drink more.</p>",
        "<p>Rest, rest, my throat, in 2011,<br>Roe said to Poe, and smiled.<br>The winter, 1999, was long.</p>",
        "<h2>Clinics</h2><p>Winter Clinic, 12 High Street, Leeds LS1 4AB, tel. 0113 496 0123<br>"
        "Throat Centre, 5 Main Road, York YO1 7HH, open 24/7<br>Night Pharmacy, 7 pm to 7 am</p>",
        "<div class='resources'><p>Winter Clinic, 12 High Street, Leeds<br>Throat Centre, 5 Main Road, York</p></div>",
    ],
)
def test_lines_of_prose_verse_and_addresses_are_no_sources(body: str) -> None:
    assert not listed(page(body))


# notes


def noted(*notes: str) -> Document:
    text = "".join(f"Tea lowers the uptake of iron in adults.[^{n}] " for n in range(1, len(notes) + 1))
    return markdown.read(
        f"{text}\n\n{''.join(f'[^{n}]: {said}{chr(10)}' for n, said in enumerate(notes, 1))}".encode(), name="a.md"
    )


@pytest.mark.parametrize(
    "note",
    [
        "Same paper, Table 3.",
        "The same trial, p. 14.",
        "In the previous study, Figure 2",
        "As above.",
        "See above, p. 13.",
        "Same review article.",
        "Roe and Poe, Rest (note 1), Table 2.",
    ],
)
def test_a_note_that_means_the_work_before_it_is_bound_to_it(note: str) -> None:
    assert bound(noted(ROE, note))[1] == ("[2]", ["Roe"])


@pytest.mark.parametrize(
    "note", ["Unpublished data of the ward.", "See p. 14 of the leaflet.", "Personal communication.", "See notes 2–4."]
)
def test_a_note_that_speaks_of_a_source_and_names_none_is_told(note: str) -> None:
    assert bound(noted(ROE, note))[1] == ("[2]", [""])


@pytest.mark.parametrize("note", ["We drink it with milk.", "As agreed by the team in May 2019.", "Black tea only."])
def test_a_remark_is_no_mark(note: str) -> None:
    assert len(bound(noted(ROE, note))) == 1


@pytest.mark.parametrize("note", ["Roe, Rest (note i), p. 14.", "See note i.", "Roe and Poe, as in note i, p. 12."])
def test_a_note_points_to_a_roman_number(note: str) -> None:
    marks = "".join(f'It helps.<a class="sdendnoteanc" name="s{n}a" href="#s{n}"><sup>{n}</sup></a> ' for n in "iv")
    notes = "".join(
        f'<div id="d{n}"><p><a class="sdendnotesym" name="s{n}" href="#s{n}a">{n}</a> {said}</p></div>'
        for n, said in (("i", ROE), ("v", note))
    )
    assert bound(page(f"<p>{marks}</p>{notes}"))[1] == ("[v]", ["Roe"])


def test_links_back_beside_a_label_are_no_words_of_the_note() -> None:
    def aside(name: str, label: str, backs: str, words: str) -> str:
        return (
            f'<aside class="footnote brackets" id="{name}" role="doc-footnote"><span class="label">[{label}]</span> '
            f'<span class="backrefs">({backs})</span><p>{words}</p></aside>'
        )

    mark = '<a class="footnote-reference" role="doc-noteref" id="{0}" href="#{1}">{2}</a>'
    text = "".join(f"It helps. {mark.format(*row)} " for row in (("m1", "n", 1), ("m2", "n", 1), ("m3", "o", 2)))
    backs = '<a role="doc-backlink" href="#m1">1</a>,<a role="doc-backlink" href="#m2">2</a>'
    notes = aside("n", "1", backs, ROE) + aside("o", "2", '<a role="doc-backlink" href="#m3">1</a>', VOGT)
    assert listed(page(f"<p>{text}</p>{notes}")) == [ROE, VOGT]


@pytest.mark.parametrize(
    "tip",
    [
        '<span class="footnote_tooltip">Roe A, Poe B. Rest and the … <span class="tooltip_more">Continue</span></span>',
        '<span class="tooltip">Roe A, Poe B. Rest and the thr... <em>Read more</em></span>',
        '<span role="tooltip" class="popover">Roe A, Poe B. Rest and the throat. BMJ […]</span>',
    ],
)
def test_a_note_that_is_cut_off_is_the_entry_it_begins(tip: str) -> None:
    document = page(
        f'<p>Rest helps.<sup><a href="#n1">1</a></sup>{tip} So does honey.<sup><a href="#n2">2</a></sup></p>'
        f'<h2>References</h2><ol><li id="n1">{ROE}</li><li id="n2">{VOGT}</li></ol>'
    )
    assert listed(document) == [ROE, VOGT]
    assert [names for _, names in bound(document)] == [["Roe"], ["Vogt"]]
    assert "Rest helps.1 So does honey" in document.text


# lists that only their marks tell


@pytest.mark.parametrize("heading", ["LINKS", "Web links", "Useful links"])
def test_a_list_of_addresses_is_told_by_the_marks_that_name_its_numbers(heading: str) -> None:
    text = (
        "TEA AND IRON\nA handout of the ward for its patients\n\nTea lowers the uptake of iron by 40% [1].\n"
        f"Children need 8 mg a day [2][3].\n\n{heading}\n\n[1] https://board.example/tea\n"
        "[2] www.iron.example/children (checked 2 May 2020)\n"
        "[3] League: https://league.example/a/long-\n    name/of-it\n"
        "\nQuestions? Ring 030 1234567 or see www.ward.example\n"
    )
    document = plain_text.read(text.encode(), name="a.txt")
    assert [(r.label, r.URL) for r in cite(document)[0]] == [
        ("1", "https://board.example/tea"),
        ("2", "https://www.iron.example/children"),
        ("3", "https://league.example/a/long-name/of-it"),
    ]
    assert [mark for mark, _ in bound(document)] == ["[1]", "[2][3]"]
    assert document.title == "TEA AND IRON"


@pytest.mark.parametrize(
    "after",
    [
        f"## References\n\n1. {ROE}\n2. {VOGT}\n\n## Links\n\n1. <https://board.example/a>\n2. <https://iron.example/b>\n",
        "## Links\n\n1. <https://board.example/tea>\n",
        "## Resources\n\n1. Call the ward.\n2. Visit https://ward.example.\n",
    ],
)
def test_links_that_no_mark_names_are_no_list(after: str) -> None:
    text = f"# Tea\n\nTea lowers iron by 40% [1]. Children need 8 mg a day [2].\n\n{after}"
    assert not [words for words in listed(markdown.read(text.encode(), name="a.md")) if "http" in words]


def test_a_title_in_capitals_ends_with_them_and_one_in_two_lines_does_not() -> None:
    def title(text: str) -> str:
        return plain_text.read(
            f"{text}\n\nRest helps most people who have a sore throat in winter.\n".encode(), name="a"
        ).title

    assert title("SORE THROATS IN WINTER\nA handout of the ward, printed in May 2023") == "SORE THROATS IN WINTER"
    assert title("SORE THROATS IN WINTER\nAND WHAT TO DO ABOUT THEM AT HOME").endswith("HOME")


# who made the page, and on what terms


@pytest.mark.parametrize(
    "link",
    [
        "https://creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "https://opensource.org/license/mit",
        "https://letters.example/@annroe",
    ],
)
def test_terms_of_use_and_profiles_are_no_sources(link: str) -> None:
    assert not linked(page(f'<p>You may share <a href="{link}">this page</a> with your friends and family.</p>'))


@pytest.mark.parametrize(
    "link",
    ["https://creativecommons.org/about/program-areas/", "https://medium.com/@annroe/why-rest-helps-12ab"],
)
def test_pages_beside_them_may_be(link: str) -> None:
    assert linked(page(f'<p>Rest helps, <a href="{link}">a study of nurses found</a> in the winter of 2019.</p>')) == [
        link
    ]


def test_the_name_of_who_wrote_the_page_is_no_source() -> None:
    body = '<p>Rest helps, says <a href="https://clinic.example/roe">Ann B. Roe</a>, a nurse on the ward.</p>'
    assert linked(page(body, '<meta name="author" content="Ann B. Roe">')) == []
    assert linked(page(body)) == ["https://clinic.example/roe"]


# words that are taken back, days, hyphens


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_struck_through_words_are_told_and_no_text(tag: str) -> None:
    document = page(f"<p>Rest helps. <{tag}>Bleach cures 90% of sore throats.</{tag}> So does honey.</p>")
    assert "Rest helps. So does honey." in document.text
    assert ["Bleach cures" in part.what for part in document.unread] == [True]


@pytest.mark.parametrize(
    "text", ["Rest helps. ~~Bleach *cures* 90%.~~ So does honey.", "Rest helps. ~~Bleach~~ So does honey."]
)
def test_struck_through_words_of_markdown_too(text: str) -> None:
    document = markdown.read(text.encode(), name="a.md")
    assert document.text == "Rest helps. So does honey."
    assert ["Bleach" in part.what for part in document.unread] == [True]


@pytest.mark.parametrize(
    ("cell", "day"),
    [("@April 18, 2023", "2023-04-18"), ("@18 April 2023", "2023-04-18"), ("@2023-04-18", "2023-04-18")],
)
def test_a_day_behind_a_sign(cell: str, day: str) -> None:
    row = f"<table><tr><th>Reviewed</th><td><time>{cell}</time></td></tr></table>"
    assert page(row).reviewed == day


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Long gluco\u00adcorticoid courses.", "Long glucocorticoid courses."),
        ("Hyper\u00adten\u00adsion\u00ad.", "Hypertension."),
        ("\u00adSalt", "Salt"),
        ("10.1000/s1\u00ad2", "10.1000/s1\u00ad2"),
    ],
)
def test_soft_hyphens_are_no_signs_of_a_word(words: str, shown: str) -> None:
    """In what holds figures one may stand for a true hyphen."""
    assert markdown.read(words.encode(), name="a.md").text == shown
    assert shown in page(f"<p>{words}</p>").text


# addresses


def of_entry(entry: str) -> Reference:
    return cite(page(f"<h2>References</h2><ol><li>{VOGT}</li><li>{entry}</li></ol>"))[0][1]


@pytest.mark.parametrize(
    ("shown", "href"),
    [
        ("https://board.example/thr…", "https://board.example/throat/sore/advice"),
        ("https://board.example/drugs/...", "https://board.example/drugs/safety/a-long-name"),
        ("www.board.example/.../lozenges", "https://www.board.example/a/b/lozenges"),
    ],
)
def test_a_shortened_address_is_that_of_its_link(shown: str, href: str) -> None:
    entry = f'Board of Health. Sore throat. Accessed May 1, 2022. <a href="{href}">{shown}</a>'
    assert href == of_entry(entry).URL


@pytest.mark.parametrize(
    ("shown", "href"),
    [
        ("board.example/coughs", "https://www.board.example/conditions/coughs/index.html"),
        ("www.board.example", "https://board.example/leaflets/colds-and-flu.pdf"),
        ("https://board.example/flu", "https://health.board.example/flu/key-facts"),
    ],
)
def test_an_address_set_short_is_that_of_its_link(shown: str, href: str) -> None:
    assert href == of_entry(f'Board of Health. Coughs. 2022. <a href="{href}">{shown}</a>').URL


def test_a_whole_address_that_is_printed_stays() -> None:
    entry = 'Roe A. Rest. 2021. <a href="https://other.example/x">https://board.example/rest</a>'
    assert of_entry(entry).URL == "https://board.example/rest"
    entry = 'Roe A. https://board.example/rest <a href="https://board.example/">Board of Health</a>, 2021.'
    assert of_entry(entry).URL == "https://board.example/rest"


@pytest.mark.parametrize(
    ("entry", "url", "year"),
    [
        (
            "Board of Health. Throats. Archived from the original on 5 May 2019. Retrieved June 1, 2020. "
            "https://web.archive.org/web/20190505120000/https://board.example/throats",
            "https://board.example/throats",
            [],
        ),
        (
            'Board of Health. Throats. 2017. <a href="https://archive.ph/2019.05.05-120000/https://board.example/a">copy</a>',
            "https://board.example/a",
            [[2017]],
        ),
    ],
)
def test_a_copy_in_an_archive_is_the_page_it_was_taken_of(entry: str, url: str, year: list[list[int]]) -> None:
    """The address that the reader of the article is led to stays the one whose link is looked at."""
    reference = of_entry(entry)
    assert reference.csl["URL"] == url
    assert reference.csl["custom"]["archived"] == reference.URL
    assert dict(reference.csl.get("issued", {})).get("date-parts", []) == year

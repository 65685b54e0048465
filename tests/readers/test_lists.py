"""Lists of sources in forms of their own, and lists that look like them: what is read, what is told, what is left."""

from __future__ import annotations

import pytest

from citewarden.model import Document
from citewarden.readers import html, markdown, plain_text
from citewarden.stages.cite import cite

A = "Hallam T, Orr V. Walking after a hip fracture. Age Ageing 2021;50:112-9."
B = "Orr V. Night splints for bunions. Foot 2017;28:14-19."
C = "Diallo M, Hallam T. Falls at home. Thorax 2019;74:311-8."


def page(body: str) -> Document:
    return html.read(f"<html><body><article><h1>Feet</h1>{body}</article></body></html>".encode(), name="a.html")


def plain(body: str) -> Document:
    return plain_text.read(f"Feet and falls\n\n{body}".encode(), name="a.txt")


def marked(body: str) -> Document:
    return markdown.read(f"# Feet\n\n{body}".encode(), name="a.md")


def sources(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == "reference"]


def bound(document: Document) -> list[list[str]]:
    references, citations = cite(document)
    raw = {r.id: r.raw.split()[0] for r in references}
    return [[raw.get(item.id, "") for item in c.items] for c in citations]


@pytest.mark.parametrize(("kind", "labels"), [("i", "i ii"), ("I", "I II"), ("a", "a b"), ("A", "A B")])
def test_lists_that_count_by_letters_or_roman_numbers(kind: str, labels: str) -> None:
    one, two = labels.split()
    text = f"<p>Walking helps [{one}]. Splints do not [{two}].</p><h2>References</h2>"
    read = page(f"{text}<ol type='{kind}'><li>{A}</li><li>{B}</li></ol>")
    assert [b.label for b in read.blocks if b.kind == "reference"] == [one, two]
    assert bound(read) == [["Hallam"], ["Orr"]]


@pytest.mark.parametrize("words", ["walking<sup>i</sup>. Splints<sup>ii</sup>", "walks<sup>i,ii</sup>. Or splints"])
def test_raised_letters_are_marks_where_a_list_counts_so(words: str) -> None:
    read = page(f"<p>We advise {words}.</p><h2>References</h2><ol type='i'><li>{A}</li><li>{B}</li></ol>")
    assert [work for works in bound(read) for work in works] == ["Hallam", "Orr"]
    assert bound(page(f"<p>The x<sup>i</sup> is {words}.</p><h2>References</h2><ul><li>{A}</li></ul>")) == []


def test_round_roman_marks_of_a_plain_list() -> None:
    read = plain(f"Walking helps (i). Splints do not (ii).\n\n(i) {A}\n(ii) {B}\n")
    assert sources(read) == [A, B]
    assert bound(read) == [["Hallam"], ["Orr"]]


@pytest.mark.parametrize("between", [" | ", "\t", "| "])
def test_rows_of_a_plain_list(between: str) -> None:
    rows = [f"{n}{between}{entry.replace('. ', '.' + between, 1)}" for n, entry in enumerate((A, B, C), 1)]
    read = plain("Walking helps [2].\n\nSources\n" + "\n".join(rows) + "\n")
    assert [words.split()[0] for words in sources(read)] == ["Hallam", "Orr", "Diallo"]
    assert [b.label for b in read.blocks if b.kind == "reference"] == ["1", "2", "3"]


def test_notes_under_doubled_signs() -> None:
    notes = f"<small><span id='n1'>* {A}</span><br><span id='n2'>** {B}</span></small>"
    read = page(f"<p>Walking helps.<a href='#n1'>*</a> Splints do not.<a href='#n2'>**</a></p><div>{notes}</div>")
    assert sources(read) == [A, B]
    assert bound(read) == [["Hallam"], ["Orr"]]


@pytest.mark.parametrize("heading", ["Where we looked:", "What we read", "More"])
def test_titles_over_their_addresses(heading: str) -> None:
    pairs = "\n\n".join(f"{t}\nhttps://www.bones.example.org/{t[:4].lower()}" for t in ("Falls at home", "Winter feet"))
    read = plain(f"Walking helps older people who have fallen once or twice.\n\n{heading}\n\n{pairs}\n")
    told = [what.kind for what in read.unread]
    assert told == ["part"] or [words.split("\n")[0] for words in sources(read)] == ["Falls at home", "Winter feet"]


@pytest.mark.parametrize(
    "items",
    [
        ["Trout, 90 g: 3.1 micrograms", "Kale, 1 cup: 0.4 micrograms"],
        ["Sunlight on bare arms, 10 minutes", "Trout (12 µg in 100 g)"],
        ["1 egg a day: 1.1 µg", "2 slices of bread: 0.2 µg"],
    ],
)
def test_sources_of_a_food_are_none_of_the_article(items: list[str]) -> None:
    read = page(f"<p>Adults need it.</p><h2>Sources</h2><ul>{''.join(f'<li>{i}</li>' for i in items)}</ul>")
    assert sources(read) == []
    assert read.unread == ()


@pytest.mark.parametrize(
    "items",
    [
        ["The Long Walk. Directed by Vera Orr. Redwood, 2014. 96 min.", "Heel. Directed by Ada Li. 2001. 88 min."],
        ["Barefoot, Vera Orr, 2011", "Small Steps, Ada Li and Tom Orr, 2016"],
        ["Orr V, Li A. Poster: Feet. Foot Congress, Hull, 3-5 May 2024, hall 2", "Li A. Talk: Heels. 6 May 2024, 9:30"],
        ["Nightstep 3 (2021). Washable. £24. https://nightstep.example/3", "Heelo 2, £19. https://heelo.example/2"],
        ["“My heels are soft.” – Tom B., Hull, 2021", "“It worked.” – A. Li, York"],
    ],
)
def test_lists_at_the_end_that_are_no_sources(items: list[str]) -> None:
    listed = "".join(f"<li>{i}</li>" for i in items)
    for kind in ("ul", "ol"):
        read = page(f"<p>Walking helps.</p><{kind}>{listed}</{kind}>")
        assert sources(read) == []
        assert read.unread == ()


@pytest.mark.parametrize("name", ["<b>Sources</b>", "<strong>References:</strong>", "<b>Sources:</b>"])
@pytest.mark.parametrize("between", [" &bull; ", "; ", " · "])
def test_a_name_set_bold_leads_into_its_list(name: str, between: str) -> None:
    read = page(f"<p>Walking helps.</p><p>{name} {between.join((A, B, C))}</p>")
    assert [words.rstrip(";") for words in sources(read)] == [A, B, C]
    assert sources(page(f"<p><b>Sources</b> of iron are meat and beans.</p><p>{A} said so.</p>")) == []


@pytest.mark.parametrize("heading", ["About the author", "Share this page", "You may also like"])
def test_a_list_behind_the_furniture(heading: str) -> None:
    read = page(f"<p>Walking helps.</p><h4>{heading}</h4><p>Vera Orr writes from Hull.</p><p>{A}</p><p>{B}</p>")
    assert sources(read) == [A, B]
    assert sources(page(f"<p>Walking helps.</p><h4>{heading}</h4><p>Ten tips for feet, 2021</p><p>Heels</p>")) == []


def test_staff_with_degrees_and_years_are_no_sources() -> None:
    staff = "<li>Vera O. Orr, MD, FACP. Cardiology. University of Hull, 2004.</li><li>Li A. Moor, RD. Joined 2017.</li>"
    read = page(f"<p>Walking helps.</p><h2>Our board</h2><ul>{staff}</ul>")
    assert (sources(read), read.unread) == ([], ())


def test_what_stands_in_another_table_is_no_entry() -> None:
    table = f"<table><tr><td>1</td><td>{A}</td></tr><tr><td>2</td><td>{B}</td></tr></table>"
    letter = f"<tr><td><p>Walking helps [1].</p></td></tr><tr><td><p>References</p>{table}</td></tr>"
    read = page(f"<table>{letter}<tr><td><p>You get this letter because you signed up.</p></td></tr></table>")
    assert [words.split(" ", 1)[0] for words in sources(read)] == ["Hallam", "Orr"]


def test_an_entry_named_by_its_link_is_one() -> None:
    links = "".join(
        f"<p>{n}: <a href='https://www.{n.lower()}.example/feet'>Feet</a></p>" for n in ("NHS", "CDC", "WHO")
    )
    assert sources(page(f"<p>Walking helps.</p><h2>Sources</h2>{links}")) == ["NHS: Feet", "CDC: Feet", "WHO: Feet"]


@pytest.mark.parametrize("own", ["[[@hal2021]] ", "[@hal2021]: ", "[[@hal2021]] – "])
def test_keys_that_entries_begin_with_are_their_names(own: str) -> None:
    other = own.replace("hal2021", "orr2017")
    text = "Walking helps [[@hal2021]]. Splints do not ([[@orr2017|Orr]])."
    read = marked(f"{text}\n\n## References\n\n- {own}{A}\n- {other}{B}\n")
    assert sources(read) == [A, B]
    assert bound(read) == [["Hallam"], ["Orr"]]


def test_marks_behind_a_figure() -> None:
    listed = f"References\n\n1. {A}\n2. {B}\n3. {C}\n"
    read = plain(f"Walk daily if you are over 65.1 Splints do not help.2 Falls are common after 70.3\n\n{listed}")
    assert bound(read) == [["Hallam"], ["Orr"], ["Diallo"]]


@pytest.mark.parametrize(
    "text",
    [
        "The mean was 7.2 Points fell.1 Splints do not help.2",
        "Walking helps.1 The value was 4.2 Splints do not help.2 Falls are common.3",
        "Walking helps. The score was 6.1 Splints do not help.",
    ],
)
def test_decimals_are_no_marks(text: str) -> None:
    read = plain(f"{text}\n\nReferences\n\n1. {A}\n2. {B}\n3. {C}\n")
    figures = [c.target.quote.exact for c in cite(read)[1]]
    assert figures == [
        n for n in ("1", "2", "3") if f"s.{n}" in text or f"p.{n}" in text or f"l.{n}" in text or f"n.{n}" in text
    ]


def test_linked_titles_with_a_year_are_a_list_that_nothing_announces() -> None:
    rows = [
        "[Bunions](https://foot.example/bunions) NHS, 2022",
        "[Falls at home](https://falls.example/home) CDC, 2021",
        "[Walking again](https://walk.example/again) Mayo Clinic, 2020",
    ]
    assert len(sources(marked("Splints help. Walking too.\n\n---\n\n" + "".join(f"- {row}\n" for row in rows)))) == 3
    helpers = "".join(f"- {row.split(')')[0]})\n" for row in rows)
    assert sources(marked(f"Splints help. Walking too.\n\n---\n\n{helpers}")) == []


def test_a_line_that_ends_in_a_lettered_mark_is_no_heading() -> None:
    document = plain(f"Splints help.(a) Walking too.(b)\n\nNotes\n\na) {A}\nb) {B}\n")
    assert [b.kind for b in document.blocks[1:3]] == ["paragraph", "heading"]
    assert bound(document) == [["Hallam"], ["Orr"]]


@pytest.mark.parametrize(
    "words",
    [
        "[citation needed]",
        "[REF]",
        "(ref?)",
        "[add reference]",
        "[?]",
        "{Roe, 2017 #12}",
        "{Roe, 2017 #12;Poe, 2019 #3}",
        "{ | Roe, 2017 | | |zu:123:ABC4}",
        "{Roe:2017ab}",
        "[cite]10.1000/x1[/cite]",
    ],
)
def test_what_stands_in_place_of_a_citation_is_told(words: str) -> None:
    assert len(page(f"<p>Splints help {words}.</p>").unread) == 1


@pytest.mark.parametrize("words", ["(see source)", "{a: 1}", "[sources]", "(references)", "[X]", "{Roe, 2017}", "[x?]"])
def test_other_words_in_brackets_are_not(words: str) -> None:
    assert page(f"<p>Splints help {words}.</p>").unread == ()


@pytest.mark.parametrize("name", ["Source", "Sources", "Quelle"])
def test_the_source_of_a_picture(name: str) -> None:
    document = page(
        f"<p>Splints help [1].</p><figure><figcaption>Figure 1. Falls by age. {name}: {C}</figcaption></figure>"
        f"<h2>References</h2><ol><li>{A}</li></ol>"
    )
    assert sources(document) == [C, A]
    assert bound(document) == [["Hallam"]]
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "caption"] == [
        "Figure 1. Falls by age."
    ]


def test_addresses_parted_by_commas() -> None:
    rows = "https://foot.example/a/, https://falls.example/b; https://walk.example/c"
    assert sources(plain(f"Splints help.\n\nSources\n{rows}\n")) == [r.rstrip(",;") for r in rows.split()]


def test_a_source_by_its_microdata() -> None:
    row = f'<li itemprop="citation" itemscope itemtype="https://schema.org/ScholarlyArticle">{A}</li>'
    assert sources(page(f"<p>Splints help.</p><ul>{row}</ul><p>Ask.</p>")) == [A]


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [("reversed", "2 1"), ("reversed start='9'", "9 8"), ("start='4'", "4 5"), ("start='0'", "0 1"), ("", "1 2")],
)
def test_how_lists_count(attributes: str, labels: str) -> None:
    document = page(f"<p>Splints help.</p><h2>References</h2><ol {attributes}><li>{A}</li><li>{B}</li></ol><p>Ask.</p>")
    assert " ".join(b.label for b in document.blocks if b.kind == "reference") == labels


def test_full_width_figures() -> None:
    body = f"<p>Splints help［１］。Walking too［2］。</p><h2>参考文献</h2><p>１．{A}</p><p>２、{B}</p>"
    assert bound(page(body)) == [["Hallam"], ["Orr"]]


@pytest.mark.parametrize(
    "mark", ["(Hallam et al., Age Ageing 2021)", "(Hallam et al, Lancet 2021)", "(Hallam et al. 2021)"]
)
def test_a_journal_between_authors_and_year(mark: str) -> None:
    document = page(f"<p>Splints help {mark}.</p><h2>References</h2><ul><li>{A}</li><li>{B}</li></ul>")
    assert bound(document) == [["Hallam"]]
    assert bound(page(f"<p>Splints help {mark}.</p>")) == [[""]]


@pytest.mark.parametrize("form", ["{}. ", "({}) ", "{}) ", "[{}] "])
@pytest.mark.parametrize("letters", ["AB", "ab"])
def test_entries_and_marks_by_letters(form: str, letters: str) -> None:
    one, two = letters
    rows = f"<p>{form.format(one)}{A}</p><p>{form.format(two)}{B}</p>"
    assert bound(page(f"<p>Splints help ({one}). Walking too ({two}).</p><h2>References</h2>{rows}")) == [
        ["Hallam"],
        ["Orr"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ["A. Roe and C. Poe, Salt in bread, Lancet, 2019.", "B. Orr, Night splints, Foot, 2017."],
        ["A. Vogt, Salt. London: Faber; 2011.", "B. Coe, Milk. London: Faber; 2012."],
    ],
)
def test_initials_are_no_letters_of_a_list(rows: list[str]) -> None:
    document = page("<p>Splints help.</p><h2>References</h2>" + "".join(f"<p>{row}</p>" for row in rows))
    assert sources(document) == rows


@pytest.mark.parametrize("others", ["et al.", "u. a.", "et coll.", "y cols.", "i in.", "m.fl."])
def test_further_authors_in_other_languages(others: str) -> None:
    document = page(f"<p>Splints help (Hallam {others} 2021).</p><h2>Literatur</h2><ul><li>{A}</li><li>{B}</li></ul>")
    assert bound(document) == [["Hallam"]]


@pytest.mark.parametrize("mark", ["(1: p. 12)", "(1, p. 12)", "[1: 12-14]"])
def test_places_behind_a_colon(mark: str) -> None:
    document = page(
        f"<p>Splints help {mark}. Walking too (2, p. 3).</p><h2>References</h2><ol><li>{A}</li><li>{B}</li></ol>"
    )
    assert bound(document)[0] == ["Hallam"]


def test_numbers_raised_side_by_side_are_two() -> None:
    body = f"<p>Splints help.<sup>1 2</sup></p><h2>References</h2><ol><li>{A}</li><li>{B}</li></ol>"
    assert bound(page(body)) == [["Hallam", "Orr"]]


@pytest.mark.parametrize(
    "last",
    [
        "ČESKO. Zákon č. 48/1997 Sb., o zdraví. 1997. [online]. [cit. 2023-05-01].",
        "Poe S. A rule. Part 131. [online]. [cit. 2021-02-03].",
        "A leaflet from the ward [in the drawer].",
    ],
)
def test_an_entry_whose_number_goes_on_is_in_the_list_however_it_reads(last: str) -> None:
    document = marked(f"Falls [1], [2] and [3].\n\n## References\n\n[1] {A}\n\n[2] {B}\n\n[3] {last}\n")
    assert len(sources(document)) == 3


def test_another_number_does_not_carry_a_list_on() -> None:
    text = f"Falls [1] [2].\n\n## References\n\n[1] {A}\n\n[2] {B}\n\n[7] is a lucky number, as people say.\n"
    assert len(sources(marked(text))) == 2


@pytest.mark.parametrize(
    "names", ["Articles, Ouvrages", "Bücher, Webseiten", "Siti internet, Libri", "Other reports, Books"]
)
@pytest.mark.parametrize(
    "form",
    [
        "**{0}**\n\n{2}\n\n{3}\n\n**{1}**\n\n{4}\n",
        "*{0}*\n\n{2}\n\n{3}\n\n*{1} :*\n\n{4}\n",
        "**{0}**\n\n- {2}\n- {3}\n\n**{1}**\n\n- {4}\n",
        "- **{0}**\n- {2}\n- {3}\n- **{1}**\n- {4}\n",
        "{0}\n\n{2}\n\n{3}\n\n{1}\n\n{4}\n",
        "{0}:\n- {2}\n- {3}\n\n{1}:\n- {4}\n",
    ],
)
def test_heads_of_parts_are_no_entries(form: str, names: str) -> None:
    text = form.format(*names.split(", "), A, B, C)
    assert sources(marked(f"Walks help.\n\n## Sources\n\n{text}")) == [A, B, C]
    if "*" not in form:
        assert sources(plain(f"Walks help people.\n\nSources\n\n{text}")) == [A, B, C]


@pytest.mark.parametrize(
    "tail",
    ["Foot Weekly\n\nWe tell you more about feet each week.\n", "Other pages\n\nOn shoes and feet, we have 3 pages.\n"],
)
def test_a_heading_behind_the_list_ends_it(tail: str) -> None:
    assert sources(plain(f"Walks help people.\n\nSources\n\n{A}\n\n{B}\n\n{tail}")) == [A, B]


def test_a_body_that_has_no_year_is_no_head() -> None:
    assert (
        sources(marked(f"Walks help.\n\n## Sources\n\nFoot Trust Handbook\n\n{A}\n\n{B}\n"))[0] == "Foot Trust Handbook"
    )


D = "Feet Alliance. Shoes for wide feet. Leaflet 4."


@pytest.mark.parametrize("heading", ["Learn more", "Per saperne di più", "Find out more"])
def test_terms_and_entries_under_a_heading_that_mostly_heads_what_helps(heading: str) -> None:
    pairs = zip(("Hallam 2021", "Orr 2017", "Diallo"), (A, B, C), strict=True)
    listed = "".join(f"<dt>{term}</dt><dd>{entry}</dd>" for term, entry in pairs)
    assert sources(page(f"<p>Walking helps.</p><h4>{heading}</h4><dl>{listed}</dl>")) == [A, B, C]
    assert (
        sources(page(f"<p>Walking helps.</p><h4>{heading}</h4><dl><dt>Shoes</dt><dd>Wear flat ones.</dd></dl>")) == []
    )


@pytest.mark.parametrize("items", [(A, B, D), (D, A, B), (A, D, B)])
def test_the_whole_of_a_list_that_is_mostly_sources(items: tuple[str, ...]) -> None:
    listed = "".join(f"<li>{item}</li>" for item in items)
    assert sources(page(f"<p>Walking helps.</p><p>This text is based on:</p><ul>{listed}</ul>")) == [*items]


@pytest.mark.parametrize("name", ["Where we got our facts", "Sources", "References"])
def test_a_list_in_one_cell_of_a_layout(name: str) -> None:
    cell = f"<p><strong>{name}</strong><br>[1] {A}<br>[2] {B}<br>[3] {C}</p>"
    text = "<p>Walking helps [1]. So do shoes [2,3].</p>"
    read = page(f"<table><tr><td>{text}</td></tr></table><table><tr><td>{cell}</td></tr></table>")
    assert sources(read) == [A, B, C]


@pytest.mark.parametrize("back", ['<a href="#r-{0}">^</a> ', '<a href="#r-{0}">back</a> '])
def test_letters_that_lead_behind_the_main_part(back: str) -> None:
    marks = "".join(f'<p>Walking helps.<a href="#n-{x}" id="r-{x}">{x}</a> Daily.</p>' for x in "abc")
    notes = "".join(
        f'<div id="n-{x}"><b>{x}.</b> {back.format(x)}{entry}</div>' for x, entry in zip("abc", (A, B, C), strict=True)
    )
    body = (
        f"<main><h1>Feet</h1>{marks}</main><section><h2>How we work</h2><p>Our nurse wrote this.</p>{notes}</section>"
    )
    read = html.read(f"<html><body>{body}</body></html>".encode(), name="a.html")
    assert sources(read) == [A, B, C]
    references, citations = cite(read)
    assert [[i.id for i in c.items] for c in citations] == [[r.id] for r in references]


@pytest.mark.parametrize("tag", ["src", "source", "bib"])
@pytest.mark.parametrize("field", ["cite", "entry", "citation"])
def test_a_tag_of_the_sites_own_names_sources_of_the_front_matter(tag: str, field: str) -> None:
    rows = "".join(f"  - key: {key}\n    {field}: '{entry}'\n" for key, entry in (("hallam", A), ("orr", B)))
    body = (
        f'Walking helps {{{{< {tag} "orr" >}}}}. So do shoes {{{{< {tag} hallam "lost" >}}}}. {{{{< {tag} "img" >}}}}\n'
    )
    read = markdown.read(f"---\ntitle: Feet\nsources:\n{rows}---\n\n{body}".encode(), name="a.md")
    references, citations = cite(read)
    assert [r.label for r in references] == ["orr", "hallam"]
    assert [[i.id.partition("#")[2] for i in c.items] for c in citations] == [["ref-1"], ["ref-2", ""]]

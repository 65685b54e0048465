"""Notes and source lists as the common tools write them into pages, and what looks like them and is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citewarden.model import Document
from citewarden.readers import html, plain_text
from citewarden.stages.cite import cite

A = "Moreau P, Lindqvist S. Iron tablets for tired adults. BMJ. 2012;345:e7413."
B = "Okafor N, et al. Tea and the uptake of iron. Lancet. 2018;391(2):112-119."

TOOLS = {p.stem: p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parent / "notes").glob("*.html"))}
"""By tool: two sentences with a mark each, then the notes {A} and {B} as it writes them."""
DIALECTS = {name: body.replace("{A}", A).replace("{B}", B) for name, body in TOOLS.items()}


def markup(body: str) -> str:
    start = "<!DOCTYPE html><html lang='en'><head><title>Iron</title></head><body><main><h1>Iron</h1>"
    return f"{start}{body}</main></body></html>"


def page(body: str) -> Document:
    return html.read(markup(body).encode(), name="a.html")


def sources(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == "reference"]


def bound(document: Document) -> list[tuple[str, list[int]]]:
    references, citations = cite(document)
    numbers = {r.id: n for n, r in enumerate(references, 1)}
    return [(c.target.quote.exact.strip(" ()[]"), [numbers.get(i.id, 0) for i in c.items]) for c in citations]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_notes_of_the_common_tools(dialect: str, sound: Any) -> None:
    read = page(DIALECTS[dialect])
    sound(read, markup(DIALECTS[dialect]))
    assert sources(read) == [A, B]
    assert [numbers for _, numbers in bound(read)] == [[1], [2]]
    assert read.unread == ()
    said = [read.text[b.start : b.end] for b in read.blocks if b.kind in ("paragraph", "item", "row", "caption")]
    assert not any("Moreau" in words or "Okafor" in words for words in said)


@pytest.mark.parametrize(
    "heading",
    [
        "Sources and further reading", "Works cited", "Where we got this information", "Notes and references",
        "References and resources", "View all 12 article sources", "Sources used in this article", "Our sources:",
        "Scientific references", "Selected bibliography", "6. References", "References (2)", "Sources & methodology",
        "Footnotes and references", "Cited works", "Bibliography and sources", "Sources for this page",
        "Where does this information come from?", "What is this page based on?", "How do we know this?",
        "Quellen und weiterführende Literatur", "Literaturverzeichnis", "Einzelnachweise", "Notes et références",
        "Références bibliographiques", "Fuentes consultadas", "Bibliografía y referencias", "Riferimenti bibliografici",
        "Note e riferimenti", "Referências bibliográficas", "Bronnen", "Geraadpleegde literatuur",
        "Evidence", "Footnotes", "Źródła", "Källor", "Kilder", "Lähteet", "Kaynaklar", "Zdroje", "Список литературы",
        "Джерела", "Βιβλιογραφία", "Surse", "参考文献", "参考资料", "참고문헌", "المراجع", "מקורות", "संदर्भ",
        "This leaflet is based on:", "Information we used to write this page", "Studies mentioned in this post",
        "Sources we consulted", "Papers cited above", "Pour en savoir plus et sources", "Источники и литература",
    ],
)  # fmt: skip
def test_headings_of_source_lists(heading: str) -> None:
    assert sources(page(f"<p>Iron helps.</p><h3>{heading}</h3><ul><li>{A}</li><li>{B}</li></ul>")) == [A, B]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>Iron helps.</p><p><b>Sources:</b> {A}<br>{B}</p>", [A, B]),
        (f"<p>Iron helps.</p><p>Source: {A}</p><p>Iron is a metal.</p>", [A]),
        ("<p>Iron helps.</p><p>SOURCES: Mayo Clinic; National Kidney Foundation; FDA</p>",
         ["Mayo Clinic", "National Kidney Foundation", "FDA"]),
        ("<p>Iron helps.</p><p>SOURCES:</p><p>Mayo Clinic: \"Iron.\"</p><p>Ann Poe, MD, professor, Example College.</p>"
         "<p>American Society of Hematology: “Iron-Deficiency Anemia.”</p>",
         ["Mayo Clinic: \"Iron.\"", "Ann Poe, MD, professor, Example College.",
          "American Society of Hematology: “Iron-Deficiency Anemia.”"]),
        (f"<p>Iron helps.</p><ol><li>{A}</li><li>{B}</li></ol>", [A, B]),
        (f"<p>Iron helps.</p><h2>Sources</h2><p>We use only primary studies and explain how on our about page.</p>"
         f"<ul><li>{A}</li><li>{B}</li></ul><ul class='more'><li>Anemia</li><li>Fatigue</li></ul>", [A, B]),
        (f"<p>Iron helps.</p><h2>Sources</h2><ul><li>{A}</li><li>{B}</li></ul><table><tr><td>Blood: anemia, iron</td>"
         "</tr></table>", [A, B]),
        (f"<p>Iron helps.<sup>1</sup></p><p><sup>1</sup>{A}<br><sup>2</sup>{B}</p>", [A, B]),
        (f"<p>Iron helps.<sup>1</sup></p><hr><p><small>1 {A}</small></p><p><small>2 {B}</small></p>", [A, B]),
        (f"<p>Iron helps.</p><p><strong>References</strong><br>1. {A}<br>2. {B}</p>", [A, B]),
        (f"<p>Iron helps.</p><h2>References</h2><ul><li>Trials<ul><li>{A}</li><li>{B}</li></ul></li></ul>", [A, B]),
        (f"<p>Iron helps.<sup><a href='#s'>*</a></sup></p><p id='s'>* {A}</p>", [A]),
        (f"<p>Iron helps (<a href='#m'>Moreau 2012</a>).</p><p id='m'>{A}</p>", [A]),
        (f"<p>Iron helps.</p><h2>References</h2><ol><li>{A} [<a href='https://doi.org/10.1/x'>CrossRef</a>] [<a"
         f" href='https://scholar.google.com/x'>Google Scholar</a>]</li><li>{B} <a href='/p'>PubMed</a></li></ol>",
         [A, B]),
        ("<p>Iron helps.</p><p><b>Sources:</b> <a href='https://a.example/1'>CDC</a>, <a href='https://a.example/2'>NHS</a>"
         " and <a href='https://a.example/3'>NIH</a>.</p>", ["CDC", "NHS", "NIH"]),
        ("<p>Iron helps.</p><h2>Sources</h2><p><a href='https://a.example/1'>CDC</a> | <a href='https://a.example/2'>NHS"
         "</a></p>", ["CDC", "NHS"]),
        ("<p>Iron helps.</p><h2>Quellen</h2><p><a href='https://a.example/1'>RKI</a>; <a href='https://a.example/2'>BZgA"
         "</a> und <a href='https://a.example/3'>IQWiG</a></p>", ["RKI", "BZgA", "IQWiG"]),
        (f"<p>Iron helps.</p><h2>References</h2><table><tr><th>No.</th><th>Publication</th><th>Notes</th></tr><tr><td>1"
         f"</td><td>{A}</td></tr></table>", [A]),
        (f"<p>Iron helps.</p><h2>References</h2><dl><dt>{A}</dt><dd>The best trial so far.</dd><dt>{B}</dt><dd>Read"
         " this first.</dd></dl>", [A, B]),
        ("<p>Iron helps.</p><h2>References</h2><dl><dt>Moreau P, Lindqvist S (2012)</dt><dd>Iron tablets. BMJ."
         " 345:e7413.</dd></dl>", ["Moreau P, Lindqvist S (2012)\n\nIron tablets. BMJ. 345:e7413."]),
        (f"<p>Iron helps.</p><h2>References</h2><dl><dt>Trials</dt><dd>{A}</dd><dd>{B}</dd></dl>", [A, B]),
        ("<p>Iron helps.</p><h2>Sources</h2><dl><dt>CDC</dt><dd><a href='https://a.example/1'>About iron</a></dd></dl>",
         ["CDC\n\nAbout iron"]),
        (f"<p>Iron helps.</p><div class='w-dropdown'><div class='toggle'><div>References</div></div><nav><ol><li>{A}"
         f"</li><li>{B}</li></ol></nav></div>", [A, B]),
        ("<p>Iron helps.</p><h2>Sources</h2><p><a href='https://a.example/1'>NHS: Iron</a></p><p><a"
         " href='https://a.example/2'>NIH: Iron for adults</a></p><p>Iron is a metal that the body needs.</p>",
         ["NHS: Iron", "NIH: Iron for adults"]),
        (f"<p>Iron helps.</p><h2>References</h2><ol><li>{A}</li></ol><p>Reviews</p><ol start='2'><li>{B}</li></ol>",
         [A, B]),
        (f"<h3>Iron</h3>Iron helps.<br><br>Tea is bad.<br><br><b>References</b><br>1. {A}<br>2. {B}<br>", [A, B]),
        (f"Iron helps.<br>Works cited:<br>{A}<br>{B}", [A, B]),
        (f"<p>Iron helps.<br>Quellen<br>[1] {A}<br>[2] {B}</p>", [A, B]),
        ("<p>Iron helps.</p><h2>References</h2><p>https://www.cdc.gov/iron<br>https://www.who.int/iron</p>",
         ["https://www.cdc.gov/iron", "https://www.who.int/iron"]),
    ],
)  # fmt: skip
def test_lists_of_other_makes(body: str, expected: list[str]) -> None:
    assert sources(page(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href='#causes'>Causes</a></li><li><a href='#refs'>References</a></li></ul><p>Iron is a metal that"
        " the body needs to make blood.</p><h2 id='causes'>Causes</h2><p>Blood loss.</p>",
        "<ol><li><a href='#s1'>1</a></li><li><a href='#s2'>2</a></li></ol><h2 id='s1'>Causes</h2><p>Blood loss.</p><h2"
        " id='s2'>Signs</h2><p>Tiredness.</p>",
        "<p>Iron is dosed by weight; see Notes below.</p><h2>Notes</h2><ul><li>Doses are for adults.</li><li>"
        "Ask before use.</li></ul>",
        "<p>Iron helps.</p><h2>Resources</h2><ul><li><a href='https://a.example/x'>Iron Institute</a></li><li>"
        "<a href='https://b.example/y'>National Heart Institute: https://b.example/y</a></li></ul>",
        "<p>Iron helps.</p><h2>What to do</h2><ul><li>Eat lean meat.</li><li>Drink tea between meals.</li><li>See a"
        " doctor if you are tired for 2 weeks.</li></ul>",
        "<p>Iron helps.<a href='#fn1'><sup>1</sup></a></p><ol><li id='fn1'>By iron we mean ferrous salts, which were"
        " called vitriol before 1900.<a href='#r1'>↩</a></li></ol>",
        "<h2>Sources</h2><ul><li>Red meat</li><li>Lentils</li></ul><h2>Signs</h2><p>Tiredness.</p>",
        "<p>Turn the lid (<a href='#step3'>3</a>).</p><ol><li id='step3'>Close it.</li><li>Wait until 2024.</li></ol>",
        "<p>See <a href='#fig2'>2</a>.</p><figure id='fig2'><figcaption>Iron stores, Smith J. 2010.</figcaption>"
        "</figure>",
        "<p>Rest helps. Iron was first weighed in 1850, and in 1999; 12: 30 people slept.</p><p>It was fun.</p>",
        "<p>Iron helps.</p><table><tr><td>Iron</td><td>9 mg</td></tr></table><p>(Source: Moreau & Lindqvist, 2012)</p>",
        "<p>A room of 20 square meters<sup>2</sup> is enough.</p>",
        "<nav><ul><li><span>References</span><ul><li><a href='/a'>A guide to 2020</a></li></ul></li></ul></nav>"
        "<p>Iron helps.</p>",
        "<p>Iron helps.</p><dl><dt>Oats</dt><dd>100 g in 2020</dd></dl>",
        "<h2>Sources</h2><dl><dt>Oats</dt><dd>10 g a portion</dd></dl><h2>Risks</h2><p>Wind.</p>",
        "<p>Iron helps.<br>Sources<br>of iron are meat, lentils and bread.</p><p>Eat them.</p>",
        "<p>Cited by <span class='citation-count'>14</span> people; <span class='cited'>3</span> times.</p>",
        "<h2>This guide is based on</h2><ul><li>Kindness</li><li>Patience</li></ul><h2>Iron</h2><p>Iron helps.</p>",
        "<p>Step <span class='ref-number'>1</span> soak, step <span class='step'>2</span> cook.</p>",
        "<p>Iron helps.</p><p><a href='https://x.example'>Print</a> | <a href='https://y.example'>Share</a></p>",
        "<p><span class='tooltip' title='A metal that the body needs, found in 2019 in many foods'>Iron</span></p>",
    ],
)  # fmt: skip
def test_what_is_no_source_list(body: str) -> None:
    read = page(body)
    assert sources(read) == []
    assert read.unread == ()
    references, citations = cite(read)
    assert [r for r in references if r.listed] == []
    assert [c for c in citations if any(i.id == "" for i in c.items)] == []


def test_a_mark_binds_to_what_it_leads_to_in_lists_that_start_anew() -> None:
    read = page(
        f"<h2>One</h2><p>Iron helps.<sup><a href='#a1'>1</a></sup></p><ol><li id='a1'>{A}</li></ol>"
        f"<h2>Two</h2><p>Tea hinders.<sup><a href='#b1'>1</a></sup></p><ol><li id='b1'>{B}</li></ol>"
    )
    assert [b.label for b in read.blocks if b.kind == "reference"] == ["1", "1"]
    assert bound(read) == [("1", [1]), ("1", [2])]


def test_numbers_of_lists_are_kept() -> None:
    read = page(f"<p>Iron helps [7].</p><h2>References</h2><ol start='6'><li>{A}</li><li value='9'>{B}</li></ol>")
    assert [b.label for b in read.blocks if b.kind == "reference"] == ["6", "9"]
    assert bound(read) == [("7", [0])]  # told, and bound to nothing


def test_a_mark_never_binds_to_the_list_itself() -> None:
    read = page(
        "<p>Tea hinders.<sup><a href='#refs'>2</a></sup></p>"
        f"<ol id='refs' class='references'><li>{A}</li><li>{B}</li></ol>"
    )
    assert bound(read) == [("2", [2])]


def test_notes_beside_a_list_stay_apart_from_it() -> None:
    read = page(
        f"<p>Iron helps [1].<a href='#fn1'><sup>a</sup></a></p><h2>References</h2><ol><li>{A}</li></ol>"
        "<section class='footnotes'><ol type='a'><li id='fn1'>Not in children.</li></ol></section>"
    )
    assert sources(read) == [A]
    assert [(b.kind, b.label) for b in read.blocks if b.kind == "note"] == [("note", "a")]


def test_comments_of_editors_are_no_text() -> None:
    read = page(
        "<p>Iron helps.<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup><sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a>"
        f"</sup></p><hr><div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a> {A}</p></div><div><p>"
        "<a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Is this still true?</span></p></div>"
    )
    assert sources(read) == [A]
    assert "still true" not in read.text
    assert "[a]" not in read.text


def test_a_note_of_several_paragraphs_is_one() -> None:
    read = page(
        "<p>Iron helps.<a href='#_edn1' name='_ednref1'>[1]</a></p><div style='mso-element:endnote-list'><div"
        f" id='edn1' style='mso-element:endnote'><p><a href='#_ednref1' name='_edn1'>[1]</a> {A}</p>"
        "<p>It has been cited often.</p></div></div>"
    )
    assert sources(read) == [f"{A}\nIt has been cited often."]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Iron helps.</p><h2>References</h2>", "References"),
        ("<p>Iron helps.</p><div class='footnotes'><p>See the printed leaflet of the house.</p></div>", "footnotes"),
        ("<p>Iron helps.<sup><a href='#fn-a' class='footnote'>a</a></sup></p>", "the mark"),
    ],
)
def test_what_was_seen_and_not_read_is_told(body: str, told: str) -> None:
    assert [told in part.what for part in page(body).unread] == [True]


def test_a_mark_that_leads_nowhere_is_a_mark() -> None:
    read = page("<p>Iron helps.<sup><a href='#fn9'>9</a></sup></p>")
    assert [(link.rel, link.href, link.target) for link in read.links] == [("citation", "9", -1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Iron\n\nIron helps [1]. Tea hinders [2].\n\n[1] {A}\n[2] {B}\n", [A, B]),
        (f"Iron\n\nIron helps.\n\nSources: {A}\n", [A]),
        (f"Iron\n\nIron helps.\n\nWhere did we get our information from?\n\n- {A}\n- {B}\n", [A, B]),
        (f"Eisen\n\nEisen hilft.\n\nQuellenangaben\n\n{A}\n\n{B}\n", [A, B]),
        ("Iron\n\nIron helps.\n\nSources\n\nhttps://a.example/iron\nhttps://b.example/tea\n",
         ["https://a.example/iron", "https://b.example/tea"]),
        ("Iron\n\nIron helps.\n\nNotes\n\n1. Doses are for adults.\n2. Ask before use.\n", []),
        ("Iron\n\nWhat to do:\n\n- Eat lean meat.\n- Drink tea between meals.\n", []),
    ],
)  # fmt: skip
def test_lists_in_plain_text(text: str, expected: list[str]) -> None:
    read = plain_text.read(text.encode(), name="a.txt")
    assert sources(read) == expected


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ("<sup>{n}</sup>", "{n}"),
        ("<span class='abt-citation' data-reflist='[1]'>{n}</span>", "{n}"),
        ("<button type='button' class='Citation_btn__x'>{n}</button>", "{n}"),
        ("<cite><a class='bibLink' href='#not-here-{n}'>{n}</a></cite>", "{n}"),
        ("<a role='doc-noteref' href='#not-here-{n}'>{n}</a>", "{n}"),
    ],
)
def test_marks_that_the_page_calls_so_without_a_target_mean_the_numbers_of_the_list(mark: str, shown: str) -> None:
    one, two = (mark.format(n=n) for n in (1, 2))
    text = f"<p>Iron helps for a day{one}. Tea is bad for men{two}.</p>"
    read = page(f"{text}<h2>References</h2><ol><li>{A}</li><li>{B}</li></ol>")
    assert bound(read) == [("1", [1]), ("2", [2])]
    assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "paragraph"] == [
        "Iron helps for a day1. Tea is bad for men2."
    ]


@pytest.mark.parametrize("label", ["i", "ii", "iv", "b"])
def test_the_letter_or_roman_number_of_a_note_is_no_part_of_it(label: str) -> None:
    read = page(
        f"<p>Iron helps.<a name='r1' href='#n1'><sup>{label}</sup></a></p>"
        f"<div id='x'><p><a name='n1' href='#r1'>{label}</a>{A}</p></div>"
    )
    assert sources(read) == [A]
    assert [numbers for _, numbers in bound(read)] == [[1]]


@pytest.mark.parametrize("shown", ["[ref]", "[source]", "ref.", "Quelle", "i"])
def test_a_mark_without_a_number_that_carries_its_source(shown: str) -> None:
    read = page(f"<p>Iron helps <abbr title='{A}'>{shown}</abbr>.</p>")
    assert sources(read) == [A]
    assert [numbers for _, numbers in bound(read)] == [[1]]


@pytest.mark.parametrize("mark", ["[<a href='refs.html#id3'>Mor12</a>]", "<a href='refs.html#id3'>[ML12a]</a>"])
def test_a_citation_that_leads_to_another_page_is_told(mark: str) -> None:
    assert [part.kind for part in page(f"<p>Iron helps {mark}.</p>").unread] == ["mark"]
    assert page("<p>Iron helps, see <a href='refs.html#id3'>Part12</a>.</p>").unread == ()


def test_a_note_that_the_page_holds_twice_is_one_source() -> None:
    tips = [f"<sup>[{n}]</sup><span class='footnote_tooltip'>{note}</span>" for n, note in enumerate((A, B), 1)]
    read = page(
        f"<p>Iron helps{tips[0]}. Tea is bad{tips[1]}.</p><h2>References</h2><table><tr><th>1</th><td>{A}</td></tr>"
        f"<tr><th>2</th><td>{B}</td></tr></table>"
    )
    assert len(sources(read)) == 2
    assert [numbers for _, numbers in bound(read)] == [[1], [2]]


@pytest.mark.parametrize(
    "heading", ["Other references", "Further references", "General references", "Editorial sources and fact-checking"]
)
def test_further_headings(heading: str) -> None:
    assert sources(page(f"<p>Iron helps.</p><h2>{heading}</h2><ul><li>{A}</li></ul>")) == [A]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "<h2>Sources</h2><ul><li>Red meat</li><li>Lentils</li></ul><h2>References</h2><ol><li>{A}</li></ol>",
            "Lentils",
        ),
        ("<p>See <a href='#t'>back to the top</a>.</p><h2 id='t'>End</h2><h2>References</h2><p>{A}</p>", "back to the"),
        ("<p>Use <a href='#d'>View study</a> here.</p><h2 id='d'>Data</h2><h2>References</h2><p>{A}</p>", "View study"),
    ],
)
def test_what_only_looks_like_a_list_or_a_link_back_is_text(body: str, said: str) -> None:
    read = page(f"<p>Iron helps.</p>{body.replace('{A}', A)}")
    assert sources(read) == [A]
    assert said in read.text


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('Iron<a class="headerlink" href="#iron" title="Link to this heading">¶</a>', "Iron"),
        ('<a class="anchor" href="#iron"><svg></svg></a>Iron', "Iron"),
        ('Iron <a href="#iron">#</a>', "Iron"),
        ('Iron <a href="#tea">and tea</a>', "Iron and tea"),
    ],
)
def test_links_of_a_heading_to_itself_are_no_title(heading: str, title: str) -> None:
    read = html.read(f"<h1 id='iron'>{heading}</h1><p id='tea'>Iron helps.</p>".encode(), name="a.html")
    assert read.title == title


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p>Iron helps.[fn]Roe 2019[/fn]</p>", "the shortcode [fn]"),
        ("<p>Iron helps [zotpressInText item=AB12].</p>", "the shortcode [zotpressInText]"),
        ("<p>Iron helps [cite key=roe2011].</p>", "the shortcode [cite]"),
        ("<p>Iron helps <d-cite key='roe2011,poe2012'></d-cite>.</p>", "the citations by key roe2011, poe2012"),
    ],
)
def test_what_was_not_carried_out_is_told(body: str, what: str) -> None:
    assert [part.what for part in page(body).unread] == [what]


@pytest.mark.parametrize("words", ["[footnote 1]", "[ref 3]", "[cite]"])
def test_words_in_brackets_are_no_shortcodes(words: str) -> None:
    assert page(f"<p>Iron helps {words}.</p>").unread == ()


def test_code_holds_no_marks() -> None:
    body = (
        f"<p>Take <code>rows[1]</code> and <kbd>x[7]</kbd>. Iron helps.[1]</p><h2>References</h2><ol><li>{A}</li></ol>"
    )
    assert bound(page(body)) == [("1", [1])]
    assert bound(page(body.replace("<code>rows[1]</code>", "<code>[1]</code>"))) == [("1", [1]), ("1", [1])]


def test_a_linked_mark_behind_ten_is_no_power() -> None:
    entries = f"<h2>References</h2><ol><li id='r1'>{A}</li><li id='r2'>{B}</li></ol>"
    for body in (
        "1 in 10<sup><a href='#r1'>1</a></sup> adults.",
        "A score of 10<a href='#r1'><sup>1</sup></a> is high.",
    ):
        assert [n for _, n in bound(page(f"<p>{body}</p>{entries}"))] == [[1]]
    assert bound(page(f"<p>It has 10<sup>2</sup> cells.</p>{entries}")) == []


@pytest.mark.parametrize(
    "entry",
    [
        f"<li>{A}<ul><li>A good overview of trials.</li></ul></li>",
        f"<li>{A}<ol><li>Large</li><li>and long</li></ol></li>",
        f"<li>{A} [<a href='https://a.org/x'>Google Scholar</a>] [<a href='/pmc/1/'>PMC free article</a>]</li>",
    ],
)
def test_what_hangs_on_an_entry_is_no_part_of_it(entry: str) -> None:
    read = page(f"<p>Iron helps [1]. Tea hinders [2].</p><h2>References</h2><ol>{entry}<li>{B}</li></ol>")
    assert sources(read) == [A, B]
    assert [n for _, n in bound(read)] == [[1], [2]]


def test_nested_entries_are_entries() -> None:
    read = page(f"<p>Iron helps.</p><h2>References</h2><ul><li>Trials<ul><li>{A}</li><li>{B}</li></ul></li></ul>")
    assert sources(read) == [A, B]


def test_numbers_in_a_cell_of_their_own() -> None:
    rows = f"<table><tr><td>[1]</td><td>{A}</td></tr><tr><td>(2)</td><td>{B}</td></tr></table>"
    assert sources(page(f"<p>Iron helps [1].</p><h2>References</h2>{rows}")) == [A, B]


@pytest.mark.parametrize(
    "parts",
    [
        "<div>1.</div><div>{A}</div><div>2.</div><div>{B}</div>",
        "<div>[1]</div><p>{A}</p><p><a href='https://doi.org/10.1000/a'>Crossref</a><a>WorldCat</a></p><div>[2]</div><p>{B}</p>",
        "<p>1</p><p>{A}</p><p>2</p><p>{B}</p><p><a href='/x'>Download references</a></p>",
    ],
)
def test_entries_in_several_blocks(parts: str) -> None:
    body = parts.replace("{A}", A).replace("{B}", B)
    read = page(f"<p>Iron helps [1]. Tea hinders [2].</p><h2>References</h2><div>{body}</div>")
    assert sources(read) == [A, B]
    references, _ = cite(read)
    assert ([r.label for r in references], [n for _, n in bound(read)]) == (["1", "2"], [[1], [2]])
    assert ("10.1000/a" if "10.1000" in parts else "") == references[0].DOI


def test_a_mark_that_is_only_shown_is_a_mark() -> None:
    body = (
        '<p>Iron helps.<a href="#c1" role="doc-noteref" aria-label="Note 1"><span aria-hidden="true">1</span></a></p>'
    )
    read = page(f'{body}<div role="doc-endnote" id="c1">{A}</div>')
    assert [n for _, n in bound(read)] == [[1]]
    icon = page("<p>Iron helps <a href='/x'><span aria-hidden='true'>ICON</span> adults</a>.</p>")
    assert "ICON" not in icon.text


@pytest.mark.parametrize(
    "opening",
    [
        "<h4 class='toggle-title'><span>+</span> Click here to see the sources</h4><div style='display:none'>",
        "<div class='head'><h4>Sources</h4></div><div class='body' hidden>",
        "<p><b>Tap for references</b></p><div aria-hidden='true'>",
    ],
)
def test_a_list_folded_away_beside_its_heading(opening: str) -> None:
    assert sources(page(f"<p>Iron helps.</p>{opening}<ul><li>{A}</li><li>{B}</li></ul></div>")) == [A, B]


def test_what_is_hidden_beside_a_heading_and_lists_no_sources_stays_hidden() -> None:
    read = page(f"<p>Iron helps.</p><h4>Sources</h4><div hidden><ul><li>Menu</li></ul></div><ol><li>{A}</li></ol>")
    assert sources(read) == [A]
    assert "Menu" not in read.text


@pytest.mark.parametrize(
    "heading",
    ["How do we know?", "Where did we get our facts?", "Links to our sources", "Research we cite", "Sources checked",
     "The evidence behind this page", "References (click to expand)", "Peer-reviewed sources"],
)  # fmt: skip
def test_headings_that_say_how_we_know(heading: str) -> None:
    link = "<a href='https://a.example/1'>About iron</a>"
    assert sources(page(f"<p>Iron helps.</p><h3>{heading}</h3><ul><li>{A}</li><li>{link}</li></ul>")) == [
        A,
        "About iron",
    ]


@pytest.mark.parametrize(
    "panel",
    [
        "<h2><button aria-expanded='false'>How we made this page</button></h2><div hidden>",
        "<h3><a href='#' aria-expanded='false'>About this page</a></h3><div style='display:none'>",
        "<h4><span><button aria-expanded='true'>More</button></span></h4><div hidden>",
    ],
)
def test_a_list_in_what_a_heading_unfolds(panel: str) -> None:
    listed = f"<p>We used these sources:</p><ul><li>{A}</li><li>NHS (2011) Iron (CG1), last updated May 2020.</li></ul>"
    assert sources(page(f"<p>Iron helps.</p>{panel}{listed}</div>")) == [
        A,
        "NHS (2011) Iron (CG1), last updated May 2020.",
    ]


@pytest.mark.parametrize(
    ("foot", "own"),
    [
        ("ISBN 978 0 6487 1122 3 (online). © State of Roe 2024. Authorised by Dr Ann Poe.", False),
        ("© Roe Hospital 2023. All rights reserved.", False),
        ("Useful website: Iron Trust, www.iron.example, helpline 0800 111 222", False),
        ("Authorised by the Chief Health Officer, Dr Ann Poe.", False),
        ("3 Poe C. Iron in tea. BMJ. 2014;3:1-9.", True),
    ],
)
def test_a_foot_is_no_part_of_the_last_entry(foot: str, own: bool) -> None:
    read = page(f"<p>Iron helps.</p><h2>References</h2><p>1 {A}</p><p>2 {B}</p><p>{foot}</p>")
    assert [entry[2:] for entry in sources(read)] == [A, B, *([foot[2:]] if own else [])]


@pytest.mark.parametrize("heading", ["How we get the flu", "The science behind this diet", "Where we get vitamin D"])
def test_headings_of_text(heading: str) -> None:
    assert sources(page(f"<p>Iron helps.</p><h3>{heading}</h3><ul><li>By touch</li><li>By air</li></ul>")) == []


@pytest.mark.parametrize("hidden", ["hidden", "style='display:none'", ""])
def test_a_sentence_about_the_sources_is_none(hidden: str) -> None:
    said = "<p>Every fact in our library is checked against journals. <a href='/how'>Read how</a>.</p>"
    listed = f"<section id='references' {hidden}><h2>References</h2>{said}<ul><li>{A}</li><li>{B}</li></ul></section>"
    assert sources(page(f"<p>Iron helps.</p>{listed}")) == [A, B]


@pytest.mark.parametrize("label", ["{n} - ", "{n} – ", "[{r}] ", "({n}) ", "{n} | "])
def test_numbers_as_lists_print_them(label: str) -> None:
    first, second = label.format(n=1, r="i"), label.format(n=2, r="ii")
    body = f"<p>Iron helps.</p><h2>References</h2><p>{first}{A}</p><p>{second}{B}</p>"
    assert sources(page(body)) == [A, B]


@pytest.mark.parametrize("heading", ["Sources for this section", "References for this chapter", "Sources of this page"])
def test_a_list_for_each_part(heading: str) -> None:
    parts = (f"<h2>One</h2><p>It helps [1].</p><p><em>{heading}</em></p><ol><li>{entry}</li></ol>" for entry in (A, B))
    read = page("".join(parts))
    assert sources(read) == [A, B]
    assert [numbers for _, numbers in bound(read)] == [[1], [2]]


@pytest.mark.parametrize(
    "line", ["Stand: 12.03.2024", "Zuletzt aktualisiert am 12.03.2024", "Mis à jour le 12 mars 2024"]
)
def test_the_date_of_a_page_is_no_entry(line: str) -> None:
    read = page(f"<p>Iron helps.</p><h2>References</h2><ul><li>{A}</li></ul><p>{line}</p>")
    assert sources(read) == [A]
    assert read.modified == "2024-03-12"


@pytest.mark.parametrize("header", ["No.|Citation|Level", "Study|What it is|Grade", "|Paper|Our view"])
def test_the_names_of_columns_are_no_entry(header: str) -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in header.split("|"))
    rows = "".join(f"<tr><td>{n}</td><td>{entry}</td><td>II</td></tr>" for n, entry in enumerate((A, B), 1))
    read = page(f"<p>Iron helps.</p><h2>References</h2><table><tr>{cells}</tr>{rows}</table>")
    assert [A in sources(read)[0], B in sources(read)[1], len(sources(read))] == [True, True, 2]


@pytest.mark.parametrize("words", ["Coming soon.", "To be added", "Available on request.", "TBC", "Folgt"])
def test_sources_that_are_missing_are_told(words: str) -> None:
    read = page(f"<p>Iron helps.</p><h2>References</h2><p>{words}</p>")
    assert sources(read) == []
    assert [part.what for part in read.unread] == ["what stands under “References”"]


@pytest.mark.parametrize(
    "link", ["View on PubMed", "Read the full text", "See in Google Scholar", "Full text via Crossref"]
)
def test_links_that_say_where_to_look_are_no_part_of_an_entry(link: str) -> None:
    entry = f"<div class='ref'><p>{A}</p><p><a href='https://pubmed.ncbi.nlm.nih.gov/15014182/'>{link}</a></p></div>"
    read = page(f"<p>Iron helps.</p><h2>References</h2><div class='references'>{entry}{entry.replace(A, B)}</div>")
    assert sources(read) == [A, B]


@pytest.mark.parametrize(
    "first", ["[<a href='#c1'>Mor12</a>", "(<a href='#c1'>Mor12</a>", "<cite>[<a href='#c1'>Mor12</a>"]
)
def test_keys_that_share_brackets(first: str) -> None:
    close = "]" if "[" in first else ")"
    entries = "".join(
        f"<div id='c{n}' role='doc-biblioentry'><span>[{key}]</span><p>{entry}</p></div>"
        for n, (key, entry) in enumerate((("Mor12", A), ("Oka18", B)), 1)
    )
    read = page(f"<p>Iron helps {first}, <a href='#c2'>Oka18</a>{close}.</p><div>{entries}</div>")
    assert sources(read) == [A, B]
    assert sorted(n for _, numbers in bound(read) for n in numbers) == [1, 2]


@pytest.mark.parametrize(("one", "two"), [("1 ", "2 "), ("[i] ", "[ii] "), ("[1] ", "[2] "), ("1. ", "2. ")])
def test_notes_that_stand_between_the_pages(one: str, two: str) -> None:
    text = f"Iron\n\nIron helps.[1]\n\n{one}{A}\n\nTea hinders it.[2] Good food helps.\n\n{two}{B}\n\nThat is all.\n"
    read = plain_text.read(text.encode(), name="a.txt")
    assert sources(read) == [A, B]
    if "i" in one:
        roman = plain_text.read(text.replace("[1]", "[i]").replace("[2]", "[ii]").encode(), name="a.txt")
        assert [numbers for _, numbers in bound(roman)] == [[1], [2]]


@pytest.mark.parametrize(
    "text",
    [
        "Steps\n\nDo so:\n\n1. Wash in 2020 drops.\n\nThen rest.\n\n2. Dry.\n",
        f"Iron\n\nIron helps.\n\n3. {A}\n\nTea hinders it.\n\n7. {B}\n\nThat is all.\n",
        "Iron\n\nDo [i] this, and [ii] that.\n\nIt is done.\n",
    ],
)
def test_what_only_counts_is_no_note(text: str) -> None:
    read = plain_text.read(text.encode(), name="a.txt")
    assert (sources(read), bound(read)) == ([], [])


@pytest.mark.parametrize(
    "heading",
    [
        "文献",
        "引用・参考文献",
        "Quellen anzeigen",
        "Afficher les sources",
        "Mostrar fuentes",
        "Bekijk bronnen",
        "Refs",
        "Article resources",
    ],
)
def test_headings_that_open_a_list(heading: str) -> None:
    folded = f"<div><h3><button>{heading}</button></h3><div hidden><ul><li>{A}</li><li>{B}</li></ul></div></div>"
    assert sources(page(f"<p>Iron helps.</p>{folded}")) == [A, B]


def test_resources_that_are_help_are_no_sources() -> None:
    links = (
        "<ul><li><a href='https://kidney.example'>Kidney Trust</a></li><li>Call 0800 1111, open since 2010</li></ul>"
    )
    assert sources(page(f"<p>Iron helps.</p><h3>Article resources</h3>{links}")) == []


@pytest.mark.parametrize(
    "link", ["<a href='#n1' class='fnref' aria-label='Note 1'></a>", "<a href='#n1' class='noteref'></a>"]
)
def test_a_mark_whose_number_the_style_prints(link: str) -> None:
    read = page(f"<p>Iron helps{link}.</p><ol><li id='n1'>{A}</li></ol>")
    assert sources(read) == [A]
    assert [numbers for _, numbers in bound(read)] == [[1]]
    assert "Iron helps[1]." in read.text


@pytest.mark.parametrize(
    "empty", ["<a href='#refs' class='anchor'></a>", "<a href='#n1'><img src='x.png'></a>", "<a href='#n1'></a>"]
)
def test_an_empty_link_is_no_mark(empty: str) -> None:
    read = page(f"<p>Iron helps{empty}.</p><h2 id='refs'>References</h2><ol><li id='n1'>{A}</li></ol>")
    assert bound(read) == []
    assert "Iron helps." in read.text


@pytest.mark.parametrize("word", ["Ref", "Refs", "Reference"])
def test_a_source_under_each_part(word: str) -> None:
    read = page(f"<p>Iron helps.</p><p>{word}: {A}</p><p>Tea hinders.</p><p>{word}: {B}</p>")
    assert sources(read) == [A, B]


@pytest.mark.parametrize(
    ("mark", "label"),
    [
        ("(Note {n})", "Note {n}: "),
        ("(see footnote {n})", "Footnote {n}. "),
        ("[{c}]", "[{c}] "),
        ("<sup>[{c}]</sup>", "[{c}] "),
    ],
)
def test_marks_by_word_and_by_letter(mark: str, label: str) -> None:
    marks = [mark.format(n=n, c=c) for n, c in ((1, "a"), (2, "b"))]
    labels = [label.format(n=n, c=c) for n, c in ((1, "a"), (2, "b"))]
    entries = f"<h2>Notes</h2><p>{labels[0]}{A}</p><p>{labels[1]}{B}</p>"
    read = page(f"<p>Iron helps {marks[0]}. Tea is bad {marks[1]}.</p>{entries}")
    assert sources(read) == [A, B]
    assert [numbers for _, numbers in bound(read)] == [[1], [2]]


@pytest.mark.parametrize(
    "link", ["Return to ref 1 in article", "Back to reading", "Jump up to the citation", "Go back to note 1"]
)
def test_words_that_lead_back(link: str) -> None:
    read = page(
        f"<p>Iron helps <a href='#n1' id='m1'>[1]</a>.</p><ol><li id='n1'>{A} <a href='#m1'>{link}</a></li></ol>"
    )
    assert sources(read) == [A]


def test_a_note_of_two_sources_backs_what_both_say() -> None:
    note = f"<li id='n1'><p>{A}</p><p>{B}</p></li>"
    read = page(f"<p>Iron helps<sup><a href='#n1'>1</a></sup>.</p><ol class='footnotes'>{note}</ol>")
    assert sources(read) == [A, B]
    assert [numbers for _, numbers in bound(read)] == [[1, 2]]


def test_the_imprint_of_a_leaflet_is_no_entry() -> None:
    rows = "Produced by: Ward 3<br>Version: 2<br>Last reviewed: 14 March 2025<br>Next review: 14 March 2028"
    read = page(f"<p>Iron helps.</p><h2>References</h2><ol><li>{A}</li></ol><p>{rows}</p>")
    assert sources(read) == [A]
    assert (read.reviewed, read.next_review) == ("2025-03-14", "2028-03-14")


@pytest.mark.parametrize(
    ("mark", "numbers"),
    [
        ("<sup>1)2)</sup>", [[1, 2]]),
        ("<sup>2)</sup>", [[2]]),
        ("［1］", [[1]]),
        ("【2】", [[2]]),
        ("〔1,2〕", [[1, 2]]),
    ],
)
def test_marks_as_other_houses_set_them(mark: str, numbers: list[list[int]]) -> None:
    read = page(f"<p>Iron helps{mark}.</p><h2>References</h2><ol><li>{A}</li><li>{B}</li></ol>")
    assert [n for _, n in bound(read)] == numbers


def test_numbers_glued_to_their_entries() -> None:
    rows = "".join(f"<div><span>{n}</span><span>{entry}</span></div>" for n, entry in enumerate((A, B), 1))
    references, _ = cite(page(f"<p>Iron helps [2].</p><h2>References</h2><div>{rows}</div>"))
    assert [(r.label, r.raw) for r in references] == [("1", A), ("2", B)]


@pytest.mark.parametrize("aside", ["Source: CDC WONDER, 2023", "Data source: Okafor N. Tea counts. 2018."])
def test_the_source_of_a_figure_is_not_counted(aside: str) -> None:
    read = page(f"<p>Iron helps [1].</p><p>{aside}</p><h2>References</h2><ol><li>{A}</li><li>{B}</li></ol>")
    references, _ = cite(read)
    assert [references[n - 1].raw for _, numbers in bound(read) for n in numbers] == [A]


@pytest.mark.parametrize("foot", ["Contact us: info@example.org", "Questions? Write to desk@iron.example.org"])
def test_an_address_for_mail_is_no_part_of_a_list(foot: str) -> None:
    assert sources(page(f"<p>Iron helps.</p><h2>References</h2><ol><li>{A}</li></ol><p>{foot}</p>")) == [A]


@pytest.mark.parametrize(
    "left",
    ["【4†source】", "【12:0†nhs.pdf】", ":contentReference[oaicite:0]{index=0}", "\ue200cite\ue202turn0search1\ue201"],
)
def test_what_a_chat_program_leaves_is_told(left: str) -> None:
    read = plain_text.read(f"Iron\n\nIron helps.{left}\n\nReferences\n\n1. {A}\n".encode(), name="a.txt")
    assert [part.why for part in read.unread] == ["a chat program left it, and it names no source"]


@pytest.mark.parametrize("mark", ["#", "*", "# "])
def test_a_list_as_wikis_write_it(mark: str) -> None:
    text = f"= Iron =\n\nIron helps.[1]\n\n== Sources ==\n{mark} {A}\n{mark} {B}\n\n== See also ==\n* Tea\n"
    read = plain_text.read(text.encode(), name="a.txt")
    assert (read.title, sources(read)) == ("Iron", [A, B])
    assert [numbers for _, numbers in bound(read)] == [[1]]


@pytest.mark.parametrize("mark", ["- ", "1. ", "• "])
def test_a_line_behind_a_marked_list_is_none_of_it(mark: str) -> None:
    text = f"Iron\n\nIron helps.\n\nSources:\n{mark}{A}\n\nDisclaimer: this leaflet is no advice. Ask a doctor.\n"
    assert sources(plain_text.read(text.encode(), name="a.txt")) == [A]


def test_numbers_and_addresses_in_one_line() -> None:
    one = "<p>[1] https://a.example.org/1 [2] https://b.example.org/2</p>"
    references, _ = cite(page(f"<p>Iron helps [2].</p><h2>Citations</h2>{one}"))
    assert [(r.label, r.raw) for r in references] == [
        ("1", "https://a.example.org/1"),
        ("2", "https://b.example.org/2"),
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "<a href='#' role='button' class='btn'>Cite</a>",
        "[<a href='https://x.example/full'>QxMD MEDLINE Link</a>].",
        "<span>[<a href='https://x.example/full'>Texto completo</a>]</span>",
        "<button>Copy</button>",
    ],
)
def test_buttons_and_links_in_brackets_are_no_part_of_an_entry(behind: str) -> None:
    entries = f"<ol><li>{A} {behind}</li><li>{B} {behind}</li></ol>"
    assert sources(page(f"<p>Iron helps.</p><h2>References</h2>{entries}")) == [A, B]


def test_a_title_or_an_address_in_brackets_is_part_of_an_entry() -> None:
    for kept in ("[<a href='https://x.example/1'>https://x.example/1</a>]", "[<a href='/a'>A trial of 20 men</a>]"):
        (entry,) = sources(page(f"<p>Iron helps.</p><h2>References</h2><ul><li>Roe. 2019. {kept}</li></ul>"))
        assert entry.endswith("]")


@pytest.mark.parametrize(
    "more", ["Show 12 more", "View all references", "Hide sources", "See the full list of references"]
)
def test_what_unfolds_a_list_is_none_of_it(more: str) -> None:
    listed = f"<ol><li>{A}</li><li>{B}</li></ol><p><a href='#'>{more}</a></p>"
    assert sources(page(f"<p>Iron helps.</p><h2>References</h2>{listed}")) == [A, B]


@pytest.mark.parametrize("sign", ["➢", "■", "✓", "►", "→", "⁃"])
def test_bullets_of_all_kinds(sign: str) -> None:
    text = f"Iron\n\nIron helps.\n\nReferences\n{sign} {A}\n{sign} {B}\n"
    assert sources(plain_text.read(text.encode(), name="a.txt")) == [A, B]
    assert sources(page(f"<p>Iron helps.</p><h2>References</h2><p>{sign} {A}</p><p>{sign} {B}</p>")) == [A, B]


def test_names_and_quoted_titles_in_one_line_are_a_source_each() -> None:
    line = 'SOURCES: CDC: "Iron." Heart Trust: "Iron and You: A Guide," "Tea." Ann Poe, MD, professor, Example College.'
    assert sources(page(f"<p>Iron helps.</p><p>{line}</p>")) == [
        'CDC: "Iron."',
        'Heart Trust: "Iron and You: A Guide," "Tea."',
        "Ann Poe, MD, professor, Example College.",
    ]


def test_terms_that_say_who_reviewed_the_page() -> None:
    said = "<dt>Reviewed by</dt><dd>Ann Poe, RN</dd><dt>Last reviewed</dt><dd>4 March 2025</dd>"
    read = page(f"<p>Iron helps.</p><dl>{said}<dt>Sources</dt><dd>{A}</dd></dl>")
    assert (read.reviewer, read.reviewed, sources(read)) == ("Ann Poe, RN", "2025-03-04", [A])


@pytest.mark.parametrize(
    "foot",
    [
        "March 4, 2025",
        "This post is for information only. © 2025 Example Health",
        "Autorin: Dr. Ann Poe",
        "Written in 2024.",
    ],
)
def test_a_paragraph_behind_the_items_is_no_entry(foot: str) -> None:
    assert sources(page(f"<p>Iron helps.</p><h2>References</h2><ol><li>{A}</li><li>{B}</li></ol><p>{foot}</p>")) == [
        A,
        B,
    ]


def test_an_entry_behind_the_items_is_one() -> None:
    more = "<p>National Iron Trust. Iron and tea. 2019. https://iron.example.org/tea</p>"
    listed = f"<ol><li>{A}</li><li>{B}</li></ol>{more}"
    assert len(sources(page(f"<p>Iron helps.</p><h2>References</h2>{listed}"))) == 3


def test_a_caption_in_a_list_is_no_entry() -> None:
    figure = "<figure><img src='a.png'><figcaption>Photo: Getty</figcaption></figure>"
    assert sources(page(f"<p>Iron helps.</p><h2>Sources</h2>{figure}<ul><li>{A}</li></ul>")) == [A]


@pytest.mark.parametrize(
    ("mark", "label", "numbers"),
    [
        ("[R1, R2]", "[R{n}] ", [[1, 2]]),
        ("[S2]", "[S{n}] ", [[2]]),
        ("[Roe 2012; Roe 2011]", "[Roe 201{n}] ", [[2, 1]]),
        ("[Moe1]", "[Moe{n}] ", [[1]]),
    ],
)
def test_what_entries_are_called_that_have_no_numbers(mark: str, label: str, numbers: list[list[int]]) -> None:
    entries = "".join(f"<p>{label.format(n=n)}{entry}</p>" for n, entry in enumerate((A, B), 1))
    read = page(f"<p>Iron helps {mark}. The kit [X9] is for vitamin [B12].</p><h2>References</h2>{entries}")
    assert sources(read) == [A, B]
    assert [n for _, n in bound(read)] == numbers


def test_a_linked_range_names_all_its_numbers() -> None:
    entries = f"<h2>References</h2><ol><li id='r1'>{A}</li><li id='r2'>{B}</li><li id='r3'>{A[:-1]}, 2.</li></ol>"
    assert [n for _, n in bound(page(f"<p>Iron helps [<a href='#r1'>1-3</a>].</p>{entries}"))] == [[1, 2, 3]]
    assert [n for _, n in bound(page(f"<p>Iron helps [<a href='#r2'>2</a>].</p>{entries}"))] == [[2]]


def test_links_in_a_bare_part_are_a_source_each() -> None:
    links = "<a href='https://a.example/1'>CDC (Iron)</a>, <a href='https://a.example/2'>NHS (Tea)</a>"
    read = page(f"<p>Iron helps.</p><section><h4>Sources:</h4>{links}</section>")
    assert sources(read) == ["CDC (Iron)", "NHS (Tea)"]


@pytest.mark.parametrize("imprint", ["London: RCP; 2022.", "London: RCP, 2022", "Lancet. 2018;1:2."])
def test_notes_under_a_sign(imprint: str) -> None:
    note = f"Royal College. National audit of iron. {imprint}"
    read = plain_text.read(f"Iron\n\nIron helps.†\n\n† {note}\n".encode(), name="a.txt")
    assert [r.raw for r in cite(read)[0]] == [note]


def test_a_list_in_a_part_for_navigation() -> None:
    listed = f"<nav><h2>References</h2><ol><li>{A}</li><li>{B}</li></ol></nav>"
    assert sources(page(f"<p>Iron helps.</p>{listed}")) == [A, B]


def test_a_number_in_a_cell_of_a_row() -> None:
    rows = f"<table><tr><td>1.</td><td>{A}</td></tr><tr><td>2.</td><td>{B}</td></tr></table>"
    assert sources(page(f"<p>Iron helps.</p><h2>References</h2>{rows}")) == [A, B]


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("[Roe B, et al. N Engl J Med 2004;350:1093-103]", "Roe B, et al. N Engl J Med 2004;350:1093-103"),
        ("(Roe B, Poe A. A title. Lancet 2010;62(5):1060-8)", "Roe B, Poe A. A title. Lancet 2010;62(5):1060-8"),
        ("(Tuesday and Thursday 4 March 2025, from 10:30 on)", ""),
        ("(open since 2010; 5 doctors and 3 nurses on call)", ""),
        ("(Roe and Poe found 3 more such cases in 2019)", ""),
    ],
)
def test_references_that_are_written_out_in_the_text(words: str, raw: str) -> None:
    references, citations = cite(page(f"<p>Iron helps {words}.</p>"))
    assert [r.raw for r in references] == ([raw] if raw else [])
    assert len(citations) == len(references)


@pytest.mark.parametrize("box", ["[ ]", "[x]", "[X]"])
def test_the_box_of_a_task_is_no_part_of_an_entry(box: str) -> None:
    assert sources(page(f"<p>Iron helps.</p><h2>References</h2><ul><li>{box} {A}</li></ul>")) == [A]


def test_an_imprint_that_says_no_reviewer_is_no_entry() -> None:
    foot = "Leaflet code: M12 | Produced: March 2024 | Review: March 2027"
    read = page(f"<p>Iron helps.</p><h2>References</h2><p>1. {A}</p><p>2. {B}</p><p>{foot}</p>")
    assert (sources(read), read.reviewed) == ([A, B], "")

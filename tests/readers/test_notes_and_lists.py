"""Notes and source lists as the common tools write them into pages, and what looks like them and is none."""

from __future__ import annotations

from typing import Any

import pytest

from citewarden.model import Document
from citewarden.readers import html, plain_text
from citewarden.stages.cite import cite

A = "Moreau P, Lindqvist S. Iron tablets for tired adults. BMJ. 2012;345:e7413."
B = "Okafor N, et al. Tea and the uptake of iron. Lancet. 2018;391(2):112-119."
BOTH = [A.split()[0], B.split()[0]]

# Each: two sentences with a mark each, then the notes as the tool of that name writes them.
DIALECTS = {
    "pandoc": f"""<p>Iron helps.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> Tea
        hinders.<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p>
        <aside id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr/><ol>
        <li id="fn1"><p>{A}<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>
        <li id="fn2"><p>{B}<a href="#fnref2" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></aside>""",
    "pandoc-citeproc": f"""<p>Iron helps <span class="citation" data-cites="m">(<a href="#ref-m" role="doc-biblioref">
        1</a>)</span>. Tea hinders <span class="citation">(<a href="#ref-o" role="doc-biblioref">2</a>)</span>.</p>
        <div id="refs" class="references csl-bib-body" role="list"><div id="ref-m" class="csl-entry" role="listitem">
        <div class="csl-left-margin">1. </div><div class="csl-right-inline">{A}</div></div><div id="ref-o"
        class="csl-entry" role="listitem"><div class="csl-left-margin">2. </div><div class="csl-right-inline">{B}</div>
        </div></div>""",
    "github": f"""<p>Iron helps.<sup><a href="#user-content-fn-1-9ab" id="user-content-fnref-1-9ab" data-footnote-ref
        aria-describedby="footnote-label">1</a></sup> Tea hinders.<sup><a href="#user-content-fn-2-9ab"
        id="user-content-fnref-2-9ab" data-footnote-ref aria-describedby="footnote-label">2</a></sup></p>
        <section data-footnotes class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2><ol>
        <li id="user-content-fn-1-9ab"><p>{A} <a href="#user-content-fnref-1-9ab" data-footnote-backref
        aria-label="Back to reference 1" class="data-footnote-backref">↩</a></p></li>
        <li id="user-content-fn-2-9ab"><p>{B} <a href="#user-content-fnref-2-9ab" data-footnote-backref>↩</a>
        <a href="#user-content-fnref-2-2" class="data-footnote-backref">↩<sup>2</sup></a></p></li></ol></section>""",
    "goldmark": f"""<p>Iron helps.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>
        Tea hinders.<sup id="fnref:2"><a href="#fn:2" class="footnote-ref" role="doc-noteref">2</a></sup></p>
        <div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>{A}&#160;<a href="#fnref:1"
        class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li><li id="fn:2"><p>{B}&#160;<a
        href="#fnref:2" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li></ol></div>""",
    "libreoffice": f"""<p>Iron helps.<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">1</a></sup>
        Tea hinders.<sup><a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym">2</a></sup></p>
        <div id="sdfootnote1"><p class="sdfootnote-western"><a class="sdfootnotesym" name="sdfootnote1sym"
        href="#sdfootnote1anc">1</a>{A}</p></div><div id="sdfootnote2"><p class="sdfootnote-western"><a
        class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a>{B}</p></div>""",
    "word-footnotes": f"""<div class=WordSection1><p class=MsoNormal>Iron helps.<a href="#_ftn1" name="_ftnref1" title="">
        <span class=MsoFootnoteReference>[1]</span></a> Tea hinders.<a href="#_ftn2" name="_ftnref2" title=""><span
        class=MsoFootnoteReference>[2]</span></a></p></div><div><br clear=all><hr align=left size=1 width="33%">
        <div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title=""><span
        class=MsoFootnoteReference>[1]</span></a> {A}</p></div><div id=ftn2><p class=MsoFootnoteText><a
        href="#_ftnref2" name="_ftn2" title=""><span class=MsoFootnoteReference>[2]</span></a> {B}</p></div></div>""",
    "modern-footnotes": f"""<p>Iron helps.<sup class="modern-footnotes-footnote " data-mfn="1"><a
        href="javascript:void(0)" role="button" aria-pressed="false" aria-describedby="mfn-content-1">1</a></sup><span
        id="mfn-content-1" role="tooltip" class="modern-footnotes-footnote__note" tabindex="0">{A}</span> Tea
        hinders.<sup class="modern-footnotes-footnote " data-mfn="2"><a href="javascript:void(0)" role="button"
        aria-describedby="mfn-content-2">2</a></sup><span id="mfn-content-2" role="tooltip"
        class="modern-footnotes-footnote__note" tabindex="0">{B}</span> Both matter.</p>""",
    "footnotes-made-easy": f"""<p>Iron helps.<sup><a href="#footnote_1_7" id="identifier_1_7" class="footnote-link
        footnote-identifier-link" title="{A}">1</a></sup> Tea hinders.<sup><a href="#footnote_2_7" id="identifier_2_7"
        class="footnote-link footnote-identifier-link" title="{B}">2</a></sup></p><ol class="footnotes">
        <li id="footnote_1_7" class="footnote">{A}<span class="footnote-back-link-wrapper"> [<a href="#identifier_1_7"
        class="footnote-link footnote-back-link">&#8617;</a>]</span></li><li id="footnote_2_7" class="footnote">{B}
        [<a href="#identifier_2_7" class="footnote-link footnote-back-link">&#8617;</a>]</li></ol>""",
    "footnotes-table": f"""<p>Iron helps.<a role="button"><sup id="footnote_plugin_tooltip_7_1"
        class="footnote_plugin_tooltip_text">1</sup></a> Tea hinders.<a><sup id="footnote_plugin_tooltip_7_2"
        class="footnote_plugin_tooltip_text">2</sup></a></p><div class="footnotes_reference_container"><p>References</p>
        <table class="footnotes_table footnote-reference-container"><tbody>
        <tr class="footnotes_plugin_reference_row"><th scope="row" id="footnote_plugin_reference_7_1"
        class="footnote_plugin_index"><a class="footnote_backlink"><span class="footnote_index_arrow">&#8593;</span>1
        </a></th><td class="footnote_plugin_text">{A}</td></tr><tr class="footnotes_plugin_reference_row"><th
        scope="row" class="footnote_plugin_index"><a class="footnote_backlink"><span
        class="footnote_index_arrow">&#8593;</span>2</a></th><td class="footnote_plugin_text">{B}</td></tr>
        </tbody></table></div>""",
    "drupal": f"""<p>Iron helps.<a class="see-footnote" id="footnoteref1_x1" title="{A}" href="#footnote1_x1">1</a> Tea
        hinders.<a class="see-footnote" id="footnoteref2_x2" title="{B}" href="#footnote2_x2">2</a></p>
        <ul class="footnotes"><li class="footnote" id="footnote1_x1"><a class="footnote-label"
        href="#footnoteref1_x1">1.</a> {A}</li><li class="footnote" id="footnote2_x2"><a class="footnote-label"
        href="#footnoteref2_x2">2.</a> {B}</li></ul>""",
    "substack": f"""<p>Iron helps.<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM"
        id="footnote-anchor-1" href="#footnote-1" target="_self">1</a> Tea hinders.<a class="footnote-anchor"
        id="footnote-anchor-2" href="#footnote-2" target="_self">2</a></p><div class="footnote"
        data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number"
        contenteditable="false" target="_self">1</a><div class="footnote-content"><p>{A}</p></div></div>
        <div class="footnote"><a id="footnote-2" href="#footnote-anchor-2" class="footnote-number">2</a>
        <div class="footnote-content"><p>{B}</p></div></div>""",
    "gitbook": f"""<p>Iron helps.<sup><a href="#fn_1" id="reffn_1">1</a></sup> Tea hinders.<sup><a href="#fn_2"
        id="reffn_2">2</a></sup></p><blockquote id="fn_1"><sup>1</sup>. {A}<a href="#reffn_1"
        title="Jump back to footnote [1] in the text."> &#8617;</a></blockquote><blockquote id="fn_2"><sup>2</sup>. {B}
        <a href="#reffn_2" title="Jump back to footnote [2] in the text."> &#8617;</a></blockquote>""",
    "docutils": f"""<p>Iron helps.<a class="footnote-reference brackets" href="#id3" id="id1"
        role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> Tea hinders.<a
        class="footnote-reference brackets" href="#id4" id="id2" role="doc-noteref"><span class="fn-bracket">[</span>2
        <span class="fn-bracket">]</span></a></p><aside class="footnote-list brackets"><aside class="footnote brackets"
        id="id3" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink"
        href="#id1">1</a><span class="fn-bracket">]</span></span><p>{A}</p></aside><aside class="footnote brackets"
        id="id4" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink"
        href="#id2">2</a><span class="fn-bracket">]</span></span><p>{B}</p></aside></aside>""",
    "docutils-dl": f"""<p>Iron helps.<a class="footnote-reference brackets" href="#id3" id="id1">1</a> Tea hinders.<a
        class="footnote-reference brackets" href="#id4" id="id2">2</a></p><dl class="footnote brackets"><dt class="label"
        id="id3"><span class="brackets"><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>{A}</p></dd><dt
        class="label" id="id4"><span class="brackets"><a class="fn-backref" href="#id2">2</a></span></dt><dd><p>{B}</p>
        </dd></dl>""",
    "org": f"""<p>Iron helps.<sup><a id="fnr.1" class="footref" href="#fn.1" role="doc-backlink">1</a></sup> Tea
        hinders.<sup><a id="fnr.2" class="footref" href="#fn.2" role="doc-backlink">2</a></sup></p><div id="footnotes">
        <h2 class="footnotes">Footnotes: </h2><div id="text-footnotes"><div class="footdef"><sup><a id="fn.1"
        class="footnum" href="#fnr.1" role="doc-backlink">1</a></sup> <div class="footpara" role="doc-footnote"><p
        class="footpara">{A}</p></div></div><div class="footdef"><sup><a id="fn.2" class="footnum" href="#fnr.2"
        role="doc-backlink">2</a></sup> <div class="footpara" role="doc-footnote"><p class="footpara">{B}</p></div></div>
        </div></div>""",
    "asciidoctor": f"""<p>Iron helps.<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1"
        title="View footnote.">1</a>]</sup> Tea hinders.<sup class="footnote">[<a id="_footnoteref_2" class="footnote"
        href="#_footnotedef_2" title="View footnote.">2</a>]</sup></p><div id="footnotes"><hr><div class="footnote"
        id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. {A}</div><div class="footnote" id="_footnotedef_2"><a
        href="#_footnoteref_2">2</a>. {B}</div></div>""",
    "epub": f"""<p>Iron helps.<a epub:type="noteref" href="#n1">1</a> Tea hinders.<a epub:type="noteref"
        href="#n2">2</a></p><section epub:type="endnotes"><aside epub:type="footnote" id="n1"><p>1. {A}</p></aside>
        <aside epub:type="footnote" id="n2"><p>2. {B}</p></aside></section>""",
    "latexml": f"""<p class="ltx_p">Iron helps <cite class="ltx_cite">[<a href="#bib.bib1" class="ltx_ref">1</a>]</cite>.
        Tea hinders <cite class="ltx_cite">[<a href="#bib.bib2" class="ltx_ref">2</a>]</cite>.</p><section id="bib"
        class="ltx_bibliography"><ul class="ltx_biblist"><li id="bib.bib1" class="ltx_bibitem"><span class="ltx_tag
        ltx_role_refnum ltx_tag_bibitem">[1]</span> <span class="ltx_bibblock">{A}</span></li><li id="bib.bib2"
        class="ltx_bibitem"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">[2]</span> <span
        class="ltx_bibblock">{B}</span></li></ul></section>""",
    "springer": f"""<p>Iron helps [<a data-test="citation-ref" href="/articles/x1#ref-CR1">1</a>]. Tea hinders [<a
        data-test="citation-ref" href="/articles/x1#ref-CR2">2</a>].</p><div id="Bib1-section"><div id="Bib1-content">
        <ol class="c-article-references"><li class="c-article-references__item" data-counter="1."><p
        class="c-article-references__text" id="ref-CR1">{A}</p><p class="c-article-references__links"><a
        href="https://doi.org/10.1136/bmj.e7413">Article</a>&nbsp;<a href="https://scholar.google.com/scholar_lookup?x=1"
        >Google Scholar</a>&nbsp;</p></li><li class="c-article-references__item"><p class="c-article-references__text"
        id="ref-CR2">{B}</p><p class="c-article-references__links"><a href="https://pubmed.ncbi.nlm.nih.gov/1">PubMed</a>
        &nbsp;<a href="https://scholar.google.com/scholar_lookup?x=2">Google Scholar</a>&nbsp;</p></li></ol></div></div>""",
    "bare-anchors": f"""<p>Iron helps.<sup><a href="#n1">1</a></sup> Tea hinders.<sup><a href="#n2">2</a></sup></p><hr>
        <p><a name="n1"></a>1. {A}<br><a name="n2"></a>2. {B}</p>""",
    "tooltip-inside": f"""<p>Iron helps.<span class="tooltip"><sup>1</sup><span class="tooltiptext">{A}</span></span> Tea
        hinders.<span class="tooltip"><sup>2</sup><span class="tooltiptext">{B}</span></span></p>""",
    "tooltip-html": f"""<p>Iron helps.<a tabindex="0" class="ref" data-bs-content="&lt;p&gt;{A}&lt;/p&gt;">1</a> Tea
        hinders.<sup title="{B}">2</sup></p>""",
    "tufte": f"""<p>Iron helps.<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox"
        id="sn-1" class="margin-toggle"/><span class="sidenote">{A}</span> Tea hinders.<label for="sn-2"
        class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-2" class="margin-toggle"/><span
        class="sidenote">{B}</span></p>""",
    "accordion": f"""<p>Iron helps.<sup>1</sup> Tea hinders.<sup>2</sup></p><details><summary>Show references
        (2)</summary><div class="collapse" aria-hidden="true"><ol><li>{A}</li><li>{B}</li></ol></div></details>""",
    "outside-main": f"""</main><footer><p>Site map</p><div class="refs-panel" hidden><ol><li id="c1">{A}</li><li
        id="c2">{B}</li></ol></div></footer><main><p>Iron helps.<sup><a href="#c1">1</a></sup> Tea hinders.<sup><a
        href="#c2">2</a></sup></p>""",
    "table-list": f"""<p>Iron helps [1]. Tea hinders [2].</p><h2>References</h2><table><tr><th>No.</th><th>Reference</th>
        </tr><tr><td>1</td><td>{A}</td></tr><tr><td>2</td><td>{B}</td></tr></table>""",
    "definition-list": f"""<p>Iron helps [1]. Tea hinders [2].</p><h3>Literatur</h3><dl><dt>[1]</dt><dd>{A}</dd><dt>[2]
        </dt><dd>{B}</dd></dl>""",
    "no-heading": f"""<p>Iron helps [1]. Tea hinders [2].</p><p>[1] {A}</p><p>[2] {B}</p><p>Text last checked by the
        editors.</p>""",
}  # fmt: skip
DIALECTS[
    "outside-main"
] = f"""<p>Iron helps.<sup><a href="#c1">1</a></sup> Tea hinders.<sup><a href="#c2">2</a></sup></p>
    </main><footer><p>Site map</p><div class="refs-panel" hidden><ol><li id="c1">{A}</li><li id="c2">{B}</li></ol></div>
    </footer><main>"""


def page(body: str) -> Document:
    start = "<!DOCTYPE html><html lang='en'><head><title>Iron</title></head><body><main><h1>Iron</h1>"
    return html.read(f"{start}{body}</main></body></html>".encode(), name="a.html")


def sources(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == "reference"]


def bound(document: Document) -> list[tuple[str, list[int]]]:
    references, citations = cite(document)
    numbers = {r.id: n for n, r in enumerate(references, 1)}
    return [(c.target.quote.exact.strip(" ()[]"), [numbers.get(i.id, 0) for i in c.items]) for c in citations]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_notes_of_the_common_tools(dialect: str, sound: Any) -> None:
    read = page(DIALECTS[dialect])
    sound(read, None if not read.source_map else page_text(DIALECTS[dialect]))
    assert sources(read) == [A, B]
    assert [numbers for _, numbers in bound(read)] == [[1], [2]]
    assert read.unread == ()
    said = [read.text[b.start : b.end] for b in read.blocks if b.kind in ("paragraph", "item", "row", "caption")]
    assert not any("Moreau" in words or "Okafor" in words for words in said)


def page_text(body: str) -> str:
    start = "<!DOCTYPE html><html lang='en'><head><title>Iron</title></head><body><main><h1>Iron</h1>"
    return f"{start}{body}</main></body></html>"


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
        "Note e riferimenti", "Referências bibliográficas", "Bronnen", "Geraadpleegde literatuur", "Evidence", "Footnotes",
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
        ("<p>Iron helps.</p><h2>References</h2><p>https://www.cdc.gov/iron<br>https://www.who.int/iron</p>",
         ["https://www.cdc.gov/iron", "https://www.who.int/iron"]),
    ],
)  # fmt: skip
def test_lists_of_other_makes(body: str, expected: list[str]) -> None:
    assert sources(page(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href='#causes'>Causes</a></li><li><a href='#refs'>References</a></li></ul><p>Iron is a metal that the"
        " body needs to make blood.</p><h2 id='causes'>Causes</h2><p>Blood loss.</p>",
        "<ol><li><a href='#s1'>1</a></li><li><a href='#s2'>2</a></li></ol><h2 id='s1'>Causes</h2><p>Blood loss.</p><h2"
        " id='s2'>Signs</h2><p>Tiredness.</p>",
        "<p>Iron is dosed by weight; see Notes below.</p><h2>Notes</h2><ul><li>Doses are for adults.</li><li>Ask before"
        " use.</li></ul>",
        "<p>Iron helps.</p><h2>Resources</h2><ul><li><a href='https://a.example/x'>Iron Disorders Institute</a></li><li><a"
        " href='https://b.example/y'>National Heart Institute: https://b.example/y</a></li></ul>",
        "<p>Iron helps.</p><h2>What to do</h2><ul><li>Eat lean meat.</li><li>Drink tea between meals.</li><li>See a doctor"
        " if you are tired for 2 weeks.</li></ul>",
        "<p>Iron helps.<a href='#fn1'><sup>1</sup></a></p><ol><li id='fn1'>By iron we mean ferrous salts, which were called"
        " vitriol before 1900.<a href='#r1'>↩</a></li></ol>",
        "<h2>Sources</h2><ul><li>Red meat</li><li>Lentils</li></ul><h2>Signs</h2><p>Tiredness.</p>",
        "<p>Turn the lid (<a href='#step3'>3</a>).</p><ol><li id='step3'>Close it.</li><li>Wait until 2024.</li></ol>",
        "<p>See <a href='#fig2'>2</a>.</p><figure id='fig2'><figcaption>Iron stores, Smith J. 2010.</figcaption></figure>",
        "<p>Rest helps. Iron was first weighed in 1850, and in 1999; 12: 30 people slept.</p><p>It was fun.</p>",
        "<p>A room of 20 square meters<sup>2</sup> is enough.</p>",
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
        f"<p>Tea hinders.<sup><a href='#refs'>2</a></sup></p><ol id='refs' class='references'><li>{A}</li><li>{B}</li></ol>"
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
        f"<p>Iron helps.<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup><sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup>"
        f"</p><hr><div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a> {A}</p></div><div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a>"
        "<span>Is this still true?</span></p></div>"
    )
    assert sources(read) == [A]
    assert "still true" not in read.text
    assert "[a]" not in read.text


def test_a_note_of_several_paragraphs_is_one() -> None:
    read = page(
        f"<p>Iron helps.<a href='#_edn1' name='_ednref1'>[1]</a></p><div style='mso-element:endnote-list'><div id='edn1'"
        f" style='mso-element:endnote'><p><a href='#_ednref1' name='_edn1'>[1]</a> {A}</p><p>It has been cited often.</p>"
        "</div></div>"
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

"""Dialects of Markdown: what their syntax marks is read for what it is, and is never text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import markdown
from citewarden.stages.cite import cite
from citewarden.text.anchors import anchor


def of(text: str) -> Document:
    return markdown.read(text.encode(), name="a.md")


def words(document: Document) -> str:
    """The text without what a title or heading adds."""
    return document.text.removeprefix("T\n\n")


def keys(document: Document) -> list[tuple[str, str, str]]:
    """(what is printed, key, place cited) of each citation by key."""
    return [(document.text[k.start : k.end], k.href, k.locator) for k in document.links if k.rel == "key"]


@pytest.mark.parametrize(
    ("written", "printed", "cited"),
    [
        ("It helps [@roe2011].", "It helps [1].", [("[1]", "roe2011", "")]),
        ("It helps [@roe2011, p. 3].", "It helps [1].", [("[1]", "roe2011", "p. 3")]),
        ("It helps [@roe2011, ch. 63].", "It helps [1].", [("[1]", "roe2011", "ch. 63")]),
        ("It helps [@roe2011, § 4.2].", "It helps [1].", [("[1]", "roe2011", "§ 4.2")]),
        ("It helps [@roe2011, app. B2].", "It helps [1].", [("[1]", "roe2011", "app. B2")]),
        ("It helps [@roe2011 pp. 3-5].", "It helps [1].", [("[1]", "roe2011", "pp. 3-5")]),
        ("Roe says so [-@roe2011].", "Roe says so [1].", [("[1]", "roe2011", "")]),
        (
            "It helps [see @roe2011, pp. 33-35; also @poe2012, chap. 1; and elsewhere].",
            "It helps [1, 2].",
            [("[1, 2]", "roe2011", "pp. 33-35"), ("[1, 2]", "poe2012", "chap. 1")],
        ),
        ("It helps [@poe2012; @abe2001].", "It helps [1, 2].", [("[1, 2]", "poe2012", ""), ("[1, 2]", "abe2001", "")]),
        ("It helps [@{a key}; @x:y_z.1].", "It helps [1, 2].", [("[1, 2]", "a key", ""), ("[1, 2]", "x:y_z.1", "")]),
        ("@roe2011 [p. 3] found it.", "roe2011 found it.", [("roe2011", "roe2011", "p. 3")]),
        ("As @roe2011 found, it helps.", "As roe2011 found, it helps.", [("roe2011", "roe2011", "")]),
        ("It helps [@roe2011].\nIt [@roe2011] does.", "It helps [1]. It [1] does.", [("[1]", "roe2011", "")] * 2),
        ("It helps \\[\\@roe2011, p. 3\\].", "It helps [1].", [("[1]", "roe2011", "p. 3")]),
        (
            "> It helps [@roe2011;\n> @poe2012].",
            "It helps [1, 2].",
            [("[1, 2]", "roe2011", ""), ("[1, 2]", "poe2012", "")],
        ),
    ],
)
def test_pandoc_citations(written: str, printed: str, cited: list[tuple[str, str, str]]) -> None:
    read = of(f"# T\n\n{written}\n")
    assert words(read) == printed
    assert keys(read) == cited


@pytest.mark.parametrize(
    ("written", "csl"),
    [
        ("[@doi:10.1000/xyz.1]", {"DOI": "10.1000/xyz.1"}),
        ("[@doi:10.1016/S0140-6736(97)11096-0, p. 638]", {"DOI": "10.1016/s0140-6736(97)11096-0"}),
        ("[@pmid:29279934]", {"PMID": "29279934"}),
        ("[@pmc:PMC4192433]", {"PMCID": "PMC4192433"}),
        ("[@url:https://health.example/salt?x=1]", {"URL": "https://health.example/salt?x=1"}),
        ("[@https://health.example/salt/]", {"URL": "https://health.example/salt/"}),
        ("@doi:10.1000/xyz.1", {"DOI": "10.1000/xyz.1"}),
    ],
)
def test_keys_that_are_identifiers(written: str, csl: dict[str, str]) -> None:
    read = of(f"# T\n\nSalt raises blood pressure {written}.\n")
    assert words(read) == "Salt raises blood pressure [1]."
    (entry,) = read.cited
    assert {name: entry.csl[name] for name in csl} == csl
    references, citations = cite(read)
    assert [citation.items[0].id for citation in citations] == [references[0].id]


@pytest.mark.parametrize(
    "written",
    [
        "Write to user@example.org or [our desk at desk@example.org].",
        "As @healthdesk said, it helps.",
        "Follow [@healthdesk](https://social.example/healthdesk).",
        "Use `[@roe2011]` and `{{< cite >}}` to cite.",
        "Write 10^15^ cells, 3 m^2^, 5 cm^2^ and 2^10.",
        "A set is {a, b} and f(x) = {y}.",
        "See @fig-sleep and [@tbl:doses].",
        "The code is a[@] and b@c.",
    ],
)
def test_what_only_looks_like_a_citation(written: str) -> None:
    read = of(f"# T\n\n{written}\n\n## References\n\n1. Roe B. A title. Lancet. 2011;1:2-3.\n2. Poe A. B. 2012;1:2.\n")
    assert keys(read) == []
    assert [link for link in read.links if link.rel == "citation"] == []


def test_a_handle_beside_citations_is_no_key_of_its_own() -> None:
    read = of("# T\n\nAsk @healthdesk. It helps [@roe2011].\n")
    assert keys(read) == [("[1]", "roe2011", "")]
    assert [link.href for link in read.links if link.rel == "handle"] == ["healthdesk"]


def test_notes_that_cite_hand_their_citations_to_their_mark() -> None:
    read = of("# T\n\nIt helps.[^1] It harms.[^2]\n\n[^1]: See @roe2011, p. 4; and [@poe2012].\n[^2]: A remark.\n")
    assert keys(read) == [("[1]", "roe2011", ""), ("[1]", "poe2012", "")]
    assert [link.href for link in read.links if link.rel == "note"] == ["2"]


@pytest.mark.parametrize(
    ("written", "printed", "cited"),
    [
        ("{cite}`roe2011`", "[1]", ["roe2011"]),
        ("{cite:p}`roe2011,poe2012`", "[1, 2]", ["roe2011", "poe2012"]),
        ("{cite:t}`roe2011`", "roe2011", ["roe2011"]),
        ("{footcite}`roe2011`", "[1]", ["roe2011"]),
        ("{citep}`roe2011; poe2012`", "[1, 2]", ["roe2011", "poe2012"]),
        ('{{< cite "roe2011" >}}', "[1]", ["roe2011"]),
        ('{{% cite key="roe2011, poe2012" page="3" %}}', "[1, 2]", ["roe2011", "poe2012"]),
        ("{% cite roe2011 poe2012 --locator 33 %}", "[1, 2]", ["roe2011", "poe2012"]),
        ('{{< doi "10.1000/xyz" >}}', "[1]", ["doi:10.1000/xyz"]),
        ("{sub}`2` and {abbr}`MRI (magnetic)`", "2 and MRI (magnetic)", []),
        ("{ref}`the table <doses>`", "the table", []),
        ("{{< toc >}}{% include share.html %}{{ page.title }}words", "words", []),
        ('[the page]({{< ref "other.md" >}})', "the page", []),
        ("[the page]({% link _posts/a.md %})", "the page", []),
        ("a [span]{.underline} here{: .lead}", "a span here", []),
        ("raw<br>`x`{=html}", "rawx", []),
    ],
)
def test_roles_and_tags(written: str, printed: str, cited: list[str]) -> None:
    read = of(f"# T\n\nIt is {written} .\n")
    assert words(read).replace("\n", "") == f"It is {printed} ."
    assert [key for _, key, _ in keys(read)] == cited


def test_tags_that_may_hold_sources_are_told() -> None:
    read = of(
        '# T\n\nIt helps.\n\n{{< source-box "Roe 2011" >}}\n\n{{< card doi="10.1000/xyz" >}}\n\n'
        "{{< include _methods.qmd >}}\n\n{{< notice >}}Take care.{{< /notice >}}\n"
    )
    assert [(u.kind, u.what, u.place) for u in read.unread] == [
        ("part", "the tag “source-box”", "line 5"),
        ("part", "the tag “card”", "line 7"),
        ("part", "the included file _methods.qmd", "line 9"),
    ]
    assert words(read) == "It helps.\n\nTake care."


def test_notes_in_the_line() -> None:
    read = of(
        "# T\n\nIt helps.^[Roe B. A *title* [online]. Lancet. 2011;1:2-3.] It harms.^[A remark.] More"
        "{{< sidenote >}}Poe A. Another. BMJ. 2012;1:2.{{< /sidenote >}}.[^a]\n\n[^a]: Abe C. Third. BMJ. 2013;3:4.\n"
    )
    assert words(read).startswith("It helps.[1] It harms.[2] More[3].[a]\n\n")
    references, citations = cite(read)
    assert [r.raw[:8] for r in references] == ["Abe C. T", "Roe B. A", "Poe A. A"]
    assert [c.items[0].id[-1] for c in citations] == ["2", "3", "1"]
    assert anchor(read, read.text.index("title"), read.text.index("title") + 5).start_column == 22


def test_raised_numbers_are_marks_only_behind_words() -> None:
    read = of(
        "# T\n\nCoffee raises alertness.^1,2^ It helps people^3^, in 10^15^ cells or 10<sup>-9</sup> mol of CO~2~.\n"
    )
    assert words(read) == "Coffee raises alertness.1,2 It helps people3, in 10¹⁵ cells or 10⁻⁹ mol of CO2."
    assert [link.href for link in read.links if link.rel == "citation"] == ["1,2", "3"]


BLOCKS = """\
# Title {#top .unnumbered}

::: {.callout-note title="x"}
Quarto text.
:::

:::tip[A title]
Docusaurus text.
:::

:::: warning
::: {#inner}
Pandoc text.
:::
::::

:::{admonition} Words of a title
:class: tip

MyST text.
:::

```{warning}
:class: x
Text in backticks.
```

```{bibliography} refs.bib
:style: unsrt
```

```python
print("code")
```

!!! note "MkDocs"
    MkDocs text.

    More of it.

> [!NOTE]
> GitHub text.

{: .lead}
Kramdown text.

{% comment %}
A hidden claim of 50%.
{% endcomment %}

<div class="x">{{< card >}}HTML text.</div>
"""


def test_blocks_of_dialects(sound: Callable[..., None]) -> None:
    read = of(BLOCKS)
    sound(read, BLOCKS)
    assert read.text.split("\n\n") == [
        "Title", "Quarto text.", "A title", "Docusaurus text.", "Pandoc text.", "Words of a title", "MyST text.",
        "Text in backticks.", "MkDocs", "MkDocs text.", "More of it.", "GitHub text.", "Kramdown text.", "HTML text.",
    ]  # fmt: skip
    assert read.bibliographies == ("refs.bib",)
    place = anchor(read, read.text.index("More of it"), read.text.index("More of it") + 4)
    assert (place.start_line, place.start_column) == (39, 5)


@pytest.mark.parametrize("kind", ["[!NOTE]", "[!WARNING]", "[!tip]-", "[!important]+"])
def test_what_stands_behind_the_name_of_an_alert_keeps_its_column(kind: str) -> None:
    text = f"# T\n\n> {kind} Salt raises blood pressure.\n> So does liquorice.\n"
    read = of(text)
    for word in ("pressure", "liquorice"):
        place = anchor(read, read.text.index(word), read.text.index(word) + len(word))
        assert text.split("\n")[place.start_line - 1][place.start_column - 1 :].startswith(word)


def test_directives_whose_content_is_not_read_are_told() -> None:
    read = of("# T\n\nText.\n\n```{include} more.md\n```\n\n```{csv-table} Doses\na,b\n```\n")
    assert [(u.kind, u.what, u.place) for u in read.unread] == [
        ("part", "the included file more.md", "line 5"),
        ("table", "the table “Doses”", "line 8"),
    ]


@pytest.mark.parametrize(
    ("front", "author", "reviewer"),
    [
        ("last_update: {date: 2024-04-18, author: Lia Gray}", "Lia Gray", ""),
        ("lastUpdated:\n  by: Lia Gray\n  date: 2024-04-18", "Lia Gray", ""),
        ("author: Mo Stone\nlast_update: {author: Lia Gray}", "Mo Stone", ""),
        ("reviewer: {name: Lia Gray, credentials: MD}", "", "Lia Gray, MD"),
        (
            "reviewedBy:\n- {name: Dr Lia Gray, qualifications: [MBBS, FRCGP]}\n- Mo Stone",
            "",
            "Dr Lia Gray, MBBS, FRCGP, Mo Stone",
        ),
        ('authors: [{name: "Lia Gray, RD", degree: RD}]', "Lia Gray, RD", ""),
    ],
)
def test_people_with_degrees_and_of_updates(front: str, author: str, reviewer: str) -> None:
    read = of(f"---\ntitle: A\n{front}\n---\nText of it.\n")
    assert (read.author, read.reviewer) == (author, reviewer)


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "A"\nlastmod = 2024-06-01\n[params]\nmedicalReviewer = {name = "Ann Poe"}\n'
        'lastReviewed = "June 3, 2024"\n+++\n',
        '{\n  "title": "A",\n  "dateModified": "2024-06-01T10:00:00Z",\n'
        '  "reviewedBy": {"name": "Ann Poe", "date": "2024-06-03"}\n}\n',
        "---\ntitle: A\nupdatedDate: 2024-06-01\nmedically-reviewed-by: [{firstName: Ann, lastName: Poe}]\n"
        "reviewed_on: 2024-06-03\n---\n",
        "---\ntitle: A\nupdatedAt: 2024-06-01T00:00:00.000Z\nmedical_review: {by: Ann Poe, on: 2024-06-03}\n---\n",
        "---\ntitle: A\nmodDatetime: 2024-06-01T09:00:00Z\nfactChecker: Ann Poe\nfactCheckedOn: 3 June 2024\n---\n",
    ],
)
def test_front_matter_of_generators(front: str) -> None:
    read = of(f"{front}\nText of it.\n")
    assert (read.title, read.modified, read.reviewed, read.reviewer) == ("A", "2024-06-01", "2024-06-03", "Ann Poe")
    assert (read.text, read.unread) == ("Text of it.", ())


def test_keys_that_a_definition_names() -> None:
    read = of("# T\n\nSalt harms [@tag:salt; @roe2011].\n\n[@tag:salt]: doi:10.1000/salt\n[@x]: https://x.example\n")
    assert words(read) == "Salt harms [1, 2]."
    assert [(e.key, e.csl) for e in read.cited] == [("tag:salt", {"DOI": "10.1000/salt"})]


@pytest.mark.parametrize(
    ("written", "href"),
    [("words^[1]^.", "1"), ("words^\\[1,2\\]^.", "1,2"), ("words^[3].", "3"), ("words.<sup>\\[4\\]</sup>", "4")],
)
def test_raised_marks_in_brackets(written: str, href: str) -> None:
    read = of(f"# T\n\nSome {written}\n")
    assert [(link.rel, link.href) for link in read.links] == [("citation", href)]
    assert f"[{href}]" in read.text


def test_what_only_looks_like_front_matter() -> None:
    assert of("Text.\n\n+++\ntitle = 1\n+++\n").text.startswith("Text.")
    assert of("{{< toc >}}\n\nText.\n").text == "Text."
    assert of("{not json}\n\nText.\n").text.endswith("Text.")
    assert of("+++ is a sign.\n").text == "+++ is a sign."


@pytest.mark.parametrize(
    ("front", "line"),
    [("+++\na = 1\ntitle = x\n+++\n", 3), ('{\n "title": "x",\n "a": }\n', 3), ('+++\na = "\n+++\n', 2)],
)
def test_front_matter_that_cannot_be_read(front: str, line: int) -> None:
    with pytest.raises(InputError, match="front matter") as caught:
        of(f"{front}\n# T\n\nText.\n")
    assert str(caught.value).startswith(f"a.md:{line}:")


def test_fields_whose_form_is_not_understood_are_told() -> None:
    read = of("---\nlastReviewed: 2024/Q3 or so\nreviewer: {_ref: a1}\nsources: see below\n---\nText of it.\n")
    assert [(u.kind, u.what, u.place) for u in read.unread] == [
        ("field", "the field reviewer", "front matter, line 3"),
        ("field", "the field sources", "front matter, line 4"),
    ]
    assert of("---\nreviewed: false\nreviewer:\nexpires: never\nsources: []\n---\nText of it.\n").unread == ()


def test_sources_as_objects() -> None:
    read = of(
        "---\nsources:\n"
        "  - {name: Salt facts, organization: WHO, link: 'https://who.example/salt', retrieved: 2024-05-01}\n"
        "  - Roe B. A title. Lancet. 2011;1:2-3.\n"
        "  - {headline: A trial, authors: [Roe B, {name: Poe A}], publication: BMJ, year: 2012, DOI: 10.1000/xyz}\n"
        "  - {citation: 'Abe C. Third. BMJ. 2013;3:4.', url: 'https://bmj.example/3'}\n"
        "  - {weight: 3}\n"
        "---\n# T\n\nSalt [1], a title [2], a trial [3] and a third [4].\n"
    )  # fmt: skip
    references, citations = cite(read)
    labels = {r.id: r.label for r in references}
    assert [[labels[item.id] for item in c.items] for c in citations] == [["1"], ["2"], ["3"], ["4"]]
    by_label = {r.label: r for r in references}
    assert (by_label["1"].URL, by_label["1"].accessed) == ("https://who.example/salt", "2024-05-01")
    assert (by_label["3"].DOI, by_label["3"].csl["container-title"]) == ("10.1000/xyz", "BMJ")
    assert by_label["4"].raw == "Abe C. Third. BMJ. 2013;3:4."
    assert by_label["3"].target.start_line == 5
    assert [(u.kind, u.what, u.place) for u in read.unread] == [("entry", "source 5", "front matter, line 2")]


@pytest.mark.parametrize(
    "rows",
    [
        "- {label: '1', text: 'Roe B. Salt. Lancet. 2019;393:12-18.', link: 'https://doi.org/10.1000/x1'}",
        "- {number: 1, content: 'Roe B. Salt. Lancet. 2019;393:12-18.', url: 'https://doi.org/10.1000/x1'}",
        "- {id: 1, citation: 'Roe B. Salt. Lancet. 2019;393:12-18.', doi: 10.1000/x1}",
    ],
)
def test_objects_that_hold_a_whole_reference(rows: str) -> None:
    read = of(f"---\nreferences:\n{rows}\n---\nSalt helps [1].\n")
    references, citations = cite(read)
    assert [(r.label, r.csl["title"], r.DOI) for r in references] == [("1", "Salt", "10.1000/x1")]
    assert [[i.id for i in c.items] for c in citations] == [[references[0].id]]


def test_sources_as_text_of_lines_and_by_name() -> None:
    lines = of("---\nreferences: |\n  1. Roe B. A title. 2011.\n  2. Poe A. Another. 2012.\n---\nText [2].\n")
    assert [r.raw for r in cite(lines)[0]] == ["Roe B. A title. 2011.", "Poe A. Another. 2012."]
    named = of("---\nreferences:\n  roe: Roe B. A title. 2011.\n  poe: {url: 'https://x.example/a'}\n---\nText.\n")
    assert [r.label for r in cite(named)[0]] == ["roe", "poe"]


def test_csl_items_in_the_front_matter() -> None:
    front = (
        "---\nreferences:\n- id: roe\n  type: article-journal\n  title: A title\n  author: [{family: Roe, given: B.}]\n"
        "  issued: 2011\n  DOI: 10.1000/xyz\n- id: poe\n  title: Another\n  issued: {year: 2012, month: 3}\n---\n"
    )
    cited = of(f"{front}It helps [@poe] and @roe says so.\n")
    assert [entry.key for entry in cited.cited] == ["poe", "roe"]
    assert cited.cited[0].csl["issued"] == {"date-parts": [[2012, 3]]}
    assert keys(cited) == [("[1]", "poe", ""), ("roe", "roe", "")]
    listed = of(f"{front}It helps [1].\n")
    assert [entry.key for entry in listed.cited] == ["1", "2"]


def test_bibliographies_are_named_as_found() -> None:
    assert of("---\nbibliography: refs.bib\nnocite: '@a1, @b2'\n---\nText.\n").nocite == ("a1", "b2")
    many = of("---\nbibliography: [a.bib, ../b.json]\nreferences: c.yaml\nbibFile: d.ris\n---\nText.\n")
    assert many.bibliographies == ("a.bib", "../b.json", "d.ris", "c.yaml")
    assert of("---\nbibliography: refs\n---\nText.\n").bibliographies == ("refs.bib",)
    assert of("---\nbibliography: ['Roe B. A title. 2011.']\n---\nText.\n").bibliographies == ()


def test_links_by_reference() -> None:
    read = of(
        "# T\n\nSalt harms ([WHO 2020][1]), and [more][who] [2].\n\n"
        '[1]: https://who.example/salt "WHO"\n[who]: <https://who.example/a b>\n[2]: https://x.example\n'
        "[^n]: A remark.\n"
    )
    assert words(read).startswith("Salt harms (WHO 2020), and more [2].")
    assert [link.href for link in read.links] == [
        "https://who.example/salt", "https://who.example/a%20b", "https://x.example",
    ]  # fmt: skip


def test_exports_with_escaped_brackets() -> None:
    read = of(
        "# T\n\nIt helps \\[1\\], or not \\[1, 2\\].\n\n## References\n\n1\\. Roe B. A title. Lancet. 2011;1:2-3.\n\n"
        "2\\. Poe A. Another. BMJ. 2012;1:2-3.\n"
    )
    references, citations = cite(read)
    assert [r.label for r in references] == ["1", "2"]
    assert [[item.label for item in c.items] for c in citations] == [["1"], ["1", "2"]]


A = "Moreau P, Lindqvist S. Iron tablets for tired adults. BMJ. 2012;345:e7413."
B = "Okafor N, et al. Tea and the uptake of iron. Lancet. 2018;391(2):112-119."


def listed(document: Document) -> list[str]:
    return [r.raw for r in cite(document)[0] if r.listed]


def bound(document: Document) -> list[list[int]]:
    references, citations = cite(document)
    numbers = {r.id: n for n, r in enumerate(references, 1)}
    return [[numbers.get(i.id, 0) for i in c.items] for c in citations]


@pytest.mark.parametrize(
    ("written", "printed", "cited"),
    [
        ("It helps [](doi:10.1000/x).", "It helps [1].", ["doi:10.1000/x"]),
        ("It helps [](https://doi.org/10.1000/x).", "It helps [1].", ["doi:10.1000/x"]),
        ("It helps [](pmid:12345678).", "It helps [1].", ["pmid:12345678"]),
        ("It helps [[@roe2011]].", "It helps [1].", ["roe2011"]),
        ('It helps <Cite id="roe2011" />.', "It helps [1].", ["roe2011"]),
        ("See [[Iron]] and [[notes/tea|tea]], ![[a.png]] too.", "See Iron and tea, too.", []),
        ("A [](https://x.example/pixel) and [![b](a.png)](https://x.example).", "A and .", []),
        ("It [[1]](#refs) helps <Mark color='red'>a lot</Mark>.", "It [1] helps a lot.", []),
    ],
)
def test_citations_of_other_tools(written: str, printed: str, cited: list[str]) -> None:
    read = of(f"# T\n\n{written}\n")
    assert words(read) == printed
    assert [key for _, key, _ in keys(read)] == cited


def test_modules_of_mdx_are_no_text() -> None:
    source = (
        "---\ntitle: T\n---\nimport A from './a'\nimport {\n  B\n} from 'b'\n\nexport const x = 1\n\n"
        "{/* a remark */}\n\n"
        f"Iron helps<Footnote>{A}</Footnote>. By {{frontmatter.author}}.\n\n"
        f'<Accordion title="References">\n\n1. {B}\n\n'
        "</Accordion>\n\n<Sources>\n\n- https://who.example/iron\n\n</Sources>\n"
    )
    read = markdown.read(source.encode(), name="a.mdx")
    assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "paragraph"] == ["Iron helps[1]. By ."]
    assert sorted(listed(read)) == sorted([A, B, "https://who.example/iron"])
    assert read.unread == ()


@pytest.mark.parametrize(
    ("source", "text", "told"),
    [
        ("import A from './a'\n\nIt helps.\n", "It helps.", []),
        ("export const puffs = 4;\n\nTake {puffs} puffs.\n", "Take 4 puffs.", []),
        ("export const most = '8 g';\nexport const least = 2\n\n{least} to {most}.\n", "2 to 8 g.", []),
        ("import X from 'x';\n\nTake {n} puffs.\n", "Take {n} puffs.", ["the expression {n}"]),
        ("export const long = 'much longer';\n\nTake {long}.\n", "Take {long}.", ["the expression {long}"]),
        ("import of drugs from 'abroad' is rare.\n", "import of drugs from 'abroad' is rare.", []),
        ("export const is a word.\n\nIt helps.\n", "export const is a word.\n\nIt helps.", []),
        ("It helps.\n\n```js\nimport A from './a'\n```\n\nTake {n}.\n", "It helps.\n\nTake {n}.", []),
    ],
)
def test_modules_under_the_name_of_markdown(source: str, text: str, told: list[str]) -> None:
    read = of(source)
    assert (read.text, [part.what for part in read.unread]) == (text, told)


@pytest.mark.parametrize(
    "tag", ["<References items={refs} />", "<Sources />", "{{< bibliography >}}", "{% references %}"]
)
def test_a_tag_that_lists_sources_is_told_where_none_is_read(tag: str) -> None:
    assert [part.kind for part in of(f"It helps.\n\n{tag}\n").unread] == ["part"]
    assert of(f"It helps [1].\n\n## References\n\n1. {A}\n\n{tag}\n").unread == ()
    assert of(f"---\nreferences:\n  - {A}\n---\nIt helps.\n\n{tag}\n").unread == ()


@pytest.mark.parametrize("label", ["roe", "1", "roe-2011", "note.a"])
def test_the_mark_of_a_note_that_is_nowhere_is_told(label: str) -> None:
    assert bound(of(f"It helps.[^{label}]\n")) == [[0]]
    assert bound(of(f"It helps.[^{label}]\n\n[^{label}]: {A}\n")) == [[1]]
    assert bound(of("It takes `[^a]` and any sign of [^a-z] or [^](x).\n")) == []


def test_notes_by_sign_bind() -> None:
    assert bound(of(f"Iron helps\\*. Tea is bad†.\n\n\\* {A}\n\n† {B}\n")) == [[1], [2]]


def test_the_bibliography_of_a_directive_of_sphinx() -> None:
    source = "It helps {cite}`roe`.\n\n```{eval-rst}\n.. bibliography:: refs.bib\n   :style: unsrt\n```\n"
    assert of(source).bibliographies == ("refs.bib",)


def test_a_note_in_a_tag_of_another_name() -> None:
    assert listed(of(f'It helps.{{{{< ref-note "{A}" >}}}} More.\n')) == [A]
    assert listed(of(f'It helps.{{{{< cite-source text="{A}" >}}}} More.\n')) == [A]
    assert listed(of('It helps.{{< note-box "Ask a doctor first." >}} More.\n')) == []


def test_every_item_may_be_numbered_one() -> None:
    assert bound(of(f"It helps [2].\n\n## References\n\n1. {A}\n1. {B}\n")) == [[2]]
    assert bound(of(f"It helps [7].\n\n## References\n\n3. {A}\n7. {B}\n")) == [[2]]
    assert bound(of(f"It helps [2].\n\n## References\n\n[1]: {A}\n[2]: {B}\n")) == [[2]]


@pytest.mark.parametrize(
    "notes",
    [
        "<section class='footnotes'>\n<ol>\n<li id='fn1'><p>{A} <a href='#r1'>↩</a></p></li>\n</ol>\n</section>",
        "<div>\n<p id='fn1'>1. {A}</p>\n</div>",
        "<ol><li id=fn1>{A}</li></ol>",
    ],
)
def test_notes_pasted_as_html(notes: str) -> None:
    read = of(f"It helps.<sup id='r1'><a href='#fn1'>1</a></sup>\n\n{notes.replace('{A}', A)}\n")
    assert listed(read) == [A]
    assert bound(read) == [[1]]
    assert listed(of("Go to [2](#step2).\n\n<ol>\n<li id='step2'>Close the lid.</li>\n</ol>\n")) == []


@pytest.mark.parametrize(
    "fields",
    [
        "lastMedicallyReviewed: 2024-02-01\nmedicallyReviewedBy: Ana Ruiz",
        "reviewInfo:\n  reviewer:\n    name: Ana Ruiz\n  date: 2024-02-01",
        "medical_reviewer_name: Ana Ruiz\nlatest_medical_review_date: 2024-02-01",
        "expertReviewedBy: {fullName: Ana Ruiz}\nfact_checked_at: 2024-02-01",
    ],
)
def test_further_fields_on_the_review(fields: str) -> None:
    read = of(f"---\n{fields}\n---\nText.\n")
    assert (read.reviewer, read.reviewed, read.unread) == ("Ana Ruiz", "2024-02-01", ())


@pytest.mark.parametrize(
    "fields",
    [
        "articleSources:\n  - title: Iron\n    url: https://who.example/iron",
        "sources_list:\n  - {sourceTitle: Iron, sourceLink: 'https://who.example/iron'}",
        "ReferenceList:\n  - reference:\n      link_url: https://who.example/iron\n      link_text: Iron",
        "medicalReferences:\n  - https://who.example/iron",
    ],
)
def test_further_fields_that_list_sources(fields: str) -> None:
    assert [r.URL for r in cite(of(f"---\n{fields}\n---\nText.\n"))[0]] == ["https://who.example/iron"]


def test_fields_that_only_sound_like_sources() -> None:
    read = of(
        "---\nsource: import\nresources:\n  - {name: hero, src: hero.jpg}\nrelatedLinks:\n  - {title: Tea, url: /tea}\n"
        "reviews: 12\nreviewStatus: approved\n---\nText.\n"
    )
    assert (cite(read)[0], read.unread, read.reviewed, read.reviewer) == ([], (), "", "")


def test_the_bibliographies_of_jekyll_scholar() -> None:
    assert of("It {% cite roe %} helps.\n\n{% bibliography --cited %}\n").bibliographies == (
        "_bibliography/references.bib",
    )
    assert of("It {% cite roe %} helps.\n\n{% bibliography --file papers %}\n").bibliographies == (
        "_bibliography/papers.bib",
    )
    assert of("---\nbibliography: a.bib\n---\nIt {% cite roe %} helps.\n").bibliographies == ("a.bib",)
    assert of("It {% include a.html %} helps {{< cite roe >}}.\n").bibliographies == ()


def test_an_empty_heading_over_what_is_cited_by_key_is_not_told() -> None:
    front = "---\nreferences:\n- {id: roe, title: Salt, DOI: 10.1000/x}\n---\n"
    assert of(f"{front}It helps [@roe].\n\n# References\n\n::: {{#refs}}\n:::\n").unread == ()
    assert [part.kind for part in of("It helps.\n\n# References\n").unread] == ["part"]


ROE = "Roe B, Poe A. Salt and bread. Lancet. 2019;393:12-18."


@pytest.mark.parametrize(
    "written",
    [
        f"It helps.[fn]{ROE}[/fn] More.",
        f"It helps.[efn_note]{ROE}[/efn_note] More.",
        f"It helps.(({ROE})) More.",
        f"It helps.<ref>{ROE}</ref> More.",
        f'It helps.<ref name="roe">{ROE}</ref> More.',
        f"It helps.[^{ROE}] More.",
        f"It helps.[#roe] More.\n\n[#roe]: {ROE}",
        f"It helps.[p. 4][#roe] More.\n\n[#roe]: {ROE}",
    ],
)
def test_notes_of_other_tools(written: str) -> None:
    read = of(f"# T\n\n{written}\n")
    assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "reference"] == [ROE]
    assert len(cite(read)[1]) == 1
    assert "Roe" not in read.text[: read.text.index("More.")]


@pytest.mark.parametrize(
    "written", ["f((x)) is small.", "It is ((very)) small.", "Type [#tag] there.", "The class [^a-z] is all else."]
)
def test_brackets_that_are_no_notes(written: str) -> None:
    read = of(f"# T\n\n{written}\n")
    assert [b.kind for b in read.blocks] == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Salt is ==bad== here.", "Salt is bad here."),
        ("If a == b and b == c.", "If a == b and b == c."),
        ("Salt %% ask Ann 2019 %% helps.", "Salt helps."),
        ("%% ask Ann %% Salt helps.", "Salt helps."),
        ("%%\nask Ann\nagain\n%%\n\nSalt helps.", "Salt helps."),
        ("Of 100%% and 50%% of them.", "Of 100%% and 50%% of them."),
        ("Salt helps. ^block-1", "Salt helps."),
        ("(reviewed:: 2024-05-01) Salt helps.", "Salt helps."),
        ("Salt {>>AR: which?<<}helps{-- not--}.", "Salt helps."),
        ("Salt {++really ++}helps.", "Salt really helps."),
        ("* TOC\n{:toc}\n\nSalt helps.", "Salt helps."),
        ("[TOC]\n\nSalt helps.", "Salt helps."),
        ("Salt helps.\nid:: 64f0", "Salt helps."),
        ("(salt)=\nSalt helps.", "Salt helps."),
        ("(a)=b is no name.", "(a)=b is no name."),
        (f"Salt helps.\n\nid: {'a1' * 16}\nparent_id: {'b2' * 16}\ntype_: 1", "Salt helps."),
    ],
)
def test_signs_of_editors_are_no_text(written: str, text: str) -> None:
    assert words(of(f"# T\n\n{written}\n")) == text


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ('--8<-- "parts/refs.md"', "parts/refs.md"),
        ("{!parts/refs.md!}", "parts/refs.md"),
        ('@import "refs.md"', "refs.md"),
        ("{{refs.md}}", "refs.md"),
    ],
)
def test_further_ways_to_take_in_a_file_are_told(written: str, file: str) -> None:
    read = of(f"# T\n\nSalt helps.\n\n{written}\n")
    assert words(read) == "Salt helps."
    assert [part.what for part in read.unread] == [f"the included file {file}"]


def test_a_partial_of_docusaurus_is_told() -> None:
    text = "# T\n\nimport Refs from './_refs.mdx';\nimport Tabs from '@theme/Tabs';\n\nSalt helps.\n"
    assert [p.what for p in markdown.read(text.encode(), name="a.mdx").unread] == ["the included file ./_refs.mdx"]


@pytest.mark.parametrize(
    ("include", "told"),
    [
        ('{% include cite.html key="roe" %}', ["the tag “include”"]),
        ('{% include footnote.html text="x" %}', ["the tag “include”"]),
        ("{% include toc.html %}", []),
        ('{% include figure.html src="a.png" %}', []),
    ],
)
def test_includes_of_jekyll_that_speak_of_sources(include: str, told: list[str]) -> None:
    assert [part.what for part in of(f"# T\n\nSalt helps {include}.\n").unread] == told


def test_notes_in_the_front_matter() -> None:
    for front in (
        f'footnotes:\n  1: "{ROE}"\n  2: not cited',
        f'footnotes:\n  - "{ROE}"',
        f'footnotes:\n  - id: 1\n    text: "{ROE}"',
    ):
        read = of(f"---\ntitle: T\n{front}\n---\nSalt helps.[^1]\n")
        assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "reference"] == [ROE]
        assert [item.id[-1] for mark in cite(read)[1] for item in mark.items] == ["1"]
    unasked = of("---\nnotes:\n  - ask Ann 2019\n---\nSalt helps.\n")
    assert unasked.text == "Salt helps."


def test_a_second_block_of_fields_holds_sources() -> None:
    read = of("# T\n\nSalt helps [@roe].\n\n---\nreferences:\n- id: roe\n  title: Salt\n  issued: 2019\n---\n\nMore.\n")
    assert words(read) == "Salt helps [1].\n\nMore."
    assert [(entry.key, entry.csl["title"]) for entry in read.cited] == [("roe", "Salt")]
    rule = of("# T\n\nSalt helps.\n\n---\n\nMore.\n\n---\n\nEnd.\n")
    assert words(rule) == "Salt helps.\n\nMore.\n\nEnd."


def test_the_title_block_of_pandoc_and_the_properties_of_logseq() -> None:
    read = of("% Salt and\n  bread\n% Ann Roe\n% 2024-05-01\n\nSalt helps.\n")
    assert (read.title, read.author, read.published, read.text) == (
        "Salt and bread",
        "Ann Roe",
        "2024-05-01",
        "Salt helps.",
    )
    read = of("title:: Salt\nreviewed:: 2024-05-01\n\n- Salt helps.\n")
    assert (read.title, read.reviewed, read.text) == ("Salt", "2024-05-01", "Salt helps.")
    assert of("% of adults\nis no title.\n").title == ""


def test_numbered_definitions_of_links_under_a_heading_are_the_list() -> None:
    read = of(
        '# T\n\nSalt helps [[1]].\n\n## Sources\n\n[1]: https://example.org/a "Roe 2019"\n[2]: https://example.org/b\n'
    )
    listed = [read.text[b.start : b.end] for b in read.blocks if b.kind == "reference"]
    assert listed == ["Roe 2019. https://example.org/a", "https://example.org/b"]
    assert read.unread == ()
    assert [item.id[-1] for mark in cite(read)[1] for item in mark.items] == ["1"]


def test_code_in_the_line_holds_no_marks() -> None:
    read = of(f"# T\n\nTake `rows[1]` and `x[7]`. Salt helps.[1]\n\n## References\n\n1. {ROE}\n")
    assert [mark.target.quote.exact for mark in cite(read)[1]] == ["[1]"]


def test_a_review_as_one_field() -> None:
    read = of("---\nreview:\n  by: Ann Roe, MD\n  date: 2024-05-01\n---\nSalt helps.\n")
    assert (read.reviewer, read.reviewed) == ("Ann Roe, MD", "2024-05-01")
    assert of("---\nreview: A fine book\n---\nSalt helps.\n").reviewer == ""


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{{< references >}}", "{{< /references >}}"),
        ("{% bibliography %}", "{% endbibliography %}"),
        ("{{% sources %}}", "{{% /sources %}}"),
    ],
)
def test_a_list_between_tags(opening: str, closing: str) -> None:
    read = of(f"# T\n\nSalt helps.\n\n{opening}\n1. {ROE}\n{closing}\n")
    assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "reference"] == [ROE]
    assert read.unread == ()


@pytest.mark.parametrize(("said", "day"), [("03/2027", "2027-03"), ("2027-03", "2027-03")])
def test_a_month_is_a_date(said: str, day: str) -> None:
    assert of(f"---\nnext_review: '{said}'\n---\nSalt helps.\n").next_review == day


def test_what_is_no_month_is_told() -> None:
    assert [part.what for part in of("---\nnext_review: '13/2027'\n---\nSalt helps.\n").unread] == [
        "the field next_review"
    ]


@pytest.mark.parametrize(
    ("written", "printed", "cited"),
    [
        ("It helps \\cite{roe2011}.", "It helps [1].", [("[1]", "roe2011", "")]),
        (
            "It helps \\citep[3]{roe2011,poe2012}.",
            "It helps [1, 2].",
            [("[1, 2]", k, "p. 3") for k in ("roe2011", "poe2012")],
        ),
        ("It helps \\parencite[see][p. 3]{roe2011}.", "It helps [1].", [("[1]", "roe2011", "p. 3")]),
        ("It is \\excited{very} here.", "It is \\excited{very} here.", []),
    ],
)
def test_citations_of_latex(written: str, printed: str, cited: list[tuple[str, str, str]]) -> None:
    read = of(f"# T\n\n{written}\n")
    assert words(read) == printed
    assert keys(read) == cited


@pytest.mark.parametrize(
    ("mark", "numbers"), [("$^{1}$", ["1"]), ("$^1$", ["1"]), ("$^{1,2}$", ["1", "2"]), ("$5 and 6$", [])]
)
def test_raised_marks_as_formulas(mark: str, numbers: list[str]) -> None:
    read = of(f"# T\n\nSalt helps adults.{mark} More.\n\n## References\n\n1. {ROE}\n2. {ROE}\n")
    assert [item.id[-1] for found in cite(read)[1] for item in found.items] == numbers


def test_sources_in_the_front_matter_may_be_links() -> None:
    read = of(
        "---\nsources:\n  - '[Salt and bread](https://example.org/a), 2019'\n"
        "  - https://example.org/b\n---\nSalt helps.\n"
    )
    references, _ = cite(read)
    assert [(r.raw, r.URL) for r in references] == [
        ("Salt and bread, 2019", "https://example.org/a"), ("https://example.org/b", "https://example.org/b"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "numbers"),
    [
        ('<Ref n="1" />', [[1]]),
        ("<Cite refs={[1, 2]} />", [[1, 2]]),
        ("<Citation id={2}></Citation>", [[2]]),
        ("{{< ref 1,2 >}}", [[1, 2]]),
        ('<Footnote number="1"/>', [[1]]),
        ('<Step n="1" />', []),
        ('<Ref to="/a/b" />', []),
    ],
)
def test_tags_that_print_numbers_are_marks(tag: str, numbers: list[list[int]]) -> None:
    text = f"# T\n\nIron helps.{tag}\n\n## References\n\n1. {A}\n2. {B}\n"
    read = markdown.read(text.encode(), name="a.mdx")
    assert listed(read) == [A, B]
    assert bound(read) == numbers


@pytest.mark.parametrize(
    "head",
    [
        "Title: Iron\nAuthor: Ann Poe\nDate: 2024-03-05\n",
        "Title: Iron\nSlug: iron\nDate: 2024-03-05 10:20\nAuthors: Ann Poe\nSummary: All on iron,\n    in short.\n",
        "date: 5 March 2024\ntitle: Iron\nauthor: Ann Poe\nReviewed: 2024-06-01\n",
    ],
)
def test_fields_without_fences(head: str) -> None:
    read = of(f"{head}\nIron helps.\n")
    assert (read.title, read.author, read.published, read.text) == ("Iron", "Ann Poe", "2024-03-05", "Iron helps.")


@pytest.mark.parametrize("text", ["Warning: do not stop.\n\nNote: ask.\n", "Title: one line\n\nIron.\n"])
def test_lines_with_a_colon_that_are_no_fields(text: str) -> None:
    assert of(text).text == text.rstrip()


def test_the_name_of_a_block_is_no_text() -> None:
    read = of("# T\n\nIron helps. ^f2\n\nIt has 10 ^12 cells.\n")
    assert words(read) == "Iron helps.\n\nIt has 10 ^12 cells."


@pytest.mark.parametrize(
    "note",
    [
        "<span class='sidenote'>{A}</span>",
        '<label class="sidenote-number"></label><input type="checkbox" id="s"/><span class="sidenote">{A}</span>',
        "<span class='marginnote'>See <em>{A}</em></span>",
    ],
)
def test_notes_beside_the_line(note: str) -> None:
    read = of(f"# T\n\nIron helps.{note.replace('{A}', A)} Tea hinders it.\n")
    assert words(read).startswith("Iron helps.[1] Tea hinders it.")
    assert [A in raw for raw in listed(read)] == [True]
    assert bound(read) == [[1]]


def test_a_remark_beside_the_line_is_text() -> None:
    read = of("# T\n\nIron helps.<span class='sidenote'>Not in all people, of course.</span>\n")
    assert listed(read) == []
    assert "Not in all people" in read.text


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (
            '<Ref n={2} doi="10.1000/Salt">Poe A. Salt. BMJ 2020;368:m3.</Ref>\n\n'
            '<Ref n={1} href={"https://board.example/bread"}>Board of Health. Bread. 2021.</Ref>',
            [("2", "https://doi.org/10.1000/salt"), ("1", "https://board.example/bread")],
        ),
        (
            '<Source id="2" pmid="12345678">Poe A. Salt. BMJ 2020;368:m3.</Source>\n'
            "<Source id='1' url='https://board.example/bread'>Board of Health. Bread. 2021.</Source>",
            [("2", "https://pubmed.ncbi.nlm.nih.gov/12345678/"), ("1", "https://board.example/bread")],
        ),
        (
            '- <ExternalLink to="https://bmj.example/salt">Poe A. Salt. BMJ 2020;368:m3.</ExternalLink>\n'
            "- Board of Health. <Button>Bread</Button>. 2021.",
            [("", "https://bmj.example/salt"), ("", "")],
        ),
    ],
)
def test_what_a_component_says_of_the_source_in_it(entries: str, found: list[tuple[str, str]]) -> None:
    read = of(f"# T\n\nSalt is old.\n\n## References\n\n<Sources>\n\n{entries}\n\n</Sources>\n")
    links = {link.start: link.href for link in read.links}
    assert [(b.label, links.get(b.start, "")) for b in read.blocks if b.kind == "reference"] == found

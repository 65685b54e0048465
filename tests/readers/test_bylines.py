"""The printed line on who reviewed a page and when, in every format."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from citewarden.readers import _words, html, markdown
from citewarden.stages.read import read

LINE = "Medically reviewed by Ann Example, MD, on March 4, 2023"
JATS = (
    "<article><front><article-meta><title-group><article-title>Sleep</article-title></title-group></article-meta>"
    "</front><body><p>{}</p><p>Sleep is good for adults.</p></body></article>"
)


def word() -> bytes:
    file = docx.Document()
    file.add_heading("Sleep", 0)
    file.add_paragraph(LINE)
    file.add_paragraph("Sleep is good for adults.")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", f"Sleep\n\n{LINE}\n\nSleep is good for adults.\n".encode()),
        ("a.md", f"# Sleep\n\n{LINE}\n\nSleep is good for adults.\n".encode()),
        ("a.html", f"<h1>Sleep</h1><p>{LINE}</p><p>Sleep is good for adults.</p>".encode()),
        ("a.xml", JATS.format(LINE).encode()),
        ("a.docx", word()),
    ],
)
def test_in_every_format(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    document = read(tmp_path / name, root=tmp_path)
    assert (document.reviewer, document.reviewed) == ("Ann Example, MD", "2023-03-04")
    assert LINE not in [document.text[b.start : b.end] for b in document.blocks if b.kind != "furniture"]


@pytest.mark.parametrize(
    ("line", "reviewer", "reviewed"),
    [
        ("Medical reviewer: Ann Example, MD, 4 March 2023", "Ann Example, MD", "2023-03-04"),
        ("Medical review by Ann Example, MD (March 2023)", "Ann Example, MD", "2023-03"),
        ("Medically reviewed on March 4, 2023 by Ann Example, MD", "Ann Example, MD", "2023-03-04"),
        ("Reviewed on 2023-03-04 by Ann Example, MD", "Ann Example, MD", "2023-03-04"),
        ("Last medically reviewed on March 4, 2023", "", "2023-03-04"),
        ("This article was medically reviewed by Ann Example, MD, on March 4, 2023.", "Ann Example, MD", "2023-03-04"),
        ("By Jo Bloggs. Medically reviewed by Ann Example, MD, May 4, 2022", "Ann Example, MD", "2022-05-04"),
        ("By Jo Bloggs, reviewed by Ann Example, MD, on 4 May 2022.", "Ann Example, MD", "2022-05-04"),
        ("By Jo Bloggs. Medically reviewed by Ann Example, MD. Updated 4 March 2023.", "Ann Example, MD", ""),
        ("Medically reviewed by Ann Example MD. Last updated on March 4, 2023.", "Ann Example MD", ""),
    ],
)
def test_ways_to_say_it(line: str, reviewer: str, reviewed: str) -> None:
    made = _words.byline(line, at_top=True)
    assert made is not None
    assert (made.reviewer, made.reviewed) == (reviewer, reviewed)


@pytest.mark.parametrize(
    ("line", "reviewer", "reviewed"),
    [
        ("Relu et validé par le Dr Anne Petit", "Dr Anne Petit", ""),
        ("Revisado médicamente por la Dra. Ana Gómez el 3 de marzo de 2021", "Dra. Ana Gómez", "2021-03-03"),
        ("Medizinisch geprüft durch Dr. med. Anna Vogt, 12.04.2023", "Dr. med. Anna Vogt", "2023-04-12"),
        ("Autorin: Dr. Eva Lang · Fachlich geprüft: Prof. Dr. Anna Vogt · Stand: 03/2024", "Prof. Dr. Anna Vogt", ""),
        ("Ärztlich überprüft: Dr. med. Anna Vogt", "Dr. med. Anna Vogt", ""),
        ("Letzte Überprüfung am 3. März 2021", "", "2021-03-03"),
        ("Dernière révision : mars 2021", "", "2021-03"),
        ("Ultimo aggiornamento: 5 marzo 2021. Revisione medica a cura di Dott. Anna Rossi", "Dott. Anna Rossi", ""),
        ("Actualizado el 4 de mayo de 2022. Revisado por: Dra. Ana Gómez", "Dra. Ana Gómez", ""),
        ("Content last reviewed: 1 June 2020", "", "2020-06-01"),
        ("Última revisión: 3 de marzo de 2021", "", "2021-03-03"),
        ("Revisão médica: Dr. João Silva", "Dr. João Silva", ""),
        ("Revisione medica a cura di Dott.ssa Anna Rossi", "Dott.ssa Anna Rossi", ""),
        ("Medisch beoordeeld door dr. Jan de Vries op 3 maart 2021", "dr. Jan de Vries", "2021-03-03"),
        ("Cet article a été relu et validé par le Dr Anne Petit le 3 mars 2021", "Dr Anne Petit", "2021-03-03"),
        ("Rédigé par Zoé Blanc, relu par le Dr Anne Petit", "Dr Anne Petit", ""),
        ("Relecture médicale : Dr Anne Petit", "Dr Anne Petit", ""),
        ("Texto: Ana Gómez. Revisado clínicamente por la Dra. Rita Melo", "Dra. Rita Melo", ""),
        ("Konsultacja medyczna: lek. Ewa Kos", "lek. Ewa Kos", ""),
        ("Lægefagligt gennemgået af Lars Bang den 4. maj 2021", "Lars Bang", "2021-05-04"),
        ("Faktagranskad av Per Dahl", "Per Dahl", ""),
        ("Odborně revidoval: MUDr. Petr Novák", "MUDr. Petr Novák", ""),
        ("Проверил: д-р Иван Сидоров", "д-р Иван Сидоров", ""),
        ("Zuletzt medizinisch geprüft: 4. Mai 2021", "", "2021-05-04"),
    ],
)
def test_in_other_languages(line: str, reviewer: str, reviewed: str) -> None:
    read = _words.byline(line, at_top=True)
    assert read is not None
    assert (read.reviewer, read.reviewed) == (reviewer, reviewed)


@pytest.mark.parametrize(
    ("line", "author", "published", "modified"),
    [
        ("Redatto da Marco Bruni", "Marco Bruni", "", ""),
        ("A cura di Marco Bruni", "Marco Bruni", "", ""),
        ("Tekst: Marta Nowak", "Marta Nowak", "", ""),
        ("Ein Beitrag von Eva Lang", "Eva Lang", "", ""),
        ("Publié le 3 mars 2021 par Anne Petit", "Anne Petit", "2021-03-03", ""),
        ("Gepubliceerd op 3 maart 2021", "", "2021-03-03", ""),
        ("Data publikacji: 3 marca 2021", "", "2021-03-03", ""),
        ("Autorin: Eva Lang, Stand: März 2021", "Eva Lang", "", "2021-03"),
        ("Aktualizováno 4. května 2021", "", "", "2021-05-04"),
    ],
)
def test_authors_and_days_in_other_languages(line: str, author: str, published: str, modified: str) -> None:
    made = _words.byline(line, at_top=True)
    assert made is not None
    assert (made.author, made.published, made.modified) == (author, published, modified)


GERMAN = "Das Wachs ist gut für die Ohren und schützt sie. Es gibt auch Tropfen, die das Wachs nach einer Woche lösen."
FRENCH = "La cire est bonne pour les oreilles et les protège. Il y a des gouttes qui sont utiles dans les cas graves."
ENGLISH = "Wax is good for the ears and keeps them clean. There are drops that can soften it in a week or more."


@pytest.mark.parametrize("form", ["# Wax\n\n{}\n\n{}\n", "Wax\n\n{}\n\n{}\n", "<h1>Wax</h1><p>{}</p><p>{}</p>"])
@pytest.mark.parametrize(
    ("line", "text", "author", "published"),
    [
        ("Von Dr. Eva Lang und Max Roth", GERMAN, "Dr. Eva Lang und Max Roth", ""),
        ("Von Eva Lang, Redakteurin", GERMAN, "Eva Lang, Redakteurin", ""),
        ("Von Eva Lang | 3. März 2021", GERMAN, "Eva Lang", "2021-03-03"),
        ("Par le Dr Anne Petit", FRENCH, "Dr Anne Petit", ""),
        ("Par Anne Petit, 3 mars 2021", FRENCH, "Anne Petit", "2021-03-03"),
        ("Von Tropfen und Spray", GERMAN, "", ""),
        ("Von Eva Lang gibt es ein Buch, das hilft.", GERMAN, "", ""),
        ("Par temps froid, les oreilles font mal.", FRENCH, "", ""),
        ("Von Willebrand Disease", ENGLISH, "", ""),
        ("Di Bella Therapy", ENGLISH, "", ""),
    ],
)
def test_who_signs_in_another_language(
    tmp_path: Path, form: str, line: str, text: str, author: str, published: str
) -> None:
    path = tmp_path / {"<": "a.html", "#": "a.md"}.get(form[0], "a.txt")
    path.write_text(form.format(line, text), encoding="utf-8")
    document = read(path, root=tmp_path)
    assert (document.author, document.published) == (author, published)


@pytest.mark.parametrize(
    "line",
    [
        "Revisado por la OMS en 2003 y retirado.",
        "Publié par la HAS en 2012 et retiré depuis pour les enfants de moins de six ans",
        "Geprüft von Ärzten hilft das Mittel bei 8 von 10 Kindern",
        "Texto: así se toma la tensión en casa cada 2 días",
        "Revisione: 3 studi su 10 non trovano effetti",
        "Validé par la HAS en 2012 pour les adultes et les enfants de plus de six ans",
        "Medically reviewed by the FDA in 2003 and found unsafe.",
        "Reviewed by doctors, the drug is safe.",
        "The drug was approved by the agency in March 2003 for adults with a history of seizures and no other illness.",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    assert _words.byline(line, at_top=True) is None


@pytest.mark.parametrize(
    ("line", "reviewer", "reviewed"),
    [
        ("Reviewed 3 March 2024 by Dr Ann Roe", "Dr Ann Roe", "2024-03-03"),
        ("Medically reviewed on March 3, 2024, by Ann Roe, MD", "Ann Roe, MD", "2024-03-03"),
        ("Last reviewed: 3 March 2024 | Reviewer: Ann Roe, MD", "Ann Roe, MD", "2024-03-03"),
        ("— Medically reviewed by Ann Roe, MD", "Ann Roe, MD", ""),
        ("Reviewed by Dr Ann Roe, 3 March 2024. Next review: March 2027.", "Dr Ann Roe", "2024-03-03"),
    ],
)
def test_the_date_in_front_of_the_name(line: str, reviewer: str, reviewed: str) -> None:
    found = _words.byline(line, at_top=True)
    assert found is not None
    assert (found.reviewer, found.reviewed) == (reviewer, reviewed)


@pytest.mark.parametrize(
    "line", ["Reviewed 3 March 2024 by post", "Reviewers of 2024 said so", "Updated 3 March 2024 by the"]
)
def test_no_byline(line: str) -> None:
    assert _words.byline(line, at_top=True) is None


@pytest.mark.parametrize(
    ("rows", "reviewer", "reviewed"),
    [
        ("| Reviewed by: Ann Roe, MD | Last reviewed: 4 March 2024 |\n|---|---|\n", "Ann Roe, MD", "2024-03-04"),
        ("| Owner | Desk |\n|---|---|\n| Last reviewed | 4 March 2024 |\n", "", "2024-03-04"),
        ("| Study | Published |\n|---|---|\n| Updated | 2019 |\n", "", ""),
    ],
)
def test_rows_on_the_review(rows: str, reviewer: str, reviewed: str) -> None:
    document = markdown.read(f"# T\n\n{rows}\nIt helps.\n".encode(), name="a.md")
    assert (document.reviewer, document.reviewed) == (reviewer, reviewed)


@pytest.mark.parametrize(
    ("line", "reviewer", "reviewed", "modified"),
    [
        ("Medically reviewed by Ann Roe, MD — March 4, 2024", "Ann Roe, MD", "2024-03-04", ""),
        ("Reviewed on: 31-07-2024", "", "2024-07-31", ""),
        ("Last reviewed: 05/2024", "", "2024-05", ""),
        ("Last updated or reviewed 3 March 2024", "", "", "2024-03-03"),
    ],
)
def test_further_dates(line: str, reviewer: str, reviewed: str, modified: str) -> None:
    found = _words.byline(line, at_top=True)
    assert found is not None
    assert (found.reviewer, found.reviewed, found.modified) == (reviewer, reviewed, modified)


def test_a_label_and_what_stands_under_it() -> None:
    page = "<h1>T</h1><p>It helps.</p><dl><dt>Last reviewed:</dt><dd>12 May 2024</dd><dt>Dose:</dt><dd>5 mg</dd></dl>"
    document = html.read(page.encode(), name="a.html")
    assert document.reviewed == "2024-05-12"
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "furniture"] == [
        "Last reviewed:",
        "12 May 2024",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Answers by Tess Moran. Checked by Ivo Petrov, MD. Last reviewed: 9 January 2026.",
        "Written by Tess Moran. Checked by Ivo Petrov, MD. Last reviewed: 9 January 2026.",
        "Text by Tess Moran | Fact-checked by Ivo Petrov, MD | Last reviewed: 9 January 2026",
    ],
)
def test_who_answered_and_who_checked(line: str) -> None:
    found = _words.byline(line, at_top=True)
    assert found is not None
    assert (found.reviewer, found.reviewed) == ("Ivo Petrov, MD", "2026-01-09")


@pytest.mark.parametrize(
    "line", ["Checked by a nurse, blood pressure is often lower at home.", "Answers come by letter."]
)
def test_a_sentence_that_begins_like_one_is_left_in_the_text(line: str) -> None:
    found = _words.byline(line, at_top=False)
    assert found is None or not found.reviewed


@pytest.mark.parametrize(
    ("line", "author", "modified"),
    [
        ("Created by A. Roe, last modified on 3 Mar 2022", "A. Roe", "2022-03-03"),
        ("Created by Ben Lind, last updated on 4 May 2021", "Ben Lind", "2021-05-04"),
        ("Written by Ann Poe, last changed on May 4, 2021", "Ann Poe", "2021-05-04"),
    ],
)
def test_who_made_a_page_and_when_it_changed_last(line: str, author: str, modified: str) -> None:
    made = _words.byline(line, at_top=True)
    assert made is not None
    assert (made.author, made.modified) == (author, modified)


@pytest.mark.parametrize(
    "line",
    [
        "Clots are created by slow blood, last seen on long flights.",
        "The guideline, last updated in 2019, advises rest.",
        "Created by pressure, sores heal slowly in people over 65.",
    ],
)
def test_a_sentence_on_what_is_made_or_updated_is_no_byline(line: str) -> None:
    assert _words.byline(line, at_top=True) is None


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Ann Trust, a charity. Updated: 1 May 2024. Next review due: May 2027.", "2027-05"),
        ("Text: the team. It was read by parents. Next review: 4 March 2026", "2026-03-04"),
        ("Leaflet of the ward for mothers. Review due: 2026-11-02. Ask us.", "2026-11-02"),
        ("We tell you when your next review is due: in March 2026.", ""),
        ("The next review due to start in May 2027 is on sleep.", ""),
        ("Next review due: when the guideline changes in 2027.", ""),
    ],
)
def test_the_next_review_in_a_longer_imprint(line: str, due: str) -> None:
    assert _words.next_review(line) == due


PAGE = "<html lang='{}'><head><link rel='canonical' href='{}'/></head><body><h1>Ear wax</h1><p>Last reviewed: {}</p>{}"


@pytest.mark.parametrize(
    ("language", "url", "words", "reviewed"),
    [
        ("en-GB", "", "<p>It helps.</p>", "2023-09-04"),
        ("en-AU", "", "<p>It helps.</p>", "2023-09-04"),
        ("de", "", "<p>Es hilft.</p>", "2023-09-04"),
        ("en", "https://www.ears.nhs.uk/wax", "<p>It helps.</p>", "2023-09-04"),
        ("en", "", "<p>It costs £9.</p>", "2023-09-04"),
        ("en", "", "<p>Ear wax is no cause of anaemia.</p>", "2023-09-04"),
        ("en-US", "", "<p>Ask at an NHS centre about diarrhoea.</p>", "2023-09-04"),
        ("en", "", "<p>Next review: 25/09/2026</p>", "2023-09-04"),
        ("en-GB", "", "<p>Next review: 09/25/2026</p>", "2023-04-09"),
        ("en-US", "", "<p>It helps.</p>", "2023-04-09"),
        ("en", "https://ears.example.gov/wax", "<p>It helps.</p>", "2023-04-09"),
        ("en", "", "<p>Take acetaminophen for pain.</p>", "2023-04-09"),
        ("en", "", "<p>It helps.</p>", ""),
        ("en-CA", "", "<p>It helps.</p>", ""),
        ("en-GB", "", "<p>On 09/25/2020 and 25/09/2021.</p>", ""),
        ("", "", "<p>Take acetaminophen (paracetamol) for pain.</p>", ""),
    ],
)
def test_day_or_month_first(language: str, url: str, words: str, reviewed: str) -> None:
    document = html.read(PAGE.format(language, url, "04/09/2023", words).encode(), name="a.html")
    assert document.reviewed == reviewed
    told = [part.what for part in document.unread if part.kind == "field"]
    assert told == ([] if reviewed else ["the date “04/09/2023”"])


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("date: 04/09/2023\nlang: en-GB", "2023-09-04"),
        ("date: 04/09/2023\nlang: en-US", "2023-04-09"),
        ("date: 25/09/2023", "2023-09-25"),
        ("date: 04/09/2023", ""),
    ],
)
def test_day_or_month_first_in_front_matter(fields: str, published: str) -> None:
    document = markdown.read(f"---\n{fields}\n---\n\n# Ear wax\n\nIt helps.\n".encode(), name="a.md")
    assert document.published == published
    assert [part.what for part in document.unread] == ([] if published else ["the date “04/09/2023”"])


@pytest.mark.parametrize(
    ("printed", "reviewed"),
    [
        ("04/04/2023", "2023-04-04"),
        ("Mon, 04/09/2023", "2023-09-04"),
        ("04.09.2023", "2023-09-04"),
        ("25/9/2023", "2023-09-25"),
    ],
)
def test_dates_that_settle_themselves(printed: str, reviewed: str) -> None:
    document = html.read(PAGE.format("en", "", printed, "<p>It helps.</p>").encode(), name="a.html")
    assert (document.reviewed, document.unread) == (reviewed, ())


@pytest.mark.parametrize("format", ["txt", "docx"])
@pytest.mark.parametrize(
    ("lines", "author", "published"),
    [
        (
            ["Dr Lia Gray, Consultant Audiologist", "Version 3.2, approved 4 March 2024"],
            "Dr Lia Gray, Consultant Audiologist",
            "2024-03-04",
        ),
        (["Lia Gray, Staff Writer"], "Lia Gray, Staff Writer", ""),
        (["Lia Gray", "", "4 March 2024"], "Lia Gray", "2024-03-04"),
        (["Dr Lia Gray, audiologist"], "Dr Lia Gray, audiologist", ""),
        (["Lia Gray and Mo Stone", "Approved on 4 March 2024"], "Lia Gray and Mo Stone", "2024-03-04"),
        (["Lia Gray, RN, MSc", "v1.4 (approved 4 March 2024)"], "Lia Gray, RN, MSc", "2024-03-04"),
        (["by Lia Gray (dietitian), 4 March 2024, version 2"], "Lia Gray (dietitian)", "2024-03-04"),
        (["Prepared by: Lia Gray, Head of Nursing", "Version 2 – March 2024"], "Lia Gray, Head of Nursing", "2024-03"),
        (["Ear wax softens in 5 days."], "", ""),
        (["Olive oil, 2 drops, twice daily"], "", ""),
    ],
)
def test_who_signs_under_the_title(tmp_path: Path, format: str, lines: list[str], author: str, published: str) -> None:
    path = tmp_path / f"a.{format}"
    if format == "txt":
        path.write_text("\n".join(["Ear wax at home", "", *lines, "", "Olive oil softens ear wax in some days.", ""]))
    else:
        file = docx.Document()
        file.add_heading("Ear wax at home", 0)
        for line in (*lines, "Olive oil softens ear wax in some days."):
            file.add_paragraph(line)
        file.save(str(path))
    document = read(path, root=tmp_path)
    assert (document.title, document.author, document.published) == ("Ear wax at home", author, published)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>Last modified by Mo Stone on 4 Mar 2024</p>", {"modified": "2024-03-04"}),
        (
            "<p>Created by Lia Gray, last modified by Mo Stone on Mar 4, 2024</p>",
            {"author": "Lia Gray", "modified": "2024-03-04"},
        ),
        ("<p>Edited by Mo Stone on 4 March 2024</p>", {"modified": "2024-03-04"}),
        (
            "<p>Published by Ear Health Trust, 4 March 2024</p>",
            {"publisher": "Ear Health Trust", "published": "2024-03-04"},
        ),
        ("<p>Published by Lia Gray on 4 March 2024</p>", {"author": "Lia Gray", "published": "2024-03-04"}),
        (
            "<p>It helps.</p><footer><p>© 2024 Ear Health Trust. All rights reserved.</p></footer>",
            {"publisher": "Ear Health Trust"},
        ),
        ("<p>It helps.</p><p>© Lia Gray 2024</p>", {}),
        (
            "<p>Ear Health Trust. Written by: Lia Gray RN and Mo Stone RN. Version 2, March 2024.</p>",
            {"author": "Lia Gray RN and Mo Stone RN", "publisher": "Ear Health Trust", "published": "2024-03"},
        ),
        (
            "<p>Answered by our pharmacist, Lia Gray MPharm. Last reviewed: March 2024.</p>",
            {"author": "Lia Gray MPharm", "reviewed": "2024-03"},
        ),
        (
            "<div class='byline-wrapper'><a href='https://x.example/@lia'>Lia Gray</a></div><p>Mar 4, 2024</p>",
            {"author": "Lia Gray", "published": "2024-03-04"},
        ),
        (
            "<div class='gh-article-meta'><h4><a href='/author/lia/'>Lia Gray</a></h4><time>4 Mar 2024</time>"
            "<span> — 4 min read</span></div>",
            {"author": "Lia Gray", "published": "2024-03-04"},
        ),
        ("<div><a data-testid='authorName' href='/@lia'>Lia Gray</a></div>", {"author": "Lia Gray"}),
        (
            '<script type=\'application/ld+json\'>{"@type": "WebPage", "publisher": {"name": "Ear Trust"}}</script>',
            {"publisher": "Ear Trust"},
        ),
        (
            '<script type=\'application/ld+json\'>{"@graph": [{"@type": "Article", "author": [{"@id": "#l"}'
            ', {"@id": "#m"}]'
            ', "publisher": {"@id": "#t"}}, {"@id": "#t", "name": "Ear Trust"}, {"@id": "#l", "name": "Lia Gray"'
            ', "honorificSuffix": "RN"}, {"@id": "#m", "name": "Mo Stone"}]}</script>',
            {"author": "Lia Gray, RN, Mo Stone", "publisher": "Ear Trust"},
        ),
        ("<div>Written by</div><div>Dr Lia Gray, Mr Mo Stone</div>", {"author": "Dr Lia Gray, Mr Mo Stone"}),
        (
            "<div>Autoría</div><div>Dra. Lia Gris</div><div>Revisión</div><div>Dr. Luis Moro</div>",
            {"author": "Dra. Lia Gris"},
        ),
        (
            "<p>Lia Gray</p><p>Updated - March 04, 2024 07:12 pm IST - HULL</p>",
            {"author": "Lia Gray", "modified": "2024-03-04"},
        ),
        (
            "<p>Lia Gray</p><p>Ear Matters newsletter, Autumn 2024</p>",
            {"author": "Lia Gray", "publisher": "Ear Matters newsletter", "published": "2024"},
        ),
        ("<p>Lia Gray, Specialist Nurse in Audiology</p>", {"author": "Lia Gray, Specialist Nurse in Audiology"}),
        (
            "<p>Lia Gray<sup>1</sup> and Mo Stone<sup>2</sup></p><p><sup>1</sup> School of Audiology, Hull</p>"
            "<p><sup>2</sup> Fell Hearing Clinic</p>",
            {"author": "Lia Gray, Mo Stone"},
        ),
        ("<p>Owner: Fell Ear Trust | Author: Lia Gray</p>", {"owner": "Fell Ear Trust", "author": "Lia Gray"}),
        (
            "<meta name='citation_author' content='Lia Gray'><meta name='citation_author' content='Mo Stone'>",
            {"author": "Lia Gray, Mo Stone"},
        ),
        (
            "<a rel='author' href='/'>Fell Ears</a><span itemprop='author'>Lia Gray</span>",
            {"author": "Lia Gray"},
        ),
        ("<meta name='author' content='Redaktion'><p>Von Lia Gray, Ärztin</p>", {"author": "Lia Gray, Ärztin"}),
        ("<p>Lia Gray, nurse in Hull</p>", {"author": "Lia Gray, nurse"}),
        ("<p>Text</p><p>Ear wax is made by glands.</p>", {}),
    ],
)
def test_makers_and_publishers(page: str, said: dict[str, str]) -> None:
    document = html.read(f"<h1>Ear wax</h1>{page}<p>Olive oil softens ear wax.</p>".encode(), name="a.html")
    names = ("author", "owner", "publisher", "published", "modified", "reviewed", "next_review")
    assert {name: held for name in names if (held := getattr(document, name))} == said


@pytest.mark.parametrize(
    ("page", "title", "kinds"),
    [
        (
            "<h1><span id='title-text'> Ear desk : Ear wax </span></h1><p>It helps.</p>",
            "Ear wax",
            ["title", "paragraph"],
        ),
        ("<h1>Ear wax : a guide</h1><p>It helps.</p>", "Ear wax : a guide", ["title", "paragraph"]),
        (
            "<p class='c1 title'>Ear wax</p><p class='c2 subtitle'>A guide</p><p>It helps.</p>",
            "Ear wax",
            ["title", "caption", "paragraph"],
        ),
        (
            "<h1>Ear wax</h1><h3 class='subtitle'>Why ears itch</h3><p>It helps.</p>",
            "Ear wax",
            ["title", "caption", "paragraph"],
        ),
        (
            "<h1>Ear wax</h1><p>It helps.</p><h3 class='subtitle'>At home</h3>",
            "Ear wax",
            ["title", "paragraph", "heading"],
        ),
        (
            "<h1>Ear wax</h1><h2 class='sub-title'>About 2 million people have too much wax</h2><p>It helps.</p>",
            "Ear wax",
            ["title", "paragraph", "paragraph"],
        ),
        (
            "<h1>The Ear Letter</h1><p>Issue 7, 3 May 2024</p><h2>Oil or water</h2><p>It helps.</p>",
            "Oil or water",
            ["furniture", "furniture", "title", "paragraph"],
        ),
        (
            "<h1>Ear wax</h1><p>No. 7 - 3 May 2024</p><h2>Oil</h2><p>It helps.</p><h2>Water</h2><p>It helps, too.</p>",
            "Ear wax",
            ["title", "furniture", "heading", "paragraph", "heading", "paragraph"],
        ),
        ("<h1>Ear wax</h1><p class='title'>It helps.</p>", "Ear wax", ["title", "paragraph"]),
        ("<p class=MsoTitle>Ear wax</p><p>It helps.</p>", "Ear wax", ["title", "paragraph"]),
        (
            "<p>Lia Gray</p><p>Dr Stone</p><p>4 April 2022</p><p class='c2 title'>Ear wax</p><p>It helps.</p>",
            "Ear wax",
            ["furniture", "furniture", "furniture", "title", "paragraph"],
        ),
    ],
)
def test_titles_and_subtitles(page: str, title: str, kinds: list[str]) -> None:
    document = html.read(page.encode(), name="a.html")
    assert (document.title, [block.kind for block in document.blocks]) == (title, kinds)


@pytest.mark.parametrize(
    ("headed", "publisher"),
    [
        ("<title>Ear wax | Ear Health Trust</title>", "Ear Health Trust"),
        ("<title>Ear wax - Fell Hearing Clinic</title>", "Fell Hearing Clinic"),
        ("<title>Ear wax</title><meta property='og:site_name' content='Fell Ears'>", "Fell Ears"),
        ("<title>Ear wax | Causes and care</title>", ""),
        ("<title>Ear wax: what helps</title>", ""),
    ],
)
def test_whose_site_a_page_is_on(headed: str, publisher: str) -> None:
    page = f"<html><head>{headed}</head><body><h1>Ear wax</h1><p>Olive oil softens it.</p></body></html>"
    assert html.read(page.encode(), name="a.html").publisher == publisher


def test_the_heading_that_the_head_names_is_the_title() -> None:
    page = "<head><title>Ear wax | Fell Ears</title></head><header><h3>Ear wax</h3></header><p>Oil helps.</p>"
    assert html.read(page.encode(), name="a.html").title == "Ear wax"
    other = "<head><title>Ear wax | Fell Ears</title></head><header><h3>Ear</h3></header><p>Oil helps.</p>"
    assert html.read(other.encode(), name="a.html").title == "Ear wax | Fell Ears"


def test_a_review_date_behind_the_last_change_is_the_next() -> None:
    page = (
        "<meta name='dateModified' content='2024-03-04'/><h1>Ear wax</h1><p>Review date: May 2027</p><p>It helps.</p>"
    )
    document = html.read(page.encode(), name="a.html")
    assert (document.reviewed, document.next_review) == ("", "2027-05")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Author: Eva Lang", "Eva Lang"),
        ("Autorin: Dr. Eva Lang", "Dr. Eva Lang"),
        ("Auteur : Anne Petit", "Anne Petit"),
        ("Salt is found in bread.", "Salt News"),
    ],
)
def test_a_printed_author_is_told_before_a_property_of_the_file(tmp_path: Path, line: str, author: str) -> None:
    file = docx.Document()
    file.core_properties.author = "Salt News"
    file.add_heading("Salt", 0)
    for words in (line, "Salt is bad for 1 in 3 adults."):
        file.add_paragraph(words)
    file.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx", root=tmp_path).author == author


@pytest.mark.parametrize("foot", [False, True])
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Ria Molenaar en Piet de Boer, Zwolle. Laatst gecontroleerd: 4 april 2022",
            "Ria Molenaar en Piet de Boer||||2022-04-04",
        ),
        ("Ria Molenaar, Zwolle. Last checked: 4 april 2022", "Ria Molenaar||||2022-04-04"),
        ("Jonas Feld, Apotheker – Kiel, 3. Juni 2021", "Jonas Feld, Apotheker||2021-06-03||"),
        ("Der Text wurde am 3. Juni 2021 von Dr. Jana Feld geprüft.", "|Dr. Jana Feld|||2021-06-03"),
        ("Text: Jonas Feld, Lübeck · Stand: Juni 2021 · Lesezeit: 5 Minuten", "Jonas Feld|||2021-06|"),
        ("Mag. Lena Huber, Graz, am 5. Jänner 2022", "Mag. Lena Huber||2022-01-05||"),
        ("Zuletzt aktualisiert am 5. Februar 2022 von Lena Huber, Graz", "Lena Huber|||2022-02-05|"),
        (
            "**Autor:** Luis Paredes Soto (Quito, Ecuador) · **Fecha:** 9 de junio de 2021",
            "Luis Paredes Soto||2021-06-09||",
        ),
        ("Dott. Piero Galli, farmacista, Verona, 4 maggio 2020", "Dott. Piero Galli, farmacista||2020-05-04||"),
        ("Claire Duval, infirmière, Nantes – mis à jour le 8 mars 2022", "Claire Duval, infirmière|||2022-03-08|"),
        ("Propos recueillis par Claire Duval, Nantes", "Claire Duval||||"),
        ("Rui Tavares, médico de família, Braga, 2 de maio de 2023", "Rui Tavares, médico de família||2023-05-02||"),
        ("Faktagranskad av Per Dahl, överläkare. Uppdaterad 30 november 2022.", "|Per Dahl, överläkare||2022-11-30|"),
        ("Autor: Anna Kos, Gdynia. Data: 5 maja 2021", "Anna Kos||2021-05-05||"),
        ("Prof. Dr. Ayşe Demir, Ankara, 3 Nisan 2023", "Prof. Dr. Ayşe Demir||2023-04-03||"),
        ("Publish: 2022년 10월 14일", "||2022-10-14||"),
        (
            "Dr Orla Keane, Sligo. First published 4th June 2020, revised 9th May 2021.",
            "Dr Orla Keane||2020-06-04|2021-05-09|",
        ),
        ("Draft by Tim Okoro for the nurses of the ward, Delta State – v2, 7 Feb 2022", "Tim Okoro||2022-02-07||"),
        ("Colin Marsh-Reed, science writer. 14/10/2022.", "Colin Marsh-Reed, science writer||2022-10-14||"),
        ("14 October 2022 / Ama Boateng / Tamale", "Ama Boateng||2022-10-14||"),
        ("Checked: 14 October 2022 - Ama Boateng, pharmacist", "Ama Boateng, pharmacist||||2022-10-14"),
        (
            "Published 3 May 2021, Ben Ashe, Leeds; checked by Dr Una Roe on 6 May 2021",
            "Ben Ashe|Dr Una Roe|2021-05-03||2021-05-06",
        ),
        (
            "Nurse Fay Cole and Dr Ed Munro, Hull. Written June 2019, checked again May 2022.",
            "Nurse Fay Cole and Dr Ed Munro||2019-06||2022-05",
        ),
        ("Fay Cole, nurse on 4 June 2019", "Fay Cole, nurse||2019-06-04||"),
        (
            "Words: Fay Cole, nurse (NMC 18A2231). Checked by Dr Una Roe. Updated 6 May 2025",
            "Fay Cole, nurse|Dr Una Roe||2025-05-06|",
        ),
        (
            "Texto: Elena Ruiz, enfermera (col. 28113). Revisión: Dr. Luis Moro. Actualizado el 4 de mayo de 2024",
            "Elena Ruiz, enfermera|Dr. Luis Moro||2024-05-04|",
        ),
        (
            "Texte : Anne Petit, sage-femme (RPPS 10112) – mis à jour le 8 mars 2023",
            "Anne Petit, sage-femme|||2023-03-08|",
        ),
        ("Winter 2023 · No. 4 · by Fay Cole", "Fay Cole||2023||"),
        ("Fay Cole · The Fell Quarterly · Spring 2022", "Fay Cole||2022||"),
        ("By Fay Cole · Medically reviewed by Una Roe, MD · Summer 2023", "Fay Cole|Una Roe, MD|2023||"),
        ("Policy ref. 9/C · Effective 4 June 2022 · Author: Fay Cole", "Fay Cole||2022-06-04||"),
        ("Publicado por Rui Tavares às 17:40", "Rui Tavares||||"),
        ("Hazırlayan: Ayşe Demir | Yayın tarihi: 3 Nisan 2023", "Ayşe Demir||2023-04-03||"),
        (
            "di Paola Ricci – revisione scientifica del dott. Ugo Sala, oncologo",
            "Paola Ricci|dott. Ugo Sala, oncologo|||",
        ),
    ],
)
def test_statements_in_any_order(line: str, said: str, foot: bool) -> None:
    body = "## Part\n\nDrops clean ears in 5 days.\n\n"
    page = f"# Wax\n\n{body * 4}{line}\n" if foot else f"# Wax\n\n{line}\n\n{body}"
    document = markdown.read(page.encode(), name="a.md")
    names = ("author", "reviewer", "published", "modified", "reviewed")
    assert "|".join(getattr(document, name) for name in names) == said
    assert (document.unread, [b.kind for b in document.blocks].count("furniture")) == ((), 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Leaflet no. 12 | Fell Ear Trust | June 2022", "||2022-06||"),
        ("FAY COLE, RN, and UNA P. ROE, MD", "Fay Cole, RN, Una P. Roe, MD||||"),
        ("Fay Cole, Training Manager, Fell Hearing Alliance", "Fay Cole, Training Manager||||"),
        ("И. С. Белова, О. П. Ким", "И. С. Белова, О. П. Ким||||"),
        ("domenica, 5 maggio 2024", "||2024-05-05||"),
        ("Leaflet for the ward — written by Fay Cole, last edited 4 June 2022", "Fay Cole|||2022-06-04|"),
    ],
)
def test_statements_under_the_title(line: str, said: str) -> None:
    test_statements_in_any_order(line, said, foot=False)


@pytest.mark.parametrize(
    "line",
    [
        "Fay Cole was born in Hull on 4 April 1962.",
        "On 4 April 2022 Fay Cole lost her hearing in 2 days.",
        "Fay Cole, Hull, takes 2 drops a day.",
        "Maria, 64, was diagnosed on 4 April 2022.",
        "The drops were approved on 4 April 2022 by the agency for adults over 18.",
        "Olive oil, sodium bicarbonate, glycerol, 2020",
        "Ear Drops, Olive Oil and Sprays",
        "A Guide for Parents and Carers",
        "Hearing Loss in Leeds, 2015 to 2020",
        "Dr Cole says 3 in 10 people have wax. Hull, 2021.",
        "Updated guidance from 4 April 2022 says 5 days are enough.",
        "Published trials, reviewed in April 2022, found no benefit.",
        "Cole F, Munro E. Ear wax. Lancet. 2019;3:4-9.",
        "Am 3. Juni 2021 wurde das Spray von der Behörde geprüft und verboten.",
        "Das Mittel wurde am 3. Juni 2021 in Deutschland zugelassen.",
        "Le 8 mars 2022, Claire Duval a perdu l'audition.",
        "El 9 de junio de 2021 se aprobó el aerosol para adultos.",
        "Elena Ruiz, Quito, tiene 3 hijos sordos.",
        "Dal 4 maggio 2020 lo spray è vietato, Verona compresa.",
        "Sinds 4 april 2022 is het middel verboden, ook in Zwolle.",
        "Sources checked on 4 April 2022 gave three answers.",
        "Avoid Cotton Buds, Candles and Pins",
        "Leeds, 4 April 2022 – Ear drops work in 5 days, a trial found.",
        "From Ear to Brain, Slowly",
        "Von Willebrand Disease",
        "Sunday, 4 in 10 drops (5 ml) and oil.",
        "In summer 2022 Fay Cole, nurse, washed 40 ears.",
        "Vitamin B. And Iron",
        "Ear No. 7, Left and Right",
    ],
)
def test_sentences_on_people_and_days_are_text(line: str) -> None:
    document = markdown.read(f"# Wax\n\n{line}\n\n## Part\n\nDrops clean ears in 5 days.\n".encode(), name="a.md")
    assert (document.author, document.published, document.modified, document.reviewed) == ("", "", "", "")
    assert line in [document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph"]


def test_what_is_not_understood_in_such_a_line_is_told() -> None:
    line = "Updated by Fay Cole. Hull. Spring round-up. 4 April 2022"
    document = markdown.read(f"# Wax\n\n{line}\n\nDrops clean ears in 5 days.\n".encode(), name="a.md")
    assert (document.author, document.modified) == ("Fay Cole", "2022-04-04")
    assert [part.what for part in document.unread] == ["“Spring round-up” in the line on who made the page"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Reviewed 4 April 2022 | Ears In View | Hull Edition 3b", 1),
        ("Green Door. Blue Lamp. 4 April 2022.", 0),
        ("Reviewed in 2021, drops were found to work in children and adults alike.", 0),
        ("Published trials from Hull. None had more than 40 ears.", 0),
    ],
)
def test_a_line_that_is_not_understood_is_told(line: str, told: int) -> None:
    page = f"# Wax\n\n{line}\n\nDrops clean ears in 5 days.\n"
    assert len(markdown.read(page.encode(), name="a.md").unread) == told


@pytest.mark.parametrize(
    ("rows", "author", "published"),
    [
        (
            "| Writer | Fay Cole |\n|---|---|\n| Publish | @4 April 2022 |\n| Status | Ready |\n",
            "Fay Cole",
            "2022-04-04",
        ),
        ("| Author | Fay Cole |\n|---|---|\n| Date | 4 April 2022 |\n", "Fay Cole", "2022-04-04"),
        ("| Autor | Luis Paredes |\n|---|---|\n| Fecha | 4 de abril de 2022 |\n", "Luis Paredes", "2022-04-04"),
        ("| Drug | Dose |\n|---|---|\n| Published | 5 mg |\n", "", ""),
    ],
)
def test_rows_of_a_page_s_properties(rows: str, author: str, published: str) -> None:
    document = markdown.read(f"# Wax\n\n{rows}\nDrops clean ears in 5 days.\n".encode(), name="a.md")
    assert (document.author, document.published) == (author, published)


@pytest.mark.parametrize("filed", ["Utente Windows", "Windows-gebruiker", "Canon", "пользователь Windows"])
def test_a_file_s_own_author_that_is_a_program_is_nobody(tmp_path: Path, filed: str) -> None:
    file = docx.Document()
    file.core_properties.author = filed
    for words in ("Salt in bread", "Prof. Dr. Fay Cole, Hull, 4 April 2022", "Salt is bad for 1 in 3 adults."):
        file.add_paragraph(words)
    file.save(str(tmp_path / "a.docx"))
    document = read(tmp_path / "a.docx", root=tmp_path)
    assert (document.title, document.author, document.published) == (
        "Salt in bread",
        "Prof. Dr. Fay Cole",
        "2022-04-04",
    )

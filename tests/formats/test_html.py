"""The page an editor opens: whole without a script, quiet on the network, deaf to hostile words."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree, html

from citewarden.formats import ArticleReport
from citewarden.formats._claim_view import verdict_of
from citewarden.formats._marked import Piece, marks_of_denials, pieces
from citewarden.formats._reference_view import entry
from citewarden.formats._template import link
from citewarden.formats.html import render
from citewarden.model import Evidence, Kind, Level, Opinion, Owner, Passage, Rationale, Related

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    'https://ok.example/" onmouseover="alert(1)',
    "https://user:pass@evil.example/",
    "data:text/html,<b>x",
    "]]>--><!-- {{ 7*7 }} {% raw %}",
    "\u202eevil \u0000 \x1b[31m",
)


def page(report: ArticleReport) -> etree._Element:
    return html.document_fromstring(render(report))


def texts(root: etree._Element, path: str) -> list[str]:
    return [" ".join(e.text_content().split()) for e in root.xpath(path)]


def test_the_banner_says_who_has_to_act(article: ArticleReport) -> None:
    (banner,) = texts(page(article), "//div[contains(@class, 'banner')]")
    assert banner.startswith("Hold 1 finding needs the medical reviewer before this goes out.")
    assert "2 questions this audit could not answer" in banner


@pytest.mark.parametrize(
    ("keep", "word"),
    [
        (lambda f: f.blocking, "Hold"),
        (lambda f: f.level is Level.WARNING, "Look first"),
        (lambda f: f.level is Level.NOTE, "Ready"),
        (lambda f: f.kind is Kind.OPEN, "Not complete"),
        (lambda f: False, "Ready"),
    ],
)
def test_the_word_in_the_banner(article: ArticleReport, keep: Callable[..., bool], word: str) -> None:
    some = replace(article, findings=tuple(f for f in article.findings if keep(f)))
    (banner,) = page(some).xpath("//div[contains(@class, 'banner')]/strong")
    assert banner.text == word


def test_what_blocks_comes_first_and_both_sides_stand_beside_each_other(article: ArticleReport) -> None:
    first = page(article).xpath("//section[@id='first']/article")[0]
    sides = texts(first, ".//blockquote")
    assert "hardly ever harms" in sides[0]
    assert sides[1].startswith("Reference 2 says abstract only")
    assert [m.text for m in first.xpath(".//mark[@class='differs']")] == ["hardly ever harms", "massive loss"]


def test_the_medical_reviewers_question_comes_first_among_equals(article: ArticleReport) -> None:
    base = next(f for f in article.findings if f.level is Level.WARNING and not f.blocking)
    first = replace(base, fingerprint="a" * 20, rule_id="one", owner=Owner.EDITOR)
    second = replace(base, fingerprint="b" * 20, rule_id="two", owner=Owner.MEDICAL_REVIEWER)
    cards = page(replace(article, findings=(first, second))).xpath("//section[@id='first']/article/@id")
    assert cards == ["finding-" + "b" * 20, "finding-" + "a" * 20]


def test_findings_of_one_check_stand_together_and_the_many_are_folded(article: ArticleReport) -> None:
    base = next(f for f in article.findings if f.level is Level.WARNING and not f.blocking)
    many = tuple(replace(base, fingerprint=f"{n:020}", message=f"Message {n}.") for n in range(9))
    root = page(replace(article, findings=many))
    (group,) = root.xpath("//section[@id='first']/section")
    assert len(group.xpath("./article")) == 6
    assert group.xpath("string(./details[@class='rest']/summary)") == "3 more of these"
    assert len(group.xpath(".//article[starts-with(@id, 'finding-')]")) == 9
    assert len(group.xpath(".//h3")) == 1
    alike = page(replace(article, findings=tuple(replace(f, message="The same.") for f in many)))
    seen = alike.xpath("//section[@id='first']//p[starts-with(@class, 'message') and not(contains(@class, 'hidden'))]")
    assert [p.text for p in seen] == ["The same."]


def test_what_is_about_no_claim_and_no_reference_leads_into_the_text(article: ArticleReport) -> None:
    claim = article.audit.claims[2]
    base = next(f for f in article.findings if f.level is Level.WARNING and not f.blocking)
    spelling = replace(base, subject=article.audit.document.id, location=claim.target, fingerprint="c" * 20)
    root = page(replace(article, findings=(spelling,)))
    (target,) = root.xpath("//section[@id='first']//p[@class='actions']/a/@href")
    (block,) = root.xpath(f"//*[@id='{target[1:]}']")
    assert claim.text in " ".join(block.text_content().split())


def test_a_conflict_stays_one_though_the_same_source_agrees_elsewhere(article: ArticleReport) -> None:
    audit = article.audit
    against = next(e for e in audit.evidence if e.label == "CONTRADICT")
    other = replace(audit.passage_of[against.passage], id="elsewhere")
    backing = replace(against, passage="elsewhere", label="SUPPORT", score=0.99, issue="", rationale=())
    both = replace(audit, passages=(*audit.passages, other), evidence=(*audit.evidence, backing))
    root = page(replace(article, audit=both))
    (heads,) = (
        texts(c, ".//h4")
        for c in root.xpath("//article[starts-with(@class, 'claim')]")
        if "hardly ever harms" in c.xpath("string(.//h3)")
    )
    assert [h.split(" 9")[0] for h in heads[:2]] == [
        f"Reference 2: conflicts with this statement {round(100 * against.score)} % sure",
        "Reference 2: says this in the same words",
    ]


def test_of_a_denial_the_marks_are_the_reason(article: ArticleReport) -> None:
    audit = article.audit
    against = next(e for e in audit.evidence if e.label == "CONTRADICT")
    said = Opinion(against.method, "CONTRADICT", 0.9, against.issue, "“helps” in the article, “help” in the source")
    told = replace(against, opinions=(said,))
    denied = replace(told, issue="negation")
    shown = {
        row: render(replace(article, audit=replace(audit, evidence=(row,)))).count("in the article, “help”")
        for row in (told, denied)
    }
    assert shown[told] == 2  # as the reason, and in how the verdict came about
    assert shown[denied] == 1


def test_the_word_that_denies_is_marked_with_what_it_denies() -> None:
    said = "Vitamin D did not prevent falls."
    start = said.index("prevent")
    assert marks_of_denials(said, [(start, start + 7, "negation")]) == [(10, start + 7, "negation")]
    assert marks_of_denials(said, [(start, start + 7, "shared")]) == [(start, start + 7, "shared")]


def test_every_claim_is_marked_in_its_place_and_leads_to_its_sources(article: ArticleReport) -> None:
    root = page(article)
    marked = root.xpath("//div[@class='text']//a[contains(@class, 'c ')]")
    words = [m.xpath("string(text())") for m in marked]
    assert words == [c.text for c in article.audit.claims]
    ids = set(root.xpath("//article[contains(@class, 'claim')]/@id"))
    assert {m.get("href")[1:] for m in marked} == ids
    whole = " ".join(root.xpath("string(//div[@class='text'])").split())
    assert "In advanced disease it sometimes does, and the muscles may then twitch. Twitches can also" in whole


def test_claims_inside_other_claims_stay_reachable(article: ArticleReport) -> None:
    claims = article.audit.claims
    inner = replace(claims[4], id=claims[4].id + "-b", standalone="Something else.")
    more = replace(article, audit=replace(article.audit, claims=(*claims, inner)))
    root = page(more)
    (also,) = root.xpath("//a[contains(@class, 'also')]")
    assert root.xpath(f"//article[@id='{also.get('href')[1:]}']/header/h3")[0].text == "Something else."


def test_each_finding_has_its_address_and_every_inner_link_arrives(article: ArticleReport) -> None:
    root = page(article)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"finding-{f.fingerprint}" for f in article.findings} <= set(ids)
    inner = {h[1:] for h in root.xpath("//a/@href") if h.startswith("#")}
    assert inner <= set(ids)


def test_references_show_status_proposal_and_archive(article: ArticleReport) -> None:
    root = page(article)
    first, second, third, fourth, fifth = (
        " ".join(r.text_content().split()) for r in root.xpath("//table[@class='refs']/tbody/tr")
    )
    assert "found in Crossref" in first
    assert "retractions not known (PubMed)" in first
    assert "doi:10.4081/ni.2014.5208" in first
    assert "erratum" in second
    assert "link dead" in third
    assert root.xpath("//tr[@id='ref-3']//a[contains(., 'archived copy')]/@href")[0].startswith(
        "https://web.archive.example/"
    )
    assert "link moved" in fourth
    assert "more than one record fits" in fourth
    assert "not looked up" in fifth
    copied = root.xpath("//tr[@id='ref-2']//button/@data-copy")[0]
    assert copied.startswith("Vogt J, Paul F, Aktas O, Müller-Wielsch K. Lower motor neuron loss")


def test_what_became_of_a_look_up_is_said_in_names(article: ArticleReport) -> None:
    found = tuple(
        replace(r, outcome="not_found", note="asked: pubmed, europepmc") if r.outcome == "unavailable" else r
        for r in article.audit.resolutions
    )
    root = page(replace(article, audit=replace(article.audit, resolutions=found)))
    assert "Asked: PubMed, Europe PMC." in texts(root, "//tr[@id='ref-5']")[0]


def test_what_could_not_be_checked_is_said(article: ArticleReport) -> None:
    (section,) = texts(page(article), "//section[@id='unknown']")
    assert "PubMed did not answer for reference 1" in section
    assert "No text of reference 5 was read: The book could not be found" in section


def test_nothing_unknown_says_so_too(article: ArticleReport) -> None:
    known = tuple(replace(p, reach="note", text="x") for p in article.audit.passages)
    whole = replace(article, audit=replace(article.audit, passages=known), findings=())
    assert "Everything that was asked was answered." in texts(page(whole), "//section[@id='unknown']")[0]


def test_decided_findings_stand_apart(article: ArticleReport) -> None:
    first = replace(article.findings[0], suppressed=True, properties={"decision": "waive by A. Editor"})
    root = page(replace(article, findings=(first, *article.findings[1:])))
    (card,) = root.xpath("//section[@id='decided']/article")
    assert card.get("id") == f"finding-{first.fingerprint}"
    assert "decided: waive by A. Editor" in card.text_content()
    assert not root.xpath("//strong[.='Hold']")


def test_the_page_asks_nobody(article: ArticleReport) -> None:
    root = page(article)
    assert not root.xpath("//link | //img | //iframe | //script[@src] | //object | //embed | //video | //base")
    assert "url(" not in root.xpath("string(//style)")
    assert "@import" not in root.xpath("string(//style)")


def test_only_our_own_style_and_script_may_work(article: ArticleReport) -> None:
    root = page(article)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    text = render(article)
    for tag in ("style", "script"):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        for body in bodies:
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not root.xpath("//@style")
    assert not [a for e in root.iter() for a in e.attrib if a.startswith("on")]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(hostile: Callable[[str], ArticleReport], words: str) -> None:
    report = hostile(words)
    root = page(report)
    plain = page(hostile("plain"))
    assert len(list(root.iter("script"))) == 2
    assert not list(root.iter("img"))
    assert {a for e in root.iter() for a in e.attrib} <= {a for e in plain.iter() for a in e.attrib} | {
        "href",
        "rel",
        "title",
    }
    hrefs = [h for h in root.xpath("//@href") if not h.startswith("#")]
    ours = ("../checks.html#", "https://doi.org/", "https://pubmed.")
    assert all(h == "../index.html" or h.startswith(ours) for h in hrefs), hrefs
    assert "49" not in root.xpath("string(//h1)")


def test_no_sign_turns_the_words_after_it_around(hostile: Callable[[str], ArticleReport]) -> None:
    shown = render(hostile("45 % of \u202eall\u2067 patients"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)
    assert "45 % of \\u202eall\\u2067 patients" in shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1#z", True),
        ("HTTP://a.example/", True),
        (" https://a.example/ ", True),
        ("javascript:alert(1)", False),
        ("jAvAsCrIpT:alert(1)//https://a.example", False),
        ("data:text/html,x", False),
        ("//a.example/", False),
        ("https://a.example/\x00", False),
        ("https://a.example/\n", True),
        ("https://a.exam\nple/", False),
        ("https://paypal.com@evil.example/", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_which_addresses_become_links(url: str, safe: bool) -> None:
    assert bool(link(url)) is safe


def test_marks_cut_a_text_where_they_should() -> None:
    assert pieces("one two three", [(4, 7, "why")]) == [Piece("one "), Piece("two", "why"), Piece(" three")]


def test_marks_that_overlap_or_lie_outside_do_no_harm() -> None:
    cut = pieces("abcdef", [(0, 3, "x"), (2, 5, "y"), (4, 99, "z"), (-1, 2, "z"), (3, 3, "z")])
    assert "".join(p.text for p in cut) == "abcdef"
    assert [p.text for p in cut if p.mark] == ["abc", "de"]


def test_what_differs_shows_over_what_is_shared_and_that_over_the_sentence() -> None:
    cut = pieces(
        "It may help. It may harm.", [(0, 12, "sentence"), (3, 6, "shared"), (3, 6, "hedge"), (7, 11, "shared")]
    )
    assert cut == [
        Piece("It ", "sentence"),
        Piece("may", "hedge"),
        Piece(" ", "sentence"),
        Piece("help", "shared"),
        Piece(".", "sentence"),
        Piece(" It may harm."),
    ]


def test_a_long_passage_is_shown_around_its_marks() -> None:
    text = "word " * 1000 + "KEY " + "word " * 1000
    start = text.index("KEY")
    cut = pieces(text, [(start, start + 3, "why")], 700)
    shown = "".join(p.text for p in cut)
    assert "KEY" in shown
    assert shown.startswith("… word")
    assert shown.endswith(" …")
    assert len(shown) < 800


def test_a_long_passage_without_marks_is_shown_from_its_start() -> None:
    cut = "".join(p.text for p in pieces("word " * 1000, [], 700))
    assert cut.startswith("word")
    assert len(cut) < 720


def test_one_unbroken_word_is_cut_all_the_same() -> None:
    assert len("".join(p.text for p in pieces("x" * 100_000, [(50_000, 50_010, "why")], 700))) < 100_000


def evidence(label: str, score: float, passage: str = "p", rank: int = 1, work: str = "w") -> Evidence:
    return Evidence("c", passage, work, label, score, "m", rank=rank)


def test_the_surest_source_decides_the_verdict_shown() -> None:
    read = {"p": Passage("p", "w", "text", "abstract"), "q": Passage("q", "w", "", "none")}
    assert verdict_of([evidence("NEI", 0.9), evidence("SUPPORT", 0.6, rank=2)], read) == "SUPPORT"
    assert verdict_of([evidence("CONTRADICT", 0.6), evidence("SUPPORT", 0.8, work="v")], read) == "SUPPORT"
    assert verdict_of([evidence("CONTRADICT", 0.6), evidence("SUPPORT", 0.8)], read) == "CONTRADICT"  # the same source
    assert verdict_of([evidence("CONTRADICT", 0.8), evidence("SUPPORT", 0.8)], read) == "CONTRADICT"
    assert verdict_of([evidence("NEI", 0.5)], read) == "NEI"
    hedged = replace(evidence("NEI", 0.5), issue="hedge", rationale=(Rationale("passage", 0, 4, "hedge"),))
    assert verdict_of([evidence("NEI", 0.9), hedged], read) == "differs"
    assert verdict_of([evidence("NEI", 0.9), replace(hedged, rationale=())], read) == "NEI"  # nothing to point at
    assert verdict_of([evidence("NEI", 0.9), hedged], read, told=False) == "NEI"  # no finding tells of it
    assert verdict_of([evidence("NEI", 0.5, "q")], read) == "none"
    assert verdict_of([], read) == "none"


def test_a_record_is_printed_the_way_lists_print_it() -> None:
    many = [{"family": f"N{n}", "given": "Ann B."} for n in range(9)]
    csl = {
        "title": "Is it?",
        "author": many,
        "container-title": "Annals of Tests",
        "container-title-short": "Ann Tests",
        "issued": {"date-parts": [[2020, 5]]},
        "volume": "3",
        "issue": "2",
        "page": "1-9",
        "DOI": "10.5555/x",
    }
    assert entry(csl) == "N0 AB, N1 AB, N2 AB, et al. Is it? Ann Tests. 2020;3(2):1-9. doi:10.5555/x"
    book = {
        "title": "A book",
        "publisher": "House",
        "issued": {"date-parts": [["2015"]]},
        "author": [{"literal": "WHO"}],
    }
    assert entry(book) == "WHO. A book. House; 2015."
    assert entry({"title": "Only a title"}) == "Only a title."


def test_an_article_with_nothing_in_it(article: ArticleReport) -> None:
    audit = article.audit
    bare = replace(audit.document, text="", title="", sections=(), blocks=())
    nothing = replace(
        audit, document=bare, references=(), citations=(), claims=(), works=(), resolutions=(), notices=(), probes=(),
        passages=(), evidence=(),
    )  # fmt: skip
    root = page(replace(article, audit=nothing, findings=(), run=replace(article.run, failures=())))
    assert "This article has no reference list." in texts(root, "//section[@id='references']")[0]
    assert root.xpath("string(//h1)") == audit.document.id


def test_without_blocks_lines_become_paragraphs(article: ArticleReport) -> None:
    bare = replace(article.audit.document, blocks=())
    root = page(replace(article, audit=replace(article.audit, document=bare)))
    assert len(root.xpath("//div[@class='text']//a[contains(@class, 'c ')]")) == len(article.audit.claims)


def test_same_bytes_for_the_same_audit(article: ArticleReport) -> None:
    assert render(article) == render(article)


def test_no_word_of_the_page_is_false(article: ArticleReport) -> None:
    root = page(article)
    for script in root.xpath("//script"):
        script.drop_tree()
    assert "false" not in root.xpath("string(//body)").lower().split()


def test_what_changed_since_is_shown_word_by_word(article: ArticleReport) -> None:
    base = next(f for f in article.findings if f.level is Level.WARNING)
    changed = Related(
        "changed", "It will pass <soon>.", properties={"before": "It can pass.", "after": "It will pass <soon>."}
    )
    gone = Related("changed", "Rest helps.", properties={"before": "Rest helps.", "after": ""})
    (card,) = page(replace(article, findings=(replace(base, related=(changed, gone)),))).xpath("//article[@id]")[:1]
    (row,) = card.xpath(".//ul[@class='related']/li")
    assert [d.text for d in row.xpath(".//del")] == [" can pass.", "Rest helps."]
    assert [i.text for i in row.xpath(".//ins")] == [" will pass <soon>."]


def test_editors_read_no_backticks_and_no_line_numbers(article: ArticleReport) -> None:
    text = page(article).xpath("//main")[0].text_content()
    assert "`" not in text
    assert not re.search(r"\(line \d+\)", text)
    assert "(under “" in text


def test_two_verdicts_of_one_source_are_not_left_without_a_word(article: ArticleReport) -> None:
    conflict = next(e for e in article.audit.evidence if e.label == "CONTRADICT")
    text = "Elsewhere it says the same."
    other = Passage(f"{conflict.work}#other-1", conflict.work, text, "abstract")
    agreeing = replace(conflict, passage=other.id, label="SUPPORT", score=0.4, issue="", rationale=(), rank=2)
    audit = replace(
        article.audit, passages=(*article.audit.passages, other), evidence=(*article.audit.evidence, agreeing)
    )
    told = "says both “Elsewhere it says the same” and “"
    assert told in page(replace(article, audit=audit)).text_content()
    assert told not in page(article).text_content()


def test_what_was_not_looked_up_is_not_called_done(article: ArticleReport) -> None:
    unasked = replace(article, audit=replace(article.audit, resolutions=(), notices=(), probes=()), findings=())
    rows = page(unasked).xpath("//table[@class='refs']/tbody/tr")
    assert all("not looked up" in r.text_content() and "Nothing to do" not in r.text_content() for r in rows)


def test_who_paid_and_what_authors_declare_stands_with_the_reference(article: ArticleReport) -> None:
    audit = article.audit
    told = {"funding": ["Example Pharma <b>", "A Fund"], "interests": "Dr. Roe was paid & travelled."}
    first = next(r for r in audit.resolutions if r.outcome == "matched")
    shown = replace(first, csl={**first.csl, "custom": told})
    others = tuple(shown if r is first else r for r in audit.resolutions)
    root = page(replace(article, audit=replace(audit, resolutions=others)))
    words = root.xpath("string(//section[@id='references'])")
    assert "Funded by: Example Pharma <b>; A Fund" in words
    assert "Interests declared: Dr. Roe was paid & travelled." in words
    assert "Funded by" not in page(article).xpath("string(//section[@id='references'])")


def test_paper_holds_the_evidence_of_what_has_a_finding_or_a_verdict(article: ArticleReport) -> None:
    flagged = {f.subject for f in article.findings}
    brief = set(page(article).xpath("//article[contains(@class, 'brief')]/@id"))
    decided = {e.claim for e in article.audit.evidence if e.label in ("SUPPORT", "CONTRADICT")}
    rows = [(c.id, f"claim-{hashlib.sha256(c.id.encode()).hexdigest()[:10]}") for c in article.audit.claims]
    assert brief
    assert not [i for i, key in rows if key in brief and i in flagged | decided]
    unflagged = page(replace(article, findings=(), audit=replace(article.audit, evidence=())))
    assert len(unflagged.xpath("//article[contains(@class, 'brief')]")) == len(article.audit.claims)


def test_a_reference_tells_what_is_found_where_it_is_used(article: ArticleReport) -> None:
    passage = next(p for p in article.audit.passages if p.text)
    used = {r.rsplit("-", 1)[-1] for w in article.audit.works if w.id == passage.work for r in w.references}
    claim = article.audit.claims[0].id
    conflict = replace(article.findings[0], subject=claim, related=(Related("source passage", "", passage.id),))
    quiet = replace(article, findings=(conflict,))
    title = article.rules[conflict.rule_id].title.rstrip(".")
    for row in page(quiet).xpath("//table[@class='refs']/tbody/tr"):
        words = row.text_content()
        assert (title in words) == (row.get("id").removeprefix("ref-") in used)
        assert not (title in words and ("Nothing found" in words or "Nothing to do" in words))


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("unavailable", "No registry was asked for it"),
        ("not_found", "The entry could not be matched with a registered work"),
        ("ambiguous", "The entry could not be matched with a registered work"),
    ],
)
def test_no_match_is_said_only_where_somebody_was_asked(article: ArticleReport, outcome: str, said: str) -> None:
    audit = article.audit
    blank = tuple(replace(p, reach="none", text="", note="not identified") for p in audit.passages)
    unread = replace(audit, passages=blank, resolutions=tuple(replace(r, outcome=outcome) for r in audit.resolutions))
    (section,) = texts(page(replace(article, audit=unread)), "//section[@id='unknown']")
    assert said in section


def test_old_sources_stand_with_their_numbers(article: ArticleReport) -> None:
    listed = article.audit.references[1:3]
    old = replace(
        article.findings[0],
        subject=article.audit.document.id,
        related=tuple(Related("old source", r.raw, r.id) for r in listed),
    )
    said = page(replace(article, findings=(old,))).xpath("//ul[@class='related']")[0].text_content()
    for reference in listed:
        assert f"{reference.id.rsplit('-', 1)[-1]}. {reference.raw[:20]}" in said


@pytest.mark.parametrize(
    ("registry", "identified", "copied"),
    [("crossref", "", True), ("library", "matched", True), ("library", "", False), ("library", "not_found", False)],
)
def test_what_only_a_note_says_of_a_work_is_no_record_to_copy(
    article: ArticleReport, registry: str, identified: str, copied: bool
) -> None:
    known = tuple(replace(r, registry=registry, identified=identified) for r in article.audit.resolutions)
    root = page(replace(article, audit=replace(article.audit, resolutions=known)))
    assert bool(root.xpath("//tr[@id='ref-2']//button/@data-copy")) == copied

"""Identifiers keep what belongs to them and lose what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewarden.text import identifiers

SICI = "10.1002/1531-8249(200012)48:6<893::aid-ana10>3.0.co;2-b"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("doi: 10.1002/1531-8249(200012)48:6<893::AID-ANA10>3.0.CO;2-B.", SICI),
        ("(https://doi.org/10.1002/1531-8249(200012)48:6<893::AID-ANA10>3.0.CO;2-B)", SICI),
        ("10.1002/1531-8249(200012)48:6&lt;893::AID-ANA10&gt;3.0.CO;2-B", SICI),
        ("https://doi.org/10.1002%2Fana.21719", "10.1002/ana.21719"),
        ("(doi:10.1016/S0016-5107(97)80418-X)", "10.1016/s0016-5107(97)80418-x"),
        ("DOI:10.1016/j.gie.2007.10.066.PMID:18760175", "10.1016/j.gie.2007.10.066"),
        ("10.1000/abc,def;gh. PMID: 1", "10.1000/abc,def;gh"),
        ("http://dx.doi.org/10.1016/ j.cell.2010.01.001", "10.1016/j.cell.2010.01.001"),
        ("10.1016/S0140‐6736(20)30183‐5, Epub 2020", "10.1016/s0140-6736(20)30183-5"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/ana.21719", "10.1002/ana.21719"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://doi.org/10.1001/jama.2020.1?utm_source=x", "10.1001/jama.2020.1"),
        ("https://doi.org/10/abc12", "10/abc12"),
        ("<a href='x'>10.1002/ana.21719</a>", "10.1002/ana.21719"),
        ("volume 10.1, page 3", ""),
        ("10.1002/", ""),
        ("", ""),
    ],
)
def test_doi(printed: str, expected: str) -> None:
    assert identifiers.doi(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("doi:10.1175/1520-0493(1996)124<0362:TEOTLS>2.0.CO;2.", "10.1175/1520-0493(1996)124<0362:teotls>2.0.co;2"),
        ("10.1577/1548-8659(1994)123&lt;0385:AAOT&gt;2.3.CO;2", "10.1577/1548-8659(1994)123<0385:aaot>2.3.co;2"),
        ("https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2.",
         "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"),
        ("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID- SIM968>3.0.CO;2-2. Accessed May 1, 2020",
         "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"),
        ("10.1641/0006-3568(2001)051[0933:TEOTWA]2.0.CO;2", "10.1641/0006-3568(2001)051[0933:teotwa]2.0.co;2"),
        ("doi:10.1016/S0140-6736(09)\n60503-1.", "10.1016/s0140-6736(09)60503-1"),
        ("doi:10.1056/NEJM oa2034577", "10.1056/nejmoa2034577"),
        ("doi: 10.1016/j. memsci.2011.11.020.", "10.1016/j.memsci.2011.11.020"),
        ("doi:10.1089/acm.2014.\n0178", "10.1089/acm.2014.0178"),
        ("doi:10.1001/jama.2014.5678↩︎", "10.1001/jama.2014.5678"),
        ("doi:10.1001/jama.2014.5678[Google Scholar]", "10.1001/jama.2014.5678"),
        ("doi:10.1001/jama.2014.5678[Epub ahead of print]", "10.1001/jama.2014.5678"),
        ("10.1093/nar/gkx1037PMC5753204", "10.1093/nar/gkx1037"),
        ("doi:doi:10.1001/jama.2014.5678", "10.1001/jama.2014.5678"),
        ("https://doi.org/https://doi.org/10.1001/jama.2014.5678", "10.1001/jama.2014.5678"),
        ("https://doi-org.proxy.lib.example.edu/10.1001/jama.2014.5678", "10.1001/jama.2014.5678"),
        ("https://www.google.com/url?q=https%3A%2F%2Fdoi.org%2F10.1001%2Fjama.14.5&sa=D", "10.1001/jama.14.5"),
        ("https://www.medrxiv.org/content/10.1101/2023.07.03.23291234v2.full.pdf+html", "10.1101/2023.07.03.23291234"),
        ("https://www.acpjournals.org/doi/full/10.7326/M14-2841?journalCode=aim].", "10.7326/m14-2841"),
        ("10.1007/978-3-319-12345-6\\_10", "10.1007/978-3-319-12345-6_10"),
        ("10.1016/S0140-6736(09)60503-1),2009", "10.1016/s0140-6736(09)60503-1"),
        ("10.1016%252Fj.gie.2007.10.066", "10.1016/j.gie.2007.10.066"),
    ],
)  # fmt: skip
def test_a_doi_that_its_surroundings_broke_is_read_whole(printed: str, expected: str) -> None:
    assert identifiers.doi(printed) == expected


@pytest.mark.parametrize(
    ("printed", "others"),
    [
        ("doi:10.1136/bmj-\n2021-067718", ("10.1136/bmj2021-067718", "10.1136/bmj-")),
        ("doi:10.1130/0091-7613(1995)023<0292:FOITVS>2.3.CO;2", ("10.1130/0091-7613(1995)023",)),
        ("doi:10.3389/fneur.2018.00001/full", ("10.3389/fneur.2018.00001/full",)),
        ("doi:10.1001/jama.2014.5678\n9abc1", ("10.1001/jama.2014.56789abc1",)),
        ("doi:10.7326/M14-2841?journalCode=aim", ("10.7326/m14-2841?journalcode=aim",)),
        # nothing is in doubt here
        ("doi:10.1001/jama.2014.5678. 2015 Mar 3", ()),
        ("doi:10.1001/jama.2014.5678\n13. Smith J. Sleep.", ()),
        ("doi:10.1001/jama.2014.5678 [PubMed]", ()),
        ("doi:10.1001/jama.2014.5678 Epub 2014 May 1", ()),
        ("doi:10.1001/jama.2014.5678\nhttps://example.org/1", ()),
        ("doi:10.1016/S0140-6736(09)60503-1 PMID: 19515412", ()),
        ("10.1037/0033-2909.126.1.78 78-108", ()),
        ("<a href='x'>10.1002/ana.21719</a><br>", ()),
        ("https://www.frontiersin.org/articles/10.3389/fneur.2018.00001/full#h3", ()),
    ],
)
def test_a_doi_whose_end_is_in_doubt_has_other_readings(printed: str, others: tuple[str, ...]) -> None:
    assert identifiers.readings(printed)[1:] == others


def test_a_doi_is_printed_whatever_breaks_it() -> None:
    doi = "10.1016/s0140-6736(09)60503-1"
    for text in ("doi:10.1016/S0140-\n6736(09) 60503-1", "10.1016%2FS0140-6736%2809%2960503-1", f"x{doi}PMID"):
        assert identifiers.prints(text, doi)
    assert not identifiers.prints("doi:10.1016/S0140-6736(09)60503-2", doi)
    assert not identifiers.prints("doi:10.1016/S0140-6736(09)60503-1", "")


@given(st.text(alphabet="abcxyz0123456789.-_;()/:", min_size=1, max_size=20))
def test_doi_of_its_own_normal_form_is_itself(suffix: str) -> None:
    first = identifiers.doi(f"10.1234/{suffix}")
    if first:
        assert identifiers.doi(first) == first
        assert identifiers.doi(f"See https://doi.org/{first}.") == first


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("https://WWW.CDC.gov:443/flu/?utm_source=x&a=1#top).", "https://www.cdc.gov/flu/?a=1#top"),
        ("hdl:10665/44102.", "https://hdl.handle.net/10665/44102"),
        ("Hdl: 10481/44444; Granada", "https://hdl.handle.net/10481/44444"),
        ("(handle 2027.42/116333)", "https://hdl.handle.net/2027.42/116333"),
        ("see www.nhs.uk/conditions/a_(b)", "https://www.nhs.uk/conditions/a_(b)"),
        ("http://müller.de/straße", "http://xn--mller-kva.de/stra%C3%9Fe"),
        ("cdc.gov/flu.", "https://cdc.gov/flu"),
        ("http://a.org/%7efoo/../b", "http://a.org/b"),
        ("http://a.org/%e9?gclid=1", "http://a.org/%E9"),
        ("https://web.archive.org/web/2014/http://x.org/", "https://web.archive.org/web/2014/http://x.org/"),
        ("https://en.wikipedia.org/wiki/MS_(disease)", "https://en.wikipedia.org/wiki/MS_(disease)"),
        ("<https://x.org/a>;", "https://x.org/a"),
        ("https://x.org/a#:~:text=dose", "https://x.org/a"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("http:///nowhere", ""),
        (
            "https://www.google.com/url?q=https://www.nccih.nih.gov/health/melatonin&sa=D",
            "https://www.nccih.nih.gov/health/melatonin",
        ),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.cdc.gov%2Fsleep&h=A", "https://www.cdc.gov/sleep"),
        ("https://login.ezproxy.uni.example/login?url=https://x.org/a?b=1&c=2", "https://x.org/a?b=1&c=2"),
        ("https://urldefense.com/v3/__https://www.nhs.uk/x__;!!abc", "https://www.nhs.uk/x"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.org%2Fa&data=5", "https://x.org/a"),
        ("https://www.google.com/search?q=https://x.org", "https://www.google.com/search?q=https://x.org"),
        ("https://x.org/login?url=https://y.org/", "https://x.org/login?url=https://y.org/"),
        ("https://x.org/a↩", "https://x.org/a"),
        ("mail me at a@b.org", ""),
        ("no address", ""),
    ],
)
def test_url(printed: str, expected: str) -> None:
    assert identifiers.url(printed) == expected


@given(st.text(max_size=60))
def test_normal_urls_are_stable_whatever_is_printed(text: str) -> None:
    once = identifiers.url("https://example.org/" + text)
    assert once == "" or identifiers.normal_url(once) in (once, identifiers.normal_url(identifiers.normal_url(once)))


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("www.nhs.uk/sleep", "https://www.nhs.uk/sleep"),
        ("who.int/a", "https://who.int/a"),
        (" <https://example.org/b>; ", "https://example.org/b"),
        ("“https://example.org/b.”", "https://example.org/b"),
        ("<URL:https://example.org/b>", "https://example.org/b"),
        ("https://doi.org/10.1016/S0140-6736(09)60503-1.", "https://doi.org/10.1016/S0140-6736(09)60503-1"),
        ("https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fx.org%2Fa%3Fb%3D1", "https://x.org/a?b=1"),
        # what is no address stays as it is, and is told so where it is asked
        ("https:/www.cdc.gov/x", "https:/www.cdc.gov/x"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("/sleep/basics", "/sleep/basics"),
        ("javascript:void(0)", "javascript:void(0)"),
        ("", ""),
    ],
)
def test_an_address_as_written_down(written: str, asked: str) -> None:
    assert identifiers.written_url(written) == asked


def test_isbn_check_digits() -> None:
    assert identifiers.isbn("ISBN 0-306-40615-2") == "9780306406157"
    assert identifiers.isbn("9780306406157") == "9780306406157"
    assert identifiers.isbn("080442957X") == "9780804429573"
    assert identifiers.isbn("ISBN 0-306-40615-3") == ""
    wrong = identifiers.find("ISBN 0-306-40615-3")
    assert [(f.kind, f.value, f.valid) for f in wrong] == [("ISBN", "0306406153", False)]


def test_issn() -> None:
    found = identifiers.find("Časopis. ISSN 0008-7335; eISSN: 1803-6597; ISSN 0008-7336")
    assert [(f.value, f.valid) for f in found] == [("0008-7335", True), ("1803-6597", True), ("00087336", False)]


def test_doubled_prefixes() -> None:
    assert identifiers.pmcid("PMCID: PMCPMC6141757") == "PMC6141757"
    assert identifiers.pmcid("ncbi.nlm.nih.gov/pmc/articles/PMCPMC6141757/") == "PMC6141757"
    assert identifiers.pmid("PMID: PMID: 26869914") == "26869914"
    assert identifiers.pmcid("the PMCs of 2014 cases") == ""
    found = identifiers.find("https://doi.org/10.48550/arXiv.1706.03762")
    assert ("arXiv", "1706.03762") in [(f.kind, f.value) for f in found]


def test_numbers_of_registries() -> None:
    text = "PMID: 025309711; PMCID: 4192433 (PMC4192433). NCT 2792218, arXiv:2101.00001v2, ISRCTN12345678"
    found = {f.kind: f.value for f in identifiers.find(text)}
    assert found == {
        "PMID": "25309711",
        "PMCID": "PMC4192433",
        "NCT": "NCT02792218",
        "arXiv": "2101.00001",
        "ISRCTN": "ISRCTN12345678",
    }
    assert identifiers.pmid("https://pubmed.ncbi.nlm.nih.gov/25309711/") == "25309711"
    assert identifiers.pmcid("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4192433/") == "PMC4192433"


def test_spans_are_code_points_of_the_printed_form() -> None:
    text = "Vogt J. Ärzte. doi:10.1002/ana.21719. https://x.org/é)."
    for found in identifiers.find(text):
        printed = text[found.start : found.end]
        assert printed in ("10.1002/ana.21719", "https://x.org/é")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Facts. https://a.example/health/sleep-\nproblems/insomnia. Accessed",
            "https://a.example/health/sleep-problems/insomnia",
        ),
        ("https://hdl.handle.net/\n10665/44102. Accessed", "https://hdl.handle.net/10665/44102"),
        ("https://a.example/x?id=\n123&b=c (accessed)", "https://a.example/x?id=123&b=c"),
        ("https://a.example/\nvisited 3 May", "https://a.example/"),
        ("https://a.example/x/\nAccessed", "https://a.example/x/"),
        ("https://a.example/x/\n2. Roe A.", "https://a.example/x/"),
        ("https://a.example/x.\nroe-a/b", "https://a.example/x"),
    ],
)
def test_an_address_that_a_line_end_broke(text: str, wanted: str) -> None:
    assert [f.value for f in identifiers.find(text) if f.kind == "URL"] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("PMID: 21\u00a0345\u00a0678;", "21345678"),
        ("PubMed PMID: 9 345 678.", "9345678"),
        ("PMID 25309711 2014", "25309711"),
        ("PMID: 12 345 67", "12"),
    ],
)
def test_a_pubmed_number_parted_in_thousands(text: str, wanted: str) -> None:
    assert identifiers.pmid(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https://doi.org/10.1000/j.sleep.2014.07.\n011", "10.1000/j.sleep.2014.07.011"),
        ("doi:10.1000/j.sleep.2014.07.\n004.", "10.1000/j.sleep.2014.07.004"),
        ("DOI: 10 .1000/sleep.113905", "10.1000/sleep.113905"),
        ("https://doi.\norg/10.1000/sleep.113905", "10.1000/sleep.113905"),
        ("https:// doi. org/ 10. 1000/ s00125- 021- 05423-2", "10.1000/s00125-021-05423-2"),
        ("https:// doi. org/ 10. 1000/j. sleep. 2015. 01. 002. Accessed 4 May", "10.1000/j.sleep.2015.01.002"),
        ("https:// doi. org/ 10. 1000/ fneur. 2020. 00123 4. Roe A.", "10.1000/fneur.2020.00123"),
        ("doi:10.1000/s11096-\u00ad0324-0", "10.1000/s11096-0324-0"),
        ("doi:10.1000/s11096\u00ad-0324-0", "10.1000/s11096-0324-0"),
        ("doi: 10.1000/NEJM\u00adoa1703058", "10.1000/nejmoa1703058"),
        ("doi:10.1000/j.sle\u00adep.2014\u00ad07", "10.1000/j.sleep.2014-07"),
        ("https://doi.org/10.1000/Health\u00adcare.12", "10.1000/healthcare.12"),
        ("DOI10.1000/sleep/zsab024PMID33517445", "10.1000/sleep/zsab024"),
        ("doi:10.1000/fpsyt.2019.00001pmid:31234567", "10.1000/fpsyt.2019.00001"),
        ("doi:10.1000/s00394-019-01912-\nx", "10.1000/s00394-019-01912-x"),
        ("doi:10.1000/s00394-019-01912-\n7.", "10.1000/s00394-019-01912-7"),
        ("doi:10.1080/ 10408398. 2019. 1592107", "10.1080/10408398.2019.1592107"),
        ("doi 10.1000/i2093;published online 4 May", "10.1000/i2093"),
        ("doi:10.1000/i2093,accessed 4 May", "10.1000/i2093"),
        ("doi:10.1000/i2093—see also", "10.1000/i2093"),
        ("doi_10.1000/12345", "10.1000/12345"),
        ("doi:10.1000∕12345", "10.1000/12345"),
        ("doi:10.1000／12345", "10.1000/12345"),
        ("https://www.cochrane.org/cdsr/doi/10.1000/CD003200.pub8/information#abstract", "10.1000/cd003200.pub8"),
        ("https://www.journal.org/doi/10.1000/abc123/figures", "10.1000/abc123"),
        ("https://academic.oup.com/sleep/article/doi/10.1093/sleep/zsx123/4084568", "10.1093/sleep/zsx123"),
        ("doi:10.1093/eurheartj/ehz425/5556890", "10.1093/eurheartj/ehz425"),
    ],
)  # fmt: skip
def test_dois_that_the_text_broke_or_went_on_with(text: str, wanted: str) -> None:
    assert identifiers.doi(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("doi:10.1000/s11096\u00ad016", {"10.1000/s11096-016", "10.1000/s11096016"}),
        ("doi:10.1000/abc/figures", {"10.1000/abc", "10.1000/abc/figures"}),
        ("doi:10.1093/sleep/zsx123/4084568", {"10.1093/sleep/zsx123", "10.1093/sleep/zsx123/4084568"}),
        ("doi:10.1000/i2093—see also", {"10.1000/i2093", "10.1000/i2093-see"}),
        ("doi:10.1000/j.x.2014.07.\n011", {"10.1000/j.x.2014.07.011", "10.1000/j.x.2014.07"}),
    ],
)
def test_both_readings_of_a_doubtful_doi_are_kept(text: str, wanted: set[str]) -> None:
    assert set(identifiers.readings(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("doi:10.1000/abc.2014. 12. Roe A.", ("10.1000/abc.2014",)),
        ("doi:10.1000/s11096–016—0324", ("10.1000/s11096-016-0324",)),
        ("doi:10.1093/ajcn/nqy123", ("10.1093/ajcn/nqy123",)),
        ("doi:10.1000/published.2014", ("10.1000/published.2014",)),
        ("version 10.1234/ of the tool", ()),
        ("at 10. 2000 people came", ()),
    ],
)
def test_dois_beside_such_text_are_left_alone(text: str, wanted: tuple[str, ...]) -> None:
    assert identifiers.readings(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "https://pubmed.ncbi.nlm.nih.gov/?term=25309711",
        "PubMed ID 25309711",
        "https://europepmc.org/article/MED/25309711",
        "https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=25309711&dopt=Abstract",
    ],
)
def test_pmids_in_other_addresses(text: str) -> None:
    assert identifiers.pmid(text) == "25309711"
    assert any(f.kind == "PMID" for f in identifiers.find(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("https:// doi. org/ 10. 1000/ nu120 82345", "10.1000/nu12082345"),
        ("https:// doi. org/ 10. 1000/ eurhe artj/ ehz425", "10.1000/eurheartj/ehz425"),
        ("https:// doi. org/ 10. 1000/ abc12 34. Poe B.", "10.1000/abc12"),
        ("doi: 10.1000/NEJMoa1200303.Copyright 2012", "10.1000/nejmoa1200303"),
        ("https://www.x.com/article/doi/10.1000/j.2020.01.001/pdfExtended", "10.1000/j.2020.01.001"),
        ("doi:10.1000/bmj.l1234;365:l1234", "10.1000/bmj.l1234"),
        ("doi:10.1000/bmj.l1234;12(3):4", "10.1000/bmj.l1234"),
        ("https://doi.org/10.1000/bmj.l1234。", "10.1000/bmj.l1234"),
        ("doi:10.1000/bmj․l1234", "10.1000/bmj.l1234"),
        ("doi:10.1000/(SICI)1-2(1995)023<0292:F>2.3.CO;2", "10.1000/(sici)1-2(1995)023<0292:f>2.3.co;2"),
    ],
)
def test_dois_cut_every_five_signs_or_followed_by_a_volume(text: str, wanted: str) -> None:
    assert identifiers.doi(text) == wanted


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.biorxiv.org/content/early/2017/05/24/141846", "10.1101/141846"),
        (
            "https://www.biorxiv.org/content/biorxiv/early/2020/03/04/2020.03.02.974139.full.pdf",
            "10.1101/2020.03.02.974139",
        ),
        ("http://medrxiv.org/content/early/2020/04/01/2020.03.30.20047639v2", "10.1101/2020.03.30.20047639"),
        ("https://www.biorxiv.org/content/early/recent", ""),
    ],
)
def test_former_addresses_of_preprints(address: str, expected: str) -> None:
    assert identifiers.doi(address) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [("PubMed 35939577", "35939577"), ("PubMed 35939577.", "35939577"), ("PubMed 2020 report", ""), ("PubMed 12", "")],
)
def test_a_pubmed_number_that_stands_alone(text: str, number: str) -> None:
    assert [f.value for f in identifiers.find(text) if f.kind == "PMID"] == ([number] if number else [])

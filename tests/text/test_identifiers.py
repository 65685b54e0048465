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


def test_isbn_check_digits() -> None:
    assert identifiers.isbn("ISBN 0-306-40615-2") == "9780306406157"
    assert identifiers.isbn("9780306406157") == "9780306406157"
    assert identifiers.isbn("080442957X") == "9780804429573"
    assert identifiers.isbn("ISBN 0-306-40615-3") == ""
    wrong = identifiers.find("ISBN 0-306-40615-3")
    assert [(f.kind, f.value, f.valid) for f in wrong] == [("ISBN", "0306406153", False)]


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

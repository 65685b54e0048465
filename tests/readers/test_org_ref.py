"""The links of org-ref, in brackets and bare, with one key or several, are citations of Org."""

from __future__ import annotations

import pytest

from citewarden.readers._org import with_own_citations


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("Salt harms cite:roe2011.", "Salt harms [cite:@roe2011]."),
        ("Salt harms cite:roe2011,doe2012.", "Salt harms [cite:@roe2011;@doe2012]."),
        ("Salt harms [[cite:roe2011]].", "Salt harms [cite:@roe2011]."),
        ("Salt harms [[cite:&roe2011;&doe2012]].", "Salt harms [cite:@roe2011;@doe2012]."),
        ("Salt harms citep:roe2011 and tea heals [[citet:doe2012]].",
         "Salt harms [cite:@roe2011] and tea heals [cite:@doe2012]."),
        ("bibliography:a.bib,b.bib\n", "#+bibliography: a.bib\n#+bibliography: b.bib\n"),
        ("bibliographystyle:plain\nText.\n", "\nText.\n"),
        ("They cite: nobody, and excite:none.", "They cite: nobody, and excite:none."),
    ],
)  # fmt: skip
def test_links_of_org_ref(source: str, read: str) -> None:
    assert with_own_citations(source) == read

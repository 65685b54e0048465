"""A correction changes what is wrong and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from citewarden.model import (
    Difference,
    Reference,
    Resolution,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
)
from citewarden.styles import parse_reference
from citewarden.text.mending import corrected

RECORD: dict[str, Any] = {
    "type": "article-journal",
    "title": "Vitamin D and falls in older adults: a pooled analysis",
    "author": [{"family": name, "given": given} for name, given in (("Ferrer", "Lucia"), ("Novak", "J"), ("Roe", "B"))],
    "container-title": "Example Journal of Bone Medicine",
    "container-title-short": "Ex J Bone Med",
    "issued": {"date-parts": [[2019]]},
    "volume": "8",
    "page": "12-20",
    "DOI": "10.5555/exjbm.2019.12",
}  # fmt: skip


def mended(raw: str, *differences: tuple[str, str, str], record: dict[str, Any] | None = None) -> str:
    parsed = parse_reference(raw)
    target = SpecificResource("a", TextQuoteSelector(raw), TextPositionSelector(0, len(raw)))
    reference = Reference("a#ref-1", "a", raw, target, csl=parsed.csl, style=parsed.style, fields=parsed.fields)
    told = tuple(Difference(*d) for d in differences)
    return corrected(reference, Resolution("w", "matched", "crossref", record or RECORD, differences=told))


@pytest.mark.parametrize(
    ("raw", "differences", "line"),
    [
        (  # the year only; "et al." and the page as printed
            "Ferrer L, et al. Vitamin D and falls in older adults: a pooled analysis. Ex J Bone Med. 2016;8(1):12-20.",
            [("issued", "2016", "2019")],
            "Ferrer L, et al. Vitamin D and falls in older adults: a pooled analysis. Ex J Bone Med. 2019;8(1):12-20.",
        ),
        (  # the list's own capitals stay in a title
            "Ferrer L, Novak J. Vitamin D and Falls in elderly Adults. Ex J Bone Med. 2019;8(1):12-20. PMID: 1234567",
            [("title", "Vitamin D and Falls in elderly Adults", "Vitamin D and falls in older adults")],
            "Ferrer L, Novak J. Vitamin D and Falls in older Adults. Ex J Bone Med. 2019;8(1):12-20. PMID: 1234567",
        ),
        (  # the whole range where the first page differs, with the printed dash
            "Ferrer, L., & Novak, J. (2019). Vitamin D and falls in older adults. Ex J Bone Med, 8(1), 21–29.",
            [("page", "21", "12")],
            "Ferrer, L., & Novak, J. (2019). Vitamin D and falls in older adults. Ex J Bone Med, 8(1), 12–20.",
        ),
        (  # a wrong DOI inside an address
            "Ferrer L. Vitamin D and falls in older adults. Ex J Bone Med. 2019;8:12. https://doi.org/10.5555/exjbm.2017.77",
            [("DOI", "10.5555/exjbm.2017.77", "10.5555/exjbm.2019.12")],
            "Ferrer L. Vitamin D and falls in older adults. Ex J Bone Med. 2019;8:12. https://doi.org/10.5555/exjbm.2019.12",
        ),
        (  # the first author in the order and with the points that are printed
            "Ferer, K. L., & Novak, J. (2019). Vitamin D and falls in older adults. Ex J Bone Med, 8(1), 12–20.",
            [("author", "Ferer KL", "Ferrer L"), ("issued", "2019", "2018")],
            "Ferrer, L., & Novak, J. (2018). Vitamin D and falls in older adults. Ex J Bone Med, 8(1), 12–20.",
        ),
        (  # a group that the registry leaves out stays
            "VITAL Research Group. Vitamin D and falls in older adults. Ex J Bone Med. 2016;8(1):12-20.",
            [("author", "VITAL Research Group", "Ferrer L"), ("issued", "2016", "2019")],
            "VITAL Research Group. Vitamin D and falls in older adults. Ex J Bone Med. 2019;8(1):12-20.",
        ),
        (  # what the record lacks stays: place, day of access, note
            "Ferrer L, Novak J. Falls in age [in Spanish]. Madrid: Ex Press; 2016. Accessed May 3, 2020.",
            [("issued", "2016", "2019")],
            "Ferrer L, Novak J. Falls in age [in Spanish]. Madrid: Ex Press; 2019. Accessed May 3, 2020.",
        ),
    ],
)  # fmt: skip
def test_only_what_differs_is_changed(raw: str, differences: list[tuple[str, str, str]], line: str) -> None:
    assert mended(raw, *differences) == line


def test_a_line_is_set_anew_only_where_a_fields_place_is_unknown() -> None:
    raw = "Ferrer L, et al. Vitamin D and falls in older adults: a pooled analysis. Ex J Bone Med. 2019;8(1):12-20."
    line = mended(raw, ("PMID", "1", "90000402"))
    assert line.startswith("Ferrer L, et al. Vitamin D"), "as many authors as are printed"
    assert "8(1):12-20" in line, "the issue, which the record lacks, stays"
    assert mended(raw, ("PMID", "1", "2"), record={"type": "article-journal"}) == "", "the record says too little"
    assert mended(raw) == raw

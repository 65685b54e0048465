"""Works of one title: a printed identifier that leads to the wrong one of them is told, with the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.stages.test_other_worlds import errors, record, said, world_of

from citewarden.model import Finding

OLD = record("Snoring", ["Adeyemi, Tola"], "Primary Sleep", "2010;2(1):5-9", "10.5555/ps.2010.5", "20000105")
NEW = record("Snoring", ["Adeyemi, Tola"], "Primary Sleep", "2019;11(4):201-207", "10.5555/ps.2019.201", "31000106")
PAPER = record("Salt and stroke", ["Nakamura, Ken"], "Vascular Notes", "2013;5(1):1-9", "10.5555/vn.1", "23000108")
LETTER = record("Salt and stroke", ["Petrov, Ilya"], "Vascular Notes", "2013;5(3):201", "10.5555/vn.201", "23000109")
REPORTS = [
    record("Annual report on falls", ["Moss, Ada"], "Ward Reports", f"20{n};{n}(1):{n}0-{n}9", f"10.5555/wr.{n}")
    for n in (15, 16, 17)
]
LONG = record(
    "Snoring in pregnancy", ["Adeyemi, Tola", "Roe, Jo"], "Primary Sleep", "2010;2(1):15-9", "10.5555/ps.2010.15"
)
EVERY = (OLD, LONG, NEW, PAPER, LETTER, *REPORTS)


def wrong(found: list[Finding]) -> list[str]:
    return [f.fix for f in found if f.rule_id == "wrong-doi"]


@pytest.mark.parametrize(
    ("entry", "right"),
    [
        ("Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2019.201", "10.5555/ps.2010.5"),
        ("Adeyemi T. Snoring. Primary Sleep. 2019;11(4):201-7. doi:10.5555/ps.2010.5", "10.5555/ps.2019.201"),
        ("Adeyemi T. Snoring. Primary Sleep. 2019;11(4):201-7. PMID: 20000105", "31000106"),
        ("Nakamura K. Salt and stroke. Vascular Notes. 2013;5(1):1-9. doi:10.5555/vn.201", "10.5555/vn.1"),
        ("Petrov I. Salt and stroke. Vascular Notes. 2013;5(3):201. doi:10.5555/vn.1", "10.5555/vn.201"),
        ("Moss A. Annual report on falls. Ward Reports. 2016;16(1):160-9. doi:10.5555/wr.17", "10.5555/wr.16"),
        ("Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2010.15", "10.5555/ps.2010.5"),
    ],
)
def test_the_identifier_of_a_namesake_is_told(tmp_path: Path, entry: str, right: str) -> None:
    with world_of(*EVERY) as world:
        (fix,) = wrong(said(world, tmp_path, entry))
    assert right in fix


@pytest.mark.parametrize(
    "entry",
    [
        "Adeyemi T. Snoring. Primary Sleep. 2010;2(1):5-9. doi:10.5555/ps.2010.5",
        "Adeyemi T. Snoring. Primary Sleep. 2011;2(1):6-9. doi:10.5555/ps.2010.5",
        "Adeyemi T, Roe J. Snoring. Primary Sleep. 2010;2(1):16-9. doi:10.5555/ps.2010.15",
        "Adeyemi T. Snoring. Primary Sleep. 2012;4(1):77-9. doi:10.5555/ps.2010.5",
        "Nakamura K. Salt and stroke. Vascular Notes. 2013;6(1):11-9. doi:10.5555/vn.1",
        "Moss A. Annual report on falls. Ward Reports. 2016;61(1):106-9. doi:10.5555/wr.16",
    ],
)
def test_a_careless_entry_is_no_namesake(tmp_path: Path, entry: str) -> None:
    """No work is what the words say to the letter: the entry differs from its record, and no more."""
    with world_of(*EVERY) as world:
        assert not errors(said(world, tmp_path, entry))

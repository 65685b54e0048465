"""Tables keep every noun to the byte, whatever its text."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewarden import tables
from citewarden.errors import InputError, StateError
from citewarden.model import (
    Finding,
    Kind,
    Level,
    Owner,
    Probe,
    Reference,
    Related,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
)

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


def reference(raw: str) -> Reference:
    target = SpecificResource(
        "a.md", TextQuoteSelector(raw, "(", ")"), TextPositionSelector(3, 3 + len(raw)), 2, 1, 2, 9
    )
    csl = {"type": "book", "title": raw, "author": [{"family": raw}], "issued": {"date-parts": [[2014, 8]]}}
    return Reference("a.md#ref-1", "a.md", raw, target, csl=csl, PMID="0012")


@settings(deadline=None)
@given(raws=st.lists(TEXT, max_size=4))
def test_parquet_gives_back_what_was_put_in(raws: list[str]) -> None:
    rows = [reference(raw) for raw in raws]
    assert tables.from_table(Reference, tables.to_table(Reference, rows)) == rows


@settings(deadline=None)
@given(
    texts=st.lists(st.one_of(TEXT, st.none()), max_size=20),
    numbers=st.lists(st.one_of(st.integers(-(2**63), 2**63 - 1), st.none()), max_size=20),
    floats=st.lists(st.floats(allow_nan=False), max_size=20),
    flags=st.lists(st.booleans(), max_size=20),
)
def test_a_column_is_what_arrow_makes_of_its_values(
    texts: list[str | None], numbers: list[int | None], floats: list[float], flags: list[bool]
) -> None:
    import pyarrow as pa

    given = {"string": texts, "int64": numbers, "float64": floats, "bool_": flags}
    for kind, values in given.items():
        found = tables.column(values, kind)
        found.validate(full=True)
        assert found.equals(pa.array(values, getattr(pa, kind)()))


def test_a_table_is_written_and_read_without_pandas(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from citewarden import tables; from citewarden.model import Probe\n"
        "path = Path(sys.argv[1]); tables.write(path, Probe, [Probe('https://a.example/', 'ok')])\n"
        "assert tables.read(path, Probe)[0].outcome == 'ok'; assert 'pandas' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "p.parquet")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_file_round_trip_keeps_enums_nesting_and_leading_zeros(tmp_path: Path) -> None:
    ref = reference("Müller")
    related = Related("source", "passage", target=ref.target, properties={"n": 1})
    finding = Finding(
        "dead-link", "a.md", ref.id, Level.ERROR, Kind.OPEN, "x", ref.target, (related,), owner=Owner.WEB_TEAM
    )
    probe = Probe(
        "https://a.example/", "gone", redirects=((301, "https://b.example/"),), history=(("2026-01-01", "ok"),)
    )
    for name, noun, row in (("f", Finding, finding), ("p", Probe, probe), ("r", Reference, ref)):
        tables.write(tmp_path / f"{name}.parquet", noun, [row])
        assert tables.read(tmp_path / f"{name}.parquet", noun) == [row]
    assert tables.read(tmp_path / "r.parquet", Reference)[0].PMID == "0012"


def test_an_empty_table_has_the_same_schema(tmp_path: Path) -> None:
    tables.write(tmp_path / "none.parquet", Probe, [])
    assert tables.read(tmp_path / "none.parquet", Probe) == []
    assert tables.to_table(Probe, []).schema == tables.to_table(Probe, [Probe("u", "ok")]).schema


def test_a_long_table_is_written_and_read_in_parts(tmp_path: Path) -> None:
    path, rows = (
        tmp_path / "long.parquet",
        [Probe(f"https://a.example/{n:03d}", "ok", redirects=((301, "x"),)) for n in range(250)],
    )
    tables.write_stream(path, Probe, iter(rows), group=100)
    assert tables.read(path, Probe) == rows
    read = tables.read_stream(path, Probe, batch=60)
    assert next(read) == rows[0]
    assert list(read) == rows[1:]
    tables.write_stream(path, Probe, iter(()))
    assert list(tables.read_stream(path, Probe)) == []
    path.write_bytes(b"not parquet")
    with pytest.raises(InputError, match=r"long\.parquet.*delete it"):
        next(tables.read_stream(path, Probe))


def test_a_table_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.parquet"
    path.write_bytes(b"not parquet")
    with pytest.raises(InputError, match=r"broken\.parquet.*delete it"):
        tables.read(path, Probe)


def test_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    tables.write_text(path, "old")

    def fail(temporary: Path) -> None:
        temporary.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(StateError, match=r"No space left.*free space"):
        tables.atomic(path, fail)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("line", ["{", "[1]", "3", '"text"'])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(InputError, match=r"standard input:3: not"):
        list(tables.objects(io.StringIO('{"a": 1}\n\n' + line)))


def test_same_value_same_bytes() -> None:
    assert tables.dumps({"b": {3, 1, 2}, "a": "é"}) == '{"b":[1,2,3],"a":"é"}'

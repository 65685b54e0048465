"""Cases: what `citewarden verify` says of one claim beside one passage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Run = Callable[[], Any]


def label(run: Run) -> str:
    ran = run()
    assert ran.status == 0
    (row,) = ran.rows
    return str(row["label"])


def test_175_verify_v06(run: Run) -> None:
    assert label(run) == "SUPPORT"


def test_178_verify_v09(run: Run) -> None:
    assert label(run) == "SUPPORT"


def test_181_verify_v12(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_184_verify_v15(run: Run) -> None:
    (row,) = run().rows
    assert (row["label"], row["issue"]) == ("NEI", "scope")


def test_189_verify_v20(run: Run) -> None:
    assert label(run) == "SUPPORT"


def test_193_verify_v24(run: Run) -> None:
    assert label(run) == "SUPPORT"


def test_198_verify_v29(run: Run) -> None:
    assert label(run) == "CONTRADICT"


def test_199_verify_v30(run: Run) -> None:
    assert label(run) == "SUPPORT"


def test_202_verify_v33(run: Run) -> None:
    assert label(run) == "SUPPORT"


def test_203_verify_v34(run: Run) -> None:
    assert label(run) == "SUPPORT"


def test_205_verify_v36(run: Run) -> None:
    assert label(run) == "CONTRADICT"


def test_206_verify_w01(run: Run) -> None:
    assert label(run) in ("CONTRADICT", "NEI")


def test_210_verify_w05(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_211_verify_w06(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_213_verify_w08(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_214_verify_w09(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_221_verify_w16(run: Run) -> None:
    assert label(run) == "CONTRADICT"


def test_222_verify_w17(run: Run) -> None:
    assert label(run) == "CONTRADICT"


def test_224_verify_w19(run: Run) -> None:
    assert label(run) == "CONTRADICT"


def test_227_verify_w22(run: Run) -> None:
    assert label(run) == "CONTRADICT"


def test_229_verify_w24(run: Run) -> None:
    assert label(run) == "CONTRADICT"


def test_231_verify_w26(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_236_verify_w31(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_237_verify_w32(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_241_verify_w36(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_245_verify_w40(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_247_verify_w42(run: Run) -> None:
    assert label(run) != "SUPPORT"


def test_248_verify_w43(run: Run) -> None:
    assert label(run) == "SUPPORT"

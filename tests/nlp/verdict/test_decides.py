"""The model that says whether a passage settles a claim: checked, alone with each pair, and possible to switch off."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from citewarden.config import Verify
from citewarden.errors import ConfigError
from citewarden.model import DECIDES, SILENT
from citewarden.nlp.verdict.decides import FILES, FOLDER, Decides
from citewarden.nlp.verdict.window import fitting
from citewarden.nlp.verifier import Pair, load

CLAIM = "Children with fever should not be given aspirin."
SPEAKS = ("Aspirin is an old drug.", "In children with a fever, aspirin is best avoided because of Reye syndrome.")
SILENCE = ("The clinic opened a second ward in spring.", "Parking is free for visitors on weekends.")


def test_a_passage_on_the_matter_stands_above_one_on_something_else() -> None:
    model = Decides()
    assert model.score(CLAIM, SPEAKS) > model.score(CLAIM, SILENCE)
    assert model.opinion(CLAIM, SILENCE).label == SILENT
    assert model.opinion(CLAIM, SPEAKS).method.startswith("decides-1@")


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ConfigError, match="not the one this version was measured with") as found:
        Decides(folder)
    assert "\n" not in str(found.value)
    assert name in str(found.value)
    assert "verify.decides: off" in str(found.value)


@pytest.mark.parametrize("name", [*FILES, "about.json"])
def test_a_missing_file_is_said_in_one_line(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / name).unlink()
    with pytest.raises(ConfigError, match="a file of the shipped model is missing"):
        Decides(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"sha256": {}, "high": "x"})])
def test_a_damaged_description_is_refused(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / "about.json").write_text(text)
    with pytest.raises(ConfigError, match="not the description of a model"):
        Decides(folder)


def test_a_file_that_is_no_model_is_refused_though_its_digest_is_right(tmp_path: Path) -> None:
    import hashlib

    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    (folder / "model.onnx").write_bytes(b"nothing")
    about = json.loads((folder / "about.json").read_text())
    about["sha256"]["model.onnx"] = hashlib.sha256(b"nothing").hexdigest()
    (folder / "about.json").write_text(json.dumps(about))
    with pytest.raises(ConfigError, match="not a usable model"):
        Decides(folder).score(CLAIM, SPEAKS)


def test_the_same_pair_gives_the_same_bits_whatever_is_asked_beside_it() -> None:
    pairs = [(CLAIM, SPEAKS), (CLAIM, SILENCE), ("Gout is common in men.", ("Gout is rare in women.",)), ("", ("",))]
    one, other = Decides(), Decides()
    first = [one.raw(*pair) for pair in pairs]
    assert [other.raw(*pair) for pair in reversed(pairs)] == first[::-1]
    code = f"from citewarden.nlp.verdict.decides import Decides; print(Decides().raw({CLAIM!r}, {SPEAKS!r}).hex())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == first[0].hex()


def test_of_a_long_passage_the_sentences_that_share_most_are_read() -> None:
    filler = tuple(f"Room {n} was painted in a calm colour and fitted with a new lamp." for n in range(12))
    passage = (*filler[:6], SPEAKS[1], *filler[6:])
    chosen = fitting(CLAIM, passage, 40)
    assert 6 in chosen
    assert list(chosen) == sorted(chosen)
    assert sum(len(passage[i].split()) for i in chosen) <= 40
    assert fitting(CLAIM, SPEAKS, 40) == (0, 1)
    assert fitting(CLAIM, ("word " * 90,) * 2, 40) == (0,)


def test_it_can_be_switched_off_and_is_not_asked_about_an_open_it() -> None:
    assert load(Verify(decides=False)).settles(Pair(CLAIM, SPEAKS)) is None
    verifier = load(Verify())
    assert verifier.settles(Pair(CLAIM, SPEAKS)) is not None
    assert verifier.settles(Pair("It should not be given to them.", SPEAKS)) is None
    assert {"decides", "silent"} <= set(verifier.thresholds)
    assert "decides" not in load(Verify(decides=False)).thresholds


def test_the_thresholds_leave_room_between() -> None:
    model = Decides()
    assert 0 < model.low < model.high < 1
    assert DECIDES != SILENT

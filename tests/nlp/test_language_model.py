"""The language model: checked before use, loaded once."""

import subprocess
import sys
from pathlib import Path

import pytest

from citewarden.config import Config
from citewarden.errors import ConfigError
from citewarden.nlp import language_model

MODELS = Config().models


def test_loaded_once_with_what_is_needed_only() -> None:
    nlp = language_model.load(MODELS)
    assert nlp is language_model.load(MODELS)
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser"]


def test_what_was_loaded_can_be_recorded() -> None:
    model = language_model.describe(MODELS)
    assert model.package in MODELS
    assert model.known
    assert len(model.digest) == 64


def test_no_model_is_one_clear_line() -> None:
    with pytest.raises(ConfigError, match="no language model is installed"):
        language_model.load(("en_no_such_model",))


def test_changed_weights_change_the_digest(tmp_path: Path) -> None:
    empty = language_model.weights_digest(tmp_path)
    (tmp_path / "tagger").mkdir()
    (tmp_path / "tagger" / "model").write_bytes(b"weights")
    assert language_model.weights_digest(tmp_path) != empty


@pytest.mark.long
def test_changed_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(language_model._KNOWN, ("core_web_sm", "3.8.0"), "0" * 64)
    with pytest.raises(ConfigError, match="are not the published ones"):
        language_model._load.__wrapped__(MODELS)


def test_components_can_be_added_to_any_pipeline() -> None:
    import spacy

    from citewarden.nlp import components  # noqa: F401

    nlp = spacy.blank("en")
    for name in ("citewarden_sentences", "citewarden_quantities", "citewarden_abbreviations", "citewarden_context"):
        nlp.add_pipe(name)
    doc = nlp("Multiple sclerosis (MS) is not rare. About 70% of adults take 5 mg, e.g. at night.")
    assert [s.text[:5] for s in doc.sents] == ["Multi", "About"]
    assert [(q.low, q.unit) for q in doc._.quantities] == [(70, "%"), (5, "mg")]
    assert [a.short for a in doc._.abbreviations] == ["MS"]
    assert doc._.negated
    assert nlp.analyze_pipes()["problems"]["citewarden_quantities"] == []


@pytest.mark.long
def test_claims_can_be_had_from_any_pipeline_that_parses() -> None:
    import spacy
    from spacy.util import is_package

    from citewarden.nlp import components  # noqa: F401

    nlp = spacy.load(next(name for name in MODELS if is_package(name)))
    nlp.add_pipe("citewarden_claims")
    doc = nlp("Gout is a form of arthritis. It affects about 4% of adults. Have you read our page on gout?")
    assert [c.standalone for c in doc._.claims] == ["Gout is a form of arthritis.", "Gout affects about 4% of adults."]
    first = doc._.claims[0]
    assert doc.text[first.start : first.end] == "Gout is a form of arthritis."
    assert 0.5 <= first.confidence <= 1
    assert "token.dep" in nlp.get_pipe_meta("citewarden_claims").requires
    alone = spacy.blank("en")
    alone.add_pipe("citewarden_claims")
    assert set(alone.analyze_pipes()["problems"]["citewarden_claims"]) >= {"token.dep", "token.tag"}


@pytest.mark.long
def test_the_entry_points_alone_make_the_factories_known() -> None:
    script = (
        "import spacy\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('citewarden_quantities')\n"
        "print([q.text for q in nlp('Take 5 mg.')._.quantities])\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['5 mg']"


def test_letters_of_notes_under_a_table_are_no_words() -> None:
    from citewarden.nlp.units import clean

    assert clean("They sleep at night[a] and wake[bc].") == "They sleep at night and wake."
    assert clean("Take the [b] tablet, he said [sic].") == "Take the [b] tablet, he said [sic]."

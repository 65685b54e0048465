"""A judge that is a sequence classifier: passage and claim in, a chance for each of its labels out.

Any three-way NLI model and any checker of two labels will do, as an ONNX export (run by onnxruntime) or as
safetensors (run by torch and transformers). Which of its labels means what is read from `id2label` of its
`config.json`, or from `verify.judge_labels`. Nothing of a model is run but its graph: no pickle, no code of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from math import exp
from pathlib import Path

from citewarden.errors import ConfigError
from citewarden.nlp.verdict.judges.hub import USUAL
from citewarden.nlp.verdict.judges.protocol import Answer, label_named
from citewarden.nlp.verdict.protocol import LABELS

LENGTH = 512
"""Tokens of passage and claim together; the longer of the two is cut first."""

Score = Callable[[str, str], Sequence[float]]
"""(passage, claim) -> one figure for each label, before they are made chances."""


class Classifier:
    """The model in `folder`, one pair at a time: the same bits whatever stands beside it.

    `name` and `revision` say which model it is; without a revision the digest of its weights does.

    Raises:
        ConfigError: a file is missing or not what it should be, or its labels are in no usual spelling.
    """

    sentences = 3
    remote = False

    def __init__(self, folder: Path, *, name: str = "", file: str = "", labels: Mapping[str, str], revision: str = ""):
        weights = _weights(folder, file)
        self._order = _order(folder, labels)
        self._score = _onnx(folder, weights) if weights.suffix == ".onnx" else _torch(folder)
        self.place = name or folder.name
        version = revision[:12] or _digest(weights)[:12]
        self.name = f"judge:{self.place}@{version}"
        held = "" if revision else "".join(_digest(path) for path in (weights, folder / "tokenizer.json"))
        self.terms = json.dumps(["classifier-1", self.place, revision, held, weights.name, self._order, LENGTH])

    def ask(self, claim: str, passage: str) -> Answer:
        """A chance for each verdict."""
        raw = [float(value) for value in self._score(passage, claim)]
        if len(raw) != len(self._order):
            why = f"could not be asked: it gives {len(raw)} figures for {len(self._order)} labels"
            return Answer({}, why, failed=True)
        chances: dict[str, float] = {}
        if len(raw) == 1:  # one figure: how likely its only label is
            yes = 1 / (1 + exp(-max(-30.0, min(30.0, raw[0]))))
            chances = {self._order[0]: yes, "NEI": 1 - yes}
        else:
            powers = [exp(value - max(raw)) for value in raw]
            for label, power in zip(self._order, powers, strict=True):
                chances[label] = chances.get(label, 0.0) + power / sum(powers)
        return Answer({k: round(v, 6) for k, v in chances.items()})


def _weights(folder: Path, file: str) -> Path:
    wanted = (file,) if file else USUAL
    found = next((folder / name for name in wanted if (folder / name).is_file()), None)
    if found is None:
        what = file or "model.onnx or model.safetensors"
        raise ConfigError(f"no {what} in the judge's folder", where=str(folder), remedy="export the model to ONNX")
    for name in ("config.json", "tokenizer.json"):
        if not (folder / name).is_file():
            raise ConfigError(f"no {name} in the judge's folder", where=str(folder), remedy="export the model to ONNX")
    return found


def _order(folder: Path, labels: Mapping[str, str]) -> list[str]:
    """The verdict that each of the model's labels means, in their order."""
    where = str(folder / "config.json")
    try:
        named = json.loads((folder / "config.json").read_text("utf-8"))["id2label"]
        own = [str(named[str(i)]) for i in range(len(named))]
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError("it names no labels", where=where, remedy="id2label must name them") from error
    given = {str(k).lower(): v for k, v in labels.items()}
    order = [given.get(name.lower()) or label_named(name) for name in own]
    if "SUPPORT" not in order or not all(order) or (len(order) > 1 and set(order) == {"SUPPORT"}):
        raise ConfigError(
            f"its labels ({', '.join(own)}) are not those of a three-way judge or of a checker",
            where=where,
            remedy=f"say what they mean in verify.judge_labels, each one of {', '.join(LABELS)}",
        )
    return order


def _onnx(folder: Path, weights: Path) -> Score:
    try:
        import numpy as np
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing(error, "judge") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # the runtime has no common base class for its errors
        problem = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ConfigError(f"not a usable model ({problem})", where=str(folder)) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTH, strategy="longest_first")
    wanted = {i.name for i in session.get_inputs()}

    def score(passage: str, claim: str) -> Sequence[float]:
        coded = tokenizer.encode(passage, claim)
        feeds = {"input_ids": coded.ids, "attention_mask": coded.attention_mask, "token_type_ids": coded.type_ids}
        inputs = {k: np.array([v], dtype=np.int64) for k, v in feeds.items() if k in wanted}
        row: list[float] = np.asarray(session.run(None, inputs)[0][0]).reshape(-1).tolist()
        return row

    return score


def _torch(folder: Path) -> Score:
    try:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
    except ImportError as error:
        raise _missing(error, "judge-torch") from error
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    own = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), **own)
        model = AutoModelForSequenceClassification.from_pretrained(str(folder), use_safetensors=True, **own).eval()
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        problem = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ConfigError(f"not a usable model ({problem})", where=str(folder)) from error

    def score(passage: str, claim: str) -> Sequence[float]:
        coded = tokenizer(passage, claim, truncation="longest_first", max_length=LENGTH, return_tensors="pt")
        with torch.no_grad():
            row: list[float] = model(**coded).logits[0].float().reshape(-1).tolist()
        return row

    return score


def _missing(error: ImportError, extra: str) -> ConfigError:
    return ConfigError(
        f"the judge needs the package {error.name}", where="verify.judge", remedy=f"pip install 'citewarden[{extra}]'"
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

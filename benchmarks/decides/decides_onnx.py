"""Write a trained encoder as one ONNX file: weights as whole numbers of one byte, all arithmetic in single precision.

Each row of a table of embeddings and each column of a matrix has a scale of its own. The runtime turns matrices back
into floating point once, when it loads them; embeddings only where a word is looked up. One pair at a time: no padding,
no mask, so the same pair gives the same bits whatever else is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, npt.NDArray[np.float32]]
HEADS, EPSILON = 12, 1e-12


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def call(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """One more node; the name of what it gives."""
        name = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def constant(self, value: npt.NDArray[Any]) -> str:
        """A tensor kept in the file; its name."""
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def small(self, matrix: npt.NDArray[np.float32], axis: int) -> tuple[str, str]:
        """(bytes, scales along `axis`) of a matrix."""
        scale = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), 1e-8) / 127
        return self.constant(np.round(matrix / scale).astype(np.int8)), self.constant(scale.astype(np.float32))

    def looked_up(self, table: npt.NDArray[np.float32], rows: str) -> str:
        """Rows of a table of embeddings."""
        whole, scale = self.small(table, 1)
        found = self.call("Cast", self.call("Gather", whole, rows), to=TensorProto.FLOAT)
        return self.call("Mul", found, self.call("Gather", scale, rows))

    def dense(self, x: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        """x W' + b; `weight` as torch keeps it, (out, in)."""
        whole, scale = self.small(weight.T, 0)
        matrix = self.call("Mul", self.call("Cast", whole, to=TensorProto.FLOAT), scale)
        return self.call("Add", self.call("MatMul", x, matrix), self.constant(bias))

    def norm(self, x: str, weights: Weights, name: str) -> str:
        """Layer normalisation."""
        scale, bias = (self.constant(weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.call("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)


def built(weights: Weights, head: npt.NDArray[np.float32], bias: float) -> bytes:
    """The file: inputs `pieces` and `side` (1, n), output `score` (1,), the log-odds that the passage decides."""
    g = _Graph()
    e = "embeddings"
    places = g.call("Squeeze", g.call("Shape", "pieces", start=1), g.constant(np.array([0], np.int64)))
    at = g.call("Range", g.constant(np.array(0, np.int64)), places, g.constant(np.array(1, np.int64)))
    x = g.looked_up(weights[f"{e}.word_embeddings.weight"], "pieces")
    x = g.call("Add", x, g.looked_up(weights[f"{e}.token_type_embeddings.weight"], "side"))
    x = g.call("Add", x, g.looked_up(weights[f"{e}.position_embeddings.weight"], at))
    x = g.norm(x, weights, f"{e}.LayerNorm")
    layers = 1 + max(int(n.split(".")[2]) for n in weights if n.startswith("encoder.layer."))
    for n in range(layers):
        x = _layer(g, weights, f"encoder.layer.{n}", x)
    first = g.call("Gather", x, g.constant(np.array(0, np.int64)), axis=1)
    mean = g.call("ReduceMean", x, g.constant(np.array([1], np.int64)), keepdims=0)
    both = g.call("Concat", first, mean, axis=1)
    raw = g.call("MatMul", both, g.constant(head.astype(np.float32).reshape(-1)))
    g.nodes.append(helper.make_node("Add", [raw, g.constant(np.array([bias], np.float32))], ["score"]))
    graph = helper.make_graph(
        g.nodes,
        "decides",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "n"]) for name in ("pieces", "side")],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, [1])],
        g.weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], producer_name="citewarden")
    model.ir_version = 9
    return bytes(model.SerializeToString())


def _layer(g: _Graph, weights: Weights, name: str, x: str) -> str:
    def dense(part: str, value: str) -> str:
        return g.dense(value, weights[f"{name}.{part}.weight"], weights[f"{name}.{part}.bias"])

    width = weights[f"{name}.attention.self.query.weight"].shape[0]
    apart = g.constant(np.array([0, 0, HEADS, width // HEADS], np.int64))
    query, key, value = (g.call("Reshape", dense(f"attention.self.{p}", x), apart) for p in ("query", "key", "value"))
    query = g.call("Transpose", query, perm=[0, 2, 1, 3])
    key = g.call("Transpose", key, perm=[0, 2, 3, 1])
    value = g.call("Transpose", value, perm=[0, 2, 1, 3])
    scale = g.constant(np.array((width // HEADS) ** -0.5, np.float32))
    look = g.call("Softmax", g.call("Mul", g.call("MatMul", query, key), scale), axis=-1)
    seen = g.call("Transpose", g.call("MatMul", look, value), perm=[0, 2, 1, 3])
    seen = g.call("Reshape", seen, g.constant(np.array([0, 0, width], np.int64)))
    x = g.norm(g.call("Add", x, dense("attention.output.dense", seen)), weights, f"{name}.attention.output.LayerNorm")
    wide = g.call("Gelu", dense("intermediate.dense", x))
    return g.norm(g.call("Add", x, dense("output.dense", wide)), weights, f"{name}.output.LayerNorm")

"""Exports the trained reader as a model that @xenova/transformers loads, for one question at a time.

    /usr/bin/python3 scripts/train/export_reader.py [--work .cache/train] [--model models/footnote-bilingual]

Inputs: vectors float32 [different tokens, dimensions]; question int64 [its tokens] and tokens int64 [l], places in it, the
tokens of all passages one after the other with at least GAP of any kind after each; members float32 [passages, l],
1 at a passage's own tokens. Outputs: scores [l], none [1]. What a token looks like by itself is computed once,
however often it stands in the passages. Weights are stored in half precision, which halves their room and costs nothing: a
session makes them float32 when it opens. The model's settings then promise the reader; a new export of the embedding
takes that back.
"""

import argparse
import json
import os
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional

from export_onnx import OPSET, as_json, write
from reader import padded
from reader_network import ENCODERS, FAR, REACH, Reader


GAP = 2 * max(ENCODERS + REACH)  # how far a layer looks


class OneQuestion(torch.nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, vectors, question, tokens, members):
        reader = self.reader
        said = members.sum(0)[None, :, None]
        outside = (members - 1) * FAR
        projected, unit = reader.see(vectors)
        asked = projected[question].unsqueeze(0)
        asked = reader.encode(asked, torch.ones_like(asked[:, :, :1]))
        passage = reader.encode(projected[tokens].unsqueeze(0), said)
        weights = reader.weigh(vectors[question]).transpose(0, 1)
        pooled = torch.softmax(reader.attend(asked), 1).transpose(1, 2) @ asked
        cosines = (unit @ unit[question].transpose(0, 1))[tokens]
        covered = (cosines + outside.unsqueeze(2)).max(1)[0]
        coverage = (covered.clamp(min=0) * torch.softmax(weights, 1)).sum(1)
        told = reader.describe(passage, asked, cosines.unsqueeze(0), weights)
        told = torch.cat([told, (coverage @ members)[None, :, None]], 2)
        state = functional.relu(reader.join(told) + reader.asked(pooled))
        first, *rest = reader.layers
        state = state + first(state, said)
        heeded = torch.softmax(reader.heed(state).squeeze(2) + outside, 1) @ state.squeeze(0)
        state = state + members.transpose(0, 1) @ functional.relu(reader.recall(heeded))
        for layer in rest:
            state = state + layer(state, said)
        return reader.judge(state, pooled).reshape(-1), reader.none(pooled).reshape(-1)


def check(reader: Reader, vectors, question, passages: list[list[int]]) -> None:
    """Throws unless it gives what the reader gives in training."""
    tokens, members = packed(passages)
    rows, said = padded(passages, max(map(len, passages)))
    owner = torch.zeros(len(passages), dtype=torch.long)
    with torch.no_grad():
        alone, none_alone = OneQuestion(reader)(vectors, question, tokens, members)
        asked = torch.ones(1, len(question))
        scores, none = reader(vectors, question.unsqueeze(0), asked, rows, said, owner)
    torch.testing.assert_close(alone[members.sum(0) > 0], scores[said > 0], rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(none_alone, none, rtol=1e-4, atol=1e-4)


def packed(passages: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """`tokens` and `members`."""
    tokens: list[int] = []
    members = torch.zeros(len(passages), sum(len(passage) + GAP for passage in passages))
    for row, passage in zip(members, passages):
        row[len(tokens) : len(tokens) + len(passage)] = 1
        tokens += passage + [0] * GAP
    return torch.tensor(tokens), members


def halve(path: Path) -> None:
    """Stores the weights of a model's products as float16, each behind a cast that keeps its name."""
    model = onnx.load(str(path))
    graph = model.graph
    casts = []
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.dtype == np.float32 and values.ndim > 1:
            name = weights.name
            weights.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            casts.append(onnx.helper.make_node("Cast", [weights.name], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(".cache/train"))
    parser.add_argument("--model", type=Path, default=Path("models/footnote-bilingual"))
    arguments = parser.parse_args()
    weights = torch.load(arguments.work / "reader.pt")
    reader = Reader(weights["weigh.weight"].shape[1])
    reader.load_state_dict(weights)
    reader.eval().requires_grad_(False)
    torch.manual_seed(1)
    vectors = torch.randn(30, weights["weigh.weight"].shape[1])
    question, passages = torch.arange(5), [list(range(2, 20)), [1, 25, 4], list(range(30))]
    check(reader, vectors, question, passages)
    target = arguments.model / "onnx" / "reader.onnx"
    part = target.with_suffix(".part")
    torch.onnx.export(
        OneQuestion(reader),
        (vectors, question, *packed(passages)),
        part,
        input_names=["vectors", "question", "tokens", "members"],
        output_names=["scores", "none"],
        opset_version=OPSET,
        dynamic_axes={
            "vectors": {0: "different"},
            "question": {0: "asked"},
            "tokens": {0: "l"},
            "members": {0: "passages", 1: "l"},
            "scores": {0: "l"},
        },
    )
    halve(part)
    os.replace(part, target)
    print(f"{target}: {target.stat().st_size:,} bytes")
    settings = arguments.model / "footnote.json"
    write(settings, as_json({**json.loads(settings.read_text()), "reader": True}))


if __name__ == "__main__":
    main()

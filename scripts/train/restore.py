"""From what ships back to what training goes on from: the tokenizer and the reader's weights.

    /usr/bin/python3 scripts/train/restore.py [--model models/footnote-bilingual] [--work .cache/train]

Writes `pieces.model`, `pieces.vocab` (for `pairs.py --tokenizer`) and `reader.pt` (for `reader.py --start`) to the work folder.
Embeddings trained anew with this tokenizer have a space of their own: the reader must learn on with them, and they ship with it.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from sentencepiece import sentencepiece_model_pb2 as sentencepiece

from reader_network import Reader
from tokens import PAD_ID, UNKNOWN_ID


def tokenizer_of(settings: dict) -> sentencepiece.ModelProto:
    """The SentencePiece model behind a `tokenizer.json`, see `tokens.train_tokenizer`."""
    model = sentencepiece.ModelProto()
    for number, (piece, score) in enumerate(settings["model"]["vocab"]):
        added = model.pieces.add(piece=piece, score=score)
        if number == PAD_ID:
            added.piece, added.type = "<pad>", added.CONTROL
        if number == UNKNOWN_ID:
            added.piece, added.type = "<unk>", added.UNKNOWN
    model.trainer_spec.model_type = model.trainer_spec.UNIGRAM
    model.trainer_spec.vocab_size = len(model.pieces)
    model.trainer_spec.pad_id, model.trainer_spec.unk_id = PAD_ID, UNKNOWN_ID
    model.trainer_spec.bos_id = model.trainer_spec.eos_id = -1
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    return model


def reader_of(graph: onnx.GraphProto) -> Reader:
    """The reader behind what export_reader.py exports.

    The export keeps most names; weights that it turned around stand beside a bias that has its name, and the kernels are the
    weights of the convolutions, in order.

    Raises KeyError when a weight is not there.
    """
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]].astype(np.float32)
    made_by = {output: node for node in graph.node for output in node.output}
    found = {name.removeprefix("reader."): value for name, value in values.items()}
    for node in graph.node:
        biases = [name for name in node.input if name.endswith(".bias") and name in values]
        products = [made_by[name] for name in node.input if name in made_by]
        turned = [name for product in products for name in product.input if name in values]
        if node.op_type == "Add" and biases and turned and products[0].op_type == "MatMul":
            name = biases[0].removeprefix("reader.").replace(".bias", ".weight")
            found[name] = values[turned[0]].T
    kernels = list(dict.fromkeys(node.input[1] for node in graph.node if node.op_type == "Conv"))
    reader = Reader(found["weigh.weight"].shape[1])
    names = [name for name in reader.state_dict() if name.endswith(".kernel")]
    found |= {name: values[kernel][:, 0].T for name, kernel in zip(names, kernels)}
    reader.load_state_dict(
        {
            name: torch.from_numpy(np.array(found[name])).reshape(own.shape)
            for name, own in reader.state_dict().items()
        }
    )
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, default=Path("models/footnote-bilingual"))
    parser.add_argument("--work", type=Path, default=Path(".cache/train"))
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    tokenizer = tokenizer_of(json.loads((arguments.model / "tokenizer.json").read_text(encoding="utf-8")))
    (arguments.work / "pieces.model").write_bytes(tokenizer.SerializeToString())
    vocabulary = "".join(f"{each.piece}\t{each.score}\n" for each in tokenizer.pieces)
    (arguments.work / "pieces.vocab").write_text(vocabulary, encoding="utf-8")
    reader = reader_of(onnx.load(str(arguments.model / "onnx" / "reader.onnx")).graph)
    torch.save(reader.state_dict(), arguments.work / "reader.pt")


if __name__ == "__main__":
    main()

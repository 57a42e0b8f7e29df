"""Exports the trained table as a model that @xenova/transformers loads.

    /usr/bin/python3 scripts/train/export_onnx.py [--work .cache/train] [--data WORK] [--model models/footnote-bilingual]

Works on any checkpoint. Every file is replaced in one go, so a program may be using the model meanwhile.
Also writes `sample.jsonl` to the work folder, for check-embedding.ts: {"text", "ids", "vector"} a line.
"""

import argparse
import json
import os
import unicodedata
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from pairs import read_objects, read_rows
from tokens import PAD_ID, SPACING, UNKNOWN_ID, load_tokenizer, space_words

OPSET = 14  # the newest that the onnxruntime inside @xenova/transformers 2 is sure to run
MAX_TOKENS = 1024

# A space never reaches the vocabulary, so these names cannot be met in a text.
PAD, UNKNOWN = " <pad>", " <unk>"

ODD_TEXTS = [
    "",
    " ",
    "a",
    "的",
    "第一行\n第二行\r\n\tthird  line",
    "<pad> <unk> <s> </s> ▁",
    "emoji 👩‍👩‍👧 and 🦙🦙, then 龘靐齉 𠮷野家",
    "カタカナ и кириллица é ü ñ ﬁ",
    "risc-v、c++、.net、gpt-4o 與 3.14%",
    "https://example.com/a?b=c&d=[e]",
    "x" * 300,
]


def quantize(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns int8 rows [pieces, dimensions] and what to multiply each with, float32 [pieces]."""
    scales = np.maximum(np.abs(table).max(axis=1), 1e-12).astype(np.float32) / 127
    return np.rint(table / scales[:, None]).astype(np.int8), scales


def graph_of(rows: np.ndarray, scales: np.ndarray) -> onnx.ModelProto:
    """Sums the rows of a text's tokens: ids and mask [batch, tokens] to [batch, 1, dimensions].

    Scale and mask are one weight a token, so the sum is a product of matrices over the int8 rows as they are.
    """
    nodes = [
        helper.make_node("Gather", ["rows", "input_ids"], ["quantized"]),  # int8 [batch, tokens, dimensions]
        helper.make_node("Cast", ["quantized"], ["vectors"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scales", "input_ids"], ["scale"]),  # [batch, tokens]
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["scale", "mask"], ["weight"]),
        helper.make_node("Unsqueeze", ["weight", "axis"], ["weights"]),  # [batch, 1, tokens]
        helper.make_node("MatMul", ["weights", "vectors"], ["last_hidden_state"]),
    ]
    ids = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, ["batch", 1, rows.shape[1]]
    )
    constants = {"rows": rows, "scales": scales, "axis": np.asarray([1], dtype=np.int64)}
    graph = helper.make_graph(
        nodes,
        "footnote-bilingual",
        ids,
        [output],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="footnote")
    model.ir_version = 7
    onnx.checker.check_model(model)
    return model


def tokenizer_of(tokenizer) -> dict:
    """The SentencePiece model in the format of Hugging Face's tokenizers."""
    vocabulary = [
        [tokenizer.id_to_piece(piece), float(str(np.float32(tokenizer.get_score(piece))))]
        for piece in range(tokenizer.get_piece_size())
    ]
    vocabulary[PAD_ID], vocabulary[UNKNOWN_ID] = [PAD, 0.0], [UNKNOWN, 0.0]
    spacing = [
        {"type": "Replace", "pattern": {"Regex": pattern}, "content": content} for pattern, content in SPACING
    ]
    metaspace = {
        "type": "Metaspace",
        "replacement": "▁",
        "add_prefix_space": False,
        "prepend_scheme": "never",
    }
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}, *spacing],
        },
        "pre_tokenizer": metaspace,
        "post_processor": None,
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": UNKNOWN_ID, "vocab": vocabulary},
    }


def sample_texts(data: Path) -> list[str]:
    """Folded texts as they come, some of every kind."""
    texts = list(ODD_TEXTS)
    for number, row in enumerate(read_rows(data / "parallel.en-zh.tsv.gz")):
        if number % 1500 == 0:
            texts += row[1:]
    for row in read_objects(data / "reading.jsonl.gz")[::150]:
        texts += [row["question"], row["paragraph"][:400]]
    return texts


def write_sample(path: Path, texts: list[str], table: np.ndarray, tokenizer) -> None:
    with open(path, "w", encoding="utf-8") as out:
        for text in texts:
            ids = tokenizer.encode(space_words(unicodedata.normalize("NFKC", text).lower()))
            vector = table[ids].sum(axis=0) if ids else np.zeros(table.shape[1])
            vector = vector / max(float(np.linalg.norm(vector)), 1e-12)
            row = {"text": text, "ids": ids, "vector": [round(float(value), 6) for value in vector]}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    os.replace(part, path)
    print(f"{path}: {len(content):,} bytes")


def as_json(value: object, indent: int | None = 2) -> bytes:
    separators = None if indent else (",", ":")
    return (json.dumps(value, ensure_ascii=False, indent=indent, separators=separators) + "\n").encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(".cache/train"))
    parser.add_argument("--data", type=Path, help="folder with the folded data, if not the work folder")
    parser.add_argument("--model", type=Path, default=Path("models/footnote-bilingual"))
    arguments = parser.parse_args()
    work, model = arguments.work, arguments.model

    tokenizer = load_tokenizer(work / "pieces")
    table = np.load(work / "embedding.npy")
    # Neither says anything about a text.
    table[[PAD_ID, UNKNOWN_ID]] = 0
    pieces, dimensions = table.shape
    write(model / "onnx" / "model_quantized.onnx", graph_of(*quantize(table)).SerializeToString())
    write(model / "tokenizer.json", as_json(tokenizer_of(tokenizer), indent=None))
    names = {"pad_token": PAD, "unk_token": UNKNOWN}
    write(
        model / "tokenizer_config.json",
        as_json({"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": MAX_TOKENS, **names}),
    )
    # "roberta" is the type that takes exactly these two inputs.
    config = {
        "model_type": "roberta",
        "hidden_size": dimensions,
        "vocab_size": pieces,
        "pad_token_id": PAD_ID,
    }
    write(model / "config.json", as_json(config))
    settings = {
        "pooling": "cls",
        "normalize": True,
        "queryPrefix": "",
        "passagePrefix": "",
        "fold": True,
        "staticTokens": True,
        "dimensions": dimensions,
    }
    write(model / "footnote.json", as_json(settings))
    write_sample(work / "sample.jsonl", sample_texts(arguments.data or work), table, tokenizer)


if __name__ == "__main__":
    main()

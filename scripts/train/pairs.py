"""Folded data to training pairs of token arrays, once, so that a training step touches no text.

    /usr/bin/python3 scripts/train/pairs.py [--work .cache/train] [--pieces 40000] [--held-out 0-3]
        [--data WORK] [--tokenizer OTHER]

Writes to the work folder:
    pieces.model      the SentencePiece tokenizer
    tokens.npy        int32 [all tokens]: every distinct text's ids, one after another
    bounds.npy        int64 [texts + 1]: text i is tokens[bounds[i]:bounds[i + 1]]
    pairs.npy         int32 [pairs, 3]: question text, passage text, source
    held-out.npy      the same for the slice that is never trained on and on which choices are made
    sources.json      [{"name", "weight", "pairs", "heldOut"}], in the order that the third column counts
"""

import argparse
import gzip
import json
import random
import re
import shutil
import zlib
from pathlib import Path
from typing import Iterator

import numpy as np

from glosses import Glosser
from tokens import load_tokenizer, space_words, train_tokenizer

SEED = 20251122
MAX_TOKENS = 192
WINDOW_CHARACTERS = 300  # what the index calls a passage
TOKENIZER_CHARACTERS = 12_000_000

# How often a pair of each source is drawn, relative to one of "headings".
WEIGHTS = {
    "parallel": 2.0,  # English paragraph, its Chinese translation
    "english-part": 1.0,  # one sentence of an English paragraph, the whole Chinese translation
    "chinese-part": 1.0,  # the other way round
    "reading-sentence": 1.5,  # question, the sentence that holds the answer
    "reading-window": 2.0,  # question, a passage-sized window around the answer
    "reading-whole": 1.0,  # question, the whole paragraph
    "gloss-question": 1.0,  # question put into English word by word, a window around the answer
    "gloss-sentence": 1.5,  # any sentence put into English word by word, its window
    "english-sentence": 2.0,  # question in English, the sentence that holds the answer
    "english-window": 3.0,  # question in English, a window around the answer
    "english-whole": 1.0,  # question in English, the whole paragraph
    "english-question": 1.0,  # question in English, the Chinese question
    "reworded-sentence": 1.5,  # question in other Chinese words, the sentence that holds the answer
    "reworded-window": 2.0,  # question in other Chinese words, a window around the answer
    "article-sentence": 1.0,  # question on an article (its words, others, English), the sentence with the answer
    "article-window": 1.5,  # the same, a window around the answer
    "article-question": 0.7,  # question in English or in other words, the question in the article's words
    "digest": 2.0,  # what a paragraph says in English, the whole paragraph
    "digest-part": 1.5,  # one sentence of that, the whole paragraph
    "headings": 1.0,  # heading, title or description; a passage below it
    "rest": 1.0,  # one sentence, the rest of its passage
    "dictionary": 0.4,  # Chinese word, its English meaning
    "thesaurus": 0.4,  # Chinese word, another for it
}

_SENTENCE = re.compile(r"[^。!?;\n]*?(?:[。!?;\n]+|(?<=[a-z0-9)])\.(?=\s)|$)[」』”\"')]*")


def sentences_of(text: str) -> list[str]:
    """Splits folded text at sentence ends in either language; the parts joined are the text."""
    return [part for part in _SENTENCE.findall(text) if part]


def window_around(sentences: list[str], centre: int, characters: int) -> str:
    """Returns neighbouring sentences, `centre` among them, of at most about `characters` characters."""
    first = last = centre
    length = len(sentences[centre])
    while True:
        after = len(sentences[last + 1]) if last + 1 < len(sentences) else None
        before = len(sentences[first - 1]) if first > 0 else None
        if (
            after is not None
            and length + after <= characters
            and (before is None or last - centre <= centre - first)
        ):
            last, length = last + 1, length + after
        elif before is not None and length + before <= characters:
            first, length = first - 1, length + before
        elif after is not None and length + after <= characters:
            last, length = last + 1, length + after
        else:
            return "".join(sentences[first : last + 1])


def order_of(key: str) -> float:
    """0..100, by the text itself, so that a passage has the same order whichever file it comes from."""
    return zlib.crc32(key.encode()) % 10_000 / 100


# From where to where in the order of the texts, 0..100; the end is not in it.
Parts = list[tuple[float, float]]


def held_out(key: str, parts: Parts) -> bool:
    return any(first <= order_of(key) < end for first, end in parts)


def parts_of(argument: str) -> Parts:
    """Reads what `--held-out` takes."""
    return [(float(first), float(end)) for first, end in (part.split("-") for part in argument.split(","))]


def read_rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def read_objects(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def key_of(*texts: str) -> str:
    """Names a question (with its paragraph) or a paragraph in the files of wordings and digests."""
    return f"{zlib.crc32(chr(10).join(texts).encode()):08x}"


class Pairs:
    """Collects pairs of texts, each distinct text once."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.train: list[tuple[int, int, int]] = []
        self.held: list[tuple[int, int, int]] = []
        self.sources = list(WEIGHTS)

    def add(self, source: str, question: str, passage: str, held: bool) -> None:
        question, passage = space_words(question), space_words(passage)
        if not question or not passage or question == passage:
            return
        row = (
            self.ids.setdefault(question, len(self.ids)),
            self.ids.setdefault(passage, len(self.ids)),
            self.sources.index(source),
        )
        (self.held if held else self.train).append(row)


def add_parallel(pairs: Pairs, work: Path, rng: random.Random) -> None:
    """Neighbouring rows come from one article: blocks of them are held out together."""
    for number, (_, english, chinese) in enumerate(read_rows(work / "parallel.en-zh.tsv.gz")):
        held = held_out(f"parallel block {number // 100}", [(0, 1)])
        pairs.add("parallel", english, chinese, held)
        for source, short, long in (("english-part", english, chinese), ("chinese-part", chinese, english)):
            parts = [part for part in sentences_of(short) if len(part) >= 8]
            if len(parts) > 1:
                pairs.add(source, rng.choice(parts), long, held)


def add_reading(
    pairs: Pairs, work: Path, rng: random.Random, glosser: Glosser, held_parts: Parts
) -> set[str]:
    """Returns the distinct paragraphs that are trained on."""
    paragraphs = set()
    wordings = {row[0]: row[1:] for row in read_rows(work / "wordings.tsv.gz")}
    rows = read_objects(work / "reading.jsonl.gz")
    for row in rows:
        question, paragraph = row["question"], row["paragraph"]
        held = held_out(paragraph, held_parts)
        if not held:
            paragraphs.add(paragraph)
        pairs.add("reading-whole", question, paragraph, held)
        english, reworded = wordings.get(key_of(question, paragraph), ("", ""))
        pairs.add("english-whole", english, paragraph, held)
        pairs.add("english-question", english, question, held)
        sentences = sentences_of(paragraph)
        found = [index for index, sentence in enumerate(sentences) if row["answer"] in sentence]
        if not found:
            continue
        # An answer such as a year stands in several sentences: the one most like the question is meant.
        centre = max(found, key=lambda index: len(set(sentences[index]) & set(question)))
        window = window_around(sentences, centre, WINDOW_CHARACTERS)
        pairs.add("reading-sentence", question, sentences[centre], held)
        pairs.add("reading-window", question, window, held)
        pairs.add("english-sentence", english, sentences[centre], held)
        pairs.add("english-window", english, window, held)
        pairs.add("reworded-sentence", reworded, sentences[centre], held)
        pairs.add("reworded-window", reworded, window, held)
        pairs.add("gloss-question", glosser.gloss(question, rng), window, held)
    add_digests(pairs, work, {row["paragraph"] for row in rows}, rng, held_parts)
    return paragraphs


def add_articles(pairs: Pairs, work: Path, held_parts: Parts) -> None:
    """Questions on articles; those of one article are held out together."""
    for article in read_objects(work / "articles.jsonl.gz"):
        held = held_out(article["paragraphs"][0], held_parts)
        answered = [question for question in article["questions"] if question["answer"] is not None]
        for question in answered:
            close, *others = wordings_of(question)
            for other in others:
                pairs.add("article-question", other, close, held)
        # One kind of wording after the other: neighbours are then other questions on the same article.
        for wordings in zip(*map(wordings_of, answered)):
            for wording, question in zip(wordings, answered):
                sentences = sentences_of(article["paragraphs"][question["paragraph"]])
                found = [index for index, sentence in enumerate(sentences) if question["answer"] in sentence]
                if not found:  # the answer runs over a sentence's end
                    continue
                pairs.add("article-sentence", wording, sentences[found[0]], held)
                pairs.add(
                    "article-window", wording, window_around(sentences, found[0], WINDOW_CHARACTERS), held
                )


def wordings_of(question: dict) -> list[str]:
    """A question on an article in its words, in other words, and in English."""
    return [*question["wordings"]["same"], *question["wordings"]["cross"]]


def add_digests(
    pairs: Pairs, work: Path, paragraphs: set[str], rng: random.Random, held_parts: Parts
) -> None:
    digests = {row[0]: row[1] for row in read_rows(work / "digests.tsv.gz")}
    for paragraph in sorted(paragraphs):
        digest, held = digests.get(key_of(paragraph), ""), held_out(paragraph, held_parts)
        pairs.add("digest", digest, paragraph, held)
        parts = [part for part in sentences_of(digest) if len(part) >= 8]
        if len(parts) > 1:
            pairs.add("digest-part", rng.choice(parts), paragraph, held)


def add_headings(pairs: Pairs, work: Path) -> set[str]:
    """Returns the distinct passages that are trained on."""
    passages = set()
    for _, heading, passage in read_rows(work / "headings.tsv.gz"):
        held = held_out(passage, [(0, 2)])
        pairs.add("headings", heading, passage, held)
        if not held:
            passages.add(passage)
    return passages


def add_sentences(
    pairs: Pairs, passages: list[str], general: set[str], rng: random.Random, glosser: Glosser
) -> None:
    """A sentence against the rest of its passage; in `general` ones, glossed, against its window too."""
    for passage in passages:
        sentences = sentences_of(passage)
        if len(sentences) < 3:
            continue
        for _ in range(3 if passage in general else 1):
            centre = rng.randrange(len(sentences))
            if len(sentences[centre]) < 10:
                continue
            rest = "".join(sentences[:centre] + sentences[centre + 1 :])
            pairs.add("rest", sentences[centre], rest[:600], False)
            if passage in general:
                window = window_around(sentences, centre, WINDOW_CHARACTERS)
                pairs.add("gloss-sentence", glosser.gloss(sentences[centre], rng), window, False)


def add_dictionary(pairs: Pairs, work: Path) -> None:
    for _, simplified, english in read_rows(work / "dictionary.tsv.gz"):
        pairs.add("dictionary", english, simplified, False)


def add_thesaurus(pairs: Pairs, work: Path) -> None:
    for word, substitutes in read_rows(work / "thesaurus.tsv.gz"):
        for substitute in substitutes.split(" "):
            pairs.add("thesaurus", word, substitute, False)


def write_tokenizer(pairs: Pairs, work: Path, pieces: int, rng: random.Random) -> None:
    trained = {text for row in pairs.train for text in row[:2]}
    texts = [text for text, number in pairs.ids.items() if number in trained]
    rng.shuffle(texts)
    total = 0
    with open(work / "pieces.txt", "w", encoding="utf-8") as out:
        for text in texts:
            for sentence in sentences_of(text):
                out.write(sentence + "\n")
                total += len(sentence)
            if total > TOKENIZER_CHARACTERS:
                break
    train_tokenizer(work / "pieces.txt", work / "pieces", pieces)


def write_arrays(pairs: Pairs, work: Path) -> None:
    tokenizer = load_tokenizer(work / "pieces")
    encoded = [ids[:MAX_TOKENS] for ids in tokenizer.encode(list(pairs.ids), num_threads=2)]
    bounds = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(ids) for ids in encoded], out=bounds[1:])
    np.save(work / "tokens.npy", np.concatenate([np.asarray(ids, dtype=np.int32) for ids in encoded]))
    np.save(work / "bounds.npy", bounds)
    np.save(work / "pairs.npy", np.asarray(pairs.train, dtype=np.int32))
    np.save(work / "held-out.npy", np.asarray(pairs.held, dtype=np.int32))
    trained = [row[2] for row in pairs.train]
    held = [row[2] for row in pairs.held]
    sources = [
        {"name": name, "weight": WEIGHTS[name], "pairs": trained.count(index), "heldOut": held.count(index)}
        for index, name in enumerate(pairs.sources)
    ]
    (work / "sources.json").write_text(json.dumps(sources, indent=2) + "\n")
    print(json.dumps({"texts": len(encoded), "tokens": int(bounds[-1]), "sources": sources}, indent=2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(".cache/train"))
    parser.add_argument("--pieces", type=int, default=40_000)
    parser.add_argument(
        "--held-out",
        type=parts_of,
        default="0-3",
        help="parts of the reading paragraphs and articles, in percent: 0-15,57-100",
    )
    parser.add_argument("--data", type=Path, help="folder with the folded data, if not the work folder")
    parser.add_argument(
        "--tokenizer", type=Path, help="work folder with a tokenizer to use instead of a new one"
    )
    arguments = parser.parse_args()
    work, data, rng = arguments.work, arguments.data or arguments.work, random.Random(SEED)

    glosser = Glosser(read_rows(data / "dictionary.tsv.gz"))
    pairs = Pairs()
    add_parallel(pairs, data, rng)
    paragraphs = add_reading(pairs, data, rng, glosser, arguments.held_out)
    add_articles(pairs, data, arguments.held_out)
    passages = add_headings(pairs, data)
    add_sentences(pairs, sorted(paragraphs | passages), paragraphs, rng, glosser)
    add_dictionary(pairs, data)
    add_thesaurus(pairs, data)
    if arguments.tokenizer:
        for suffix in (".model", ".vocab"):
            shutil.copyfile(arguments.tokenizer / f"pieces{suffix}", work / f"pieces{suffix}")
    else:
        write_tokenizer(pairs, work, arguments.pieces, rng)
    write_arrays(pairs, work)


if __name__ == "__main__":
    main()

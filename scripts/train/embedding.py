"""Trains the static embedding: a text is the sum of its tokens' vectors, scaled to length one.

    /usr/bin/python3 scripts/train/embedding.py [--work .cache/train] [--steps 9000] [--minutes 45]

The loss is InfoNCE with the batch's other passages as negatives, in both directions. There is no network, so
a step is three matrix products, two gathers and Adam. train.sh sets variables that make it faster. Writes
`embedding.npy` (float32 [pieces, dimensions]) to the work folder every few hundred steps and at the end.
"""

import argparse
import json
import math
import os
import time
from pathlib import Path

import numpy as np
import torch

from tokens import load_tokenizer

SEED = 20251122
DIMENSIONS = 384
BATCH = 2048  # pairs
RUN = 4  # neighbouring pairs drawn together: paragraphs of one article are the negatives that teach most
# The sources whose neighbours are near but not the same: paragraphs of one article, sentences of one paragraph.
NEIGHBOURS = (
    "parallel",
    "english-part",
    "chinese-part",
    "reading-sentence",
    "english-sentence",
    "reworded-sentence",
    "article-sentence",
    "dictionary",
)
SCALE = 20.0  # what cosines are multiplied with before the softmax
LEARNING_RATE = 0.006
DROPOUT = 0.1  # of the tokens: a pair is met dozens of times and must not be learned by heart
DROPOUT_TOKENS = 8  # texts shorter than this keep all of theirs
CHECKPOINT_STEPS = 200
HELD_OUT_PAIRS = 1000
DISTRACTORS = 1000  # trained paragraphs that every held-out question has to compete with


class Texts:
    """All token ids, one text after another."""

    def __init__(self, work: Path) -> None:
        self.tokens = np.load(work / "tokens.npy")
        self.bounds = np.load(work / "bounds.npy")

    def bags(
        self, texts: np.ndarray, dropout: np.random.Generator | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the ids of `texts` joined (int32 [tokens]) and where each text starts (int32 [texts]).

        With `dropout`, texts that can spare them lose some of their tokens at random.
        """
        first = self.bounds[texts]
        lengths = self.bounds[texts + 1] - first
        starts = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(first - starts, lengths)
        if dropout is not None:
            kept = dropout.random(len(places), dtype=np.float32) >= DROPOUT
            kept |= np.repeat(lengths < DROPOUT_TOKENS, lengths)
            # The tokens kept before each text are where it now starts.
            starts = np.append(0, np.cumsum(kept))[starts]
            places = places[kept]
        return torch.from_numpy(self.tokens[places]), torch.from_numpy(starts.astype(np.int32))


class Contrast(torch.autograd.Function):
    """InfoNCE in both directions over unit vectors, its gradient written out: one exponential, no copies."""

    @staticmethod
    def forward(ctx, questions: torch.Tensor, passages: torch.Tensor, ignored: torch.Tensor):
        """Both are [batch, dimensions]; `ignored` [2, n] are no negatives. Returns the mean loss in nats."""
        # A cosine is at most one, so subtracting the scale keeps the exponentials from overflowing.
        likeness = torch.addmm(torch.full((1, 1), -SCALE), questions, passages.T, alpha=SCALE)
        own = likeness.diagonal().clone()
        likeness.exp_()
        likeness[ignored[0], ignored[1]] = 0
        by_question, by_passage = likeness.sum(1), likeness.sum(0)
        ctx.save_for_backward(questions, passages, likeness, by_question, by_passage)
        return (0.5 * (by_question.log() + by_passage.log()) - own).mean()

    @staticmethod
    def backward(ctx, gradient: torch.Tensor):
        questions, passages, likeness, by_question, by_passage = ctx.saved_tensors
        factor = 0.5 * SCALE * gradient / len(questions)
        by_question, by_passage = by_question.reciprocal()[:, None], by_passage.reciprocal()[None, :]
        weights = likeness
        for rows in torch.arange(len(likeness)).split(256):  # few enough to stay in the cache
            weights[rows[0] : rows[-1] + 1] *= by_question[rows] + by_passage
        weights.diagonal().sub_(2.0)
        return factor * (weights @ passages), factor * (weights.T @ questions), None


class Draw:
    """Draws batches of runs of neighbouring pairs, each source as often as its weight says."""

    def __init__(self, pairs: np.ndarray, sources: list[dict], rng: np.random.Generator) -> None:
        ordered = []
        for index, source in enumerate(sources):
            rows = pairs[pairs[:, 2] == index]
            # In the other sources neighbours often share a passage: it would be asked to be unlike itself.
            ordered.append(rows if source["name"] in NEIGHBOURS else rng.permutation(rows))
        self.pairs, self.rng = np.concatenate(ordered), rng
        self.cumulative = np.cumsum(np.asarray([source["weight"] for source in sources])[self.pairs[:, 2]])

    def batch(self) -> np.ndarray:
        """Returns [batch, 3] rows of `pairs`."""
        heads = self.rng.random(BATCH // RUN) * self.cumulative[-1]
        first = np.searchsorted(self.cumulative, heads, side="right")
        rows = (first[:, None] + np.arange(RUN)).reshape(-1) % len(self.pairs)
        return self.pairs[rows]


def repeats(batch: np.ndarray) -> torch.Tensor:
    """Returns int64 [2, n]: places (i, j), i not j, where pair i has the question or passage of pair j."""
    places = []
    for column in (0, 1):
        order = np.argsort(batch[:, column], kind="stable")
        ids = batch[order, column]
        for distance in range(1, 8):
            same = np.flatnonzero(ids[distance:] == ids[:-distance])
            places.append(np.stack([order[same], order[same + distance]]))
    joined = np.concatenate(places, axis=1)
    return torch.from_numpy(np.concatenate([joined, joined[::-1]], axis=1))


def embed(
    table: torch.Tensor, texts: Texts, ids: np.ndarray, dropout: np.random.Generator | None = None
) -> torch.Tensor:
    """Returns unit vectors [texts, dimensions]."""
    joined, starts = texts.bags(ids, dropout)
    return torch.nn.functional.normalize(torch.nn.functional.embedding_bag(joined, table, starts, mode="sum"))


def held_out_figures(
    table: torch.Tensor, texts: Texts, pairs: np.ndarray, held: np.ndarray, sources: list[dict]
) -> dict:
    """By source: questions, hit@1 and hit@5 among the held-out passages of that source and the distractors."""
    figures = {}
    names = [source["name"] for source in sources]
    distractors = np.unique(pairs[pairs[:, 2] == names.index("reading-whole"), 1])[:DISTRACTORS]
    with torch.no_grad():
        for index, name in enumerate(names):
            rows = held[held[:, 2] == index][:HELD_OUT_PAIRS]
            if len(rows) == 0:
                continue
            passages, right = np.unique(rows[:, 1], return_inverse=True)
            candidates = np.concatenate([passages, distractors])
            likeness = embed(table, texts, rows[:, 0]) @ embed(table, texts, candidates).T
            own = likeness[torch.arange(len(rows)), torch.from_numpy(right)]
            rank = (likeness > own[:, None]).sum(1)
            figures[name] = [len(rows), *(round(float((rank < k).float().mean()), 3) for k in (1, 5))]
    return figures


def save(path: Path, table: torch.Tensor) -> None:
    """Replaces the file in one go: an export never reads half a table."""
    part = path.with_suffix(".part.npy")
    np.save(part, table.detach().numpy())
    os.replace(part, path)


def first_table(pieces: int, start: Path | None) -> torch.Tensor:
    if start is None:
        return (torch.randn(pieces, DIMENSIONS) * 0.02).requires_grad_()
    return torch.from_numpy(np.load(start / "embedding.npy")).requires_grad_()


def train(work: Path, start: Path | None, rate: float, steps: int, minutes: float, threads: int) -> None:
    torch.set_num_threads(threads)
    torch.manual_seed(SEED)
    texts = Texts(work)
    pairs, held = np.load(work / "pairs.npy"), np.load(work / "held-out.npy")
    sources = json.loads((work / "sources.json").read_text())
    pieces = load_tokenizer(work / "pieces").get_piece_size()
    rng = np.random.default_rng(SEED)
    draw = Draw(pairs, sources, rng)
    table = first_table(pieces, start)
    optimizer = torch.optim.Adam([table], lr=rate, foreach=False)

    started = time.perf_counter()
    average = None
    step, done = 0, 0.0
    while done < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - done)
        batch = draw.batch()
        vectors = embed(table, texts, batch[:, :2].T.reshape(-1), rng)
        loss = Contrast.apply(vectors[: len(batch)], vectors[len(batch) :], repeats(batch))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
        seconds = time.perf_counter() - started
        step += 1
        done = max(step / steps, seconds / (60 * minutes))
        if step % 50 == 0 or done >= 1:
            print(
                f"step {step} loss {average:.3f} {seconds / step * 1000:.0f} ms/step {seconds:.0f} s",
                flush=True,
            )
        if step % CHECKPOINT_STEPS == 0 or done >= 1:
            save(work / "embedding.npy", table)
        if step % (5 * CHECKPOINT_STEPS) == 0 or done >= 1:
            print(json.dumps(held_out_figures(table, texts, pairs, held, sources)), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(".cache/train"))
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument(
        "--minutes", type=float, default=math.inf, help="the learning rate reaches 0 by then at the latest"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--start", type=Path, help="work folder with a table of the same tokenizer to go on from"
    )
    parser.add_argument("--rate", type=float, default=LEARNING_RATE)
    arguments = parser.parse_args()
    train(
        arguments.work, arguments.start, arguments.rate, arguments.steps, arguments.minutes, arguments.threads
    )


if __name__ == "__main__":
    main()

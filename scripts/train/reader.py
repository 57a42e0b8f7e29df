"""Trains the reader: which tokens of some passages answer a question, and whether any does.

    /usr/bin/python3 scripts/train/reader.py --fold 15-57 FOLDER [--fold PARTS FOLDER ...] --held-out 0-15 FOLDER
        [--work .cache/train] [--steps 4000] [--rate .002] [--start reader.pt] [--seed 20261126] [--processes 2]

A passage's tokens meet the question's as vectors of the embedding, which stay as they are. Gated convolutions let each know
its neighbours; then it is described by itself, by what of the question is nearest to it (soft alignment, as in Chen et al.
2017), and by how near that is; further convolutions tell it what was found around it. The loss is the negative logarithm of the share that a softmax over all
tokens of all passages, and "none", gives to the answer's tokens (Clark & Gardner 2018). An embedding is trusted too much
on questions that it was trained on: so each part of the questions is learned from with an embedding that has not seen
that part, and these embeddings are close to each other. Writes `reader.pt` to the work folder.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.multiprocessing as multiprocessing
from torch.nn import functional

from pairs import parts_of
from reader_data import Question, ReaderData
from reader_network import FAR, Reader

SEED = 20261126
WORD_DROPOUT = 0.05
HEADING_DROPOUT = 0.25  # so many questions on articles do without: a folder's articles may have no titles
BATCH = 32  # questions
PASSAGES = 3  # of each: the one that answers, one of the same group, one from elsewhere
NEIGHBOURS = 12  # passages that are nearest to a question by vector, from which those elsewhere are drawn
NEAREST_OF_GROUP = 6  # the same, of its own group: among them is what seems to answer, and does not
MOST_TOKENS, MOST_QUESTION_TOKENS = 144, 40
LENGTHS = 8  # batches that are drawn together and sorted by length: with so much less padding, a step takes 0.7 of the time
PATIENCE = 600  # seconds that a process waits for the others, one of which may have died
LEARNING_RATE, WARM_UP, DECAY = 2e-3, 100, 1e-2
WEIGHTS = {"reading": 1.0, "articles": 2.0}  # how often a question is drawn


def padded(rows: list[list[int]], most: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns int64 [rows, longest] and float32 1 where there is a token."""
    width = max(1, min(most, max(map(len, rows))))
    ids, there = torch.zeros(len(rows), width, dtype=torch.long), torch.zeros(len(rows), width)
    for row, (target, mask) in zip(rows, zip(ids, there)):
        target[: len(row)] = torch.tensor(row[:width])
        mask[: len(row)] = 1
    return ids, there


@dataclass
class Posed:
    """A question and what it is asked of."""

    question: Question
    passages: list[int]  # their numbers
    headed: bool  # whether they stand under their headings


class Batches:
    """Questions with passages of their own group and others that are near, drawn at random.

    All passages of a question come with their headings, or none: that one has any must not give away which is right.
    """

    def __init__(self, data: ReaderData, table: torch.Tensor, questions: list[Question], seed: int) -> None:
        self.data, self.table, self.questions = data, table, questions
        self.rng = np.random.default_rng(seed)
        self.own, self.near = self._nearest()
        self.cumulative = np.cumsum([WEIGHTS[question.kind] for question in questions])
        self.drawn: list[list[Posed]] = []

    @property
    def weight(self) -> float:
        return self.cumulative[-1]

    def draw(self, count: int, order: np.random.Generator) -> list[Posed]:
        """Questions whose passages are about equally long; `order` decides which lengths come first."""
        if not self.drawn:
            heads = self.rng.random(count * LENGTHS) * self.weight
            numbers = np.searchsorted(self.cumulative, heads, side="right")
            posed = sorted([self.pose(number, HEADING_DROPOUT) for number in numbers], key=self._longest)
            self.drawn = [posed[start : start + count] for start in order.permutation(LENGTHS) * count]
        return self.drawn.pop()

    def pose(self, number: int, heading_dropout: float = 0) -> Posed:
        """The question of this number, of passages drawn for it."""
        question = self.questions[number]
        headed = self._has_headings(question) and self.rng.random() >= heading_dropout
        return Posed(question, self._passages_for(number), headed)

    def scores(self, reader: Reader, posed: list[Posed]):
        """What `reader` gives: scores [n, l], "none" [b], whose passage each is [n], and 1 at the answers' tokens [n, l]."""
        passages, owner, answers, above = [], [], [], []
        for row, each in enumerate(posed):
            question = each.question
            for number_of_passage in each.passages:
                passage = self.data.passages[number_of_passage]
                heading = passage.heading if each.headed else []
                right = question.place is not None and number_of_passage == question.place[0]
                passages.append(heading + passage.tokens)
                above.append(len(heading))
                owner.append(row)
                answers.append([len(heading) + place for place in question.place[1]] if right else [])
        questions, asked = padded([each.question.tokens for each in posed], MOST_QUESTION_TOKENS)
        said_ids, said = padded(passages, MOST_TOKENS)
        used, places = torch.unique(
            torch.cat([questions.reshape(-1), said_ids.reshape(-1)]), return_inverse=True
        )
        target = torch.zeros_like(said)
        for row, places_of_answer in zip(target, answers):
            row[[place for place in places_of_answer if place < len(row)]] = 1
        owner = torch.tensor(owner)
        vectors = torch.cat([self.table[used], torch.zeros(1, self.table.shape[1])])
        if reader.training:
            places = torch.where(torch.rand(places.shape) < WORD_DROPOUT, len(used), places)
        scores, none = reader(
            vectors,
            places[: questions.numel()].reshape(questions.shape),
            asked,
            places[questions.numel() :].reshape(said_ids.shape),
            said,
            owner,
        )
        in_heading = torch.arange(said.shape[1]) < torch.tensor(above).unsqueeze(1)
        return scores - in_heading * FAR, none, owner, target

    def _has_headings(self, question: Question) -> bool:
        return len(self.data.passages[self.data.groups[question.group][0]].heading) > 0

    def _longest(self, posed: Posed) -> int:
        passages = [self.data.passages[number] for number in posed.passages]
        return max(len(each.tokens) + (len(each.heading) if posed.headed else 0) for each in passages)

    def _passages_for(self, number: int) -> list[int]:
        question = self.questions[number]
        right = [question.place[0]] if question.place else []
        own = self.own[number]
        inside = min(len(own), PASSAGES - 1 - len(right))
        chosen = right + list(self.rng.choice(own, inside, replace=False)) if inside > 0 else right
        return chosen + list(self.rng.choice(self.near[number], PASSAGES - len(chosen), replace=False))

    def _nearest(self) -> tuple[list[list[int]], list[list[int]]]:
        """Of each question, the passages of its own group that are nearest to it and do not answer, and those of other groups;
        with headings if its own have them."""
        passages = self._bags([passage.tokens for passage in self.data.passages])
        groups = np.asarray([passage.group for passage in self.data.passages])
        bare = torch.tensor([len(passage.heading) == 0 for passage in self.data.passages])
        inside, outside = [], []
        for start in range(0, len(self.questions), 1024):
            part = self.questions[start : start + 1024]
            likeness = self._bags([question.tokens for question in part]) @ passages.T
            for question, row in zip(part, likeness):
                right = question.place and question.place[0]
                own = [passage for passage in self.data.groups[question.group] if passage != right]
                nearest = row[own].argsort(descending=True)[:NEAREST_OF_GROUP]
                inside.append([own[place] for place in nearest])
            headed = torch.tensor([self._has_headings(question) for question in part])
            likeness.masked_fill_(headed.unsqueeze(1) & bare, -1)
            nearest = likeness.topk(4 * NEIGHBOURS, 1)[1].numpy()
            for question, row in zip(part, nearest):
                outside.append([each for each in row if groups[each] != question.group][:NEIGHBOURS])
        return inside, outside

    def _bags(self, texts: list[list[int]]) -> torch.Tensor:
        joined = torch.tensor([token for text in texts for token in text])
        starts = torch.tensor(np.cumsum([0, *map(len, texts[:-1])]))
        return functional.normalize(functional.embedding_bag(joined, self.table, starts, mode="sum"))


def losses(scores, none, owner, target):
    """Negative logarithm of the share of the answers' tokens, or of "none" where there are none: [b]."""
    count = len(none)
    most = torch.stack([scores[owner == row].max() for row in range(count)]).maximum(none).detach()
    powers, power_of_none = torch.exp(scores - most[owner].unsqueeze(1)), torch.exp(none - most)
    add = lambda values: torch.zeros(count).index_add(0, owner, values.sum(1))
    total = add(powers) + power_of_none
    right = torch.where(add(target) > 0, add(powers * target), power_of_none)
    return total.log() - (right + 1e-9).log()


class Mean:
    """The mean of the gradients of several processes: on two cores, two take less time than two threads of one."""

    def __init__(self, processes: int, reader: Reader) -> None:
        length = sum(weights.numel() for weights in reader.parameters())
        self.gradients = torch.zeros(processes, length).share_memory_()
        self.barrier = multiprocessing.get_context("fork").Barrier(processes)

    def share(self, process: int, reader: Reader) -> None:
        """Puts the mean in place of the reader's own gradients; all processes must call it."""
        torch.cat([weights.grad.reshape(-1) for weights in reader.parameters()], out=self.gradients[process])
        self.barrier.wait(PATIENCE)
        rest = self.gradients.mean(0)
        self.barrier.wait(PATIENCE)
        for weights in reader.parameters():
            weights.grad.copy_(rest[: weights.numel()].reshape(weights.shape))
            rest = rest[weights.numel() :]


def train(
    folds: list[Batches], reader: Reader, steps: int, rate: float, seed: int, process: int, mean: Mean
) -> None:
    """Each process has its share of a step's questions, all of one fold and of about one length, so that none waits for another,
    and comes to the same weights."""
    processes = len(mean.gradients)
    order = np.random.default_rng(seed)
    reader.drop.rng = np.random.default_rng([seed, process])
    torch.manual_seed(seed + process)
    for batches in folds:
        batches.rng = np.random.default_rng([seed, process])
    weights = np.asarray([batches.weight for batches in folds])
    optimizer = torch.optim.AdamW(reader.parameters(), lr=rate, weight_decay=DECAY, betas=(0.9, 0.98))
    started, average = time.perf_counter(), None
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, step / WARM_UP) * (1 - step / (steps + 1))
        batches = folds[order.choice(len(folds), p=weights / weights.sum())]
        loss = losses(*batches.scores(reader, batches.draw(BATCH // processes, order))).mean()
        optimizer.zero_grad()
        loss.backward()
        mean.share(process, reader)
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
        if process == 0 and (step % 100 == 0 or step == steps):
            seconds = time.perf_counter() - started
            print(
                f"step {step} loss {average:.3f} {seconds / step * 1000:.0f} ms/step {seconds:.0f} s",
                flush=True,
            )


def train_together(processes: int, *task) -> None:
    """`task` is what `train` takes; the reader has learned afterwards."""
    _, reader, *_ = task
    mean = Mean(processes, reader)
    context = multiprocessing.get_context("fork")
    others = [
        context.Process(target=train, args=(*task, process, mean), daemon=True)
        for process in range(1, processes)
    ]
    for other in others:
        other.start()
    train(*task, 0, mean)
    reader.eval()


def report(reader: Reader, batches: Batches) -> None:
    """The loss on questions that it has not seen, by kind and whether they have an answer."""
    kinds: dict[str, list[float]] = {}
    with torch.no_grad():
        for start in range(0, len(batches.questions), BATCH):
            numbers = range(start, min(start + BATCH, len(batches.questions)))
            posed = [batches.pose(number) for number in numbers]
            for each, loss in zip(posed, losses(*batches.scores(reader, posed)).tolist()):
                question = each.question
                kind = f"{question.kind}, {'answered' if question.place else 'not answered'}"
                kinds.setdefault(kind, []).append(loss)
    for kind, values in sorted(kinds.items()):
        print(f"held out, {kind}: loss {np.mean(values):.3f} of {len(values)}")


def batches_of(data: ReaderData, seed: int, part: str, folder: str) -> Batches:
    """Questions of a part, with the embedding in a work folder."""
    table = torch.from_numpy(np.load(Path(folder) / "embedding.npy"))
    [(first, end)] = parts_of(part)
    questions = [question for question in data.questions if first <= question.order < end]
    return Batches(data, table, questions, seed)


def first_reader(start: Path | None, dimensions: int) -> Reader:
    reader = Reader(dimensions)
    if start:
        reader.load_state_dict(torch.load(start))
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    fold = {"nargs": 2, "metavar": ("PART", "FOLDER"), "required": True}
    parser.add_argument("--work", type=Path, default=Path(".cache/train"))
    parser.add_argument(
        "--fold",
        action="append",
        **fold,
        help="percent of the questions, work folder of an embedding without them",
    )
    parser.add_argument("--held-out", **fold, help="the same, of questions to report on")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=LEARNING_RATE, help="the highest; it falls to 0")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--seed", type=int, default=SEED, help="of the draws: another for another round")
    parser.add_argument(
        "--processes", type=int, default=2, help="that share the work: as many as there are cores"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    data = ReaderData(arguments.work)
    folds = [batches_of(data, arguments.seed, *each) for each in arguments.fold]
    print(f"{sum(len(batches.questions) for batches in folds)} questions to learn from", flush=True)
    reader = first_reader(arguments.start, folds[0].table.shape[1])
    train_together(arguments.processes, folds, reader, arguments.steps, arguments.rate, arguments.seed)
    torch.save(reader.state_dict(), arguments.work / "reader.pt")
    report(reader, batches_of(data, SEED, *arguments.held_out))


if __name__ == "__main__":
    main()

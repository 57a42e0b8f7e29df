"""The network that reader.py trains and export_reader.py exports."""

import numpy as np
import torch
from torch.nn import functional

WIDTH = 256
ENCODERS = (1, 2)  # how far apart the five tokens are that each layer joins, before question and passage meet
REACH = (1, 2, 4)  # the same, after
DROPOUT = 0.1
FAR = 1e4  # taken from the score of what is not there
SAME = 0.95  # cosine from which two tokens count as one
UNIT = 3.0  # length of a vector beside itself: common words have short ones, and would hardly be seen


class Dropout(torch.nn.Module):
    """As torch's, but from a random byte for each value: without a GPU, the other takes a fifth of a step."""

    def __init__(self) -> None:
        super().__init__()
        self.rng = np.random.default_rng(0)

    def forward(self, values):
        if not self.training:
            return values
        kept = np.frombuffer(self.rng.bytes(values.numel()), np.uint8) >= DROPOUT * 256
        return values * torch.from_numpy(kept).reshape(values.shape) / (1 - DROPOUT)


class Neighbours(torch.autograd.Function):
    """What `mixed` gives, along the tokens where they lie: without a GPU, a step takes two thirds of conv1d's time."""

    @staticmethod
    def forward(context, state, kernel, reach: int):
        context.save_for_backward(state, kernel)
        context.reach = reach
        total = state * kernel[2]
        for here, there, tap in shifts(reach):
            total[:, here].addcmul_(state[:, there], kernel[tap])
        return total

    @staticmethod
    def backward(context, gradient):
        state, kernel = context.saved_tensors
        for_state = gradient * kernel[2]
        for_kernel = torch.empty_like(kernel)
        for_kernel[2] = (gradient * state).sum((0, 1))
        for here, there, tap in shifts(context.reach):
            for_state[:, there].addcmul_(gradient[:, here], kernel[tap])
            for_kernel[tap] = (gradient[:, here] * state[:, there]).sum((0, 1))
        return for_state, for_kernel, None


def shifts(reach: int):
    """Of each neighbour: the tokens that have it, where theirs stand, and which weight is its."""
    for step in (1, 2):
        after, before = slice(step * reach, None), slice(None, -step * reach)
        yield after, before, 2 - step
        yield before, after, 2 + step


def mixed(state, kernel, reach: int):
    """A convolution of five tokens, `reach` apart, for each dimension by itself: `state` [n, l, width], `kernel` [5, width]."""
    if not torch.onnx.is_in_onnx_export():
        return Neighbours.apply(state, kernel, reach)
    taps = {"padding": 2 * reach, "dilation": reach, "groups": WIDTH}
    return functional.conv1d(state.transpose(1, 2), kernel.t().unsqueeze(1), **taps).transpose(1, 2)


class Layer(torch.nn.Module):
    """Tells each token of its neighbours: a gated convolution of five tokens, one weight for each and each dimension."""

    def __init__(self, reach: int) -> None:
        super().__init__()
        self.reach = reach
        self.norm = torch.nn.LayerNorm(WIDTH)
        self.kernel = torch.nn.Parameter(torch.randn(5, WIDTH) * 0.2)
        self.gate = torch.nn.Linear(WIDTH, 2 * WIDTH)

    def forward(self, state, said):
        """`state` [n, l, width] and what is added to it; `said` [n, l, 1] is 1 where there is a token."""
        value, gate = self.gate(mixed(self.norm(state) * said, self.kernel, self.reach)).chunk(2, 2)
        return value * torch.sigmoid(gate)


class Reader(torch.nn.Module):
    """Scores tokens; all shapes below have b questions, n passages, and the vectors of u different tokens."""

    def __init__(self, dimensions: int) -> None:
        super().__init__()
        self.project = torch.nn.Linear(2 * dimensions, WIDTH)
        self.weigh = torch.nn.Linear(dimensions, 1)
        self.encoders = torch.nn.ModuleList([Layer(reach) for reach in ENCODERS])
        self.align = torch.nn.Linear(WIDTH, WIDTH)
        self.nearness = torch.nn.Parameter(torch.tensor(6.0))
        self.attend = torch.nn.Linear(WIDTH, 1)
        self.join = torch.nn.Linear(3 * WIDTH + 5, WIDTH)
        self.asked = torch.nn.Linear(WIDTH, WIDTH)
        self.layers = torch.nn.ModuleList([Layer(reach) for reach in REACH])
        self.heed = torch.nn.Linear(WIDTH, 1)
        self.recall = torch.nn.Linear(WIDTH, WIDTH)
        self.score = torch.nn.Linear(WIDTH, 1)
        self.match = torch.nn.Linear(WIDTH, WIDTH)
        self.none = torch.nn.Linear(WIDTH, 1)
        self.drop = Dropout()

    def forward(self, vectors, questions, asked, passages, said, owner):
        """`vectors` [u, dimensions]; `questions` [b, q] and `passages` [n, l] are places in it, `asked` and `said` 1
        where there is a token; `owner` [n] is each passage's question. Returns scores [n, l] and those of "none" [b].
        """
        projected, unit = self.see(vectors)
        question = self.encode(self.drop(projected[questions]), asked.unsqueeze(2))
        passage = self.encode(self.drop(projected[passages]), said.unsqueeze(2))
        absent = (asked - 1) * FAR
        weights = self.weigh(vectors).squeeze(-1)[questions] + absent
        pooled = torch.softmax(self.attend(question).squeeze(-1) + absent, 1).unsqueeze(1) @ question
        cosines = unit[passages] @ unit[questions][owner].transpose(1, 2) + absent[owner].unsqueeze(1)
        covered = (cosines + (said - 1).unsqueeze(2) * FAR).max(1)[0]
        coverage = (covered.clamp(min=0) * torch.softmax(weights, 1)[owner]).sum(1)
        coverage = coverage[:, None, None].expand(*passages.shape, 1)
        told = self.describe(passage, question[owner], cosines, weights[owner])
        state = functional.relu(self.join(torch.cat([told, coverage], 2)) + self.asked(pooled)[owner])
        first, *rest = self.layers
        state = state + self.drop(first(state, said.unsqueeze(2)))
        heeded = torch.softmax(self.heed(state).squeeze(2) + (said - 1) * FAR, 1)
        state = state + self.drop(functional.relu(self.recall(heeded.unsqueeze(1) @ state)))
        for layer in rest:
            state = state + self.drop(layer(state, said.unsqueeze(2)))
        return self.judge(state, pooled[owner]) + (said - 1) * FAR, self.none(pooled).reshape(-1)

    def see(self, vectors):
        """What the network sees of tokens [u, width], and their vectors at length 1 [u, dimensions]."""
        unit = vectors / vectors.norm(dim=1, keepdim=True).clamp(min=1e-12)
        return functional.relu(self.project(torch.cat([vectors, unit * UNIT], 1))), unit

    def encode(self, state, said):
        """Tokens [n, l, width] that know their neighbours."""
        for layer in self.encoders:
            state = state + self.drop(layer(state, said))
        return state

    def describe(self, passage, question, cosines, weights):
        """Each token of passages [n, l, width], where [n, q, width] is asked: itself, what it aligns with, both, and how
        near it is to the question: [n, l, 3 width + 4]. `cosines` [n, l, q]; `weights` [n, q] of the question's tokens.
        """
        kinship = self.align(passage) @ question.transpose(1, 2) / WIDTH**0.5
        alignment = torch.softmax(kinship + self.nearness * cosines + weights.unsqueeze(1), 2)
        aligned = alignment @ question
        nearest = cosines.max(2)[0]
        same = (nearest > SAME).to(nearest.dtype)
        likeness = [nearest, same, (alignment * cosines).sum(2), (alignment * kinship).sum(2)]
        return torch.cat([passage, aligned, passage * aligned, torch.stack(likeness, 2)], 2)

    def judge(self, state, pooled):
        """Scores [n, l]."""
        scores = self.score(state) + state @ self.match(pooled).transpose(1, 2) / WIDTH**0.5
        return scores.squeeze(2)

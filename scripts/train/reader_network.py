"""The network that reader.py trains and export_reader.py exports."""

import torch
from torch.nn import functional

WIDTH = 96
REACH = (1, 2, 4)  # how far apart the five tokens are that each layer joins
DROPOUT = 0.3
FAR = 1e4  # taken from the score of what is not there
SAME = 0.95  # cosine from which two tokens count as one


class Reader(torch.nn.Module):
    """Scores tokens; all shapes below have b questions, n passages, and the vectors of u different tokens."""

    def __init__(self, dimensions: int) -> None:
        super().__init__()
        self.project = torch.nn.Linear(dimensions, WIDTH)
        self.weigh = torch.nn.Linear(dimensions, 1)
        self.align = torch.nn.Linear(WIDTH, WIDTH)
        self.nearness = torch.nn.Parameter(torch.tensor(6.0))
        self.attend = torch.nn.Linear(WIDTH, 1)
        self.join = torch.nn.Linear(3 * WIDTH + 4, WIDTH)
        self.asked = torch.nn.Linear(WIDTH, WIDTH)
        self.norms = torch.nn.ModuleList([torch.nn.LayerNorm(WIDTH) for _ in REACH])
        self.kernels = torch.nn.ParameterList(
            [torch.nn.Parameter(torch.randn(5, WIDTH) * 0.2) for _ in REACH]
        )
        self.gates = torch.nn.ModuleList([torch.nn.Linear(WIDTH, 2 * WIDTH) for _ in REACH])
        self.score = torch.nn.Linear(WIDTH, 1)
        self.match = torch.nn.Linear(WIDTH, WIDTH)
        self.none = torch.nn.Linear(WIDTH, 1)

    def forward(self, vectors, questions, asked, passages, said, owner):
        """`vectors` [u, dimensions]; `questions` [b, q] and `passages` [n, l] are places in it, `asked` and `said` 1
        where there is a token; `owner` [n] is each passage's question. Returns scores [n, l] and those of "none" [b].
        """
        projected = functional.relu(self.project(vectors))
        unit = vectors / vectors.norm(dim=1, keepdim=True).clamp(min=1e-12)
        question, passage = self._drop(projected[questions]), self._drop(projected[passages])
        absent = (asked - 1) * FAR
        weights = self.weigh(vectors).squeeze(-1)[questions] + absent
        pooled = torch.softmax(self.attend(question).squeeze(-1) + absent, 1).unsqueeze(1) @ question
        cosines = unit[passages] @ unit[questions][owner].transpose(1, 2) + absent[owner].unsqueeze(1)
        told = self.describe(passage, question[owner], cosines, weights[owner])
        covered = (cosines + (said - 1).unsqueeze(2) * FAR).max(1)[0]
        coverage = (covered.clamp(min=0) * torch.softmax(weights, 1)[owner]).sum(1)
        coverage = coverage[:, None, None].expand(*passages.shape, 1)
        state = self.join(torch.cat([told, coverage], 2)) + self.asked(pooled)[owner]
        scores = self.read(state, said, pooled[owner])
        return scores + (said - 1) * FAR, self.none(pooled).reshape(-1)

    def describe(self, passage, question, cosines, weights):
        """Each token of passages [n, l, width], where [n, q, width] is asked: itself, what it aligns with, both, and how
        near it is to the question: [n, l, 3 width + 3]. `cosines` [n, l, q]; `weights` [n, q] of the question's tokens.
        """
        alignment = self.align(passage) @ question.transpose(1, 2) / WIDTH**0.5
        alignment = torch.softmax(alignment + self.nearness * cosines + weights.unsqueeze(1), 2)
        aligned = alignment @ question
        nearest = cosines.max(2)[0]
        likeness = [nearest, (nearest > SAME).to(nearest.dtype), (alignment * cosines).sum(2)]
        return torch.cat([passage, aligned, passage * aligned, torch.stack(likeness, 2)], 2)

    def read(self, state, said, pooled):
        """Scores [n, l] of tokens, from what is known of each before its neighbours are."""
        state = functional.relu(state)
        for layer, reach in enumerate(REACH):
            state = state + self._convolve(layer, reach, state, said.unsqueeze(2))
        scores = self.score(state) + state @ self.match(pooled).transpose(1, 2) / WIDTH**0.5
        return scores.squeeze(2)

    def _convolve(self, layer: int, reach: int, state, said):
        state = self.norms[layer](state) * said
        kernel = self.kernels[layer].t().unsqueeze(1)
        mixed = functional.conv1d(
            state.transpose(1, 2), kernel, padding=2 * reach, dilation=reach, groups=WIDTH
        )
        value, gate = self.gates[layer](mixed.transpose(1, 2)).chunk(2, 2)
        return self._drop(value * torch.sigmoid(gate))

    def _drop(self, values):
        return functional.dropout(values, DROPOUT, self.training)

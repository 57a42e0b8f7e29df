"""Questions, and the passages that do or do not answer them, as token ids: what reader.py learns from."""

from dataclasses import dataclass
from pathlib import Path

from pairs import WINDOW_CHARACTERS, key_of, order_of, read_objects, read_rows, sentences_of, wordings_of
from tokens import load_tokenizer, space_words

MOST_HEADING_TOKENS = 32  # as in src/embedding/reader.ts

Place = tuple[int, list[int]]  # number of a passage; of its tokens, the places of those that answer


@dataclass
class Passage:
    group: int
    heading: list[int]  # tokens of the title and the heading above it; none where they are not known
    text: str  # spaced
    tokens: list[int]
    ends: list[int]  # where each token ends in the text


@dataclass
class Question:
    kind: str  # reading or articles
    tokens: list[int]
    group: int
    order: float  # of its group, see order_of
    place: Place | None  # None when the group does not answer it


class ReaderData:
    """All questions, each with its group: a reading paragraph or an article, cut into passages."""

    def __init__(self, work: Path) -> None:
        self._tokenizer = load_tokenizer(work / "pieces")
        self.questions: list[Question] = []
        self.passages: list[Passage] = []
        self.groups: list[list[int]] = []  # the numbers of their passages
        self._add_reading(work)
        self._add_articles(work)

    def _add_reading(self, work: Path) -> None:
        wordings = {row[0]: row[1:] for row in read_rows(work / "wordings.tsv.gz")}
        digests = {row[0]: row[1:] for row in read_rows(work / "digests.tsv.gz")}
        groups: dict[str, int] = {}
        for row in read_objects(work / "reading.jsonl.gz"):
            question, paragraph = row["question"], row["paragraph"]
            if paragraph not in groups:
                groups[paragraph] = self._add_group([paragraph], [""])
                unanswered = digests.get(key_of(paragraph), ["", "", ""])[1:]
                self._ask("reading", unanswered, groups[paragraph], paragraph, None)
            group = groups[paragraph]
            english, reworded = wordings.get(key_of(question, paragraph), ("", ""))
            place = self._place_of(row["answer"], group, question)
            if place:
                self._ask("reading", [question, reworded, english], group, paragraph, place)

    def _add_articles(self, work: Path) -> None:
        for article in read_objects(work / "articles.jsonl.gz"):
            first = article["paragraphs"][0]
            group = self._add_group(article["paragraphs"], article["headings"])
            for question in article["questions"]:
                wordings, answer = wordings_of(question), question["answer"]
                place = answer and self._place_of(answer, group, wordings[0])
                if place or answer is None:
                    self._ask("articles", wordings, group, first, place)

    def _add_group(self, paragraphs: list[str], headings: list[str]) -> int:
        self.groups.append([])
        for paragraph, heading in zip(paragraphs, headings):
            tokens = self._tokenizer.encode(space_words(heading_of(heading)))[-MOST_HEADING_TOKENS:]
            for text in passages_of(paragraph):
                self.groups[-1].append(len(self.passages))
                self.passages.append(self._passage(space_words(text), len(self.groups) - 1, tokens))
        return len(self.groups) - 1

    def _passage(self, text: str, group: int, heading: list[int]) -> Passage:
        ends, end = [], 0
        for piece in self._tokenizer.encode(text, out_type=str):
            end += len(piece)
            ends.append(end)
        return Passage(group, heading, text, self._tokenizer.encode(text), ends)

    def _place_of(self, answer: str, group: int, question: str) -> Place | None:
        """Where the group says it. A year may stand in several passages: the one most like the question is meant."""
        answer = space_words(answer).strip()
        found = [number for number in self.groups[group] if answer in self.passages[number].text]
        if not answer or not found:
            return None
        number = max(found, key=lambda each: len(set(self.passages[each].text) & set(question)))
        passage = self.passages[number]
        start = passage.text.index(answer)
        starts = [0, *passage.ends]
        places = [
            token
            for token, (begin, end) in enumerate(zip(starts, passage.ends))
            if begin < start + len(answer) and end > start
        ]
        return number, places

    def _ask(self, kind: str, wordings: list[str], group: int, key: str, place: Place | None) -> None:
        for wording in wordings:
            tokens = self._tokenizer.encode(space_words(wording))
            if tokens:
                self.questions.append(Question(kind, tokens, group, order_of(key), place))


def heading_of(heading: str) -> str:
    """A title with a heading, as what stands before a passage: the full stop keeps their words apart."""
    return heading and f"{heading}。"


def passages_of(paragraph: str) -> list[str]:
    """Neighbouring sentences, together no longer than the index's passages unless one of them is."""
    passages: list[str] = []
    for sentence in sentences_of(paragraph):
        if passages and len(passages[-1]) + len(sentence) <= WINDOW_CHARACTERS:
            passages[-1] += sentence
        else:
            passages.append(sentence)
    return passages

"""Word-by-word English for Chinese text, from the dictionary.

There are Chinese questions with their passages, and hardly any English ones outside of technology. A gloss
is poor English, but a bag of tokens has no grammar to lose: it teaches which English words ask for which
Chinese passage.
"""

import random
import re
from collections import defaultdict
from typing import Iterable, Iterator

LONGEST_WORD = 8  # characters
LONGEST_MEANING = 4  # English words

_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_HAN = re.compile("[\u3400-\u9fff]")
_OTHER = re.compile(r"[a-z0-9][a-z0-9.\-]*")
# Particles that English leaves out.
_SILENT = frozenset("的了着地得个是被所之而则就都也")
# Words that ask: to reword them is to ask something else.
_ASKING = re.compile("什么|哪|谁|多少|几|何|怎|吗|是否")


class Glosser:
    """Longest match from the left, one of the word's meanings at random."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        """`rows` are folded dictionary rows: Traditional, Simplified, English."""
        self.meanings: dict[str, list[str]] = defaultdict(list)
        self.sharing: dict[str, list[str]] = defaultdict(list)
        for traditional, simplified, english in rows:
            for meaning in re.split(r"[;/]", _ASIDE.sub("", english)):
                meaning = meaning.strip().removeprefix("to ")
                if not meaning or len(meaning.split()) > LONGEST_MEANING or _HAN.search(meaning):
                    continue
                for word in {traditional, simplified}:
                    if meaning not in self.meanings[word]:
                        self.meanings[word].append(meaning)
                if simplified not in self.sharing[meaning]:
                    self.sharing[meaning].append(simplified)

    def words(self, text: str) -> Iterator[str]:
        """Yields folded `text` word by word: dictionary words, runs of Latin letters and digits, other characters."""
        place = 0
        while place < len(text):
            other = _OTHER.match(text, place)
            if other:
                yield other.group()
                place = other.end()
                continue
            for length in range(LONGEST_WORD, 0, -1):
                word = text[place : place + length]
                if length == 1 or (len(word) == length and self.meanings.get(word)):
                    break
            yield word
            place += length

    def gloss(self, text: str, rng: random.Random) -> str:
        """Returns the English words for folded Chinese `text`; what the dictionary lacks is left out."""
        words = []
        for word in self.words(text):
            if _OTHER.match(word):
                words.append(word)
            elif self.meanings.get(word) and word not in _SILENT:
                # The first meanings are the common ones.
                words.append(rng.choice(self.meanings[word][: rng.randint(1, 3)]))
        return " ".join(words)

    def reword(self, text: str, share: float, rng: random.Random) -> str:
        """Returns folded Chinese `text` with about `share` of its longer words replaced by ones of the same meaning."""
        words = []
        for word in self.words(text):
            asks = _ASKING.search(word)
            if len(word) > 1 and not asks and self.meanings.get(word) and rng.random() < share:
                # A meaning in the dictionary's own words is shared by few, so those that share it mean much the same.
                others = [o for m in self.meanings[word][:2] for o in self.sharing[m] if o != word and len(o) > 1]
                word = rng.choice(others) if others else word
            words.append(word)
        return "".join(words)

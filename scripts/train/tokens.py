"""Folded text to token ids: one SentencePiece unigram vocabulary for Chinese and English.

Spaces carry a word boundary for Latin words and digits, and nothing for Chinese. `space_words` therefore puts
exactly one space before every Latin word or number and drops all others, so that "采用risc-v架构",
"采用 risc-v 架构" and "risc-v" share their pieces, no matter what stands before them. The exported tokenizer
applies the same patterns.
"""

import re
from pathlib import Path

import sentencepiece as spm

# Applied in this order; as regular expressions they mean the same in Python and, with the `u` flag, JavaScript.
WORD_CHARACTERS = "[a-z0-9\u00c0-\u024f]"
SPACING = [
    # Emoji and the rarest characters: the tokenizer in @xenova/transformers takes them for two characters.
    ("[\U00010000-\U0010ffff]", " "),
    (r"[\s\ufeff\x1c-\x1f\x85]+", " "),
    (f" ?(?<!{WORD_CHARACTERS})(?={WORD_CHARACTERS})", " "),
    (f" (?!{WORD_CHARACTERS})", ""),
]
_SPACING = [(re.compile(pattern), content) for pattern, content in SPACING]

PAD_ID = 0
UNKNOWN_ID = 1


def space_words(text: str) -> str:
    """Returns folded `text` with one space before each Latin word or number and no other space."""
    for pattern, content in _SPACING:
        text = pattern.sub(content, text)
    return text


def train_tokenizer(texts: Path, prefix: Path, pieces: int) -> None:
    """Learns `pieces` unigram pieces from `texts` (one spaced text a line) into `prefix`.model."""
    spm.SentencePieceTrainer.train(
        input=str(texts),
        model_prefix=str(prefix),
        model_type="unigram",
        vocab_size=pieces,
        character_coverage=0.99995,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        add_dummy_prefix=False,
        max_sentencepiece_length=16,
        max_sentence_length=8192,
        pad_id=PAD_ID,
        unk_id=UNKNOWN_ID,
        bos_id=-1,
        eos_id=-1,
        num_threads=2,
        minloglevel=1,
    )


def load_tokenizer(prefix: Path) -> spm.SentencePieceProcessor:
    """Loads the model that `train_tokenizer` wrote."""
    return spm.SentencePieceProcessor(model_file=f"{prefix}.model")

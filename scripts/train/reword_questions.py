"""Other wordings of the reading questions, for training the ranker.

Their askers had the paragraph before them and used its words; people who ask a bot have not. Reads the folded data in the
work folder and writes `wordings.tsv` there, a line a question in the same order: word-by-word English, and Chinese with
about half of its words replaced by others of the same meaning.
"""

import argparse
import gzip
import json
import random
from pathlib import Path

from glosses import Glosser

SEED = 20261122
REPLACED = 0.6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path(".cache/train"))
    work = parser.parse_args().work
    rng = random.Random(SEED)
    with gzip.open(work / "dictionary.tsv.gz", "rt", encoding="utf-8") as rows:
        glosser = Glosser(row.rstrip("\n").split("\t") for row in rows)
    with gzip.open(work / "reading.jsonl.gz", "rt", encoding="utf-8") as lines:
        questions = [json.loads(line)["question"] for line in lines]
    with (work / "wordings.tsv").open("w", encoding="utf-8") as out:
        for question in questions:
            print(glosser.gloss(question, rng), glosser.reword(question, REPLACED, rng), sep="\t", file=out)


if __name__ == "__main__":
    main()

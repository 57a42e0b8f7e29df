#!/bin/sh
# Trains what models/ holds, from the data folder to the exported files. See README.md beside this file.
#
#   scripts/train/train.sh [DATA_DIR] [WORK_DIR]
#
# PYTHON names another interpreter, STEPS and MINUTES bound the training (whichever comes first).
set -eu
cd "$(dirname "$0")/../.."
data=${1:-../shared/data/train}
work=${2:-.cache/train}
base=$work/base cross=$work/cross
python=${PYTHON:-/usr/bin/python3}

# Threads that sleep while they wait, and memory that is kept instead of asked for again in every step: on two cores
# that others use as well, a step takes a third of the time.
train() {
  OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=0 OPENBLAS_THREAD_TIMEOUT=4 \
    MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=268435456 \
    "$python" scripts/train/embedding.py "$@"
}

pairs() {
  "$python" scripts/train/pairs.py "$@"
}

# 1. The data, and a base: an embedding that knows no question, nor the articles that are held out.
npx tsx scripts/train/fold-data.ts "$data" "$work"
npx tsx scripts/train/without-articles.ts "$data" "$work" "$base"
mkdir -p "$cross/models" "$work/fold-1" "$work/fold-2"
pairs --work "$cross" --data "$base" --held-out 0-15
pairs --work "$base" --tokenizer "$cross" --held-out 0-100
train --work "$base" --steps "${STEPS:-3000}" ${MINUTES:+--minutes "$MINUTES"}

# 2. From there, one for the ranker to learn with, which has not seen the first 15 % of the questions, two for the reader, each without half of the
# others, and what ships. All lie in one space.
pairs --work "$work/fold-1" --data "$base" --tokenizer "$cross" --held-out 0-15,15-57
pairs --work "$work/fold-2" --data "$base" --tokenizer "$cross" --held-out 0-15,57-100
pairs --work "$work" --tokenizer "$cross"
for folder in "$work/fold-1" "$work/fold-2" "$cross" "$work"; do
  train --work "$folder" --start "$base" --rate .003 --steps 2400
done
"$python" scripts/train/export_onnx.py --work "$cross" --data "$base" --model "$cross/models/footnote-bilingual"
"$python" scripts/train/export_onnx.py --work "$work"

# 3. The reader, in eight rounds. Each part of the questions with an embedding that has not seen it.
# Each of its two processes has a core: with threads of BLAS beside them, a step takes a third longer.
learn_to_read() {
  OPENBLAS_NUM_THREADS=1 "$python" scripts/train/reader.py --work "$work" --held-out 0-15 "$cross" \
    --fold 15-57 "$work/fold-1" --fold 57-100 "$work/fold-2" "$@"
}
learn_to_read
learn_to_read --start "$work/reader.pt" --steps 6000 --rate .0015 --seed 2
learn_to_read --start "$work/reader.pt" --steps 5000 --rate .0012 --seed 3
learn_to_read --start "$work/reader.pt" --steps 10000 --rate .0012 --seed 4
learn_to_read --start "$work/reader.pt" --steps 6000 --rate .0012 --seed 5
learn_to_read --start "$work/reader.pt" --steps 7000 --rate .0015 --seed 6
learn_to_read --start "$work/reader.pt" --steps 5000 --rate .0013 --seed 7
learn_to_read --start "$work/reader.pt" --steps 6000 --rate .0013 --seed 8
"$python" scripts/train/export_reader.py --work "$work" --model "$cross/models/footnote-bilingual"
"$python" scripts/train/export_reader.py --work "$work"
npx tsx scripts/train/check-embedding.ts models/footnote-bilingual "$work"

# 4. A lexicon and a transliteration of everything, others for the ranker, and the ranker.
npx tsx scripts/train/lexicon.ts --work "$work"
npx tsx scripts/train/lexicon.ts --work "$base" --reading-held-out 15 --out "$cross/models/lexicon.tsv.gz"
npx tsx scripts/train/transliteration.ts --work "$work"
npx tsx scripts/train/transliteration.ts --work "$base" --reading-held-out 15 --out "$cross/models/transliteration.json"
npx tsx scripts/train/ranker.ts --data "$data" --work "$work" --models "$cross/models" --unseen 15

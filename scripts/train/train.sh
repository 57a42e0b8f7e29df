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
cross=$work/cross
python=${PYTHON:-/usr/bin/python3}

# Threads that sleep while they wait, and memory that is kept instead of asked for again in every step: on two cores
# that others use as well, a step takes a third of the time.
train() {
  OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=0 OPENBLAS_THREAD_TIMEOUT=4 \
    MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=268435456 \
    "$python" scripts/train/embedding.py "$@"
}

# 1. The lexicon and the embedding: fold, pair and tokenise, train, export, check.
npx tsx scripts/train/fold-data.ts "$data" "$work"
npx tsx scripts/train/lexicon.ts --work "$work"
"$python" scripts/train/pairs.py --work "$work"
train --work "$work" --steps "${STEPS:-6000}" ${MINUTES:+--minutes "$MINUTES"}
"$python" scripts/train/export_onnx.py --work "$work"
npx tsx scripts/train/check-embedding.ts models/footnote-bilingual "$work"

# 2. The ranker, on questions that a second lexicon and embedding have not seen.
mkdir -p "$cross/models"
npx tsx scripts/train/without-articles.ts "$data" "$work" "$cross"
npx tsx scripts/train/lexicon.ts --work "$cross" --reading-held-out 40 --out "$cross/models/lexicon.tsv.gz"
"$python" scripts/train/pairs.py --work "$cross" --reading-held-out 40
train --work "$cross" --steps 3000
"$python" scripts/train/export_onnx.py --work "$cross" --model "$cross/models/footnote-bilingual"
npx tsx scripts/train/ranker.ts --data "$data" --work "$work" --models "$cross/models"

# 3. What ships, asked about articles that the second embedding has not seen.
npx tsx scripts/train/check-ranker.ts --data "$data" --work "$work" --models "$cross/models"

import type { Corpus } from '../src/corpus/article.ts';
import { WorkerEmbeddings } from '../src/embedding/worker-embeddings.ts';
import { readLearned } from '../src/open-engine.ts';
import { ablations } from './ablations.ts';
import { evaluateAll } from './evaluate-all.ts';
import { evaluateAnswers, evaluateRefusal, evaluateRetrieval, type Parts } from './evaluate.ts';
import { flatten, printTable } from './figures-table.ts';
import { readMeasured, readQuestions } from './paragraph-corpus.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';
import { withIndex } from './with-index.ts';

const HELP = `Measures retrieval, quoting and refusing.

npm run --silent eval -- --questions F --paragraphs F [--unanswerable F] [--ablate] [--json]
npm run --silent eval -- --questions F --corpus DIR [--ablate] [--json]
npm run --silent eval -- --all DIR [--json]

  --questions F      JSON lines: id, question, and paragraphs / answers, or expect / type
  --paragraphs F     JSON lines: id, title, text; hit@1, hit@5 and MRR@5 over these, quote@1 and quote@3 for answers
  --corpus DIR       a folder of articles; quote@1 and quote@3 by type, refusals right and wrong
  --unanswerable F   questions on other paragraphs: how well the confidence tells them from the answerable ones
  --ablate           the same figures with one part left out at a time
  --all DIR          every set in DIR/data/eval, and DIR/questions/articles.jsonl on DIR/articles (an hour)
  --json             one line of JSON`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: {
      questions: { type: 'string' },
      paragraphs: { type: 'string' },
      corpus: { type: 'string' },
      unanswerable: { type: 'string' },
      ablate: { type: 'boolean' },
      all: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const learned = await readLearned(config.modelsDir);
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  const measured = <T>(corpus: Corpus, use: (parts: Parts) => Promise<T>) =>
    withIndex(corpus, embeddings, (index) => use({ index, embeddings, learned }));
  try {
    const figures =
      values.all === undefined
        ? await evaluateOne(values, measured)
        : await evaluateAll(values.all, measured);
    if (values.json) console.log(JSON.stringify(figures));
    else printTable(figures);
  } finally {
    await embeddings.close();
  }
});

interface OneSet {
  questions?: string;
  paragraphs?: string;
  corpus?: string;
  unanswerable?: string;
  ablate?: boolean;
}

async function evaluateOne(
  { questions: file, paragraphs, corpus, unanswerable, ablate }: OneSet,
  measured: <T>(corpus: Corpus, use: (parts: Parts) => Promise<T>) => Promise<T>,
): Promise<object> {
  if (file === undefined) throw new UsageError('--questions is missing.');
  if ((paragraphs === undefined) === (corpus === undefined))
    throw new UsageError('Name one of --paragraphs and --corpus.');
  if (unanswerable !== undefined && paragraphs === undefined)
    throw new UsageError('--unanswerable goes with --paragraphs.');
  const questions = await readQuestions(file);
  const others = unanswerable === undefined ? null : await readQuestions(unanswerable);
  const evaluate = async (parts: Parts): Promise<object> => {
    if (corpus !== undefined) return evaluateAnswers(questions, parts);
    const { figures, asked } = await evaluateRetrieval(questions, parts);
    return { ...figures, ...(others && { refusal: await evaluateRefusal(asked, others, parts) }) };
  };
  return measured(await readMeasured(paragraphs, corpus ?? ''), async (parts) => {
    if (!ablate) return evaluate(parts);
    const figures: Record<string, object> = {};
    for (const [name, changed] of Object.entries(ablations(parts)))
      figures[name] = flatten(await evaluate(changed));
    return figures;
  });
}

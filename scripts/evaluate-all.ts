import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus } from '../src/corpus/article.ts';
import { evaluateAnswers, evaluateRefusal, evaluateRetrieval, type Parts } from './evaluate.ts';
import { flatten } from './figures-table.ts';
import { readMeasured, readQuestions } from './paragraph-corpus.ts';
import { UsageError } from './run-entry.ts';

/** Names in `data/eval`; the second asks questions that the first one's paragraphs do not answer. */
const SETS = ['drcd-test', 'cmrc2018-dev', 'taiwan-md', 'taiwan-md-en2zh', 'lctt-en2zh'];
const REFUSAL = { answerable: 'drcd-test', unanswerable: 'cmrc2018-dev' };

/**
 * Every set of a folder, one row each.
 * @param measured builds an index and hands over what answers from it
 */
export async function evaluateAll(
  folder: string,
  measured: <T>(corpus: Corpus, use: (parts: Parts) => Promise<T>) => Promise<T>,
): Promise<Record<string, Record<string, number>>> {
  const fileOf = (set: string, kind: 'questions' | 'paragraphs') =>
    join(folder, 'data', 'eval', `${set}.${kind}.jsonl`);
  const present = SETS.filter((set) => existsSync(fileOf(set, 'questions')));
  const articleQuestions = join(folder, 'questions', 'articles.jsonl');
  if (present.length === 0 && !existsSync(articleQuestions))
    throw new UsageError(
      `--all: ${folder} holds neither data/eval/*.questions.jsonl nor questions/articles.jsonl.`,
    );

  const table: Record<string, Record<string, number>> = {};
  for (const set of present) {
    const questions = await readQuestions(fileOf(set, 'questions'));
    const corpus = await readMeasured(fileOf(set, 'paragraphs'), '');
    await measured(corpus, async (parts) => {
      const { figures, asked } = await evaluateRetrieval(questions, parts);
      table[set] = { questions: questions.length, ...flatten(figures) };
      if (set !== REFUSAL.answerable || !present.includes(REFUSAL.unanswerable)) return;
      const others = await readQuestions(fileOf(REFUSAL.unanswerable, 'questions'));
      table[`${set} against ${REFUSAL.unanswerable}`] = {
        questions: questions.length + others.length,
        ...flatten(await evaluateRefusal(asked, others, parts)),
      };
    });
  }
  if (existsSync(articleQuestions)) {
    const questions = await readQuestions(articleQuestions);
    const figures = await measured(await readMeasured(undefined, join(folder, 'articles')), (parts) =>
      evaluateAnswers(questions, parts),
    );
    for (const [type, row] of Object.entries(figures)) table[`articles: ${type}`] = { ...row };
  }
  return table;
}

import { createInterface } from 'node:readline';
import type { Engine } from '../src/engine.ts';
import { openEngine } from '../src/open-engine.ts';
import { renderTerminalAnswer } from '../src/terminal-answer.ts';
import { answerBatch } from './answer-batch.ts';
import { indexPlace } from './index-place.ts';
import { openInput } from './open-input.ts';
import { progressBar } from './progress-bar.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Answers a question from the indexed articles; builds the index first when there is none.

npm run ask -- [--index DIR] "question"
npm run --silent ask -- --json [--index DIR] "question"
npm run --silent ask -- --batch FILE [--index DIR]

  --index DIR    folder of the index (INDEX_DIR, data/index), also when DATABASE_URL names a database
  --json         the answer as one line of JSON
  --batch FILE   one JSON object with "question" a line (- for stdin); one answer a line, in order`;

await runEntry(HELP, async (config) => {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: { index: { type: 'string' }, json: { type: 'boolean' }, batch: { type: 'string' } },
  });
  const question = positionals.join(' ');
  if (values.batch === undefined && question.trim() === '') throw new UsageError('The question is missing.');
  if (values.batch !== undefined && question !== '')
    throw new UsageError(`--batch reads its questions from a file; leave out "${question}".`);

  const bar = progressBar('Building the index');
  const engine = await openEngine(
    { ...config, ...indexPlace(values.index, config) },
    { onProgress: bar.update },
  ).finally(bar.stop);
  try {
    if (values.batch !== undefined) await batch(engine, values.batch);
    else await one(engine, question, values.json === true);
  } finally {
    await engine.close();
  }
});

async function one(engine: Engine, question: string, json: boolean): Promise<void> {
  const answer = await engine.ask(question);
  const titles = engine.articles().map(({ title }) => title);
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  console.log(json ? JSON.stringify(answer) : renderTerminalAnswer(answer, titles, color));
}

async function batch(engine: Engine, file: string): Promise<void> {
  const input = await openInput(file);
  for await (const line of answerBatch(engine, createInterface({ input, crlfDelay: Infinity })))
    console.log(line);
}

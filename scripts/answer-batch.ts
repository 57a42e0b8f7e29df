import { z } from 'zod';
import type { Answer } from '../src/answering/answer.ts';
import type { Engine } from '../src/engine.ts';
import { FootnoteError } from '../src/errors.ts';

const lineSchema = z.object({ id: z.unknown().optional(), question: z.string() });

/**
 * Answers one JSON object a line, in order, and gives one JSON answer a line, with the input's `id` when it has one.
 * A question that cannot be asked (empty, too long) is answered with `none` and an `error` that says why.
 * @throws FootnoteError `batch-line` for a line that is no JSON object with a `question`
 */
export async function* answerBatch(engine: Engine, lines: AsyncIterable<string>): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    const { id, question } = parseLine(line, number);
    yield JSON.stringify({ ...(id === undefined ? {} : { id }), ...(await answerTo(engine, question)) });
  }
}

function parseLine(line: string, number: number): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new FootnoteError(
      'batch-line',
      `Line ${number} is not a JSON object with a "question": ${line.slice(0, 80)}. Correct it and run again.`,
      { cause },
    );
  }
}

async function answerTo(engine: Engine, question: string): Promise<Answer & { error?: string }> {
  try {
    return await engine.ask(question);
  } catch (error) {
    if (!(error instanceof FootnoteError)) throw error;
    return { question, state: 'none', confidence: 0, quotes: [], error: error.message };
  }
}

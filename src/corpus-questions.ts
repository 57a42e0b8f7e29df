import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Answer } from './answering/answer.ts';
import { fold } from './corpus/fold.ts';
import { FootnoteError, messageOf } from './errors.ts';
import { QUESTION_LIMIT } from './retrieval/analyze-question.ts';

/** Name of the file in the corpus folder; it is never read as an article. */
export const QUESTIONS_FILE = 'questions.jsonl';
/** A question passes by one of its first quotes: people read no further. */
const QUOTES_READ = 3;

const questionSchema = z.object({
  question: z.string().trim().min(1).max(QUESTION_LIMIT),
  expect: z.array(z.string().trim().min(1)),
});

/** A question that the operator wants answered from the articles, whatever else changes. */
export interface CorpusQuestion {
  /** 1-based line of the file. */
  line: number;
  question: string;
  /**
   * Words of the quote: one of the first three must hold one of them, in either Chinese script, any width and case of
   * letters, with or without spaces. Empty for a question that the articles do not answer.
   */
  expect: string[];
}

/** A question that was not answered as it must be, with what was shown instead. */
export interface FailedQuestion extends CorpusQuestion {
  state: Answer['state'];
  /** The first three quotes. */
  quotes: string[];
}

/**
 * The questions in a corpus folder's `questions.jsonl`, one JSON object a line; empty lines are left out.
 * @returns empty when there is no such file
 * @throws FootnoteError `questions-invalid`, naming file and line
 */
export async function readQuestions(corpusDir: string): Promise<CorpusQuestion[]> {
  const path = join(corpusDir, QUESTIONS_FILE);
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return [];
    throw new FootnoteError(
      'questions-invalid',
      `${path} cannot be read (${messageOf(cause)}). Correct its permissions, or remove it.`,
      { cause },
    );
  }
  return content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((text, i) => (text.trim() === '' ? [] : readLine(text, i + 1, path)));
}

function readLine(text: string, line: number, path: string): CorpusQuestion {
  let cause: unknown;
  try {
    const parsed = questionSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { line, ...parsed.data };
    cause = parsed.error;
  } catch (error) {
    cause = error;
  }
  throw new FootnoteError(
    'questions-invalid',
    `Line ${line} of ${path} is not a question: ${text.slice(0, 80)}. ` +
      'Write {"question": "...", "expect": ["words of the quote"]}, with [] for what the articles do not answer.',
    { cause },
  );
}

/** Asks every question, in order. @returns those that were not answered as they must be */
export async function askQuestions(
  questions: CorpusQuestion[],
  ask: (question: string) => Promise<Answer>,
): Promise<FailedQuestion[]> {
  const failed: FailedQuestion[] = [];
  for (const each of questions) {
    const { state, quotes } = await ask(each.question);
    const shown = quotes.slice(0, QUOTES_READ).map(({ text }) => text);
    if (!passes(each.expect, state, shown)) failed.push({ ...each, state, quotes: shown });
  }
  return failed;
}

function passes(expect: string[], state: Answer['state'], quotes: string[]): boolean {
  // "Related" quotes are shown as not holding the answer.
  const isAnswered = state === 'answered';
  if (expect.length === 0) return !isAnswered;
  const read = quotes.map(comparable);
  return isAnswered && expect.some((words) => read.some((quote) => quote.includes(comparable(words))));
}

function comparable(text: string): string {
  return fold(text).replace(/\s+/g, '');
}

/** What is wrong with a failed question, in a sentence. */
export function failureSentence({ line, question, expect, state, quotes }: FailedQuestion): string {
  const wanted =
    expect.length === 0
      ? 'must not be answered'
      : `must be answered by a quote with ${expect.map((words) => `"${words}"`).join(' or ')}`;
  const found =
    state === 'answered' || (state === 'related' && quotes.length > 0)
      ? `${state === 'answered' ? 'the quotes are' : 'it is declined, with these as related'}: ${quotes.map((quote) => `"${quote}"`).join(' ')}`
      : 'nothing is found';
  return `Line ${line}, "${question}", ${wanted}; ${found}`;
}

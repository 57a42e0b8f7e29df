import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Article, Block, Corpus } from '../src/corpus/article.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { FootnoteError } from '../src/errors.ts';
import { openInput } from './open-input.ts';

const paragraphSchema = z.object({ id: z.string(), title: z.string(), text: z.string() });
const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  /** IDs of the right paragraphs. */
  paragraphs: z.array(z.string()).optional(),
  /** Strings of which a right quote holds one. */
  answers: z.array(z.string()).optional(),
  /** The same for questions on a corpus; empty when the articles do not hold the answer. */
  expect: z.array(z.string()).optional(),
  type: z.string().optional(),
});

type Paragraph = z.infer<typeof paragraphSchema>;
export type EvalQuestion = z.infer<typeof questionSchema>;

/** What is measured: a file of paragraphs, each an article of its own, when one is named; otherwise a folder of articles. */
export async function readMeasured(paragraphs: string | undefined, folder: string): Promise<Corpus> {
  if (paragraphs === undefined) return readCorpus(folder);
  return { articles: (await readJsonLines(paragraphs, paragraphSchema)).map(toArticle), skipped: [] };
}

export function readQuestions(file: string): Promise<EvalQuestion[]> {
  return readJsonLines(file, questionSchema);
}

async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await text(await openInput(file))).split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new FootnoteError('eval-line', `${file}, line ${i + 1}, is not in the form that eval reads.`, {
        cause,
      });
    }
  });
}

/** A paragraph of an evaluation set as an article of its own, each of its lines a numbered paragraph. */
export function toArticle({ id, title, text: body }: Paragraph): Article {
  const blocks: Block[] = [...body.matchAll(/\S.*/g)].map((line, i) => {
    const end = line.index + line[0].trimEnd().length;
    return { kind: 'text', paragraph: i + 1, section: 0, start: line.index, end };
  });
  const sections = [{ heading: null, level: 0, start: 0, end: body.length }];
  const unknown = { source: null, url: null, published: null, language: null };
  return { id, title, text: body, sections, blocks, file: id, ...unknown };
}

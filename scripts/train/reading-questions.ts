import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fold } from '../../src/corpus/fold.ts';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';
import { isHeldOut, keyOf } from './reading-key.ts';

/** Neighbouring paragraphs of one source make an article, as long as a community's are. */
const PARAGRAPHS = 8;
/** Only here are neighbouring paragraphs about the same; elsewhere each is an article of its own. */
const NEIGHBOURLY = 'drcd-dev';

export interface ReadingArticle {
  id: string;
  /** Its paragraphs, one a line. */
  text: string;
  paragraphs: ReadingParagraph[];
}

export interface ReadingParagraph {
  id: string;
  /** ID of its article, and its place in that article's text. */
  article: string;
  start: number;
  end: number;
  source: string;
  text: string;
  questions: {
    /** A string of the paragraph that answers them. */
    answer: string;
    /** The question in Chinese, as it was and reworded, and in English; a direction may have none. */
    wordings: Record<Direction, string[]>;
  }[];
  /** Questions about the same that it does not answer. */
  unanswered: Record<Direction, string[]>;
}

interface Row {
  source: string;
  question: string;
  paragraph: string;
  answer: string;
}

/**
 * Articles of the reading paragraphs that a model has not been trained on, with every wording of their questions.
 * @param data folder of `reading.jsonl.gz`
 * @param unseen their share of all paragraphs, in percent; as given to `pairs.py`
 */
export async function readUnseen(data: string, unseen: number): Promise<ReadingArticle[]> {
  const rows = gunzipSync(await readFile(join(data, 'reading.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
  const wordings = await readOwn('wordings.tsv');
  const digests = await readOwn('digests.tsv');
  const paragraphs = new Map<string, ReadingParagraph>();
  for (const { source, question, paragraph: text, answer } of rows) {
    const folded = fold(text);
    if (!isHeldOut(folded, unseen)) continue;
    const [, none = '', noneEnglish = ''] = digests.get(keyOf(folded)) ?? [];
    const paragraph = paragraphs.get(text) ?? {
      id: createHash('sha256').update(text).digest('hex').slice(0, 12),
      ...{ article: '', start: 0, end: 0 },
      source,
      text,
      questions: [],
      unanswered: { same: filled(none), cross: filled(noneEnglish) },
    };
    paragraphs.set(text, paragraph);
    const [english = '', reworded = ''] = wordings.get(keyOf(fold(question), folded)) ?? [];
    const all = { same: [question, ...filled(reworded)], cross: filled(english) };
    paragraph.questions.push({ answer, wordings: all });
  }
  return toArticles([...paragraphs.values()]);
}

function toArticles(paragraphs: ReadingParagraph[]): ReadingArticle[] {
  const articles: ReadingArticle[] = [];
  for (const paragraph of paragraphs) {
    const last = articles.at(-1);
    const [first] = last?.paragraphs ?? [];
    const joins =
      paragraph.source === NEIGHBOURLY &&
      first?.source === NEIGHBOURLY &&
      (last?.paragraphs.length ?? 0) < PARAGRAPHS;
    const article = last && joins ? last : { id: paragraph.id, text: '', paragraphs: [] };
    if (article !== last) articles.push(article);
    if (article.text !== '') article.text += '\n';
    paragraph.article = article.id;
    paragraph.start = article.text.length;
    // A line break within it would make two paragraphs of it.
    article.text += paragraph.text.replaceAll(/\s/g, ' ');
    paragraph.end = article.text.length;
    article.paragraphs.push(paragraph);
  }
  return articles;
}

async function readOwn(name: string): Promise<Map<string, string[]>> {
  const lines = (await readFile(join(import.meta.dirname, name), 'utf8')).trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [key = '', ...texts] = line.split('\t');
      return [key, texts];
    }),
  );
}

function filled(text: string): string[] {
  return text === '' ? [] : [text];
}

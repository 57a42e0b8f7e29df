import { join } from 'node:path';
import { fold } from '../../src/corpus/fold.ts';
import { append, hashOf, type AskedArticle, type AskedParagraph } from './asked-article.ts';
import { readLines } from './read-lines.ts';
import { isHeldOut, keyOf } from './reading-key.ts';

/** Neighbouring paragraphs of one source make an article, as long as a community's are. */
const PARAGRAPHS = 8;
/** Only here are neighbouring paragraphs about the same; elsewhere each is an article of its own. */
const NEIGHBOURLY = 'drcd-dev';

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
export async function readUnseen(data: string, unseen: number): Promise<AskedArticle[]> {
  const lines = await readLines(join(data, 'reading.jsonl.gz'));
  const rows = lines.map((line) => JSON.parse(line) as Row);
  const wordings = await readOwn('wordings.tsv');
  const digests = await readOwn('digests.tsv');
  const paragraphs = new Map<string, AskedParagraph>();
  for (const { source, question, paragraph: text, answer } of rows) {
    const folded = fold(text);
    if (!isHeldOut(folded, unseen)) continue;
    const [, none = '', noneEnglish = ''] = digests.get(keyOf(folded)) ?? [];
    const paragraph = paragraphs.get(text) ?? {
      group: hashOf(text),
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

function toArticles(paragraphs: AskedParagraph[]): AskedArticle[] {
  const articles: AskedArticle[] = [];
  for (const paragraph of paragraphs) {
    const last = articles.at(-1);
    const [first] = last?.paragraphs ?? [];
    const joins =
      paragraph.source === NEIGHBOURLY &&
      first?.source === NEIGHBOURLY &&
      (last?.paragraphs.length ?? 0) < PARAGRAPHS;
    const article = last && joins ? last : { id: paragraph.group, title: '', text: '', paragraphs: [] };
    if (article !== last) articles.push(article);
    append(article, paragraph);
  }
  return articles;
}

async function readOwn(name: string): Promise<Map<string, string[]>> {
  const lines = await readLines(join(import.meta.dirname, name));
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

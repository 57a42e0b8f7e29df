import { expect, test } from 'vitest';
import { toArticle } from '../../scripts/paragraph-corpus.ts';
import type { Article, Passage } from '../../src/corpus/article.ts';
import { embedSteps, PASSAGES_A_STEP } from '../../src/index/embed-steps.ts';
import { TokenEmbeddings } from '../support/token-embeddings.ts';

/** An article of so many passages of one sentence. */
function articleOf(id: string, count: number): { article: Article; passages: Passage[] } {
  const article = toArticle({ id, title: id, text: '塔。'.repeat(count) });
  const passages = Array.from({ length: count }, (_, i) => {
    const span = { section: 0, start: 2 * i, end: 2 * i + 2 };
    return { articleId: id, ...span, sentences: [{ ...span, paragraph: 1 }] };
  });
  return { article, passages };
}

async function run(counts: number[], signal?: AbortSignal) {
  const articles = counts.map((count, i) => articleOf(`a${i}`, count));
  const embeddings = new TokenEmbeddings();
  const asked: number[] = [];
  const embed = embeddings.embedDocuments.bind(embeddings);
  embeddings.embedDocuments = (texts) => {
    asked.push(texts.length / 2);
    return embed(texts);
  };
  const done: number[] = [];
  const options = { embeddings, signal, known: [], onEmbed: () => undefined };
  const steps = [];
  for await (const step of embedSteps(articles, { ...options, onDone: (passages) => done.push(passages) }))
    steps.push({ ids: step.items.map(({ article }) => article.id), vectors: step.vectors.length });
  return { steps, asked, done };
}

test('short articles go together, until there are enough passages', async () => {
  const { steps, asked } = await run([200, 100, 5, 0]);
  expect(steps).toEqual([
    { ids: ['a0', 'a1'], vectors: 300 },
    { ids: ['a2', 'a3'], vectors: 5 },
  ]);
  expect(asked).toEqual([256, 44, 5]);
});

test('a book is embedded in parts, and handed on whole', async () => {
  const { steps, asked, done } = await run([1000]);
  expect(steps).toEqual([{ ids: ['a0'], vectors: 1000 }]);
  expect(asked.every((passages) => passages <= PASSAGES_A_STEP)).toBe(true);
  expect(done).toEqual(asked);
});

test('nothing is embedded of articles without passages, and nothing more once it is given up', async () => {
  expect(await run([0, 0])).toEqual({ steps: [{ ids: ['a0', 'a1'], vectors: 0 }], asked: [], done: [0] });
  expect((await run([])).steps).toEqual([]);
  await expect(run([1], AbortSignal.abort(new Error('given up')))).rejects.toThrow('given up');
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIndex } from '../../src/index/build-index.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { cosine } from '../../src/index/vectors.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const lexicon = new Lexicon(['lighthouse\t灯塔:1 塔:0.5', 'tall\t高:1']);

async function retrieverOfSamples(): Promise<PassageRetriever> {
  const indexDir = join(await tempFolder(), 'index');
  const embeddings = new TokenEmbeddings();
  const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
  await buildIndex({
    corpus: { articles: sampleArticles(), skipped: [] },
    embeddings,
    model,
    store: new FolderStore(indexDir),
  });
  return new PassageRetriever(await new FolderStore(indexDir).open(model), embeddings, lexicon);
}

test('works as any LangChain retriever, each document a slice of its article', async () => {
  const retriever = await retrieverOfSamples();
  const documents = await retriever.invoke('燈塔有多高?');
  expect(documents[0]?.metadata).toMatchObject({ articleId: 'lighthouse', title: '海邊的燈塔' });
  for (const { pageContent, metadata } of documents) {
    const article = sampleArticles().find(({ id }) => id === metadata.articleId);
    expect(article?.text.slice(metadata.start as number, metadata.end as number)).toBe(pageContent);
  }
});

test('stays within one article when asked to', async () => {
  const retriever = await retrieverOfSamples();
  const { passages } = await retriever.retrieve('燈塔有多高?', { articleId: 'noodles' });
  expect(new Set(passages.map(({ articleId }) => articleId))).toEqual(new Set(['noodles']));
});

test('finds what an English question asks for in Chinese articles by the lexicon', async () => {
  const retriever = await retrieverOfSamples();
  const { direction, terms, passages } = await retriever.retrieve('How tall is the lighthouse?');
  expect(direction).toBe('cross');
  expect(terms.map(({ token }) => token)).toEqual(['tall', 'lighthouse']);
  const [best] = passages.toSorted((a, b) => b.keyword - a.keyword);
  expect(best).toMatchObject({ articleId: 'lighthouse' });
  expect(
    passages.filter(({ articleId }) => articleId === 'noodles').every(({ keyword }) => keyword === 0),
  ).toBe(true);
});

test('gives each passage the cosine of its nearest sentence', async () => {
  const retriever = await retrieverOfSamples();
  const { passages, vector } = await retriever.retrieve('備用的發電機可以撐多久?');
  for (const { vectors, sentence } of passages)
    expect(sentence).toBeCloseTo(Math.max(...vectors.map((each) => cosine(vector, each))), 5);
});

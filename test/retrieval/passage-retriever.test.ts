import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIndex } from '../../src/index/build-index.ts';
import { openIndex } from '../../src/index/open-index.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

async function retrieverOfSamples(): Promise<PassageRetriever> {
  const indexDir = join(await tempFolder(), 'index');
  const embeddings = new TokenEmbeddings();
  const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
  await buildIndex({ corpus: { articles: sampleArticles(), skipped: [] }, embeddings, model, indexDir });
  return new PassageRetriever(await openIndex(indexDir, model), embeddings);
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

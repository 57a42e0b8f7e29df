import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildIndex } from '../../src/index/build-index.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import type { PassageParts } from '../../src/embedding/reader.ts';
import type { IndexReader } from '../../src/index/index-reader.ts';
import { cosine } from '../../src/index/vectors.ts';
import { QUESTION_LIMIT } from '../../src/retrieval/analyze-question.ts';
import { Aliases } from '../../src/retrieval/aliases.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { NO_SOUNDS, Transliteration } from '../../src/retrieval/transliteration.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { toArticle } from '../../scripts/paragraph-corpus.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const wordings = {
  lexicon: new Lexicon(['lighthouse\t灯塔:1 塔:0.5', 'tall\t高:1']),
  thesaurus: new Thesaurus([]),
  aliases: new Aliases([]),
  transliteration: new Transliteration(NO_SOUNDS),
};

async function indexOfSamples(articles = sampleArticles()): Promise<IndexReader> {
  const indexDir = join(await tempFolder(), 'index');
  const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
  await buildIndex({
    corpus: { articles, skipped: [] },
    embeddings: new TokenEmbeddings(),
    model,
    store: new FolderStore(indexDir),
  });
  return new FolderStore(indexDir).open(model);
}

async function retrieverOfSamples(): Promise<PassageRetriever> {
  return new PassageRetriever(await indexOfSamples(), new TokenEmbeddings(), wordings);
}

/** A model, and the questions that it is asked to match by tokens, as they come. */
function heardQuestions() {
  const embeddings = new TokenEmbeddings();
  const asked: string[] = [];
  const matching = {
    embedQuery: (text: string) => embeddings.embedQuery(text),
    matchTokens: (question: string) => {
      asked.push(question);
      return Promise.resolve(null);
    },
  };
  return { asked, matching };
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

test('asks by the names that the articles have', async () => {
  const index = await indexOfSamples();
  const embeddings = new TokenEmbeddings();
  const asked: string[] = [];
  const matching = {
    embedQuery: (text: string) => {
      asked.push(text);
      return embeddings.embedQuery(text);
    },
    matchTokens: (question: string) => {
      asked.push(question);
      return Promise.resolve(null);
    },
  };
  const aliases = new Aliases(['林海\tForest Lin\tSea Lin']);
  const retriever = new PassageRetriever(index, matching, { ...wordings, aliases });
  const { question, direction, terms, passages } = await retriever.retrieve('Why does Forest Lin go up?');
  expect(asked).toEqual(['Why does 林海 go up?', 'Why does 林海 go up?']);
  expect(question).toMatchObject({ text: 'Why does Forest Lin go up?', script: 'latin' });
  expect(direction).toBe('cross');
  expect(terms.map(({ token }) => token)).toContain('林海');
  const [best] = passages.toSorted((a, b) => b.keyword - a.keyword);
  expect(best).toMatchObject({ articleId: 'lighthouse' });
});

test('a question that would be too long with other names keeps its own', async () => {
  const retriever = new PassageRetriever(await indexOfSamples(), new TokenEmbeddings(), {
    ...wordings,
    aliases: new Aliases(['林海每天傍晚\tX9']),
  });
  const text = 'X9 '.repeat(QUESTION_LIMIT / 3).trim();
  const { question } = await retriever.retrieve(text);
  expect(question.folded).toBe(text.toLowerCase());
});

test('finds a name that the articles write by its sound, and lets the model see it so', async () => {
  const index = await indexOfSamples();
  const { asked, matching } = heardQuestions();
  const transliteration = await Transliteration.read('models/transliteration.json');
  const retriever = new PassageRetriever(index, matching, { ...wordings, transliteration });
  const { passages, terms, frequencies } = await retriever.retrieve('Why does Lin Hai go up?');
  expect(asked).toEqual(['Why does 林海 go up?']);
  expect(terms.find(({ token }) => token === 'hai')?.forms).toContainEqual({ token: '林海', weight: 1 });
  expect(frequencies.get('林海')).toBe(1);
  const [best] = passages.toSorted((a, b) => b.keyword - a.keyword);
  expect(best).toMatchObject({ articleId: 'lighthouse' });
  expect(best?.keyword).toBeGreaterThan(0);
});

test('finds every mention of a name that an article has in brackets after its characters, and lets the model see it so', async () => {
  const keeper = toArticle({
    id: 'keeper',
    title: '看守人',
    text: '今年的看守人是海歐拉（Heyora）。\n海歐拉每天傍晚點燈。',
  });
  const { asked, matching } = heardQuestions();
  const index = await indexOfSamples([...sampleArticles(), keeper]);
  const { terms } = await new PassageRetriever(index, matching, wordings).retrieve('When is Heyora there?');
  expect(asked).toEqual(['When is 海欧拉 there?']);
  expect(terms.find(({ token }) => token === 'heyora')?.forms).toEqual([
    { token: 'heyora', weight: 1 },
    { token: '海欧', weight: 1 },
    { token: '欧拉', weight: 1 },
  ]);
});

test('finds a name that stands in none of the passages found without it', async () => {
  const filler = Array.from({ length: 60 }, (_, i) =>
    toArticle({ id: `keeper-${i}`, title: '', text: `第${i}座塔的看守人每天傍晚點燈，燈塔高${i}公尺。` }),
  );
  const index = await indexOfSamples([
    ...filler,
    toArticle({ id: 'captain', title: '', text: '渡輪在清晨開航，船長是賴怡蓉。' }),
  ]);
  const transliteration = await Transliteration.read('models/transliteration.json');
  const question = 'Does Lai Yi-jung keep the tall lighthouse?';
  const ranks = await Promise.all(
    [wordings, { ...wordings, transliteration }].map(async (known) => {
      const retriever = new PassageRetriever(index, new TokenEmbeddings(), known);
      const { passages } = await retriever.retrieve(question);
      return passages.findIndex(({ articleId }) => articleId === 'captain');
    }),
  );
  expect(ranks[0]).toBe(-1);
  expect(ranks[1]).toBeGreaterThanOrEqual(0);
});

test('asks a model that can match tokens, sentence by sentence, and ranks by what it says', async () => {
  const index = await indexOfSamples();
  const asked: string[][] = [];
  const embeddings = new TokenEmbeddings();
  const matching = {
    embedQuery: (text: string) => embeddings.embedQuery(text),
    matchTokens: (_: string, passages: PassageParts<string>[]) => {
      const texts = passages.flatMap((passage) => passage.texts);
      asked.push(texts);
      const best = texts.map((text) => Float32Array.of(text.includes('發電機') ? 1 : 0));
      return Promise.resolve({ weights: Float32Array.of(1), best, reading: null });
    },
  };
  const weights = { keyword: 0, vector: 0, sentence: 0, tokens: 1, reading: 0 };
  const retriever = new PassageRetriever(index, matching, wordings, weights);
  const { passages, candidates, articles, tokenWeights } = await retriever.retrieve('燈塔有多高?');
  const text = ({ articleId, start, end }: (typeof passages)[number]) =>
    articles.get(articleId)?.text.slice(start, end);
  expect(text(passages[0] as (typeof passages)[number])).toContain('發電機');
  expect(asked[0]).toHaveLength(passages.flatMap(({ sentences }) => sentences).length);
  expect(passages.every(({ tokens, sentences }) => tokens.length === sentences.length)).toBe(true);
  expect([...tokenWeights]).toEqual([1]);
  expect(candidates.slice(0, passages.length).map(({ ordinal }) => ordinal)).toEqual(
    passages.map(({ ordinal }) => ordinal),
  );
});

test('gives each passage the cosine of its nearest sentence', async () => {
  const retriever = await retrieverOfSamples();
  const { passages, vector } = await retriever.retrieve('備用的發電機可以撐多久?');
  for (const { vectors, sentence } of passages)
    expect(sentence).toBeCloseTo(Math.max(...vectors.map((each) => cosine(vector, each))), 5);
});

test('lets a reader see each passage below its title and heading, and ranks by what it says', async () => {
  const index = await indexOfSamples(
    sampleArticles().map((article) =>
      article.id === 'lighthouse'
        ? { ...article, sections: [{ heading: '概要', level: 2, start: 0, end: article.text.length }] }
        : article,
    ),
  );
  const embeddings = new TokenEmbeddings();
  const seen = new Set<string>();
  const reading = {
    embedQuery: (text: string) => embeddings.embedQuery(text),
    matchTokens: (_: string, passages: PassageParts<string>[]) => {
      for (const { heading } of passages) seen.add(heading);
      const texts = passages.flatMap((passage) => passage.texts);
      return Promise.resolve({
        weights: new Float32Array(),
        best: texts.map(() => new Float32Array()),
        reading: { answers: Float32Array.from(texts, (text) => (text.includes('發電機') ? 5 : -5)), none: 0 },
      });
    },
  };
  const weights = { keyword: 0, vector: 0, sentence: 0, tokens: 0, reading: 1 };
  const retriever = new PassageRetriever(index, reading, wordings, weights);
  const { passages, articles } = await retriever.retrieve('燈塔有多高?');
  const [best] = passages;
  expect(articles.get(best?.articleId ?? '')?.text.slice(best?.start, best?.end)).toContain('發電機');
  expect(seen).toContain('海邊的燈塔 概要');
  expect(seen).toContain(articles.get('noodles')?.title);
});

import type { Article, Passage } from '../../corpus/article.ts';
import type { Postgres } from '../../postgres/postgres.ts';
import { headerOf } from '../article-header.ts';
import { embedPassages, type KnownVectors, type PassageVectors } from '../embed-articles.ts';
import { embeddedTextKey } from '../embedded-text.ts';
import type { WriteOptions } from '../index-store.ts';
import { modelKey } from './content-key.ts';
import { countTokens, tsvectorOf } from './lexemes.ts';
import { writeVector } from './vector-text.ts';
import type { PostgresStep } from './postgres-step.ts';

/** Articles embedded and written together. */
const ARTICLES_A_STEP = 32;

/** An article to be written. */
export interface NewArticle {
  /** See `contentKey`. */
  key: string;
  article: Article;
  /** See `hashArticle`. */
  hash: string;
  passages: Passage[];
}

/** How articles are written. */
export interface ArticleWriting extends Pick<WriteOptions, 'embeddings' | 'model'> {
  signal: AbortSignal | undefined;
  known: readonly KnownVectors[];
  /** Called with the passages done since the last call. */
  onDone: (passages: number) => void;
  onStep: ((step: PostgresStep) => void) | undefined;
}

/**
 * Writes articles with their passages, some in each transaction: an article that is there has all its passages, so a build
 * that was killed need not be begun again from nothing.
 * @returns how many passages had to be embedded
 */
export async function writeArticles(
  postgres: Postgres,
  articles: NewArticle[],
  { embeddings, model, signal, known, onDone, onStep }: ArticleWriting,
): Promise<number> {
  let embedded = 0;
  for (let at = 0; at < articles.length; at += ARTICLES_A_STEP) {
    signal?.throwIfAborted();
    onStep?.('embed');
    const some = articles.slice(at, at + ARTICLES_A_STEP);
    const all = some.flatMap(({ article, passages }) => passages.map((passage) => ({ article, passage })));
    const step = await embedPassages(all, embeddings, known);
    onStep?.('write-articles');
    await insert(postgres, some, step.vectors, modelKey(model));
    embedded += step.embedded;
    onDone(all.length);
  }
  return embedded;
}

async function insert(
  postgres: Postgres,
  articles: NewArticle[],
  vectors: PassageVectors[],
  model: string,
): Promise<void> {
  const next = vectors.values();
  const passages = articles.flatMap(({ key, article, passages: list }) => {
    const lexemes = countTokens(article, list);
    return list.map((passage, place) => {
      const { ofPassage = [], ofSentences = new Uint8Array() } = next.next().value ?? {};
      return {
        key,
        place,
        text_key: embeddedTextKey(article, passage),
        section: passage.section,
        starts: passage.start,
        ends: passage.end,
        tokens: lexemes[place]?.length ?? 0,
        sentences: JSON.stringify(passage.sentences),
        vectors: Buffer.from(ofSentences),
        embedding: writeVector(ofPassage),
        lexemes: tsvectorOf(lexemes[place]),
      };
    });
  });
  await postgres.transaction(async (tx) => {
    await tx.run(
      `INSERT INTO footnote_articles (key, header, content, passages)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int4[]) ON CONFLICT (key) DO NOTHING`,
      [
        articles.map(({ key }) => key),
        articles.map(({ article, hash }) => JSON.stringify({ ...headerOf(article, hash), file: undefined })),
        articles.map(({ article }) => JSON.stringify({ ...article, file: undefined })),
        articles.map((each) => each.passages.length),
      ],
    );
    await tx.run(
      `INSERT INTO footnote_passages
         (article, place, model, text_key, section, starts, ends, tokens, sentences, vectors, embedding, lexemes)
       SELECT footnote_articles.id, place, $12, text_key, section, starts, ends, tokens, sentences, vectors,
         embedding::vector, lexemes::tsvector
       FROM unnest($1::text[], $2::int4[], $3::text[], $4::int4[], $5::int4[], $6::int4[], $7::int4[], $8::text[],
         $9::bytea[], $10::text[], $11::text[])
         AS fresh (key, place, text_key, section, starts, ends, tokens, sentences, vectors, embedding, lexemes)
       JOIN footnote_articles ON footnote_articles.key = fresh.key ORDER BY fresh.key, place`,
      [
        passages.map(({ key }) => key),
        passages.map(({ place }) => place),
        passages.map((each) => each.text_key),
        passages.map(({ section }) => section),
        passages.map(({ starts }) => starts),
        passages.map(({ ends }) => ends),
        passages.map(({ tokens }) => tokens),
        passages.map(({ sentences }) => sentences),
        passages.map((each) => each.vectors),
        passages.map(({ embedding }) => embedding),
        passages.map(({ lexemes }) => lexemes),
        model,
      ],
    );
  });
}

import type { Article, Passage } from '../../corpus/article.ts';
import type { Postgres } from '../../postgres/postgres.ts';
import { headerOf } from '../article-header.ts';
import type { PassageVectors } from '../embed-articles.ts';
import { embedSteps, PASSAGES_A_STEP, type EmbedStepsOptions } from '../embed-steps.ts';
import { embeddedTextKey } from '../embedded-text.ts';
import type { ModelIdentity } from '../model-identity.ts';
import { modelKey } from './content-key.ts';
import { countTokens, tsvectorOf } from './lexemes.ts';
import { ARTICLE_DIGEST } from './row-checksums.ts';
import type { PostgresStep } from './postgres-step.ts';
import { writeVector } from './vector-text.ts';

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
export interface ArticleWriting extends Omit<EmbedStepsOptions, 'onEmbed'> {
  model: ModelIdentity;
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
  const onEmbed = () => onStep?.('embed');
  let embedded = 0;
  for await (const step of embedSteps(articles, { embeddings, signal, known, onEmbed, onDone })) {
    onStep?.('write-articles');
    await insert(postgres, step.items, step.vectors, modelKey(model));
    embedded += step.embedded;
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
      `INSERT INTO footnote_articles (key, header, content, passages, checksum)
       SELECT *, '' FROM unnest($1::text[], $2::text[], $3::text[], $4::int4[]) ON CONFLICT (key) DO NOTHING`,
      [
        articles.map(({ key }) => key),
        articles.map(({ article, hash }) => writeHeader(article, hash)),
        articles.map(({ article }) => JSON.stringify({ ...article, file: undefined })),
        articles.map((each) => each.passages.length),
      ],
    );
    for (let at = 0; at < passages.length; at += PASSAGES_A_STEP) {
      const some = passages.slice(at, at + PASSAGES_A_STEP);
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
          some.map(({ key }) => key),
          some.map(({ place }) => place),
          some.map((each) => each.text_key),
          some.map(({ section }) => section),
          some.map(({ starts }) => starts),
          some.map(({ ends }) => ends),
          some.map(({ tokens }) => tokens),
          some.map(({ sentences }) => sentences),
          some.map((each) => each.vectors),
          some.map(({ embedding }) => embedding),
          some.map(({ lexemes }) => lexemes),
          model,
        ],
      );
    }
    await tx.run(`UPDATE footnote_articles SET checksum = ${ARTICLE_DIGEST} WHERE key = ANY($1::text[])`, [
      articles.map(({ key }) => key),
    ]);
  });
}

/** As it is kept: the file is the version's. @param hash see `hashArticle` */
export function writeHeader(article: Article, hash: string): string {
  return JSON.stringify({ ...headerOf(article, hash), file: undefined });
}

import { Document } from '@langchain/core/documents';
import type { Embeddings } from '@langchain/core/embeddings';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { Article } from '../corpus/article.ts';
import type { IndexReader, StoredPassage } from '../index/index-reader.ts';
import { analyzeQuestion, type Question } from './analyze-question.ts';
import { fuseRankings, type FusedCandidate, type FusionWeights } from './fuse-rankings.ts';

/** Candidates taken from each ranking. */
const CANDIDATES = 50;
/** Passages handed on: an answer is chosen from these. */
export const PASSAGES = 20;

/**
 * Whether question and articles are in one language (as far as the script tells), or the search crosses from one to the
 * other: an English question shares only names and figures with a Chinese passage, so its keywords say less.
 */
export type Direction = 'same' | 'cross';

/**
 * Chosen on unseen reading questions (see scripts/train/README.md), where the optimum is flat: hit@1 of keywords alone,
 * fused, vectors alone is .954, .957, .749 for Chinese, .891, .901, .646 reworded, and .063, .493, .486 for English.
 */
const WEIGHTS: Record<Direction, FusionWeights> = {
  same: { keyword: 1, vector: 0.25 },
  cross: { keyword: 0.2, vector: 1 },
};

export type RetrievedPassage = StoredPassage & FusedCandidate;

/** Everything that retrieval knows of a question. */
export interface Retrieval {
  question: Question;
  direction: Direction;
  /** The question's vector, length 1. */
  vector: number[];
  /** In how many passages each token of the question occurs. */
  frequencies: Map<string, number>;
  /** How many passages the index holds. */
  passageCount: number;
  /** Best first. */
  passages: RetrievedPassage[];
  /** The articles of these passages, by ID. */
  articles: Map<string, Article>;
}

export interface RetrieveOptions {
  /** Only passages of this article. */
  articleId?: string;
  /** Most passages to return. */
  limit?: number;
}

/** A LangChain retriever: keyword and vector candidates of an open index, fused. */
export class PassageRetriever extends BaseRetriever {
  override lc_namespace = ['footnote', 'retrieval'];
  readonly #index: IndexReader;
  readonly #embeddings: Embeddings;

  constructor(index: IndexReader, embeddings: Embeddings) {
    super({});
    this.#index = index;
    this.#embeddings = embeddings;
  }

  /** @throws FootnoteError `question-too-long` */
  async retrieve(text: string, options: RetrieveOptions = {}): Promise<Retrieval> {
    const question = analyzeQuestion(text);
    const direction = question.script === this.#index.manifest.script ? 'same' : 'cross';
    const [vector, frequencies] = await Promise.all([
      this.#embeddings.embedQuery(text),
      this.#index.documentFrequencies(question.tokens),
    ]);
    const { articleId } = options;
    const [keyword, near] = await Promise.all([
      this.#index.searchKeywords(question.tokens, CANDIDATES, articleId),
      this.#index.searchVectors(vector, CANDIDATES, articleId),
    ]);
    const ordinals = [...new Set([...keyword, ...near].map(({ ordinal }) => ordinal))];
    const cosines = await this.#index.cosines(vector, ordinals);
    const vectors = ordinals.map((ordinal, i) => ({ ordinal, score: cosines[i] ?? 0 }));
    const fused = fuseRankings(keyword, vectors, WEIGHTS[direction]).slice(0, options.limit ?? PASSAGES);
    const stored = await this.#index.passages(fused.map(({ ordinal }) => ordinal));
    const ids = [...new Set(stored.map((passage) => passage.articleId))];
    const articles = await Promise.all(ids.map((id) => this.#index.article(id)));
    return {
      question,
      direction,
      vector,
      frequencies,
      passageCount: this.#index.manifest.counts.passages,
      passages: stored.flatMap((passage, i) => (fused[i] ? [{ ...passage, ...fused[i] }] : [])),
      articles: new Map(articles.map((article) => [article.id, article])),
    };
  }

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    const { passages, articles } = await this.retrieve(query);
    return passages.map(({ articleId, start, end, score }) => {
      const { text = '', title } = articles.get(articleId) ?? {};
      return new Document({
        pageContent: text.slice(start, end),
        metadata: { articleId, title, start, end, score },
      });
    });
  }
}

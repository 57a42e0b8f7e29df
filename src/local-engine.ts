import { answerQuestion } from './answering/answer-question.ts';
import type { Answer } from './answering/answer.ts';
import { readFollowUp } from './answering/follow-up-cues.ts';
import { answerFollowUp, type Sources } from './answering/follow-up.ts';
import { quotePhrase } from './answering/quote-phrase.ts';
import type { Ranker } from './answering/ranker.ts';
import type { Article } from './corpus/article.ts';
import type { ArticleSummary, AskOptions, Engine, IndexStatus, PhraseMatches } from './engine.ts';
import { FootnoteError } from './errors.ts';
import { articleKey } from './index/article-hash.ts';
import type { IndexReader } from './index/index-reader.ts';
import { findPhrase } from './retrieval/find-phrase.ts';
import { PassageRetriever, type QuestionEmbeddings } from './retrieval/passage-retriever.ts';
import type { Wordings } from './retrieval/terms.ts';

/** What was learned beside the embedding. */
export interface Learned extends Wordings {
  ranker: Ranker;
}

/** Answers from one version of the index. `close` closes that version, not the embeddings, which others share. */
export class LocalEngine implements Engine {
  readonly #index: IndexReader;
  readonly #retriever: PassageRetriever;
  readonly #ranker: Ranker;

  constructor(index: IndexReader, embeddings: QuestionEmbeddings, { ranker, ...wordings }: Learned) {
    this.#index = index;
    this.#retriever = new PassageRetriever(index, embeddings, wordings);
    this.#ranker = ranker;
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    if (question.trim() === '') {
      throw new FootnoteError('question-empty', 'The question is empty. Write what you want to know.');
    }
    const { articleId } = options;
    if (articleId !== undefined && !this.#has(articleId)) {
      throw new FootnoteError(
        'article-unknown',
        `There is no article with the ID "${articleId.slice(0, 60)}". Choose one from the list of articles.`,
      );
    }
    const { previous } = options;
    const followUp = previous && readFollowUp(question);
    if (followUp) return answerFollowUp(question, followUp, previous, this.#sources(), articleId);
    const retrieval = await this.#retriever.retrieve(question, options);
    return answerQuestion(retrieval, this.#ranker);
  }

  articles(): ArticleSummary[] {
    return this.#index.articles().map(({ id, hash, title, source, url, published, sections, paragraphs }) => {
      const headings = sections.flatMap(({ heading }) => heading ?? []);
      return { id, key: articleKey(hash), title, source, url, published, sections: headings, paragraphs };
    });
  }

  async article(articleId: string): Promise<Article | null> {
    return this.#has(articleId) ? this.#index.article(articleId) : null;
  }

  async paragraph(articleId: string, paragraph: number): ReturnType<Engine['paragraph']> {
    const article = await this.article(articleId);
    const block = article?.blocks.find((each) => each.paragraph === paragraph);
    if (!article || !block) return null;
    return { start: block.start, end: block.end, text: article.text.slice(block.start, block.end) };
  }

  async findPhrase(phrase: string, limit: number): Promise<PhraseMatches> {
    const matches: PhraseMatches = { quotes: [], total: 0 };
    for await (const match of findPhrase(this.#index, phrase)) {
      if (matches.quotes.length < limit) matches.quotes.push(quotePhrase(match));
      matches.total += 1;
    }
    return matches;
  }

  status(): IndexStatus {
    const { version, manifest } = this.#index;
    const { articles, passages } = manifest.counts;
    return { version, createdAt: manifest.createdAt, articles, passages, model: manifest.model.name };
  }

  close(): Promise<void> {
    return this.#index.close();
  }

  #sources(): Sources {
    return {
      ranker: this.#ranker,
      article: (id) => this.article(id),
      retrieve: (text, options) => this.#retriever.retrieve(text, options),
    };
  }

  #has(articleId: string): boolean {
    return this.#index.articles().some(({ id }) => id === articleId);
  }
}

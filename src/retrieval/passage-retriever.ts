import { Document } from '@langchain/core/documents';
import type { Embeddings } from '@langchain/core/embeddings';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { Article } from '../corpus/article.ts';
import { overlap } from '../corpus/span.ts';
import type { PassageParts } from '../embedding/reader.ts';
import type { TextMatches } from '../embedding/worker-embeddings.ts';
import { sectionHeading } from '../index/embedded-text.ts';
import type { IndexReader, StoredPassage } from '../index/index-reader.ts';
import { formsOf } from '../index/keyword-search.ts';
import { cosine } from '../index/vectors.ts';
import { knownOtherwise, renamed, withAliases, type NamedThing } from './aliases.ts';
import { analyzeQuestion, QUESTION_LIMIT, type Question } from './analyze-question.ts';
import {
  fuseRankings,
  rankByTokens,
  rankByReading,
  type Fused,
  type FusionWeights,
  type PassageScores,
} from './fuse-rankings.ts';
import { beginningsOf, namesBySound, spelledNames, type SpelledName } from './names-by-sound.ts';
import { namesInBrackets } from './names-in-brackets.ts';
import { latinWords, withCharacters, withNames, type NameInCharacters } from './names-in-characters.ts';
import { termsOf, type Term, type Wordings } from './terms.ts';
import { worthSearching } from './worth-searching.ts';

/** Candidates taken from each ranking. */
const CANDIDATES = 50;
/** Passages handed on: these are matched token by token, and an answer is chosen from them. */
const PASSAGES = 20;

/**
 * Whether question and articles are in one language (as far as the script tells), or the search crosses from one to the
 * other: an English question shares only names and figures with a Chinese passage, so its keywords say less.
 */
export type Direction = 'same' | 'cross';

/**
 * Chosen on unseen reading questions among 1,390 paragraphs (see scripts/train/README.md), where the optimum is flat. hit@1
 * of keywords, passage vectors, sentence vectors and all three: .964, .786, .881, .971 for Chinese questions, .931, .780, .812,
 * .946 for reworded ones, .650, .526, .594, .742 for English ones. Matching the tokens of the first 20, chosen in the same
 * way, makes that .979 for all Chinese and .771 for English ones, from .972 and .751. What a reader says of them brings English
 * ones another .014, and questions on articles .02 to .05.
 */
export const FUSION_WEIGHTS: FusionWeights = {
  keyword: 1,
  vector: 0.25,
  sentence: 0.5,
  tokens: 0.5,
  reading: 0.5,
};

type ScoredPassage = StoredPassage & PassageScores;

/** A candidate with its place in the ranking. */
export type RankedPassage = ScoredPassage & Fused;

export interface RetrievedPassage extends RankedPassage {
  /** Of each sentence, how well it says each token of the question, see `TokenMatches`. */
  tokens: Float32Array[];
  /** Of each sentence, that the answer is there, see `Reading`; all 0 without a reader. */
  answers: Float32Array;
}

/** What the retriever needs of a model; without `matchTokens`, or where that gives `null`, nothing is matched by tokens or read. */
export type QuestionEmbeddings = Pick<Embeddings, 'embedQuery'> & {
  matchTokens?: (question: string, passages: PassageParts<string>[]) => Promise<TextMatches | null>;
};

/** Everything that retrieval knows of a question. */
export interface Retrieval {
  question: Question;
  direction: Direction;
  /** The question's vector, length 1. */
  vector: number[];
  /** What it says, in the words of the articles. */
  terms: Term[];
  /** In how many passages each form of a term occurs. */
  frequencies: Map<string, number>;
  /** How many passages the index holds. */
  passageCount: number;
  /** What each token of the question counts, see `TokenMatches`. */
  tokenWeights: Float32Array;
  /** That no passage has the answer, see `Reading`; `null` without a reader. */
  noAnswer: number | null;
  /** Best first. */
  passages: RetrievedPassage[];
  /** These and all others that were considered, best first. */
  candidates: RankedPassage[];
  /** The articles of these passages, by ID. */
  articles: Map<string, Article>;
}

/** What a search comes to. */
type Found = Pick<Retrieval, 'terms' | 'frequencies'> & { fused: RankedPassage[] };

export interface RetrieveOptions {
  /** Only passages of this article. */
  articleId?: string;
}

/** A LangChain retriever: keyword and vector candidates of an open index, fused. */
export class PassageRetriever extends BaseRetriever {
  override lc_namespace = ['footnote', 'retrieval'];
  readonly #index: IndexReader;
  readonly #embeddings: QuestionEmbeddings;
  readonly #wordings: Wordings;
  readonly #weights: FusionWeights;

  constructor(
    index: IndexReader,
    embeddings: QuestionEmbeddings,
    wordings: Wordings,
    weights = FUSION_WEIGHTS,
  ) {
    super({});
    this.#weights = weights;
    this.#index = index;
    this.#embeddings = embeddings;
    this.#wordings = wordings;
  }

  /** @throws FootnoteError `question-too-long` */
  async retrieve(text: string, options: RetrieveOptions = {}): Promise<Retrieval> {
    const asked = analyzeQuestion(text);
    const direction = asked.script === this.#index.manifest.script ? 'same' : 'cross';
    const { said, known } = await this.#named(text);
    const question = said === text ? asked : { ...analyzeQuestion(said), text, script: asked.script };
    const embedded = this.#embeddings.embedQuery(said);
    const terms = withAliases(termsOf(question, direction, this.#wordings), known);
    const first = await this.#search(terms, embedded, options);
    const vector = await embedded;
    const names = await this.#namesIn(said, first, vector, options);
    const found =
      names.length === 0 ? first : await this.#search(withNames(first.terms, names), vector, options);
    const { frequencies, fused } = found;
    const likely = fused.slice(0, PASSAGES);
    const articles = await this.#articlesOf(likely);
    const read = withCharacters(said, names);
    const { tokenWeights, noAnswer, matched } = await this.#matchTokens(read, likely, articles);
    const ranked = rankByTokens(matched, tokenWeights, this.#weights.tokens);
    const passages = noAnswer === null ? ranked : rankByReading(ranked, noAnswer, this.#weights.reading);
    return {
      question,
      direction,
      vector,
      terms: found.terms,
      frequencies,
      passageCount: this.#index.manifest.counts.passages,
      tokenWeights,
      noAnswer,
      passages,
      candidates: [...passages, ...fused.slice(PASSAGES)],
      articles,
    };
  }

  /** A question by the names that the articles have, and what has several. */
  async #named(question: string): Promise<{ said: string; known: NamedThing[] }> {
    const named = this.#wordings.aliases.namedIn(question);
    if (named.length === 0) return { said: question, known: [] };
    const tokens = named.flatMap(({ name, others }) => [name, ...others].flatMap((each) => each.tokens));
    const frequencies = await this.#index.documentFrequencies([...new Set(tokens)]);
    const known = knownOtherwise(named, frequencies);
    const said = renamed(question, known, frequencies);
    return { said: said.length > QUESTION_LIMIT ? question : said, known };
  }

  /** The passages that terms and vector find, fused. The vector may be on its way while the index is asked. */
  async #search(
    terms: Term[],
    embedded: number[] | Promise<number[]>,
    { articleId }: RetrieveOptions,
  ): Promise<Found> {
    const [vector, frequencies] = await Promise.all([
      embedded,
      this.#index.documentFrequencies(formsOf(terms)),
    ]);
    const searched = worthSearching(terms, frequencies, this.#index.manifest.counts.passages);
    const candidates = await this.#candidates(searched, frequencies, vector, articleId);
    return { terms, frequencies, fused: fuseRankings(candidates, this.#weights) };
  }

  /** Names of the question that Chinese articles write in characters. */
  async #namesIn(
    question: string,
    first: Found,
    vector: number[],
    options: RetrieveOptions,
  ): Promise<NameInCharacters[]> {
    if (this.#index.manifest.script !== 'cjk' || latinWords(question).length === 0) return [];
    const { lexicon } = this.#wordings;
    const likely = first.fused.slice(0, PASSAGES);
    const articles = await this.#articlesOf(likely);
    const spelledOut = namesInBrackets(
      question,
      lexicon,
      Array.from(articles.values(), ({ text }) => text),
    );
    const spelled = spelledNames(question, lexicon, first.frequencies).filter(
      (name) => !spelledOut.some((found) => overlap(name, found)),
    );
    if (spelled.length === 0) return spelledOut;
    const search = (names: NameInCharacters[]) =>
      this.#search(withNames(first.terms, names), vector, options);
    const heard = await this.#namesBySound(spelled, textsOf(likely, articles), search);
    return [...spelledOut, ...heard].sort((a, b) => a.start - b.start);
  }

  /** Those that are written by their sound: in what the first search found, or what sounds like them finds. */
  async #namesBySound(
    spelled: readonly SpelledName[],
    texts: string[],
    search: (names: NameInCharacters[]) => Promise<Found>,
  ): Promise<NameInCharacters[]> {
    const { transliteration } = this.#wordings;
    const names = namesBySound(spelled, transliteration, texts);
    const missing = spelled.filter((name) => !names.some((found) => overlap(name, found)));
    const beginnings = await beginningsOf(missing, transliteration, (tokens) =>
      this.#index.documentFrequencies(tokens),
    );
    if (beginnings.length === 0) return names;
    const wider = (await search([...names, ...beginnings])).fused.slice(0, PASSAGES);
    const others = textsOf(wider, await this.#articlesOf(wider));
    return [...names, ...namesBySound(missing, transliteration, others)];
  }

  async #articlesOf(passages: readonly StoredPassage[]): Promise<Map<string, Article>> {
    const ids = [...new Set(passages.map(({ articleId }) => articleId))];
    const articles = await Promise.all(ids.map((id) => this.#index.article(id)));
    return new Map(articles.map((article) => [article.id, article]));
  }

  async #matchTokens(
    question: string,
    passages: RankedPassage[],
    articles: ReadonlyMap<string, Article>,
  ): Promise<Pick<Retrieval, 'tokenWeights' | 'noAnswer'> & { matched: RetrievedPassage[] }> {
    const parts = passages.map((passage) => partsOf(passage, articles.get(passage.articleId)));
    const matches = await this.#embeddings.matchTokens?.(question, parts);
    const best = matches?.best.values();
    const answers = matches?.reading?.answers.values();
    const none = new Float32Array();
    return {
      tokenWeights: matches?.weights ?? none,
      noAnswer: matches?.reading?.none ?? null,
      matched: passages.map((passage) => ({
        ...passage,
        tokens: passage.sentences.map(() => best?.next().value ?? none),
        answers: Float32Array.from(passage.sentences, () => answers?.next().value ?? 0),
      })),
    };
  }

  /** The best of both rankings, each with all its scores. */
  async #candidates(
    terms: Term[],
    frequencies: ReadonlyMap<string, number>,
    vector: number[],
    articleId?: string,
  ): Promise<ScoredPassage[]> {
    const [keyword, near] = await Promise.all([
      this.#index.searchKeywords(terms, frequencies, Infinity, articleId),
      this.#index.searchVectors(vector, CANDIDATES, articleId),
    ]);
    const best = [...keyword.slice(0, CANDIDATES), ...near];
    const ordinals = [...new Set(best.map(({ ordinal }) => ordinal))];
    const [cosines, passages] = await Promise.all([
      this.#index.cosines(vector, ordinals),
      this.#index.passages(ordinals),
    ]);
    const keywordScores = new Map(keyword.map(({ ordinal, score }) => [ordinal, score]));
    return passages.map((passage, i) => ({
      ...passage,
      keyword: keywordScores.get(passage.ordinal) ?? 0,
      vector: cosines[i] ?? 0,
      sentence: Math.max(...passage.vectors.map((each) => cosine(vector, each))),
    }));
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

function textsOf(passages: readonly StoredPassage[], articles: ReadonlyMap<string, Article>): string[] {
  return passages.map(({ articleId, start, end }) => articles.get(articleId)?.text.slice(start, end) ?? '');
}

function partsOf(passage: StoredPassage, article: Article | undefined): PassageParts<string> {
  const { title = '', text = '', sections = [] } = article ?? {};
  const heading = sectionHeading({ text, sections }, passage);
  return {
    heading: [title, heading].filter((each) => each !== '').join(' '),
    texts: passage.sentences.map(({ start, end }) => text.slice(start, end)),
  };
}

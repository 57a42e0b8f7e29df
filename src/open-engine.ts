import { join } from 'node:path';
import { answerQuestion } from './answering/answer-question.ts';
import type { Answer } from './answering/answer.ts';
import { readRanker, type Ranker } from './answering/ranker.ts';
import type { Config } from './config.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { WorkerEmbeddings } from './embedding/worker-embeddings.ts';
import type { ArticleSummary, AskOptions, Engine } from './engine.ts';
import { FootnoteError } from './errors.ts';
import { buildIndex } from './index/build-index.ts';
import type { IndexReader } from './index/index-reader.ts';
import { openIndex, type ModelIdentity } from './index/open-index.ts';
import { currentVersion } from './index/version-folder.ts';
import { Lexicon } from './retrieval/lexicon.ts';
import { PassageRetriever } from './retrieval/passage-retriever.ts';

const RANKER_FILE = 'ranker.json';
export const LEXICON_FILE = 'lexicon.tsv.gz';

/** What was learned beside the embedding. */
export interface Learned {
  lexicon: Lexicon;
  ranker: Ranker;
}

/** @throws FootnoteError `model-damaged` */
export async function readLearned(modelsDir: string): Promise<Learned> {
  const [lexicon, ranker] = await Promise.all([
    Lexicon.read(join(modelsDir, LEXICON_FILE)),
    readRanker(join(modelsDir, RANKER_FILE)),
  ]);
  return { lexicon, ranker };
}

export interface OpenOptions {
  /** Called while a first index is built, in passages. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Loads the model and opens the index; builds the index from `corpusDir` first when there is none.
 * @throws FootnoteError of the model (`model-...`), the index (`index-...`) or, while building, the corpus (`corpus-...`)
 */
export async function openEngine(config: Config, options: OpenOptions = {}): Promise<Engine> {
  const learned = await readLearned(config.modelsDir);
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  try {
    const model = modelIdentity(embeddings);
    if ((await currentVersion(config.indexDir)) === null) {
      const corpus = await readCorpus(config.corpusDir);
      await buildIndex({ corpus, embeddings, model, indexDir: config.indexDir, ...options });
    }
    return new LocalEngine(await openIndex(config.indexDir, model), embeddings, learned);
  } catch (error) {
    await embeddings.close();
    throw error;
  }
}

/** What an index is marked with, so that it is never searched with another model's vectors. */
export function modelIdentity({ model, hash, dimensions }: WorkerEmbeddings): ModelIdentity {
  return { name: model.name, hash, dimensions };
}

class LocalEngine implements Engine {
  readonly #index: IndexReader;
  readonly #embeddings: WorkerEmbeddings;
  readonly #retriever: PassageRetriever;
  readonly #ranker: Ranker;

  constructor(index: IndexReader, embeddings: WorkerEmbeddings, { lexicon, ranker }: Learned) {
    this.#index = index;
    this.#embeddings = embeddings;
    this.#retriever = new PassageRetriever(index, embeddings, lexicon);
    this.#ranker = ranker;
  }

  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    if (question.trim() === '') {
      throw new FootnoteError('question-empty', 'The question is empty. Write what you want to know.');
    }
    const { articleId } = options;
    if (articleId !== undefined && !this.#index.articles().some(({ id }) => id === articleId)) {
      throw new FootnoteError(
        'article-unknown',
        `There is no article with the ID "${articleId.slice(0, 60)}". Choose one from the list of articles.`,
      );
    }
    const retrieval = await this.#retriever.retrieve(question, options);
    return answerQuestion(retrieval, this.#ranker);
  }

  articles(): ArticleSummary[] {
    return this.#index.articles().map(({ id, title, source, url, published, sections, paragraphs }) => {
      const headings = sections.flatMap(({ heading }) => heading ?? []);
      return { id, title, source, url, published, sections: headings, paragraphs };
    });
  }

  async paragraph(articleId: string, paragraph: number): ReturnType<Engine['paragraph']> {
    const { text, blocks } = await this.#index.article(articleId);
    const block = blocks.find((each) => each.paragraph === paragraph);
    if (!block) return null;
    return { start: block.start, end: block.end, text: text.slice(block.start, block.end) };
  }

  async close(): Promise<void> {
    await Promise.all([this.#index.close(), this.#embeddings.close()]);
  }
}

import type { Embeddings } from '@langchain/core/embeddings';
import { signalContext, signalsOf, type SignalContext, type Signals } from '../../src/answering/signals.ts';
import { linesOf, windowsOf, type Window } from '../../src/answering/windows.ts';
import type { IndexReader } from '../../src/index/index-reader.ts';
import { PassageRetriever, type Direction, type Retrieval } from '../../src/retrieval/passage-retriever.ts';

/** A question whose answer is known. */
export interface ReadingQuestion {
  /** In Chinese, or its word-by-word English. */
  question: string;
  /** ID of the paragraph, which is an article of its own, that holds the answer. */
  paragraph: string;
  answer: string;
}

/** What a question looks like to the ranker, and which windows are right. */
export interface Example {
  direction: Direction;
  windows: Window[];
  signals: Signals[];
  /** Whether each window holds the answer; all false for a question that cannot be answered. */
  right: boolean[];
  context: SignalContext;
}

/**
 * Asks the index and marks the windows of the right paragraph that hold the answer.
 * @param hide leave out every sentence that holds the answer, which makes a question about these articles that they do not
 * answer
 */
export async function toExample(
  { question, paragraph, answer }: ReadingQuestion,
  hide: boolean,
  index: IndexReader,
  embeddings: Embeddings,
): Promise<Example> {
  const retrieval = await new PassageRetriever(index, embeddings).retrieve(question);
  const shown = hide ? hideAnswer(retrieval, answer) : retrieval;
  const lines = linesOf(shown);
  const windows = windowsOf(lines);
  const context = signalContext(shown, lines);
  const signals = signalsOf(windows, context, shown);
  const right = windows.map(
    ({ article, start, end }) => article.id === paragraph && article.text.slice(start, end).includes(answer),
  );
  return { direction: shown.direction, windows, signals, right, context };
}

function hideAnswer(retrieval: Retrieval, answer: string): Retrieval {
  const passages = retrieval.passages.map((passage) => {
    const text = retrieval.articles.get(passage.articleId)?.text ?? '';
    const kept = passage.sentences.map(({ start, end }) => !text.slice(start, end).includes(answer));
    return {
      ...passage,
      sentences: passage.sentences.filter((_, i) => kept[i]),
      vectors: passage.vectors.filter((_, i) => kept[i]),
    };
  });
  return { ...retrieval, passages };
}

import { surveyOf, type Survey } from '../../src/answering/evidence.ts';
import { signalContext } from '../../src/answering/signal-context.ts';
import { signalsOf, type Signals } from '../../src/answering/signals.ts';
import { linesOf, windowsOf, type LineRange } from '../../src/answering/windows.ts';
import type { IndexReader } from '../../src/index/index-reader.ts';
import {
  PassageRetriever,
  type Direction,
  type QuestionEmbeddings,
  type Retrieval,
} from '../../src/retrieval/passage-retriever.ts';
import type { Wordings } from '../../src/retrieval/terms.ts';
import type { AskedParagraph } from './asked-article.ts';
import { pick } from './random.ts';

/**
 * Of the questions asked of a corpus, how many it does not answer: their paragraph is in another corpus, as most of what nobody's
 * articles answer; they are about one of its paragraphs, which does not say; every sentence with the answer is hidden.
 */
const ELSEWHERE = 0.25;
const UNANSWERED = 0.13;
const HIDDEN = 0.04;

export const DIRECTIONS: readonly Direction[] = ['same', 'cross'];

/** What a question looks like to the ranker, and which windows are right; without the texts, of which there are many. */
export interface Example {
  direction: Direction;
  /** Of the paragraph that it is about, see `AskedParagraph`. */
  group: string;
  answerable: boolean;
  windows: LineRange[];
  signals: Signals[];
  /** Whether each window holds the answer; all false for a question that cannot be answered. */
  right: boolean[];
  survey: Survey;
}

interface Asked {
  question: string;
  paragraph: AskedParagraph;
  /** Null when the corpus does not hold one. */
  answer: string | null;
  /** Leave out the sentences that hold this. */
  hidden: string | null;
}

/** A question for a corpus: answerable or not, in the shares above; null where the draw has no such wording. */
export function drawQuestion(
  inside: readonly AskedParagraph[],
  outside: readonly AskedParagraph[],
  direction: Direction,
  random: () => number,
): Asked | null {
  const kind = random();
  const paragraph = pick(kind < ELSEWHERE && outside.length > 0 ? outside : inside, random);
  const { answer, wordings } = pick(paragraph.questions, random);
  const unanswered = kind >= ELSEWHERE && kind < ELSEWHERE + UNANSWERED;
  const wording = unanswered ? paragraph.unanswered[direction] : wordings[direction];
  if (wording.length === 0) return null;
  const hide = kind >= ELSEWHERE + UNANSWERED && kind < ELSEWHERE + UNANSWERED + HIDDEN;
  const answerable = kind >= ELSEWHERE + UNANSWERED + HIDDEN;
  return {
    question: pick(wording, random),
    paragraph,
    answer: answerable ? answer : null,
    hidden: hide ? answer : null,
  };
}

/** Asks the index and marks the windows of the right paragraph that hold the answer. */
export async function toExample(
  { question, paragraph, answer, hidden }: Asked,
  index: IndexReader,
  embeddings: QuestionEmbeddings,
  wordings: Wordings,
): Promise<Example> {
  const retrieval = await new PassageRetriever(index, embeddings, wordings).retrieve(question);
  const shown = hidden === null ? retrieval : hideAnswer(retrieval, hidden);
  const lines = linesOf(shown);
  const windows = windowsOf(lines);
  const context = signalContext(shown, lines);
  const signals = signalsOf(windows, context, shown);
  const right = windows.map(
    ({ article, start, end }) =>
      answer !== null &&
      article.id === paragraph.article &&
      start >= paragraph.start &&
      end <= paragraph.end &&
      article.text.slice(start, end).includes(answer),
  );
  const { direction } = shown;
  return {
    direction,
    group: paragraph.group,
    answerable: answer !== null,
    windows: windows.map(({ first, last }) => ({ first, last })),
    signals,
    right,
    survey: surveyOf(context),
  };
}

function hideAnswer(retrieval: Retrieval, answer: string): Retrieval {
  const passages = retrieval.passages.map((passage) => {
    const text = retrieval.articles.get(passage.articleId)?.text ?? '';
    const kept = passage.sentences.map(({ start, end }) => !text.slice(start, end).includes(answer));
    return {
      ...passage,
      sentences: passage.sentences.filter((_, i) => kept[i]),
      vectors: passage.vectors.filter((_, i) => kept[i]),
      tokens: passage.tokens.filter((_, i) => kept[i]),
      answers: passage.answers.filter((_, i) => kept[i]),
    };
  });
  return { ...retrieval, passages };
}

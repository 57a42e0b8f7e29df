import { answerQuestion } from '../src/answering/answer-question.ts';
import { QUOTE_LIMIT, type Answer } from '../src/answering/answer.ts';
import type { IndexReader } from '../src/index/index-reader.ts';
import type { Learned } from '../src/open-engine.ts';
import type { FusionWeights } from '../src/retrieval/fuse-rankings.ts';
import {
  PassageRetriever,
  type QuestionEmbeddings,
  type RankedPassage,
  type Retrieval,
} from '../src/retrieval/passage-retriever.ts';
import { areaUnderCurve, calibrationError, mean, type Judged } from './figures.ts';
import type { EvalQuestion } from './paragraph-corpus.ts';

/** What answers: everything between a question and its answer. */
export interface Parts {
  index: IndexReader;
  embeddings: QuestionEmbeddings;
  learned: Learned;
  /** Other than the usual ones. */
  fusion?: FusionWeights;
}

interface RankingFigures {
  'hit@1': number;
  'hit@5': number;
  'mrr@5': number;
}

/** Figures from 0 to 1, as the terminal contract names them. */
export interface RetrievalFigures {
  keyword: RankingFigures;
  vector: RankingFigures;
  fused: RankingFigures;
  'quote@1'?: number;
  'quote@3'?: number;
}

/**
 * How well the right paragraphs are found and, where the questions have answers, quoted.
 * @returns the figures, and how each question with answers was answered
 */
export async function evaluateRetrieval(
  questions: EvalQuestion[],
  parts: Parts,
): Promise<{ figures: RetrievalFigures; asked: Asked[] }> {
  const retriever = retrieverOf(parts);
  const ranks = { keyword: [] as number[], vector: [] as number[], fused: [] as number[] };
  const asked: Asked[] = [];
  for (const { question, paragraphs = [], answers = [] } of questions) {
    const retrieval = await retriever.retrieve(question);
    const right = new Set(paragraphs);
    ranks.keyword.push(rankOf(right, retrieval.candidates, (passage) => passage.keyword));
    ranks.vector.push(rankOf(right, retrieval.candidates, (passage) => passage.vector));
    ranks.fused.push(rankOf(right, retrieval.candidates, (passage) => passage.score));
    if (answers.length > 0) asked.push(judge(retrieval, answers, parts));
  }
  const quoteRanks = asked.map(({ rank }) => rank);
  const figures = {
    keyword: rankingFigures(ranks.keyword),
    vector: rankingFigures(ranks.vector),
    fused: rankingFigures(ranks.fused),
    ...(quoteRanks.length > 0 && { 'quote@1': within(1, quoteRanks), 'quote@3': within(3, quoteRanks) }),
  };
  return { figures, asked };
}

/** How a question was answered; of one that was refused, how it would have been otherwise. */
interface Asked extends Judged {
  refused: boolean;
  /** See `quoteRank`. */
  rank: number;
}

function judge(retrieval: Retrieval, answers: string[], { learned: { ranker } }: Parts): Asked {
  const answer = answerQuestion(retrieval, ranker);
  const refused = answer.state === 'none';
  const shown = refused ? answerQuestion(retrieval, { ...ranker, related: 0 }) : answer;
  const rank = quoteRank(shown, answers);
  return { confidence: answer.confidence, right: rank === 1, refused, rank };
}

interface AnswerFigures {
  questions: number;
  /** Share whose first quote, or one of the first three, holds the answer; of the answerable ones. */
  'quote@1'?: number;
  'quote@3'?: number;
  /** Share answered with `none`: right for unanswerable questions, wrong for the others. */
  refused: number;
}

/** Quotes and refusals by type of question, and `answerable` and `unanswerable` in all. */
export async function evaluateAnswers(
  questions: EvalQuestion[],
  parts: Parts,
): Promise<Record<string, AnswerFigures>> {
  const retriever = retrieverOf(parts);
  const groups = new Map<string, { ranks: number[]; refused: number[] }>();
  for (const { question, expect = [], type = 'other' } of questions) {
    const answer = answerQuestion(await retriever.retrieve(question), parts.learned.ranker);
    const answerable = expect.length > 0;
    for (const name of new Set([type, answerable ? 'answerable' : 'unanswerable'])) {
      const group = groups.get(name) ?? { ranks: [], refused: [] };
      groups.set(name, group);
      if (answerable) group.ranks.push(quoteRank(answer, expect));
      group.refused.push(answer.state === 'none' ? 1 : 0);
    }
  }
  return Object.fromEntries(
    [...groups].map(([name, { ranks, refused }]) => [
      name,
      {
        questions: refused.length,
        ...(ranks.length > 0 && { 'quote@1': within(1, ranks), 'quote@3': within(3, ranks) }),
        refused: mean(refused),
      },
    ]),
  );
}

export interface RefusalFigures {
  /** How often the confidence of an answerable question is above that of an unanswerable one. */
  'area under the ROC curve': number;
  /** Share of each answered with `none`. */
  'unanswerable refused': number;
  'answerable refused': number;
  /** Expected calibration error of the confidence over all of these questions. */
  'calibration error': number;
}

/**
 * How well the confidence tells questions that the articles answer from others.
 * @param known how those were answered, see `evaluateRetrieval`
 * @param unanswerable questions about other articles
 */
export async function evaluateRefusal(
  known: Asked[],
  unanswerable: EvalQuestion[],
  parts: Parts,
): Promise<RefusalFigures> {
  const retriever = retrieverOf(parts);
  const unknown: Asked[] = [];
  for (const { question } of unanswerable) unknown.push(judge(await retriever.retrieve(question), [], parts));
  const share = (list: Asked[]) => mean(list.map(({ refused }) => (refused ? 1 : 0)));
  return {
    'area under the ROC curve': areaUnderCurve(
      known.map(({ confidence }) => confidence),
      unknown.map(({ confidence }) => confidence),
    ),
    'unanswerable refused': share(unknown),
    'answerable refused': share(known),
    'calibration error': calibrationError([...known, ...unknown]),
  };
}

function retrieverOf({ index, embeddings, learned, fusion }: Parts): PassageRetriever {
  return new PassageRetriever(index, embeddings, learned, fusion);
}

/** 1-based rank of the first right paragraph in one ranking; `Infinity` when there is none. */
function rankOf(
  right: Set<string>,
  passages: RankedPassage[],
  score: (passage: RankedPassage) => number,
): number {
  const ids = passages.toSorted((a, b) => score(b) - score(a)).map(({ articleId }) => articleId);
  const rank = [...new Set(ids)].findIndex((id) => right.has(id));
  return rank < 0 ? Infinity : rank + 1;
}

/** 1-based rank of the first quote that holds one of the strings. */
export function quoteRank({ quotes }: Answer, strings: string[]): number {
  const rank = quotes.findIndex(({ text }) => {
    const shown = text.slice(0, QUOTE_LIMIT);
    return strings.some((string) => shown.includes(string));
  });
  return rank < 0 ? Infinity : rank + 1;
}

function rankingFigures(ranks: number[]): RankingFigures {
  const reciprocal = ranks.map((rank) => (rank <= 5 ? 1 / rank : 0));
  return { 'hit@1': within(1, ranks), 'hit@5': within(5, ranks), 'mrr@5': mean(reciprocal) };
}

function within(k: number, ranks: number[]): number {
  return mean(ranks.map((rank) => (rank <= k ? 1 : 0)));
}

import { ANSWER_KINDS, askedKinds } from '../answering/answer-kind.ts';
import { CHARACTER_WEIGHT } from '../corpus/tokens.ts';
import { analyzeQuestion, QUESTION_LIMIT } from '../retrieval/analyze-question.ts';
import { stemOf } from '../retrieval/lexicon.ts';

/** What of a question counts when it is compared with another. */
export interface Said {
  /** The same for questions that say and ask the same, in any order, script or case. */
  key: string;
  /** Its keyword tokens, English ones as their stems, and what each says: whole numbers, so that sums are exact. */
  weights: Map<string, number>;
  /** What it asks for (a date, a person, ...): one bit a kind of `ANSWER_KINDS`; 0 when its words do not show it. */
  kinds: number;
}

/** Weight of a word, a pair of characters, or a character that stands alone. */
const WHOLE = 10;
/** Weight of a character within a longer run. */
const PART = Math.round(WHOLE * CHARACTER_WEIGHT);

export function whatIsSaid(question: string): Said {
  const { tokens, parts, folded } = analyzeQuestion(question.slice(0, QUESTION_LIMIT));
  const weights = new Map(tokens.map((token) => [stemOf(token), parts.has(token) ? PART : WHOLE]));
  const kinds = askedKinds(folded).reduce((bits, kind) => bits | (1 << ANSWER_KINDS.indexOf(kind)), 0);
  // What has no words ("???") is alike only to the same.
  const words = weights.size === 0 ? folded.trim() : [...weights.keys()].sort().join(' ');
  return { key: `${kinds} ${words}`, weights, kinds };
}

/**
 * Calls `visit` for every other question that shares a token with question `i` and may ask for the same, with their
 * likeness: the weighted Jaccard index of their tokens, above 0 and at most 1.
 */
export type Compare = (i: number, visit: (other: number, likeness: number) => void) => void;

/**
 * Compares questions with each other. Only those that share a token are gone through; typed arrays and plain loops
 * because a digest of some thousand questions makes tens of millions of sums while the bot waits.
 */
export function comparer(questions: readonly Said[]): Compare {
  const holders = holdersOf(questions);
  const lists = questions.map(({ weights }) =>
    [...weights].map(([token, own]) => ({ own, list: holders.get(token) ?? new Int32Array() })),
  );
  const totals = Int32Array.from(lists, (list) => list.reduce((sum, { own }) => sum + own, 0));
  const shared = new Int32Array(questions.length);

  return (i, visit) => {
    shared.fill(0);
    for (const { own, list } of lists[i] ?? []) {
      for (let at = 0; at < list.length; at += 2) {
        const other = list[at] as number;
        const weight = list[at + 1] as number;
        shared[other] = (shared[other] as number) + (weight < own ? weight : own);
      }
    }
    const total = totals[i] ?? 0;
    const kinds = questions[i]?.kinds ?? 0;
    for (let other = 0; other < shared.length; other++) {
      const both = shared[other] as number;
      if (both === 0 || other === i || !mayAgree(kinds, questions[other]?.kinds ?? 0)) continue;
      visit(other, both / (total + (totals[other] as number) - both));
    }
  };
}

/** For each token the questions that hold it: number and weight, number and weight, ... */
function holdersOf(questions: readonly Said[]): Map<string, Int32Array> {
  const holders = new Map<string, number[]>();
  questions.forEach(({ weights }, i) => {
    for (const [token, weight] of weights) {
      const list = holders.get(token);
      if (list === undefined) holders.set(token, [i, weight]);
      else list.push(i, weight);
    }
  });
  return new Map([...holders].map(([token, list]) => [token, Int32Array.from(list)]));
}

/** "Who is it?" and "how much is it?" say the same words and ask for different things. */
function mayAgree(a: number, b: number): boolean {
  return a === 0 || b === 0 || (a & b) !== 0;
}

import { comparer, whatIsSaid, type Compare, type Said } from './likeness.ts';

/** Two questions count as one when their likeness (0..1) is greater: more than half of what they say is common to both. */
export const ALIKE = 0.5;

export interface AskedQuestion {
  question: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface QuestionGroup {
  /** 1 or more. */
  count: number;
  /** The question whose likenesses to the others of its group are the greatest in sum; of equal ones the first given. */
  representative: string;
  /** The latest `at`, milliseconds since 1970. */
  lastAt: number;
}

/** Questions that say and ask the same. */
interface Wording {
  /** As it was asked first. */
  question: string;
  said: Said;
  count: number;
  lastAt: number;
}

/**
 * Groups questions by likeness (see `comparer`), the biggest group first, of equal ones the latest. Each question is in
 * one group.
 *
 * Groups are stars (Aslam, Pelekhov and Rus, 1999): the question that most others are alike to together with all of those,
 * then the same with what is left. So every question of a group is alike to its centre, none is drawn in by a chain of
 * others, and the order of asking decides only between equals.
 */
export function groupQuestions(questions: readonly AskedQuestion[]): QuestionGroup[] {
  return stars(collectWordings(questions))
    .map((wordings) => ({
      count: wordings.reduce((sum, { count }) => sum + count, 0),
      representative: representativeOf(wordings),
      lastAt: wordings.reduce((last, { lastAt }) => Math.max(last, lastAt), -Infinity),
    }))
    .sort((a, b) => b.count - a.count || b.lastAt - a.lastAt);
}

function collectWordings(questions: readonly AskedQuestion[]): Wording[] {
  const wordings = new Map<string, Wording>();
  for (const { question, at } of questions) {
    const said = whatIsSaid(question);
    const known = wordings.get(said.key);
    if (known === undefined) {
      wordings.set(said.key, { question, said, count: 1, lastAt: at });
    } else {
      known.count++;
      known.lastAt = Math.max(known.lastAt, at);
    }
  }
  return [...wordings.values()];
}

/** Groups of wordings, each in the order given. */
function stars(wordings: readonly Wording[]): Wording[][] {
  const compare = comparer(wordings.map(({ said }) => said));
  const reach = wordings.map(({ count }, i) => {
    let asked = count;
    forAlike(compare, i, (other) => (asked += wordings[other]?.count ?? 0));
    return { i, asked };
  });
  const taken = new Set<number>();
  return reach
    .sort((a, b) => b.asked - a.asked)
    .flatMap(({ i: centre }) => {
      if (taken.has(centre)) return [];
      const group = [centre];
      forAlike(compare, centre, (other) => !taken.has(other) && group.push(other));
      for (const i of group) taken.add(i);
      return [group.sort((a, b) => a - b).flatMap((i) => wordings[i] ?? [])];
    });
}

function forAlike(compare: Compare, i: number, visit: (other: number) => void): void {
  compare(i, (other, likeness) => {
    if (likeness > ALIKE) visit(other);
  });
}

function representativeOf(group: readonly Wording[]): string {
  const compare = comparer(group.map(({ said }) => said));
  const closeness = group.map(({ count }, i) => {
    // Those of the same wording are wholly alike.
    let sum = count - 1;
    compare(i, (other, likeness) => (sum += likeness * (group[other]?.count ?? 0)));
    return sum;
  });
  return group[closeness.indexOf(Math.max(...closeness))]?.question ?? '';
}

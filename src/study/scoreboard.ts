import type { StudyPerson, StudySession } from './session.ts';

export interface Score extends StudyPerson {
  /** From 1; who has as many points shares it, and the next place is left free (1, 1, 3). */
  place: number;
}

export interface Scoreboard {
  /** Most points first; of equals those who came first. */
  scores: Score[];
  /** Questions in the whole walk, those that were opened, and those that somebody answered right. */
  questions: number;
  asked: number;
  solved: number;
}

/** Who has how many points, at any moment of a session. */
export function scoreboard({ people, steps, asked, solved }: StudySession): Scoreboard {
  const scores = [...people]
    .sort((a, b) => b.points - a.points)
    .map((person) => ({
      ...person,
      place: 1 + people.filter(({ points }) => points > person.points).length,
    }));
  return { scores, questions: steps.reduce((sum, ids) => sum + ids.length, 0), asked, solved };
}

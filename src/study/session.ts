import { z } from 'zod';
import { FootnoteError } from '../errors.ts';
import { checkAnswer } from './check-answer.ts';
import type { StudyQuestion } from './question.ts';
import type { StudyStep } from './section-steps.ts';

/** How often one person may try one question. */
export const MOST_TRIES = 3;
/** Longest name kept of a person, in UTF-16 code units: Discord's own limit. */
const NAME_LIMIT = 32;
/** Of the kept state; another one is refused, see `readSession`. */
const VERSION = 1;

const count = z.int().nonnegative();
const personSchema = z.object({
  userId: z.string().min(1),
  name: z.string(),
  /** Questions answered right; one point each. */
  points: count,
  /** Questions tried. */
  answered: count,
});
const sessionSchema = z.object({
  version: z.literal(VERSION),
  /** Names the article and its text; the caller's own key. */
  articleKey: z.string().min(1),
  state: z.enum(['open', 'finished']),
  /** Milliseconds since 1970. */
  startedAt: count,
  /** When it last changed. */
  changedAt: count,
  /** For each step the ids of its questions. */
  steps: z.array(z.array(z.string())).min(1),
  /** Index of the step that is open. */
  step: count,
  /** Index of the question that is open in the step; `null` while its quotation is read. */
  question: count.nullable(),
  /** Tries at the open question, by person; `isRight` ends them. */
  tries: z.array(z.object({ userId: z.string(), used: count, isRight: z.boolean() })),
  /** Questions that were opened, and those that somebody answered right. */
  asked: count,
  solved: count,
  /** Who answered anything, in the order in which they came. */
  people: z.array(personSchema),
});

/** A study session as plain JSON: where the group is and who has how many points, no text of the article. */
export type StudySession = z.infer<typeof sessionSchema>;
export type StudyPerson = z.infer<typeof personSchema>;

/** What became of an answer. */
export type AnswerOutcome =
  /** Right: a point. `isFirst` when nobody was right before. */
  | { kind: 'right'; isFirst: boolean }
  /** Wrong; 0 tries left means that this question is over for this person. */
  | { kind: 'wrong'; triesLeft: number }
  /** Nothing was typed; it costs no try. */
  | { kind: 'empty' }
  /** This person was right before; once is enough. */
  | { kind: 'already-right' }
  | { kind: 'no-tries-left' }
  /** The quotation is open, not a question. */
  | { kind: 'no-question' }
  | { kind: 'finished' };

/** Where the group is after moving on. */
export type Place =
  | { kind: 'quotation'; step: number }
  | { kind: 'question'; step: number; question: number }
  | { kind: 'finished' };

/** What somebody typed, and the open question as the article gives it. */
export interface GivenAnswer {
  userId: string;
  /** As shown in the channel; the newest one is kept. */
  name: string;
  text: string;
  /** The question at `session.step` and `session.question`, or `null` while none is open. */
  question: Pick<StudyQuestion, 'id' | 'answer' | 'kind' | 'also'> | null;
}

/**
 * A session at the first quotation.
 * @param articleKey what the caller finds the article by; it should change with the article's text
 * @param steps of `studySteps`
 * @param now milliseconds since 1970
 * @throws FootnoteError `study-no-steps` when the article has nothing to walk through.
 */
export function startSession(
  articleKey: string,
  steps: readonly Pick<StudyStep, 'questions'>[],
  now: number,
): StudySession {
  if (steps.length === 0)
    throw new FootnoteError(
      'study-no-steps',
      `The article "${articleKey}" has no text to walk through. Choose another one.`,
    );
  return {
    version: VERSION,
    articleKey,
    state: 'open',
    startedAt: now,
    changedAt: now,
    steps: steps.map(({ questions }) => questions.map(({ id }) => id)),
    step: 0,
    question: null,
    tries: [],
    asked: 0,
    solved: 0,
    people: [],
  };
}

/** Where the group is. */
export function placeOf(session: StudySession): Place {
  if (session.state === 'finished') return { kind: 'finished' };
  const { step, question } = session;
  return question === null ? { kind: 'quotation', step } : { kind: 'question', step, question };
}

/**
 * Counts an answer. Each person who is right gets one point, whoever was right before; each has `MOST_TRIES` tries. The
 * given session is left as it is.
 * @throws FootnoteError `study-other-question` when the given question is not the open one: the article has changed.
 */
export function answer(
  session: StudySession,
  { userId, name, text, question }: GivenAnswer,
  now: number,
): { session: StudySession; outcome: AnswerOutcome } {
  const unchanged = (outcome: AnswerOutcome): { session: StudySession; outcome: AnswerOutcome } => ({
    session,
    outcome,
  });
  if (session.state === 'finished') return unchanged({ kind: 'finished' });
  if (session.question === null) return unchanged({ kind: 'no-question' });
  const open = session.steps[session.step]?.[session.question];
  if (question === null || question.id !== open)
    throw new FootnoteError(
      'study-other-question',
      `The open question is "${open ?? 'none'}", not "${question?.id ?? 'none'}". The article has changed: start the session again.`,
    );
  if (text.trim() === '') return unchanged({ kind: 'empty' });
  const before = session.tries.find((each) => each.userId === userId);
  if (before?.isRight === true) return unchanged({ kind: 'already-right' });
  const used = (before?.used ?? 0) + 1;
  if (used > MOST_TRIES) return unchanged({ kind: 'no-tries-left' });

  const isRight = checkAnswer(question, text);
  const isFirst = isRight && !session.tries.some((each) => each.isRight);
  const person = session.people.find((each) => each.userId === userId) ?? { userId, points: 0, answered: 0 };
  const counted: StudyPerson = {
    ...person,
    name: name.slice(0, NAME_LIMIT),
    points: person.points + (isRight ? 1 : 0),
    answered: person.answered + (before === undefined ? 1 : 0),
  };
  return {
    session: {
      ...session,
      changedAt: now,
      solved: session.solved + (isFirst ? 1 : 0),
      tries: replaceOrAdd(session.tries, { userId, used, isRight }),
      people: replaceOrAdd(session.people, counted),
    },
    outcome: isRight ? { kind: 'right', isFirst } : { kind: 'wrong', triesLeft: MOST_TRIES - used },
  };
}

/** Moves on: from a quotation to its first question, from question to question, to the next quotation, to the end. */
export function next(session: StudySession, now: number): { session: StudySession; place: Place } {
  if (session.state === 'finished') return { session, place: { kind: 'finished' } };
  const question = (session.question ?? -1) + 1;
  if (question >= (session.steps[session.step]?.length ?? 0)) return skipStep(session, now);
  const moved = { ...session, question, tries: [], asked: session.asked + 1, changedAt: now };
  return { session: moved, place: placeOf(moved) };
}

/** Leaves out what remains of the step: on to the next quotation, or to the end. */
export function skipStep(session: StudySession, now: number): { session: StudySession; place: Place } {
  const step = session.step + 1;
  const moved =
    session.state === 'finished' || step >= session.steps.length
      ? finish(session, now)
      : { ...session, step, question: null, tries: [], changedAt: now };
  return { session: moved, place: placeOf(moved) };
}

/** Ends a session where it is; one that has ended stays as it is. */
export function finish(session: StudySession, now: number): StudySession {
  if (session.state === 'finished') return session;
  return { ...session, state: 'finished', question: null, tries: [], changedAt: now };
}

/**
 * A kept session from its JSON.
 * @throws FootnoteError `study-session-unreadable` when it is damaged or of another version.
 */
export function readSession(json: string): StudySession {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw unreadable('it is not JSON', cause);
  }
  const read = sessionSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw unreadable(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, read.error);
  }
  const { step, question, steps } = read.data;
  if (step >= steps.length || (question !== null && question >= (steps[step]?.length ?? 0)))
    throw unreadable(`its place ${step}/${question ?? 'quotation'} is not in its steps`);
  return read.data;
}

function unreadable(why: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    'study-session-unreadable',
    `The kept study session cannot be read (${why}). Start it again.`,
    { cause },
  );
}

function replaceOrAdd<Entry extends { userId: string }>(entries: readonly Entry[], entry: Entry): Entry[] {
  const at = entries.findIndex((each) => each.userId === entry.userId);
  return at === -1 ? [...entries, entry] : entries.with(at, entry);
}

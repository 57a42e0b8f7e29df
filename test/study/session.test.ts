import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import type { StudyQuestion } from '../../src/study/question.ts';
import { scoreboard } from '../../src/study/scoreboard.ts';
import {
  MOST_TRIES,
  answer,
  finish,
  next,
  placeOf,
  readSession,
  skipStep,
  startSession,
  type AnswerOutcome,
  type StudySession,
} from '../../src/study/session.ts';

function question(id: string, right: string): StudyQuestion {
  const span = { start: 0, end: 1 };
  return {
    id,
    section: 0,
    paragraph: 1,
    sentence: span,
    blank: span,
    answer: right,
    kind: 'number',
    also: [],
  };
}
/** Two questions, none, one. */
const STEPS = [
  { questions: [question('a', '6個月'), question('b', '35%')] },
  { questions: [] },
  { questions: [question('c', '八項')] },
];
const start = (): StudySession => startSession('pause-letter@1', STEPS, 1000);

/** The session after an answer to whatever is open. */
function say(
  session: StudySession,
  userId: string,
  text: string,
  name = userId,
): { session: StudySession; outcome: AnswerOutcome } {
  const open = session.question === null ? null : (STEPS[session.step]?.questions[session.question] ?? null);
  return answer(session, { userId, name, text, question: open }, 2000);
}
const failure = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error instanceof FootnoteError ? error.code : error;
  }
};

describe('a study session', () => {
  it('walks from quotation to question to the next quotation to the end', () => {
    let session = start();
    const places = [placeOf(session)];
    for (let i = 0; i < 7; i += 1) {
      const moved = next(session, 2000);
      places.push(moved.place);
      ({ session } = moved);
    }
    expect(places).toEqual([
      { kind: 'quotation', step: 0 },
      { kind: 'question', step: 0, question: 0 },
      { kind: 'question', step: 0, question: 1 },
      { kind: 'quotation', step: 1 },
      { kind: 'quotation', step: 2 },
      { kind: 'question', step: 2, question: 0 },
      { kind: 'finished' },
      { kind: 'finished' },
    ]);
  });

  it('skips the rest of a step, and ends with the last', () => {
    const skipped = skipStep(next(start(), 2000).session, 3000);
    expect(skipped.place).toEqual({ kind: 'quotation', step: 1 });
    expect(skipped.session.changedAt).toBe(3000);
    const last = skipStep(skipStep(skipped.session, 0).session, 0);
    expect(last.place).toEqual({ kind: 'finished' });
  });

  it('gives a point to each who is right until the group moves on, once', () => {
    let { session } = next(start(), 2000);
    const outcomes: AnswerOutcome[] = [];
    for (const [userId, text] of [
      ['ann', '6'],
      ['bob', '六個月'],
      ['ann', '6'],
      ['cat', '7'],
    ] as const) {
      const said = say(session, userId, text);
      outcomes.push(said.outcome);
      ({ session } = said);
    }
    expect(outcomes).toEqual([
      { kind: 'right', isFirst: true },
      { kind: 'right', isFirst: false },
      { kind: 'already-right' },
      { kind: 'wrong', triesLeft: 2 },
    ]);
    ({ session } = next(session, 2000));
    expect(say(session, 'cat', '6個月').outcome).toEqual({ kind: 'wrong', triesLeft: 2 });
    expect(scoreboard(session)).toMatchObject({ questions: 3, asked: 2, solved: 1 });
  });

  it('allows three tries, and none for saying nothing', () => {
    let { session } = next(start(), 2000);
    const kinds = ['1', '  ', '2', '3', '6'].map((text) => {
      const said = say(session, 'ann', text);
      ({ session } = said);
      return said.outcome;
    });
    expect(kinds).toEqual([
      { kind: 'wrong', triesLeft: 2 },
      { kind: 'empty' },
      { kind: 'wrong', triesLeft: 1 },
      { kind: 'wrong', triesLeft: 0 },
      { kind: 'no-tries-left' },
    ]);
    expect(session.people).toEqual([{ userId: 'ann', name: 'ann', points: 0, answered: 1 }]);
  });

  it('says when nothing is open, and keeps the newest name', () => {
    expect(say(start(), 'ann', '6').outcome).toEqual({ kind: 'no-question' });
    expect(say(finish(start(), 2000), 'ann', '6').outcome).toEqual({ kind: 'finished' });
    let { session } = next(start(), 2000);
    ({ session } = say(session, 'ann', '7', 'Ann'));
    ({ session } = say(session, 'ann', '6', 'A'.repeat(50)));
    expect(session.people).toEqual([{ userId: 'ann', name: 'A'.repeat(32), points: 1, answered: 1 }]);
  });

  it('refuses a question that is not the open one', () => {
    const { session } = next(start(), 2000);
    const given = { userId: 'ann', name: 'Ann', text: '6' };
    expect(failure(() => answer(session, { ...given, question: question('b', '6') }, 0))).toBe(
      'study-other-question',
    );
    expect(failure(() => answer(session, { ...given, question: null }, 0))).toBe('study-other-question');
    expect(failure(() => startSession('x', [], 0))).toBe('study-no-steps');
  });

  it('shares a place among equals', () => {
    const people = [
      ['ann', 1],
      ['bob', 3],
      ['cat', 3],
      ['dan', 0],
    ] as const;
    const session: StudySession = {
      ...start(),
      people: people.map(([userId, points]) => ({ userId, name: userId, points, answered: 3 })),
    };
    expect(scoreboard(session).scores.map(({ userId, place }) => [userId, place])).toEqual([
      ['bob', 1],
      ['cat', 1],
      ['ann', 3],
      ['dan', 4],
    ]);
  });

  it('refuses a kept session that is damaged, of another version or at no place', () => {
    const kept = JSON.stringify(start());
    const broken = [
      'nonsense',
      '{}',
      kept.replace('"version":1', '"version":2'),
      kept.replace('"step":0', '"step":9'),
      kept.replace('"question":null', '"question":2'),
    ];
    for (const json of broken) expect(failure(() => readSession(json))).toBe('study-session-unreadable');
  });
});

describe('any order of events', () => {
  type Happening =
    { act: 'next' } | { act: 'skip' } | { act: 'finish' } | { act: 'say'; userId: string; text: string };
  const event = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ act: 'next' as const }) },
    { weight: 1, arbitrary: fc.constant({ act: 'skip' as const }) },
    { weight: 1, arbitrary: fc.constant({ act: 'finish' as const }) },
    {
      weight: 12,
      arbitrary: fc.record({
        act: fc.constant('say' as const),
        userId: fc.constantFrom('1', '2', '__proto__', 'constructor'),
        text: fc.constantFrom('6', '35', '8', 'x', ''),
      }),
    },
  );
  const apply = (session: StudySession, happened: Happening): StudySession => {
    if (happened.act === 'next') return next(session, 2000).session;
    if (happened.act === 'skip') return skipStep(session, 2000).session;
    if (happened.act === 'finish') return finish(session, 2000);
    return say(session, happened.userId, happened.text).session;
  };

  it('keeps the count, never goes back, never changes what was given, and survives being kept as JSON', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let session = start();
        for (const happened of events) {
          const before = JSON.stringify(session);
          const after = apply(session, happened);
          expect(JSON.stringify(session)).toBe(before);
          expect(readSession(JSON.stringify(after))).toEqual(after);
          expect(apply(readSession(before), happened)).toEqual(after);

          expect(
            [after.step, after.asked, after.solved].every(
              (n, i) => n >= ([session.step, session.asked, session.solved][i] ?? 0),
            ),
          ).toBe(true);
          if (session.state === 'finished') expect(after).toEqual(session);
          expect(after.asked).toBeLessThanOrEqual(3);
          expect(after.solved).toBeLessThanOrEqual(after.asked);
          for (const person of after.people) {
            expect(person.points).toBeLessThanOrEqual(person.answered);
            expect(person.answered).toBeLessThanOrEqual(after.asked);
          }
          for (const { used } of after.tries) expect(used).toBeLessThanOrEqual(MOST_TRIES);
          expect(new Set(after.people.map(({ userId }) => userId)).size).toBe(after.people.length);
          const places = scoreboard(after).scores.map(({ place }) => place);
          expect(places).toEqual([...places].sort((a, b) => a - b));
          session = after;
        }
      }),
    );
  });
});

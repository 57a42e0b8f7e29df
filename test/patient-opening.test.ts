import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FootnoteError } from '../src/errors.ts';
import { PatientOpening } from '../src/patient-opening.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const away = new FootnoteError('database-unreachable', 'Cannot reach the database.');
const refused = new FootnoteError('database-refused', 'The database refuses it.');

/** Opens as told: the n-th try does what the n-th outcome says, the last one again and again. */
function opening(...outcomes: (() => Promise<string>)[]): {
  opening: PatientOpening<string>;
  tries: () => number;
} {
  let tries = 0;
  const open = (): Promise<string> => {
    const outcome = outcomes[Math.min(tries, outcomes.length - 1)];
    tries += 1;
    return outcome?.() ?? Promise.reject(new Error('no outcome'));
  };
  return { opening: new PatientOpening(open), tries: () => tries };
}
const fails = (error: Error) => (): Promise<string> => Promise.reject(error);
const opens = (): Promise<string> => Promise.resolve('open');
const hangs = (): Promise<string> => new Promise(() => undefined);

test('what opens at once is opened once', async () => {
  const { opening: patient, tries } = opening(opens);
  expect(await patient.current).toBe('open');
  expect(await patient.opened).toBe('open');
  expect(tries()).toBe(1);
});

test('tries after 1, 2, 4 ... and at most 30 seconds', async () => {
  const { tries } = opening(fails(away));
  const waits: number[] = [];
  for (let seconds = 0, seen = 1; waits.length < 7; seconds += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    if (tries() === seen) continue;
    waits.push(seconds + 1 - waits.reduce((sum, wait) => sum + wait, 0));
    seen = tries();
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
});

test('those who need it wait for the first try, and are told at once after that', async () => {
  let fail: (error: Error) => void = () => undefined;
  const first = new Promise<string>((_resolve, reject) => (fail = reject));
  const { opening: patient } = opening(() => first, hangs);
  const waiting = patient.current;
  fail(away);
  await expect(waiting).rejects.toBe(away);
  await vi.advanceTimersByTimeAsync(1000);
  await expect(patient.current).rejects.toBe(away);
});

test('a later try that takes longer than connecting is waited for', async () => {
  let open: (value: string) => void = () => undefined;
  const building = new Promise<string>((resolve) => (open = resolve));
  const { opening: patient } = opening(fails(away), () => building);
  await vi.advanceTimersByTimeAsync(1000 + 15_000);
  const waiting = patient.current;
  open('built');
  expect(await waiting).toBe('built');
  expect(await patient.opened).toBe('built');
});

test.each([
  ['at once', [fails(refused)]],
  ['after the database was away', [fails(away), fails(refused)]],
])('ends with what no waiting mends, %s', async (_, outcomes) => {
  const { opening: patient, tries } = opening(...outcomes);
  const ended = expect(patient.opened).rejects.toBe(refused);
  await vi.advanceTimersByTimeAsync(60_000);
  await ended;
  expect(tries()).toBe(outcomes.length);
  await expect(patient.current).rejects.toBe(refused);
});

test('tries no more once given up', async () => {
  const { opening: patient, tries } = opening(fails(away));
  await vi.advanceTimersByTimeAsync(1000);
  patient.giveUp();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries()).toBe(2);
});

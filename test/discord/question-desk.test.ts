import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import { FootnoteError } from '../../src/errors.ts';
import { QuestionDesk } from '../../src/discord/question-desk.ts';
import { openState, type State } from '../../src/state/state.ts';
import { stubEngine } from '../support/stub-engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

const NO_LIMITS = { perUser: 0, perServer: 0, atOnce: 1 };
const ASKER = { userId: '1', guildId: '2' };
const UNKNOWN = 'qqqq';

async function openDesk(
  change: (state: State) => Partial<State> = () => ({}),
): Promise<{ desk: QuestionDesk; engine: Engine; file: string; state: State; log: string[] }> {
  const file = join(await tempFolder(), 'state.sqlite');
  const opened = await openState({ stateFile: file });
  onTestFinished(() => opened.close());
  await opened.settings.set('2', { unanswered: { days: 7 } });
  const log: string[] = [];
  const state = { ...opened, ...change(opened) };
  const desk = new QuestionDesk(state, NO_LIMITS, (line) => log.push(line));
  return { desk, engine: stubEngine(), file, state, log };
}

test('counts a question, and keeps one that found nothing', async () => {
  const { desk, engine, state, log } = await openDesk();
  const answer = await desk.ask(engine, UNKNOWN, {}, ASKER);
  expect(answer.state).toBe('none');
  expect((await state.usage.today('2', new Date())).none).toBe(1);
  expect((await state.unanswered.digest('2', { limit: 9 })).map((group) => group.representative)).toEqual([
    UNKNOWN,
  ]);
  expect(log).toEqual([]);
});

test('what was counted the moment before the state is closed is kept', async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  const state = await openState({ stateFile: file });
  await state.settings.set('2', { unanswered: { days: 7 } });
  const desk = new QuestionDesk(state, NO_LIMITS, (line) => expect.unreachable(line));
  await desk.ask(stubEngine(), UNKNOWN, {}, ASKER);
  await state.close();
  const again = await openState({ stateFile: file });
  onTestFinished(() => again.close());
  expect((await again.usage.today('2', new Date())).count).toBe(1);
  expect((await again.kept('2')).unanswered.count).toBe(1);
});

test('an answer does not wait for its figures', async () => {
  let record: () => void = () => undefined;
  const recorded = new Promise<void>((resolve) => (record = resolve));
  const { desk, engine } = await openDesk((state) => ({
    usage: { today: (...about) => state.usage.today(...about), record: () => recorded },
  }));
  expect((await desk.ask(engine, UNKNOWN, {}, ASKER)).question).toBe(UNKNOWN);
  record();
});

test('an answer is not lost with its figures: the log has one line for each that is', async () => {
  const full = new FootnoteError('state-unwritable', 'The disk is full. Make room.');
  const { desk, engine, log } = await openDesk((state) => ({
    usage: { today: (...about) => state.usage.today(...about), record: () => Promise.reject(full) },
    unanswered: {
      digest: (...about) => state.unanswered.digest(...about),
      add: () => Promise.reject(new Error('a bug')),
    },
  }));
  expect((await desk.ask(engine, UNKNOWN, {}, ASKER)).question).toBe(UNKNOWN);
  await new Promise(setImmediate);
  expect(log).toHaveLength(2);
  expect(log[0]).toBe('A question was answered but not counted: The disk is full. Make room.');
  expect(log[1]).toMatch(/not counted: Error: a bug\n +at /);
});

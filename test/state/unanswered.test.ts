import { expect, test } from 'vitest';
import { openStateDatabase } from '../../src/state/open-database.ts';
import { UNANSWERED_LIMIT } from '../../src/state/unanswered.ts';
import { tempState } from './temp-state.ts';

const at = (n: number): Date => new Date(Date.UTC(2026, 4, 1) + n);

test('keeps questions only where it is switched on', async () => {
  const { state } = await tempState();
  const add = (guildId: string): boolean =>
    state.unanswered.add({ guildId, question: '停多久', state: 'none', at: at(0) });
  expect(add('1')).toBe(false);
  state.settings.set('1', { unanswered: { days: 7 } });
  expect(add('1')).toBe(true);
  expect(add('2')).toBe(false);
  expect(state.kept('1').unanswered).toEqual({ count: 1, oldest: at(0) });
  expect(state.kept('2').unanswered.count).toBe(0);
});

test('digests the questions of one server, the biggest group first', async () => {
  const { state } = await tempState();
  for (const guildId of ['1', '2']) state.settings.set(guildId, { unanswered: { days: 7 } });
  const add = (question: string, n: number, guildId = '1'): void => {
    state.unanswered.add({ guildId, question, state: 'related', at: at(n) });
  };
  add('What is the capital of France?', 9);
  add('公開信要求停多久', 1);
  add('公开信要求暂停多久?', 5);
  add('公開信要求停多久呢', 3);
  add('公開信要求停多久', 7, '2');
  expect(state.unanswered.digest('1', { limit: 5 })).toEqual([
    { count: 3, representative: '公開信要求停多久呢', lastAt: at(5) },
    { count: 1, representative: 'What is the capital of France?', lastAt: at(9) },
  ]);
  expect(state.unanswered.digest('1', { limit: 1 })).toHaveLength(1);
  expect(state.unanswered.digest('3', { limit: 5 })).toEqual([]);
});

test('keeps the newest of a server that asks without end', async () => {
  const { file, state } = await tempState();
  for (const guildId of ['1', '2']) state.settings.set(guildId, { unanswered: { days: 7 } });
  const add = (guildId: string, n: number): boolean =>
    state.unanswered.add({ guildId, question: `q ${n}`, state: 'none', at: at(n) });
  add('2', 0);
  const database = openStateDatabase(file);
  database.transaction(() => {
    for (let n = 0; n < UNANSWERED_LIMIT; n++) {
      database.run(
        "INSERT INTO unanswered (guild_id, question, state, at) VALUES ('1', 'q', 'none', ?)",
        at(n).getTime(),
      );
    }
  });
  database.close();
  for (let n = 0; n < 2; n++) expect(add('1', UNANSWERED_LIMIT + n)).toBe(true);
  expect(state.kept('1').unanswered).toEqual({ count: UNANSWERED_LIMIT, oldest: at(2) });
  expect(state.kept('2').unanswered.count).toBe(1);
});

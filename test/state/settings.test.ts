import { expect, test } from 'vitest';
import { openStateDatabase } from '../../src/state/open-database.ts';
import { openState } from '../../src/state/state.ts';
import { tempState } from './temp-state.ts';

test('a server that set nothing answers everywhere and keeps no questions', async () => {
  const { state } = await tempState();
  expect(state.settings.get('1')).toEqual({ answerChannels: null, unanswered: null });
});

test('what is set lasts, and leaves the rest and other servers as they are', async () => {
  const { file, state } = await tempState();
  state.settings.set('1', { unanswered: { days: 30 } });
  expect(state.settings.set('1', { answerChannels: ['11', '12'] })).toEqual({
    answerChannels: ['11', '12'],
    unanswered: { days: 30 },
  });
  const again = openState(file);
  expect(again.settings.get('1')).toEqual({ answerChannels: ['11', '12'], unanswered: { days: 30 } });
  expect(again.settings.get('2')).toEqual({ answerChannels: null, unanswered: null });
  again.settings.set('1', { answerChannels: null });
  expect(state.settings.get('1').answerChannels).toBeNull();
  again.close();
});

test.each([
  ['no days', { unanswered: { days: 0 } }],
  ['more days than a year has', { unanswered: { days: 366 } }],
  ['half a day', { unanswered: { days: 1.5 } }],
  ['a channel that is no ID', { answerChannels: ['general'] }],
  ['an unknown setting', { colour: 'red' }],
])('refuses %s and sets nothing', async (_, change) => {
  const { state } = await tempState();
  const both = { answerChannels: ['1'], ...change };
  expect(() => state.settings.set('1', both)).toThrow(
    expect.objectContaining({ code: 'setting-invalid' }) as Error,
  );
  expect(state.kept('1').settings.count).toBe(0);
});

test.each([
  ['no JSON', '{"days":'],
  ['another type', '"many"'],
  ['a value out of range', '{"days":-3}'],
])('reads around a damaged value (%s) with care, and says so', async (_, value) => {
  const { file, state } = await tempState();
  const database = openStateDatabase(file);
  for (const name of ['answerChannels', 'unanswered', 'fromElsewhere']) {
    database.run('INSERT INTO settings (guild_id, name, value, at) VALUES (?, ?, ?, ?)', '1', name, value, 0);
  }
  database.close();
  expect(state.settings.get('1')).toEqual({ answerChannels: [], unanswered: null });
  const faults = state.settings.faults('1');
  expect(faults).toHaveLength(2);
  expect(faults.join(' ')).toContain(value);
  state.settings.set('1', { answerChannels: ['5'], unanswered: { days: 2 } });
  expect(state.settings.faults('1')).toEqual([]);
});

test('switching unanswered questions off deletes those of that server', async () => {
  const { state } = await tempState();
  const at = new Date();
  for (const guildId of ['1', '2']) {
    state.settings.set(guildId, { unanswered: { days: 5 } });
    state.unanswered.add({ guildId, question: '停多久', state: 'none', at });
  }
  state.settings.set('1', { answerChannels: [] });
  expect(state.kept('1').unanswered.count).toBe(1);
  state.settings.set('1', { unanswered: null });
  expect(state.kept('1').unanswered.count).toBe(0);
  expect(state.kept('2').unanswered.count).toBe(1);
});

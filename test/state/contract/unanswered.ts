import { describe, expect, test } from 'vitest';
import { UNANSWERED_LIMIT } from '../../../src/state/unanswered.ts';
import { databaseIn, stateIn, type StateEngine } from '../state-engines.ts';

const at = (n: number): Date => new Date(Date.UTC(2026, 4, 1) + n);

export function unansweredContract(engine: StateEngine): void {
  describe('unanswered', () => {
    test('keeps questions only where it is switched on', async () => {
      const state = await stateIn(await engine.newPlace());
      const add = (guildId: string): Promise<boolean> =>
        state.unanswered.add({ guildId, question: '停多久', state: 'none', at: at(0) });
      expect(await add('1')).toBe(false);
      await state.settings.set('1', { unanswered: { days: 7 } });
      expect(await add('1')).toBe(true);
      expect(await add('2')).toBe(false);
      expect((await state.kept('1')).unanswered).toEqual({ count: 1, oldest: at(0) });
      expect((await state.kept('2')).unanswered.count).toBe(0);
    });

    test('digests the questions of one server, the biggest group first', async () => {
      const state = await stateIn(await engine.newPlace());
      for (const guildId of ['1', '2']) await state.settings.set(guildId, { unanswered: { days: 7 } });
      const add = (question: string, n: number, guildId = '1'): Promise<boolean> =>
        state.unanswered.add({ guildId, question, state: 'related', at: at(n) });
      await add('What is the capital of France?', 9);
      await add('公開信要求停多久', 1);
      await add('公开信要求暂停多久?', 5);
      await add('公開信要求停多久呢', 3);
      await add('公開信要求停多久', 7, '2');
      expect(await state.unanswered.digest('1', { limit: 5 })).toEqual([
        { count: 3, representative: '公開信要求停多久呢', lastAt: at(5) },
        { count: 1, representative: 'What is the capital of France?', lastAt: at(9) },
      ]);
      expect(await state.unanswered.digest('1', { limit: 1 })).toHaveLength(1);
      expect(await state.unanswered.digest('3', { limit: 5 })).toEqual([]);
    });

    test('keeps the newest of a server that asks without end', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      for (const guildId of ['1', '2']) await state.settings.set(guildId, { unanswered: { days: 7 } });
      const add = (guildId: string, n: number): Promise<boolean> =>
        state.unanswered.add({ guildId, question: `q ${n}`, state: 'none', at: at(n) });
      await add('2', 0);
      const database = await databaseIn(place);
      await database.transaction(async (tx) => {
        for (let n = 0; n < UNANSWERED_LIMIT; n++) {
          await tx.run(
            "INSERT INTO footnote_unanswered (guild_id, question, state, at) VALUES ('1', 'q', 'none', ?1)",
            at(n).getTime(),
          );
        }
      });
      for (let n = 0; n < 2; n++) expect(await add('1', UNANSWERED_LIMIT + n)).toBe(true);
      expect((await state.kept('1')).unanswered).toEqual({ count: UNANSWERED_LIMIT, oldest: at(2) });
      expect((await state.kept('2')).unanswered.count).toBe(1);
    });
  });
}

import { describe, expect, test } from 'vitest';
import { databaseIn, stateIn, type StateEngine } from '../state-engines.ts';

export function settingsContract(engine: StateEngine): void {
  describe('settings', () => {
    test('a server that set nothing answers everywhere and keeps no questions', async () => {
      const state = await stateIn(await engine.newPlace());
      expect(await state.settings.get('1')).toEqual({ answerChannels: null, unanswered: null });
    });

    test('what is set lasts, and leaves the rest and other servers as they are', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      await state.settings.set('1', { unanswered: { days: 30 } });
      expect(await state.settings.set('1', { answerChannels: ['11', '12'] })).toEqual({
        answerChannels: ['11', '12'],
        unanswered: { days: 30 },
      });
      const again = await stateIn(place);
      expect(await again.settings.get('1')).toEqual({
        answerChannels: ['11', '12'],
        unanswered: { days: 30 },
      });
      expect(await again.settings.get('2')).toEqual({ answerChannels: null, unanswered: null });
      await again.settings.set('1', { answerChannels: null });
      expect((await state.settings.get('1')).answerChannels).toBeNull();
    });

    test.each([
      ['no days', { unanswered: { days: 0 } }],
      ['more days than a year has', { unanswered: { days: 366 } }],
      ['half a day', { unanswered: { days: 1.5 } }],
      ['a channel that is no ID', { answerChannels: ['general'] }],
      ['an unknown setting', { colour: 'red' }],
    ])('refuses %s and sets nothing', async (_, change) => {
      const state = await stateIn(await engine.newPlace());
      const both = { answerChannels: ['1'], ...change };
      await expect(state.settings.set('1', both)).rejects.toThrow(
        expect.objectContaining({ code: 'setting-invalid' }) as Error,
      );
      expect((await state.kept('1')).settings.count).toBe(0);
    });

    test.each([
      ['no JSON', '{"days":'],
      ['another type', '"many"'],
      ['a value out of range', '{"days":-3}'],
    ])('reads around a damaged value (%s) with care, and says so', async (_, value) => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      const database = await databaseIn(place);
      for (const name of ['answerChannels', 'unanswered', 'fromElsewhere']) {
        await database.run(
          'INSERT INTO footnote_settings (guild_id, name, value, at) VALUES (?1, ?2, ?3, ?4)',
          '1',
          name,
          value,
          0,
        );
      }
      expect(await state.settings.get('1')).toEqual({ answerChannels: [], unanswered: null });
      const faults = await state.settings.faults('1');
      expect(faults).toHaveLength(2);
      expect(faults.join(' ')).toContain(value);
      await state.settings.set('1', { answerChannels: ['5'], unanswered: { days: 2 } });
      expect(await state.settings.faults('1')).toEqual([]);
    });

    test('switching unanswered questions off deletes those of that server', async () => {
      const state = await stateIn(await engine.newPlace());
      const at = new Date();
      for (const guildId of ['1', '2']) {
        await state.settings.set(guildId, { unanswered: { days: 5 } });
        await state.unanswered.add({ guildId, question: '停多久', state: 'none', at });
      }
      await state.settings.set('1', { answerChannels: [] });
      expect((await state.kept('1')).unanswered.count).toBe(1);
      await state.settings.set('1', { unanswered: null });
      expect((await state.kept('1')).unanswered.count).toBe(0);
      expect((await state.kept('2')).unanswered.count).toBe(1);
    });
  });
}

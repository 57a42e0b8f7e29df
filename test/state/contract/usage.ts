import { describe, expect, test, vi } from 'vitest';
import type { AnswerState } from '../../../src/answering/answer.ts';
import { stateIn, type StateEngine } from '../state-engines.ts';

export function usageContract(engine: StateEngine): void {
  describe('usage', () => {
    test('counts the questions of the local day, with nearest-rank times', async () => {
      const state = await stateIn(await engine.newPlace());
      const at = new Date(2026, 4, 3, 12);
      for (let n = 1; n <= 20; n++) {
        const answer: AnswerState = n <= 12 ? 'answered' : n <= 17 ? 'related' : 'none';
        await state.usage.record({ guildId: '1', milliseconds: n * 10 + 0.5, state: answer, at });
      }
      await state.usage.record({ guildId: '', milliseconds: 1000, state: 'none', at });
      expect(await state.usage.today('1', at)).toEqual({
        count: 20,
        answered: 12,
        related: 5,
        none: 3,
        p50Milliseconds: 100.5,
        p95Milliseconds: 190.5,
      });
      expect(await state.usage.today(null, at)).toMatchObject({ count: 21, none: 4, p95Milliseconds: 200.5 });
      expect(await state.usage.today('', at)).toMatchObject({
        count: 1,
        p50Milliseconds: 1000,
        p95Milliseconds: 1000,
      });
      expect(await state.usage.today('2', at)).toEqual({
        count: 0,
        answered: 0,
        related: 0,
        none: 0,
        p50Milliseconds: null,
        p95Milliseconds: null,
      });
    });

    test('a day goes from midnight to midnight where the machine is, also when the clocks change', async () => {
      vi.stubEnv('TZ', 'America/New_York');
      try {
        const state = await stateIn(await engine.newPlace());
        // 25 hours long: 04:00 UTC to 05:00 UTC of the next day.
        const times = [
          '2026-11-01T03:59:59.999Z',
          '2026-11-01T04:00:00Z',
          '2026-11-02T04:59:59.999Z',
          '2026-11-02T05:00:00Z',
        ];
        for (const time of times) {
          await state.usage.record({ guildId: '1', milliseconds: 1, state: 'answered', at: new Date(time) });
        }
        expect((await state.usage.today('1', new Date('2026-11-01T12:00:00Z'))).count).toBe(2);
        expect((await state.usage.today('1', new Date('2026-11-02T12:00:00Z'))).count).toBe(1);
      } finally {
        vi.unstubAllEnvs();
      }
    });
  });
}

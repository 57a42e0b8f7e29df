import { describe, expect, test } from 'vitest';
import { RETENTION_DAYS } from '../../../src/state/retention.ts';
import type { State } from '../../../src/state/state.ts';
import { fillServer } from '../fill-server.ts';
import { databaseIn, stateIn, type StateEngine } from '../state-engines.ts';

const NOW = new Date('2026-05-01T10:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);
const NOTHING = { count: 0, oldest: null };

export function keptContract(engine: StateEngine): void {
  describe('what is kept', () => {
    test('shows what is kept of a server, and deletes it without touching another', async () => {
      const state = await stateIn(await engine.newPlace());
      await fillServer(state, '1', daysAgo(3), 'vanishing');
      await fillServer(state, '2', daysAgo(2), 'staying');
      await state.usage.record({ guildId: '1', milliseconds: 5, state: 'answered', at: NOW });
      const one = { count: 1, oldest: daysAgo(3) };
      const kept = {
        settings: one,
        feedback: one,
        unanswered: one,
        usage: { ...one, count: 2 },
        studies: one,
      };
      const others = await state.kept('2');
      expect(await state.kept('1')).toEqual(kept);
      expect(await state.deleteServer('1')).toEqual(kept);
      expect(Object.values(await state.kept('1'))).toEqual(Array(5).fill(NOTHING));
      expect(Object.values(await state.deleteServer('1'))).toEqual(Array(5).fill(NOTHING));
      expect(await state.kept('2')).toEqual(others);
      expect((await state.settings.get('1')).unanswered).toBeNull();
      expect((await state.settings.get('2')).unanswered).toEqual({ days: 10 });
    });

    test('prunes each kind after its own time', async () => {
      const state = await stateIn(await engine.newPlace());
      const { usage, feedback, endedStudy, openStudy } = RETENTION_DAYS;
      await state.settings.set('2', { unanswered: { days: 90 } });
      for (const [n, over] of [0.01, -0.01].entries()) {
        await fillServer(state, `1${n}`, daysAgo(10 + over));
        await state.unanswered.add({ guildId: '2', question: 'q', state: 'none', at: daysAgo(90 + over) });
        await state.usage.record({ guildId: '2', milliseconds: 1, state: 'none', at: daysAgo(usage + over) });
        await state.feedback.add({
          ...{ guildId: '2', kind: 'not-helpful', messageId: `${n}`, userId: '1', question: 'q' },
          ...{ articleId: null, title: null, paragraph: null, quote: null, at: daysAgo(feedback + over) },
        });
        const study = { guildId: '2', articleKey: 'k', json: '{}' };
        const ended = daysAgo(endedStudy + over);
        await state.studies.save({ ...study, threadId: `3${n}`, updatedAt: ended, endedAt: ended });
        await state.studies.save({
          ...study,
          threadId: `4${n}`,
          updatedAt: daysAgo(openStudy + over),
          endedAt: null,
        });
      }
      await state.prune(NOW);
      const counts = async (guildId: string): Promise<number[]> =>
        Object.values(await state.kept(guildId)).map(({ count }) => count);
      // Settings, feedback, unanswered, usage, studies.
      expect(await counts('2')).toEqual([1, 1, 1, 1, 2]);
      expect(await counts('10')).toEqual([1, 1, 0, 1, 1]);
      expect(await counts('11')).toEqual([1, 1, 1, 1, 1]);
      expect((await state.studies.openIn('2')).map(({ threadId }) => threadId)).toEqual(['41']);
    });

    test('does not lose questions to a setting that cannot be read', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      await fillServer(state, '1', daysAgo(100));
      await (await databaseIn(place)).run("UPDATE footnote_settings SET value = 'x'");
      await state.prune(NOW);
      expect((await state.kept('1')).unanswered.count).toBe(1);
      await state.prune(daysAgo(-300));
      expect((await state.kept('1')).unanswered.count).toBe(0);
    });

    test('several processes prune at once', async () => {
      const place = await engine.newPlace();
      const processes = [await stateIn(place), await stateIn(place), await stateIn(place)];
      for (let n = 0; n < 20; n++) await fillServer(processes[0] as State, `1${n}`, daysAgo(n));
      await Promise.all(processes.map((state) => state.prune(NOW)));
      expect((await processes[1]?.kept('19'))?.unanswered.count).toBe(1);
      expect((await processes[1]?.kept('111'))?.unanswered.count).toBe(0);
    });

    test('texts come back as they were, but for the character NUL', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      const question = 'a\'b"c\\ ?1 $1 %_ 第一節 😀 \n\t\u0001';
      await state.settings.set('1', { unanswered: { days: 10 } });
      await state.unanswered.add({ guildId: '1', question, state: 'none', at: NOW });
      await state.unanswered.add({ guildId: '1', question: 'nul \0.', state: 'none', at: daysAgo(1) });
      const texts = (await state.unanswered.digest('1', { limit: 9 })).map((group) => group.representative);
      expect(texts[0]).toBe(question);
      expect(texts[1]).toBe('nul \uFFFD.');
    });

    test('closing waits for what was asked for before; nothing is of use after it', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      await state.settings.set('1', { unanswered: { days: 10 } });
      const asked = [
        state.usage.record({ guildId: '1', milliseconds: 1, state: 'none', at: NOW }),
        state.unanswered.add({ guildId: '1', question: 'q', state: 'none', at: NOW }),
      ];
      await state.close();
      await Promise.all(asked);
      await expect(state.settings.get('1')).rejects.toThrow(/not open|is closed/);
      const kept = await (await stateIn(place)).kept('1');
      expect([kept.usage.count, kept.unanswered.count]).toEqual([1, 1]);
    });
  });
}

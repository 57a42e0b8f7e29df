import { describe, expect, test } from 'vitest';
import type { StudyRow } from '../../../src/state/studies.ts';
import { stateIn, type StateEngine } from '../state-engines.ts';

const at = (n: number): Date => new Date(Date.UTC(2026, 4, 1) + n);

function session(threadId: string, change: Partial<StudyRow> = {}): StudyRow {
  const json = JSON.stringify({ section: 0, scores: {} });
  return { threadId, guildId: '1', articleKey: 'a1b2c3d4', json, updatedAt: at(0), endedAt: null, ...change };
}

export function studiesContract(engine: StateEngine): void {
  describe('studies', () => {
    test('a session lasts as it was saved last, and ends once', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      expect(await state.studies.open('9')).toBeNull();
      await state.studies.save(session('9'));
      const moved = session('9', { json: '{"section":1,"note":"第二節 😀 \\u0000"}', updatedAt: at(5) });
      await state.studies.save(moved);
      const again = await stateIn(place);
      expect(await again.studies.open('9')).toEqual(moved);
      expect(await again.studies.end('9', at(6))).toBe(true);
      expect(await state.studies.open('9')).toBeNull();
      expect(await state.studies.end('9')).toBe(false);
      expect(await state.studies.end('10')).toBe(false);
    });

    test('a thread may have another session after the first', async () => {
      const state = await stateIn(await engine.newPlace());
      await state.studies.save(session('9', { endedAt: at(1) }));
      expect(await state.studies.open('9')).toBeNull();
      await state.studies.save(session('9', { articleKey: 'next-one' }));
      expect((await state.studies.open('9'))?.articleKey).toBe('next-one');
    });

    test('lists the open sessions of a server, the latest moved on first', async () => {
      const state = await stateIn(await engine.newPlace());
      await state.studies.save(session('1', { updatedAt: at(1) }));
      await state.studies.save(session('2', { updatedAt: at(3) }));
      await state.studies.save(session('3', { updatedAt: at(4), endedAt: at(4) }));
      await state.studies.save(session('4', { guildId: '2' }));
      expect((await state.studies.openIn('1')).map(({ threadId }) => threadId)).toEqual(['2', '1']);
    });
  });
}

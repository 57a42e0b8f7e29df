import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LatestEdit } from '../../../src/discord/moderation/latest-edit.ts';

const PAUSE = 2000;

describe('LatestEdit', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows only the newest of what came during a pause', async () => {
    const shown: number[] = [];
    const edits = new LatestEdit<number>((state) => Promise.resolve(shown.push(state)), PAUSE);
    for (const state of [1, 2, 3]) edits.show(state);
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    expect(shown).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(shown).toEqual([3]);
    edits.show(4);
    edits.show(5);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(shown).toEqual([3, 5]);
    await vi.advanceTimersByTimeAsync(10 * PAUSE);
    expect(shown).toEqual([3, 5]);
  });

  it('edits once at a time, and pauses after a slow edit too', async () => {
    const log: string[] = [];
    const edits = new LatestEdit<number>(async (state) => {
      log.push(`begin ${state}`);
      await new Promise((resolve) => setTimeout(resolve, 3 * PAUSE));
      log.push(`end ${state}`);
    }, PAUSE);
    edits.show(1);
    await vi.advanceTimersByTimeAsync(PAUSE);
    edits.show(2);
    await vi.advanceTimersByTimeAsync(4 * PAUSE - 1);
    expect(log).toEqual(['begin 1', 'end 1']);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2']);
  });

  it('ends after the edit under way, and shows nothing more', async () => {
    const log: string[] = [];
    const edits = new LatestEdit<number>(async (state) => {
      log.push(`begin ${state}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
      log.push(`end ${state}`);
    }, PAUSE);
    edits.show(1);
    await vi.advanceTimersByTimeAsync(PAUSE);
    edits.show(2);
    const ended = edits.end().then(() => log.push('ended'));
    await vi.advanceTimersByTimeAsync(500);
    await ended;
    edits.show(3);
    await vi.advanceTimersByTimeAsync(10 * PAUSE);
    expect(log).toEqual(['begin 1', 'end 1', 'ended']);
  });
});

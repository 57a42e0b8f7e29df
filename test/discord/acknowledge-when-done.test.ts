import type { MessageComponentInteraction } from 'discord.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { acknowledgeWhenDone, UNTIL_ACKNOWLEDGED } from '../../src/discord/acknowledge-when-done.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A button that writes down when it was acknowledged, among what else happens. */
function button(events: string[]): MessageComponentInteraction {
  const deferUpdate = (): Promise<void> => {
    events.push('acknowledged');
    return Promise.resolve();
  };
  return { deferUpdate } as unknown as MessageComponentInteraction;
}

/** Work that takes so many milliseconds. */
async function work(events: string[], milliseconds: number): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  events.push('done');
  return 'result';
}

test.each([
  ['quick work is done before the button comes to rest', 50, ['done', 'acknowledged']],
  ['slow work does not make Discord wait', UNTIL_ACKNOWLEDGED * 4, ['acknowledged', 'done']],
])('%s', async (_, milliseconds, order) => {
  const events: string[] = [];
  const waiting = acknowledgeWhenDone(button(events), work(events, milliseconds));
  await vi.advanceTimersByTimeAsync(UNTIL_ACKNOWLEDGED);
  expect(events).toContain('acknowledged');
  await vi.runAllTimersAsync();
  expect(await waiting).toBe('result');
  expect(events).toEqual(order);
});

test('work that fails is not acknowledged as if it had not', async () => {
  const events: string[] = [];
  const failing = acknowledgeWhenDone(button(events), Promise.reject(new Error('full')));
  await expect(failing).rejects.toThrow('full');
  expect(events).toEqual([]);
});

import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurn } from '../../../src/discord/study/in-turn.ts';

it('does the work of one thread one after the other, and of others meanwhile', async () => {
  const done: string[] = [];
  const work = (name: string, milliseconds: number) => async (): Promise<void> => {
    done.push(`${name} begins`);
    await pause(milliseconds);
    done.push(`${name} ends`);
  };
  await Promise.all([
    inTurn('a', work('first', 40)),
    inTurn('a', work('second', 0)),
    inTurn('b', work('other', 0)),
  ]);
  const ofA = done.filter((line) => !line.startsWith('other'));
  expect(ofA).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  expect(done.indexOf('other ends')).toBeLessThan(done.indexOf('first ends'));
});

it('tells whoever asked of a failure, and goes on with the next', async () => {
  const failing = inTurn('a', () => Promise.reject(new Error('refused')));
  const next = inTurn('a', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('refused');
  expect(await next).toBe('done');
});

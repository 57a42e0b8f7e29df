import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { StateDatabase } from '../../src/state/database.ts';
import { openStateDatabase } from '../../src/state/open-database.ts';
import { openState } from '../../src/state/state.ts';
import { Child } from '../support/child.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** How to find what a line of `write-until-killed.ts` says was saved: for a server, every number that is there. */
const NUMBERS: Record<string, string> = {
  feedback: "SELECT replace(question, 'question ', '') AS n FROM feedback WHERE guild_id = ?",
  unanswered: "SELECT replace(question, 'question ', '') AS n FROM unanswered WHERE guild_id = ?",
  usage: 'SELECT CAST(milliseconds AS INTEGER) AS n FROM usage WHERE guild_id = ?',
  studies: 'SELECT json AS n FROM studies WHERE guild_id = ?',
};

function expectSaved(database: StateDatabase, guildId: string, lines: string[]): void {
  for (const [kind, sql] of Object.entries(NUMBERS)) {
    const there = new Set(database.all<{ n: string | number }>(sql, guildId).map(({ n }) => String(n)));
    const said = numbers(lines, kind);
    expect(
      said.filter((n) => !there.has(n)),
      `${kind} of ${guildId}`,
    ).toEqual([]);
    // At most the one that it was killed over: nothing is there twice or made up.
    expect(there.size - said.length).toBeLessThanOrEqual(1);
  }
}

function numbers(lines: string[], kind: string): string[] {
  return lines.filter((line) => line.startsWith(`saved ${kind} `)).map((line) => line.split(' ')[3] ?? '');
}

test('what was reported as saved is there after a SIGKILL at any moment', { timeout: 180_000 }, async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  const rounds: { guildId: string; lines: string[] }[] = [];
  for (let round = 0; round < 8; round++) {
    const guildId = String(100 + round);
    const child = new Child('test/state/write-until-killed.ts', {}, [file, guildId]);
    // While it opens the file, and while it writes.
    if (round % 2 === 0) await setTimeout(300 + Math.random() * 700);
    else {
      await child.line(/^saved settings/);
      await setTimeout(Math.random() * 150);
    }
    await child.kill();
    rounds.push({ guildId, lines: child.lines });
    // Of earlier rounds too: recovery takes nothing away.
    const state = openState(file);
    const last = Number(numbers(child.lines, 'settings').at(-1) ?? -1);
    expect(Number(state.settings.get(guildId).answerChannels?.[0] ?? -1)).toBeGreaterThanOrEqual(last);
    state.close();
    const database = openStateDatabase(file);
    for (const { guildId: earlier, lines } of rounds) expectSaved(database, earlier, lines);
    database.close();
  }
  expect(rounds.flatMap(({ lines }) => numbers(lines, 'studies')).length).toBeGreaterThan(8);
});

test(
  'processes that open a new file and write to it at once lose nothing',
  { timeout: 120_000 },
  async () => {
    const folder = await tempFolder();
    const [files, writes] = [15, 20];
    const start = Date.now() + 6000;
    const children = ['a', 'b', 'c'].map(
      (name) =>
        new Child('test/state/open-together.ts', {}, [folder, name, ...[files, writes, start].map(String)]),
    );
    const codes = await Promise.all(children.map(({ exited }) => exited));
    expect(codes, children.map(({ output }) => output).join('\n')).toEqual([0, 0, 0]);
    for (let file = 0; file < files; file++) {
      const state = openState(join(folder, `${file}.sqlite`));
      for (const name of ['a', 'b', 'c']) expect(state.usage.today(name, new Date()).count).toBe(writes);
      expect(state.settings.get('shared')).toEqual({
        answerChannels: [`${writes - 1}`],
        unanswered: { days: writes },
      });
      state.close();
    }
  },
);

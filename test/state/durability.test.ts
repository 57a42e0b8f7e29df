import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StateDatabase } from '../../src/state/database.ts';
import type { StatePlace } from '../../src/state/open-state-database.ts';
import { Child } from '../support/child.ts';
import { databaseIn, STATE_ENGINES, stateIn } from './state-engines.ts';

/** How to find what a line of `write-until-killed.ts` says was saved: for a server, every number that is there. */
const NUMBERS: Record<string, string> = {
  feedback: "SELECT replace(question, 'question ', '') AS n FROM footnote_feedback WHERE guild_id = ?1",
  unanswered: "SELECT replace(question, 'question ', '') AS n FROM footnote_unanswered WHERE guild_id = ?1",
  usage: 'SELECT CAST(milliseconds AS INTEGER) AS n FROM footnote_usage WHERE guild_id = ?1',
  studies: 'SELECT json AS n FROM footnote_studies WHERE guild_id = ?1',
};

async function expectSaved(database: StateDatabase, guildId: string, lines: string[]): Promise<void> {
  for (const [kind, sql] of Object.entries(NUMBERS)) {
    const there = new Set(
      (await database.all<{ n: string | number }>(sql, guildId)).map(({ n }) => String(n)),
    );
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

/** What a server keeps is the server's; here it is only whether what was said to be saved had been sent and committed. */
const ROUNDS: Record<string, number> = { SQLite: 8 };
const FEWER = 4;

describe.each(STATE_ENGINES)('in $name', ({ name, newPlace }) => {
  test(
    'what was reported as saved is there after a SIGKILL at any moment',
    { timeout: 180_000 },
    async () => {
      const place = await newPlace();
      const rounds: { guildId: string; lines: string[] }[] = [];
      for (let round = 0; round < (ROUNDS[name] ?? FEWER); round++) {
        const guildId = String(100 + round);
        const child = new Child('test/state/write-until-killed.ts', {}, [JSON.stringify(place), guildId]);
        // While it opens the place, and while it writes.
        if (round % 2 === 0) await setTimeout(300 + Math.random() * 700);
        else {
          await child.line(/^saved settings/);
          await setTimeout(Math.random() * 300);
        }
        await child.kill();
        rounds.push({ guildId, lines: child.lines });
        // Of earlier rounds too: recovery takes nothing away.
        const state = await stateIn(place);
        const last = Number(numbers(child.lines, 'settings').at(-1) ?? -1);
        const { answerChannels } = await state.settings.get(guildId);
        expect(Number(answerChannels?.[0] ?? -1)).toBeGreaterThanOrEqual(last);
        await state.close();
        const database = await databaseIn(place);
        for (const { guildId: earlier, lines } of rounds) await expectSaved(database, earlier, lines);
        await database.close();
      }
      // Every other round was killed while it wrote.
      expect(rounds.flatMap(({ lines }) => numbers(lines, 'studies')).length).toBeGreaterThanOrEqual(
        rounds.length / 2,
      );
    },
  );

  test(
    'processes that open a new place and write to it at once lose nothing',
    { timeout: 120_000 },
    async () => {
      const writes = 20;
      // PGlite has one database, so the same one would come twice.
      const places: StatePlace[] = [];
      for (let n = 0; n < (name === 'SQLite' ? 15 : 1); n++) places.push(await newPlace());
      const start = Date.now() + 6000;
      const children = ['a', 'b', 'c'].map(
        (process) =>
          new Child('test/state/open-together.ts', {}, [
            JSON.stringify(places),
            process,
            ...[writes, start].map(String),
          ]),
      );
      const codes = await Promise.all(children.map(({ exited }) => exited));
      expect(codes, children.map(({ output }) => output).join('\n')).toEqual([0, 0, 0]);
      for (const place of places) {
        const state = await stateIn(place);
        for (const process of ['a', 'b', 'c']) {
          expect((await state.usage.today(process, new Date())).count).toBe(writes);
        }
        expect(await state.settings.get('shared')).toEqual({
          answerChannels: [`${writes - 1}`],
          unanswered: { days: writes },
        });
        await state.close();
      }
    },
  );
});

import { describe, expect, test } from 'vitest';
import { copyState } from '../../src/state/copy-state.ts';
import type { NewFeedback } from '../../src/state/feedback.ts';
import type { StatePlace } from '../../src/state/open-state-database.ts';
import { fillServer } from './fill-server.ts';
import { databaseIn, SQLITE, STATE_ENGINES, stateIn, type StateEngine } from './state-engines.ts';

const AT = new Date('2026-05-01T10:00:00Z');

function feedback(userId: string): NewFeedback {
  const about = { articleId: null, title: null, paragraph: null, quote: null };
  return { guildId: '1', kind: 'not-helpful', messageId: '77', userId, question: 'q', ...about, at: AT };
}

/** All that people see of a server. */
async function seen(place: StatePlace, guildId: string): Promise<unknown> {
  const state = await stateIn(place);
  return {
    settings: await state.settings.get(guildId),
    list: await state.feedback.list(guildId, { limit: 100 }),
    summary: await state.feedback.summary(guildId),
    unanswered: await state.unanswered.digest(guildId, { limit: 100 }),
    usage: await state.usage.today(guildId, AT),
    studies: await state.studies.openIn(guildId),
    kept: await state.kept(guildId),
  };
}

async function rows(place: StatePlace): Promise<unknown[]> {
  const database = await databaseIn(place);
  const kinds = ['secrets', 'settings', 'feedback', 'unanswered', 'usage', 'studies'];
  return Promise.all(kinds.map((kind) => database.all(`SELECT count(*) AS count FROM footnote_${kind}`)));
}

/** A file beside each; the tests with a database on both sides need two databases, which PGlite has not. */
const WAYS = STATE_ENGINES.flatMap((engine): [string, StateEngine, StateEngine][] => [
  [`from SQLite to ${engine.name}`, SQLITE, engine],
  ...(engine === SQLITE
    ? []
    : [[`from ${engine.name} to SQLite`, engine, SQLITE] as [string, StateEngine, StateEngine]]),
]);

describe.each(WAYS)('%s', (_, source, target) => {
  test('all is there as it was, and is of use', async () => {
    const [from, to] = [await source.newPlace(), await target.newPlace()];
    const state = await stateIn(from);
    for (const guildId of ['1', '2']) await fillServer(state, guildId, AT, `第${guildId}節 😀`);
    for (const userId of ['5', '6', '7']) await state.feedback.add(feedback(userId));
    // More than one statement takes.
    const use = { guildId: '1', milliseconds: 1.25, state: 'related', at: AT } as const;
    await (
      await databaseIn(from)
    ).transaction(async (tx) => {
      for (let n = 0; n < 3000; n++) {
        await tx.run(
          'INSERT INTO footnote_usage (guild_id, milliseconds, state, at) VALUES (?1, ?2, ?3, ?4)',
          use.guildId,
          use.milliseconds + n,
          use.state,
          use.at.getTime(),
        );
      }
    });

    const counts = await copyState(await databaseIn(from), await databaseIn(to));
    expect(counts).toEqual({ settings: 2, feedback: 5, unanswered: 2, usage: 3002, studies: 2 });
    for (const guildId of ['1', '2']) expect(await seen(to, guildId)).toEqual(await seen(from, guildId));
    expect(await rows(to)).toEqual(await rows(from));

    const copy = await stateIn(to);
    expect(await copy.feedback.add(feedback('5'))).toBe('already');
    expect(await copy.feedback.add(feedback('8'))).toBe('saved');
    expect((await copy.feedback.summary('1')).total).toBe(5);
    await copy.usage.record(use);
    expect((await copy.kept('1')).usage.count).toBe(3002);
  });

  test('a bot that runs on the target counts with the secret that came with the copy', async () => {
    const [from, to] = [await source.newPlace(), await target.newPlace()];
    await (await stateIn(from)).feedback.add(feedback('5'));
    const running = await stateIn(to);
    await copyState(await databaseIn(from), await databaseIn(to));
    expect(await running.feedback.add(feedback('5'))).toBe('already');
  });

  test.each([
    ['settings', 1],
    ['usage', 2],
  ])('refuses a target that holds %s already, and changes nothing there', async (kind, step) => {
    const [from, to] = [await source.newPlace(), await target.newPlace()];
    await fillServer(await stateIn(from), '1', AT);
    const there = await stateIn(to);
    if (step === 1) await there.settings.set('9', { answerChannels: [] });
    else await there.usage.record({ guildId: '9', milliseconds: 1, state: 'none', at: AT });
    const before = await rows(to);
    const [source_, target_] = [await databaseIn(from), await databaseIn(to)];
    await expect(copyState(source_, target_)).rejects.toThrow(
      expect.objectContaining({
        code: 'state-not-empty',
        message: expect.stringMatching(new RegExp(`${kind} already`)) as string,
      }) as Error,
    );
    expect(await rows(to)).toEqual(before);
  });

  test('copies every column that there is', async () => {
    const [from, to] = [await source.newPlace(), await target.newPlace()];
    const state = await stateIn(from);
    await fillServer(state, '1', AT);
    const [study] = await state.studies.openIn('1');
    if (study === undefined) throw new Error('there is no study');
    await state.studies.save({ ...study, endedAt: AT });
    await copyState(await databaseIn(from), await databaseIn(to));
    for (const kind of ['secrets', 'settings', 'feedback', 'unanswered', 'usage', 'studies']) {
      const first = async (place: StatePlace): Promise<unknown> => {
        const [row] = await (await databaseIn(place)).all<object>(`SELECT * FROM footnote_${kind}`);
        return row;
      };
      const original = await first(from);
      // A column that is left out would be NULL, or its default, in the copy.
      expect(Object.values(original as object)).not.toContain(null);
      expect(await first(to), kind).toEqual(original);
    }
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Component, Embed, Person } from '../../../scripts/loopback/entities.ts';
import type { Tracked } from '../../../scripts/loopback/interaction.ts';
import { stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';
import { STUB_ARTICLES, type StubArticle } from '../../support/stub-engine.ts';
import { writeStubCorpus } from '../../support/stub-index.ts';

const EN = { locale: 'en-US' };
const BRIDGE: StubArticle = { id: 'bridge', title: 'The **bridge**', paragraphs: ['The bridge is red.'] };

/** `/reindex` through the real client, with an index of stub articles whose builds take as long as a test wants. */
describe('/reindex', () => {
  const on = stage();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'footnote-reindex-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (env: Record<string, string> = {}): Promise<Child> =>
    on.startReady({ STATE_FILE: join(folder, 'state.sqlite'), STUB_INDEX_DIR: folder, ...env });
  const reindex = async (by: Person = on.discord.asker): Promise<Tracked> => {
    const used = on.discord.use({ command: 'reindex', by, ...EN });
    await on.discord.shown(used);
    return used;
  };
  const embed = (of: Tracked): Embed => of.shown?.embeds[0] ?? {};
  const labels = (of: Tracked): (string | undefined)[] =>
    (of.shown?.components ?? []).flatMap((row) => (row.components ?? []).map(({ label }) => label));
  const titled = (of: Tracked, title: string): Promise<Embed> =>
    on.discord.until(`"${title}"`, () => (embed(of).title === title ? embed(of) : null));
  const ask = async (question: string): Promise<string | undefined> =>
    (await on.discord.reply(on.discord.ask({ question, ...EN }))).embeds[0]?.title;
  /** Builds and waits for the summary. */
  const build = async (): Promise<Tracked> => {
    const plan = await reindex();
    on.discord.click(plan, 'Reindex now', EN);
    await titled(plan, 'The index is built');
    return plan;
  };

  it('says that there is nothing to do, and offers nothing', async () => {
    await start();
    const plan = await reindex();
    expect(plan.acknowledgedBy).toBe(5);
    expect(plan.isEphemeral).toBe(true);
    expect(embed(plan).title).toBe('Nothing to do');
    expect(embed(plan).description).toContain('2 articles, 3 passages');
    expect(labels(plan)).toEqual([]);
  });

  it('shows what would change, builds it, answers from it, and rolls back', async () => {
    const bot = await start();
    const [letter] = STUB_ARTICLES;
    writeStubCorpus(folder, [{ ...letter, title: '公開信' } as StubArticle, BRIDGE]);
    expect(await ask('Is the bridge red')).toBe('Not in these articles');

    const plan = await reindex();
    expect(embed(plan).title).toBe('What a new index would change');
    expect(embed(plan).fields).toEqual([
      { name: 'Added: 1', value: '• The \\*\\*bridge\\*\\* `bridge.md`' },
      { name: 'Changed: 1', value: '• 公開信 `letter.md`' },
      { name: 'Removed: 1', value: '• 五大趨勢 `trends.md`' },
    ]);
    expect(labels(plan)).toEqual(['Reindex now', 'Cancel']);

    const click = on.discord.click(plan, 'Reindex now', EN);
    const done = await titled(plan, 'The index is built');
    expect(click.acknowledgedBy).toBe(7);
    expect(done.description).toContain('It holds 2 articles and 3 passages.');
    expect(done.fields?.map(({ name }) => name)).toEqual(['Added: 1', 'Changed: 1', 'Removed: 1']);
    expect(await ask('Is the bridge red')).toBeUndefined();
    await bot.line(/version \S+ is in use: 1 article added, 1 changed, 1 removed\.$/);

    on.discord.click(plan, 'Roll back', EN);
    const back = await titled(plan, 'Rolled back');
    expect(back.description).toMatch(/the version from before, built <t:\d+:f>, with 2 articles\./);
    expect(labels(plan)).toEqual([]);
    expect(await ask('Is the bridge red')).toBe('Not in these articles');
  });

  it('changes nothing when cancelled', async () => {
    await start();
    writeStubCorpus(folder, [BRIDGE]);
    const plan = await reindex();
    on.discord.click(plan, 'Cancel', EN);
    await on.discord.until('the end', () => embed(plan).description === 'All right, nothing was changed.');
    expect(labels(plan)).toEqual([]);
    expect(await ask('Is the bridge red')).toBe('Not in these articles');
  });

  it('builds once when the button is pressed twice at once', async () => {
    const bot = await start({ STUB_BUILD_MS: '1000' });
    writeStubCorpus(folder, [BRIDGE]);
    const plan = await reindex();
    const clicks = [on.discord.click(plan, 'Reindex now', EN), on.discord.click(plan, 'Reindex now', EN)];
    await titled(plan, 'The index is built');
    await on.discord.until('both answers', () =>
      clicks.every(({ acknowledgedAt }) => acknowledgedAt !== null),
    );
    expect(clicks.map(({ acknowledgedBy }) => acknowledgedBy).sort()).toEqual([4, 7]);
    const refused = clicks.find(({ acknowledgedBy }) => acknowledgedBy === 4);
    expect(refused?.isEphemeral).toBe(true);
    expect(refused?.shown?.embeds[0]?.description).toMatch(/^<@\d+> began to change the index <t:\d+:R>\./);
    // The log may come a moment after the message.
    await bot.line(/is in use:/);
    expect(bot.lines.filter((line) => line.includes('is in use:'))).toHaveLength(1);
  });

  it('tells another moderator who builds, and one of another server only since when', async () => {
    await start({ STUB_BUILD_MS: '3000' });
    writeStubCorpus(folder, [BRIDGE]);
    const plan = await reindex();
    const second = on.discord.addPerson({ username: 'second', permissions: '32' });
    const open = await reindex(second);
    on.discord.click(plan, 'Reindex now', EN);
    await titled(plan, 'Building the index');

    const late = await reindex(second);
    expect(embed(late).description).toContain(`<@${on.discord.asker.id}> began to change`);
    const click = on.discord.click(open, 'Reindex now', { ...EN, by: second });
    await on.discord.shown(click);
    expect(click.shown?.embeds[0]?.description).toContain(`<@${on.discord.asker.id}>`);

    const there = on.discord.addChannel({ guild: on.discord.addGuild() });
    const far = on.discord.use({ command: 'reindex', in: there, ...EN });
    await on.discord.shown(far);
    expect(embed(far).description).toMatch(/^A change of the index began <t:\d+:R>\./);
    await titled(plan, 'The index is built');
  });

  it('shows how far it is, at most every two seconds', async () => {
    await start({ STUB_BUILD_MS: '7000' });
    const paragraphs = Array.from({ length: 70 }, (_, i) => `Paragraph ${i}.`);
    writeStubCorpus(folder, [{ ...BRIDGE, paragraphs }]);
    const plan = await reindex();
    const seen: { at: number; description: string }[] = [];
    on.discord.onChange((change) => {
      if (change.kind !== 'message-update' || change.message.id !== plan.shown?.id) return;
      const { title, description = '' } = change.message.embeds[0] ?? {};
      if (title === 'Building the index') seen.push({ at: Date.now(), description });
    });
    on.discord.click(plan, 'Reindex now', EN);
    await titled(plan, 'The index is built');
    const [first, ...progress] = seen;
    expect(first?.description).toContain('Reading the articles…');
    expect(progress.length).toBeGreaterThanOrEqual(2);
    const counts = progress.map(({ description }) => Number(/(\d+) of 70 passages/.exec(description)?.[1]));
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(progress[0]?.description).toMatch(/^▰+▱+\n\d+ of 70 passages \(\d+%\)\n/u);
    seen.slice(1).forEach(({ at }, i) => {
      expect(at - (seen[i]?.at ?? 0)).toBeGreaterThanOrEqual(1900);
    });
  }, 30_000);

  it('finishes a build that outlasts its message, and logs that nobody could be told', async () => {
    const bot = await start({ STUB_BUILD_MS: '5000' });
    writeStubCorpus(folder, [BRIDGE]);
    const plan = await reindex();
    on.discord.click(plan, 'Reindex now', EN);
    await titled(plan, 'Building the index');
    on.discord.ledger.advance(16 * 60_000);
    await bot.line(/the work goes on: its token has expired \(15 minutes\)/);
    await bot.line(/version \S+ is in use: .* The moderator who asked for it could not be told\.$/);
    expect(await ask('Is the bridge red')).toBeUndefined();
  });

  it.each([
    ['plan:corpus-missing', 'The articles could not be compared with the index'],
    ['build:index-unwritable', 'The index could not be built; answers come from the one in use'],
    ['build:model-missing', 'The index could not be built; answers come from the one in use'],
    ['build:indexing-died', 'The index could not be built; answers come from the one in use'],
    ['build:index-locked', 'The index could not be built; answers come from the one in use'],
    ['rollback:index-no-earlier', 'Rolling back failed; the index is as it was'],
  ])('shows the operator the sentence of a failure at %s', async (failing, heading) => {
    const [step, code = ''] = failing.split(':');
    const bot = await start({ STUB_FAILING: failing });
    writeStubCorpus(folder, [BRIDGE]);
    const plan = step === 'rollback' ? await build() : await reindex();
    if (step === 'build') on.discord.click(plan, 'Reindex now', EN);
    if (step === 'rollback') on.discord.click(plan, 'Roll back', EN);
    const { description = '' } = await titled(plan, heading);
    expect(description).toContain(`\`\`\`\nThe stub's ${step ?? ''} fails with '${code}'. Mend it.\n\`\`\``);
    const kindly = { 'index-locked': 'Someone else is changing', 'index-no-earlier': 'no earlier version' };
    if (code in kindly) expect(description).toContain(kindly[code as keyof typeof kindly]);
    expect(labels(plan)).toEqual([]);
    await bot.line(new RegExp(`/reindex, ${step ?? ''}: .*\\(${code}\\)`));
  });

  it('says that it failed, and gives a reference, when there is a bug', async () => {
    const bot = await start({ STUB_FAILING: 'build:bug' });
    writeStubCorpus(folder, [BRIDGE]);
    const plan = await reindex();
    const click = on.discord.click(plan, 'Reindex now', EN);
    await titled(plan, 'The index could not be built; answers come from the one in use');
    const apology = await on.discord.until('the apology', () => click.followUps[0]);
    const reference = /reference `([0-9a-f]{8})`/.exec(apology.embeds[0]?.description ?? '')?.[1] ?? 'none';
    await bot.line(new RegExp(`reference ${reference}: Error: the stub's build broke on purpose`));
    const again = await reindex();
    expect(labels(again)).toEqual(['Reindex now', 'Cancel']);
  });

  it('tells what really happened when the articles change after the differences were shown', async () => {
    await start();
    writeStubCorpus(folder, [BRIDGE]);
    const plan = await reindex();
    writeStubCorpus(folder, [...STUB_ARTICLES, BRIDGE]);
    on.discord.click(plan, 'Reindex now', EN);
    expect((await titled(plan, 'The index is built')).fields?.map(({ name }) => name)).toEqual(['Added: 1']);

    writeStubCorpus(folder, [BRIDGE]);
    const stale = await reindex();
    writeStubCorpus(folder, [...STUB_ARTICLES, BRIDGE]);
    on.discord.click(stale, 'Reindex now', EN);
    expect((await titled(stale, 'Nothing to do')).description).toContain('nothing was built');
    expect(labels(stale)).toEqual([]);
  });

  it('rolls back after a restart, but not when the index has changed since', async () => {
    const bot = await start();
    writeStubCorpus(folder, [...STUB_ARTICLES, BRIDGE]);
    const first = await build();
    const customId = (of: Tracked): string | undefined =>
      of.shown?.components[0]?.components?.map(({ custom_id }: Component) => custom_id)[0];
    expect(customId(first)).toMatch(/^reindex:rollback:\S+Z-\w{4}:\S+Z-\w{4}$/);
    writeStubCorpus(folder, [BRIDGE]);
    const second = await build();
    await bot.kill();
    await start();

    const gone = on.discord.click(first, 'Roll back', EN);
    const refusal = await on.discord.until('the refusal', () => gone.followUps[0]);
    expect(refusal.flags & 64).toBe(64);
    expect(refusal.embeds[0]?.description).toContain('The index has changed since');
    expect(await ask('連署人要求什麼')).toBe('Not in these articles');

    on.discord.click(second, 'Roll back', EN);
    expect((await titled(second, 'Rolled back')).description).toContain('3 articles');
    expect(await ask('連署人要求什麼')).toBeUndefined();
  });
});

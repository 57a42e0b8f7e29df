import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embed } from '../../../scripts/loopback/entities.ts';
import type { Tracked } from '../../../scripts/loopback/interaction.ts';
import { REAL_BOT, stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const EN = { locale: 'en-US' };
/** Invented, so that no other article can answer it. */
const ARTICLE = `---
title: The lighthouse of Orveny
---

The lighthouse of Orveny was built in 1886. It stands thirty-two metres high above the harbour.

Its keeper, Lin Hai, lights the lamp every evening and writes the weather into a blue notebook.
`;

/** The bot as it ships, with the model that ships, over a copy of the repository's articles. */
describe('/reindex, with nothing stubbed but Discord', () => {
  const on = stage({ isShared: true });
  const folder = mkdtempSync(join(tmpdir(), 'footnote-reindex-real-'));
  const corpus = join(folder, 'corpus');
  const added = join(corpus, 'orveny.md');
  let bot: Child;

  beforeAll(async () => {
    cpSync(join(ROOT, 'corpus'), corpus, { recursive: true });
    bot = on.start(REAL_BOT, {
      CORPUS_DIR: corpus,
      INDEX_DIR: join(folder, 'index'),
      MODELS_DIR: join(ROOT, 'models'),
      STATE_FILE: join(folder, 'state.sqlite'),
    });
    await bot.line(/ready as/);
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (): Promise<Embed> => {
    const question = 'How high is the lighthouse of Orveny?';
    return (await on.discord.reply(on.discord.ask({ question, ...EN }))).embeds[0] ?? {};
  };
  const embed = (of: Tracked): Embed => of.shown?.embeds[0] ?? {};
  const titled = (of: Tracked, title: string): Promise<Embed> =>
    on.discord.until(`"${title}"`, () => (embed(of).title === title ? embed(of) : null));
  const build = async (): Promise<{ plan: Tracked; differences: Embed }> => {
    const plan = on.discord.use({ command: 'reindex', ...EN });
    const differences = await titled(plan, 'What a new index would change');
    on.discord.click(plan, 'Reindex now', EN);
    await titled(plan, 'The index is built');
    return { plan, differences };
  };

  it('answers from an article added, no longer once it is removed, and again when that is rolled back', async () => {
    const nothing = on.discord.use({ command: 'reindex', ...EN });
    await titled(nothing, 'Nothing to do');
    expect((await ask()).description ?? '').not.toContain('thirty-two');

    writeFileSync(added, ARTICLE);
    writeFileSync(join(corpus, 'binary.md'), 'a\0b');
    const { differences } = await build();
    expect(differences.fields?.[0]).toEqual({
      name: 'Added: 1',
      value: '• The lighthouse of Orveny `orveny.md`',
    });
    expect(differences.fields?.[1]).toMatchObject({
      name: 'Skipped: 1 file',
      value: expect.stringMatching(/^• `binary\.md` It is a binary file/u) as string,
    });
    expect((await ask()).description).toContain('thirty-two metres high');

    rmSync(added);
    const { plan } = await build();
    expect((await ask()).description ?? '').not.toContain('thirty-two');

    on.discord.click(plan, 'Roll back', EN);
    expect((await titled(plan, 'Rolled back')).description).toContain('with 4 articles');
    expect((await ask()).description).toContain('thirty-two metres high');
    expect(bot.isRunning).toBe(true);
  }, 240_000);
});

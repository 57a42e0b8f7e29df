import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REAL_BOT, SLOW_BOT, stage } from '../support/bot-against-loopback.ts';
import { versionFile } from '../support/version-file.ts';
import type { Child } from '../support/child.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHARED_ARTICLES = fileURLToPath(new URL('../../../shared/articles', import.meta.url));
/** util-linux's `script` lends a terminal to a process. */
const hasScript = spawnSync('script', ['--version']).status === 0;
const hasSharedArticles = existsSync(SHARED_ARTICLES);

/** A copy of an index folder with its database cut short. */
function damagedCopy(index: string): string {
  const copy = `${index}-damaged`;
  cpSync(index, copy, { recursive: true });
  const version = readFileSync(join(copy, 'current'), 'utf8').trim();
  truncateSync(versionFile(join(copy, version), 'footnote'), 5000);
  return copy;
}

// Built by the first bot that starts, opened by the others.
const folder = mkdtempSync(join(tmpdir(), 'footnote-bot-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const SETTINGS = {
  CORPUS_DIR: join(ROOT, 'corpus'),
  INDEX_DIR: join(folder, 'index'),
  MODELS_DIR: join(ROOT, 'models'),
};
const QUESTION = '公開信要求暫停訓練多久?';
const ANSWER = /^> [^]*(?:6|六)\s*個月/u;

/** The bot with the model that ships, over the repository's own articles: nothing is stubbed but Discord. */
describe('npm start', () => {
  const on = stage({ isShared: true });
  let bot: Child;
  beforeAll(async () => {
    bot = on.start(REAL_BOT, SETTINGS);
    await bot.line(/ready as/);
  });

  it('builds its index on the first start and answers with a cited quotation', async () => {
    expect(bot.lines[0]).toContain('Building the index');
    expect(bot.output).toContain('ready as footnote#0001, with 3 articles');
    const [embed] = (await on.discord.reply(on.discord.ask({ question: QUESTION }))).embeds;
    expect(embed?.author?.name).toBe(QUESTION);
    expect(embed?.description).toMatch(ANSWER);
    expect(embed?.description).toMatch(/\*\*\n?[^]*\n— .*第 \d+ 段/u);
  });

  it('answers a question in Simplified Chinese with the original Traditional text', async () => {
    const question = on.discord.ask({ question: '公开信要求暂停训练多久？', locale: 'zh-CN' });
    expect((await on.discord.reply(question)).embeds[0]?.description).toMatch(ANSWER);
  });

  it('says so kindly when the articles do not hold it, and names them', async () => {
    const reply = await on.discord.reply(
      on.discord.ask({ question: '紅燒牛肉麵要燉多久?', locale: 'en-US' }),
    );
    expect(reply.embeds[0]?.title).toBe('Not in these articles');
    expect(reply.embeds[0]?.description?.split('\n• ')).toHaveLength(4);
  });

  it('asks one article only, chosen from what it offers', async () => {
    const [first] = await on.discord.choices(on.discord.typeArticle('公开信'));
    const reply = await on.discord.reply(
      on.discord.ask({ question: QUESTION, article: first?.value ?? '', isPrivate: true }),
    );
    expect(reply.isEphemeral).toBe(true);
    expect(reply.embeds[0]?.description).toMatch(ANSWER);
  });

  it('lists its three articles', async () => {
    const reply = await on.discord.reply(on.discord.command('articles'));
    expect(reply.embeds[0]?.title).toBe('收錄了 3 篇文章');
  });

  it('acknowledges 50 people who ask at once within the 3 seconds of Discord, and answers them all', async () => {
    const people = Array.from({ length: 50 }, (_, i) => on.discord.addPerson({ username: `reader${i}` }));
    const asked = people.map((by) => on.discord.use({ command: 'ask', options: { question: QUESTION }, by }));
    const replies = await Promise.all(asked.map((question) => on.discord.reply(question)));
    for (const { sentAt, acknowledgedAt } of asked) {
      expect((acknowledgedAt ?? Infinity) - sentAt).toBeLessThan(3000);
    }
    for (const { embeds } of replies) expect(embeds[0]?.description).toMatch(ANSWER);
  });

  it('understands what goes on from its answer, in a thread', async () => {
    const question = 'Meta 提出的五大社群與商業趨勢是哪些?';
    const asked = on.discord.use({ command: 'ask', options: { question, thread: true } });
    const answer = await on.discord.shown(asked);
    const thread = await on.discord.until('the thread', () =>
      on.discord.threads.find(({ id }) => id === answer.threadId),
    );
    const further = await on.discord.answerTo(on.discord.mention('那第二個呢?', { in: thread }));
    expect(further.embeds[0]?.description).toContain('趨勢二');
  });

  it('leaves with exit code 0 when asked to stop', async () => {
    bot.signal('SIGTERM');
    expect(await bot.exited).toBe(0);
  });
});

describe('npm start, in other circumstances', () => {
  const on = stage();

  it('acknowledges in time and answers later while the index is slow', async () => {
    await on.start(SLOW_BOT, SETTINGS).line(/ready as/);
    const question = on.discord.ask({ question: QUESTION });
    const acknowledgedAt = await on.discord.until('the acknowledgement', () => question.acknowledgedAt);
    expect(acknowledgedAt - question.sentAt).toBeLessThan(3000);
    expect(question.message).toBeNull();
    expect((await on.discord.reply(question)).embeds[0]?.description).toMatch(ANSWER);
  });

  it('logs a dropped promise and goes on answering', async () => {
    // Preloaded: drops a promise as soon as the bot listens for such; its embedding thread listens too, for other ones.
    const preload = `
      import { isMainThread } from 'node:worker_threads';
      const wait = setInterval(() => {
        if (!isMainThread || process.listenerCount('unhandledRejection') === 0) return;
        clearInterval(wait);
        Promise.reject(new Error('dropped on purpose'));
      }, 20);`;
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(preload)}`;
    const bot = on.start(REAL_BOT, { ...SETTINGS, NODE_OPTIONS });
    await bot.line(/Unhandled rejection: Error: dropped on purpose/);
    await bot.line(/ready as/);
    await on.discord.reply(on.discord.command('articles'));
  });

  it.skipIf(!hasScript)(
    'chats in the terminal when there is no token (skipped where script(1) is absent)',
    () => {
      const { PATH, HOME } = process.env;
      const command = `"${process.execPath}" --import "${import.meta.resolve('tsx')}" "${join(ROOT, REAL_BOT)}"`;
      const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd: folder,
        env: { PATH, HOME, ...SETTINGS },
        input: `${QUESTION}\n\n`,
        encoding: 'utf8',
      });
      expect(stdout).toContain('No DISCORD_TOKEN, so Footnote answers here');
      expect(status).toBe(0);
      expect(on.discord.rest.requests).toEqual([]);
    },
  );

  it('says in one sentence that the token is wrong, and stops', async () => {
    const bot = on.start(REAL_BOT, { ...SETTINGS, DISCORD_TOKEN: 'wrong' });
    expect(await bot.exited).toBe(1);
    expect(bot.lines).toEqual([expect.stringContaining('does not accept the token in DISCORD_TOKEN')]);
  });

  it('says in one sentence that the corpus is empty, and stops', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const bot = on.start(REAL_BOT, { ...SETTINGS, CORPUS_DIR: empty, INDEX_DIR: join(folder, 'none') });
    expect(await bot.exited).toBe(1);
    expect(bot.lines).toEqual([expect.stringContaining(empty)]);
  });

  it('says in one sentence that the index is damaged and how to build it again, and stops', async () => {
    const bot = on.start(REAL_BOT, { ...SETTINGS, INDEX_DIR: damagedCopy(SETTINGS.INDEX_DIR) });
    expect(await bot.exited).toBe(1);
    expect(bot.lines).toEqual([expect.stringContaining('npm run index')]);
  });

  it.skipIf(!hasSharedArticles)(
    'finds the donation in ../shared/articles (skipped where they are absent)',
    async () => {
      const settings = { ...SETTINGS, CORPUS_DIR: SHARED_ARTICLES, INDEX_DIR: join(folder, 'shared') };
      await on.start(REAL_BOT, settings).line(/ready as/);
      const question = on.discord.ask({ question: '馬斯克捐了多少錢給生命未來研究所?' });
      const [embed] = (await on.discord.reply(question)).embeds;
      expect(embed?.title).toBeUndefined();
      expect(embed?.description?.split('\n— ')[0]).toContain('1000萬美元');
    },
  );
});

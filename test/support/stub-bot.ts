/**
 * The bot's own process with {@link stubEngine}, for tests of Discord's side. `STUB_OPEN_MS` and `STUB_ASK_MS` delay
 * opening and answering, in milliseconds; `STUB_ARTICLES` are other articles, as JSON. With `STUB_INDEX_DIR` it has a
 * {@link StubIndex} there, whose builds take `STUB_BUILD_MS` milliseconds and which fails at `STUB_FAILING`
 * (`build:index-unwritable`).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startBot } from '../../src/discord/start-bot.ts';
import { FootnoteError } from '../../src/errors.ts';
import { openState } from '../../src/state/state.ts';
import { stubIndexing } from './stub-indexing.ts';
import { stubEngine, type StubArticle } from './stub-engine.ts';
import { StubIndex } from './stub-index.ts';

const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const { STUB_INDEX_DIR, STUB_BUILD_MS, STUB_FAILING } = process.env;
const index =
  STUB_INDEX_DIR === undefined
    ? null
    : new StubIndex(STUB_INDEX_DIR, {
        buildMilliseconds: Number(STUB_BUILD_MS ?? 0),
        failing: STUB_FAILING,
      });

// Before the bot says that it is ready: a test may send the signal at once.
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      resolve();
    });
});

try {
  const bot = await startBot({
    config: {
      discordToken: process.env.DISCORD_TOKEN,
      discordApiBase: process.env.DISCORD_API_BASE ?? '',
    },
    openEngine: async () => {
      await pause(Number(process.env.STUB_OPEN_MS ?? 0));
      const articles = process.env.STUB_ARTICLES;
      const given = articles === undefined ? undefined : (JSON.parse(articles) as StubArticle[]);
      const engine = index?.engine() ?? stubEngine(given);
      return {
        ...engine,
        ask: async (question, options) => {
          await pause(Number(process.env.STUB_ASK_MS ?? 0));
          return engine.ask(question, options);
        },
      };
    },
    state: await openState({
      stateFile: process.env.STATE_FILE ?? 'state.sqlite',
      databaseUrl: process.env.DATABASE_URL,
    }),
    indexing: index ?? stubIndexing(),
    limits: {
      perUser: Number(process.env.USER_QUESTIONS_PER_MINUTE ?? 0),
      perServer: Number(process.env.SERVER_QUESTIONS_PER_MINUTE ?? 0),
      atOnce: Number(process.env.QUESTIONS_AT_ONCE ?? 4),
    },
    log,
  });
  void stopped.then(() => bot.stop()).then(() => process.exit(0));
  await bot.failed;
} catch (error) {
  log(error instanceof FootnoteError ? error.message : String(error));
  process.exit(1);
}

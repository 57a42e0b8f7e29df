/**
 * The bot's parts with {@link stubEngine} and a real state, as `src/run-bot.ts` puts them together, over a database that is
 * away while there is a file `AWAY_FILE`: state and engine, or with `AWAY_PART=state` that alone, throw the error that stands
 * in it, as `code sentence`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { reachDatabase } from '../../src/reach-database.ts';
import { startBot } from '../../src/discord/start-bot.ts';
import { FootnoteError, messageOf } from '../../src/errors.ts';
import { openState } from '../../src/state/state.ts';
import { watchIndex } from '../../src/watch-index.ts';
import { stubEngine } from './stub-engine.ts';
import { stubIndexing } from './stub-indexing.ts';

const { AWAY_FILE = '', AWAY_PART, STATE_FILE = '', DISCORD_TOKEN, DISCORD_API_BASE = '' } = process.env;

function log(line: string): void {
  process.stdout.write(`${line}\n`);
}

function unlessAway(): void {
  if (!existsSync(AWAY_FILE)) return;
  const [code = '', ...words] = readFileSync(AWAY_FILE, 'utf8').split(' ');
  throw new FootnoteError(code, words.join(' '));
}

/** Methods that need no database. */
const LOCAL = new Set<string | symbol>(['articles', 'status', 'close']);

/** The same, but for methods that throw while the database is away; its parts likewise. */
function leaving<T extends object>(whole: T): T {
  return new Proxy(whole, {
    get(target, name) {
      const part: unknown = Reflect.get(target, name);
      if (typeof part === 'object' && part !== null) return leaving(part);
      if (typeof part !== 'function' || LOCAL.has(name)) return part;
      return async (...values: unknown[]): Promise<unknown> => {
        unlessAway();
        return (await Reflect.apply(part, target, values)) as unknown;
      };
    },
  });
}

const { state, stateOpened, openReached } = reachDatabase({
  openState: async () => {
    unlessAway();
    return leaving(await openState({ stateFile: STATE_FILE }));
  },
  openEngine: () => {
    if (AWAY_PART === 'state') return Promise.resolve(stubEngine());
    return Promise.resolve().then(() => (unlessAway(), leaving(stubEngine())));
  },
  log,
});

// Before the bot says that it is ready: a test may send the signal at once.
const stopped = new Promise<void>((resolve) => {
  process.on('SIGTERM', () => {
    resolve();
  });
});

try {
  const bot = await Promise.race([
    startBot({
      config: { discordToken: DISCORD_TOKEN, discordApiBase: DISCORD_API_BASE },
      openEngine: async () => {
        const engine = await openReached();
        watchIndex(engine, { interval: 50, onSwapped: () => undefined, onFailed: () => undefined });
        return engine;
      },
      state,
      indexing: stubIndexing(),
      limits: { perUser: 0, perServer: 0, atOnce: 4 },
      log,
    }),
    stateOpened.then(() => new Promise<never>(() => undefined)),
  ]);
  void stopped
    .then(() => bot.stop())
    .then(() => state.close())
    .then(() => process.exit(0));
  await bot.failed;
} catch (error) {
  log(messageOf(error));
  process.exit(1);
}

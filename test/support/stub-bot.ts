/**
 * The bot's own process with {@link stubEngine}, for tests of Discord's side. `STUB_OPEN_MS` and `STUB_ASK_MS` delay
 * opening and answering, in milliseconds.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startBot } from '../../src/discord/start-bot.ts';
import { FootnoteError } from '../../src/errors.ts';
import { stubEngine } from './stub-engine.ts';

const log = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const bot = await startBot({
    config: {
      discordToken: process.env.DISCORD_TOKEN,
      discordApiBase: process.env.DISCORD_API_BASE ?? '',
    },
    openEngine: async () => {
      await pause(Number(process.env.STUB_OPEN_MS ?? 0));
      const engine = stubEngine();
      return {
        ...engine,
        ask: async (question, options) => {
          await pause(Number(process.env.STUB_ASK_MS ?? 0));
          return engine.ask(question, options);
        },
      };
    },
    log,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void bot.stop().then(() => process.exit(0));
    });
  }
  await bot.failed;
} catch (error) {
  log(error instanceof FootnoteError ? error.message : String(error));
  process.exit(1);
}

/** `src/bot.ts`' parts with the real engine, made 4 seconds slower to answer: past the time Discord gives to respond. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseConfig } from '../../src/config.ts';
import { startBot } from '../../src/discord/start-bot.ts';
import type { Engine } from '../../src/engine.ts';
import { openEngine } from '../../src/open-engine.ts';

const config = parseConfig(process.env);

async function openSlowly(): Promise<Engine> {
  const engine = await openEngine(config);
  return {
    ask: async (question, options) => {
      await pause(4000);
      return engine.ask(question, options);
    },
    articles: () => engine.articles(),
    paragraph: (articleId, paragraph) => engine.paragraph(articleId, paragraph),
    close: () => engine.close(),
  };
}

const bot = await startBot({
  config,
  openEngine: openSlowly,
  log: (line) => {
    process.stdout.write(`${line}\n`);
  },
});
await bot.failed;

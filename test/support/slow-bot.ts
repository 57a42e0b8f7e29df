/** `src/bot.ts`' parts with the real engine, made 4 seconds slower to answer: past the time Discord gives to respond. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseConfig } from '../../src/config.ts';
import { startBot } from '../../src/discord/start-bot.ts';
import type { LiveEngine } from '../../src/engine.ts';
import { openIndexing } from '../../src/indexing.ts';
import { openEngine } from '../../src/open-engine.ts';
import { openState } from '../../src/state/state.ts';

const config = parseConfig(process.env);

async function openSlowly(): Promise<LiveEngine> {
  const engine = await openEngine(config);
  return {
    ask: async (question, options) => {
      await pause(4000);
      return engine.ask(question, options);
    },
    articles: () => engine.articles(),
    article: (articleId) => engine.article(articleId),
    paragraph: (articleId, paragraph) => engine.paragraph(articleId, paragraph),
    findPhrase: (phrase, limit) => engine.findPhrase(phrase, limit),
    status: () => engine.status(),
    latest: () => engine.latest(),
    refresh: () => engine.refresh(),
    close: () => engine.close(),
  };
}

const bot = await startBot({
  config,
  openEngine: openSlowly,
  state: await openState({ stateFile: config.stateFile }),
  indexing: openIndexing(config),
  limits: config.limits,
  log: (line) => {
    process.stdout.write(`${line}\n`);
  },
});
await bot.failed;

import { existsSync } from 'node:fs';
import { parseConfig } from './config.ts';
import { startBot } from './discord/start-bot.ts';
import { stackOf } from './discord/failure.ts';
import { FootnoteError } from './errors.ts';
import { openEngine } from './open-engine.ts';
import { chatInTerminal } from './terminal-chat.ts';

/** `npm start`: the bot, or a chat in the terminal when there is no token and someone to chat with. */
function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

function fail(error: unknown): never {
  console.error(error instanceof FootnoteError ? error.message : stackOf(error));
  process.exit(1);
}

let isBuilding = false;
function onProgress(): void {
  if (!isBuilding) log('Building the index; questions asked meanwhile are answered after.');
  isBuilding = true;
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const config = parseConfig(process.env);

  if (config.discordToken === undefined && process.stdin.isTTY) {
    const engine = await openEngine(config);
    await chatInTerminal(engine, process.stdin, process.stdout);
    await engine.close();
    return;
  }

  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
  const starting = startBot({ config, openEngine: () => openEngine(config, { onProgress }), log });
  const bot = await Promise.race([starting, stopped]);
  if (bot !== undefined) {
    await Promise.race([stopped, bot.failed]);
    log('Stopping.');
    await bot.stop();
  }
}

// A dropped promise is a bug to be seen, not a reason to leave everyone else's questions unanswered.
process.on('unhandledRejection', (reason) => {
  log(`Unhandled rejection: ${stackOf(reason)}`);
});
process.on('uncaughtException', fail);

main().then(() => process.exit(0), fail);

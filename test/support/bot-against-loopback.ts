import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { Child } from './child.ts';
import { LoopbackDiscord } from '../../scripts/loopback/loopback-discord.ts';

/** Path of an entry below the repository. */
export const REAL_BOT = 'src/bot.ts';
export const STUB_BOT = 'test/support/stub-bot.ts';
export const SLOW_BOT = 'test/support/slow-bot.ts';

export interface Stage {
  readonly discord: LoopbackDiscord;
  /** Starts a process that talks to the loopback; it is killed after the test. */
  start: (entry: string, env?: Record<string, string | undefined>, args?: string[]) => Child;
  /** The same, ready. */
  startReady: (env?: Record<string, string | undefined>) => Promise<Child>;
}

export interface StageOptions {
  /** Milliseconds between the client's heartbeats. */
  heartbeatInterval?: number;
  /** Whether all tests of the `describe` share the loopback and its processes; otherwise each has its own. */
  isShared?: boolean;
}

/**
 * A loopback Discord and the processes that talk to it, killed at the end. After each test, whatever it was about, no
 * limit of Discord may have been broken and nobody may have been pinged.
 */
export function stage({ isShared = false, ...options }: StageOptions = {}): Stage {
  let discord: LoopbackDiscord | undefined;
  let children: Child[] = [];

  const current = (): LoopbackDiscord => {
    if (discord === undefined) throw new Error('The loopback runs only during a test.');
    return discord;
  };
  const open = async (): Promise<void> => {
    discord = await LoopbackDiscord.start(options);
  };
  const close = async (): Promise<void> => {
    await Promise.all(children.map((child) => child.kill()));
    children = [];
    await current().stop();
  };

  if (isShared) {
    beforeAll(open);
    afterAll(close);
  } else beforeEach(open);
  afterEach(async () => {
    if (!isShared) await close();
    expect(current().ledger.violations).toEqual([]);
    expect(current().ledger.pings).toEqual([]);
  });

  const start: Stage['start'] = (entry, env = {}, args = []) => {
    const { token, apiBase } = current();
    const child = new Child(entry, { DISCORD_TOKEN: token, DISCORD_API_BASE: apiBase, ...env }, args);
    children.push(child);
    return child;
  };
  const startReady: Stage['startReady'] = async (env = {}) => {
    const child = start(STUB_BOT, env);
    await child.line(/ready as/);
    return child;
  };
  return {
    get discord() {
      return current();
    },
    start,
    startReady,
  };
}

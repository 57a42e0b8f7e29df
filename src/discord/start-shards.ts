import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { REST, Routes, ShardingManager, type APIGatewayBotInfo, type Shard } from 'discord.js';
import PQueue from 'p-queue';
import type { Config } from '../config.ts';
import { FootnoteError, messageOf } from '../errors.ts';
import { describeConnectionFailure, tokenMissing } from './connection-failure.ts';
import type { Log } from './feature.ts';
import { settledWithin } from './settled-within.ts';
import { shardName, type ShardPlace } from './shard-place.ts';

export interface ShardsOptions {
  config: Pick<Config, 'discordToken' | 'discordApiBase'>;
  /** Processes; `auto` for as many as Discord advises. */
  count: 'auto' | number;
  /** File of the bot's own entry, started once for each shard. */
  entry: string;
  /** Arguments of Node.js for it. */
  execArgv: string[];
  log: Log;
}

export interface Shards {
  /** Rejects when a shard ended for a reason that starting it again does not mend; stays pending otherwise. */
  failed: Promise<never>;
  /** Has every shard finish what it is at, and resolves when no process is left. */
  stop: () => Promise<void>;
}

/**
 * Exit code of a shard that a person must help first (a revoked token, a damaged index); 78 is "configuration error" in
 * BSD's sysexits.h. Every other end is a mishap, and the shard is started again.
 */
export const EXIT_FOR_GOOD = 78;

/** Milliseconds between two shards that identify (https://discord.com/developers/docs/events/gateway#rate-limiting). */
const IDENTIFY_PAUSE = 5000;
/** Milliseconds that the next shard waits for one to be connected; a slow one goes on by itself. */
const READY_PATIENCE = 60_000;
/** Milliseconds that a shard gets to end: it lets questions finish for 5 seconds, and `docker stop` waits 10. */
const FAREWELL = 9000;
/** A process that lived for so many milliseconds was a good start, and its end is a first mishap again. */
const GOOD_LIFE = 10 * 60_000;
/**
 * Milliseconds before a shard is started again: doubled with each mishap in a row. Discord resets the token of a bot that
 * identifies more than 1,000 times a day.
 */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10 * 60_000;

/**
 * Starts a process for each shard, one after another as Discord wants it, and each again when it dies.
 * @returns once the first ones are being started
 * @throws FootnoteError `token-missing`, `token-invalid`, `discord-unreachable`: no process was started then
 */
export async function startShards(options: ShardsOptions): Promise<Shards> {
  const { discordToken, discordApiBase } = options.config;
  if (discordToken === undefined) throw tokenMissing();
  const advice = await adviceOf(discordToken, discordApiBase);
  const count = options.count === 'auto' ? advice.shards : options.count;
  return new RunningShards(options, discordToken, count, advice.session_start_limit.max_concurrency);
}

/** How many shards Discord advises, and how many may identify at once. Refuses a wrong token. */
async function adviceOf(token: string, api: string): Promise<APIGatewayBotInfo> {
  try {
    return (await new REST({ api }).setToken(token).get(Routes.gatewayBot())) as APIGatewayBotInfo;
  } catch (error) {
    throw describeConnectionFailure(error, api);
  }
}

class RunningShards implements Shards {
  readonly failed: Promise<never>;
  readonly #manager: ShardingManager;
  readonly #count: number;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  /** One for each of Discord's buckets: its shards identify one after another. */
  readonly #buckets: PQueue[];
  /** Processes that run, with what resolves when they have ended. */
  readonly #running = new Map<ChildProcess, Promise<void>>();
  #fail: (error: Error) => void = () => undefined;

  constructor({ entry, execArgv, log }: ShardsOptions, token: string, count: number, concurrency: number) {
    this.#log = log;
    this.#count = count;
    // Its own starting again knows no pause and no end; this class does it instead.
    this.#manager = new ShardingManager(entry, {
      mode: 'process',
      respawn: false,
      totalShards: count,
      token,
      execArgv,
    });
    this.#buckets = Array.from({ length: concurrency }, () => new PQueue({ concurrency: 1 }));
    this.failed = new Promise((_resolve, reject) => (this.#fail = reject));
    this.failed.catch(() => undefined);
    log(`Starting ${count === 1 ? '1 shard' : `${count} shards`}.`);
    for (let id = 0; id < count; id += 1) void this.#keepAlive({ id, count });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    // A shard stops when it loses its manager, however that happens.
    for (const process of this.#running.keys()) if (process.connected) process.disconnect();
    const ended = Promise.all(this.#running.values());
    if ((await settledWithin(ended, FAREWELL)) !== null) return;
    this.#log(`${this.#running.size} of ${this.#count} shards did not end in time, and were killed.`);
    for (const process of this.#running.keys()) process.kill('SIGKILL');
    await ended;
  }

  /** One process after another for one shard, until all stop. Never rejects. */
  async #keepAlive(place: ShardPlace): Promise<void> {
    const { signal } = this.#stopping;
    let mishaps = 0;
    for (;;) {
      const startedAt = performance.now();
      const end = await this.#live(place).catch((error: unknown) => ({ code: null, why: messageOf(error) }));
      if (signal.aborted) {
        if (end.code !== 0) this.#log(`${shardName(place)} has ended (${end.why}).`);
        return;
      }
      if (end.code === EXIT_FOR_GOOD) {
        this.#fail(
          new FootnoteError(
            'shard-failed',
            `${shardName(place)} cannot work; the line above says why. All shards stop.`,
          ),
        );
        return;
      }
      mishaps = performance.now() - startedAt > GOOD_LIFE ? 1 : mishaps + 1;
      const wait = Math.min(FIRST_PAUSE * 2 ** (mishaps - 1), LONGEST_PAUSE);
      this.#log(`${shardName(place)} has ended (${end.why}); it is started again in ${wait / 1000} s.`);
      await this.#pause(wait);
    }
  }

  /** One process, started when it is its turn. Resolves when it has ended. */
  #live({ id }: ShardPlace): Promise<End> {
    const { signal } = this.#stopping;
    return new Promise((resolve, reject) => {
      const inTurn = async (): Promise<void> => {
        if (signal.aborted) {
          resolve({ code: 0, why: 'it was not started' });
          return;
        }
        const shard = this.#manager.createShard(id);
        const connected = new Promise<void>((isConnected) => shard.once('ready', isConnected));
        const ended = this.#spawn(shard);
        ended.then(resolve, reject);
        await settledWithin(Promise.race([connected, ended]), READY_PATIENCE);
        await this.#pause(IDENTIFY_PAUSE);
      };
      const bucket = this.#buckets[id % this.#buckets.length];
      bucket?.add(inTurn).catch(reject);
    });
  }

  /** Ends early when all stop. */
  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#stopping;
    try {
      await pause(milliseconds, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #spawn(shard: Shard): Promise<End> {
    return new Promise((resolve, reject) => {
      // Within the call that starts it, so that `stop` misses none.
      shard.once('spawn', (child) => {
        const process = child as ChildProcess;
        this.#log(`${shardName({ id: shard.id, count: this.#count })} is started as process ${process.pid}.`);
        const ended = endOf(process);
        ended.then(resolve, reject);
        this.#running.set(
          process,
          ended.then(() => void this.#running.delete(process)),
        );
      });
      shard.spawn(-1).catch(reject);
    });
  }
}

/** How a process ended. */
interface End {
  /** `null` when a signal ended it, or it was never started. */
  code: number | null;
  why: string;
}

function endOf(process: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    process.once('exit', (code, signal) => {
      resolve({ code, why: signal ?? `exit code ${code}` });
    });
    process.on('error', ({ message: why }) => {
      // Of one that runs it is a message that did not arrive, and its end is still to come.
      if (process.pid === undefined) resolve({ code: null, why });
    });
  });
}

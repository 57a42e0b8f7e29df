import PQueue from 'p-queue';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Answer, AnswerState } from '../answering/answer.ts';
import type { AskOptions, Engine } from '../engine.ts';
import { isOperatorTold } from '../database-presence.ts';
import { FootnoteError } from '../errors.ts';
import type { State } from '../state/state.ts';
import { stackOf } from './failure.ts';
import type { Log } from './feature.ts';
import { refusal } from './refusal.ts';
import { FAILURE_WORDING } from './wording/failure.ts';

/** How much may be asked. */
export interface QuestionLimits {
  /** Questions of one person in a minute; 0 for no limit. */
  perUser: number;
  /** Questions in one server in a minute; 0 for no limit. */
  perServer: number;
  /** Questions that are answered at once; the others wait their turn. At least 1. */
  atOnce: number;
}

/** Who asks, and where. */
export interface Asker {
  userId: string;
  /** `null` in direct messages. */
  guildId: string | null;
}

/** Seconds that the limits count over. */
const PERIOD = 60;
/** Questions that may wait: at some 30 ms each, those behind would wait longer than anyone does. */
const MOST_WAITING = 1000;

/**
 * Where every question is asked, wherever it comes from: it keeps the limits, the order and the figures. Each shard has a
 * desk of its own. A server is on one shard, so its limit holds; a person in servers of several shards has the limit on each
 * of them, which costs each process no more than one person may.
 */
export class QuestionDesk {
  readonly #state: State;
  readonly #log: Log;
  readonly #perUser: RateLimiterMemory | null;
  readonly #perServer: RateLimiterMemory | null;
  readonly #queue: PQueue;

  /** @param log hears of figures that could not be written down */
  constructor(state: State, { perUser, perServer, atOnce }: QuestionLimits, log: Log) {
    this.#state = state;
    this.#log = log;
    this.#perUser = limiter(perUser);
    this.#perServer = limiter(perServer);
    this.#queue = new PQueue({ concurrency: atOnce });
  }

  /**
   * Counts one question of somebody. Works in memory alone, so it may run before the acknowledgement.
   * @throws Refusal that says when to come back.
   */
  async admit({ userId, guildId }: Asker): Promise<void> {
    const { userLimit, serverLimit } = REFUSALS;
    await consume(this.#perUser, userId, userLimit);
    if (guildId !== null) await consume(this.#perServer, guildId, serverLimit);
    if (this.#queue.size >= MOST_WAITING) throw refusal(FAILURE_WORDING, ({ busy }) => busy);
  }

  /**
   * Asks when it is this question's turn, and writes down how long it took (and the question, where a server wants to know
   * what found nothing); the answer neither waits for that nor is lost with it.
   * @throws what `Engine.ask` throws.
   */
  async ask(engine: Engine, question: string, options: AskOptions, asker: Asker): Promise<Answer> {
    const askedAt = performance.now();
    const answer = await this.#queue.add(() => engine.ask(question, options));
    this.#writeDown(question, answer.state, performance.now() - askedAt, asker.guildId);
    return answer;
  }

  /** Both writes are asked for before this returns, so closing the state waits for them. */
  #writeDown(question: string, state: AnswerState, milliseconds: number, guildId: string | null): void {
    const at = new Date();
    this.#orLog(this.#state.usage.record({ guildId: guildId ?? '', milliseconds, state, at }));
    if (guildId !== null && state !== 'answered')
      this.#orLog(this.#state.unanswered.add({ guildId, question, state, at }));
  }

  #orLog(written: Promise<unknown>): void {
    written.catch((error: unknown) => {
      if (isOperatorTold(error)) return;
      this.#log(`A question was answered but not counted: ${reasonOf(error)}`);
    });
  }
}

/** A sentence that a person can act on; the stack of a bug. */
function reasonOf(error: unknown): string {
  return error instanceof FootnoteError ? error.message : stackOf(error);
}

function limiter(points: number): RateLimiterMemory | null {
  return points === 0 ? null : new RateLimiterMemory({ points, duration: PERIOD });
}

const REFUSALS = {
  userLimit: (when: string) => refusal(FAILURE_WORDING, ({ userLimit }) => userLimit(when)),
  serverLimit: (when: string) => refusal(FAILURE_WORDING, ({ serverLimit }) => serverLimit(when)),
};

async function consume(
  limit: RateLimiterMemory | null,
  key: string,
  refuse: (when: string) => Error,
): Promise<void> {
  try {
    await limit?.consume(key);
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected;
    throw refuse(timestamp(Date.now() + rejected.msBeforeNext));
  }
}

/** A moment as each reader's Discord shows it: "in 20 seconds". */
function timestamp(milliseconds: number): string {
  return `<t:${Math.ceil(milliseconds / 1000)}:R>`;
}

import PQueue from 'p-queue';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Answer } from '../answering/answer.ts';
import type { AskOptions, Engine } from '../engine.ts';
import type { State } from '../state/state.ts';
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

/** Where every question is asked, wherever it comes from: it keeps the limits, the order and the figures. */
export class QuestionDesk {
  readonly #state: State;
  readonly #perUser: RateLimiterMemory | null;
  readonly #perServer: RateLimiterMemory | null;
  readonly #queue: PQueue;

  constructor(state: State, { perUser, perServer, atOnce }: QuestionLimits) {
    this.#state = state;
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
   * what found nothing).
   * @throws what `Engine.ask` throws.
   */
  async ask(engine: Engine, question: string, options: AskOptions, asker: Asker): Promise<Answer> {
    const askedAt = performance.now();
    const answer = await this.#queue.add(() => engine.ask(question, options));
    const { guildId } = asker;
    const { state } = answer;
    const at = new Date();
    this.#state.usage.record({
      guildId: guildId ?? '',
      milliseconds: performance.now() - askedAt,
      state,
      at,
    });
    if (guildId !== null && state !== 'answered')
      this.#state.unanswered.add({ guildId, question, state, at });
    return answer;
  }
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

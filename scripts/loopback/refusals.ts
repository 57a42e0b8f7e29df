import type { Json } from './shapes.ts';

/** Discord's codes, their HTTP status and words (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json). */
const REFUSALS = {
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  40060: [400, 'Interaction has already been acknowledged.'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50033: [400, 'Invalid Recipient(s)'],
  50035: [400, 'Invalid Form Body'],
  50083: [400, 'Thread is archived'],
  160002: [403, 'Cannot reply without permission to read message history'],
  160004: [400, 'A thread has already been created for this message'],
} as const;

/** A request that Discord does not carry out. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  /** Limits that the request breaks, in sentences: what no bot should ever send. */
  readonly violations: readonly string[];
  private readonly errors: Json | undefined;

  constructor(code: keyof typeof REFUSALS, violations: readonly string[] = [], errors?: Json) {
    const [status, message] = REFUSALS[code];
    super(message);
    this.status = status;
    this.code = code;
    this.violations = violations;
    this.errors =
      violations.length > 0
        ? { _errors: violations.map((text) => ({ code: 'LIMIT', message: text })) }
        : errors;
  }

  /** The body of the HTTP answer. */
  get body(): Json {
    const errors = this.errors === undefined ? {} : { errors: this.errors };
    return { code: this.code, message: this.message, ...errors };
  }
}

/** Refuses a body that breaks limits; does nothing when there are none. */
export function refuseBroken(limits: readonly string[]): void {
  if (limits.length > 0) throw new Refusal(50035, limits);
}

import { choiceProblems, messageProblems } from './body-limits.ts';
import { pingsOf } from './pings.ts';
import { botMessage, INTERACTION_TYPE, snowflake, type Json } from './shapes.ts';

/** Milliseconds to the first response, and of the token's life after it. */
const FIRST_RESPONSE = 3000;
const TOKEN_LIFE = 15 * 60_000;

/** A message as it stands after the last edit. */
export interface Reply {
  content: string;
  embeds: { title?: string; description?: string; footer?: { text: string }; author?: { name: string } }[];
  isEphemeral: boolean;
}

/** One interaction and all that the bot did about it. */
export interface Tracked {
  id: string;
  token: string;
  type: number;
  /** When a person sent it, on the ledger's clock. */
  sentAt: number;
  acknowledgedAt: number | null;
  /** `type` of the accepted acknowledgement. */
  acknowledgedBy: number | null;
  isEphemeral: boolean;
  message: Json | null;
  messageId: string;
  isDeleted: boolean;
  choices: { name: string; value: string }[] | null;
  /** Edits of the first reply that were accepted. */
  edits: number;
}

/** An HTTP answer. */
export interface Answered {
  status: number;
  body?: Json;
}

function refusal(status: number, code: number, message: string, errors?: Json): Answered {
  return { status, body: { code, message, ...(errors === undefined ? {} : { errors }) } };
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
const CALLBACK = { message: 4, deferredMessage: 5, autocomplete: 8 } as const;

/**
 * Discord's bookkeeping of interactions: one acknowledgement each, in 3 seconds, with a token good for 15 minutes.
 * Whatever the bot does wrong is refused as Discord refuses it, and noted in `violations`.
 */
export class Ledger {
  readonly tracked = new Map<string, Tracked>();
  /** Limits broken by the bot, in sentences; late or double acknowledgements are refused but are no violation. */
  readonly violations: string[] = [];
  /** Mentions that would have pinged someone. */
  readonly pings: string[] = [];
  private clockAhead = 0;

  now(): number {
    return Date.now() + this.clockAhead;
  }

  /** Lets time pass for Discord only. */
  advance(milliseconds: number): void {
    this.clockAhead += milliseconds;
  }

  add(type: number, age: number): Tracked {
    const tracked: Tracked = {
      id: snowflake(),
      token: `token-${snowflake()}`,
      type,
      sentAt: this.now() - age,
      acknowledgedAt: null,
      acknowledgedBy: null,
      isEphemeral: false,
      message: null,
      messageId: snowflake(),
      isDeleted: false,
      choices: null,
      edits: 0,
    };
    this.tracked.set(tracked.token, tracked);
    return tracked;
  }

  /** `POST /interactions/{id}/{token}/callback` */
  acknowledge(id: string, token: string, body: Json): Answered {
    const tracked = this.tracked.get(token);
    if (tracked?.id !== id) return refusal(404, 10062, 'Unknown interaction');
    if (tracked.acknowledgedAt !== null) {
      return refusal(400, 40060, 'Interaction has already been acknowledged.');
    }
    if (this.now() - tracked.sentAt > FIRST_RESPONSE) return refusal(404, 10062, 'Unknown interaction');

    const data = (body.data ?? {}) as Json;
    const kind = body.type as number;
    const isForAutocomplete = tracked.type === INTERACTION_TYPE.autocomplete;
    if (isForAutocomplete !== (kind === CALLBACK.autocomplete)) {
      return this.invalid([`callback type ${kind} does not fit interaction type ${tracked.type}`]);
    }
    let problems: string[] = [];
    if (kind === CALLBACK.autocomplete) problems = choiceProblems(data);
    if (kind === CALLBACK.message) problems = messageProblems(data);
    if (problems.length > 0) return this.invalid(problems);

    tracked.acknowledgedAt = this.now();
    tracked.acknowledgedBy = kind;
    tracked.isEphemeral = (((data.flags as number | undefined) ?? 0) & 64) !== 0;
    if (kind === CALLBACK.autocomplete) tracked.choices = data.choices as { name: string; value: string }[];
    if (kind === CALLBACK.message) this.store(tracked, data);
    return { status: 204 };
  }

  /** `PATCH /webhooks/{application}/{token}/messages/@original` */
  edit(token: string, body: Json): Answered {
    const tracked = this.tracked.get(token);
    if (tracked === undefined) return refusal(404, 10015, 'Unknown Webhook');
    if (tracked.acknowledgedAt === null || tracked.isDeleted) return refusal(404, 10008, 'Unknown Message');
    if (this.now() - tracked.sentAt > TOKEN_LIFE) return refusal(401, 50027, 'Invalid Webhook Token');
    const problems = messageProblems(body);
    if (problems.length > 0) return this.invalid(problems);
    this.store(tracked, body);
    tracked.edits += 1;
    return { status: 200, body: this.messageOf(tracked) };
  }

  private messageOf(tracked: Tracked): Json {
    return botMessage(tracked.messageId, tracked.message ?? {}, tracked.isEphemeral ? 64 : 0);
  }

  private store(tracked: Tracked, body: Json): void {
    tracked.message = { ...tracked.message, ...body };
    this.pings.push(...pingsOf(body));
  }

  private invalid(problems: string[]): Answered {
    this.violations.push(...problems);
    return refusal(400, 50035, 'Invalid Form Body', { _errors: problems.map((message) => ({ message })) });
  }
}

/** The reply that a person sees now; `null` while there is none ("thinking…"). */
export function replyOf(tracked: Tracked): Reply | null {
  if (tracked.message === null) return null;
  const { content, embeds } = tracked.message as { content?: string; embeds?: Reply['embeds'] };
  return { content: content ?? '', embeds: embeds ?? [], isEphemeral: tracked.isEphemeral };
}

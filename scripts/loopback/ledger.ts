import { choiceProblems, editProblems, messageProblems } from './body-limits.ts';
import { MESSAGE_FLAG, MESSAGE_TYPE, type StoredMessage } from './entities.ts';
import { CALLBACK, INTERACTION_TYPE, Tracked, type InteractionInput } from './interaction.ts';
import { isEphemeral, partsOf } from './message-body.ts';
import { modalProblems } from './modal-limits.ts';
import { pingsOf } from './pings.ts';
import { Refusal, refuseBroken } from './refusals.ts';
import { BOT, type Json } from './shapes.ts';
import type { World } from './world.ts';

/** Milliseconds to the first response, and of the token's life. */
const FIRST_RESPONSE = 3000;
export const TOKEN_LIFE = 15 * 60_000;

interface AnswerOptions {
  /** Whether the person alone sees it. */
  isPrivate: boolean;
  isFollowUp?: boolean;
  /** Whether it says "thinking…" for now. */
  isLoading?: boolean;
}

/**
 * Discord's bookkeeping of interactions: one acknowledgement each, in 3 seconds, with a token good for 15 minutes.
 * Whatever the bot does wrong is refused as Discord refuses it.
 */
export class Ledger {
  readonly tracked = new Map<string, Tracked>();
  /** Limits broken by the bot, in sentences; late or double acknowledgements are refused but are no violation. */
  readonly violations: string[] = [];
  /** Mentions that would have pinged someone. */
  readonly pings: string[] = [];
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  now(): number {
    return this.world.clock.now();
  }

  /** Lets time pass for Discord only. */
  advance(milliseconds: number): void {
    this.world.clock.advance(milliseconds);
  }

  add(input: InteractionInput): Tracked {
    const sentAt = this.now() - input.age;
    const tracked = new Tracked(this.world.clock.snowflake(sentAt), sentAt, input);
    this.tracked.set(tracked.token, tracked);
    this.world.announce({ kind: 'interaction', tracked });
    return tracked;
  }

  /**
   * `POST /interactions/{id}/{token}/callback`
   * @returns the interaction, with the message that the bot made or changed at once.
   * @throws Refusal
   */
  acknowledge(id: string, token: string, body: Json): { tracked: Tracked; message: StoredMessage | null } {
    const tracked = this.tracked.get(token);
    if (tracked?.id !== id) throw new Refusal(10062);
    if (tracked.acknowledgedAt !== null) throw new Refusal(40060);
    if (this.now() - tracked.sentAt > FIRST_RESPONSE) throw new Refusal(10062);

    const data = (body.data ?? {}) as Json;
    const kind = body.type as number;
    refuseBroken(callbackProblems(tracked, kind, data));
    tracked.acknowledgedAt = this.now();
    tracked.acknowledgedBy = kind;
    const message = this.carryOut(tracked, kind, data);
    this.world.announce({ kind: 'interaction', tracked });
    return { tracked, message };
  }

  /** A message of the bot that answers an interaction. */
  answer(
    tracked: Tracked,
    body: Json,
    { isPrivate, isFollowUp = false, isLoading = false }: AnswerOptions,
  ): StoredMessage {
    this.countPings(body);
    const { id, type, by, channel, source } = tracked;
    const before = isFollowUp ? tracked.original : source;
    return this.world.post(channel, BOT, {
      ...partsOf(this.world, body),
      type: typeOfAnswer(tracked, before),
      flags: (isPrivate ? MESSAGE_FLAG.ephemeral : 0) | (isLoading ? MESSAGE_FLAG.loading : 0),
      reference: before === null ? null : { channelId: before.channelId, messageId: before.id },
      seenBy: isPrivate ? by.id : null,
      interaction: { id, type, by },
    });
  }

  /** Notes whom a body would ping. */
  countPings(body: Json): void {
    this.pings.push(...pingsOf(body));
  }

  private carryOut(tracked: Tracked, kind: number, data: Json): StoredMessage | null {
    const isPrivate = isEphemeral(data);
    if (kind === CALLBACK.autocomplete) tracked.choices = data.choices as { name: string; value: string }[];
    if (kind === CALLBACK.modal) tracked.modal = data as unknown as Tracked['modal'];
    if (kind === CALLBACK.message || kind === CALLBACK.deferredMessage) {
      tracked.isEphemeral = isPrivate;
      tracked.isAnswered = kind === CALLBACK.message;
      const isLoading = !tracked.isAnswered;
      tracked.original = this.answer(tracked, isLoading ? {} : data, { isPrivate, isLoading });
    }
    if (kind === CALLBACK.deferredUpdate || kind === CALLBACK.update) {
      tracked.original = tracked.source;
      tracked.isEphemeral = tracked.source !== null && tracked.source.seenBy !== null;
      tracked.isAnswered = kind === CALLBACK.update;
    }
    if (kind === CALLBACK.update && tracked.source !== null) {
      this.countPings(data);
      this.world.edit(tracked.source, partsOf(this.world, data));
    }
    return kind === CALLBACK.message || kind === CALLBACK.update ? tracked.original : null;
  }
}

function typeOfAnswer(tracked: Tracked, before: StoredMessage | null): number {
  if (before !== null) return MESSAGE_TYPE.reply;
  return tracked.data.type === 3 ? MESSAGE_TYPE.menuCommand : MESSAGE_TYPE.command;
}

/** What is wrong with an acknowledgement, in sentences. */
function callbackProblems({ type, source }: Tracked, kind: number, data: Json): string[] {
  const isForAutocomplete = type === INTERACTION_TYPE.autocomplete;
  const isUpdate = kind === CALLBACK.deferredUpdate || kind === CALLBACK.update;
  const known: number[] = Object.values(CALLBACK);
  const fits =
    known.includes(kind) &&
    isForAutocomplete === (kind === CALLBACK.autocomplete) &&
    !(isUpdate && source === null) &&
    !(kind === CALLBACK.modal && type === INTERACTION_TYPE.modalSubmit);
  if (!fits) return [`callback type ${kind} does not fit interaction type ${type}`];
  if (isUpdate && source?.isDeleted === true) throw new Refusal(10008);
  if (kind === CALLBACK.autocomplete) return choiceProblems(data);
  if (kind === CALLBACK.modal) return modalProblems(data);
  if (kind === CALLBACK.message) return messageProblems(data);
  if (kind === CALLBACK.update && source !== null) return editProblems(data, source);
  return [];
}

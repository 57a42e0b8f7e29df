import {
  MESSAGE_FLAG,
  type Channel,
  type Component,
  type Embed,
  type Person,
  type StoredMessage,
} from './entities.ts';
import type { Json } from './shapes.ts';

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type */
export const INTERACTION_TYPE = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
export const CALLBACK = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  autocomplete: 8,
  modal: 9,
} as const;

/** A message as it stands after the last edit. */
export interface Reply {
  content: string;
  embeds: Embed[];
  components: Component[];
  isEphemeral: boolean;
}

/** What a person did. */
export interface InteractionInput {
  type: (typeof INTERACTION_TYPE)[keyof typeof INTERACTION_TYPE];
  by: Person;
  channel: Channel;
  locale: string;
  /** Milliseconds that Discord has waited already when the bot hears of it. */
  age: number;
  /** The interaction's own `data`, in API v10. */
  data: Json;
  /** The message whose component was used, or from which the modal was opened. */
  source: StoredMessage | null;
}

/** One interaction and all that the bot did about it. */
export class Tracked {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionInput['type'];
  readonly by: Person;
  readonly channel: Channel;
  readonly locale: string;
  readonly data: Json;
  /** The message whose component was used, or from which the modal was opened. */
  readonly source: StoredMessage | null;
  /** When a person sent it, on the ledger's clock. */
  readonly sentAt: number;
  acknowledgedAt: number | null = null;
  /** `type` of the accepted acknowledgement. */
  acknowledgedBy: number | null = null;
  isEphemeral = false;
  /** `@original`: the first reply, or after an update the message whose component was used. */
  original: StoredMessage | null = null;
  /** Whether `original` shows the answer: false while it says "thinking…" or waits for its update. */
  isAnswered = false;
  /** Messages sent after the first reply, in order. */
  readonly followUps: StoredMessage[] = [];
  choices: { name: string; value: string }[] | null = null;
  /** The form that was opened, in API v10. */
  modal: { custom_id: string; title: string; components: Component[] } | null = null;
  /** Edits of the first reply that were accepted. */
  edits = 0;

  constructor(id: string, sentAt: number, input: InteractionInput) {
    this.id = id;
    this.token = `token-${id}`;
    this.sentAt = sentAt;
    this.type = input.type;
    this.by = input.by;
    this.channel = input.channel;
    this.locale = input.locale;
    this.data = input.data;
    this.source = input.source;
  }

  /** The first reply as it stands; `null` while there is none ("thinking…"). */
  get message(): StoredMessage | null {
    return this.isAnswered ? this.original : null;
  }

  /** What a person sees for it: the first reply or the updated message, else the first follow-up. */
  get shown(): StoredMessage | null {
    const deferredUpdate = this.original === this.source && !this.isAnswered;
    return this.message ?? (deferredUpdate || this.original === null ? (this.followUps[0] ?? null) : null);
  }

  get messageId(): string | null {
    return this.original?.id ?? null;
  }

  /** Whether the first reply was deleted; a test may delete it by setting this. */
  get isDeleted(): boolean {
    return this.original?.isDeleted ?? false;
  }

  set isDeleted(value: boolean) {
    if (this.original === null) throw new Error(`Interaction ${this.id} has no reply to delete.`);
    this.original.isDeleted = value;
  }
}

/** A message as a test looks at it. */
export function replyFrom({ content, embeds, components, flags }: StoredMessage): Reply {
  return { content, embeds, components, isEphemeral: (flags & MESSAGE_FLAG.ephemeral) !== 0 };
}

/** The reply that a person sees now; `null` while there is none ("thinking…"). */
export function replyOf(tracked: Tracked): Reply | null {
  return tracked.shown === null ? null : replyFrom(tracked.shown);
}

import { z } from 'zod';
import type { Person, StoredMessage } from '../loopback/entities.ts';
import { INTERACTION_TYPE, type Tracked } from '../loopback/interaction.ts';
import type { LoopbackDiscord } from '../loopback/loopback-discord.ts';
import type { Cast } from './cast.ts';
import { isUsable } from './command-access.ts';
import { LOCALES, type Act, type Action, type CommandView, type Outcome } from './protocol.ts';

/** Milliseconds until the page says that the bot did not respond: Discord's 3 seconds. */
const PATIENCE = 3000;

const id = z.string().regex(/^\d{1,20}$/u);
const word = z.string().min(1).max(100);
const options = z.record(
  word,
  z.union([
    z.string().max(6000),
    z.number(),
    z.boolean(),
    z.strictObject({ channel: id }),
    z.strictObject({ user: id }),
  ]),
);
const use = { channelId: id, command: word, subcommand: word.optional() };

/** What the page may send, checked before anything is done. */
export const actSchema: z.ZodType<Act> = z.strictObject({
  personId: id,
  locale: z.enum(LOCALES),
  action: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('say'),
      channelId: id,
      content: z.string().trim().min(1).max(2000),
      replyTo: id.optional(),
    }),
    z.strictObject({ kind: z.literal('command'), ...use, options }),
    z.strictObject({
      kind: z.literal('type'),
      ...use,
      option: word,
      typed: z.string().max(6000),
      others: options,
    }),
    z.strictObject({ kind: z.literal('menu'), messageId: id, command: word }),
    z.strictObject({ kind: z.literal('click'), messageId: id, customId: word }),
    z.strictObject({
      kind: z.literal('choose'),
      messageId: id,
      customId: word,
      values: z.array(z.string()).max(25),
    }),
    z.strictObject({
      kind: z.literal('submit'),
      interactionId: id,
      fields: z.record(word, z.union([z.string().max(4000), z.array(z.string()).max(25)])),
    }),
  ]),
});

/**
 * Does in the loopback what a person did on the page, and waits for the bot's acknowledgement.
 * @throws Error what Discord's own client would not have let them do, as a sentence.
 */
export async function perform(
  discord: LoopbackDiscord,
  cast: Cast,
  { personId, locale, action }: Act,
): Promise<Outcome> {
  const by = cast.people.find((person) => person.id === personId);
  if (by === undefined) throw new Error(`There is nobody with the id ${personId}.`);
  const tracked = start(discord, action, by, locale);
  return tracked === null ? { kind: 'done' } : outcomeOf(discord, tracked);
}

/** @returns the interaction; `null` for what is none. */
function start(discord: LoopbackDiscord, action: Action, by: Person, locale: string): Tracked | null {
  switch (action.kind) {
    case 'say': {
      const { content, channelId, replyTo } = action;
      discord.say(content, { by, in: channelId, ...(replyTo === undefined ? {} : { replyTo }) });
      return null;
    }
    case 'command': {
      const { command, subcommand, options: given, channelId } = action;
      requireCommand(discord, command, by, channelId);
      const named = subcommand === undefined ? {} : { subcommand };
      return discord.use({ command, ...named, options: given, by, in: channelId, locale });
    }
    case 'type': {
      const { command, subcommand, option, typed, others, channelId } = action;
      requireCommand(discord, command, by, channelId);
      const named = subcommand === undefined ? {} : { subcommand };
      return discord.type({ command, ...named, option, typed, others, by, in: channelId, locale });
    }
    case 'menu': {
      const message = messageOf(discord, action.messageId);
      requireCommand(discord, action.command, by, message.channelId);
      return discord.menu(action.command, message, { by, locale });
    }
    case 'click':
      return discord.click(messageOf(discord, action.messageId), action.customId, { by, locale });
    case 'choose':
      return discord.choose(messageOf(discord, action.messageId), action.customId, action.values, {
        by,
        locale,
      });
    case 'submit': {
      const opened = [...discord.ledger.tracked.values()].find((each) => each.id === action.interactionId);
      if (opened?.by !== by) throw new Error(`${by.username} opened no form ${action.interactionId}.`);
      return discord.submit(opened, action.fields, { locale });
    }
  }
}

function messageOf({ world }: LoopbackDiscord, messageId: string): StoredMessage {
  const message = world.liveMessage(messageId);
  if (message === undefined) throw new Error(`There is no message ${messageId}.`);
  return message;
}

function requireCommand(
  { commands, world }: LoopbackDiscord,
  name: string,
  by: Person,
  channelId: string,
): void {
  const registered = [...commands.values()].flat() as unknown as CommandView[];
  const command = registered.find((each) => each.name === name);
  const channel = world.liveChannel(channelId);
  const isThere = command !== undefined && channel !== undefined && isUsable(command, by, channel);
  if (!isThere) throw new Error(`${by.username} has no command "${name}" here.`);
}

/** Waits for the acknowledgement, as long as Discord would. */
async function outcomeOf(discord: LoopbackDiscord, tracked: Tracked): Promise<Outcome> {
  if (tracked.acknowledgedAt === null) {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stopListening();
        resolve();
      };
      const timer = setTimeout(done, PATIENCE);
      const stopListening = discord.onChange((change) => {
        if (change.kind === 'interaction' && change.tracked === tracked && tracked.acknowledgedAt !== null)
          done();
      });
    });
  }
  if (tracked.type === INTERACTION_TYPE.autocomplete)
    return { kind: 'choices', choices: tracked.choices ?? [] };
  if (tracked.acknowledgedAt === null) return { kind: 'unanswered' };
  return tracked.modal === null
    ? { kind: 'done' }
    : { kind: 'modal', interactionId: tracked.id, modal: tracked.modal };
}

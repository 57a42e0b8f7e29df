import { commandId } from './account-routes.ts';
import { commandData, optionOf, type InteractionOption, type OptionValue } from './command-use.ts';
import { chosenValues, filledIn, pressedButton } from './component-use.ts';
import { MESSAGE_TYPE, type Channel, type Person, type StoredMessage } from './entities.ts';
import { INTERACTION_TYPE, Tracked, type InteractionInput } from './interaction.ts';
import type { Ledger } from './ledger.ts';
import { messageShape } from './message-shape.ts';
import { BOT, type Json } from './shapes.ts';
import type { World } from './world.ts';

/** Who does something and where; the first person in the first channel unless told. */
export interface Circumstances {
  by?: Person;
  /** A channel, a thread or direct messages, or its id. */
  in?: Channel | string;
  locale?: string;
  /** Milliseconds that Discord has waited already when the bot hears of it. */
  age?: number;
}

export interface SayOptions extends Pick<Circumstances, 'by' | 'in'> {
  /** The message that it replies to, or its id. */
  replyTo?: StoredMessage | string;
  /** Whether the reply pings whom it answers, as replies do unless switched off. */
  pings?: boolean;
}

/** What people do in this Discord: speak, use commands, click, choose, fill in. */
export abstract class People {
  abstract readonly world: World;
  abstract readonly ledger: Ledger;
  abstract readonly commands: Map<string, Json[]>;
  /** Tells the bot of an interaction. */
  protected abstract deliver(tracked: Tracked): void;

  /** A person uses a slash command. */
  command(name: string, options: InteractionOption[] = [], locale = 'zh-TW', age = 0): Tracked {
    return this.useCommand(INTERACTION_TYPE.command, { name, options }, { locale, age });
  }

  /** A person uses a slash command; option types follow from the values. */
  use(
    input: { command: string; subcommand?: string; options?: Record<string, OptionValue> } & Circumstances,
  ): Tracked {
    const { command, subcommand, options = {} } = input;
    const given = Object.entries(options).map(([name, value]) => optionOf(name, value));
    return this.useCommand(INTERACTION_TYPE.command, { name: command, subcommand, options: given }, input);
  }

  /** A person types into an option that completes itself; `others` are the options filled in already. */
  type(
    input: {
      command: string;
      subcommand?: string;
      option: string;
      typed: string;
      others?: Record<string, OptionValue>;
    } & Circumstances,
  ): Tracked {
    const { command, subcommand, option, typed, others = {} } = input;
    const options = Object.entries(others).map(([name, value]) => optionOf(name, value));
    options.push({ ...optionOf(option, typed), focused: true });
    return this.useCommand(INTERACTION_TYPE.autocomplete, { name: command, subcommand, options }, input);
  }

  /** A person uses a command from a message's menu. */
  menu(name: string, message: StoredMessage, circumstances: Omit<Circumstances, 'in'> = {}): Tracked {
    const messages = { [message.id]: messageShape(this.world, message, { granted: false, always: true }) };
    const data = { id: commandId(this, name), name, type: 3, target_id: message.id, resolved: { messages } };
    return this.interact(INTERACTION_TYPE.command, data, { ...circumstances, in: message.channelId });
  }

  /** A person presses a button, named by its custom id or label, of a message as it stands now. */
  click(
    target: StoredMessage | Tracked,
    button: string,
    circumstances: Omit<Circumstances, 'in'> = {},
  ): Tracked {
    const message = this.seen(target, circumstances.by);
    const data = pressedButton(message, button);
    return this.interact(
      INTERACTION_TYPE.component,
      data,
      { ...circumstances, in: message.channelId },
      message,
    );
  }

  /** A person chooses in a menu, named by its custom id or placeholder, of a message as it stands now. */
  choose(
    target: StoredMessage | Tracked,
    menu: string,
    values: string[],
    circumstances: Omit<Circumstances, 'in'> = {},
  ): Tracked {
    const message = this.seen(target, circumstances.by);
    const { permissions } = circumstances.by ?? this.world.asker;
    const data = chosenValues(this.world, message, menu, values, permissions);
    return this.interact(
      INTERACTION_TYPE.component,
      data,
      { ...circumstances, in: message.channelId },
      message,
    );
  }

  /** A person sends off the form that an interaction opened; texts by custom id. */
  submit(
    opened: Tracked,
    fields: Record<string, string | string[]>,
    circumstances: Pick<Circumstances, 'locale' | 'age'> = {},
  ): Tracked {
    if (opened.modal === null) throw new Error(`Interaction ${opened.id} opened no form.`);
    const { custom_id, components } = opened.modal;
    const filled = filledIn(this.world, components, fields, opened.by.permissions);
    const where = { locale: opened.locale, ...circumstances, by: opened.by, in: opened.channel };
    return this.interact(
      INTERACTION_TYPE.modalSubmit,
      { custom_id, components: filled },
      where,
      opened.source,
    );
  }

  /** Sends the same interaction once more, as when two copies of a bot hear of it. */
  repeat(tracked: Tracked): void {
    this.deliver(tracked);
  }

  /** A person says something; `<@id>` in it mentions. */
  say(
    text: string,
    { by = this.world.asker, in: place, replyTo, pings = true }: SayOptions = {},
  ): StoredMessage {
    const channel = this.place(place);
    const id = typeof replyTo === 'object' ? replyTo.id : replyTo;
    const answered = id === undefined ? undefined : this.world.messages.get(id);
    if (id !== undefined && answered?.channelId !== channel.id) {
      throw new Error(`There is no message ${id} in channel ${channel.id} to reply to.`);
    }
    const named = this.world.mentionedIn(text);
    const mentions = answered !== undefined && pings ? [...new Set([...named, answered.author])] : named;
    return this.world.post(channel, by, {
      content: text,
      mentions,
      ...(answered === undefined
        ? {}
        : { type: MESSAGE_TYPE.reply, reference: { channelId: channel.id, messageId: answered.id } }),
    });
  }

  /** A person mentions the bot and says something. */
  mention(text: string, options: SayOptions = {}): StoredMessage {
    return this.say(`<@${BOT.id}> ${text}`, options);
  }

  /** A person writes to the bot alone. */
  directMessage(
    text: string,
    { by = this.world.asker, ...options }: Omit<SayOptions, 'in'> = {},
  ): StoredMessage {
    return this.say(text, { ...options, by, in: this.world.directMessagesWith(by) });
  }

  /** A person changes what they said. */
  rewrite(message: StoredMessage, text: string): void {
    this.world.edit(message, { content: text, mentions: this.world.mentionedIn(text) });
  }

  /** Someone deletes a message. */
  erase(message: StoredMessage): void {
    this.world.deleteMessage(message);
  }

  private place(place: Channel | string = this.world.channel): Channel {
    const channel = typeof place === 'string' ? this.world.liveChannel(place) : place;
    if (channel !== undefined) return channel;
    throw new Error(`There is no channel ${typeof place === 'string' ? place : place.id}.`);
  }

  private seen(target: StoredMessage | Tracked, by = this.world.asker): StoredMessage {
    const message = target instanceof Tracked ? target.shown : target;
    if (message === null) throw new Error('There is no message yet.');
    if (message.isDeleted) throw new Error(`Message ${message.id} was deleted.`);
    if (message.seenBy !== null && message.seenBy !== by.id) {
      throw new Error(`${by.username} does not see message ${message.id}.`);
    }
    return message;
  }

  private useCommand(
    type: InteractionInput['type'],
    command: { name: string; subcommand?: string | undefined; options: InteractionOption[] },
    circumstances: Circumstances,
  ): Tracked {
    const by = circumstances.by ?? this.world.asker;
    const data = commandData(this.world, { ...command, id: commandId(this, command.name), by });
    return this.interact(type, data, circumstances);
  }

  private interact(
    type: InteractionInput['type'],
    data: Json,
    { by = this.world.asker, in: place, locale = 'zh-TW', age = 0 }: Circumstances,
    source: StoredMessage | null = null,
  ): Tracked {
    const channel = this.place(place);
    const tracked = this.ledger.add({ type, by, channel, locale, age, data, source });
    this.deliver(tracked);
    return tracked;
  }
}

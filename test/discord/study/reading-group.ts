import type { LoopbackDiscord } from '../../../scripts/loopback/loopback-discord.ts';
import type { Channel, Component, Person, StoredMessage } from '../../../scripts/loopback/entities.ts';
import type { Tracked } from '../../../scripts/loopback/interaction.ts';
import { BOT } from '../../../scripts/loopback/shapes.ts';

/** All that a message shows: its embeds with titles and footers. */
export function textOf({ content, embeds }: StoredMessage): string {
  const parts = embeds.flatMap(({ title, description, footer }) => [title, description, footer?.text]);
  return [content, ...parts].filter((part) => part !== undefined && part !== '').join('\n');
}

export function labelsOf({ components }: StoredMessage): string[] {
  return buttonsOf(components).map(({ label }) => label ?? '');
}

function buttonsOf(components: Component[]): Component[] {
  return components.flatMap((row) => row.components ?? []);
}

/** People who read an article together, as a test drives them. */
export class ReadingGroup {
  readonly discord: LoopbackDiscord;
  readonly thread: Channel;

  private constructor(discord: LoopbackDiscord, thread: Channel) {
    this.discord = discord;
    this.thread = thread;
  }

  /** Starts a study and waits for its first quotation. */
  static async start(
    discord: LoopbackDiscord,
    article: string,
    { by = discord.asker, locale = 'zh-TW', on = discord.channel } = {},
  ): Promise<ReadingGroup> {
    const started = ReadingGroup.use(discord, { article, by, locale, on });
    const invitation = await discord.shown(started);
    const thread = await discord.until('the thread', () =>
      discord.threads.find(({ id }) => id === invitation.threadId),
    );
    const group = new ReadingGroup(discord, thread);
    await group.messageWith('1/');
    return group;
  }

  static use(
    discord: LoopbackDiscord,
    {
      article,
      by = discord.asker,
      locale = 'zh-TW',
      on = discord.channel,
    }: {
      article: string;
      by?: Person;
      locale?: string;
      on?: Channel;
    },
  ): Tracked {
    return discord.use({ command: 'study', subcommand: 'start', options: { article }, by, locale, in: on });
  }

  /** What the bot said in the thread, oldest first. */
  get said(): StoredMessage[] {
    return this.discord.messagesIn(this.thread).filter(({ author, type }) => author === BOT && type !== 21);
  }

  /** The last message of the bot for everyone that has buttons of a study. */
  get open(): StoredMessage {
    const open = this.said.filter(({ components }) =>
      buttonsOf(components).some(({ custom_id }) => custom_id?.startsWith('study-next')),
    );
    const last = open.at(-1);
    if (last === undefined) throw new Error('nothing is open in the thread');
    return last;
  }

  /** Waits for a message of the bot in the thread that shows some words. */
  async messageWith(words: string): Promise<StoredMessage> {
    return this.discord.until(`"${words}" in the thread`, () =>
      this.said.find((message) => textOf(message).includes(words)),
    );
  }

  /** Presses the button that goes on, and waits for what is shown next. */
  async goOn(by = this.discord.asker): Promise<StoredMessage> {
    const before = this.open;
    const count = this.said.length;
    this.pressNext(by);
    const shown = await this.discord.until('the next message', () => this.said[count]);
    await this.discord.until('the old buttons to go', () => !labelsOf(before).some(isOnward));
    return shown;
  }

  pressNext(by = this.discord.asker, message = this.open): Tracked {
    const id = buttonsOf(message.components).find(({ custom_id }) => custom_id?.startsWith('study-next'));
    return this.discord.click(message, id?.custom_id ?? 'study-next', { by });
  }

  /** Fills in the form. @returns what the person alone is told. */
  async answer(text: string, by: Person, locale = 'zh-TW'): Promise<string> {
    const sent = await this.fillIn(text, by, locale);
    const told = await this.discord.reply(sent);
    if (!told.isEphemeral) throw new Error('everyone sees what was told to one person');
    return told.embeds[0]?.description ?? '';
  }

  /** Sends the form off, without waiting. */
  async fillIn(text: string, by: Person, locale = 'zh-TW'): Promise<Tracked> {
    const pressed = this.pressAnswer(by, locale);
    await this.discord.modal(pressed);
    return this.discord.submit(pressed, { answer: text }, { locale });
  }

  /** Presses "Answer" where there is no form for this person. @returns what they alone are told. */
  async refusedForm(by: Person): Promise<string> {
    const told = await this.discord.reply(this.pressAnswer(by));
    if (!told.isEphemeral) throw new Error('everyone sees what was told to one person');
    return told.embeds[0]?.description ?? '';
  }

  private pressAnswer(by: Person, locale = 'zh-TW'): Tracked {
    const id = buttonsOf(this.open.components).find(({ custom_id }) => custom_id?.startsWith('study-answer'));
    return this.discord.click(this.open, id?.custom_id ?? 'study-answer', { by, locale });
  }

  /** Replies to the open question, so that the bot is pinged. @returns what it replies. */
  async reply(text: string, by: Person): Promise<string> {
    const said = this.discord.say(text, { by, in: this.thread, replyTo: this.open });
    return textOf(await this.discord.answerTo(said));
  }

  /** Mentions the bot in the thread. @returns what it replies. */
  async mention(text: string, by: Person): Promise<string> {
    return textOf(await this.discord.answerTo(this.discord.mention(text, { by, in: this.thread })));
  }

  command(subcommand: 'score' | 'stop', by = this.discord.asker, locale = 'zh-TW'): Tracked {
    return this.discord.use({ command: 'study', subcommand, by, locale, in: this.thread });
  }
}

function isOnward(label: string): boolean {
  return !['讀下去', '读下去', 'Read on'].includes(label);
}

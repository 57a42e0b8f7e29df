import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import { FootnoteError } from '../../errors.ts';
import { lostReply, stackOf } from '../failure.ts';
import type { Log } from '../feature.ts';
import type { Message } from '../message.ts';
import type { ReindexStep } from '../wording/reindex.ts';
import { renderFailure } from './render-reindex.ts';

/** The message, acknowledged already, that tells a moderator how a change of the index goes. */
export class ReindexMessage {
  readonly #interaction: ChatInputCommandInteraction | MessageComponentInteraction;
  readonly #log: Log;
  /** Whether Discord no longer takes edits: after 15 minutes, or because the message is gone. */
  #isLost = false;

  constructor(interaction: ChatInputCommandInteraction | MessageComponentInteraction, log: Log) {
    this.#interaction = interaction;
    this.#log = log;
  }

  /**
   * Never rejects: an index that is being changed does not depend on who is looking. What could not be shown is logged.
   * @returns whether it is shown.
   */
  async show(shown: Message): Promise<boolean> {
    if (this.#isLost) return false;
    try {
      await this.#interaction.editReply(shown);
      return true;
    } catch (error) {
      const lost = lostReply(error);
      this.#isLost = lost !== null;
      this.#log(
        `/reindex (interaction ${this.#interaction.id}): its message could not be changed; the work goes on: ${lost ?? stackOf(error)}`,
      );
      return false;
    }
  }

  /**
   * One step of the work. When it fails, that takes the message's place and is logged; here, unlike elsewhere, with the
   * operator's sentence, since moderators keep the articles.
   * @returns `null` when it failed.
   * @throws what is no FootnoteError: a bug, for the dispatcher.
   */
  async attempt<T extends object | string>(step: ReindexStep, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      await this.show(renderFailure(step, error, this.#interaction.locale));
      if (!(error instanceof FootnoteError)) throw error;
      this.#log(`/reindex, ${step}: ${error.message} (${error.code})`);
      return null;
    }
  }
}

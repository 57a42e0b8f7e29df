import { MessageFlags } from 'discord.js';
import { quoteOf } from '../../answering/quote-of.ts';
import { wholeArticleByKey } from '../article-by-key.ts';
import { customId } from '../custom-id.ts';
import { say } from '../failure.ts';
import type { ComponentHandler } from '../feature.ts';
import { refusal } from '../refusal.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';
import { inLanguage } from '../wording/language.ts';
import { questionOf, quotedIn } from './previous-answer.ts';

const FEEDBACK = 'feedback';
export type FeedbackKind = 'not-helpful' | 'wrong-source';

export function feedbackId(kind: FeedbackKind): string {
  return customId(FEEDBACK, kind);
}

/** Writes down that an answer was no help or cites the wrong place; it is saved before the person is told so. */
export const feedback: ComponentHandler = {
  action: FEEDBACK,

  async execute(interaction, [kind], { engine, state }) {
    const question = questionOf(interaction.message);
    const isKnown = kind === 'not-helpful' || kind === 'wrong-source';
    if (!isKnown || interaction.guildId === null || question === null) {
      throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const quoted = quotedIn(interaction.message);
    const article = quoted === null ? null : await wholeArticleByKey(await engine, quoted.key);
    const quote = quoted === null || article === null ? null : quoteOf(article, quoted, quoted, 0);
    const saved = await state.feedback.add({
      guildId: interaction.guildId,
      kind,
      messageId: interaction.message.id,
      userId: interaction.user.id,
      question,
      articleId: quote?.articleId ?? null,
      title: quote?.title ?? null,
      paragraph: quote?.paragraph ?? null,
      quote: quote?.text ?? null,
      at: new Date(),
    });
    const { feedbackSaved, feedbackAlready } = inLanguage(ANSWER_WORDING, interaction.locale);
    await interaction.editReply(say(saved === 'saved' ? feedbackSaved : feedbackAlready));
  },
};

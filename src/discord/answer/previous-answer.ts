import type { Message as DiscordMessage } from 'discord.js';
import type { Engine, PreviousAnswer } from '../../engine.ts';
import { parseCustomId } from '../custom-id.ts';
import { OUTLINE, parseSpan } from '../reading/reading-ids.ts';

/** The question above an answer of the bot, cut where it was long; `null` when the message is no answer. */
export function questionOf(message: DiscordMessage): string | null {
  return message.embeds[0]?.author?.name ?? null;
}

/** What an answer quoted first, as its outline button says; `null` when it quoted nothing. */
export function quotedIn(message: DiscordMessage): { key: string; start: number; end: number } | null {
  for (const row of message.components) {
    for (const component of 'components' in row ? row.components : []) {
      const { action, args } = parseCustomId(('customId' in component ? component.customId : null) ?? '');
      const span = action === OUTLINE ? parseSpan(args[2]) : null;
      if (span !== null) return { key: args[0] ?? '', ...span };
    }
  }
  return null;
}

/**
 * What was asked and answered in a message of the bot; `null` when it is no answer. Of an article that has been edited
 * since, only the question counts.
 */
export function previousAnswerOf(message: DiscordMessage, engine: Engine): PreviousAnswer | null {
  if (message.author.id !== message.client.user.id) return null;
  const question = questionOf(message);
  if (question === null) return null;
  const quoted = quotedIn(message);
  const article = engine.articles().find(({ key }) => key === quoted?.key);
  if (quoted === null || article === undefined) return { question, quote: null };
  return { question, quote: { articleId: article.id, start: quoted.start, end: quoted.end } };
}

import { randomBytes } from 'node:crypto';
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { FootnoteError, messageOf } from '../errors.ts';
import { escapeMarkdown, plainLine } from './escape.ts';
import { cut } from './limits.ts';
import { COLOURS, message, type Message } from './message.ts';
import { wordingFor, type Wording } from './wording/wording.ts';

/** What went wrong, for the person who asked and for the operator. */
export interface Failure {
  /** What to say; `null` when Discord no longer takes a reply. */
  reply: Message | null;
  /** What to log; `null` when it is the asker's to mend. */
  log: string | null;
}

/**
 * Discord's refusals after which there is nothing left to answer
 * (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json).
 */
const LOST: Partial<Record<number | string, string>> = {
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]:
    'it was already acknowledged; is another copy of the bot running with the same token?',
  [RESTJSONErrorCodes.UnknownInteraction]:
    'Discord stopped waiting before the acknowledgement arrived (3 seconds)',
  [RESTJSONErrorCodes.UnknownWebhook]: 'its token has expired (15 minutes)',
  [RESTJSONErrorCodes.InvalidWebhookToken]: 'its token has expired (15 minutes)',
  [RESTJSONErrorCodes.UnknownMessage]: 'the reply was deleted meanwhile',
};

/** One line about a reply that can no longer be given, or `null` when the error is another one. */
export function lostReply(error: unknown): string | null {
  if (!(error instanceof DiscordAPIError)) return null;
  const why = LOST[error.code];
  return why === undefined ? null : `${why} (Discord error ${error.code})`;
}

function say(text: string): Message {
  return message({ embeds: [{ color: COLOURS.none, description: text }] });
}

function worded(error: FootnoteError, wording: Wording, typedArticle: string): string | null {
  const { failure } = wording;
  if (error.code === 'question-empty') return failure.questionEmpty;
  if (error.code === 'question-too-long') return failure.questionTooLong;
  if (error.code === 'article-unknown')
    return failure.articleUnknown(escapeMarkdown(cut(plainLine(typedArticle), 100)));
  return error.code.startsWith('index-') ? failure.indexUnavailable : null;
}

/**
 * Words a failure.
 * @param what the interaction, as the log names it.
 * @param typedArticle what stood in the article option.
 */
export function describeFailure(
  error: unknown,
  { locale, what, typedArticle }: { locale: string; what: string; typedArticle: string },
): Failure {
  const lost = lostReply(error);
  if (lost !== null) return { reply: null, log: `${what}: ${lost}` };
  const wording = wordingFor(locale);
  if (error instanceof FootnoteError) {
    const text = worded(error, wording, typedArticle);
    if (text !== null) {
      const forOperator = error.code.startsWith('index-');
      return { reply: say(text), log: forOperator ? `${what}: ${error.message} (${error.code})` : null };
    }
  }
  const reference = randomBytes(4).toString('hex');
  return {
    reply: say(wording.failure.unexpected(reference)),
    log: `${what} failed, reference ${reference}: ${stackOf(error)}`,
  };
}

/** The reply to a command that this version of the bot does not have. */
export function unknownCommand(locale: string): Message {
  return say(wordingFor(locale).failure.unknownCommand);
}

/** The stack of anything that was thrown, causes included, for the log. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return messageOf(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\n  caused by: ${stackOf(error.cause)}`;
}

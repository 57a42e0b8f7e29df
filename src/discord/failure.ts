import { randomBytes } from 'node:crypto';
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { isOperatorTold } from '../database-presence.ts';
import { FootnoteError, messageOf } from '../errors.ts';
import { codeBlock } from './code.ts';
import { COLOURS, message, type Message } from './message.ts';
import { Refusal } from './refusal.ts';
import { FAILURE_WORDING, type FailureWording } from './wording/failure.ts';
import { inLanguage } from './wording/language.ts';

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
  [RESTJSONErrorCodes.UnknownChannel]: 'the channel was deleted meanwhile',
  [RESTJSONErrorCodes.MissingAccess]: 'the bot may not see that channel',
  [RESTJSONErrorCodes.MissingPermissions]: 'the bot may not do that in this channel',
};

/** One line about a reply that can no longer be given, or `null` when the error is another one. */
export function lostReply(error: unknown): string | null {
  if (!(error instanceof DiscordAPIError)) return null;
  const why = LOST[error.code];
  return why === undefined ? null : `${why} (Discord error ${error.code})`;
}

/** Characters of the operator's sentence. */
const MORE_LIMIT = 1000;

/** A sentence as a message of its own. */
export function say(text: string): Message {
  return message({ embeds: [{ color: COLOURS.none, description: text }] });
}

/** Codes of errors that are the asker's to mend; the operator hears of all others. */
const OF_ASKER = new Set(['question-empty', 'question-too-long']);

function worded(error: FootnoteError, wording: FailureWording): string | null {
  if (error.code === 'question-empty') return wording.questionEmpty;
  if (error.code === 'question-too-long') return wording.questionTooLong;
  if (isOfDatabase(error)) return wording.databaseAway;
  return error.code.startsWith('index-') ? wording.indexUnavailable : null;
}

/** Whether the database is the reason: it cannot be reached, refuses, or is full. */
export function isOfDatabase(error: unknown): boolean {
  // A state that is slow to answer is that of a database on its way out.
  return (
    error instanceof FootnoteError && (error.code.startsWith('database-') || error.code === 'state-slow')
  );
}

export interface FailureContext {
  /** The person's Discord locale. */
  locale: string;
  /** The interaction or message, as the log names it. */
  what: string;
  /** Whether a moderator sees it, as one, who is told the operator's sentence about the database. */
  isForModerator?: boolean;
}

/** Words a failure. */
export function describeFailure(
  error: unknown,
  { locale, what, isForModerator = false }: FailureContext,
): Failure {
  if (error instanceof Refusal) return { reply: say(error.say(locale)), log: null };
  const lost = lostReply(error);
  if (lost !== null) return { reply: null, log: `${what}: ${lost}` };
  const wording = inLanguage(FAILURE_WORDING, locale);
  if (error instanceof FootnoteError) {
    const text = worded(error, wording);
    if (text !== null) {
      const isTold = OF_ASKER.has(error.code) || isOperatorTold(error);
      const more = isForModerator && isOfDatabase(error) ? `\n${codeBlock(error.message, MORE_LIMIT)}` : '';
      return {
        reply: say(`${text}${more}`),
        log: isTold ? null : `${what}: ${error.message} (${error.code})`,
      };
    }
  }
  const reference = randomBytes(4).toString('hex');
  return {
    reply: say(wording.unexpected(reference)),
    log: `${what} failed, reference ${reference}: ${stackOf(error)}`,
  };
}

/** The stack of anything that was thrown, causes included, for the log. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return messageOf(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\n  caused by: ${stackOf(error.cause)}`;
}

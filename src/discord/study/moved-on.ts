import { channelLink, messageLink } from 'discord.js';
import { refusal, type Refusal } from '../refusal.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import type { Study } from './kept-study.ts';

/** The open message of a study; its thread while none is shown. */
export function linkTo({ threadId, messageId, guildId }: Study): string {
  return messageId === null ? channelLink(threadId, guildId) : messageLink(threadId, messageId, guildId);
}

/** For somebody who pressed, or replied to, what the group has left behind. */
export function movedOn(study: Study): Refusal {
  return refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.movedOn(linkTo(study)));
}

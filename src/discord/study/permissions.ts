import { DiscordAPIError, PermissionFlagsBits, RESTJSONErrorCodes, type BaseInteraction } from 'discord.js';
import { refusal, Refusal } from '../refusal.ts';
import { inLanguage } from '../wording/language.ts';
import { MENTION_CHANNELS_WORDING } from '../wording/mention-channels.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';

const PERMISSIONS = {
  view: PermissionFlagsBits.ViewChannel,
  createThreads: PermissionFlagsBits.CreatePublicThreads,
  sendInThreads: PermissionFlagsBits.SendMessagesInThreads,
  embedLinks: PermissionFlagsBits.EmbedLinks,
  readHistory: PermissionFlagsBits.ReadMessageHistory,
} as const;
type StudyPermission = keyof typeof PERMISSIONS;

const TO_START: readonly StudyPermission[] = [
  'view',
  'createThreads',
  'sendInThreads',
  'embedLinks',
  'readHistory',
];
const TO_GO_ON: readonly StudyPermission[] = ['view', 'sendInThreads', 'embedLinks', 'readHistory'];

/** Discord's refusals when the bot may not do something. */
const REFUSED = new Set<number | string>([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

/** @throws Refusal that names what the bot lacks in the channel to open a thread and speak there. */
export function requireToStart({ appPermissions }: Pick<BaseInteraction, 'appPermissions'>): void {
  const missing = TO_START.filter((name) => !appPermissions.has(PERMISSIONS[name]));
  if (missing.length > 0) throw lacking(missing);
}

/**
 * Does something in Discord that takes permissions.
 * @param needed `start` or `go on`
 * @throws Refusal that names all it takes when Discord does not allow it, or says that the thread is locked.
 */
export async function permitted<T>(needed: 'start' | 'go on', act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    // Speaking wakes an archived thread, unless it is locked.
    if (error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread)
      throw refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.locked);
    if (!REFUSED.has(error.code)) throw error;
    throw lacking(needed === 'start' ? TO_START : TO_GO_ON);
  }
}

function lacking(names: readonly StudyPermission[]): Refusal {
  return new Refusal((locale) => {
    const { permissions, separator } = inLanguage(MENTION_CHANNELS_WORDING, locale);
    const { createThreads, refusals } = inLanguage(STUDY_REPLY_WORDING, locale);
    const all = { ...permissions, createThreads };
    return refusals.missing(names.map((name) => all[name]).join(separator));
  });
}

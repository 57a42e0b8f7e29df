import { customId } from '../custom-id.ts';

/** Where mentions are answered: `channels:only` (the menu) and `channels:everywhere`. */
export const CHANNELS = 'channels';
export const CHOOSE_CHANNELS_ID = customId(CHANNELS, 'only');
export const EVERYWHERE_ID = customId(CHANNELS, 'everywhere');

/** Questions that found nothing: `unanswered:page:n`, `unanswered:` and one of {@link UnansweredAct}. */
export const UNANSWERED = 'unanswered';
/** `keep` is the menu of days; `off` asks, `delete` does it. */
export type UnansweredAct = 'keep' | 'off' | 'delete';

export function unansweredId(act: UnansweredAct): string {
  return customId(UNANSWERED, act);
}

/** @param page from 0. */
export function unansweredPageId(page: number): string {
  return customId(UNANSWERED, 'page', page);
}

/** Feedback on answers: `feedback-log:n`. The buttons that record it are `feedback`. */
export const FEEDBACK_LOG = 'feedback-log';

/** @param page from 0. */
export function feedbackPageId(page: number): string {
  return customId(FEEDBACK_LOG, page);
}

/** What is kept of a server: `show`, `ask` before deleting, `delete`. */
export const PRIVACY = 'privacy';
export type PrivacyAct = 'show' | 'ask' | 'delete';

export function privacyId(act: PrivacyAct): string {
  return customId(PRIVACY, act);
}

/** `reindex:build`, `reindex:cancel`, `reindex:rollback:before:after`. */
export const REINDEX = 'reindex';
export const BUILD_ID = customId(REINDEX, 'build');
export const CANCEL_ID = customId(REINDEX, 'cancel');

/**
 * @param before name of the version that was in use before the build, and is to be again.
 * @param after name of the version that the build put in use: once it is another, rolling back leads elsewhere.
 */
export function rollbackId(before: string, after: string): string {
  return customId(REINDEX, 'rollback', before, after);
}

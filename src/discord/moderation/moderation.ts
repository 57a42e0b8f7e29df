import type { Feature } from '../feature.ts';
import { setChannels } from './channels.ts';
import { feedbackPages } from './feedback-log.ts';
import { footnote } from './footnote.ts';
import { privacyControls } from './privacy.ts';
import { reindex } from './reindex.ts';
import { reindexControls } from './reindex-controls.ts';
import { unansweredControls } from './unanswered.ts';

/**
 * What moderators can do. They see and set what belongs to their own server only; the index, and with it `/reindex`, is
 * one for all servers that the bot is in.
 */
export const moderation: Feature = {
  isForModerators: true,
  slashCommands: [footnote, reindex],
  components: [setChannels, unansweredControls, feedbackPages, privacyControls, reindexControls],
};

import type { Feature } from '../feature.ts';
import { ask } from './ask.ts';
import { askAboutMessage } from './ask-about-message.ts';
import { feedback } from './feedback.ts';
import { furtherQuotes } from './further-quotes.ts';
import { mention } from './mention.ts';
import { share } from './share.ts';

/** Asking, in every way there is, and what can be done with an answer. */
export const answer: Feature = {
  slashCommands: [ask],
  messageCommands: [askAboutMessage],
  components: [furtherQuotes, share, feedback],
  messages: [mention],
};

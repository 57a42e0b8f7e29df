import { describe } from 'vitest';
import { feedbackContract } from './contract/feedback.ts';
import { keptContract } from './contract/kept.ts';
import { settingsContract } from './contract/settings.ts';
import { studiesContract } from './contract/studies.ts';
import { unansweredContract } from './contract/unanswered.ts';
import { usageContract } from './contract/usage.ts';
import { STATE_ENGINES } from './state-engines.ts';

/** What state does is the same wherever it is kept. */
describe.each(STATE_ENGINES)('state in $name', (engine) => {
  settingsContract(engine);
  feedbackContract(engine);
  unansweredContract(engine);
  usageContract(engine);
  studiesContract(engine);
  keptContract(engine);
});

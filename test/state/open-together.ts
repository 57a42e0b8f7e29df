/**
 * A process that, at a given moment, opens each of several state files that do not exist yet, and writes to it; others do the
 * same at the same moments.
 */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openState } from '../../src/state/state.ts';

const [folder = '', name = '', files = '', writes = '', start = ''] = process.argv.slice(2);
/** Milliseconds from one file to the next. */
const STEP = 150;

for (let file = 0; file < Number(files); file++) {
  const moment = Number(start) + file * STEP;
  await setTimeout(Math.max(0, moment - Date.now() - 5));
  // A timer is some milliseconds late, another number in each process; this is not.
  while (Date.now() < moment);
  const state = openState(join(folder, `${file}.sqlite`));
  for (let n = 0; n < Number(writes); n++) {
    state.usage.record({ guildId: name, milliseconds: n, state: 'answered', at: new Date() });
    state.settings.set(
      'shared',
      name === 'a' ? { answerChannels: [`${n}`] } : { unanswered: { days: n + 1 } },
    );
  }
  state.close();
}

/**
 * A process that, at a given moment, opens each of several places with no state in them, and writes to it; others do the same
 * at the same moments.
 */
import { setTimeout } from 'node:timers/promises';
import type { StatePlace } from '../../src/state/open-state-database.ts';
import { openState } from '../../src/state/state.ts';

const [places = '', name = '', writes = '', start = ''] = process.argv.slice(2);
/** Milliseconds from one place to the next. */
const STEP = 150;

for (const [n, place] of (JSON.parse(places) as StatePlace[]).entries()) {
  const moment = Number(start) + n * STEP;
  await setTimeout(Math.max(0, moment - Date.now() - 5));
  // A timer is some milliseconds late, another number in each process; this is not.
  while (Date.now() < moment);
  const state = await openState(place);
  for (let write = 0; write < Number(writes); write++) {
    await state.usage.record({ guildId: name, milliseconds: write, state: 'answered', at: new Date() });
    await state.settings.set(
      'shared',
      name === 'a' ? { answerChannels: [`${write}`] } : { unanswered: { days: write + 1 } },
    );
  }
  await state.close();
}

/** A process that writes to a state without end and prints what it has saved, each line after the method returned. */
import { writeSync } from 'node:fs';
import type { StatePlace } from '../../src/state/open-state-database.ts';
import { openState } from '../../src/state/state.ts';

const [place = '', guildId = ''] = process.argv.slice(2);
const state = await openState(JSON.parse(place) as StatePlace);
const at = new Date();

/** Straight to the pipe: a line that was printed is not lost with the process. */
function saved(kind: string, n: number): void {
  writeSync(1, `saved ${kind} ${guildId} ${n}\n`);
}

await state.settings.set(guildId, { unanswered: { days: 30 } });
for (let n = 0; ; n++) {
  const question = `question ${n}`;
  const about = { articleId: null, title: null, paragraph: null, quote: null };
  await state.feedback.add({
    guildId,
    kind: 'not-helpful',
    messageId: guildId,
    userId: `${n}`,
    question,
    ...about,
    at,
  });
  saved('feedback', n);
  await state.unanswered.add({ guildId, question, state: 'none', at });
  saved('unanswered', n);
  await state.usage.record({ guildId, milliseconds: n, state: 'none', at });
  saved('usage', n);
  const threadId = `${guildId}-${n}`;
  await state.studies.save({
    threadId,
    guildId,
    articleKey: 'k',
    json: `${n}`,
    updatedAt: at,
    endedAt: null,
  });
  saved('studies', n);
  await state.settings.set(guildId, { answerChannels: [`${n}`] });
  saved('settings', n);
}

import type { State } from '../../src/state/state.ts';

/** One entry of each kind for a server, all of one time; the texts hold `mark`. */
export async function fillServer(state: State, guildId: string, at: Date, mark = 'mark'): Promise<void> {
  const question = `${mark} question`;
  await state.settings.set(guildId, { unanswered: { days: 10 } }, at);
  await state.feedback.add({
    guildId,
    kind: 'wrong-source',
    messageId: '1',
    userId: guildId,
    question,
    articleId: 'a',
    title: 'A',
    paragraph: 1,
    quote: `${mark} quote`,
    at,
  });
  await state.unanswered.add({ guildId, question, state: 'none', at });
  await state.usage.record({ guildId, milliseconds: 5, state: 'none', at });
  const study = { threadId: `${guildId}0`, articleKey: 'k', json: JSON.stringify({ mark }) };
  await state.studies.save({ ...study, guildId, updatedAt: at, endedAt: null });
}

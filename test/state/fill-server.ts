import type { State } from '../../src/state/state.ts';

/** One entry of each kind for a server, all of one time; the texts hold `mark`. */
export function fillServer(state: State, guildId: string, at: Date, mark = 'mark'): void {
  const question = `${mark} question`;
  state.settings.set(guildId, { unanswered: { days: 10 } }, at);
  state.feedback.add({
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
  state.unanswered.add({ guildId, question, state: 'none', at });
  state.usage.record({ guildId, milliseconds: 5, state: 'none', at });
  const study = { threadId: `${guildId}0`, articleKey: 'k', json: JSON.stringify({ mark }) };
  state.studies.save({ ...study, guildId, updatedAt: at, endedAt: null });
}

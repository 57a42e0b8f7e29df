import type { AnyThreadChannel } from 'discord.js';
import { answer, type AnswerOutcome } from '../../study/session.ts';
import type { Context } from '../feature.ts';
import { refusal } from '../refusal.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import { materialOrEnd } from './end-study.ts';
import { inTurn } from './in-turn.ts';
import { isAt, openStudy, saveStudy, type Study } from './kept-study.ts';
import { movedOn } from './moved-on.ts';
import { renderPlace } from './render-place.ts';
import type { OpenPlace } from './study-ids.ts';
import { questionAt } from './study-material.ts';
import { changeMessage } from './study-thread.ts';

/** Characters of an answer: what was left out of a sentence is far shorter. */
export const ANSWER_LENGTH = 200;

export interface TypedAnswer {
  userId: string;
  /** As shown in the server. */
  name: string;
  text: string;
  /** Where the group was when it was typed. */
  place: OpenPlace;
}

/**
 * Counts an answer, in turn: it is on disk before `acknowledge` tells the person, and shown under the question after.
 * @param thread the study's.
 * @throws Refusal when the group has moved on or ended, or the answer is far too long.
 */
export async function takeAnswer(
  { userId, name, text, place }: TypedAnswer,
  thread: AnyThreadChannel,
  context: Context,
  acknowledge: (outcome: AnswerOutcome, study: Study) => Promise<void>,
): Promise<void> {
  if (text.length > ANSWER_LENGTH)
    throw refusal(STUDY_REPLY_WORDING, ({ outcome }) => outcome.tooLong(ANSWER_LENGTH));
  const engine = await context.engine;
  await inTurn(thread.id, async () => {
    const before = await openStudy(context, thread.id);
    if (!isAt(before, place)) throw movedOn(before);
    const material = await materialOrEnd(engine, before, thread, context);
    const question = questionAt(material, place);
    const { session, outcome } = answer(before.session, { userId, name, text, question }, Date.now());
    const study = { ...before, session };
    if (session !== before.session) await saveStudy(context.state, study);
    await acknowledge(outcome, study);
    if (outcome.kind === 'right') {
      const shown = renderPlace(material, place, session, study.locale);
      await changeMessage(thread, study.messageId, shown, context.log);
    }
  });
}

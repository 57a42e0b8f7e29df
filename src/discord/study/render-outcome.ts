import type { AnswerOutcome, StudySession } from '../../study/session.ts';
import { inLanguage } from '../wording/language.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import { personName } from './render-names.ts';

/** What somebody is told of an answer, as Markdown. */
export function outcomeText(
  outcome: AnswerOutcome,
  userId: string,
  { people }: StudySession,
  locale: string,
): string {
  const { outcome: wording, refusals } = inLanguage(STUDY_REPLY_WORDING, locale);
  if (outcome.kind === 'right') {
    const person = people.find((each) => each.userId === userId);
    return wording.right({ name: personName(person?.name ?? ''), points: person?.points ?? 0 });
  }
  if (outcome.kind === 'wrong')
    return outcome.triesLeft === 0 ? wording.lastWrong : wording.wrong(outcome.triesLeft);
  if (outcome.kind === 'empty') return wording.empty;
  if (outcome.kind === 'already-right') return wording.alreadyRight;
  if (outcome.kind === 'no-tries-left') return wording.noTriesLeft;
  return refusals.noStudy;
}

import type { Place } from '../../study/session.ts';
import { customId, wholeNumber } from '../custom-id.ts';

/**
 * Buttons and forms of a study say where the group was when they were shown, so that an old one does nothing:
 * `action:step:question`, the question blank while the quotation is read. The thread they stand in names the study.
 */
export const NEXT = 'study-next';
export const ANSWER = 'study-answer';
export const ANSWER_FORM = 'study-form';
export const STOP_ID = 'study-stop';
/** The one field of the form. */
export const ANSWER_FIELD = 'answer';

/** All that only make sense while their message is the open one. */
export const STUDY_ACTIONS: readonly string[] = [NEXT, ANSWER, STOP_ID];

/** Where the group is while a study is open; both from 0. */
export interface OpenPlace {
  step: number;
  /** `null` while the quotation is read. */
  question: number | null;
}

export function placeId(action: string, { step, question }: OpenPlace): string {
  return customId(action, step, question ?? '');
}

/** `null` when the custom id is from another version. */
export function parsePlace([step, question]: readonly (string | undefined)[]): OpenPlace | null {
  const at = wholeNumber(step);
  if (at === null) return null;
  if (question === '') return { step: at, question: null };
  const number = wholeNumber(question);
  return number === null ? null : { step: at, question: number };
}

/** `null` when the study has ended. */
export function openPlace(place: Place): OpenPlace | null {
  if (place.kind === 'finished') return null;
  return { step: place.step, question: place.kind === 'question' ? place.question : null };
}

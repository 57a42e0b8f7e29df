import type { StudySession } from '../../study/session.ts';
import type { Message } from '../message.ts';
import { renderQuestion } from './render-question.ts';
import { renderQuotation } from './render-quotation.ts';
import type { OpenPlace } from './study-ids.ts';
import type { Material } from './study-material.ts';

/** The message of where the group is. */
export function renderPlace(
  material: Material,
  { step, question }: OpenPlace,
  session: StudySession,
  locale: string,
): Message {
  if (question === null) return renderQuotation(material, step, locale);
  return renderQuestion(material, { step, question }, session, locale);
}

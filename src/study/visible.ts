import { fold } from '../corpus/fold.ts';
import { compact, nameForms } from './check-answer.ts';
import { findFigures, shareMeasure, type Amount, type Figure } from './figures.ts';
import type { ExpectedAnswer } from './question.ts';

/** A text, read once, in which many answers are looked for. */
export interface ReadText {
  text: string;
  compact: string;
  figures: Figure[];
}

export function readText(text: string): ReadText {
  return { text: fold(text), compact: compact(text), figures: findFigures(text) };
}

/** Whether a text gives an answer away: it holds the words, another form of the name, or the same value. */
export function isVisible(expected: ExpectedAnswer, text: ReadText): boolean {
  if (text.text.includes(fold(expected.answer))) return true;
  if (expected.kind === 'name')
    return nameForms(expected).some((form) => text.compact.includes(compact(form)));
  const amounts = findFigures(expected.answer)[0]?.amounts ?? [];
  return text.figures.some((figure) => amounts.every((amount) => hasAmount(figure, amount)));
}

function hasAmount(figure: Figure, { value, measures }: Amount): boolean {
  return figure.amounts.some(
    (each) =>
      each.value === value &&
      (each.measures.length === 0 || measures.length === 0 || shareMeasure(each.measures, measures)),
  );
}

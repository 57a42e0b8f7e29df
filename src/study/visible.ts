import { fold } from '../corpus/fold.ts';
import { compact, compactFolded } from './compact.ts';
import { findFigures, shareMeasure, type Amount, type Figure } from './figures.ts';
import type { BlankKind, ExpectedAnswer } from './question.ts';
import { nameForms } from './check-answer.ts';

/** A text in which many answers are looked for: it is folded and searched for figures once, and only when it comes to that. */
export class ReadText {
  readonly #text: string;
  #folded: string | undefined;
  #compact: string | undefined;
  #figures: Figure[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get folded(): string {
    this.#folded ??= fold(this.#text);
    return this.#folded;
  }

  get compact(): string {
    this.#compact ??= compactFolded(this.folded);
    return this.#compact;
  }

  get figures(): readonly Figure[] {
    this.#figures ??= findFigures(this.#text);
    return this.#figures;
  }
}

/** An answer, read once, that is looked for in many texts. */
export interface ReadAnswer {
  kind: BlankKind;
  /** As the article writes it. */
  written: ReadText;
  /** Of a name: all its forms, compact. */
  forms: readonly string[];
}

export function readAnswer(expected: ExpectedAnswer): ReadAnswer {
  const { kind, answer } = expected;
  const forms = kind === 'name' ? new Set(nameForms(expected).map(compact)) : [];
  return { kind, written: new ReadText(answer), forms: [...forms] };
}

/** Whether a text gives an answer away: it holds the words, another form of the name, or the same value. */
export function isVisible({ kind, written, forms }: ReadAnswer, text: ReadText): boolean {
  if (text.folded.includes(written.folded)) return true;
  if (kind === 'name') return forms.some((form) => text.compact.includes(form));
  const amounts = written.figures[0]?.amounts ?? [];
  return text.figures.some((figure) => amounts.every((amount) => hasAmount(figure, amount)));
}

function hasAmount(figure: Figure, { value, measures }: Amount): boolean {
  return figure.amounts.some(
    (each) =>
      each.value === value &&
      (each.measures.length === 0 || measures.length === 0 || shareMeasure(each.measures, measures)),
  );
}

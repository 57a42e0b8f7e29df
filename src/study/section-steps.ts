import type { Article, Span } from '../corpus/article.ts';
import { quoteParts } from './make-questions.ts';
import type { StudyQuestion } from './question.ts';

/** One step of the walk through an article: read the quotation, then answer the questions. */
export interface StudyStep {
  /** Index into `Article.sections`. */
  section: number;
  /** Of the section; `null` before the first heading. Steps of one long section share it. */
  heading: string | null;
  /** 1-based number of the paragraph in which the quotation begins. */
  paragraph: number;
  /** Whole sentences, the first of the step: at most `QUOTATION_LIMIT` long, unless the first sentence alone is longer. */
  quotation: Span;
  /** In reading order, at most `MOST_QUESTIONS`; none of their answers is visible in the quotation. */
  questions: StudyQuestion[];
}

/**
 * The walk through an article: a step for each section with something to quote, in reading order, at most `MOST_STEPS`.
 * `studyParts` says how long sections are cut and how many sections are made fewer.
 */
export function studySteps(article: Article): StudyStep[] {
  return quoteParts(article).map(({ section, sentences, quotation, questions }) => ({
    section,
    heading: article.sections[section]?.heading ?? null,
    paragraph: sentences[0]?.paragraph ?? 1,
    quotation,
    questions,
  }));
}

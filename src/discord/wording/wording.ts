import type { AnswerState } from '../../answering/answer.ts';
import { en } from './en.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

/** A name that a person sees in Discord's command list, and what it is for (at most 100 characters). */
export interface Labelled {
  /** 1 to 32 letters, digits, `-` or `_`, lower case. */
  name: string;
  description: string;
}

/** Every sentence that the bot says by itself; a language that lacks one does not compile. */
export interface Wording {
  commands: {
    ask: Labelled;
    askQuestion: Labelled;
    askArticle: Labelled;
    askPrivate: Labelled;
    articles: Labelled;
  };
  /** Heading over an answer; `null` when the quotations need none. */
  heading: Record<AnswerState, string | null>;
  /** Under an answer that is more likely right than not, but not by much. */
  unsure: string;
  /** Paragraph number in a citation. */
  paragraph: (paragraph: number) => string;
  /** Shown between the parts of a citation. */
  separator: string;
  /** `none`: the titles of some articles, each already formatted. */
  noneAbout: (titles: string, more: number) => string;
  noneInArticle: (title: string) => string;
  articlesHeading: (count: number) => string;
  articleFacts: (facts: { sections: number; paragraphs: number }) => string;
  articlesMore: (more: number) => string;
  articlesEmpty: string;
  failure: {
    questionEmpty: string;
    questionTooLong: string;
    articleUnknown: (typed: string) => string;
    indexUnavailable: string;
    unknownCommand: string;
    unexpected: (reference: string) => string;
  };
}

export type Language = 'zh-Hant' | 'zh-Hans' | 'en';

export const WORDINGS: Record<Language, Wording> = { 'zh-Hant': zhHant, 'zh-Hans': zhHans, en };

/**
 * The language for a person's Discord locale (https://discord.com/developers/docs/reference#locales): `zh-CN` reads
 * Simplified, every other Chinese Traditional, everyone else English.
 */
export function languageOf(locale: string): Language {
  if (/^zh-(?:cn|hans|sg|my)\b/iu.test(locale)) return 'zh-Hans';
  return /^zh\b/iu.test(locale) ? 'zh-Hant' : 'en';
}

export function wordingFor(locale: string): Wording {
  return WORDINGS[languageOf(locale)];
}

import { inLanguage, type Worded } from './wording/language.ts';

/**
 * Something that a person asked for and cannot have, in words for that person. It is said to them alone and is no line in
 * the log: nothing is broken.
 */
export class Refusal extends Error {
  /** The sentence as Discord Markdown, for a locale. */
  readonly say: (locale: string) => string;

  constructor(say: (locale: string) => string) {
    super(say('en-US'));
    this.name = 'Refusal';
    this.say = say;
  }
}

/** A refusal with its sentence picked from a wording. */
export function refusal<T>(wording: Worded<T>, pick: (wording: T) => string): Refusal {
  return new Refusal((locale) => pick(inLanguage(wording, locale)));
}

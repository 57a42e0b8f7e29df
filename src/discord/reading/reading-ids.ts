import type { Span } from '../../corpus/article.ts';
import { customId, wholeNumber } from '../custom-id.ts';
import { packWords } from './words-in-id.ts';

/** Shows one paragraph, to the person alone: `read:key:paragraph`. */
export const READ = 'read';
/** Shows an article's outline, to the person alone: `outline:key:page[:start.length]`. */
export const OUTLINE = 'outline';

/** Turns the pages of an outline where it stands: `contents:key:page[:paragraph]`. */
export const CONTENTS = 'contents';
/** Menu of an outline, whose values are sections: `choose-section:key`. */
export const CHOOSE_SECTION = 'choose-section';
/** Turns the pages of an article in a reader: `turn-page:key:page`. */
export const TURN_PAGE = 'turn-page';
/** Goes from paragraph to paragraph in a reader: `paragraph:key:paragraph:part`. */
export const PARAGRAPH = 'paragraph';
/** Turns the pages of the list of articles where it stands: `list:page:words`. */
export const LIST = 'list';
/** Menu of that list, whose values are keys of articles. */
export const OPEN_ARTICLE = 'open-article';
/** Turns the pages of the places of a phrase where they stand: `phrase:page:phrase`. */
export const PHRASE = 'phrase';
/** Menu of those places, whose values are `key.paragraph`. */
export const READ_AROUND = 'read-around';

export function readId(key: string, paragraph: number): string {
  return customId(READ, key, paragraph);
}

/**
 * @param page of the outline, from 0.
 * @param quoted where the answer was quoted, so that its section can be pointed out; an answer's outline button is also
 * where a later question finds what it goes on from.
 */
export function outlineId(key: string, page: number, quoted?: Span): string {
  return quoted === undefined
    ? customId(OUTLINE, key, page)
    : customId(OUTLINE, key, page, formatSpan(quoted));
}

function formatSpan({ start, end }: Span): string {
  return `${start.toString(36)}.${(end - start).toString(36)}`;
}

/** The span in an outline's custom id; `null` when it has none. */
export function parseSpan(arg: string | undefined): Span | null {
  const [start, length] = (arg ?? '').split('.').map((part) => wholeNumber(part, 36));
  if (start === undefined || start === null || length === undefined || length === null) return null;
  return { start, end: start + length };
}

/**
 * @param page of the outline, from 0; `null` for the page of the section to point out.
 * @param here the paragraph whose section is pointed out; `null` for none.
 */
export function contentsId(key: string, page: number | null, here: number | null): string {
  return customId(CONTENTS, key, page ?? '', here ?? '');
}

export function chooseSectionId(key: string): string {
  return customId(CHOOSE_SECTION, key);
}

/** @param page of the article, from 0. */
export function turnPageId(key: string, page: number): string {
  return customId(TURN_PAGE, key, page);
}

/** @param part of a paragraph too long for one reply, from 0. */
export function paragraphId(key: string, paragraph: number, part: number): string {
  return customId(PARAGRAPH, key, paragraph, part);
}

/** @param words what titles are searched for, as `fittingWords` leaves them; empty for all articles. */
export function listId(page: number, words: string): string {
  return customId(LIST, page, packWords(words));
}

/** @param phrase one that `fitsInId`. */
export function phraseId(page: number, phrase: string): string {
  return customId(PHRASE, page, packWords(phrase));
}

/** Value of an entry of the menu {@link READ_AROUND}. */
export function placeValue(key: string, paragraph: number): string {
  return `${key}.${paragraph}`;
}

/** The other way; what cannot be read is `null`. */
export function parsePlace(value: string | undefined): { key: string; paragraph: number | null } {
  const [key = '', paragraph] = (value ?? '').split('.');
  return { key, paragraph: wholeNumber(paragraph) };
}

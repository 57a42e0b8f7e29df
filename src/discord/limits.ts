/**
 * Discord's limits, and the one way of keeping them: cut at a sentence end. Figures are from the API reference,
 * counted here in UTF-16 code units, which is never fewer than what Discord counts.
 */

/** https://discord.com/developers/docs/resources/message#create-message */
export const MESSAGE_CONTENT_LIMIT = 2000;
/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const EMBED_LIMITS = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footerText: 2048,
  authorName: 256,
  /** Title, description, fields, footer and author of all embeds of a message together. */
  total: 6000,
  perMessage: 10,
} as const;
/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
export const CHOICE_LIMITS = { count: 25, name: 100, value: 100 } as const;
/** https://discord.com/developers/docs/components/reference#button */
export const BUTTON_LABEL_LIMIT = 80;
/** https://discord.com/developers/docs/components/reference#action-row */
export const BUTTONS_PER_ROW = 5;
/** https://discord.com/developers/docs/components/reference#string-select */
export const SELECT_LIMITS = {
  options: 25,
  label: 100,
  value: 100,
  description: 100,
  placeholder: 150,
} as const;
/** https://discord.com/developers/docs/resources/channel#start-thread-from-message */
export const THREAD_NAME_LIMIT = 100;

const SENTENCE_END = /(?:[。！？!?…]|\.(?=\s))[」』”’）)"'\]]*|\n/gu;
const COMMA = /[，、；：,;]/gu;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Where the last match that ends at or before `limit` ends, if that is not in the first half; otherwise 0. */
function lastEnd(text: string, pattern: RegExp, limit: number): number {
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (end > limit) break;
    last = end;
  }
  return last * 2 >= limit ? last : 0;
}

/** The end of the last whole character, as a reader sees characters, at or before `limit`. */
function lastCharacterEnd(text: string, limit: number): number {
  let last = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 32))) {
    if (index + segment.length > limit) break;
    last = index + segment.length;
  }
  if (last > 0) return last;
  // One endless character (a pile of combining marks): only the surrogate pair is sacred.
  return isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/**
 * The longest beginning of `text` that fits, ending at a sentence end, else a comma, else a whole character, with `…`
 * after it; `text` itself when it fits.
 * @param limit at least 1.
 * @param measure what a text costs once written (its escaped length, say); a longer text never costs less.
 */
export function cut(
  text: string,
  limit: number,
  measure: (text: string) => number = (plain) => plain.length,
): string {
  if (measure(text) <= limit) return text;
  let fits = 0;
  let tooLong = text.length;
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure(text.slice(0, middle)) <= limit - 1) fits = middle;
    else tooLong = middle;
  }
  if (fits === 0) return '…';
  const end = lastEnd(text, SENTENCE_END, fits) || lastEnd(text, COMMA, fits) || lastCharacterEnd(text, fits);
  return `${text.slice(0, end).trimEnd()}…`;
}

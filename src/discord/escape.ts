/**
 * Text of articles and people, made harmless for Discord's Markdown. A backslash before any character that is not a
 * letter, digit or white space shows that character and nothing else, so the reader sees exactly the original.
 */

/** Characters that begin emphasis, code, spoilers, links, mentions, emoji, timestamps and addresses anywhere in a line. */
const ANYWHERE = new Set('\\*_~`|[]<>@:');
/** Characters that begin a heading, subtext or list at the start of a line. */
const LINE_START = new Set('#-+');

/** Control characters are not shown by Discord and can hide or reorder what is: all but tab and line feed. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu;
/** Marks that turn the direction of the text after them. */
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export function withoutControls(text: string): string {
  return text.replaceAll(CONTROLS, '');
}

/**
 * The text with a backslash before each character that Discord could read as markup. Never looks ahead, so that the
 * escaped form of a beginning is the beginning of the escaped form.
 */
export function escapeMarkdown(text: string): string {
  let escaped = '';
  let atLineStart = true;
  let afterLineNumber = false;
  for (const character of withoutControls(text)) {
    const isListDot = afterLineNumber && character === '.';
    if (ANYWHERE.has(character) || isListDot || (atLineStart && LINE_START.has(character))) escaped += '\\';
    escaped += character;
    const isDigit = character >= '0' && character <= '9';
    afterLineNumber = isDigit && (atLineStart || afterLineNumber);
    atLineStart = character === '\n' || (atLineStart && character.trim() === '');
  }
  return escaped;
}

/**
 * One plain line, for the parts of an embed that have no Markdown at all (author, footer) and for choices: white space
 * runs become one space, and nothing invisible is left that could reorder the words around it.
 */
export function plainLine(text: string): string {
  return withoutControls(text.replaceAll(/\s+/gu, ' ')).replaceAll(DIRECTION_MARKS, '').trim();
}

/** A block quote: every line marked, because an unmarked line would end it. */
export function blockQuote(markdown: string): string {
  return `> ${markdown.replaceAll('\n', '\n> ')}`;
}

/**
 * A link under words; the words alone when the address is not http(s) or too long to be worth its characters.
 * @param words as plain text.
 */
export function maskedLink(words: string, url: string | null): string {
  if (url === null || !URL.canParse(url)) return escapeMarkdown(words);
  const parsed = new URL(url);
  // Round brackets and stars would end the link or the bold around it early.
  const address = parsed.href.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('*', '%2A');
  const isWeb = parsed.protocol === 'https:' || parsed.protocol === 'http:';
  if (!isWeb || address.length > MAX_ADDRESS) return escapeMarkdown(words);
  // Discord pairs square brackets before it honours escapes: a single one would undo the link.
  const label = words.replaceAll('[', '［').replaceAll(']', '］');
  return `[${escapeMarkdown(label)}](${address})`;
}

/** Characters of an address. Longer ones are tracking links, and three of them would not fit in a reply. */
const MAX_ADDRESS = 300;

import { alikeCharacters } from '../corpus/alike-characters.ts';
import { splitAlikeWords, type AlikeWord } from '../corpus/alike-words.ts';
import { LETTER } from '../corpus/tokens.ts';

/**
 * A pattern that finds a phrase in text as it was written: any run of white space for another, for each character those
 * that are alike (see `alikeCharacters`), and for a word that of the other region, 軟體 for 软件. Words that are written
 * with spaces around them, and numbers, match only whole. Matching text directly keeps its offsets: folding moves them.
 */
export function phrasePattern(phrase: string): RegExp {
  const given = phrase.trim().normalize('NFC');
  const parts = given.split(/\s+/).map((part) => splitAlikeWords(part).map(wordPattern).join(''));
  return new RegExp(`${startBoundary(given)}${parts.join('\\s+')}${endBoundary(given)}`, 'v');
}

function wordPattern({ written }: AlikeWord): string {
  const patterns = written.map((word) => Array.from(word, characterPattern).join(''));
  const unique = [...new Set(patterns)];
  return unique.length === 1 ? unique.join('') : `(?:${unique.join('|')})`;
}

function characterPattern(character: string): string {
  const alike = alikeCharacters(character);
  // An article may hold é as e and an accent of its own.
  const decomposed = alike
    .map((each) => Array.from(each.normalize('NFD')))
    .filter(({ length }) => length > 1)
    .map((parts) => parts.map(escape).join(''));
  const one = `[${alike.map(escape).join('')}]`;
  return decomposed.length === 0 ? one : `(?:${[...decomposed, one].join('|')})`;
}

function escape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** Not within a word, nor after a point within a number. */
function startBoundary(given: string): string {
  if (!new RegExp(`^${LETTER}`, 'v').test(given)) return '';
  return `(?<!${LETTER})${/^\p{Nd}/u.test(given) ? '(?<!\\p{Nd}[.,．，])' : ''}`;
}

function endBoundary(given: string): string {
  if (!new RegExp(`${LETTER}$`, 'v').test(given)) return '';
  return `(?!${LETTER})${/\p{Nd}$/u.test(given) ? '(?![.,．，]\\p{Nd})' : ''}`;
}

import { fold } from './fold.ts';

/** Chinese, Japanese and Korean letters, which are written without spaces. */
const CJK = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
/** Pattern (flag `v`) of a letter or digit of a word that is written with spaces around it. */
export const LETTER = `[[\\p{L}\\p{N}]--[${CJK}]]`;
/** A run of CJK letters; or a word or number, with `.`, `-`, `'`, `&` inside and `%` or `+` after (`gpt-4`, `1.4`, `35%`). */
const RUN = new RegExp(`([${CJK}]+)|(${LETTER}+(?:[.\\-'\\&]${LETTER}+)*[%+]?)`, 'gv');
const CHARACTER = new RegExp(`^[${CJK}]$`, 'v');
/** `1,000,000` and `1000000` are one number. */
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;

/**
 * The keyword tokens of a text, in order and with repeats: of a CJK run its characters and its pairs of neighbouring
 * characters (bigrams), otherwise whole words and numbers of at most 200 characters; of a compound such as `gpt-4` its parts
 * as well.
 * Text is folded, so both Chinese scripts and both cases give the same tokens.
 */
export function tokenize(text: string): string[] {
  return tokenizeFolded(fold(text));
}

/** The same of a text that is folded already: folding is the costly part. */
export function tokenizeFolded(folded: string): string[] {
  const tokens: string[] = [];
  for (const match of folded.replace(THOUSANDS, '').matchAll(RUN)) {
    const [, cjk, word] = match;
    if (cjk !== undefined) addCharacters(cjk, tokens);
    else if (word !== undefined) addWord(word, tokens);
  }
  return tokens;
}

/** What a single character says against a word or a pair of characters. */
export const CHARACTER_WEIGHT = 0.4;

/** Whether a token is a single CJK character: cheap evidence, and found in most passages. */
export function isCharacter(token: string): boolean {
  return CHARACTER.test(token);
}

/** The keyword tokens that say a folded word or name: its words and pairs of characters, single characters where it has neither. */
export function longerTokens(folded: string): string[] {
  const tokens = tokenizeFolded(folded);
  const longer = tokens.filter((token) => !isCharacter(token));
  return longer.length > 0 ? longer : tokens;
}

function addCharacters(run: string, tokens: string[]): void {
  const characters = Array.from(run);
  characters.forEach((character, i) => {
    tokens.push(character);
    const next = characters[i + 1];
    if (next !== undefined) tokens.push(character + next);
  });
}

/** Characters of the longest word: a longer run is a checksum or a line of base64, and databases limit what they index. */
const WORD_LIMIT = 200;

function addWord(word: string, tokens: string[]): void {
  if (word.length > WORD_LIMIT) return;
  const whole = word.replace(/'s$/, '');
  tokens.push(whole);
  if (!/[.\-'&%+]/.test(whole) || /^[\d.]+$/.test(whole)) return;
  const parts = whole.split(/[.\-'&%+]+/).filter((part) => part !== '');
  tokens.push(...parts);
}

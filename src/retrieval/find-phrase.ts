import { foldCharacters } from '../corpus/alike-characters.ts';
import { splitAlikeWords } from '../corpus/alike-words.ts';
import type { Article, Block, Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { isCharacter, tokenizeFolded } from '../corpus/tokens.ts';
import { FootnoteError } from '../errors.ts';
import type { IndexReader } from '../index/index-reader.ts';
import { QUESTION_LIMIT } from './analyze-question.ts';
import { phrasePattern } from './phrase-pattern.ts';

/** Tokens that narrow the search down; more of a long phrase would only cost time. */
const TOKENS = 24;
/** A passage may end here, and a phrase go on in the next. */
const SENTENCE_END = /[。｡！？!?…⋯\n]|\.(?=\s|$)/;
/** Only Chinese words are folded to others. */
const HAN = /\p{Script=Han}/u;
/** A compound, which the index holds in parts as well: a phrase may end within it. */
const COMPOUND = /[\-'&%+]|\D\.|\.\D/;

/** A paragraph that holds a phrase. */
export interface PhraseMatch {
  article: Article;
  block: Block;
  /** The phrase at its first place there, as it was written. */
  span: Span;
}

/**
 * Every numbered paragraph that holds a phrase (see `phrasePattern`), in reading order. The keyword index narrows the
 * articles down; the text itself decides.
 * @throws FootnoteError `phrase-empty` when the phrase holds no letter or digit, `question-too-long` over
 * `QUESTION_LIMIT` characters
 */
export async function* findPhrase(index: IndexReader, phrase: string): AsyncGenerator<PhraseMatch> {
  checkPhrase(phrase);
  const pattern = phrasePattern(phrase);
  for await (const article of index.articlesWith(tokenAlternatives(phrase))) {
    for (const block of article.blocks) {
      if (block.paragraph === null) continue;
      const found = pattern.exec(article.text.slice(block.start, block.end));
      if (!found) continue;
      const start = block.start + found.index;
      yield { article, block, span: { start, end: start + found[0].length } };
    }
  }
}

function checkPhrase(phrase: string): void {
  if (phrase.length > QUESTION_LIMIT) {
    throw new FootnoteError(
      'question-too-long',
      `The phrase has ${phrase.length} characters; ${QUESTION_LIMIT} is the most. Look for a shorter part of it.`,
    );
  }
  if (!/[\p{L}\p{N}]/u.test(phrase)) {
    throw new FootnoteError(
      'phrase-empty',
      'The phrase holds no letter or digit. Write the words to look for.',
    );
  }
}

/**
 * Tokens that a passage with the phrase has, for each way in which folding may have treated it there: as it treats the
 * phrase or its mainland words, by its words in the other script, or by its characters alone.
 */
function tokenAlternatives(phrase: string): string[][] {
  const words = splitAlikeWords(phrase).map(({ folded }) => folded);
  const ways = [fold(phrase), fold(fold(phrase)), words.join(''), foldCharacters(phrase)];
  return [...new Set(ways)].flatMap(narrowingTokens);
}

/** Tokens of the longest piece that lies within one sentence; of alternatives, a passage has all of one. */
function narrowingTokens(folded: string): string[][] {
  const pieces = folded.split(SENTENCE_END).map(tellingTokens);
  const all = pieces.flat();
  if (all.length === 0) return [];
  // At its ends the phrase may be part of a longer word, which folding treats as a whole.
  const first = pieces.find(({ length }) => length > 0);
  const last = pieces.findLast(({ length }) => length > 0);
  const inner = pieces.map((piece) =>
    piece.filter((token, i) => {
      const isEnd = (piece === first && i === 0) || (piece === last && i === piece.length - 1);
      return !(isEnd && HAN.test(token));
    }),
  );
  const [longest = []] = inner.sort((a, b) => b.length - a.length);
  if (longest.length === 0) return [...new Set(all)].map((token) => [token]);
  return [[...new Set(longest)].slice(0, TOKENS)];
}

/** Pairs of characters rather than the characters in them, and parts rather than compounds. */
function tellingTokens(piece: string): string[] {
  const tokens = tokenizeFolded(piece);
  const pairs = tokens.filter((token) => !isCharacter(token));
  const covered = new Set(pairs.flatMap((pair) => Array.from(pair)));
  return tokens.filter((token) => (isCharacter(token) ? !covered.has(token) : !COMPOUND.test(token)));
}

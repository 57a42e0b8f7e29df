import { scriptOf } from '../corpus/script.ts';

/** Lengths in UTF-16 code units between which a sentence makes a question. Latin letters say less each. */
export const SENTENCE_LENGTHS = {
  cjk: { shortest: 12, longest: 160 },
  latin: { shortest: 40, longest: 240 },
} as const;

const MARKER =
  /^[>\s]*(?:[-*+•·‧▪●○◆■□–]\s+|[(（](?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]\s*|\d{1,3}[.)、．）]\s*(?!\d)|[一二三四五六七八九十]{1,3}[、．]\s*)?/u;
/** It speaks of somebody or something named before. */
const PRONOUN =
  /^(?:他|她|它|牠|其(?!他|中|實|实|次)|兩者|两者|前者|後者|后者|對此|对此|為此|为此|(?:he|she|it|they|his|her|its|their|this|that|these|those|both|such)\b)/iu;
const POINTING = /^(?:這|这|此|該|该|那)/u;
/** It answers or goes on from the sentence before. */
const CONNECTIVE =
  /^(?:但|然而|不過|不过|因此|所以|而(?!今)|也(?!許|许)|還(?=有|要|是|稱|说)|並|并|於是|于是|否則|否则|同時|同时|此外|另外|另一方面|之後|之后|其次|例如|比如|何況|何况|畢竟|毕竟|相反|總之|总之|接著|接着|(?:but|however|so|and|or|yet|then|therefore|thus|instead|moreover|also|for example|for instance|otherwise|meanwhile)\b)/iu;
const PAIRS = ['「」', '『』', '（）', '()', '“”', '《》'];

/** Characters of list marker, quotation sign and white space before the first word of a sentence. */
export function markerLength(sentence: string): number {
  return MARKER.exec(sentence)?.[0].length ?? 0;
}

/**
 * How well a sentence is understood alone: 0 is well, less is worse.
 * @param sentence without its list marker
 * @returns `null` for what makes no question at all: too short, too long, a link, a table row.
 */
export function sentenceFit(sentence: string): number | null {
  const { shortest, longest } = SENTENCE_LENGTHS[scriptOf(sentence)];
  if (sentence.length < shortest || sentence.length > longest) return null;
  if (/https?:|www\.|\]\(|^\s*\||\n\s*\|/.test(sentence)) return null;
  const opening = sentence.replace(/^[\s\p{P}]+/u, '');
  let fit = 0;
  if (PRONOUN.test(opening)) fit -= 3;
  else if (CONNECTIVE.test(opening)) fit -= 1.5;
  else if (POINTING.test(opening)) fit -= 1;
  if (sentence.length < shortest * 1.5 || sentence.length > longest * 0.75) fit -= 1;
  // It only leads up to what follows.
  if (/[:：]$/.test(sentence)) fit -= 3.5;
  else if (/[？?][」』”’)）]?$/.test(sentence)) fit -= 2;
  else if (!/[。｡.！!…⋯][」』”’)）"*_]{0,3}$/.test(sentence)) fit -= 1.5;
  if (PAIRS.some((pair) => count(sentence, pair[0]) !== count(sentence, pair[1]))) fit -= 1.5;
  return fit;
}

function count(text: string, char = ''): number {
  return text.split(char).length - 1;
}

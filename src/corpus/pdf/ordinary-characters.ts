import { cleanCharacters } from '../clean-characters.ts';

/** Kangxi radicals, compatibility ideographs and Latin ligatures: fonts name their glyphs so, nobody writes or seeks them. */
const COMPATIBLE = /[\u2e9f\u2ef3\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06\u{2f800}-\u{2fa1f}]/gu;
/** Radicals that Unicode does not map to the character they look like. */
const RADICALS = new Map(
  Array.from(
    '⺠民⻁虎⻄西⻅见⻆角⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻯竜⻰龙⻳龟'.matchAll(
      /(.)(.)/gu,
    ),
    (pair): [string, string] => [pair[1] ?? '', pair[2] ?? ''],
  ),
);

/** A PDF's text in the characters that people write: ⽂ becomes 文, ﬁ becomes fi. Nothing else changes its form. */
export function ordinaryCharacters(text: string): string {
  return cleanCharacters(text)
    .replace(/[\u2e80-\u2ef3]/g, (radical) => RADICALS.get(radical) ?? radical)
    .replace(COMPATIBLE, (character) => character.normalize('NFKC'));
}

import { fold } from './fold.ts';

/** Code points with a counterpart: not Hangul, emoji, nor the rarest Chinese characters, which are alike to themselves. */
const RANGES: [first: number, last: number][] = [
  [0x20, 0x9fff],
  [0xf900, 0xfaff],
  [0xfe30, 0xffef],
];

let classes: Map<string, string[]> | undefined;
let folded: Map<string, string> | undefined;

/**
 * The characters that are one when folded on their own: both Chinese scripts (體, 体), both cases, full and half width.
 * @param character one code point
 * @returns the character itself among them
 */
export function alikeCharacters(character: string): string[] {
  classes ??= readClasses();
  return classes.get(foldCharacter(character)) ?? [character];
}

/** `fold` of each character on its own, without the words it is part of: 軟體 becomes 软体, not 软件. */
export function foldCharacters(text: string): string {
  return Array.from(text, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  folded ??= new Map();
  const known = folded.get(character);
  if (known !== undefined) return known;
  const result = fold(character);
  folded.set(character, result);
  return result;
}

/** Only classes of more than one character. All are folded in one go, line by line, which takes some 50 ms, once. */
function readClasses(): Map<string, string[]> {
  const characters = RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
  ).filter((character) => !/\p{Cn}|\s/u.test(character));
  const results = fold(characters.join('\n')).split('\n');
  const all = new Map<string, string[]>();
  characters.forEach((character, i) => {
    const result = results[i] ?? character;
    const alike = all.get(result);
    if (alike) alike.push(character);
    else all.set(result, [character]);
  });
  return new Map([...all].filter(([, alike]) => alike.length > 1));
}

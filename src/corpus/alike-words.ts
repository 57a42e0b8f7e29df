import { from, to } from 'opencc-js/preset/t2cn';
import { foldCharacters } from './alike-characters.ts';
import { fold } from './fold.ts';

/** A character, or a word that has another one in the other region. */
export interface AlikeWord {
  /** As the text has it. */
  given: string;
  /** What a reader of either region may write for it, itself first: 软件 and 軟體. */
  written: string[];
  /** Its simplified characters, or the mainland's word when it is Taiwan's, in either script. */
  folded: string;
}

/** Words that `fold` makes other words of, not only other characters. */
interface Words {
  /** 軟體 to 软件. */
  toMainland: Map<string, string>;
  /** 软体 to 软件. */
  ofCharacters: Map<string, string>;
  /** 软件 to 軟體. */
  toTaiwan: Map<string, string[]>;
  /** Characters of the longest. */
  longest: number;
}

let words: Words | undefined;

/** Cuts a text into the words that differ by region, the longest first, and the characters between them. */
export function splitAlikeWords(text: string): AlikeWord[] {
  words ??= readWords();
  const characters = Array.from(text);
  const split: AlikeWord[] = [];
  for (let at = 0; at < characters.length;) {
    const word = wordAt(characters, at, words);
    split.push(word);
    at += Array.from(word.given).length;
  }
  return split;
}

function wordAt(characters: string[], at: number, known: Words): AlikeWord {
  for (let length = Math.min(known.longest, characters.length - at); length > 1; length--) {
    const given = characters.slice(at, at + length).join('');
    const plain = foldCharacters(given);
    const taiwan = known.toTaiwan.get(plain);
    const mainland = known.ofCharacters.get(plain);
    // 程序 is a word of both: it is taken for the mainland's (程式), not for Taiwan's (进程).
    if (taiwan) return { given, written: [...new Set([given, ...taiwan])], folded: mainland ?? plain };
    if (mainland === undefined) continue;
    // 软体 is no word of the mainland's, but may be 軟體 in the other script.
    const written = known.toMainland.has(given) ? [given, mainland] : [given];
    return { given, written, folded: mainland };
  }
  const given = characters[at] ?? '';
  return { given, written: [given], folded: foldCharacters(given) };
}

/** From the dictionaries that `fold` works with. */
function readWords(): Words {
  const dictionaries = [...(from['twp'] ?? []), ...(to['cn'] ?? [])].flat();
  const sources = dictionaries.flatMap((dictionary) =>
    typeof dictionary === 'string'
      ? dictionary.split('|').map((entry) => entry.split(' ')[0] ?? '')
      : dictionary.map(([source]) => source),
  );
  const found: Words = { toMainland: new Map(), ofCharacters: new Map(), toTaiwan: new Map(), longest: 0 };
  const folded = fold(sources.join('\n')).split('\n');
  sources.forEach((source, i) => {
    const mainland = folded[i] ?? '';
    const plain = foldCharacters(source);
    const lengths = [Array.from(source).length, Array.from(mainland).length];
    if (Math.min(...lengths) < 2 || plain === mainland) return;
    found.toMainland.set(source, mainland);
    found.ofCharacters.set(plain, mainland);
    found.toTaiwan.set(mainland, [...(found.toTaiwan.get(mainland) ?? []), source]);
    found.longest = Math.max(found.longest, ...lengths);
  });
  return found;
}

import type { Syllable } from '../../src/retrieval/spelling.ts';

/** Longer ones first. */
const INITIALS = 'zh ch sh b p m f d t n l g k h j q x r z c s y w'.split(' ');

/** The parts of a syllable in pinyin without its tone, `v` for ü; null where that is none (`hng`). `y` and `w` count as initials, as they are written. */
export function syllableOf(pinyin: string): Syllable | null {
  const initial = INITIALS.find((each) => pinyin.startsWith(each)) ?? '';
  const final = pinyin.slice(initial.length);
  return /^[aeiouv][a-z]*$/.test(final) ? { initial, final } : null;
}

const WADE_GILES_INITIALS: Record<string, string> = {
  b: 'p',
  d: 't',
  g: 'k',
  j: 'ch',
  q: 'ch',
  zh: 'ch',
  z: 'ts',
  c: 'ts',
  x: 'hs',
  r: 'j',
};
const WADE_GILES_FINALS: Record<string, string> = {
  ong: 'ung',
  iong: 'iung',
  ie: 'ieh',
  ian: 'ien',
  ue: 'ueh',
  ve: 'ueh',
  v: 'u',
  uo: 'o',
};
const WADE_GILES: Record<string, string> = Object.fromEntries(
  (
    'zhi:chih chi:chih shi:shih ri:jih zi:tzu ci:tzu si:ssu you:yu er:erh ge:ko ke:ko he:ho e:o yan:yen yi:i ye:yeh ' +
    'yong:yung guo:kuo kuo:kuo huo:huo shuo:shuo gui:kuei kui:kuei'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/**
 * A syllable in the romanization of Wade and Giles (1912), without signs for tones and breath, as names are spelled in Taiwan: `tsai`
 * for cai, `hsin` for xin.
 */
export function wadeGiles({ initial, final }: Syllable): string {
  const written = initial === 'y' || initial === 'w' ? final : (WADE_GILES_FINALS[final] ?? final);
  return WADE_GILES[initial + final] ?? (WADE_GILES_INITIALS[initial] ?? initial) + written;
}

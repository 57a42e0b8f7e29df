import { analyse } from 'chardet';
import { cleanCharacters } from './clean-characters.ts';
import { foreignFormat } from './foreign-format.ts';
import { isPlausible, plausibility } from './plausible-text.ts';

/** The text of a file, or why it has none that can be used. */
export type FileText = { text: string } | { why: string };

/** Bytes at the head of a file that its encoding is guessed from. */
const SAMPLE = 200_000;
/** Plausibility (0..1) by which one encoding must lead before the statistics of `chardet` decide. */
const LEAD = 0.05;

/**
 * The text of a file in UTF-8, UTF-16, Big5 or GB18030, with or without byte order mark. Decodes strictly: bytes that are no
 * text in one of these are refused, never replaced.
 */
export function decodeText(bytes: Uint8Array): FileText {
  const foreign = foreignFormat(bytes);
  if (foreign !== null) {
    return { why: `It is ${foreign}, not text, whatever its name says; export its text as .txt or .md.` };
  }
  const text = decodeMarked(bytes) ?? decodeGuessed(bytes);
  if (text === null) {
    return bytes.includes(0)
      ? { why: 'It is a binary file (it holds NUL bytes), not text; export its text as .txt or .md.' }
      : {
          why: 'It is not UTF-8, UTF-16, Big5 or GB18030 text (another encoding, or not text at all); save it again as UTF-8.',
        };
  }
  return checkText(text);
}

/** Control characters out, and nothing that is hardly anything else. */
export function checkText(text: string): FileText {
  const cleaned = cleanCharacters(text);
  if (text.length - cleaned.length > 0.1 * text.length && /[^\r\n\t]/.test(text) && hasManyControls(text)) {
    return {
      why: 'It is a binary file (one character in ten is a control character), not text; export its text as .txt or .md.',
    };
  }
  if (cleaned.trim() === '') return { why: 'It holds no text.' };
  return { text: cleaned };
}

/** By its byte order mark; `null` when it has none, or when what follows is not in that encoding. */
export function decodeMarked(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeAs('utf-8', bytes);
  return null;
}

/** Valid UTF-8 is UTF-8; otherwise the encoding in which the text reads as text. `null` when there is none. */
export function decodeGuessed(bytes: Uint8Array): string | null {
  if (!bytes.includes(0)) {
    const text = decodeAs('utf-8', bytes);
    if (text !== null) return text;
  }
  const wide = decodeWide(bytes);
  if (wide !== null) return wide;
  return bytes.includes(0) ? null : decodeChinese(bytes);
}

/** Strictly; `null` when the bytes are not in this encoding, or when there is none of this name. A byte order mark is dropped by the decoder. */
export function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a mark. */
function decodeWide(bytes: Uint8Array): string | null {
  if (bytes.length < 4 || bytes.length % 2 === 1) return null;
  const [best] = ['utf-16le', 'utf-16be']
    .map((encoding) => ({ encoding, score: scoreOf(encoding, bytes.subarray(0, SAMPLE), true) }))
    .sort((a, b) => b.score - a.score);
  return best !== undefined && isPlausible(best.score) ? decodeAs(best.encoding, bytes) : null;
}

function decodeChinese(bytes: Uint8Array): string | null {
  const guessed = new Map(
    analyse(bytes.subarray(0, SAMPLE)).map(({ name, confidence }) => [name, confidence]),
  );
  const candidates = (['Big5', 'GB18030'] as const)
    .map((name) => ({ name, score: scoreOf(name, bytes), guess: guessed.get(name) ?? 0 }))
    .filter(({ score }) => isPlausible(score))
    .sort((a, b) => (Math.abs(a.score - b.score) > LEAD ? b.score - a.score : b.guess - a.guess));
  return candidates[0] === undefined ? null : decodeAs(candidates[0].name, bytes);
}

function scoreOf(encoding: string, bytes: Uint8Array, wide = false): number {
  // A sample may end within a character: two of UTF-16's halves.
  const whole = wide && bytes.length === SAMPLE ? bytes.subarray(0, endOfCharacters(encoding, bytes)) : bytes;
  const text = decodeAs(encoding, whole);
  return text === null ? 0 : plausibility(text, wide);
}

function endOfCharacters(encoding: string, bytes: Uint8Array): number {
  const high = bytes[bytes.length - (encoding === 'utf-16le' ? 1 : 2)] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? bytes.length - 2 : bytes.length;
}

function hasManyControls(text: string): boolean {
  return (
    (text.match(/[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g) ?? []).length > 0.1 * text.length
  );
}

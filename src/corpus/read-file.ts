import { open } from 'node:fs/promises';
import { messageOf } from '../errors.ts';

/** Largest file that is read, in bytes: about five million Chinese characters, far above any article. */
export const FILE_LIMIT = 10_000_000;

/** The text of a file, or why it has none that can be used. */
export type FileText = { text: string } | { why: string };

/** Reads one file. Never throws: what is wrong with the file comes back as `why`, a sentence with the cure. */
export async function readTextFile(path: string): Promise<FileText> {
  let bytes: Uint8Array;
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > FILE_LIMIT) return { why: tooLarge(size) };
      bytes = await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { why: `It cannot be read (${messageOf(error)}); check its permissions.` };
  }
  return decodeText(bytes);
}

function tooLarge(size: number): string {
  return `It is ${(size / 1_000_000).toFixed(1)} MB, and at most ${FILE_LIMIT / 1_000_000} MB are read; split it into several files.`;
}

/** Decodes strictly: bytes that are not UTF-8 text are refused, never replaced. */
export function decodeText(bytes: Uint8Array): FileText {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { why: 'It is UTF-16, not UTF-8; save it again as UTF-8.' };
  }
  if (bytes.includes(0))
    return { why: 'It is a binary file (it holds NUL bytes), not text; export its text as .txt or .md.' };
  let text: string;
  try {
    // A byte order mark is dropped by the decoder.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { why: 'It is not UTF-8 text (perhaps Big5 or GBK, or not text at all); save it again as UTF-8.' };
  }
  const cleaned = cleanCharacters(text);
  if (text.length - cleaned.length > 0.1 * text.length && /[^\r\n\t]/.test(text) && hasManyControls(text)) {
    return {
      why: 'It is a binary file (one character in ten is a control character), not text; export its text as .txt or .md.',
    };
  }
  if (cleaned.trim() === '') return { why: 'It holds no text.' };
  return { text: cleaned };
}

/**
 * Line ends to `\n`, form feeds to line ends, other control characters out: they cannot be seen, and would travel from an
 * article into Discord. Everything else stays as it is.
 */
export function cleanCharacters(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|[\v\f\u0085]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '');
}

function hasManyControls(text: string): boolean {
  return (
    (text.match(/[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g) ?? []).length > 0.1 * text.length
  );
}

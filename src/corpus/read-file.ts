import { open } from 'node:fs/promises';
import { messageOf } from '../errors.ts';
import { decodeText, type FileText } from './decode-text.ts';

export { cleanCharacters } from './clean-characters.ts';

/** Largest file that is read, in bytes: about five million Chinese characters, far above any article. */
export const FILE_LIMIT = 10_000_000;

/** Largest PDF, in bytes: most of one is pictures and fonts. */
export const PDF_LIMIT = 50_000_000;

/** Reads the text of one file. Never throws: what is wrong with the file comes back as `why`, a sentence with the cure. */
export async function readTextFile(path: string): Promise<FileText> {
  const read = await readBytes(path, FILE_LIMIT);
  return 'why' in read ? read : decodeText(read.bytes);
}

/** The bytes of a file of at most `limit` bytes. Never throws, as `readTextFile`. */
export async function readBytes(
  path: string,
  limit: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer> } | { why: string }> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > limit) return { why: tooLarge(size, limit) };
      // A copy of its own, because small buffers share one that cannot be handed to another thread.
      return { bytes: new Uint8Array(await handle.readFile()) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { why: `It cannot be read (${messageOf(error)}); check its permissions.` };
  }
}

function tooLarge(size: number, limit: number): string {
  return `It is ${(size / 1_000_000).toFixed(1)} MB, and at most ${limit / 1_000_000} MB are read; split it into several files.`;
}

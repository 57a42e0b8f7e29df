import { open } from 'node:fs/promises';
import { stdin } from 'node:process';
import type { Readable } from 'node:stream';
import { FootnoteError, messageOf } from '../src/errors.ts';

/**
 * A file named on the command line, or standard input for `-`.
 * @throws FootnoteError `file-unreadable`, with the system's reason
 */
export async function openInput(file: string): Promise<Readable> {
  if (file === '-') return stdin;
  try {
    return (await open(file)).createReadStream();
  } catch (cause) {
    throw new FootnoteError('file-unreadable', `Cannot read ${file} (${messageOf(cause)}). Check the path.`, {
      cause,
    });
  }
}

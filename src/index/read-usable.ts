import { FootnoteError } from '../errors.ts';

/** What `read` gives; `null` for a version that is damaged or of another format (any error `index-...`). */
export async function readUsable<Read>(read: () => Promise<Read>): Promise<Read | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FootnoteError && error.code.startsWith('index-')) return null;
    throw error;
  }
}

import { FootnoteError } from '../../errors.ts';

/** Codes of Node.js and SQLite for a disk or quota that is full, a file that may grow no more, or a disk that fails. */
const FULL = /^(ENOSPC|EDQUOT|EFBIG|EIO|SQLITE_(FULL|IOERR).*)$/;
/** The same for a place where this user may not write. */
const REFUSED = /^(EACCES|EPERM|EROFS|ENOTDIR|SQLITE_(CANTOPEN|READONLY|PERM).*)$/;

/**
 * What went wrong while an index was written, as an error that names the folder and the cure when it is the folder or its
 * disk that cannot take it; anything else as it is.
 */
export function writeFailure(indexDir: string, error: unknown): unknown {
  if (error instanceof FootnoteError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.test(code)) return diskFull(indexDir, error);
  return REFUSED.test(code) ? unwritable(indexDir, error) : error;
}

export function unwritable(indexDir: string, cause: unknown): FootnoteError {
  return new FootnoteError(
    'index-unwritable',
    `Cannot write to the index folder ${indexDir}. Give this user write permission, or name another folder with --index or INDEX_DIR.`,
    { cause },
  );
}

/** A new version needs about as much space as the one in use, beside it. */
export function diskFull(indexDir: string, cause: unknown): FootnoteError {
  return new FootnoteError(
    'index-unwritable',
    `The index folder ${indexDir} cannot take a new version: its disk is full, or fails. The index in use was not changed. ` +
      'Free some space, or name another folder with --index or INDEX_DIR.',
    { cause },
  );
}

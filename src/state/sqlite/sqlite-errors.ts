import { FootnoteError, messageOf } from '../../errors.ts';

export function unwritable(file: string, why: string, cause: unknown): FootnoteError {
  return new FootnoteError(
    'state-unwritable',
    `Cannot write the state file ${file} (${why}). Give this user write permission and room on the disk, or name another file with STATE_FILE.`,
    { cause },
  );
}

export function damaged(file: string, why: string, cause?: unknown): FootnoteError {
  return new FootnoteError(
    'state-damaged',
    `The state file ${file} cannot be used (${why}). Put an earlier copy in its place, or move it away to start with an empty one.`,
    { cause },
  );
}

/** SQLite's own errors, told as what a person can do about the file; anything else is a bug and stays as it is. */
export function explain(file: string, error: unknown): unknown {
  const code = codeOf(error);
  if (/^SQLITE_(FULL|READONLY|IOERR|CANTOPEN|BUSY|LOCKED|PERM)/.test(code)) {
    return unwritable(file, messageOf(error), error);
  }
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damaged(file, messageOf(error), error);
  return error;
}

/** Whether another connection stood in the way, which may be over in a moment. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

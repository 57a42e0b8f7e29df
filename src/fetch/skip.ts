import { FootnoteError } from '../errors.ts';

/** Why an address gave no file, in a sentence. The run goes on with the next address. */
export class Skip extends FootnoteError {
  /** Whether the next run may well succeed: a slow server, a busy one, a dropped connection. */
  readonly isPassing: boolean;

  constructor(why: string, options: { isPassing: boolean; cause?: unknown } = { isPassing: false }) {
    super('fetch-skipped', why, { cause: options.cause });
    this.isPassing = options.isPassing;
  }
}

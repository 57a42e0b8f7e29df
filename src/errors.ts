/**
 * An error that a person can act on: the message is one or two sentences that name the value and the cure.
 * Anything else that is thrown is a bug and keeps its stack.
 */
export class FootnoteError extends Error {
  /** Stable, for programs and tests: `corpus-empty`, `model-missing`, `index-damaged`, ... */
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'FootnoteError';
    this.code = code;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

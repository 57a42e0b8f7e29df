/** Collects what is wrong with a body, in sentences. Lengths are in UTF-16 code units. */
export class Problems {
  readonly found: string[] = [];

  add(problem: string): void {
    this.found.push(problem);
  }

  /** Adds `problem` unless it holds. */
  expect(holds: boolean, problem: string): void {
    if (!holds) this.found.push(problem);
  }

  atMost(what: string, count: number, limit: number): void {
    if (count > limit) this.found.push(`${what} is ${count}, the limit is ${limit}`);
  }

  between(what: string, value: number, least: number, most: number): void {
    if (value < least || value > most) this.found.push(`${what} is ${value}, not from ${least} to ${most}`);
  }

  /** A text that may be left out but not be blank; returns its length. */
  text(what: string, text: string | undefined | null, limit: number): number {
    if (text === undefined || text === null) return 0;
    if (text.trim() === '') this.found.push(`${what} is blank`);
    if (/\p{Surrogate}/u.test(text)) this.found.push(`${what} has half a surrogate pair`);
    this.atMost(`${what}'s length`, text.length, limit);
    return text.length;
  }

  /** A text that must be there. */
  required(what: string, text: string | undefined | null, limit: number): void {
    if (text === undefined || text === null) this.found.push(`${what} is missing`);
    else this.text(what, text, limit);
  }

  /** Names that may not repeat. */
  unique(what: string, names: readonly string[]): void {
    for (const name of new Set(names.filter((each, i) => names.indexOf(each) !== i))) {
      this.found.push(`two of ${what} "${name}"`);
    }
  }
}

/** `value` as a list; anything else is empty. */
export function list<T>(value: unknown): T[] {
  return Array.isArray(value) ? (value as T[]) : [];
}

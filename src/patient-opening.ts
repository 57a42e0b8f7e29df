import { isDatabaseAway } from './database-presence.ts';

/** Milliseconds before the second try; doubled with each. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
/** Milliseconds after which a try has reached the database, longer than connecting may take: it builds an index, say. */
const CONNECT_PATIENCE = 15_000;

/** Something of the database that is opened again and again, until the database can be reached. */
export class PatientOpening<T> {
  /** Resolves when it is open. Rejects with what no waiting mends, such as `database-refused`. */
  readonly opened: Promise<T>;
  #current: Promise<T>;
  #waiting: NodeJS.Timeout | undefined;
  #hasGivenUp = false;

  /** @param open called at once, and again after 1, 2, 4 ... at most 30 seconds while the database is away */
  constructor(open: () => Promise<T>) {
    this.#current = open();
    this.opened = this.#untilOpen(open);
    for (const promise of [this.opened, this.#current]) promise.catch(ignore);
  }

  /**
   * For those who need it now. The first try is waited for; after it has failed this rejects at once with why the last one
   * did, until one succeeds or at least goes on for longer than a database that is away takes.
   */
  get current(): Promise<T> {
    return this.#current;
  }

  /** Tries no more; a try that is under way goes on. What is not open then stays so. */
  giveUp(): void {
    this.#hasGivenUp = true;
    clearTimeout(this.#waiting);
  }

  async #pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      if (!this.#hasGivenUp) this.#waiting = setTimeout(resolve, milliseconds);
    });
  }

  async #untilOpen(open: () => Promise<T>): Promise<T> {
    let attempt = this.#current;
    let connecting: NodeJS.Timeout | undefined;
    for (let wait = FIRST_PAUSE; ; wait = Math.min(2 * wait, LONGEST_PAUSE)) {
      try {
        await attempt;
        this.#current = attempt;
        return await attempt;
      } catch (error) {
        this.#current = attempt;
        if (!isDatabaseAway(error)) throw error;
      } finally {
        clearTimeout(connecting);
      }
      await this.#pause(wait);
      const next = open();
      next.catch(ignore);
      connecting = setTimeout(() => {
        this.#current = next;
      }, CONNECT_PATIENCE);
      attempt = next;
    }
  }
}

/** Whoever awaits it hears of a failure; this keeps Node from calling it unhandled until someone does. */
function ignore(): void {
  // Told to whoever awaits it.
}

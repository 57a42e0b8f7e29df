/** Shows what is newest of something that changes quickly: one edit at a time, with a pause between two. */
export class LatestEdit<State> {
  readonly #edit: (state: State) => Promise<unknown>;
  readonly #pause: number;
  /** What is not shown yet; at most one. */
  #waiting: State[] = [];
  #timer: NodeJS.Timeout | null = null;
  #editing: Promise<unknown> = Promise.resolve();
  #isEnded = false;

  /**
   * @param edit shows a state; must not reject.
   * @param pause milliseconds before the first edit, and from the end of an edit to the next.
   */
  constructor(edit: (state: State) => Promise<unknown>, pause: number) {
    this.#edit = edit;
    this.#pause = pause;
  }

  /** Shows this state soon, unless a newer one comes before. */
  show(state: State): void {
    this.#waiting = [state];
    this.#schedule();
  }

  /** Shows nothing more; resolves when an edit under way is done, so that none comes after what is shown next. */
  async end(): Promise<void> {
    this.#isEnded = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#editing;
  }

  #schedule(): void {
    if (this.#isEnded || this.#timer !== null || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#editing = this.#showWaiting();
    }, this.#pause);
  }

  async #showWaiting(): Promise<void> {
    const states = this.#waiting;
    this.#waiting = [];
    for (const state of states) await this.#edit(state);
    this.#timer = null;
    // What came during the edit.
    this.#schedule();
  }
}

import type { AskOptions, Engine, LiveEngine } from './engine.ts';
import { FootnoteError } from './errors.ts';

/** How the engines of the versions come about; all of them share what `close` gives back. */
export interface VersionSource {
  /** Name of the version that is in use in the index now; `null` when there is none. */
  current: () => Promise<string | null>;
  /** Opens and checks that version. */
  open: () => Promise<Engine>;
  /** Frees what the versions share; called once, after all of them are closed. */
  close: () => Promise<void>;
}

/** The engine of one version, with the questions that are under way on it. */
class Tenure {
  readonly engine: Engine;
  #uses = 0;
  #ending: (() => void) | null = null;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  async use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    this.#uses += 1;
    try {
      return await work(this.engine);
    } finally {
      this.#uses -= 1;
      if (this.#uses === 0) this.#ending?.();
    }
  }

  /** Closes the engine when the last question on it has finished. Nobody may begin another. */
  async end(): Promise<void> {
    if (this.#uses > 0) await new Promise<void>((resolve) => (this.#ending = resolve));
    await this.engine.close();
  }
}

/** One version's engine at a time, each question wholly on the one it began with. */
export class SwappingEngine implements LiveEngine {
  readonly #source: VersionSource;
  #tenure: Tenure;
  /** The refresh under way: a second call waits for it, so that no two open the same version. */
  #refreshing: Promise<'unchanged' | 'swapped'> | null = null;
  /** Versions being closed. */
  readonly #ending = new Set<Promise<void>>();
  #closing: Promise<void> | null = null;

  constructor(engine: Engine, source: VersionSource) {
    this.#tenure = new Tenure(engine);
    this.#source = source;
  }

  ask(question: string, options?: AskOptions): ReturnType<Engine['ask']> {
    return this.#use((engine) => engine.ask(question, options));
  }

  articles(): ReturnType<Engine['articles']> {
    return this.#tenure.engine.articles();
  }

  article(articleId: string): ReturnType<Engine['article']> {
    return this.#use((engine) => engine.article(articleId));
  }

  paragraph(articleId: string, paragraph: number): ReturnType<Engine['paragraph']> {
    return this.#use((engine) => engine.paragraph(articleId, paragraph));
  }

  findPhrase(phrase: string, limit: number): ReturnType<Engine['findPhrase']> {
    return this.#use((engine) => engine.findPhrase(phrase, limit));
  }

  status(): ReturnType<Engine['status']> {
    return this.#tenure.engine.status();
  }

  latest(): Promise<string | null> {
    return this.#source.current();
  }

  async refresh(): Promise<'unchanged' | 'swapped'> {
    if (this.#closing !== null) throw closed();
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  /** Lets the questions under way finish; those asked from now on are refused. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    if (this.#closing !== null) throw closed();
    try {
      return await this.#tenure.use(work);
    } catch (error) {
      if (!(error instanceof FootnoteError) || error.code !== 'index-outdated') throw error;
    }
    // In a database, builds may have overtaken this process and removed its version.
    await this.refresh();
    return this.#tenure.use(work);
  }

  async #refresh(): Promise<'unchanged' | 'swapped'> {
    const inUse = this.#tenure.engine.status().version;
    if ((await this.#source.current()) === inUse) return 'unchanged';
    const next = await this.#source.open();
    // The index may have gone back to it meanwhile.
    if (next.status().version === inUse) {
      await next.close();
      return 'unchanged';
    }
    const before = this.#tenure;
    this.#tenure = new Tenure(next);
    const ending = before.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
    return 'swapped';
  }

  async #close(): Promise<void> {
    // A version that is being opened is closed with the others; that it cannot be opened is told to who asked for it.
    await this.#refreshing?.catch(() => 'unchanged');
    await Promise.all([...this.#ending, this.#tenure.end()]);
    await this.#source.close();
  }
}

function closed(): Error {
  return new Error('the engine is closed');
}

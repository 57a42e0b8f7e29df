import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LiveEngine } from '../../src/engine.ts';
import { FootnoteError } from '../../src/errors.ts';
import type { BuildSummary } from '../../src/index/build-index.ts';
import type { IndexPlan } from '../../src/index/plan-index.ts';
import type { RollbackSummary } from '../../src/index/index-store.ts';
import { newVersion } from '../../src/index/version-name.ts';
import type { Indexing } from '../../src/indexing.ts';
import { stubEngine, STUB_ARTICLES, type StubArticle } from './stub-engine.ts';

interface Version {
  version: string;
  createdAt: string;
  articles: StubArticle[];
}

interface Versions {
  current: string;
  /** Oldest first. */
  all: Version[];
}

export interface StubIndexOptions {
  /** Milliseconds that a build takes, spread over its passages. */
  buildMilliseconds?: number;
  /** `plan`, `build` or `rollback`, and the code that it fails with; the code `bug` is an error of another kind. */
  failing?: string | undefined;
}

/** Writes the articles that the next build takes, as an operator changes the folder of articles. */
export function writeStubCorpus(folder: string, articles: StubArticle[]): void {
  writeFileSync(join(folder, 'corpus.json'), JSON.stringify(articles));
}

/**
 * An index of stub articles with versions, in the files of a folder, for tests of what moderators see of it: it plans, builds
 * and rolls back as the real one does, and its engine answers from the version that it took up last.
 */
export class StubIndex implements Indexing {
  readonly #folder: string;
  readonly #options: StubIndexOptions;

  constructor(folder: string, options: StubIndexOptions = {}) {
    this.#folder = folder;
    this.#options = options;
    if (!existsSync(join(folder, 'corpus.json'))) writeStubCorpus(folder, STUB_ARTICLES);
    if (!existsSync(join(folder, 'versions.json'))) this.#publish({ current: '', all: [] });
  }

  async plan(): Promise<IndexPlan> {
    await this.#failAt('plan');
    const corpus = this.#corpus();
    const inUse = this.#inUse().articles;
    const known = new Map(inUse.map((article) => [article.id, JSON.stringify(article)]));
    const ids = new Set(corpus.map(({ id }) => id));
    const changes = corpus.filter((article) => known.get(article.id) !== JSON.stringify(article));
    const added = changes.filter(({ id }) => !known.has(id));
    const changed = changes.filter(({ id }) => known.has(id));
    const removed = inUse.filter(({ id }) => !ids.has(id));
    return {
      articles: corpus.length,
      passages: passagesOf(corpus),
      added: added.map(changeOf),
      changed: changed.map(changeOf),
      removed: removed.map(changeOf),
      moved: [],
      skipped: [],
      dropped: [],
      rebuild: changes.length + removed.length === 0 ? null : 'articles',
    };
  }

  async build(onProgress: (done: number, total: number) => void): Promise<BuildSummary> {
    const { rebuild, ...plan } = await this.plan();
    if (rebuild === null) return { ...plan, rebuilt: false, embedded: 0, reused: plan.passages };
    const total = plan.passages;
    for (let done = 1; done <= total; done++) {
      await pause((this.#options.buildMilliseconds ?? 0) / total);
      onProgress(done, total);
    }
    await this.#failAt('build');
    this.#publish(this.#versions());
    return { ...plan, rebuilt: true, embedded: plan.passages, reused: 0 };
  }

  async rollback(to?: string): Promise<RollbackSummary> {
    await this.#failAt('rollback');
    const { current, all } = this.#versions();
    const wanted = all.filter(({ version }) => version < current && (to === undefined || version === to));
    const earlier = wanted.at(-1);
    if (earlier === undefined) throw new FootnoteError('index-no-earlier', 'There is no earlier version.');
    this.#write({ current: earlier.version, all });
    const { version, createdAt, articles } = earlier;
    return { version, createdAt, articles: articles.length };
  }

  engine(): LiveEngine {
    let { version, createdAt, articles } = this.#inUse();
    let engine = stubEngine(articles);
    return {
      ask: (question, options) => engine.ask(question, options),
      articles: () => engine.articles(),
      article: (id) => engine.article(id),
      paragraph: (id, paragraph) => engine.paragraph(id, paragraph),
      findPhrase: (phrase, limit) => engine.findPhrase(phrase, limit),
      status: () => ({ ...engine.status(), version, createdAt }),
      latest: () => Promise.resolve(this.#inUse().version),
      refresh: () => {
        const inUse = this.#inUse();
        if (inUse.version === version) return Promise.resolve('unchanged');
        ({ version, createdAt, articles } = inUse);
        engine = stubEngine(articles);
        return Promise.resolve('swapped');
      },
      close: () => engine.close(),
    };
  }

  async #failAt(task: string): Promise<void> {
    const [failing, code = 'bug'] = this.#options.failing?.split(':') ?? [];
    await Promise.resolve();
    if (failing !== task) return;
    if (code === 'bug') throw new Error(`the stub's ${task} broke on purpose`);
    throw new FootnoteError(code, `The stub's ${task} fails with \`${code}\`. Mend it.`);
  }

  #corpus(): StubArticle[] {
    return JSON.parse(readFileSync(join(this.#folder, 'corpus.json'), 'utf8')) as StubArticle[];
  }

  #versions(): Versions {
    return JSON.parse(readFileSync(join(this.#folder, 'versions.json'), 'utf8')) as Versions;
  }

  #inUse(): Version {
    const { current, all } = this.#versions();
    const found = all.find(({ version }) => version === current);
    if (found === undefined) throw new Error(`The stub has no version "${current}".`);
    return found;
  }

  /** Adds a version of the corpus and puts it in use. */
  #publish({ all }: Versions): void {
    const now = new Date();
    const version = newVersion(now, all.at(-1)?.version);
    const added: Version = { version, createdAt: now.toISOString(), articles: this.#corpus() };
    this.#write({ current: version, all: [...all, added] });
  }

  #write(versions: Versions): void {
    writeFileSync(join(this.#folder, 'versions.json'), JSON.stringify(versions));
  }
}

function passagesOf(articles: StubArticle[]): number {
  return articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0);
}

function changeOf({ id, title }: StubArticle): { id: string; title: string; file: string } {
  return { id, title, file: `${id}.md` };
}

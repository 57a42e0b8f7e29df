import { createHash } from 'node:crypto';
import type { Article, Corpus, Dropped, Passage, Skipped } from '../corpus/article.ts';
import { splitPassages } from '../corpus/passages.ts';
import { scriptOf, type Script } from '../corpus/script.ts';
import { hashArticle } from './article-hash.ts';
import { compareArticles, type ArticleChange, type ArticleMove } from './compare-articles.ts';
import type { IndexStore } from './index-store.ts';
import { INDEX_FORMAT, type Manifest } from './manifest.ts';
import { isSameModel, type ModelIdentity } from './model-identity.ts';

/**
 * - `none`: there is no version in use that can be read.
 * - `model`: it was built with another embedding model.
 * - `articles`: an article was added, changed, removed or moved to another file.
 */
export type RebuildReason = 'none' | 'model' | 'articles';

/** What indexing a corpus would change. */
export interface IndexPlan {
  /** Counts of the corpus, not of what changes in it. */
  articles: number;
  passages: number;
  added: ArticleChange[];
  changed: ArticleChange[];
  removed: ArticleChange[];
  /** Neither added nor removed: the same text in another file. */
  moved: ArticleMove[];
  skipped: Skipped[];
  /** What was left out of files that were read: navigation, blocks that many pages repeat. */
  dropped: Dropped[];
  /** Why a build would write a new version; `null` when it would not, the one in use being that of this corpus. */
  rebuild: RebuildReason | null;
}

export interface PlanOptions {
  corpus: Corpus;
  model: ModelIdentity;
  store: IndexStore;
}

/** A plan with everything that a build needs to carry it out. */
export interface PreparedBuild {
  plan: IndexPlan;
  /** What was in use when the plan was made, see `IndexStore.current`. */
  current: string | null;
  /** Of each article. */
  passages: Passage[][];
  /** Of each article, see `hashArticle`. */
  hashes: string[];
  manifest: Omit<Manifest, 'createdAt'>;
  /** The version in use when its vectors are of the same model; otherwise `null`. */
  reusable: string | null;
}

/** What indexing a corpus would change against the version in use. Writes nothing. */
export async function planIndex(options: PlanOptions): Promise<IndexPlan> {
  return (await prepareBuild(options)).plan;
}

export async function prepareBuild({ corpus, model, store }: PlanOptions): Promise<PreparedBuild> {
  const { articles, skipped, dropped = [] } = corpus;
  const passages = articles.map((article) => splitPassages(article));
  const hashes = articles.map(hashArticle);
  const corpusHash = hashCorpus(articles, hashes);
  const counts = countAll(passages);
  const script = mostCommonScript(articles, passages);
  const current = await store.current();
  const inUse = await store.readInUse();
  const changes = await compareArticles(store, inUse, articles, hashes);
  const isReusable = inUse !== null && isSameModel(inUse.manifest.model, model);
  return {
    plan: {
      articles: counts.articles,
      passages: counts.passages,
      ...changes,
      skipped,
      dropped,
      rebuild: rebuildReason(inUse?.manifest ?? null, corpusHash, model),
    },
    current,
    passages,
    hashes,
    manifest: { format: INDEX_FORMAT, model, metric: 'cosine', counts, script, corpusHash },
    reusable: isReusable ? inUse.version : null,
  };
}

function rebuildReason(
  inUse: Manifest | null,
  corpusHash: string,
  model: ModelIdentity,
): RebuildReason | null {
  if (inUse === null) return 'none';
  if (!isSameModel(inUse.model, model)) return 'model';
  return inUse.corpusHash === corpusHash ? null : 'articles';
}

function hashCorpus(articles: Article[], hashes: string[]): string {
  const hash = createHash('sha256');
  articles.forEach(({ file }, i) => hash.update(`${file}\n${hashes[i] ?? ''}\n`));
  return hash.digest('hex');
}

function mostCommonScript(articles: Article[], passages: Passage[][]): Script {
  const scripts = articles.flatMap(({ text }, i) =>
    (passages[i] ?? []).map(({ start, end }) => scriptOf(text.slice(start, end))),
  );
  return scripts.filter((script) => script === 'cjk').length * 2 >= scripts.length ? 'cjk' : 'latin';
}

function countAll(passages: Passage[][]): Manifest['counts'] {
  const all = passages.flat();
  const sentences = all.reduce((sum, passage) => sum + passage.sentences.length, 0);
  return { articles: passages.length, passages: all.length, sentences };
}

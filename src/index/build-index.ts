import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embeddings } from '@langchain/core/embeddings';
import type { Article, Corpus, Passage, Skipped } from '../corpus/article.ts';
import { scriptOf, type Script } from '../corpus/script.ts';
import { splitPassages } from '../corpus/passages.ts';
import { compareArticles, type ArticleChange } from './compare-articles.ts';
import { DATABASE_FILE, hashFile, INDEX_FORMAT, MANIFEST_FILE, VECTORS_FILE } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import type { ModelIdentity } from './open-index.ts';
import { createVectorIndex } from './vector-index.ts';
import { makeBuildFolder, newVersion, publishVersion } from './version-folder.ts';
import { DatabaseWriter, hashArticle, sectionHeading } from './write-database.ts';

/** Articles embedded together, so that the model gets full batches from short articles too. */
const ARTICLES_A_STEP = 16;

export interface BuildOptions {
  corpus: Corpus;
  embeddings: Embeddings;
  model: ModelIdentity;
  indexDir: string;
  /** Called as passages are done. */
  onProgress?: (done: number, total: number) => void;
}

export interface BuildSummary {
  articles: number;
  passages: number;
  added: ArticleChange[];
  changed: ArticleChange[];
  removed: ArticleChange[];
  skipped: Skipped[];
  /** Whether a new version was written; not when the corpus and the model are those of the version in use. */
  rebuilt: boolean;
}

/**
 * Builds a new version of the index beside the one in use and then puts it in its place. Whatever fails before that, the
 * old one goes on answering.
 * @throws FootnoteError `index-unwritable`
 */
export async function buildIndex(options: BuildOptions): Promise<BuildSummary> {
  const { corpus, model, indexDir } = options;
  const passages = corpus.articles.map((article) => splitPassages(article));
  const hashes = corpus.articles.map(hashArticle);
  const corpusHash = hashCorpus(corpus.articles, hashes);
  const { added, changed, removed, inUse } = await compareArticles(indexDir, corpus.articles, hashes);
  const counts = countAll(passages);
  const current = inUse?.corpusHash === corpusHash && inUse.model.hash === model.hash;
  if (!current) {
    const script = mostCommonScript(corpus.articles, passages);
    const manifest = { format: INDEX_FORMAT, model, metric: 'cosine', counts, script, corpusHash } as const;
    await writeVersion(options, passages, hashes, manifest);
  }
  const { skipped } = corpus;
  return {
    articles: counts.articles,
    passages: counts.passages,
    added,
    changed,
    removed,
    skipped,
    rebuilt: !current,
  };
}

async function writeVersion(
  options: BuildOptions,
  passages: Passage[][],
  hashes: string[],
  manifest: Omit<Manifest, 'createdAt' | 'checksums'>,
): Promise<void> {
  const now = new Date();
  const version = newVersion(now);
  const building = await makeBuildFolder(options.indexDir, version);
  const database = join(building, DATABASE_FILE);
  const vectors = join(building, VECTORS_FILE);
  try {
    await writeFiles(options, passages, hashes, database, vectors);
    const checksums = {
      [DATABASE_FILE]: await hashFile(database),
      [VECTORS_FILE]: await hashFile(vectors),
    };
    const complete: Manifest = { ...manifest, createdAt: now.toISOString(), checksums };
    await writeFile(join(building, MANIFEST_FILE), `${JSON.stringify(complete, null, 2)}\n`);
    await publishVersion(options.indexDir, building, version);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function writeFiles(
  { corpus, embeddings, model, onProgress }: BuildOptions,
  passages: Passage[][],
  hashes: string[],
  database: string,
  vectorFile: string,
): Promise<void> {
  const total = passages.reduce((sum, list) => sum + list.length, 0);
  const vectorIndex = createVectorIndex(model.dimensions, total);
  const writer = new DatabaseWriter(database);
  let done = 0;
  try {
    for (let at = 0; at < corpus.articles.length; at += ARTICLES_A_STEP) {
      const articles = corpus.articles.slice(at, at + ARTICLES_A_STEP);
      const lists = articles.map((_, i) => passages[at + i] ?? []);
      const embedded = await embedArticles(articles, lists, embeddings);
      articles.forEach((article, i) => {
        const list = lists[i] ?? [];
        const { ofPassages, ofSentences } = embedded[i] ?? { ofPassages: [], ofSentences: [] };
        writer.add(article, hashes[at + i] ?? '', list, ofSentences);
        for (const vector of ofPassages) vectorIndex.addPoint(vector, done++);
      });
      onProgress?.(done, total);
    }
  } finally {
    writer.close();
  }
  await vectorIndex.writeIndex(vectorFile);
}

interface ArticleVectors {
  /** One a passage. */
  ofPassages: number[][];
  /** For each passage, one a sentence. */
  ofSentences: number[][][];
}

/** Embeds the passages of some articles, and each of their sentences, in one call. */
async function embedArticles(
  articles: Article[],
  lists: Passage[][],
  embeddings: Embeddings,
): Promise<ArticleVectors[]> {
  const texts = articles.flatMap((article, i) =>
    (lists[i] ?? []).flatMap((passage) => [
      passageText(article, passage),
      ...passage.sentences.map(({ start, end }) => article.text.slice(start, end)),
    ]),
  );
  const vectors = (await embeddings.embedDocuments(texts)).values();
  const next = (): number[] => vectors.next().value ?? [];
  return lists.map((list) => {
    const ofPassages: number[][] = [];
    const ofSentences = list.map((passage) => {
      ofPassages.push(next());
      return passage.sentences.map(next);
    });
    return { ofPassages, ofSentences };
  });
}

/** What stands for a passage in the vector index: its section's heading and its text. */
function passageText(article: Article, passage: Passage): string {
  const heading = sectionHeading(article, passage);
  const text = article.text.slice(passage.start, passage.end);
  return heading === '' ? text : `${heading}\n${text}`;
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

import type { Article } from '../corpus/article.ts';
import type { IndexStore, KnownArticle, VersionInUse } from './index-store.ts';

export interface ArticleChange {
  id: string;
  title: string;
  file: string;
}

/** An article whose text is now in another file. */
export interface ArticleMove extends ArticleChange {
  /** The file that it was in. */
  from: string;
}

export interface Comparison {
  added: ArticleChange[];
  changed: ArticleChange[];
  removed: ArticleChange[];
  moved: ArticleMove[];
}

/**
 * What a corpus changes against the version in use.
 * @param hashes of the articles, in order, see `hashArticle`
 */
export async function compareArticles(
  store: IndexStore,
  inUse: VersionInUse | null,
  articles: Article[],
  hashes: string[],
): Promise<Comparison> {
  const known = new Map(inUse?.articles.map((article) => [article.id, article]));
  const ids = new Set(articles.map((article) => article.id));
  const changes = articles.filter((article, i) => known.get(article.id)?.hash !== hashes[i]);
  const gone = [...known.values()].filter((row) => !ids.has(row.id));
  const come = changes.filter((article) => !known.has(article.id));
  const texts =
    inUse !== null && come.length > 0 && gone.length > 0
      ? await store.texts(
          inUse.version,
          gone.map(({ id }) => id),
        )
      : new Map<string, string>();
  const renamed = findRenamed(come, gone, texts);
  const moved = articles.flatMap((article, i) => {
    const before = known.get(article.id) ?? renamed.get(article.id);
    const isSame = before?.hash === hashes[i] || renamed.has(article.id);
    return before && isSame && before.file !== article.file
      ? [{ ...toChange(article), from: before.file }]
      : [];
  });
  const renamedFrom = new Set([...renamed.values()].map(({ id }) => id));
  return {
    added: come.filter(({ id }) => !renamed.has(id)).map(toChange),
    changed: changes.filter((article) => known.has(article.id)).map(toChange),
    removed: gone.filter(({ id }) => !renamedFrom.has(id)).map(toChange),
    moved,
  };
}

/**
 * An article that names no title takes that of its file, and its ID from there: with the file it is another ID, but the
 * same text.
 * @param texts of what has gone, by ID
 * @returns by the ID of what has come, what has gone
 */
function findRenamed(
  come: Article[],
  gone: KnownArticle[],
  texts: Map<string, string>,
): Map<string, KnownArticle> {
  const renamed = new Map<string, KnownArticle>();
  const byText = new Map(gone.map((row) => [texts.get(row.id), row]));
  for (const { id, text, file } of come) {
    const before = byText.get(text);
    if (before === undefined || before.file === file) continue;
    renamed.set(id, before);
    byText.delete(text);
  }
  return renamed;
}

function toChange({ id, title, file }: ArticleChange): ArticleChange {
  return { id, title, file };
}

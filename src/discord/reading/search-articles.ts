import { fold } from '../../corpus/fold.ts';
import type { ArticleSummary } from '../../engine.ts';

/** An article that a search found. */
export interface FoundArticle {
  article: ArticleSummary;
  /** Headings that hold one of the words, in reading order; empty without words. */
  headings: string[];
}

interface FoldedArticle {
  title: string;
  source: string;
  headings: string[];
}

/** By key, which is another once the article is edited: folding is the costly part. */
const foldedArticles = new Map<string, FoldedArticle>();

function folded({ key, title, source, sections }: ArticleSummary): FoldedArticle {
  const known = foldedArticles.get(key);
  if (known !== undefined) return known;
  const made = { title: fold(title), source: fold(source ?? ''), headings: sections.map(fold) };
  foldedArticles.set(key, made);
  return made;
}

/**
 * Articles that hold every word in their title, source or headings, in either Chinese script, width and case; those with
 * all words in the title first, otherwise in the index's order. All of them when there are no words.
 */
export function searchArticles(articles: readonly ArticleSummary[], typed: string): FoundArticle[] {
  const words = fold(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const isTitled = ({ article }: FoundArticle): boolean => {
    const { title } = folded(article);
    return words.every((word) => title.includes(word));
  };
  const found = articles.flatMap((article) => {
    const { title, source, headings } = folded(article);
    const places = [title, source, ...headings];
    if (!words.every((word) => places.some((place) => place.includes(word)))) return [];
    const named = article.sections.filter((_, i) => words.some((word) => headings[i]?.includes(word)));
    return [{ article, headings: named }];
  });
  return [...found.filter(isTitled), ...found.filter((each) => !isTitled(each))];
}

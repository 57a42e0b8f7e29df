import { fold } from '../../corpus/fold.ts';
import type { ArticleSummary } from '../../engine.ts';
import { plainLine } from '../escape.ts';
import { CHOICE_LIMITS, cut } from '../limits.ts';

export interface ArticleChoice {
  /** What the person sees. */
  name: string;
  /** What comes back as the option: the article's id. */
  value: string;
}

/** By title: folding is the costly part and would happen for every title at every key. */
const foldedTitles = new Map<string, string>();

function foldedTitle({ title }: ArticleSummary): string {
  const folded = foldedTitles.get(title) ?? fold(title);
  foldedTitles.set(title, folded);
  return folded;
}

function choiceValue(article: ArticleSummary): string {
  return article.id.slice(0, CHOICE_LIMITS.value);
}

/** Articles whose title holds every word typed, in either Chinese script; those that begin with it first. */
function matching(articles: readonly ArticleSummary[], typed: string): ArticleSummary[] {
  const words = fold(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const found = articles.filter((article) => words.every((word) => foldedTitle(article).includes(word)));
  const begins = (article: ArticleSummary): boolean => foldedTitle(article).startsWith(words[0] ?? '');
  return [...found.filter(begins), ...found.filter((article) => !begins(article))];
}

/** What to offer while a person types into the article option; at most 25. */
export function articleChoices(articles: readonly ArticleSummary[], typed: string): ArticleChoice[] {
  return matching(articles, typed)
    .slice(0, CHOICE_LIMITS.count)
    .map((article) => ({
      name: cut(plainLine(article.title), CHOICE_LIMITS.name) || choiceValue(article),
      value: choiceValue(article),
    }));
}

/**
 * The article meant by the option's value: a choice, or words typed without choosing that fit one title only.
 * `null` when none or several fit.
 */
export function chosenArticle(articles: readonly ArticleSummary[], value: string): ArticleSummary | null {
  const chosen = articles.find((article) => choiceValue(article) === value);
  if (chosen !== undefined) return chosen;
  const folded = fold(value.trim());
  if (folded === '') return null;
  const titled = articles.find((article) => foldedTitle(article) === folded);
  if (titled !== undefined) return titled;
  const found = matching(articles, value);
  return found.length === 1 ? (found[0] ?? null) : null;
}

import type { Article } from '../corpus/article.ts';
import type { ArticleSummary, Engine } from '../engine.ts';
import { refusal } from './refusal.ts';
import { FAILURE_WORDING } from './wording/failure.ts';

/**
 * The article that a button refers to.
 * @throws Refusal when the index no longer holds this text of it: it was edited or taken out since.
 */
export function articleByKey(engine: Engine, key: string | undefined): ArticleSummary {
  const found = engine.articles().find((article) => article.key === key);
  if (found === undefined) throw movedOn();
  return found;
}

/** The same with its text. @throws Refusal as above. */
export async function wholeArticleByKey(engine: Engine, key: string | undefined): Promise<Article> {
  const article = await engine.article(articleByKey(engine, key).id);
  // A new version may have been taken up between the two calls.
  if (article === null) throw movedOn();
  return article;
}

function movedOn(): Error {
  return refusal(FAILURE_WORDING, ({ articlesMovedOn }) => articlesMovedOn);
}

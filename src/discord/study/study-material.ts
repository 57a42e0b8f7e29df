import type { Article } from '../../corpus/article.ts';
import type { ArticleSummary, Engine } from '../../engine.ts';
import type { StudyQuestion } from '../../study/question.ts';
import { studySteps, type StudyStep } from '../../study/section-steps.ts';
import type { StudySession } from '../../study/session.ts';
import type { OpenPlace } from './study-ids.ts';

/** An article with the walk through it. */
export interface Material {
  key: string;
  article: Article;
  steps: StudyStep[];
}

/** Articles whose walk is remembered: as many groups as read at once in a large server. */
const REMEMBERED = 20;
/** By the article's key, the one used last behind the others. */
const remembered = new Map<string, Material>();

/** What a group reads; `null` when the index holds this text of the article no more. */
export async function materialFor(engine: Engine, key: string): Promise<Material | null> {
  const summary = engine.articles().find((each) => each.key === key);
  return summary === undefined ? null : materialOf(engine, summary);
}

/** The same of an article in the index; `null` when a new version without it was taken up at this moment. */
export async function materialOf(engine: Engine, { id, key }: ArticleSummary): Promise<Material | null> {
  const known = remembered.get(key);
  if (known !== undefined) {
    remembered.delete(key);
    remembered.set(key, known);
    return known;
  }
  const article = await engine.article(id);
  const isCurrent = engine.articles().some((each) => each.key === key);
  if (article === null || !isCurrent) return null;
  const material = { key, article, steps: studySteps(article) };
  remembered.set(key, material);
  const [oldest] = remembered.keys();
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  return material;
}

/** Whether a session walks just these steps: a newer Footnote may ask other questions about the same text. */
export function fitsSession({ steps }: Material, session: StudySession): boolean {
  const ids = steps.map(({ questions }) => questions.map(({ id }) => id));
  return JSON.stringify(ids) === JSON.stringify(session.steps);
}

/** @throws Error when there is no such step: a bug, since the session fits. */
export function stepAt({ steps }: Material, step: number): StudyStep {
  const found = steps[step];
  if (found === undefined) throw new Error(`the article has no step ${step}`);
  return found;
}

/** The open question; `null` while a quotation is read. */
export function questionAt(material: Material, { step, question }: OpenPlace): StudyQuestion | null {
  return question === null ? null : (stepAt(material, step).questions[question] ?? null);
}

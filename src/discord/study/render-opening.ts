import type { ArticleSummary } from '../../engine.ts';
import { MOST_TRIES } from '../../study/session.ts';
import { plainLine } from '../escape.ts';
import { cut, THREAD_NAME_LIMIT } from '../limits.ts';
import { COLOURS, message, type Message } from '../message.ts';
import { plainTitle, titleLine } from '../reading/article-title.ts';
import { inLanguage } from '../wording/language.ts';
import { STUDY_WORDING } from '../wording/study.ts';
import type { Material } from './study-material.ts';

/** The name of the thread in which an article is read. */
export function threadName(article: Pick<ArticleSummary, 'id' | 'title'>, locale: string): string {
  return cut(plainLine(inLanguage(STUDY_WORDING, locale).thread(plainTitle(article))), THREAD_NAME_LIMIT);
}

/** In the channel: what will be read. The thread hangs on it. */
export function renderInvitation(
  article: Pick<ArticleSummary, 'id' | 'title' | 'url'>,
  material: Material,
  locale: string,
): Message {
  const { invitation, amount, amountWithoutQuestions, join } = inLanguage(STUDY_WORDING, locale);
  const steps = material.steps.length;
  const questions = questionCount(material);
  const size = questions === 0 ? amountWithoutQuestions(steps) : amount({ steps, questions });
  const description = `${titleLine(article)}\n${size}\n\n${join}`;
  return message({ embeds: [{ color: COLOURS.neutral, title: invitation, description }] });
}

/**
 * The first message in the thread.
 * @param bot as a mention.
 */
export function renderRules(material: Material, bot: string, locale: string): Message {
  const { rules, rulesWithoutQuestions } = inLanguage(STUDY_WORDING, locale);
  const description =
    questionCount(material) === 0 ? rulesWithoutQuestions(bot) : rules({ tries: MOST_TRIES, bot });
  return message({ embeds: [{ color: COLOURS.none, description }] });
}

function questionCount({ steps }: Material): number {
  return steps.reduce((sum, { questions }) => sum + questions.length, 0);
}

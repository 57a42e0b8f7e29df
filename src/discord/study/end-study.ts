import type { AnyThreadChannel, APIEmbed } from 'discord.js';
import type { ArticleSummary, Engine } from '../../engine.ts';
import { finish } from '../../study/session.ts';
import type { Context } from '../feature.ts';
import { COLOURS, message, type Message } from '../message.ts';
import { refusal, type Refusal } from '../refusal.ts';
import { inLanguage } from '../wording/language.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import { saveStudy, type Study } from './kept-study.ts';
import { renderScore } from './render-score.ts';
import { fitsSession, materialFor, type Material } from './study-material.ts';
import { closeMessage, post } from './study-thread.ts';

type EndContext = Pick<Context, 'state' | 'log'>;

/** The article of a study as it is now, whichever text that is; what was kept of one that is gone. */
export function articleOf(
  engine: Engine,
  { articleId, title }: Study,
): Pick<ArticleSummary, 'id' | 'title' | 'url'> {
  return engine.articles().find(({ id }) => id === articleId) ?? { id: articleId, title, url: null };
}

/** The final score. */
export function finalScore(engine: Engine, study: Study): APIEmbed {
  return renderScore(study.session, { article: articleOf(engine, study), here: null, locale: study.locale });
}

/** Writes down that a study is over. */
export async function finishStudy(study: Study, { state }: Pick<Context, 'state'>): Promise<void> {
  await saveStudy(state, { ...study, session: finish(study.session, Date.now()) });
}

/** Shows the end of a study to all, writes it down, and takes the buttons of its open message away. */
export async function endInThread(
  study: Study,
  thread: AnyThreadChannel,
  end: Message,
  context: EndContext,
): Promise<void> {
  await post(thread, end);
  await finishStudy(study, context);
  await closeMessage(thread, study.messageId, context.log);
}

/**
 * What a study reads. When the article was edited or taken out meanwhile, the study ends with the score so far, told to all
 * in the thread.
 * @throws Refusal then, for the person who did something.
 */
export async function materialOrEnd(
  engine: Engine,
  study: Study,
  thread: AnyThreadChannel,
  context: EndContext,
): Promise<Material> {
  const material = await materialFor(engine, study.session.articleKey);
  if (material !== null && fitsSession(material, study.session)) return material;
  const { articleChanged } = inLanguage(STUDY_REPLY_WORDING, study.locale);
  const notice = { color: COLOURS.none, description: articleChanged };
  await endInThread(study, thread, message({ embeds: [notice, finalScore(engine, study)] }), context);
  throw changedMeanwhile();
}

function changedMeanwhile(): Refusal {
  return refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.articleChanged);
}

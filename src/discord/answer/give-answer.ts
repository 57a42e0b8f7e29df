import type { Engine, ArticleSummary, PreviousAnswer } from '../../engine.ts';
import type { Message } from '../message.ts';
import type { Asker, QuestionDesk } from '../question-desk.ts';
import { renderAnswer } from './render-answer.ts';

export interface Question {
  text: string;
  /** The reader's Discord locale, such as `zh-TW`. */
  locale: string;
  asker: Asker;
  /** Whether only the asker sees the reply. */
  isPrivate?: boolean;
  onlyIn?: ArticleSummary | null;
  previous?: PreviousAnswer | null;
}

/**
 * From a question to a reply, wherever it was asked. The question has been admitted already.
 * @throws what `Engine.ask` throws.
 */
export async function giveAnswer(question: Question, engine: Engine, desk: QuestionDesk): Promise<Message> {
  const { text, locale, asker, isPrivate = false, onlyIn = null, previous = null } = question;
  const answer = await desk.ask(
    engine,
    text,
    {
      ...(onlyIn === null ? {} : { articleId: onlyIn.id }),
      ...(previous === null ? {} : { previous }),
    },
    asker,
  );
  const first = answer.quotes[0];
  const paragraph = first === undefined ? null : await engine.paragraph(first.articleId, first.paragraph);
  return renderAnswer(answer, {
    locale,
    paragraph,
    articles: engine.articles(),
    place: { isPrivate, inServer: asker.guildId !== null },
    ...(onlyIn === null ? {} : { onlyIn }),
  });
}

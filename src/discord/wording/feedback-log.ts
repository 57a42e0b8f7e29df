import { counted } from './counted.ts';
import type { Worded } from './language.ts';

/** What members said of answers. Dates are Discord timestamps; titles and questions come escaped. */
export interface FeedbackLogWording {
  title: string;
  empty: string;
  total: (facts: { notHelpful: number; wrongSource: number }) => string;
  byArticle: string;
  /** Feedback on answers that quoted nothing. */
  withoutArticle: string;
  article: (title: string, facts: { notHelpful: number; wrongSource: number }) => string;
  moreArticles: (more: number) => string;
  kinds: Record<'not-helpful' | 'wrong-source', string>;
  entry: (kind: string, question: string, date: string) => string;
  place: (title: string, paragraph: number) => string;
}

export const FEEDBACK_LOG_WORDING: Worded<FeedbackLogWording> = {
  'zh-Hant': {
    title: '大家對回答的意見',
    empty: '還沒有人說哪個回答沒有幫助或出處不對。',
    total: ({ notHelpful, wrongSource }) => `沒有幫助 ${notHelpful} 次，出處不對 ${wrongSource} 次`,
    byArticle: '依文章',
    withoutArticle: '沒有引文的回答',
    article: (title, { notHelpful, wrongSource }) =>
      `${title}：沒有幫助 ${notHelpful}，出處不對 ${wrongSource}`,
    moreArticles: (more) => `還有 ${more} 篇`,
    kinds: { 'not-helpful': '沒有幫助', 'wrong-source': '出處不對' },
    entry: (kind, question, date) => `**${kind}**　${question}・${date}`,
    place: (title, paragraph) => `— ${title}・第 ${paragraph} 段`,
  },
  'zh-Hans': {
    title: '大家对回答的反馈',
    empty: '还没有人说哪个回答没有帮助或出处不对。',
    total: ({ notHelpful, wrongSource }) => `没有帮助 ${notHelpful} 次，出处不对 ${wrongSource} 次`,
    byArticle: '按文章',
    withoutArticle: '没有引文的回答',
    article: (title, { notHelpful, wrongSource }) =>
      `${title}：没有帮助 ${notHelpful}，出处不对 ${wrongSource}`,
    moreArticles: (more) => `还有 ${more} 篇`,
    kinds: { 'not-helpful': '没有帮助', 'wrong-source': '出处不对' },
    entry: (kind, question, date) => `**${kind}**　${question}・${date}`,
    place: (title, paragraph) => `— ${title}・第 ${paragraph} 段`,
  },
  en: {
    title: 'What members said of answers',
    empty: 'Nobody has called an answer unhelpful or wrongly sourced yet.',
    total: ({ notHelpful, wrongSource }) => `Not helpful: ${notHelpful}. Wrong source: ${wrongSource}.`,
    byArticle: 'By article',
    withoutArticle: 'Answers without a quotation',
    article: (title, { notHelpful, wrongSource }) =>
      `${title}: not helpful ${notHelpful}, wrong source ${wrongSource}`,
    moreArticles: (more) => `and ${counted(more, 'other article')}`,
    kinds: { 'not-helpful': 'Not helpful', 'wrong-source': 'Wrong source' },
    entry: (kind, question, date) => `**${kind}** ${question} · ${date}`,
    place: (title, paragraph) => `— ${title} · paragraph ${paragraph}`,
  },
};

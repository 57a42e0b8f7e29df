import { counted } from './counted.ts';
import type { Labelled } from './label.ts';
import type { Worded } from './language.ts';

/** What moderators are told of the bot in their server. Ages and times of day are Discord timestamps. */
export interface ModerationWording {
  title: string;
  index: string;
  indexFacts: (facts: {
    articles: number;
    passages: number;
    version: string;
    age: string;
    model: string;
  }) => string;
  questionsToday: string;
  questions: (facts: { count: number; answered: number; related: number; none: number }) => string;
  noQuestions: string;
  /** How long half and 95 of 100 questions took at most, such as `40 ms`. */
  times: (half: string, most: string) => string;
  /** All servers and direct messages together; `since` is when today began for the bot's machine. */
  questionsEverywhere: (count: number, since: string) => string;
  mentions: string;
  mentionsEverywhere: string;
  mentionsNowhere: string;
  unanswered: string;
  unansweredOff: string;
  unansweredOn: (days: number) => string;
  /** Over stored settings that cannot be understood. */
  faults: string;
  /** Which of the bot's processes serves this server; `number` counts from 1. */
  shard: (number: number, count: number) => string;
  onlyInServers: string;
  /** Between two pages; `page` counts from 1. */
  page: (page: number, pages: number) => string;
  previousPage: string;
  nextPage: string;
}

export const MODERATION_WORDING: Worded<ModerationWording> = {
  'zh-Hant': {
    title: 'Footnote 在這個伺服器',
    index: '索引',
    indexFacts: ({ articles, passages, version, age, model }) =>
      `${articles} 篇文章，${passages} 個片段\n版本 \`${version}\`，${age}建立\n模型 \`${model}\``,
    questionsToday: '今天的問題',
    questions: ({ count, answered, related, none }) =>
      `這個伺服器 ${count} 題：${answered} 題有答案，${related} 題只有相近的段落，${none} 題沒找到`,
    noQuestions: '這個伺服器今天還沒有人問問題。',
    times: (half, most) => `一半在 ${half} 內答完，95% 在 ${most} 內（p50、p95）`,
    questionsEverywhere: (count, since) => `所有伺服器加上私訊：${count} 題，從 ${since} 算起`,
    mentions: '提到我時，在哪裡回答',
    mentionsEverywhere: '每個頻道',
    mentionsNowhere: '都不回答（指令仍然可用）',
    unanswered: '沒找到答案的問題',
    unansweredOff: '不保留。要保留，用 `/footnote unanswered`。',
    unansweredOn: (days) => `保留 ${days} 天`,
    faults: '有設定讀不出來，先照最保守的辦，請重新設定',
    shard: (number, count) => `第 ${number} 個分片，共 ${count} 個`,
    onlyInServers: '這個指令只能在伺服器裡用。',
    page: (page, pages) => `第 ${page} 頁，共 ${pages} 頁`,
    previousPage: '上一頁',
    nextPage: '下一頁',
  },
  'zh-Hans': {
    title: 'Footnote 在这个服务器',
    index: '索引',
    indexFacts: ({ articles, passages, version, age, model }) =>
      `${articles} 篇文章，${passages} 个片段\n版本 \`${version}\`，${age}创建\n模型 \`${model}\``,
    questionsToday: '今天的问题',
    questions: ({ count, answered, related, none }) =>
      `这个服务器 ${count} 题：${answered} 题有答案，${related} 题只有相近的段落，${none} 题没找到`,
    noQuestions: '这个服务器今天还没有人问问题。',
    times: (half, most) => `一半在 ${half} 内答完，95% 在 ${most} 内（p50、p95）`,
    questionsEverywhere: (count, since) => `所有服务器加上私信：${count} 题，从 ${since} 算起`,
    mentions: '提到我时，在哪里回答',
    mentionsEverywhere: '每个频道',
    mentionsNowhere: '都不回答（命令仍然可用）',
    unanswered: '没找到答案的问题',
    unansweredOff: '不保留。要保留，用 `/footnote unanswered`。',
    unansweredOn: (days) => `保留 ${days} 天`,
    faults: '有设置读不出来，先按最保守的办，请重新设置',
    shard: (number, count) => `第 ${number} 个分片，共 ${count} 个`,
    onlyInServers: '这个命令只能在服务器里用。',
    page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    previousPage: '上一页',
    nextPage: '下一页',
  },
  en: {
    title: 'Footnote in this server',
    index: 'Index',
    indexFacts: ({ articles, passages, version, age, model }) =>
      `${counted(articles, 'article')}, ${counted(passages, 'passage')}\nVersion \`${version}\`, built ${age}\nModel \`${model}\``,
    questionsToday: 'Questions today',
    questions: ({ count, answered, related, none }) =>
      `${count} in this server: ${answered} answered, ${related} with near passages only, ${none} not found`,
    noQuestions: 'Nobody has asked anything in this server today.',
    times: (half, most) => `Half took at most ${half}, 95% at most ${most} (p50, p95)`,
    questionsEverywhere: (count, since) =>
      `${count} in all servers and direct messages together, since ${since}`,
    mentions: 'Mentions are answered in',
    mentionsEverywhere: 'every channel',
    mentionsNowhere: 'no channel (commands still work)',
    unanswered: 'Questions that found nothing',
    unansweredOff: 'Not kept. `/footnote unanswered` switches this on.',
    unansweredOn: (days) => `Kept for ${counted(days, 'day')}`,
    faults: 'A setting cannot be read; the careful choice stands in until you set it again',
    shard: (number, count) => `Shard ${number} of ${count}`,
    onlyInServers: 'This command only works in a server.',
    page: (page, pages) => `Page ${page} of ${pages}`,
    previousPage: 'Previous',
    nextPage: 'Next',
  },
};

/** Names in Discord's command list. */
export const MODERATION_LABELS = {
  footnote: {
    'zh-Hant': { name: 'footnote', description: '管理 Footnote：狀態、頻道、沒找到的問題、意見、隱私' },
    'zh-Hans': { name: 'footnote', description: '管理 Footnote：状态、频道、没找到的问题、反馈、隐私' },
    en: { name: 'footnote', description: 'Manage Footnote: status, channels, unanswered, feedback, privacy' },
  },
  status: {
    'zh-Hant': { name: '狀態', description: '文章、索引、今天的問題和回答時間' },
    'zh-Hans': { name: '状态', description: '文章、索引、今天的问题和回答时间' },
    en: { name: 'status', description: 'Articles, index, questions today and how long they took' },
  },
  channels: {
    'zh-Hant': { name: '頻道', description: '選擇提到我時，在哪些頻道回答' },
    'zh-Hans': { name: '频道', description: '选择提到我时，在哪些频道回答' },
    en: { name: 'channels', description: 'Choose where mentions are answered' },
  },
  unanswered: {
    'zh-Hant': { name: '沒找到的問題', description: '看看哪些問題在文章裡找不到答案，不記是誰問的' },
    'zh-Hans': { name: '没找到的问题', description: '看看哪些问题在文章里找不到答案，不记是谁问的' },
    en: { name: 'unanswered', description: 'See which questions found no answer, without who asked' },
  },
  feedback: {
    'zh-Hant': { name: '意見', description: '看看哪些回答被說沒有幫助或出處不對' },
    'zh-Hans': { name: '反馈', description: '看看哪些回答被说没有帮助或出处不对' },
    en: { name: 'feedback', description: 'See which answers were called unhelpful or wrongly sourced' },
  },
  privacy: {
    'zh-Hant': { name: '隱私', description: '看看這個伺服器保留了什麼，也可以全部刪除' },
    'zh-Hans': { name: '隐私', description: '看看这个服务器保留了什么，也可以全部删除' },
    en: { name: 'privacy', description: 'See what is kept of this server, and delete it all' },
  },
} satisfies Record<string, Worded<Labelled>>;

import { counted } from './counted.ts';
import type { Worded } from './language.ts';

/** The digest of questions that found nothing. Dates are Discord timestamps. */
export interface UnansweredWording {
  title: string;
  /** While it is off. */
  off: string;
  /** Above the digest; a question asked now is kept until `until`. */
  on: (days: number, until: string) => string;
  empty: string;
  total: (questions: number, groups: number) => string;
  /** A group: how often, the question already escaped, when it was asked last. */
  group: (count: number, question: string, last: string) => string;
  keepPlaceholder: string;
  changePlaceholder: string;
  days: (days: number) => string;
  offButton: string;
  confirmOff: (questions: number) => string;
  confirmOffButton: string;
  back: string;
}

export const UNANSWERED_WORDING: Worded<UnansweredWording> = {
  'zh-Hant': {
    title: '沒找到答案的問題',
    off: '現在不保留任何問題。\n\n打開之後，在文章裡找不到答案的問題會留下文字和時間，不留是誰問的；相近的問題會歸在一起。到期自動刪除，隨時可以關掉。',
    on: (days, until) =>
      `保留 ${days} 天，現在問的會留到 ${until}；過期的每天刪除一次。只留文字和時間，不留是誰問的。`,
    empty: '目前沒有找不到答案的問題。',
    total: (questions, groups) => `共 ${questions} 題，歸成 ${groups} 類`,
    group: (count, question, last) => `**${count} 次**　${question}\n最近一次 ${last}`,
    keepPlaceholder: '打開：要保留幾天？',
    changePlaceholder: '改變保留的天數',
    days: (days) => `保留 ${days} 天`,
    offButton: '關掉並刪除',
    confirmOff: (questions) => `關掉的話，留著的 ${questions} 題會立刻刪除，不能復原。要關掉嗎？`,
    confirmOffButton: '刪除並關掉',
    back: '不要，保持現狀',
  },
  'zh-Hans': {
    title: '没找到答案的问题',
    off: '现在不保留任何问题。\n\n打开之后，在文章里找不到答案的问题会留下文字和时间，不留是谁问的；相近的问题会归在一起。到期自动删除，随时可以关掉。',
    on: (days, until) =>
      `保留 ${days} 天，现在问的会留到 ${until}；过期的每天删除一次。只留文字和时间，不留是谁问的。`,
    empty: '目前没有找不到答案的问题。',
    total: (questions, groups) => `共 ${questions} 题，归成 ${groups} 类`,
    group: (count, question, last) => `**${count} 次**　${question}\n最近一次 ${last}`,
    keepPlaceholder: '打开：要保留几天？',
    changePlaceholder: '改变保留的天数',
    days: (days) => `保留 ${days} 天`,
    offButton: '关掉并删除',
    confirmOff: (questions) => `关掉的话，留着的 ${questions} 题会立刻删除，不能恢复。要关掉吗？`,
    confirmOffButton: '删除并关掉',
    back: '不要，保持现状',
  },
  en: {
    title: 'Questions that found nothing',
    off: 'No questions are kept now.\n\nOnce this is on, a question that finds no answer in the articles is kept with its time, never with who asked it; questions that are alike are grouped. They are deleted when their time is up, and you can switch this off whenever you like.',
    on: (days, until) =>
      `Kept for ${counted(days, 'day')}: a question asked now stays until ${until}. What is past its time is deleted once a day. Only the text and the time are kept, not who asked.`,
    empty: 'No question has gone without an answer so far.',
    total: (questions, groups) => `${counted(questions, 'question')} in ${counted(groups, 'group')}`,
    group: (count, question, last) => `**${count}×** ${question}\nlast asked ${last}`,
    keepPlaceholder: 'Switch on: keep for how long?',
    changePlaceholder: 'Change how long they are kept',
    days: (days) => `Keep for ${counted(days, 'day')}`,
    offButton: 'Switch off and delete',
    confirmOff: (questions) =>
      `Switching this off deletes what is kept (${counted(questions, 'question')}) at once, for good. Switch it off?`,
    confirmOffButton: 'Delete and switch off',
    back: 'No, leave it as it is',
  },
};

import { counted } from './counted.ts';
import type { Worded } from './language.ts';

/** What is kept of a server, by kind. */
export type KeptText = Record<'settings' | 'feedback' | 'unanswered' | 'usage' | 'studies', string>;

/** What is kept of a server, in plain words. Dates are Discord timestamps. */
export interface PrivacyWording {
  title: string;
  intro: string;
  /** Names of the kinds. */
  kinds: KeptText;
  /** What each kind holds and for how many days. */
  settings: string;
  feedback: (days: number) => string;
  unanswered: (days: number) => string;
  unansweredOff: string;
  usage: (days: number) => string;
  studies: (ended: number, open: number) => string;
  /** How many entries, and since when. */
  count: (count: number, oldest: string) => string;
  none: string;
  deleteButton: string;
  confirm: (entries: number) => string;
  confirmButton: string;
  back: string;
  deletedTitle: string;
  /** One kind of what was deleted. */
  deleted: (kind: string, count: number) => string;
  nothingDeleted: string;
  /** Below what was deleted. */
  afterwards: string;
}

export const PRIVACY_WORDING: Worded<PrivacyWording> = {
  'zh-Hant': {
    title: '這個伺服器保留了什麼',
    intro: '都存在執行 Footnote 的機器上，不送到別處。誰問了什麼不會記下來。',
    kinds: {
      settings: '設定',
      feedback: '對回答的意見',
      unanswered: '沒找到答案的問題',
      usage: '使用數字',
      studies: '讀書會',
    },
    settings: '回答提到的頻道、要不要保留沒找到的問題。留到你改掉或刪除為止。',
    feedback: (days) => `問題、引文和說了什麼，不含是誰說的；防止重複計算的記號還原不出是誰。留 ${days} 天。`,
    unanswered: (days) => `問題的文字和時間，不含是誰問的。留 ${days} 天。`,
    unansweredOff: '現在不保留。',
    usage: (days) => `每題的時間、花了多久、有沒有答案；不含問題本身，也不含是誰問的。留 ${days} 天。`,
    studies: (ended, open) =>
      `讀到哪裡、參加的人和得分。結束後留 ${ended} 天；沒有結束的，${open} 天沒動靜就刪除。`,
    count: (count, oldest) => `${count} 筆，最早 ${oldest}`,
    none: '沒有',
    deleteButton: '全部刪除',
    confirm: (entries) => `這個伺服器的 ${entries} 筆資料會立刻刪除，設定回到預設，不能復原。要刪除嗎？`,
    confirmButton: '是，全部刪除',
    back: '不要，留著',
    deletedTitle: '已經刪除',
    deleted: (kind, count) => `${kind}：${count} 筆`,
    nothingDeleted: '本來就沒有保留什麼。',
    afterwards: '設定回到預設：每個頻道都回答，不保留沒找到的問題。從現在起的提問，會重新計入使用數字。',
  },
  'zh-Hans': {
    title: '这个服务器保留了什么',
    intro: '都存在运行 Footnote 的机器上，不送到别处。谁问了什么不会记下来。',
    kinds: {
      settings: '设置',
      feedback: '对回答的反馈',
      unanswered: '没找到答案的问题',
      usage: '使用数字',
      studies: '读书会',
    },
    settings: '回答提到的频道、要不要保留没找到的问题。留到你改掉或删除为止。',
    feedback: (days) => `问题、引文和说了什么，不含是谁说的；防止重复计算的记号还原不出是谁。留 ${days} 天。`,
    unanswered: (days) => `问题的文字和时间，不含是谁问的。留 ${days} 天。`,
    unansweredOff: '现在不保留。',
    usage: (days) => `每题的时间、花了多久、有没有答案；不含问题本身，也不含是谁问的。留 ${days} 天。`,
    studies: (ended, open) =>
      `读到哪里、参加的人和得分。结束后留 ${ended} 天；没有结束的，${open} 天没动静就删除。`,
    count: (count, oldest) => `${count} 条，最早 ${oldest}`,
    none: '没有',
    deleteButton: '全部删除',
    confirm: (entries) => `这个服务器的 ${entries} 条数据会立刻删除，设置回到默认，不能恢复。要删除吗？`,
    confirmButton: '是，全部删除',
    back: '不要，留着',
    deletedTitle: '已经删除',
    deleted: (kind, count) => `${kind}：${count} 条`,
    nothingDeleted: '本来就没有保留什么。',
    afterwards: '设置回到默认：每个频道都回答，不保留没找到的问题。从现在起的提问，会重新计入使用数字。',
  },
  en: {
    title: 'What is kept of this server',
    intro:
      'All of it is on the machine that runs Footnote and goes nowhere else. Who asked what is not written down.',
    kinds: {
      settings: 'Settings',
      feedback: 'Feedback on answers',
      unanswered: 'Questions that found nothing',
      usage: 'Usage figures',
      studies: 'Study sessions',
    },
    settings:
      'Where mentions are answered, and whether unanswered questions are kept. Until you change or delete them.',
    feedback: (days) =>
      `The question, the quotation and what was said of it, not who said it; the mark that keeps a vote from counting twice does not lead back to anyone. For ${counted(days, 'day')}.`,
    unanswered: (days) => `The text and the time, not who asked. For ${counted(days, 'day')}.`,
    unansweredOff: 'Not kept now.',
    usage: (days) =>
      `When a question was asked, how long it took, whether it was answered; neither the question nor who asked. For ${counted(days, 'day')}.`,
    studies: (ended, open) =>
      `How far a group has read, who takes part and their scores. For ${counted(ended, 'day')} after the end, or ${counted(open, 'day')} after the last step of one that was never ended.`,
    count: (count, oldest) => `${count} kept, the oldest of ${oldest}`,
    none: 'None',
    deleteButton: 'Delete it all',
    confirm: (entries) =>
      `All that is kept of this server (${entries} in number) is deleted at once and for good, and settings go back to their defaults. Delete it?`,
    confirmButton: 'Yes, delete it all',
    back: 'No, keep it',
    deletedTitle: 'Deleted',
    deleted: (kind, count) => `${kind}: ${count}`,
    nothingDeleted: 'There was nothing to delete.',
    afterwards:
      'Settings are back to their defaults: mentions are answered everywhere, and no unanswered questions are kept. What is asked from now on counts in the usage figures again.',
  },
};

import type { Labelled } from './label.ts';
import type { Worded } from './language.ts';

/** What help says besides the list of commands, which has their own descriptions. */
export interface HelpWording {
  title: string;
  what: string;
  waysHeading: string;
  /** `ask` and `bot` as mentions, `menu` the name of the entry in a message's menu. */
  ways: (names: { ask: string; bot: string; menu: string }) => string[];
  commandsHeading: string;
  moderatorsHeading: string;
  /** Between a command and what it does. */
  dash: string;
  more: (count: number) => string;
  privacy: string;
}

export const HELP_WORDING: Worded<HelpWording> = {
  'zh-Hant': {
    title: 'Footnote 怎麼用',
    what: '我從收錄的文章裡找答案。每一句都是原文，附上出處；文章裡沒有的，我會直說。',
    waysHeading: '怎麼問',
    ways: ({ ask, bot, menu }) => [
      `輸入 ${ask}，寫下問題。`,
      `在訊息裡提到 ${bot}，旁邊寫問題。`,
      '回覆我的回答，接著問「那第二點呢？」也可以。',
      `在別人的訊息上按右鍵（手機上長按），選「應用程式」→「${menu}」。`,
      '私訊我，直接問就好。',
      `想跟大家一起問，${ask} 時把「討論串」設成 True。`,
    ],
    commandsHeading: '指令',
    moderatorsHeading: '管理員的指令',
    dash: '—',
    more: (count) => `還有 ${count} 個，輸入 \`/\` 就看得到。`,
    privacy:
      '隱私：你問了什麼不會留下來，除非你按了「沒有幫助」或「出處不對」，或管理員開了「沒找到答案的問題」彙整；留下的只有問題，不記是誰問的。讀書會會記得參加的人和分數，結束 30 天後刪除。',
  },
  'zh-Hans': {
    title: 'Footnote 怎么用',
    what: '我从收录的文章里找答案。每一句都是原文，附上出处；文章里没有的，我会直说。',
    waysHeading: '怎么问',
    ways: ({ ask, bot, menu }) => [
      `输入 ${ask}，写下问题。`,
      `在消息里提到 ${bot}，旁边写问题。`,
      '回复我的回答，接着问“那第二点呢？”也可以。',
      `在别人的消息上点右键（手机上长按），选“应用”→“${menu}”。`,
      '私信我，直接问就好。',
      `想跟大家一起问，${ask} 时把“子区”设成 True。`,
    ],
    commandsHeading: '命令',
    moderatorsHeading: '管理员的命令',
    dash: '—',
    more: (count) => `还有 ${count} 个，输入 \`/\` 就看得到。`,
    privacy:
      '隐私：你问了什么不会留下来，除非你点了“没有帮助”或“出处不对”，或管理员开了“没找到答案的问题”汇总；留下的只有问题，不记是谁问的。读书会会记得参加的人和分数，结束 30 天后删除。',
  },
  en: {
    title: 'How to use Footnote',
    what: 'I look for answers in our articles. Every sentence is quoted as it was written, with its source; when the articles do not say, I tell you so.',
    waysHeading: 'How to ask',
    ways: ({ ask, bot, menu }) => [
      `Type ${ask} and your question.`,
      `Mention ${bot} with the question beside it.`,
      'Reply to one of my answers to ask on: "And the second one?" works.',
      `Right-click a message (on a phone, hold it), then Apps → "${menu}".`,
      'Send me a direct message.',
      `To ask on together, set "thread" to True in ${ask}.`,
    ],
    commandsHeading: 'Commands',
    moderatorsHeading: 'Commands for moderators',
    dash: '—',
    more: (count) => `And ${count} more: type \`/\` to see them.`,
    privacy:
      'Privacy: what you ask is not kept, unless you press "Not helpful" or "Wrong source" or moderators have switched on the digest of unanswered questions; what is kept then is the question, never who asked it. A reading group keeps who joined and their points, until 30 days after it ended.',
  },
};

export const HELP_LABELS = {
  help: {
    'zh-Hant': { name: '說明', description: '這個機器人會什麼、怎麼問' },
    'zh-Hans': { name: '帮助', description: '这个机器人会什么、怎么问' },
    en: { name: 'help', description: 'What this bot does and how to ask it' },
  },
} satisfies Record<string, Worded<Labelled>>;

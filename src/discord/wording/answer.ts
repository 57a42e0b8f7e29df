import type { AnswerState } from '../../answering/answer.ts';
import type { Labelled } from './label.ts';
import type { Worded } from './language.ts';

/** What an answer says besides its quotations. */
export interface AnswerWording {
  /** Heading over an answer; `null` when the quotations need none. */
  heading: Record<AnswerState, string | null>;
  /** Heading over further quotations of an answer. */
  further: string;
  /** Under an answer that is more likely right than not, but not by much. */
  unsure: string;
  /** Page number in a citation. */
  page: (page: number) => string;
  /** Paragraph number in a citation. */
  paragraph: (paragraph: number) => string;
  /** Shown between the parts of a citation. */
  separator: string;
  /** `none`: the titles of some articles, each already formatted. */
  noneAbout: (titles: string, more: number) => string;
  noneInArticle: (title: string) => string;
  /** Labels of the buttons under an answer. */
  buttons: {
    before: string;
    after: string;
    more: (count: number) => string;
    outline: string;
    share: string;
    notHelpful: string;
    wrongSource: string;
  };
  /** Above an answer that its asker made public; `who` is a mention that pings nobody. */
  sharedBy: (who: string) => string;
  alreadyShared: string;
  /** After "Not helpful" and "Wrong source". */
  feedbackSaved: string;
  feedbackAlready: string;
  /** A mention without a question. */
  mentionEmpty: string;
  /** A mention in reply to a message whose text Discord does not show the bot; `menu` is the menu entry's name. */
  messageHidden: (menu: string) => string;
  messageEmpty: string;
  /** The first message in a thread that was opened for a question. */
  threadWelcome: (bot: string) => string;
  threadRefused: string;
  threadOnlyInServers: string;
}

export const ANSWER_WORDING: Worded<AnswerWording> = {
  'zh-Hant': {
    heading: { answered: null, related: '文章沒有直接回答，這幾段最接近', none: '收錄的文章裡沒有提到' },
    further: '其他相關的段落',
    unsure: '不是很有把握，建議對照原文。',
    page: (page) => `第 ${page} 頁`,
    paragraph: (paragraph) => `第 ${paragraph} 段`,
    separator: '・',
    noneAbout: (titles, more) =>
      `這裡收錄的是：\n${titles}${more > 0 ? `\n還有 ${more} 篇，用 \`/articles\` 看全部。` : ''}\n\n換個說法，或問問這些文章談到的人、事、數字，也許就找得到。`,
    noneInArticle: (title) => `〈${title}〉沒有提到這件事。\n\n不指定文章再問一次，會在全部文章裡找。`,
    buttons: {
      before: '上一段',
      after: '下一段',
      more: (count) => `其他引文（${count}）`,
      outline: '文章大綱',
      share: '分享給大家',
      notHelpful: '沒有幫助',
      wrongSource: '出處不對',
    },
    sharedBy: (who) => `${who} 分享了這個回答`,
    alreadyShared: '這個回答已經分享過了。',
    feedbackSaved: '收到，謝謝。管理員會看到問題和引文，不會看到是誰說的。',
    feedbackAlready: '你已經說過了，我們記著。',
    mentionEmpty:
      '想知道什麼？提到我的時候把問題一起寫出來，或用 `/ask`。回覆一則訊息並提到我，我就會回答那則訊息。',
    messageHidden: (menu) =>
      `Discord 沒有讓我讀那則訊息。在那則訊息上按右鍵（手機上長按），選「應用程式」→「${menu}」就可以了。`,
    messageEmpty: '那則訊息沒有文字，我沒辦法回答。',
    threadWelcome: (bot) =>
      `在這裡接著問吧。提到 ${bot} 或回覆我的訊息再問，「那第二點呢？」這樣的話我也懂。`,
    threadRefused: '回答在上面，但我沒有權限在這個頻道開討論串。請管理員給我「建立公開討論串」的權限。',
    threadOnlyInServers: '討論串只能在伺服器的文字頻道裡開；這裡直接接著問就好。',
  },
  'zh-Hans': {
    heading: { answered: null, related: '文章没有直接回答，这几段最接近', none: '收录的文章里没有提到' },
    further: '其他相关的段落',
    unsure: '把握不大，建议对照原文。',
    page: (page) => `第 ${page} 页`,
    paragraph: (paragraph) => `第 ${paragraph} 段`,
    separator: '・',
    noneAbout: (titles, more) =>
      `这里收录的是：\n${titles}${more > 0 ? `\n还有 ${more} 篇，用 \`/articles\` 看全部。` : ''}\n\n换个说法，或问问这些文章谈到的人、事、数字，也许就找得到。`,
    noneInArticle: (title) => `〈${title}〉没有提到这件事。\n\n不指定文章再问一次，会在全部文章里找。`,
    buttons: {
      before: '上一段',
      after: '下一段',
      more: (count) => `其他引文（${count}）`,
      outline: '文章大纲',
      share: '分享给大家',
      notHelpful: '没有帮助',
      wrongSource: '出处不对',
    },
    sharedBy: (who) => `${who} 分享了这个回答`,
    alreadyShared: '这个回答已经分享过了。',
    feedbackSaved: '收到，谢谢。管理员会看到问题和引文，不会看到是谁说的。',
    feedbackAlready: '你已经说过了，我们记着。',
    mentionEmpty:
      '想知道什么？提到我的时候把问题一起写出来，或用 `/ask`。回复一条消息并提到我，我就会回答那条消息。',
    messageHidden: (menu) =>
      `Discord 没有让我读那条消息。在那条消息上点右键（手机上长按），选“应用”→“${menu}”就可以了。`,
    messageEmpty: '那条消息没有文字，我没办法回答。',
    threadWelcome: (bot) => `在这里接着问吧。提到 ${bot} 或回复我的消息再问，“那第二点呢？”这样的话我也懂。`,
    threadRefused: '回答在上面，但我没有权限在这个频道开子区。请管理员给我“创建公开子区”的权限。',
    threadOnlyInServers: '子区只能在服务器的文字频道里开；这里直接接着问就好。',
  },
  en: {
    heading: {
      answered: null,
      related: 'No direct answer, but these passages come close',
      none: 'Not in these articles',
    },
    further: 'Further passages',
    unsure: 'Not a sure match: please check it against the article.',
    page: (page) => `page ${page}`,
    paragraph: (paragraph) => `paragraph ${paragraph}`,
    separator: ' · ',
    noneAbout: (titles, more) =>
      `The articles here are:\n${titles}${more > 0 ? `\nand ${more} more: \`/articles\` lists them all.` : ''}\n\nTry other words, or ask about the people, events and figures in them.`,
    noneInArticle: (title) =>
      `${title} does not mention it.\n\nAsk again without choosing an article to search them all.`,
    buttons: {
      before: 'Paragraph before',
      after: 'Paragraph after',
      more: (count) => `More quotations (${count})`,
      outline: 'Outline',
      share: 'Share',
      notHelpful: 'Not helpful',
      wrongSource: 'Wrong source',
    },
    sharedBy: (who) => `${who} shared this answer`,
    alreadyShared: 'This answer has been shared already.',
    feedbackSaved: 'Noted, thank you. Moderators see the question and the quotation, not who said it.',
    feedbackAlready: 'You said so already; it is noted.',
    mentionEmpty:
      'What would you like to know? Write the question beside the mention, or use `/ask`. Mention me in reply to a message and I answer that message.',
    messageHidden: (menu) =>
      `Discord does not let me read that message. Right-click it (on a phone, hold it), then Apps → "${menu}".`,
    messageEmpty: 'That message holds no text to answer.',
    threadWelcome: (bot) =>
      `Ask on here: mention ${bot} or reply to one of my messages. "And the second one?" works too.`,
    threadRefused:
      'The answer is above, but I may not open threads in this channel. A moderator can give me "Create Public Threads".',
    threadOnlyInServers: 'Threads exist only in text channels of a server; just ask on here.',
  },
};

/** Names in Discord's command list. */
export const ANSWER_LABELS = {
  ask: {
    'zh-Hant': { name: '提問', description: '從收錄的文章裡找答案，附上原文與出處' },
    'zh-Hans': { name: '提问', description: '从收录的文章里找答案，附上原文与出处' },
    en: { name: 'ask', description: 'Find the answer in our articles, quoted with its source' },
  },
  question: {
    'zh-Hant': { name: '問題', description: '想知道什麼？一句話就好' },
    'zh-Hans': { name: '问题', description: '想知道什么？一句话就好' },
    en: { name: 'question', description: 'What would you like to know? One sentence is enough' },
  },
  article: {
    'zh-Hant': { name: '文章', description: '只在這一篇裡找' },
    'zh-Hans': { name: '文章', description: '只在这一篇里找' },
    en: { name: 'article', description: 'Look in this article only' },
  },
  private: {
    'zh-Hant': { name: '私下', description: '只有你看得到回覆' },
    'zh-Hans': { name: '私下', description: '只有你看得到回复' },
    en: { name: 'private', description: 'Only you see the reply' },
  },
  thread: {
    'zh-Hant': { name: '討論串', description: '開一個討論串，讓大家接著問' },
    'zh-Hans': { name: '子区', description: '开一个子区，让大家接着问' },
    en: { name: 'thread', description: 'Open a thread to ask on together' },
  },
} satisfies Record<string, Worded<Labelled>>;

/** The entry of a message's menu. */
export const ASK_ABOUT_LABEL: Worded<string> = {
  'zh-Hant': '問 Footnote 這則訊息',
  'zh-Hans': '问 Footnote 这条消息',
  en: 'Ask Footnote about this',
};

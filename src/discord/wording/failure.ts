import type { Worded } from './language.ts';

/** What is said when something cannot be done. */
export interface FailureWording {
  questionEmpty: string;
  questionTooLong: string;
  articleUnknown: (typed: string) => string;
  /** A button under an answer from an earlier text of its article. */
  articlesMovedOn: string;
  indexUnavailable: string;
  /** The database cannot be reached or used for now. */
  databaseAway: string;
  /** Too many questions of one person, of a server; `when` is a Discord timestamp such as "in 20 seconds". */
  userLimit: (when: string) => string;
  serverLimit: (when: string) => string;
  /** Too many questions wait already. */
  busy: string;
  unknownCommand: string;
  unknownButton: string;
  unexpected: (reference: string) => string;
}

export const FAILURE_WORDING: Worded<FailureWording> = {
  'zh-Hant': {
    questionEmpty: '沒看到問題。用一句話寫下想知道的事，例如「公開信要求暫停多久？」',
    questionTooLong: '問題太長了，請縮短成一、兩句話再問。',
    articleUnknown: (typed) =>
      `沒有收錄「${typed}」這篇文章。輸入時從清單裡選，或用 \`/articles\` 看有哪些。`,
    articlesMovedOn: '這則訊息之後，文章更新過了，這裡引的段落可能已經不同。再問一次，就會從現在的文章回答。',
    indexUnavailable: '文章索引現在無法使用，請通知管理員；細節已寫進記錄。',
    databaseAway: '我現在連不上資料庫，正在一直重試。請過一分鐘再來一次。',
    userLimit: (when) => `你這一分鐘問了不少，我要喘口氣。${when}再問吧。`,
    serverLimit: (when) => `大家這一分鐘問了很多，我有點跟不上。${when}再問吧。`,
    busy: '現在排隊的問題太多了，請過一、兩分鐘再問。',
    unknownCommand: '這個指令已經不能用了。重新開啟 Discord，就會看到新的指令清單。',
    unknownButton: '這個按鈕是舊版的，已經不能用了。再問一次，就會有新的按鈕。',
    unexpected: (reference) =>
      `抱歉，出了點問題，這次沒能回答。再試一次；還是不行的話，把代號 \`${reference}\` 告訴管理員。`,
  },
  'zh-Hans': {
    questionEmpty: '没看到问题。用一句话写下想知道的事，例如“公开信要求暂停多久？”',
    questionTooLong: '问题太长了，请缩短成一两句话再问。',
    articleUnknown: (typed) => `没有收录“${typed}”这篇文章。输入时从列表里选，或用 \`/articles\` 看有哪些。`,
    articlesMovedOn: '这条消息之后，文章更新过了，这里引的段落可能已经不同。再问一次，就会从现在的文章回答。',
    indexUnavailable: '文章索引现在无法使用，请通知管理员；详情已写入日志。',
    databaseAway: '我现在连不上数据库，正在一直重试。请过一分钟再来一次。',
    userLimit: (when) => `你这一分钟问了不少，我要喘口气。${when}再问吧。`,
    serverLimit: (when) => `大家这一分钟问了很多，我有点跟不上。${when}再问吧。`,
    busy: '现在排队的问题太多了，请过一两分钟再问。',
    unknownCommand: '这个命令已经不能用了。重新打开 Discord，就会看到新的命令列表。',
    unknownButton: '这个按钮是旧版的，已经不能用了。再问一次，就会有新的按钮。',
    unexpected: (reference) =>
      `抱歉，出了点问题，这次没能回答。再试一次；还是不行的话，把代号 \`${reference}\` 告诉管理员。`,
  },
  en: {
    questionEmpty: 'I could not see a question. Write what you would like to know in one sentence.',
    questionTooLong: 'That question is too long. Please shorten it to a sentence or two.',
    articleUnknown: (typed) =>
      `There is no article "${typed}" here. Pick one from the list as you type, or see \`/articles\`.`,
    articlesMovedOn:
      'The articles have been updated since this message, so the passage may have changed. Ask again to get it from the current text.',
    indexUnavailable:
      'The article index cannot be used right now. Please tell a moderator; the log has the details.',
    databaseAway: 'I cannot reach my database right now, and keep trying. Please try again in a minute.',
    userLimit: (when) => `That was a lot of questions for one minute. Please ask again ${when}.`,
    serverLimit: (when) => `This server asked a lot in one minute. Please ask again ${when}.`,
    busy: 'Too many questions are waiting right now. Please ask again in a minute or two.',
    unknownCommand: 'This command is no longer available. Restart Discord to see the current list.',
    unknownButton: 'This button is from an earlier version and no longer works. Ask again to get new ones.',
    unexpected: (reference) =>
      `Sorry, something went wrong and I could not answer. Please try again; if it keeps happening, give a moderator the reference \`${reference}\`.`,
  },
};

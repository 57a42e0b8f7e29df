import type { Wording } from './wording.ts';

export const zhHans: Wording = {
  commands: {
    ask: { name: '提问', description: '从收录的文章里找答案，附上原文与出处' },
    askQuestion: { name: '问题', description: '想知道什么？一句话就好' },
    askArticle: { name: '文章', description: '只在这一篇里找' },
    askPrivate: { name: '私下', description: '只有你看得到回复' },
    articles: { name: '文章列表', description: '看看收录了哪些文章' },
  },
  heading: {
    answered: null,
    related: '文章没有直接回答，这几段最接近',
    none: '收录的文章里没有提到',
  },
  unsure: '把握不大，建议对照原文。',
  paragraph: (paragraph) => `第 ${paragraph} 段`,
  separator: '・',
  noneAbout: (titles, more) =>
    `这里收录的是：\n${titles}${more > 0 ? `\n还有 ${more} 篇，用 \`/articles\` 看全部。` : ''}\n\n换个说法，或问问这些文章谈到的人、事、数字，也许就找得到。`,
  noneInArticle: (title) => `〈${title}〉没有提到这件事。\n\n不指定文章再问一次，会在全部文章里找。`,
  articlesHeading: (count) => `收录了 ${count} 篇文章`,
  articleFacts: ({ sections, paragraphs }) =>
    sections > 0 ? `${sections} 节、${paragraphs} 段` : `${paragraphs} 段`,
  articlesMore: (more) => `还有 ${more} 篇。在 /ask 的“文章”栏输入几个字就能找到。`,
  articlesEmpty: '还没有收录文章，请管理员放入文章后重建索引。',
  failure: {
    questionEmpty: '没看到问题。用一句话写下想知道的事，例如“公开信要求暂停多久？”',
    questionTooLong: '问题太长了，请缩短成一两句话再问。',
    articleUnknown: (typed) => `没有收录“${typed}”这篇文章。输入时从列表里选，或用 \`/articles\` 看有哪些。`,
    indexUnavailable: '文章索引现在无法使用，请通知管理员；详情已写入日志。',
    unknownCommand: '这个命令已经不能用了。重新打开 Discord，就会看到新的命令列表。',
    unexpected: (reference) =>
      `抱歉，出了点问题，这次没能回答。再试一次；还是不行的话，把代号 \`${reference}\` 告诉管理员。`,
  },
};

import type { Wording } from './wording.ts';

export const zhHant: Wording = {
  commands: {
    ask: { name: '提問', description: '從收錄的文章裡找答案，附上原文與出處' },
    askQuestion: { name: '問題', description: '想知道什麼？一句話就好' },
    askArticle: { name: '文章', description: '只在這一篇裡找' },
    askPrivate: { name: '私下', description: '只有你看得到回覆' },
    articles: { name: '文章列表', description: '看看收錄了哪些文章' },
  },
  heading: {
    answered: null,
    related: '文章沒有直接回答，這幾段最接近',
    none: '收錄的文章裡沒有提到',
  },
  unsure: '不是很有把握，建議對照原文。',
  paragraph: (paragraph) => `第 ${paragraph} 段`,
  separator: '・',
  noneAbout: (titles, more) =>
    `這裡收錄的是：\n${titles}${more > 0 ? `\n還有 ${more} 篇，用 \`/articles\` 看全部。` : ''}\n\n換個說法，或問問這些文章談到的人、事、數字，也許就找得到。`,
  noneInArticle: (title) => `〈${title}〉沒有提到這件事。\n\n不指定文章再問一次，會在全部文章裡找。`,
  articlesHeading: (count) => `收錄了 ${count} 篇文章`,
  articleFacts: ({ sections, paragraphs }) =>
    sections > 0 ? `${sections} 節、${paragraphs} 段` : `${paragraphs} 段`,
  articlesMore: (more) => `還有 ${more} 篇。在 /ask 的「文章」欄輸入幾個字就能找到。`,
  articlesEmpty: '還沒有收錄文章，請管理員放進文章後重建索引。',
  failure: {
    questionEmpty: '沒看到問題。用一句話寫下想知道的事，例如「公開信要求暫停多久？」',
    questionTooLong: '問題太長了，請縮短成一、兩句話再問。',
    articleUnknown: (typed) =>
      `沒有收錄「${typed}」這篇文章。輸入時從清單裡選，或用 \`/articles\` 看有哪些。`,
    indexUnavailable: '文章索引現在無法使用，請通知管理員；細節已寫進記錄。',
    unknownCommand: '這個指令已經不能用了。重新開啟 Discord，就會看到新的指令清單。',
    unexpected: (reference) =>
      `抱歉，出了點問題，這次沒能回答。再試一次；還是不行的話，把代號 \`${reference}\` 告訴管理員。`,
  },
};

import { counted } from './counted.ts';
import type { Labelled } from './label.ts';
import type { Worded } from './language.ts';

/** What is said around the text of articles. */
export interface ReadingWording {
  /** Name of what stands before the first heading. */
  beginning: string;
  /** Name of a section whose heading shows nothing. */
  untitled: string;
  paragraphs: (count: number) => string;
  /** Numbers of paragraphs, the first and the last. */
  range: (first: number, last: number) => string;
  /** A part of a paragraph that is too long for one message. */
  part: (paragraph: number, part: number, parts: number) => string;
  page: (page: number, pages: number) => string;
  pageLabels: { previous: string; next: string };
  sectionLabels: { previous: string; next: string };
  /** In the menu of an outline. */
  chooseSection: string;
  /** Over the places of a phrase; `phrase` as Markdown, `count` paragraphs. */
  phraseFound: (phrase: string, count: number) => string;
  phraseAbsent: (phrase: string) => string;
  phraseEmpty: string;
  /** Under the first places of a phrase that is too long for buttons. */
  firstPlacesOnly: (count: number) => string;
  /** In the menu of those places. */
  readAround: string;
}

export const READING_WORDING: Worded<ReadingWording> = {
  'zh-Hant': {
    beginning: '開頭',
    untitled: '（沒有小標）',
    paragraphs: (count) => `${count} 段`,
    range: (first, last) => (first === last ? `第 ${first} 段` : `第 ${first}–${last} 段`),
    part: (paragraph, part, parts) => `第 ${paragraph} 段（${part}/${parts}）`,
    page: (page, pages) => `第 ${page}/${pages} 頁`,
    pageLabels: { previous: '上一頁', next: '下一頁' },
    sectionLabels: { previous: '上一節', next: '下一節' },
    chooseSection: '選一節來讀',
    phraseFound: (phrase, count) => `「${phrase}」出現在 ${count} 段裡`,
    phraseAbsent: (phrase) =>
      `文章裡沒有一字不差的「${phrase}」（繁簡、全形半形、大小寫都算同一個字）。\n\n少打幾個字再找一次，或用 \`/ask\` 問這幾個字，會找意思相近的段落。`,
    phraseEmpty: '這裡面沒有字可以找。寫下文章裡的一句話，或其中幾個字。',
    firstPlacesOnly: (count) => `這句話太長，只列出前 ${count} 段。縮短一點，就能一頁一頁看完。`,
    readAround: '選一段，看前後文',
  },
  'zh-Hans': {
    beginning: '开头',
    untitled: '（没有小标题）',
    paragraphs: (count) => `${count} 段`,
    range: (first, last) => (first === last ? `第 ${first} 段` : `第 ${first}–${last} 段`),
    part: (paragraph, part, parts) => `第 ${paragraph} 段（${part}/${parts}）`,
    page: (page, pages) => `第 ${page}/${pages} 页`,
    pageLabels: { previous: '上一页', next: '下一页' },
    sectionLabels: { previous: '上一节', next: '下一节' },
    chooseSection: '选一节来读',
    phraseFound: (phrase, count) => `“${phrase}”出现在 ${count} 段里`,
    phraseAbsent: (phrase) =>
      `文章里没有一字不差的“${phrase}”（繁简、全角半角、大小写都算同一个字）。\n\n少打几个字再找一次，或用 \`/ask\` 问这几个字，会找意思相近的段落。`,
    phraseEmpty: '这里面没有字可以找。写下文章里的一句话，或其中几个字。',
    firstPlacesOnly: (count) => `这句话太长，只列出前 ${count} 段。缩短一点，就能一页一页看完。`,
    readAround: '选一段，看前后文',
  },
  en: {
    beginning: 'Beginning',
    untitled: '(no heading)',
    paragraphs: (count) => counted(count, 'paragraph'),
    range: (first, last) => (first === last ? `paragraph ${first}` : `paragraphs ${first}–${last}`),
    part: (paragraph, part, parts) => `paragraph ${paragraph} (${part}/${parts})`,
    page: (page, pages) => `Page ${page} of ${pages}`,
    pageLabels: { previous: 'Previous page', next: 'Next page' },
    sectionLabels: { previous: 'Previous section', next: 'Next section' },
    chooseSection: 'Choose a section to read',
    phraseFound: (phrase, count) => `"${phrase}" is in ${counted(count, 'paragraph')}`,
    phraseAbsent: (phrase) =>
      `The articles do not say "${phrase}" word for word (either Chinese script and any case or width would count).\n\nTry fewer words, or ask with them in \`/ask\`, which looks for passages that mean the same.`,
    phraseEmpty: 'There are no words to look for in that. Write a sentence of an article, or a part of one.',
    firstPlacesOnly: (count) =>
      `The phrase is too long to turn pages: these are the first ${count}. Shorten it to see them all.`,
    readAround: 'Choose a paragraph to read around it',
  },
};

export const READING_LABELS = {
  quote: {
    'zh-Hant': { name: '找原句', description: '一字不差地找一句話，看它出現在哪裡' },
    'zh-Hans': { name: '找原句', description: '一字不差地找一句话，看它出现在哪里' },
    en: { name: 'quote', description: 'Find where a phrase stands word for word' },
  },
  phrase: {
    'zh-Hant': { name: '句子', description: '文章裡的一句話，或其中幾個字' },
    'zh-Hans': { name: '句子', description: '文章里的一句话，或其中几个字' },
    en: { name: 'phrase', description: 'A sentence of an article, or a few words of one' },
  },
  private: {
    'zh-Hant': { name: '私下', description: '只有你看得到回覆' },
    'zh-Hans': { name: '私下', description: '只有你看得到回复' },
    en: { name: 'private', description: 'Only you see the reply' },
  },
} satisfies Record<string, Worded<Labelled>>;

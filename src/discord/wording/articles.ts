import { counted } from './counted.ts';
import type { Labelled } from './label.ts';
import type { Worded } from './language.ts';

/** What the list of articles says. */
export interface ArticlesWording {
  heading: (count: number) => string;
  /** Over what a search found; `words` as Markdown. */
  found: (count: number, words: string) => string;
  facts: (facts: { sections: number; paragraphs: number }) => string;
  /** In the menu that opens an article. */
  open: string;
  notFound: (words: string) => string;
  empty: string;
}

export const ARTICLES_WORDING: Worded<ArticlesWording> = {
  'zh-Hant': {
    heading: (count) => `收錄了 ${count} 篇文章`,
    found: (count, words) => `「${words}」找到 ${count} 篇文章`,
    facts: ({ sections, paragraphs }) =>
      sections > 0 ? `${sections} 節、${paragraphs} 段` : `${paragraphs} 段`,
    open: '選一篇，看它的大綱',
    notFound: (words) =>
      `沒有文章的標題、來源或小標提到「${words}」。\n\n少打幾個字再找一次，用 \`/articles\` 看全部，或用 \`/ask\` 直接問，會連內文一起找。`,
    empty: '還沒有收錄文章，請管理員放進文章後重建索引。',
  },
  'zh-Hans': {
    heading: (count) => `收录了 ${count} 篇文章`,
    found: (count, words) => `“${words}”找到 ${count} 篇文章`,
    facts: ({ sections, paragraphs }) =>
      sections > 0 ? `${sections} 节、${paragraphs} 段` : `${paragraphs} 段`,
    open: '选一篇，看它的大纲',
    notFound: (words) =>
      `没有文章的标题、来源或小标题提到“${words}”。\n\n少打几个字再找一次，用 \`/articles\` 看全部，或用 \`/ask\` 直接问，会连正文一起找。`,
    empty: '还没有收录文章，请管理员放入文章后重建索引。',
  },
  en: {
    heading: (count) => `${counted(count, 'article')} to ask about`,
    found: (count, words) => `${counted(count, 'article')} found for "${words}"`,
    facts: ({ sections, paragraphs }) =>
      sections > 0
        ? `${counted(sections, 'section')}, ${counted(paragraphs, 'paragraph')}`
        : counted(paragraphs, 'paragraph'),
    open: 'Choose an article to see its outline',
    notFound: (words) =>
      `No article has "${words}" in its title, source or headings.\n\nTry fewer words, see them all with \`/articles\`, or use \`/ask\`, which searches the text too.`,
    empty: 'There are no articles yet. A moderator can add some and rebuild the index.',
  },
};

export const ARTICLES_LABELS = {
  articles: {
    'zh-Hant': { name: '文章列表', description: '看看收錄了哪些文章' },
    'zh-Hans': { name: '文章列表', description: '看看收录了哪些文章' },
    en: { name: 'articles', description: 'See which articles are here' },
  },
  search: {
    'zh-Hant': { name: '搜尋', description: '標題、來源或小標裡的字，繁簡都可以' },
    'zh-Hans': { name: '搜索', description: '标题、来源或小标题里的字，繁简都可以' },
    en: { name: 'search', description: 'Words in a title, source or heading, in either Chinese script' },
  },
  article: {
    'zh-Hant': { name: '讀文章', description: '看一篇文章的大綱，選一節來讀' },
    'zh-Hans': { name: '读文章', description: '看一篇文章的大纲，选一节来读' },
    en: { name: 'article', description: 'See the outline of an article and read a section' },
  },
  articleOption: {
    'zh-Hant': { name: '文章', description: '哪一篇？輸入幾個字就會出現' },
    'zh-Hans': { name: '文章', description: '哪一篇？输入几个字就会出现' },
    en: { name: 'article', description: 'Which one? Type a few letters of its title' },
  },
} satisfies Record<string, Worded<Labelled>>;

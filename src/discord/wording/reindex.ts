import { counted } from './counted.ts';
import type { Labelled } from './label.ts';
import type { Worded } from './language.ts';

/** Each way that an index differs from what was there, as the heading of a list. */
export type ReindexLists = Record<
  'added' | 'changed' | 'removed' | 'moved' | 'skipped' | 'dropped',
  (count: number) => string
>;

/** What fails, as the heading over the operator's sentence. */
export type ReindexStep = 'plan' | 'build' | 'refresh' | 'rollback';

export interface ReindexWording {
  planTitle: string;
  /** Articles and passages that the index would have. */
  planFacts: (articles: number, passages: number) => string;
  /** Why all is built again though no article may have changed. */
  modelChanged: string;
  noIndex: string;
  /** Articles that are the same in another file or another order. */
  movedOnly: string;
  unchangedTitle: string;
  unchanged: (articles: number, passages: number) => string;
  lists: ReindexLists;
  more: (more: number) => string;
  /** Under the differences, for a bot in several servers. */
  shared: string;
  buildButton: string;
  cancelButton: string;
  cancelled: string;
  progressTitle: string;
  starting: string;
  progress: (bar: string, done: number, total: number, percent: number) => string;
  doneTitle: string;
  done: (articles: number, passages: number, version: string) => string;
  /** Under the summary: the bot answers from the new version already. */
  takenUp: string;
  /** The index was that of the articles already, when its turn came. */
  nothingDone: string;
  rollbackButton: string;
  rolledBackTitle: string;
  /** `when` is a Discord timestamp. */
  rolledBack: (articles: number, when: string, version: string) => string;
  rollbackGone: (version: string) => string;
  /** Someone changes the index in this bot; `who` is a mention that pings nobody. */
  running: (since: string) => string;
  runningBy: (who: string, since: string) => string;
  /** Another process changes it, and is named below. */
  locked: string;
  noEarlier: string;
  failed: Record<ReindexStep, string>;
}

export const REINDEX_WORDING: Worded<ReindexWording> = {
  'zh-Hant': {
    planTitle: '重建索引之後會不一樣的地方',
    planFacts: (articles, passages) => `索引會有 ${articles} 篇文章，${passages} 個片段。`,
    modelChanged: '現在的索引是用別的模型建的，全部文章都要重算。',
    noIndex: '現在沒有能用的索引，全部文章都要重算。',
    movedOnly: '文章內容都一樣，只是換了檔案或順序。',
    unchangedTitle: '不必重建',
    unchanged: (articles, passages) => `索引和文章一致：${articles} 篇文章，${passages} 個片段。`,
    lists: {
      added: (count) => `新增 ${count} 篇`,
      changed: (count) => `更新 ${count} 篇`,
      removed: (count) => `移除 ${count} 篇`,
      moved: (count) => `換了檔案 ${count} 篇`,
      skipped: (count) => `略過 ${count} 個檔案`,
      dropped: (count) => `去掉不是內文的段落：${count} 個檔案`,
    },
    more: (more) => `……還有 ${more} 個`,
    shared: '這個 Footnote 所在的伺服器共用同一份索引。',
    buildButton: '開始重建',
    cancelButton: '取消',
    cancelled: '好，什麼都沒有變。',
    progressTitle: '正在重建索引',
    starting: '正在讀文章……這段時間照常用舊的索引回答。',
    progress: (bar, done, total, percent) =>
      `${bar}\n${done}／${total} 個片段（${percent}%）\n這段時間照常用舊的索引回答。`,
    doneTitle: '索引重建好了',
    done: (articles, passages, version) =>
      `現在有 ${articles} 篇文章，${passages} 個片段。\n版本 \`${version}\``,
    takenUp: '已經在用新的索引回答，不必重新啟動。',
    nothingDone: '輪到時索引已經和文章一致，沒有重建。現在用的就是這一版。',
    rollbackButton: '還原到前一版',
    rolledBackTitle: '已還原',
    rolledBack: (articles, when, version) =>
      `現在用的是重建前那一版：${when}建立，${articles} 篇文章。\n版本 \`${version}\``,
    rollbackGone: (version) =>
      `索引後來又變過，現在用的是 \`${version}\`，還原不會回到這個按鈕說的那一版，所以什麼都沒有動。用 \`/reindex\` 看看現在的情形。`,
    running: (since) => `索引正在變動，${since}開始的。等它做完再來。`,
    runningBy: (who, since) => `${who} 正在變動索引，${since}開始的。等做完再來。`,
    locked: '現在有別人正在變動索引，也許是在主機上執行 `npm run index`。什麼都沒有動，等一下再試。',
    noEarlier: '沒有更早的版本可以還原。把之前的文章放回來，再用 `/reindex`。',
    failed: {
      plan: '沒辦法比對文章和索引',
      build: '沒能重建，照常用舊的索引回答',
      refresh: '索引換了新版，但還用不上；照常用舊的回答',
      rollback: '沒能還原，索引沒有變',
    },
  },
  'zh-Hans': {
    planTitle: '重建索引之后会不一样的地方',
    planFacts: (articles, passages) => `索引会有 ${articles} 篇文章，${passages} 个片段。`,
    modelChanged: '现在的索引是用别的模型建的，全部文章都要重算。',
    noIndex: '现在没有能用的索引，全部文章都要重算。',
    movedOnly: '文章内容都一样，只是换了文件或顺序。',
    unchangedTitle: '不必重建',
    unchanged: (articles, passages) => `索引和文章一致：${articles} 篇文章，${passages} 个片段。`,
    lists: {
      added: (count) => `新增 ${count} 篇`,
      changed: (count) => `更新 ${count} 篇`,
      removed: (count) => `移除 ${count} 篇`,
      moved: (count) => `换了文件 ${count} 篇`,
      skipped: (count) => `跳过 ${count} 个文件`,
      dropped: (count) => `去掉不是正文的段落：${count} 个文件`,
    },
    more: (more) => `……还有 ${more} 个`,
    shared: '这个 Footnote 所在的服务器共用同一份索引。',
    buildButton: '开始重建',
    cancelButton: '取消',
    cancelled: '好，什么都没有变。',
    progressTitle: '正在重建索引',
    starting: '正在读文章……这段时间照常用旧的索引回答。',
    progress: (bar, done, total, percent) =>
      `${bar}\n${done}／${total} 个片段（${percent}%）\n这段时间照常用旧的索引回答。`,
    doneTitle: '索引重建好了',
    done: (articles, passages, version) =>
      `现在有 ${articles} 篇文章，${passages} 个片段。\n版本 \`${version}\``,
    takenUp: '已经在用新的索引回答，不必重新启动。',
    nothingDone: '轮到时索引已经和文章一致，没有重建。现在用的就是这一版。',
    rollbackButton: '还原到前一版',
    rolledBackTitle: '已还原',
    rolledBack: (articles, when, version) =>
      `现在用的是重建前那一版：${when}创建，${articles} 篇文章。\n版本 \`${version}\``,
    rollbackGone: (version) =>
      `索引后来又变过，现在用的是 \`${version}\`，还原不会回到这个按钮说的那一版，所以什么都没有动。用 \`/reindex\` 看看现在的情况。`,
    running: (since) => `索引正在变动，${since}开始的。等它做完再来。`,
    runningBy: (who, since) => `${who} 正在变动索引，${since}开始的。等做完再来。`,
    locked: '现在有别人正在变动索引，也许是在主机上运行 `npm run index`。什么都没有动，等一下再试。',
    noEarlier: '没有更早的版本可以还原。把之前的文章放回来，再用 `/reindex`。',
    failed: {
      plan: '没办法比对文章和索引',
      build: '没能重建，照常用旧的索引回答',
      refresh: '索引换了新版，但还用不上；照常用旧的回答',
      rollback: '没能还原，索引没有变',
    },
  },
  en: {
    planTitle: 'What a new index would change',
    planFacts: (articles, passages) =>
      `It would hold ${counted(articles, 'article')} and ${counted(passages, 'passage')}.`,
    modelChanged: 'The index in use was built with another model, so every article is computed again.',
    noIndex: 'There is no index that can be used, so every article is computed again.',
    movedOnly: 'The articles are the same, in other files or another order.',
    unchangedTitle: 'Nothing to do',
    unchanged: (articles, passages) =>
      `The index is that of the articles: ${counted(articles, 'article')}, ${counted(passages, 'passage')}.`,
    lists: {
      added: (count) => `Added: ${count}`,
      changed: (count) => `Changed: ${count}`,
      removed: (count) => `Removed: ${count}`,
      moved: (count) => `In another file: ${count}`,
      skipped: (count) => `Skipped: ${counted(count, 'file')}`,
      dropped: (count) => `Parts that are no text left out of ${counted(count, 'file')}`,
    },
    more: (more) => `… and ${more} more`,
    shared: 'All servers of this Footnote share one index.',
    buildButton: 'Reindex now',
    cancelButton: 'Cancel',
    cancelled: 'All right, nothing was changed.',
    progressTitle: 'Building the index',
    starting: 'Reading the articles… Until it is done, questions are answered from the index in use.',
    progress: (bar, done, total, percent) =>
      `${bar}\n${done} of ${counted(total, 'passage')} (${percent}%)\nUntil it is done, questions are answered from the index in use.`,
    doneTitle: 'The index is built',
    done: (articles, passages, version) =>
      `It holds ${counted(articles, 'article')} and ${counted(passages, 'passage')}.\nVersion \`${version}\``,
    takenUp: 'Answers come from it already; no restart is needed.',
    nothingDone:
      'When its turn came, the index was that of the articles already, so nothing was built. Answers come from this version.',
    rollbackButton: 'Roll back',
    rolledBackTitle: 'Rolled back',
    rolledBack: (articles, when, version) =>
      `In use now is the version from before, built ${when}, with ${counted(articles, 'article')}.\nVersion \`${version}\``,
    rollbackGone: (version) =>
      `The index has changed since: \`${version}\` is in use, and rolling back would not lead to the version that this button meant. Nothing was changed; \`/reindex\` shows how things stand.`,
    running: (since) => `A change of the index began ${since}. Please come back when it is done.`,
    runningBy: (who, since) =>
      `${who} began to change the index ${since}. Please come back when that is done.`,
    locked:
      'Someone else is changing the index right now, perhaps with `npm run index` on the machine. Nothing was changed; please try again in a while.',
    noEarlier:
      'There is no earlier version to go back to. Put the earlier articles back, then use `/reindex`.',
    failed: {
      plan: 'The articles could not be compared with the index',
      build: 'The index could not be built; answers come from the one in use',
      refresh: 'The index has a new version that cannot be used yet; answers come from the one before',
      rollback: 'Rolling back failed; the index is as it was',
    },
  },
};

export const REINDEX_LABELS = {
  reindex: {
    'zh-Hant': { name: '重建索引', description: '先看文章有什麼變動，再決定要不要重建索引' },
    'zh-Hans': { name: '重建索引', description: '先看文章有什么变动，再决定要不要重建索引' },
    en: { name: 'reindex', description: 'See what changed in the articles, then rebuild the index' },
  },
} satisfies Record<string, Worded<Labelled>>;

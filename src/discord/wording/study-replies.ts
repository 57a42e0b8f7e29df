import { counted } from './counted.ts';
import type { Worded } from './language.ts';

/** What a study group is told of answers and scores, and why something cannot be. Names and links are given as Markdown. */
export interface StudyReplyWording {
  outcome: {
    right: (facts: { name: string; points: number }) => string;
    wrong: (left: number) => string;
    lastWrong: string;
    empty: string;
    tooLong: (limit: number) => string;
    alreadyRight: string;
    noTriesLeft: string;
  };
  scores: {
    ended: string;
    soFar: string;
    line: (facts: { points: number; answered: number }) => string;
    nobody: string;
    total: (facts: { asked: number; solved: number }) => string;
    /** Below the table: how many more there are. */
    more: (count: number) => string;
    askOn: string;
    /** Under the score of a study that goes on. */
    here: (link: string) => string;
  };
  articleChanged: string;
  refusals: {
    movedOn: (link: string) => string;
    noStudy: string;
    notYours: (starter: string) => string;
    onlyInTextChannels: string;
    nothingToRead: string;
    missing: (permissions: string) => string;
    /** The thread was locked and archived. */
    locked: string;
    unreadable: string;
    articleChanged: string;
  };
  createThreads: string;
}

export const STUDY_REPLY_WORDING: Worded<StudyReplyWording> = {
  'zh-Hant': {
    outcome: {
      right: ({ name, points }) => `✅ **${name}** 答對了，得一分，目前 ${points} 分。`,
      wrong: (left) => `❌ 不對，還可以試 ${left} 次。`,
      lastWrong: '❌ 不對，這題的次數用完了。等大家按「看答案」吧。',
      empty: '我沒看到答案。把空格裡的字寫下來。',
      tooLong: (limit) => `只寫空格裡的字就好，最多 ${limit} 個字。這次不算。`,
      alreadyRight: '這題你已經答對了。',
      noTriesLeft: '這題你的次數用完了，下一題再來。',
    },
    scores: {
      ended: '讀書會結束，成績出爐',
      soFar: '目前的分數',
      line: ({ points, answered }) => `${points} 分（作答 ${answered} 題）`,
      nobody: '還沒有人作答。',
      total: ({ asked, solved }) => `出了 ${asked} 題，有人答對的 ${solved} 題。`,
      more: (count) => `還有 ${count} 人`,
      askOn: '還想知道什麼？在這裡用 `/ask` 接著問。',
      here: (link) => `大家在這裡：${link}`,
    },
    articleChanged: '讀到一半，文章更新了，題目和原文對不上，這場就到這裡。想讀新的版本，再開一場吧。',
    refusals: {
      movedOn: (link) => `大家已經往前走了，現在在這裡：${link}`,
      noStudy: '這裡沒有進行中的讀書會。到文字頻道用 `/study start` 開一場。',
      notYours: (starter) => `這場是 ${starter} 開的，只有開始的人或管理員可以結束。`,
      onlyInTextChannels: '請到文字頻道用 `/study start`，我會在那裡為讀書會開一個討論串。',
      nothingToRead: '這篇文章沒有可以一起讀的段落，換一篇吧。',
      missing: (permissions) => `我在這個頻道還缺權限：${permissions}。請管理員給我，再試一次。`,
      locked: '這個討論串被鎖起來了，我沒辦法在裡面說話。請管理員打開，再試一次。',
      unreadable: '這場讀書會的紀錄讀不出來，只好結束了。很抱歉，請再開一場。',
      articleChanged: '文章剛剛更新了，這題不算，這場讀書會也到這裡結束。',
    },
    createThreads: '建立公開討論串',
  },
  'zh-Hans': {
    outcome: {
      right: ({ name, points }) => `✅ **${name}** 答对了，得一分，目前 ${points} 分。`,
      wrong: (left) => `❌ 不对，还可以试 ${left} 次。`,
      lastWrong: '❌ 不对，这题的次数用完了。等大家点“看答案”吧。',
      empty: '我没看到答案。把空格里的字写下来。',
      tooLong: (limit) => `只写空格里的字就好，最多 ${limit} 个字。这次不算。`,
      alreadyRight: '这题你已经答对了。',
      noTriesLeft: '这题你的次数用完了，下一题再来。',
    },
    scores: {
      ended: '读书会结束，成绩出炉',
      soFar: '目前的分数',
      line: ({ points, answered }) => `${points} 分（作答 ${answered} 题）`,
      nobody: '还没有人作答。',
      total: ({ asked, solved }) => `出了 ${asked} 题，有人答对的 ${solved} 题。`,
      more: (count) => `还有 ${count} 人`,
      askOn: '还想知道什么？在这里用 `/ask` 接着问。',
      here: (link) => `大家在这里：${link}`,
    },
    articleChanged: '读到一半，文章更新了，题目和原文对不上，这场就到这里。想读新的版本，再开一场吧。',
    refusals: {
      movedOn: (link) => `大家已经往前走了，现在在这里：${link}`,
      noStudy: '这里没有进行中的读书会。到文字频道用 `/study start` 开一场。',
      notYours: (starter) => `这场是 ${starter} 开的，只有发起的人或管理员可以结束。`,
      onlyInTextChannels: '请到文字频道用 `/study start`，我会在那里为读书会开一个子区。',
      nothingToRead: '这篇文章没有可以一起读的段落，换一篇吧。',
      missing: (permissions) => `我在这个频道还缺权限：${permissions}。请管理员给我，再试一次。`,
      locked: '这个子区被锁定了，我没办法在里面说话。请管理员打开，再试一次。',
      unreadable: '这场读书会的记录读不出来，只好结束了。很抱歉，请再开一场。',
      articleChanged: '文章刚刚更新了，这题不算，这场读书会也到这里结束。',
    },
    createThreads: '创建公开子区',
  },
  en: {
    outcome: {
      right: ({ name, points }) => `✅ Right, **${name}**! One point: ${points} now.`,
      wrong: (left) => `❌ Not that. ${left === 1 ? 'One try' : `${left} tries`} left.`,
      lastWrong: '❌ Not that, and no tries left. The answer comes when the group goes on.',
      empty: 'I see no answer. Write just the missing words.',
      tooLong: (limit) =>
        `Write just the missing words, ${limit} characters at most. This one does not count.`,
      alreadyRight: 'You have this one already.',
      noTriesLeft: 'You have no tries left for this one. Wait for the next.',
    },
    scores: {
      ended: 'The reading group is over: scores',
      soFar: 'The score so far',
      line: ({ points, answered }) => `${counted(points, 'point')} (${answered} tried)`,
      nobody: 'Nobody has answered yet.',
      total: ({ asked, solved }) => `${counted(asked, 'question')} asked, ${solved} answered by somebody.`,
      more: (count) => `and ${count} more`,
      askOn: 'Anything else you want to know? Ask on here with `/ask`.',
      here: (link) => `The group is here: ${link}`,
    },
    articleChanged:
      'The article was updated while you were reading, and the questions no longer fit it, so this ends here. Start again to read the new text.',
    refusals: {
      movedOn: (link) => `The group has moved on and is here now: ${link}`,
      noStudy: 'There is no reading group here now. Start one in a text channel with `/study start`.',
      notYours: (starter) => `${starter} started this one; they or a moderator can end it.`,
      onlyInTextChannels: 'Use `/study start` in a text channel: I open a thread for the group there.',
      nothingToRead: 'That article has no text to read together. Please choose another.',
      missing: (permissions) =>
        `I lack permissions in this channel: ${permissions}. A moderator can grant them; then try again.`,
      locked: 'This thread is locked, so I cannot speak in it. A moderator can unlock it; then try again.',
      unreadable:
        'The record of this reading group cannot be read, so it had to end. Sorry; please start again.',
      articleChanged:
        'The article was updated just now: this does not count, and the reading group ends here.',
    },
    createThreads: 'Create Public Threads',
  },
};

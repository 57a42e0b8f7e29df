import type { BlankKind } from '../../study/question.ts';
import { counted } from './counted.ts';
import type { Labelled } from './label.ts';
import type { Worded } from './language.ts';

/** How much there is to go through. */
interface Amount {
  steps: number;
  questions: number;
}

/** What a study group reads. Names, titles and links are given as Markdown. */
export interface StudyWording {
  /** Name of the thread. */
  thread: (title: string) => string;
  /** In the channel, over the thread. */
  invitation: string;
  amount: (amount: Amount) => string;
  amountWithoutQuestions: (steps: number) => string;
  join: string;
  /** The first message in the thread; `tries` for each question, `bot` as a mention. */
  rules: (facts: { tries: number; bot: string }) => string;
  rulesWithoutQuestions: (bot: string) => string;
  /** "2/8", and the section behind it. */
  step: (step: number, steps: number) => string;
  question: (question: number, questions: number) => string;
  /** Under a quotation with questions and without; the questions are about the rest of its section. */
  readFirst: (questions: number) => string;
  noQuestionHere: string;
  /** What stands in the blank. */
  asks: Record<BlankKind, string>;
  /** Who is right so far. */
  right: (names: string) => string;
  nobodyRight: string;
  /** Behind names: how many more there are. */
  more: (count: number) => string;
  separator: string;
  solution: string;
  buttons: {
    readOn: string;
    questions: (count: number) => string;
    nextSection: string;
    answer: string;
    skipToQuestion: string;
    skipToSection: string;
    skipToEnd: string;
    end: string;
    stop: string;
  };
  form: { title: (question: number) => string; label: string; hint: string };
}

export const STUDY_WORDING: Worded<StudyWording> = {
  'zh-Hant': {
    thread: (title) => `讀書會：${title}`,
    invitation: '讀書會開始了',
    amount: ({ steps, questions }) => `分成 ${steps} 部分，共 ${questions} 題。`,
    amountWithoutQuestions: (steps) => `分成 ${steps} 部分。這篇挑不出適合的題目，就一起讀引文吧。`,
    join: '點進下面的討論串，誰都可以加入。',
    rules: ({ tries, bot }) =>
      [
        '**怎麼玩**',
        '• 每一部分先讀引文，再回答這一節的問題：把空格裡的字填回去。',
        `• 按「回答」（別人看不到你寫的），或在這裡提到 ${bot} 並寫下答案（大家都看得到）。`,
        `• 每題每人可以試 ${tries} 次，答對得一分，先後不計。`,
        '• 誰都可以按「看答案」往下走，按之前問大家一聲。',
        '• 題目開著的時候，提到我就是作答；想問文章的事，用 `/ask`。',
        '• `/study score` 看分數；開始的人或管理員用 `/study stop` 結束。',
      ].join('\n'),
    rulesWithoutQuestions: (bot) =>
      `一部分一部分讀，誰都可以按「下一節」。想問文章的事，用 \`/ask\` 或提到 ${bot}。`,
    step: (step, steps) => `${step}/${steps}`,
    question: (question, questions) => `第 ${question} 題（共 ${questions} 題）`,
    readFirst: (questions) => `這一節有 ${questions} 題，答案在引文後面。先按「讀下去」讀完，再看題目。`,
    noQuestionHere: '這一部分沒有題目，讀完就往下走。',
    asks: { number: '空格裡是一個數字。', date: '空格裡是一個時間。', name: '空格裡是一個名字或說法。' },
    right: (names) => `✅ 答對：${names}`,
    nobodyRight: '這題沒有人答對。',
    more: (count) => `等，另外 ${count} 人`,
    separator: '、',
    solution: '答案',
    buttons: {
      readOn: '讀下去',
      questions: (count) => `看題目（${count}）`,
      nextSection: '下一節',
      answer: '回答',
      skipToQuestion: '看答案，下一題',
      skipToSection: '看答案，下一節',
      skipToEnd: '看答案和成績',
      end: '結束，看成績',
      stop: '結束讀書會',
    },
    form: { title: (question) => `第 ${question} 題`, label: '空格裡是什麼？', hint: '只寫空格裡的字就好' },
  },
  'zh-Hans': {
    thread: (title) => `读书会：${title}`,
    invitation: '读书会开始了',
    amount: ({ steps, questions }) => `分成 ${steps} 部分，共 ${questions} 题。`,
    amountWithoutQuestions: (steps) => `分成 ${steps} 部分。这篇挑不出合适的题目，就一起读引文吧。`,
    join: '点进下面的子区，谁都可以加入。',
    rules: ({ tries, bot }) =>
      [
        '**怎么玩**',
        '• 每一部分先读引文，再回答这一节的问题：把空格里的字填回去。',
        `• 点“回答”（别人看不到你写的），或在这里提到 ${bot} 并写下答案（大家都看得到）。`,
        `• 每题每人可以试 ${tries} 次，答对得一分，先后不计。`,
        '• 谁都可以点“看答案”往下走，点之前问大家一声。',
        '• 题目开着的时候，提到我就是作答；想问文章的事，用 `/ask`。',
        '• `/study score` 看分数；发起的人或管理员用 `/study stop` 结束。',
      ].join('\n'),
    rulesWithoutQuestions: (bot) =>
      `一部分一部分读，谁都可以点“下一节”。想问文章的事，用 \`/ask\` 或提到 ${bot}。`,
    step: (step, steps) => `${step}/${steps}`,
    question: (question, questions) => `第 ${question} 题（共 ${questions} 题）`,
    readFirst: (questions) => `这一节有 ${questions} 题，答案在引文后面。先点“读下去”读完，再看题目。`,
    noQuestionHere: '这一部分没有题目，读完就往下走。',
    asks: { number: '空格里是一个数字。', date: '空格里是一个时间。', name: '空格里是一个名字或说法。' },
    right: (names) => `✅ 答对：${names}`,
    nobodyRight: '这题没有人答对。',
    more: (count) => `等，另外 ${count} 人`,
    separator: '、',
    solution: '答案',
    buttons: {
      readOn: '读下去',
      questions: (count) => `看题目（${count}）`,
      nextSection: '下一节',
      answer: '回答',
      skipToQuestion: '看答案，下一题',
      skipToSection: '看答案，下一节',
      skipToEnd: '看答案和成绩',
      end: '结束，看成绩',
      stop: '结束读书会',
    },
    form: { title: (question) => `第 ${question} 题`, label: '空格里是什么？', hint: '只写空格里的字就好' },
  },
  en: {
    thread: (title) => `Reading: ${title}`,
    invitation: 'A reading group has started',
    amount: ({ steps, questions }) => `${counted(steps, 'part')}, ${counted(questions, 'question')}.`,
    amountWithoutQuestions: (steps) =>
      `${counted(steps, 'part')}. Nothing in it makes a good question, so just read it together.`,
    join: 'Join in the thread below: everyone is welcome.',
    rules: ({ tries, bot }) =>
      [
        '**How it works**',
        '• Each part begins with a quotation. Then come questions on its section: put back what was left out.',
        `• Press "Answer" (nobody sees what you write), or mention ${bot} here with your answer (everybody sees it).`,
        `• You have ${tries} tries at each question. A right answer is a point, first or not.`,
        '• Anyone may press "Show answer" to go on; ask the others before you do.',
        '• While a question is open, a mention of me is an answer. To ask about the article, use `/ask`.',
        '• `/study score` shows the score. Whoever started, or a moderator, ends with `/study stop`.',
      ].join('\n'),
    rulesWithoutQuestions: (bot) =>
      `Read it part by part; anyone may press "Next section". To ask about the article, use \`/ask\` or mention ${bot}.`,
    step: (step, steps) => `${step}/${steps}`,
    question: (question, questions) => `Question ${question} of ${questions}`,
    readFirst: (questions) =>
      `${counted(questions, 'question')} on this section, answered after the quotation: press "Read on" first.`,
    noQuestionHere: 'No questions on this part: read it and go on.',
    asks: {
      number: 'A number is missing.',
      date: 'A date or time is missing.',
      name: 'A name or term is missing.',
    },
    right: (names) => `✅ Right: ${names}`,
    nobodyRight: 'Nobody had this one.',
    more: (count) => ` and ${count} more`,
    separator: ', ',
    solution: 'Answer',
    buttons: {
      readOn: 'Read on',
      questions: (count) => `Questions (${count})`,
      nextSection: 'Next section',
      answer: 'Answer',
      skipToQuestion: 'Show answer, next question',
      skipToSection: 'Show answer, next section',
      skipToEnd: 'Show answer and scores',
      end: 'Finish: scores',
      stop: 'Stop',
    },
    form: {
      title: (question) => `Question ${question}`,
      label: 'What is missing?',
      hint: 'Just the missing words',
    },
  },
};

export const STUDY_LABELS = {
  study: {
    'zh-Hant': { name: '讀書會', description: '一起讀一篇文章：看引文、答題、計分' },
    'zh-Hans': { name: '读书会', description: '一起读一篇文章：看引文、答题、计分' },
    en: { name: 'study', description: 'Read an article together: quotations, questions and a score' },
  },
  start: {
    'zh-Hant': { name: '開始', description: '開一個討論串，一起讀一篇文章、答題' },
    'zh-Hans': { name: '开始', description: '开一个子区，一起读一篇文章、答题' },
    en: { name: 'start', description: 'Open a thread to read an article together, with questions' },
  },
  article: {
    'zh-Hant': { name: '文章', description: '讀哪一篇？輸入幾個字就會出現' },
    'zh-Hans': { name: '文章', description: '读哪一篇？输入几个字就会出现' },
    en: { name: 'article', description: 'Which one? Type a few letters of its title' },
  },
  score: {
    'zh-Hant': { name: '分數', description: '看讀書會目前的分數' },
    'zh-Hans': { name: '分数', description: '看读书会目前的分数' },
    en: { name: 'score', description: 'See the score of the reading group so far' },
  },
  stop: {
    'zh-Hant': { name: '結束', description: '結束讀書會，看成績' },
    'zh-Hans': { name: '结束', description: '结束读书会，看成绩' },
    en: { name: 'stop', description: 'End the reading group and see the scores' },
  },
} satisfies Record<string, Worded<Labelled>>;

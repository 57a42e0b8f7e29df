import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupQuestions } from '../../src/state/group-questions.ts';

function groups(...questions: string[]): ReturnType<typeof groupQuestions> {
  return groupQuestions(questions.map((question, at) => ({ question, at })));
}

test.each([
  ['公開信要求停多久', '公开信要求暂停多久?'],
  ['公開信要求暫停多久', '那封公開信要求停多久呢?'],
  ['公開信有多少人簽署', '有多少人簽了公開信?'],
  ['馬斯克捐了多少錢', '馬斯克捐款多少'],
  ['AI 會取代哪些工作', '哪些工作會被 AI 取代'],
  ['GPU 要多少錢', 'gpu多少钱'],
  ['How long does the open letter ask to pause?', 'how long did the open letters ask for a pause'],
  ['Who signed the open letter?', 'who has signed that letter'],
])('%s and %s are one question', (a, b) => {
  expect(groups(a, b)).toEqual([{ count: 2, representative: a, lastAt: 1 }]);
});

test.each([
  ['公開信要求停多久', '公開信有多少人簽署'],
  ['馬斯克捐了多少錢', '馬斯克是誰'],
  ['公開信在哪裡發布', '公開信在哪一天發布'],
  ['AI 會取代人類嗎', 'AI 會有意識嗎'],
  ['OpenAI 何時成立', 'OpenAI 的執行長是誰'],
  ['Who signed the open letter?', 'What does the open letter ask for?'],
  ['What is the capital of France?', 'What is the population of France?'],
  ['???', '!!!'],
])('%s and %s are two questions', (a, b) => {
  expect(groups(a, b)).toHaveLength(2);
});

test('no chain of alike questions draws together those that are not alike', () => {
  const chain = [
    'alpha beta gamma',
    'beta gamma delta epsilon',
    'gamma delta epsilon zeta',
    'epsilon zeta eta',
  ];
  expect(groups(...chain).length).toBeGreaterThan(1);
});

test('the representative is the question closest to the others', () => {
  const [group] = groups('red green blue cyan', 'red green blue', 'red green blue pink');
  expect(group?.representative).toBe('red green blue');
});

test('every question is in one group: the counts add up', () => {
  const words = fc.constantFrom(
    '公開信',
    '公开信',
    '馬斯克',
    '停多久',
    '是誰',
    'GPU',
    'letter',
    'pause',
    '要求',
    '?',
    '',
  );
  const question = fc.oneof(
    fc.array(words, { maxLength: 5 }).map((list) => list.join(' ')),
    fc.string(),
  );
  const asked = fc.record({ question, at: fc.integer({ min: 0, max: 1e12 }) });
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 60 }), (questions) => {
      const found = groupQuestions(questions);
      expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(questions.length);
      const all = new Set(questions.map((each) => each.question));
      for (const { representative, count } of found) {
        expect(all).toContain(representative);
        expect(count).toBeGreaterThan(0);
      }
      const counts = found.map(({ count }) => count);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      const latest = Math.max(-Infinity, ...questions.map(({ at }) => at));
      expect(Math.max(-Infinity, ...found.map(({ lastAt }) => lastAt))).toBe(latest);
    }),
    { numRuns: 300 },
  );
});

test('some thousand questions are grouped, each once', () => {
  const subjects = [
    '公開信',
    '馬斯克',
    '人工智慧',
    '歐盟',
    '法案',
    '基金會',
    '自動駕駛',
    '晶片',
    '疫苗',
    '房價',
  ];
  const acts = [
    '要求',
    '簽署',
    '捐贈',
    '成立',
    '發布',
    '影響',
    '反對',
    '支持',
    '研究',
    '投資',
    '限制',
    '禁止',
  ];
  const asks = ['停多久', '有多少人', '是誰', '為什麼', '在哪裡', '什麼時候'];
  const pick = (list: string[], n: number): string => list[n % list.length] ?? '';
  const questions = Array.from({ length: 3000 }, (_, n) => ({
    question:
      pick(subjects, n * 7) +
      pick(acts, n >> 2) +
      pick(subjects, n >> 5) +
      pick(asks, n * 5 + (n >> 3)) +
      '?',
    at: n,
  }));
  const found = groupQuestions(questions);
  expect(found.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
});

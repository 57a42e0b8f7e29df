import { expect, test } from 'vitest';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';

test.each([
  ['公開信要求暫停訓練多久?', 'cjk'],
  ['公开信要求暂停训练多久?', 'cjk'],
  ['GPT-4 是什麼?', 'cjk'],
  ['What is 就醬播 and who runs it?', 'latin'],
  ['Who signed the letter?', 'latin'],
  ['。。。', 'latin'],
])('%s is written in %s letters', (question, script) => {
  expect(analyzeQuestion(question).script).toBe(script);
});

test('words that only ask are left out, in both scripts and in English', () => {
  const { tokens } = analyzeQuestion('請問馬斯克捐了多少錢?');
  expect(tokens).toEqual(['马', '马斯', '斯', '斯克', '克', '克捐', '捐', '钱']);
  expect(analyzeQuestion('What is the Opportunity Score?').tokens).toEqual(['opportunity', 'score']);
});

test('asking when leaves nothing behind', () => {
  expect(analyzeQuestion('會議是什麼時候?').tokens).toEqual(['会', '会议', '议']);
});

test('a question of asking words alone is searched by them', () => {
  expect(analyzeQuestion('是什麼?').tokens).not.toEqual([]);
});

test.each(['。。。', '😀😀', '  ', '\u0000\u0007'])('%j has nothing to search for', (question) => {
  expect(analyzeQuestion(question).tokens).toEqual([]);
});

test('2,000 characters can be asked, more are refused with the number', () => {
  expect(analyzeQuestion('問'.repeat(2000)).tokens).toEqual(['问', '问问']);
  expect(() => analyzeQuestion('問'.repeat(4000))).toThrow(/4000 characters; 2000 is the most/);
});

test('a character within a word is a part of it, one that stands alone is a word', () => {
  expect([...analyzeQuestion('公開信是誰寫的?').parts]).toEqual(['公', '开', '信', '是']);
  expect([...analyzeQuestion('誰寫了什麼?').parts]).toEqual([]);
  expect([...analyzeQuestion('Who wrote 信?').parts]).toEqual([]);
});

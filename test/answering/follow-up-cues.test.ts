import { expect, test } from 'vitest';
import { needsContext, readFollowUp, type FollowUp } from '../../src/answering/follow-up-cues.ts';

test.each<[string, FollowUp, string]>([
  ['那第二點呢?', { kind: 'item', place: { from: 'start', nth: 2 }, noun: '' }, 'a bare ordinal'],
  ['第三个', { kind: 'item', place: { from: 'start', nth: 3 }, noun: '' }, 'Simplified, without a mark'],
  [
    '第二個趨勢是什麼?',
    { kind: 'item', place: { from: 'start', nth: 2 }, noun: '趋势' },
    'it names the items',
  ],
  ['最後一個?', { kind: 'item', place: { from: 'end', nth: 1 }, noun: '' }, 'from the end'],
  ['倒數第二個呢?', { kind: 'item', place: { from: 'end', nth: 2 }, noun: '' }, 'the last but one'],
  ['第十二項', { kind: 'item', place: { from: 'start', nth: 12 }, noun: '' }, 'above ten'],
  ['下一個呢?', { kind: 'item', place: { from: 'here', nth: 1 }, noun: '' }, 'on from the one shown'],
  ['其次呢?', { kind: 'item', place: { from: 'start', nth: 2 }, noun: '' }, 'a word that counts'],
  ['and the second one?', { kind: 'item', place: { from: 'start', nth: 2 }, noun: '' }, 'English'],
  ['The last one?', { kind: 'item', place: { from: 'end', nth: 1 }, noun: '' }, 'English, from the end'],
  [
    'the second to last?',
    { kind: 'item', place: { from: 'end', nth: 2 }, noun: '' },
    'English, last but one',
  ],
  ['the 3rd trend?', { kind: 'item', place: { from: 'start', nth: 3 }, noun: 'trend' }, 'English, in digits'],
  ['那微軟呢?', { kind: 'instead', own: '微软' }, 'something else of the same kind'],
  ['微软呢', { kind: 'instead', own: '微软' }, '呢 alone says as much'],
  ['what about Google?', { kind: 'instead', own: 'google' }, 'English'],
  ['And Microsoft?', { kind: 'instead', own: 'microsoft' }, 'and without a question word'],
  ['他還說了什麼?', { kind: 'more', own: '说了什么', pronoun: 'person' }, 'more of the same person'],
  ['還有嗎?', { kind: 'more', own: '吗', pronoun: null }, 'more of the same'],
  ['What else did she say?', { kind: 'more', own: 'did she say', pronoun: 'person' }, 'English'],
  ['為什麼?', { kind: 'about', own: '为什么', pronoun: null }, 'no words of its own'],
  ['谁写的?', { kind: 'about', own: '谁写的', pronoun: null }, 'a verb without an object'],
  ['作者是誰?', { kind: 'about', own: '作者是谁', pronoun: null }, 'a noun that is of something'],
  ['這是什麼意思?', { kind: 'about', own: '这是什么意思', pronoun: 'thing' }, 'a demonstrative'],
  ['how much did he give?', { kind: 'about', own: 'how much did he give', pronoun: 'person' }, 'a pronoun'],
  ['When was that?', { kind: 'about', own: 'when was that', pronoun: 'thing' }, 'a demonstrative in English'],
])('%s goes on: %j, %s', (question, expected) => {
  expect(readFollowUp(question)).toEqual(expected);
});

test.each([
  '然後呢?',
  '那為什麼要暫停?',
  '她怎麼看?',
  '该公司有多少员工?',
  '为什么他反对?',
  '何時發布?',
  '其他人呢?',
  '多說一點',
  'tell me more',
  'Who signed?',
  'and why?',
  'Who wrote it?',
  'Is that true?',
])('%s goes on', (question) => {
  expect(needsContext(question)).toBe(true);
});

test.each([
  ['馬斯克捐了多少錢?', 'it names what it asks of'],
  ['拜登是誰?', 'a name of two characters'],
  ['誰是沃克?', 'a name after the question word'],
  ['什麼是機會分數?', 'it asks what a name means'],
  ['這封公開信是誰寫的?', 'the demonstrative has its noun'],
  ['馬斯克說他捐了多少?', 'whom the pronoun means stands before it'],
  ['馬斯克還捐了什麼?', 'who does more stands before it'],
  ['第二次世界大戰什麼時候結束?', 'an ordinal within a name'],
  ['該不該把所有工作自動化?', '該 that asks whether one should'],
  ['應該由誰來把關?', '該 within a word'],
  ['其實馬斯克捐了多少?', '其 within a word'],
  ['那八項承諾分成哪三個方向呢?', 'a whole question after 那'],
  ['微軟', 'a bare name is a search'],
  ['And who wrote the open letter?', 'a whole question after and'],
  ['How long does it take to train a model?', 'an it that means nothing'],
  ['Is it true that Musk donated ten million dollars?', 'the same'],
  ['What is inflation?', 'it asks what a word means'],
  ['What happened in the second world war?', 'an ordinal within a name'],
  ['哈囉', 'a greeting'],
  ['。。。', 'no words'],
  ['', 'nothing'],
  [`為什麼${'很長的問題'.repeat(60)}他`, 'as long as that it says what it is about'],
])('%s stands by itself: %s', (question) => {
  expect(readFollowUp(question)).toBeNull();
});

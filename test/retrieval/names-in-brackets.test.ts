import { expect, test } from 'vitest';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { namesInBrackets } from '../../src/retrieval/names-in-brackets.ts';

const lexicon = new Lexicon(['energi\t能源:1', 'life\t生命:1', 'contain\t容器:1']);
const articles = [
  '新創公司暖灶能源（Nuanzao Energy）靠二手電池發電，創辦人顏博鈞(Yen Po-chun, 39 歲)原本是工程師。\n暖灶能源今年搬到嘉義，顏博鈞說，暖灶能源還會再搬。',
  '公開信由「生命未來研究所」（Future of Life Institute）撰寫。埃馬德·穆斯塔克（Emad Mostaque）也簽了名，穆斯塔克後來反悔。生命未來研究所沒有回應。',
];
const names = (question: string, texts = articles) =>
  namesInBrackets(question, lexicon, texts).map(({ words, characters }) => [words.join(' '), characters]);

test('a name in brackets after its characters is found as the article has it elsewhere', () => {
  expect(names('When did Nuanzao Energy move?')).toEqual([['Nuanzao Energy', '暖灶能源']]);
  expect(names('What was Yen Po-chun before?')).toEqual([['Yen Po-chun', '颜博钧']]);
});

test('in quotation marks, in capitals or small letters, and in a Chinese question', () => {
  expect(names('Did the future of life institute reply?')).toEqual([
    ['future life institute', '生命未来研究所'],
  ]);
  expect(names('NUANZAO ENERGY 搬到哪裡？')).toEqual([['NUANZAO ENERGY', '暖灶能源']]);
});

test('part of a name is enough if it is no word', () => {
  expect(names('Where do Nuanzao’s batteries come from?')).toEqual([['Nuanzao', '暖灶能源']]);
  expect(names('Why did Mostaque change his mind?')).toEqual([['Mostaque', '穆斯塔克']]);
  expect(names('How much energy does life need?')).toEqual([]);
});

test('several names, in their order, where they stand in the question', () => {
  const question = 'Does Mostaque know Yen Po-chun?';
  const found = namesInBrackets(question, lexicon, articles);
  expect(found.map(({ start, end }) => question.slice(start, end))).toEqual(['Mostaque', 'Yen Po-chun']);
});

test('the longest of what stands in a question counts, and what is more frequent', () => {
  const more = [...articles, '能源（Energy）很貴，能源不夠。', '耗能源（Nuanzao Energy）。耗能源。'];
  expect(names('Is Nuanzao Energy rich?', more)).toEqual([['Nuanzao Energy', '暖灶能源']]);
});

test('a name that the article has once in characters, or as often in letters, stays', () => {
  expect(names('Who is Shen Jiahe?', ['執行長沈嘉禾（Shen Jiahe）沒有出席。'])).toEqual([]);
  const text = '容器（container）很小。container 也很快，容器則不。';
  expect(names('What is a container?', [text])).toEqual([]);
  expect(names('What is a container?', [`${text}容器！`])).toEqual([['container', '容器']]);
});

test.each(['誰說的？', '', 'Who is (Nobody)?'])('finds none in "%s"', (question) => {
  expect(names(question)).toEqual([]);
});

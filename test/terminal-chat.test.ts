import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Answer } from '../src/answering/answer.ts';
import type { Engine } from '../src/engine.ts';
import { FootnoteError } from '../src/errors.ts';
import { renderTerminalAnswer } from '../src/terminal-answer.ts';
import { chatInTerminal } from '../src/terminal-chat.ts';

const source = '燈塔建於1886年。看守人林海每天傍晚點燈。';
const answered: Answer = {
  question: '誰點燈?',
  state: 'answered',
  confidence: 0.9,
  quotes: [
    {
      text: source,
      best: { start: 10, end: source.length },
      articleId: 'a',
      title: '海邊的燈塔',
      section: '看守人',
      paragraph: 2,
      start: 0,
      end: source.length,
      source: '海風報',
      url: 'https://example.org/a',
      published: '2026-01-02',
      score: 0.9,
    },
  ],
};

test.each([
  ['誰點燈?', '《海邊的燈塔》「看守人」第 2 段 · 海風報 · 2026-01-02 · https://example.org/a'],
  ['谁点灯?', '《海邊的燈塔》“看守人”第 2 段'],
  ['Who lights it?', '海邊的燈塔, section "看守人", paragraph 2'],
])('%s is cited in its own language, the quotation as it was written', (question, citation) => {
  const shown = renderTerminalAnswer({ ...answered, question }, [], false);
  expect(shown).toContain(source);
  expect(shown).toContain(citation);
});

test('only the best sentence is bold', () => {
  const shown = renderTerminalAnswer(answered, [], true);
  expect(shown).toContain('燈塔建於1886年。\u001b[1m看守人林海每天傍晚點燈。\u001b[22m');
});

test.each([
  ['電影?', '這些文章裡找不到答案'],
  ['电影有哪些?', '这些文章里找不到答案'],
  ['Which films?', 'This is not in these articles'],
])(
  'what is not there is declined in the language of %s, with what the articles are about',
  (question, words) => {
    const none: Answer = { question, state: 'none', confidence: 0.1, quotes: [] };
    const shown = renderTerminalAnswer(none, ['海邊的燈塔', '牛肉麵'], false);
    expect(shown).toContain(words);
    expect(shown).toContain('海邊的燈塔');
    expect(shown).toContain('牛肉麵');
  },
);

test('a chat answers line by line, explains what cannot be asked, and ends at an empty line', async () => {
  const asked: string[] = [];
  const engine: Pick<Engine, 'ask' | 'articles'> = {
    ask: (question) => {
      asked.push(question);
      if (question === 'long') return Promise.reject(new FootnoteError('question-too-long', 'Too long.'));
      return Promise.resolve({ ...answered, question });
    },
    articles: () => [],
  };
  const input = new PassThrough();
  const output = new PassThrough();
  const shown = text(output);
  input.write('誰點燈?\nlong\n\nnever asked\n');
  await chatInTerminal(engine, input, output);
  output.end();
  expect(asked).toEqual(['誰點燈?', 'long']);
  expect(await shown).toMatch(/看守人林海[\s\S]*Too long\./);
});

test('a question in a chat is asked with the answer before it', async () => {
  const heard: unknown[] = [];
  const engine: Pick<Engine, 'ask' | 'articles'> = {
    ask: (question, options) => {
      heard.push(options?.previous);
      return Promise.resolve({ ...answered, question });
    },
    articles: () => [],
  };
  const input = new PassThrough();
  input.write('誰點燈?\n為什麼?\n\n');
  await chatInTerminal(engine, input, new PassThrough());
  expect(heard).toEqual([undefined, { question: '誰點燈?', quote: answered.quotes[0] }]);
});

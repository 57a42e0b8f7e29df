import { expect, test } from 'vitest';
import { signalContext } from '../../src/answering/signal-context.ts';
import { SIGNAL_NAMES, signalsOf } from '../../src/answering/signals.ts';
import { linesOf, windowsOf } from '../../src/answering/windows.ts';
import { splitPassages } from '../../src/corpus/passages.ts';
import { Aliases } from '../../src/retrieval/aliases.ts';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { NO_SOUNDS, Transliteration } from '../../src/retrieval/transliteration.ts';
import type { Retrieval } from '../../src/retrieval/passage-retriever.ts';
import { termsOf } from '../../src/retrieval/terms.ts';
import { toArticle } from '../../scripts/paragraph-corpus.ts';

/** The signals of each window of a text, by the window's text; with a reader, what it says of each sentence. */
function signalsIn(
  text: string,
  asked: string,
  title = '',
  answers: number[] | null = null,
): Map<string, Record<string, number>> {
  const article = toArticle({ id: 'a', title, text });
  const question = analyzeQuestion(asked);
  const terms = termsOf(question, 'same', {
    lexicon: new Lexicon([]),
    thesaurus: new Thesaurus([]),
    aliases: new Aliases([]),
    transliteration: new Transliteration(NO_SOUNDS),
  });
  const passages = splitPassages(article).map((passage, ordinal) => ({
    ...passage,
    ordinal,
    vectors: passage.sentences.map(() => Float32Array.of(1, 0)),
    tokens: passage.sentences.map(() => new Float32Array()),
    answers: Float32Array.from(answers ?? passage.sentences.map(() => 0)),
    ...{ keyword: 1, vector: 0.5, sentence: 0.5, score: 1 },
  }));
  const retrieval: Retrieval = {
    question,
    direction: 'same',
    vector: [1, 0],
    terms,
    frequencies: new Map(terms.map(({ token }) => [token, 1])),
    passageCount: 50,
    tokenWeights: new Float32Array(),
    noAnswer: answers && 1,
    passages,
    candidates: passages,
    articles: new Map([['a', article]]),
  };
  const lines = linesOf(retrieval);
  const windows = windowsOf(lines);
  const all = signalsOf(windows, signalContext(retrieval, lines), retrieval);
  return new Map(
    windows.map(({ start, end }, i) => [
      text.slice(start, end),
      Object.fromEntries(SIGNAL_NAMES.map((name, k) => [name, all[i]?.[k] ?? NaN])),
    ]),
  );
}

const turtle = '水龜又叫石龜。牠們住在溪流與池塘。食物是蔬菜和小魚。';

test('a sentence is read knowing what its paragraph and title are about', () => {
  const signals = signalsIn(turtle, '水龜的食物?');
  const food = signals.get('食物是蔬菜和小魚。');
  expect(food?.coverage).toBeLessThan(1);
  expect(food?.topicCoverage).toBe(1);
  expect(signals.get('牠們住在溪流與池塘。')?.topicCoverage).toBeLessThan(1);
  const titled = signalsIn('牠們住在溪流。食物是小魚。', '水龜的食物?', '水龜');
  expect(titled.get('食物是小魚。')?.topicCoverage).toBe(1);
});

test('among sentences that all name the subject, what only one says weighs more', () => {
  const text = '水龜又叫石龜。水龜住在溪流與池塘。水龜的食物是小魚。';
  const signals = signalsIn(text, '水龜的食物?');
  const local = (sentence: string) => signals.get(sentence)?.localCoverage ?? NaN;
  expect(local('水龜又叫石龜。')).toBeLessThan(signals.get('水龜又叫石龜。')?.coverage ?? NaN);
  expect(local('水龜的食物是小魚。')).toBe(1);
});

test('a number that the question does not name counts where one is asked for', () => {
  const signals = signalsIn('在2015年他捐了1000萬。在2015年他捐了錢。', '2015年他捐了多少?');
  expect(signals.get('在2015年他捐了1000萬。')?.newNumbers).toBe(1);
  expect(signals.get('在2015年他捐了錢。')?.newNumbers).toBe(0);
});

test('a window has the share that a reader gives its sentences of all that may answer', () => {
  const odds = [1, 3, 4].map(Math.log);
  const signals = signalsIn(turtle, '水龜的食物?', '', odds);
  const share = (text: string) => Math.exp(signals.get(text)?.reading ?? NaN);
  expect(share('水龜又叫石龜。')).toBeCloseTo(1 / 8);
  expect(share('食物是蔬菜和小魚。')).toBeCloseTo(1 / 2);
  expect(share('牠們住在溪流與池塘。食物是蔬菜和小魚。')).toBeCloseTo(7 / 8);
  expect(share(turtle)).toBeCloseTo(1);
});

test('it knows the share of the sentences around it, and of its paragraph', () => {
  const odds = [1, 3, 4, 2].map(Math.log);
  const signals = signalsIn(`${turtle}\n\n食物在夏天多。`, '水龜的食物?', '', odds);
  const share = (name: 'contextReading' | 'paragraphReading', text: string) =>
    Math.exp(signals.get(text)?.[name] ?? NaN);
  expect(share('contextReading', '水龜又叫石龜。')).toBeCloseTo(4 / 10);
  expect(share('contextReading', '牠們住在溪流與池塘。')).toBeCloseTo(8 / 10);
  expect(share('contextReading', '食物在夏天多。')).toBeCloseTo(2 / 10);
  expect(share('paragraphReading', '水龜又叫石龜。')).toBeCloseTo(8 / 10);
  expect(share('paragraphReading', '食物在夏天多。')).toBeCloseTo(2 / 10);
});

test('without a reader no window stands out by it', () => {
  const signals = [...signalsIn(turtle, '水龜的食物?').values()];
  expect(
    signals.map(({ reading, contextReading, paragraphReading }) => [
      reading,
      contextReading,
      paragraphReading,
    ]),
  ).toEqual(new Array(6).fill([0, 0, 0]));
});

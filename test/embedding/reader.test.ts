import { Tensor, type PreTrainedModel } from '@xenova/transformers';
import { describe, expect, test } from 'vitest';
import { Reader } from '../../src/embedding/reader.ts';
import type { TokenVectors } from '../../src/embedding/token-matches.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';

/** Tokens 10, 11 and 12; the first number of a vector is what `firstNumbers` scores its token. */
const vectors: TokenVectors = { ids: [10, 11, 12], data: Float32Array.of(0, 9, 1, 9, 2, 9) };

/** A model that scores each token with the first number of its vector, and "none" with the number of the question's tokens. */
const firstNumbers = ((inputs: Record<'vectors' | 'question' | 'tokens', Tensor>) => {
  const dimensions = inputs.vectors.dims[1] ?? 0;
  const places = [...(inputs.tokens.data as BigInt64Array)].map(Number);
  const scores = places.map((place) => (inputs.vectors.data as Float32Array)[place * dimensions] ?? NaN);
  return Promise.resolve({
    scores: new Tensor('float32', Float32Array.from(scores), inputs.tokens.dims),
    none: new Tensor('float32', Float32Array.of(inputs.question.dims[0] ?? NaN), [1]),
  });
}) as unknown as PreTrainedModel;

describe('a text has the odds of all its tokens together,', () => {
  const reader = new Reader(firstNumbers);

  test('whichever passage it is in, however long the others are', async () => {
    const { answers, none } = await reader.read([10, 11, 12], [[[11], [10, 12]], [[12]]], vectors);
    expect(answers[0]).toBeCloseTo(1, 5);
    expect(answers[1]).toBeCloseTo(Math.log(1 + Math.exp(2)), 5);
    expect(answers[2]).toBeCloseTo(2, 5);
    expect(none).toBe(3);
  });

  test('but hardly any without tokens, or beyond the 256 that are read of its passage', async () => {
    const long = new Array<number>(250).fill(10);
    const { answers } = await reader.read([10], [[long, [], [11, 11, 11, 11, 11, 11, 12], [12]]], vectors);
    const [first = 0, empty = 0, cut = 0, beyond = 0] = answers;
    expect(first).toBeCloseTo(Math.log(250), 4);
    expect(cut).toBeCloseTo(Math.log(6) + 1, 4);
    expect([empty, beyond]).toEqual([-20, -20]);
  });
});

describe('the reader that ships', () => {
  const passages = [
    ['臺北市立動物園位於文山區。', '園內有大貓熊與無尾熊,佔地一百六十五公頃。'],
    ['捷運文湖線在1996年通車。', '這是臺北第一條捷運路線。'],
  ];

  test('finds the sentence that says what is asked for, in Chinese and in English', async () => {
    const embeddings = await WorkerEmbeddings.load('footnote-bilingual', 'models');
    for (const [question, place] of [
      ['動物園位於哪一區?', 0],
      ['文湖線哪一年通車?', 2],
      ['In which year did the metro line open?', 2],
    ] as const) {
      const { reading } = (await embeddings.matchTokens(question, passages)) ?? {};
      const answers = [...(reading?.answers ?? [])];
      expect(answers.indexOf(Math.max(...answers)), question).toBe(place);
    }
    await embeddings.close();
  });

  test('reads each passage by itself', async () => {
    const embeddings = await WorkerEmbeddings.load('footnote-bilingual', 'models');
    const read = async (...order: string[][]): Promise<number[]> => {
      const { reading } = (await embeddings.matchTokens('動物園位於哪一區?', order)) ?? {};
      return [...(reading?.answers ?? [])];
    };
    const [zoo = [], metro = []] = passages;
    const both = await read(zoo, metro);
    const apart = [...(await read(zoo)), ...(await read(metro))];
    both.forEach((score, i) => {
      expect(score).toBeCloseTo(apart[i] ?? NaN, 4);
    });
    await embeddings.close();
  });

  test('is surer of a question that the passages answer than of one that they do not', async () => {
    const embeddings = await WorkerEmbeddings.load('footnote-bilingual', 'models');
    const odds = async (question: string): Promise<number> => {
      const { reading } = (await embeddings.matchTokens(question, passages)) ?? {};
      return Math.max(...(reading?.answers ?? [])) - (reading?.none ?? NaN);
    };
    expect(await odds('文湖線哪一年通車?')).toBeGreaterThan(await odds('動物園的門票多少錢?'));
    await embeddings.close();
  });
});

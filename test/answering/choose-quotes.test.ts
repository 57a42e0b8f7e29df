import { describe, expect, test } from 'vitest';
import { QUOTE_COUNT } from '../../src/answering/answer.ts';
import { chooseQuotes, type ScoredWindow } from '../../src/answering/choose-quotes.ts';
import { SIGNAL_NAMES } from '../../src/answering/signals.ts';
import type { LineRange } from '../../src/answering/windows.ts';

const PRICE = 0.1;

/** A window of the lines `first` to `last`, each a tenth of a quote, in which a reader looks for the answer with this chance. */
function window(first: number, last: number, score: number, chance: number): ScoredWindow<LineRange> {
  const values: Record<string, number> = { length: (last - first + 1) / 10, reading: Math.log(chance) };
  return {
    window: { first, last },
    signals: Float32Array.from(SIGNAL_NAMES, (name) => values[name] ?? 0),
    score,
  };
}

function quoted(ranked: ScoredWindow<LineRange>[]): LineRange[] {
  return chooseQuotes(ranked, PRICE).map((choice) => choice.quoted);
}

describe('a quote', () => {
  const alone = window(1, 1, 5, 0.5);

  test('has the neighbours that may hold the answer', () => {
    const ranked = [alone, window(1, 2, 4, 0.6), window(0, 2, 3, 0.7), window(0, 1, 2, 0.6)];
    expect(chooseQuotes(ranked, PRICE)).toEqual([{ found: alone, quoted: { first: 0, last: 2 } }]);
  });

  test('has none that hardly can', () => {
    const ranked = [alone, window(1, 2, 4, 0.501), window(0, 2, 3, 0.601), window(0, 1, 2, 0.6)];
    expect(quoted(ranked)).toEqual([{ first: 0, last: 1 }]);
  });

  test('has none that does not hold what was found, whatever may be there', () => {
    expect(quoted([alone, window(2, 3, 4, 0.9)])).toEqual([
      { first: 1, last: 1 },
      { first: 2, last: 3 },
    ]);
  });

  test('does not reach into one before it', () => {
    const ranked = [
      window(0, 2, 5, 0.5),
      window(3, 3, 4, 0.1),
      window(1, 3, 3, 0.6),
      window(3, 4, 2, 0.2),
      window(2, 4, 1, 0.6),
    ];
    expect(quoted(ranked)).toEqual([
      { first: 0, last: 2 },
      { first: 3, last: 4 },
    ]);
  });
});

test('there are no more than anyone reads, and none of nothing', () => {
  const ranked = Array.from({ length: 9 }, (_, i) => window(i, i, -i, 0.1));
  expect(chooseQuotes(ranked, PRICE)).toHaveLength(QUOTE_COUNT);
  expect(chooseQuotes([], PRICE)).toEqual([]);
});

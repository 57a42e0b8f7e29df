import { expect, test } from 'vitest';
import { fold } from '../../src/corpus/fold.ts';

test.each([
  ['人工智慧', '人工智能', 'Taiwan and mainland words are one'],
  ['軟體', '软件', 'words, not only characters'],
  ['馬斯克', '马斯克', 'names are converted by character'],
  ['ＧＰＴ－４', 'gpt-4', 'full width and capitals do not matter'],
])('%s folds to %s: %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('simplified text stays as it is', () => {
  expect(fold('马斯克捐了多少钱给生命未来研究所?')).toBe('马斯克捐了多少钱给生命未来研究所?');
});

import { expect, test } from 'vitest';
import { areaUnderCurve, calibrationError, mean } from '../../scripts/figures.ts';

test('the area under the curve is the share of pairs in the right order, ties half', () => {
  expect(areaUnderCurve([0.9, 0.8], [0.1, 0.2])).toBe(1);
  expect(areaUnderCurve([0.1], [0.9])).toBe(0);
  expect(areaUnderCurve([0.5, 0.9], [0.5, 0.1])).toBe(0.875);
  expect(areaUnderCurve([0.3, 0.3], [0.3])).toBe(0.5);
  expect(areaUnderCurve([], [0.3])).toBe(0);
});

test('the calibration error is how far the confidence of each bin is from the share that is right', () => {
  const sure = (right: boolean) => ({ confidence: 0.95, right });
  expect(calibrationError([sure(true), sure(true)])).toBe(0.05);
  expect(calibrationError([sure(true), sure(false)])).toBe(0.45);
  // Two bins that are wrong in opposite directions do not make up for each other.
  expect(
    calibrationError([
      { confidence: 1, right: false },
      { confidence: 0, right: true },
    ]),
  ).toBe(1);
  expect(calibrationError([])).toBe(0);
});

test('a mean has four digits, and nothing has mean 0', () => {
  expect(mean([1, 0, 0])).toBe(0.3333);
  expect(mean([])).toBe(0);
});

import { expect, test } from 'vitest';
import { logSum } from '../src/log-sum.ts';

test('adds what stands behind the logarithms, however small or large', () => {
  expect(logSum([Math.log(2), Math.log(3)])).toBeCloseTo(Math.log(5));
  expect(logSum(Float32Array.of(-1000, -1000))).toBeCloseTo(-1000 + Math.log(2), 3);
  expect(logSum([1000, 0])).toBe(1000);
  expect(logSum([7])).toBe(7);
});

test('of nothing, and of nothing but zeros, is the logarithm of zero', () => {
  expect(logSum([])).toBe(-Infinity);
  expect(logSum([-Infinity, -Infinity])).toBe(-Infinity);
});

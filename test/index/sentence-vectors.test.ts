import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packVectors, unpackVectors } from '../../src/index/sentence-vectors.ts';
import { cosine } from '../../src/index/vectors.ts';

function unit(vector: number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

test('packed vectors come back in order, cosine above .999', () => {
  const component = fc.double({ min: -1, max: 1, noNaN: true });
  const vectors = fc.array(fc.array(component, { minLength: 32, maxLength: 32 }), { maxLength: 6 });
  fc.assert(
    fc.property(vectors, (raw) => {
      const all = raw.filter((vector) => Math.hypot(...vector) > 1e-3).map(unit);
      const bytes = packVectors(all);
      const back = unpackVectors(Uint8Array.from(bytes).buffer, 32);
      expect(back).toHaveLength(all.length);
      back.forEach((vector, i) => {
        const length = Math.sqrt(cosine(vector, vector));
        expect(cosine(vector, all[i] ?? []) / length).toBeGreaterThan(0.999);
      });
    }),
  );
});

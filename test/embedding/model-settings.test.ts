import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findModel } from '../../src/embedding/model-settings.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Bytes that everything learned may take in a clone: 24 MB. */
const MOST_BYTES = 24_000_000;

test('everything in models/ that ships is at most 24 MB', async () => {
  const folders = ['models', 'models/footnote-bilingual', 'models/footnote-bilingual/onnx'];
  const sizes = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map(({ name }) => stat(join(folder, name)));
      return (await Promise.all(files)).reduce((sum, { size }) => sum + size, 0);
    }),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(1_000_000);
  expect(total).toBeLessThanOrEqual(MOST_BYTES);
});

test("a hub's model is only a setting: its settings ship, its weights are downloaded", async () => {
  const { settings, local } = await findModel('Xenova/multilingual-e5-small', 'models');
  expect(settings).toMatchObject({
    pooling: 'mean',
    queryPrefix: 'query: ',
    passagePrefix: 'passage: ',
    fold: false,
    reader: false,
    staticTokens: false,
  });
  expect(local).toBe(false);
});

test("a hub's model without settings gets mean pooling and no prefixes", async () => {
  const { settings } = await findModel('owner/name', await tempFolder());
  expect(settings).toEqual({
    pooling: 'mean',
    normalize: true,
    queryPrefix: '',
    passagePrefix: '',
    fold: false,
    reader: false,
    staticTokens: false,
  });
});

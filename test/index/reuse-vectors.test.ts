import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { buildIndex, type BuildSummary } from '../../src/index/build-index.ts';
import { readManifest } from '../../src/index/folder/check-version.ts';
import { currentVersion } from '../../src/index/folder/version-folder.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };

/** Keeps what it was asked to embed. */
class CountingEmbeddings extends TokenEmbeddings {
  readonly texts: string[] = [];

  override embedDocuments(documents: string[]): Promise<number[][]> {
    this.texts.push(...documents);
    return super.embedDocuments(documents);
  }
}

async function build(
  indexDir: string,
  articles: Article[],
  given = model,
  shardPassages?: number,
): Promise<{ summary: BuildSummary; texts: string[] }> {
  const embeddings = new CountingEmbeddings();
  const corpus = { articles, skipped: [] };
  const summary = await buildIndex({
    corpus,
    embeddings,
    model: given,
    store: new FolderStore(indexDir, shardPassages),
  });
  return { summary, texts: embeddings.texts };
}

/** Everything of the version in use, but for the time of its build. */
async function contents(indexDir: string): Promise<unknown> {
  const { createdAt, ...rest } = await readManifest((await currentVersion(indexDir)) ?? '');
  expect(createdAt).not.toBe('');
  return rest;
}

/** A corpus as a moderator might leave it: files by name, each with some of a few paragraphs, under some headings. */
const corpora = fc
  .uniqueArray(
    fc.record({
      file: fc.constantFrom('a.md', 'b.md', 'c.md', 'old/a.md', 'd.md'),
      title: fc.constantFrom('海邊的燈塔', '牛肉麵', 'The mountain railway', null),
      parts: fc.array(
        fc.record({
          heading: fc.constantFrom('', '## 歷史\n\n', '## 價錢\n\n'),
          text: fc.constantFrom(
            '燈塔建於1886年,高三十二公尺。看守人林海每天傍晚點燈。',
            '牛肉麵一碗180元。老闆說湯要熬八個小時。',
            'The railway opened in 1912. It climbs 2,216 metres.',
            '颱風來的時候,燈塔會停電。',
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 4, selector: ({ file }) => file },
  )
  .map((files) =>
    files
      .sort((a, b) => (a.file < b.file ? -1 : 1))
      .map(({ file, title, parts }) => ({
        file,
        text:
          (title === null ? '' : `---\ntitle: ${title}\n---\n`) +
          parts.map(({ heading, text }) => `${heading}${text}\n`).join('\n'),
      })),
  )
  .map((files) => readTexts(files).articles);

test('however a corpus is edited, the index is that which is built from nothing, byte for byte', async () => {
  const folder = await tempFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(corpora, { minLength: 2, maxLength: 4 }), async (edits) => {
      const edited = join(folder, `edited-${run}`);
      const fresh = join(folder, `fresh-${run++}`);
      // Few passages a shard, so that edits touch some shards and change how many there are.
      for (const articles of edits) await build(edited, articles, model, 2);
      await build(fresh, edits.at(-1) ?? [], model, 2);
      expect(await contents(edited)).toEqual(await contents(fresh));
    }),
    { numRuns: 20 },
  );
});

test('a changed paragraph is embedded, what stands beside it is not', async () => {
  const indexDir = join(await tempFolder(), 'index');
  const read = (last: string) =>
    readTexts([
      { file: 'a.md', text: `# 燈塔\n\n## 歷史\n\n建於1886年。\n\n## 燈光\n\n${last}\n` },
      { file: 'b.md', text: '# 牛肉麵\n\n一碗180元。\n' },
    ]).articles;
  const first = await build(indexDir, read('每天傍晚點燈。'));
  expect(first.summary).toMatchObject({ embedded: 3, reused: 0 });
  const second = await build(indexDir, read('每天清晨熄燈。'));
  expect(second.summary).toMatchObject({ changed: [{ title: '燈塔' }], embedded: 1, reused: 2 });
  expect(second.texts).toEqual(['燈光\n每天清晨熄燈。', '每天清晨熄燈。']);
});

test('a renamed, a removed and an unchanged article embed nothing', async () => {
  const indexDir = join(await tempFolder(), 'index');
  const lighthouse = { text: '# 燈塔\n\n建於1886年。\n' };
  const noodles = { file: 'b.md', text: '# 牛肉麵\n\n一碗180元。\n' };
  const read = (...files: { file: string; text: string }[]) => readTexts(files).articles;
  await build(indexDir, read({ file: 'a.md', ...lighthouse }, noodles));
  const renamed = await build(indexDir, read(noodles, { file: 'z.md', ...lighthouse }));
  expect(renamed.summary).toMatchObject({ added: [], removed: [], rebuilt: true, embedded: 0, reused: 2 });
  expect(renamed.summary.moved).toMatchObject([{ title: '燈塔', file: 'z.md', from: 'a.md' }]);
  const removed = await build(indexDir, read(noodles));
  expect(removed.summary).toMatchObject({ rebuilt: true, embedded: 0, reused: 1 });
  const same = await build(indexDir, read(noodles));
  expect(same.summary).toMatchObject({ rebuilt: false, embedded: 0, reused: 1 });
  expect([renamed, removed, same].flatMap(({ texts }) => texts)).toEqual([]);
});

test('nothing is taken from the vectors of another model', async () => {
  const indexDir = join(await tempFolder(), 'index');
  const { articles } = readTexts([{ file: 'a.md', text: '# 燈塔\n\n建於1886年。\n' }]);
  await build(indexDir, articles);
  const other = await build(indexDir, articles, { ...model, hash: 'b'.repeat(64) });
  expect(other.summary).toMatchObject({ changed: [], rebuilt: true, embedded: 1, reused: 0 });
});

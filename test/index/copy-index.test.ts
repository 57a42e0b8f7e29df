import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { copyIndex } from '../../src/index/copy-index.ts';
import { readManifest } from '../../src/index/folder/check-version.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };

/** What a version holds, but for the time of its build. */
async function contents(store: FolderStore): Promise<unknown> {
  const { createdAt, ...rest } = await readManifest(join(store.place, (await store.current()) ?? ''));
  expect(createdAt).not.toBe('');
  return rest;
}

test('a copy is the same, byte for byte, without anything being embedded; a second one changes nothing', async () => {
  const folder = await tempFolder();
  const [from, to] = [new FolderStore(join(folder, 'from')), new FolderStore(join(folder, 'to'))];
  const corpus = await readCorpus('corpus');
  await buildIndex({ corpus, model, store: from, embeddings: new TokenEmbeddings() });
  const none = new TokenEmbeddings();
  none.embedDocuments = () => Promise.reject(new Error('nothing was to be embedded'));
  const copied = await copyIndex({ from, to, embeddings: none, model });
  expect(copied).toMatchObject({ articles: corpus.articles.length, rebuilt: true, embedded: 0 });
  expect(copied.added).toHaveLength(corpus.articles.length);
  expect(await contents(to)).toEqual(await contents(from));
  expect(await copyIndex({ from, to, embeddings: none, model })).toMatchObject({ rebuilt: false, added: [] });
});

test('an index that is not there cannot be copied, and nothing is made of it', async () => {
  const folder = await tempFolder();
  const [from, to] = [new FolderStore(join(folder, 'from')), new FolderStore(join(folder, 'to'))];
  const copying = copyIndex({ from, to, embeddings: new TokenEmbeddings(), model });
  await expect(copying).rejects.toMatchObject({ code: 'index-missing' });
  expect(await to.current()).toBeNull();
});

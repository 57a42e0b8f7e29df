import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Engine } from '../../src/engine.ts';
import { openEngine } from '../../src/open-engine.ts';

/** For all tests of a file, an engine with the models that ship over an invented article and one of `corpus/`. */
export function engineOfArticle(text: string): { ask: Engine['ask'] } {
  let engine: Engine;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'footnote-article-'));
    const corpus = join(folder, 'corpus');
    await mkdir(corpus);
    await writeFile(join(corpus, 'article.md'), text);
    await copyFile('corpus/pause-letter.md', join(corpus, 'pause-letter.md'));
    engine = await openEngine(parseConfig({ INDEX_DIR: join(folder, 'index'), CORPUS_DIR: corpus }));
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { ask: (...asked) => engine.ask(...asked) };
}

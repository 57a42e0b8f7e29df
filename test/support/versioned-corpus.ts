import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The model that ships, wherever the process runs. */
export const MODELS = {
  modelsDir: fileURLToPath(new URL('../../models', import.meta.url)),
  embeddingModel: 'footnote-bilingual',
  databaseUrl: undefined,
};

/** Replaces a corpus folder by articles, given as file name and text. */
export async function writeCorpus(corpusDir: string, articles: Record<string, string>): Promise<void> {
  await rm(corpusDir, { recursive: true, force: true });
  await mkdir(corpusDir, { recursive: true });
  const files = Object.entries(articles);
  await Promise.all(files.map(([file, text]) => writeFile(join(corpusDir, file), text)));
}

/** Articles of which every sentence says which version it is of. */
export function versionedArticles(version: number): Record<string, string> {
  return {
    'lighthouse.md': `---\ntitle: 海邊的燈塔\n---\n第${version}版說燈塔的高度是${version}公尺。\n\n第${version}版說看守人林海每天傍晚點燈。\n`,
    'noodles.md': `---\ntitle: 牛肉麵\n---\n第${version}版說這家店的牛肉麵一碗${version}元。\n`,
  };
}

/** A corpus that takes seconds to embed. */
export function largeArticles(count: number): Record<string, string> {
  const sentence = (i: number, j: number) =>
    `第${i}篇的第${j}句說,燈塔的高度是${i * j}公尺,看守人每天傍晚點燈。`;
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `a${i}.md`,
      `---\ntitle: 第${i}座燈塔\n---\n${Array.from({ length: 40 }, (_, j) => sentence(i, j)).join('')}\n`,
    ]),
  );
}

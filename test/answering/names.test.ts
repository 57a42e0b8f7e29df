import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Engine } from '../../src/engine.ts';
import { openEngine } from '../../src/open-engine.ts';

/** An invented article, whose people an English question spells. */
const TEXT = `# 海港鎮的新渡輪

海港鎮今年買了兩艘電動渡輪。柯孟哲說，票價三年內不會調漲。賴怡蓉說，電池在冬天撐不到六個小時。

碼頭要先有一座備用的充電站。簡志誠說，每班船應該有兩位輪機員。
`;

let engine: Engine;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-names-'));
  const corpus = join(folder, 'corpus');
  await mkdir(corpus);
  await writeFile(join(corpus, 'ferry.md'), TEXT);
  await copyFile('corpus/pause-letter.md', join(corpus, 'pause-letter.md'));
  engine = await openEngine(parseConfig({ INDEX_DIR: join(folder, 'index'), CORPUS_DIR: corpus }));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['What did Ko Meng-che say?', '票價三年內不會調漲'],
  ['What did Lai Yi-jung say?', '電池在冬天撐不到六個小時'],
  ['What did Lai Yirong say?', '電池在冬天撐不到六個小時'],
  ['What did Chien Chih-cheng say?', '每班船應該有兩位輪機員'],
  ['Chien Chih-cheng 說了什麼？', '每班船應該有兩位輪機員'],
])('"%s" is answered by what that person says', async (question, expected) => {
  const { quotes } = await engine.ask(question);
  expect(quotes[0]?.text).toContain(expected);
});

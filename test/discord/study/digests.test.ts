import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { readCorpus } from '../../../src/corpus/read-corpus.ts';
import { studySteps } from '../../../src/study/section-steps.ts';
import { REAL_BOT, stage } from '../../support/bot-against-loopback.ts';
import { ReadingGroup, textOf } from './reading-group.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CORPUS_DIR = join(ROOT, 'corpus');
const folder = mkdtempSync(join(tmpdir(), 'footnote-study-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const on = stage();

it('reads a digest through with the bot as it ships', async () => {
  const env = { CORPUS_DIR, INDEX_DIR: join(folder, 'index'), MODELS_DIR: join(ROOT, 'models') };
  const bot = on.start(REAL_BOT, env);
  await bot.line(/ready as/);
  const { articles } = await readCorpus(CORPUS_DIR);
  const article = articles.find(({ title }) => title.includes('公開信'));
  if (article === undefined) throw new Error('there is no digest of the open letter');
  const steps = studySteps(article);
  const ben = on.discord.addPerson({ username: 'ben' });

  const group = await ReadingGroup.start(on.discord, '公開信');
  let points = 0;
  for (const [step, { questions }] of steps.entries()) {
    expect(textOf(group.open)).toContain(`${step + 1}/${steps.length}`);
    for (const { answer } of questions) {
      const shown = await group.goOn();
      expect(textOf(shown)).toContain('空格裡');
      points += 1;
      expect(await group.answer(answer, ben)).toContain(`目前 ${points} 分`);
    }
    if (step + 1 < steps.length) await group.goOn();
  }
  expect(points).toBeGreaterThan(5);
  group.pressNext();
  const end = textOf(await group.messageWith('讀書會結束'));
  expect(end).toContain(`🥇 **Ben** ${points} 分`);
});

import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { parseConfig } from '../../src/config.ts';
import { FootnoteError } from '../../src/errors.ts';
import { runEntry } from '../run-entry.ts';
import { findChromium, openBrowser, stayOnThisMachine } from './browser.ts';
import { startPreview, type Preview } from './start-preview.ts';

const HELP = `Takes the README's pictures anew, from the preview in Chromium: docs/preview-*.png.

npm run screenshots

Needs Chromium (at /usr/bin/chromium, or where CHROMIUM says) and a font with Chinese characters.`;

/** Articles that are there from the beginning, and the one that the moderator adds. */
const FIRST = ['pause-letter.md', 'five-trends.md'];
const ADDED = 'eight-commitments.md';
const WIDTH = 1000;
/** Pixels between which a picture is as high as what it shows. */
const HEIGHT = { least: 500, most: 1050 };
/** Milliseconds until what comes without being asked for has come. */
const PAUSE = 800;

await runEntry(HELP, async () => {
  const chromium = findChromium();
  if (chromium === null) {
    throw new FootnoteError(
      'chromium-missing',
      'There is no Chromium at /usr/bin/chromium. Install it (apt install chromium), or set CHROMIUM to where it is.',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'footnote-screenshots-'));
  const corpusDir = join(folder, 'corpus');
  await mkdir(corpusDir);
  for (const name of FIRST) await copyFile(join('corpus', name), join(corpusDir, name));
  const { PATH, HOME } = process.env;
  const preview = await startPreview({
    port: 0,
    config: { ...parseConfig({}), corpusDir, indexDir: join(folder, 'index') },
    stateFile: join(folder, 'state.sqlite'),
    env: { PATH, HOME },
    log: (line) => {
      console.error(line);
    },
  });
  const browser = await openBrowser(chromium);
  try {
    const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT.least } });
    await stayOnThisMachine(page);
    await askAndGoOn(page, preview);
    await copyFile(join('corpus', ADDED), join(corpusDir, ADDED));
    await moderate(page, preview);
  } finally {
    await browser.close();
    await preview.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** A member's question, with a thread in which the next one goes on from it. */
async function askAndGoOn(page: Page, preview: Preview): Promise<void> {
  await page.goto(address(preview, 1));
  await write(page, '/提問 公開信要暫停多久？', { send: false });
  await page.getByRole('button', { name: '+ 討論串' }).click();
  await page.getByRole('button', { name: '傳送' }).click();
  await page.locator('.thread-chip').click();
  await page.getByText('在這裡接著問吧').waitFor();
  await write(page, '@Footnote 馬斯克捐了多少給他們？');
  await page.locator('.embed').nth(1).waitFor();
  await take(page, 'preview-ask');
}

/** What a moderator sees of the state of things, and of a new article before it is taken up. */
async function moderate(page: Page, preview: Preview): Promise<void> {
  await page.goto(address(preview, 0));
  await page.getByRole('navigation').getByRole('button', { name: 'general' }).click();
  await write(page, '/footnote status ');
  await page.locator('.embed').first().waitFor();
  await write(page, '/reindex ');
  await page.locator('.embed').nth(1).waitFor();
  await take(page, 'preview-moderator');
}

function address({ url, cast }: Preview, who: number): string {
  return `${url}/?person=${cast.people[who]?.id ?? ''}&locale=zh-TW`;
}

async function write(page: Page, words: string, { send = true } = {}): Promise<void> {
  await page.locator('.composer textarea').fill(words);
  if (send) await page.keyboard.press('Enter');
}

/** As high as the conversation, without a pointer or a caret. */
async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(PAUSE);
  await page.setViewportSize({ width: WIDTH, height: HEIGHT.least });
  const hidden = await page
    .locator('.messages')
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  const height = Math.min(HEIGHT.most, HEIGHT.least + hidden);
  await page.setViewportSize({ width: WIDTH, height });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `docs/${name}.png`, caret: 'hide' });
  console.log(`docs/${name}.png`);
}

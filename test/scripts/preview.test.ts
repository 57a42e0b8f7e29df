import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { BOT } from '../../scripts/loopback/shapes.ts';
import { findChromium, openBrowser, stayOnThisMachine } from '../../scripts/preview/browser.ts';
import { startPreview, type Preview } from '../../scripts/preview/start-preview.ts';
import { parseConfig } from '../../src/config.ts';
import { STUDY_WORDING } from '../../src/discord/wording/study.ts';
import { Child } from '../support/child.ts';
import { runScript } from '../support/run-script.ts';

const chromium = findChromium();

/** Milliseconds that the page gets for anything; the machine may be slow and shared. */
const PATIENCE = 20_000;
const LETTER = '要求暫停 AI 訓練的公開信';
const QUESTION = '公開信要求暫停訓練多久？';

/** Looks again until it is so. */
const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: PATIENCE });

let folder: string;
let preview: Preview;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-preview-'));
  const { PATH, HOME } = process.env;
  preview = await startPreview({
    port: 0,
    config: parseConfig({ INDEX_DIR: join(folder, 'index') }),
    stateFile: join(folder, 'state.sqlite'),
    env: { PATH, HOME, USER_QUESTIONS_PER_MINUTE: '0' },
    log: () => undefined,
  });
});

afterAll(async () => {
  await preview.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(chromium === null)(
  `the page in Chromium${chromium === null ? ' (not installed)' : ''}`,
  () => {
    let browser: Browser;
    let page: Page;
    /** Requests that would have left the machine, and what the console complained of. */
    let strays: string[];
    let complaints: string[];

    beforeAll(async () => {
      browser = await openBrowser(chromium ?? '');
    });
    afterAll(async () => {
      await browser.close();
    });
    beforeEach(async () => {
      ({ page, strays, complaints } = await openPage());
    });
    afterEach(async () => {
      await page.context().close();
      expect(strays).toEqual([]);
      expect(complaints).toEqual([]);
      expect(preview.discord.ledger.violations).toEqual([]);
      expect(preview.discord.ledger.pings).toEqual([]);
    });

    async function openPage(who = 1, locale = 'zh-TW', size = { width: 1100, height: 800 }) {
      const context = await browser.newContext({ viewport: size });
      const opened = await context.newPage();
      opened.setDefaultTimeout(PATIENCE);
      const said: string[] = [];
      opened.on('console', (line) => {
        if (line.type() === 'error' || line.type() === 'warning') said.push(line.text());
      });
      opened.on('pageerror', (error) => said.push(error.message));
      const left = await stayOnThisMachine(opened);
      await opened.goto(`${preview.url}/?person=${preview.cast.people[who]?.id ?? ''}&locale=${locale}`);
      await opened.getByRole('heading', { name: 'reading-group' }).waitFor();
      return { page: opened, strays: left, complaints: said };
    }

    const offered = (on: Page): Locator => on.locator('.listbox [role=option]');
    const composer = (on: Page): Locator => on.locator('.composer textarea');
    const lastMessage = (on: Page): Locator => on.getByRole('article').last();
    /** The bot has acknowledged the last interaction. */
    const isAcknowledged = (): boolean =>
      [...preview.discord.ledger.tracked.values()].at(-1)?.acknowledgedAt !== null;
    const choosePerson = (on: Page, name: string): Promise<string[]> =>
      on.getByLabel('身分').selectOption(name);

    /** A person uses /ask with nothing but a question, by keyboard. */
    async function ask(on: Page, question: string): Promise<void> {
      await composer(on).fill('/');
      await on.keyboard.type(`提問 ${question}`);
      await on.keyboard.press('Enter');
      await lastMessage(on).getByRole('button', { name: '文章大綱' }).waitFor();
    }

    test('/ask by keyboard: the command, a question, an article as one types, and a quotation with its bold sentence', async () => {
      await composer(page).fill('/提');
      await eventually(() => offered(page).allTextContents()).toEqual([expect.stringContaining('/提問')]);
      await page.keyboard.press('Enter');
      await page.keyboard.type(QUESTION);
      await page.getByRole('button', { name: '+ 文章' }).press('Enter');
      await page.keyboard.type('公開信');
      await page.getByRole('option', { name: LETTER }).waitFor();
      await page.keyboard.press('Tab');
      expect(await page.getByRole('combobox', { name: '文章' }).inputValue()).toContain(LETTER);
      await page.keyboard.press('Enter');

      const answer = lastMessage(page);
      await answer.locator('blockquote strong').first().waitFor();
      expect(await answer.locator('blockquote strong').first().textContent()).toContain('至少6個月');
      expect(await answer.textContent()).toContain('Reader 使用了 /提問');
      const used = [...preview.discord.ledger.tracked.values()].at(-1);
      expect(used?.data).toMatchObject({ name: 'ask' });
    });

    test('what only one person may see is seen by nobody else, and can be closed', async () => {
      await ask(page, QUESTION);
      await lastMessage(page).getByRole('button', { name: '下一段' }).click();
      const note = page.getByText('只有你看得到這則訊息');
      await note.waitFor();
      await choosePerson(page, 'Newcomer');
      await page.getByRole('article').last().waitFor();
      await eventually(() => note.count()).toBe(0);
      expect(await page.getByRole('button', { name: '文章大綱' }).count()).toBeGreaterThan(0);
      await choosePerson(page, 'Reader');
      await note.waitFor();
      await page.getByRole('button', { name: '關閉訊息' }).last().click();
      await eventually(() => note.count()).toBe(0);
    });

    test('two tabs are two people, and see each other write', async () => {
      const other = await openPage(2);
      await composer(page).fill('大家好');
      await page.keyboard.press('Enter');
      await other.page.getByText('大家好').waitFor();
      await other.page.context().close();
      expect([...other.strays, ...other.complaints]).toEqual([]);
    });

    test('a thread under an answer, and a question asked on in it', async () => {
      await composer(page).fill('/ask 白宮的八項承諾分成哪三個大方向？');
      await page.getByRole('button', { name: '+ 討論串' }).click();
      await page.getByRole('button', { name: '傳送' }).click();
      const chip = page.locator('.thread-chip').last();
      await eventually(() => chip.textContent()).toContain('2 則訊息');
      await chip.click();
      await page.getByText('在這裡接著問吧').waitFor();
      await composer(page).fill('');
      await page.keyboard.type('@foo');
      await page.getByRole('option', { name: '@Footnote' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type('誰簽了？');
      await page.keyboard.press('Enter');
      const answer = page
        .getByRole('article')
        .filter({ has: page.locator('.reply-line', { hasText: '誰簽了？' }) });
      await answer.locator('.embed').waitFor();
      expect(await page.getByRole('article').first().locator('blockquote').count()).toBeGreaterThan(0);
    });

    test('direct messages need no mention', async () => {
      await page.getByRole('navigation').getByRole('button', { name: 'Footnote' }).click();
      await page.getByText('這裡只有你和 Footnote').waitFor();
      await composer(page).fill(QUESTION);
      await page.keyboard.press('Enter');
      await lastMessage(page).locator('blockquote strong').first().waitFor();
      await choosePerson(page, 'Newcomer');
      await page.getByRole('navigation').getByRole('button', { name: 'Footnote' }).click();
      expect(await page.getByRole('article').count()).toBe(0);
    });

    test('a reply, and the menu of a message', async () => {
      await composer(page).fill(QUESTION);
      await page.keyboard.press('Enter');
      const asked = page
        .getByRole('article')
        .filter({ has: page.locator('.content', { hasText: QUESTION }) })
        .last();
      await asked.click({ button: 'right' });
      await page.getByRole('menuitem', { name: '問 Footnote 這則訊息' }).press('Enter');
      await lastMessage(page).locator('.embed').waitFor();

      await asked.hover();
      await asked.getByRole('button', { name: '回覆' }).click();
      await page.getByText('正在回覆 Reader').waitFor();
      await composer(page).fill('@Footnote');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      // Discord does not show the bot what people say to each other, and neither does the loopback.
      await lastMessage(page).getByText('Discord 沒有讓我讀那則訊息').waitFor();
    });

    test('hostile words stay words', async () => {
      const hostile =
        '<img src=x onerror="document.title=1"> [x](javascript:document.title=1) <script>document.title=1</script>';
      await composer(page).fill(hostile);
      await page.keyboard.press('Enter');
      await eventually(() => lastMessage(page).textContent()).toContain('<img src=x onerror=');
      await page.getByRole('button', { name: '回覆' }).last().press('Enter');
      await composer(page).fill('回覆它');
      await page.keyboard.press('Enter');
      await lastMessage(page).getByText('回覆它').waitFor();
      expect(await page.locator('img, .messages script').count()).toBe(0);
      expect(await page.getByRole('log').getByRole('link', { name: 'x', exact: true }).count()).toBe(0);
      expect(await page.title()).toBe('Footnote preview');
    });

    test("moderators' commands are hidden from members", async () => {
      const listed = async (): Promise<string[]> => {
        await composer(page).fill('/');
        const names = await offered(page).locator('b').allTextContents();
        await page.keyboard.press('Escape');
        return names;
      };
      const asReader = await listed();
      await choosePerson(page, 'Moderator');
      await eventually(listed).toContain('/重建索引');
      expect(asReader).toContain('/提問');
      expect(asReader).not.toContain('/重建索引');
      await page.getByLabel('語言').selectOption('en-US');
      await eventually(listed).toContain('/reindex');
    });

    test('menus, disabled buttons, no response, edits and typing', async () => {
      const { discord, cast } = preview;
      const channel = [...discord.world.channels.values()].find(({ name }) => name === 'general');
      if (channel === undefined) throw new Error('there is no channel "general"');
      const options = ['一', '二'].map((label, i) => ({ label, value: String(i), description: `第 ${i}` }));
      const message = discord.world.post(channel, BOT, {
        content: '**試**',
        components: [
          { type: 1, components: [{ type: 2, style: 4, label: '不能按', custom_id: 'no', disabled: true }] },
          { type: 1, components: [{ type: 3, custom_id: 'gone', placeholder: '選一個', options }] },
          { type: 1, components: [{ type: 8, custom_id: 'gone:1', placeholder: '選頻道', max_values: 2 }] },
          { type: 1, components: [{ type: 2, style: 2, label: '舊按鈕', custom_id: 'gone:2' }] },
        ],
      });
      await page.getByRole('navigation').getByRole('button', { name: 'general' }).click();
      expect(await page.getByRole('button', { name: '不能按' }).isDisabled()).toBe(true);

      await page.getByRole('combobox', { name: '選一個' }).press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const lastData = () => [...discord.ledger.tracked.values()].at(-1)?.data;
      await eventually(lastData).toMatchObject({ custom_id: 'gone', values: ['1'] });

      await page.getByRole('combobox', { name: '選頻道' }).click();
      await page.getByRole('option', { name: '#reading-group' }).click();
      await page.getByRole('option', { name: '#general' }).click();
      await page.keyboard.press('Escape');
      await composer(page).focus();
      await eventually(lastData).toMatchObject({
        custom_id: 'gone:1',
        values: ['3000000000000000100', channel.id],
      });

      await eventually(isAcknowledged).toBe(true);
      discord.rest.faults.push({ route: /^POST \/interactions/u, status: 404 });
      await page.getByRole('button', { name: '舊按鈕' }).click();
      await eventually(() => page.getByRole('alert').last().textContent()).toBe('應用程式沒有回應。');

      discord.world.edit(message, { content: '改過了', components: [] });
      await page.locator('.content', { hasText: '改過了' }).waitFor();
      await page.getByText('（已編輯）').waitFor();
      discord.world.startTyping(channel, cast.people[0] ?? BOT);
      await page.getByText('Moderator 正在輸入…').waitFor();
      discord.erase(message);
      await eventually(() => page.locator('.content', { hasText: '改過了' }).count()).toBe(0);
    });

    test('a study session, with the form of a question', async () => {
      const { readOn, nextSection, questions, answer } = STUDY_WORDING['zh-Hant'].buttons;
      const onwards = new RegExp([readOn, nextSection, questions(0).split('（')[0]].join('|'), 'u');
      await composer(page).fill('/study st');
      await eventually(() => offered(page).locator('b').allTextContents()).toContain('/讀書會 開始');
      await composer(page).fill('/study start 八');
      await page.keyboard.type('項');
      await page.getByRole('option', { name: '八項 AI 安全承諾' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.locator('.thread-chip', { hasText: '讀書會' }).click();
      const articles = page.getByRole('article');
      const answers = page.getByRole('button', { name: answer, exact: true });
      await page.getByRole('button', { name: onwards }).last().waitFor();
      while ((await answers.count()) === 0) {
        const before = await articles.count();
        await page.getByRole('button', { name: onwards }).last().click();
        await eventually(() => articles.count()).toBeGreaterThan(before);
      }
      await answers.last().click();
      const form = page.getByRole('dialog');
      expect(await form.locator('blockquote').textContent()).toContain('＿');
      await form.getByRole('textbox').fill('不是這個');
      await form.getByRole('button', { name: '提交' }).click();
      await eventually(() => form.count()).toBe(0);
      await page.getByText('不對，還可以試 2 次').waitFor();
      await choosePerson(page, 'Newcomer');
      await eventually(() => page.getByText('不對，還可以試 2 次').count()).toBe(0);
    });

    test('on a phone the channels come and go, and nothing is wider than the screen', async () => {
      const phone = await openPage(1, 'zh-TW', { width: 390, height: 844 });
      await ask(phone.page, QUESTION);
      const nav = phone.page.getByRole('navigation');
      expect(await nav.isVisible()).toBe(false);
      await phone.page.getByRole('button', { name: '頻道列表' }).click();
      await nav.getByRole('button', { name: 'general' }).click();
      await eventually(() => nav.isVisible()).toBe(false);
      expect(await phone.page.getByRole('heading', { name: 'general' }).isVisible()).toBe(true);
      const overflow = await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBe(0);
      await phone.page.context().close();
      expect([...phone.strays, ...phone.complaints]).toEqual([]);
    });
  },
);

interface Answered {
  status: number | undefined;
  body: string;
}

/** A request with any headers: `fetch` does not let one set `host`. */
function send(path: string, headers: Record<string, string>, body?: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(`${preview.url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve({ status: response.statusCode, body: text });
      });
    });
    sent.once('error', reject).end(body);
  });
}

describe('the server', () => {
  const say = (): string =>
    JSON.stringify({
      personId: preview.cast.people[1]?.id,
      locale: 'zh-TW',
      action: { kind: 'say', channelId: '3000000000000000101', content: 'from elsewhere' },
    });
  const json = { 'content-type': 'application/json' };
  const said = (): number =>
    [...preview.discord.world.messages.values()].filter(({ content }) => content === 'from elsewhere').length;

  test('answers its own page alone', async () => {
    const { host } = new URL(preview.url);
    expect((await send('/', {})).status).toBe(200);
    expect((await send('/', { host: 'preview.example' })).status).toBe(403);
    expect((await send('/', { host: 'preview.example:80' })).status).toBe(403);
    expect((await send('/updates?person=', { origin: 'https://site.example' })).status).toBe(403);
    expect((await send('/act', { ...json, origin: 'https://site.example' }, say())).status).toBe(403);
    expect((await send('/act', json, say())).status).toBe(403);
    expect(
      (await send('/act', { 'content-type': 'text/plain', origin: `http://${host}` }, say())).status,
    ).toBe(403);
    expect(said()).toBe(0);
    expect((await send('/act', { ...json, origin: `http://${host}` }, say())).status).toBe(200);
    expect(said()).toBe(1);
  });

  test('refuses what is no action, in a sentence', async () => {
    const headers = { ...json, origin: preview.url };
    const act = (action: unknown, who = preview.cast.people[1]?.id): Promise<Answered> =>
      send('/act', headers, JSON.stringify({ personId: who, locale: 'zh-TW', action }));
    const channelId = '3000000000000000100';
    expect((await send('/act', headers, 'no JSON')).status).toBe(400);
    expect((await send('/act', headers, 'x'.repeat(200_000))).status).toBe(413);
    expect((await act({ kind: 'say', channelId, content: ' ' })).status).toBe(400);
    expect((await act({ kind: 'click', messageId: '1', customId: 'x' })).body).toContain(
      'There is no message 1.',
    );
    expect((await act({ kind: 'say', channelId, content: 'hi' }, '99')).body).toContain(
      'nobody with the id 99',
    );
    const reindex = { kind: 'command', channelId, command: 'reindex', options: {} };
    expect((await act(reindex)).body).toContain('has no command');
    expect((await send('/updates?person=99', {})).status).toBe(404);
    expect((await send('/etc/passwd', {})).status).toBe(404);
  });

  test('a port in use is named, with another to choose', async () => {
    const { port } = new URL(preview.url);
    const { code, stderr } = await runScript('preview', ['--port', port]);
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is in use`);
    expect(stderr).toContain('npm run preview -- --port');
  });

  test('Ctrl+C stops everything', async () => {
    // A database and processes of the real bot are not the preview's.
    const away = { DATABASE_URL: 'postgres://127.0.0.1:1/none', SHARDS: '2' };
    const env = { CORPUS_DIR: resolve('corpus'), MODELS_DIR: resolve('models'), ...away };
    const child = new Child('scripts/preview.ts', env, ['--port', '0']);
    onTestFinished(() => child.kill());
    const line = await child.line(/preview is at/u);
    const [url = ''] = /http:[^ ]+/u.exec(line) ?? [];
    expect((await fetch(url)).status).toBe(200);
    child.signal('SIGINT');
    expect(await child.exited).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    expect(child.output).toContain('Stopping.');
  });

  test('--help and wrong usage', async () => {
    expect((await runScript('preview', ['--help'])).stdout).toContain('--corpus DIR');
    const wrong = await runScript('preview', ['--port', 'http']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('"http" is not a port');
  });
});

import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Where Chromium is: `CHROMIUM`, or the path of Debian's package; `null` when it is at neither. */
export function findChromium(): string | null {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return existsSync(path) ? path : null;
}

/** Chromium without a window, and without what it does in the network by itself. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Stops every request that is not for 127.0.0.1.
 * @returns the addresses of those, filled as they come.
 */
export async function stayOnThisMachine(page: Page): Promise<string[]> {
  const strays: string[] = [];
  await page.route('**/*', async (route) => {
    const { protocol, hostname } = new URL(route.request().url());
    if (hostname === '127.0.0.1' || protocol === 'data:') {
      await route.continue();
      return;
    }
    strays.push(route.request().url());
    await route.abort();
  });
  return strays;
}

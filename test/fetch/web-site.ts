import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ANYWHERE } from '../../src/fetch/access.ts';
import { fetchSources, type FetchSourcesOptions } from '../../src/fetch/fetch-sources.ts';
import { LIMITS } from '../../src/fetch/limits.ts';
import type { FetchReport } from '../../src/fetch/report.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server on loopback. What it does not know is 404. */
export interface WebSite {
  origin: string;
  port: number;
  /** Paths with their queries, in the order in which they were asked for. */
  asked: string[];
  /** Headers of the last request to a path. */
  headers: Map<string, IncomingMessage['headers']>;
  pages: Record<string, Answer>;
}

export async function webSite(pages: Record<string, Answer> = {}): Promise<WebSite> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    site.asked.push(path);
    site.headers.set(path, request.headers);
    const answer = site.pages[path];
    if (answer === undefined) response.writeHead(404).end('no such page');
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const site: WebSite = { origin: `http://127.0.0.1:${port}`, port, asked: [], headers: new Map(), pages };
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return site;
}

/** A page that is always sent. */
export function page(body: string | Buffer, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
}

/** A page that is sent only to those who do not have this version. */
export function versioned(body: string, etag: string): Answer {
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { 'content-type': 'text/html', etag }).end(body);
  };
}

export function redirect(location: string): Answer {
  return (_, response) => {
    response.writeHead(302, { location }).end();
  };
}

export async function writeSources(corpusDir: string, lines: string[]): Promise<void> {
  const file = join(corpusDir, 'sources.txt');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${lines.join('\n')}\n`);
}

/** A run that may ask loopback and does not wait between requests; the pauses that it would have made are counted. */
export async function run(
  corpusDir: string,
  options: Partial<FetchSourcesOptions> = {},
): Promise<FetchReport & { pauses: number[] }> {
  const pauses: number[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    pause: (milliseconds: number) => {
      pauses.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
  const report = await fetchSources({
    corpusDir,
    userAgent: 'Footnote/1.2.3 (test)',
    access: ANYWHERE,
    prune: false,
    limits: LIMITS,
    clock,
    ...options,
  });
  return { ...report, pauses };
}

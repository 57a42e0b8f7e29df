import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Folders in the order that data flows; a file may import from its own folder and from those before it. */
const ORDER = [
  'corpus',
  'fetch',
  'embedding',
  'postgres',
  'index',
  'retrieval',
  'answering',
  'state',
  'study',
  'discord',
];
/** Packages that one folder (or file) alone may import. */
const ONLY_IMPORTER: Record<string, RegExp> = {
  '@xenova/transformers': /^(src\/embedding|scripts\/train)\//,
  'hnswlib-node': /^src\/index\/folder\//,
  undici: /^src\/fetch\//,
  libsql: /^src\/(index\/folder|state)\//,
  pg: /^src\/postgres\//,
  pgvector: /^src\/index\/postgres\//,
  'discord.js': /^src\/(discord\/|bot\.ts$)/,
};
const ENTRY = /^(src\/bot\.ts|scripts\/.*)$/;

const files = await sources('src', 'scripts');

async function sources(...folders: string[]): Promise<{ path: string; text: string; imports: string[] }[]> {
  const names = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(folder, { recursive: true });
      return entries.filter((name) => /\.(ts|mjs)$/.test(name)).map((name) => join(folder, name));
    }),
  );
  return Promise.all(
    names.flat().map(async (path) => {
      const text = await readFile(path, 'utf8');
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
      return { path, text, imports };
    }),
  );
}

function placeOf(path: string): number {
  return ORDER.indexOf(path.split('/')[1] ?? '');
}

function target(path: string, specifier: string): string {
  return relative('.', resolve(path, '..', specifier));
}

test('imports go only backwards', () => {
  const strays = files.flatMap(({ path, imports }) => {
    if (!path.startsWith('src/')) return [];
    const place = placeOf(path);
    return imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => target(path, specifier))
      .filter((file) => !file.startsWith('src/') || (place >= 0 && placeOf(file) > place))
      .map((file) => `${path} imports ${file}`);
  });
  expect(strays).toEqual([]);
});

test('only scripts fetch: the bot never asks an address of the web by itself', () => {
  const strays = files.filter(
    ({ path, imports }) =>
      path.startsWith('src/') &&
      !path.startsWith('src/fetch/') &&
      imports.some(
        (specifier) => specifier.startsWith('.') && target(path, specifier).startsWith('src/fetch/'),
      ),
  );
  expect(strays.map(({ path }) => path)).toEqual([]);
});

test('each package has its one importer', () => {
  const strays = files.flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => ONLY_IMPORTER[specifier]?.test(path) === false)
      .map((specifier) => `${path} imports ${specifier}`),
  );
  expect(strays).toEqual([]);
});

test('only the entries read the environment, print or exit', () => {
  const strays = files.filter(({ path, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    return !ENTRY.test(path) && /process\.(env|exit|stdout|stderr|argv)|console\./.test(code);
  });
  expect(strays.map(({ path }) => path)).toEqual([]);
});

test('the rules see the imports that they are about', () => {
  const all = new Set(files.flatMap(({ imports }) => imports));
  for (const name of Object.keys(ONLY_IMPORTER)) expect(all).toContain(name);
});

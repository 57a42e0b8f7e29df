import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export interface PageFile {
  type: string;
  body: string;
}

const FOLDER = fileURLToPath(new URL('page/', import.meta.url));

/** The page's files by path, bundled in memory: TypeScript to one script, style sheets to one. */
export async function buildPage(): Promise<Map<string, PageFile>> {
  const [html, bundle] = await Promise.all([
    readFile(`${FOLDER}index.html`, 'utf8'),
    build({
      entryPoints: { page: `${FOLDER}main.ts`, styles: `${FOLDER}styles.css` },
      bundle: true,
      write: false,
      outdir: '/',
      format: 'esm',
      target: ['es2022'],
      logLevel: 'silent',
    }),
  ]);
  const text = (name: string): string => {
    const file = bundle.outputFiles.find(({ path }) => path.endsWith(name));
    if (file === undefined) throw new Error(`the bundle has no ${name}`);
    return file.text;
  };
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: text('page.js') }],
    ['/styles.css', { type: 'text/css; charset=utf-8', body: text('styles.css') }],
  ]);
}

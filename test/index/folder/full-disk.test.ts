import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildIndex } from '../../../src/index/build-index.ts';
import { FolderStore } from '../../../src/index/folder/folder-store.ts';
import { sampleArticles } from '../../support/sample-articles.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };

async function build(indexDir: string, title: string, onStep?: (step: string) => void): Promise<void> {
  const articles = sampleArticles().map((article) => ({ ...article, title }));
  const corpus = { articles, skipped: [] };
  const store = new FolderStore(indexDir);
  const options = { corpus, model, store, embeddings: new TokenEmbeddings() };
  await buildIndex({ ...options, ...(onStep && { onStep }) });
}

async function expectIntact(indexDir: string): Promise<void> {
  const index = await new FolderStore(indexDir).open(model);
  await index.close();
  expect(index.articles()[0]?.title).toBe('一');
  const hidden = (await readdir(indexDir)).filter((name) => name.startsWith('.'));
  expect(hidden).toEqual([]);
}

/** What a build prints in a process whose files may grow to so many KiB. */
async function buildLimited(indexDir: string, kibibytes: number): Promise<string> {
  const command = 'ulimit -f "$1"; exec "$2" --import tsx test/support/stepwise-build.ts "$3" 二';
  const child = spawn('bash', ['-c', command, 'bash', String(kibibytes), process.execPath, indexDir], {
    // What tsx keeps for the next run would be cut off too.
    env: { ...process.env, TSX_DISABLE_CACHE: '1' },
  });
  return text(child.stdout);
}

describe('when a file cannot be written to its end, the build says so, and the index in use stays whole', () => {
  // The database takes 36 KiB.
  const LIMITS = [0, 1, 8, 32];
  let folder: string;
  let outputs: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'footnote-limited-'));
    outputs = await Promise.all(
      LIMITS.map(async (limit) => {
        await build(join(folder, String(limit)), '一');
        return buildLimited(join(folder, String(limit)), limit);
      }),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(LIMITS)('with room for %i KiB', async (limit) => {
    const indexDir = join(folder, String(limit));
    expect(outputs[LIMITS.indexOf(limit)]).toMatch(
      /^index-unwritable .* its disk is full, or fails\. .* Free some space/,
    );
    expect(outputs[LIMITS.indexOf(limit)]).toContain(indexDir);
    await expectIntact(indexDir);
    await build(indexDir, '三');
  });
});

/** Whether this user may mount a file system, as root of a machine or a container may. */
const mayMount = await canMount();

async function canMount(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.skipIf(!mayMount)(`a disk that runs full (skipped where mounting one is not permitted)`, () => {
  // Writing the vectors fails silently; the others throw.
  const steps = ['embed', 'finish-database', 'write-vectors', 'write-manifest', 'announce'] as const;
  test.each(steps)(
    'before the step %s is told with its cure, and the index in use stays whole',
    async (full) => {
      const folder = await tempFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
      onTestFinished(() => {
        unmount(folder);
      });
      const indexDir = join(folder, 'index');
      await build(indexDir, '一');
      const fill = (step: string): void => {
        if (step === full) fillUp(join(folder, 'ballast'));
      };
      await expect(build(indexDir, '二', fill)).rejects.toMatchObject({
        code: 'index-unwritable',
        message: expect.stringContaining(indexDir) as string,
      });
      await expectIntact(indexDir);
      await rm(join(folder, 'ballast'));
      await build(indexDir, '三');
    },
  );
});

/** Takes what is left of a file system, to the last block. */
function fillUp(ballast: string): void {
  const file = openSync(ballast, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(file);
  }
}

/** SQLite gives its files back when it is collected, so the folder may still be busy. */
function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder]);
}

test.skipIf(!mayMount)(
  'a folder without write permission is named with its cure (skipped where mounting one is not permitted)',
  async () => {
    const indexDir = join(await tempFolder(), 'index');
    await build(indexDir, '一');
    execFileSync('mount', ['--bind', '-o', 'ro', indexDir, indexDir]);
    onTestFinished(() => {
      unmount(indexDir);
    });
    await expect(build(indexDir, '二')).rejects.toMatchObject({
      code: 'index-unwritable',
      message: expect.stringMatching(/^Cannot write to .*write permission/) as string,
    });
    await expectIntact(indexDir);
  },
);

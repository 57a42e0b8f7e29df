import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Milliseconds that a test waits for a line or for an exit; the machine may be slow and shared. */
const PATIENCE = 60_000;

/** A TypeScript entry of the repository as a process of its own, in an empty folder so that no `.env` is found. */
export class Child {
  readonly lines: string[] = [];
  readonly exited: Promise<number | null>;
  private readonly process: ChildProcess;

  /**
   * @param entry path below the repository.
   * @param env its environment: nothing of ours but `PATH` and `HOME`, and `undefined` is left out.
   */
  constructor(entry: string, env: Record<string, string | undefined> = {}, args: string[] = []) {
    const folder = mkdtempSync(join(tmpdir(), 'footnote-child-'));
    const { PATH, HOME } = process.env;
    const given = Object.entries({ PATH, HOME, ...env }).filter(([, value]) => value !== undefined);
    this.process = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), join(ROOT, entry), ...args],
      {
        cwd: folder,
        env: Object.fromEntries(given),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [this.process.stdout, this.process.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (text: string) => {
        const parts = (rest + text).split('\n');
        rest = parts.pop() ?? '';
        this.lines.push(...parts);
      });
    }
    this.exited = new Promise((resolve) => {
      this.process.once('close', (code) => {
        rmSync(folder, { recursive: true, force: true });
        resolve(code);
      });
    });
  }

  get output(): string {
    return this.lines.join('\n');
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error('The process was never started.');
    return this.process.pid;
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Waits for a line; fails at once when the process ends without it. */
  async line(pattern: RegExp): Promise<string> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const found = this.lines.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (!this.isRunning) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await Promise.race([this.exited, new Promise((resolve) => setTimeout(resolve, 500))]);
    const late = this.lines.find((line) => pattern.test(line));
    if (late !== undefined) return late;
    throw new Error(`No line matched ${String(pattern)}. Output:\n${this.output}`);
  }

  signal(name: 'SIGINT' | 'SIGTERM'): void {
    this.process.kill(name);
  }

  /** Ends when its output does: its own children may share it. */
  async kill(): Promise<void> {
    if (this.isRunning) this.process.kill('SIGKILL');
    await this.exited;
  }
}

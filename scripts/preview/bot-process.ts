import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FootnoteError } from '../../src/errors.ts';

const ENTRY = fileURLToPath(new URL('../../src/bot.ts', import.meta.url));
/** The line that the bot logs when it is connected and its index is open. */
const READY = /ready as/u;
/** Lines kept to say why it ended. */
const LAST_LINES = 5;
/** Milliseconds that the bot gets to leave; it takes up to 5 seconds for questions in progress. */
const FAREWELL = 8000;

/** `npm start` as a process of its own, with other settings. */
export class BotProcess {
  /** Rejects when the process ends by itself. */
  readonly ended: Promise<never>;
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private isStopping = false;

  private constructor(env: NodeJS.ProcessEnv, onLine: (line: string) => void) {
    this.child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), ENTRY], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lastLines: string[] = [];
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > LAST_LINES) lastLines.shift();
        onLine(line);
      });
    }
    // Whatever ends the preview, the bot does not outlive it.
    const killWithParent = (): void => void this.child.kill('SIGKILL');
    process.once('exit', killWithParent);
    this.exited = new Promise((resolve) => {
      this.child.once('close', () => {
        process.off('exit', killWithParent);
        resolve();
      });
    });
    this.ended = this.exited.then(() => {
      if (this.isStopping) return new Promise<never>(() => undefined);
      const words = lastLines.length === 0 ? 'It printed nothing.' : lastLines.join('\n');
      throw new FootnoteError('preview-bot-ended', `The bot ended by itself. Its last lines:\n${words}`);
    });
    this.ended.catch(() => undefined);
  }

  /**
   * Resolves when the bot is ready.
   * @param env its whole environment.
   * @param onLine hears every line that it prints.
   * @throws FootnoteError `preview-bot-ended`
   */
  static async start(env: NodeJS.ProcessEnv, onLine: (line: string) => void): Promise<BotProcess> {
    let becomeReady: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => (becomeReady = resolve));
    const bot = new BotProcess(env, (line) => {
      onLine(line);
      if (READY.test(line)) becomeReady();
    });
    await Promise.race([ready, bot.ended]);
    return bot;
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), FAREWELL);
    await this.exited;
    clearTimeout(timer);
  }
}

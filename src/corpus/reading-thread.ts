import { Worker } from 'node:worker_threads';
import type { FileReading } from './file-reading.ts';
import type { ReadingRequest } from './reading-worker.ts';

export interface ReadingLimits {
  /** Milliseconds a file may take. */
  time: number;
  /** MiB of JavaScript objects in the thread. */
  heap: number;
  /** MiB by which the whole process may grow during one file: bytes unpacked from a PDF lie outside the heap. */
  growth: number;
}

/** A long book takes some ten seconds, and a few hundred MiB. */
const LIMITS: ReadingLimits = { time: 60_000, heap: 768, growth: 1_024 };
/** Milliseconds between two looks at the process's memory. */
const WATCH = 50;
const MIB = 1_048_576;
const CURE = 'save it again, or its text as .txt.';
const TOO_LARGE = `Reading it takes too much memory; ${CURE}`;

/**
 * Reads web pages and PDFs in a thread of its own, one after the other, so that a hostile file can neither hold up nor
 * exhaust the process: past a limit the thread is ended, and the next file gets a new one.
 */
export class ReadingThread {
  readonly #limits: ReadingLimits;
  #worker: Worker | null = null;
  /** Gives up the file that is being read. */
  #giveUp: ((why: string) => void) | null = null;

  constructor(limits: Partial<ReadingLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * Reads one file; call it again only when it is done.
   * @param bytes handed over to the thread, empty afterwards
   * @throws Error when the thread cannot be started
   */
  async read(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<FileReading> {
    this.#worker ??= await this.#start();
    const worker = this.#worker;
    const { time, growth } = this.#limits;
    const before = process.memoryUsage.rss();
    const clock = setTimeout(() => this.#giveUp?.(tooSlow(time)), time);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > growth * MIB) this.#giveUp?.(TOO_LARGE);
    }, WATCH);
    const { reading, givenUp } = await new Promise<{ reading: FileReading; givenUp: boolean }>((resolve) => {
      this.#giveUp = (why) => {
        resolve({ reading: { why }, givenUp: true });
      };
      worker.once('message', (reading: FileReading) => {
        resolve({ reading, givenUp: false });
      });
      worker.postMessage({ file, bytes } satisfies ReadingRequest, [bytes.buffer]);
    });
    this.#giveUp = null;
    clearTimeout(clock);
    clearInterval(watch);
    if (givenUp) await this.close();
    return reading;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(new URL('./reading-worker-start.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heap },
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => {
        resolve();
      });
      worker.on('error', (error) => {
        reject(error);
        this.#fail(worker, error);
      });
      worker.on('exit', (code) => {
        const error = new Error(`the reading thread ended with code ${code}`);
        reject(error);
        this.#fail(worker, error);
      });
    });
    return worker;
  }

  /** An error may also come between two files, of work that a file left behind: the next one gets a new thread. */
  #fail(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const full = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#giveUp?.(full ? TOO_LARGE : `Reading it failed (${error.message}); ${CURE}`);
  }
}

function tooSlow(time: number): string {
  return `Reading it takes longer than ${time / 1000} s; ${CURE}`;
}

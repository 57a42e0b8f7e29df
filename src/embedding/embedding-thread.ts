import { Worker } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './worker.ts';

type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never;

interface Waiting {
  resolve: (data: Float32Array) => void;
  reject: (error: Error) => void;
}

/**
 * The one thread of this process that runs models. One, because the native part of onnxruntime-node 1.14 can be loaded
 * once a process: a second thread gets "Module did not self-register". It ends with the process.
 */
class EmbeddingThread {
  readonly #worker = new Worker(new URL('./worker-start.mjs', import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  #ended: Error | null = null;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (reply: WorkerReply) => {
      this.#settle(reply);
    });
    this.#worker.on('error', (error) => {
      this.#end(error);
    });
    this.#worker.on('exit', (code) => {
      this.#end(new Error(`it exited with code ${code}`));
    });
  }

  /** Sends a request; `id` is the request's number, `data` what its reply carries. */
  request(request: Unnumbered<WorkerRequest>): { id: number; done: Promise<Float32Array> } {
    const id = this.#next++;
    const done = new Promise<Float32Array>((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      // What is asked for keeps the process alive until it is there.
      this.#worker.ref();
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id });
    });
    return { id, done };
  }

  #settle({ id, data, error }: WorkerReply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined) waiting?.resolve(data ?? new Float32Array());
    else waiting?.reject(new Error(error));
  }

  #end(cause: unknown): void {
    this.#ended ??= new Error('The embedding thread has ended; start Footnote again.', { cause });
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended);
    this.#waiting.clear();
  }
}

let thread: EmbeddingThread | undefined;

/** Starts the thread at the first call. */
export function embeddingThread(): EmbeddingThread {
  thread ??= new EmbeddingThread();
  return thread;
}

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config.ts';

/** What one process measures. */
export interface Run extends Config {
  questions: string;
}

/** Seconds, MB (10^6 bytes) and milliseconds, with the unit in each name. */
export type Measured = Record<string, number>;

/** Measures one engine with one corpus, in a process of its own, so that its memory is its own. */
export function measure(run: Run): Promise<Measured> {
  const child = fork(fileURLToPath(new URL('./measuring-process.ts', import.meta.url)), [], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  return new Promise((resolve, reject) => {
    let measured: Measured | undefined;
    child.once('message', (message) => {
      measured = message as Measured;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (measured === undefined) reject(new Error(`the measuring process ended with exit code ${code}`));
      else resolve(measured);
    });
    child.send(run);
  });
}

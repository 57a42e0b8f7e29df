import { spawn } from 'node:child_process';

/** The signal that a build in a process of its own ended by, see `stepwise-build.ts` for its arguments. */
export function killedBy(args: string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/stepwise-build.ts', ...args]);
  return new Promise((resolve) => {
    child.once('close', (_, signal) => {
      resolve(signal);
    });
  });
}

import { hostname } from 'node:os';

/** Who is changing an index. */
export interface LockHolder {
  pid: number;
  host: string;
  /** ISO time. */
  since: string;
}

/** This process, from now on. */
export function holderNow(): LockHolder {
  return { pid: process.pid, host: hostname(), since: new Date().toISOString() };
}

/** Whether a holder is known to be dead: of another machine nothing is known. */
export function hasDied({ pid, host }: LockHolder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

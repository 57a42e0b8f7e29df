import { spawnSync } from 'node:child_process';

/** Whether a process still does something: one that has ended may be listed until somebody asks how it did. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  const state = stdout.trim();
  return state !== '' && !state.startsWith('Z');
}

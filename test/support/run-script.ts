import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Runs a script of `scripts/` as a person would, in a process of its own, without this machine's settings.
 * @param settings its environment beside `PATH` and `HOME`
 */
export async function runScript(
  name: string,
  args: string[],
  input = '',
  settings: Record<string, string> = {},
): Promise<Finished> {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, stdout, stderr };
}

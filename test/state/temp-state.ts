import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openState, type State } from '../../src/state/state.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A new state file for the running test, closed and removed when the test ends. */
export async function tempState(): Promise<{ file: string; state: State }> {
  const file = join(await tempFolder(), 'state.sqlite');
  const state = openState(file);
  onTestFinished(() => {
    state.close();
  });
  return { file, state };
}

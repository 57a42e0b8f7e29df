import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StateDatabase } from '../../src/state/database.ts';
import { openStateDatabase, type StatePlace } from '../../src/state/open-state-database.ts';
import { openState, type State } from '../../src/state/state.ts';
import { POSTGRES_SERVERS } from '../support/postgres-servers.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Where state may be kept. */
export interface StateEngine {
  name: string;
  /** A place with nothing in it, for the running test. */
  newPlace: () => Promise<StatePlace>;
}

export const SQLITE: StateEngine = {
  name: 'SQLite',
  newPlace: async () => ({ stateFile: join(await tempFolder(), 'state.sqlite') }),
};

/** Every test of what state does runs on each of them. */
export const STATE_ENGINES: readonly StateEngine[] = [
  SQLITE,
  ...POSTGRES_SERVERS.map(({ name, emptyDatabase }) => ({
    name,
    newPlace: async () => ({ stateFile: 'not-used.sqlite', databaseUrl: await emptyDatabase() }),
  })),
];

/** The state of a place, closed when the running test ends. */
export async function stateIn(place: StatePlace): Promise<State> {
  const state = await openState(place);
  onTestFinished(() => state.close());
  return state;
}

/** The database below it, closed when the running test ends. */
export async function databaseIn(place: StatePlace): Promise<StateDatabase> {
  const database = await openStateDatabase(place);
  onTestFinished(() => database.close());
  return database;
}

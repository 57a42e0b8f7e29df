import { DatabasePresence } from './database-presence.ts';
import type { LiveEngine } from './engine.ts';
import { PatientOpening } from './patient-opening.ts';
import { patientState } from './patient-state.ts';
import type { State } from './state/state.ts';

/** Users of the database. */
const STATE = 'state';
const ENGINE = 'engine';

export interface DatabaseParts {
  openState: () => Promise<State>;
  openEngine: () => Promise<LiveEngine>;
  /** Writes one line for the operator. */
  log: (line: string) => void;
}

export interface ReachedDatabase {
  /**
   * What lasts, at once: while the database is away its methods reject with `database-...`. Closing it lets what was asked for
   * before finish.
   */
  state: State;
  /** Resolves when the state is open; rejects when it cannot be opened and waiting is no help. */
  stateOpened: Promise<void>;
  /** Opens the engine, whose failures are watched from then on. */
  openReached: () => Promise<LiveEngine>;
}

/** State and engine of a database that may be away for a while, at the start and later: the operator is told once each time. */
export function reachDatabase({ openState, openEngine, log }: DatabaseParts): ReachedDatabase {
  const presence = new DatabasePresence(log);
  const opening = new PatientOpening(() => presence.open(STATE, openState));
  const stateOpened = opening.opened.then(() => undefined);
  // Whoever awaits it hears of a failure; nobody has to.
  stateOpened.catch(() => undefined);
  return {
    state: patientState(opening, presence, STATE),
    stateOpened,
    openReached: async () => watchedEngine(await presence.open(ENGINE, openEngine), presence),
  };
}

function watchedEngine(engine: LiveEngine, presence: DatabasePresence): LiveEngine {
  return {
    ask: (...question) => presence.use(ENGINE, () => engine.ask(...question)),
    articles: () => engine.articles(),
    article: (id) => presence.use(ENGINE, () => engine.article(id)),
    paragraph: (...place) => presence.use(ENGINE, () => engine.paragraph(...place)),
    findPhrase: (...phrase) => presence.use(ENGINE, () => engine.findPhrase(...phrase)),
    status: () => engine.status(),
    // What is in use is known to the database alone.
    latest: () => presence.probe(ENGINE, () => engine.latest()),
    refresh: () => presence.probe(ENGINE, () => engine.refresh()),
    close: () => engine.close(),
  };
}

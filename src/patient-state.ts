import { setTimeout as pause } from 'node:timers/promises';
import { isOperatorTold, type DatabasePresence } from './database-presence.ts';
import type { PatientOpening } from './patient-opening.ts';
import type { State } from './state/state.ts';

/** Milliseconds between two looks whether the database is back. */
const PROBE_INTERVAL = 2000;

/** The parts of a state that have methods of their own. */
type StoreName = 'settings' | 'feedback' | 'unanswered' | 'usage' | 'studies';

/**
 * A state that is used before it is open. While its database is away its methods reject at once with `database-...`; whether it
 * is back is tried from time to time then. Closing it lets what was asked for before finish.
 * @param user what `presence` knows it by
 */
export function patientState(
  opening: PatientOpening<State>,
  presence: DatabasePresence,
  user: string,
): State {
  const pending = new Set<Promise<unknown>>();
  let isClosed = false;
  let isProbing = false;
  const reach = <T>(work: (state: State) => Promise<T>): Promise<T> => {
    const done = presence.use(user, async () => work(await opening.current));
    pending.add(done);
    const forget = (): void => void pending.delete(done);
    done.then(forget, (error: unknown) => {
      forget();
      if (isOperatorTold(error)) void probe();
    });
    return done;
  };
  /** Reads a little from time to time while the database is away, until that succeeds. */
  const probe = async (): Promise<void> => {
    if (isProbing) return;
    isProbing = true;
    let failure: unknown = null;
    do {
      await pause(PROBE_INTERVAL, undefined, { ref: false });
      const look = presence.probe(user, async () => (await opening.current).settings.get(''));
      failure = await look.then(
        () => null,
        (error: unknown) => error,
      );
    } while (isOperatorTold(failure) && !isClosed);
    isProbing = false;
  };
  // All that a store has are methods that return promises, so a store that is not there yet needs no list of them.
  const store = <Name extends StoreName>(name: Name): State[Name] =>
    new Proxy({} as State[Name], {
      get:
        (_target, method) =>
        (...values: unknown[]) =>
          reach((state) => {
            const methods = state[name] as unknown as Record<
              string,
              (...values: unknown[]) => Promise<unknown>
            >;
            const called = methods[String(method)];
            if (called === undefined) throw new Error(`the state's ${name} has no ${String(method)}`);
            return called.apply(methods, values);
          }),
    });
  return {
    settings: store('settings'),
    feedback: store('feedback'),
    unanswered: store('unanswered'),
    usage: store('usage'),
    studies: store('studies'),
    deleteServer: (guildId) => reach((state) => state.deleteServer(guildId)),
    kept: (guildId) => reach((state) => state.kept(guildId)),
    prune: (now) => reach((state) => state.prune(now)),
    close: async () => {
      isClosed = true;
      opening.giveUp();
      await Promise.allSettled(pending);
      const state = await opening.current.catch(() => null);
      await state?.close();
    },
  };
}

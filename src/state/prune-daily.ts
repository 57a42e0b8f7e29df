import type { State } from './state.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Removes what is past its time, now and once a day. Does not keep the process alive.
 * @param onFailed called with what `prune` rejected with; the next day is another chance.
 * @returns a function that ends it
 */
export function pruneDaily(state: State, onFailed: (error: unknown) => void): () => void {
  const prune = (): void => {
    state.prune(new Date()).catch(onFailed);
  };
  prune();
  const timer = setInterval(prune, DAY);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

import { Presets, SingleBar } from 'cli-progress';

/** Shown only for work that takes longer than this, in milliseconds. */
const PATIENCE = 1000;

/** A progress bar on stderr that appears when the work takes long; nothing when stderr is not a terminal. */
export function progressBar(label: string): {
  update: (done: number, total: number) => void;
  stop: () => void;
} {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {value}/{total}, {eta_formatted} left`,
      stream: process.stderr,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  const began = Date.now();
  let shown = false;
  return {
    update: (done, total) => {
      if (!shown && Date.now() - began > PATIENCE) {
        bar.start(total, done);
        shown = true;
      }
      if (shown) bar.update(done);
    },
    stop: () => {
      if (shown) bar.stop();
      shown = false;
    },
  };
}

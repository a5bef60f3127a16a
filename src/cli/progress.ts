import cliProgress from 'cli-progress';
import type { Terminal } from './terminal.js';

/** The progress of a long task. */
export interface Progress {
  /** Shows that `done` of `total` steps are done, and what comes next. */
  readonly show: (what: string, done: number, total: number) => void;
  /** Removes the display. Call it at the end of the task, even after a failure. */
  readonly stop: () => void;
}

/** Returns a progress bar on a terminal. If stderr is not a terminal, nothing is shown. */
export function progressOn(terminal: Terminal): Progress {
  if (!terminal.errIsTty) return { show: () => undefined, stop: () => undefined };
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {percentage}% {what}', clearOnComplete: true, hideCursor: true, stopOnComplete: true },
    cliProgress.Presets.shades_classic,
  );
  let total = -1;
  return {
    show: (what, done, all) => {
      if (all !== total) bar.start(all, done, { what });
      total = all;
      bar.update(done, { what });
    },
    stop: () => {
      if (total !== -1) bar.stop();
    },
  };
}

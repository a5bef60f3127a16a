import cliProgress from 'cli-progress';
import { Estimate } from './estimate.js';
import { shownDuration } from './shownDuration.js';
import type { Terminal } from './terminal.js';

/** The progress of a long task. */
export interface Progress {
  /** Shows that `done` of `total` steps are done, and what comes next. */
  readonly show: (what: string, done: number, total: number) => void;
  /** Removes the display. Call it at the end of the task, even after a failure. */
  readonly stop: () => void;
}

/**
 * Returns a progress bar on a terminal, with an estimate of how long the rest takes. If stderr is not a terminal, nothing
 * is shown.
 */
export function progressOn(terminal: Terminal): Progress {
  if (!terminal.errIsTty) return { show: () => undefined, stop: () => undefined };
  const bar = new cliProgress.SingleBar(
    {
      format: '{bar} {percentage}% {what}{left}',
      clearOnComplete: true,
      hideCursor: true,
      stopOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const estimate = new Estimate();
  let total = -1;
  return {
    show: (what, done, all) => {
      const left = estimate.left(done, all);
      const shown = { what, left: left === null ? '' : `, about ${shownDuration(left)} left` };
      if (all !== total) bar.start(all, done, shown);
      total = all;
      bar.update(done, shown);
    },
    stop: () => {
      if (total !== -1) bar.stop();
    },
  };
}

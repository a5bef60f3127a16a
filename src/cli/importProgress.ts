import { Estimate } from './estimate.js';
import { progressOn, type Progress } from './progress.js';
import { shownDuration } from './shownDuration.js';
import type { Terminal } from './terminal.js';

/** So many sessions are scored between two lines. */
const SESSIONS_OF_LINE = 100;

/** The progress of an import. */
export interface ImportProgress extends Progress {
  /** Says that a file is stored. */
  readonly fileDone: (file: { readonly file: string; readonly read: number }) => void;
}

/**
 * Returns a progress bar on a terminal. If stderr is not a terminal, but a log, it gets a line for each file, for each
 * hundred sessions that are scored, and for the last one.
 */
export function importProgressOn(
  terminal: Terminal,
  now: () => number = () => performance.now(),
): ImportProgress {
  if (terminal.errIsTty) return { ...progressOn(terminal), fileDone: () => undefined };
  const estimate = new Estimate(now);
  let current = '';
  let begunAt = now();
  return {
    show: (what, done, total) => {
      const left = estimate.left(done, total);
      if (what !== current) begunAt = now();
      current = what;
      if (what !== 'scores' || done === 0) return;
      if (done % SESSIONS_OF_LINE !== 0 && done !== total) return;
      const rest = left === null || done === total ? '' : `, about ${shownDuration(left)} left`;
      terminal.err(
        `greyoak: scored ${done} of ${total} sessions in ${shownDuration(estimate.elapsed)}${rest}\n`,
      );
    },
    fileDone: ({ file, read }) => {
      const ms = now() - begunAt;
      const speed = ms > 0 ? `, ${Math.round((read * 1000) / ms)} rows/s` : '';
      terminal.err(`greyoak: ${file}: ${read} rows in ${shownDuration(ms)}${speed}\n`);
      begunAt = now();
    },
    stop: () => undefined,
  };
}

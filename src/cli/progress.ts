import cliProgress from 'cli-progress';
import type { Terminal } from './terminal.js';

/** Shows how far a long piece of work is, on a terminal; elsewhere nothing. */
export interface Progress {
  readonly show: (what: string, done: number, total: number) => void;
  /** To be called at the end, also of what failed. */
  readonly stop: () => void;
}

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

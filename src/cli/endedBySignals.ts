import { SIGNALS } from './signals.js';

/** What signals come to: this process, or what stands for it in a test. */
type Signalled = Pick<NodeJS.Process, 'once' | 'off' | 'kill' | 'pid'>;

/**
 * Runs work that removes what it has begun when it is ended. A signal that would end the process ends the work first, and
 * the process then; a second one ends it at once.
 *
 * @param work gets a signal that aborts
 */
export async function endedBySignals<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  target: Signalled = process,
): Promise<Result> {
  const ending = new AbortController();
  let got: NodeJS.Signals | null = null;
  const end = (name: NodeJS.Signals) => {
    for (const each of SIGNALS) target.off(each, end);
    got = name;
    ending.abort(new Error(`ended by ${name}`));
  };
  for (const name of SIGNALS) target.once(name, end);
  try {
    return await work(ending.signal);
  } finally {
    for (const name of SIGNALS) target.off(name, end);
    if (got !== null) target.kill(target.pid, got);
  }
}

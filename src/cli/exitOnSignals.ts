import { exitCodeOf, SIGNALS } from './signals.js';

/** What signals come to: this process, or what stands for it in a test. */
type Signalled = Pick<NodeJS.Process, 'on' | 'off' | 'exit' | 'listenerCount'>;

/**
 * Exits by signals that nothing else handles. A process that a signal ends tells nothing to the embedded server that it
 * runs, which would run on; one that exits does.
 *
 * @returns a function that leaves signals alone again
 */
export function exitOnSignals(target: Signalled = process): () => void {
  const exit = (signal: NodeJS.Signals) => {
    // Work that cleans up first has added a listener since, and sends the signal again.
    if (target.listenerCount(signal) === 1) target.exit(exitCodeOf(signal));
  };
  const unhandled = SIGNALS.filter((signal) => target.listenerCount(signal) === 0);
  for (const signal of unhandled) target.on(signal, exit);
  return () => {
    for (const signal of unhandled) target.off(signal, exit);
  };
}

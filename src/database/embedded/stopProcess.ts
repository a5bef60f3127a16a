import { setTimeout as sleep } from 'node:timers/promises';

/** PostgreSQL's "fast" shutdown writes a checkpoint, which takes a while on a slow disk. */
const PATIENCE_MS = 20_000;

/**
 * Stops a PostgreSQL. SIGINT closes its connections and writes its data to disk. After 20 s, SIGQUIT ends it at once, and
 * the next start recovers.
 *
 * @param ended resolves when it has ended
 * @returns whether it has ended
 */
export async function stopProcess(
  kill: (signal: NodeJS.Signals) => void,
  ended: Promise<unknown>,
): Promise<boolean> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    kill(signal);
    const patience = new AbortController();
    const isGone = await Promise.race([
      ended.then(() => true),
      sleep(PATIENCE_MS, false, { signal: patience.signal }).catch(() => false),
    ]);
    patience.abort();
    if (isGone) return true;
  }
  return false;
}

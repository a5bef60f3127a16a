import { setTimeout as wait } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import type { JobLog } from './jobLog.js';

/** Running jobs are aborted after five seconds, and their workers go on without them after another five. */
const STOP_MS = 12_000;

/** Stops workers within a bound, also if a job ignores that it was aborted or the database is gone. */
export async function stopRunner(runner: Runner, log: JobLog): Promise<void> {
  const ended = runner.promise.catch((error: unknown) =>
    log.error({ err: error }, 'the queue ended by itself'),
  );
  // It rejects if the workers have ended already.
  const stopped = runner.stop().catch(() => undefined);
  const late = new AbortController();
  const inTime = await Promise.race([
    Promise.all([stopped, ended]).then(() => true),
    wait(STOP_MS, false, { signal: late.signal }),
  ]);
  late.abort();
  if (inTime) return;
  log.warn({}, 'workers did not stop in time; their jobs go to others');
  runner.kill().catch(() => undefined);
}

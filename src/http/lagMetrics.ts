import type { Registry } from 'prom-client';
import type { HealthSources } from './healthDetail.js';
import { measureLabelled } from './labelledMetrics.js';
import { logLag } from './logLag.js';

/** Adds how far this process is behind the log that it tells subscribers of; a worker does not follow it. */
export function measureLag(
  registry: Registry,
  { state, followed }: Pick<HealthSources, 'state' | 'followed'>,
): void {
  const lag = async (): Promise<number | null> => {
    const known = await state();
    return known === null ? null : logLag(known, followed());
  };
  measureLabelled(registry, lag, [
    {
      kind: 'gauge',
      name: 'live_log_lag_events',
      help: 'Events of the log of scores that this process has not read yet, and so not sent to its subscribers.',
      samples: (events) => [[{}, events]],
    },
  ]);
}

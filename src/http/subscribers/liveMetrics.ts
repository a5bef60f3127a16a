import { Counter, type Registry } from 'prom-client';
import { readCounters, readGauges } from '../readMetrics.js';
import type { CountsOfLive } from './liveCounts.js';

/** Adds sockets, streams, operations, results and closes to the metrics, read whenever they are asked for. */
export function measureLive(registry: Registry, counts: CountsOfLive): void {
  readGauges(registry, [
    ['live_sockets', 'Open sockets.', () => counts.sockets],
    ['live_streams', 'Open event streams.', () => counts.streams],
    ['live_operations', 'Running operations of sockets and streams.', () => counts.operations],
  ]);
  readCounters(registry, [
    ['live_results_total', 'Results that were sent to sockets and streams.', () => counts.results],
  ]);
  new Counter({
    name: 'live_closes_total',
    help: 'Closed sockets, by the code of the side that closed first; codes that only a client knows are "other".',
    labelNames: ['code'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [code, count] of counts.closes) this.inc({ code }, count);
    },
  });
}

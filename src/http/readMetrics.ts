import { Counter, Gauge, type Registry } from 'prom-client';

/** A number that somebody else keeps. */
type ReadMetric = readonly [name: string, help: string, value: () => number];

/** Adds gauges that are read whenever the metrics are asked for. */
export function readGauges(registry: Registry, metrics: readonly ReadMetric[]): void {
  for (const [name, help, value] of metrics) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  }
}

/** Adds counters that are read whenever the metrics are asked for. */
export function readCounters(registry: Registry, metrics: readonly ReadMetric[]): void {
  for (const [name, help, value] of metrics) {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        // Whoever keeps it counts, and a counter can only be added to.
        this.reset();
        this.inc(value());
      },
    });
  }
}

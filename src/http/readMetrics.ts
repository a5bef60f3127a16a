import { Counter, Gauge, type Registry } from 'prom-client';

/** A number that is kept elsewhere. */
type ReadMetric = readonly [name: string, help: string, value: () => number];

/** Adds gauges whose values are read whenever the metrics are asked for. */
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

/** Adds counters whose values are read whenever the metrics are asked for. */
export function readCounters(registry: Registry, metrics: readonly ReadMetric[]): void {
  for (const [name, help, value] of metrics) {
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        // The value is a total, and a counter can only be added to.
        this.reset();
        this.inc(value());
      },
    });
  }
}

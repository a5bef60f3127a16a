import { Counter, Gauge, type Registry } from 'prom-client';

/** A value with its labels. */
export type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** A metric that is made anew from a source each time it is asked for. */
export interface LabelledMetric<Source> {
  readonly kind: 'gauge' | 'counter';
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly samples: (source: Source) => readonly Sample[];
}

/**
 * Adds metrics that are read from a source whenever they are asked for.
 *
 * @param source null while there is none: the metrics have no series then
 */
export function measureLabelled<Source>(
  registry: Registry,
  source: () => Promise<Source | null>,
  metrics: readonly LabelledMetric<Source>[],
): void {
  for (const { kind, name, help, labels = [], samples } of metrics) {
    const options = { name, help, labelNames: [...labels], registers: [registry] };
    const show = async (metric: Counter | Gauge): Promise<void> => {
      const found = await source();
      metric.reset();
      // A metric without labels would say 0.
      if (labels.length === 0) metric.remove();
      if (found === null) return;
      for (const [values, value] of samples(found)) metric.inc(values, value);
    };
    if (kind === 'gauge') {
      new Gauge({
        ...options,
        collect() {
          return show(this);
        },
      });
    } else {
      new Counter({
        ...options,
        collect() {
          return show(this);
        },
      });
    }
  }
}

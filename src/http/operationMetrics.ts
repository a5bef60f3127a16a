import { Counter, type Registry } from 'prom-client';
import type { OperationCounts } from '../graphql/operation/operationCounts.js';

/** Adds the counts of operations to the metrics. All labels are of closed lists: 24 series. */
export function measureOperations(registry: Registry, counts: Pick<OperationCounts, 'byKind'>): void {
  new Counter({
    name: 'graphql_operations_total',
    help: 'Operations of all transports, by the kind of their caller and what became of them.',
    labelNames: ['caller', 'result'],
    registers: [registry],
    collect() {
      // The counts are totals, and a counter can only be added to.
      this.reset();
      for (const [caller, results] of Object.entries(counts.byKind)) {
        for (const [result, count] of Object.entries(results)) this.inc({ caller, result }, count);
      }
    },
  });
}

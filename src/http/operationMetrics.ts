import type { GraphQLSchema } from 'graphql';
import { Counter, type Registry } from 'prom-client';
import type { OperationCounts } from '../graphql/operation/operationCounts.js';

/**
 * Adds the counts of operations to the metrics. All labels are of closed lists: 24 series by callers and results, and one for
 * each root field of the schema. Names of operations are no labels, because clients invent them.
 */
export function measureOperations(
  registry: Registry,
  counts: Pick<OperationCounts, 'byKind' | 'byRoot'>,
  schema: GraphQLSchema,
): void {
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
  const roots = rootsOf(schema);
  new Counter({
    name: 'graphql_fields_total',
    help: 'Operations that were executed or sent from the cache, by their root fields; one with several counts for each.',
    labelNames: ['operation', 'field'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { coordinate, ...labels } of roots) this.inc(labels, counts.byRoot.get(coordinate) ?? 0);
    },
  });
}

/** Each root field has a series before its first operation, so that this shows as an increase. */
function rootsOf(schema: GraphQLSchema) {
  const types = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return Object.entries(types).flatMap(([operation, type]) =>
    Object.keys(type?.getFields() ?? {}).map((field) => ({
      coordinate: `${type?.name}.${field}`,
      ...{ operation, field },
    })),
  );
}

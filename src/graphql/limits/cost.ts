import type { DocumentNode, GraphQLSchema } from 'graphql';
import { rowsOf, sizeOf } from './costs.js';
import type { FieldVisit } from './fieldVisit.js';
import { walkFields } from './walkFields.js';

/** Adds up what the fields of an operation cost at most, by COSTS. */
export class CostMeter {
  #points = 0;

  add(visit: FieldVisit): void {
    this.#points += visit.multiplicity * (sizeOf(visit) + rowsOf(visit));
  }

  /** A whole number, at least 1 and never above Number.MAX_SAFE_INTEGER. */
  get points(): number {
    return Math.min(Math.max(1, this.#points), Number.MAX_SAFE_INTEGER);
  }
}

/**
 * What a validated operation costs at most.
 *
 * @throws UserError where fragments make it too long, as walkFields does
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): number {
  const meter = new CostMeter();
  walkFields(schema, document, operationName, variables, (visit) => meter.add(visit));
  return meter.points;
}

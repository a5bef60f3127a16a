import type { DocumentNode, GraphQLSchema } from 'graphql';
import { CostMeter } from '../../../src/graphql/limits/costMeter.js';
import { walkFields } from '../../../src/graphql/limits/walkFields.js';

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

import type { DocumentNode, GraphQLSchema } from 'graphql';
import { CostMeter } from '../../../src/graphql/limits/costMeter.js';
import type { CountedWork } from '../../../src/graphql/limits/countedWork.js';
import type { FieldVisit } from '../../../src/graphql/limits/fieldVisit.js';
import { walkFields } from '../../../src/graphql/limits/walkFields.js';

/**
 * What it takes to execute a validated operation at most.
 *
 * @throws UserError where fragments make it too long, as walkFields does
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): CountedWork {
  const meter = new CostMeter();
  const add = (visit: FieldVisit) => meter.add(visit);
  walkFields(schema, document, operationName, variables, add, { onIntrospection: add });
  return meter.most;
}

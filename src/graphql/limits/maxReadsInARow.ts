import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type FieldNode,
  type GraphQLNamedType,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { policyOf, type FieldPolicy } from '../fieldPolicy.js';
import { LongestPaths } from './longestPaths.js';
import { refusal } from './refusal.js';

/** Where selections are. */
interface Place {
  readonly type: GraphQLNamedType | null | undefined;
  /** The coordinate of the field around them whose statement reads a chain; null where it is another field. */
  readonly chain: string | null;
}

/** A field on the path with the most reads. */
interface Step {
  readonly typeName: string;
  readonly fieldName: string;
  /** Statements of the field and of those within it. */
  readonly reads: number;
  /** Null at the last field that reads. */
  readonly next: Step | null;
}

/**
 * Returns a validation rule that limits how many reads of the database wait for each other on a path through an
 * operation. Which fields read, their policies say.
 */
export function maxReadsInARow(most: number): ValidationRule {
  return (context) => {
    const schema = context.getSchema();
    const paths = new LongestPaths<Place, Step>((name) => context.getFragment(name), {
      // The type is that of the fragment.
      keyOf: ({ chain }) => chain ?? '',
      placeIn: (condition, place) => ({
        ...place,
        type: condition ? schema.getType(condition.name.value) : place.type,
      }),
      through: (field, place, longestIn) => stepOf(field, place, longestIn),
      lengthOf: ({ reads }) => reads,
    });
    return {
      OperationDefinition(operation) {
        const root = { type: schema.getRootType(operation.operation), chain: null };
        const longest = paths.in(operation.selectionSet, root);
        if (longest !== null && longest.reads > most) {
          context.reportError(refusal(messageOf(longest, most), operation));
        }
      },
    };
  };
}

/** Returns null where neither the field nor any field within it reads. */
function stepOf(
  { name: { value: fieldName }, selectionSet }: FieldNode,
  { type, chain }: Place,
  longestIn: (set: SelectionSetNode | undefined, place: Place) => Step | null,
): Step | null {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  if (!type || !field) return null;
  const coordinate = `${type.name}.${fieldName}`;
  const { reads: own } = policyOf(field) ?? {};
  const next = longestIn(selectionSet, {
    type: getNamedType(field.type),
    chain: own === 'CHAIN' ? coordinate : null,
  });
  const reads = (coordinate === chain ? 0 : statementsOf(own)) + (next?.reads ?? 0);
  return reads === 0 ? null : { typeName: type.name, fieldName, reads, next };
}

/** Books are read before an operation is executed, so that no field waits for them. */
function statementsOf(reads: FieldPolicy['reads']): number {
  if (reads === 'CHAIN') return 1;
  return typeof reads === 'number' ? reads : 0;
}

function messageOf(longest: Step, most: number): string {
  const steps: Step[] = [];
  for (let step: Step | null = longest; step !== null; step = step.next) steps.push(step);
  const { typeName, fieldName } = steps[steps.length - 1];
  // The stock of Stock, the scores of ScoreConnection.
  const owner = typeName.charAt(0).toLowerCase() + typeName.slice(1).replace(/Connection$/, 's');
  const path = steps.map((step) => step.fieldName).join('.');
  return (
    `Expected at most ${most} reads one after the other on a path, got ${longest.reads} (${path}): ` +
    `ask for ${fieldName} of the ${owner} further out.`
  );
}

import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { refusal } from './refusal.js';

const PREVIOUS = 'Score.previous';

/** Fields that read the database, by schema coordinate: how many statements, each waiting for the one before. */
export const READS: Readonly<Record<string, number>> = {
  'Query.node': 1,
  'Query.nodes': 1,
  'Query.runs': 1,
  'Stock.scores': 1,
  'Stock.bars': 1,
  'Stock.features': 1,
  'Stock.fundamentals': 1,
  'Stock.shareholding': 1,
  'Sector.momentum': 1,
  // Directly within another one it is read together with it.
  [PREVIOUS]: 1,
  'ScoreConnection.totalCount': 1,
  'BarConnection.totalCount': 1,
  'RunConnection.totalCount': 1,
};

/** A field on the path with the most reads. */
interface Step {
  readonly typeName: string;
  readonly fieldName: string;
  /** With those of the fields within. */
  readonly reads: number;
  /** Null at the last field that reads. */
  readonly next: Step | null;
}

/**
 * A rule of validation: on no path through an operation are there more reads of the database that wait for each
 * other. Whether a field is skipped is not known yet: all count. Each fragment is looked through at most twice,
 * within a `previous` and elsewhere, however often it is spread.
 */
export function maxReadsInARow(most: number): ValidationRule {
  return (context) => {
    const schema = context.getSchema();
    const known = new Map<string, Step | null>();

    const longestIn = (
      set: SelectionSetNode,
      type: GraphQLNamedType | null | undefined,
      isInPrevious: boolean,
    ): Step | null => {
      let longest: Step | null = null;
      const take = (step: Step | null): void => {
        if (step !== null && step.reads > (longest?.reads ?? 0)) longest = step;
      };
      for (const selection of set.selections) {
        switch (selection.kind) {
          case Kind.FIELD:
            take(stepOf(selection.name.value, selection.selectionSet, type, isInPrevious));
            break;
          case Kind.INLINE_FRAGMENT: {
            const { typeCondition, selectionSet } = selection;
            const inner = typeCondition ? schema.getType(typeCondition.name.value) : type;
            take(longestIn(selectionSet, inner, isInPrevious));
            break;
          }
          case Kind.FRAGMENT_SPREAD: {
            const fragment = context.getFragment(selection.name.value);
            if (fragment) take(longestInFragment(fragment, isInPrevious));
            break;
          }
          default:
            selection satisfies never;
        }
      }
      return longest;
    };

    const longestInFragment = (fragment: FragmentDefinitionNode, isInPrevious: boolean): Step | null => {
      const key = `${fragment.name.value} ${isInPrevious}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      // A fragment within itself is refused by another rule; here it only must come to an end.
      known.set(key, null);
      const type = schema.getType(fragment.typeCondition.name.value);
      const longest = longestIn(fragment.selectionSet, type, isInPrevious);
      known.set(key, longest);
      return longest;
    };

    /** Null where neither the field nor any within it reads. */
    const stepOf = (
      fieldName: string,
      set: SelectionSetNode | undefined,
      type: GraphQLNamedType | null | undefined,
      isInPrevious: boolean,
    ): Step | null => {
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
      if (!type || !field) return null;
      const coordinate = `${type.name}.${fieldName}`;
      const isPrevious = coordinate === PREVIOUS;
      const own = isPrevious && isInPrevious ? 0 : (READS[coordinate] ?? 0);
      const next = set ? longestIn(set, getNamedType(field.type), isPrevious) : null;
      const reads = own + (next?.reads ?? 0);
      return reads === 0 ? null : { typeName: type.name, fieldName, reads, next };
    };

    return {
      OperationDefinition(operation) {
        const root = schema.getRootType(operation.operation);
        const longest = longestIn(operation.selectionSet, root, false);
        if (longest !== null && longest.reads > most) {
          context.reportError(refusal(messageOf(longest, most), operation));
        }
      },
    };
  };
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

import { Kind, type SelectionSetNode, type ValidationRule } from 'graphql';
import { refusal } from './refusal.js';

/**
 * A rule of validation: an operation has at most so many fields at its root, in fragments or not. A fragment that
 * is spread again counts once, as it is executed once. Fields of introspection count: they have no other price.
 */
export function maxRootFields(most: number): ValidationRule {
  return (context) => {
    const rootFields = (set: SelectionSetNode): number => {
      let count = 0;
      const spread = new Set<string>();
      const sets = [set];
      for (const { selections } of sets) {
        for (const selection of selections) {
          switch (selection.kind) {
            case Kind.FIELD:
              count++;
              break;
            case Kind.INLINE_FRAGMENT:
              sets.push(selection.selectionSet);
              break;
            case Kind.FRAGMENT_SPREAD: {
              const name = selection.name.value;
              const fragment = spread.has(name) ? undefined : context.getFragment(name);
              spread.add(name);
              if (fragment) sets.push(fragment.selectionSet);
              break;
            }
            default:
              selection satisfies never;
          }
        }
      }
      return count;
    };
    return {
      OperationDefinition(operation) {
        const count = rootFields(operation.selectionSet);
        if (count <= most) return;
        const message =
          `Expected at most ${most} fields at the root of an operation, got ${count}: ` +
          'ask for the others in a request of their own.';
        context.reportError(refusal(message, operation));
      },
    };
  };
}

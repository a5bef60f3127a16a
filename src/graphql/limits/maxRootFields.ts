import { Kind, type ValidationRule } from 'graphql';
import { refusal } from './refusal.js';
import { selectionsAt } from './selectionsAt.js';

/**
 * Returns a validation rule that limits the fields at the root of an operation, in fragments or not. Fields of
 * introspection count, because they have no other price.
 */
export function maxRootFields(most: number): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      let count = 0;
      for (const { kind } of selectionsAt([operation.selectionSet], (name) => context.getFragment(name))) {
        if (kind === Kind.FIELD) count++;
      }
      if (count <= most) return;
      const message =
        `Expected at most ${most} fields at the root of an operation, got ${count}: ` +
        'ask for the others in a request of their own.';
      context.reportError(refusal(message, operation));
    },
  });
}

import type { ValidationRule } from 'graphql';
import { LongestPaths } from './longestPaths.js';
import { refusal } from './refusal.js';

/** Returns a validation rule that limits how deeply fields are nested. Fields of introspection do not count. */
export function maxDepth(most: number): ValidationRule {
  return (context) => {
    const paths = new LongestPaths<null, number>((name) => context.getFragment(name), {
      keyOf: () => '',
      placeIn: () => null,
      through: ({ name, selectionSet }, place, longestIn) =>
        name.value.startsWith('__') ? null : 1 + (longestIn(selectionSet, place) ?? 0),
      lengthOf: (depth) => depth,
    });
    return {
      OperationDefinition(operation) {
        const depth = paths.in(operation.selectionSet, null) ?? 0;
        if (depth <= most) return;
        const message =
          `Expected fields nested at most ${most} deep, got ${depth}: ` +
          'ask for the inner ones in an operation of their own.';
        context.reportError(refusal(message, operation));
      },
    };
  };
}

import type { ValidationRule } from 'graphql';
import { countSelections } from './countSelections.js';
import { refusal } from './refusal.js';

/**
 * Returns a validation rule that limits the selections of an operation, those of a fragment counted as often as it is
 * spread, because planning visits each of them.
 */
export function maxSelections(most: number): ValidationRule {
  return (context) => ({
    Document(document) {
      for (const [operation, count] of countSelections(document)) {
        if (count <= most) continue;
        const message =
          `Expected an operation of at most ${most} selections, fragments counted as often as they are spread, ` +
          `got ${count}: ask for less at once.`;
        context.reportError(refusal(message, operation));
      }
    },
  });
}

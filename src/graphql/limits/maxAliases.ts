import type { ASTNode, ValidationRule } from 'graphql';
import { refusal } from './refusal.js';

/** Returns a validation rule that limits the aliases of a document, including those in its fragments. */
export function maxAliases(most: number): ValidationRule {
  return (context) => {
    let count = 0;
    let firstTooMany: ASTNode | undefined;
    return {
      Field({ alias }) {
        if (alias && ++count > most) firstTooMany ??= alias;
      },
      Document: {
        leave() {
          if (firstTooMany === undefined) return;
          const message =
            `Expected at most ${most} aliases in a document, got ${count}: ` +
            'ask for the others in a request of their own.';
          context.reportError(refusal(message, firstTooMany));
        },
      },
    };
  };
}

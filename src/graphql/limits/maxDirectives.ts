import type { ASTNode, ValidationRule } from 'graphql';
import { refusal } from './refusal.js';

/** Returns a validation rule that limits how often directives are used in a document. */
export function maxDirectives(most: number): ValidationRule {
  return (context) => {
    let count = 0;
    let firstTooMany: ASTNode | undefined;
    return {
      Directive(directive) {
        if (++count > most) firstTooMany ??= directive;
      },
      Document: {
        leave() {
          if (firstTooMany === undefined) return;
          const message =
            `Expected at most ${most} directives in a document, got ${count}: ` +
            'put one around several fields, in a fragment.';
          context.reportError(refusal(message, firstTooMany));
        },
      },
    };
  };
}

import type { ASTVisitor, ValidationContext } from 'graphql';
import { subscriptionErrors } from './subscriptionErrors.js';

/** A validation rule for requests that get one answer: it refuses subscriptions. */
export function noSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      for (const error of subscriptionErrors(document)) context.reportError(error);
    },
  };
}

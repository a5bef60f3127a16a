import { GraphQLError, type ASTVisitor, type ValidationContext, type ValueNode } from 'graphql';
import { shown } from '../../shown.js';

/**
 * A validation rule: a number in a document is one that a double holds. graphql-js reads a larger one as infinity, which
 * it refuses in variables.
 */
export function finiteNumbers(context: ValidationContext): ASTVisitor {
  const check = (node: ValueNode & { readonly value: string }): void => {
    if (Number.isFinite(Number(node.value))) return;
    const message = `Expected a number up to 1.79e308, got ${shown(node.value)}: write a smaller one.`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  };
  return { IntValue: check, FloatValue: check };
}

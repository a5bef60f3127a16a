import { GraphQLError, type ASTNode } from 'graphql';
import { UserError } from '../../userError.js';

/** Returns what a validation rule reports about a node. Its message is shown to the client. */
export function refusal(message: string, node: ASTNode): GraphQLError {
  return new GraphQLError(message, { nodes: node, originalError: new UserError(message) });
}

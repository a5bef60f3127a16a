import { GraphQLError, type ASTNode } from 'graphql';
import { UserError } from '../../userError.js';

/** What a rule of validation reports: its text is shown to the caller. */
export function refusal(message: string, node: ASTNode): GraphQLError {
  return new GraphQLError(message, { nodes: node, originalError: new UserError(message) });
}

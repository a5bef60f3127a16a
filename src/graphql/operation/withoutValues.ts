import { GraphQLError, Source } from 'graphql';

/**
 * Returns an error of graphql-js about a document without what the document says: it has the places in it, but not its
 * text. Messages about values and those of the parser quote what they are about, so that they are written anew.
 */
export function withoutValues({ message, nodes, source, positions, extensions }: GraphQLError): GraphQLError {
  // Places are computed from a text.
  const blank = source && new Source(source.body.replace(/[^\r\n]/g, ' '));
  return new GraphQLError(toldOf(message, nodes), { source: blank, positions, extensions });
}

function toldOf(message: string, nodes: GraphQLError['nodes']): string {
  if (message.startsWith('Syntax Error')) {
    return 'Syntax Error: expected a document of GraphQL, got one that cannot be parsed from here on.';
  }
  const isOfValue = nodes?.some(({ kind }) => kind.endsWith('Value')) ?? false;
  return isOfValue ? 'Expected a value that fits its type in the schema, got another one.' : message;
}

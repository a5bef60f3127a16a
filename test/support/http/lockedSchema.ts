import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { applyPolicies } from '../../../src/graphql/applyPolicies.js';
import type { GraphqlContext } from '../../../src/graphql/context.js';

/** Returns a schema whose field `price` needs MARKET_READ; `caller` and `rights`, of which `caller` is never kept, are public. */
export function lockedSchema(): GraphQLSchema {
  const text = new GraphQLNonNull(GraphQLString);
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType<unknown, GraphqlContext>({
      name: 'Query',
      fields: {
        price: { type: text, resolve: () => '12.50' },
        rights: { type: text, resolve: (_source, _args, { caller }) => caller.rights.key },
        caller: { type: text, resolve: (_source, _args, { caller }) => `${caller.kind} ${caller.name}` },
      },
    }),
  });
  applyPolicies(schema, [
    {
      'Query.price': { access: 'MARKET_READ', freshness: 'COMMIT' },
      'Query.rights': { access: 'PUBLIC', freshness: 'COMMIT' },
      'Query.caller': { access: 'PUBLIC', freshness: 'VOLATILE' },
    },
  ]);
  return schema;
}

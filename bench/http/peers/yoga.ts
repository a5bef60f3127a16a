/** graphql-yoga on node:http: a schema text, DataLoader, SQL by hand; its caches of parsed and valid documents. */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { sayListening } from './listening.js';
import { loadersOf } from './loaders.js';
import { databaseUrl, poolOf } from './pool.js';
import { readsOf } from './reads.js';
import { resolvers, type Context } from './resolvers.js';
import { typeDefs } from './typeDefs.js';

const reads = readsOf(poolOf(databaseUrl()));
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: (): Context => ({ reads, loaders: loadersOf(reads) }),
  parserAndValidationCache: true,
  graphiql: false,
  landingPage: false,
  logging: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => sayListening(server));

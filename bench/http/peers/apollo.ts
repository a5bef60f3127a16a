/** Apollo Server standalone, type-graphql, Kysely, DataLoader: put together as their documentation does. */
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Kysely, PostgresDialect } from 'kysely';
import { buildSchema } from 'type-graphql';
import { kyselyReads, type BenchTables } from './apollo/kyselyReads.js';
import { PillarResolver, ScoreResolver, StockResolver } from './apollo/resolvers.js';
import { sayPort } from './listening.js';
import { loadersOf } from './loaders.js';
import { databaseUrl, poolOf } from './pool.js';
import type { Context } from './resolvers.js';

const db = new Kysely<BenchTables>({ dialect: new PostgresDialect({ pool: poolOf(databaseUrl()) }) });
const reads = kyselyReads(db);
const schema = await buildSchema({ resolvers: [StockResolver, ScoreResolver, PillarResolver] });
const server = new ApolloServer<Context>({ schema });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => ({ reads, loaders: loadersOf(reads) }),
});
sayPort(Number(new URL(url).port));

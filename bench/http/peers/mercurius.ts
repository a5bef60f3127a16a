/** Mercurius on Fastify: a schema text, its own loaders, SQL by hand, operations compiled from the second time on. */
import fastify from 'fastify';
import mercurius from 'mercurius';
import { sayListening } from './listening.js';
import { componentsOf, loadersOf, scoresOf, type ScoreKey } from './loaders.js';
import { databaseUrl, poolOf } from './pool.js';
import { readsOf, type PageRow } from './reads.js';
import { resolvers, type Context } from './resolvers.js';
import type { PillarOf, StockRow } from './rows.js';
import { typeDefs } from './typeDefs.js';

interface Asked<Of, Arguments = unknown> {
  readonly obj: Of;
  readonly params: Arguments;
}

const reads = readsOf(poolOf(databaseUrl()));

interface ScoreArguments {
  readonly mode: string;
  readonly on?: string | null;
}

/** Stocks of a page come with their scores. */
const hasScore = ({ obj, params: { mode, on = null } }: Asked<StockRow | PageRow, ScoreArguments>): boolean =>
  'asked_on' in obj && obj.mode === mode && obj.asked_on === on;

const loaders = {
  Stock: {
    score: async (asked: readonly Asked<StockRow, ScoreArguments>[]) => {
      if (asked.every(hasScore)) return asked.map(({ obj }) => obj);
      const keys = asked.map(({ obj, params: { mode, on = null } }): ScoreKey => ({
        stockId: obj.id,
        mode,
        on,
      }));
      return scoresOf(keys, reads);
    },
  },
  Pillar: {
    components: async (asked: readonly Asked<PillarOf>[]) => {
      const components = await componentsOf(
        asked.map(({ obj }) => obj.row),
        reads,
      );
      return asked.map(({ obj }, k) => components[k].filter(({ pillar }) => pillar === obj.name));
    },
  },
};

const app = fastify({ logger: false });
const { Query, Score, Pillar } = resolvers;
await app.register(mercurius, {
  schema: typeDefs,
  resolvers: { Query, Score, Pillar: { weight: Pillar.weight, contribution: Pillar.contribution } },
  loaders,
  // Stocks and weights are asked for by many fields at a time, which its loaders cannot gather.
  context: (): Context => ({ reads, loaders: loadersOf(reads) }),
  jit: 1,
  graphiql: false,
});
await app.listen({ port: 0, host: '127.0.0.1' });
sayListening(app.server);

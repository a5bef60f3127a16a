import type { Loaders } from './loaders.js';
import type { Reads } from './reads.js';
import {
  contributionOf,
  penaltyOf,
  pillarsOf,
  type ComponentRow,
  type PillarOf,
  type ScoreRow,
  type StockOrder,
  type StockRow,
} from './rows.js';

export interface Context {
  readonly reads: Reads;
  readonly loaders: Loaders;
}

interface ScoreArguments {
  readonly mode: string;
  readonly on?: string | null;
}

interface StocksArguments extends ScoreArguments {
  readonly orderBy?: StockOrder | null;
  readonly first: number;
}

/** Of a schema made from a schema text. */
export const resolvers = {
  Query: {
    stock: (_root: unknown, { ticker }: { readonly ticker: string }, { loaders }: Context) =>
      loaders.stock.load(ticker),
    stocks: async (_root: unknown, args: StocksArguments, { reads, loaders }: Context) => {
      const { mode, on = null, orderBy, first } = args;
      const order: StockOrder = orderBy ?? { field: 'SCORE', direction: 'DESC' };
      const nodes = await reads.page({ mode, on, order, first });
      // The scores came with the stocks.
      for (const row of nodes) loaders.score.prime({ stockId: row.id, mode, on }, row);
      return { nodes };
    },
  },
  Stock: {
    score: ({ id }: StockRow, { mode, on = null }: ScoreArguments, { loaders }: Context) =>
      loaders.score.load({ stockId: id, mode, on }),
  },
  Score: {
    pillars: (row: ScoreRow) => ({ all: pillarsOf(row) }),
    penalty: penaltyOf,
  },
  Pillar: {
    weight: async ({ row, column }: PillarOf, _args: unknown, { loaders }: Context): Promise<number> =>
      (await loaders.weights.load(row))[column],
    contribution: async (
      { row, column, score }: PillarOf,
      _args: unknown,
      { loaders }: Context,
    ): Promise<number> => contributionOf(score, (await loaders.weights.load(row))[column]),
    components: async (
      { row, name }: PillarOf,
      _args: unknown,
      { loaders }: Context,
    ): Promise<ComponentRow[]> =>
      (await loaders.components.load(row)).filter(({ pillar }) => pillar === name),
  },
};

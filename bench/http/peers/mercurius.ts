/**
 * Mercurius on Fastify: GreyOak's own schema as a text, Mercurius' loaders, SQL by hand, and operations compiled from
 * their second execution on.
 */
import { readFileSync } from 'node:fs';
import DataLoader from 'dataloader';
import fastify from 'fastify';
import mercurius from 'mercurius';
import { sayListening } from '../../processes/listening.js';
import {
  readComponents,
  readPage,
  readScores,
  readStocks,
  readWeights,
  type PageRow,
  type WeightsKey,
} from './reads.js';
import {
  PENALTY_COLUMNS,
  PILLAR_COLUMNS,
  type PillarColumn,
  type ScoreRow,
  type StockOrder,
  type StockRow,
  type WeightsRow,
} from './rows.js';

interface Asked<Of, Arguments = unknown> {
  readonly obj: Of;
  readonly params: Arguments;
}

interface ScoreArguments {
  readonly mode: string;
  readonly on?: string | null;
}

interface StocksArguments extends ScoreArguments {
  readonly orderBy: StockOrder;
  readonly first: number;
}

interface PillarOf {
  readonly name: string;
  readonly column: PillarColumn;
  readonly score: number;
  readonly row: ScoreRow;
}

/** Loaders of one operation, for values that many fields ask for at a time: Mercurius' own cannot gather those. */
interface Context {
  readonly stock: DataLoader<string, StockRow | null>;
  readonly weights: DataLoader<WeightsKey, WeightsRow, string>;
}

const weightsKey = ({ run_id, mode, sector_id }: WeightsKey) => `${run_id} ${mode} ${sector_id}`;

const context = (): Context => ({
  stock: new DataLoader(async (tickers) => {
    const byTicker = new Map((await readStocks(tickers)).map((row) => [row.ticker, row]));
    return tickers.map((ticker) => byTicker.get(ticker) ?? null);
  }),
  weights: new DataLoader(
    async (keys) => {
      const byKey = new Map((await readWeights(keys)).map((row) => [weightsKey(row), row]));
      return keys.map((key) => byKey.get(weightsKey(key)) ?? new Error(`no weights of ${weightsKey(key)}`));
    },
    { cacheKeyFn: weightsKey },
  ),
});

const resolvers = {
  Query: {
    stock: (_root: unknown, { ticker }: { readonly ticker: string }, { stock }: Context) =>
      stock.load(ticker),
    stocks: async (_root: unknown, { mode, on = null, orderBy, first }: StocksArguments) => ({
      nodes: await readPage(mode, on, orderBy, first),
    }),
  },
  Score: {
    pillars: (row: ScoreRow) => ({
      all: PILLAR_COLUMNS.map(([name, column]): PillarOf => ({ name, column, score: row[column], row })),
    }),
    penalty: (row: ScoreRow) => ({
      total: row.penalty,
      parts: PENALTY_COLUMNS.map(([kind, column]) => ({ kind, points: row[column] })),
    }),
  },
  Pillar: {
    weight: async ({ row, column }: PillarOf, _: unknown, { weights }: Context): Promise<number> =>
      (await weights.load(row))[column],
    // Both factors have few decimals, and their product has no more than five.
    contribution: async ({ row, column, score }: PillarOf, _: unknown, { weights }: Context) =>
      Math.round(score * (await weights.load(row))[column] * 1e5) / 1e5,
  },
};

/** A stock of a page was read together with its score. */
const hasScore = ({ obj, params: { mode, on = null } }: Asked<StockRow | PageRow, ScoreArguments>): boolean =>
  'asked_on' in obj && obj.mode === mode && obj.asked_on === on;

const loaders = {
  Stock: {
    score: async (asked: readonly Asked<StockRow, ScoreArguments>[]) => {
      if (asked.every(hasScore)) return asked.map(({ obj }) => obj);
      const scores = await perGroup(
        asked,
        ({ params: { mode, on = null } }) => `${mode} ${on}`,
        (group) => {
          const { mode, on = null } = group[0].params;
          return readScores(
            group.map(({ obj }) => obj.id),
            mode,
            on,
          );
        },
      );
      return asked.map((one) => scores.get(one)?.find((row) => row.stock_id === one.obj.id) ?? null);
    },
  },
  Pillar: {
    components: async (asked: readonly Asked<PillarOf>[]) => {
      const components = await perGroup(
        asked,
        ({ obj }) => String(obj.row.run_id),
        (group) =>
          readComponents(group[0].obj.row.run_id, [...new Set(group.map(({ obj }) => obj.row.stock_id))]),
      );
      return asked.map((one) =>
        components
          .get(one)
          ?.filter(({ pillar, stock_id }) => pillar === one.obj.name && stock_id === one.obj.row.stock_id),
      );
    },
  },
};

/** Reads once for each group of items, of which every operation here has one, and returns the rows by the item. */
async function perGroup<Item, Row>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  read: (group: readonly Item[]) => Promise<Row[]>,
): Promise<Map<Item, Row[]>> {
  const keys = [...new Set(items.map(keyOf))];
  const groups = keys.map((key) => items.filter((item) => keyOf(item) === key));
  const answers = await Promise.all(groups.map(async (group) => [group, await read(group)] as const));
  return new Map(answers.flatMap(([group, rows]) => group.map((item) => [item, rows] as const)));
}

const app = fastify({ logger: false });
await app.register(mercurius, {
  schema: readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'),
  resolvers,
  loaders,
  context,
  jit: 1,
  graphiql: false,
});
await app.listen({ port: 0, host: '127.0.0.1' });
sayListening(app.server);

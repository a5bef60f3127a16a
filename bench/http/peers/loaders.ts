import DataLoader from 'dataloader';
import { groupBy } from './groupBy.js';
import type { Reads, WeightsKey } from './reads.js';
import type { ComponentRow, ScoreRow, StockRow, WeightsRow } from './rows.js';

export interface ScoreKey {
  readonly stockId: number;
  readonly mode: string;
  readonly on: string | null;
}

/** The loaders of one operation. */
export interface Loaders {
  readonly stock: DataLoader<string, StockRow | null>;
  readonly score: DataLoader<ScoreKey, ScoreRow | null, string>;
  readonly weights: DataLoader<WeightsKey, WeightsRow, string>;
  readonly components: DataLoader<ComponentsKey, readonly ComponentRow[], string>;
}

type ComponentsKey = Pick<ComponentRow, 'run_id' | 'stock_id'>;

const weightsKey = ({ run_id, mode, sector_id }: WeightsKey) => `${run_id} ${mode} ${sector_id}`;
const componentsKey = ({ run_id, stock_id }: ComponentsKey) => `${run_id} ${stock_id}`;

export function loadersOf(reads: Reads): Loaders {
  return {
    stock: new DataLoader(async (tickers) => {
      const byTicker = new Map((await reads.stocks(tickers)).map((row) => [row.ticker, row]));
      return tickers.map((ticker) => byTicker.get(ticker) ?? null);
    }),
    score: new DataLoader((keys) => scoresOf(keys, reads), {
      cacheKeyFn: ({ stockId, mode, on }) => `${stockId} ${mode} ${on}`,
    }),
    weights: new DataLoader(
      async (keys) => {
        const byKey = new Map((await reads.weights(keys)).map((row) => [weightsKey(row), row]));
        return keys.map((key) => byKey.get(weightsKey(key)) ?? new Error(`no weights of ${weightsKey(key)}`));
      },
      { cacheKeyFn: weightsKey },
    ),
    components: new DataLoader((keys) => componentsOf(keys, reads), { cacheKeyFn: componentsKey }),
  };
}

/** One statement for each mode and day that is asked for, which is one in all operations here. */
export async function scoresOf(
  keys: readonly ScoreKey[],
  reads: Pick<Reads, 'scores'>,
): Promise<(ScoreRow | null)[]> {
  const answers = new Map<ScoreKey, ScoreRow>();
  const groups = groupBy(keys, ({ mode, on }) => `${mode} ${on}`).values();
  await Promise.all(
    [...groups].map(async (group) => {
      const [{ mode, on }] = group;
      const ids = group.map(({ stockId }) => stockId);
      const byStock = new Map((await reads.scores(ids, mode, on)).map((row) => [row.stock_id, row]));
      for (const key of group) {
        const row = byStock.get(key.stockId);
        if (row !== undefined) answers.set(key, row);
      }
    }),
  );
  return keys.map((key) => answers.get(key) ?? null);
}

/** All components of a stock, of all its pillars: one statement for each run, which is one here. */
export async function componentsOf(
  keys: readonly ComponentsKey[],
  reads: Pick<Reads, 'components'>,
): Promise<(readonly ComponentRow[])[]> {
  const runs = [...groupBy(keys, ({ run_id }) => run_id)];
  const rows = await Promise.all(
    runs.map(([runId, scores]) => {
      const stockIds = new Set(scores.map(({ stock_id }) => stock_id));
      return reads.components(runId, [...stockIds]);
    }),
  );
  const byKey = groupBy(rows.flat(), componentsKey);
  return keys.map((key) => byKey.get(componentsKey(key)) ?? []);
}

import type pg from 'pg';
import type { Day } from '../../scoring/names.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import type { Cell } from '../datasets/factTable.js';
import { prices } from '../datasets/prices.js';
import { WITHDRAWABLE } from '../datasets/withdrawable.js';
import { withdrawals } from '../datasets/withdrawals.js';
import { dayOf, isoOf } from '../day.js';
import { factKeys } from '../factKeys.js';
import type { Withdrawal } from '../facts.js';
import { eachRow } from './eachRow.js';
import type { StaleFrom } from './staleFeatures.js';
import type { StockIds } from './stockIds.js';

/** A current fact that is to be withdrawn. */
export interface FactToWithdraw {
  readonly dataset: Dataset;
  /** The keys of the withdrawals that name it. */
  readonly namedBy: readonly string[];
  /** The row of the fact, of which the first cells are its key. */
  readonly cells: readonly Cell[];
  /** The first day whose scores it has changed; -Infinity: all days. */
  readonly touches: Day;
  /** The stock whose features it has changed, and from which day on; null: none. */
  readonly stale: StaleFrom | null;
}

/** Finds the current facts that withdrawals name. */
export async function factsToWithdraw(
  client: pg.ClientBase,
  ids: StockIds,
  given: readonly Withdrawal[],
): Promise<FactToWithdraw[]> {
  const found: FactToWithdraw[] = [];
  for (const dataset of WITHDRAWABLE as readonly Dataset[]) {
    const own = given.filter((withdrawal) => withdrawal.dataset === dataset.name);
    if (own.length === 0) continue;
    const facts = dataset.kind === 'BARS' ? bars(client, ids, own) : ofDataset(client, ids, dataset, own);
    found.push(...(await facts));
  }
  return found;
}

async function ofDataset(
  client: pg.ClientBase,
  ids: StockIds,
  dataset: FactDataset,
  given: readonly Withdrawal[],
): Promise<FactToWithdraw[]> {
  const keys = new Set(given.map((withdrawal) => withdrawals.keyOf(withdrawal)));
  const found: FactToWithdraw[] = [];
  await eachRow(client, dataset.table, 'superseded_in IS NULL', (cells) => {
    const fact = dataset.table.fact(cells, ids);
    const namedBy = factKeys(dataset, fact).filter((key) => keys.has(key));
    if (namedBy.length === 0 || dataset.isWithdrawable?.(fact) === false) return;
    const [touches, stale] = [dataset.touches(fact), dataset.staleFeatures?.(fact) ?? null];
    found.push({ dataset, namedBy, cells, touches, stale });
  });
  return found;
}

async function bars(
  client: pg.ClientBase,
  ids: StockIds,
  given: readonly Withdrawal[],
): Promise<FactToWithdraw[]> {
  const { rows } = await client.query<{ id: number; day: string; place: number }>(
    `SELECT stock_id AS id, day::text, place::int4
     FROM unnest($1::text[], $2::date[]) WITH ORDINALITY AS given (of_ticker, on_day, place)
     JOIN stocks ON stocks.ticker = of_ticker
     JOIN bars ON stock_id = stocks.id AND day = on_day AND superseded_in IS NULL`,
    [given.map(({ ticker }) => ticker), given.map(({ date }) => isoOf(date))],
  );
  return rows.map(({ id, day, place }) => {
    const from = dayOf(day);
    const namedBy = [withdrawals.keyOf(given[place - 1])];
    const stale = { ticker: ids.tickerOf(id), from };
    return { dataset: prices, namedBy, cells: [id, from], touches: from, stale };
  });
}

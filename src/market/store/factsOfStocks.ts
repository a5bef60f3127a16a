import { sql, type RawBuilder } from 'kysely';
import type { Ticker } from '../../scoring/names.js';
import type { FactDataset } from '../datasets/dataset.js';
import type { Cell, CellType } from '../datasets/factTable.js';
import { dayOf } from '../day.js';
import { knownAt, type Moment } from './knownAt.js';

/** A row of a table of facts, with the ticker of its stock; dates are ISO texts, as in JSON. */
export interface FactRow {
  readonly stock_id: number;
  readonly ticker: Ticker;
  readonly [column: string]: unknown;
}

/**
 * Reads the facts of some stocks in one statement: the current ones, or those that were known at a moment. It is for
 * loaders, which read a few stocks at a time; factsAsRecorded reads a whole table faster.
 *
 * @param dataset a dataset whose facts are of stocks
 * @param stocks ids of stocks
 * @param read sends the statement
 * @param moment null: now
 * @returns a list for each of the stocks, in no particular order
 * @throws RangeError where the facts of the dataset are not of stocks
 * @example
 * const lists = await factsOfStocks(shareholding, [1, 2], (query) => reads.rows(query));
 * lists.get(1); // all shareholdings of stock 1
 */
export async function factsOfStocks<Fact>(
  { name, table }: FactDataset<string, Fact>,
  stocks: readonly number[],
  read: (query: RawBuilder<FactRow>) => Promise<readonly FactRow[]>,
  moment: Moment = null,
): Promise<Map<number, Fact[]>> {
  if (table.columns[0][0] !== 'stock_id') {
    throw new RangeError(`Expected a dataset whose facts are of stocks, got ${name}.`);
  }
  const columns = table.columns.map(([column]) => sql.ref(`fact.${column}`));
  const rows = await read(sql<FactRow>`
    SELECT ${sql.join(columns)}, stocks.ticker
    FROM ${sql.table(table.name)} AS fact JOIN stocks ON stocks.id = fact.stock_id
    WHERE fact.stock_id = ANY (${stocks}::integer[]) AND ${knownAt('fact', moment)}`);
  const lists = new Map<number, Fact[]>(stocks.map((stock) => [stock, []]));
  for (const row of rows) {
    const cells = table.columns.map(([column, type]) => cellOf(row[column], type));
    lists.get(row.stock_id)?.push(table.fact(cells, { tickerOf: () => row.ticker }));
  }
  return lists;
}

function cellOf(value: unknown, type: CellType): Cell {
  if (value === null) return type === 'text' ? '' : NaN;
  return type === 'date' ? dayOf(value as string) : (value as Cell);
}

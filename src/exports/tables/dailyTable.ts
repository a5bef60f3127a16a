import type { ExportTable } from '../exportTable.js';
import { months } from '../months.js';
import { given, isGivenTicker, selected, sqlTable, type SqlColumn } from '../sqlTable.js';
import type { TableInput } from './tableSource.js';

/** A table with rows of stocks on days. In its SQL, `stock` is the row of `stocks`. */
export interface DailyTable {
  readonly columns: readonly SqlColumn[];
  /** The tables, joined, with what says which rows count. */
  readonly from: string;
  /** The day of a row. */
  readonly day: string;
  /** What tells rows of one day apart, in this order. */
  readonly order: string;
}

/**
 * Reads a table month by month, ordered by day and then by what tells rows of a day apart.
 *
 * @param settings values that the SQL of the table reads by `given`
 */
export function dailyTable(
  { client, request: { from, to, tickers }, onPart }: TableInput,
  { columns, from: tables, day, order }: DailyTable,
  settings: Readonly<Record<string, string>> = {},
): ExportTable {
  const ofStocks = tickers === null ? '' : `AND ${isGivenTicker('stock.ticker')}`;
  const select = `SELECT ${selected(columns)} FROM ${tables}
    AND ${day} BETWEEN ${given('from', 'date')} AND ${given('to', 'date')} ${ofStocks} ORDER BY ${day}, ${order}`;
  const shared = { ...settings, tickers: JSON.stringify(tickers ?? []) };
  const parts = months(from, to).map((month) => ({ select, settings: { ...shared, ...month } }));
  return sqlTable(client, columns, parts, onPart);
}

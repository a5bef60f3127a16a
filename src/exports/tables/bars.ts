import type { SqlColumn } from '../sqlTable.js';
import { dailyTable } from './dailyTable.js';
import type { TableSource } from './tableSource.js';

const COLUMNS: readonly SqlColumn[] = [
  { name: 'date', sql: 'bar.day', type: 'date' },
  { name: 'ticker', sql: 'stock.ticker', type: 'text' },
  { name: 'open', type: 'numeric' },
  { name: 'high', type: 'numeric' },
  { name: 'low', type: 'numeric' },
  { name: 'close', type: 'numeric' },
  { name: 'volume', type: 'numeric' },
  { name: 'value', type: 'numeric' },
  { name: 'source', sql: 'bar.source', type: 'text' },
  { name: 'recorded_at', type: 'timestamptz' },
];

/** Bars as they are recorded now: prices as traded, not adjusted for later actions. */
export const bars: TableSource = (input) =>
  dailyTable(input, {
    columns: COLUMNS,
    from: `bars AS bar JOIN stocks AS stock ON stock.id = bar.stock_id JOIN batches AS batch ON batch.id = bar.recorded_in
      WHERE bar.superseded_in IS NULL`,
    day: 'bar.day',
    order: 'stock.ticker COLLATE "C"',
  });

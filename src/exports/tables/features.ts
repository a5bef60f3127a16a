import { FEATURES } from '../../scoring/names.js';
import type { SqlColumn } from '../sqlTable.js';
import { dailyTable } from './dailyTable.js';
import type { TableSource } from './tableSource.js';

const COLUMNS: readonly SqlColumn[] = [
  { name: 'date', sql: 'feature.day', type: 'date' },
  { name: 'ticker', sql: 'stock.ticker', type: 'text' },
  { name: 'source', sql: 'feature.source', type: 'text' },
  { name: 'bar_age', type: 'int2' },
  ...FEATURES.map((name) => ({ name, type: 'float8' }) as const),
];

/** Features as they are recorded now. */
export const features: TableSource = (input) =>
  dailyTable(input, {
    columns: COLUMNS,
    from: `features AS feature JOIN stocks AS stock ON stock.id = feature.stock_id
      WHERE feature.superseded_in IS NULL`,
    day: 'feature.day',
    order: 'stock.ticker COLLATE "C"',
  });

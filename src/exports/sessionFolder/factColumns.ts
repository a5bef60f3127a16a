import type { CellType } from '../../market/datasets/factTable.js';
import type { GroupedDataset } from '../../market/datasets/dataset.js';
import type { ColumnType, ExportColumn } from '../exportTable.js';

/** The column by which the store names a stock. Files name it by its ticker. */
export const STOCK_ID = 'stock_id';

const TYPES: Readonly<Record<CellType, ColumnType>> = {
  int4: 'integer',
  date: 'date',
  numeric: 'number',
  text: 'text',
  bool: 'text',
};

/** Returns the columns of a dataset's table in files: those that scores depend on. */
export const factColumns = ({ table: { columns, unscored = 0 } }: GroupedDataset): readonly ExportColumn[] =>
  columns
    .slice(0, columns.length - unscored)
    .map(([name, type]) =>
      name === STOCK_ID ? { name: 'ticker', type: 'text' } : { name, type: TYPES[type] },
    );

export const BAR_COLUMNS: readonly ExportColumn[] = [
  { name: 'ticker', type: 'text' },
  { name: 'date', type: 'date' },
  { name: 'open', type: 'number' },
  { name: 'high', type: 'number' },
  { name: 'low', type: 'number' },
  { name: 'close', type: 'number' },
  { name: 'volume', type: 'number' },
  { name: 'value', type: 'number' },
  { name: 'source', type: 'text' },
];

export const ISIN_COLUMNS: readonly ExportColumn[] = [
  { name: 'ticker', type: 'text' },
  { name: 'isin', type: 'text' },
];

export const SESSION_COLUMNS: readonly ExportColumn[] = [{ name: 'date', type: 'date' }];

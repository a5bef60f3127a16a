import type { FactDataset } from '../../market/datasets/dataset.js';
import { dayColumnOf, FACT_DATASETS } from '../../market/datasets/factDays.js';
import type { CellType } from '../../market/datasets/factTable.js';
import { given, isGivenTicker, selected, sqlTable, type SqlColumn, type SqlPart } from '../sqlTable.js';
import type { TableSource } from './tableSource.js';

/** Columns by which a row names its stock. They are written as its ticker. */
const OF_STOCK: ReadonlySet<string> = new Set(['stock_id', 'ticker']);

/** The columns of all datasets, each once, in the order of the datasets. */
const OWN: ReadonlyMap<string, CellType> = new Map(
  FACT_DATASETS.flatMap(({ table }) => table.columns).filter(
    // The key of a withdrawal begins with its dataset.
    ([name]) => !OF_STOCK.has(name) && name !== 'dataset',
  ),
);

const COLUMNS: readonly SqlColumn[] = [
  { name: 'dataset', type: 'text' },
  { name: 'ticker', type: 'text' },
  ...[...OWN].map(([name, type]) => ({ name, type: type === 'bool' ? 'text' : type }) as const),
  { name: 'recorded_at', type: 'timestamptz' },
];

/**
 * Facts other than bars as they are recorded now: a row for each, with the columns of all datasets, of which those of
 * another dataset are null.
 */
export const facts: TableSource = ({ client, request: { from, to, tickers }, onPart }) => {
  const ofStocks = tickers !== null;
  const settings = { from, to, tickers: JSON.stringify(tickers ?? []) };
  const parts = FACT_DATASETS.filter(
    ({ table }) => !ofStocks || table.columns.some(([name]) => OF_STOCK.has(name)),
  );
  return sqlTable(
    client,
    COLUMNS,
    parts.map((dataset) => partOf(dataset, ofStocks, settings)),
    onPart,
  );
};

/** Returns what reads the facts of a dataset, ordered by what tells them apart. */
function partOf(dataset: FactDataset, ofStocks: boolean, settings: SqlPart['settings']): SqlPart {
  const { name, table } = dataset;
  const own = new Set(table.columns.map(([column]) => column));
  const ticker = own.has('stock_id') ? 'stock.ticker' : own.has('ticker') ? 'fact.ticker' : 'NULL::text';
  const columns = COLUMNS.map((column) => ({ ...column, sql: sqlOf(column, name, ticker, own) }));
  const day = dayColumnOf(dataset);
  const conditions = [
    'fact.superseded_in IS NULL',
    // A fact without a day counts for all of them.
    day && `(fact.${day} IS NULL OR fact.${day} BETWEEN ${given('from', 'date')} AND ${given('to', 'date')})`,
    ofStocks && isGivenTicker(ticker),
  ].filter((condition) => typeof condition === 'string');
  const order = table.columns
    .slice(0, table.keys)
    .map(([column, type]) =>
      column === 'stock_id'
        ? 'stock.ticker COLLATE "C"'
        : `fact.${column}${type === 'text' ? ' COLLATE "C"' : ''}`,
    );
  const stocks = own.has('stock_id') ? 'JOIN stocks AS stock ON stock.id = fact.stock_id' : '';
  return {
    select: `SELECT ${selected(columns)} FROM ${table.name} AS fact ${stocks} JOIN batches AS batch ON batch.id = fact.recorded_in
      WHERE ${conditions.join(' AND ')} ORDER BY ${order.join(', ')}`,
    settings,
  };
}

function sqlOf({ name, type }: SqlColumn, dataset: string, ticker: string, own: ReadonlySet<string>): string {
  if (name === 'dataset') return `'${dataset}'`;
  if (name === 'ticker') return ticker;
  if (name === 'recorded_at') return 'batch.recorded_at';
  if (!own.has(name)) return `NULL::${type}`;
  return OWN.get(name) === 'bool' ? `fact.${name}::text` : `fact.${name}`;
}

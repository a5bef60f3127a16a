import { BAR_NUMBERS } from '../../market/barColumns.js';
import type { GroupedDataset } from '../../market/datasets/dataset.js';
import type { Cell as FactCell } from '../../market/datasets/factTable.js';
import { GROUPED } from '../../market/datasets/grouped.js';
import type { Ticker } from '../../scoring/names.js';
import type { Cell, Row } from '../exportTable.js';
import { BAR_COLUMNS, factColumns, ISIN_COLUMNS, SESSION_COLUMNS, STOCK_ID } from './factColumns.js';
import type { FolderTable } from './folderTable.js';
import type { SessionInputs } from './sessionInputs.js';

/** Returns the tables of inputs, without their rows. */
export const INPUT_TABLES: readonly Omit<FolderTable, 'rows'>[] = [
  ...GROUPED.map((dataset) => ({ name: dataset.name, columns: factColumns(dataset) })),
  { name: 'isins', columns: ISIN_COLUMNS },
  { name: 'sessions', columns: SESSION_COLUMNS },
  { name: 'bars', columns: BAR_COLUMNS },
];

/** Returns the tables of inputs. Rows are ordered by what tells them apart. */
export function inputTables(inputs: SessionInputs): FolderTable[] {
  const { facts, isins, sessions } = inputs;
  const rowsOf = new Map<string, () => Iterable<Row>>([
    ['isins', () => isins.map(({ ticker, isin }) => [ticker, isin])],
    ['sessions', () => [...sessions].map((day) => [day])],
    ['bars', () => barRows(inputs)],
  ]);
  for (const dataset of GROUPED) {
    const rows = factRows(dataset, facts.get(dataset.name) ?? []);
    rowsOf.set(dataset.name, () => rows);
  }
  return INPUT_TABLES.map((table) => ({ ...table, rows: rowsOf.get(table.name) ?? (() => []) }));
}

function factRows({ table }: GroupedDataset, facts: readonly unknown[]): readonly Row[] {
  const scored = table.columns.length - (table.unscored ?? 0);
  const tickers: Ticker[] = [];
  const stocks = { idOf: (ticker: Ticker) => tickers.push(ticker) - 1 };
  const rows = facts.map((fact) =>
    table
      .cells(fact, stocks)
      .slice(0, scored)
      .map((cell, k) => (table.columns[k][0] === STOCK_ID ? tickers[cell as number] : written(cell))),
  );
  return rows.sort((a, b) => compared(a, b));
}

function written(cell: FactCell): Cell {
  if (typeof cell === 'number') return Number.isNaN(cell) ? null : cell;
  // An empty text is written as none, and read as an empty one.
  return String(cell) || null;
}

/** Compares cell by cell: numbers by value, texts by their code units, and what is null before all others. */
function compared(a: Row, b: Row): number {
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[k], b[k]];
    if (x === y) continue;
    if (x === null || y === null) return x === null ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

function* barRows({ bars }: SessionInputs): Generator<Row> {
  for (const [ticker, stock] of bars) {
    for (let at = 0; at < stock.day.length; at++) {
      const numbers = BAR_NUMBERS.map((name) => (Number.isNaN(stock[name][at]) ? null : stock[name][at]));
      yield [ticker, stock.day[at], ...numbers, stock.secondary[at] === 1 ? 'SECONDARY' : 'PRIMARY'];
    }
  }
}

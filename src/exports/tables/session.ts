import type pg from 'pg';
import { BusinessFacts } from '../../books/businessFacts.js';
import { loadDayBooks, type DayBook } from '../../books/dayBook.js';
import { loadMarketDay, type MarketDay } from '../../books/marketDay.js';
import { loadRiskBooks } from '../../books/risk/loadRiskBooks.js';
import type { RiskBook } from '../../books/risk/riskBook.js';
import { readSnapshotOver, type ScoredDay, type Snapshot } from '../../books/snapshot.js';
import { STOCK_FIELDS } from '../../books/stockFields.js';
import { isScored, StockList } from '../../books/stockList.js';
import { statementCompiler } from '../../database/statementCompiler.js';
import { dayOf } from '../../market/day.js';
import type { Method } from '../../scoring/method.js';
import { MODES, type Mode, type Ticker } from '../../scoring/names.js';
import type { ExportColumn, Row } from '../exportTable.js';
import type { TableSource } from './tableSource.js';

const COLUMNS: readonly ExportColumn[] = [
  { name: 'date', type: 'date' },
  { name: 'mode', type: 'text' },
  { name: 'ticker', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'sector', type: 'text' },
  { name: 'band', type: 'text' },
  ...STOCK_FIELDS.map((field) => ({ name: field.toLowerCase(), type: 'number' }) as const),
];

/** The screener's numbers: a row for each scored stock, session and mode. One session at a time is in memory. */
export const session: TableSource = async ({ client, request, onPart }) => {
  const snapshot = await readSnapshotOver(client, null);
  const modes = request.mode === null ? MODES : [request.mode];
  const byDay = new Map<string, { readonly mode: Mode; readonly scored: ScoredDay }[]>();
  for (const mode of modes) {
    for (const scored of snapshot.scoredDays(mode, request.from, request.to)) {
      byDay.set(scored.day, [...(byDay.get(scored.day) ?? []), { mode, scored }]);
    }
  }
  const days = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
  const tickers = request.tickers === null ? null : new Set(request.tickers);

  async function* batches(): AsyncGenerator<readonly Row[], void, undefined> {
    const facts = days.length === 0 ? null : await BusinessFacts.read(client, snapshot.batch);
    for (const [k, [, books]] of days.entries()) {
      const [{ scored }] = books;
      const { derivations } = methodOf(scored.runId, snapshot).parameters;
      const key = { day: scored.day, batch: snapshot.batch, derivations };
      const market = facts && (await loadMarketDay(client, facts, key));
      const keys = books.map(({ mode, scored: { runId } }) => ({ mode, runId }));
      const query = { db: statementCompiler, query: rowsOf(client) };
      const riskRun = snapshot.riskRunOn(scored.day);
      const [risks] = riskRun === null ? [null] : await loadRiskBooks(query, [riskRun]);
      for (const book of await loadDayBooks(query, keys)) {
        if (book !== null && market !== null) yield rowsOfBook(book, market, risks, snapshot, tickers);
      }
      onPart(k + 1, days.length);
    }
  }
  return { columns: COLUMNS, batches: batches() };
};

const rowsOf =
  (client: pg.ClientBase) =>
  async <Record extends object>(text: string, values: readonly unknown[]): Promise<Record[]> =>
    (await client.query<Record>(text, [...values])).rows;

/** Returns the method of a current run. */
function methodOf(runId: number, snapshot: Snapshot): Method {
  const run = snapshot.currentRun(runId);
  if (run === null) throw new Error(`Expected run ${runId} among the current runs`);
  return snapshot.method(run.method_hash);
}

function rowsOfBook(
  book: DayBook,
  market: MarketDay,
  risks: RiskBook | null,
  snapshot: Snapshot,
  tickers: ReadonlySet<Ticker> | null,
): readonly Row[] {
  const method = methodOf(book.runId, snapshot);
  const { batch } = snapshot;
  const riskRun = risks?.runId ?? null;
  const list = new StockList(book, { snapshot, method, batch, market, riskRun, risks, includesAll: false });
  const columns = STOCK_FIELDS.map((field) => list.column(field));
  const day = dayOf(book.day);
  return list.rows.flatMap((row, k) => {
    if (!isScored(row) || tickers?.has(row.ticker) === false) return [];
    const numbers = columns.map((column) => (Number.isNaN(column[k]) ? null : column[k]));
    return [[day, book.mode, row.ticker, row.name, row.sector, row.band, ...numbers]];
  });
}

import type { Day, Mode, Ticker } from '../../scoring/names.js';
import type { ExportTable, Row } from '../exportTable.js';

/** The numbers of all stocks on a session, in one mode. */
export interface SessionRows {
  readonly day: Day;
  readonly mode: Mode;
  /** In the order of their letters. */
  readonly tickers: readonly Ticker[];
  /** Returns a number for each stock; NaN is null. */
  readonly column: (field: string) => Float64Array;
}

/**
 * Returns the table of the screen: a row for each stock, session and mode, with a column for each field.
 *
 * @param sessions are read one after the other, so that one is in memory at a time
 */
export function sessionTable(fields: readonly string[], sessions: AsyncIterable<SessionRows>): ExportTable {
  async function* batches(): AsyncGenerator<readonly Row[], void, undefined> {
    for await (const { day, mode, tickers, column } of sessions) {
      const columns = fields.map(column);
      yield tickers.map((ticker, k) => [
        ...[day, mode, ticker],
        ...columns.map((values) => (Number.isNaN(values[k]) ? null : values[k])),
      ]);
    }
  }
  return {
    columns: [
      { name: 'date', type: 'date' },
      { name: 'mode', type: 'text' },
      { name: 'ticker', type: 'text' },
      ...fields.map((field) => ({ name: field.toLowerCase(), type: 'number' }) as const),
    ],
    batches: batches(),
  };
}

import { SERIES } from '../../../facts.js';
import type { TableContent, TableRecord } from '../../sources/content.js';
import type { AdapterOutput } from '../adapter.js';
import { fieldsOf, rowsBelow } from './headers.js';
import { plainNumber } from './plainNumber.js';
import { SHARE_SERIES, type BarColumns } from './priceColumns.js';
import { sized } from './sized.js';
import { writtenDate } from './writtenDate.js';

type Read = (fields: readonly string[]) => string;

/** Where a file of NSE's days has what its rows are told by. */
export interface ShareColumns extends BarColumns {
  readonly symbol: string;
  readonly series: string;
  /** Turns what the file writes as value into ₹. */
  readonly rupees?: (text: string) => string;
  /** Returns the fields of a record as the header names them, where names of companies may hold commas. */
  readonly rejoined?: (record: TableRecord, width: number) => readonly string[];
  /** Returns whether a row is of something else than a security of the cash market. */
  readonly isOther?: (read: (column: string) => string) => boolean;
  /** What names a row without a symbol. */
  readonly security?: string;
}

/** A row of a share series other than EQ, which counts where none of an earlier series stands in the file. */
interface HeldRow {
  readonly symbol: string;
  readonly series: string;
  readonly fields: readonly string[];
  readonly line: number;
}

/**
 * Gives the rows of a file of NSE's days that are bars of stocks. Of the rows of a symbol on one day, that of EQ counts, or
 * else that of BE, or else that of BZ. Where only other series stand in the file, it is said that the stock was there.
 */
export function shareRows(table: TableContent, columns: ShareColumns, out: AdapterOutput): void {
  const field = fieldsOf(table);
  const [symbolOf, seriesOf] = [field(columns.symbol), field(columns.series)];
  const { date } = columns;
  const dateOf: Read = typeof date === 'string' ? field(date) : () => date.day;
  const { rupees = plainNumber, rejoined = (record) => record.fields } = columns;
  const numbers = [columns.open, columns.high, columns.low, columns.close, columns.volume].map(field);
  const valueOf = field(columns.value);
  const securityOf = field(columns.security ?? columns.symbol);
  const taken = new Set<string>();
  const held: HeldRow[] = [];
  const others = new Map<
    string,
    { readonly symbol: string; readonly day: string; readonly series: string }
  >();
  for (const record of rowsBelow(table)) {
    const fields = rejoined(record, table.header.length);
    const { line } = record;
    if (!sized('prices', fields, table.header, line, out)) continue;
    if (columns.isOther?.((column) => field(column)(fields)) === true) {
      out.leaveOut('prices', 'NOT_A_STOCK', symbolOf(fields) || securityOf(fields));
      continue;
    }
    const symbol = symbolOf(fields);
    const series = seriesOf(fields);
    const day = writtenDate(dateOf(fields)) ?? dateOf(fields);
    if (!SHARE_SERIES.has(series)) {
      out.leaveOut('prices', 'OTHER_SERIES', `${symbol} ${series}`);
      others.set(`${symbol} ${day}`, { symbol, day, series });
      continue;
    }
    const values = [...numbers.map((read) => plainNumber(read(fields))), rupees(valueOf(fields))];
    const row = [symbol, day, ...values, series];
    if (series === SERIES[0]) {
      taken.add(`${symbol} ${day}`);
      out.row('prices', row, line);
    } else held.push({ symbol, series, fields: row, line });
  }
  for (const series of SERIES.slice(1)) {
    const own = held.filter((row) => row.series === series);
    const free = own.filter((row) => !taken.has(keyOf(row)));
    for (const { symbol } of own.filter((row) => taken.has(keyOf(row)))) {
      out.leaveOut('prices', 'SECOND_SERIES', `${symbol} ${series}`);
    }
    for (const row of free) {
      taken.add(keyOf(row));
      out.row('prices', row.fields, row.line);
    }
  }
  for (const [key, other] of others) if (!taken.has(key)) out.otherSeries(other);
}

const keyOf = ({ symbol, fields }: HeldRow): string => `${symbol} ${fields[1]}`;

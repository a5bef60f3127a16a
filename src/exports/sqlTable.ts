import type pg from 'pg';
import { copyOutInSteps, type CopyReader } from '../database/copy.js';
import type { Cell, ColumnType, ExportTable, Row } from './exportTable.js';

/** The types of PostgreSQL that are read, and what their cells hold. */
const TYPES = {
  text: 'text',
  numeric: 'number',
  float8: 'number',
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  date: 'date',
  timestamptz: 'instant',
} as const satisfies Record<string, ColumnType>;

/** A column of a table that one SELECT, or several, return. */
export interface SqlColumn {
  readonly name: string;
  /** The expression; the name where it is left out. It must not contain values of callers. */
  readonly sql?: string;
  readonly type: keyof typeof TYPES;
  /** Turns a whole number into the text that is written; left out: it is written as it is. */
  readonly textOf?: (value: number) => string | null;
}

/** One SELECT after the other, each with the settings that it reads by `given`. */
export interface SqlPart {
  /** Constant text with the columns of the table, because COPY takes no parameters. */
  readonly select: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Returns SQL for a setting of the part that is read, as a type. A subquery is evaluated once, and not for each row. */
export const given = (name: string, type: string): string =>
  `(SELECT current_setting('greyoak.export_${name}')::${type})`;

/** Returns SQL for whether a ticker is in the setting `tickers`, a JSON list. */
export const isGivenTicker = (ticker: string): string =>
  `${ticker} = ANY (ARRAY(SELECT json_array_elements_text(${given('tickers', 'json')})))`;

/** Returns the list of expressions for a SELECT. */
export const selected = (columns: readonly SqlColumn[]): string =>
  columns.map(({ name, sql = name }) => `${sql} AS ${name}`).join(', ');

/**
 * Returns a table that is read part by part, by binary COPY.
 *
 * @param client is in a transaction, and is used by nothing else until the table is read
 * @param onPart called after each part with how many are done
 */
export function sqlTable(
  client: pg.ClientBase,
  columns: readonly SqlColumn[],
  parts: readonly SqlPart[],
  onPart: (done: number, total: number) => void,
): ExportTable {
  async function* batches(): AsyncGenerator<readonly Row[], void, undefined> {
    for (const [k, { select, settings }] of parts.entries()) {
      await client.query(
        `SELECT set_config('greyoak.export_' || key, value, true) FROM json_each_text($1::json)`,
        [JSON.stringify(settings)],
      );
      let rows: Row[] = [];
      const read = (reader: CopyReader) => void rows.push(columns.map((column) => cellOf(reader, column)));
      for await (const more of copyOutInSteps(client, select, read)) {
        if (more === 0) continue;
        yield rows;
        rows = [];
      }
      onPart(k + 1, parts.length);
    }
  }
  return {
    columns: columns.map(({ name, type, textOf }) => ({ name, type: textOf ? 'text' : TYPES[type] })),
    batches: batches(),
  };
}

/** An empty text says that there is none. */
function cellOf(reader: CopyReader, { type, textOf }: SqlColumn): Cell {
  if (type === 'text') return reader.text() || null;
  const value = reader[type]();
  if (Number.isNaN(value)) return null;
  return textOf === undefined ? value : textOf(value);
}

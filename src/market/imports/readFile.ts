import { basename } from 'node:path';
import { UserError } from '../../userError.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { Columns, type ImportContext, type Reader } from './columns.js';
import { readCsv } from './csv.js';
import { FactRows } from './factRows.js';
import type { FactsOnLines } from './factsOnLines.js';
import type { LeftOut } from './adapters/adapter.js';
import { FolderUse } from './folderUse.js';
import { overLimit } from './overLimit.js';
import { RowRefused, type Flag, type Refusal } from './refusal.js';

/** Called with how many bytes of a file were read since the last call. */
export type OnBytes = (bytes: number) => void;

/** What an adapter says of a file, in addition to its rows. */
export interface GivenAs {
  /** The name of the layout. */
  readonly format: string;
  readonly leftOut: readonly LeftOutRows[];
  readonly flags: readonly Flag[];
}

/** Rows of a file that were not taken although nothing is wrong with them. */
export interface LeftOutRows {
  readonly reason: LeftOut;
  readonly rows: number;
  /** A few of what they are of, such as symbols. */
  readonly examples: readonly string[];
}

/** What one file gave. */
export interface FileFacts<Fact> extends FactsOnLines<Fact> {
  /** Rows without the header, refused ones included. */
  readonly rows: number;
  readonly refusals: readonly Refusal[];
  /** How the file was given; left out for a CSV file of the import format. */
  readonly given?: GivenAs;
}

/** Receives the rows of a file, one after the other. */
export interface RowSink<Row> {
  row(row: Row, line: number): void;
  refused(refusal: Refusal): void;
}

/** The columns of a dataset, and what reads a row of them. */
type Format<Row> = Pick<Dataset, 'kind' | 'required' | 'optional'> & {
  reader(columns: Columns): Reader<Row>;
};

/**
 * Reads a file row by row. A row that is wrong is passed on as refused, and the next one is read.
 *
 * @returns how many rows the file has, without the header
 * @throws UserError where the file as a whole is refused
 */
export async function readRows<Row>(
  path: string,
  format: Format<Row>,
  context: ImportContext,
  sink: RowSink<Row>,
  onBytes?: OnBytes,
): Promise<number> {
  const file = basename(path);
  let reader: Reader<Row> | null = null;
  let width = 0;
  let rows = 0;
  const { limits, used = new FolderUse() } = context;
  const { bars, facts, folderRows } = limits;
  const [most, setting] = format.kind === 'BARS' ? [bars, 'MAX_IMPORT_BARS'] : [facts, 'MAX_IMPORT_FACTS'];
  const onRecord = (fields: string[], line: number): void => {
    if (reader === null) {
      reader = format.reader(new Columns(file, fields, format.required, format.optional, context));
      width = fields.length;
      return;
    }
    if (rows === most) throw overLimit(file, `${most} rows`, `more, from line ${line}`, setting);
    if (used.rows === folderRows) {
      const got = `more, from line ${line}`;
      throw overLimit(file, `${folderRows} rows in a folder`, got, 'MAX_IMPORT_FOLDER_ROWS', 'the folder');
    }
    rows++;
    used.rows++;
    readRow(file, reader, width, fields, line, sink);
  };
  await readCsv(path, onRecord, onBytes, limits, used);
  if (reader === null) {
    throw new UserError(`${file} is empty: expected a header row with ${format.required.join(', ')}.`);
  }
  return rows;
}

/**
 * Reads one row, and passes it on, or its refusal.
 *
 * @param width the expected number of fields
 */
export function readRow<Row>(
  file: string,
  reader: Reader<Row>,
  width: number,
  fields: readonly string[],
  line: number,
  sink: RowSink<Row>,
): void {
  try {
    if (fields.length !== width) {
      const reason = `expected ${width} fields as in the header, got ${fields.length}`;
      throw new RowRefused('', fields.join(','), 'FIELD_COUNT', reason);
    }
    sink.row(reader(fields), line);
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error;
    const { column, value, rule, reason } = error;
    sink.refused({ file, line, column, value, rule, reason });
  }
}

/**
 * Reads all facts of a file. Rows of one key with different values are refused, all of them.
 *
 * @throws UserError where the file as a whole is refused
 */
export async function readFacts<Fact>(
  path: string,
  dataset: FactDataset<string, Fact>,
  context: ImportContext,
  onBytes?: OnBytes,
): Promise<FileFacts<Fact>> {
  const file = basename(path);
  const taken = new FactRows(file, dataset, context);
  const rows = await readRows(path, dataset, context, taken, onBytes);
  return { rows, ...taken.finish() };
}

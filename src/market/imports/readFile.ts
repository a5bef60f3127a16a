import { basename } from 'node:path';
import { UserError } from '../../userError.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { Columns, type ImportContext, type Reader } from './columns.js';
import { readCsv } from './csv.js';
import { RowRefused, type Refusal } from './refusal.js';

/** Called with how many bytes of a file were read since the last call. */
export type OnBytes = (bytes: number) => void;

/** What one file gave. */
export interface FileFacts<Fact> {
  readonly file: string;
  /** Rows without the header, refused ones included. */
  readonly rows: number;
  readonly facts: readonly Fact[];
  readonly refusals: readonly Refusal[];
}

/** Receives the rows of a file, one after the other. */
export interface RowSink<Row> {
  row(row: Row, line: number): void;
  refused(refusal: Refusal): void;
}

/** The columns of a dataset, and what reads a row of them. */
type Format<Row> = Pick<Dataset, 'required' | 'optional'> & {
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
  const onRecord = (fields: string[], line: number): void => {
    if (reader === null) {
      reader = format.reader(new Columns(file, fields, format.required, format.optional, context));
      width = fields.length;
      return;
    }
    rows++;
    readRow(file, reader, width, fields, line, sink);
  };
  await readCsv(path, onRecord, onBytes);
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

/** The fact of one key, and the lines that give it. */
interface Seen<Fact> {
  readonly fact: Fact;
  readonly lines: number[];
  conflicting: boolean;
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
  const refusals: Refusal[] = [];
  const byKey = new Map<string, Seen<Fact>>();
  const row = (fact: Fact, line: number): void => {
    const key = dataset.keyOf(fact);
    const seen = byKey.get(key);
    if (seen === undefined) {
      byKey.set(key, { fact, lines: [line], conflicting: false });
    } else {
      seen.lines.push(line);
      if (JSON.stringify(seen.fact) !== JSON.stringify(fact)) seen.conflicting = true;
    }
  };
  const refused = (refusal: Refusal) => refusals.push(refusal);
  const rows = await readRows(path, dataset, context, { row, refused }, onBytes);
  const facts: Fact[] = [];
  for (const [key, { fact, lines, conflicting }] of byKey) {
    if (!conflicting) facts.push(fact);
    else for (const refusal of conflicts(file, dataset.required[0], key, lines)) refusals.push(refusal);
  }
  refusals.sort((a, b) => a.line - b.line);
  return { file, rows, facts, refusals };
}

/** Because each of n refusals names the lines of all n, a refusal that named more of them would fill the memory. */
const NAMED_LINES = 5;

/**
 * Refuses every row of one key that occurs with different values.
 *
 * @param unit the word for what rows are counted in, for the message
 */
export function conflicts(
  file: string,
  column: string,
  key: string,
  lines: readonly number[],
  unit = 'lines',
): Refusal[] {
  const more = lines.length > NAMED_LINES ? ` and ${lines.length - NAMED_LINES} more` : '';
  const named = `${lines.slice(0, NAMED_LINES).join(', ')}${more}`;
  const reason = `expected one row for this key, ${unit} ${named} give it different values`;
  return lines.map((line) => ({ file, line, column, value: key, rule: 'CONFLICTING_ROWS', reason }));
}

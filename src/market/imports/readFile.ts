import { basename } from 'node:path';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { Columns, type ImportContext, type Reader } from './columns.js';
import { readCsv } from './csv.js';
import { pickFacts, type FactsOnLines } from './factsOnLines.js';
import { FolderUse } from './folderUse.js';
import { overLimit } from './overLimit.js';
import { RowRefused, type Refusal } from './refusal.js';
import { Refusals } from './refusals.js';
import { withoutContradictions } from './withoutContradictions.js';

/** Called with how many bytes of a file were read since the last call. */
export type OnBytes = (bytes: number) => void;

/** What one file gave. */
export interface FileFacts<Fact> extends FactsOnLines<Fact> {
  /** Rows without the header, refused ones included. */
  readonly rows: number;
  readonly refusals: readonly Refusal[];
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

/** A key that more than one row of a file has. */
interface Repeated {
  /** The place of its first fact. */
  readonly place: number;
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
  const refusals = new Refusals(file, context.limits);
  // A file may have millions of facts, but few keys that occur twice: only these get an object of their own.
  const places = new Map<string, number>();
  const given: Fact[] = [];
  const lines: number[] = [];
  const repeated = new Map<string, Repeated>();
  const row = (fact: Fact, line: number): void => {
    const key = dataset.keyOf(fact);
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, given.push(fact) - 1);
      lines.push(line);
      return;
    }
    let others = repeated.get(key);
    if (others === undefined)
      repeated.set(key, (others = { place, lines: [lines[place]], conflicting: false }));
    others.lines.push(line);
    if (JSON.stringify(given[place]) !== JSON.stringify(fact)) others.conflicting = true;
  };
  const rows = await readRows(path, dataset, context, { row, refused: refusals.add }, onBytes);
  const refused = new Set<number>();
  for (const [key, others] of repeated) {
    if (!others.conflicting) continue;
    refused.add(others.place);
    conflicts(file, dataset.required[0], key, others.lines).forEach(refusals.add);
  }
  const taken = pickFacts({ file, facts: given, lines }, (_, place) => !refused.has(place));
  const { refusals: contradicting, ...consistent } = withoutContradictions(dataset, taken, []);
  contradicting.forEach(refusals.add);
  return { ...consistent, rows, refusals: refusals.sorted() };
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
  const value = shown(key);
  return lines.map((line) => ({ file, line, column, value, rule: 'CONFLICTING_ROWS', reason }));
}

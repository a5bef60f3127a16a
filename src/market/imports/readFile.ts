import { basename } from 'node:path';
import { UserError } from '../../userError.js';
import { Columns, type ImportContext, type Reader } from './columns.js';
import { readCsv } from './csv.js';
import type { FileFormat } from './formats.js';
import { RowRefused, type Refusal } from './refusal.js';

/** Told how many bytes of a file were read since the last time. */
export type OnBytes = (bytes: number) => void;

/** What one file gave. */
export interface FileFacts<Fact> {
  readonly file: string;
  /** Rows without the header, refused ones included. */
  readonly rows: number;
  readonly facts: readonly Fact[];
  readonly refusals: readonly Refusal[];
}

/** The columns of a format, without what makes a fact of a row. */
type Header = Pick<FileFormat<never>, 'required' | 'optional'>;

/**
 * Reads a file row by row. A row that is refused is passed to `onRefused`, and the next one is read.
 *
 * @returns how many rows the file has
 * @throws UserError where the file as a whole cannot be taken
 */
export async function readRows<Row>(
  path: string,
  format: Header,
  context: ImportContext,
  readerOf: (columns: Columns) => Reader<Row>,
  on: { row: (row: Row, line: number) => void; refused: (refusal: Refusal) => void; bytes?: OnBytes },
): Promise<number> {
  const file = basename(path);
  let reader: Reader<Row> | null = null;
  let width = 0;
  let rows = 0;
  const onRecord = (fields: string[], line: number): void => {
    if (reader === null) {
      reader = readerOf(new Columns(file, fields, format.required, format.optional, context));
      width = fields.length;
      return;
    }
    rows++;
    try {
      if (fields.length !== width) {
        const reason = `expected ${width} fields as in the header, got ${fields.length}`;
        throw new RowRefused('', fields.join(','), 'FIELD_COUNT', reason);
      }
      on.row(reader(fields), line);
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      const { column, value, rule, reason } = error;
      on.refused({ file, line, column, value, rule, reason });
    }
  };
  await readCsv(path, onRecord, on.bytes);
  if (reader === null) {
    throw new UserError(`${file} is empty: expected a header row with ${format.required.join(', ')}.`);
  }
  return rows;
}

interface Seen<Fact> {
  readonly fact: Fact;
  readonly lines: number[];
  conflicting: boolean;
}

/** Reads all facts of one file. Rows that repeat a key with other values are refused, all of them. */
export async function readFacts<Fact>(
  path: string,
  format: FileFormat<Fact>,
  context: ImportContext,
  onBytes?: OnBytes,
): Promise<FileFacts<Fact>> {
  const file = basename(path);
  const refusals: Refusal[] = [];
  const byKey = new Map<string, Seen<Fact>>();
  const onRow = (fact: Fact, line: number) => {
    const key = format.keyOf(fact);
    const seen = byKey.get(key);
    if (seen === undefined) {
      byKey.set(key, { fact, lines: [line], conflicting: false });
    } else {
      seen.lines.push(line);
      if (JSON.stringify(seen.fact) !== JSON.stringify(fact)) seen.conflicting = true;
    }
  };
  const on = { row: onRow, refused: (refusal: Refusal) => refusals.push(refusal) };
  const rows = await readRows(
    path,
    format,
    context,
    format.reader,
    onBytes === undefined ? on : { ...on, bytes: onBytes },
  );
  const facts: Fact[] = [];
  for (const [key, { fact, lines, conflicting }] of byKey) {
    if (!conflicting) facts.push(fact);
    else for (const refusal of conflicts(file, format.required[0], key, lines)) refusals.push(refusal);
  }
  refusals.sort((a, b) => a.line - b.line);
  return { file, rows, facts, refusals };
}

const NAMED_LINES = 5;

/**
 * Refuses every row of one key that occurs with different values.
 *
 * @param unit what rows are counted in, for the message
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

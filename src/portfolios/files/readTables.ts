import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileFault } from '../../fileFault.js';
import { restored } from '../../exports/formats/neutralised.js';
import { readCsv } from '../../market/imports/csv.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { brokerHeader, elsewhereIn, type BrokerHeader } from './brokerHeader.js';
import { FILE_KINDS, FILES, type FileKind } from './columns.js';
import type { FileRow } from './fileRow.js';

/** A row of a broker's file, and what its header says. */
export interface BrokerRow {
  readonly place: string;
  readonly cells: readonly string[];
}

/** A file of a broker's holdings. */
export interface BrokerFile {
  /** Its name without folder and ending. */
  readonly name: string;
  readonly place: string;
  readonly header: BrokerHeader;
  /** Names of the columns. */
  readonly names: readonly string[];
  /** Columns of shares that the quantity may not count. */
  readonly elsewhere: readonly number[];
  readonly rows: readonly BrokerRow[];
}

/** What the files of a folder hold. */
export interface Tables {
  readonly rows: Readonly<Record<FileKind, readonly FileRow[]>>;
  readonly brokers: readonly BrokerFile[];
}

const MOST_FILES = 100;
const MOST_ROWS = 200_000;
/** Brokers write titles above the header. */
const MOST_TITLES = 30;

/**
 * Reads the CSV files of a folder, or one CSV file. What a file is, its header says, not its name.
 *
 * @throws UserError where there is none, and for a file whose header is not known
 */
export async function readTables(path: string): Promise<Tables> {
  const rows: Record<FileKind, FileRow[]> = { portfolios: [], holdings: [], journal: [] };
  const brokers: BrokerFile[] = [];
  for (const file of await csvFiles(path)) {
    const records = await readRecords(file);
    const [first] = records;
    if (first === undefined)
      throw new UserError(`${file} is empty: expected a header and rows, or no such file.`);
    const header = first.cells.map((name) => name.toLowerCase());
    const kind = kindOf(header);
    if (kind !== null) rows[kind].push(...ownRows(file, kind, header, records.slice(1)));
    else brokers.push(brokerFile(file, records));
  }
  return { rows, brokers };
}

async function csvFiles(path: string): Promise<string[]> {
  try {
    if ((await lstat(path)).isFile()) return [path];
    const names = (await readdir(path)).filter((name) => name.toLowerCase().endsWith('.csv')).sort();
    if (names.length > 0 && names.length <= MOST_FILES) return names.map((name) => join(path, name));
    throw new UserError(
      `Expected 1 to ${MOST_FILES} CSV files in ${path}, got ${names.length}: put ` +
        `${FILE_KINDS.map((kind) => FILES[kind].file).join(', ')} or the holdings of a broker there.`,
    );
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} cannot be read: ${fileFault(error as NodeJS.ErrnoException)}.`);
  }
}

async function readRecords(file: string): Promise<BrokerRow[]> {
  const records: BrokerRow[] = [];
  await readCsv(file, (fields, line) => {
    if (records.length > MOST_ROWS)
      throw new UserError(`${file} has more than ${MOST_ROWS} rows: divide it.`);
    const cells = fields.map((field) => field.trim());
    if (cells.some((cell) => cell !== '')) records.push({ place: `${file}, line ${line}`, cells });
  });
  return records;
}

/** Returns which of our files has a header; null: none. */
function kindOf(header: readonly string[]): FileKind | null {
  const fits = (kind: FileKind) => {
    const { required, optional } = FILES[kind];
    const known: readonly string[] = [...required, ...optional];
    return required.every((name) => header.includes(name)) && header.every((name) => known.includes(name));
  };
  return FILE_KINDS.find(fits) ?? null;
}

function ownRows(
  file: string,
  kind: FileKind,
  header: readonly string[],
  records: readonly BrokerRow[],
): FileRow[] {
  if (new Set(header).size < header.length) {
    throw new UserError(`${file} names a column twice: expected each of ${header.join(', ')} once.`);
  }
  return records.map(({ place, cells }) => {
    if (cells.length !== header.length) {
      throw new UserError(
        `${place}: expected ${header.length} fields as in the header of a ${FILES[kind].file}, got ${cells.length}.`,
      );
    }
    return {
      place,
      cell: (column) => {
        const text = cells[header.indexOf(column)] ?? '';
        return text === '' ? null : restored(text);
      },
    };
  });
}

function brokerFile(file: string, records: readonly BrokerRow[]): BrokerFile {
  for (const [at, { cells: names }] of records.slice(0, MOST_TITLES).entries()) {
    const header = brokerHeader(names);
    if (header === null) continue;
    const name = basename(file).replace(/\.csv$/i, '');
    return { name, place: file, header, names, elsewhere: elsewhereIn(names), rows: records.slice(at + 1) };
  }
  const known = FILE_KINDS.map((kind) => {
    const { file: of, required, optional } = FILES[kind];
    return `${of} (${required.join(', ')}; also ${optional.join(', ')})`;
  });
  throw new UserError(
    `${file}: expected the columns of ${known.join(', ')}, or the holdings of a broker with an ISIN or a symbol, one column ` +
      `of quantities and one of average costs, got "${shown((records[0]?.cells ?? []).join(','))}".`,
  );
}

import { open, stat, writeFile } from 'node:fs/promises';
import type { ExportColumn, ExportTable, Row } from '../exports/exportTable.js';
import { csv } from '../exports/formats/csv.js';
import { fileFault } from '../fileFault.js';
import type { Flag, Refusal } from '../market/imports/refusal.js';
import type { ScoringGaps } from '../market/scoringGaps.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

/** The file of a report whose option names none. */
const DEFAULT_REPORT = 'report.csv';

/** How many refusals are shown. The report has all of them. */
const SHOWN_REFUSALS = 20;

/** A report is written so many rows at a time. */
const BATCH_ROWS = 1_000;

const COLUMNS: readonly ExportColumn[] = [
  'what',
  'file',
  'line',
  'ticker',
  'date',
  'column',
  'value',
  'rule',
  'reason',
].map((name) => ({ name, type: name === 'line' ? 'integer' : 'text' }));

/**
 * Makes the file of a report unless it exists, so that a long import does not end with one that cannot be written.
 *
 * @param given what the option `--report` gave: the name of a file, or true for {@link DEFAULT_REPORT}
 * @returns the name of the file
 * @throws UserError where the name does not say CSV, or the file cannot be written
 */
export async function requireReport(given: string | true): Promise<string> {
  const path = given === true ? DEFAULT_REPORT : given;
  if (!/\.csv$/i.test(path) && (await isNewOrFile(path))) {
    throw new UserError(
      `Expected a report file that ends in .csv, got "${shown(path)}": a report is CSV, so that spreadsheets open it by its name.`,
    );
  }
  const file = await open(path, 'a').catch(unwritable(path));
  await file.close();
  return path;
}

/** Whether a path is none of a folder, a pipe or a device, whose names say nothing of what is written to them. */
async function isNewOrFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found === null || found.isFile();
}

/**
 * Writes refused and flagged rows, and the companies without a score, as the CSV of exports: with the mark by which Excel
 * knows UTF-8, and without a formula. The first column tells the rows apart.
 *
 * @throws UserError where the file cannot be written
 */
export async function writeReport(
  path: string,
  refusals: readonly Refusal[],
  flags: readonly Flag[],
  { session, notScored }: ScoringGaps,
): Promise<void> {
  const rows: Row[] = [
    ...refusals.map(({ file, line, column, value, rule, reason }) =>
      rowOf(['REFUSED', file, line, '', '', column, value, rule, reason]),
    ),
    ...flags.map(({ file, line, ticker, date, metric, kind, detail }) =>
      rowOf(['FLAGGED', file, line === 0 ? null : line, ticker, date, metric, '', kind, detail]),
    ),
    ...notScored.map(({ ticker, code, reason }) =>
      rowOf(['NOT_SCORED', '', null, ticker, session, '', '', code, reason]),
    ),
  ];
  const table: ExportTable = { columns: COLUMNS, batches: batchesOf(rows) };
  await writeFile(
    path,
    csv.encode(table, () => undefined),
  ).catch(unwritable(path));
}

/** An empty cell is null. */
const rowOf = (cells: Row): Row => cells.map((cell) => (cell === '' ? null : cell));

async function* batchesOf(rows: readonly Row[]): AsyncGenerator<readonly Row[], void, undefined> {
  for (let at = 0; at < rows.length; at += BATCH_ROWS)
    yield await Promise.resolve(rows.slice(at, at + BATCH_ROWS));
}

function unwritable(path: string): (error: unknown) => never {
  return (error) => {
    throw new UserError(`The report cannot be written to ${path}: ${fileFault(error)}.`);
  };
}

/** Returns a line for each of the first refusals. */
export function refusalLines(refusals: readonly Refusal[]): string[] {
  const lines = refusals
    .slice(0, SHOWN_REFUSALS)
    .map(
      ({ file, line, column, value, rule, reason }) =>
        `${file}, line ${line}${column && `, ${column}`}: ${rule}, ${reason}, got "${value}"`,
    );
  if (refusals.length > SHOWN_REFUSALS) {
    lines.push(`… and ${refusals.length - SHOWN_REFUSALS} more: --report writes all of them.`);
  }
  return lines;
}

import { open, writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { fileFault } from '../fileFault.js';
import type { Flag, Refusal } from '../market/imports/refusal.js';
import type { ScoringGaps } from '../market/scoringGaps.js';
import { UserError } from '../userError.js';

/** How many refusals are shown. The report has all of them. */
const SHOWN_REFUSALS = 20;

/**
 * Cells that a spreadsheet would take for a formula. Papa Parse puts an apostrophe before them, which makes them text.
 * Spreadsheets of some languages take the wide forms of the signs, too. A negative number stays a number.
 */
const FORMULA = /^(?:[=+@\t\r\n＝＋－＠]|-(?!\d+(?:\.\d+)?$))/u;

const COLUMNS = ['what', 'file', 'line', 'ticker', 'date', 'column', 'value', 'rule', 'reason'];

/**
 * Makes the file of a report unless it exists, so that a long import does not end with one that cannot be written.
 *
 * @throws UserError where the file cannot be written
 */
export async function requireReport(path: string): Promise<void> {
  const file = await open(path, 'a').catch(unwritable(path));
  await file.close();
}

/**
 * Writes refused and flagged rows, and the companies without a score, to a CSV file. The first column tells them apart.
 *
 * @throws UserError where the file cannot be written
 */
export async function writeReport(
  path: string,
  refusals: readonly Refusal[],
  flags: readonly Flag[],
  { session, notScored }: ScoringGaps,
): Promise<void> {
  const rows = [
    ...refusals.map((refusal) => ({ what: 'REFUSED', ticker: '', date: '', ...refusal })),
    ...flags.map(({ kind, detail, line, metric, ...flag }) => ({
      what: 'FLAGGED',
      ...flag,
      line: line === 0 ? '' : line,
      column: metric,
      value: '',
      rule: kind,
      reason: detail,
    })),
    ...notScored.map(({ ticker, code, reason }) => ({
      ...{ what: 'NOT_SCORED', file: '', line: '', ticker, date: session ?? '', column: '', value: '' },
      ...{ rule: code, reason },
    })),
  ];
  const text = Papa.unparse({ fields: COLUMNS, data: rows }, { newline: '\n', escapeFormulae: FORMULA });
  await writeFile(path, `${text}\n`).catch(unwritable(path));
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
    lines.push(`… and ${refusals.length - SHOWN_REFUSALS} more: --report FILE writes all of them.`);
  }
  return lines;
}

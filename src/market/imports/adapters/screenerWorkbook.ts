import type { IsoDate } from '../../../scoring/names.js';
import { NO_TABLE, bareLine, type ScreenerPeriod, type ScreenerTable } from '../screener/screenerTable.js';
import { SCREENER_COLUMNS, screenerStatements } from '../screener/screenerStatements.js';
import type { Content, WorkbookCell, WorkbookContent, WorkbookSheet } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { namedTicker } from './reading/namedTicker.js';
import { plainDecimal } from './reading/plainDecimal.js';
import { writtenDate } from './reading/writtenDate.js';

/** The other sheets hold formulas over this one. */
const DATA_SHEET = 'Data Sheet';

/**
 * The workbook that Screener exports of a company. It names the company and not the stock, and does not say whether its
 * figures are of the group.
 */
export const screenerWorkbook: Adapter = {
  name: 'screener-workbook',
  title: 'Screener Export to Excel (xlsx)',
  gives: { statements: { columns: SCREENER_COLUMNS } },
  source: 'SECONDARY',
  recognises: (content) => companyOf(content) !== null,
  read: (content, out, context) => {
    const { name } = content as WorkbookContent;
    const ticker = namedTicker(name, companyOf(content) ?? '', context);
    const sheet = dataSheet(content) ?? { name: DATA_SHEET, rows: [] };
    const tables = {
      quarters: tableAt(sheet, 'quarters'),
      years: tableAt(sheet, 'profit & loss'),
      balances: tableAt(sheet, 'balance sheet'),
      cashFlows: tableAt(sheet, 'cash flow'),
    };
    screenerStatements(tables, { ticker, basis: '', adjustedTo: '' }, out);
  },
};

const dataSheet = (content: Content): WorkbookSheet | undefined =>
  content.kind === 'WORKBOOK' ? content.sheets.find(({ name }) => name === DATA_SHEET) : undefined;

function companyOf(content: Content): string | null {
  const first = dataSheet(content)?.rows.at(0);
  if (first === undefined || first.at(0) !== 'COMPANY NAME') return null;
  const name = first.at(1);
  return typeof name === 'string' ? name : '';
}

/** Returns the table below a title: a line with the ends of its periods, then its lines up to an empty one. */
function tableAt({ rows }: WorkbookSheet, title: string): ScreenerTable {
  const at = rows.findIndex((row) => bareLine(textOf(row.at(0))) === title);
  const dates = rows.at(at + 1);
  if (at < 0 || dates === undefined || bareLine(textOf(dates.at(0))) !== 'report date') return NO_TABLE;
  const dated = dates.flatMap((cell, place) => {
    const end = place === 0 ? null : dateOf(cell);
    return end === null ? [] : [{ place, end }];
  });
  const periods = dated.map(({ end }): ScreenerPeriod => ({ end, months: null, line: at + 2 }));
  const lines = new Map<string, readonly string[]>();
  for (const row of rows.slice(at + 2)) {
    const name = bareLine(textOf(row.at(0)));
    if (name === '') break;
    // The first `Total` is that of the liabilities; both sides have the same.
    if (!lines.has(name))
      lines.set(
        name,
        dated.map(({ place }) => plainDecimal(row[place])),
      );
  }
  return { periods, lines };
}

const textOf = (cell: WorkbookCell | undefined): string => (typeof cell === 'string' ? cell : '');

function dateOf(cell: WorkbookCell | undefined): IsoDate | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : writtenDate(cell.toISOString());
  return writtenDate(textOf(cell));
}

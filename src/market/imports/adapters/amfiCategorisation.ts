import type { IsoDate } from '../../../scoring/names.js';
import { UserError } from '../../../userError.js';
import type { Content, WorkbookCell, WorkbookContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { daysIn } from './reading/daysIn.js';
import { plainDecimal } from './reading/plainDecimal.js';
import { writtenDate } from './reading/writtenDate.js';

const TITLE =
  /average market capitali[sz]ation of (?:all |the )?listed companies (?:during|for|over) (?:the )?(?:six|6) months (?:ended|ending)(?: on)?[\s:-]+(.+)/i;
/** The list begins with its title. */
const TITLE_ROWS = 5;
const NONE = new Set(['', '-']);

/**
 * The list by which AMFI tells large, mid and small caps twice a year: the average market capitalisation of six months over
 * all exchanges.
 */
export const amfiCategorisation: Adapter = {
  name: 'amfi-categorisation',
  title: 'AMFI categorisation of stocks (xlsx)',
  gives: { statements: { columns: ['ticker', 'period_end', 'period', 'metric', 'value'] } },
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => titleOf(content) !== null,
  dayOf: (content) => endOf(content),
  read: (content, out, { tickerOfIsin }) => {
    const workbook = content as WorkbookContent;
    const [{ rows }] = workbook.sheets;
    const end = endOf(content);
    const place = rows.findIndex((row) => row.some((cell) => /^isin$/i.test(textOf(cell))));
    const header = (rows.at(place) ?? []).map(textOf);
    const columnOf = (name: RegExp) => header.findIndex((text) => name.test(text));
    const [isin, symbol, average] = [/^isin$/i, /^nse symbol$/i, /^average of all exchanges\b.*cr/i].map(
      columnOf,
    );
    if (end === null || place < 0 || isin < 0 || symbol < 0 || average < 0) {
      throw new UserError(
        `${workbook.name} is AMFI's list in another layout: expected the end of the six months in its title, and the columns ISIN, ` +
          'NSE Symbol and Average of All Exchanges (Rs. Cr.). Nothing of it was taken.',
      );
    }
    for (const [at, row] of rows.entries()) {
      if (at <= place || NONE.has(textOf(row[isin]))) continue;
      const own = textOf(row[symbol]);
      const ticker = NONE.has(own) ? tickerOfIsin(textOf(row[isin])) : own;
      const value = row[average];
      if (ticker === null) out.leaveOut('statements', 'UNKNOWN_STOCK', textOf(row[isin]));
      else if (value === null || value === undefined || value === '-') {
        out.leaveOut('statements', 'NO_VALUE', ticker);
      } else out.row('statements', [ticker, end, 'POINT', 'market_cap_cr', plainDecimal(value)], at + 1);
    }
  },
};

function titleOf(content: Content): string | null {
  if (content.kind !== 'WORKBOOK') return null;
  const cells = (content.sheets.at(0)?.rows ?? []).slice(0, TITLE_ROWS).flat();
  return cells.map((cell) => TITLE.exec(textOf(cell))?.[1]).find((found) => found !== undefined) ?? null;
}

function endOf(content: Content): IsoDate | null {
  const written = (titleOf(content) ?? '').replace(/\s+/g, ' ');
  return writtenDate(written) ?? daysIn(written).next().value ?? null;
}

const textOf = (cell: WorkbookCell | undefined): string =>
  typeof cell === 'string' || typeof cell === 'number' ? String(cell).replace(/\s+/g, ' ').trim() : '';

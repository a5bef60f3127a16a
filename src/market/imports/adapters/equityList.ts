import type { IsoDate } from '../../../scoring/names.js';
import type { TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { fieldsOf, hasColumns, rowsBelow } from './reading/headers.js';
import { SHARE_SERIES } from './reading/priceColumns.js';
import { writtenDate } from './reading/writtenDate.js';
import { writtenFaceValue } from './reading/writtenFaceValue.js';

/** NSE's list of shares. A company that it lacks is kept, because delisted ones are part of the past. */
export const equityList: Adapter = {
  name: 'nse-equity-list',
  title: 'NSE list of shares (EQUITY_L)',
  gives: { companies: { columns: ['ticker', 'name', 'isin', 'listed_on', 'face_value'] } },
  source: 'PRIMARY',
  recognises: (content) =>
    hasColumns(content, ['SYMBOL', 'NAME OF COMPANY', 'SERIES', 'DATE OF LISTING', 'ISIN NUMBER']),
  dayOf: (content) => newestListing(content as TableContent),
  read: (content, out) => {
    const table = content as TableContent;
    const [symbol, name, series, isin, listed, faceValue] = [
      ...['SYMBOL', 'NAME OF COMPANY', 'SERIES', 'ISIN NUMBER', 'DATE OF LISTING', 'FACE VALUE'],
    ].map(fieldsOf(table));
    for (const { fields, line } of rowsBelow(table)) {
      if (SHARE_SERIES.has(series(fields))) {
        const profile = [writtenDate(listed(fields)) ?? '', writtenFaceValue(faceValue(fields))];
        out.row('companies', [symbol(fields), name(fields), isin(fields), ...profile], line);
      } else out.leaveOut('companies', 'OTHER_SERIES', `${symbol(fields)} ${series(fields)}`);
    }
  },
};

/** Returns the newest day of listing. Lists do not say of which day they are; of two, the one that knows more is the newer. */
function newestListing(table: TableContent): IsoDate | null {
  const listed = fieldsOf(table)('DATE OF LISTING');
  let newest: IsoDate | null = null;
  for (const { fields } of table.records()) {
    const day = writtenDate(listed(fields));
    if (day !== null && (newest === null || day > newest)) newest = day;
  }
  return newest;
}

import type { IsoDate } from '../../../scoring/names.js';
import type { Content, TableContent } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { namedDays } from './reading/namedDays.js';
import { fieldsOf, firstOf, hasColumns, rowsBelow } from './reading/headers.js';
import { plainNumber } from './reading/plainNumber.js';
import { PRICE_COLUMNS } from './reading/priceColumns.js';
import { requireDayOfCloses } from './reading/requireDayOfCloses.js';
import { requireNamedDay } from './reading/requireNamedDay.js';
import { scripRows } from './reading/scripRows.js';
import { writtenDate } from './reading/writtenDate.js';

/** The names of the file and of its zip file: `EQ160819.CSV`, `EQ160819_CSV.ZIP`, `EQ_ISINCODE_160819.CSV`. */
const NAME = /(?:^|_)EQ(?:_ISINCODE_)?(\d{2})(\d{2})(\d{2})(?=[._]|$)/i;
const hasDates = (content: Content): boolean => hasColumns(content, ['TRADING_DATE']);

/** The bhavcopy of BSE until July 2024. One variant has dates (`EQ_ISINCODE`); of the other, only the name tells the day. */
export const bseBhavcopy: Adapter = {
  name: 'bse-bhavcopy',
  title: 'BSE bhavcopy (until July 2024)',
  gives: { prices: { columns: PRICE_COLUMNS } },
  source: 'PRIMARY',
  market: 'BSE',
  recognises: (content) =>
    hasColumns(content, ['SC_CODE', 'SC_TYPE', 'PREVCLOSE', 'NO_OF_SHRS', 'NET_TURNOV']),
  dayOf: (content) =>
    hasDates(content)
      ? writtenDate(firstOf(content as TableContent, 'TRADING_DATE'))
      : dayOfName(content as TableContent),
  read: async (content, out, context) => {
    const table = content as TableContent;
    let date: string | { readonly day: string } = 'TRADING_DATE';
    if (!hasDates(content)) {
      const day = requireNamedDay(table.name, NAME, 'EQ160819.CSV');
      const field = fieldsOf(table);
      const [code, close, former] = ['SC_CODE', 'CLOSE', 'PREVCLOSE'].map(field);
      const stated = [...rowsBelow(table)].map(({ fields }) => ({
        stock: `${code(fields)}.BO`,
        close: plainNumber(close(fields)),
        former: plainNumber(former(fields)),
      }));
      await requireDayOfCloses(table.name, day, stated, context);
      date = { day };
    }
    const columns = {
      ...{ code: 'SC_CODE', date, open: 'OPEN', high: 'HIGH', low: 'LOW', close: 'CLOSE' },
      ...{ volume: 'NO_OF_SHRS', value: 'NET_TURNOV' },
      isOther: (read: (column: string) => string) => read('SC_TYPE') !== 'Q',
    };
    scripRows(table, columns, out);
  },
};

/** Returns the day by which files are ordered; null where reading the file will refuse it. */
function dayOfName({ name }: TableContent): IsoDate | null {
  const days = namedDays(name, NAME);
  return days.length === 1 ? days[0] : null;
}

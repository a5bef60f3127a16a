import type { IsoDate } from '../../../scoring/names.js';
import type { TableContent, TableRecord } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { namedDays } from './reading/namedDays.js';
import { fieldsOf, hasColumns, rowsBelow } from './reading/headers.js';
import { plainNumber } from './reading/plainNumber.js';
import { PRICE_COLUMNS, SHARE_SERIES } from './reading/priceColumns.js';
import { requireDayOfCloses } from './reading/requireDayOfCloses.js';
import { requireNamedDay } from './reading/requireNamedDay.js';
import { shareRows, type ShareColumns } from './reading/shareRows.js';

/** The names of the file and of its zip file: `Pd041220.csv`, `PR041220.zip`. */
const NAME = /^p[dr](\d{2})(\d{2})(\d{2}|\d{4})(?=\.|$)/i;
/** The column that may hold commas: the name of the security. */
const SECURITY = 3;

/** The prices of NSE's daily `PRddmmyy.zip`. Rows name no date; those of indices name no symbol. */
export const nsePd: Adapter = {
  name: 'nse-pd',
  title: 'NSE prices (Pd of PRddmmyy.zip)',
  gives: { prices: { columns: PRICE_COLUMNS } },
  source: 'PRIMARY',
  market: 'NSE',
  recognises: (content) =>
    hasColumns(content, [
      'MKT',
      'SERIES',
      'SYMBOL',
      'SECURITY',
      'PREV_CL_PR',
      'NET_TRDVAL',
      'NET_TRDQTY',
      'IND_SEC',
    ]),
  dayOf: (content) => dayOfName(content as TableContent),
  read: async (content, out, context) => {
    const table = content as TableContent;
    const { name } = table;
    const day = requireNamedDay(name, NAME, 'Pd041220.csv');
    const field = fieldsOf(table);
    const [symbol, series, close, former] = ['SYMBOL', 'SERIES', 'CLOSE_PRICE', 'PREV_CL_PR'].map(field);
    const stated = [...rowsBelow(table)]
      .map((record) => rejoined(record, table.header.length))
      .filter((fields) => SHARE_SERIES.has(series(fields)))
      .map((fields) => ({
        stock: symbol(fields),
        close: plainNumber(close(fields)),
        former: plainNumber(former(fields)),
      }));
    await requireDayOfCloses(name, day, stated, context);
    shareRows(table, { ...COLUMNS, date: { day } }, out);
  },
};

const COLUMNS: Omit<ShareColumns, 'date'> = {
  symbol: 'SYMBOL',
  security: 'SECURITY',
  series: 'SERIES',
  open: 'OPEN_PRICE',
  high: 'HIGH_PRICE',
  low: 'LOW_PRICE',
  close: 'CLOSE_PRICE',
  volume: 'NET_TRDQTY',
  value: 'NET_TRDVAL',
  rejoined,
  isOther: (read) => read('SYMBOL') === '',
};

/** Puts a name that holds commas together again. */
function rejoined({ fields }: TableRecord, width: number): readonly string[] {
  const more = fields.length - width;
  if (more <= 0) return fields;
  const security = fields.slice(SECURITY, SECURITY + more + 1).join(',');
  return [...fields.slice(0, SECURITY), security, ...fields.slice(SECURITY + more + 1)];
}

/** Returns the day by which files are ordered; null where reading the file will refuse it. */
function dayOfName({ name }: TableContent): IsoDate | null {
  const days = namedDays(name, NAME);
  return days.length === 1 ? days[0] : null;
}

import { shown } from '../../../shown.js';
import type { Content } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { jsonOf, jsonRecords, textIn, type JsonRecord } from './reading/jsonRecords.js';
import { oneLine } from './reading/oneLine.js';
import { writtenDate } from './reading/writtenDate.js';

const KEYS = ['tradingDate', 'description'];
/** The segment of shares. Those of derivatives, currencies and debt have other holidays. */
const SEGMENT = 'CM';
/** On this day the exchange opens for an hour, whatever day of the week it is. */
const OPENS = /la(?:x|ksh)mi[\s-]*p(?:u|oo)ja|mu?hurat|diwali.*trading/i;

/**
 * NSE's list of holidays: that of all segments, of which that of shares is taken, or of shares alone. The day of Laxmi Pujan is
 * marked as one with a short session; the list says so of it in words.
 */
export const nseHolidays: Adapter = {
  name: 'nse-holidays',
  title: 'NSE holidays (JSON)',
  gives: { holidays: { columns: ['date', 'kind', 'name'] } },
  source: 'PRIMARY',
  recognises: (content) => daysOf(content) !== null,
  read: async (content, out, { wasTraded }) => {
    for (const [place, record] of (daysOf(content) ?? []).entries()) {
      const written = textIn(record, 'tradingDate');
      const name = oneLine(textIn(record, 'description'));
      const day = writtenDate(written);
      const kind = OPENS.test(name) ? 'SESSION' : 'HOLIDAY';
      const isWrong = day !== null && kind === 'HOLIDAY' && (await wasTraded(day));
      if (!isWrong) out.row('holidays', [day ?? written, kind, name], place + 1);
      else {
        // Lists are printed before the year, and holidays that follow the moon are moved.
        const reason = 'expected a day without trading, but stocks have bars on it';
        out.refuse('holidays', place + 1, {
          column: 'date',
          value: shown(written),
          rule: 'CLOSED_DAY',
          reason,
        });
      }
    }
  },
};

function daysOf(content: Content): readonly JsonRecord[] | null {
  return jsonOf(content, SEGMENT) === null ? jsonRecords(content, KEYS) : jsonRecords(content, KEYS, SEGMENT);
}

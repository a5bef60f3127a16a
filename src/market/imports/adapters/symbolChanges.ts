import { shown } from '../../../shown.js';
import type { IsoDate } from '../../../scoring/names.js';
import { dayOf, isoOf } from '../../day.js';
import type { TableContent, TableRecord } from '../sources/content.js';
import type { Adapter } from './adapter.js';
import { writtenDate } from './reading/writtenDate.js';

const WIDTH = 4;
const SYMBOL = /^[A-Z0-9][A-Z0-9&-]*$/;
/** So many of the first records tell whether it is the list. */
const LOOKED_AT = 20;

/**
 * NSE's list of changed symbols: name, former symbol, new one and the first day of the new one, without a header. It also
 * names funds and companies that are gone and that the store does not know; their rows are left out.
 */
export const symbolChanges: Adapter = {
  name: 'nse-symbol-changes',
  title: 'NSE symbol changes (symbolchange)',
  gives: { symbols: { columns: ['ticker', 'former', 'until'] } },
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => {
    // Because free texts are no tables, their records are not looked at.
    if (content.kind !== 'TABLE' || !(isHeader(content.header) || isChange(content.header))) return false;
    const first: TableRecord[] = [];
    for (const record of content.records()) {
      if (first.push(record) === LOOKED_AT) break;
    }
    // A list that was saved with a header is one, too.
    const rows = isHeader(first[0].fields) ? first.slice(1) : first;
    return rows.length > 0 && rows.every(({ fields }) => isChange(fields));
  },
  read: (content, out) => {
    let isFirst = true;
    for (const { fields, line } of (content as TableContent).records()) {
      const isHeading = isFirst && isHeader(fields);
      isFirst = false;
      if (isHeading) continue;
      if (fields.length < WIDTH) {
        const reason = `expected ${WIDTH} fields, got ${fields.length}`;
        out.refuse('symbols', line, {
          column: '',
          value: shown(fields.join(',')),
          rule: 'FIELD_COUNT',
          reason,
        });
        continue;
      }
      // Names may hold commas without quotes.
      const [former, ticker, from] = fields.slice(1 - WIDTH);
      const first = firstDay(from);
      const until = first === null ? from : isoOf(dayOf(first) - 1);
      if (former === ticker) out.leaveOut('symbols', 'NO_VALUE', former);
      else out.row('symbols', [ticker, former, until], line);
    }
  },
};

const isHeader = (fields: readonly string[]): boolean =>
  fields.some((field) => /^(?:new )?symbol|sm_key_symbol/i.test(field));

function isChange(fields: readonly string[]): boolean {
  const [former, ticker, from] = fields.slice(1 - WIDTH);
  return fields.length >= WIDTH && SYMBOL.test(former) && SYMBOL.test(ticker) && firstDay(from) !== null;
}

/** Returns the first day of a new symbol. Years have four digits, so that a file that was cut off does not end in another one. */
const firstDay = (text: string): IsoDate | null => (/\d{4}$/.test(text) ? writtenDate(text) : null);

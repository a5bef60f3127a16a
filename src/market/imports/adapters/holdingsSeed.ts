import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import { dayOf, isoOf } from '../../day.js';
import type { Adapter } from './adapter.js';
import type { TableContent } from '../sources/content.js';
import { writtenDate } from './reading/writtenDate.js';

const WIDTH = 6;
const STAMP = /^\d{8}T$/;
const PERCENT = /^\d{1,3}(?:\.\d+)?$/;

/**
 * The shareholding series that TradingView takes from its seed repositories: month, promoter, foreign and domestic institutions,
 * others, public; no header, and no stock.
 */
export const holdingsSeed: Adapter = {
  name: 'tradingview-shareholding',
  title: 'TradingView shareholding seed (CSV)',
  gives: {
    shareholding: {
      columns: ['ticker', 'quarter_end', 'promoter_pct', 'fii_pct', 'dii_pct'],
    },
  },
  source: 'SECONDARY',
  recognises: (content) => {
    if (content.kind !== 'TABLE') return false;
    const [stamp, ...percents] = content.header;
    return (
      content.header.length === WIDTH && STAMP.test(stamp) && percents.every((text) => PERCENT.test(text))
    );
  },
  read: (content, out, { ticker }) => {
    const table = content as TableContent;
    if (ticker === null) {
      throw new UserError(
        `${table.name} names no stock: expected the option --ticker SYMBOL, because names of files are not believed. ` +
          'Import it alone, with the option. Nothing of it was taken.',
      );
    }
    for (const { fields, line } of table.records()) {
      if (fields.length !== WIDTH) {
        const reason = `expected ${WIDTH} fields, got ${fields.length}`;
        out.refuse('shareholding', line, {
          column: '',
          value: shown(fields.join(',')),
          rule: 'FIELD_COUNT',
          reason,
        });
        continue;
      }
      const [stamp, promoter, foreign, domestic] = fields;
      const first = STAMP.test(stamp) ? writtenDate(stamp.slice(0, -1)) : null;
      out.row(
        'shareholding',
        [ticker, first === null ? stamp : endOfMonth(first), promoter, foreign, domestic],
        line,
      );
    }
  },
};

/** A quarter is stamped with the first day of its last month. */
function endOfMonth(first: string): string {
  const [year, month] = first.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return isoOf(dayOf(next) - 1);
}

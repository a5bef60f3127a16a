import { BANDS } from '../../../scoring/names.js';
import type { NewAlert } from './evaluation.js';
import { messageOf, messageOfMany } from './messages.js';
import type { SessionColumns } from './sessionColumns.js';
import type { AlertDescription, AlertTeller } from './storeEvaluation.js';

/** Says what alerts of a session are about. */
export function sessionTeller(session: SessionColumns): AlertTeller {
  const idOf = (element: number) => session.stockAt(element).id;
  return {
    day: session.day,
    idsOf: (stocks) => stocks.map(idOf),
    describe: ({ rule, stocks, isOfMany }: NewAlert): AlertDescription => {
      if (isOfMany) {
        const message = messageOfMany(rule, stocks.length, session.day);
        return {
          stock_id: null,
          stock_ids: stocks.map(idOf),
          value: null,
          previous: null,
          band: null,
          message,
        };
      }
      const [element] = stocks;
      const { id, ticker } = session.stockAt(element);
      const column = session.columnOf(rule);
      const value = column?.values[element] ?? NaN;
      const previous = column?.previous[element] ?? NaN;
      const message = messageOf(rule, ticker, session.day, value, previous);
      const shared = { stock_id: id, stock_ids: null, message };
      // A band is no number.
      if (rule.metric === 'BAND') return { ...shared, value: null, previous: null, band: BANDS[value] };
      return { ...shared, value, previous: previous === previous ? previous : null, band: null };
    },
  };
}

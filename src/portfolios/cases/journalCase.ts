import { z } from 'zod';
import { UserError } from '../../userError.js';
import { requireEntry } from '../journal/requireEntry.js';
import { requireJournal } from '../journal/requireJournal.js';
import { stateOn } from '../journal/stateOn.js';
import { decimalText, MONEY } from '../money/units.js';
import { STORED_JOURNAL_KINDS } from '../names.js';
import { performanceOf } from '../performance/performanceOf.js';
import {
  actions,
  closes,
  closesOf,
  decimal,
  double,
  isoDate,
  readCase,
  sessions,
  ticker,
} from './caseShapes.js';
import { caseText } from './caseText.js';

const shape = z.strictObject({
  kind: z.literal('journal'),
  entries: z.array(
    z.strictObject({
      date: isoDate,
      kind: z.enum([...STORED_JOURNAL_KINDS, 'SPLIT', 'BONUS']),
      ticker: ticker.nullish(),
      quantity: decimal.nullish(),
      price: decimal.nullish(),
      amount: decimal.nullish(),
      costs: decimal.nullish(),
      note: z.string().nullish(),
    }),
  ),
  closes,
  sessions,
  from: isoDate,
  to: isoDate,
  actions,
  index: z.array(z.tuple([isoDate, double])).prefault([]),
});

/** Amounts are written with so many decimals. */
const LEAST = 4;

/**
 * Answers a case of a journal and its performance.
 *
 * @throws UserError where the input is refused
 */
export function journalCase(input: unknown): object {
  const given = readCase(shape, input);
  const { from, to } = given;
  if (to < from) throw new UserError(`Expected to as a day from ${from}, got ${to}: choose a later one.`);
  const rows = given.entries.map(({ date, kind, ...of }, id) => {
    const { ticker = null, quantity = null, price = null, amount = null, costs = null } = of;
    return { id, ...requireEntry({ day: date, kind, ticker, quantity, price, amount, costs }) };
  });
  requireJournal(rows, given.actions);
  const index = given.index.map(([day, close]) => ({ day, close })).sort((a, b) => (a.day < b.day ? -1 : 1));
  const closes = closesOf(given.closes);
  const { totalReturn, benchmark, points } = performanceOf({ ...given, rows, closes, index });
  const { cash, holdings } = stateOn(rows, given.actions, to);
  return {
    status: 'OK',
    return: caseText(totalReturn),
    points: points.map(({ date, value, return: change, cumulative }) => ({
      date,
      value: value === null ? null : decimalText(value, MONEY, LEAST),
      return: caseText(change),
      cumulative: caseText(cumulative),
    })),
    cash: decimalText(cash, MONEY, LEAST),
    holdings: Object.fromEntries([...holdings].map(([of, { quantity }]) => [of, Number(quantity)])),
    benchmark: caseText(benchmark),
  };
}

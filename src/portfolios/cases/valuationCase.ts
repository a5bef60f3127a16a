import { z } from 'zod';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { JournalRow } from '../journal/journalRow.js';
import { stateOn } from '../journal/stateOn.js';
import { requireUnits } from '../money/requireUnits.js';
import { decimalText, MONEY } from '../money/units.js';
import { CloseSeries, type Close } from '../performance/closeSeries.js';
import type { PricedStock } from '../valuation/pricedStock.js';
import { valuationOf } from '../valuation/valuationOf.js';
import {
  actions,
  byTicker,
  closes,
  closesOf,
  decimal,
  isoDate,
  readCase,
  sessions,
  type CaseActions,
} from './caseShapes.js';
import { caseText } from './caseText.js';

const shape = z.strictObject({
  kind: z.literal('valuation'),
  asOf: isoDate,
  on: isoDate,
  cash: decimal,
  sessions,
  holdings: byTicker(z.strictObject({ quantity: decimal, averageCost: decimal.nullish() })),
  actions,
  closes,
});

/** A stock whose last bar is older is frozen. */
const MOST_SESSIONS = 10;
/** Amounts are written with so many decimals. */
const LEAST = 4;

/**
 * Answers a case of what a portfolio is worth on a day.
 *
 * @throws UserError where the input is refused
 */
export function valuationCase(input: unknown): object {
  const given = readCase(shape, input);
  const state = stateOn(openingRows(given), given.actions, given.on);
  const prices = pricesOn(given.on, closesOf(given.closes), given.actions, given.sessions);
  const { total, cash, holdings, missing } = valuationOf(state, prices);
  if (total === null) return { status: 'PRICE_MISSING', stocks: missing };
  const money = (units: bigint | null) => (units === null ? null : decimalText(units, MONEY, LEAST));
  return {
    status: 'OK',
    total: money(total),
    cash: money(cash),
    holdings: holdings.map(({ ticker, quantity, price, priceDate, value, weight, gain, frozen }) => ({
      ticker,
      quantity: Number(quantity),
      price: money(price),
      priceDate,
      value: money(value),
      frozen,
      dropped: state.dropped
        .filter((one) => one.ticker === ticker)
        .map(({ exDate, over, under }) => ({ exDate, fraction: caseText({ over, under }) })),
      gain: money(gain),
      weight: caseText(weight),
    })),
  };
}

/** Returns the entries with which a portfolio begins. */
function openingRows({ asOf, on, cash, holdings }: z.output<typeof shape>): JournalRow[] {
  if (on < asOf)
    throw new UserError(`Expected on as a day from asOf, ${asOf}, got ${on}: choose a later one.`);
  const opening = { day: asOf, kind: 'OPENING', price: null, costs: null } as const;
  const amount = requireUnits(cash, 'cash', { decimals: MONEY });
  const rows: JournalRow[] = [{ ...opening, id: 0, ticker: null, quantity: null, amount, cost: null }];
  for (const [ticker, { quantity: text, averageCost = null }] of holdings) {
    const quantity = requireUnits(text, `a quantity of ${ticker}`, { decimals: 0, least: 0n });
    const rule = { decimals: MONEY, least: 0n };
    const each =
      averageCost === null ? null : requireUnits(averageCost, `an average cost of ${ticker}`, rule);
    const cost = each === null ? null : each * quantity;
    rows.push({ ...opening, id: rows.length, ticker, quantity, amount: 0n, cost });
  }
  return rows;
}

function pricesOn(
  on: IsoDate,
  closes: ReadonlyMap<Ticker, readonly Close[]>,
  actions: CaseActions,
  days: readonly IsoDate[],
): Map<Ticker, PricedStock> {
  const prices = new Map<Ticker, PricedStock>();
  for (const [ticker, series] of closes) {
    const priceDate = series.findLast(({ day }) => day <= on)?.day;
    const price = new CloseSeries(series, actions.get(ticker) ?? []).on(on);
    if (priceDate === undefined || price === null) continue;
    const since = days.filter((day) => priceDate < day && day <= on).length;
    prices.set(ticker, { ticker, ...price, priceDate, frozen: since > MOST_SESSIONS });
  }
  return prices;
}

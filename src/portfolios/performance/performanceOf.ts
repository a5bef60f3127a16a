import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from '../journal/journalRow.js';
import { JournalWalk } from '../journal/journalWalk.js';
import type { ShareAction } from '../journal/shareAction.js';
import { valueAt, type CarriedPrice } from '../valuation/carriedPrice.js';
import { CloseSeries, type Close } from './closeSeries.js';
import { indexReturn, type IndexClose } from './indexReturn.js';
import { sessionFlows } from './sessionFlows.js';
import { timeWeighted, type ReturnPoint, type SessionValue } from './timeWeighted.js';

/** What the performance of a portfolio is computed from. All lists are in ascending order of their days. */
export interface PerformanceInput {
  readonly rows: readonly JournalRow[];
  readonly actions: ReadonlyMap<Ticker, readonly ShareAction[]>;
  /** Closes as traded of the stocks of the journal, from the last one on or before the first session. */
  readonly closes: ReadonlyMap<Ticker, readonly Close[]>;
  /** Sessions of the calendar, from the last but one on or before `from`. */
  readonly sessions: readonly IsoDate[];
  /** Closes of the index, from the last one on or before `from`. */
  readonly index: readonly IndexClose[];
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface Performance {
  /** Compounded, as a fraction; null: there is no session, or no value. */
  readonly totalReturn: number | null;
  /** The return of the index over the same sessions; null: it has no close, or has ended. */
  readonly benchmark: number | null;
  /** A point for each session. */
  readonly points: readonly ReturnPoint[];
}

/**
 * Returns how a portfolio did from the close of the last session on or before `from` to the close of the last one on or before
 * `to`. Where the portfolio begins with the first of these sessions, the gains of that session count, too.
 *
 * Entries on a day without a session count on the next one. OPENING and CORRECTION are flows at the close, at its prices. Costs
 * and dividends are losses and gains.
 */
export function performanceOf(input: PerformanceInput): Performance {
  const { rows, actions, sessions, from, to } = input;
  const base = Math.max(
    0,
    sessions.findLastIndex((day) => day <= from),
  );
  const span = sessions.slice(base).filter((day) => day <= to);
  const previous = sessions[base - 1];
  const first = span[0];
  const walk = new JournalWalk(rows, actions);
  const series = new Map<Ticker, CloseSeries>();
  const priceOn = (ticker: Ticker, day: IsoDate) => {
    let one = series.get(ticker);
    if (one === undefined) {
      one = new CloseSeries(input.closes.get(ticker) ?? [], actions.get(ticker) ?? []);
      series.set(ticker, one);
    }
    return one.on(day);
  };
  const flows = sessionFlows(rows, actions, span, previous);
  const values = span.map((date): SessionValue => {
    walk.goTo(date);
    const prices = (ticker: Ticker) => priceOn(ticker, date);
    const value = valueOf(walk, prices);
    return { date, value, ...flows.of(date, prices, value !== null) };
  });
  const began = rows.some(({ day }) =>
    previous === undefined ? first !== undefined && day < first : day <= previous,
  );
  const points = timeWeighted(values, began ? null : 0n);
  return {
    totalReturn: points.findLast(({ cumulative }) => cumulative !== null)?.cumulative ?? null,
    benchmark: indexReturn(input.index, span),
    points,
  };
}

/** Returns cash and holdings in units of MONEY; null where a price is missing. */
function valueOf(
  { cash, holdings }: JournalWalk,
  priceOf: (ticker: Ticker) => CarriedPrice | null,
): bigint | null {
  let sum = cash;
  for (const [ticker, { quantity }] of holdings) {
    const price = priceOf(ticker);
    if (price === null) return null;
    sum += valueAt(quantity, price);
  }
  return sum;
}

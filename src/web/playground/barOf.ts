import { ask } from './ask.js';

/** A bar as traded, as far as recordBars takes it. */
export interface Bar {
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly value: number | null;
}

const QUERY = `query BarOf($ticker: Ticker!, $date: Date) {
  stock(ticker: $ticker) {
    bars(from: $date, to: $date, first: 1, adjusted: false) {
      nodes { date open high low close volume value }
    }
  }
}`;

interface Found {
  readonly stock: { readonly bars: { readonly nodes: readonly Bar[] } } | null;
}

/**
 * Returns the bar of a stock on a day, or a sentence on why there is none.
 *
 * @param date year-month-day; null for the newest bar
 */
export async function barOf(ticker: string, date: string | null): Promise<Bar | string> {
  const answer = await ask<Found>(QUERY, { ticker, date });
  if ('fault' in answer) return answer.fault;
  const [bar] = answer.data.stock?.bars.nodes ?? [];
  if (bar !== undefined) return bar;
  return answer.data.stock === null
    ? `Expected the ticker of a known stock, got "${ticker}".`
    : `Expected a day with a bar of ${ticker}, got ${date ?? 'none'}: choose one of its sessions.`;
}

import type { Day } from '../scoring/names.js';
import type { Market } from './market.js';
import { Quorums, type SessionBars } from './quorum.js';

/**
 * Judges each session of a market on which a stock has a bar.
 *
 * @param share of the stocks that makes a session count, 0 to 1
 * @returns ascending by day
 */
export function sessionsWithBars(
  { bars, sessions }: Pick<Market, 'bars' | 'sessions'>,
  share: number,
): SessionBars[] {
  const stocksOn = new Map<Day, number[]>();
  let stock = 0;
  for (const { day: days } of bars.values()) {
    for (const day of days) {
      const stocks = stocksOn.get(day);
      if (stocks === undefined) stocksOn.set(day, [stock]);
      else stocks.push(stock);
    }
    stock++;
  }
  const quorums = new Quorums(share);
  return [...stocksOn]
    .filter(([day]) => sessions.ordinalOf(day) !== -1)
    .sort(([a], [b]) => a - b)
    .map(([day, stocks]) => quorums.next(day, stocks));
}

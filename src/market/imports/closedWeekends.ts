import type { Day, Ticker } from '../../scoring/names.js';
import { isWeekend, isoOf } from '../day.js';
import type { Sessions } from '../calendar.js';
import type { BarDays } from './barDays.js';
import type { RefusedRow } from './refusal.js';

/**
 * Judges weekend days of years that the calendar does not know. Such a day is a session where at least half of the stocks
 * with a bar on the session before have one on it, in the file or in the store.
 *
 * @param days of the rows, in any order
 * @param known the bars that tell, those of the rows themselves included
 * @returns why the rows of a day are refused, by the days that are closed
 */
export async function closedWeekends(
  days: Iterable<Day>,
  sessions: Sessions,
  known: readonly BarDays[],
): Promise<ReadonlyMap<Day, RefusedRow>> {
  const closed = new Map<Day, RefusedRow>();
  const weekends = [...new Set(days)].filter((day) => isWeekend(day) && !sessions.hasYearOf(day));
  for (const day of weekends.sort((a, b) => a - b)) {
    const before = await sessionBefore(day, known, closed);
    const expected = before === -Infinity ? new Set<Ticker>() : await stocksOn(before, known);
    const traded = await stocksOn(day, known);
    const both = [...expected].filter((ticker) => traded.has(ticker)).length;
    if (expected.size > 0 && 2 * both >= expected.size) continue;
    const stocks =
      before === -Infinity
        ? 'no stock has a bar before it'
        : `${both} of the ${expected.size} stocks with a bar on ${isoOf(before)} have one on it: expected half of them`;
    const reason = `expected a session, ${isoOf(day)} is a weekend day of a year that the calendar lacks, and ${stocks}`;
    closed.set(day, { column: 'date', value: isoOf(day), rule: 'CLOSED_DAY', reason });
  }
  return closed;
}

async function sessionBefore(
  day: Day,
  known: readonly BarDays[],
  closed: ReadonlyMap<Day, RefusedRow>,
): Promise<Day> {
  const newest = Math.max(...(await Promise.all(known.map(async (one) => one.lastBefore(day)))));
  return closed.has(newest) ? sessionBefore(newest, known, closed) : newest;
}

async function stocksOn(day: Day, known: readonly BarDays[]): Promise<Set<Ticker>> {
  const stocks = new Set<Ticker>();
  for (const one of known) for (const ticker of await one.stocksOn(day)) stocks.add(ticker);
  return stocks;
}

import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { TradedBars } from '../facts.js';
import { isCopy } from '../flags/isCopy.js';
import type { RefusedRow } from './refusal.js';
import type { SeenBars } from './seenBars.js';

/** Fewer rows of a day than these do not say that a file repeats the day before. */
const FEWEST = 20;

/**
 * Returns what refuses the copies of days on which at least half of twenty or more given rows repeat the bar before:
 * these are the bars of another day (COPIED_DAY). Rows of these days that are no copies stay.
 */
export function copiedBars(
  given: ReadonlyMap<Ticker, TradedBars>,
  seen: ReadonlyMap<Ticker, SeenBars>,
): (ticker: Ticker, place: number) => RefusedRow | null {
  const copies = new Map<Ticker, Set<number>>();
  const copiesOn = new Map<Day, number>();
  for (const [ticker, { day }] of given) {
    const stock = seen.get(ticker);
    for (let place = 0; stock !== undefined && place < day.length; place++) {
      if (!isCopy(stock.bars, stock.placeOf(place))) continue;
      copies.set(ticker, (copies.get(ticker) ?? new Set()).add(place));
      copiesOn.set(day[place], (copiesOn.get(day[place]) ?? 0) + 1);
    }
  }
  const rowsOn = countRows(
    given,
    new Set([...copiesOn].filter(([, n]) => 2 * n >= FEWEST).map(([day]) => day)),
  );
  return (ticker, place) => {
    const day = given.get(ticker)?.day[place] ?? NaN;
    const [rows, copied] = [rowsOn.get(day) ?? 0, copiesOn.get(day) ?? 0];
    if (rows < FEWEST || 2 * copied < rows || copies.get(ticker)?.has(place) !== true) return null;
    const reason =
      `expected the bars of ${isoOf(day)}, but ${copied} of the ${rows} rows of this day repeat the prices and the ` +
      `volume of the bar before`;
    return { column: 'date', value: isoOf(day), rule: 'COPIED_DAY', reason };
  };
}

/** Counts the rows of some days. */
function countRows(given: ReadonlyMap<Ticker, TradedBars>, days: ReadonlySet<Day>): Map<Day, number> {
  const rows = new Map<Day, number>();
  if (days.size === 0) return rows;
  for (const { day } of given.values()) {
    for (const one of day) if (days.has(one)) rows.set(one, (rows.get(one) ?? 0) + 1);
  }
  return rows;
}

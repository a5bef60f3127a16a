import type { Ticker } from '../../scoring/names.js';
import { dropBars } from './dropBars.js';
import type { PricesFile } from './prices.js';
import { byLine, type RefusedRow, type Refusal } from './refusal.js';

/** Bars with their lines, and the refusals of others. */
export type JudgedBars = Pick<PricesFile, 'file' | 'bars' | 'lines' | 'refusals'>;

/**
 * Takes bars out that are refused, and adds their refusals.
 *
 * @param refused returns why the bar at a place among a stock's bars is refused; null where it is not
 */
export function withoutBars(
  read: JudgedBars,
  refused: (ticker: Ticker, place: number) => RefusedRow | null,
): JudgedBars {
  const { file, bars, lines, refusals } = read;
  const dropped = new Map<Ticker, Set<number>>();
  const added: Refusal[] = [];
  for (const [ticker, { day }] of bars) {
    for (let place = 0; place < day.length; place++) {
      const why = refused(ticker, place);
      if (why === null) continue;
      added.push({ file, line: lines.get(ticker)?.[place] ?? 0, ...why });
      dropped.set(ticker, (dropped.get(ticker) ?? new Set()).add(place));
    }
  }
  if (added.length === 0) return read;
  return { file, ...dropBars(read, dropped), refusals: [...refusals, ...added].sort(byLine) };
}

import type { Ticker } from '../../scoring/names.js';
import { pickBars } from '../barColumns.js';
import type { PricesFile } from './prices.js';
import type { Refusal } from './refusal.js';

/** Why a bar is refused that was read before. */
export type RefusedBar = Pick<Refusal, 'column' | 'value' | 'rule' | 'reason'>;

/** Bars with their lines, and the refusals of others. */
export type JudgedBars = Pick<PricesFile, 'file' | 'bars' | 'lines' | 'refusals'>;

/**
 * Takes bars out that are refused, and adds their refusals.
 *
 * @param refused returns why the bar at a place among a stock's bars is refused; null where it is not
 */
export function withoutBars(
  read: JudgedBars,
  refused: (ticker: Ticker, place: number) => RefusedBar | null,
): JudgedBars {
  const { file, bars, lines, refusals } = read;
  const [keptBars, keptLines] = [new Map(bars), new Map(lines)];
  const added: Refusal[] = [];
  for (const [ticker, stock] of bars) {
    const before = added.length;
    const kept: number[] = [];
    for (let place = 0; place < stock.day.length; place++) {
      const why = refused(ticker, place);
      if (why === null) kept.push(place);
      else added.push({ file, line: lines.get(ticker)?.[place] ?? 0, ...why });
    }
    if (added.length === before) continue;
    if (kept.length === 0) {
      keptBars.delete(ticker);
      keptLines.delete(ticker);
    } else {
      keptBars.set(ticker, pickBars(stock, kept));
      keptLines.set(
        ticker,
        kept.map((place) => lines.get(ticker)?.[place] ?? 0),
      );
    }
  }
  if (added.length === 0) return read;
  const all = [...refusals, ...added].sort((a, b) => a.line - b.line);
  return { file, bars: keptBars, lines: keptLines, refusals: all };
}

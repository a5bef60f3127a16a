import type { Ticker } from '../../scoring/names.js';
import { pickBars } from '../barColumns.js';
import type { PricesFile } from './prices.js';

/**
 * Leaves bars out of a file of prices.
 *
 * @param dropped the places of the bars among those of their stock
 */
export function dropBars(
  { bars, lines }: Pick<PricesFile, 'bars' | 'lines'>,
  dropped: ReadonlyMap<Ticker, ReadonlySet<number>>,
): Pick<PricesFile, 'bars' | 'lines'> {
  const [keptBars, keptLines] = [new Map(bars), new Map(lines)];
  for (const [ticker, places] of dropped) {
    const stock = bars.get(ticker);
    if (stock === undefined) continue;
    const kept = Array.from(stock.day.keys()).filter((place) => !places.has(place));
    if (kept.length === 0) {
      keptBars.delete(ticker);
      keptLines.delete(ticker);
      continue;
    }
    const linesOf = lines.get(ticker) ?? [];
    keptBars.set(ticker, pickBars(stock, kept));
    keptLines.set(
      ticker,
      kept.map((place) => linesOf[place]),
    );
  }
  return { bars: keptBars, lines: keptLines };
}

import type { IsoDate } from '../../../src/scoring/names.js';

/** A row of session_bars. */
export interface JudgedSession {
  readonly day: IsoDate;
  readonly bars: number;
  readonly of_former: number;
  readonly expected: number;
  readonly has_quorum: boolean;
}

/**
 * Judges the sessions of a market from the beginning.
 *
 * @param bars the stocks with a bar, by session
 * @param share in percent, so that it is a whole number
 */
export function judgedSessions(
  bars: ReadonlyMap<IsoDate, ReadonlySet<string>>,
  share: number,
): JudgedSession[] {
  let former: ReadonlySet<string> = new Set();
  const judged: JudgedSession[] = [];
  for (const day of [...bars.keys()].sort()) {
    const stocks = bars.get(day) ?? new Set<string>();
    if (stocks.size === 0) continue;
    const both = [...former].filter((stock) => stocks.has(stock)).length;
    const has = both * 100 >= share * former.size || stocks.size > 2 * former.size;
    judged.push({ day, bars: stocks.size, of_former: both, expected: former.size, has_quorum: has });
    if (has) former = stocks;
  }
  return judged;
}

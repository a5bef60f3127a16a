import type { Method } from '../scoring/method.js';
import { BANDS, type Band, type Mode, type Points, type Ticker } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';

/** The score that a stock would have. */
export interface TriedScore {
  readonly ticker: Ticker;
  readonly value: Points;
  readonly band: Band;
}

/**
 * Scores a day by another method, from the same inputs, and stores nothing. Bands are those of the thresholds alone: with
 * hysteresis they would depend on what the other method gave on the sessions before.
 *
 * @returns a score for each stock of the day, in its order
 */
export function whatIf({ section }: Pick<DayScores, 'section'>, method: Method, mode: Mode): TriedScore[] {
  const { score, band } = scoreDay({ ...section, formerScores: null }, method).modes[mode];
  return section.tickers.map((ticker, i) => ({ ticker, value: score[i], band: BANDS[band[i]] }));
}

import type { Method } from '../scoring/method.js';
import { BANDS, type Band, type Mode, type Points, type Ticker } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';

export interface TriedScore {
  readonly ticker: Ticker;
  readonly value: Points;
  readonly band: Band;
}

/** The scores that a day would have with another method: the same inputs, all stocks, every step. Nothing is stored. */
export function whatIf({ section }: Pick<DayScores, 'section'>, method: Method, mode: Mode): TriedScore[] {
  const { score, band } = scoreDay(section, method).modes[mode];
  return section.tickers.map((ticker, i) => ({ ticker, value: score[i], band: BANDS[band[i]] }));
}

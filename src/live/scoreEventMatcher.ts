import type { Band, Mode, Points, Ticker } from '../scoring/names.js';
import { round2 } from '../scoring/rounding.js';
import type { ScoreEventRow } from './scoreEventRow.js';

/**
 * Which events of the log a subscriber wants: those for which every part holds. A part that is null holds for all, except
 * that of the method.
 */
export interface ScoreEventFilter {
  readonly tickers?: readonly Ticker[] | null;
  /** Keys of sector groups, as of when the score was made. */
  readonly sectors?: readonly string[] | null;
  readonly mode?: Mode | null;
  /** Name of the method; null: the one that the store serves. */
  readonly method?: string | null;
  /** Bands that the score is in now. */
  readonly bands?: readonly Band[] | null;
  /** True: only where the band is another one than before, the score is the first one, or the stock has none any more. */
  readonly bandChangedOnly?: boolean | null;
  /** The least change of the value, up or down. First scores, and stocks that have none any more, hold in any case. */
  readonly minChange?: Points | null;
}

/** Compiles a filter into a predicate over events. */
export function scoreEventMatcher(
  filter: ScoreEventFilter | null | undefined,
): (event: ScoreEventRow) => boolean {
  if (!filter) return (event) => event.of_served;
  const { mode, method = null, bandChangedOnly, minChange } = filter;
  const tickers = filter.tickers && new Set(filter.tickers);
  const sectors = filter.sectors && new Set(filter.sectors);
  const bands = filter.bands && new Set(filter.bands);
  return (event) =>
    (method === null ? event.of_served : event.method_name === method) &&
    (!mode || event.mode === mode) &&
    (!tickers || tickers.has(event.ticker)) &&
    (!sectors || sectors.has(event.sector)) &&
    (!bands || bands.has(event.band)) &&
    (!bandChangedOnly || !event.has_score || event.band !== event.previous_band) &&
    (typeof minChange !== 'number' ||
      event.previous_value === null ||
      !event.has_score ||
      // Rounded, because the difference of two doubles of two decimals has more.
      Math.abs(round2(event.value - event.previous_value)) >= minChange);
}

import type { IsoDate } from '../../scoring/names.js';
import type { MarketPanel } from './panel.js';
import type { WindowSpan } from './validationFigures.js';

/**
 * Returns the windows that are computed of a market: ALL, WARM, HOLD_OUT, and each calendar year that has a session.
 *
 * @param warm the first day of WARM; null: the first Monday after the session on which dma200 exists for most stocks.
 *   WARM is left out where there is no such session.
 */
export function spansOf(market: MarketPanel, warm: IsoDate | null): WindowSpan[] {
  throw new RangeError(`Expected windows of ${market.days.length} sessions, got none from ${warm}.`);
}

import { dayOf, isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import type { MarketPanel } from './panel.js';
import type { WindowSpan } from './validationFigures.js';

const HOLD_OUT_FROM = '2023-01-01' as IsoDate;
/** Bars that dma200 needs. */
const LONGEST_AVERAGE = 200;
/** 1970-01-05, as days since 1970-01-01. */
const A_MONDAY = 4;

/**
 * Returns the windows that are computed of a market: ALL, WARM, HOLD_OUT, and each calendar year that has a session.
 *
 * @param warm the first day of WARM; null: the first Monday after the session on which dma200 exists for most stocks.
 *   WARM is left out where there is no such session.
 */
export function spansOf(market: Pick<MarketPanel, 'days' | 'closes'>, warm: IsoDate | null): WindowSpan[] {
  const { days } = market;
  if (days.length === 0) return [];
  const to = days[days.length - 1];
  const warmFrom = warm ?? warmDay(market);
  const years = new Set(days.map((day) => Number(day.slice(0, 4))));
  return [
    { window: 'ALL', year: null, from: days[0], to },
    ...(warmFrom === null ? [] : [{ window: 'WARM', year: null, from: warmFrom, to } as const]),
    { window: 'HOLD_OUT', year: null, from: HOLD_OUT_FROM, to },
    ...Array.from(years, (year) => ({
      window: 'YEAR' as const,
      year,
      from: `${year}-01-01` as IsoDate,
      to: `${year}-12-31` as IsoDate,
    })),
  ];
}

/** Returns the first Monday after the first session on which more than half of the securities that trade have 200 bars. */
function warmDay({ days, closes }: Pick<MarketPanel, 'days' | 'closes'>): IsoDate | null {
  const trading = new Int32Array(days.length);
  const averaged = new Int32Array(days.length);
  for (let start = 0; start < closes.length; start += days.length) {
    let bars = 0;
    for (let session = 0; session < days.length; session++) {
      if (Number.isNaN(closes[start + session])) continue;
      bars++;
      trading[session]++;
      if (bars >= LONGEST_AVERAGE) averaged[session]++;
    }
  }
  const session = averaged.findIndex((count, k) => 2 * count > trading[k]);
  if (session === -1) return null;
  const tomorrow = dayOf(days[session]) + 1;
  return isoOf(tomorrow + ((((A_MONDAY - tomorrow) % 7) + 7) % 7));
}

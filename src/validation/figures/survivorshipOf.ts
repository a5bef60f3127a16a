import { forwardReturn, indexReturn, type MarketMeasures } from './marketMeasures.js';
import { FORWARD_HORIZONS } from './names.js';
import type { ScorePanel } from './panel.js';
import {
  GONE_AFTER,
  SURVIVORSHIP_GROUPS,
  type Survivorship,
  type SurvivorshipGroup,
  type SurvivorshipYear,
} from './survivorship.js';

/** Measures all securities, scored or not, against NIFTY 50, and counts those that are gone. */
export function survivorshipOf(market: MarketMeasures, scores: ScorePanel): Survivorship {
  const { closes, days, tickers } = market.panel;
  const everScored = new Set(scores.security);
  const gone = tickers.flatMap((_, security) => {
    const end = (security + 1) * days.length;
    const last = closes.subarray(Math.max(security * days.length, end - GONE_AFTER), end);
    return last.every(Number.isNaN) ? [security] : [];
  });
  return {
    years: yearsOf(market, scores),
    securities: tickers.length,
    gone: gone.length,
    goneScored: gone.filter((security) => everScored.has(security)).length,
  };
}

function yearsOf(market: MarketMeasures, scores: ScorePanel): SurvivorshipYear[] {
  const { days, tickers } = market.panel;
  const totals = new Map<string, { sum: number; n: number }>();
  const years = new Set<number>();
  days.forEach((day, session) => {
    const year = Number(day.slice(0, 4));
    years.add(year);
    const scored = new Set(scores.security.subarray(scores.firstOf[session], scores.firstOf[session + 1]));
    FORWARD_HORIZONS.forEach((horizon) => {
      const index = indexReturn(market, session, horizon);
      if (Number.isNaN(index)) return;
      const ofGroup = SURVIVORSHIP_GROUPS.map((group) => totalOf(`${year} ${group} ${horizon}`));
      for (let security = 0; security < tickers.length; security++) {
        const excess = forwardReturn(market, security, session, horizon) - index;
        if (Number.isNaN(excess)) continue;
        const place = market.places[security * days.length + session];
        for (const group of [scored.has(security) ? 'SCORED' : 'UNSCORED', sizeGroupOf(place)] as const) {
          const total = ofGroup[SURVIVORSHIP_GROUPS.indexOf(group)];
          total.sum += excess;
          total.n++;
        }
      }
    });
  });
  return Array.from(years).flatMap((year) =>
    FORWARD_HORIZONS.flatMap((horizon) =>
      SURVIVORSHIP_GROUPS.map((group) => {
        const { sum, n } = totalOf(`${year} ${group} ${horizon}`);
        return { year, group, horizon, n, excess: n === 0 ? null : sum / n };
      }),
    ),
  );

  function totalOf(key: string): { sum: number; n: number } {
    const total = totals.get(key) ?? { sum: 0, n: 0 };
    totals.set(key, total);
    return total;
  }
}

/** @param place among the most traded; 0: none */
function sizeGroupOf(place: number): SurvivorshipGroup {
  if (place === 0 || place > 500) return 'OTHER';
  if (place <= 100) return 'MOST_TRADED_1_100';
  return place <= 300 ? 'MOST_TRADED_101_300' : 'MOST_TRADED_301_500';
}

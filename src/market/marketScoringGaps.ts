import type { Method } from '../scoring/method.js';
import type { Day, Ticker } from '../scoring/names.js';
import type { Market } from './market.js';
import { scoringGaps, type ScoringGaps } from './scoringGaps.js';
import type { Sectors } from './sectors.js';

/** Returns what a market in memory lacks for the scores of its newest session. */
export function marketScoringGaps(
  market: Market,
  setup: { readonly method: Method; readonly sectors: Sectors },
): ScoringGaps {
  const lastBarOf = (ticker: Ticker): Day | null => market.bars.get(ticker)?.day.at(-1) ?? null;
  let newest = -Infinity;
  for (const ticker of market.bars.keys()) newest = Math.max(newest, lastBarOf(ticker) ?? -Infinity);
  return scoringGaps(market, newest === -Infinity ? null : newest, lastBarOf, setup);
}

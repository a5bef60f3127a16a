import { isoOf } from '../../market/day.js';
import type { Ticker } from '../../scoring/names.js';
import type { ComparedSector } from './comparedSector.js';
import type { Insight } from './insight.js';

/** Says why a company has no place among those of its sector; nothing where it has one. */
export function outcomeOf(ticker: Ticker, { peers, on }: ComparedSector): readonly Insight[] {
  if (peers.companies.some((one) => one.ticker === ticker)) return [];
  const reason =
    peers.leftOut.find((one) => one.ticker === ticker)?.reason ??
    `it had no bar in the 30 days up to ${isoOf(on)}`;
  return [{ rule: 'NOT_COMPARED', sentence: `${ticker} has no share: ${reason}.`, numbers: [] }];
}

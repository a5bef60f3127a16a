import { isoOf } from '../../market/day.js';
import type { Ticker } from '../../scoring/names.js';
import type { ComparedSector } from './comparedSector.js';
import type { Insight } from './insight.js';

/** Says why a company has no place among those of its sector; nothing where it has one. */
export function outcomeOf(ticker: Ticker, { isGroup, on, peers }: ComparedSector): readonly Insight[] {
  if (peers.companies.some((one) => one.ticker === ticker)) return [];
  if (!isGroup) {
    const sentence = `${ticker} was in no sector group on ${isoOf(on)}, so there is nothing to compare it with.`;
    return [{ rule: 'NO_SECTOR', sentence, numbers: [] }];
  }
  const reason =
    peers.leftOut.find((one) => one.ticker === ticker)?.reason ??
    `it was not traded in the 30 days up to the newest session up to ${isoOf(on)}`;
  return [{ rule: 'NOT_COMPARED', sentence: `${ticker} has no share: ${reason}.`, numbers: [] }];
}

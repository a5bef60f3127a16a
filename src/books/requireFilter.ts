import { MAX_CAP } from '../method/methodRules.js';
import type { Points, Ticker } from '../scoring/names.js';
import { UserError } from '../userError.js';
import type { Range, StockFilter } from './screen.js';
import { shown } from '../shown.js';

/** The conditions of all filters of scores, whether they are for stocks or for events. */
export interface ScoreFilter extends StockFilter {
  /** The least change of the value, up or down. */
  readonly minChange?: Points | null | undefined;
}

/** What a filter may name. */
export interface KnownNames {
  /** Keys of sector groups. */
  readonly sectors: readonly string[];
  readonly isTicker: (ticker: Ticker) => boolean;
}

/**
 * Refuses a filter that nothing can ever match: it is a mistake, and an empty answer, or a subscription that stays
 * silent, would hide it. Some unknown tickers among known ones, and entries that repeat, do no harm.
 *
 * @param place where the filter stands, for messages
 * @throws UserError naming the first condition that is wrong
 */
export function requireFilter(filter: ScoreFilter, known: KnownNames, place = 'filter'): void {
  const { tickers, sectors, bands, fired, notFired } = filter;
  requireEntries(`${place}.tickers`, tickers);
  requireEntries(`${place}.sectors`, sectors);
  requireEntries(`${place}.bands`, bands);
  if (tickers && !tickers.some(known.isTicker)) {
    throw new UserError(
      `Expected a ticker of a known company in ${place}.tickers, got ${JSON.stringify(tickers[0])}` +
        `${tickers.length > 1 ? ' and others' : ''}: check the spelling, or leave it out.`,
    );
  }
  const sector = sectors?.find((key) => !known.sectors.includes(key));
  if (sector !== undefined) {
    throw new UserError(
      `Expected keys of sectors in ${place}.sectors, got ${JSON.stringify(shown(sector))}. ` +
        `The known ones: ${known.sectors.join(', ')}.`,
    );
  }
  requireRange(`${place}.score`, filter.score, 100);
  requirePillars(place, filter.pillars);
  requireRange(`${place}.penalty`, filter.penalty, MAX_CAP);
  requireRange(`${place}.confidence`, filter.confidence, 1);
  requireNumber(`${place}.minChange`, filter.minChange, 100);
  const both = fired?.find((guardrail) => notFired?.includes(guardrail));
  if (both !== undefined) {
    throw new UserError(
      `Expected a guardrail in only one of ${place}.fired and ${place}.notFired, got ${both} in both: ` +
        'leave it out of one.',
    );
  }
}

function requireEntries(name: string, entries: readonly string[] | null | undefined): void {
  if (entries?.length !== 0) return;
  throw new UserError(`Expected at least one entry in ${name}, got none: leave it out to match all.`);
}

function requirePillars(place: string, pillars: StockFilter['pillars']): void {
  const seen = new Set<string>();
  for (const { pillar, ...range } of pillars ?? []) {
    if (seen.has(pillar)) {
      throw new UserError(
        `Expected at most one range for each pillar in ${place}.pillars, got two for ${pillar}: join them.`,
      );
    }
    seen.add(pillar);
    requireRange(`${place}.pillars (${pillar})`, range, 100);
  }
}

function requireRange(name: string, range: Range | null | undefined, most: number): void {
  if (!range) return;
  const { min, max } = range;
  requireNumber(`min of ${name}`, min, most);
  requireNumber(`max of ${name}`, max, most);
  if ((min ?? 0) <= (max ?? most)) return;
  throw new UserError(
    `Expected min to be at most max in ${name}, got min ${min} and max ${max}: swap them, or leave one out.`,
  );
}

function requireNumber(name: string, value: number | null | undefined, most: number): void {
  if (value === null || value === undefined || (value >= 0 && value <= most)) return;
  throw new UserError(
    `Expected ${name} to be a number of 0 to ${most}, got ${value}: correct it, or leave it out.`,
  );
}

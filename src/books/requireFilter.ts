import { MAX_CAP } from '../method/methodRules.js';
import type { Points } from '../scoring/names.js';
import { UserError } from '../userError.js';
import type { Condition } from './condition.js';
import { requireEntries } from './requireEntries.js';
import { requireKnownNames, type KnownNames } from './requireKnownNames.js';
import { requireNumber } from './requireNumber.js';
import { requireRange } from './requireRange.js';
import type { StockFilter } from './screen.js';

/** The conditions of all filters of scores, whether they are for stocks or for events. */
export interface ScoreFilter extends StockFilter {
  /** The least change of the value, up or down. */
  readonly minChange?: Points | null | undefined;
}

/** Conditions of one filter, with those of all filters within it. */
export const MOST_CONDITIONS = 100;
/** How deep filters may be nested: a filter without another one is 1 deep. */
export const MOST_DEPTH = 6;

/**
 * Refuses a filter that nothing can ever match: it is a mistake, and an empty answer, or a subscription that stays
 * silent, would hide it. Some unknown tickers among known ones, and entries that repeat, do no harm.
 *
 * @param place where the filter stands, for messages
 * @throws UserError naming the first condition that is wrong
 */
export function requireFilter(filter: ScoreFilter, known: KnownNames, place = 'filter'): void {
  requireNesting(filter, place);
  requireParts(filter, known, place);
}

function requireParts(filter: ScoreFilter, known: KnownNames, place: string): void {
  const { tickers, sectors, bands, fired, notFired, where, and, or, not } = filter;
  requireKnownNames({ tickers, sectors }, known, place);
  requireEntries(`${place}.bands`, bands);
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
  requireEntries(`${place}.where`, where);
  for (const [k, condition] of (where ?? []).entries()) requireCondition(`${place}.where[${k}]`, condition);
  for (const [name, inner] of [['and', and] as const, ['or', or] as const]) {
    requireEntries(`${place}.${name}`, inner);
    for (const [k, one] of (inner ?? []).entries()) requireParts(one, known, `${place}.${name}[${k}]`);
  }
  if (not) requireParts(not, known, `${place}.not`);
}

/** Refuses filters that are too large before anything else, so that what checks them may call itself. */
function requireNesting(filter: ScoreFilter, place: string): void {
  let conditions = 0;
  let level: readonly StockFilter[] = [filter];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MOST_DEPTH) {
      throw new UserError(
        `Expected filters that are nested at most ${MOST_DEPTH} deep in ${place}, got deeper ones: ` +
          'write the expression with fewer levels, for example with the conditions of `and` in `where`.',
      );
    }
    for (const { where } of level) conditions += where?.length ?? 0;
    level = level.flatMap(({ and, or, not }) => [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]);
    // A filter without a condition counts as one, because it is work, too.
    conditions += level.filter(({ where }) => !where).length;
  }
  if (conditions <= MOST_CONDITIONS) return;
  throw new UserError(
    `Expected at most ${MOST_CONDITIONS} conditions in ${place} and the filters within it, got ${conditions}: ` +
      'ask for a wider list, or for two.',
  );
}

function requireCondition(place: string, { is, value, than, thanSectorMedian, factor }: Condition): void {
  const sides = Object.entries({ value, than, thanSectorMedian: thanSectorMedian || null })
    .filter(([, side]) => side !== null && side !== undefined)
    .map(([name]) => name);
  const isAlone = is === 'KNOWN' || is === 'UNKNOWN';
  if (sides.length !== (isAlone ? 0 : 1)) {
    const expected = isAlone ? 'no other side' : 'exactly one of value, than and thanSectorMedian';
    const others = isAlone ? 'compare with nothing.' : 'leave the others out.';
    throw new UserError(
      `Expected ${expected} for ${is} in ${place}, got ${sides.length === 0 ? 'none' : sides.join(' and ')}: ` +
        (sides.length === 0 ? 'say what to compare with.' : others),
    );
  }
  if (factor === null || factor === undefined) return;
  if (isAlone || sides[0] === 'value') {
    throw new UserError(
      `Expected a factor only with than or thanSectorMedian in ${place}, got ${factor} with ${sides[0] ?? is}: leave it out.`,
    );
  }
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

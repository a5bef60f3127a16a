import type { Sessions } from '../../market/calendar.js';
import { UNIVERSE_SESSIONS } from '../../market/crossSection.js';
import { dayOf, isoOf } from '../../market/day.js';
import { MAX_AGE_DAYS } from '../../market/fundamentals.js';
import type { IsoDate } from '../../scoring/names.js';
import { flagCountsOf } from '../flag/flag.js';
import type { FactFlag } from '../flag/factFlagsLoader.js';
import { DataQuality, QUALITY_SESSIONS } from './dataQuality.js';
import { DatasetFreshness } from './datasetFreshness.js';
import type { QualityFacts } from './qualityLoader.js';

/**
 * Judges the facts of a stock.
 *
 * @param asked the day to answer where there is no session
 * @param published flags of what the company published
 */
export function qualityOf(
  facts: QualityFacts,
  sessions: Sessions,
  published: readonly FactFlag[],
  asked: IsoDate,
): DataQuality {
  const end = facts.until === null ? 0 : sessions.countUpTo(dayOf(facts.until));
  const on = end === 0 ? asked : isoOf(sessions.days[end - 1]);
  const begin =
    facts.first === null ? end : Math.max(end - QUALITY_SESSIONS, sessions.countUpTo(dayOf(facts.first) - 1));
  const expected = [...sessions.days.subarray(begin, end)].map(isoOf);
  const bars = new Set(facts.bars);
  const ofSessions = (facts.flags ?? []).filter(({ day }) => expected.length > 0 && day >= expected[0]);
  const flagged = new Set(ofSessions.map(({ day }) => day));
  const missing = expected.filter((day) => !bars.has(day));
  const odd = expected.filter((day) => !bars.has(day) || flagged.has(day));
  const newest = [facts.fundamentals, facts.statements, facts.shareholding];
  const ofPeriods = published.filter(({ day, published_on }) => newest.includes(day) && published_on <= on);
  const freshness = freshnessOf(facts, sessions, end, on);
  return new DataQuality({
    on,
    score: expected.length === 0 ? 0 : 1 - odd.length / expected.length,
    bars: expected.length - missing.length,
    expected: expected.length,
    gaps: missing.length,
    flags: flagCountsOf([...ofSessions, ...ofPeriods]),
    freshness,
    issues: [
      ...(expected.length === 0 ? [`There is no bar up to ${on}.`] : []),
      ...(missing.length > 0
        ? [
            `Of the last ${expected.length} sessions, ${missing.length} ${missing.length === 1 ? 'has' : 'have'} no bar.`,
          ]
        : []),
      // A missing session is said once, and not as a flag each.
      ...named([...ofPeriods, ...ofSessions.filter(({ kind }) => kind !== 'GAP').reverse()]),
      ...freshness
        .filter(({ stale }) => stale)
        .map(({ dataset, newest: day, sessionsBehind }) =>
          sessionsBehind === null
            ? `The newest fact of ${dataset} is of ${day}, ${dayOf(on) - dayOf(day ?? on)} days ago, above the ${MAX_AGE_DAYS} days that count.`
            : `The newest fact of ${dataset} is of ${day}, ${sessionsBehind} sessions ago, above the ${UNIVERSE_SESSIONS - 1} sessions that count.`,
        ),
      ...(facts.fundamentals === null && facts.statements === null ? ['There are no fundamentals.'] : []),
      ...(facts.shareholding === null ? ['There is no shareholding.'] : []),
    ],
  });
}

/** Flags that are said in words. */
const NAMED = 20;

function named(flags: readonly Pick<FactFlag, 'kind' | 'day' | 'detail'>[]): string[] {
  const more = flags.length - NAMED;
  return [
    ...flags.slice(0, NAMED).map(({ kind, day, detail }) => `${kind} of ${day}: ${detail}.`),
    ...(more > 0 ? [`There are ${more} older flags: ask for the flags of bars.`] : []),
  ];
}

function freshnessOf(
  { bars, fundamentals, statements, shareholding }: QualityFacts,
  sessions: Sessions,
  end: number,
  on: IsoDate,
): DatasetFreshness[] {
  const newestBar = bars?.at(0) ?? null;
  const behind = newestBar === null ? null : end - sessions.countUpTo(dayOf(newestBar));
  const isTooOld = (day: IsoDate | null) => day !== null && dayOf(on) - dayOf(day) > MAX_AGE_DAYS;
  return [
    new DatasetFreshness('PRICES', newestBar, behind, behind !== null && behind >= UNIVERSE_SESSIONS),
    new DatasetFreshness('FUNDAMENTALS', fundamentals, null, isTooOld(fundamentals)),
    new DatasetFreshness('STATEMENTS', statements, null, isTooOld(statements)),
    new DatasetFreshness('SHAREHOLDING', shareholding, null, isTooOld(shareholding)),
  ];
}

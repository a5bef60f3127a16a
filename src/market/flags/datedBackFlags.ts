import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { FactFlag } from './factFlag.js';
import type { WrittenFacts } from './writtenFacts.js';

/** What a flag says of a fact with a publication date. */
export interface PublishedFact {
  readonly ticker: Ticker;
  /** The end of its period. */
  readonly end: Day;
  readonly publishedOn: Day;
  /** Days after its period on which the fact counts as published where its row does not say so. */
  readonly lag: number;
  readonly metric: string;
  /** Its figures. */
  readonly figures: readonly number[];
}

/**
 * Returns the facts that replaced other figures and count from the usual lag after their period on: DATED_BACK. The
 * scores of days change on which the world did not know the new value. A row that states this very date looks the same.
 */
export async function datedBackFlags<Fact>(
  { written, formerOf, sessionsFrom }: WrittenFacts<Fact>,
  publishedFact: (fact: Fact) => PublishedFact,
): Promise<readonly FactFlag<Fact>[]> {
  const flags: FactFlag<Fact>[] = [];
  for (const fact of written) {
    const { ticker, end, publishedOn, lag, metric, figures } = publishedFact(fact);
    const former = formerOf.get(fact);
    if (former === undefined || publishedOn !== end + lag) continue;
    const before = publishedFact(former).figures;
    if (figures.every((figure, k) => Object.is(figure, before[k]))) continue;
    const sessions = await sessionsFrom(publishedOn);
    const touched = `${sessions} scored session${sessions === 1 ? '' : 's'}`;
    const detail =
      `replaces what was known without stating its own published_on: ` +
      `it counts from ${isoOf(publishedOn)} on, and touches ${touched}`;
    flags.push({ fact, ticker, kind: 'DATED_BACK', day: end, metric, detail });
  }
  return flags;
}

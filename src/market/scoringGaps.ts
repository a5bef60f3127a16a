import type { Method } from '../scoring/method.js';
import type { Day, IsoDate, Ticker } from '../scoring/names.js';
import { KnownFacts, notScoredOn, type NotScoredStock } from './crossSection.js';
import { isoOf } from './day.js';
import { indexNameOf } from './indexNameOf.js';
import type { MarketFacts } from './market.js';
import type { Sectors } from './sectors.js';

/** What a market lacks for the scores of its newest session. */
export interface ScoringGaps {
  /** The newest session with bars; null where there are no bars, and no company can have a score. */
  readonly session: IsoDate | null;
  /** The companies that get no score on it, ascending by ticker. */
  readonly notScored: readonly NotScoredStock[];
  /** Indices that the method needs and that do not reach the session, each with its newest day; null: there is none. */
  readonly indices: readonly { readonly name: string; readonly newest: IsoDate | null }[];
}

/**
 * Returns what a market lacks for the scores of a session.
 *
 * @param session the newest session with bars; null where there are no bars
 * @param lastBarOf returns the day of a stock's last bar; null where it has none
 */
export function scoringGaps(
  market: MarketFacts,
  session: Day | null,
  lastBarOf: (ticker: Ticker) => Day | null,
  { method, sectors }: { readonly method: Method; readonly sectors: Sectors },
): ScoringGaps {
  if (session === null) return { session, notScored: [], indices: [] };
  const { index } = method.parameters.market_return;
  const newest = index === null ? undefined : market.indices.get(indexNameOf(index))?.day.at(-1);
  const reaches = index === null || (newest !== undefined && newest >= session);
  return {
    session: isoOf(session),
    notScored: notScoredOn(new KnownFacts(market), session, sectors, lastBarOf),
    indices: reaches ? [] : [{ name: index, newest: newest === undefined ? null : isoOf(newest) }],
  };
}

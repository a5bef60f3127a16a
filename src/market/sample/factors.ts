import { GROUPS, type SampleGroup } from './groups.js';
import { Random } from './random.js';

/** The session, counted before the last one, at which groups part. It is earlier than the longest return of 126 sessions. */
export const TURN_AGO = 140;
const MARKET_VOLATILITY = 0.0075;
const GROUP_VOLATILITY = 0.003;

/** The mean daily returns of the market up to a session: a rise, a setback, a slow rise. */
const PHASES = [
  { untilAgo: 260, drift: 0.0006 },
  { untilAgo: 190, drift: -0.0012 },
  { untilAgo: 0, drift: 0.0007 },
] as const;

/** The daily returns, one per session, that move all stocks, and all stocks of a group. */
export interface Factors {
  readonly market: Float64Array;
  readonly ofGroup: ReadonlyMap<SampleGroup, Float64Array>;
}

export function sampleFactors(sessions: number): Factors {
  const agoOf = (session: number) => sessions - 1 - session;
  const random = new Random('market');
  const market = new Float64Array(sessions).map((_, session) => {
    const drift = PHASES.find(({ untilAgo }) => agoOf(session) >= untilAgo)?.drift ?? 0;
    return drift + MARKET_VOLATILITY * random.normal();
  });
  const ofGroup = new Map(
    GROUPS.map((group) => {
      const own = new Random(`group ${group.key}`);
      const returns = new Float64Array(sessions).map((_, session) => {
        const drift = agoOf(session) < TURN_AGO ? group.drift.since : group.drift.before;
        return drift + GROUP_VOLATILITY * own.normal();
      });
      return [group, returns];
    }),
  );
  return { market, ofGroup };
}

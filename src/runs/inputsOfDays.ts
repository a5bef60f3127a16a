import type pg from 'pg';
import type { Sessions } from '../market/calendar.js';
import { assembleSection, crossSectionAsOf, KnownFacts, type DayInputs } from '../market/crossSection.js';
import { isoOf } from '../market/day.js';
import type { MarketFacts } from '../market/market.js';
import type { StockIds } from '../market/store/stockIds.js';
import { storedBars } from '../market/store/storedBars.js';
import { StoredFeatures } from '../market/store/storedFeatures.js';
import { hasStoredFeatures } from '../market/store/updateFeatures.js';
import type { Method } from '../scoring/method.js';
import type { Day } from '../scoring/names.js';
import { rememberedSessions } from './rememberedSessions.js';
import type { ScoringSetup } from './scoringSetup.js';
import { withFormerScores } from './withFormerScores.js';

/** As of when inputs are read, and for which days. */
export interface InputsOptions {
  /** Facts and features are read as recorded at this batch. */
  readonly batch: number;
  /** The days that will be asked for, ascending: they are read several weeks at once. */
  readonly days: readonly Day[];
  /** All facts but the bars, as recorded at the batch. */
  readonly facts: MarketFacts;
}

/**
 * Reads what days are scored from: facts, and stored features or, for a method that computes features otherwise, bars.
 *
 * @returns loads a day of `days`; it throws NobodyScored where no stock can be scored on it
 */
export async function inputsOfDays(
  client: pg.ClientBase,
  ids: StockIds,
  { method, sectors }: Pick<ScoringSetup, 'method' | 'sectors'>,
  { batch, days, facts }: InputsOptions,
): Promise<(day: Day) => Promise<DayInputs>> {
  const known = new KnownFacts(facts);
  const { sessions } = facts;
  if (!hasStoredFeatures(method)) {
    const market = { ...facts, bars: await storedBars(client, ids, { batch }) };
    const fromBars = (day: Day) => crossSectionAsOf(market, isoOf(day), method, sectors, known);
    return withFormerScores(async (day) => fromBars(day), { method, sessions });
  }
  const features = new StoredFeatures(client, ids, batch, withRemembered(days, method, sessions));
  return withFormerScores(
    async (day) => assembleSection(known, isoOf(day), method, sectors, await features.on(day)),
    { method, sessions },
  );
}

/** Returns days and the sessions that their bands depend on, ascending. */
function withRemembered(days: readonly Day[], { parameters }: Method, sessions: Sessions): readonly Day[] {
  const remembered = days.flatMap((day) => rememberedSessions(parameters, sessions, day));
  return remembered.length === 0 ? days : [...new Set([...remembered, ...days])].sort((a, b) => a - b);
}

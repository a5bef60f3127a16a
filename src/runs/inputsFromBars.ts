import { crossSectionAsOf, KnownFacts, type DayInputs } from '../market/crossSection.js';
import { dayOf, isoOf } from '../market/day.js';
import type { Market } from '../market/market.js';
import type { Sectors } from '../market/sectors.js';
import type { Method } from '../scoring/method.js';
import type { IsoDate } from '../scoring/names.js';
import type { ScoreMemory } from './scoreMemory.js';
import { withFormerScores } from './withFormerScores.js';

/**
 * Computes what a day is scored from, and the former scores that its bands begin with, from bars. A method that remembers
 * sessions takes as long as so many days.
 *
 * @param known the market's facts; callers that ask for many days make it once
 * @param memory the scores that were computed from the same market, by the same method and sector groups
 * @throws UserError where D is no session, NobodyScored where no stock can be scored on it
 */
export function inputsFromBars(
  market: Market,
  date: IsoDate,
  { method, sectors }: { readonly method: Method; readonly sectors: Sectors },
  known = new KnownFacts(market),
  memory?: ScoreMemory,
): Promise<DayInputs> {
  const asked = dayOf(date);
  const inputsOf = withFormerScores(
    async (day) =>
      crossSectionAsOf(market, Object.is(day, asked) ? date : isoOf(day), method, sectors, known),
    { method, sessions: market.sessions, ...(memory && { memory }) },
  );
  return inputsOf(asked);
}

import type { DayInputs } from '../../market/crossSection.js';
import { inputsFromBars } from '../../runs/inputsFromBars.js';
import type { StoredSetup } from '../../runs/scoringSetup.js';
import type { IsoDate } from '../../scoring/names.js';
import { scoreDay, type DayScores } from '../../scoring/scoreDay.js';
import { marketOf, type SessionInputs } from './sessionInputs.js';

/** A session that was scored, and the companies that have no score on it. */
export interface ComputedSession {
  readonly day: DayScores;
  readonly notScored: DayInputs['notScored'];
}

/**
 * Scores a session from raw facts: features from bars, metrics from statements, and then all that scoring does.
 *
 * @throws UserError where the day is no session of the inputs, or no stock can be scored on it
 */
export async function computeSession(
  inputs: SessionInputs,
  setup: Pick<StoredSetup, 'method' | 'sectors'>,
  date: IsoDate,
): Promise<ComputedSession> {
  const { section, notScored } = await inputsFromBars(await marketOf(inputs), date, setup);
  return { day: scoreDay(section, setup.method), notScored };
}

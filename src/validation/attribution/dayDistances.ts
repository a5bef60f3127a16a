import { guardrailStepsOf, penaltyPartsOf } from '../../scoring/explain.js';
import type { Mode, Points } from '../../scoring/names.js';
import type { CrossSection } from '../../scoring/crossSection.js';
import type { DayScores } from '../../scoring/scoreDay.js';
import { bandAtOf } from './bandAtOf.js';
import { distancesOf, type Distance } from './distances.js';

/** Returns the distances of a stock's score on a day that was computed, as `distancesOf` does. */
export function dayDistances({ section, method, modes }: DayScores, mode: Mode, at: number): Distance[] {
  const scores = modes[mode];
  return distancesOf({
    ...{ mode, method },
    weighted: scores.weighted[at],
    beforeCap: scores.penalties.beforeCap[at],
    cap: scores.penalties.cap[at],
    penalties: penaltyPartsOf(scores, at),
    guardrails: guardrailStepsOf(scores, at),
    meetingSide: section.meetingSide[at],
    bandAt: bandAtOf(method, formerOf(section, mode, at)),
  });
}

function formerOf({ formerScores }: CrossSection, mode: Mode, at: number): Points[] {
  if (!formerScores) return [];
  const { sessions, hundredths } = formerScores;
  const own = hundredths[mode].subarray(at * sessions, (at + 1) * sessions);
  return Array.from(
    own.filter((score) => score >= 0),
    (score) => score / 100,
  );
}

import {
  PENALTIES,
  PILLARS,
  type Mode,
  type PenaltyKind,
  type PillarName,
  type Points,
} from '../../scoring/names.js';
import type { DayScores } from '../../scoring/scoreDay.js';
import { scoreParts, type ScoreParts } from './scoreParts.js';

/**
 * Returns the parts of a stock's score on a day that was computed.
 *
 * @param at the stock's element in the columns
 */
export function dayParts(day: DayScores, mode: Mode, at: number): ScoreParts {
  const { weightsOfSector, penalties, guardrails, score } = day.modes[mode];
  return scoreParts({
    pillars: Object.fromEntries(PILLARS.map((pillar, p) => [pillar, day.rounded[p][at] / 100])) as Record<
      PillarName,
      Points
    >,
    weights: weightsOfSector[day.section.sectorOf[at]],
    penalties: Object.fromEntries(
      PENALTIES.map((kind) => [kind, penalties.parts[kind].points[at]]),
    ) as Record<PenaltyKind, Points>,
    beforeCap: penalties.beforeCap[at],
    penalty: penalties.total[at],
    beforeGuardrails: guardrails[0].scoreBefore[at],
    value: score[at],
  });
}

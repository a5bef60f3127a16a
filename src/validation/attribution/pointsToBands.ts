import { bandIndex } from '../../scoring/bands.js';
import type { GuardrailStep } from '../../scoring/explain.js';
import type { Method } from '../../scoring/method.js';
import { BANDS, type Mode, type Points } from '../../scoring/names.js';
import { snap } from '../../scoring/rounding.js';

/** How many points a score is from the bands next to its own. */
export interface PointsToBands {
  /**
   * So many points more give the band above, if nothing else changes; null in the highest band, and where a guardrail holds
   * the band down whatever the score.
   */
  readonly up: Points | null;
  /** More points less than that give the band below; null in the lowest band. */
  readonly down: Points | null;
}

/**
 * Returns how far the band before guardrails, and what SECTOR_BEAR makes of the score, are from changing the final band. The
 * margin of a method with hysteresis is part of both.
 */
export function pointsToBands(
  guardrails: readonly GuardrailStep[],
  mode: Mode,
  { parameters, thresholds }: Method,
): PointsToBands {
  const [{ scoreBefore: score, bandBefore }] = guardrails;
  const last = guardrails[guardrails.length - 1];
  const band = bandIndex(last.bandAfter);
  const margin = parameters.bands?.hysteresis ?? 0;
  const isLowered = ({ guardrail }: GuardrailStep) => guardrail === 'SECTOR_BEAR' && mode === 'INVESTOR';
  const fired = guardrails.filter((step) => step.fired);
  const isCapped = fired.some((step) => !isLowered(step));
  const lowered = fired.some(isLowered);
  const boundOf = (index: number): Points =>
    thresholds.bands[BANDS[index] as Exclude<(typeof BANDS)[number], 'AVOID'>];

  const next = band + 1;
  const isReachable = next < BANDS.length && !(isCapped && next > bandIndex('HOLD'));
  const up = isReachable
    ? Math.max(
        bandIndex(bandBefore) >= next ? 0 : boundOf(next) + margin - score,
        lowered ? boundOf(next) + parameters.guardrails.sector_bear_points - score : 0,
      )
    : null;
  const down =
    band === 0
      ? null
      : Math.min(score - (boundOf(band) - margin), lowered ? last.scoreAfter - boundOf(band) : Infinity);
  return { up: up && snap(up), down: down && snap(down) };
}

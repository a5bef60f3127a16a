import { bandIndex, bandOf } from '../../scoring/bands.js';
import type { Method } from '../../scoring/method.js';
import { BANDS, type Band, type Guardrail, type Mode, type Points } from '../../scoring/names.js';
import { round2 } from '../../scoring/rounding.js';

const HOLD = bandIndex('HOLD');

/** Returns the band after the guardrails that fire, as `applyGuardrails` does for a whole day (method §9). */
export function lastBand(
  {
    band,
    score,
    fired,
  }: { readonly band: Band; readonly score: Points; readonly fired: readonly Guardrail[] },
  mode: Mode,
  { parameters, thresholds }: Method,
): Band {
  let last = bandIndex(band);
  for (const guardrail of fired) {
    const lowered = round2(Math.max(0, score - parameters.guardrails.sector_bear_points));
    const most =
      guardrail === 'SECTOR_BEAR' && mode === 'INVESTOR' ? bandOf(lowered, thresholds.bands) : HOLD;
    last = Math.min(last, most);
  }
  return BANDS[last];
}

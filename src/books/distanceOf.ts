import { guardrailThreshold } from '../scoring/guardrails.js';
import type { Method } from '../scoring/method.js';
import type { Guardrail } from '../scoring/names.js';
import { snap } from '../scoring/rounding.js';
import type { ScoreRow } from './dayBook.js';
import { observedBy } from './storedGuardrailSteps.js';

/** Guardrails that fire for small values. The others fire for large ones. */
const BELOW: ReadonlySet<Guardrail> = new Set(['LOW_DATA_HOLD', 'ILLIQUIDITY', 'SECTOR_BEAR']);

/**
 * Returns how far a stored score is from a guardrail, in the unit of what the guardrail judges: positive where there is
 * room before it fires, negative beyond its threshold, and null where what it judges is not known.
 */
export function distanceOf(row: ScoreRow, guardrail: Guardrail, method: Method): number | null {
  const observed = observedBy(guardrail, row, method);
  if (observed === null) return null;
  const threshold = guardrailThreshold(guardrail, row.mode, method);
  return snap(BELOW.has(guardrail) ? observed - threshold : threshold - observed);
}

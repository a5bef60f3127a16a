import type { Method } from '../../scoring/method.js';
import type { Guardrail, Mode } from '../../scoring/names.js';
import { worstLiquidityBound } from '../../scoring/penalties.js';

/** The bound of a guardrail in a mode; only that of ILLIQUIDITY depends on the mode. */
export function guardrailThresholdOf(
  guardrail: Guardrail,
  mode: Mode,
  { parameters, thresholds }: Method,
): number {
  return guardrail === 'ILLIQUIDITY'
    ? worstLiquidityBound(parameters.penalties.liquidity[mode])
    : thresholds.guardrails[guardrail];
}

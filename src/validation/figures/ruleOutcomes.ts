import { GUARDRAILS, PENALTIES } from '../../scoring/names.js';
import type { Pool } from './bootstrap.js';
import { POOLS } from './universeMeasures.js';
import type { RuleOutcome } from './validationFigures.js';
import { NO_ESTIMATE, sizeOf, type WindowOfMeasures } from './windowOfMeasures.js';

/**
 * Returns what followed each guardrail, each part of the penalty, and all guardrails together on stocks that would be a BUY
 * without them.
 */
export function ruleOutcomes(window: WindowOfMeasures): RuleOutcome[] {
  const all = window.pool(POOLS.all);
  const compared = (pool: Pool, other: Pool): Pick<RuleOutcome, 'share' | 'n' | 'nOther' | 'difference'> => {
    const [n, nOther] = [sizeOf(pool), sizeOf(other)];
    const share = n + nOther === 0 ? 0 : n / (n + nOther);
    return { share, n, nOther, difference: window.pooled(pool, other) };
  };
  const againstRest = (pool: Pool): ReturnType<typeof compared> => compared(pool, rest(all, pool));
  return [
    ...GUARDRAILS.map((guardrail, at) => {
      const moved = window.pool(POOLS.moved + at);
      return {
        guardrail,
        penalty: null,
        cappedBuys: false,
        ...againstRest(window.pool(POOLS.fired + at)),
        movedVsKept: window.pooled(moved, rest(all, moved)),
      };
    }),
    ...PENALTIES.map((penalty, at) => ({
      guardrail: null,
      penalty,
      cappedBuys: false,
      ...againstRest(window.pool(POOLS.penalised + at)),
      movedVsKept: NO_ESTIMATE,
    })),
    {
      guardrail: null,
      penalty: null,
      cappedBuys: true,
      ...compared(window.pool(POOLS.cappedBuys), window.pool(POOLS.keptBuys)),
      movedVsKept: NO_ESTIMATE,
    },
  ];
}

/** Returns the stock-sessions that a pool leaves. */
function rest(all: Pool, pool: Pool): Pool {
  const counts = all.counts.map((count, k) => count - pool.counts[k]);
  return { counts, sums: all.sums.map((sum, k) => (counts[k] === 0 ? 0 : sum - pool.sums[k])) };
}

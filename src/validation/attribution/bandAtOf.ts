import { bandsOf } from '../../scoring/bands.js';
import type { Method } from '../../scoring/method.js';
import { BANDS, type Band, type Points } from '../../scoring/names.js';
import { toHundredths } from '../../scoring/rounding.js';

/**
 * Returns a function from a score of a stock before guardrails to its band before them.
 *
 * @param former the stock's scores before guardrails on the sessions that the method remembers, the oldest first; sessions
 * without a score are left out
 */
export function bandAtOf(
  { parameters, thresholds }: Method,
  former: readonly Points[],
): (score: Points) => Band {
  const hundredths = Int16Array.from(former, toHundredths);
  const remembered = { sessions: former.length, hundredths };
  return (score) => BANDS[bandsOf(Float64Array.of(score), remembered, thresholds.bands, parameters.bands)[0]];
}

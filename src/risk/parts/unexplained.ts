import { decimal } from '../decimal.js';
import type { StockDays, UnexplainedDay } from '../stockDays.js';
import type { PartContext } from './partContext.js';

/** Names days that no action explains, as the end of a reason; empty where there is none. */
export function unexplained(
  days: readonly UnexplainedDay[],
  { bars: { session } }: StockDays,
  { parameters, dateOf }: PartContext,
): string {
  if (days.length === 0) return '';
  const named = days.map(({ bar, change }) => {
    const sign = change > 0 ? '+' : '';
    return `${dateOf(session[bar])} ${sign}${decimal(100 * change, 2)} %`;
  });
  const beyond = Number((100 * parameters.returns.unexplained_above).toFixed(10));
  return `; beyond ${beyond} % without an action: ${named.join(', ')}`;
}

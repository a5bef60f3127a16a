import type { IsoDate } from '../../../scoring/names.js';
import type { RuleRow } from '../evaluation/ruleRow.js';

const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)} %`;

/**
 * Says what an alert tells of a portfolio.
 *
 * @param previous NaN: it is not known
 * @example 'Value at risk (95 %, one session) of "Core" is 3.12 % of its value, above 3.00 %, on 2024-10-08; it was 2.90 % the session before.'
 */
export function portfolioMessage(
  { metric, threshold }: Pick<RuleRow, 'metric' | 'threshold'>,
  name: string,
  day: IsoDate,
  value: number,
  previous: number,
): string {
  const what =
    metric === 'PORTFOLIO_DRIFT' ? 'The largest drift outside a band' : 'Value at risk (95 %, one session)';
  const former =
    previous === previous
      ? `it was ${percent(previous)} the session before`
      : 'it has no value of the session before';
  return `${what} of "${name}" is ${percent(value)} of its value, above ${percent(threshold ?? NaN)}, on ${day}; ${former}.`;
}

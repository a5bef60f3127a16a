import type { RiskPartKind } from '../../../risk/names.js';
import { BANDS, type Ticker } from '../../../scoring/names.js';
import type { RuleRow } from './ruleRow.js';

const PARTS: Readonly<Record<RiskPartKind, string>> = {
  VOLATILITY: 'Volatility',
  DRAWDOWN: 'Drawdown',
  LIQUIDITY: 'Liquidity',
  SIZE: 'Size',
  MARKET: 'Beta',
  TREND: 'Trend',
};
const MODES = { TRADER: 'Trader', INVESTOR: 'Investor' } as const;

/**
 * Says what an alert tells of one stock.
 *
 * @param previous NaN: it is not known
 * @example 'Risk of RELIANCE.NS is 63.20, above 60, on 2024-10-08; it was 58.10 the session before.'
 */
export function messageOf(
  rule: RuleRow,
  ticker: Ticker,
  day: string,
  value: number,
  previous: number,
): string {
  if (rule.metric === 'BAND') {
    return `${labelOf(rule)} of ${ticker} is ${BANDS[value]} on ${day}; it was ${BANDS[previous]} the session before.`;
  }
  if (rule.metric === 'GUARDRAIL') {
    const [now, before] = value === 1 ? ['fired', 'had not'] : ['did not fire', 'had'];
    return `${labelOf(rule)} ${now} for ${ticker} on ${day}; it ${before} the session before.`;
  }
  const former =
    previous === previous
      ? `it was ${shown(rule, previous)} the session before`
      : 'it has no value of the session before';
  return `${labelOf(rule)} of ${ticker} is ${shown(rule, value)}, ${beyond(rule)}, on ${day}; ${former}.`;
}

/** Says what an alert tells that stands for many stocks. */
export function messageOfMany(rule: RuleRow, stocks: number, day: string): string {
  if (rule.metric === 'BAND') {
    const to = rule.to_bands === null ? '' : ` to ${rule.to_bands.join(' or ')}`;
    return `${labelOf(rule)} of ${stocks} stocks changed${to} on ${day}.`;
  }
  if (rule.metric === 'GUARDRAIL') return `${labelOf(rule)} changed for ${stocks} stocks on ${day}.`;
  return `${labelOf(rule)} of ${stocks} stocks is ${beyond(rule)} on ${day}.`;
}

const shown = ({ metric }: RuleRow, value: number): string =>
  metric === 'CLOSE' ? `₹ ${value.toFixed(2)}` : value.toFixed(2);

const beyond = ({ metric, comparator, threshold }: RuleRow): string =>
  `${comparator === 'BELOW' ? 'below' : 'above'} ${metric === 'CLOSE' ? '₹ ' : ''}${threshold}`;

function labelOf({ metric, part, mode, guardrail }: RuleRow): string {
  const ofMode = mode === null ? '' : MODES[mode];
  switch (metric) {
    case 'RISK':
      return 'Risk';
    case 'RISK_PART':
      return part === null ? 'Risk part' : `${PARTS[part]} risk`;
    case 'SCORE':
      return `${ofMode} score`;
    case 'SCORE_CHANGE':
      return `Change of the ${ofMode.toLowerCase()} score`;
    case 'BAND':
      return `${ofMode} band`;
    case 'GUARDRAIL':
      return `${ofMode} guardrail ${guardrail}`;
    case 'CLOSE':
      return 'Close';
    default:
      throw new Error(`expected a metric of stocks, got ${metric}`);
  }
}

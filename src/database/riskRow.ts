import type { RiskObservation } from '../risk/assessment.js';
import { RISK_PARTS, RISK_STATUSES, type RiskPartKind } from '../risk/names.js';
import type { RisksTable } from './tables.js';

/** The columns of `risks`, in the order in which they are written. */
export const RISK_COLUMNS: readonly (keyof RisksTable)[] = [
  'run_id',
  'stock_id',
  'day',
  'statuses',
  'volatility_n',
  'drawdown_n',
  'liquidity_n',
  'size_n',
  'market_n',
  'trend_n',
  'value',
  'lower',
  'upper',
  'judged',
  'volatility',
  'volatility_lower',
  'volatility_upper',
  'drawdown',
  'liquidity',
  'liquidity_lower',
  'liquidity_upper',
  'size',
  'market',
  'market_lower',
  'market_upper',
  'trend',
  'reasons',
];

/** The columns of the parts. */
type PartColumns = Omit<RisksTable, 'run_id' | 'stock_id' | 'day' | 'value' | 'lower' | 'upper' | 'judged'>;

/** Returns what was observed of the six parts of a stored risk, in the order of RISK_PARTS. */
export function observationsOf(row: PartColumns): readonly RiskObservation[] {
  const reasons = row.reasons.split('\n');
  return RISK_PARTS.map((kind, k) => {
    const [raw, rawLower, rawUpper, observations] = rawOf(kind, row);
    const status = RISK_STATUSES[(row.statuses >> (2 * k)) & 3];
    return { raw, rawLower, rawUpper, observations, status, reason: reasons[k] };
  });
}

type Raw = readonly [raw: number | null, lower: number | null, upper: number | null, observations: number];

function rawOf(kind: RiskPartKind, row: PartColumns): Raw {
  switch (kind) {
    case 'VOLATILITY':
      return [row.volatility, row.volatility_lower, row.volatility_upper, row.volatility_n];
    case 'DRAWDOWN':
      return [row.drawdown, null, null, row.drawdown_n];
    case 'LIQUIDITY':
      return [row.liquidity, row.liquidity_lower, row.liquidity_upper, row.liquidity_n];
    case 'SIZE':
      return [row.size, null, null, row.size_n];
    case 'MARKET':
      return [row.market, row.market_lower, row.market_upper, row.market_n];
    case 'TREND':
      return [row.trend, null, null, row.trend_n];
    default:
      return kind satisfies never;
  }
}

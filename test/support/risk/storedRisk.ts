import type { RisksTable } from '../../../src/database/tables.js';
import type { RiskObservation } from '../../../src/risk/assessment.js';
import { assessmentOf } from '../../../src/risk/assessmentOf.js';
import { INTERVAL_PARTS, RISK_PARTS, RISK_STATUSES, type RiskPartKind } from '../../../src/risk/names.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { riskMethod } from './riskDay.js';

/** What was observed of a stock; parts that are left out are as in CALM, and null is MISSING. */
export interface GivenRisk {
  readonly run: number;
  readonly stock: number;
  readonly day: IsoDate;
  readonly raw?: Partial<Record<RiskPartKind, number | null>>;
  readonly thin?: readonly RiskPartKind[];
}

/** A stock of low risk: its volatility counts 0 points, its drawdown 20 and so on. */
const CALM: Readonly<Record<RiskPartKind, number>> = {
  ...{ VOLATILITY: 0.15, DRAWDOWN: 0.2, LIQUIDITY: 100, SIZE: 200_000, MARKET: 0.8, TREND: 0 },
};

/** Returns what a run stores of a stock, by the default method. */
export function storedRisk({ run, stock, day, raw = {}, thin = [] }: GivenRisk): RisksTable {
  const observed = RISK_PARTS.map((kind): RiskObservation => {
    const value = raw[kind] === undefined ? CALM[kind] : raw[kind];
    const hasInterval = (INTERVAL_PARTS as readonly RiskPartKind[]).includes(kind) && value !== null;
    return {
      raw: value,
      rawLower: hasInterval ? value * 0.9 : null,
      rawUpper: hasInterval ? value * 1.1 : null,
      observations: value === null ? 3 : 60,
      status: value === null ? 'MISSING' : thin.includes(kind) ? 'THIN' : 'OK',
      reason: value === null ? `3 of ${kind}, more needed` : `60 of ${kind}`,
    };
  });
  const { value, lower, upper, judged } = assessmentOf(observed, riskMethod);
  const [volatility, drawdown, liquidity, size, market, trend] = observed;
  return {
    ...{ run_id: run, stock_id: stock, day, value, lower, upper, judged },
    statuses: observed.reduce((bits, { status }, k) => bits | (RISK_STATUSES.indexOf(status) << (2 * k)), 0),
    volatility_n: volatility.observations,
    drawdown_n: drawdown.observations,
    liquidity_n: liquidity.observations,
    size_n: size.observations,
    market_n: market.observations,
    trend_n: trend.observations,
    volatility: volatility.raw,
    volatility_lower: volatility.rawLower,
    volatility_upper: volatility.rawUpper,
    drawdown: drawdown.raw,
    liquidity: liquidity.raw,
    liquidity_lower: liquidity.rawLower,
    liquidity_upper: liquidity.rawUpper,
    size: size.raw,
    market: market.raw,
    market_lower: market.rawLower,
    market_upper: market.rawUpper,
    trend: trend.raw,
    reasons: observed.map(({ reason }) => reason).join('\n'),
  };
}

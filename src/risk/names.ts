/** The closed vocabularies of risk. Things are computed and shown in the order of these lists. */

export const RISK_PARTS = ['VOLATILITY', 'DRAWDOWN', 'LIQUIDITY', 'SIZE', 'MARKET', 'TREND'] as const;
export type RiskPartKind = (typeof RISK_PARTS)[number];

/** From safe to risky. */
export const RISK_LEVELS = ['LOW', 'MODERATE', 'HIGH', 'VERY_HIGH'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** THIN: from fewer observations than the window has, or with a move that no action explains. MISSING: from too few. */
export const RISK_STATUSES = ['OK', 'THIN', 'MISSING'] as const;
export type RiskStatus = (typeof RISK_STATUSES)[number];

/** The parts that have an interval. */
export const INTERVAL_PARTS = [
  'VOLATILITY',
  'LIQUIDITY',
  'MARKET',
] as const satisfies readonly RiskPartKind[];

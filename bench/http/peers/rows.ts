/** Rows of the store, as the peers read them. */

export interface StockRow {
  readonly id: number;
  readonly ticker: string;
  readonly name: string;
}

export interface ScoreRow {
  readonly run_id: number;
  readonly stock_id: number;
  readonly mode: string;
  readonly sector_id: number;
  readonly value: number;
  readonly band: string;
  readonly weighted: number;
  readonly f: number;
  readonly t: number;
  readonly r: number;
  readonly o: number;
  readonly q: number;
  readonly s: number;
  readonly penalty: number;
  readonly liquidity_points: number;
  readonly pledge_points: number;
  readonly volatility_points: number;
  readonly event_points: number;
  readonly governance_points: number;
}

export const SCORE_COLUMNS = [
  'run_id',
  'stock_id',
  'mode',
  'sector_id',
  'value',
  'band',
  'weighted',
  'f',
  't',
  'r',
  'o',
  'q',
  's',
  'penalty',
  'liquidity_points',
  'pledge_points',
  'volatility_points',
  'event_points',
  'governance_points',
] as const satisfies readonly (keyof ScoreRow)[];

export type PillarColumn = 'f' | 't' | 'r' | 'o' | 'q' | 's';

export const PILLAR_COLUMNS = [
  ['FUNDAMENTALS', 'f'],
  ['TECHNICALS', 't'],
  ['RELATIVE_STRENGTH', 'r'],
  ['OWNERSHIP', 'o'],
  ['QUALITY', 'q'],
  ['SECTOR_MOMENTUM', 's'],
] as const satisfies readonly (readonly [string, PillarColumn])[];

export const PENALTY_COLUMNS = [
  ['LIQUIDITY', 'liquidity_points'],
  ['PLEDGE', 'pledge_points'],
  ['VOLATILITY', 'volatility_points'],
  ['EVENT_WINDOW', 'event_points'],
  ['GOVERNANCE', 'governance_points'],
] as const satisfies readonly (readonly [string, keyof ScoreRow])[];

/** Columns of scores by the orders that the operations ask for. */
export const ORDER_COLUMNS = {
  SCORE: 'value',
  PENALTY: 'penalty',
  CONFIDENCE: 'confidence',
  FUNDAMENTALS: 'f',
  TECHNICALS: 't',
  RELATIVE_STRENGTH: 'r',
  OWNERSHIP: 'o',
  QUALITY: 'q',
  SECTOR_MOMENTUM: 's',
} as const;

export type OrderField = keyof typeof ORDER_COLUMNS;

export interface StockOrder {
  readonly field: OrderField;
  readonly direction: 'ASC' | 'DESC';
}

/** Weights of the pillars, of bench.weights. */
export interface WeightsRow {
  readonly run_id: number;
  readonly mode: string;
  readonly sector_id: number;
  readonly f: number;
  readonly t: number;
  readonly r: number;
  readonly o: number;
  readonly q: number;
  readonly s: number;
}

/** Of bench.components. */
export interface ComponentRow {
  readonly run_id: number;
  readonly stock_id: number;
  readonly pillar: string;
  readonly name: string;
  readonly points: number | null;
  readonly weight: number;
}

/** A pillar as resolvers hand it on. */
export interface PillarOf {
  readonly name: string;
  readonly column: PillarColumn;
  readonly score: number;
  readonly row: ScoreRow;
}

export const pillarsOf = (row: ScoreRow): readonly PillarOf[] =>
  PILLAR_COLUMNS.map(([name, column]) => ({ name, column, score: row[column], row }));

export const penaltyOf = (row: ScoreRow) => ({
  total: row.penalty,
  parts: PENALTY_COLUMNS.map(([kind, column]) => ({ kind, points: row[column] })),
});

/** Both have few decimals, their product no more than five. */
export const contributionOf = (score: number, weight: number): number =>
  Math.round(score * weight * 1e5) / 1e5;

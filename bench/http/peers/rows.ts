/** Columns of scores, by the names that pillars have in answers. */
export const PILLAR_COLUMNS = [
  ['FUNDAMENTALS', 'f'],
  ['TECHNICALS', 't'],
  ['RELATIVE_STRENGTH', 'r'],
  ['OWNERSHIP', 'o'],
  ['QUALITY', 'q'],
  ['SECTOR_MOMENTUM', 's'],
] as const;
export type PillarColumn = (typeof PILLAR_COLUMNS)[number][1];

/** Columns of scores, by the names that parts of the penalty have in answers. */
export const PENALTY_COLUMNS = [
  ['LIQUIDITY', 'liquidity_points'],
  ['PLEDGE', 'pledge_points'],
  ['VOLATILITY', 'volatility_points'],
  ['EVENT_WINDOW', 'event_points'],
  ['GOVERNANCE', 'governance_points'],
] as const;

/** Columns of scores, by the orders that the operations ask for. */
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

export interface StockRow {
  readonly id: number;
  readonly ticker: string;
  readonly name: string;
}

type Columns = Readonly<Record<PillarColumn, number>>;

export interface ScoreRow extends Columns, Readonly<Record<(typeof PENALTY_COLUMNS)[number][1], number>> {
  readonly run_id: number;
  readonly stock_id: number;
  readonly mode: string;
  readonly sector_id: number;
  readonly value: number;
  readonly band: string;
  readonly weighted: number;
  readonly penalty: number;
}

export const SCORE_COLUMNS: readonly string[] = [
  ...['run_id', 'stock_id', 'mode', 'sector_id', 'value', 'band', 'weighted', 'penalty'],
  ...[...PILLAR_COLUMNS, ...PENALTY_COLUMNS].map(([, column]) => column),
];

/** Weights of the pillars, from bench.weights. */
export interface WeightsRow extends Columns {
  readonly run_id: number;
  readonly mode: string;
  readonly sector_id: number;
}

/** A row of bench.components. */
export interface ComponentRow {
  readonly run_id: number;
  readonly stock_id: number;
  readonly pillar: string;
  readonly name: string;
  readonly points: number | null;
  readonly weight: number;
}

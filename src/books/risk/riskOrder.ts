import { RISK_PARTS, type RiskPartKind } from '../../risk/names.js';
import type { Direction } from '../order.js';

/** The numbers that a list of risks knows of each stock: NaN is null. */
export type RiskNumber = 'VALUE' | 'UPPER' | 'CHANGE' | RiskPartKind;

/** What risks can be ordered by: all numbers, and the ticker. */
export const RISK_ORDER_FIELDS = ['VALUE', 'UPPER', 'CHANGE', 'TICKER', ...RISK_PARTS] as const;
export type RiskOrderField = (typeof RISK_ORDER_FIELDS)[number];

/** An order of risks. Risks that are equal in it follow in the order of their tickers, and nulls are last. */
export interface RiskOrder {
  readonly field: RiskOrderField;
  readonly direction: Direction;
}

/** The order of lists without one: the riskiest first. */
export const DEFAULT_RISK_ORDER: RiskOrder = { field: 'VALUE', direction: 'DESC' };

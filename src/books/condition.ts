import type { StockField } from './stockFields.js';
import type { StockList } from './stockList.js';

/** How a condition compares. */
export const COMPARISONS = ['AT_LEAST', 'ABOVE', 'AT_MOST', 'BELOW', 'EQUAL', 'KNOWN', 'UNKNOWN'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/**
 * A condition on a number of a stock: that it is known or not, or how it compares with a value, with another field, or
 * with its median in the sector group.
 */
export interface Condition {
  readonly field: StockField;
  readonly is: Comparison;
  readonly value?: number | null | undefined;
  readonly than?: StockField | null | undefined;
  readonly thanSectorMedian?: boolean | null | undefined;
  /** What the other side is multiplied by; 1 by default. */
  readonly factor?: number | null | undefined;
}

/** Decides about a row of a list by its index. */
export type RowTest = (index: number) => boolean;

/** Returns the test of a condition. It fails where a side is not known. */
export function conditionTest(list: StockList, condition: Condition): RowTest {
  const column = list.column(condition.field);
  switch (condition.is) {
    case 'KNOWN':
      return (index) => !Number.isNaN(column[index]);
    case 'UNKNOWN':
      return (index) => Number.isNaN(column[index]);
    default: {
      const holds = HOLDS[condition.is];
      const other = otherSide(list, condition);
      // Comparisons with NaN are false.
      return (index) => holds(column[index], other(index));
    }
  }
}

const HOLDS: Readonly<
  Record<Exclude<Comparison, 'KNOWN' | 'UNKNOWN'>, (left: number, right: number) => boolean>
> = {
  AT_LEAST: (left, right) => left >= right,
  ABOVE: (left, right) => left > right,
  AT_MOST: (left, right) => left <= right,
  BELOW: (left, right) => left < right,
  EQUAL: (left, right) => left === right,
};

function otherSide(list: StockList, { field, value, than, factor }: Condition): (index: number) => number {
  if (value !== null && value !== undefined) return () => value;
  const times = factor ?? 1;
  if (than !== null && than !== undefined) {
    const column = list.column(than);
    return (index) => times * column[index];
  }
  const medians = list.mediansByRow(field);
  return (index) => times * medians[index];
}

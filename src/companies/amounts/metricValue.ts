import type { StatementMetric } from '../../market/facts.js';
import { metricCode } from '../figures/metricCodes.js';
import type { Amount } from './amount.js';
import { shiftedDecimal } from './shiftedDecimal.js';

const CRORE = 7;
const LAKH = 5;
/** No figure per share has more rupees. */
const MOST_PER_SHARE = 1e6;
/** Plain rupees that are a company's flow or asset have a crore at least; less is a price or a fee. */
const LEAST_RUPEES = 1e7;

/** An amount in the unit of a metric. */
export interface MetricValue {
  readonly value: number;
  /** Whether the text states the unit in full, with its currency. */
  readonly hasUnit: boolean;
}

/**
 * Returns an amount in the unit of a metric; null where it does not fit: growth is none of sales, dollars are no rupees,
 * and points are a difference. Crore and lakh without a currency are rupees, because no other money is counted in them.
 */
export function metricValue(code: StatementMetric, amount: Amount): MetricValue | null {
  const { unit, decimal, isPoints, scale } = amount;
  const shifted = (power: number) => {
    const negative = decimal.startsWith('-');
    return Number(shiftedDecimal(negative ? decimal.slice(1) : decimal, power, negative));
  };
  if (isPoints) return null;
  switch (metricCode(code).unit) {
    case 'INR_CRORE':
      if (unit === 'INR_CRORE') return { value: amount.value, hasUnit: true };
      if (unit === 'COUNT' && (scale === CRORE || scale === LAKH || scale === CRORE + LAKH)) {
        return { value: shifted(-CRORE), hasUnit: false };
      }
      return unit === 'RUPEES' && Math.abs(amount.value) >= LEAST_RUPEES
        ? { value: shifted(-CRORE), hasUnit: true }
        : null;
    case 'RUPEES':
      return unit === 'RUPEES' && Math.abs(amount.value) < MOST_PER_SHARE
        ? { value: amount.value, hasUnit: true }
        : null;
    case 'FRACTION':
      return unit === 'FRACTION' ? { value: amount.value, hasUnit: true } : null;
    case 'PERCENT':
      return unit === 'FRACTION' ? { value: shifted(2), hasUnit: true } : null;
    default:
      return unit === 'RATIO' ? { value: amount.value, hasUnit: true } : null;
  }
}

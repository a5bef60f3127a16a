import { round2 } from '../../../scoring/rounding.js';
import type { RuleRow } from '../evaluation/ruleRow.js';

/** Says what an alert of operators tells. */
export function operatorMessage({ metric, threshold }: RuleRow, value: number): string {
  switch (metric) {
    case 'DATA_STALE':
      return `The newest session is ${counted(value, 'session')} behind, above ${threshold}.`;
    case 'RUN_FAILED':
      return `${counted(value, 'run')} failed, above ${threshold}.`;
    case 'QUEUE_STUCK':
      return `The oldest job that is due waits for ${value.toFixed(1)} minutes, above ${threshold}.`;
    case 'ERROR_RATE':
      return `${(100 * value).toFixed(2)} % of the operations of a minute failed, above ${round2(100 * (threshold ?? 0))} %.`;
    default:
      throw new Error(`expected a metric of operators, got ${metric}`);
  }
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

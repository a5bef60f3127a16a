import { shown } from '../../shown.js';
import type { Refusal } from '../imports/refusal.js';

/** Returns the refusal of a row whose values were withdrawn. */
export function withdrawnRow(
  file: string,
  line: number,
  column: string,
  key: string,
  reason: string,
): Refusal {
  return {
    ...{ file, line, column, value: shown(key), rule: 'WITHDRAWN' },
    reason: `expected other values, these were withdrawn (${shown(reason)}): lift the withdrawal to take them`,
  };
}

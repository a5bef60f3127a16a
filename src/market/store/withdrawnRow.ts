import { shown } from '../../shown.js';
import type { RefusedRow } from '../imports/refusal.js';

/** Returns why a row is refused whose values were withdrawn. */
export function withdrawnRow(column: string, key: string, reason: string): RefusedRow {
  return {
    ...{ column, value: shown(key), rule: 'WITHDRAWN' },
    reason: `expected other values, these were withdrawn (${shown(reason)}): lift the withdrawal to take them`,
  };
}

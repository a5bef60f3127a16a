import type { StockIds } from '../../../src/market/store/stockIds.js';
import { dayOf } from '../../../src/market/day.js';
import { RecomputedRun } from '../../../src/runs/reproduce/recomputedRun.js';
import { DAY } from './day.js';

/** The day of day.ts as a run that was computed again; what stored scores differ in is made up. */
export function recomputedRun(
  id: number,
  differences: RecomputedRun['differences'] = () => [],
): RecomputedRun {
  const hashes = { methodHash: DAY.method.hash, sectorsHash: '', inputsHash: '', codeVersion: '0.1.0' };
  const inputs = { id, day: dayOf(DAY.section.date), readBatch: 1, ...hashes };
  const names = { ids: {} as StockIds, sectorIds: new Map<string, number>() };
  return Object.assign(new RecomputedRun(inputs, DAY, true, names), { differences });
}

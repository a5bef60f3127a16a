import { bandIndex } from '../../scoring/bands.js';
import { GUARDRAILS, PENALTIES } from '../../scoring/names.js';
import type { Members } from './members.js';
import { TRACE_LENGTH } from './panel.js';
import type { SessionRows } from './sessionRows.js';
import { poolColumn, POOLS, type UniverseMeasures } from './universeMeasures.js';

const BUY = bandIndex('BUY');

/**
 * Pools the excess returns of a session by band and by what lowered a score.
 *
 * @param followed the stocks of the universe that have forward returns
 */
export function measurePools(rows: SessionRows, followed: Members, measures: UniverseMeasures): void {
  const pools = Array.from({ length: rows.count }, () => [] as number[]);
  for (const row of followed.rows) pools[row] = poolsOf(rows, row);
  rows.forward.forEach((column, horizon) => {
    if (column === null || followed.rows.length === 0) return;
    let sum = 0;
    for (const row of followed.rows) sum += column.values[row];
    const mean = sum / followed.rows.length;
    const index = rows.index[horizon];
    for (const row of followed.rows) {
      const excess = column.values[row] - mean;
      for (const pool of pools[row]) addTo(pool, horizon, excess);
      if (index === index) {
        addTo(POOLS.bandOverIndex + rows.band[row], horizon, column.values[row] - index);
      }
    }
  });

  function addTo(pool: number, horizon: number, excess: number): void {
    const column = poolColumn(horizon, pool);
    measures.sums.add(column, rows.session, excess);
    measures.counts.add(column, rows.session, 1);
    if (excess > 0) measures.hits.add(column, rows.session, 1);
  }
}

/** Returns the pools that a stock belongs to. */
function poolsOf({ band, bandTrace, fired, penalised }: SessionRows, row: number): number[] {
  const pools: number[] = [POOLS.all, POOLS.band + band[row]];
  const trace = bandTrace.subarray(row * TRACE_LENGTH, (row + 1) * TRACE_LENGTH);
  GUARDRAILS.forEach((_, guardrail) => {
    if ((fired[row] >> guardrail) % 2 === 1) pools.push(POOLS.fired + guardrail);
    if (trace[guardrail] !== trace[guardrail + 1]) pools.push(POOLS.moved + guardrail);
  });
  PENALTIES.forEach((_, penalty) => {
    if ((penalised[row] >> penalty) % 2 === 1) pools.push(POOLS.penalised + penalty);
  });
  if (trace[0] >= BUY) pools.push(band[row] < BUY ? POOLS.cappedBuys : POOLS.keptBuys);
  return pools;
}
